//! Outlets as the user sees them: which share a newsroom, whose words come first, which are hidden.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Document, DocumentId, Source};

/// What the user says of outlets, each named by what it calls itself or by its host.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Sources {
    /// Outlets that stand for the others where several print the same words, the best first.
    pub prefer: Vec<String>,
    /// Outlets whose articles are left out; the name of a family stands for all of it.
    pub hide: Vec<String>,
    /// Outlets of one newsroom, by its name: together they are one line of reporting.
    pub family: BTreeMap<String, Vec<String>>,
}

impl Sources {
    /// Drops the documents of hidden outlets, puts those of preferred ones first, and numbers the
    /// rest anew where that changes anything. Returns how many were dropped.
    ///
    /// Of documents in one language the first stands for those that say the same.
    pub fn apply(&self, documents: &mut Vec<Document>) -> usize {
        let n_before = documents.len();
        documents.retain(|document| {
            !self.hide.iter().any(|name| self.names(name).any(|name| is(name, &document.source)))
        });
        let rank = |document: &Document| {
            self.prefer.iter().position(|name| is(name, &document.source)).unwrap_or(usize::MAX)
        };
        if !self.prefer.is_empty() {
            documents.sort_by_cached_key(rank);
        }
        for (index, document) in documents.iter_mut().enumerate() {
            document.id = DocumentId::at(index);
        }
        n_before - documents.len()
    }

    /// The newsroom that `source` belongs to, where it is told; of several the first by name.
    pub(super) fn family(&self, source: &Source) -> Option<&str> {
        let mut families = self.family.iter();
        let family = families.find(|(_, outlets)| outlets.iter().any(|name| is(name, source)));
        family.map(|(name, _)| name.as_str())
    }

    /// The outlets of the family `name`, or `name` itself where no family is called that.
    fn names<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let family = self.family.get(name).map_or(&[][..], Vec::as_slice);
        let alone = family.is_empty().then_some(name);
        family.iter().map(String::as_str).chain(alone)
    }
}

/// Whether `name` names the outlet of `source`: its own name whatever the case, or its host or the
/// end of it behind a point.
fn is(name: &str, source: &Source) -> bool {
    let name = name.trim().to_lowercase();
    let names = [Some(source.name.as_str()), source.outlet.as_deref()];
    if names.into_iter().flatten().any(|own| own.trim().to_lowercase() == name) {
        return true;
    }
    let Some(host) = source.url.as_deref().and_then(host) else { return false };
    host.strip_suffix(&name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The host of an address of http or https, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(outlet: &str, url: &str) -> Document {
        Document {
            id: DocumentId(9),
            source: Source {
                name: outlet.into(),
                outlet: Some(outlet.into()),
                path: None,
                url: Some(url.into()),
            },
            title: None,
            published: None,
            language: None,
            text: String::new(),
            paragraphs: Vec::new(),
        }
    }

    fn heap() -> Vec<Document> {
        vec![
            document("BBC World", "https://www.bbc.co.uk/news/1"),
            document("Harbor Post", "https://post.example:8080/a?b"),
            document("BBC Africa", "https://bbc.com/2"),
            document("Reuters", "https://www.reuters.com/3"),
        ]
    }

    fn left(sources: &Sources) -> Vec<String> {
        let mut documents = heap();
        sources.apply(&mut documents);
        assert!(documents.iter().enumerate().all(|(place, one)| one.id.index() == place));
        documents.into_iter().map(|document| document.source.name).collect()
    }

    #[test]
    fn outlets_are_known_by_name_and_by_host() {
        let source = document("Reuters", "https://user@www.Reuters.com:443/3").source;
        for name in ["reuters", " REUTERS ", "reuters.com", "www.reuters.com"] {
            assert!(is(name, &source), "{name}");
        }
        for name in ["euters.com", "com.example", "ap", "reuters.com/3"] {
            assert!(!is(name, &source), "{name}");
        }
    }

    #[test]
    fn hidden_outlets_go_and_preferred_ones_come_first() {
        let mut sources = Sources { prefer: vec!["reuters.com".into()], ..Sources::default() };
        assert_eq!(left(&sources), ["Reuters", "BBC World", "Harbor Post", "BBC Africa"]);
        sources.family.insert("bbc".into(), vec!["BBC World".into(), "bbc.com".into()]);
        sources.hide = vec!["bbc".into()];
        assert_eq!(left(&sources), ["Reuters", "Harbor Post"]);
    }

    #[test]
    fn a_family_is_found_by_any_of_its_outlets() {
        let mut sources = Sources::default();
        sources.family.insert("bbc".into(), vec!["BBC World".into(), "bbc.com".into()]);
        let found: Vec<Option<&str>> =
            heap().iter().map(|one| sources.family(&one.source).map(|_| "bbc")).collect();
        assert_eq!(found, [Some("bbc"), None, Some("bbc"), None]);
    }
}
