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
    DAYBRIEF_FAULTS=all cargo test --test it failing -- --nocapture
    DAYBRIEF_KILLS=200 cargo test --test it killed -- --nocapture
    cargo test --test it -- at_once determinism supply fetching serving
    cargo test --lib -- fetch spare bug

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
