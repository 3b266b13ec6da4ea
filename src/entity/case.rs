//! Whether the case of a name may differ from that of the vocabulary.
//!
//! A name of three letters or fewer is found as it is given, one that is a word of English with the capitals behind its
//! first letter as they are given, and any other one in any case; a small letter at the beginning may be a capital, but a
//! capital there is no small letter before a capital: `EGFR` is not found in `eGFR`.
//!
//! So `ALL` and `MET` are not found in `all` and `met`, nor `mice` in `MICE`, but `Insulin` in `insulin`. A title or
//! heading in capitals tells no case: there, names in small letters are found, too, and names in capitals that are words of
//! English are not.

use wordnik_list::word_exists;

/// Letters of a name that is found as it is given.
const SHORT: usize = 3;

/// In which case a name is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// In any.
    Any,
    /// With the capitals behind its first letter as they are given.
    BehindFirst,
    /// As it is given.
    Given,
}

impl Case {
    /// That of a name.
    pub(super) fn of(name: &str) -> Self {
        if name.chars().filter(|c| c.is_alphabetic()).take(SHORT + 1).count() <= SHORT {
            Self::Given
        } else if is_english(name) {
            Self::BehindFirst
        } else {
            Self::Any
        }
    }

    /// Whether what is printed is a name of this case, when both are the same in small letters. `is_shouted` says
    /// whether it is part of a heading in capitals.
    pub(super) fn allows(self, name: &str, printed: &str, is_shouted: bool) -> bool {
        if self == Self::Any {
            return has_small_prefix(name) || !has_small_prefix(printed);
        }
        if name == printed {
            return !(is_shouted && is_english(name));
        }
        let (first, behind) = halves(name);
        let (own_first, own_behind) = halves(printed);
        let is_small = |text: &str| !text.chars().any(char::is_uppercase);
        if is_shouted && is_small(behind) && (is_small(first) || self == Self::BehindFirst) {
            return true;
        }
        behind == own_behind && (self == Self::BehindFirst || is_small(first) || first == own_first)
    }
}

/// Whether a small letter stands before a capital at the beginning: `eGFR`, `mTOR`.
fn has_small_prefix(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(char::is_lowercase)
        && characters.next().is_some_and(char::is_uppercase)
}

/// The first character and the others.
fn halves(text: &str) -> (&str, &str) {
    text.split_at(text.chars().next().map_or(0, char::len_utf8))
}

/// Whether a name in small letters is a word of English.
fn is_english(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphabetic()) && word_exists(&name.to_ascii_lowercase())
}

/// Whether a title or heading is in capitals: two words or more, and no small letter.
pub(super) fn is_shouted(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.take(2).count() == 2 && !text.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Case, is_shouted};

    #[test]
    fn case_tells_names_from_words() {
        // The name, what is printed, whether it is that in a sentence, and in a heading in capitals.
        let rows = [
            ("ALL", "ALL", true, false),
            ("ALL", "all", false, false),
            ("ALL", "All", false, false),
            ("HIV", "HIV", true, true),
            ("MET", "Met", false, false),
            ("REST", "rest", false, false),
            ("REST", "REST", true, false),
            ("REST", "Rest", false, false),
            ("rat", "Rat", true, true),
            ("rat", "RAT", false, true),
            ("Kit", "kit", false, false),
            ("mice", "Mice", true, true),
            ("mice", "MICE", false, true),
            ("Insulin", "insulin", true, true),
            ("Insulin", "INSULIN", false, true),
            ("insulin", "Insulin", true, true),
            ("CD19", "CD19", true, true),
            ("CD19", "cd19", false, false),
            ("p53", "P53", true, true),
            ("KRAS", "Kras", true, true),
            ("EGFR", "eGFR", false, false),
            ("mTOR", "MTOR", true, true),
            ("mTOR", "mTOR", true, true),
            ("acute leukemia", "Acute Leukemia", true, true),
            ("é", "É", true, true),
        ];
        for (name, printed, in_sentence, in_heading) in rows {
            let case = Case::of(name);
            let found = [false, true].map(|is_shouted| case.allows(name, printed, is_shouted));
            assert_eq!(found, [in_sentence, in_heading], "{name} {printed}");
        }
    }

    #[test]
    fn headings_in_capitals_are_told() {
        let rows = [("WE MET", true), ("MET", false), ("MET 12", false), ("We MET", false)];
        for (text, expected) in rows {
            assert_eq!(is_shouted(text), expected, "{text}");
        }
    }
}
