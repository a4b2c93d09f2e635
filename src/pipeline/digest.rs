//! One topic from its sentences to its extracts in reading order.

use super::reader::Reader;
use crate::analyze::Terms;
use crate::analyze::duplicate::{self, Group};
use crate::analyze::evidence::Evidence;
use crate::analyze::similarity::Graph;
use crate::analyze::text_rank::{self, Votes};
use crate::analyze::vector::{self, Space, Vectors};
use crate::model::{Corpus, ParagraphKind, Refusal, Score, SentenceId, Summary, TermId, Topic};
use crate::score::aim::FOCUSED_DAMPING;
use crate::score::sieve::{self, MOST_SENTENCES};
use crate::score::{Aim, bm25, concept, lex_rank, overlap};
use crate::select::{Method, Options, Pool, Reasons, Selection};
use crate::{cite, order, score, select};

/// A topic after every stage, with what the stages left behind for explanations.
pub(super) struct Digest {
    pub(super) scored: Scored,
    pub(super) selection: Selection,
    pub(super) summary: Summary,
}

impl Digest {
    /// Merges, scores, selects, orders and cites the sentences of `topic` for `reader`.
    pub(super) fn of(
        topic: &Topic,
        corpus: &Corpus,
        terms: &Terms,
        options: &Options,
        weights: &concept::Weights,
        reader: &Reader,
        reasons: Reasons,
    ) -> Self {
        let method = options.method.of(topic);
        let mut scored = Scored::of(topic, corpus, terms, method, reader);
        if method == Method::Concepts {
            let concepts = scored.concepts(topic, corpus);
            let chances = concept::chances(&concepts, scored.space(), weights);
            scored.chances = scored.aim.chances(chances);
        }
        let selection = select::extracts(scored.pool(), topic, corpus, terms, options, reasons);
        let id = |index: usize| scored.groups[index].representative;
        let chosen: Vec<SentenceId> = selection.chosen.iter().map(|&index| id(index)).collect();
        let cosines = scored.vectors.cosines(&selection.chosen);
        let opening = selection.opening.map(id);
        let introductions = &selection.introductions;
        let order = order::extracts(&chosen, opening, introductions, &cosines, corpus);
        let evidence = scored.evidence(topic, corpus, terms);
        let extract = |&place: &usize| {
            let index = selection.chosen[place];
            let rank = u32::try_from(place + 1).unwrap_or(u32::MAX);
            cite::extract(index, rank, scored.scores[index], evidence)
        };
        let summary = Summary {
            topic: topic.id,
            extracts: order.iter().map(extract).collect(),
            words: chosen.iter().map(|&id| corpus.sentence(id).words).sum(),
            shared: cite::shared(evidence),
        };
        Self { scored, selection, summary }
    }
}

/// The merged and scored sentences of a topic.
pub(super) struct Scored {
    groups: Vec<Group>,
    vectors: Vectors,
    graph: Graph,
    scores: Vec<Score>,
    chances: Vec<f64>,
    ranking: Vec<f64>,
    aim: Aim,
    emphasis: Vec<f64>,
    known: Vec<Option<Refusal>>,
    /// Sentences that were not even compared with the others ([`sieve`]).
    pub(super) n_passed_over: usize,
}

impl Scored {
    /// Merges and scores the sentences of `topic` for `reader`; the chances of its concepts are
    /// left open.
    pub(super) fn of(
        topic: &Topic,
        corpus: &Corpus,
        terms: &Terms,
        method: Method,
        reader: &Reader,
    ) -> Self {
        let readable = readable(topic, corpus);
        let n_readable = readable.len();
        let asked = reader.asked_content(topic, corpus, terms);
        let foremost = sieve::foremost(readable, MOST_SENTENCES, &asked, corpus, terms);
        let n_passed_over = n_readable - foremost.len();
        let groups = duplicate::groups(&foremost, corpus, terms);
        let pair_weight = score::Weights::of(topic).pair_weight;
        let told: Vec<&[TermId]> =
            groups.iter().map(|group| terms.of_id(corpus, group.representative)).collect();
        let vectors = vector::of_sentences(&told, terms, pair_weight);
        let graph = score::graph(&vectors, topic);
        let aim = reader.aim(&groups, &vectors, topic, corpus, terms);
        let scores = score::sentences(&groups, &vectors, &graph, topic, corpus, terms, &aim);
        let graph = match method {
            // Its coverage counts every similarity, however small.
            Method::Submodular => lex_rank::continuous(&vectors.words),
            _ => graph,
        };
        let ranking = ranking(method, &told, &vectors, &scores, terms, &aim);
        let (emphasis, known) = (aim.emphasis(), known(&aim));
        let chances = Vec::new();
        Self {
            groups,
            vectors,
            graph,
            scores,
            chances,
            ranking,
            aim,
            emphasis,
            known,
            n_passed_over,
        }
    }

    /// The features of every word and pair, in the order of the vectors' dimensions.
    pub(super) fn concepts(&self, topic: &Topic, corpus: &Corpus) -> concept::Concepts {
        concept::of_concepts(&self.groups, &self.vectors, &self.scores, topic, corpus)
    }

    /// The total score of each sentence that has one, ascending by sentence.
    pub(super) fn totals(&self) -> Vec<(SentenceId, f64)> {
        let scored = self.groups.iter().zip(&self.scores);
        let mut totals: Vec<(SentenceId, f64)> = scored
            .flat_map(|(group, score)| group.members.iter().map(|&id| (id, score.total)))
            .collect();
        totals.sort_by_key(|&(id, _)| id);
        totals
    }

    /// What the dimensions of its vectors stand for.
    pub(super) fn space(&self) -> &Space {
        &self.vectors.space
    }

    /// The same as the stages behind selection see it.
    pub(super) fn evidence<'a>(
        &'a self,
        topic: &'a Topic,
        corpus: &'a Corpus,
        terms: &'a Terms,
    ) -> Evidence<'a> {
        Evidence { groups: &self.groups, vectors: &self.vectors, topic, corpus, terms }
    }

    /// The same as selection sees it.
    pub(super) fn pool(&self) -> Pool<'_> {
        let Self { groups, vectors, graph, scores, chances, ranking, aim, emphasis, known, .. } =
            self;
        let direction = aim.focus.as_ref().map_or(&[][..], |focus| &focus.direction);
        Pool { groups, vectors, scores, graph, chances, ranking, emphasis, direction, known }
    }

    /// The sentences that the reader knows, ascending.
    pub(super) fn known_sentences(&self) -> Vec<SentenceId> {
        let groups = self.groups.iter().zip(&self.known);
        let known =
            groups.filter(|(_, known)| known.is_some()).flat_map(|(group, _)| &group.members);
        let mut known: Vec<SentenceId> = known.copied().collect();
        known.sort_unstable();
        known
    }

    /// Whether the topic tells of the reader's query.
    pub(super) fn is_focused(&self) -> bool {
        self.aim.focus.is_some()
    }
}

/// For each group the refusal of what the reader knows; empty without earlier articles.
fn known(aim: &Aim) -> Vec<Option<Refusal>> {
    let known = aim.news.iter().flat_map(|news| &news.known);
    known.map(|known| known.map(|(earlier, cosine)| Refusal::Known { earlier, cosine })).collect()
}

/// The scores of a method that only ranks; empty for the others.
///
/// With a query the walk mostly starts anew from what tells it; `lead` takes the first of those
/// sentences first. What earlier articles told counts less.
fn ranking(
    method: Method,
    told: &[&[TermId]],
    vectors: &Vectors,
    scores: &[Score],
    terms: &Terms,
    aim: &Aim,
) -> Vec<f64> {
    let content = || -> Vec<Vec<TermId>> {
        let content = |words: &&[TermId]| {
            words.iter().copied().filter(|&word| terms.is_content(word)).collect()
        };
        told.iter().map(content).collect()
    };
    let graph = match method {
        // All its edges are cosines.
        Method::Lexrank => Graph::new(),
        Method::Textrank => {
            let mut distinct = content();
            distinct.iter_mut().for_each(|words| words.sort_unstable());
            distinct.iter_mut().for_each(Vec::dedup);
            let lengths: Vec<usize> = told.iter().map(|words| words.len()).collect();
            overlap::graph(&distinct, &lengths)
        }
        Method::TextrankBm25 => bm25::graph(&content()),
        Method::LexrankThreshold => lex_rank::thresholded(&vectors.words),
        Method::Lead => {
            let first = |score: &Score| score.position + 2.0 * score.query.unwrap_or(0.0);
            return scores.iter().map(first).collect();
        }
        _ => return Vec::new(),
    };
    let uniform = vec![1.0 / told.len().max(1) as f64; told.len()];
    let votes = match method {
        Method::Lexrank => Votes::Cosines(&vectors.words),
        Method::TextrankBm25 => Votes::Arcs(&graph),
        _ => Votes::Edges(&graph),
    };
    let mut ranking = match &aim.focus {
        Some(focus) => text_rank::walk(votes, &focus.teleport(&uniform), FOCUSED_DAMPING),
        None => text_rank::scores(votes, &uniform),
    };
    for (rank, score) in ranking.iter_mut().zip(scores) {
        *rank *= score.novelty.unwrap_or(1.0);
    }
    ranking
}

/// What a summary can be taken from: body sentences; where there are none, headings; where there
/// are none either, whatever has words.
fn readable(topic: &Topic, corpus: &Corpus) -> Vec<SentenceId> {
    let of = |wanted: fn(ParagraphKind) -> bool| -> Vec<SentenceId> {
        let fits = |id: &SentenceId| {
            let sentence = corpus.sentence(*id);
            sentence.words > 0 && wanted(sentence.kind)
        };
        topic.sentences.iter().copied().filter(fits).collect()
    };
    [ParagraphKind::is_body, |kind| kind == ParagraphKind::Heading, |_| true]
        .into_iter()
        .map(of)
        .find(|sentences| !sentences.is_empty())
        .unwrap_or_default()
}
