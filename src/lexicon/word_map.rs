//! Whole words and names with what they mean.

use super::fold::{Folded, LONGEST};
use super::word_set::{Outlines, is_before};
use rustc_hash::FxHashMap;

/// Words and names in lower case, sorted, each with what it means.
#[derive(Debug)]
pub(crate) struct WordMap<T: 'static> {
    rows: &'static [(&'static str, T)],
    outlines: Outlines,
}

impl<T: Copy> WordMap<T> {
    /// A map of these words. A list that is not sorted does not compile where the map is a constant.
    pub(crate) const fn new(rows: &'static [(&'static str, T)]) -> Self {
        let mut outlines = Outlines::NONE;
        let mut at = 0;
        while at < rows.len() {
            let row = rows[at].0.as_bytes();
            assert!(row.len() <= LONGEST, "rows are short enough to be folded");
            assert!(at == 0 || is_before(rows[at - 1].0.as_bytes(), row), "rows are sorted");
            outlines = outlines.and(row);
            at += 1;
        }
        Self { rows, outlines }
    }

    /// What a word or name means, in whatever case it is printed.
    pub(crate) fn get(&self, name: &str) -> Option<T> {
        let name = Folded::of(name)?;
        let name = name.as_bytes();
        if !self.outlines.may_hold(name) {
            return None;
        }
        let at = self.rows.binary_search_by(|(entry, _)| entry.as_bytes().cmp(name)).ok()?;
        self.rows.get(at).map(|(_, meaning)| *meaning)
    }

    /// The words in order, each with what it means.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, T)> + use<T> {
        self.rows.iter().copied()
    }
}

/// The maps of several languages as one. Where they share a word, the first of them counts.
#[derive(Debug)]
pub(crate) struct Merged<T>(FxHashMap<&'static [u8], T>);

impl<T: Copy> Merged<T> {
    pub(crate) fn new<'a>(maps: impl IntoIterator<Item = &'a WordMap<T>>) -> Self
    where
        T: 'static,
    {
        let mut merged = FxHashMap::default();
        for (word, meaning) in maps.into_iter().flat_map(WordMap::rows) {
            merged.entry(word.as_bytes()).or_insert(meaning);
        }
        Self(merged)
    }

    /// What a word or name means, in whatever case it is printed.
    pub(crate) fn get(&self, name: &str) -> Option<T> {
        self.0.get(Folded::of(name)?.as_bytes()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Merged, WordMap};

    const SOME: WordMap<u8> =
        WordMap::new(&[("author's note", 1), ("conclusions", 2), ("méthodes", 3)]);

    const MORE: WordMap<u8> = WordMap::new(&[("conclusions", 4), ("wnioski", 5)]);

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
            assert_eq!(Merged::new([&SOME, &MORE]).get(name), expected, "{name}");
        }
    }

    #[test]
    fn a_word_of_several_languages_means_what_the_first_says() {
        let merged = Merged::new([&MORE, &SOME]);
        assert_eq!(merged.get("Conclusions"), Some(4));
        assert_eq!(merged.get("Wnioski"), Some(5));
        assert_eq!(merged.get("méthodes"), Some(3));
    }
}
