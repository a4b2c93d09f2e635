//! Names in running text: runs of capitalized words, cut where a title, a nationality or a date
//! ends them, each with what stands around it.
//!
//! A capital that begins a sentence or a quotation means nothing by itself: such a word is a name
//! if it has capitals elsewhere in the topic, or if what follows makes it one. Where every noun has
//! a capital (German), a word is a name if it is known as one, if another stands right beside it
//! and neither ever behind an article, or if it is part of such a pair elsewhere. Scripts without
//! capitals have no names here.

use super::lexicon::List;
use super::passage::{Gap, Passage, Reading, Shape};
use crate::model::Span;

/// Words behind a name and a comma within which a title tells what the person is.
const APPOSITION: usize = 4;
/// Letters that the small part of a name has at most.
const SYLLABLE: usize = 5;
/// Words of the longest name.
const LONGEST: usize = 10;

/// A name at one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// Index of its passage.
    pub(super) passage: usize,
    /// Its first token.
    pub(super) first: usize,
    /// Its last token.
    pub(super) last: usize,
    pub(super) hints: Hints,
}

/// How much tells that a name is a person's, a place's or an organization's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hints {
    pub(super) person: i32,
    pub(super) place: i32,
    pub(super) body: i32,
}

impl Hints {
    /// Those of two names that are one.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            person: self.person.saturating_add(other.person),
            place: self.place.saturating_add(other.place),
            body: self.body.saturating_add(other.body),
        }
    }
}

/// The names of a topic, by place. O(words).
pub(super) fn mentions(reading: &Reading) -> Vec<Mention> {
    let mut found = Vec::new();
    for (index, passage) in reading.passages.iter().enumerate() {
        let finder = Finder { reading, passage };
        if finder.is_shouted() {
            continue;
        }
        let mut at = passage.first;
        while at < passage.end {
            if !finder.is_name(at) {
                at += 1;
                continue;
            }
            let last = finder.end_of_run(at);
            let mut parts = Vec::new();
            finder.cut(at, last, &mut parts);
            found.extend(parts.into_iter().map(|(first, last)| {
                let hints = finder.hints(first, last);
                Mention { passage: index, first, last, hints }
            }));
            at = last + 1;
        }
    }
    found
}

/// The name as it is written, an acronym with its last full stop.
pub(super) fn written(mention: &Mention, reading: &Reading) -> String {
    let text = reading.text(&reading.passages[mention.passage]);
    let (first, last) = (reading.tokens[mention.first].span, reading.tokens[mention.last].span);
    let mut span = Span { start: first.start, end: last.end };
    let is_dotted = last.of(text).contains('.');
    if is_dotted && text.get(last.range().end..).is_some_and(|rest| rest.starts_with('.')) {
        span.end += 1;
    }
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Finds the names of one passage.
struct Finder<'r> {
    reading: &'r Reading<'r>,
    passage: &'r Passage,
}

impl Finder<'_> {
    fn has(&self, at: usize, list: List) -> bool {
        (self.passage.first..self.passage.end).contains(&at) && self.reading.has(at, list)
    }

    fn shape(&self, at: usize) -> Shape {
        if at < self.passage.end { self.reading.tokens[at].shape } else { Shape::Other }
    }

    /// What stands before the word at `at`, which may be one past the last.
    fn gap(&self, at: usize) -> Gap {
        if at < self.passage.end { self.reading.tokens[at].gap } else { Gap::Other }
    }

    /// Most words are in capitals, which then mean nothing.
    fn is_shouted(&self) -> bool {
        let tokens = &self.reading.tokens[self.passage.first..self.passage.end];
        let n_upper = tokens.iter().filter(|token| token.shape == Shape::Upper).count();
        n_upper >= 3 && n_upper * 2 > tokens.len()
    }

    fn is_stop_word(&self, at: usize) -> bool {
        let terms = self.reading.evidence.terms;
        self.shape(at) != Shape::Upper && !terms.is_content(self.reading.tokens[at].term)
    }

    /// The word at `at` is a name or a part of one.
    fn is_name(&self, at: usize) -> bool {
        if at >= self.passage.end
            || !matches!(self.shape(at), Shape::Capital | Shape::Upper)
            || self.has(at, List::Calendar)
            || self.reading.word(at).folded.starts_with(|char: char| char.is_numeric())
        {
            return false;
        }
        if self.is_stop_word(at) && (self.reading.is_initial(at) || !self.is_followed(at)) {
            return false;
        }
        if self.passage.lexicon.has_capital_nouns() {
            return self.is_name_among_nouns(at);
        }
        if self.reading.is_initial(at) { self.is_name_at_start(at) } else { !self.is_article(at) }
    }

    fn is_article(&self, at: usize) -> bool {
        self.is_stop_word(at) && self.has(at, List::Determiners)
    }

    /// A word with a capital, no article, is joined to the word at `at`.
    fn is_followed(&self, at: usize) -> bool {
        matches!(self.gap(at + 1), Gap::Space | Gap::Hyphen)
            && matches!(self.shape(at + 1), Shape::Capital | Shape::Upper | Shape::Letter)
            && !self.has(at + 1, List::Calendar)
            && !self.is_stop_word(at + 1)
    }

    fn is_name_at_start(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        if self.shape(at) == Shape::Upper {
            return true;
        }
        let is_mostly_capital = word.n_capital > word.n_lower;
        if word.lists.has_any(&[List::Openers, List::Determiners, List::Speech]) {
            return is_mostly_capital && self.is_followed(at);
        }
        if is_mostly_capital || word.n_lower > 0 {
            return is_mostly_capital;
        }
        let known = [
            List::Places,
            List::Given,
            List::Organizations,
            List::Demonyms,
            List::Titles,
            List::Royal,
            List::Honorifics,
        ];
        word.lists.has_any(&known)
            || self.reading.tokens[at].is_possessive
            || self.is_followed(at) && !self.looks_like_verb(at)
            || self.gap(at + 1) == Gap::Space && self.has(at + 1, List::Speech)
    }

    /// *Asked Trump*, *Quoting Xi*: English begins sentences with participles.
    fn looks_like_verb(&self, at: usize) -> bool {
        let word = &self.reading.word(at).folded;
        self.has(at + 1, List::Places) && word.ends_with("ern")
            || ["ing", "ed", "ly"].iter().any(|ending| word.ends_with(ending))
    }

    fn is_name_among_nouns(&self, at: usize) -> bool {
        let word = self.reading.word(at);
        let known = [
            List::Places,
            List::Given,
            List::Organizations,
            List::Titles,
            List::Royal,
            List::Honorifics,
        ];
        if self.shape(at) == Shape::Upper || word.lists.has_any(&known) {
            return true;
        }
        let no_name = [List::Openers, List::Demonyms, List::Determiners];
        if word.lists.has_any(&no_name) || word.is_noun || word.n_determined > 0 || word.n_lower > 0
        {
            return false;
        }
        let named = |other: usize| {
            self.has_any(other, &[List::Given, List::Titles, List::Royal, List::Honorifics])
        };
        let pairs = |other: usize| {
            matches!(self.shape(other), Shape::Capital)
                && !self.has_any(other, &no_name)
                && !self.has(other, List::Calendar)
                && !self.reading.word(other).is_noun
                && self.reading.word(other).n_determined == 0
        };
        let is_joined = self.gap(at) == Gap::Space && at > self.passage.first;
        is_joined && (named(at - 1) || pairs(at - 1))
            || self.gap(at + 1) == Gap::Space && at + 1 < self.passage.end && pairs(at + 1)
            || self.gap(at + 1) == Gap::Space && self.has(at + 1, List::Speech)
            || word.n_capital > word.n_alone
    }

    fn has_any(&self, at: usize, lists: &[List]) -> bool {
        lists.iter().any(|&list| self.has(at, list))
    }

    /// The last word of the run that begins at `first`.
    fn end_of_run(&self, first: usize) -> usize {
        let mut last = first;
        while last - first < LONGEST && !self.reading.tokens[last].is_possessive {
            let gap = self.gap(last + 1);
            let is_initial = |at: usize| self.shape(at) == Shape::Letter;
            let is_joined = match gap {
                Gap::Space | Gap::Hyphen => true,
                Gap::Stop => is_initial(last) || self.is_abbreviated_title(last),
                _ => false,
            };
            if !is_joined {
                break;
            }
            if last > first && gap == Gap::Hyphen && self.is_syllable(last + 1, first, last) {
                last += 1;
                continue;
            }
            let has_stop = self.gap(last + 2) == Gap::Stop || self.gap(last + 2) == Gap::Space;
            if self.is_name(last + 1) {
                last += 1;
            } else if is_initial(last + 1) && has_stop && self.is_name(last + 2) {
                last += 2;
            } else if is_initial(last + 1) && is_initial(last + 2) && self.is_name(last + 3) {
                last += 3;
            } else if let Some(next) = self.behind_particles(last) {
                last = next;
            } else {
                break;
            }
        }
        last
    }

    /// The small part of *Ban Ki-moon* behind its hyphen, and no *based* or *led*.
    fn is_syllable(&self, at: usize, first: usize, last: usize) -> bool {
        const NONE: [&str; 8] = ["born", "era", "led", "like", "run", "style", "type", "wide"];
        let folded = self.reading.word(at).folded.as_str();
        self.shape(at) == Shape::Lower
            && folded.chars().count() <= SYLLABLE
            && !NONE.contains(&folded)
            && !self.passage.lexicon.is_participle(folded)
            && !self.passage.lexicon.is_place(&self.key(first, last))
            && self.shape(last) == Shape::Capital
    }

    /// `Dr.`, `Gov.`: the full stop is no end.
    fn is_abbreviated_title(&self, at: usize) -> bool {
        self.has_any(at, &[List::Honorifics, List::Titles, List::Royal])
            && self.reading.word(at).folded.chars().count() <= 5
    }

    /// The part of the name behind `of`, `de`, `von der` that follow the word at `last`.
    fn behind_particles(&self, last: usize) -> Option<usize> {
        let is_space = |at: usize| self.gap(at) == Gap::Space || self.gap(at) == Gap::Hyphen;
        if last + 1 >= self.passage.end || self.shape(last + 1) != Shape::Lower {
            return None;
        }
        // *Organization for Security*, but no *Democrats for Trump*.
        let folded = self.reading.word(last + 1).folded.as_str();
        let is_purpose = ["for", "pour", "para", "per", "für"].contains(&folded);
        if !(self.has(last + 1, List::Particles) || is_purpose && self.has(last, List::Bodies)) {
            return None;
        }
        let is_whole =
            self.has_any(last, &[List::Bodies, List::Landmarks, List::Royal, List::Titles]);
        let article = |at: usize| {
            let is_foreign = at < self.passage.end
                && ["der", "den", "la", "las", "los"]
                    .contains(&self.reading.word(at).folded.as_str());
            let may_be = is_whole || self.passage.language.is_some_and(|of| of.code() != "en");
            is_foreign || may_be && self.has(at, List::Determiners)
        };
        let is_two =
            article(last + 2) && self.shape(last + 2) == Shape::Lower && is_space(last + 2);
        let next = if is_two { last + 3 } else { last + 2 };
        // *Merkel of Germany* are two; *Tour de France*, in English, is one.
        let is_english = self.passage.language.is_none_or(|of| of.code() == "en");
        let may_be_place =
            is_whole || if is_english { folded != "of" } else { ["al", "bin"].contains(&folded) };
        let is_part = is_space(next)
            && self.is_name(next)
            && (is_whole || self.shape(next) != Shape::Upper)
            && (may_be_place
                || !self.has_any(next, &[List::Places, List::Demonyms])
                    && !self.is_place_phrase(next, next + 1))
            || self.is_place_phrase(last, next);
        is_part.then_some(next)
    }

    /// *Rio de Janeiro*, *Papua-Nova Guiné*: the words at both are of one place.
    fn is_place_phrase(&self, first: usize, last: usize) -> bool {
        last < self.passage.end && self.passage.lexicon.is_place(&self.key(first, last))
    }

    fn key(&self, first: usize, last: usize) -> String {
        let words = (first..=last).map(|at| self.reading.word(at).key.as_str());
        words.collect::<Vec<_>>().join(" ")
    }

    /// The names in a run: what stands before, between and behind its titles.
    fn cut(&self, first: usize, last: usize, parts: &mut Vec<(usize, usize)>) {
        let mut start = first;
        let mut at = first;
        while at <= last {
            let is_named = at < last && self.has_any(at + 1, &[List::Bodies, List::Landmarks]);
            let is_title =
                self.has(at, List::Honorifics) || self.has(at, List::Titles) && !is_named;
            if !is_title {
                at += 1;
                continue;
            }
            let mut before = at;
            while before > start && self.has(before - 1, List::Modifiers) {
                before -= 1;
            }
            self.part(start, before, parts);
            at = self.behind_office(at + 1, last);
            start = at;
        }
        self.part(start, last + 1, parts);
    }

    /// Where the name begins behind a title that ends before `at`: of `Secretary of State Ann Roe`
    /// behind the office.
    fn behind_office(&self, at: usize, last: usize) -> usize {
        if at > last || !self.has(at, List::Particles) || self.shape(at) != Shape::Lower {
            return at;
        }
        let article = at < last && self.has(at + 1, List::Determiners);
        let office = if article { at + 2 } else { at + 1 };
        if office < last && self.has(office, List::Modifiers) { office + 1 } else { office }
    }

    /// One name without the nationality before it, halves of a hyphen apart.
    fn part(&self, mut first: usize, end: usize, parts: &mut Vec<(usize, usize)>) {
        while first < end && (self.has(first, List::Particles) && self.shape(first) == Shape::Lower)
        {
            first += 1;
        }
        let Some(last) = end.checked_sub(1).filter(|&last| last >= first) else { return };
        let is_known = |first, last| {
            let key = self.key(first, last);
            self.passage.lexicon.is_place(&key) || self.passage.lexicon.is_organization(&key)
        };
        if first < last && is_known(first, last) {
            parts.push((first, last));
        } else if self.has(first, List::Demonyms)
            && !(first < last && self.has(first, List::Given))
            && (first == last
                || !self.has_any(last, &[List::Bodies, List::Landmarks])
                || self.has_any(first + 1, &[List::Demonyms]))
        {
            self.part(first + 1, end, parts);
        } else if first < last
            && (self.shape(first) == Shape::Upper && self.has(first, List::Places)
                || self.is_owned(first, last)
                || first + 1 == last && self.gap(last) == Gap::Hyphen && self.are_two(first, last))
        {
            parts.push((first, first));
            self.part(first + 1, end, parts);
        } else if !self.is_generic(first, last) {
            parts.push((first, last));
        }
    }

    /// *UN Ban Ki-moon*: an organization, and who belongs to it.
    fn is_owned(&self, first: usize, last: usize) -> bool {
        first + 2 <= last
            && self.has(first, List::Organizations)
            && !(first..=last).any(|at| self.has_any(at, &[List::Bodies, List::Landmarks]))
            && (first + 1..=last).all(|at| self.shape(at) == Shape::Capital)
    }

    /// *Russia-China*, *Putin-Xi*: each half stands alone as well.
    fn are_two(&self, first: usize, last: usize) -> bool {
        let stands = |at: usize| {
            self.reading.word(at).n_alone > 0 || self.has_any(at, &[List::Places, List::Demonyms])
        };
        stands(first) && stands(last)
    }

    /// A single word that names nothing by itself: *Council*, *President*.
    fn is_generic(&self, first: usize, last: usize) -> bool {
        const GENERIC: [List; 7] = [
            List::Bodies,
            List::Landmarks,
            List::Titles,
            List::Modifiers,
            List::Royal,
            List::Honorifics,
            List::Openers,
        ];
        let proper = [List::Organizations, List::Places];
        first == last && self.has_any(first, &GENERIC) && !self.has_any(first, &proper)
            || (first..=last).all(|at| self.has_any(at, &[List::Modifiers, List::Openers]))
    }

    fn hints(&self, first: usize, last: usize) -> Hints {
        let words = first..=last;
        let is_long = first < last;
        let any = |list: List| words.clone().any(|at| self.has(at, list));
        let key = self.key(first, last);
        let mut hints = Hints::default();
        if self.passage.lexicon.is_place(&key) {
            hints.place += 5;
        } else if self.has(first, List::Landmarks) || self.has(last, List::Landmarks) {
            hints.place += 2 + i32::from(is_long);
        }
        if self.passage.lexicon.is_organization(&key) {
            hints.body += 6;
        } else if any(List::Bodies) {
            hints.body += 4;
        } else if !is_long && self.shape(first) == Shape::Upper {
            hints.body += 2;
        }
        if is_long && self.has(first, List::Given) {
            hints.person += 3;
        }
        if is_long && self.has(first, List::Royal)
            || words.clone().skip(1).any(|at| self.shape(at) == Shape::Letter)
        {
            hints.person += 3;
        }
        hints.and(self.hints_before(first)).and(self.hints_behind(last))
    }

    fn hints_before(&self, first: usize) -> Hints {
        let mut hints = Hints::default();
        let Some(before) = first.checked_sub(1).filter(|&at| at >= self.passage.first) else {
            return hints;
        };
        let gap = self.gap(first);
        let is_role = self.has_any(before, &[List::Titles, List::Honorifics]);
        if is_role && (gap == Gap::Space || gap == Gap::Stop && self.is_abbreviated_title(before)) {
            hints.person += 3;
        } else if is_role && gap == Gap::Comma {
            hints.person += 2;
        } else if gap == Gap::Space && self.has(before, List::Speech) {
            hints.person += 1;
        } else if gap == Gap::Space && self.has(before, List::Towards) {
            hints.place += 1;
        }
        let is_english = self.passage.language.is_none_or(|of| of.code() == "en");
        if is_english && gap == Gap::Space && self.reading.word(before).folded == "the" {
            hints.person -= 2;
        }
        hints
    }

    fn hints_behind(&self, last: usize) -> Hints {
        let mut hints = Hints::default();
        let next = last + 1;
        match self.gap(next) {
            Gap::Space if self.has(next, List::Speech) => hints.person += 1,
            Gap::Comma if self.has(next, List::Places) => hints.place += 1,
            Gap::Comma | Gap::Bracket => {
                let reach = next..(next + APPOSITION).min(self.passage.end);
                let is_clause = |at: usize| at == next || self.gap(at) == Gap::Space;
                let is_role = reach
                    .clone()
                    .take_while(|&at| is_clause(at))
                    .any(|at| self.has(at, List::Titles));
                hints.person += 2 * i32::from(is_role) + 3 * i32::from(self.is_age(next));
            }
            _ => {}
        }
        hints
    }

    /// `, 54,`: an age in apposition.
    fn is_age(&self, at: usize) -> bool {
        let text = self.reading.text(self.passage);
        let span = self.reading.tokens[at].span;
        let age = span.of(text).parse::<u8>().unwrap_or_default();
        let rest = text.get(span.range().end..).unwrap_or_default();
        (10..110).contains(&age) && rest.starts_with([',', ')', '.'])
    }
}

/// The key of a name, by which mentions of the same words are one.
pub(super) fn key(mention: &Mention, reading: &Reading) -> String {
    let words = (mention.first..=mention.last).map(|at| reading.word(at).key.as_str());
    let key = words.collect::<Vec<_>>().join(" ");
    let lexicon = reading.passages[mention.passage].lexicon;
    lexicon.alias(&key).map_or(key.clone(), str::to_owned)
}
