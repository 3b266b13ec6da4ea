//! An entry as it is read: its characters with what sets them apart.

use crate::text::{Style, Text};
use std::ops::Range;

/// Slanted.
pub(super) const ITALIC: u8 = 1;
/// Heavier than the text around it.
pub(super) const BOLD: u8 = 2;

/// An entry: its words, and for each byte how it is set.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    /// The words, blanks joined to one.
    pub(super) text: String,
    /// How each byte is set, as a set of bits.
    pub(super) mask: Vec<u8>,
    /// Targets of links with the bytes that carry them.
    pub(super) links: Vec<(Range<usize>, String)>,
}

impl Entry {
    /// The entry that a text is.
    pub(super) fn of(text: &Text) -> Self {
        let mut entry = Self::default();
        for segment in text.segments() {
            let mut bits = 0;
            let mut target = None;
            for style in &segment.styles {
                match style {
                    Style::Italic => bits |= ITALIC,
                    Style::Bold => bits |= BOLD,
                    Style::Link(to) => target = Some(to),
                    Style::Superscript | Style::Subscript => {}
                }
            }
            let start = entry.text.len();
            segment.text.chars().for_each(|c| entry.push(c, bits));
            let Some(target) = target else { continue };
            match entry.links.last_mut() {
                // A change of another style cuts a link in pieces.
                Some((range, same)) if same == target && range.end == start => {
                    range.end = entry.text.len();
                }
                _ => entry.links.push((start..entry.text.len(), target.clone())),
            }
        }
        entry
    }

    fn push(&mut self, c: char, bits: u8) {
        let c = match c {
            '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => return,
            '\u{2010}' | '\u{2011}' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.text.push(c);
        self.mask.resize(self.text.len(), bits);
    }

    /// The entry without some ranges, which are sorted by start and may overlap. Links are left out.
    pub(super) fn without(&self, dropped: &[Range<usize>]) -> Self {
        let mut rest = Self::default();
        let mut dropped = dropped.iter().peekable();
        let mut end = 0;
        for (at, c) in self.text.char_indices() {
            while let Some(range) = dropped.next_if(|range| range.start <= at) {
                end = end.max(range.end);
            }
            if at >= end {
                rest.push(c, self.mask.get(at).copied().unwrap_or(0));
            } else if !rest.text.ends_with(' ') {
                rest.push(' ', 0);
            }
        }
        let length = rest.text.trim_end().len();
        rest.text.truncate(length);
        rest.mask.truncate(length);
        rest
    }

    /// Whether every letter and digit of a range is set like that; a range without any is not.
    pub(super) fn is_set(&self, range: Range<usize>, bit: u8) -> bool {
        let Some(piece) = self.text.get(range.clone()) else { return false };
        let mut letters = piece.char_indices().filter(|(_, c)| c.is_alphanumeric()).peekable();
        letters.peek().is_some()
            && letters.all(|(at, _)| self.mask.get(range.start + at).is_some_and(|m| m & bit != 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_leaves_one_blank() {
        let entry = Entry::of(&Text::plain("Salt\nand  sand [x] , 2001. "));
        assert_eq!(entry.text, "Salt and sand [x] , 2001. ");
        assert_eq!(entry.without(&[14..15, 14..17]).text, "Salt and sand , 2001.");
    }
}
