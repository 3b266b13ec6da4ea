//! Registries of trials and reviews, and how their numbers begin.

/// Names and words of registries, and beginnings of their numbers, in lower case.
pub(crate) const NAMES: &[&str] = &[
    "clinicaltrials.gov",
    "clinicaltrials. gov",
    "clinical trials registry",
    "clinical trial registry",
    "trial registry",
    "trial register",
    "trials register",
    "isrctn",
    "prospero",
    "eudract",
    "chictr",
    "open science framework",
    "drks",
    "anzctr",
    "actrn",
    "umin",
    "nct0",
];

/// How numbers of registries begin, as they are written.
const NUMBERS: &[&str] = &["NCT0", "ISRCTN", "ChiCTR", "UMIN", "DRKS", "ACTRN"];

/// Whether a word begins like the number of a registration.
pub(crate) fn numbers(word: &str) -> bool {
    NUMBERS.iter().any(|start| word.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_of_registrations() {
        for (word, expected) in [("NCT01234567", true), ("ISRCTN1", true), ("12/034", false)] {
            assert_eq!(numbers(word), expected, "{word}");
        }
    }
}
