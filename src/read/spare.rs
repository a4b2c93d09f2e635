//! The edge of whoever reads one source among many: a panic there costs this source or this article
//! alone, and is told like anything else that is wrong with it.

use super::draft::{Named, Notes, Place};
use crate::error::{Error, contained};

/// What `work` makes of the source `named`; a panic is its failure.
pub(super) fn source<T>(
    named: &Named,
    work: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    contained(work).unwrap_or_else(|bug| Err(named.error(bug)))
}

/// What `work` makes of the article at `place` of a source; a panic is a note about it, and nothing
/// is made.
pub(super) fn article<T: Default>(
    named: &Named,
    place: Place,
    notes: &mut Notes,
    work: impl FnOnce(&mut Notes) -> T,
) -> T {
    contained(|| work(notes)).unwrap_or_else(|bug| {
        notes.push(named.input_at(place), bug);
        T::default()
    })
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;

    /// What is read of source `n`, the fourth of which nobody foresaw.
    fn read(n: usize) -> usize {
        let lengths = [1, 2, 3];
        lengths[n % 4] + n
    }

    #[test]
    fn the_panic_of_a_source_is_its_failure_alone() {
        let one = |n: usize| {
            let named = Named::file(&format!("{n}.txt"));
            source(&named, || Ok(read(n))).map_err(|error| error.to_string())
        };
        let results: Vec<_> = (0..8).into_par_iter().map(one).collect();
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 6);
        let said = results[7].as_ref().unwrap_err();
        let expected = "cannot read 7.txt: this is a bug in daybrief, please report it with the \
                        input and this line: index out of bounds";
        assert!(said.starts_with(expected), "{said}");
    }

    #[test]
    fn the_panic_of_an_article_leaves_the_others_of_its_source() {
        let named = Named::file("heap.ndjson");
        let mut notes = Notes::new("heap.ndjson");
        let one = |n| article(&named, Place::Line(n), &mut notes, |_| Some(read(n)));
        assert_eq!((1..5).map(one).collect::<Vec<_>>(), [Some(3), Some(5), None, Some(5)]);
        let warnings = notes.into_warnings();
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].input, "heap.ndjson:3");
        assert!(warnings[0].message.contains("please report it"), "{}", warnings[0]);
    }
}
