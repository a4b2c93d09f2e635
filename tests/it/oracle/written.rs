//! Briefings to pages, messages, feeds and books: what is read again is ours, and `verify` finds
//! every sentence; by our templates and by those of a stranger.

use daybrief::model::{Briefing, Document};
use daybrief::read::{self, Input};
use daybrief::render::{self, Citations, Format, FrontMatter, Markdown, Template};
use daybrief::{Options, brief, verify};

use super::markup::{assert_markdown, assert_page, assert_terminal};
use super::telling::{articles, assert_verbatim};

/// Bytes of a template that a stranger wrote; longer ones only take longer.
const MAX_TEMPLATE: usize = 4096;

/// Whatever stands in the fields of articles, through every output.
pub(super) fn render(data: &[u8]) {
    let documents = described(&String::from_utf8_lossy(data));
    let mut briefing = brief(documents.clone(), &Options::default());
    assert_verbatim(&briefing, &documents);
    briefing.warnings = vec![daybrief::Warning::new(&*String::from_utf8_lossy(data), "of it")];
    let write = |template: &Template| {
        let bytes = render::file(&briefing, template).expect("our templates can be used");
        verify::text(bytes).expect("what was written is read")
    };
    let inline = Markdown { citations: Citations::Inline, front_matter: FrontMatter::Yaml };
    let none = Markdown { citations: Citations::None, front_matter: FrontMatter::Without };
    for format in [Format::Html, Format::Email, Format::Atom, Format::Epub] {
        let page = write(&Template::builtin(format));
        // The declaration of XML is a comment to a reader of HTML.
        assert_page(&page.replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", ""));
        assert_verified(&page, &briefing, &documents);
    }
    let markdown = Template::builtin(Format::Markdown);
    for template in [markdown.clone(), markdown.clone().marked(inline)] {
        let page = write(&template);
        assert_markdown(&page);
        assert_verified(&page, &briefing, &documents);
    }
    assert_markdown(&write(&markdown.marked(none)));
    assert_terminal(&write(&Template::builtin(Format::Text)));
    assert_verified(&write(&Template::builtin(Format::Json)), &briefing, &documents);
}

/// Two articles whose every field is a line of `text`.
fn described(text: &str) -> Vec<Document> {
    let lines: Vec<&str> = text.split('\n').collect();
    let line = |n: usize| lines[n % lines.len()];
    let article = |n: usize| {
        let body = lines[(7 * n).min(lines.len() - 1)..].join("\n");
        let fields = serde_json::json!({
            "id": line(7 * n), "title": line(7 * n + 1), "url": line(7 * n + 2),
            "source": line(7 * n + 3), "author": line(7 * n + 4), "date": line(7 * n + 5),
            "language": line(7 * n + 6), "text": body,
        });
        Input::Bytes { name: format!("{}.json", line(n)), bytes: fields.to_string().into() }
    };
    read::documents(&[article(0), article(1)], &read::Options::default()).documents
}

/// `verify` finds every sentence of a briefing that was written.
pub(super) fn assert_verified(written: &str, briefing: &Briefing, documents: &[Document]) {
    let told = briefing.topics.iter().map(|topic| topic.extracts.len()).sum::<usize>();
    match verify::briefing(written, documents) {
        Ok(report) => {
            assert_eq!(report.mismatches, [], "{written}");
            assert!(report.extracts >= told, "{} of {told}: {written}", report.extracts);
        }
        Err(error) => assert_eq!(told, 0, "{error}: {written}"),
    }
}

/// A page's template, up to the first NUL, and the articles that it is filled with, which hold a
/// tag that must not get through.
pub(super) fn template(data: &[u8]) {
    let mut parts = data.splitn(2, |&byte| byte == 0);
    let text = String::from_utf8_lossy(parts.next().unwrap_or_default());
    if text.len() > MAX_TEMPLATE || text.to_ascii_lowercase().contains("zq9") {
        return;
    }
    let mut articles = articles(parts.next().unwrap_or_default());
    let hostile = "A <zq9> was seen on Monday. The <zq9 onload=\"x\"> and 'it' stayed until May 3.";
    articles.extend(described(&format!("<zq9>\n{hostile}\nhttp://a.example/<zq9>")));
    let articles = read::in_canonical_order(articles);
    let briefing = brief(articles, &Options::default());
    for (format, name) in
        [(Format::Html, "briefing"), (Format::Html, "extract"), (Format::Epub, "briefing")]
    {
        let Ok(template) = Template::builtin(format).with([(name, &*text)]) else { continue };
        let Ok(bytes) = render::file(&briefing, &template) else { continue };
        let Ok(page) = verify::text(bytes) else { continue };
        assert!(!page.contains("<zq9"), "{page}");
    }
    let Ok(template) = Template::builtin(Format::Markdown).with([("extract", &*text)]) else {
        return;
    };
    _ = render::briefing(&briefing, &template);
}
