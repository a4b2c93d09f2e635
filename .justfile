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

# The long set of docs/safety.md
safety:
    cargo test --release --test it --no-run
    DAYBRIEF_FAULTS=all cargo test --release --test it failing -- --nocapture
    DAYBRIEF_KILLS=200 cargo test --release --test it killed -- --nocapture
    ulimit -d 262144; DAYBRIEF_CASES=10000 cargo test --release --test it collections::feeds -- --nocapture
    cargo test --test it -- at_once determinism supply fetching serving
    cargo test --lib -- fetch spare bug
    DAYBRIEF_CHANGES=1000 cargo test --test it -- --nocapture corpus:: collections:: bombs::
    just complexity
    for target in fuzz/fuzz_targets/*.rs; do just fuzz "$(basename "$target" .rs)" 1440; done
    npm --prefix tests/browser ci && npm --prefix tests/browser test

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

# Bytes that are made up, tried on one target of the fuzzer: `just fuzz html 1440`
fuzz target seconds="60":
    cd fuzz && cargo fuzz run -O -s none {{target}} -- -max_total_time={{seconds}} -rss_limit_mb=2048 -timeout=10

# Whether twice the input takes more than about twice the instructions
complexity:
    cargo build --release
    node tests/complexity/run.mjs

# Accept new golden files; read the diff
accept:
    UPDATE_EXPECT=1 cargo test --test it golden
