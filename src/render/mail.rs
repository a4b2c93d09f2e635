//! A briefing as a message: the text of a terminal and a page of one column, side by side, for the
//! reader's program to choose from. Sources: RFC 5322, 2045, 2046 and 2047.
//!
//! A message needs a sender, a date and names of its own. They come from the briefing, and the
//! sender is of a domain that RFC 2606 keeps free of people: who sends the file sets the rest.

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{Template, Terminal, failure, identity, json, terminal};
use crate::error::Error;
use crate::model::Briefing;

/// Columns of the text part; quoted twice, it still fits 78.
const WIDTH: usize = 72;
/// The domain of the sender and of the message's name.
const DOMAIN: &str = "daybrief.invalid";

pub(super) fn message(briefing: &Briefing, template: &Template) -> Result<String, Error> {
    let text = terminal::text(briefing, Terminal { width: WIDTH, ..Terminal::default() });
    let page = template.render(briefing)?;
    let content = json(briefing).map_err(|error| failure(error.to_string()))?;
    let id = identity::digits(&["message", &content, &page]);
    let boundary = format!("=_{}", identity::digits(&["boundary", &content, &page]));
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    let sender = format!("briefing@{DOMAIN}");
    MessageBuilder::new()
        .from(("daybrief", sender.as_str()))
        .subject(identity::title(briefing))
        .date(identity::moment(briefing.date).as_second())
        .message_id(format!("{id}@{DOMAIN}"))
        // Programs that know it open the file as a draft, ready to be sent.
        .header("X-Unsent", Raw::new("1"))
        .body(MimePart::new(
            kind,
            vec![MimePart::new("text/plain", text), MimePart::new("text/html", page)],
        ))
        .write_to_string()
        .map_err(|error| failure(error.to_string()))
}
