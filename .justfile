# The recipes of .ci/run, one by one; `just` alone lists them.

_default:
    @just --list

# Everything that must hold
ci:
    .ci/run

format:
    cargo fmt

lint:
    cargo clippy --all-targets -- -D warnings

test *args:
    cargo test {{args}}

# The library without the command line
library:
    cargo test --no-default-features --lib

docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The module for Python, and its tests; once: python3 -m venv target/venv, then pip install -r bindings/python/tests/requirements.txt
python *args:
    VIRTUAL_ENV="$PWD/target/venv" CARGO_TARGET_DIR="$PWD/target/python" target/venv/bin/maturin develop --release -m bindings/python/Cargo.toml
    target/venv/bin/pytest bindings/python/tests {{args}}

# The briefing of the seeds
seeds *args:
    cargo run --release -- make seeds/*.txt {{args}}

# A heap of generated articles, to try grouping on
heap n="20000":
    cargo run --release --example heap -- {{n}}

# Make the tables of word frequencies again, from wordfreq
background:
    python3 -m venv target/wordfreq
    target/wordfreq/bin/pip install --quiet wordfreq==3.1.1
    target/wordfreq/bin/python src/cluster/background/wordfreq_tables.py src/cluster/background

# Accept new golden files; read the diff
accept:
    UPDATE_EXPECT=1 cargo test --test it golden
