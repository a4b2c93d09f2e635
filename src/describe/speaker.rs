//! Who says what a quotation holds: the subject of the verb of saying in its sentence, else of the
//! sentences beside it in its paragraph.
//!
//! Nobody is better than the wrong one: where the verb belongs to somebody without a name ("a
//! spokesman for Putin", "the Kremlin adviser"), or a pronoun to nobody in the paragraph, there is
//! no speaker.

use super::entity::Cast;
use super::lexicon::List;
use super::passage::{Gap, Passage, Reading, Shape};
use crate::model::description::EntityKind;

/// Words behind a quotation among which the verb must stand if something stands before it, too.
const NEAR: usize = 5;
/// Words behind a quotation among which the verb must stand otherwise.
const FAR: usize = 14;
/// Words between a verb and its subject.
const REACH: usize = 14;
/// Sentences before a pronoun's own in which the name that it stands for is looked for; no reader
/// goes back further.
const MAX_BACK: usize = 32;
/// Words on either side of a quotation among which its speaker is looked for; what is longer is no
/// sentence.
const WINDOW: usize = 400;
/// Languages whose verbs need no subject.
const WITHOUT_SUBJECT: [&str; 3] = ["es", "it", "pt"];

/// Tokens of a quotation: the first and one past the last.
pub(super) type Range = (usize, usize);

/// What is found of a verb's subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    /// An entity.
    Named(usize),
    /// The token of a pronoun, or of a verb that stands for one.
    Pronoun(usize),
    /// Somebody without a name.
    Unnamed,
}

/// A paragraph with its quotations.
pub(super) struct Scene<'s, 'a> {
    pub(super) reading: &'s Reading<'a>,
    pub(super) cast: &'s Cast,
    /// The passages of the paragraph.
    pub(super) passages: &'s [Passage],
    /// All that is quoted in it, ascending.
    pub(super) quoted: &'s [Range],
}

impl Scene<'_, '_> {
    /// The entity that says each of `quoted`. O([`WINDOW`] · quotations).
    pub(super) fn speakers(&self) -> Vec<Option<usize>> {
        let mut speakers: Vec<Option<usize>> = Vec::with_capacity(self.quoted.len());
        for (index, &range) in self.quoted.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| (self.quoted[before], speakers[before]));
            speakers.push(self.speaker(range, before));
        }
        speakers
    }

    fn speaker(&self, range: Range, before: Option<(Range, Option<usize>)>) -> Option<usize> {
        let first = self.passage_of(range.0)?;
        let last = self.passage_of(range.1.saturating_sub(1))?;
        let head = self.up_to(self.passages[first].first, range.0);
        let tail = self.from(range.1, self.passages[last].end);
        let near = if head.is_empty() { FAR } else { NEAR };
        let found = self.in_tail(&tail, near, last);
        let is_inverted = tail.first().is_some_and(|&at| self.is_verb(at));
        if let Some(found) = found
            && (found != Subject::Unnamed || is_inverted)
        {
            return self.resolve(found, last);
        }
        let found = self.in_head(&head, first).or(found);
        if let Some(found) = found {
            return self.resolve(found, first);
        }
        self.by_neighbors(range, first, last, before)
    }

    /// A quotation without a verb of saying in its own sentences goes on with the one before it, or
    /// belongs to the sentence before or behind it.
    fn by_neighbors(
        &self,
        range: Range,
        first: usize,
        last: usize,
        before: Option<(Range, Option<usize>)>,
    ) -> Option<usize> {
        let is_whole = range.0 == self.passages[first].first;
        if let Some(((_, end), speaker)) = before
            && self.passage_of(end.saturating_sub(1)).is_some_and(|passage| passage + 1 >= first)
        {
            return speaker;
        }
        if !is_whole {
            return None;
        }
        let previous = first.checked_sub(1).and_then(|before| {
            let passage = &self.passages[before];
            let all = self.up_to(passage.first, passage.end);
            self.in_head(&all, before).and_then(|found| self.resolve(found, before))
        });
        previous.or_else(|| {
            let next = self.passages.get(last + 1)?;
            let start = self.outside(next.first, next.end.min(next.first + NEAR));
            if self.is_quoted(next.first) {
                return None;
            }
            let found = self.in_tail(&start, NEAR, last + 1)?;
            if matches!(found, Subject::Named(_)) { self.resolve(found, last + 1) } else { None }
        })
    }

    /// The subject behind a quotation: `, Putin said`, `said Putin`, `according to Putin`.
    fn in_tail(&self, tail: &[usize], near: usize, passage: usize) -> Option<Subject> {
        let near = tail.get(..near.min(tail.len())).unwrap_or_default();
        for (place, &at) in near.iter().enumerate() {
            if let Some(behind) = self.behind_source(tail, place, passage) {
                return Some(self.source(tail, behind));
            }
            // A new clause: what follows is no attribution.
            if place > 0
                && self.has(at, List::Openers)
                && place + 2 < near.len()
                && near.len() > FAR
            {
                return None;
            }
            if self.is_verb(at) {
                let before = self.before_verb(tail, place);
                if before.is_some() {
                    return before;
                }
                // Behind *and* the verb begins another clause.
                let is_first = !near[..place].iter().any(|&at| self.has(at, List::Behind));
                let is_inverted = place <= 2 && is_first;
                return is_inverted.then(|| self.after_verb(tail, place, passage)).flatten();
            }
        }
        None
    }

    /// The subject before a quotation: `Putin said that`, `Putin:`.
    fn in_head(&self, head: &[usize], passage: usize) -> Option<Subject> {
        let &end = head.last()?;
        if let Some(behind) = (0..head.len()).find_map(|at| self.behind_source(head, at, passage))
            && let found @ Subject::Named(_) = self.source(head, behind)
        {
            return Some(found);
        }
        let verbs = (0..head.len()).rev().filter(|&place| self.is_verb(head[place]));
        let mut is_unnamed = false;
        for place in verbs {
            let inverted = || {
                let may_be = place == 0
                    || self.passages[passage].language.is_some_and(|of| of.code() != "en");
                may_be.then(|| self.after_verb(head, place, passage)).flatten()
            };
            match self.before_verb(head, place).or_else(inverted) {
                Some(Subject::Unnamed) => is_unnamed = true,
                Some(found) => return Some(found),
                None => {}
            }
            if is_unnamed {
                return Some(Subject::Unnamed);
            }
        }
        let is_colon = self.text_behind(end, passage).trim_start().starts_with(':');
        let is_bare = is_colon && !head.iter().any(|&at| self.is_verb(at));
        let entity = self.cast.at(end).filter(|_| is_bare)?;
        Some(Subject::Named(entity))
    }

    /// The subject that stands before the verb at `place` of `tokens`.
    ///
    /// It is the name or pronoun right before the verb, adverbs and auxiliaries between them; or one
    /// further back that commas part from what tells of it.
    fn before_verb(&self, tokens: &[usize], place: usize) -> Option<Subject> {
        let from = place.saturating_sub(REACH);
        let mut is_beside = true;
        let mut is_unnamed = false;
        for at in (from..place).rev() {
            let token = tokens[at];
            let next = tokens[at + 1];
            let gap = self.reading.tokens[next].gap;
            let named = self.cast.at(token);
            let is_pronoun = self.is_pronoun(token);
            if named.is_none() && !is_pronoun {
                is_beside &= !self.is_noun(token) && gap == Gap::Space;
                is_unnamed |= self.is_noun(token) && at + 3 >= place;
                continue;
            }
            let is_object = self.is_object(tokens, at);
            if is_beside && matches!(gap, Gap::Space | Gap::Hyphen) && !is_object {
                return named.map(Subject::Named).or(Some(Subject::Pronoun(token)));
            }
            let is_first = tokens[..at]
                .iter()
                .all(|&before| self.is_role(before) || self.cast.at(before).is_some());
            let is_apposition = gap == Gap::Comma
                && (is_first || self.reading.tokens[tokens[place]].gap == Gap::Comma)
                && named.is_some()
                && !is_object;
            if is_apposition {
                return named.map(Subject::Named);
            }
            is_beside = false;
            is_unnamed |= at + 3 >= place;
        }
        let is_participle = self.reading.tokens[tokens[place]].gap != Gap::Space || place == 0;
        (is_unnamed && !is_participle).then_some(Subject::Unnamed)
    }

    /// The name at `tokens[at]` is an owner, or stands behind a preposition.
    fn is_object(&self, tokens: &[usize], at: usize) -> bool {
        let token = tokens[at];
        let entity = self.cast.at(token);
        let mut first = at;
        while first > 0
            && (entity.is_some() && self.cast.at(tokens[first - 1]) == entity
                || self.is_role(tokens[first - 1]))
        {
            first -= 1;
        }
        let is_behind = first > 0 && self.has(tokens[first - 1], List::Behind);
        let is_owner =
            self.reading.tokens[token].is_possessive || self.text_after_is_apostrophe(token);
        is_behind && first > 1 || is_owner
    }

    /// The subject behind the verb at `place` of `tokens`: `said the Kremlin aide Yuri Ushakov`.
    fn after_verb(&self, tokens: &[usize], place: usize, passage: usize) -> Option<Subject> {
        let mut found = None;
        let mut is_empty = true;
        let mut has_role = false;
        for (at, &token) in tokens.iter().enumerate().skip(place + 1).take(REACH) {
            if self.reading.tokens[token].gap != Gap::Space || tokens[at - 1] + 1 != token {
                break;
            }
            if self.has(token, List::Behind) || self.has(token, List::Calendar) {
                if has_role && found.is_none() {
                    found = self.in_apposition(tokens, at);
                }
                break;
            }
            is_empty = false;
            has_role |= self.is_role(token);
            match self.cast.at(token) {
                Some(entity) => found = Some(Subject::Named(entity)),
                None if self.is_pronoun(token) => return Some(Subject::Pronoun(token)),
                None if found.is_some() && !self.is_role(token) => break,
                None if self.has(token, List::Speech) => break,
                None => {}
            }
        }
        let language = self.passages[passage].language;
        let may_lack = language.is_some_and(|of| WITHOUT_SUBJECT.contains(&of.code()));
        match found {
            Some(found) => Some(found),
            None if is_empty && may_lack => Some(Subject::Pronoun(tokens[place])),
            None if is_empty => None,
            None => Some(Subject::Unnamed),
        }
    }

    /// The person named behind the next comma: `the president of the council, Ann Roe`.
    fn in_apposition(&self, tokens: &[usize], from: usize) -> Option<Subject> {
        let mut next = tokens.iter().copied().skip(from).take(REACH);
        let token = next.find(|&token| self.reading.tokens[token].gap == Gap::Comma)?;
        let entity = self.cast.at(token)?;
        let is_person = self.cast.entities[entity].kind == EntityKind::Person;
        is_person.then_some(Subject::Named(entity))
    }

    /// The place behind a phrase such as `according to` that begins at `place`.
    fn behind_source(&self, tokens: &[usize], place: usize, passage: usize) -> Option<usize> {
        let sources = &self.passages[passage].lexicon.sources;
        let fits = |phrase: &&Vec<String>| {
            phrase.iter().enumerate().all(|(offset, word)| {
                tokens.get(place + offset).is_some_and(|&at| self.reading.word(at).folded == *word)
            })
        };
        // *Para Lula, “…”*: of prepositions that mean much else, only one that begins the sentence.
        let may_be = |phrase: &&Vec<String>| {
            phrase.len() > 1
                || !self.has(tokens[place], List::Behind)
                || self.reading.tokens[tokens[place]].gap == Gap::Start
        };
        sources.iter().filter(may_be).find(fits).map(|phrase| place + phrase.len())
    }

    /// Who is named at `place`, behind `according to`.
    fn source(&self, tokens: &[usize], place: usize) -> Subject {
        let mut found = None;
        for &token in tokens.iter().skip(place).take(REACH) {
            if self.has(token, List::Behind) {
                break;
            }
            match self.cast.at(token) {
                Some(_) if self.reading.tokens[token].is_possessive => return Subject::Unnamed,
                Some(entity) => found = Some(entity),
                None if self.is_pronoun(token) && found.is_none() => {
                    return Subject::Pronoun(token);
                }
                None if self.is_role(token) || self.has(token, List::Determiners) => {
                    if found.is_some() && self.has(token, List::Determiners) {
                        break;
                    }
                }
                None => break,
            }
            if found.is_some() && self.text_after_is_stop(token) {
                break;
            }
        }
        found.map_or(Subject::Unnamed, Subject::Named)
    }

    /// The entity of a subject found in `passage`.
    fn resolve(&self, subject: Subject, passage: usize) -> Option<usize> {
        match subject {
            Subject::Named(entity) => Some(entity),
            Subject::Unnamed => None,
            Subject::Pronoun(token)
                if self.has(token, List::They) && !self.has(token, List::She) =>
            {
                None
            }
            Subject::Pronoun(token) => self.antecedent(token, passage),
        }
    }

    /// The last fitting person before a pronoun: who speaks in the nearest sentence, else who is
    /// named first in it.
    fn antecedent(&self, pronoun: usize, passage: usize) -> Option<usize> {
        let own = self.up_to(self.passages[passage].first, pronoun);
        self.subject_of(&own).or_else(|| {
            (0..passage).rev().take(MAX_BACK).find_map(|before| {
                let Passage { first, end, .. } = self.passages[before];
                self.subject_of(&self.from(first, end))
            })
        })
    }

    /// The person that a sentence tells of: who says something in it, else the first that is named.
    fn subject_of(&self, tokens: &[usize]) -> Option<usize> {
        let is_person = |&entity: &usize| {
            let entity = &self.cast.entities[entity];
            entity.kind == EntityKind::Person
                || entity.kind == EntityKind::Other && entity.name.contains(' ')
        };
        let source = (0..tokens.len().min(NEAR)).find_map(|place| {
            let passage = self.passage_of(tokens[place])?;
            match self.source(tokens, self.behind_source(tokens, place, passage)?) {
                Subject::Named(entity) => Some(entity).filter(is_person),
                _ => None,
            }
        });
        let speaking =
            (0..tokens.len()).filter(|&place| self.is_verb(tokens[place])).find_map(|place| {
                match self.before_verb(tokens, place) {
                    Some(Subject::Named(entity)) => Some(entity).filter(is_person),
                    _ => None,
                }
            });
        source.or(speaking).or_else(|| {
            let named = (0..tokens.len()).filter(|&at| !self.is_object(tokens, at));
            named.filter_map(|at| self.cast.at(tokens[at])).find(is_person)
        })
    }

    fn passage_of(&self, token: usize) -> Option<usize> {
        let after = self.passages.partition_point(|passage| passage.first <= token);
        let index = after.checked_sub(1)?;
        (self.passages[index].end > token).then_some(index)
    }

    /// The last of the tokens from `first` up to `end`, [`WINDOW`] at most, that no quotation holds.
    fn up_to(&self, first: usize, end: usize) -> Vec<usize> {
        self.outside(end.saturating_sub(WINDOW).max(first), end)
    }

    /// The first of them.
    fn from(&self, first: usize, end: usize) -> Vec<usize> {
        self.outside(first, end.min(first + WINDOW))
    }

    /// The tokens from `first` up to `end` that no quotation holds.
    fn outside(&self, first: usize, end: usize) -> Vec<usize> {
        (first..end).filter(|&at| !self.is_quoted(at)).collect()
    }

    fn is_quoted(&self, token: usize) -> bool {
        let after = self.quoted.partition_point(|&(first, _)| first <= token);
        after.checked_sub(1).is_some_and(|index| self.quoted[index].1 > token)
    }

    fn has(&self, at: usize, list: List) -> bool {
        self.reading.has(at, list)
    }

    fn is_verb(&self, at: usize) -> bool {
        self.has(at, List::Speech)
            && self.reading.tokens[at].shape == Shape::Lower
            && self.cast.at(at).is_none()
    }

    fn is_pronoun(&self, at: usize) -> bool {
        [List::He, List::She, List::They].iter().any(|&list| self.has(at, list))
    }

    /// Belongs to a name as its title or nationality.
    fn is_role(&self, at: usize) -> bool {
        [List::Titles, List::Honorifics, List::Modifiers, List::Demonyms, List::Bodies, List::Royal]
            .iter()
            .any(|&list| self.has(at, list))
    }

    /// Is neither an adverb nor an auxiliary, as far as that can be told.
    fn is_noun(&self, at: usize) -> bool {
        let Reading { evidence, tokens, .. } = self.reading;
        let word = &self.reading.word(at).folded;
        let is_adverb = ["ly", "ment", "mente"].iter().any(|ending| word.ends_with(ending));
        evidence.terms.is_content(tokens[at].term)
            && !is_adverb
            && !self.is_verb(at)
            && !self.has(at, List::Openers)
            && !self.has(at, List::Calendar)
    }

    /// The text between the word at `at` and the next one.
    fn text_behind(&self, at: usize, passage: usize) -> &str {
        let text = self.reading.text(&self.passages[passage]);
        let start = self.reading.tokens[at].span.range().end;
        let end =
            self.reading.tokens.get(at + 1).map_or(text.len(), |next| next.span.range().start);
        text.get(start..end.max(start)).unwrap_or_default()
    }

    fn text_after_is_apostrophe(&self, at: usize) -> bool {
        self.passage_of(at)
            .is_some_and(|passage| self.text_behind(at, passage).starts_with(['’', '\'']))
    }

    fn text_after_is_stop(&self, at: usize) -> bool {
        self.passage_of(at)
            .is_some_and(|passage| self.text_behind(at, passage).starts_with([',', ';', ')']))
    }
}

#[cfg(test)]
mod tests {
    use super::super::staging::quoted;

    #[test]
    fn speakers_stand_before_and_behind() {
        for text in [
            "“We will not leave the city,” Yuri Ushakov said.",
            "“We will not leave the city,” said Yuri Ushakov.",
            "“We will not leave the city,” said the Kremlin aide Yuri Ushakov on Monday.",
            "“We will not leave the city,” Yuri Ushakov, an aide to Vladimir Putin, said.",
            "Yuri Ushakov said that “We will not leave the city” and slept.",
            "Yuri Ushakov: “We will not leave the city.”",
            "“We will not leave the city,” according to the aide Yuri Ushakov.",
            "Yuri Ushakov spoke. “We will not leave the city,” he said.",
            "“We will not leave the city,” said the president of the bank, Yuri Ushakov.",
        ] {
            let text = format!("Aide Yuri Ushakov met President Vladimir Putin.\n{text}");
            let found = quoted("en", &text).join("; ").replace("city.", "city");
            assert_eq!(found, "Yuri Ushakov: We will not leave the city", "{text}");
        }
    }

    #[test]
    fn nobody_speaks_rather_than_the_wrong_one() {
        for text in [
            "“We will not leave the city,” a spokesman for Vladimir Putin said.",
            "“We will not leave the city,” said a spokesman for Vladimir Putin.",
            "“We will not leave the city,” Vladimir Putin’s spokesman said.",
            "“We will not leave the city,” the Kremlin adviser said.",
            "“We will not leave the city,” he said.",
            "“We will not leave the city,” they said to Vladimir Putin.",
            "Vladimir Putin slept. The words “we will not leave the city” stood there.",
        ] {
            let text = format!("President Vladimir Putin came.\n{text}");
            assert!(quoted("en", &text)[0].starts_with("nobody: "), "{text}");
        }
    }

    #[test]
    fn a_quotation_goes_on() {
        let text = "“We will not leave the city,” said Ann Roe. “It is our only home, after all.”";
        assert_eq!(
            quoted("en", text),
            ["Ann Roe: We will not leave the city", "Ann Roe: It is our only home, after all."]
        );
        let several = "Ann Roe said: “We will not leave the city. It is our home.” Then she left.";
        assert_eq!(quoted("en", several), ["Ann Roe: We will not leave the city. It is our home."]);
    }

    #[test]
    fn speakers_of_other_languages() {
        for (language, text) in [
            ("de", "„Wir werden die Stadt nicht verlassen“, sagte Kanzlerin Angela Merkel."),
            ("de", "Kanzlerin Angela Merkel sagte: „Wir werden die Stadt nicht verlassen.“"),
            ("fr", "« Nous ne quitterons pas la ville », a déclaré Angela Merkel."),
            ("fr", "Selon Angela Merkel, « nous ne quitterons pas la ville »."),
            ("es", "«No vamos a dejar la ciudad», dijo la canciller Angela Merkel."),
            ("pt", "“Não vamos deixar a cidade”, afirmou Angela Merkel."),
            ("pt", "Segundo Angela Merkel, a vida é dura. “Não vamos deixar a cidade”, conclui."),
            ("it", "«Non lasceremo la città di notte», ha detto Angela Merkel."),
        ] {
            let found = quoted(language, text);
            assert!(found[0].starts_with("Angela Merkel: "), "{language} {text} {found:?}");
        }
    }
}
