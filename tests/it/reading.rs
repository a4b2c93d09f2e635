//! Reading: every format by the same checks, every refusal by its sentence, any bytes without harm.

use std::fs;
use std::path::Path;

use daybrief::model::{Document, ParagraphKind, Span};
use daybrief::read::{self, Input, Options, Reading};
use proptest::prelude::*;

const SEEDS: [&str; 2] = ["seeds/000_a552184e53155256.txt", "seeds/002_e18daff00afa74a0.txt"];

fn read(inputs: &[Input]) -> Reading {
    read::documents(inputs, &Options::default())
}

fn named(name: &str, bytes: impl AsRef<[u8]>) -> Input {
    Input::Bytes { name: name.into(), bytes: bytes.as_ref().to_vec() }
}

fn path(path: impl AsRef<Path>) -> Input {
    Input::Path(path.as_ref().to_owned())
}

fn warnings(reading: &Reading) -> Vec<String> {
    reading.warnings.iter().map(ToString::to_string).collect()
}

/// What a document's paragraphs promise: ascending, disjoint, on character boundaries, without
/// white space around them, and together with every word of the text.
fn check_spans(document: &Document) {
    let mut end = 0;
    for paragraph in &document.paragraphs {
        let Span { start, .. } = paragraph.span;
        assert!(start >= end, "paragraphs overlap: {paragraph:?}");
        let text = paragraph.span.of(&document.text);
        assert!(!text.is_empty(), "an empty or crooked span: {paragraph:?}");
        assert_eq!(text, text.trim(), "white space around a paragraph");
        let between = Span { start: end, end: start }.of(&document.text);
        assert!(!between.contains(char::is_alphanumeric), "words left out: {between:?}");
        end = paragraph.span.end;
    }
    let length = Span::new(0, document.text.len()).end;
    let after = Span { start: end, end: length }.of(&document.text);
    assert!(!after.contains(char::is_alphanumeric), "words left out: {after:?}");
}

fn paragraphs(document: &Document) -> Vec<(ParagraphKind, &str)> {
    let text = |span: Span| span.of(&document.text);
    document.paragraphs.iter().map(|paragraph| (paragraph.kind, text(paragraph.span))).collect()
}

#[test]
fn the_seeds_are_read_byte_for_byte() {
    let reading = read(&SEEDS.map(path));
    assert_eq!(reading.warnings, []);
    for (document, file) in reading.documents.iter().zip(SEEDS) {
        assert_eq!(document.text.as_bytes(), fs::read(file).unwrap());
        assert_eq!(document.source.path.as_deref(), Some(file));
        assert!(file.ends_with(&format!("{}.txt", document.source.name)));
        assert_eq!(document.published, "2026-02-04".parse().ok());
        assert_eq!(document.title, None);
        let [(kind, header), (_, body), ..] = paragraphs(document)[..] else { panic!() };
        assert_eq!((kind, header), (ParagraphKind::Boilerplate, "date 2026-02-04"));
        assert!(body.starts_with(['“', 'R']));
        check_spans(document);
    }
}

#[test]
fn a_heap_of_lines_is_read_and_a_bad_line_costs_a_warning() {
    let heap = concat!(
        "{\"title\":\" A  call \",\"url\":\"https://www.example.com/a\",\"date\":\"2026-02-04\",",
        "\"source\":\"AP\",\"text\":\"Putin called Xi.\\n\\nThey spoke.\"}\n",
        "\n",
        "{\"headline\":\"b\",\"url\":\"https://www.example.com/b\",\"body\":\"Xi called.\",\"date\":1770163200}\n",
        "{\"text\":\"cut off\n",
        "[]\n",
        "{\"title\":\"no text\"}\n",
    );
    let reading = read(&[named("heap.ndjson", heap)]);
    let [first, second] = &reading.documents[..] else { panic!("{reading:?}") };
    assert_eq!(first.title.as_deref(), Some("A call"));
    assert_eq!(first.source.name, "AP");
    assert_eq!(first.source.path.as_deref(), Some("heap.ndjson#1"));
    assert_eq!(first.text, "Putin called Xi.\n\nThey spoke.");
    assert_eq!(second.source.name, "example.com");
    assert_eq!(second.source.path.as_deref(), Some("heap.ndjson#3"));
    assert_eq!(second.published.unwrap().to_string(), "2026-02-04T00:00:00+00:00");
    assert_eq!(
        warnings(&reading),
        [
            "heap.ndjson:4: not valid JSON (EOF while parsing a string at column 16)",
            "heap.ndjson:5: not a JSON object, left out",
            "heap.ndjson:6: no text in it (no field named text, body, content; say which with \
             --map text=…)",
        ]
    );
}

#[test]
fn folders_are_read_through_in_order_and_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("deep/er")).unwrap();
    fs::create_dir_all(at("empty")).unwrap();
    for name in ["b.txt", "a.txt", "deep/er/c.txt", ".hidden.txt", "image.png"] {
        fs::write(at(name), format!("Text of {name}.")).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), at("deep/loop")).unwrap();
    let inputs = [at("b.txt"), folder.path().into(), at("*.txt"), at("empty"), at("none*")];
    let reading = read(&inputs.map(path));
    let names: Vec<_> = reading.documents.iter().map(|document| &document.source.name).collect();
    assert_eq!(names, ["a", "b", "c"]);
    let [empty, none] = &warnings(&reading)[..] else { panic!("{reading:?}") };
    assert!(empty.ends_with("/empty: no articles in this folder"), "{empty}");
    assert!(none.ends_with("/none*: no file matches this pattern"), "{none}");
}

/// Two links that lead back up would have two to the power of forty paths.
#[cfg(unix)]
#[test]
fn patterns_of_any_depth_follow_no_links_to_folders() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("one/deep")).unwrap();
    fs::create_dir_all(at("one/.hidden")).unwrap();
    for name in ["a.txt", "one/b.txt", "one/deep/c.txt", "one/.hidden/d.txt", "one/e.md"] {
        fs::write(at(name), format!("Text of {name}.")).unwrap();
    }
    for link in ["loop", "one/loop", "one/deep/loop", "one/deep/other"] {
        std::os::unix::fs::symlink(folder.path(), at(link)).unwrap();
    }
    std::os::unix::fs::symlink(at("one/e.md"), at("one/deep/f.txt")).unwrap();
    let names = |pattern: &str| {
        let reading = read(&[path(at(pattern))]);
        assert_eq!(warnings(&reading), [""; 0], "{pattern}");
        let names = reading.documents.into_iter().map(|document| document.source.name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(names("**/*.txt"), ["a", "b", "c", "f"]);
    assert_eq!(names("o*/**/?.txt"), ["b", "c", "f"]);
    assert_eq!(names("one/**/deep/*"), ["c", "f"]);
    assert_eq!(names("**/one/.hidden/*"), ["d"]);
    assert_eq!(names("one/**"), ["b", "c", "f"], "a file under the first of its names");
}

/// The same checks for every reader. `happy` has the title "A call", the date 2026-02-04 and a
/// body that holds "Putin called Xi."; `hostile` is whatever its format can be troubled with.
macro_rules! reader {
    ($format:ident, $name:literal, happy: $happy:expr, hostile: $hostile:expr) => {
        mod $format {
            use super::*;

            #[test]
            fn happy() {
                let reading = read(&[named($name, $happy)]);
                assert_eq!(reading.warnings, [], "see src/read/{}.rs", stringify!($format));
                let [document] = &reading.documents[..] else { panic!("{reading:?}") };
                assert_eq!(document.title.as_deref(), Some("A call"));
                assert_eq!(document.published, "2026-02-04".parse().ok());
                assert_eq!(document.source.name, "call");
                let body = (ParagraphKind::Body, "Putin called Xi.");
                assert!(paragraphs(document).contains(&body), "{document:?}");
                check_spans(document);
            }

            #[test]
            fn empty() {
                for bytes in ["", " \n\t\u{a0}\r\n", "\u{FEFF}"] {
                    let reading = read(&[named($name, bytes)]);
                    assert_eq!(reading.documents, []);
                    assert_eq!(reading.warnings.len(), 1, "{bytes:?}");
                }
            }

            #[test]
            fn truncated() {
                let happy: &[u8] = $happy.as_ref();
                for length in 0..happy.len() {
                    let reading = read(&[named($name, &happy[..length])]);
                    assert!(reading.documents.len() + reading.warnings.len() > 0, "{length}");
                    reading.documents.iter().for_each(check_spans);
                }
            }

            #[test]
            fn hostile() {
                for bytes in $hostile {
                    let reading = read(&[named($name, &bytes)]);
                    assert!(reading.documents.len() + reading.warnings.len() > 0);
                    reading.documents.iter().for_each(check_spans);
                }
            }
        }
    };
}

reader!(plain, "in/call.txt",
    happy: "date 2026-02-04\nA call\n\nPutin called Xi.\n\nBoth spoke.\n",
    hostile: [
        "a\n".repeat(100_000),
        "\n".repeat(1_000_000),
        "- ".repeat(100_000),
        "#".repeat(100_000),
        "1. a\n".repeat(50_000),
        "a\n===\n".repeat(50_000),
        "\u{202E}\u{200B}e\u{301}\u{2029}".repeat(10_000),
    ]
);

reader!(markdown, "in/call.md",
    happy: "---\ndate: 2026-02-04\n---\n# A *call*\n\nPutin [called](b) Xi.\n\n- Both spoke.\n",
    hostile: [
        ">".repeat(50_000) + "a",
        "[".repeat(50_000) + "a",
        "*a ".repeat(50_000),
        "- ".repeat(5_000) + "a",
        "![".repeat(50_000) + "a",
        format!("[a]: b\n{}", "[a]".repeat(50_000)),
        format!("---\n{}\n---\na", "[".repeat(50_000)),
        format!("+++\na={}\n+++\na", "[".repeat(50_000)),
        format!("---\na: &a [1]\n{}---\na", "b: [*a, *a, *a]\n".repeat(1_000)),
    ]
);

reader!(json, "in/call.json",
    happy: r#"{"title": "A call", "date": "2026-02-04", "text": "Putin called Xi.\n\nBoth spoke."}"#,
    hostile: [
        "[".repeat(100_000),
        r#"{"items":"#.repeat(100_000),
        r#"{"text":"#.repeat(100_000),
        format!("[{}1]", "1,".repeat(100_000)),
        r#"{"text": "\ud800"}"#.to_owned(),
        r#"{"text": "a", "date": 1e999}"#.to_owned(),
        "{}\n".repeat(100_000),
    ]
);

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>A call</title>
<meta property="og:title" content="A call">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "A call", "datePublished": "2026-02-04"}</script></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>A call</h1>
<p>By Jane Roe</p><p>Putin <a href="x">called</a> Xi.</p><figure><figcaption>Both.</figcaption>
</figure><h2>Relations</h2><p>Both spoke of trade, of the year that lies before them, and of the
way in which the two countries mean to hold together.</p><ul><li>It took an hour &amp; more.</li>
</ul><p>Share this</p><p><a href="y">Read more on this</a></p></article><footer>About us</footer>
</body></html>"#;

reader!(html, "in/call.html",
    happy: PAGE,
    hostile: [
        "<div>".repeat(100_000),
        "<p>".repeat(10_000) + "a",
        "<b>".repeat(10_000) + "a",
        "<a><p>".repeat(300) + "a",
        "<table>".repeat(300) + "a",
        "<ul><li>".repeat(300) + "a",
        format!("<html>{}", "&".repeat(100_000)),
        "<html><script>".to_owned() + &"<p>a</p>".repeat(100),
        format!("<!DOCTYPE html><p>{}", "word ".repeat(100_000)),
        format!("<html {}>", "a=b ".repeat(50_000)),
    ]
);

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<description>All the news.</description><item><title>A call</title><description>Short.</description>
<dc:date>2026-02-04</dc:date><content:encoded><![CDATA[<p>Putin <a href="x">called</a> Xi.</p>
<ul><li>Both spoke &amp; listened.</li></ul>]]></content:encoded></item></channel></rss>"#;

const ATOM: &str = r#"<!-- <rss> --><feed version="0.3" xmlns="http://purl.org/atom/ns#">
<tagline>All the news.</tagline><entry><title mode="escaped">A &lt;i&gt;call&lt;/i&gt;</title>
<issued>2026-02-04</issued><content type="application/xhtml+xml" mode="xml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Putin <b>called</b> Xi.</p><p>Both spoke.</p></div>
</content></entry></feed>"#;

const JSON_FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "", "items": [
{"id": "1", "title": "A call", "date_published": "2026-02-04", "content_html":
"<p>Putin called Xi.</p><p>Both spoke.</p>"}]}"#;

/// What a reader of XML can be troubled with, in the root that is named.
fn hostile_xml(root: &str) -> [String; 10] {
    [
        format!("<{root}>{}", "<item>".repeat(100_000)),
        format!("<{root}>{}", "<item><title>a</title></item>".repeat(20_000)),
        format!("<{root}><item><description>{}", "<b>".repeat(100_000)),
        format!("<{root}><item><description>{}a", "&lt;b>".repeat(100_000)),
        format!("<{root}><item {}/>", "a='b' ".repeat(100_000)),
        format!("<{root}>{}", "<a xmlns:b='c'>".repeat(100_000)),
        format!("<{root}><item><title>{}</title></item></{root}>", "&amp;lt;".repeat(100_000)),
        format!("<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '{}'>]><{root}>&d;", "&b;".repeat(10_000)),
        format!("<{root}><item><description>{}", "</item>".repeat(100_000)),
        format!("<{root}><item><description><![CDATA[{}", "a]]".repeat(100_000)),
    ]
}

reader!(rss, "in/call.xml", happy: RSS, hostile: hostile_xml("rss"));

reader!(atom, "in/call.atom", happy: ATOM, hostile: hostile_xml("feed"));

reader!(json_feed, "in/call.json",
    happy: JSON_FEED,
    hostile: [
        format!(r#"{{"version": "https://jsonfeed.org/version/1", "items": {}"#, "[".repeat(100_000)),
        r#"{"version": "https://jsonfeed.org/version/2", "items": 3}"#.to_owned(),
        JSON_FEED.replace("Putin", &"&lt;".repeat(100_000)),
    ]
);

/// The feeds of feedparser and feed-rs are not part of this repository; where
/// `../shared/data/feeds` is absent, the test says so and compares nothing.
#[test]
fn feeds_of_all_ages_give_their_entries() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/feeds");
    let files = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
    let files: Vec<_> = files.filter(|entry| entry.file_type().is_file()).collect();
    if files.is_empty() {
        eprintln!("skipped: no feeds to read in {}", folder.display());
    }
    let mut without = Vec::new();
    for file in files {
        let name = file.path().strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let bytes = fs::read(file.path()).unwrap();
        let reading = read(&[named(&name, &bytes)]);
        assert!(reading.documents.len() + reading.warnings.len() > 0, "nothing said of {name}");
        let left_out = |warning: &String| warning.contains("without text, left out");
        let has_entries = !reading.documents.is_empty() || warnings(&reading).iter().any(left_out);
        let head = String::from_utf8_lossy(&bytes);
        let announces = |line: &str| line.contains("Expect:") && line.contains("entries[");
        if name.starts_with("feedparser/wellformed") && head.lines().any(announces) && !has_entries
        {
            without.push(name.clone());
        }
        for length in (1..16).map(|part| bytes.len() * part / 16) {
            let reading = read(&[named(&name, &bytes[..length])]);
            assert!(reading.documents.len() + reading.warnings.len() > 0, "{name} to {length}");
            reading.documents.iter().for_each(check_spans);
        }
    }
    assert_eq!(without, [""; 0], "feeds that announce an entry and gave none");
}

#[test]
fn every_item_of_a_feed_is_a_document() {
    let feed = "<rss><channel><title>The Paper</title><link>https://example.com/</link>\
        <item><title>One</title><link>https://example.com/1</link><description>It is \
        &amp;lt;b&amp;gt;one&amp;lt;/b&amp;gt;.</description></item><item><title>Bare</title></item>\
        <item><link>/2</link><description>&lt;p>It is two.&lt;script>a&lt;/script></description>\
        </item></channel></rss>";
    let reading = read(&[named("in/a.xml", feed)]);
    assert_eq!(warnings(&reading), ["in/a.xml: 1 of its 3 entries without text, left out"]);
    let [one, two] = &reading.documents[..] else { panic!("{reading:?}") };
    assert_eq!((one.text.as_str(), two.text.as_str()), ("It is one.", "It is two."));
    assert_eq!(one.source.path.as_deref(), Some("in/a.xml#1"));
    assert_eq!(two.source.path.as_deref(), Some("in/a.xml#3"));
    assert_eq!(two.source.url.as_deref(), Some("https://example.com/2"));
    assert_eq!(two.source.name, "The Paper");
}

#[test]
fn a_feed_is_the_same_in_every_encoding() {
    let feed = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><rss><item><description>Größe, \
             дела.</description></item></rss>"
        )
    };
    let utf_16 = |to_bytes: fn(u16) -> [u8; 2]| {
        feed("UTF-16").encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>()
    };
    let gb = feed("gb18030");
    let (gb, ..) = encoding_rs::GB18030.encode(&gb);
    let gb = gb.into_owned();
    for bytes in [feed("koi8-r").into(), utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes), gb] {
        let reading = read(&[named("a.xml", bytes)]);
        assert_eq!(reading.documents[0].text, "Größe, дела.");
        assert_eq!(reading.warnings, []);
    }
}

#[test]
fn a_list_of_feeds_costs_a_line() {
    let list = "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/'/>\
                <outline text='B' xmlUrl='https://b.example/'/></body></opml>";
    let refused = "a.opml: a list of 2 feeds, not an article (read the feeds)";
    assert_eq!(warnings(&read(&[named("a.opml", list)])), [refused]);
    let broken = "a.opml: a list of feeds that cannot be read (it is cut off)";
    assert_eq!(warnings(&read(&[named("a.opml", "<opml><body>")])), [broken]);
}

#[test]
fn fields_in_json_may_be_mapped() {
    let mut options = Options::default();
    options.map = read::field_map("text=main.words, source=from.name").unwrap();
    let lines =
        "{\"main\": {\"words\": \"It is.\"}, \"from\": {\"name\": \"AP\"}}\n{\"text\": \"a\"}\n";
    let reading = read::documents(&[named("a.ndjson", lines)], &options);
    let [document] = &reading.documents[..] else { panic!("{reading:?}") };
    assert_eq!((document.text.as_str(), document.source.name.as_str()), ("It is.", "AP"));
    let missing =
        "a.ndjson:2: no text in it (no field named main.words; say which with --map text=…)";
    assert_eq!(warnings(&reading), [missing]);
}

#[test]
fn a_page_is_read_without_what_stands_around_its_article() {
    let reading = read(&[named("call.html", PAGE)]);
    let texts: Vec<_> = paragraphs(&reading.documents[0])
        .into_iter()
        .map(|(kind, text)| (kind, text.split(' ').next().unwrap()))
        .collect();
    let expected = [
        (ParagraphKind::Body, "Putin"),
        (ParagraphKind::Heading, "Relations"),
        (ParagraphKind::Body, "Both"),
        (ParagraphKind::ListItem, "It"),
    ];
    assert_eq!(texts, expected, "{reading:?}");
    assert_eq!(reading.documents[0].language, "en".parse().ok());
}

#[test]
fn every_refusal_has_its_sentence() {
    let refused = [
        (
            "a.txt",
            &b"a\0b"[..],
            "not text (a NUL byte at line 1 column 2; save UTF-16 with a byte order mark)",
        ),
        ("a.txt", b"\x01\x02\x03abc", "not text (it holds many control characters)"),
        ("a.txt", b"", "no text in it"),
        ("a.txt", b" \n", "no text in it"),
        ("a.txt", b"___", "no words in it"),
        ("a.md", b"![](a.png)", "no text in it"),
        ("a.json", b"3", "no article in it (a JSON object or a list of them)"),
        ("a.json", b"[]", "no article in it (a list without JSON objects)"),
        ("a.rtf", b"{\\rtf1", "RTF is not read yet (save the article as text, Markdown or JSON)"),
    ];
    for (name, bytes, message) in refused {
        let reading = read(&[named(name, bytes)]);
        assert_eq!(reading.documents, []);
        assert_eq!(warnings(&reading), [format!("{name}: {message}")]);
    }
    assert_eq!(warnings(&read(&[path("none.txt")])), ["none.txt: no such file"]);
    assert_eq!(warnings(&read(&[path("./none/a.txt")])), ["none/a.txt: no such file"]);
    assert_eq!(
        warnings(&read(&[path("none[.txt")]))[0].split(" (").next(),
        Some("none[.txt: no pattern for files")
    );
}

#[test]
fn a_replaced_byte_costs_a_warning_and_a_guessed_encoding_none() {
    let reading =
        read(&[named("a.txt", b"d\xC3\xA9j\xC3\xA0 vu\xC3"), named("b.txt", b"d\xE9j\xE0 vu")]);
    assert_eq!(reading.documents[0].text, "déjà vu\u{FFFD}");
    assert_eq!(reading.documents[1].text, "déjà vu");
    assert_eq!(warnings(&reading), ["a.txt: bytes that are no text were replaced by �"]);
}

#[test]
fn a_source_is_capped_while_it_is_read() {
    let text = "word ".repeat((16 << 20) / 5 + 1);
    let reading = read(&[named("a.txt", text)]);
    assert_eq!(warnings(&reading), ["a.txt: larger than 16 MiB (split it into articles)"]);
}

#[cfg(unix)]
#[test]
fn an_endless_source_ends() {
    let reading = read(&[path("/dev/zero")]);
    assert_eq!(reading.documents, []);
    assert_eq!(reading.warnings.len(), 1);
}

#[test]
fn lines_may_be_more_than_a_source_may_hold() {
    let line = format!("{{\"text\": \"{}\"}}\n", "word ".repeat(200_000));
    let reading = read(&[named("heap", line.repeat(20))]);
    assert_eq!((reading.documents.len(), reading.warnings.len()), (20, 0));
    assert_eq!(reading.documents[19].source.path.as_deref(), Some("heap#9"));
}

#[test]
fn many_bad_lines_are_counted() {
    let reading = read(&[named("heap.jsonl", "{\n".repeat(1_000))]);
    assert_eq!(reading.warnings.len(), 51);
    assert_eq!(warnings(&reading)[9].split(": ").next(), Some("heap.jsonl:10"));
    let last = "heap.jsonl: further problems that are not listed: 950";
    assert_eq!(warnings(&reading)[50], last);
}

#[test]
fn the_order_of_the_inputs_does_not_matter() {
    let json =
        r#"[{"text": "b", "source": "AP"}, {"text": "a", "source": "AP", "date": "2026-02-05"}]"#;
    let inputs = [
        path(SEEDS[1]),
        named("b.txt", "No date."),
        path(SEEDS[0]),
        named("a.json", json),
        path("seeds/*.txt"),
        path("none"),
        named("b.txt", "No date."),
        path("missing"),
    ];
    let reading = read(&inputs);
    let names: Vec<_> =
        reading.documents.iter().map(|document| document.source.name.as_str()).collect();
    assert_eq!(names, ["000_a552184e53155256", "002_e18daff00afa74a0", "AP", "AP", "b"]);
    assert!(reading.documents.iter().zip(0..).all(|(document, id)| document.id.0 == id));
    assert_eq!(warnings(&reading), ["missing: no such file", "none: no such file"]);
    for turn in 0..inputs.len() {
        let mut turned = inputs.clone();
        turned.rotate_left(turn);
        let other = read(&turned);
        assert_eq!((&other.documents, &other.warnings), (&reading.documents, &reading.warnings));
        turned.reverse();
        assert_eq!(read(&turned).documents, reading.documents);
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_harm(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        name in "a\\.(txt|md|json|ndjson|html|xml|opml)|a",
    ) {
        let reading = read(&[named(&name, bytes)]);
        reading.documents.iter().for_each(check_spans);
        prop_assert!(reading.documents.len() + reading.warnings.len() > 0);
    }

    #[test]
    fn any_text_of_plain_lines_is_kept_whole(
        text in "( date 2026-02-04 )?([-*#=>+0-9 .a-zA-Zéß中\u{2029}\u{85}\t]{0,12}(\n|\r\n)){0,20}",
    ) {
        let reading = read(&[named("a.txt", &text), named("a.md", &text)]);
        reading.documents.iter().for_each(check_spans);
        for document in &reading.documents {
            if document.source.path.as_deref() == Some("a.txt") {
                prop_assert_eq!(&document.text, &text);
            }
        }
    }
}
