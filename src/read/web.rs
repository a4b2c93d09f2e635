//! What servers answer: a feed with what it says of itself, the feeds that a page names, an article.
//!
//! The answer's own headers decide before its bytes do: how it is encoded, and what it is where
//! its bytes leave that open. Fetching it is left to others.

use encoding_rs::Encoding;
#[cfg(feature = "feeds")]
use html5gum::Token;
use url::Url;

use super::draft::Named;
#[cfg(feature = "feeds")]
use super::draft::{Draft, Notes};
#[cfg(feature = "fetch")]
pub(crate) use super::feed::bare;
#[cfg(feature = "feeds")]
use super::fields::GUESSED;
use super::metadata;
#[cfg(feature = "feeds")]
use super::{blocks, encoding, feed, input, sniff, spare};
#[cfg(feature = "feeds")]
use crate::error::{Error, Warning};
#[cfg(feature = "feeds")]
use crate::model::Document;

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Where, after all redirects.
    pub url: Url,
    /// The header of that name.
    pub content_type: Option<String>,
    /// The body, unpacked.
    pub bytes: Vec<u8>,
}

/// Extensions of files of the types that servers name. `text/plain` and `text/xml` are missing:
/// whatever a server does not know is sent as one of them.
const EXTENSIONS: &[(&str, &str)] = &[
    ("application/atom+xml", "atom"),
    ("application/feed+json", "json"),
    ("application/json", "json"),
    ("application/rdf+xml", "rdf"),
    ("application/rss+xml", "rss"),
    ("application/xhtml+xml", "xhtml"),
    ("text/html", "html"),
    ("text/markdown", "md"),
];

impl Answer {
    /// Its type, in lower case and without parameters.
    fn media_type(&self) -> String {
        let stated = self.content_type.as_deref().unwrap_or_default();
        stated.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The encoding that its header names.
    pub(super) fn declared(&self) -> Option<&'static Encoding> {
        let stated = self.content_type.as_deref()?.to_ascii_lowercase();
        let (_, label) = stated.split_once("charset=")?;
        let label = label.split([';', ',']).next()?.trim().trim_matches(['"', '\'']);
        Encoding::for_label(label.as_bytes())
    }

    /// The name that warnings and documents give it.
    pub(super) fn named(&self) -> Named {
        let stated = self.media_type();
        let by_type = EXTENSIONS.iter().find(|(known, _)| *known == stated);
        let file = self.url.path().rsplit('/').next().unwrap_or_default();
        let by_name = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        let extension = by_type.map_or(by_name, |(_, extension)| extension);
        Named::answer(&self.url, &extension.to_ascii_lowercase())
    }
}

/// The http or https address that `text` is, written anew and without name, password and fragment.
///
/// One with `\\` in it is none: what is host and what is path in it depends on who reads it.
pub fn address(text: &str) -> Option<Url> {
    if text.contains('\\') {
        return None;
    }
    let mut url = metadata::url(text)?;
    url.set_fragment(None);
    Some(url)
}

/// A feed as it was answered.
#[cfg(feature = "feeds")]
#[derive(Debug, Clone, Default)]
pub struct Feed {
    /// What it calls itself.
    pub title: Option<String>,
    /// The site that it is of.
    pub site: Option<String>,
    /// Its articles, in its order; their ids are 0 until they are ordered.
    pub documents: Vec<Document>,
    /// Entries without text, in its order: what stands on their pages is not known.
    pub headlines: Vec<Document>,
    /// What was wrong with it.
    pub warnings: Vec<Warning>,
}

/// Why an answer is no feed that can be read.
#[cfg(feature = "feeds")]
#[derive(Debug)]
pub enum NoFeed {
    /// It is a web page, which may name feeds.
    Page,
    /// It is something else, or broken.
    Error(Error),
}

/// The feed that `answer` is; one without entries is a feed, too.
///
/// # Errors
/// It is none, or is broken.
#[cfg(feature = "feeds")]
pub fn feed(answer: &Answer) -> Result<Feed, NoFeed> {
    let named = answer.named();
    let mut notes = Notes::new(&named.input);
    let text = text(answer, &named, &mut notes).map_err(NoFeed::Error)?;
    match sniff::format(text.as_bytes(), &named.extension) {
        sniff::Format::Feed | sniff::Format::Json => {}
        sniff::Format::Html => return Err(NoFeed::Page),
        sniff::Format::Opml => {
            let reason = "a list of feeds (see daybrief feeds import)";
            return Err(NoFeed::Error(named.error(reason)));
        }
        _ => return Err(NoFeed::Error(named.error("no feed (give the address of one)"))),
    }
    let read = spare::source(&named, || feed::read(&text, &GUESSED, &named, &mut notes));
    let read = read.map_err(NoFeed::Error)?;
    let title = read.title.as_deref().and_then(metadata::one_line);
    let mut result = Feed { title, site: read.site.map(String::from), ..Feed::default() };
    for draft in read.entries {
        if feed::has_words(&draft.text) {
            result.documents.extend(draft.finish(&named, &mut notes));
        } else {
            result.headlines.extend(headline(draft, &named, &mut notes));
        }
    }
    for document in result.documents.iter_mut().chain(&mut result.headlines) {
        document.source.path = None;
    }
    result.warnings = notes.into_warnings();
    Ok(result)
}

/// The document without text of an entry that has none; `None` where it has no address either.
#[cfg(feature = "feeds")]
fn headline(draft: Draft, named: &Named, notes: &mut Notes) -> Option<Document> {
    draft.url.as_ref()?;
    // Any word lets it pass for an article; there is none in the document.
    let draft = Draft { text: "-0-".into(), paragraphs: Vec::new(), ..draft };
    let document = draft.finish(named, notes)?;
    Some(Document { text: String::new(), ..document })
}

/// A feed that a page names.
#[cfg(feature = "feeds")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// What the page calls it.
    pub title: Option<String>,
    /// Where it is.
    pub url: Url,
}

/// Types under which pages name their feeds.
#[cfg(feature = "feeds")]
const FEED_TYPES: &[&str] =
    &["application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"];

/// Feeds of a page that are looked at.
#[cfg(feature = "feeds")]
const MAX_LINKS: usize = 50;

/// The feeds that the page `answer` names by `<link rel="alternate">`, in its order, each once.
#[cfg(feature = "feeds")]
pub fn feed_links(answer: &Answer) -> Vec<FeedLink> {
    let named = answer.named();
    let Ok(text) = text(answer, &named, &mut Notes::new(&named.input)) else { return Vec::new() };
    let mut base = answer.url.clone();
    let mut found: Vec<FeedLink> = Vec::new();
    for token in blocks::tokens(&text) {
        let Token::StartTag(tag) = token else { continue };
        let get = |name: &str| {
            let value = tag.attributes.iter().find(|(key, _)| key.as_slice() == name.as_bytes());
            value.map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned())
        };
        match tag.name.as_slice() {
            b"base" => {
                let stated = get("href").and_then(|href| answer.url.join(&href).ok());
                base = stated.unwrap_or(base);
            }
            b"link" => {
                let rel = get("rel").unwrap_or_default().to_ascii_lowercase();
                let kind = get("type").unwrap_or_default().to_ascii_lowercase();
                let is_feed = rel.split_whitespace().any(|rel| rel == "alternate" || rel == "feed")
                    && FEED_TYPES.contains(&kind.as_str());
                let href = get("href").filter(|_| is_feed);
                let url = href.and_then(|href| address(base.join(&href).ok()?.as_str()));
                let Some(url) = url.filter(|url| found.iter().all(|link| link.url != *url)) else {
                    continue;
                };
                found.push(FeedLink {
                    title: get("title").and_then(|it| metadata::one_line(&it)),
                    url,
                });
            }
            _ => {}
        }
        if found.len() >= MAX_LINKS {
            break;
        }
    }
    found
}

/// The text of an answer that is one.
#[cfg(feature = "feeds")]
fn text(answer: &Answer, named: &Named, notes: &mut Notes) -> Result<String, Error> {
    if answer.bytes.len() > input::LIMIT {
        return Err(named.error(input::TOO_LARGE));
    }
    let declared = answer.declared().or_else(|| encoding::declared(&answer.bytes));
    let decoded = encoding::decode(answer.bytes.clone(), declared)
        .map_err(|reason| named.error(format!("no feed: {reason}")))?;
    if decoded.replaced {
        notes.push(&named.input, "bytes that are no text were replaced by �");
    }
    Ok(decoded.text)
}

#[cfg(test)]
#[cfg(feature = "feeds")]
mod tests {
    use super::*;

    fn answer(url: &str, content_type: &str, bytes: &[u8]) -> Answer {
        Answer {
            url: Url::parse(url).unwrap(),
            content_type: Some(content_type.into()),
            bytes: bytes.into(),
        }
    }

    #[test]
    fn a_feed_tells_its_title_articles_and_headlines() {
        let rss = "<rss><channel><title>The  Paper</title><link>https://a.example/</link>\
            <item><title>A</title><link>/a</link><description>It rained.</description></item>\
            <item><title>B</title><link>/b</link></item><item><title>C</title></item>\
            </channel></rss>";
        let read = feed(&answer("https://a.example/feed", "text/xml", rss.as_bytes())).unwrap();
        assert_eq!(read.title.as_deref(), Some("The Paper"));
        assert_eq!(read.site.as_deref(), Some("https://a.example/"));
        let urls = |documents: &[Document]| {
            let urls = documents.iter().map(|it| it.source.url.clone().unwrap_or_default());
            urls.collect::<Vec<_>>()
        };
        assert_eq!(urls(&read.documents), ["https://a.example/a"]);
        assert_eq!(urls(&read.headlines), ["https://a.example/b"]);
        assert_eq!(read.documents[0].source.path, None);
        assert_eq!(read.headlines[0].text, "");
        let none = feed(&answer("https://a.example/", "text/xml", b"<rss><channel/></rss>"));
        assert_eq!(none.unwrap().documents.len(), 0);
    }

    #[test]
    fn addresses_start_from_where_the_feed_was_fetched() {
        let atom = "<feed><title>P</title><entry><link href='n/1'/><summary>It rained.</summary>\
            </entry></feed>";
        let read = feed(&answer("https://a.example/x/feed.xml", "", atom.as_bytes())).unwrap();
        assert_eq!(read.documents[0].source.url.as_deref(), Some("https://a.example/x/n/1"));
    }

    #[test]
    fn the_header_names_the_encoding() {
        let (rss, ..) = encoding_rs::KOI8_R.encode(
            "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>Газета</title>\
             </channel></rss>",
        );
        let stated = "application/rss+xml; charset=\"KOI8-R\"";
        let read = feed(&answer("https://a.example/", stated, &rss)).unwrap();
        assert_eq!(read.title.as_deref(), Some("Газета"));
    }

    #[test]
    fn pages_name_their_feeds() {
        let page = "<!doctype html><head><link rel=alternate type=application/rss+xml href=/r \
            title='All  news'><LINK REL='alternate home' TYPE='application/atom+xml' href='a'>\
            <link rel=alternate type=application/rss+xml href=/r#again>\
            <link rel=alternate hreflang=de href=/de><link rel=stylesheet href=s.css>\
            <link rel=alternate type=application/rss+xml href='javascript:alert(1)'></head>";
        let page = answer("https://a.example/x/", "text/html", page.as_bytes());
        assert!(matches!(feed(&page), Err(NoFeed::Page)));
        let links: Vec<_> =
            feed_links(&page).into_iter().map(|link| (link.url.to_string(), link.title)).collect();
        let expected = [
            ("https://a.example/r".to_owned(), Some("All news".to_owned())),
            ("https://a.example/x/a".to_owned(), None),
        ];
        assert_eq!(links, expected);
    }

    #[test]
    fn a_page_passes_for_none_of_another_site() {
        let page = |canonical: &str| {
            let text = "It rained for three days, and the fair was closed. ".repeat(20);
            let html = format!(
                "<!doctype html><html><head><title>Rain</title>\
                 <link rel=canonical href='{canonical}'></head>\
                 <body><article><h1>Rain</h1><p>{text}</p><p>{text}</p></article></body></html>"
            );
            let input = super::super::Input::Answer(answer(
                "https://a.example/?x=1",
                "text/html",
                html.as_bytes(),
            ));
            let reading = super::super::documents(&[input], &super::super::Options::default());
            reading.documents[0].source.url.clone().unwrap()
        };
        assert_eq!(page("https://a.example/rain"), "https://a.example/rain");
        assert_eq!(page("https://b.example/rain"), "https://a.example/?x=1");
    }
}
