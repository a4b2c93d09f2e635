//! Chosen sentences to reading order.

use crate::analyze::duplicate::DisjointSets;
use crate::model::{Corpus, Date, SentenceId};

/// Cosine from which two chosen sentences belong to one block.
const RELATED: f64 = 0.2;

/// The reading order of `chosen`, as indices into it.
///
/// One document keeps its own order. Several: the opening goes first, then the sentences by the
/// day of their documents. Within a day related sentences (cosine of at least .2 in `cosines`,
/// closed transitively) form blocks: first the opening's, then the others by their earliest date,
/// ties in order of the documents; inside a block by place.
///
/// Last, a sentence that introduces somebody goes right before the first one that takes them for
/// known: `introductions` are pairs of places in `chosen`, the introducing one first.
///
/// `cosines[i][j]` is the similarity of `chosen[i]` and `chosen[j]`. O(k²) for k sentences.
///
/// Source: Barzilay, Elhadad & `McKeown` (2002), *Inferring Strategies for Sentence Ordering in
/// Multidocument News Summarization*: chronology with blocks of related sentences.
pub fn extracts(
    chosen: &[SentenceId],
    opening: Option<SentenceId>,
    introductions: &[(usize, usize)],
    cosines: &[Vec<f64>],
    corpus: &Corpus,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let document = |index: usize| corpus.sentence(chosen[index]).document;
    if order.iter().all(|&index| document(index) == document(0)) {
        order.sort_by_key(|&index| chosen[index]);
        return order;
    }
    let mut blocks = DisjointSets::new(chosen.len());
    for (i, row) in cosines.iter().enumerate() {
        for j in row.iter().enumerate().filter(|(_, cosine)| **cosine >= RELATED).map(|(j, _)| j) {
            blocks.join(i, j);
        }
    }
    let block: Vec<usize> = (0..chosen.len()).map(|index| blocks.root(index)).collect();
    let opens = |index: usize| opening == Some(chosen[index]);
    let opening_block = (0..chosen.len()).find(|&index| opens(index)).map(|index| block[index]);
    let when: Vec<When> = (0..chosen.len()).map(|index| when(chosen[index], corpus)).collect();
    let block_start = |index: usize| {
        (0..chosen.len()).filter(|&other| block[other] == block[index]).map(|i| when[i]).min()
    };
    order.sort_by_key(|&index| {
        let is_later_block = opening_block != Some(block[index]);
        let (is_undated, day, _) = when[index];
        (
            (!opens(index), is_undated, day),
            (is_later_block, block_start(index), block[index]),
            when[index],
        )
    });
    introduced(&order, introductions)
}

/// The same order with every introduction before the first sentence that needs it. A pair that
/// would turn in a circle stays as it is.
fn introduced(order: &[usize], introductions: &[(usize, usize)]) -> Vec<usize> {
    let mut done = Vec::with_capacity(order.len());
    for &next in order {
        let mut waiting = vec![next];
        while let Some(&index) = waiting.last() {
            let givers = introductions.iter().filter(|&&(_, needy)| needy == index);
            let missing = givers
                .map(|&(giver, _)| giver)
                .find(|at| !done.contains(at) && !waiting.contains(at));
            if let Some(giver) = missing {
                waiting.push(giver);
            } else {
                waiting.pop();
                if !done.contains(&index) {
                    done.push(index);
                }
            }
        }
    }
    done
}

/// Dated before undated, then by day, then by document and place.
type When = (bool, Option<Date>, SentenceId);

fn when(id: SentenceId, corpus: &Corpus) -> When {
    let date = corpus.document(corpus.sentence(id).document).published;
    let date = date.map(|date| Date::Day(date.day()));
    (date.is_none(), date, id)
}

#[cfg(test)]
mod tests {
    use super::introduced;

    #[test]
    fn who_introduces_goes_before_who_needs() {
        assert_eq!(introduced(&[3, 0, 1, 2], &[(2, 0), (1, 2)]), [3, 1, 2, 0]);
        assert_eq!(introduced(&[0, 1, 2], &[(0, 1)]), [0, 1, 2]);
    }

    #[test]
    fn a_circle_ends() {
        assert_eq!(introduced(&[0, 1], &[(1, 0), (0, 1)]), [1, 0]);
    }
}
