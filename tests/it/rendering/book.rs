//! A book's structure, by the rules that EPUB readers insist on.

use std::io::{Cursor, Read};

use daybrief::model::Briefing;
use daybrief::model::briefing::Status;
use daybrief::render::{self, Format, Template, escape};
use quick_xml::Reader;
use quick_xml::events::Event;

use super::sample::{rich, sample};

/// The files of a book in their order.
pub(super) fn files(book: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Tags that match, attributes that are quoted and distinct, only characters that XML may hold.
#[track_caller]
pub(super) fn assert_well_formed(name: &str, text: &str) {
    let forbidden =
        |c: char| c.is_control() && !"\t\n\r".contains(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "{name}");
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}: {text}")) {
            Event::Start(tag) => {
                depth += 1;
                tag.attributes().for_each(|attribute| drop(attribute.unwrap()));
            }
            Event::Empty(tag) => tag.attributes().for_each(|attribute| drop(attribute.unwrap())),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
}

fn book(briefing: &Briefing) -> Vec<u8> {
    render::file(briefing, &Template::builtin(Format::Epub)).unwrap()
}

/// The values of the attribute `name` in `text`.
fn values<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    text.split(&start).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn a_book_says_what_it_is_in_its_first_bytes() {
    let bytes = book(&sample());
    // Source: OCF 3.3, chapter 4.3: the name at byte 30, contents from byte 38; the method of
    // packing at byte 8 is none.
    assert_eq!(&bytes[8..10], [0, 0]);
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    assert_eq!(book(&sample()), bytes, "the same briefing gives the same bytes");
    assert_ne!(book(&rich()), bytes);
}

#[test]
fn every_file_of_a_book_is_listed_well_formed_and_linked() {
    for briefing in [sample(), rich()] {
        let files = files(book(&briefing));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let text = |name: &str| &files.iter().find(|(own, _)| own == name).unwrap().1;
        assert!(text("META-INF/container.xml").contains("full-path=\"EPUB/package.opf\""));
        let package = text("EPUB/package.opf");
        for file in values(package, "href") {
            assert!(names.contains(&format!("EPUB/{file}").as_str()), "{file}");
        }
        for part in ["dc:identifier", "dc:title", "dc:language>en", "dcterms:modified"] {
            assert!(package.contains(part), "{part}");
        }
        for name in names.iter().filter(|name| name.ends_with("ml") || name.ends_with("opf")) {
            assert_well_formed(name, text(name));
        }
        let chapter = text("EPUB/briefing.xhtml");
        let ids = values(chapter, "id");
        for link in values(chapter, "href").iter().filter_map(|link| link.strip_prefix('#')) {
            assert_eq!(ids.iter().filter(|id| **id == link).count(), 1, "#{link}");
        }
        for link in values(text("EPUB/contents.xhtml"), "href") {
            let id = link.strip_prefix("briefing.xhtml#");
            assert!(id.is_none_or(|id| ids.contains(&id)), "{link}");
        }
    }
}

#[test]
fn a_book_has_one_chapter_its_contents_and_every_sentence() {
    for briefing in [sample(), rich()] {
        let files = files(book(&briefing));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let expected = [
            "mimetype",
            "META-INF/container.xml",
            "EPUB/package.opf",
            "EPUB/contents.xhtml",
            "EPUB/briefing.xhtml",
            "EPUB/style.css",
        ];
        assert_eq!(names, expected);
        let text = |name: &str| &files.iter().find(|(own, _)| own == name).unwrap().1;
        let package = text("EPUB/package.opf");
        assert_eq!(package.matches(" properties=\"nav\"").count(), 1);
        let items = values(package, "id");
        for spine in values(package, "idref") {
            assert!(items.contains(&spine), "{spine}");
        }
        let contents = text("EPUB/contents.xhtml");
        assert!(contents.contains("<nav epub:type=\"toc\""));
        let chapter = text("EPUB/briefing.xhtml");
        assert!(chapter.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>"));
        for topic in briefing.topics.iter().filter(|topic| topic.status != Some(Status::Continuing))
        {
            for extract in &topic.extracts {
                let sentence = format!(">{}</span>", escape::xml(&extract.text));
                assert_eq!(chapter.matches(&sentence).count(), 1, "{sentence}");
            }
        }
        if briefing.topics.len() > 1 {
            for topic in &briefing.topics {
                assert!(contents.contains(&format!(">{}</a>", escape::xml(&topic.label))));
            }
        }
    }
}
