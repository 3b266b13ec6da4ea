//! A text as rules see it.

use crate::text::{Style, Text};
use std::ops::Range;

/// A text as printed, lines separated by `\n`, with what is raised and lowered in it.
#[derive(Debug)]
pub struct Piece<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Bytes that are raised or lowered, in order.
    scripts: Vec<Range<usize>>,
}

impl<'a> Piece<'a> {
    /// A text and the bytes of it that are raised or lowered.
    pub fn new(text: &'a str, mut scripts: Vec<Range<usize>>) -> Self {
        scripts.sort_by_key(|range| range.start);
        Self { text, scripts }
    }

    /// A text as printed.
    pub fn of(text: &'a Text) -> Self {
        let scripts = text
            .spans()
            .iter()
            .filter(|span| matches!(span.style, Style::Superscript | Style::Subscript))
            .map(|span| span.range.start as usize..span.range.end as usize);
        Self::new(text.original(), scripts.collect())
    }

    /// Whether the character at a byte is raised or lowered, by type or by its code.
    pub fn is_script(&self, at: usize) -> bool {
        let next = self.scripts.partition_point(|range| range.end <= at);
        self.scripts.get(next).is_some_and(|range| range.start <= at)
            || self.after(at).is_some_and(is_script_character)
    }

    /// The character before a byte.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at a byte.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}

/// Whether a character is raised or lowered by its code: `⁹`, `₂`, `⁻`.
pub fn is_script_character(c: char) -> bool {
    matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209C}')
}
