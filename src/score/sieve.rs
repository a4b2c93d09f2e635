//! The foremost sentences of a topic that has too many to compare with one another.

use crate::analyze::Terms;
use crate::model::{Corpus, SentenceId, TermId};

use super::position;

/// Sentences of a topic that are compared with one another. A day of news on one event has some
/// hundreds; a thick book has ten thousand.
pub const MOST_SENTENCES: usize = 20_000;

/// The `most` of `sentences` (ascending) that are foremost, ascending.
///
/// Where there are more, each is weighed by its position in its own document and by its cosine
/// with the sum of all, over words in `asked` and content words each counted once, both scaled to
/// at most 1; words in `asked` (ascending) count as if they made up half the topic. Ties go to the
/// first. O(words) time and O(sentences + terms) extra memory.
///
/// Source: the centroid and position scores of Radev et al. (2004), *Centroid-based summarization
/// of multiple documents*, as a filter.
///
/// ```
/// use daybrief::model::Document;
/// use daybrief::score::sieve;
/// use daybrief::{analyze, segment};
///
/// let text = "The ferry sank. Nobody drowned. The old ferry sank off the harbor. It rained.";
/// let corpus = segment::corpus(vec![Document::plain(text.into(), None)], &Default::default());
/// let terms = analyze::terms(&corpus);
/// let all: Vec<_> = corpus.sentences.iter().map(|sentence| sentence.id).collect();
/// let foremost = sieve::foremost(all, 2, &[], &corpus, &terms);
/// assert_eq!(foremost.iter().map(|id| id.0).collect::<Vec<_>>(), [0, 2]);
/// ```
pub fn foremost(
    sentences: Vec<SentenceId>,
    most: usize,
    asked: &[TermId],
    corpus: &Corpus,
    terms: &Terms,
) -> Vec<SentenceId> {
    if sentences.len() <= most {
        return sentences;
    }
    let weights = Weights::of(&sentences, asked, corpus, terms);
    let central: Vec<f64> = sentences.iter().map(|&id| weights.cosine(id, corpus, terms)).collect();
    let largest = central.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let place = |id: SentenceId| corpus.sentence(id).position;
    let scale = super::ONE_LINE.position_scale;
    let mut weighed: Vec<(f64, SentenceId)> = sentences
        .iter()
        .zip(&central)
        .map(|(&id, cosine)| (cosine / largest + position::at(place(id), scale), id))
        .collect();
    weighed.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut foremost: Vec<SentenceId> = weighed.into_iter().take(most).map(|(_, id)| id).collect();
    foremost.sort_unstable();
    foremost
}

/// What each term of a topic weighs.
struct Weights {
    /// In a sentence, by term; 0 for what is no content word.
    of_term: Vec<f64>,
    /// In the sum of all sentences.
    of_all: Vec<f64>,
}

impl Weights {
    fn of(sentences: &[SentenceId], asked: &[TermId], corpus: &Corpus, terms: &Terms) -> Self {
        let mut frequency: Vec<u32> = vec![0; terms.len()];
        for &id in sentences {
            for term in distinct(id, corpus, terms) {
                frequency[term.index()] += 1;
            }
        }
        let n = sentences.len() as f64;
        let idf = |&frequency: &u32| match frequency {
            0 => 0.0,
            frequency => (1.0 + n / f64::from(frequency)).ln(),
        };
        let of_term: Vec<f64> = frequency.iter().map(idf).collect();
        let mut of_all: Vec<f64> =
            frequency.iter().zip(&of_term).map(|(&n, weight)| f64::from(n) * weight).collect();
        let half = of_all.iter().map(|weight| weight * weight).sum::<f64>().sqrt();
        for term in asked {
            of_all[term.index()] += half;
        }
        Self { of_term, of_all }
    }

    /// The cosine of the sentence with the sum of all, but for the length of that.
    fn cosine(&self, id: SentenceId, corpus: &Corpus, terms: &Terms) -> f64 {
        let (mut product, mut squares) = (0.0, 0.0);
        for term in distinct(id, corpus, terms) {
            let weight = self.of_term[term.index()];
            product += weight * self.of_all[term.index()];
            squares += weight * weight;
        }
        if squares > 0.0 { product / squares.sqrt() } else { 0.0 }
    }
}

/// The content words of a sentence, ascending, each once.
fn distinct(id: SentenceId, corpus: &Corpus, terms: &Terms) -> Vec<TermId> {
    let words = terms.of_id(corpus, id).iter().copied();
    let mut words: Vec<TermId> = words.filter(|&term| terms.is_content(term)).collect();
    words.sort_unstable();
    words.dedup();
    words
}
