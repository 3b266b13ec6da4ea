//! Kinds of article, as they are printed above titles, in English.

use super::word_set::WordSet;

/// Words of badges about access that name a kind at most by chance.
const BADGES: WordSet = WordSet::new(&["access", "article", "articles", "free", "full", "open"]);

/// Words of which names of kinds are made, and no name of a journal by itself.
const KINDS: WordSet = WordSet::new(&[
    "brief",
    "case",
    "clinical",
    "commentary",
    "communication",
    "communications",
    "editorial",
    "editorials",
    "guideline",
    "guidelines",
    "letter",
    "letters",
    "original",
    "paper",
    "papers",
    "perspective",
    "perspectives",
    "protocol",
    "report",
    "reports",
    "research",
    "review",
    "reviews",
    "short",
    "study",
    "trial",
]);

/// Words of names of kinds that names of journals consist of, too.
const SHARED: WordSet = WordSet::new(&[
    "contribution",
    "correspondence",
    "data",
    "descriptor",
    "dispatch",
    "dispatches",
    "editor",
    "feature",
    "investigation",
    "invited",
    "length",
    "mini",
    "note",
    "opinion",
    "rapid",
    "science",
    "special",
    "systematic",
    "technical",
    "viewpoint",
]);

/// Words that join those of a kind: `Letter to the Editor`.
const JOINTS: WordSet = WordSet::new(&["and", "of", "the", "to"]);

/// What the pages of journals on the web print beside kinds, and parts of books.
const PAGE_WORDS: WordSet =
    WordSet::new(&["homepage", "impact", "journal", "licence", "license", "statement", "text"]);

/// Whether a text is the name of a kind of article or a badge: `Original Article`, `Case report:`.
pub(crate) fn names_kind(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .peekable();
    let is_of_kind = |word| [BADGES, KINDS, SHARED, JOINTS].iter().any(|all| all.contains(word));
    words.peek().is_some() && words.all(is_of_kind)
}

/// Whether a text is a badge such as `Free full article` or `Open science`; `Article` is a kind.
pub(crate) fn names_badge(text: &str) -> bool {
    let bare = text.trim();
    let single = ["article", "articles"].iter().any(|word| bare.eq_ignore_ascii_case(word));
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_of_badge = |word: &str| {
        BADGES.contains(word) || JOINTS.contains(word) || word.eq_ignore_ascii_case("science")
    };
    !single && words.all(is_of_badge)
}

/// Whether a word names a licence, which no journal is called after.
pub(crate) fn is_licence(word: &str) -> bool {
    ["licence", "license"].iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// Whether a word tells of a kind, or of a page on the web, and of no journal.
pub(crate) fn is_of_no_journal(word: &str) -> bool {
    [BADGES, KINDS, PAGE_WORDS].iter().any(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_from_badges() {
        for (text, kind, badge) in [
            ("Original Article", true, false),
            ("CASE REPORT:", true, false),
            ("Letter to the Editor", true, false),
            ("Open Access", true, true),
            ("article", true, false),
            ("Open science", true, true),
            ("A study of salt", false, false),
        ] {
            assert_eq!((names_kind(text), names_badge(text)), (kind, badge), "{text}");
        }
    }

    #[test]
    fn names_of_journals_have_words_of_their_own() {
        for (word, none) in [("Review", true), ("homepage", true), ("science", false)] {
            assert_eq!(is_of_no_journal(word), none, "{word}");
        }
    }
}
