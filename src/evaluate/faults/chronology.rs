//! Neighbors of which the later one tells of an earlier time.
//!
//! Looked at are adjacent sentences that can be dated alike: both state one day (*on 8 February*),
//! or both their documents have a date. It is a fault if the second one's day is earlier: the stated
//! days decide, else the days of publication. A sentence that states a day not before the
//! publication of the one in front of it is no fault.
//!
//! Cannot see: *yesterday*, weekdays and years; the order of events inside one document; documents
//! without a date. An opening taken from the newest document counts against the summary when an
//! older one follows, as readers see a step back in time there, too.

use jiff::civil;

use super::background::Background;
use super::passage::Passage;
use super::{Decision, date};
use crate::model::Date;

pub(super) fn judge(summary: &[Passage], _: &Background) -> Vec<Decision> {
    let times: Vec<(Option<civil::Date>, Option<civil::Date>)> = summary
        .iter()
        .map(|passage| (date::stated(passage), passage.published.map(Date::day)))
        .collect();
    let pairs = times.windows(2).zip(1..);
    pairs.filter_map(|(pair, sentence)| step(sentence, pair[0], pair[1])).collect()
}

/// `None` where the two cannot be compared.
fn step(
    sentence: usize,
    first: (Option<civil::Date>, Option<civil::Date>),
    second: (Option<civil::Date>, Option<civil::Date>),
) -> Option<Decision> {
    let because = |earlier: civil::Date, later: civil::Date| {
        (later < earlier).then(|| format!("{later} stands behind {earlier}"))
    };
    if let (Some(earlier), Some(later)) = (first.0, second.0) {
        return Some((sentence, because(earlier, later)));
    }
    let (earlier, later) = (first.1?, second.1?);
    let later = second.0.filter(|&stated| stated >= earlier).unwrap_or(later);
    Some((sentence, because(earlier, later)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::faults::sample::{corpus, reasons};

    #[test]
    fn stated_days_decide_before_days_of_publication() {
        let corpus = corpus(
            "en",
            &[
                (
                    "2024-05-03",
                    "The ferry sank on 2 May off the coast. The crew was saved by fishermen.",
                ),
                (
                    "2024-05-01",
                    "The ferry left the harbor of Riva in a storm. It will be back on May 4.",
                ),
            ],
        );
        let is_step_back = |chosen: &[usize]| reasons(judge, &corpus, chosen)[0].is_some();
        assert!(is_step_back(&[1, 2]));
        assert!(!is_step_back(&[2, 1]));
        assert!(!is_step_back(&[0, 3]));
        assert!(is_step_back(&[3, 0]));
        assert!(!is_step_back(&[0, 1]));
    }
}
