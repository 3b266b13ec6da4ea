//! What tells paragraphs of the body from notes on the first page.

use super::super::name::number_depth;
use crate::lexicon::identifier::is_orcid;
use crate::lexicon::language::is_caseless;
use crate::lexicon::notice::{Notice, notice_at_start};
use crate::lexicon::{person, small};

/// A paragraph of the body has at least this many words.
pub(in crate::role) const PROSE_WORDS: usize = 45;

/// Prose between the title and the text has at least this many words: notes have fewer.
pub(in crate::role) const FEWEST_PROSE: usize = 20;

/// Whether a text reads like sentences: half of its words begin in lower case, where its script has
/// capitals.
pub(in crate::role) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let small = |c: char| c.is_lowercase() || is_caseless(c);
    let lower = words.iter().filter(|word| word.starts_with(small)).count();
    lower * 2 >= words.len() && !text.contains('@')
}

/// Whether a text begins with the number of a section or of one of its parts: `6.5. Wells`.
pub(super) fn is_numbered(text: &str) -> bool {
    let stops = text.split_whitespace().next().is_some_and(|word| word.ends_with('.'));
    // Behind a number a unit is small.
    number_depth(text).is_some_and(|(depth, length)| {
        (depth > 1 || stops) && !text[length..].starts_with(char::is_lowercase)
    })
}

/// Whether a text begins like a note about the publication or its authors.
pub(in crate::role) fn is_note_start(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '"' | '✉')
    });
    let notice = notice_at_start(start);
    notice.is_some_and(|notice| !matches!(notice, Notice::Address | Notice::Continued))
}

/// Whether a text has identifiers of people.
pub(super) fn has_identifiers(text: &str) -> bool {
    text.split([' ', ',', ';', '\n']).any(is_orcid)
}

/// Whether a text is a list of names by what divides them and by its marks, where fonts have lost
/// capitals.
pub(in crate::role) fn is_list_of_names(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let divided = text.matches([',', '·', '•']).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let sentence = text.match_indices(". ").any(|(at, _)| {
        // Initials end in a full stop, too.
        let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.chars().count() > 1
    });
    // Names have their marks behind them: what begins with one is an institution.
    let begins = !text.starts_with(|c: char| c.is_ascii_digit());
    divided >= 3
        && digits >= 3
        && words <= divided * 5
        && begins
        && !has_identifiers(text)
        && !sentence
}

/// Whether most words of a text are names: capitalised, not a sentence.
pub(in crate::role) fn is_names(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let named = words
        .iter()
        .filter(|word| {
            word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
                || word.chars().count() == 1
                || small::is_and(word)
                || person::is_particle_as_written(word)
        })
        .count();
    !words.is_empty() && named * 10 >= words.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_names() {
        let rows = [
            ("Anna Muster1, Jan Probe2, Eva Test3, Otto Other1", true),
            ("1 Salt Venture Company, LLC, Seaside, SA 20009, USA", false),
            ("AM, 0000-0002-1825-0097; JP, 0000-0001-5109-3700; ET, 0000-0002-1694-233X;", false),
        ];
        for (text, list) in rows {
            assert_eq!(is_list_of_names(text), list, "{text}");
        }
    }

    #[test]
    fn numbers_of_sections_and_of_quantities() {
        for (text, numbered) in
            [("6.5. Wells", true), ("2. Wells", true), ("1.54 μm light", false), ("2 wells", false)]
        {
            assert_eq!(is_numbered(text), numbered, "{text}");
        }
    }
}
