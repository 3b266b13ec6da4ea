//! Words beside numbers that say what they number: grants, volumes, files, in English.

use super::word_set::WordSet;

/// Words for a number or a code, whatever it numbers.
const NUMBERS: WordSet = WordSet::new(&[
    "code",
    "id",
    "no",
    "nos",
    "nr",
    "num",
    "number",
    "numbers",
    "ref",
    "reference",
]);

/// Words for a grant.
const GRANTS: WordSet = WordSet::new(&[
    "agreement",
    "award",
    "awards",
    "contract",
    "contracts",
    "fellowship",
    "grant",
    "grants",
    "project",
    "projects",
]);

/// Words for the volume or the issue of a journal.
const VOLUMES: WordSet = WordSet::new(&["issue", "no", "number", "vol", "volume"]);

/// Whether a word says that a number or a code follows.
pub(crate) fn is_number(word: &str) -> bool {
    NUMBERS.contains(word)
}

/// Whether a word says that a grant is spoken of.
pub(crate) fn is_grant(word: &str) -> bool {
    GRANTS.contains(word)
}

/// Whether a word says that the number of a volume or an issue follows, a full stop behind it left
/// out.
pub(crate) fn is_volume(word: &str) -> bool {
    VOLUMES.contains(word.trim_end_matches('.'))
}

/// Whether a word says that the number of a version follows, or is short for it with the number: `v2`.
pub(crate) fn is_version(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    bare.eq_ignore_ascii_case("version")
        || bare.len() < word.len() && bare.eq_ignore_ascii_case("v")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_of_versions() {
        for (word, version) in
            [("v2", true), ("version", true), ("v", false), ("V12", true), ("2", false)]
        {
            assert_eq!(is_version(word), version, "{word}");
        }
    }

    #[test]
    fn words_say_what_is_numbered() {
        // A number, a grant, a volume.
        let rows = [
            ("No", true, false, true),
            ("Nos", true, false, false),
            ("Vol.", false, false, true),
            ("Grant", false, true, false),
            ("salt", false, false, false),
        ];
        for (word, number, grant, volume) in rows {
            let found = (is_number(word), is_grant(word), is_volume(word));
            assert_eq!(found, (number, grant, volume), "{word}");
        }
    }
}
