//! Sources that are made to fill the memory: each is refused by one line, the others are read, and
//! all of it takes at most 64 MiB more than the others alone.
//!
//! How much a run may take is set by the shell, so that no moment of it is missed.

#![cfg(unix)]

use std::fs::File;
use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::program::{Folder, Run, SEEDS, finished};
use crate::reading_pages::{packed_stream, pdf_of};

/// What the seeds alone may take.
const ALONE: usize = 64 << 20;
/// What a source may take beside them.
const EXTRA: usize = 64 << 20;
/// Bytes of a line that is longer than any memory should be asked for.
const LINE: u64 = 512 << 20;

/// `args` run with at most `bytes` of memory to write to.
fn limited(folder: &Folder, bytes: usize, args: &[&str]) -> Command {
    let program = folder.command(args);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -d $0 && exec \"$@\"", &(bytes >> 10).to_string()]);
    shell.arg(program.get_program()).args(program.get_args()).current_dir(folder.path());
    shell.env_clear().envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.stdin(Stdio::null());
    shell
}

fn run(folder: &Folder, bytes: usize, args: &[&str]) -> Run {
    finished(&mut limited(folder, bytes, args))
}

/// Both seeds are told of, and each of `names` has one line.
fn told(run: Run, names: &[&str]) {
    let lines: Vec<&str> = run.stderr.lines().collect();
    assert_eq!(lines.len(), names.len(), "{:?} {}", run.code, run.stderr);
    for name in names {
        let told = lines.iter().any(|line| line.starts_with(&format!("warning: {name}: ")));
        assert!(told, "{name}: {}", run.stderr);
    }
    assert!(lines.iter().all(|line| line.len() < 200), "{}", run.stderr);
    let sources = run.exits(0).json()["sources"].as_array().unwrap().len();
    assert_eq!(sources, 2);
}

#[test]
fn the_limit_is_felt() {
    let folder = Folder::new();
    let args = ["make", SEEDS[0], SEEDS[1], "-f", "json", "--jobs", "1"];
    told(run(&folder, ALONE, &args), &[]);
    assert_ne!(run(&folder, 4 << 20, &args).code, Some(0), "a limit that nothing feels");
}

/// `first`, then `piece` again and again up to 64 MiB, as gzip of some kilobytes.
fn gzip(first: &str, piece: &str) -> Vec<u8> {
    let member = |bytes: &[u8]| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    };
    let piece = member(piece.repeat((1 << 20) / piece.len()).as_bytes());
    [member(first.as_bytes()), piece.repeat(64)].concat()
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A book whose chapters are all the same.
fn book(n: usize, chapter: &str) -> Vec<u8> {
    let each = |piece: &dyn Fn(usize) -> String| (0..n).map(piece).collect::<String>();
    let kind = "application/xhtml+xml";
    let package = format!(
        "<package><manifest>{}</manifest><spine>{}</spine></package>",
        each(&|n| format!("<item id='c{n}' href='c{n}' media-type='{kind}'/>")),
        each(&|n| format!("<itemref idref='c{n}'/>")),
    );
    let names: Vec<String> = (0..n).map(|n| format!("c{n}")).collect();
    let mut files = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path='o.opf'/></container>"),
        ("o.opf", &package),
    ];
    files.extend(names.iter().map(|name| (name.as_str(), chapter)));
    zip(&files)
}

/// A PDF whose objects are all in streams of them: `n_streams` with `n_names` for a list of `n` numbers.
fn lists(n_streams: usize, n_names: usize, n: usize) -> Vec<u8> {
    let index = (100..n_names + 100).map(|name| format!("{name} 0 ")).collect::<Vec<_>>().concat();
    let more = format!("/Type/ObjStm/N {n_names}/First {}", index.len());
    let stream = packed_stream(&more, format!("{index}[{}]", "0 ".repeat(n)).as_bytes());
    pdf_of(&vec![stream; n_streams])
}

/// A PDF that gives `n_names` names to one list of `n` numbers.
fn named_often(n_names: usize, n: usize) -> Vec<u8> {
    let head = format!("%PDF-1.7\n1 0 obj[{}]endobj\n", "0 ".repeat(n));
    let places = "0000000009 00000 n \n".repeat(n_names);
    let size = n_names + 1;
    let end = format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n", head.len());
    format!("{head}xref\n0 {size}\n0000000000 65535 f \n{places}{end}").into_bytes()
}

/// A PDF of streams within streams, each of which unpacks to all that is behind it.
fn within_each_other() -> Vec<u8> {
    const BLOCK: u16 = 60_000;
    let length = |n: u16| [n.to_le_bytes(), (!n).to_le_bytes()].concat();
    let mut bytes = b"%PDF-1.7\n1 0 obj".to_vec();
    let first = bytes.len();
    while bytes.len() - first + 14 < usize::from(BLOCK) {
        bytes.extend(b"stream\n\x78\x01\0");
        let rest = usize::from(BLOCK) - (bytes.len() - first) - 4;
        bytes.extend(length(u16::try_from(rest).unwrap()));
    }
    bytes.resize(first + usize::from(BLOCK), b' ');
    for _ in 0..5 {
        bytes.push(0);
        bytes.extend(length(BLOCK));
        bytes.resize(bytes.len() + usize::from(BLOCK), b' ');
    }
    bytes
}

#[test]
fn bombs_are_refused_within_the_memory_of_a_source() {
    let folder = Folder::new();
    let word =
        |body: &str| zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)]);
    let head = "From a@b.c Wed Feb  4 07:30:00 2026\nSubject: a\n\n";
    let crawl = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\n\
                 WARC-Date: 2026-02-03T07:00:00Z\r\nContent-Type: application/http; \
                 msgtype=response\r\nContent-Length: 67108864\r\n\r\nHTTP/1.1 200 OK\r\n\
                 Content-Type: text/html\r\n\r\n";
    let bombs = [
        ("zeros.gz", gzip("", "\0")),
        ("words.txt.gz", gzip("", "word ")),
        ("lines.ndjson.gz", gzip("", "{\"text\": \"It rained.\"}\n")),
        ("line.ndjson.gz", gzip("{\"text\": \"", "word ")),
        ("box.mbox.gz", gzip(head, "word\n")),
        ("page.html.gz", gzip("<!doctype html>", "<p>a")),
        ("feed.xml.gz", gzip("<rss><channel>", "<item><description>a</description></item>")),
        ("crawl.warc.gz", gzip(crawl, "<p>a")),
        ("words.docx", word(&"word ".repeat(4 << 20))),
        ("parts.docx", word(&format!("<d>{}</d>", "<p><t>a</t></p>".repeat(1 << 19)))),
        ("deep.docx", word(&"<p>".repeat(1 << 20))),
        ("book.epub", book(80, &"<p>a</p>".repeat(1 << 15))),
        ("index.pdf", lists(1, 10_000, 100_000)),
        ("lists.pdf", lists(15, 1, 1_900_000)),
        ("names.pdf", named_often(5_000, 100_000)),
        ("streams.pdf", within_each_other()),
    ];
    let mut names = Vec::new();
    for (name, bytes) in &bombs {
        assert!(bytes.len() < 400_000, "{name} has {} bytes", bytes.len());
        folder.put(name, bytes);
        names.push(*name);
        let args = ["make", SEEDS[0], name, SEEDS[1], "-f", "json", "--jobs", "1"];
        told(run(&folder, ALONE + EXTRA, &args), &[name]);
    }
    let seeds = ["make", "-f", "json", "--jobs", "1", SEEDS[0], SEEDS[1]];
    told(run(&folder, ALONE + EXTRA, &[&seeds[..], &names].concat()), &names);
}

#[test]
fn a_line_of_half_a_gigabyte_is_refused_at_the_limit_of_a_source() {
    let folder = Folder::new();
    let begin = |name: &str, head: &str| {
        let mut file = File::create(folder.path().join(name)).unwrap();
        file.write_all(head.as_bytes()).unwrap();
        file.write_all("The harbor bridge closed. ".repeat(700_000).as_bytes()).unwrap();
        // What follows takes no room on the disk.
        file.set_len(LINE).unwrap();
        file
    };
    begin("line.txt", "");
    begin("line.html", "<p>");
    drop(begin("line.md", "# A bridge\n\n"));
    for name in ["line.txt", "line.html", "line.md"] {
        let args = ["make", SEEDS[0], SEEDS[1], name, "-f", "json", "--jobs", "1"];
        let run = run(&folder, ALONE + EXTRA, &args);
        assert!(run.stderr.contains("larger than 16 MiB"), "{}", run.stderr);
        told(run, &[name]);
    }
}

#[test]
fn a_line_of_half_a_gigabyte_among_others_costs_that_line() {
    let folder = Folder::new();
    let path = folder.path().join("lines.ndjson");
    let mut file = File::create(&path).unwrap();
    file.write_all(b"{\"text\": \"").unwrap();
    file.set_len(LINE).unwrap();
    let mut file = File::options().append(true).open(&path).unwrap();
    file.write_all(b"\n{\"text\": \"The harbor bridge closed on Tuesday.\"}\n").unwrap();
    let args = ["make", "lines.ndjson", "-f", "json", "--jobs", "1"];
    let run = run(&folder, ALONE + EXTRA, &args).exits(0);
    let line = "warning: lines.ndjson:1: larger than 16 MiB (split it into articles)";
    assert_eq!(run.stderr.trim_end(), line);
    assert_eq!(
        run.json()["topics"][0]["extracts"][0]["text"],
        "The harbor bridge closed on Tuesday."
    );
}

/// Each paragraph takes some hundred bytes to keep, however little stands in it.
#[test]
fn an_article_of_millions_of_paragraphs_is_refused() {
    let folder = Folder::new();
    let names = ["paragraphs.txt", "paragraphs.md", "items.txt", "items.md"];
    let pieces = ["ab\n\n", "ab\n\n", "- ab\n", "- ab\n"];
    for (name, piece) in names.into_iter().zip(pieces) {
        let text = format!("The harbor bridge closed.\n\n{}", piece.repeat(3 << 20));
        folder.put(name, text);
        let args = ["make", SEEDS[0], SEEDS[1], name, "-f", "json", "--jobs", "1"];
        let run = run(&folder, ALONE + 2 * EXTRA, &args);
        assert!(run.stderr.contains("more than 262144 paragraphs"), "{}", run.stderr);
        told(run, &[name]);
    }
}

/// Signs of which the parser of Markdown keeps most; they are no words, so that nothing else does.
#[test]
fn markdown_at_the_limit_takes_what_a_source_may() {
    let folder = Folder::new();
    for signs in ["[", "![", "*_", "> "] {
        let text =
            format!("The harbor bridge closed.\n\n{}", signs.repeat((15 << 20) / signs.len()));
        folder.put("signs.md", text);
        let args = ["make", SEEDS[0], SEEDS[1], "signs.md", "-f", "json", "--jobs", "1"];
        let run = run(&folder, ALONE + 2 * EXTRA, &args);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{signs}");
    }
}
