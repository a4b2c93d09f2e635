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

/// Languages that add an s to names.
const GENITIVE: [&str; 5] = ["da", "de", "nl", "no", "sv"];
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
        let shortened = join_shorter(&names, &mut sets);
        let mut cast = gather(mentions, &of_mention, &names, &mut sets, reading);
        cast.settle(&shortened, &names, &of_mention, reading);
        cast
    }

    /// Takes names of two or three words of which the last one stands for the whole, such as *Cadel
    /// Evans*, for persons where nothing tells what they are and neither word is written small.
    fn settle(
        &mut self,
        shortened: &[usize],
        names: &[Name],
        of_name: &[usize],
        reading: &Reading,
    ) {
        let mut first_places = vec![None; names.len()];
        for (place, &id) in of_name.iter().enumerate().rev() {
            first_places[id] = Some(place);
        }
        for &id in shortened {
            let Name { n_words, first, .. } = names[id];
            let mut words = first.first..=first.last;
            let is_person = (2..=3).contains(&n_words)
                && words.all(|at| {
                    reading.tokens[at].shape == Shape::Capital && reading.word(at).n_lower == 0
                });
            let place = first_places[id];
            if let Some(place) = place.filter(|_| is_person) {
                let entity = &mut self.entities[self.of_mention[place]];
                if entity.kind == EntityKind::Other {
                    entity.kind = EntityKind::Person;
                }
            }
        }
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
    /// Its language adds an s to names: *Putins*.
    has_genitive: bool,
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
            let language = reading.passages[mention.passage].language;
            names.push(Name {
                key,
                n_words,
                first: *mention,
                hints: Hints::default(),
                n_mentions: 0,
                has_genitive: language.is_some_and(|of| GENITIVE.contains(&of.code())),
            });
        }
        names[id].hints = names[id].hints.and(mention.hints);
        names[id].n_mentions += 1;
        of_mention.push(id);
    }
    join_genitives(&mut names, &ids, &mut of_mention);
    (names, of_mention)
}

/// *Putins* is *Putin* where the topic has both and the language writes genitives so.
fn join_genitives(names: &mut [Name], ids: &FxHashMap<String, usize>, of_mention: &mut [usize]) {
    let mut base: Vec<usize> = (0..names.len()).collect();
    for (id, name) in names.iter().enumerate() {
        if name.has_genitive
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

/// All words of `short` stand in `long`, in that order; if it has initials, `long` has no others.
fn holds(long: &Name, short: &Name) -> bool {
    let mut rest = long.words();
    let initials = |name: &Name| name.words().filter(|word| word.chars().nth(1).is_none()).count();
    let n_initials = initials(short);
    (n_initials == 0 || n_initials == initials(long))
        && short.words().all(|word| rest.any(|other| other == word))
}

/// Joins a name to the one entity whose fuller name ends with it, or, of persons, begins with it.
///
/// The longer names of single last words that were joined are returned.
fn join_shorter(names: &[Name], sets: &mut DisjointSets) -> Vec<usize> {
    let mut shortened = Vec::new();
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
        let ends = |key: &str| by_end.get(key).map_or(&[][..], Vec::as_slice);
        let nominative = name.key.strip_suffix('s').filter(|_| name.has_genitive);
        let ending = Some(ends(&name.key)).filter(|ending| !ending.is_empty());
        let ending = ending.or(nominative.map(ends)).unwrap_or_default();
        let ending: Vec<usize> = ending.iter().copied().filter(fits).collect();
        let starting = || {
            let all = by_start.get(name.key.as_str()).into_iter().flatten().copied();
            let is_person = |&other: &usize| names[other].kind() == EntityKind::Person;
            all.filter(is_person).collect::<Vec<_>>()
        };
        let is_person = name.n_words == 1 && name.hints.person >= SURE;
        let is_ending = !ending.is_empty();
        let fuller = if !is_ending && is_person { starting() } else { ending };
        let mut roots: Vec<usize> = fuller.iter().map(|&other| sets.root(other)).collect();
        roots.sort_unstable();
        roots.dedup();
        if let &[only] = roots.as_slice() {
            sets.join(id, only);
            if name.n_words == 1 && is_ending {
                shortened.extend(fuller);
            }
        }
    }
    shortened
}

/// What is known of the two does not speak against their being one.
fn suits(full: &Name, short: &Name) -> bool {
    use EntityKind::{Organization, Person, Place};
    !matches!(
        (full.kind(), short.kind()),
        (Place, _) | (Organization, Person) | (Person, Organization)
    )
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::staging::{corpus, describe, names};

    #[test]
    fn mentions_of_one_person_are_one() {
        let text = "Russian President Vladimir Putin spoke first. Putin’s aide listened. The \
                    Putin-Xi call was long, said Putin. Chinese President Xi Jinping agreed, and \
                    Xi said so.";
        assert_eq!(names("en", text), ["vladimir putin (person, 4)", "xi jinping (person, 3)"]);
    }

    #[test]
    fn two_persons_of_one_surname_stay_apart() {
        let text = "George Bush and Laura Bush came. Bush said he was glad. Bush left.";
        assert_eq!(
            names("en", text),
            ["bush (other, 2)", "george bush (person, 1)", "laura bush (person, 1)"]
        );
    }

    #[test]
    fn an_initial_more_or_less_is_the_same_person() {
        let text = "George W. Bush came. The hall was full. George Bush spoke. Later Bush left.";
        assert_eq!(names("en", text), ["george w. bush (person, 3)"]);
        let two = "George W. Bush met George H. W. Bush. Then George Bush spoke.";
        assert_eq!(names("en", two).len(), 3);
    }

    #[test]
    fn acronyms_are_what_they_stand_for() {
        let text = "The United Nations met. The U.N. voted, and the UN left. The Shanghai \
                    Cooperation Organisation (SCO) met as well; the SCO is young.";
        assert_eq!(
            names("en", text),
            [
                "united nations (organization, 3)",
                "shanghai cooperation organisation (organization, 3)"
            ]
        );
    }

    #[test]
    fn parts_of_names_stay_together() {
        let text = "He joined the Asia-Pacific Economic Cooperation summit with the Bank of \
                    England, with Ursula von der Leyen, Osama bin Laden and Ban Ki-moon in Abu Dhabi.";
        let found = names("en", text);
        for name in [
            "asia-pacific economic cooperation",
            "bank of england",
            "ursula von der leyen",
            "osama bin laden",
            "ban ki-moon",
            "abu dhabi",
        ] {
            assert!(
                found.iter().any(|of| of.starts_with(&format!("{name} ("))),
                "{name} {found:?}"
            );
        }
    }

    #[test]
    fn nationalities_dates_and_first_words_are_no_names() {
        let text = "Russian troops left on Monday. Yesterday many left. Talks began in May. \
                    Talking helps. The President slept. British and Canadian ministers came.";
        assert_eq!(names("en", text), [""; 0]);
        let text = "Foreign Ministry spokesperson Guo Jiakun and Security Council Secretary Sergei \
                    Shoigu met Secretary of State Ann Roe and Wang Yi, the foreign minister.";
        let found = names("en", text).join("; ");
        for name in
            ["guo jiakun (person", "sergei shoigu (person", "; ann roe (person", "wang yi (person"]
        {
            assert!(found.contains(name), "{name} {found}");
        }
        assert!(found.contains("security council (organization") && !found.contains("state"));
    }

    #[test]
    fn german_nouns_are_no_names() {
        let text = "Bundeskanzler Olaf Scholz reiste am Montag nach Kiew. Die Regierung lobte den \
                    Besuch. Scholz sagte, die Hilfe für Menschen und Soldaten gehe weiter. Putins \
                    Sprecher schwieg. Präsident Wladimir Putin reist im Mai nach China.";
        assert_eq!(
            names("de", text),
            [
                "olaf scholz (person, 2)",
                "wladimir putin (person, 2)",
                "kiew (place, 1)",
                "china (place, 1)"
            ]
        );
    }

    #[test]
    fn names_of_other_languages() {
        for (language, text, expected) in [
            (
                "fr",
                "Le président Emmanuel Macron est arrivé à Berlin. L’Allemagne attendait Macron. Les \
                 Français et le ministère de la Défense aussi.",
                ["emmanuel macron (person, 2)", "allemagne (place, 1)"],
            ),
            (
                "es",
                "El presidente Pedro Sánchez viajó a Bruselas. Según Sánchez, España quiere más.",
                ["pedro sánchez (person, 2)", "españa (place, 1)"],
            ),
            (
                "pt",
                "O presidente Luiz Inácio Lula da Silva viajou ao Egito. O Brasil espera Lula da Silva.",
                ["luiz inácio lula da silva (person, 2)", "brasil (place, 1)"],
            ),
            (
                "it",
                "Il ministro Antonio Tajani è arrivato in Francia. L’Italia aspetta Tajani.",
                ["antonio tajani (person, 2)", "italia (place, 1)"],
            ),
        ] {
            let found = names(language, text);
            for name in expected {
                assert!(found.contains(&name.to_owned()), "{language} {name} {found:?}");
            }
        }
    }

    #[test]
    fn scripts_without_capitals_have_no_names() {
        assert_eq!(names("zh", "俄罗斯总统普京周三与中国国家主席习近平举行视频会晤。"), [""; 0]);
        assert_eq!(names("ar", "التقى الرئيس الروسي نظيره الصيني يوم الأربعاء."), [""; 0]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_text_is_described(text in "(\\PC|[A-Z][a-z]{1,4}[ .,'’-]|[“”\"«»‘]|said |of |\n){0,80}") {
            for language in ["en", "de", "fr", "pt"] {
                let corpus = corpus(language, &[&text, &text]);
                let description = describe(&corpus);
                for entity in &description.entities {
                    prop_assert!(entity.mentions > 0 && !entity.name.is_empty());
                    prop_assert!(entity.sentences.is_sorted() && !entity.sentences.is_empty());
                    prop_assert!(entity.forms.contains(&entity.name));
                }
                for quotation in &description.quotations {
                    for citation in &quotation.citations {
                        let text = &corpus.document(citation.document).text;
                        prop_assert!(!citation.span.of(text).is_empty());
                    }
                }
                for term in &description.terms {
                    prop_assert!(term.mentions > 1 && term.sentences.is_sorted());
                }
            }
        }
    }
}
