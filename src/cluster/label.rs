//! What to call a topic: its most central title, else nothing yet.

use rustc_hash::FxHashMap;

use crate::analyze::Terms;
use crate::model::{Corpus, DocumentId, TermId};

/// The title that shares most with the titles and texts of the other documents; empty where no
/// document has a title. Of equal ones the earliest document's.
///
/// A title's centrality is the mean, over its distinct content words, of the share of the
/// topic's documents that use the word. An outlet's name behind the last dash or bar is cut off.
pub fn of(documents: &[DocumentId], corpus: &Corpus, terms: &Terms) -> String {
    let mut df: FxHashMap<TermId, f64> = FxHashMap::default();
    for &id in documents {
        let mut words: Vec<TermId> = corpus
            .sentences_of(id)
            .flat_map(|sentence| terms.of_id(corpus, sentence))
            .chain(terms.of_title(id.index()))
            .copied()
            .collect();
        words.sort_unstable();
        words.dedup();
        words.into_iter().for_each(|word| *df.entry(word).or_default() += 1.0);
    }
    let mut best: Option<(f64, &str)> = None;
    for &id in documents {
        let document = corpus.document(id);
        let Some(title) = document.title.as_deref() else { continue };
        let mut words: Vec<TermId> = terms.of_title(id.index()).to_vec();
        words.retain(|&word| terms.is_content(word));
        words.sort_unstable();
        words.dedup();
        let sum: f64 = words.iter().map(|word| df[word]).sum();
        let centrality = sum / words.len().max(1) as f64;
        if best.is_none_or(|(other, _)| centrality > other) {
            best = Some((centrality, without_outlet(title, document.source.outlet.as_deref())));
        }
    }
    best.map(|(_, title)| title.trim().to_owned()).unwrap_or_default()
}

/// `title` without ` - Outlet` or ` | Outlet` at its end, where that is the outlet's name.
fn without_outlet<'a>(title: &'a str, outlet: Option<&str>) -> &'a str {
    let Some(outlet) = outlet else { return title };
    for separator in [" - ", " | ", " – ", " — ", " :: "] {
        if let Some((rest, suffix)) = title.rsplit_once(separator)
            && suffix.trim().eq_ignore_ascii_case(outlet.trim())
            && !rest.trim().is_empty()
        {
            return rest;
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::without_outlet;

    #[test]
    fn the_outlet_is_no_part_of_a_title() {
        assert_eq!(
            without_outlet("Storm hits coast - The Post", Some("the post")),
            "Storm hits coast"
        );
        assert_eq!(without_outlet("Storm - a history", Some("The Post")), "Storm - a history");
        assert_eq!(without_outlet("Storm | Post", None), "Storm | Post");
    }
}
