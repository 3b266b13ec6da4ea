//! What conferences are called.

use super::language::Language;
use super::phrases::Phrases;
use std::sync::LazyLock;

/// Words that names of conferences have, by language.
const WORDS: &[(Language, &[&str])] = &[
    (
        Language::English,
        &[
            "annual meeting",
            "colloquium",
            "conference",
            "congress",
            "scientific sessions",
            "summit",
            "symposium",
            "workshop",
        ],
    ),
    (Language::German, &["kongress", "tagung"]),
    (Language::French, &["congrès"]),
    (Language::Spanish, &["congreso"]),
    (Language::Italian, &["convegno"]),
];

static CONFERENCES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(_, words)| words.iter());
    Phrases::new(words.map(|word| (*word, ())))
});

/// Whether a text has a word that names of conferences have.
pub(crate) fn names_conference(text: &str) -> bool {
    CONFERENCES.any_in(text)
}

#[cfg(test)]
mod tests {
    use super::names_conference;

    #[test]
    fn conferences_are_named_in_many_languages() {
        for (text, named) in [
            ("Conference on Salt", true),
            ("Jahrestagung für Salz", true),
            ("CONGRÈS du Sel", true),
            ("a meeting about salt", false),
        ] {
            assert_eq!(names_conference(text), named, "{text}");
        }
    }
}
