//! Terms of different languages that are written alike to one term.
//!
//! Stems of different languages say nothing of each other, but what is written the same in two
//! languages is mostly one name or one number.

use super::duplicate::DisjointSets;
use crate::model::{Language, TermId};

/// A content word as it is written, folded, with its language and its term.
pub(super) type Form = (String, Option<Language>, TermId);

/// For each of `n_terms` terms the one that stands for it: the same for terms of which two forms of
/// different languages agree.
///
/// Never do two terms of one language become one, so that no document changes what the words of
/// another language mean among themselves. O(n log n) in the forms.
pub(super) fn united(mut forms: Vec<Form>, n_terms: usize) -> Vec<TermId> {
    forms.sort_unstable();
    forms.dedup();
    let mut sets = DisjointSets::new(n_terms);
    let mut languages: Vec<Vec<Option<Language>>> = vec![Vec::new(); n_terms];
    for &(_, language, term) in &forms {
        languages[term.index()] = vec![language];
    }
    for alike in forms.chunk_by(|a, b| a.0 == b.0) {
        for (first, second) in alike.iter().zip(alike.iter().skip(1)) {
            let (a, b) = (sets.root(first.2.index()), sets.root(second.2.index()));
            if a == b || languages[a].iter().any(|language| languages[b].contains(language)) {
                continue;
            }
            sets.join(a, b);
            let both = [std::mem::take(&mut languages[a]), std::mem::take(&mut languages[b])];
            languages[sets.root(a)] = both.concat();
        }
    }
    (0..n_terms).map(|term| TermId::at(sets.root(term))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_forms_meet_across_languages_and_never_within_one() {
        let english = Some(Language::ENGLISH);
        let french: Option<Language> = "fr".parse().ok();
        let form = |word: &str, language, term| (word.to_owned(), language, TermId(term));
        // In French "universel" and "universelle" are one term, in English two words of it are two.
        let forms = vec![
            form("paris", english, 0),
            form("universel", english, 1),
            form("universelle", english, 2),
            form("paris", french, 3),
            form("universel", french, 4),
            form("universelle", french, 4),
            form("pont", french, 5),
        ];
        let united = united(forms, 6);
        assert_eq!(united[0], united[3]);
        assert_eq!(united[1], united[4]);
        assert_ne!(united[1], united[2]);
        assert_ne!(united[5], united[0]);
    }
}
