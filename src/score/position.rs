//! News tells the most important first: how early a sentence stands in its own document.

use crate::analyze::duplicate::Group;
use crate::model::Corpus;

/// `exp(−i/scale)` for each group, i being the earliest place of any of its sentences among the
/// body sentences of its document; in (0, 1].
///
/// ```
/// // The third sentence, with scale 2: e⁻¹.
/// assert!((daybrief::score::position::at(2, 2.0) - (-1f64).exp()).abs() < 1e-12);
/// ```
pub fn scores(groups: &[Group], corpus: &Corpus, scale: f64) -> Vec<f64> {
    let place = |group: &Group| {
        group.members.iter().map(|&id| corpus.sentence(id).position).min().unwrap_or(0)
    };
    groups.iter().map(|group| at(place(group), scale)).collect()
}

/// `exp(−place/scale)`, `place` from 0, `scale` in sentences.
pub fn at(place: u32, scale: f64) -> f64 {
    (-f64::from(place) / scale).exp()
}
