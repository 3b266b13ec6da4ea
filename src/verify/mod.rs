//! Side door: compares what reaches the output with an independent reading, page by page.
//!
//! Order, case, ligatures, punctuation and hyphens at line ends do not count, since readings may
//! differ in them and both be right. Where they only differ in what is one word and what is two,
//! it is counted apart. A word of the second reading is looked for in the article first, then among
//! furniture, in figures, and among what cannot be seen; it says how many were found where.

mod output;
mod word;

pub use output::{PageOutput, output};

use crate::document::TornLine;
use crate::second;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pieces that may be one word in the other reading: enough for a heading set in spaced letters.
const PIECES: usize = 16;

/// How the output and the second reading of a page differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PageComparison {
    /// The page, counted from 1.
    pub page: u32,
    /// Words that the output has of this page, but for hidden ones.
    pub output: usize,
    /// Words of the second reading.
    pub second: usize,
    /// Words of the second reading that stand in the article.
    pub body: usize,
    /// Words of the second reading that stand among furniture only.
    pub furniture: usize,
    /// Words of the second reading that stand in figures only.
    pub figures: usize,
    /// Words of the second reading that a reader of the page cannot see.
    pub hidden: usize,
    /// Words that are one in one of both and several in the other.
    pub joined: usize,
    /// Words that only the output has, with their number.
    pub only_output: BTreeMap<String, usize>,
    /// Words that only the second reading has, with their number: they reach no output.
    pub only_second: BTreeMap<String, usize>,
    /// Whether something is drawn on the page of which the output has no word, be it that neither
    /// reading has one or that all are hidden.
    pub unread: bool,
    /// What of the page is known to be missing from the output.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub losses: Vec<String>,
    /// Printed lines whose words ended in different texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub torn_lines: Vec<TornLine>,
    /// Why the second reading has no words of this page, if it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

impl PageComparison {
    /// Share of the words of both that only one of them has, in 0..=1.
    pub fn difference(&self) -> f64 {
        let single: usize = self.only_output.values().chain(self.only_second.values()).sum();
        let all = self.output + self.second;
        if all == 0 { 0.0 } else { single as f64 / all as f64 }
    }

    /// Whether the page is to be looked at: more than this share of the words differs, or it was not
    /// read, not compared, or something of it is known to be wrong.
    pub fn differs(&self, tolerance: f64) -> bool {
        self.failure.is_some()
            || self.unread
            || !self.losses.is_empty()
            || !self.torn_lines.is_empty()
            || self.difference() > tolerance
    }
}

/// Compares every page of the output with the second reading.
pub fn compare(pages: &[PageOutput], second: &second::Reading) -> Vec<PageComparison> {
    let compared = (1..).zip(pages).map(|(number, page)| {
        let other = second.pages.iter().find(|other| other.page == number);
        let failure = match other {
            Some(other) => other.failure.clone(),
            None => Some(second.failure.clone().unwrap_or_else(|| "no such page".to_owned())),
        };
        let text = other.filter(|_| failure.is_none()).map(|other| other.text.as_str());
        let second = word::words(text.unwrap_or_default());
        let mut comparison = compare_page(page, &second);
        if failure.is_some() {
            comparison.only_output.clear();
        }
        PageComparison { page: number, failure, ..comparison }
    });
    compared.collect()
}

fn compare_page(page: &PageOutput, second: &[String]) -> PageComparison {
    let mut left = count(second);
    let mut found = [0; 4];
    let mut only_output = BTreeMap::new();
    let mut joined = 0;
    let parts = [&page.body, &page.furniture, &page.figures, &page.hidden];
    for (at, words) in parts.into_iter().enumerate() {
        let mut only_part = count(words);
        found[at] = share_out(&mut only_part, &mut left);
        // A second reading may leave out what cannot be seen.
        if at < 3 {
            for (word, number) in only_part {
                *only_output.entry(word).or_default() += number;
            }
        }
    }
    joined += join(second, &mut left, &mut only_output);
    for words in parts {
        joined += join(words, &mut only_output, &mut left);
    }
    let output = page.body.len() + page.furniture.len() + page.figures.len();
    let [body, furniture, figures, hidden] = found;
    PageComparison {
        output,
        second: second.len(),
        body,
        furniture,
        figures,
        hidden,
        joined,
        only_output,
        only_second: left,
        unread: page.inked && output == 0,
        losses: page.losses.clone(),
        torn_lines: page.torn_lines.clone(),
        ..PageComparison::default()
    }
}

/// Takes the words that both have out of both, and says how many there are.
fn share_out(first: &mut BTreeMap<String, usize>, second: &mut BTreeMap<String, usize>) -> usize {
    let mut shared = 0;
    first.retain(|word, number| {
        let common = second.get(word).copied().unwrap_or_default().min(*number);
        if common > 0 {
            *number -= common;
            shared += common;
            take(second, word, common);
        }
        *number > 0
    });
    shared
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

#[cfg(test)]
mod tests {
    use super::word::words;
    use super::*;

    fn compare_words(first: &str, second: &str) -> PageComparison {
        let page = PageOutput { body: words(first), inked: true, ..PageOutput::default() };
        compare_page(&page, &words(second))
    }

    fn compared(first: &str, second: &str) -> (Vec<String>, Vec<String>, usize) {
        let comparison = compare_words(first, second);
        let list = |map: &BTreeMap<String, usize>| {
            map.iter().flat_map(|(word, n)| std::iter::repeat_n(word.clone(), *n)).collect()
        };
        (list(&comparison.only_output), list(&comparison.only_second), comparison.joined)
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
        let comparison = compare_words("a b c d", "a b c e");
        assert!((comparison.difference() - 0.25).abs() < 1e-9);
        assert_eq!(PageComparison::default().difference(), 0.0);
    }

    #[test]
    fn words_are_looked_for_where_they_may_be() {
        let page = PageOutput {
            body: words("a b"),
            furniture: words("c"),
            figures: words("d"),
            hidden: words("e f"),
            inked: true,
            ..PageOutput::default()
        };
        let compared = compare_page(&page, &words("a b c d e g"));
        let PageComparison { body, furniture, figures, hidden, only_second, .. } = &compared;
        assert_eq!([*body, *furniture, *figures, *hidden], [2, 1, 1, 1]);
        assert_eq!((only_second.len(), compared.only_output.len()), (1, 0));
    }

    #[test]
    fn a_page_that_nobody_read_is_not_passed() {
        let page = PageOutput { inked: true, ..PageOutput::default() };
        assert!(compare_page(&page, &[]).differs(0.5));
        assert!(!compare_page(&PageOutput::default(), &[]).differs(0.5));
    }
}
