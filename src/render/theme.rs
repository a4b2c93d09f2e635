//! The looks of a page: style sheets on top of the built-in one, for the same HTML.

use serde::{Deserialize, Serialize};

use super::Format;

/// A ready theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Theme {
    /// The built-in style sheet alone.
    #[default]
    Plain,
    /// Like the front of a newspaper: a masthead, rules, topics in columns.
    Newspaper,
    /// Small and dense, for many topics on a screen.
    Compact,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Plain, Self::Newspaper, Self::Compact];

    /// Its name, as chosen by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Newspaper => "newspaper",
            Self::Compact => "compact",
        }
    }

    /// What it adds to the style sheet of `format`; nothing where that is no page.
    pub(super) fn style(self, format: Format) -> &'static str {
        match (format, self) {
            (Format::Html, Self::Newspaper) => include_str!("../../templates/themes/newspaper.css"),
            (Format::Html, Self::Compact) => include_str!("../../templates/themes/compact.css"),
            _ => "",
        }
    }
}
