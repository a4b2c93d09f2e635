//! The drawing of which articles of a topic are alike.

use std::fmt::Write as _;

use fluent_bundle::FluentArgs;
use handlebars::Handlebars;

use super::markup;
use crate::model::Briefing;
use crate::model::briefing::{MapEntry, TopicEntry};
use crate::model::description::Map;
use crate::render::phrase::Phrases;
use crate::render::{Format, escape};

/// Room around the places, which is also the size of a place.
const EDGE: u32 = 9;
/// Pixels for each step of the map, where there is room.
const SCALE: u32 = 2;
/// How far the control point of a bow lies beside its chord at most; the bow itself half as far.
const BOW: i64 = 24;

pub(super) fn register(
    registry: &mut Handlebars,
    phrases: &'static Phrases,
    format: Format,
    briefing: &Briefing,
) {
    let is_page = format == Format::Html;
    let names: Vec<String> = briefing
        .sources
        .iter()
        .map(|source| source.outlet.as_ref().unwrap_or(&source.name).clone())
        .collect();
    markup(registry, "likeness", move |params| {
        let topic: TopicEntry = params
            .first()
            .and_then(|value| serde::Deserialize::deserialize(*value).ok())
            .ok_or("it takes a topic")?;
        let map = topic.map.as_ref().filter(|_| is_page);
        Ok(map.map_or_else(String::new, |map| drawing(phrases, &names, &topic, map)))
    });
}

fn drawing(phrases: &Phrases, names: &[String], topic: &TopicEntry, map: &MapEntry) -> String {
    let (width, height) = (Map::WIDTH + 2 * EDGE, Map::HEIGHT + 2 * EDGE);
    let id = escape::html(&topic.id);
    let mut out = format!(
        r#"<svg class="map" width="{}" height="{}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="map-{id} mapped-{id}"><title id="map-{id}">{}</title><desc id="mapped-{id}">{}</desc>"#,
        SCALE * width,
        SCALE * height,
        escape::html(&phrases.plain("map")),
        escape::html(&text(phrases, names, topic, map)),
    );
    let place = |number: u32| {
        let place = map.places.iter().find(|place| place.source == number)?;
        Some((place.x + EDGE, place.y + EDGE))
    };
    let link = |a, b| Some((place(a)?, place(b)?));
    out.push_str(r#"<g fill="none" stroke="currentColor">"#);
    for ((ax, ay), (bx, by)) in map.links.iter().filter_map(|own| link(own.a, own.b)) {
        let _ = write!(out, r#"<path d="M{ax} {ay}L{bx} {by}" stroke-width=".6"/>"#);
    }
    for pair in topic.lines.iter().flat_map(|line| line.windows(2)) {
        if let Some((a, b)) = link(pair[0], pair[1]) {
            let _ = write!(out, r#"<path d="{}" stroke-width="3"/>"#, bow(a, b));
        }
    }
    out.push_str(r#"</g><g font-size="8" font-weight="600" text-anchor="middle">"#);
    for place in &map.places {
        let (x, y) = (place.x + EDGE, place.y + EDGE);
        let _ = write!(
            out,
            r#"<circle cx="{x}" cy="{y}" r="7"/><text x="{x}" y="{}">{}</text>"#,
            y + 3,
            place.source
        );
    }
    out + "</g></svg>"
}

/// A curve from `a` to `b`, so that it passes by a place between them. It bows towards the middle
/// of the map, where there is room for it.
fn bow(a: (u32, u32), b: (u32, u32)) -> String {
    let [ax, ay, bx, by] = [a.0, a.1, b.0, b.1].map(i64::from);
    let (dx, dy) = (bx - ax, by - ay);
    let (x, y) = (i64::midpoint(ax, bx), i64::midpoint(ay, by));
    let middle = [Map::WIDTH, Map::HEIGHT].map(|size| i64::from(EDGE + size / 2));
    let is_inward = (middle[0] - x) * -dy + (middle[1] - y) * dx >= 0;
    let side = if is_inward { 1 } else { -1 };
    let length = dx.abs().max(dy.abs()).max(1);
    let reach = side * (length / 2).min(BOW);
    format!("M{ax} {ay}Q{} {} {bx} {by}", x - dy * reach / length, y + dx * reach / length)
}

/// The map in words: which article is like which, and which count as one, by number and outlet.
fn text(phrases: &Phrases, names: &[String], topic: &TopicEntry, map: &MapEntry) -> String {
    let outlet = |number: u32| {
        let name = names.get(number.saturating_sub(1) as usize).map_or("", String::as_str);
        format!("[{number}] {name}")
    };
    let pairs: Vec<String> = map
        .links
        .iter()
        .map(|link| format!("{} – {} {:.2}", outlet(link.a), outlet(link.b), link.similarity))
        .collect();
    let mut args = FluentArgs::new();
    args.set("pairs", pairs.join("; "));
    let mapped = phrases.text("mapped", &args).unwrap_or_default();
    let lines = topic.lines.iter().filter(|line| line.len() > 1);
    let lines: Vec<String> = lines
        .map(|line| line.iter().map(|&number| outlet(number)).collect::<Vec<_>>().join(", "))
        .collect();
    if lines.is_empty() {
        return mapped;
    }
    format!("{mapped}. {}", phrases.with("mapped-lines", "lines", lines.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bow_passes_by_what_stands_between_on_the_side_of_the_middle() {
        // The middle is at 109, 59: a bow along the upper edge hangs down, one along the lower
        // edge stands up, one on the left leans right.
        assert_eq!(bow((9, 9), (49, 9)), "M9 9Q29 29 49 9");
        assert_eq!(bow((9, 109), (49, 109)), "M9 109Q29 89 49 109");
        assert_eq!(bow((9, 49), (9, 69)), "M9 49Q19 59 9 69");
        assert_eq!(bow((9, 9), (209, 109)), "M9 9Q97 83 209 109");
    }
}
