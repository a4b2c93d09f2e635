//! A text that is put together block by block, by the readers of formats that are not text.

use crate::model::{Paragraph, ParagraphKind, Span};

/// A text that grows by blocks, parted by blank lines.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// All blocks so far.
    pub(super) text: String,
    /// One a block.
    pub(super) paragraphs: Vec<Paragraph>,
}

impl Flow {
    /// Adds `block` without the white space around it, unless there is no word in it.
    pub(super) fn push(&mut self, kind: ParagraphKind, block: &str) {
        let block = block.trim();
        if !block.chars().any(char::is_alphanumeric) {
            return;
        }
        self.part();
        let start = self.text.len();
        self.text.push_str(block);
        self.paragraphs.push(Paragraph { span: Span::new(start, self.text.len()), kind });
    }

    /// Parts what comes next from what is there.
    pub(super) fn part(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    /// The heading above everything else, if there is one.
    #[cfg(feature = "docx")]
    pub(super) fn leading_heading(&self) -> Option<String> {
        let first = self.paragraphs.first()?;
        (first.kind == ParagraphKind::Heading).then(|| first.span.of(&self.text).to_owned())
    }
}
