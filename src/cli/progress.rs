//! How far a long run is, as a bar on a terminal; anywhere else nothing is drawn.

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
