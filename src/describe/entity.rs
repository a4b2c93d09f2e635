//! Mentions to entities: the names of one person, place or organization are one.
//!
//! "Putin" is whom exactly one fuller name of the topic ends with, "Xi" whom one begins with; where
//! two persons share the surname, it stays by itself. "UN" is the one name with those initials.

use rustc_hash::FxHashMap;

use super::name::{self, Hints, Mention};
use super::passage::{Gap, Reading, Shape};
use crate::analyze::duplicate::DisjointSets;
use crate::model::SentenceId;
use crate::model::description::{Entity, EntityKind};

/// Entities of a description; the less mentioned ones are left out.
const MAX_ENTITIES: usize = 30;

/// How much must tell of a kind before it is said.
const SURE: i32 = 2;
/// Names with the same last word that are compared with each other.
const MAX_NAMESAKES: usize = 24;

/// Who and what is named in a topic.
pub(super) struct Cast {
    /// By first mention.
    pub(super) entities: Vec<Entity>,
    /// All mentions, by place.
    pub(super) mentions: Vec<Mention>,
    /// The entity of each mention.
    pub(super) of_mention: Vec<usize>,
}

impl Cast {
    /// Finds the names of `reading` and joins those that are one. O(words), and O(names²) among at
    /// most [`MAX_NAMESAKES`] names with one last word.
    pub(super) fn of(reading: &Reading) -> Self {
        let mentions = name::mentions(reading);
        let (names, of_mention) = distinct(&mentions, reading);
        let mut sets = DisjointSets::new(names.len());
        join_acronyms(&names, &mentions, &of_mention, reading, &mut sets);
        join_fuller(&names, &mut sets);
        join_shorter(&names, &mut sets);
        gather(mentions, &of_mention, &names, &mut sets, reading)
    }

    /// The entity whose name holds the token at `at`.
    pub(super) fn at(&self, at: usize) -> Option<usize> {
        let after = self.mentions.partition_point(|mention| mention.first <= at);
        let index = after.checked_sub(1)?;
        (self.mentions[index].last >= at).then(|| self.of_mention[index])
    }

    /// The most mentioned ones, at most [`MAX_ENTITIES`].
    ///
    /// A single word of which nothing tells what it is counts only if it recurs.
    pub(super) fn told(&self) -> Vec<Entity> {
        let is_told = |entity: &&Entity| {
            entity.mentions > 1 || entity.kind != EntityKind::Other || entity.name.contains(' ')
        };
        let mut told: Vec<Entity> = self.entities.iter().filter(is_told).cloned().collect();
        told.sort_by_key(|entity| std::cmp::Reverse(entity.mentions));
        told.truncate(MAX_ENTITIES);
        told
    }
}

/// A name in one wording.
struct Name {
    key: String,
    /// The words of the key.
    n_words: usize,
    /// Its first mention.
    first: Mention,
    hints: Hints,
    n_mentions: u32,
}

impl Name {
    fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.key.split(' ')
    }

    fn kind(&self) -> EntityKind {
        kind(self.hints)
    }
}

fn kind(hints: Hints) -> EntityKind {
    let Hints { person, place, body } = hints;
    if person.max(place).max(body) < SURE {
        EntityKind::Other
    } else if place >= person && place >= body {
        EntityKind::Place
    } else if body >= person {
        EntityKind::Organization
    } else {
        EntityKind::Person
    }
}

/// The names in order of first mention, and which of them each mention is.
fn distinct(mentions: &[Mention], reading: &Reading) -> (Vec<Name>, Vec<usize>) {
    let mut ids: FxHashMap<String, usize> = FxHashMap::default();
    let mut names: Vec<Name> = Vec::new();
    let mut of_mention = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let key = name::key(mention, reading);
        let id = *ids.entry(key.clone()).or_insert(names.len());
        if id == names.len() {
            let n_words = key.split(' ').count();
            let hints = Hints::default();
            names.push(Name { key, n_words, first: *mention, hints, n_mentions: 0 });
        }
        names[id].hints = names[id].hints.and(mention.hints);
        names[id].n_mentions += 1;
        of_mention.push(id);
    }
    join_genitives(&mut names, &ids, &mut of_mention, reading);
    (names, of_mention)
}

/// *Putins* is *Putin* where the topic has both and the language writes genitives so.
fn join_genitives(
    names: &mut [Name],
    ids: &FxHashMap<String, usize>,
    of_mention: &mut [usize],
    reading: &Reading,
) {
    const LANGUAGES: [&str; 5] = ["da", "de", "nl", "no", "sv"];
    let mut base: Vec<usize> = (0..names.len()).collect();
    for (id, name) in names.iter().enumerate() {
        let language = reading.passages[name.first.passage].language;
        if language.is_some_and(|language| LANGUAGES.contains(&language.code()))
            && let Some(&nominative) = name.key.strip_suffix('s').and_then(|key| ids.get(key))
        {
            base[id] = nominative;
        }
    }
    for id in 0..names.len() {
        if base[id] != id {
            let (hints, n) = (names[id].hints, std::mem::take(&mut names[id].n_mentions));
            names[base[id]].hints = names[base[id]].hints.and(hints);
            names[base[id]].n_mentions += n;
        }
    }
    for id in of_mention {
        *id = base[*id];
    }
}

/// Joins acronyms to what they stand for: where the one stands in brackets behind the other and
/// begins alike, and where exactly one longer name has those initials.
fn join_acronyms(
    names: &[Name],
    mentions: &[Mention],
    of_mention: &[usize],
    reading: &Reading,
    sets: &mut DisjointSets,
) {
    let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (id, name) in names.iter().enumerate() {
        if name.n_words > 1 && name.kind() != EntityKind::Person && name.n_mentions > 0 {
            for initials in initials(name, reading) {
                let ids = by_initials.entry(initials).or_default();
                if ids.last() != Some(&id) {
                    ids.push(id);
                }
            }
        }
    }
    let acronym = |id: usize| -> Option<String> {
        let Name { key, n_words, first, .. } = &names[id];
        (*n_words == 1 && reading.tokens[first.first].shape == Shape::Upper)
            .then(|| key.replace('.', ""))
    };
    for (pair, ids) in mentions.windows(2).zip(of_mention.windows(2)) {
        if let ([full, short], &[a, b]) = (pair, ids)
            && full.passage == short.passage
            && short.first == full.last + 1
            && reading.tokens[short.first].gap == Gap::Bracket
            && names[a].n_words > 1
            && acronym(b)
                .is_some_and(|letters| names[a].key.chars().next() == letters.chars().next())
        {
            sets.join(a, b);
        }
    }
    for id in 0..names.len() {
        let fitting = acronym(id).and_then(|letters| by_initials.get(&letters));
        if let Some(&[full]) = fitting.map(Vec::as_slice)
            && sets.root(id) == id
        {
            sets.join(id, full);
        }
    }
}

/// The first letters of a name's words, with small words and without.
fn initials(name: &Name, reading: &Reading) -> [String; 2] {
    let first = |word: &str| word.chars().next();
    let all: String = name.words().filter_map(first).collect();
    let Mention { first: from, last, .. } = name.first;
    let capitals = (from..=last).filter(|&at| reading.tokens[at].shape != Shape::Lower);
    [all, capitals.filter_map(|at| first(&reading.word(at).key)).collect()]
}

/// Joins names with the same first and last words of which the one holds all words of the other,
/// unless the shorter fits two that do not fit each other: *George Bush*, *George W. Bush*.
fn join_fuller(names: &[Name], sets: &mut DisjointSets) {
    let mut by_ends: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (id, name) in names.iter().enumerate().filter(|(_, name)| name.n_words > 1) {
        let (first, last) = (name.words().next(), name.words().next_back());
        let group =
            by_ends.entry((first.unwrap_or_default(), last.unwrap_or_default())).or_default();
        if group.len() < MAX_NAMESAKES {
            group.push(id);
        }
    }
    for (id, name) in names.iter().enumerate().filter(|(_, name)| name.n_words > 1) {
        let (first, last) = (name.words().next(), name.words().next_back());
        let Some(group) = by_ends.get(&(first.unwrap_or_default(), last.unwrap_or_default()))
        else {
            continue;
        };
        let fuller: Vec<usize> = group
            .iter()
            .copied()
            .filter(|&other| names[other].n_words > name.n_words && holds(&names[other], name))
            .collect();
        let longest = fuller.iter().copied().max_by_key(|&other| (names[other].n_words, other));
        if let Some(longest) = longest
            && fuller.iter().all(|&other| holds(&names[longest], &names[other]))
        {
            sets.join(id, longest);
        }
    }
}

/// All words of `short` stand in `long`, in that order.
fn holds(long: &Name, short: &Name) -> bool {
    let mut rest = long.words();
    short.words().all(|word| rest.any(|other| other == word))
}

/// Joins a name to the one entity whose fuller name ends with it, or, of persons, begins with it.
fn join_shorter(names: &[Name], sets: &mut DisjointSets) {
    let mut by_end: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut by_start: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (id, name) in names.iter().enumerate().filter(|(_, name)| name.n_words > 1) {
        let mut rest = name.key.as_str();
        while let Some((_, tail)) = rest.split_once(' ') {
            by_end.entry(tail).or_default().push(id);
            rest = tail;
        }
        if name.n_words <= 3 && name.kind() != EntityKind::Place {
            by_start.entry(name.words().next().unwrap_or_default()).or_default().push(id);
        }
    }
    // The longer first: *Yvo de Boer* is *de Boer* before either is *Boer*.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&id| std::cmp::Reverse(names[id].n_words));
    for id in order {
        let name = &names[id];
        if name.n_mentions == 0 || name.kind() == EntityKind::Place {
            continue;
        }
        let fits = |other: &usize| suits(&names[*other], name);
        let ending: Vec<usize> =
            by_end.get(name.key.as_str()).into_iter().flatten().copied().filter(fits).collect();
        let starting = || {
            let all = by_start.get(name.key.as_str()).into_iter().flatten().copied();
            let is_person = |&other: &usize| names[other].kind() == EntityKind::Person;
            all.filter(is_person).collect::<Vec<_>>()
        };
        let is_person = name.n_words == 1 && name.hints.person >= SURE;
        let fuller = if ending.is_empty() && is_person { starting() } else { ending };
        let mut roots: Vec<usize> = fuller.iter().map(|&other| sets.root(other)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let &[only] = roots.as_slice() {
            sets.join(id, only);
        }
    }
}

/// What is known of the two does not speak against their being one.
fn suits(full: &Name, short: &Name) -> bool {
    match (full.kind(), short.kind()) {
        (EntityKind::Place, _) => false,
        (EntityKind::Organization, EntityKind::Person)
        | (EntityKind::Person, EntityKind::Organization) => false,
        _ => true,
    }
}

fn gather(
    mentions: Vec<Mention>,
    of_name: &[usize],
    names: &[Name],
    sets: &mut DisjointSets,
    reading: &Reading,
) -> Cast {
    let mut ids: FxHashMap<usize, usize> = FxHashMap::default();
    let mut parts: Vec<Parts> = Vec::new();
    let mut of_mention = Vec::with_capacity(mentions.len());
    for (mention, &name) in mentions.iter().zip(of_name) {
        let id = *ids.entry(sets.root(name)).or_insert(parts.len());
        if id == parts.len() {
            parts.push(Parts::default());
        }
        parts[id].add(mention, names[name].n_words, reading);
        of_mention.push(id);
    }
    let entities = parts.into_iter().map(Parts::entity).collect();
    Cast { entities, mentions, of_mention }
}

/// What is told of one entity.
#[derive(Default)]
struct Parts {
    hints: Hints,
    mentions: u32,
    /// With the number of mentions and of words, by first mention.
    forms: Vec<(String, u32, usize)>,
    places: FxHashMap<String, usize>,
    sentences: Vec<SentenceId>,
}

impl Parts {
    fn add(&mut self, mention: &Mention, n_words: usize, reading: &Reading) {
        self.hints = self.hints.and(mention.hints);
        self.mentions += 1;
        let form = name::written(mention, reading);
        let place = *self.places.entry(form.clone()).or_insert(self.forms.len());
        if place == self.forms.len() {
            let is_acronym = mention.first == mention.last
                && reading.tokens[mention.first].shape == Shape::Upper;
            self.forms.push((form, 0, if is_acronym { 1 } else { n_words }));
        }
        self.forms[place].1 += 1;
        let sentence = reading.passages[mention.passage].sentence;
        if self.sentences.last() != Some(&sentence) {
            self.sentences.push(sentence);
        }
    }

    fn entity(mut self) -> Entity {
        // The fullest, of these the most frequent, of these the first.
        let fullest = self.forms.iter().rev().max_by_key(|(_, n, n_words)| (*n_words, *n));
        let name = fullest.map_or_else(String::new, |(form, _, _)| form.clone());
        self.forms.sort_by_key(|&(_, n, _)| std::cmp::Reverse(n));
        Entity {
            name,
            kind: kind(self.hints),
            mentions: self.mentions,
            forms: self.forms.into_iter().map(|(form, _, _)| form).collect(),
            sentences: self.sentences,
        }
    }
}
