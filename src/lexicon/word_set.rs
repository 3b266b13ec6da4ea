//! Sets of whole words.

use super::fold::{Folded, LONGEST};

/// Words in lower case, sorted, so that one is found by bisection.
#[derive(Debug)]
pub(crate) struct WordSet {
    words: &'static [&'static str],
    outlines: Outlines,
}

impl WordSet {
    /// A set of these words. A list that is not sorted does not compile where the set is a constant.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut outlines = Outlines::NONE;
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(word.len() <= LONGEST, "words are short enough to be folded");
            assert!(at == 0 || is_before(words[at - 1].as_bytes(), word), "words are sorted");
            outlines = outlines.and(word);
            at += 1;
        }
        Self { words, outlines }
    }

    /// Whether a word is in the set, in whatever case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        Folded::of(word).is_some_and(|word| self.contains_folded(&word))
    }

    /// Whether a word is in the set that is to be looked up in several sets.
    pub(crate) fn contains_folded(&self, word: &Folded) -> bool {
        let word = word.as_bytes();
        self.outlines.may_hold(word)
            && self.words.binary_search_by(|entry| entry.as_bytes().cmp(word)).is_ok()
    }

    /// Whether a word is in the set as it is written: in lower case.
    pub(crate) fn contains_as_written(&self, word: &str) -> bool {
        self.outlines.may_hold(word.as_bytes()) && self.words.binary_search(&word).is_ok()
    }

    /// The words in order.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

/// The lengths and first bytes of words. Most words that are asked about are in no list, and are told so by these
/// without a comparison.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outlines {
    lengths: u128,
    /// By the last six bits, which tell small letters apart.
    first_bytes: u64,
}

impl Outlines {
    /// Of no word.
    pub(super) const NONE: Self = Self { lengths: 0, first_bytes: 0 };

    /// With a word more, which has [`LONGEST`] bytes at most.
    pub(super) const fn and(self, word: &[u8]) -> Self {
        let Self { lengths, first_bytes } = self;
        Self {
            lengths: lengths | 1 << word.len(),
            first_bytes: first_bytes | Self::first_byte(word),
        }
    }

    /// Whether a word may be one of them.
    pub(super) const fn may_hold(&self, word: &[u8]) -> bool {
        word.len() <= LONGEST
            && self.lengths >> word.len() & 1 == 1
            && self.first_bytes & Self::first_byte(word) != 0
    }

    const fn first_byte(word: &[u8]) -> u64 {
        if word.is_empty() { 1 } else { 1 << (word[0] & 63) }
    }
}

/// Whether the first of two strings stands before the other in the order of their bytes, which is
/// that of their characters.
pub(super) const fn is_before(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return a[at] < b[at];
        }
        at += 1;
    }
    a.len() < b.len()
}

#[cfg(test)]
mod tests {
    use super::WordSet;

    const SOME: WordSet = WordSet::new(&["de", "der", "van", "ö"]);

    #[test]
    fn words_are_found_in_any_case() {
        for (word, expected) in
            [("de", true), ("DER", true), ("Ö", true), ("d", false), ("", false)]
        {
            assert_eq!(SOME.contains(word), expected, "{word}");
            let lower = word.chars().all(char::is_lowercase);
            assert_eq!(SOME.contains_as_written(word), expected && lower, "{word}");
        }
    }
}
