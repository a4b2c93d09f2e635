//! What the built-in layouts write.

use std::collections::BTreeSet;

use base64_of::sha256_base64;
use daybrief::model::Briefing;
use daybrief::model::briefing::{LinkEntry, MapEntry, PlaceEntry, SourceEntry};
use daybrief::render::{self, Format, Style, Template, Terminal, escape};
use html5gum::{Token, Tokenizer};

use super::rendered;
use super::sample::{read_through, rich, sample, single};

/// An own encoder, so that the test does not repeat the code that it tests.
mod base64_of {
    use sha2::{Digest, Sha256};

    pub(super) fn sha256_base64(text: &str) -> String {
        let bits: String = Sha256::digest(text)
            .iter()
            .flat_map(|byte| {
                (0..8).rev().map(move |bit| if byte >> bit & 1 == 1 { '1' } else { '0' })
            })
            .collect();
        let alphabet: Vec<char> =
            ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
        let letter = |six: &[u8]| {
            alphabet[usize::from_str_radix(
                &format!("{:0<6}", std::str::from_utf8(six).unwrap()),
                2,
            )
            .unwrap()]
        };
        bits.as_bytes().chunks(6).map(letter).chain(['=']).collect()
    }
}

fn attributes(page: &str, name: &str) -> Vec<String> {
    let mut values = Vec::new();
    for Ok(token) in Tokenizer::new(page) {
        if let Token::StartTag(tag) = token
            && let Some(value) = tag.attributes.get(name.as_bytes())
        {
            values.push(String::from_utf8(value.to_vec()).unwrap());
        }
    }
    values
}

pub(super) fn assert_sound(page: &str) {
    let ids = attributes(page, "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    for link in attributes(page, "href").iter().filter_map(|link| link.strip_prefix('#')) {
        assert!(unique.contains(&link.to_owned()), "#{link} leads nowhere");
    }
    for label in attributes(page, "aria-labelledby").iter().flat_map(|ids| ids.split(' ')) {
        assert!(unique.contains(&label.to_owned()), "no label {label}");
    }
    assert!(attributes(page, "src").is_empty(), "the page loads something");
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = sha256_base64(style);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    assert!(page.contains(&format!("content=\"{policy}\"")), "the policy does not allow the style");
}

#[test]
fn json_is_the_contract_itself() {
    let json = rendered(&rich(), Format::Json);
    assert!(json.ends_with("}\n"));
    assert_eq!(serde_json::from_str::<Briefing>(&json).unwrap(), rich());
}

#[test]
fn pages_have_unique_ids_and_no_broken_anchor() {
    for briefing in [sample(), single(), rich(), read_through()] {
        assert_sound(&rendered(&briefing, Format::Html));
    }
    let mut twice = rich();
    twice.topics[1].id = twice.topics[0].id.clone();
    twice.topics[1].label = twice.topics[0].label.clone();
    assert_sound(&rendered(&twice, Format::Html));
    assert!(
        rendered(&twice, Format::Markdown).contains("## Putin and Xi discuss ties with the US (2)")
    );
}

#[test]
fn the_page_of_the_seeds_is_small_and_keeps_citations_apart() {
    let page = rendered(&sample(), Format::Html);
    assert!(page.len() < 15_000, "{} bytes", page.len());
    assert!(page.contains(">[1]</a> <a class=\"cite also\""));
    assert_eq!(page.matches(">+[2]</a>").count(), 2);
    assert!(page.contains(
        "6 of 15 sentences of the shorter articles stand in the same words in a longer one"
    ));
    assert!(!page.contains("Bottom line"), "one topic needs none");
}

#[test]
fn a_briefing_of_topics_has_a_bottom_line_and_contents() {
    let page = rendered(&rich(), Format::Html);
    let lead = page.split_once("Bottom line").unwrap().1.split_once("</section>").unwrap().0;
    assert_eq!(lead.matches("<li id=").count(), 2);
    assert!(lead.contains("Russian President Vladimir Putin"));
    assert!(page.contains("href=\"#topic-accepted\""));
    assert!(page.contains("<dt>Shared wording</dt><dd>6 of 15 sentences</dd>"));
    assert!(page.contains("What was skipped, and why"));
    assert!(page.contains(
        "href=\"https://example.org/1?a&#61;1&amp;b&#61;2\" rel=\"noopener noreferrer nofollow\""
    ));
}

#[test]
fn a_summary_of_one_article_is_headed_by_its_title_alone() {
    let page = rendered(&single(), Format::Html);
    assert_eq!(page.matches("<h1").count(), 1);
    // No topic is named again, but the headings below it have one above them.
    assert_eq!(page.matches("<h2").count(), 1);
    assert!(page.contains(">Bottom line</h2>"));
    for absent in ["<dl", "<nav", "independent"] {
        assert!(!page.contains(absent), "{absent}");
    }
    let markdown = rendered(&single(), Format::Markdown);
    assert!(
        markdown.starts_with(
            "# Putin and Xi hold a video call\n\nWednesday 4 February 2026\n\n- Putin and Xi exchanged"
        ),
        "{markdown}"
    );
    assert_eq!(markdown.matches('#').count(), 1);
}

#[test]
fn markdown_reads_well_as_plain_text() {
    let markdown = rendered(&sample(), Format::Markdown);
    assert!(!markdown.contains('\\'), "nothing in the seeds needs escaping: {markdown}");
    assert!(!markdown.contains("\n\n\n"));
    assert!(markdown.contains("Board of Peace.[^1] +[^2]\n"));
    assert!(markdown.contains("[^2]: 002_e18daff00afa74a0, 4 February 2026, 430 words, `seeds/002_e18daff00afa74a0.txt`, sha256 `b24a00dd6f82e942`\n"));
}

#[test]
fn terminal_text_keeps_its_width_and_its_style() {
    let mut briefing = rich();
    briefing.topics[0].label = "Bold\u{1b}[31m and \u{202e}turned\u{7}".into();
    for width in [40, 80] {
        let plain = render::briefing(
            &briefing,
            &Template::terminal(Terminal { width, style: Style::Plain }),
        )
        .unwrap();
        assert!(plain.lines().all(|line| line.chars().count() <= width), "{plain}");
        assert!(!plain.chars().any(|c| c.is_control() && c != '\n' || c == '\u{202e}'), "{plain}");
        let styled = render::briefing(
            &briefing,
            &Template::terminal(Terminal { width, style: Style::Styled }),
        )
        .unwrap();
        let bare =
            styled.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", "");
        assert_eq!(bare, plain);
        assert_ne!(styled, plain);
    }
}

#[test]
fn a_briefing_of_nothing_renders_in_every_format() {
    let empty = Briefing { topics: Vec::new(), sources: Vec::new(), ..sample() };
    for format in [Format::Html, Format::Markdown, Format::Text, Format::Json] {
        assert!(rendered(&empty, format).contains("Daily brief"));
    }
}

#[test]
fn anchors_hold_beyond_a_thousand_sources() {
    let mut briefing = sample();
    let source = briefing.sources[0].clone();
    briefing.sources.extend((3..=1_001).map(|number| SourceEntry { number, ..source.clone() }));
    briefing.topics[0].documents.extend(3..=1_001);
    briefing.topics[0].extracts[0].citations[0].source = 1_001;
    assert_sound(&rendered(&briefing, Format::Html));
    let markdown = rendered(&briefing, Format::Markdown);
    assert!(markdown.contains("United States.[^1001]\n") && markdown.contains("\n[^1001]: "));
    assert!(markdown.contains("1,001 articles"));
}

#[test]
fn a_whole_article_stands_behind_its_summary_with_links_both_ways() {
    let page = rendered(&read_through(), Format::Html);
    let (summary, article) = page.split_once("<section class=\"read\"").unwrap();
    let extracts = read_through().topics.remove(0).extracts;
    for extract in &extracts {
        let start = extract.citations[0].start;
        assert!(summary.contains(&format!("<li id=\"s1-{start}\">")));
        assert!(summary.contains(&format!("href=\"#at-{start}\" aria-label=\"in the article\"")));
        let mark = format!("<mark id=\"at-{start}\">{}&#8288;<a ", escape::html(&extract.text));
        assert!(article.contains(&mark), "{article}");
        assert!(article.contains(&format!("href=\"#s1-{start}\" aria-label=\"to the summary\"")));
    }
    assert_eq!(article.matches("<mark").count(), extracts.len());
    assert!(article.contains("<i class=\"h10\"></i><i class=\"h3\"></i></span>"), "{article}");
    assert!(article.contains("</a></mark> They spoke &lt;for&gt; an hour.</p>"));
    assert!(
        article
            .contains("<div class=\"heading\"><span class=\"strip\" aria-hidden=\"true\"></span>")
    );
    assert!(page.contains(".h10{opacity:1}"));
    let without = rendered(&single(), Format::Html);
    assert!(!without.contains(".h10") && !without.contains("#at-"), "nobody needs it there");
    let markdown = rendered(&read_through(), Format::Markdown);
    assert_eq!(markdown, rendered(&single(), Format::Markdown), "a file has the summary alone");
}

#[test]
fn a_page_says_how_it_was_made_and_how_to_make_it_again() {
    let page = rendered(&rich(), Format::Html);
    assert!(page.contains("inputs <code>aaaaaaaaaaaa</code> · settings <code>bbbbbbbbbbbb</code>"));
    let command = "daybrief make &#39;a b.txt&#39; &lt;c&gt; --date 2026-02-04 --format html";
    assert!(page.contains(&format!("To make this again: <code>{command}</code>")));
    for format in [Format::Markdown, Format::Text] {
        let text = rendered(&rich(), format).replace("\n  ", " ");
        assert!(text.contains("daybrief make 'a b.txt' <c> --date 2026-02-04"), "{text}");
        assert!(!rendered(&sample(), format).contains("inputs"));
    }
}

#[test]
fn the_map_of_a_topic_has_its_words() {
    let mut briefing = rich();
    let map = MapEntry {
        places: vec![
            PlaceEntry { source: 1, x: 0, y: 0 },
            PlaceEntry { source: 2, x: 200, y: 100 },
        ],
        links: vec![LinkEntry { a: 1, b: 2, similarity: 0.456 }],
    };
    briefing.topics[0].map = Some(map);
    briefing.topics[0].lines = vec![vec![1, 2]];
    briefing.topics[1].map = None;
    briefing.sources[1].outlet = Some("A & <B>".into());
    let page = rendered(&briefing, Format::Html);
    let svg = page.split_once("<svg class=\"map\"").unwrap().1.split_once("</svg>").unwrap().0;
    assert!(svg.contains("width=\"436\" height=\"236\" viewBox=\"0 0 218 118\" role=\"img\""));
    assert!(svg.contains(">Which articles are alike</title>"));
    assert!(svg.contains("[1] Outlet 1 – [2] A &amp; &lt;B&gt; 0.46. Counted as one"), "{svg}");
    assert!(svg.contains("one line: [1] Outlet 1, [2] A &amp; &lt;B&gt;</desc>"), "{svg}");
    assert!(svg.contains("<path d=\"M9 9L209 109\" stroke-width=\".6\"/>"), "{svg}");
    assert!(svg.contains("<path d=\"M9 9Q97 83 209 109\" stroke-width=\"3\"/>"), "{svg}");
    assert!(
        svg.contains("<circle cx=\"209\" cy=\"109\" r=\"7\"/><text x=\"209\" y=\"112\">2</text>")
    );
    assert_sound(&page);
    assert!(!rendered(&briefing, Format::Markdown).contains("circle"));
}
