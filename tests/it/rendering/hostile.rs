//! Article text that tries to be mark-up, in every place a source can fill.

use std::collections::BTreeSet;
use std::path::Path;

use daybrief::model::Briefing;
use daybrief::render::{self, Citations, Format, FrontMatter, Markdown, Template, escape};
use daybrief::verify;
use html5gum::{DefaultEmitter, Token, Tokenizer};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::rendered;
use super::sample::{documents, rich, sha256};

/// A few of our own, for machines without the collection.
const VECTORS: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//http://x",
    "data:text/html,<script>alert(1)</script>",
    "http://x/\" onclick=\"alert(1)",
    "http://x/><svg onload=alert(1)>",
    "{{{{raw}}}} {{text}} &lt;b&gt; &#60; &amp",
    "</style></title></textarea><script>",
    "[a](javascript:alert(1)) ![b](http://x/y.png) <http://x.y> [^1] [^2]: x",
    "# heading\n\n- item\n\n1. one\n\n> quoted\n\n```\ncode\n```\n\n***\n\na\n===\n",
    "`code` **strong** __strong__ ~~gone~~ $x$ $$y$$ ^a^ ~b~ [[wiki]] | a | b |\n|---|---|",
    "www.example.org http://example.org a@example.org",
    "\u{0}\u{1b}[31m\u{202e}\u{7f}\r\n\t\u{85}\u{2028}",
    "1986. A year {#id} ends with !",
    "\\",
    "--- +++ === : a",
];

pub(super) fn vectors() -> Vec<String> {
    let folder = std::env::var("SHARED_DATA").unwrap_or_else(|_| "../shared/data".into());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join("hostile/xss.jsonl");
    let collection = std::fs::read_to_string(file).unwrap_or_default();
    let html = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).ok()?["html"].as_str().map(str::to_owned)
    };
    VECTORS.iter().map(|&vector| vector.into()).chain(collection.lines().filter_map(html)).collect()
}

/// Two topics whose every text is one of `vectors`, going round.
fn hostile(vectors: &[String]) -> Briefing {
    let mut briefing = rich();
    let mut round = vectors.iter().cycle().cloned();
    let mut next = || round.next().unwrap();
    briefing.title = next();
    let extract = briefing.topics[0].extracts[1].clone();
    briefing.topics[0].extracts = vectors
        .iter()
        .zip(0..)
        .map(|(text, n)| {
            let mut extract = extract.clone();
            extract.text.clone_from(text);
            extract.citations[0].start = n;
            extract
        })
        .collect();
    for topic in &mut briefing.topics {
        (topic.id, topic.label) = (next(), next());
    }
    for source in &mut briefing.sources {
        source.name = next();
        source.path = Some(next());
        source.title = Some(next());
        source.outlet = Some(next());
        source.sha256 = next();
        source.url = Some(next());
    }
    for topic in &mut briefing.dropped {
        (topic.id, topic.label) = (next(), next());
    }
    for warning in &mut briefing.warnings {
        (warning.input, warning.message) = (next(), next());
    }
    briefing
}

fn chunks() -> Vec<Briefing> {
    let vectors = vectors();
    // An odd step, so that vectors meet the places in ever new order.
    vectors.chunks(37).map(hostile).collect()
}

/// Every pair of a tag and an attribute of `page`, and every address in it.
fn shape(page: &str) -> (BTreeSet<(String, String)>, BTreeSet<String>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let (mut tags, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for Ok(token) in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                tags.insert((name.clone(), String::new()));
                for (attribute, value) in &tag.attributes {
                    tags.insert((name.clone(), text(attribute)));
                    if text(attribute) == "href" {
                        addresses.insert(text(value));
                    }
                }
            }
            Token::Comment(_) => panic!("a comment"),
            // A carriage return can only be kept as a reference, which the standard frowns upon.
            Token::Error(error) if error.value != html5gum::Error::ControlCharacterReference => {
                panic!("{error:?}")
            }
            _ => {}
        }
    }
    (tags, addresses)
}

#[test]
fn a_page_holds_only_our_tags_and_attributes() {
    let (ours, _) = shape(&rendered(&rich(), Format::Html));
    for briefing in chunks() {
        let (tags, addresses) = shape(&rendered(&briefing, Format::Html));
        assert!(tags.is_subset(&ours), "{:?}", tags.difference(&ours).collect::<Vec<_>>());
        let foreign = |address: &&String| {
            !address.starts_with(['#'])
                && !address.starts_with("http://")
                && !address.starts_with("https://")
        };
        assert_eq!(addresses.iter().find(foreign), None);
    }
}

/// The events of `markdown` by name, text left out, and the sentences of its lists.
fn outline(markdown: &str) -> (Vec<String>, Vec<String>) {
    let (mut names, mut texts, mut in_item) = (Vec::new(), Vec::new(), false);
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => {
                if let (true, Some(last)) = (in_item, texts.last_mut()) {
                    String::push_str(last, &text);
                }
            }
            Event::Code(_) => names.push("code".into()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(
                    dest_url.starts_with("http://") || dest_url.starts_with("https://"),
                    "{dest_url}"
                );
                names.push("link".into());
            }
            Event::Start(Tag::Item) => {
                texts.push(String::new());
                in_item = true;
                names.push("item".into());
            }
            Event::End(TagEnd::Item) => in_item = false,
            other => names.push(format!("{other:?}")),
        }
    }
    (names, texts)
}

#[test]
fn markdown_holds_only_our_events() {
    for mut briefing in chunks() {
        let mut plain = briefing.clone();
        plain.title = "Title".into();
        for source in briefing.sources.iter_mut().chain(&mut plain.sources) {
            source.url = None;
        }
        for (n, topic) in plain.topics.iter_mut().enumerate() {
            topic.label = format!("Topic {n}");
            topic.extracts.iter_mut().for_each(|extract| extract.text = "It happened.".into());
        }
        for source in &mut plain.sources {
            source.name = "name".into();
            source.path = Some("path".into());
            source.title = Some("title".into());
            source.outlet = Some("outlet".into());
        }
        for warning in &mut plain.warnings {
            *warning = daybrief::Warning::new("input", "message");
        }
        for (citations, marks) in
            [(Citations::Footnote, " +"), (Citations::Inline, " [1] +[2]"), (Citations::None, "")]
        {
            let front_matter = FrontMatter::Yaml;
            let template =
                Template::builtin(Format::Markdown).marked(Markdown { citations, front_matter });
            let written = |briefing: &Briefing| render::briefing(briefing, &template).unwrap();
            let markdown = written(&briefing);
            let (names, texts) = outline(&markdown);
            assert_eq!(names, outline(&written(&plain)).0, "{markdown}");
            // What changed since the edition before is a list, too.
            let texts = texts.iter().skip(briefing.topics.len() + briefing.dropped.len());
            for (extract, text) in briefing.topics[0].extracts.iter().zip(texts) {
                assert_eq!(*text, format!("{}{marks}", line(&extract.text)));
            }
            let headings: Vec<&str> =
                markdown.lines().filter(|line| line.starts_with('#')).collect();
            let unique: BTreeSet<&&str> = headings.iter().collect();
            assert_eq!(unique.len(), headings.len(), "{headings:?}");
            front_matter_holds(&markdown, &briefing.title);
        }
    }
}

/// The block of YAML before the title says `title` and nothing that it should not.
fn front_matter_holds(markdown: &str, title: &str) {
    let block = markdown.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap().0;
    let read: std::collections::BTreeMap<String, serde_json::Value> =
        serde_saphyr::from_str(block).unwrap_or_else(|error| panic!("{error}: {block}"));
    assert_eq!(read["title"], title);
    let keys: Vec<&str> = read.keys().map(String::as_str).collect();
    assert_eq!(keys, ["date", "lang", "sources", "tags", "title", "topics"]);
}

#[test]
fn messages_feeds_and_books_hold_only_our_tags() {
    let mut unlinked = rich();
    unlinked.sources[0].url = None;
    let (mut page, _) = shape(&parts(&rich()).concat());
    page.extend(shape(&parts(&unlinked).concat()).0);
    for briefing in chunks() {
        let parts = parts(&briefing);
        for text in &parts {
            assert!(!text.chars().any(|c| c.is_control() && !"\t\r\n".contains(c)), "{text:?}");
        }
        let (tags, addresses) = shape(&parts.concat());
        assert!(tags.is_subset(&page), "{:?}", tags.difference(&page).collect::<Vec<_>>());
        let foreign = |address: &&String| {
            !["#", "http://", "https://", "style.css", "briefing.xhtml"]
                .iter()
                .any(|start| address.starts_with(start))
        };
        assert_eq!(addresses.iter().find(foreign), None);
    }
}

/// The pages in a message, a feed and a book, and the feed itself.
fn parts(briefing: &Briefing) -> Vec<String> {
    let page = |format| {
        let bytes = render::file(briefing, &Template::builtin(format)).unwrap();
        verify::text(bytes).unwrap()
    };
    // The XML of a declaration is a comment to a reader of HTML.
    let plain = |text: String| text.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "");
    let feed = rendered(briefing, Format::Atom);
    let feed = feed.split_once("?>").unwrap().1.to_owned();
    vec![page(Format::Email), page(Format::Atom), plain(page(Format::Epub)), feed]
}

#[test]
fn xml_of_any_text_is_well_formed() {
    for briefing in chunks() {
        let book = render::file(&briefing, &Template::builtin(Format::Epub)).unwrap();
        let files = super::book::files(book);
        let feed = rendered(&briefing, Format::Atom);
        for (name, text) in &files {
            if name != "mimetype" && name != "EPUB/style.css" {
                super::book::assert_well_formed(name, text);
            }
        }
        super::book::assert_well_formed("feed", &feed);
    }
}

#[test]
fn a_header_of_a_message_is_one_whatever_the_title() {
    for briefing in chunks() {
        let message = rendered(&briefing, Format::Email);
        let (headers, _) = message.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = headers
            .split("\r\n")
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split_once(": ").unwrap().0)
            .collect();
        let ours =
            ["From", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"];
        assert_eq!(names, ours, "{headers}");
        assert!(message.is_ascii() && message.lines().all(|line| line.len() <= 78));
    }
}

#[test]
fn verify_reads_back_what_any_text_was_rendered_to() {
    for mut briefing in chunks() {
        let topic = &mut briefing.topics[0];
        topic.extracts.retain(|extract| !line(&extract.text).is_empty());
        let mut document = documents().remove(0);
        document.text.clear();
        for extract in &mut topic.extracts {
            extract.text = extract.text.trim().into();
            let start = u32::try_from(document.text.len()).unwrap();
            document.text.push_str(&extract.text);
            document.text.push('\n');
            extract.citations.truncate(1);
            extract.citations[0].start = start;
            extract.citations[0].end = start + u32::try_from(extract.text.len()).unwrap();
        }
        briefing.topics.truncate(1);
        briefing.sources.truncate(1);
        briefing.sources[0].sha256 = sha256(&document.text);
        briefing.sources[0].path.clone_from(&document.source.path);
        let inline = Markdown { citations: Citations::Inline, front_matter: FrontMatter::Yaml };
        let templates = [Format::Html, Format::Markdown, Format::Json, Format::Epub, Format::Email]
            .map(Template::builtin)
            .into_iter()
            .chain([Template::builtin(Format::Markdown).marked(inline)]);
        for template in templates {
            let text = verify::text(render::file(&briefing, &template).unwrap()).unwrap();
            let report = verify::briefing(&text, std::slice::from_ref(&document)).unwrap();
            assert_eq!(report.mismatches, [], "{template:?}");
            assert_eq!(report.extracts, briefing.topics[0].extracts.len(), "{template:?}");
        }
    }
}

/// What Markdown can keep of a text.
fn line(text: &str) -> String {
    let breaks = |c: char| c.is_ascii_whitespace() || "\u{b}\u{85}\u{2028}\u{2029}".contains(c);
    let words: Vec<&str> = text.split(breaks).filter(|word| !word.is_empty()).collect();
    words.join(" ").trim().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// Text of characters that mean something to some Markdown reader.
fn markup() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        prop::sample::select(
            "\\`*_{}[]()#+-.!|~^$&<>=:;\"'@/ \n\t1aé\u{301}\u{a0}\u{0}".chars().collect::<Vec<_>>()
        )
        .prop_map(String::from),
        prop::sample::select(vec![
            "1. ", "- ", "***", "```", "&amp;", "&#60;", "<b>", "[^1]", "[a](b)", "![", "$x$",
            "$$", "www.", "http://", "{#a}", "__a__", "~~~", "|-|", "\n---\n", "\n: "
        ])
        .prop_map(String::from),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn escaped_markdown_parses_to_the_same_text_and_nothing_else(text in markup()) {
        let expected = line(&text);
        prop_assume!(!expected.is_empty());
        for (before, after) in [("", ""), ("# ", ""), ("- ", "[^1]\n\n[^1]: x"), ("a *", "* b"), ("> ", "")] {
            let plain = format!("{before}x{after}");
            let escaped = format!("{before}{}{after}", escape::markdown(&text));
            let (names, expected_names) = (kinds(&escaped).0, kinds(&plain).0);
            prop_assert_eq!(names, expected_names, "{}", &escaped);
            let found = kinds(&escaped).1;
            prop_assert_eq!(found, kinds(&plain).1.replacen('x', &expected, 1), "{}", &escaped);
        }
    }

    #[test]
    fn escaped_html_parses_to_the_same_text(text in any::<String>()) {
        let page = format!("<p title=\"{0}\">{0}</p>", escape::html(&text));
        let expected: String = text.chars().map(|c| if c.is_control() && !"\t\n\r".contains(c) { '\u{fffd}' } else { c }).collect();
        let mut found = (String::new(), String::new());
        for Ok(token) in Tokenizer::new(&page) {
            match token {
                Token::StartTag(tag) => found.0 = String::from_utf8(tag.attributes[&b"title"[..]].to_vec()).unwrap(),
                Token::String(text) => found.1.push_str(std::str::from_utf8(&text).unwrap()),
                Token::EndTag(_) | Token::Error(_) => {}
                other => prop_assert!(false, "{:?}", other),
            }
        }
        prop_assert_eq!(&found.0, &expected);
        prop_assert_eq!(&found.1, &expected);
    }
}

/// The events by name without text, and all text.
fn kinds(markdown: &str) -> (Vec<String>, String) {
    let (mut names, mut texts) = (Vec::new(), String::new());
    for event in Parser::new_ext(markdown, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) => texts.push_str(&text),
            other => names.push(format!("{other:?}")),
        }
    }
    (names, texts)
}
