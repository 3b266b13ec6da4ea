//! Kinds of article, as they are printed above titles, in English.

use super::WordSet;

/// Words of badges about access that name a kind at most by chance.
const BADGES: WordSet = WordSet::new(&["access", "article", "articles", "free", "full", "open"]);

/// Words of which names of kinds are made, and no name of a journal by itself.
const KINDS: WordSet = WordSet::new(&["brief", "case", "clinical", "commentary", "communication", "communications", "editorial", "editorials", "guideline", "guidelines", "letter", "letters", "original", "paper", "papers", "perspective", "perspectives", "protocol", "report", "reports", "research", "review", "reviews", "short", "study", "trial"]);

/// Words of names of kinds that names of journals consist of, too.
const SHARED: WordSet = WordSet::new(&["contribution", "correspondence", "dispatch", "dispatches", "editor", "feature", "investigation", "invited", "length", "mini", "note", "opinion", "rapid", "science", "special", "systematic", "technical", "viewpoint"]);

/// Words that join those of a kind: `Letter to the Editor`.
const JOINTS: WordSet = WordSet::new(&["and", "of", "the", "to"]);

/// What the pages of journals on the web print beside kinds.
const PAGE_WORDS: WordSet =
    WordSet::new(&["homepage", "impact", "journal", "statement", "text"]);

/// Whether a word is one of which names of kinds are made.
pub(crate) fn is_kind(word: &str) -> bool {
    [BADGES, KINDS, SHARED, JOINTS].iter().any(|words| words.contains(word))
}

/// Whether a word is one of badges such as `Free full article` or `Open science`.
pub(crate) fn is_badge(word: &str) -> bool {
    BADGES.contains(word) || JOINTS.contains(word) || word.eq_ignore_ascii_case("science")
}

/// Whether a word tells of a kind, or of a page on the web, and of no journal.
pub(crate) fn is_of_no_journal(word: &str) -> bool {
    [BADGES, KINDS, PAGE_WORDS].iter().any(|words| words.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_from_badges_and_journals() {
        // Of a kind, of a badge, of no journal.
        let rows = [
            ("Review", true, false, true),
            ("OPEN", true, true, true),
            ("science", true, true, false),
            ("Investigation", true, false, false),
            ("of", true, true, false),
            ("homepage", false, false, true),
            ("Salt", false, false, false),
        ];
        for (word, kind, badge, no_journal) in rows {
            let found = (is_kind(word), is_badge(word), is_of_no_journal(word));
            assert_eq!(found, (kind, badge, no_journal), "{word}");
        }
    }
}
