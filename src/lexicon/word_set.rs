//! Sets of whole words.

use super::fold::{Folded, LONGEST};

/// Words in lower case, sorted, so that one is found by bisection.
#[derive(Debug)]
pub(crate) struct WordSet(&'static [&'static str]);

impl WordSet {
    /// A set of these words. A list that is not sorted does not compile where the set is a constant.
    pub(crate) const fn new(words: &'static [&'static str]) -> Self {
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            assert!(word.len() <= LONGEST, "words are short enough to be folded");
            assert!(at == 0 || is_before(words[at - 1].as_bytes(), word), "words are sorted");
            at += 1;
        }
        Self(words)
    }

    /// Whether a word is in the set, in whatever case.
    pub(crate) fn contains(&self, word: &str) -> bool {
        Folded::of(word).is_some_and(|word| self.contains_folded(&word))
    }

    /// Whether a word is in the set that is to be looked up in several sets.
    pub(crate) fn contains_folded(&self, word: &Folded) -> bool {
        self.0.binary_search_by(|entry| entry.as_bytes().cmp(word.as_bytes())).is_ok()
    }

    /// Whether a word is in the set as it is written: in lower case.
    pub(crate) fn contains_as_written(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The words in order.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        self.0
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
