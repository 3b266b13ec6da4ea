//! What tells paragraphs of the body from notes on the first page.

use crate::lexicon::notice::{Notice, notice_at_start};

/// A paragraph of the body has at least this many words.
pub(super) const PROSE_WORDS: usize = 45;

/// Whether a text reads like sentences: half of its words begin in lower case.
pub(super) fn is_prose(text: &str) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let lower = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    lower * 2 >= words.len() && !text.contains('@')
}

/// Whether a text begins like a note about the publication or its authors.
pub(super) fn is_note_start(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '∗' | '"' | '✉')
    });
    let notice = notice_at_start(start);
    notice.is_some_and(|notice| !matches!(notice, Notice::Address | Notice::Continued))
}
