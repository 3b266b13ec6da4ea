//! Parts of English compounds with a hyphen.

use super::word_set::WordSet;

/// What is said of a thing by the one before it: `age-related`, `host-derived`.
const STATES: WordSet = WordSet::new(&[
    "activated",
    "associated",
    "based",
    "coated",
    "containing",
    "deficient",
    "dependent",
    "derived",
    "directed",
    "driven",
    "expressing",
    "independent",
    "induced",
    "infected",
    "linked",
    "matched",
    "mediated",
    "negative",
    "positive",
    "related",
    "resistant",
    "specific",
    "stimulated",
    "targeted",
    "targeting",
    "transfected",
    "treated",
]);

/// Other second parts, which may be words by themselves as often: `age-standardised`, `low-income`.
const ENDS: WordSet = WordSet::new(&[
    "acquired",
    "adjusted",
    "assisted",
    "blind",
    "blinded",
    "confirmed",
    "controlled",
    "converting",
    "coupled",
    "cultured",
    "eligible",
    "enhanced",
    "established",
    "free",
    "grade",
    "grown",
    "guided",
    "income",
    "label",
    "labeled",
    "labelled",
    "level",
    "like",
    "limited",
    "making",
    "oriented",
    "preventable",
    "randomised",
    "randomized",
    "renewing",
    "resolved",
    "scale",
    "sectional",
    "selective",
    "sensitive",
    "sided",
    "stage",
    "standardised",
    "standardized",
    "stratified",
    "thirds",
    "threatening",
    "up",
    "weighted",
]);

/// First parts of compounds, where a long word follows.
const HEADS: WordSet = WordSet::new(&[
    "co", "cross", "double", "half", "large", "middle", "open", "self", "semi", "single", "three",
    "two", "well",
]);

/// Parts that make one word with what follows them.
const PREFIXES: WordSet = WordSet::new(&[
    "anti", "auto", "bio", "centi", "cor", "counter", "dis", "hyper", "hypo", "immuno", "inter",
    "intra", "mal", "micro", "mis", "mono", "multi", "neuro", "non", "nor", "out", "over", "phos",
    "photo", "poly", "post", "pre", "pro", "proto", "radio", "retro", "sero", "sub", "super",
    "sur", "thermo", "trans", "ultra", "under", "uni", "war",
]);

/// Whether a word is the second part of compounds.
pub(crate) fn is_end(word: &str) -> bool {
    STATES.contains(word) || ENDS.contains(word)
}

/// The second part that says what state a thing is in, if a word in lower case ends with one: the
/// longest.
pub(crate) fn state_at_end(word: &str) -> Option<&'static str> {
    let found = STATES.words().iter().filter(|state| word.ends_with(**state));
    found.max_by_key(|state| state.len()).copied()
}

/// Whether a word is the first part of compounds with a long word.
pub(crate) fn is_head(word: &str) -> bool {
    HEADS.contains(word)
}

/// Whether a part of a word makes one word with what follows it.
pub(crate) fn is_prefix(part: &str) -> bool {
    PREFIXES.contains(part)
}

/// The prefixes that a word in lower case begins with.
pub(crate) fn prefixes_of(word: &str) -> impl Iterator<Item = &'static str> {
    // Most prefixes are told from a word by their first letter.
    let first = word.as_bytes().first();
    let is_prefix =
        move |prefix: &&str| prefix.as_bytes().first() == first && word.starts_with(prefix);
    PREFIXES.words().iter().copied().filter(is_prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_compounds() {
        // End, head, prefix.
        let rows = [
            ("related", true, false, false),
            ("Income", true, false, false),
            ("cross", false, true, false),
            ("anti", false, false, true),
            ("salt", false, false, false),
        ];
        for (word, end, head, prefix) in rows {
            assert_eq!(
                (is_end(word), is_head(word), is_prefix(word)),
                (end, head, prefix),
                "{word}"
            );
        }
        assert_eq!(state_at_end("hostindependent"), Some("independent"));
        assert_eq!(state_at_end("hostdependent"), Some("dependent"));
        assert_eq!(state_at_end("income"), None);
    }
}
