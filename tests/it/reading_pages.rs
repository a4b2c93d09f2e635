//! Reading printed pages: PDFs are built here, then cut off and flipped.

use std::io::Write;

use daybrief::model::ParagraphKind;
use flate2::Compression;

use crate::reading_archives::{check_damaged, check_spans, one, paragraphs, read, warnings};

/// A PDF of these objects, numbered from 1; the first is the catalog, the second its data.
pub(crate) fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in (1..).zip(objects) {
        places.push(format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{n} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{}trailer\n<</Size {size}/Root 1 0 R/Info 2 0 R>>\n\
         startxref\n{}\n%%EOF\n",
        places.concat(),
        bytes.len(),
        size = objects.len() + 1,
    );
    bytes.extend(end.bytes());
    bytes
}

pub(crate) fn packed_stream(more: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("memory takes it");
    let packed = encoder.finish().expect("memory takes it");
    let head = format!("<<{more}/Filter/FlateDecode/Length {}>>\nstream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A form that prints "Xi hung up." by what it says that two other strings mean.
const FORM: &str = "BT /F1 12 Tf 50 300 Td /Span<</ActualText<FEFF00580069002000680075006E0067002000750070002E>>>\
    BDC (a) Tj (b) Tj EMC ET";

/// A PDF whose pages carry out these operations, with a plain font, a bold one, and one whose
/// bytes mean what a table says.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len())
        .map(|n| 9 + 2 * n)
        .fold(String::new(), |kids, n| kids + &format!("{n} 0 R "));
    let table = "/CIDInit /ProcSet findresource begin begincmap\n\
        1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
        2 beginbfchar <0001> <0421> <0002> <00660069> endbfchar\nendcmap";
    let mut objects: Vec<Vec<u8>> = vec![
        b"<</Type/Catalog/Pages 3 0 R/Lang(en-GB)>>".to_vec(),
        b"<</Title(Microsoft Word - call.doc)/CreationDate(D:20260204073000+01'00')>>".to_vec(),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 7 0 R>>".to_vec(),
        packed_stream("", table.as_bytes()),
        packed_stream("/Type/XObject/Subtype/Form/BBox[0 0 600 800]", FORM.as_bytes()),
    ];
    for (n, page) in pages.iter().enumerate() {
        let content = 10 + 2 * n;
        let fonts = "<</Font<</F1 4 0 R/F2 5 0 R/F3 6 0 R>>/XObject<</X1 8 0 R>>>>";
        let page_object = format!(
            "<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Resources{fonts}/Contents {content} 0 R>>"
        );
        objects.push(page_object.into_bytes());
        objects.push(packed_stream("", page.as_bytes()));
    }
    pdf_of(&objects)
}

const PRINTED: &str = "BT /F1 20 Tf 50 700 Td (A call) Tj ET
BT /F1 12 Tf 14 TL 50 660 Td (Putin called Xi \\(again\\) to speak of coop-) Tj T*
[(er) -10 (ation) -300 (and) -300 (trade.)] TJ ET
q 1 0 0 1 0 -100 cm BT /F2 12 Tf 1 0 0 1 50 720 Tm (Relations) Tj ET Q
BT /F1 12 Tf 50 600 Td (Both spoke \\226 for) Tj ET
BT /F1 8 Tf 50 60 Td (1 A note.) Tj ET";

#[test]
fn printed_pages_are_read_as_paragraphs() {
    let second = "BT /F1 12 Tf 50 700 Td (an hour.) Tj 0 -40 Td (\\225 One) Tj 0 -40 Td /F3 12 Tf <00010002> Tj ET \
        q 1 0 0 1 0 100 cm /X1 Do Q";
    let bytes = pdf(&[PRINTED, second]);
    let document = one("in/call.pdf", &bytes);
    assert_eq!(document.title.as_deref(), Some("A call"));
    assert_eq!(document.published.unwrap().to_string(), "2026-02-04T07:30:00+01:00");
    assert_eq!(document.language, "en".parse().ok());
    let expected = [
        (ParagraphKind::Heading, "A call"),
        (ParagraphKind::Body, "Putin called Xi (again) to speak of cooperation and trade."),
        (ParagraphKind::Heading, "Relations"),
        (ParagraphKind::Body, "Both spoke – for an hour."),
        (ParagraphKind::Boilerplate, "1 A note."),
        (ParagraphKind::ListItem, "One"),
        (ParagraphKind::Body, "Сfi"),
        (ParagraphKind::Body, "Xi hung up."),
    ];
    assert_eq!(paragraphs(&document), expected);
    check_damaged("call.pdf", &bytes);
}

#[test]
fn hostile_pages_cost_a_warning() {
    let bomb = packed_stream("/Type/ObjStm/N 1/First 4", &vec![b'0'; 4 << 20]);
    let bombs = pdf_of(&vec![bomb; 20]);
    assert_eq!(warnings("a.pdf", bombs), ["a.pdf: it unpacks to far more than its size"]);
    let damaged = "its structure is damaged (export it again)";
    assert_eq!(warnings("a.pdf", "%PDF-1.7\n"), [format!("a.pdf: {damaged}")]);
    let image = "no text in it (pages that are images have to go through OCR first)";
    assert_eq!(warnings("a.pdf", pdf(&["0 0 m"])), [format!("a.pdf: {image}")]);
    let cycle = pdf_of(&[
        b"<</Type/Catalog/Pages 3 0 R>>".to_vec(),
        b"<<>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R 3 0 R]/Parent 3 0 R/Count 9>>".to_vec(),
    ]);
    assert_eq!(warnings("a.pdf", cycle), [format!("a.pdf: {image}")]);
    let mut large = pdf(&[PRINTED]);
    large.resize((16 << 20) + 1, b' ');
    assert_eq!(warnings("a.pdf", large), ["a.pdf: larger than 16 MiB (split it into articles)"]);
    let pages = [
        "q ".repeat(500_000),
        "/X1 Do ".repeat(20_000),
        "[".repeat(500_000),
        "(".repeat(500_000),
        "BT /F1 1e30 Tf 1e30 1e30 Td (a) Tj (b) Tj ET".to_owned(),
        format!("BT /F1 12 Tf {} ET", "(a) Tj 1 0 Td ".repeat(100_000)),
        format!("BT /F1 12 Tf {} ET", "(a) Tj 0 -20 Td ".repeat(50_000)),
    ];
    for page in pages {
        let reading = read("a.pdf", pdf(&[&page]));
        assert!(reading.documents.len() + reading.warnings.len() > 0);
        reading.documents.iter().for_each(check_spans);
    }
}
