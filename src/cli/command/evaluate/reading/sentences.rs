//! Sentences against the Golden Rules and treebanks, languages against those of the treebanks.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cli::command::evaluate::dataset;
use crate::cli::job::Context;
use crate::cli::progress;
use crate::error::Error;
use crate::evaluate::boundary::{Agreement, Tally};
use crate::model::{
    Corpus, Document, DocumentId, Language, Paragraph, ParagraphKind, Source, Span,
};
use crate::segment;

/// Sentences from which on a passage is long enough to tell its language.
const ENOUGH_SENTENCES: usize = 5;

/// The set whose passages are news, one language each.
const PARALLEL: &str = "PUD";

/// Cases that came out as known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Share {
    /// As known.
    pub(super) right: u32,
    /// All.
    pub(super) of: u32,
}

/// Rules whose text was cut exactly as it should be.
#[derive(Debug, Serialize)]
pub(super) struct GoldenRules {
    /// Exactly.
    pub(super) right: u32,
    /// All.
    pub(super) of: u32,
    /// The same for each language.
    pub(super) by_language: BTreeMap<String, Share>,
}

/// What the treebanks show.
pub(super) struct Cuts {
    /// Ends of sentences by set.
    pub(super) ud: BTreeMap<String, Agreement>,
    /// Languages told without a hint; `None`: no passage is long enough.
    pub(super) languages: Option<Share>,
}

#[derive(Deserialize)]
struct Case {
    lang: String,
    #[serde(alias = "input")]
    text: String,
    sentences: Vec<String>,
    #[serde(default)]
    src: String,
}

impl Share {
    fn add(&mut self, is_right: bool) {
        self.right += u32::from(is_right);
        self.of += 1;
    }
}

/// The Golden Rules of `folder`; `None`: it has none.
pub(super) fn golden_rules(folder: &Path, context: &Context) -> Result<Option<GoldenRules>, Error> {
    let Some(cases) = cases(&folder.join("sentences/golden_rules.jsonl"), context)? else {
        return Ok(None);
    };
    let is_right = |case: &Case| {
        let unspaced = |text: &str| text.split_whitespace().collect::<String>();
        let found = sentences(&corpus(&case.text, case.lang.parse().ok()));
        found.iter().map(|text| unspaced(text)).eq(case.sentences.iter().map(|text| unspaced(text)))
    };
    let right: Vec<bool> = cases.par_iter().map(is_right).collect();
    let mut all = Share::default();
    let mut by_language: BTreeMap<String, Share> = BTreeMap::new();
    for (case, is_right) in cases.into_iter().zip(right) {
        all.add(is_right);
        by_language.entry(case.lang).or_default().add(is_right);
    }
    Ok(Some(GoldenRules { right: all.right, of: all.of, by_language }))
}

/// The treebanks of `folder`; `None`: it has none.
pub(super) fn treebanks(folder: &Path, context: &Context) -> Result<Option<Cuts>, Error> {
    let Some(cases) = cases(&folder.join("sentences/ud.jsonl"), context)? else { return Ok(None) };
    let cut = |case: &Case| {
        let language = case.lang.parse().ok();
        let told =
            is_long(case).then(|| corpus(&case.text, None).documents[0].language == language);
        (sentences(&corpus(&case.text, language)), told)
    };
    let bar = progress::bar("reading treebanks", cases.len(), context.drawing);
    let cuts = cases.par_iter().map(cut).inspect(|_| bar.inc(1));
    let cuts: Vec<(Vec<String>, Option<bool>)> = cuts.collect();
    bar.finish_and_clear();
    let mut sets: BTreeMap<String, Tally> = BTreeMap::new();
    let mut languages = Share::default();
    for (case, (found, told)) in cases.into_iter().zip(cuts) {
        sets.entry(case.src).or_default().add(&found, &case.sentences);
        told.into_iter().for_each(|is_right| languages.add(is_right));
    }
    Ok(Some(Cuts {
        ud: sets.into_iter().map(|(set, tally)| (set, tally.agreement())).collect(),
        languages: (languages.of > 0).then_some(languages),
    }))
}

fn is_long(case: &Case) -> bool {
    case.src.contains(PARALLEL) && case.sentences.len() >= ENOUGH_SENTENCES
}

fn cases(path: &Path, context: &Context) -> Result<Option<Vec<Case>>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    dataset::lines(&[path.to_owned()], context.verbosity).map(Some)
}

fn sentences(corpus: &Corpus) -> Vec<String> {
    corpus.sentences.iter().map(|sentence| corpus.text(sentence.id).to_owned()).collect()
}

/// `text` as it is, its paragraphs parted by blank lines.
fn corpus(text: &str, language: Option<Language>) -> Corpus {
    let options = segment::Options { language };
    let document = Document {
        id: DocumentId::at(0),
        source: Source::default(),
        title: None,
        published: None,
        language: None,
        text: text.to_owned(),
        paragraphs: paragraphs(text),
    };
    segment::corpus(vec![document], &options)
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut at = 0;
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        let is_blank = line.trim().is_empty();
        match paragraphs.last_mut() {
            _ if is_blank => {}
            Some(last) if is_open => last.span = Span::new(last.span.start as usize, end),
            _ => {
                let span = Span::new(start, end);
                paragraphs.push(Paragraph { span, kind: ParagraphKind::Body });
            }
        }
        is_open = !is_blank;
    }
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_parted_by_blank_lines() {
        let text = " a\nb \r\n\n  \n c\n";
        let found: Vec<&str> =
            paragraphs(text).iter().map(|paragraph| paragraph.span.of(text)).collect();
        assert_eq!(found, ["a\nb", "c"]);
        assert!(paragraphs(" \n").is_empty());
    }
}
