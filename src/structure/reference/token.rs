//! Words and marks of an entry.

use crate::lexicon::month;

/// A word with its full stops, or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// It.
    pub(super) word: &'a str,
}

impl<'a> Token<'a> {
    /// The word without the full stop that ends it.
    pub(super) fn bare(&self) -> &'a str {
        self.word.strip_suffix('.').unwrap_or(self.word)
    }

    /// Whether a full stop ends it.
    pub(super) fn has_stop(&self) -> bool {
        self.word.len() > 1 && self.word.ends_with('.')
    }
}

/// Cuts a string at blanks and around marks.
pub(super) fn cut(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        if start < end {
            tokens.push(Token { start, word: &text[start..end] });
        }
    };
    for (at, c) in text.char_indices() {
        let is_mark = matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '“' | '”' | '"' | '&');
        if is_mark || c == ' ' {
            push(start, at);
            start = at + c.len_utf8();
            if is_mark {
                push(at, start);
            }
        }
    }
    push(start, text.len());
    tokens
}

/// The year that a string of digits is, a letter behind it left out.
pub(super) fn year(word: &str) -> Option<u16> {
    let bare = word.trim_end_matches(['.', ',']);
    let digits = bare.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(bare);
    month::year(digits)
}
