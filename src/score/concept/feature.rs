//! The features of a concept: how often, how early, and in how central sentences it stands.

use crate::analyze::duplicate::Group;
use crate::analyze::vector::{Dimension, Space, Vectors};
use crate::model::{Corpus, Score, Topic};

/// How many features a concept has.
pub(super) const N_FEATURES: usize = 23;

/// The features of one concept, in the order of [`NAMES`].
pub type Features = [f64; N_FEATURES];

/// The names of the features, as in the table of weights.
///
/// I being the groups that hold the concept, F the first of them in each line of reporting that
/// has it, N the lines and n the groups of the topic: `df` |F|/N; `logsf` ln(1 + |I|)/ln(1 + n);
/// `p2`, `p6`, `p15` Σ over F of e^(−place/2, /6, /15)/N; `maxp2`, `maxp6` the same's maximum;
/// `first` share of lines whose first sentence holds it; `trsum` share of TextRank in I; `trmax`,
/// `trmean` over I; `supsum` Σ support/n; `supmax`; `cenmax`, `cenmean` TF-IDF centrality;
/// `wsum` share of the centroid's weights; `smax` largest total; `df1` 1 if |F| = 1; `logdf`
/// ln |F|; `senlen` mean words/25; `relpos` mean over F of place/groups of its line; for pairs
/// also `pmi5` ln(|I|·n/(k₁·k₂))/5 of two content words, and `cond` |I|/min(k₁, k₂), a stop word
/// counting n.
pub const NAMES: [&str; N_FEATURES] = [
    "df", "logsf", "p2", "p6", "p15", "maxp2", "maxp6", "first", "trsum", "trmax", "trmean",
    "supsum", "supmax", "cenmax", "cenmean", "wsum", "smax", "df1", "logdf", "senlen", "relpos",
    "pmi5", "cond",
];

/// Lengths of the sentences that are counted, in words: those that can be candidates.
const COUNTED: std::ops::RangeInclusive<u32> = 5..=70;

/// The features of the concepts of a topic. Most concepts stand in one group alone, and those of
/// one group differ in association only, so that they share the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Concepts {
    /// What is shared, the features of association being 0; the first row is all zeros.
    pub(super) rows: Vec<Features>,
    /// For each dimension its row and its features of association.
    pub(super) concepts: Vec<(u32, Association)>,
}

/// `pmi5` and `cond`.
pub(super) type Association = [f64; N_FEATURES - PMI];

impl Concepts {
    /// The features of each dimension, in their order; zeros for one that only sentences shorter
    /// than 5 or longer than 70 words hold.
    pub fn features(&self) -> impl Iterator<Item = Features> {
        self.concepts.iter().map(|&(row, association)| {
            let mut features = self.rows[row as usize];
            features[PMI..].copy_from_slice(&association);
            features
        })
    }
}

/// The features of every dimension of `vectors`. O(entries + rows · features) time.
pub fn of_concepts(
    groups: &[Group],
    vectors: &Vectors,
    scores: &[Score],
    topic: &Topic,
    corpus: &Corpus,
) -> Concepts {
    let places = places(groups, scores, topic, corpus);
    let whole = Whole::of(&places, topic.n_lines());
    let mut rows = vec![[0.0; N_FEATURES]];
    let mut row_of_one: Vec<Option<u32>> = vec![None; groups.len()];
    let mut held: Vec<&Place> = Vec::new();
    let mut firsts: Vec<&Place> = Vec::new();
    let n = u32::try_from(vectors.space.dimensions()).unwrap_or(u32::MAX);
    let concept = |concept: u32| {
        let holders = vectors.holders.sentences(concept);
        held.clear();
        held.extend(holders.iter().filter_map(|&index| places[index as usize].as_ref()));
        if held.is_empty() {
            return (0, [0.0; N_FEATURES - PMI]);
        }
        let mut add = || {
            rows.push(of_places(&held, &mut firsts, &whole));
            u32::try_from(rows.len() - 1).unwrap_or(u32::MAX)
        };
        let row = match holders {
            [only] => *row_of_one[*only as usize].get_or_insert_with(add),
            _ => add(),
        };
        (row, association(&vectors.space, concept, held.len(), whole.n_groups))
    };
    let concepts = (0..n).map(concept).collect();
    Concepts { rows, concepts }
}

/// Where the features of association stand: these two are the last.
pub(super) const PMI: usize = N_FEATURES - 2;

/// What the features take from one group.
struct Place {
    line: usize,
    /// Place among the counted groups of its line, from 0.
    nth: f64,
    /// `e^(−nth/2)`, `e^(−nth/6)` and `e^(−nth/15)`.
    early: [f64; 3],
    /// The place as a share of those groups.
    relative: f64,
    words: f64,
    weight: f64,
    score: Score,
}

/// What the features take from the topic.
struct Whole {
    n_lines: f64,
    n_groups: f64,
    text_rank: f64,
    weight: f64,
    /// The logarithms of 0, 1, …
    ln: Vec<f64>,
}

impl Whole {
    fn of(places: &[Option<Place>], n_lines: usize) -> Self {
        let counted = || places.iter().flatten();
        let n_groups = counted().count();
        let n = n_groups.max(n_lines) + 1;
        Self {
            n_lines: n_lines as f64,
            n_groups: n_groups as f64,
            text_rank: counted().map(|place| place.score.text_rank).sum(),
            weight: counted().map(|place| place.weight).sum(),
            ln: (0..=n).map(|n| (n as f64).ln()).collect(),
        }
    }
}

/// The place of each group in its line; `None` for one that is not counted.
fn places(
    groups: &[Group],
    scores: &[Score],
    topic: &Topic,
    corpus: &Corpus,
) -> Vec<Option<Place>> {
    let mut n_counted = vec![0.0; topic.n_lines()];
    let mut salience = vec![0.0; topic.n_lines()];
    let mut places: Vec<Option<Place>> = Vec::with_capacity(groups.len());
    for (group, &score) in groups.iter().zip(scores) {
        let sentence = corpus.sentence(group.representative);
        let line = topic.line(sentence.document) as usize;
        let is_counted = COUNTED.contains(&sentence.words);
        places.push(is_counted.then(|| Place {
            line,
            nth: n_counted[line],
            early: [2.0, 6.0, 15.0].map(|scale: f64| (-n_counted[line] / scale).exp()),
            relative: 0.0,
            words: f64::from(sentence.words),
            weight: score.total.sqrt(),
            score,
        }));
        if is_counted {
            n_counted[line] += 1.0;
            salience[line] += score.total.sqrt();
        }
    }
    for place in places.iter_mut().flatten() {
        place.relative = place.nth / n_counted[place.line];
        if topic.n_lines() > 1 {
            place.weight /= salience[place.line].max(1e-12).sqrt();
        }
    }
    places
}

/// `pmi5` and `cond` of a pair that `k` groups hold; zeros for a word.
fn association(space: &Space, concept: u32, k: usize, n_groups: f64) -> Association {
    let Dimension::Pair(first, second) = space.kind(concept) else { return [0.0; 2] };
    let k = k as f64;
    let frequency = |word: Option<u32>| word.map(|word| f64::from(space.frequency(word)));
    let pmi = match (frequency(first), frequency(second)) {
        (Some(a), Some(b)) => (k * n_groups / (a * b) + 1e-9).ln() / 5.0,
        _ => 0.0,
    };
    let a = frequency(first).unwrap_or(n_groups);
    let b = frequency(second).unwrap_or(n_groups);
    [pmi, k / a.min(b).max(1.0)]
}

/// The features of what stands at the places `held`, those of association left at 0; `firsts` is
/// room for its own use.
fn of_places<'a>(held: &[&'a Place], firsts: &mut Vec<&'a Place>, whole: &Whole) -> Features {
    firsts.clear();
    for place in held {
        match firsts.iter_mut().find(|first| first.line == place.line) {
            Some(first) if place.nth < first.nth => *first = place,
            Some(_) => {}
            None => firsts.push(place),
        }
    }
    let early = |scale: usize| firsts.iter().map(move |first| first.early[scale]);
    let sum_of = |value: fn(&Place) -> f64| held.iter().map(|place| value(place)).sum::<f64>();
    let max_of =
        |value: fn(&Place) -> f64| held.iter().map(|place| value(place)).fold(0.0, f64::max);
    let (n_held, n_first) = (held.len() as f64, firsts.len() as f64);
    let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 0.0 };
    [
        n_first / whole.n_lines,
        whole.ln[held.len() + 1] / (1.0 + whole.n_groups).ln(),
        early(0).sum::<f64>() / whole.n_lines,
        early(1).sum::<f64>() / whole.n_lines,
        early(2).sum::<f64>() / whole.n_lines,
        early(0).fold(0.0, f64::max),
        early(1).fold(0.0, f64::max),
        firsts.iter().filter(|first| first.nth < 1.0).count() as f64 / whole.n_lines,
        share(sum_of(|place| place.score.text_rank), whole.text_rank),
        max_of(|place| place.score.text_rank),
        sum_of(|place| place.score.text_rank) / n_held,
        sum_of(|place| place.score.support) / whole.n_groups,
        max_of(|place| place.score.support),
        max_of(|place| place.score.tf_idf),
        sum_of(|place| place.score.tf_idf) / n_held,
        share(sum_of(|place| place.weight), whole.weight),
        max_of(|place| place.score.total),
        f64::from(u8::from(firsts.len() == 1)),
        whole.ln[firsts.len()],
        sum_of(|place| place.words) / n_held / 25.0,
        firsts.iter().map(|first| first.relative).sum::<f64>() / n_first,
        0.0,
        0.0,
    ]
}
