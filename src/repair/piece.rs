//! A text as rules see it.

use crate::text::{Span, Style, Text};
use std::ops::Range;

/// A text as printed, lines separated by `\n`, with what is raised and lowered in it.
#[derive(Debug)]
pub struct Piece<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Bytes that are raised or lowered, in order.
    scripts: Vec<Range<usize>>,
    /// Bytes that are linked, in order, and to what.
    links: Vec<(Range<usize>, &'a str)>,
}

impl<'a> Piece<'a> {
    /// A text and the bytes of it that are raised or lowered.
    pub fn new(text: &'a str, mut scripts: Vec<Range<usize>>) -> Self {
        scripts.sort_by_key(|range| range.start);
        Self { text, scripts, links: Vec::new() }
    }

    /// A text as printed.
    pub fn of(text: &'a Text) -> Self {
        let scripts = text
            .spans()
            .iter()
            .filter(|span| matches!(span.style, Style::Superscript | Style::Subscript))
            .map(|span| span.range.start as usize..span.range.end as usize);
        let link = |span: &'a Span| match &span.style {
            Style::Link(address) => {
                Some((span.range.start as usize..span.range.end as usize, address.as_str()))
            }
            _ => None,
        };
        let mut links: Vec<_> = text.spans().iter().filter_map(link).collect();
        links.sort_by_key(|(range, _)| range.start);
        Self { links, ..Self::new(text.original(), scripts.collect()) }
    }

    /// What the text right before a byte is linked to.
    pub fn link_before(&self, at: usize) -> Option<&'a str> {
        let next = self.links.partition_point(|(range, _)| range.end < at);
        let (range, address) = self.links.get(next)?;
        (range.start < at).then_some(*address)
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
