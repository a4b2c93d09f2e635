//! Topics that the user names in advance: groups that tell of certain words come together under a
//! name of their own.

use serde::{Deserialize, Serialize};

use super::recurrence;
use crate::analyze::Terms;
use crate::model::{Corpus, DocumentId, TermId};

/// Sentences at the beginning of an article that say what it is about.
const FIRST_SENTENCES: usize = 5;

/// A topic named in advance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Pin {
    /// What the topic is called.
    pub name: String,
    /// Words or phrases of which one is to stand in the title or in the first five sentences of at
    /// least half of a group's articles; any form of a word counts.
    #[serde(rename = "match")]
    pub phrases: Vec<String>,
}

/// Documents of one event, and how much they resemble each other, in [0, 1].
type Group = (Vec<DocumentId>, f64);

/// Takes from `groups` those that `pins` match, and joins those of each pin; a group that several
/// match goes to the first. A pin that matches nothing gives nothing.
pub(super) fn taken<'a>(
    groups: &mut Vec<Group>,
    pins: &'a [Pin],
    corpus: &Corpus,
    terms: &Terms,
) -> Vec<(&'a Pin, Group)> {
    let mut found = Vec::new();
    for pin in pins {
        let is_told = |(documents, _): &mut Group| {
            let n = documents.iter().filter(|&&id| pin.is_told_in(id, corpus, terms)).count();
            2 * n >= documents.len()
        };
        let matching: Vec<Group> = groups.extract_if(.., is_told).collect();
        if !matching.is_empty() {
            found.push((pin, recurrence::one(matching)));
        }
    }
    found
}

impl Pin {
    fn is_told_in(&self, id: DocumentId, corpus: &Corpus, terms: &Terms) -> bool {
        let lookup = terms.lookup(corpus.document(id).language);
        self.phrases.iter().any(|phrase| {
            let words: Option<Vec<TermId>> =
                phrase.split_whitespace().map(|word| lookup.term(word)).collect();
            let Some(words) = words.filter(|words| !words.is_empty()) else { return false };
            let has = |text: &[TermId]| text.windows(words.len()).any(|window| window == words);
            let mut body = corpus
                .sentences_of(id)
                .filter(|&sentence| corpus.sentence(sentence).kind.is_body())
                .take(FIRST_SENTENCES);
            has(terms.of_title(id.index()))
                || body.any(|sentence| has(terms.of_id(corpus, sentence)))
        })
    }
}
