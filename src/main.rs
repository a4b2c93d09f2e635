//! The `daybrief` command: everything it does is in [`daybrief::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    daybrief::cli::run()
}
