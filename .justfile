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

# The briefing of the seeds
seeds *args:
    cargo run --release -- make seeds/*.txt {{args}}

# Accept new golden files; read the diff
accept:
    UPDATE_EXPECT=1 cargo test --test it golden
