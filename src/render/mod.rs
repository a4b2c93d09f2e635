//! A briefing to Markdown, HTML, terminal text or JSON.

use crate::error::Error;
use crate::model::Briefing;

/// How a briefing is laid out.
#[derive(Debug)]
pub struct Template {}

/// Renders `briefing`.
pub fn briefing(_briefing: &Briefing, _template: &Template) -> Result<String, Error> {
    Ok(String::new())
}
