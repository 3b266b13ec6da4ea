//! Names by their spelling.

use super::case::Case;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;

/// A name of a thing, in the form in which names are compared.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) cased: Box<str>,
    pub(super) small: Box<str>,
    pub(super) concept: u32,
    pub(super) case: Case,
    pub(super) is_synonym: bool,
    /// Whether it may well stand for something else, where the paper has no other name of the thing.
    pub(super) is_doubtful: bool,
}

/// Finds the names that may stand for something else: short forms of three letters or fewer, where the term is another
/// name and one of the names has several words.
pub(super) fn doubt(forms: &mut [Form]) {
    let long = forms.iter().filter(|form| is_long(&form.small)).map(|form| form.concept);
    let long: FxHashSet<u32> = long.collect();
    for form in forms.iter_mut().filter(|form| form.is_synonym && form.case == Case::Given) {
        let is_of_letters = form.small.chars().all(char::is_alphabetic);
        form.is_doubtful = is_of_letters && long.contains(&form.concept);
    }
}

/// What finds names in a text, all of them in one pass.
pub(super) struct Index {
    /// Absent where there are more names than it can count, which no table that is read has.
    automaton: Option<AhoCorasick>,
    /// The forms of each spelling, by the number of its pattern.
    spellings: Vec<Range<u32>>,
    /// The forms by what they name.
    by_concept: Vec<u32>,
}

impl Index {
    /// Of forms that are sorted by their small letters.
    pub(super) fn of(forms: &[Form]) -> Self {
        let mut spellings = Vec::with_capacity(forms.len());
        let mut start = 0;
        for group in forms.chunk_by(|a, b| a.small == b.small) {
            let end = start + group.len() as u32;
            spellings.push(start..end);
            start = end;
        }
        let patterns = spellings.iter().map(|own| forms[own.start as usize].small.as_bytes());
        let mut by_concept: Vec<u32> = (0..start).collect();
        by_concept.sort_by_key(|at| forms[*at as usize].concept);
        let automaton = automaton(patterns, spellings.len());
        Self { automaton, spellings, by_concept }
    }

    /// The places of all spellings in a text in small letters, with the forms that are spelt so. They may lie upon each
    /// other; as no name is longer than a limit, there are no more at one place than a limit.
    pub(super) fn find<'a>(
        &'a self,
        small: &'a str,
        forms: &'a [Form],
    ) -> impl Iterator<Item = (Range<usize>, &'a [Form])> {
        places(self.automaton.as_ref(), small).map(|(at, range)| {
            let own = self.spellings.get(at).cloned().unwrap_or_default();
            (range, forms.get(own.start as usize..own.end as usize).unwrap_or_default())
        })
    }

    /// The forms that are spelt so.
    pub(super) fn spelt<'a>(&self, small: &str, forms: &'a [Form]) -> &'a [Form] {
        let start = forms.partition_point(|form| *form.small < *small);
        let end = start + forms[start..].partition_point(|form| *form.small == *small);
        &forms[start..end]
    }

    /// All forms of a thing.
    pub(super) fn of_concept<'a>(
        &'a self,
        concept: u32,
        forms: &'a [Form],
    ) -> impl Iterator<Item = &'a Form> {
        let of = |at: &u32| forms[*at as usize].concept;
        let start = self.by_concept.partition_point(|at| of(at) < concept);
        let own = self.by_concept[start..].iter().take_while(move |at| of(at) == concept);
        own.map(|at| &forms[*at as usize])
    }
}

/// Letters of a word of a long form, as opposed to a part of a short one.
const LETTERS_OF_WORD: usize = 4;

/// Whether a name has two words or more, so that a short form may stand for it.
pub(super) fn is_long(name: &str) -> bool {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let is_word =
        |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS_OF_WORD;
    words.filter(is_word).count() > 1
}

/// A byte that no text in UTF-8 has.
const NO_BYTE: u8 = 0xFF;

/// What finds all of these spellings, of which there are so many.
///
/// Before them it has a pattern that no text holds, with a state for each of them. The library moves the states that end a
/// pattern to the front, and swaps them with those that stand there, which makes chains: where most
/// states end a pattern (`G1` to `G99999`), it takes time that grows with the square of their number. States that end none
/// at the front make each chain a single swap.
pub(super) fn automaton<'a>(
    patterns: impl Iterator<Item = &'a [u8]>,
    count: usize,
) -> Option<AhoCorasick> {
    // The library has some states of its own.
    let before = Cow::Owned(vec![NO_BYTE; count + 4]);
    let patterns = std::iter::once(before).chain(patterns.map(Cow::Borrowed));
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        // The fastest kind needs many times the memory.
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .prefilter(false)
        .build(patterns)
        .ok()
}

/// Where the spellings stand, each with its number.
pub(super) fn places<'a>(
    automaton: Option<&'a AhoCorasick>,
    small: &'a str,
) -> impl Iterator<Item = (usize, Range<usize>)> {
    let found = automaton.and_then(|own| own.try_find_overlapping_iter(small).ok());
    // The first pattern is none of them, and is not found.
    let number = |pattern: usize| pattern.checked_sub(1);
    let found = found.into_iter().flatten();
    found.filter_map(move |own| Some((number(own.pattern().as_usize())?, own.range())))
}
