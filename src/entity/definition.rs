//! What the paper itself says short forms stand for.

use super::case::Case;
use super::fold::Folded;
use super::index::{Form, automaton, is_long, places};
use super::vocabulary::Vocabulary;
use crate::document::abbreviation::Abbreviation;
use crate::text::aligned_lower_case;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The short forms that a paper defines, with what they name in it.
pub(super) struct Definitions {
    /// By their spelling with capitals; nothing where the vocabulary has no such thing.
    named: BTreeMap<String, Option<u32>>,
    automaton: Option<AhoCorasick>,
    /// All short forms by the number of their pattern, with their long forms in small letters.
    shorts: Vec<(String, Vec<String>)>,
}

impl Definitions {
    /// Those of a paper. Where it defines a short form several times, what the vocabulary has counts; of two things, neither.
    pub(super) fn of(abbreviations: &[Abbreviation], vocabulary: &Vocabulary) -> Self {
        let mut all: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        let mut longs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for own in abbreviations {
            let short = without_plural(&Folded::of(&own.short).cased).to_owned();
            let long = Folded::of(&own.long);
            match meaning(&short, &long, vocabulary) {
                Meaning::Thing(concept) => {
                    all.entry(short.clone()).or_default().insert(concept);
                }
                Meaning::Other => {
                    all.entry(short.clone()).or_default();
                }
                Meaning::Untold => {}
            }
            longs.entry(short).or_default().push(long.small);
        }
        let one =
            |meanings: BTreeSet<u32>| meanings.first().copied().filter(|_| meanings.len() == 1);
        let named: BTreeMap<String, Option<u32>> =
            all.into_iter().map(|(short, meanings)| (short, one(meanings))).collect();
        let shorts: Vec<_> = longs.into_iter().filter(|(short, _)| short.len() > 1).collect();
        let patterns = shorts.iter().map(|(short, _)| short.as_bytes());
        let automaton = if shorts.is_empty() { None } else { automaton(patterns, shorts.len()) };
        Self { named, automaton, shorts }
    }

    /// Where short forms stand in a text with its capitals.
    pub(super) fn find<'a>(
        &'a self,
        cased: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, Short<'a>)> {
        places(self.automaton.as_ref(), cased).filter_map(|(at, range)| {
            let (form, longs) = self.shorts.get(at)?;
            let concept = self.named.get(form).copied().flatten();
            Some((range, Short { form, longs, concept }))
        })
    }

    /// Whether the paper defines a name with its capitals as that of something else.
    pub(super) fn deny(&self, cased: &str, concept: u32) -> bool {
        self.named.get(cased).is_some_and(|meaning| *meaning != Some(concept))
    }
}

/// A short form of a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Short<'a> {
    pub(super) form: &'a str,
    longs: &'a [String],
    /// What it names.
    pub(super) concept: Option<u32>,
}

impl Short<'_> {
    /// Whether a part of it may name a thing: its long form has a name of that, too.
    pub(super) fn tells_of(&self, concept: u32, vocabulary: &Vocabulary) -> bool {
        let mut names = vocabulary.index().of_concept(concept, vocabulary.forms());
        names.any(|name| self.longs.iter().any(|long| has_words(long, &name.small)))
    }
}

/// What a definition says of the vocabulary.
enum Meaning {
    /// The short form is a name of this thing.
    Thing(u32),
    /// It is a name of something else.
    Other,
    /// Neither: the vocabulary has the short form as a name and no long one, and there is hardly another thing of that name.
    Untold,
}

/// What a long form names: a thing that the vocabulary calls so, or one that it calls by the short form and by words of
/// which the long form has nearly all.
fn meaning(short: &str, long: &Folded, vocabulary: &Vocabulary) -> Meaning {
    let (index, forms) = (vocabulary.index(), vocabulary.forms());
    let spelt = |small: &str, cased: &str| {
        let allowed = |form: &&Form| form.case.allows(&form.cased, cased, false);
        index.spelt(small, forms).iter().find(allowed).map(|form| form.concept)
    };
    let singular = (long.small.strip_suffix('s'), long.cased.strip_suffix('s'));
    let of_singular = || spelt(singular.0?, singular.1?);
    if let Some(concept) = spelt(&long.small, &long.cased).or_else(of_singular) {
        return Meaning::Thing(concept);
    }
    let Some(of_short) = spelt(&aligned_lower_case(short), short) else { return Meaning::Other };
    let words = words(&long.small);
    let names = || index.of_concept(of_short, forms).map(|form| &*form.small);
    if names().any(|name| are_alike(&words, &self::words(name))) {
        return Meaning::Thing(of_short);
    }
    let has_figure = short.contains(|c: char| c.is_numeric());
    let is_usual = Case::of(short) != Case::Any && !has_figure;
    if is_usual || names().any(is_long) { Meaning::Other } else { Meaning::Untold }
}

/// Whether a text has a name in it that is no part of a word.
fn has_words(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let beside = [text[..at].chars().next_back(), text[at + name.len()..].chars().next()];
        !beside.into_iter().flatten().any(char::is_alphanumeric)
    })
}

/// Whether of the words of either more than two thirds are words of the other.
fn are_alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    a.intersection(b).count() * 3 > a.len().max(b.len()) * 2
}

/// The words of a name as both kinds of English spell them, without an `s` of the plural.
fn words(small: &str) -> BTreeSet<String> {
    let words = small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let one = |word: &str| {
        let word = word.replace("ae", "e").replace("oe", "e").replace("our", "or");
        word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
    };
    words.map(one).collect()
}

/// A short form in capitals without the small `s` of its plural.
fn without_plural(short: &str) -> &str {
    let singular = short.strip_suffix('s');
    singular.filter(|own| own.ends_with(|c: char| c.is_uppercase())).unwrap_or(short)
}
