//! Small words: articles, conjunctions, prepositions and auxiliary verbs.

use super::fold::Folded;
use super::language::Language;
use super::word_set::WordSet;

/// What joins the words of a name that are written with capitals, by language: names of
/// institutions, funders, boards and journals keep it small.
const NAME_JOINTS: &[(Language, WordSet)] = &[
    (Language::English, WordSet::new(&["&", "and", "for", "in", "of", "on", "the"])),
    (Language::German, WordSet::new(&["das", "den", "der", "des", "für", "und", "von", "zur"])),
    (Language::French, WordSet::new(&["de", "des", "du", "et", "la", "le", "les"])),
    (Language::Spanish, WordSet::new(&["de", "del", "e", "la", "para", "y"])),
    (Language::Portuguese, WordSet::new(&["da", "das", "de", "do", "dos", "e", "para"])),
    (Language::Italian, WordSet::new(&["da", "del", "della", "di", "e", "la"])),
    (Language::Dutch, WordSet::new(&["de", "den", "der", "van"])),
    (Language::Polish, WordSet::new(&["i"])),
    (Language::Danish, WordSet::new(&["og"])),
    (Language::Swedish, WordSet::new(&["och", "till"])),
];

/// `and` by language, as it joins the last two names of a list.
const ANDS: &[(Language, WordSet)] = &[
    (Language::English, WordSet::new(&["&", "and"])),
    (Language::German, WordSet::new(&["und"])),
    (Language::French, WordSet::new(&["et"])),
    (Language::Spanish, WordSet::new(&["e", "y"])),
    (Language::Russian, WordSet::new(&["и"])),
    (Language::Ukrainian, WordSet::new(&["й", "та", "і"])),
    (Language::Greek, WordSet::new(&["και"])),
];

/// English articles.
const ARTICLES: WordSet = WordSet::new(&["a", "an", "the"]);

/// English conjunctions, and words that begin a clause like them.
const CONJUNCTIONS: WordSet = WordSet::new(&["and", "as", "or", "than", "that", "which"]);

/// Short English prepositions.
const PREPOSITIONS: WordSet =
    WordSet::new(&["at", "by", "for", "from", "in", "of", "on", "to", "with"]);

/// English verbs behind which a sentence goes on.
const VERBS: WordSet = WordSet::new(&["are", "be", "is", "was", "were"]);

/// English words that stand before a noun, and `not`.
const DETERMINERS: WordSet = WordSet::new(&["its", "not", "our", "their"]);

/// English words that are small as those above are, but may end a sentence.
const OTHERS: WordSet = WordSet::new(&["had", "has", "it", "no", "one", "this", "two", "we"]);

/// French, Italian and Spanish words between two nouns, with which no name begins.
const BETWEEN_NOUNS: WordSet = WordSet::new(&["de", "des", "di", "du", "la"]);

/// Words, beside those above, before which the first part of a compound may hang: `pre- versus post-`.
const BETWEEN_COMPOUNDS: WordSet = WordSet::new(&[
    "but",
    "nor",
    "oder",
    "plus",
    "rather",
    "respectively",
    "through",
    "und",
    "versus",
]);

/// What joins two compounds, beside `and`.
const BETWEEN_ENDS: WordSet = WordSet::new(&["nor", "oder", "or", "ou", "plus", "versus"]);

/// Words with which no name of a thing begins.
const PARTICLES: [WordSet; 4] = [ARTICLES, CONJUNCTIONS, PREPOSITIONS, VERBS];

/// Whether a word joins the words of a name in any language.
pub(crate) fn joins_names(word: &str) -> bool {
    let is_joint = |word| NAME_JOINTS.iter().any(|(_, words)| words.contains_folded(&word));
    Folded::of(word).is_some_and(is_joint)
}

/// Whether a word joins the words of a title: it joins names, or is an article or a preposition.
pub(crate) fn joins_titles(word: &str) -> bool {
    joins_names(word) || ARTICLES.contains(word) || PREPOSITIONS.contains(word)
}

/// Whether a word, as it is written, is `and` in any language: capitals are initials.
pub(crate) fn is_and(word: &str) -> bool {
    ANDS.iter().any(|(_, words)| words.contains_as_written(word))
}

/// Whether a word is a short English preposition.
pub(crate) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(word)
}

/// Whether the first part of a compound may hang before a word.
pub(crate) fn hangs_before(word: &str) -> bool {
    is_small(word) || BETWEEN_COMPOUNDS.contains(word)
}

/// Whether a word of two letters or more joins two compounds whose ends are the same: `pre- and postoperative`.
pub(crate) fn joins_compounds(word: &str) -> bool {
    BETWEEN_ENDS.contains_as_written(word) || word.len() > 1 && is_and(word)
}

/// Whether a word is one with which no name of a thing begins.
pub(crate) fn is_particle(word: &str) -> bool {
    PARTICLES.iter().any(|words| words.contains(word)) || BETWEEN_NOUNS.contains(word)
}

/// Whether an English sentence goes on behind a word as it is written: capitals are short forms.
pub(crate) fn leaves_open(word: &str) -> bool {
    PARTICLES.iter().chain([&DETERMINERS]).any(|words| words.contains_as_written(word))
}

/// Whether a word, as it is written, is a small one of English.
pub(crate) fn is_small(word: &str) -> bool {
    leaves_open(word) || OTHERS.contains_as_written(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_told_by_what_they_do() {
        // Joins names, joins titles, is a particle, a sentence goes on behind it, is small.
        let rows = [
            ("of", [true, true, true, true, true]),
            ("für", [true, true, false, false, false]),
            ("from", [false, true, true, true, true]),
            ("their", [false, false, false, true, true]),
            ("this", [false, false, false, false, true]),
            ("The", [true, true, true, false, false]),
            ("du", [true, true, true, false, false]),
            ("salt", [false; 5]),
            ("", [false; 5]),
        ];
        for (word, expected) in rows {
            let found = [
                joins_names(word),
                joins_titles(word),
                is_particle(word),
                leaves_open(word),
                is_small(word),
            ];
            assert_eq!(found, expected, "{word}");
        }
        for (word, and) in [("und", true), ("&", true), ("y", true), ("E", false), ("or", false)] {
            assert_eq!(is_and(word), and, "{word}");
        }
        assert!(is_preposition("In") && !is_preposition("the"));
        assert!(hangs_before("and") && hangs_before("versus") && !hangs_before("free"));
    }
}
