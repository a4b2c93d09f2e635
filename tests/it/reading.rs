//! Reading: every format by the same checks, every refusal by its sentence, any bytes without harm.

use std::fs;
use std::path::Path;

use daybrief::model::{Document, ParagraphKind, Span};
use daybrief::read::{self, Input, Options, Reading};

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
            "heap.ndjson:6: no text in it (a field named text, body, content, article, \
             content_text, description)",
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
