//! What readers know from earlier articles: which sentences repeat one, and how new each word is.

use crate::analyze::Terms;
use crate::analyze::duplicate::{Group, is_copy};
use crate::analyze::vector::{Row, Space, Vectors};
use crate::model::{Corpus, SentenceId, TermId};

/// Cosine with an earlier sentence above which a sentence is known.
pub const KNOWN: f64 = 0.5;
/// What a word or pair that earlier articles hold is worth beside a new one.
const SEEN: f64 = 0.3;
/// Cosine with an earlier sentence from which its article tells of the topic.
const RELATED: f64 = 0.3;
/// Cosine below which two sentences are not compared word by word: a copy is far above it.
const CANDIDATE: f64 = 0.25;

/// Stands for a word of an earlier sentence that no article of the run holds.
pub const UNKNOWN: TermId = TermId(u32::MAX);

/// One earlier sentence, in the terms of the run.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its id in the corpus of the earlier articles.
    pub id: SentenceId,
    /// The place of its article among the earlier ones.
    pub document: u32,
    /// Its terms, one a word; [`UNKNOWN`] for a word that no article of the run holds.
    pub tokens: Vec<TermId>,
    /// Content words among the unknown ones.
    pub n_unknown_content: usize,
}

/// A topic in the light of earlier articles.
#[derive(Debug, Clone, PartialEq)]
pub struct News {
    /// For each group the earlier sentence that it repeats, with their cosine.
    pub known: Vec<Option<(SentenceId, f64)>>,
    /// What each dimension is worth: 1 for what is new, .3 for what earlier articles that tell of
    /// the topic hold.
    pub worth: Vec<f64>,
    /// How new each group is: the mean worth of its dimensions, weighed by the squares of its
    /// vector; in [.3, 1].
    pub novelty: Vec<f64>,
}

impl News {
    /// What `groups` tell that `told`, ascending by document, does not.
    ///
    /// A group is known if one of its sentences has a cosine above [`KNOWN`] with an earlier one,
    /// or is a copy of it ([`is_copy`]), and neither it nor the one that stands for the group has
    /// a figure that the earlier one has not: a toll that rises is told in the words of the day
    /// before. O(earlier words · groups that share them) time.
    pub fn of(
        told: &[Told],
        groups: &[Group],
        vectors: &Vectors,
        corpus: &Corpus,
        terms: &Terms,
    ) -> Self {
        let space = &vectors.space;
        let members = Members::of(groups, space, corpus, terms);
        let mut known: Vec<Option<(SentenceId, f64)>> = vec![None; groups.len()];
        let mut worth = vec![1.0; space.dimensions()];
        for document in told.chunk_by(|a, b| a.document == b.document) {
            let mut closest = 0.0;
            for earlier in document {
                let row = earlier.row(space, terms);
                for (member, cosine) in members.similar(&row) {
                    closest = f64::max(closest, cosine);
                    let member = member as usize;
                    let repeats = cosine > KNOWN
                        || cosine > CANDIDATE && is_copy(&earlier.tokens, members.tokens[member]);
                    let group = members.group[member];
                    let repeats = repeats
                        && [members.tokens[member], members.standing[group]]
                            .iter()
                            .all(|tokens| earlier.has_figures(tokens, terms));
                    let known = &mut known[group];
                    if repeats && known.is_none_or(|(_, before)| cosine > before) {
                        *known = Some((earlier.id, cosine));
                    }
                }
            }
            if closest >= RELATED {
                let runs = document.iter().flat_map(Told::runs);
                let seen = runs.flat_map(|run| space.held(run, terms));
                seen.for_each(|dimension| worth[dimension as usize] = SEEN);
            }
        }
        let novelty = vectors.words_and_pairs.iter().map(|row| novelty(row, &worth)).collect();
        Self { known, worth, novelty }
    }
}

impl Told {
    /// Its words, parted where one is unknown.
    fn runs(&self) -> impl Iterator<Item = &[TermId]> {
        self.tokens.split(|&token| token == UNKNOWN).filter(|run| !run.is_empty())
    }

    /// Whether it has every figure among `tokens`.
    fn has_figures(&self, tokens: &[TermId], terms: &Terms) -> bool {
        let is_figure = |token: &TermId| terms.name(*token).chars().any(char::is_numeric);
        tokens.iter().filter(|token| is_figure(token)).all(|figure| self.tokens.contains(figure))
    }

    fn row(&self, space: &Space, terms: &Terms) -> Row {
        let runs: Vec<&[TermId]> = self.runs().collect();
        space.row_of_runs(&runs, self.n_unknown_content, terms)
    }
}

/// All sentences of all groups, to be found by what they hold.
struct Members<'a> {
    group: Vec<usize>,
    tokens: Vec<&'a [TermId]>,
    /// For each group the words of the sentence that stands for it.
    standing: Vec<&'a [TermId]>,
    /// For each dimension the sentences that hold it, with its weight there.
    postings: Vec<Vec<(u32, f64)>>,
}

impl<'a> Members<'a> {
    fn of(groups: &[Group], space: &Space, corpus: &Corpus, terms: &'a Terms) -> Self {
        let mut members = Self {
            group: Vec::new(),
            tokens: Vec::new(),
            standing: Vec::new(),
            postings: vec![Vec::new(); space.dimensions()],
        };
        for (index, group) in groups.iter().enumerate() {
            members.standing.push(terms.of_id(corpus, group.representative));
            for &id in &group.members {
                let member = u32::try_from(members.group.len()).unwrap_or(u32::MAX);
                let tokens = terms.of_id(corpus, id);
                for (dimension, weight) in space.row(tokens, terms) {
                    members.postings[dimension as usize].push((member, weight));
                }
                members.group.push(index);
                members.tokens.push(tokens);
            }
        }
        members
    }

    /// The sentences that share a dimension with `row`, with their cosine.
    fn similar(&self, row: &Row) -> Vec<(u32, f64)> {
        let mut products: Vec<(u32, f64)> = Vec::new();
        for &(dimension, weight) in row {
            let postings = &self.postings[dimension as usize];
            products.extend(postings.iter().map(|&(member, other)| (member, weight * other)));
        }
        // A stable sort: sums run in the order of the dimensions.
        products.sort_by_key(|&(member, _)| member);
        let cosine = |run: &[(u32, f64)]| {
            (run[0].0, run.iter().map(|&(_, product)| product).sum::<f64>().min(1.0))
        };
        products.chunk_by(|a, b| a.0 == b.0).map(cosine).collect()
    }
}

fn novelty(row: &Row, worth: &[f64]) -> f64 {
    if row.is_empty() {
        return 1.0;
    }
    row.iter().map(|&(dimension, weight)| weight * weight * worth[dimension as usize]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::{self, duplicate, vector};
    use crate::model::{Document, Language};
    use crate::segment;

    const TEXT: &str = "The harbor bridge closed on Tuesday for repairs.\n\
                        A third cable of the harbor bridge broke on Wednesday.\n\
                        The museum opens a show of old maps.\n\
                        The quake on the island killed 31 people and hurt 40 others.";

    /// What `TEXT` tells that the sentence `earlier` does not.
    fn news_after(earlier: &str) -> News {
        let language = Some(Language::ENGLISH);
        let cut = |text: &str| {
            let document = Document::plain(text.into(), None);
            segment::corpus(vec![document], &segment::Options { language })
        };
        let (corpus, told) = (cut(TEXT), cut(earlier));
        let terms = analyze::terms(&corpus);
        let ids: Vec<SentenceId> = corpus.sentences.iter().map(|sentence| sentence.id).collect();
        let groups = duplicate::groups(&ids, &corpus, &terms);
        let tokens: Vec<&[TermId]> = ids.iter().map(|&id| terms.of_id(&corpus, id)).collect();
        let vectors = vector::of_sentences(&tokens, &terms, 0.8);
        let lookup = terms.lookup(language);
        let words: Vec<&str> =
            told.words(SentenceId(0)).iter().map(|span| span.of(earlier)).collect();
        let is_unknown = |word: &&&str| lookup.term(word).is_none() && lookup.is_content(word);
        let told = Told {
            id: SentenceId(0),
            document: 0,
            tokens: words.iter().map(|word| lookup.term(word).unwrap_or(UNKNOWN)).collect(),
            n_unknown_content: words.iter().filter(is_unknown).count(),
        };
        News::of(&[told], &groups, &vectors, &corpus, &terms)
    }

    #[test]
    fn what_repeats_an_earlier_sentence_is_known() {
        let news = news_after("The harbor bridge closed for repairs on Tuesday.");
        let known: Vec<bool> = news.known.iter().map(Option::is_some).collect();
        assert_eq!(known, [true, false, false, false]);
        assert!(news.novelty[0] < 0.35 && news.novelty[1] < 1.0 && news.novelty[2] > 0.99);
    }

    #[test]
    fn a_figure_that_was_not_told_is_news() {
        let known = |earlier: &str| news_after(earlier).known[3].is_some();
        assert!(known("The quake killed 31 people and hurt 40 others on the island."));
        assert!(!known("The quake killed 12 people and hurt 40 others on the island."));
        assert!(known("The quake of May 3 killed 31 people and hurt 40 others on the island."));
    }

    #[test]
    fn words_that_only_the_earlier_sentence_has_part_the_two() {
        // Two of nine content words are common.
        let news =
            news_after("Divers near the harbor bridge raised gold, amphoras, anchors, a cannon.");
        assert_eq!(news.known, [None; 4]);
    }

    #[test]
    fn articles_on_other_matters_make_nothing_less_new() {
        let news = news_after("On Tuesday the orchestra of the old town plays three symphonies.");
        assert!(news.worth.iter().all(|&worth| worth >= 1.0));
        assert_eq!(news.known, [None; 4]);
    }
}
