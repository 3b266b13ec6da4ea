//! What the paper itself says short forms stand for.

use super::fold::Folded;
use super::index::{Form, automaton, places};
use super::vocabulary::Vocabulary;
use crate::document::abbreviation::Abbreviation;
use aho_corasick::AhoCorasick;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The short forms that a paper defines, with what they name in it.
pub(super) struct Definitions {
    /// By their spelling with capitals; nothing where the vocabulary has no such thing.
    named: BTreeMap<String, Option<u32>>,
    automaton: Option<AhoCorasick>,
    /// The short forms that name a thing, by the number of their pattern.
    known: Vec<(String, u32)>,
}

impl Definitions {
    /// Those of a paper. Where it defines a short form several times, what the vocabulary has counts; of two things, neither.
    pub(super) fn of(abbreviations: &[Abbreviation], vocabulary: &Vocabulary) -> Self {
        let mut all: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for own in abbreviations {
            let short = without_plural(&Folded::of(&own.short).cased).to_owned();
            let meaning = meaning(&short, &Folded::of(&own.long), vocabulary);
            all.entry(short).or_default().extend(meaning);
        }
        let one =
            |meanings: BTreeSet<u32>| meanings.first().copied().filter(|_| meanings.len() == 1);
        let named: BTreeMap<String, Option<u32>> =
            all.into_iter().map(|(short, meanings)| (short, one(meanings))).collect();
        let known = named.iter().filter_map(|(short, meaning)| Some((short.clone(), (*meaning)?)));
        let known: Vec<(String, u32)> = known.filter(|(short, _)| short.len() > 1).collect();
        let patterns = known.iter().map(|(short, _)| short.as_bytes());
        let automaton = if known.is_empty() { None } else { automaton(patterns, known.len()) };
        Self { named, automaton, known }
    }

    /// Where short forms stand that name a thing, in a text with its capitals.
    pub(super) fn find<'a>(
        &'a self,
        cased: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, &'a str, u32)> {
        places(self.automaton.as_ref(), cased).filter_map(|(at, range)| {
            let (short, concept) = self.known.get(at)?;
            Some((range, short.as_str(), *concept))
        })
    }

    /// Whether the paper defines a name with its capitals as that of something else.
    pub(super) fn deny(&self, cased: &str, concept: u32) -> bool {
        self.named.get(cased).is_some_and(|meaning| *meaning != Some(concept))
    }
}

/// What a long form names: a thing that the vocabulary calls so, or one that it calls by the short form and by words of
/// which the long form has nearly all.
fn meaning(short: &str, long: &Folded, vocabulary: &Vocabulary) -> Option<u32> {
    let (index, forms) = (vocabulary.index(), vocabulary.forms());
    let spelt = |small: &str, cased: &str| {
        let allowed = |form: &&Form| form.case.allows(&form.cased, cased, false);
        index.spelt(small, forms).iter().find(allowed).map(|form| form.concept)
    };
    let singular = (long.small.strip_suffix('s'), long.cased.strip_suffix('s'));
    let of_singular = || spelt(singular.0?, singular.1?);
    let alike = || {
        let of_short = spelt(&crate::text::aligned_lower_case(short), short)?;
        let words = words(&long.small);
        let is_alike = |form: &Form| are_alike(&words, &self::words(&form.small));
        index.of_concept(of_short, forms).any(is_alike).then_some(of_short)
    };
    spelt(&long.small, &long.cased).or_else(of_singular).or_else(alike)
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
