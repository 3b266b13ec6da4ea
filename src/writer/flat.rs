//! A text as one line of characters, and where its bytes went.

use super::model::Scripts;
use super::piece::{Piece, Styles, pieces};
use super::script::{self, Level, Notation};
use crate::text::Text;
use std::ops::Range;

/// A text on one line, with its scripts in one notation.
#[derive(Debug, Default)]
pub(super) struct Flat {
    /// The line.
    pub(super) line: String,
    /// Number of its characters.
    pub(super) length: u32,
    spots: Vec<Spot>,
}

/// A character of the line that stands in the text.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// Its byte in the text as it now reads.
    source: u32,
    /// How many characters stand before it in the line.
    number: u32,
    /// Its byte in the line.
    byte: usize,
    /// Its length there, in bytes.
    length: usize,
}

/// Characters of a line that stand for a stretch of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found<'a> {
    /// Which ones of the line they are.
    pub(super) characters: Range<u32>,
    /// They themselves.
    pub(super) words: &'a str,
}

impl Flat {
    /// That of a text. HTML is no notation of plain text: raised characters stand behind a caret instead.
    pub(super) fn of(text: &Text, scripts: Scripts) -> Self {
        let scripts = notation(scripts);
        let mut flat = Self::default();
        let pieces = pieces(text, &[], Styles::All);
        let runs: Vec<&[Piece<'_>]> =
            pieces.chunk_by(|own, next| own.level == next.level).collect();
        for (at, run) in runs.iter().enumerate() {
            let next = runs.get(at + 1).and_then(|next| next.first()?.text.chars().next());
            flat.run(run, next, scripts);
        }
        flat
    }

    fn run(&mut self, run: &[Piece<'_>], next: Option<char>, scripts: Scripts) {
        let level = run.first().map_or(Level::Line, |piece| piece.level);
        let own = run.iter().flat_map(|piece| piece.text.chars().zip(piece.places.iter().copied()));
        let own: Vec<(char, u32)> = own.collect();
        if level == Level::Line {
            own.into_iter().for_each(|(c, at)| self.copy(c, at));
            return;
        }
        let chars: Vec<char> = own.iter().map(|(c, _)| *c).collect();
        let notation = script::notation(&chars, level, next, scripts, false);
        let (before, after) = script::marks(notation, level);
        let dollar = if notation == Notation::Formula { "$" } else { "" };
        self.mark(dollar);
        self.mark(before);
        for (c, at) in own {
            match notation {
                Notation::Forms => self.copy(script::form(c, level).unwrap_or(c), at),
                _ => self.copy(c, at),
            }
        }
        self.mark(after);
        self.mark(dollar);
    }

    fn copy(&mut self, c: char, at: u32) {
        let (number, byte, length) = (self.length, self.line.len(), c.len_utf8());
        self.spots.push(Spot { source: at, number, byte, length });
        self.line.push(c);
        self.length += 1;
    }

    fn mark(&mut self, mark: &str) {
        self.line.push_str(mark);
        self.length += mark.chars().count() as u32;
    }

    /// What bytes of the text became; nothing where none of them is written.
    pub(super) fn find(&self, bytes: &Range<u32>) -> Option<Found<'_>> {
        let first = self.spots.partition_point(|spot| spot.source < bytes.start);
        let end = self.spots.partition_point(|spot| spot.source < bytes.end);
        let own = self.spots.get(first..end)?;
        let (first, last) = (own.first()?, own.last()?);
        let words = &self.line[first.byte..last.byte + last.length];
        Some(Found { characters: first.number..last.number + 1, words })
    }
}

/// The notation of plain text that is meant.
pub(super) fn notation(scripts: Scripts) -> Scripts {
    if scripts == Scripts::Html { Scripts::Caret } else { scripts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_again() {
        let text = Text::with_raised(" µ of 10|−9|/L, |18|F ");
        let flat = Flat::of(&text, Scripts::Html);
        assert_eq!(flat.line, "µ of 10^{−9}/L, ^{18}F");
        assert_eq!(flat.length as usize, flat.line.chars().count());
        let of = |words: &str| {
            let start = text.as_str().find(words).expect("it is there") as u32;
            let found = flat.find(&(start..start + words.len() as u32)).expect("it is written");
            let own = flat.line.chars().skip(found.characters.start as usize);
            assert_eq!(own.take(found.characters.len()).collect::<String>(), found.words);
            found.words
        };
        assert_eq!([of("µ of"), of("10"), of("−9/L")], ["µ of", "10", "−9}/L"]);
        assert_eq!(flat.find(&(0..1)), None);
    }
}
