//! What to call a topic: its most central title, without what names the outlet.

use rustc_hash::{FxHashMap, FxHashSet};

use super::outlet;
use crate::analyze::Terms;
use crate::model::{Corpus, Document, DocumentId, TermId};

/// What stands between a title and the outlet behind it.
const SEPARATORS: [&str; 8] = [" - ", " | ", " – ", " — ", " :: ", " · ", " • ", " « "];
/// What stands between an outlet and the title behind it.
const COLON: &str = ": ";
/// Titles of one outlet that must end alike for the end to be no part of them, and their share.
const MIN_REPEATS: usize = 3;
const MIN_SHARE: f64 = 0.5;
/// Content words from which on a title says enough to stand for a topic.
const ENOUGH_WORDS: f64 = 4.0;
/// Letters of an outlet's name from which on the name may be part of a longer one.
const MIN_LETTERS: usize = 3;
/// Bytes of the longest name of an outlet with its section.
const MAX_NAME: usize = 30;

/// Names that outlets put around their titles, learned from all titles of a corpus.
#[derive(Debug, Default)]
pub struct Names {
    /// What any outlet of the corpus is called, folded.
    outlets: FxHashSet<String>,
    /// Beginnings and ends, folded, that repeat in the titles of an outlet, with its key.
    repeated: FxHashSet<(String, String)>,
}

impl Names {
    /// Learns the names from the documents of `corpus`: what their sources are called, and what at
    /// least three and half of the titles of one outlet end or begin with. O(titles) time.
    pub fn learn(corpus: &Corpus) -> Self {
        let mut names = Self::default();
        let mut n_titles: FxHashMap<String, usize> = FxHashMap::default();
        let mut counts: FxHashMap<(String, String), usize> = FxHashMap::default();
        let mut seen = Vec::new();
        for document in &corpus.documents {
            names.outlets.extend(document.source.outlet.as_deref().map(folded));
            let Some(title) = document.title.as_deref() else { continue };
            let key = key(document);
            *n_titles.entry(key.clone()).or_default() += 1;
            let edges = end(title).into_iter().chain(beginning(title));
            for edge in edges.map(|(_, name)| folded(name)) {
                let edge = (key.clone(), edge);
                *counts.entry(edge.clone()).or_default() += 1;
                seen.push(edge);
            }
        }
        names.outlets.remove("");
        let repeats = |edge: &(String, String)| {
            counts[edge] >= MIN_REPEATS
                && counts[edge] as f64 >= MIN_SHARE * n_titles[&edge.0] as f64
        };
        names.repeated = seen.into_iter().filter(repeats).collect();
        names
    }

    /// `document`'s title without the names around it; empty where it has none, or nothing else.
    pub fn title<'a>(&self, document: &'a Document) -> &'a str {
        let mut title = document.title.as_deref().unwrap_or_default().trim();
        loop {
            let shorter = [end(title), beginning(title)].into_iter().flatten();
            let mut named = shorter.filter(|&(_, name)| self.is_name(name, document));
            match named.next() {
                Some((rest, _)) if !rest.trim().is_empty() => title = rest.trim(),
                Some(_) => return "",
                None => return title,
            }
        }
    }

    /// Whether `name`, at an edge of `document`'s title, names an outlet or its section.
    fn is_name(&self, name: &str, document: &Document) -> bool {
        let name = folded(name);
        if name.is_empty() || self.outlets.contains(&name) {
            return true;
        }
        let host = document.source.url.as_deref().and_then(outlet::host).unwrap_or_default();
        // "BBC News" of BBC, "The Guardian" of theguardian.com.
        let own = [folded(&document.source.name), folded(site(&host)), folded(&host)];
        let names_it = |own: &String| own.len() >= MIN_LETTERS && name.starts_with(own.as_str());
        let is_own = name.len() <= MAX_NAME && own.iter().any(names_it);
        is_own || self.repeated.contains(&(key(document), name))
    }
}

/// The title that shares most with the titles and texts of the other documents, cleaned by
/// `names`; empty where no document has a title. Of equal ones the earliest document's.
///
/// A title's centrality is the mean, over its distinct content words, of the share of the
/// topic's documents that use the word; with fewer than four such words it counts less.
pub fn of(documents: &[DocumentId], names: &Names, corpus: &Corpus, terms: &Terms) -> String {
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
        let title = names.title(corpus.document(id));
        if title.is_empty() {
            continue;
        }
        let mut words: Vec<TermId> = terms.of_title(id.index()).to_vec();
        words.retain(|&word| terms.is_content(word));
        words.sort_unstable();
        words.dedup();
        let sum: f64 = words.iter().map(|word| df[word]).sum();
        let n = words.len() as f64;
        let centrality = sum / n.max(1.0) * (n / ENOUGH_WORDS).min(1.0);
        if best.is_none_or(|(other, _)| centrality > other) {
            best = Some((centrality, title));
        }
    }
    best.map(|(_, title)| title.to_owned()).unwrap_or_default()
}

/// `title` before its last separator, and what stands behind it.
fn end(title: &str) -> Option<(&str, &str)> {
    let split = |separator: &&str| title.rsplit_once(*separator);
    SEPARATORS.iter().filter_map(split).min_by_key(|(_, name)| name.len())
}

/// `title` behind its first separator or colon, and what stands before it.
fn beginning(title: &str) -> Option<(&str, &str)> {
    let split = |separator: &&str| title.split_once(*separator).map(|(name, rest)| (rest, name));
    let separators = SEPARATORS.iter().chain([&COLON]);
    separators.filter_map(split).min_by_key(|(_, name)| name.len())
}

/// What tells one outlet from another: its host, else its name.
fn key(document: &Document) -> String {
    let host = document.source.url.as_deref().and_then(outlet::host);
    host.unwrap_or_else(|| folded(document.source.outlet.as_deref().unwrap_or_default()))
}

/// The part of a host that is the site's own name: `theguardian` of `www.theguardian.com`.
fn site(host: &str) -> &str {
    host.trim_start_matches("www.").split('.').next().unwrap_or_default()
}

/// Letters and digits in lower case: `The Guardian` is `theguardian`.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    fn document(title: &str, outlet: Option<&str>, url: Option<&str>) -> Document {
        Document {
            id: DocumentId(0),
            source: Source {
                name: outlet.unwrap_or("article").into(),
                outlet: outlet.map(str::to_owned),
                path: None,
                url: url.map(str::to_owned),
            },
            title: Some(title.into()),
            published: None,
            language: None,
            text: String::new(),
            paragraphs: Vec::new(),
        }
    }

    fn cleaned(title: &str, outlet: Option<&str>, url: Option<&str>) -> String {
        Names::default().title(&document(title, outlet, url)).to_owned()
    }

    #[test]
    fn the_outlet_is_no_part_of_a_title() {
        let storm = "Storm hits coast";
        for title in ["Storm hits coast - The Post", "The Post: Storm hits coast", storm] {
            assert_eq!(cleaned(title, Some("the post"), None), storm, "{title}");
        }
        let bbc = Some("https://www.bbc.co.uk/news/1");
        assert_eq!(cleaned("Storm hits coast - BBC News", None, bbc), storm);
        let guardian = Some("https://www.theguardian.com/world");
        assert_eq!(cleaned("Storm hits coast | The Guardian", None, guardian), storm);
    }

    #[test]
    fn other_ends_belong_to_the_title() {
        for title in
            ["Storm - a history", "Paris: storm hits coast", "Storm | Post", "A–Z of storms"]
        {
            assert_eq!(cleaned(title, Some("Harbor Radio"), Some("https://radio.example/")), title);
        }
        assert_eq!(cleaned("The Post", Some("The Post"), None), "The Post");
        assert_eq!(cleaned(" - The Post", Some("The Post"), None), "- The Post");
    }

    #[test]
    fn ends_that_repeat_are_learned() {
        let url = Some("https://news.example/");
        let titles = [
            "Storm hits coast | World | Daily",
            "Bridge closes | World | Daily",
            "Vote | World | Daily",
        ];
        let corpus = Corpus {
            documents: titles.iter().map(|title| document(title, None, url)).collect(),
            ..Corpus::default()
        };
        let names = Names::learn(&corpus);
        // The section repeats only once the outlet is gone, which is learned from whole titles.
        let cleaned: Vec<&str> = corpus.documents.iter().map(|one| names.title(one)).collect();
        assert_eq!(cleaned, ["Storm hits coast | World", "Bridge closes | World", "Vote | World"]);
    }
}
