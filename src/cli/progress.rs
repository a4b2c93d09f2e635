//! How far a long run is, as a bar on a terminal; anywhere else nothing is drawn.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::report::Verbosity;

/// A bar on standard error that is full after `n` steps; hidden where nothing but errors is said.
pub(crate) fn bar(n: usize, verbosity: Verbosity) -> ProgressBar {
    if verbosity == Verbosity::Quiet {
        return ProgressBar::hidden();
    }
    // On anything but a terminal the bar is hidden by its own account.
    let bar = ProgressBar::new(n as u64);
    match ProgressStyle::with_template("{bar:30} {pos}/{len}  {elapsed}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Says on standard error that `what` is being done, and for how long; hidden as [`bar`] is.
pub(crate) fn spinner(what: &'static str, verbosity: Verbosity) -> ProgressBar {
    if verbosity == Verbosity::Quiet {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner();
    let spinner = match ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
        Ok(style) => spinner.with_style(style),
        Err(_) => spinner,
    };
    spinner.set_message(what);
    // Its first drawing waits for the first tick, so that a short run shows none.
    spinner.enable_steady_tick(TICK);
    spinner
}

/// Time between two drawings.
const TICK: Duration = Duration::from_millis(120);
