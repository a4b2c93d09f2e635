//! `daybrief serve`: what is remembered, as pages for a browser on this machine.

use crate::cli::args::Serve;
use crate::cli::exit::Exit;
use crate::cli::job::Context;
use crate::cli::memory;
use crate::cli::output::{self, Target};
use crate::cli::report;
use crate::error::{Error, Warning};
use crate::serve::{self, Archive};

/// Runs the command until it is ended by Ctrl-C or TERM.
pub(super) fn run(args: &Serve, context: &Context) -> Result<Exit, Error> {
    let theme = context.theme(args.settings())?;
    // Opened once for writing, it has the present schema; it is only read from then on.
    let Some(store) = memory::existing()? else {
        report::error(&"nothing is remembered yet (make a briefing with --remember first)");
        return Ok(Exit::Nothing);
    };
    let place = store.path().to_owned();
    drop(store);
    let server = serve::bind(args.port.unwrap_or(serve::DEFAULT_PORT))?;
    let archive = Archive::new(place, theme, |error| report::error(error))?;
    let url = server.url();
    output::write(&Target::Stdout, &format!("{url}\n"))?;
    report::note(context.verbosity, &"end it with Ctrl-C");
    if args.open
        && let Err(error) = opener::open_browser(&url)
    {
        let message = format!("it is served, but cannot be opened: {error}");
        report::warning(context.verbosity, &Warning::new(url, message));
    }
    server.run(archive)?;
    Ok(Exit::Success)
}
