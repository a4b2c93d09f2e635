//! `daybrief explain`: every sentence with the parts of its score, its rank, or why it has none.

use std::fmt::Write;

use super::{articles, listing};
use crate::cli::args::Explain;
use crate::cli::exit::Exit;
use crate::cli::job::{Context, Job};
use crate::cli::report::escaped;
use crate::error::Error;
use crate::model::explanation::{SentenceExplanation, TopicExplanation};
use crate::model::{Explanation, Refusal};
use crate::pipeline;

/// Characters of a sentence that the table shows.
const SHOWN: usize = 72;

/// Runs the command.
pub(super) fn run(args: &Explain, context: &Context) -> Result<Exit, Error> {
    let job = Job::explain(args, context)?;
    let (explanation, warnings) = articles::through(&job, pipeline::explain)?;
    articles::warn(&job, &explanation.warnings);
    listing::write(&args.list, &explanation, text)?;
    Ok(articles::done(&job, &warnings))
}

/// One table a topic.
fn text(explanation: &Explanation) -> String {
    let tables: Vec<String> = explanation.topics.iter().map(table).collect();
    tables.join("\n")
}

fn table(topic: &TopicExplanation) -> String {
    let mut table = format!(
        "{}\n{:>5} {:>4}  {:>5} {:>6} {:>9} {:>8} {:>7}  {:<23}  sentence\n",
        escaped(&topic.label),
        "id",
        "rank",
        "total",
        "tf-idf",
        "text-rank",
        "position",
        "support",
        "left out because",
    );
    for sentence in &topic.sentences {
        table.push_str(&row(sentence));
    }
    table
}

fn row(sentence: &SentenceExplanation) -> String {
    let rank = sentence.rank.map_or_else(String::new, |rank| rank.to_string());
    let why = sentence.refusal.map_or_else(String::new, |refusal| reason(&refusal));
    let mut row = format!("{:>5} {rank:>4}  ", sentence.id);
    let _ = match sentence.score {
        Some(score) => write!(
            row,
            "{:>5.2} {:>6.2} {:>9.2} {:>8.2} {:>7.2}",
            score.total, score.tf_idf, score.text_rank, score.position, score.support
        ),
        None => write!(row, "{:>39}", ""),
    };
    let source = escaped(&sentence.source);
    let _ = writeln!(row, "  {why:<23}  {source}: {}", opening(&sentence.text));
    row
}

/// The first words of `text`, on one line.
fn opening(text: &str) -> String {
    let line = escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    match line.char_indices().nth(SHOWN).and_then(|(end, _)| line.get(..end)) {
        Some(start) => format!("{} …", start.trim_end()),
        None => line,
    }
}

/// Why a sentence is no extract, in a few words.
fn reason(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Heading => "heading".into(),
        Refusal::Boilerplate => "no running text".into(),
        Refusal::TooShort => "too short".into(),
        Refusal::TooLong => "too long".into(),
        Refusal::OpensWithPronoun => "opens with a pronoun".into(),
        Refusal::OpensWithConnective => "leans on the one before".into(),
        Refusal::FirstPerson => "first or second person".into(),
        Refusal::Question => "question".into(),
        Refusal::Fragment => "no whole sentence".into(),
        Refusal::UnattributedQuotation => "quotation, no speaker".into(),
        Refusal::DuplicateOf { of } => format!("same as {}", of.0),
        Refusal::Caption => "caption".into(),
        Refusal::Known { cosine, .. } => format!("known ({cosine:.2})"),
        Refusal::Redundant { with, cosine } => format!("close to {} ({cosine:.2})", with.0),
        Refusal::SameFact { with, overlap } => format!("same fact as {} ({overlap:.2})", with.0),
        Refusal::OverBudget => "over the budget".into(),
        Refusal::LessGain => "others add more".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Score, SentenceId};

    #[test]
    fn a_row_says_why() {
        let refusal = Refusal::Redundant { with: SentenceId(12), cosine: 0.614 };
        let sentence = SentenceExplanation {
            id: 3,
            source: "a".into(),
            start: 0,
            end: 9,
            text: "It rained\nall day.".into(),
            score: Some(Score { total: 0.5, tf_idf: 1.0, ..Score::default() }),
            rank: None,
            refusal: Some(refusal),
        };
        let expected = "    3        0.50   1.00      0.00     0.00    0.00  \
                        close to 12 (0.61)       a: It rained all day.\n";
        assert_eq!(row(&sentence), expected);
        let heading =
            SentenceExplanation { score: None, refusal: Some(Refusal::Heading), ..sentence };
        assert_eq!(row(&heading).find("heading"), expected.find("close to"));
    }

    #[test]
    fn long_sentences_are_cut_between_characters() {
        let shown = opening(&"ü".repeat(100));
        assert_eq!(shown, format!("{} …", "ü".repeat(SHOWN)));
        assert_eq!(opening("a\u{1b}[1m"), "a\\u{1b}[1m");
    }
}
