//! `daybrief explain`: every sentence with the parts of its score, its rank, or why it has none.

use std::fmt::Write;
use std::path::Path;

use super::{articles, publish};
use crate::cli::args::{Explain, Show};
use crate::cli::exit::Exit;
use crate::cli::format::Format;
use crate::cli::job::{Context, Job};
use crate::cli::output::{self, Target};
use crate::cli::report::{counted, escaped};
use crate::error::{Error, ErrorKind};
use crate::explain;
use crate::model::explanation::{SentenceExplanation, TopicExplanation};
use crate::model::{Explanation, Score};
use crate::pipeline;
use crate::render::{self, Template};

/// Characters of a sentence that the table shows.
const SHOWN: usize = 72;
/// Neighbors that the table shows.
const NEAREST: usize = 2;
/// Concepts that the table shows below a chosen sentence.
const CONCEPTS: usize = 5;
/// Sentences a topic that the table shows without `--all`.
const MAX_ROWS: usize = 100;
/// The same for the page, which is skimmed more easily.
const MAX_ON_PAGE: usize = 400;

/// Runs the command.
pub(super) fn run(args: &Explain, context: &Context) -> Result<Exit, Error> {
    let job = Job::explain(args, context)?;
    let (explanation, warnings) = articles::through(&job, pipeline::explain)?;
    articles::warn(&job, &explanation.warnings);
    let output = args.show.output.as_deref().filter(|path| *path != Path::new("-"));
    let text = match format(&args.show, output)? {
        Format::Json => render::explanation(&explanation, &Template::builtin(render::Format::Json)),
        Format::Html => {
            let page = match &args.show.template {
                Some(path) => publish::loaded(render::Format::Html, path)?,
                None => Template::builtin(render::Format::Html),
            };
            let page = page.themed(context.theme(args.show.settings())?);
            render::explanation(&readable(explanation, &args.show, MAX_ON_PAGE), &page)
        }
        _ => Ok(text(&readable(explanation, &args.show, MAX_ROWS))),
    }?;
    let target = output.map_or(Target::Stdout, |path| Target::File(path.to_owned()));
    output::write(&target, &text)?;
    Ok(articles::done(&job, &warnings))
}

fn format(show: &Show, output: Option<&Path>) -> Result<Format, Error> {
    match (show.format.as_deref(), output) {
        (Some("json"), _) => Ok(Format::Json),
        (Some("html"), _) => Ok(Format::Html),
        (Some(_), _) | (None, None) => Ok(Format::Text),
        (None, Some(path)) => {
            Format::of(path).ok().filter(|format| *format != Format::Md).ok_or_else(|| {
                let reason = "its name does not tell the format (give --format text, json or html)";
                Error::new(ErrorKind::Usage, path.display().to_string(), reason)
            })
        }
    }
}

/// The explanation with as many sentences a topic as can be read, unless all are asked for.
fn readable(explanation: Explanation, show: &Show, max: usize) -> Explanation {
    if show.all { explanation } else { explain::cut(explanation, max) }
}

/// One table a topic.
fn text(explanation: &Explanation) -> String {
    let tables: Vec<String> = explanation.topics.iter().map(table).collect();
    tables.join("\n")
}

/// A part of a score: the head of its column, and what stands in it.
type Part = (&'static str, fn(&Score) -> Option<f64>);

/// The parts that some sentence of `topic` has.
fn parts(topic: &TopicExplanation) -> Vec<Part> {
    let all: [Part; 7] = [
        ("total", |score| Some(score.total)),
        ("tf-idf", |score| Some(score.tf_idf)),
        ("text-rank", |score| Some(score.text_rank)),
        ("position", |score| Some(score.position)),
        ("support", |score| Some(score.support)),
        ("query", |score| score.query),
        ("new", |score| score.novelty),
    ];
    let scores = || topic.sentences.iter().filter_map(|sentence| sentence.score);
    all.into_iter()
        .enumerate()
        .filter(|&(place, (_, part))| place < 5 || scores().any(|score| part(&score).is_some()))
        .map(|(_, part)| part)
        .collect()
}

fn table(topic: &TopicExplanation) -> String {
    let parts = parts(topic);
    let mut table =
        format!("{} (by {})\n{:>5} {:>4}  ", escaped(&topic.label), topic.method, "id", "rank");
    for (head, _) in &parts {
        let _ = write!(table, "{head:>width$} ", width = width(head));
    }
    let _ = writeln!(table, " {:<23}  {:<16}  sentence", "left out because", "nearest");
    for sentence in &topic.sentences {
        table.push_str(&row(sentence, &parts));
    }
    if topic.omitted_sentences > 0 {
        let more = counted(topic.omitted_sentences as usize, "more sentence");
        let _ = writeln!(table, "{more} with lower totals not shown (--all shows every one)");
    }
    table
}

fn width(head: &str) -> usize {
    head.len().max(5)
}

fn row(sentence: &SentenceExplanation, parts: &[Part]) -> String {
    let rank = sentence.rank.map_or_else(String::new, |rank| rank.to_string());
    let why = sentence.refusal.map_or_else(String::new, |refusal| refusal.to_string());
    let mut row = format!("{:>5} {rank:>4}  ", sentence.id);
    for (head, part) in parts {
        let value = sentence.score.as_ref().and_then(part);
        let value = value.map_or_else(String::new, |value| format!("{value:.2}"));
        let _ = write!(row, "{value:>width$} ", width = width(head));
    }
    let indent = row.chars().count() + 1;
    let nearest: Vec<String> = sentence
        .neighbors
        .iter()
        .take(NEAREST)
        .map(|neighbor| format!("{} ({:.2})", neighbor.id, neighbor.cosine))
        .collect();
    let (nearest, source) = (nearest.join(" "), escaped(&sentence.source));
    let _ = writeln!(row, " {why:<23}  {nearest:<16}  {source}: {}", opening(&sentence.text));
    for line in below(sentence) {
        let _ = writeln!(row, "{:indent$}{line}", "");
    }
    row
}

/// What stands below a row: the sentence that it gave way to, and what a chosen one covers.
fn below(sentence: &SentenceExplanation) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(instead) = &sentence.instead {
        lines.push(format!("there: {}: {}", escaped(&instead.source), opening(&instead.text)));
    }
    if sentence.rank.is_some() && !sentence.concepts.is_empty() {
        let concepts = sentence.concepts.iter().take(CONCEPTS);
        let named =
            concepts.map(|concept| format!("{} ({:.2})", escaped(&concept.text), concept.chance));
        lines.push(format!("covers: {}", named.collect::<Vec<_>>().join(", ")));
    }
    lines
}

/// The first words of `text`, on one line.
fn opening(text: &str) -> String {
    let line = escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(SHOWN).and_then(|(end, _)| line.get(..end)) {
        Some(start) => format!("{} …", start.trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::explanation::{ConceptExplanation, Instead, Neighbor};
    use crate::model::{ParagraphKind, Refusal, SentenceId};

    fn sentence() -> SentenceExplanation {
        SentenceExplanation {
            id: 3,
            document: 1,
            source: "a".into(),
            start: 0,
            end: 9,
            paragraph: 0,
            kind: ParagraphKind::Body,
            text: "It rained\nall day.".into(),
            score: Some(Score { total: 0.5, tf_idf: 1.0, ..Score::default() }),
            rank: None,
            refusal: Some(Refusal::Redundant { with: SentenceId(12), cosine: 0.614 }),
            instead: Some(Instead { id: Some(12), source: "b".into(), text: "Rain.".into() }),
            neighbors: vec![Neighbor { id: 12, cosine: 0.614 }],
            concepts: vec![ConceptExplanation { text: "rain".into(), chance: 0.25 }],
        }
    }

    fn topic(sentences: Vec<SentenceExplanation>) -> TopicExplanation {
        TopicExplanation {
            label: "Rain".into(),
            method: "concepts".into(),
            documents: Vec::new(),
            sentences,
            omitted_sentences: 0,
        }
    }

    #[test]
    fn a_row_says_why_and_by_which_sentence() {
        let expected = concat!(
            "    3        0.50   1.00      0.00     0.00    0.00  close to 12 (0.61)       ",
            "12 (0.61)         a: It rained all day.\n",
            "                                                     there: b: Rain.\n",
        );
        let parts = parts(&topic(vec![sentence()]));
        assert_eq!(row(&sentence(), &parts), expected);
        let heading = SentenceExplanation {
            score: None,
            refusal: Some(Refusal::Heading),
            instead: None,
            ..sentence()
        };
        assert_eq!(row(&heading, &parts).find("heading"), expected.find("close to"));
        let chosen =
            SentenceExplanation { rank: Some(1), refusal: None, instead: None, ..sentence() };
        assert!(row(&chosen, &parts).ends_with(" covers: rain (0.25)\n"));
    }

    #[test]
    fn query_and_novelty_have_columns_where_they_are() {
        let head = |table: String| table.lines().nth(1).unwrap().to_owned();
        assert!(!head(table(&topic(vec![sentence()]))).contains("query"));
        let score = Score { query: Some(1.0), novelty: Some(0.3), ..Score::default() };
        let asked = topic(vec![SentenceExplanation { score: Some(score), ..sentence() }]);
        assert!(head(table(&asked)).contains("support query   new  left out"));
    }

    #[test]
    fn what_is_not_shown_is_said() {
        let cut = TopicExplanation { omitted_sentences: 2, ..topic(vec![sentence()]) };
        assert!(
            table(&cut).ends_with(
                "2 more sentences with lower totals not shown (--all shows every one)\n"
            )
        );
    }

    #[test]
    fn long_sentences_are_cut_between_characters() {
        let shown = opening(&"ü".repeat(100));
        assert_eq!(shown, format!("{} …", "ü".repeat(SHOWN)));
        assert_eq!(opening("a\u{1b}[1m"), "a\\u{1b}[1m");
    }
}
