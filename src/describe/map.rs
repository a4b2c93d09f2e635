//! Which documents of a topic are alike, as places on a small map.
//!
//! Classical scaling: the cosines of the documents' words, centered by rows and columns, have the
//! coordinates as their two largest eigenvectors (Torgerson 1952, *Multidimensional Scaling: I.
//! Theory and Method*). Few documents are drawn, so that the matrix stays small; then places that
//! would hide each other are pushed apart.

use rustc_hash::FxHashMap;

use crate::analyze::evidence::Evidence;
use crate::analyze::vector;
use crate::model::DocumentId;
use crate::model::description::Map;

/// Fewer documents are seen at a glance in the list of sources; more would cover each other.
const DOCUMENTS: std::ops::RangeInclusive<usize> = 8..=32;
/// Documents that are less alike are not joined.
const FLOOR: f64 = 0.1;
/// Steps of the power iteration: enough for places on a grid of 200.
const STEPS: usize = 200;
/// Distance that two places keep, and rounds of pushing them apart.
const APART: f64 = 17.0;
/// See [`APART`].
const ROUNDS: usize = 300;

type Matrix = Vec<Vec<f64>>;

/// The map of the topic's documents. O(words + documents²), with at most 32 documents.
pub(super) fn of(evidence: Evidence<'_>) -> Option<Map> {
    let documents = &evidence.topic.documents;
    if !DOCUMENTS.contains(&documents.len()) {
        return None;
    }
    let cosines = cosines(documents, evidence);
    let mut centered = centered(&cosines);
    let x = component(&centered);
    deflate(&mut centered, &x);
    let y = component(&centered);
    let places = apart(fitted(&x, &y));
    Some(Map { places, links: links(&cosines) })
}

/// The cosine of each two documents' words.
fn cosines(documents: &[DocumentId], evidence: Evidence<'_>) -> Matrix {
    let place: FxHashMap<DocumentId, usize> =
        documents.iter().enumerate().map(|(place, &id)| (id, place)).collect();
    let mut rows: Vec<Vec<(u32, f64)>> = vec![Vec::new(); documents.len()];
    for (group, words) in evidence.groups.iter().zip(&evidence.vectors.words) {
        for &id in &group.members {
            if let Some(&place) = place.get(&evidence.corpus.sentence(id).document) {
                rows[place].extend_from_slice(words);
            }
        }
    }
    for row in &mut rows {
        row.sort_by_key(|&(dimension, _)| dimension);
        row.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 += next.1;
            }
            is_same
        });
        vector::normalize(row);
    }
    rows.iter().map(|a| rows.iter().map(|b| vector::dot(a, b)).collect()).collect()
}

/// `cosines` less the means of rows and columns.
fn centered(cosines: &Matrix) -> Matrix {
    let n = cosines.len() as f64;
    let means: Vec<f64> = cosines.iter().map(|row| row.iter().sum::<f64>() / n).collect();
    let mean = means.iter().sum::<f64>() / n;
    let row = |(row, own): (&Vec<f64>, f64)| {
        row.iter().zip(&means).map(|(cosine, other)| cosine - own - other + mean).collect()
    };
    cosines.iter().zip(means.iter().copied()).map(row).collect()
}

/// The eigenvector with the largest eigenvalue, as long as that value's square root; its largest
/// entry is positive.
fn component(matrix: &Matrix) -> Vec<f64> {
    // Any start will do that is not orthogonal to it: multiples of the golden ratio repeat nothing.
    let mut own: Vec<f64> =
        (1..=matrix.len()).map(|n| (n as f64 * 0.618_033_988_749_895).fract() - 0.5).collect();
    let mut value = 0.0;
    for _ in 0..STEPS {
        let next: Vec<f64> =
            matrix.iter().map(|row| row.iter().zip(&own).map(|(a, b)| a * b).sum()).collect();
        value = next.iter().map(|x| x * x).sum::<f64>().sqrt();
        if value <= f64::EPSILON {
            return vec![0.0; matrix.len()];
        }
        own = next.into_iter().map(|x| x / value).collect();
    }
    let largest = own.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    let length = value.sqrt() * largest.signum();
    own.into_iter().map(|x| x * length).collect()
}

fn deflate(matrix: &mut Matrix, component: &[f64]) {
    for (row, a) in matrix.iter_mut().zip(component) {
        row.iter_mut().zip(component).for_each(|(entry, b)| *entry -= a * b);
    }
}

/// The places in the middle of the map, as large as it allows, both axes to one scale.
fn fitted(x: &[f64], y: &[f64]) -> Vec<(f64, f64)> {
    let extent = |axis: &[f64]| {
        let low = axis.iter().copied().fold(f64::INFINITY, f64::min);
        let high = axis.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (low, high - low)
    };
    let ((left, wide), (top, high)) = (extent(x), extent(y));
    let (width, height) = (f64::from(Map::WIDTH), f64::from(Map::HEIGHT));
    let scale = (width / wide.max(f64::EPSILON)).min(height / high.max(f64::EPSILON));
    let on = |value: f64, from: f64, extent: f64, size: f64| {
        size / 2.0 + (value - from - extent / 2.0) * scale
    };
    x.iter().zip(y).map(|(&x, &y)| (on(x, left, wide, width), on(y, top, high, height))).collect()
}

/// The same places on the grid, none so near another that it would hide it.
fn apart(mut places: Vec<(f64, f64)>) -> Vec<(u32, u32)> {
    let (width, height) = (f64::from(Map::WIDTH), f64::from(Map::HEIGHT));
    for _ in 0..ROUNDS {
        for b in 1..places.len() {
            for a in 0..b {
                let (dx, dy) = (places[b].0 - places[a].0, places[b].1 - places[a].1);
                let distance = dx.hypot(dy);
                if distance >= APART {
                    continue;
                }
                // What lies on one place parts in a direction of its own.
                let angle = (a + b) as f64;
                let (dx, dy) = if distance < 1e-6 {
                    (angle.cos(), angle.sin())
                } else {
                    (dx / distance, dy / distance)
                };
                let step = (APART - distance) / 2.0;
                places[a] = (places[a].0 - dx * step, places[a].1 - dy * step);
                places[b] = (places[b].0 + dx * step, places[b].1 + dy * step);
            }
        }
        for place in &mut places {
            *place = (place.0.clamp(0.0, width), place.1.clamp(0.0, height));
        }
    }
    places.into_iter().map(|(x, y)| (whole(x), whole(y))).collect()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places are clamped to the map"
)]
fn whole(place: f64) -> u32 {
    place.round() as u32
}

/// Each document with the one most like it, each pair once.
fn links(cosines: &Matrix) -> Vec<(usize, usize, f64)> {
    let mut links: Vec<(usize, usize, f64)> = Vec::new();
    for (a, row) in cosines.iter().enumerate() {
        let others = row.iter().enumerate().filter(|&(b, _)| b != a).rev();
        let nearest = others.max_by(|x, y| x.1.total_cmp(y.1));
        if let Some((b, &cosine)) = nearest.filter(|&(_, &cosine)| cosine >= FLOOR) {
            links.push((a.min(b), a.max(b), cosine));
        }
    }
    links.sort_by_key(|&(a, b, _)| (a, b));
    links.dedup_by_key(|&mut (a, b, _)| (a, b));
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two groups of four that share nothing.
    fn two_groups() -> Matrix {
        let same = |a: usize, b: usize| a / 4 == b / 4;
        let cosine = |a: usize, b: usize| match (a == b, same(a, b)) {
            (true, _) => 1.0,
            (false, true) => 0.8,
            _ => 0.0,
        };
        (0..8).map(|a| (0..8).map(|b| cosine(a, b)).collect()).collect()
    }

    #[test]
    fn groups_stand_apart_and_places_never_hide_each_other() {
        let mut matrix = centered(&two_groups());
        let x = component(&matrix);
        assert!((x[0] - x[3]).abs() < 1e-6 && (x[0] - x[4]).abs() > 0.5, "{x:?}");
        deflate(&mut matrix, &x);
        let places = apart(fitted(&x, &component(&matrix)));
        for b in 1..8 {
            for a in 0..b {
                let far = |a: u32, b: u32| f64::from(a) - f64::from(b);
                let distance = far(places[a].0, places[b].0).hypot(far(places[a].1, places[b].1));
                assert!(distance > APART - 2.0, "{places:?}");
                assert!(places[a].0 <= Map::WIDTH && places[a].1 <= Map::HEIGHT);
            }
        }
        assert_eq!(places, apart(fitted(&x, &component(&matrix))));
    }

    #[test]
    fn each_document_is_joined_with_the_most_similar_once() {
        let mut cosines = two_groups();
        cosines[0][3] = 0.9;
        cosines[3][0] = 0.9;
        let pairs: Vec<(usize, usize)> = links(&cosines).iter().map(|&(a, b, _)| (a, b)).collect();
        assert_eq!(pairs, [(0, 1), (0, 2), (0, 3), (4, 5), (4, 6), (4, 7)]);
        assert!(links(&vec![vec![1.0, 0.05], vec![0.05, 1.0]]).is_empty());
    }
}
