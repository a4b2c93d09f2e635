//! How far a long run is, as a bar on standard error: on a terminal, or wherever one is asked for.

use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::report::Verbosity;
use crate::model::progress::{Progress, Step};

/// When a bar is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, where more than errors is said.
    #[default]
    Auto,
    /// Whatever standard error is: a line for each drawing where that is no terminal.
    Always,
    /// Nowhere.
    Never,
}

/// When bars are drawn, and how much is said beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Drawing {
    /// As typed.
    pub(crate) when: When,
    /// How much is said.
    pub(crate) verbosity: Verbosity,
}

/// Time between two drawings.
const TICK: Duration = Duration::from_millis(120);
/// Columns of a line that is no terminal's.
const WIDTH: u16 = 80;

/// A bar that is full after `n` steps of `what`.
pub(crate) fn bar(what: &'static str, n: usize, drawing: Drawing) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(n as u64), target(drawing));
    styled(bar, "{msg} {bar:30} {pos}/{len}  {elapsed}, {eta} left", what)
}

/// A bar on `what` that learns of its steps from the work itself, and who tells it of them.
pub(crate) fn told(what: &'static str, drawing: Drawing) -> (ProgressBar, Progress) {
    let bar = ProgressBar::with_draw_target(None, target(drawing));
    let bar = styled(bar, "{spinner} {msg} {elapsed}", what);
    // Its first drawing waits for the first tick, so that a short run shows none.
    bar.enable_steady_tick(TICK);
    let own = bar.clone();
    let progress = Progress::to(move |step| match step {
        Step::Of(n) if n > 1 => {
            own.set_length(n as u64);
            styled(own.clone(), "{msg} {bar:30} {pos}/{len}  {elapsed}", what);
        }
        Step::Of(_) => {}
        Step::Done => own.inc(1),
    });
    (bar, progress)
}

fn styled(bar: ProgressBar, template: &str, what: &'static str) -> ProgressBar {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(what);
    bar
}

fn target(drawing: Drawing) -> ProgressDrawTarget {
    match (drawing.when, drawing.verbosity) {
        (When::Always, _) if !console_is_attended() => {
            ProgressDrawTarget::term_like_with_hz(Box::new(Lines), 2)
        }
        (When::Never, _) | (When::Auto, Verbosity::Quiet) => ProgressDrawTarget::hidden(),
        // On anything but a terminal it is hidden by its own account.
        _ => ProgressDrawTarget::stderr(),
    }
}

fn console_is_attended() -> bool {
    io::IsTerminal::is_terminal(&io::stderr())
}

/// Standard error that is no terminal: nothing is drawn over, each drawing is a line.
struct Lines;

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lines")
    }
}

impl TermLike for Lines {
    fn width(&self) -> u16 {
        WIDTH
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, line: &str) -> io::Result<()> {
        let line = line.trim_end();
        if line.is_empty() { Ok(()) } else { writeln!(io::stderr(), "{line}") }
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        self.write_line(text)
    }

    fn clear_line(&self) -> io::Result<()> {
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        io::stderr().flush()
    }
}
