//! ZIP archives and gzip: any bytes as the files of a book and of a Word document, and as what they
//! are.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::reading::read_as;

/// The bytes as they are; packed by gzip; as the document of a `.docx`; and, parted by NUL, as the
/// container, package and chapters of a book.
pub(super) fn archive(data: &[u8]) {
    for name in ["a.epub", "a.docx", "a.gz"] {
        read_as(name, data);
    }
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(data).expect("memory takes it");
    read_as("a.txt.gz", &gzip.finish().expect("memory takes it"));
    let kind = ("[Content_Types].xml", &b"<Types/>"[..]);
    read_as("a.docx", &zip(&[kind, ("word/document.xml", data)]));
    let mut parts = data.split(|&byte| byte == 0);
    let container: &[u8] = match parts.next() {
        None | Some([]) => b"<container><rootfile full-path='o.opf'/></container>",
        Some(own) => own,
    };
    let mut files = vec![
        ("mimetype", &b"application/epub+zip"[..]),
        ("META-INF/container.xml", container),
        ("o.opf", parts.next().unwrap_or_default()),
    ];
    files.extend(["a", "b", "c.xhtml"].into_iter().zip(parts));
    read_as("a.epub", &zip(&files));
}

/// A ZIP archive of `files`, each by its name.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(bytes).expect("memory takes it");
    }
    archive.finish().expect("memory takes it").into_inner()
}
