//! What was typed behind `daybrief serve`.

use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;
use toml::Value;

use super::{Setting, THEMES};

const AFTER_HELP: &str = "\
Only browsers on this machine are answered; Ctrl-C ends it.

Example:
  daybrief serve --open";

#[derive(Debug, ClapArgs)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Serve {
    /// Port to listen on, 0 for any that is free [default: 7878]
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Looks of the pages
    #[arg(long, value_name = "THEME", value_parser = PossibleValuesParser::new(THEMES))]
    pub(crate) theme: Option<String>,
    /// Look at the first page in the browser
    #[arg(long)]
    pub(crate) open: bool,
}

impl Serve {
    /// The flags that are settings, too.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        let theme = self.theme.clone().map(Value::String);
        theme.map(|theme| ("output.theme", theme)).into_iter().collect()
    }
}
