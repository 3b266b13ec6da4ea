//! Side door: compares the words of two readings of a file, page by page.
//!
//! Order, case, ligatures, punctuation and hyphens at line ends do not count, since readings may
//! differ in them and both be right. Where they only differ in what is one word and what is two,
//! it is counted apart.

use crate::page::{Glyph, Page, Pages};
use crate::second;
use serde::Serialize;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Distance between glyphs of one line that separates words, in font sizes: half of a narrow
/// blank, and more than any kerning.
const WORD_GAP: f32 = 0.12;

/// Distance between baselines that separates words, in font sizes.
const LINE_GAP: f32 = 0.6;

/// Pieces that may be one word in the other reading: enough for a heading set in spaced letters.
const PIECES: usize = 16;

/// How two readings of a page differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PageComparison {
    /// The page, counted from 1.
    pub page: u32,
    /// Words of the first reading.
    pub first: usize,
    /// Words of the second reading.
    pub second: usize,
    /// Words that are one in one reading and several in the other.
    pub joined: usize,
    /// Words that only the first reading has, with their number.
    pub only_first: BTreeMap<String, usize>,
    /// Words that only the second reading has, with their number.
    pub only_second: BTreeMap<String, usize>,
    /// Why the second reading has no words of this page, if it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

impl PageComparison {
    /// Share of the words of both readings that only one of them has, in 0..=1.
    pub fn difference(&self) -> f64 {
        let single: usize = self.only_first.values().chain(self.only_second.values()).sum();
        let all = self.first + self.second;
        if all == 0 { 0.0 } else { single as f64 / all as f64 }
    }
}

/// Compares every page of the first reading with the second.
pub fn compare(pages: &Pages, second: &second::Reading) -> Vec<PageComparison> {
    let compared = (1..).zip(&pages.pages).map(|(number, page)| {
        let other = second.pages.iter().find(|other| other.page == number);
        let failure = match other {
            Some(other) => other.failure.clone(),
            None => Some(second.failure.clone().unwrap_or_else(|| "no such page".to_owned())),
        };
        let first = words(&plain_text(page));
        if failure.is_some() {
            let first = first.len();
            return PageComparison { page: number, first, failure, ..PageComparison::default() };
        }
        let second = other.map(|other| words(&other.text)).unwrap_or_default();
        compare_words(number, &first, &second)
    });
    compared.collect()
}

fn compare_words(page: u32, first: &[String], second: &[String]) -> PageComparison {
    let mut only_first = count(first);
    let mut only_second = count(second);
    only_first.retain(|word, number| {
        let common = only_second.get(word).copied().unwrap_or_default().min(*number);
        if common > 0 {
            *number -= common;
            take(&mut only_second, word, common);
        }
        *number > 0
    });
    let joined = join(second, &mut only_second, &mut only_first)
        + join(first, &mut only_first, &mut only_second);
    PageComparison {
        page,
        first: first.len(),
        second: second.len(),
        joined,
        only_first,
        only_second,
        failure: None,
    }
}

fn count(words: &[String]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.clone()).or_default() += 1;
    }
    counts
}

fn take(counts: &mut BTreeMap<String, usize>, word: &str, number: usize) {
    if let Some(left) = counts.get_mut(word) {
        *left = left.saturating_sub(number);
        if *left == 0 {
            counts.remove(word);
        }
    }
}

/// Finds runs of `words` whose pieces are left in `pieces` and that together are a word left in
/// `wholes`, takes them out of both, and says how many there are.
fn join(
    words: &[String],
    pieces: &mut BTreeMap<String, usize>,
    wholes: &mut BTreeMap<String, usize>,
) -> usize {
    let mut joined = 0;
    let mut start = 0;
    while start < words.len() {
        let mut whole = String::new();
        let mut end = start;
        let found = loop {
            match words.get(end) {
                Some(piece) if end - start < PIECES && pieces.contains_key(piece) => {
                    whole.push_str(piece);
                    end += 1;
                }
                _ => break false,
            }
            if end - start > 1 && wholes.contains_key(&whole) {
                break true;
            }
        };
        if found {
            take(wholes, &whole, 1);
            words[start..end].iter().for_each(|piece| take(pieces, piece, 1));
            joined += 1;
            start = end;
        } else {
            start += 1;
        }
    }
    joined
}

/// Runs of letters and digits in NFKC and lower case.
fn words(text: &str) -> Vec<String> {
    let folded: String =
        text.nfkc().filter(|c| *c != '\u{AD}').flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// The glyphs of a page in content order, with a blank where one word ends and another begins.
fn plain_text(page: &Page) -> String {
    let mut text = String::new();
    let mut previous: Option<&Glyph> = None;
    for glyph in &page.glyphs {
        if previous.is_some_and(|previous| separates(previous, glyph)) {
            text.push(' ');
        }
        page.push_text(glyph, &mut text);
        previous = Some(glyph);
    }
    text
}

fn separates(previous: &Glyph, glyph: &Glyph) -> bool {
    let size = previous.size.max(glyph.size);
    if (previous.angle - glyph.angle).abs() > 1.0 {
        return true;
    }
    let (sin, cos) = previous.angle.to_radians().sin_cos();
    let (x, y) = (glyph.origin.x - previous.origin.x, glyph.origin.y - previous.origin.y);
    let (along, across) = (x * cos + y * sin, y * cos - x * sin);
    // The box of a glyph is as wide as its advance, along whichever axis its line runs.
    let advance = previous.bbox.width() * cos.abs() + previous.bbox.height() * sin.abs();
    let advance = if previous.is_upright() { previous.bbox.width() } else { advance };
    along > advance + WORD_GAP * size || along < -WORD_GAP * size || across.abs() > LINE_GAP * size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(first: &str, second: &str) -> (Vec<String>, Vec<String>, usize) {
        let comparison = compare_words(1, &words(first), &words(second));
        let list = |map: &BTreeMap<String, usize>| {
            map.iter().flat_map(|(word, n)| std::iter::repeat_n(word.clone(), *n)).collect()
        };
        (list(&comparison.only_first), list(&comparison.only_second), comparison.joined)
    }

    /// Both readings, what only either has, and how many words are joined in one of them.
    type Case<'a> = (&'a str, &'a str, &'a [&'a str], &'a [&'a str], usize);

    #[test]
    fn what_counts_as_a_difference() {
        let cases: &[Case<'_>] = &[
            ("The Effect", "effect the", &[], &[], 0),
            ("ﬁnd the eﬀect", "find, the effect.", &[], &[], 0),
            ("well-\nknown", "well-known", &[], &[], 0),
            ("informa-\ntion", "information", &[], &[], 1),
            ("infor\u{AD}mation", "information", &[], &[], 0),
            ("A B S T R A C T of", "abstract of", &[], &[], 1),
            ("alone23", "alone 23", &[], &[], 1),
            ("dose of 10 mg", "dose of 70 mg", &["10"], &["70"], 0),
            ("a a a b", "a b b", &["a", "a"], &["b"], 0),
        ];
        for (first, second, only_first, only_second, joined) in cases {
            let (a, b, c) = compared(first, second);
            let message = format!("{first} | {second}");
            assert_eq!(a, *only_first, "{message}");
            assert_eq!(b, *only_second, "{message}");
            assert_eq!(c, *joined, "{message}");
        }
    }

    #[test]
    fn the_difference_is_a_share_of_all_words() {
        let comparison = compare_words(1, &words("a b c d"), &words("a b c e"));
        assert!((comparison.difference() - 0.25).abs() < 1e-9);
        assert_eq!(PageComparison::default().difference(), 0.0);
    }
}
