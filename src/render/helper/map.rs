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
        escape::html(&text(phrases, names, map)),
    );
    let place = |number: u32| {
        let place = map.places.iter().find(|place| place.source == number)?;
        Some((place.x + EDGE, place.y + EDGE))
    };
    let mut line = |a, b, width: &str| {
        if let (Some((ax, ay)), Some((bx, by))) = (place(a), place(b)) {
            let _ = write!(
                out,
                r#"<path d="M{ax} {ay}L{bx} {by}" stroke="currentColor" stroke-width="{width}"/>"#
            );
        }
    };
    map.links.iter().for_each(|link| line(link.a, link.b, ".6"));
    for copies in &topic.lines {
        copies.windows(2).for_each(|pair| line(pair[0], pair[1], "4"));
    }
    out.push_str(r#"<g font-size="8" font-weight="600" text-anchor="middle">"#);
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

/// The map in words: which article is like which, by number and outlet.
fn text(phrases: &Phrases, names: &[String], map: &MapEntry) -> String {
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
    phrases.text("mapped", &args).unwrap_or_default()
}
