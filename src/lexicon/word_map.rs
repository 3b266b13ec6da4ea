//! Whole words and names with what they mean.

use super::fold::folded;
use super::word_set::is_before;

/// Words and names in lower case, sorted, each with what it means.
#[derive(Debug)]
pub(crate) struct WordMap<T: 'static>(&'static [(&'static str, T)]);

impl<T: Copy> WordMap<T> {
    /// A map of these words. A list that is not sorted does not compile where the map is a constant.
    pub(crate) const fn new(rows: &'static [(&'static str, T)]) -> Self {
        let mut at = 1;
        while at < rows.len() {
            assert!(is_before(rows[at - 1].0.as_bytes(), rows[at].0.as_bytes()), "rows are sorted");
            at += 1;
        }
        Self(rows)
    }

    /// What a word or name means, in whatever case it is printed.
    pub(crate) fn get(&self, name: &str) -> Option<T> {
        let at = self.0.binary_search_by(|(entry, _)| entry.chars().cmp(folded(name))).ok()?;
        self.0.get(at).map(|(_, meaning)| *meaning)
    }

    /// The words in order, each with what it means.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, T)> + use<T> {
        self.0.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::WordMap;

    const SOME: WordMap<u8> =
        WordMap::new(&[("author's note", 1), ("conclusions", 2), ("méthodes", 3)]);

    #[test]
    fn names_are_found_in_any_print() {
        for (name, expected) in [
            ("Author’s  note", Some(1)),
            ("CONCLUSIONS", Some(2)),
            ("MÉTHODES", Some(3)),
            ("conclusion", None),
            ("", None),
        ] {
            assert_eq!(SOME.get(name), expected, "{name}");
        }
    }
}
