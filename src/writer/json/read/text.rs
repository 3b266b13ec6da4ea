//! Texts of the contract.

use super::super::types::{Content, Span, StyleName};
use crate::provenance::Provenance;
use crate::text::{Builder, Style, Text};
use std::ops::Range;

/// The words of a text with their styles and places.
pub(super) fn text(content: &Content) -> Text {
    let string = &content.text;
    let bytes = Bytes::of(string);
    let mut builder = Builder::default();
    let ends = content.places.iter().skip(1).map(|place| bytes.at(place.start));
    let mut start = 0;
    for (place, end) in content.places.iter().zip(ends.chain([string.len()])) {
        let end = end.max(start);
        let at = Provenance { page: place.page, bbox: place.bbox, glyphs: 0..0 };
        builder.push(&string[start..end], at);
        start = end;
    }
    if start < string.len() {
        builder.push_plain(&string[start..]);
    }
    for span in &content.spans {
        let range = bytes.range(&span.range);
        builder.style(range, style(span));
    }
    builder.finish()
}

fn style(span: &Span) -> Style {
    match span.style {
        StyleName::Superscript => Style::Superscript,
        StyleName::Subscript => Style::Subscript,
        StyleName::Bold => Style::Bold,
        StyleName::Italic => Style::Italic,
        StyleName::Link => Style::Link(span.target.clone().unwrap_or_default()),
    }
}

/// Offsets in characters as offsets in bytes.
pub(super) struct Bytes {
    /// The byte at which each character begins, and the length; nothing where every character is one byte.
    starts: Vec<usize>,
    length: usize,
}

impl Bytes {
    /// Those of a string.
    pub(super) fn of(string: &str) -> Self {
        let mut starts: Vec<usize> = Vec::new();
        if !string.is_ascii() {
            starts.extend(string.char_indices().map(|(at, _)| at));
            starts.push(string.len());
        }
        Self { starts, length: string.len() }
    }

    fn at(&self, character: u32) -> usize {
        let character = character as usize;
        if self.starts.is_empty() {
            return character.min(self.length);
        }
        self.starts.get(character).copied().unwrap_or(self.length)
    }

    /// A range of characters in bytes; one that is the wrong way round is empty.
    pub(super) fn range(&self, range: &Range<u32>) -> Range<u32> {
        // Offsets of a text have 32 bits.
        let (start, end) = (self.at(range.start) as u32, self.at(range.end) as u32);
        start..end.max(start)
    }
}
