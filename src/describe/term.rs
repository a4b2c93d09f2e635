//! The phrases that a topic turns on: TextRank over the words that no name holds.
//!
//! Words that stand near each other vote for each other; runs of adjacent words of which the last
//! is among the best third become phrases. Where the language has word lists, verbs of saying,
//! dates and openers are no part of them, and a phrase ends in a word that somewhere stands behind
//! an article or preposition, as nouns do; elsewhere nothing tells nouns from other words.
//!
//! Source: Mihalcea & Tarau (2004), *TextRank: Bringing Order into Texts*, section 3; unlike the
//! paper, no tagger finds the nouns, edges are weighted by how often two words meet, and a phrase
//! must recur.

use std::cmp::Reverse;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::Cast;
use super::lexicon::List;
use super::passage::{Gap, Passage, Reading, Shape};
use crate::analyze::similarity::Graph;
use crate::analyze::text_rank::{self, Votes};
use crate::model::description::KeyPhrase;
use crate::model::{SentenceId, Span, TermId};

/// Phrases of a description.
const MAX_TERMS: usize = 12;
/// Words up to which two words of a sentence are near each other.
const WINDOW: usize = 3;
/// Words of the longest phrase.
const LONGEST: usize = 4;
/// Times that a phrase must occur.
const MIN_MENTIONS: u32 = 2;

/// The key phrases of a topic, best first. O(words).
pub(super) fn all(reading: &Reading, cast: &Cast) -> Vec<KeyPhrase> {
    let nodes = Nodes::of(reading, cast);
    let scores = nodes.scores(reading);
    let floor = best_third(&scores);
    let mut phrases: FxHashMap<Vec<TermId>, usize> = FxHashMap::default();
    let mut found: Vec<Phrase> = Vec::new();
    let score = |at: usize| nodes.of_token[at].map_or(0.0, |node| scores[node as usize]);
    for passage in &reading.passages {
        for run in nodes.runs(passage, reading) {
            for part in parts(&run, passage, reading) {
                let Some(start) = part.clone().find(|&at| score(at) >= floor) else { continue };
                if score(part.end - 1) < floor {
                    continue;
                }
                let start = start.max(part.end.saturating_sub(LONGEST));
                let key: Vec<TermId> =
                    (start..part.end).map(|at| reading.tokens[at].term).collect();
                let place = *phrases.entry(key.clone()).or_insert(found.len());
                if place == found.len() {
                    let score = (start..part.end).map(score).sum();
                    found.push(Phrase { key, score, ..Phrase::default() });
                }
                found[place].add(start, part.end, passage, reading);
            }
        }
    }
    best(found)
}

/// What of a run can be a phrase: all up to its last noun; where nothing tells nouns, the run and
/// each word of it.
fn parts(run: &Range<usize>, passage: &Passage, reading: &Reading) -> Vec<Range<usize>> {
    if !passage.lexicon.has_words() {
        let words = run.clone().map(|at| at..at + 1);
        return words.chain((run.len() > 1).then(|| run.clone())).collect();
    }
    let is_noun = |&at: &usize| {
        let word = reading.word(at);
        word.n_determined > 0 && !passage.lexicon.is_participle(&word.folded)
    };
    run.clone().rev().find(is_noun).map(|last| run.start..last + 1).into_iter().collect()
}

/// The score that a third of the words reach.
fn best_third(scores: &[f64]) -> f64 {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|a, b| b.total_cmp(a));
    sorted.get(sorted.len() / 3).copied().unwrap_or_default()
}

/// The words that can be part of a phrase.
struct Nodes {
    n_nodes: usize,
    /// The node of each token.
    of_token: Vec<Option<u32>>,
}

impl Nodes {
    fn of(reading: &Reading, cast: &Cast) -> Self {
        let mut ids: FxHashMap<TermId, u32> = FxHashMap::default();
        let mut in_name = vec![false; reading.tokens.len()];
        for mention in &cast.mentions {
            in_name[mention.first..=mention.last].fill(true);
        }
        let of_token = reading.tokens.iter().enumerate().map(|(at, token)| {
            if in_name[at] || !can_be_part(at, reading) {
                return None;
            }
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            Some(*ids.entry(token.term).or_insert(next))
        });
        let of_token = of_token.collect();
        Self { n_nodes: ids.len(), of_token }
    }

    fn scores(&self, reading: &Reading) -> Vec<f64> {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for passage in &reading.passages {
            for at in passage.first..passage.end {
                let Some(node) = self.of_token[at] else { continue };
                let near = at + 1..(at + 1 + WINDOW).min(passage.end);
                for other in near.filter_map(|near| self.of_token[near]) {
                    if other != node {
                        pairs.extend([(node, other), (other, node)]);
                    }
                }
            }
        }
        pairs.sort_unstable();
        let mut graph: Graph = vec![Vec::new(); self.n_nodes];
        for alike in pairs.chunk_by(|a, b| a == b) {
            let (node, other) = alike[0];
            graph[node as usize].push((other, alike.len() as f64));
        }
        let uniform = vec![1.0 / self.n_nodes.max(1) as f64; self.n_nodes];
        text_rank::scores(Votes::Edges(&graph), &uniform)
    }

    /// The runs of adjacent nodes of a passage.
    fn runs(&self, passage: &Passage, reading: &Reading) -> Vec<Range<usize>> {
        let mut runs = Vec::new();
        let mut start = None;
        for at in passage.first..=passage.end {
            let is_node = at < passage.end && self.of_token[at].is_some();
            let joins = is_node && matches!(reading.tokens[at].gap, Gap::Space | Gap::Hyphen);
            if let Some(first) = start
                && !joins
            {
                runs.push(first..at);
                start = None;
            }
            if is_node && start.is_none() {
                start = Some(at);
            }
        }
        runs
    }
}

/// Is a content word that names neither a time nor an act of saying.
fn can_be_part(at: usize, reading: &Reading) -> bool {
    let token = reading.tokens[at];
    let word = reading.word(at);
    let others = [
        List::Speech,
        List::Calendar,
        List::Openers,
        List::Demonyms,
        List::Titles,
        List::Honorifics,
        List::Places,
        List::Determiners,
        List::He,
        List::She,
        List::They,
    ];
    reading.evidence.terms.is_content(token.term)
        && !word.lists.has_any(&others)
        && token.shape != Shape::Letter
        && word.folded.chars().all(|char| !char.is_numeric())
        && word.folded.chars().any(char::is_alphabetic)
}

/// A phrase with its places.
#[derive(Default)]
struct Phrase {
    key: Vec<TermId>,
    score: f64,
    mentions: u32,
    /// As written, with how often, by first place.
    forms: Vec<(String, u32)>,
    sentences: Vec<SentenceId>,
}

impl Phrase {
    fn add(&mut self, first: usize, end: usize, passage: &Passage, reading: &Reading) {
        self.mentions += 1;
        let span =
            Span { start: reading.tokens[first].span.start, end: reading.tokens[end - 1].span.end };
        let text = span.of(reading.text(passage));
        let form = text.split_whitespace().collect::<Vec<_>>().join(" ");
        match self.forms.iter_mut().find(|(other, _)| *other == form) {
            Some((_, n)) => *n += 1,
            None => self.forms.push((form, 1)),
        }
        if self.sentences.last() != Some(&passage.sentence) {
            self.sentences.push(passage.sentence);
        }
    }

    fn told(self) -> KeyPhrase {
        let written = self.forms.into_iter().rev().max_by_key(|&(_, n)| n);
        KeyPhrase {
            text: written.map_or_else(String::new, |(form, _)| form),
            mentions: self.mentions,
            sentences: self.sentences,
        }
    }
}

/// The best phrases that recur, none made of words that better ones hold.
fn best(mut found: Vec<Phrase>) -> Vec<KeyPhrase> {
    found.retain(|phrase| phrase.mentions >= MIN_MENTIONS);
    let worth = |phrase: &Phrase| phrase.score * f64::from(phrase.mentions).ln_1p();
    found.sort_by(|a, b| {
        worth(b)
            .total_cmp(&worth(a))
            .then(Reverse(b.sentences.first()).cmp(&Reverse(a.sentences.first())))
    });
    let mut held: FxHashSet<TermId> = FxHashSet::default();
    found.retain(|phrase| {
        let n_new = phrase.key.iter().filter(|term| !held.contains(term)).count();
        let is_new = n_new * 2 >= phrase.key.len();
        held.extend(phrase.key.iter().copied());
        is_new
    });
    found.truncate(MAX_TERMS);
    found.into_iter().map(Phrase::told).collect()
}

#[cfg(test)]
mod tests {
    use super::super::staging::{corpus, describe};

    #[test]
    fn phrases_recur_and_are_no_names() {
        let text = "The nuclear treaty expires soon, said Ann Roe. A nuclear treaty needs the will \
                    of Ann Roe. Without the nuclear treaty, the arms race returns. An arms race is \
                    costly. Ann Roe slept.";
        let terms = describe(&corpus("en", &[text])).terms;
        let told: Vec<(&str, u32)> =
            terms.iter().map(|of| (of.text.as_str(), of.mentions)).collect();
        assert!(told.contains(&("nuclear treaty", 3)), "{told:?}");
        assert!(told.contains(&("arms race", 2)), "{told:?}");
        assert!(!told.iter().any(|(text, _)| text.contains("Roe")), "{told:?}");
    }

    #[test]
    fn languages_without_lists_have_phrases_too() {
        let text = "Ydinsopimus päättyy pian. Uusi ydinsopimus puuttuu. Ilman sopimusta kilpavarustelu \
                    alkaa. Kilpavarustelu maksaa paljon, ja ydinsopimus säästää.";
        let terms = describe(&corpus("fi", &[text])).terms;
        assert!(terms.iter().any(|of| of.text.eq_ignore_ascii_case("ydinsopimus")), "{terms:?}");
    }
}
