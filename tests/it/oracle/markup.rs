//! Written pages, Markdown and terminal text, read again: nothing in them is an article's own.

use html5gum::{DefaultEmitter, Token, Tokenizer};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Tags of our pages, messages, feeds and books, sorted.
const TAGS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "button",
    "cite",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "i",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "rect",
    "section",
    "span",
    "strong",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "ul",
];

/// Our attributes beside `aria-*` and `data-*`, sorted.
const ATTRIBUTES: &[&str] = &[
    "action",
    "autocomplete",
    "charset",
    "class",
    "content",
    "cx",
    "cy",
    "d",
    "datetime",
    "dir",
    "epub:type",
    "for",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "maxlength",
    "name",
    "r",
    "rel",
    "role",
    "scope",
    "style",
    "tabindex",
    "title",
    "type",
    "value",
    "version",
    "viewbox",
    "width",
    "x",
    "xml:lang",
    "xmlns",
    "xmlns:epub",
    "y",
];

/// What a page of ours may link to beside places in itself and the web.
const NEIGHBORS: &[&str] = &["style.css", "briefing.xhtml"];

/// Every tag and attribute of `page` is one of ours, and every link one to the web or within.
pub(super) fn assert_page(page: &str) {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                assert!(TAGS.binary_search(&name.as_str()).is_ok(), "<{name}>");
                for (attribute, value) in &tag.attributes {
                    let (attribute, value) = (text(attribute), text(value));
                    let is_ours = ATTRIBUTES.binary_search(&attribute.as_str()).is_ok()
                        || attribute.starts_with("aria-")
                        || attribute.starts_with("data-");
                    assert!(is_ours, "<{name} {attribute}>");
                    if matches!(attribute.as_str(), "href" | "action") {
                        let is_neighbor = NEIGHBORS.iter().any(|near| value.starts_with(near));
                        assert!(value.starts_with('#') || is_web(&value) || is_neighbor, "{value}");
                    }
                }
            }
            Token::Comment(comment) => panic!("a comment: {}", text(&comment)),
            // A carriage return can only be kept as a reference, which the standard frowns upon.
            Token::Error(error) if error.value != html5gum::Error::ControlCharacterReference => {
                panic!("{error:?}")
            }
            _ => {}
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("pages are UTF-8")
}

/// `markdown` holds no HTML, image, code block or mathematics, and links only to the web.
pub(super) fn assert_markdown(markdown: &str) {
    let body = match markdown.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").expect("front matter ends").1,
        None => markdown,
    };
    for event in Parser::new_ext(body, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => assert!(is_web(&dest_url), "{dest_url}"),
            Event::Start(
                Tag::Image { .. }
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock
                | Tag::Table(_)
                | Tag::DefinitionList
                | Tag::MetadataBlock(_)
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Strikethrough,
            )
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::TaskListMarker(_) => panic!("{event:?}"),
            _ => {}
        }
    }
}

/// `text` holds no control, and nothing that changes the direction of what comes after.
pub(super) fn assert_terminal(text: &str) {
    let harm = |char: char| {
        char.is_control() && char != '\n'
            || matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
    };
    assert_eq!(text.chars().find(|&char| harm(char)), None, "{text:?}");
}

fn is_web(address: &str) -> bool {
    address.starts_with("http://") || address.starts_with("https://")
}
