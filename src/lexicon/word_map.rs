//! Whole words, each with what it means.

use super::word_set::{folded_order, is_before};

/// Words in lower case with their meanings, sorted, so that one is found by bisection.
#[derive(Debug)]
pub(crate) struct WordMap<T: 'static>(&'static [(&'static str, T)]);

impl<T: Copy> WordMap<T> {
    /// These words. A table that is not sorted does not compile where it is a constant.
    pub(crate) const fn new(rows: &'static [(&'static str, T)]) -> Self {
        let mut at = 1;
        while at < rows.len() {
            assert!(is_before(rows[at - 1].0.as_bytes(), rows[at].0.as_bytes()), "rows are sorted");
            at += 1;
        }
        Self(rows)
    }

    /// The meaning of a word in whatever case.
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        let at = self.0.binary_search_by(|(entry, _)| folded_order(entry, word)).ok()?;
        self.0.get(at).map(|(_, meaning)| *meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::WordMap;

    const SOME: WordMap<u8> = WordMap::new(&[("mai", 5), ("maja", 5), ("märz", 3)]);

    #[test]
    fn words_have_their_meaning_in_any_case() {
        for (word, expected) in [("MÄRZ", Some(3)), ("mai", Some(5)), ("ma", None), ("", None)] {
            assert_eq!(SOME.get(word), expected, "{word}");
        }
    }
}
