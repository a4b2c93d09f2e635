//! What a sentence takes for known that its article introduced before it: surnames, acronyms, and
//! things named by "the" at the start.
//!
//! No list of names tells who must be introduced: the articles do. A name that every article of
//! the topic brings in as part of a longer one (*Xu Zhiyong*) before it stands alone (*Xu*) has to
//! be introduced here too; one that any article uses at once (*Iran*) is known. The same holds for
//! acronyms, which are brought in beside or inside brackets, and for nouns behind a definite
//! article. Scripts without capitals have no names and no acronyms.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{self, Names, is_capital};
use crate::analyze::Terms;
use crate::analyze::duplicate::Group;
use crate::analyze::leaning::{self, Kind};
use crate::analyze::term_map::TermMap;
use crate::model::{Corpus, Date, Document, DocumentId, SentenceId, TermId, Topic};

/// What each group of a topic needs before it.
#[derive(Debug, Default)]
pub struct Introductions {
    needs: Vec<Vec<Need>>,
}

/// Something that a group takes for known.
#[derive(Debug, PartialEq, Eq)]
struct Need {
    /// The groups that introduce it and stand before the group in order of time, ascending.
    givers: Vec<usize>,
}

/// How a word stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mention {
    /// Brings in what it names.
    Full,
    /// Takes it for known.
    Bare,
}

/// The names and acronyms of a sentence, each once, full where it is full anywhere.
type Mentions = Vec<(TermId, Mention)>;

impl Introductions {
    /// Reads what the groups need and give; `names` are those of the topic. O(words) time, and
    /// O(needs · givers).
    pub fn of(
        groups: &[Group],
        topic: &Topic,
        names: &Names,
        corpus: &Corpus,
        terms: &Terms,
    ) -> Self {
        let n_words = topic.sentences.iter().map(|&id| corpus.words(id).len()).sum();
        let reader = Reader { names, corpus, terms, n_words };
        let representatives = || groups.iter().map(|group| group.representative);
        let openings: Vec<Option<TermId>> =
            representatives().map(|id| reader.opening_noun(id)).collect();
        let mentions: Vec<Mentions> =
            representatives().map(|id| reader.best_mentions(id)).collect();
        let asked = reader.marked(openings.iter().copied().flatten());
        let known = reader.known(topic, asked.as_ref(), groups, &mentions);
        let bare = |mentions: &Mentions| -> Vec<TermId> {
            let is_needed =
                |(term, mention)| mention == Mention::Bare && known.must_introduce(term);
            mentions.iter().copied().filter(|&of| is_needed(of)).map(|(term, _)| term).collect()
        };
        let mut needed: Vec<Vec<TermId>> = mentions.iter().map(bare).collect();
        for (index, (group, noun)) in groups.iter().zip(openings).enumerate() {
            let Some(noun) = noun else { continue };
            if known.is_taken_up(noun, group.representative, corpus) {
                needed[index].push(noun);
            }
        }
        let mut givers: FxHashMap<TermId, Vec<usize>> = FxHashMap::default();
        if let Some(names) = reader.marked(needed.iter().flatten().copied()) {
            for (index, mentions) in mentions.iter().enumerate() {
                let is_full = |&&(term, mention): &&(TermId, Mention)| {
                    mention == Mention::Full && names.get(term)
                };
                for &(term, _) in mentions.iter().filter(is_full) {
                    givers.entry(term).or_default().push(index);
                }
            }
        }
        if let Some(nouns) = reader.marked(known.definite_nouns(&needed)) {
            for (index, group) in groups.iter().enumerate() {
                let held = terms.of_id(corpus, group.representative);
                for &term in held.iter().filter(|&&term| nouns.get(term)) {
                    let givers = givers.entry(term).or_default();
                    if givers.last() != Some(&index) {
                        givers.push(index);
                    }
                }
            }
        }
        let need = |index: usize, term: &TermId| {
            let all = givers.get(term).map_or(&[][..], Vec::as_slice);
            let id = groups[index].representative;
            let is_before = |giver: &usize| {
                *giver != index && stands_before(groups[*giver].representative, id, corpus)
            };
            Need { givers: all.iter().copied().filter(is_before).collect() }
        };
        let needs = |(index, terms): (usize, &Vec<TermId>)| {
            terms.iter().map(|term| need(index, term)).collect()
        };
        Self { needs: needed.iter().enumerate().map(needs).collect() }
    }

    /// Whether nothing that the group at `index` takes for known is missing from a summary that
    /// `holds` others.
    pub fn are_met(&self, index: usize, holds: impl Fn(usize) -> bool) -> bool {
        self.needs[index].iter().all(|need| need.givers.iter().any(|&giver| holds(giver)))
    }

    /// Pairs of places in `chosen` of which the first introduces what the second takes for known;
    /// one for each such thing.
    pub fn among(&self, chosen: &[usize]) -> Vec<(usize, usize)> {
        let place = |giver: &usize| chosen.iter().position(|index| index == giver);
        let of = |(place_of_needy, &index): (usize, &usize)| {
            let needs = self.needs[index].iter();
            let givers = needs.filter_map(move |need| need.givers.iter().find_map(place));
            givers.map(move |giver| (giver, place_of_needy)).collect::<Vec<_>>()
        };
        chosen.iter().enumerate().flat_map(of).collect()
    }

    /// Whether the group at `index` takes nothing for known.
    pub fn is_free(&self, index: usize) -> bool {
        self.needs[index].is_empty()
    }
}

/// By the day of their documents; within a day anything can stand first, within a document only
/// what stands first there.
fn stands_before(one: SentenceId, other: SentenceId, corpus: &Corpus) -> bool {
    let place = |id: SentenceId| {
        let document = corpus.sentence(id).document;
        let date = corpus.document(document).published;
        (document, (date.is_none(), date.map(Date::day)))
    };
    let ((own, day), (others, other_day)) = (place(one), place(other));
    if own == others { one < other } else { day <= other_day }
}

struct Reader<'a> {
    names: &'a Names,
    corpus: &'a Corpus,
    terms: &'a Terms,
    /// Words of the topic.
    n_words: usize,
}

/// How the articles of a topic bring in their names and nouns.
struct Known {
    /// Articles whose first mention of a term is full, and those where it is bare.
    firsts: TermMap<(u32, u32)>,
    /// The first sentence of an article that has a noun with which some sentence opens.
    nouns: FxHashMap<(DocumentId, TermId), SentenceId>,
    /// Those of them that an article brings in behind a definite article.
    definite: FxHashSet<TermId>,
}

impl Known {
    fn must_introduce(&self, term: TermId) -> bool {
        let (full, bare) = self.firsts.get(term);
        full > 0 && bare == 0
    }

    /// The noun stands in the article before `id`, and no article takes it for known at once.
    fn is_taken_up(&self, noun: TermId, id: SentenceId, corpus: &Corpus) -> bool {
        let document = corpus.sentence(id).document;
        !self.definite.contains(&noun)
            && self.nouns.get(&(document, noun)).is_some_and(|&first| first < id)
    }

    fn definite_nouns(&self, needed: &[Vec<TermId>]) -> impl Iterator<Item = TermId> {
        let all = needed.iter().flatten().copied();
        all.filter(|&term| self.firsts.get(term) == (0, 0))
    }
}

impl Reader<'_> {
    /// Which terms `these` are; `None` where there is none.
    fn marked(&self, these: impl Iterator<Item = TermId>) -> Option<TermMap<bool>> {
        let mut marked = None;
        for term in these {
            let map = || TermMap::new(self.terms, self.n_words);
            *marked.get_or_insert_with(map).of(term) = true;
        }
        marked
    }

    /// `asked` are the nouns behind a definite article that begins a sentence; `mentions` are those
    /// of the groups' representatives, which need not be read again.
    fn known(
        &self,
        topic: &Topic,
        asked: Option<&TermMap<bool>>,
        groups: &[Group],
        mentions: &[Mentions],
    ) -> Known {
        let mut known = Known {
            firsts: TermMap::new(self.terms, self.n_words),
            nouns: FxHashMap::default(),
            definite: FxHashSet::default(),
        };
        // The last article, counted from 1, that was seen to mention each.
        let mut seen: TermMap<u32> = TermMap::new(self.terms, self.n_words);
        for (number, &document) in (1..).zip(&topic.documents) {
            let ids = self.corpus.sentences_of(document);
            for id in ids.filter(|&id| self.corpus.sentence(id).kind.is_body()) {
                let place = groups.binary_search_by_key(&id, |group| group.representative);
                let read = place.ok().map(|place| Cow::from(&mentions[place]));
                let read = read.unwrap_or_else(|| self.best_mentions(id).into());
                for &(term, mention) in read.iter() {
                    if std::mem::replace(seen.of(term), number) != number {
                        let (full, bare) = known.firsts.of(term);
                        *(if mention == Mention::Full { full } else { bare }) += 1;
                    }
                }
                if let Some(asked) = asked {
                    self.add_nouns(id, asked, &mut known);
                }
            }
        }
        known
    }

    fn add_nouns(&self, id: SentenceId, asked: &TermMap<bool>, known: &mut Known) {
        let document = self.corpus.document(self.corpus.sentence(id).document);
        let spans = self.corpus.words(id);
        for (place, &term) in self.terms.of_id(self.corpus, id).iter().enumerate() {
            if asked.get(term)
                && !self.names.contains(term)
                && !known.nouns.contains_key(&(document.id, term))
            {
                known.nouns.insert((document.id, term), id);
                let before = place.checked_sub(1).map_or("", |at| spans[at].of(&document.text));
                let is_article = |language| leaning::is_one(before, Kind::Article, language);
                if document.language.is_some_and(is_article) {
                    known.definite.insert(term);
                }
            }
        }
    }

    /// The noun behind a definite article that begins the sentence.
    fn opening_noun(&self, id: SentenceId) -> Option<TermId> {
        let document = self.corpus.document(self.corpus.sentence(id).document);
        let mut words = name::words(id, self.corpus, self.terms);
        let (article, _) = words.next()?;
        let (word, &noun) = words.next()?;
        let is_definite = leaning::is_one(article, Kind::Article, document.language?);
        (is_definite && self.terms.is_content(noun) && !is_capital(word) && !name::is_number(word))
            .then_some(noun)
    }

    /// The names and acronyms of a sentence, each once, full where it is full anywhere.
    fn best_mentions(&self, id: SentenceId) -> Mentions {
        let mut mentions = self.mentions(id);
        mentions.sort_unstable();
        mentions.dedup_by_key(|&mut (term, _)| term);
        mentions
    }

    fn mentions(&self, id: SentenceId) -> Mentions {
        let document = self.corpus.document(self.corpus.sentence(id).document);
        let spans = self.corpus.words(id);
        let tokens = self.terms.of_id(self.corpus, id);
        let capitals = self.names.capitals(id);
        // A first word has a capital whatever it is.
        let is_name = |&place: &u32| place > 0 || self.names.contains(tokens[place as usize]);
        let joins = |a: Option<&u32>, b: Option<&u32>| {
            let (Some(a), Some(b)) = (a.filter(|a| is_name(a)), b.filter(|b| is_name(b))) else {
                return false;
            };
            let gap = spans[*a as usize].range().end..spans[*b as usize].range().start;
            a + 1 == *b && document.text.get(gap) == Some(" ")
        };
        let mention = |(at, &place): (usize, &u32)| {
            let (term, span) = (tokens[place as usize], spans[place as usize]);
            if !self.names.contains(term) {
                return None;
            }
            let (before, behind) = (at.checked_sub(1), at + 1);
            let is_full = if is_acronym(span.of(&document.text)) {
                is_beside_bracket(document, span.range())
            } else {
                let this = capitals.get(at);
                joins(this, capitals.get(behind))
                    || joins(before.and_then(|before| capitals.get(before)), this)
            };
            Some((term, if is_full { Mention::Full } else { Mention::Bare }))
        };
        capitals.iter().enumerate().filter_map(mention).collect()
    }
}

/// Two capitals and more, and nothing else.
fn is_acronym(word: &str) -> bool {
    word.chars().count() >= 2 && word.chars().all(char::is_uppercase)
}

/// Stands in brackets or right before some.
fn is_beside_bracket(document: &Document, range: std::ops::Range<usize>) -> bool {
    let before = document.text.get(..range.start).unwrap_or_default();
    let behind = document.text.get(range.end..).unwrap_or_default();
    before.ends_with('(') || behind.starts_with(" (")
}
