//! What each paragraph of a document is: running text, a heading, or words about the article.
//!
//! A reader that knows better (from mark-up) has said so already: only paragraphs it left as body
//! are looked at.

use crate::model::{Document, Paragraph, ParagraphKind, Span};

use super::abbreviation::Lexicon;
use super::{credit, dateline, heading};

/// The paragraphs of `document` with their kinds; a dateline becomes a paragraph of its own.
///
/// Text is never lost to a wrong guess: where no body would be left, the paragraphs that were
/// taken for boilerplate, or a single one taken for a heading, are body again.
pub(super) fn mark(document: &Document) -> Vec<Paragraph> {
    let text = document.text.as_str();
    let lexicon = Lexicon::of(document.language);
    let mut marked = Vec::with_capacity(document.paragraphs.len());
    for &paragraph in &document.paragraphs {
        if paragraph.kind != ParagraphKind::Body {
            marked.push(paragraph);
            continue;
        }
        let words = paragraph.span.of(text);
        let start = paragraph.span.start as usize;
        if credit::is_about_article(words) || dateline::is_date(words, lexicon) {
            marked.push(Paragraph { kind: ParagraphKind::Boilerplate, ..paragraph });
        } else if heading::is_heading(words) {
            marked.push(Paragraph { kind: ParagraphKind::Heading, ..paragraph });
        } else if let Some((dateline, body)) = dateline::split(words) {
            let kind = ParagraphKind::Boilerplate;
            marked.push(Paragraph { span: Span::new(start, start + dateline), kind });
            let span = Span::new(start + body, paragraph.span.end as usize);
            marked.push(Paragraph { span, ..paragraph });
        } else {
            marked.push(paragraph);
        }
    }
    if marked.iter().any(|paragraph| paragraph.kind.is_body()) {
        return marked;
    }
    recover(document, marked)
}

/// Gives a document without body its text back. Several headings stay headings: a list of
/// headlines is one.
fn recover(document: &Document, mut marked: Vec<Paragraph>) -> Vec<Paragraph> {
    let has_words = |span: Span| span.of(&document.text).contains(char::is_alphanumeric);
    let was_body = |span: Span| {
        let index = document.paragraphs.partition_point(|read| read.span.start < span.start);
        document
            .paragraphs
            .get(index)
            .is_some_and(|read| read.span.start == span.start && read.kind == ParagraphKind::Body)
    };
    let was_marked =
        |block: &Paragraph| block.kind == ParagraphKind::Heading && was_body(block.span);
    let n_headings = marked.iter().filter(|block| was_marked(block)).count();
    for block in &mut marked {
        let lost = match block.kind {
            ParagraphKind::Heading => n_headings == 1,
            ParagraphKind::Boilerplate => n_headings == 0 && has_words(block.span),
            _ => false,
        };
        if lost && was_body(block.span) {
            block.kind = ParagraphKind::Body;
        }
    }
    marked
}
