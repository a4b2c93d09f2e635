//! What was typed about fetching.

use clap::Args as ClapArgs;
use toml::Value;

use super::{Setting, given};

/// What is fetched.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Reading")]
pub(crate) struct Web {
    /// Fetch nothing, and ask no feed for news
    #[arg(long)]
    offline: bool,
    /// Fetch from addresses that are not public, too
    #[arg(long)]
    allow_private: bool,
}

impl Web {
    /// The settings typed, by key.
    pub(crate) fn settings(&self) -> Vec<Setting> {
        given([
            ("fetch.offline", self.offline.then_some(Value::Boolean(true))),
            ("fetch.allow_private", self.allow_private.then_some(Value::Boolean(true))),
        ])
    }
}
