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
    /// What of it is raised or lowered, in order.
    pub(super) scripts: Vec<Raised>,
    spots: Vec<Spot>,
}

/// Characters that are raised or lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raised {
    /// Characters of the line, with the marks around them.
    pub(super) range: Range<u32>,
    /// The same in bytes.
    line: Range<usize>,
    /// Bytes of the text as it now reads.
    pub(super) bytes: Range<usize>,
    /// Raised or lowered.
    pub(super) level: Level,
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
            flat.run(run, next, scripts, text.as_str());
        }
        flat
    }

    fn run(&mut self, run: &[Piece<'_>], next: Option<char>, scripts: Scripts, source: &str) {
        let level = run.first().map_or(Level::Line, |piece| piece.level);
        let own = run.iter().flat_map(|piece| piece.text.chars().zip(piece.places.iter().copied()));
        let own: Vec<(char, u32)> = own.collect();
        if level == Level::Line {
            own.into_iter().for_each(|(c, at)| self.copy(c, at));
            return;
        }
        let (start, first_byte) = (self.length, self.line.len());
        let places = own.first().zip(own.last()).map(|(first, last)| (first.1, last.1));
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
        if let Some((first, last)) = places {
            let last = last as usize;
            let end = source[last..].chars().next().map_or(last, |c| last + c.len_utf8());
            let (range, line) = (start..self.length, first_byte..self.line.len());
            let bytes = first as usize..end;
            self.scripts.push(Raised { range, line, bytes, level });
        }
    }

    /// Which characters of the line bytes of the text became, with the marks around scripts among them; nothing
    /// where none of them is written.
    pub(super) fn range(&self, bytes: &Range<u32>) -> Option<Range<u32>> {
        self.whole(bytes).map(|found| found.characters)
    }

    /// The same with the words themselves.
    pub(super) fn whole(&self, bytes: &Range<u32>) -> Option<Found<'_>> {
        let (first, last) = self.ends(bytes)?;
        let around = |at: u32| {
            let own = self.scripts.partition_point(|own| own.range.end <= at);
            self.scripts.get(own).filter(|own| own.range.contains(&at))
        };
        let start = around(first.number)
            .map_or((first.number, first.byte), |script| (script.range.start, script.line.start));
        let end = around(last.number).map_or((last.number + 1, last.byte + last.length), |own| {
            (own.range.end, own.line.end)
        });
        Some(Found { characters: start.0..end.0, words: &self.line[start.1..end.1] })
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
        let (first, last) = self.ends(bytes)?;
        let words = &self.line[first.byte..last.byte + last.length];
        Some(Found { characters: first.number..last.number + 1, words })
    }

    /// The first and the last character of the line that bytes of the text became.
    fn ends(&self, bytes: &Range<u32>) -> Option<(Spot, Spot)> {
        let first = self.spots.partition_point(|spot| spot.source < bytes.start);
        let end = self.spots.partition_point(|spot| spot.source < bytes.end);
        let own = self.spots.get(first..end)?;
        Some((*own.first()?, *own.last()?))
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

    #[test]
    fn marks_go_with_their_scripts() {
        let text = Text::with_raised("é 10|−9|/L, m² x|1|");
        let flat = Flat::of(&text, Scripts::Caret);
        assert_eq!(flat.line, "é 10^{−9}/L, m^2 x^1");
        let range = |part: &str| {
            let start = text.as_str().find(part).expect("it is there") as u32;
            let range = flat.range(&(start..start + part.len() as u32)).expect("it is written");
            let own = flat.line.chars().skip(range.start as usize);
            own.take(range.len()).collect::<String>()
        };
        assert_eq!(
            [range("10"), range("−9"), range("/L, m²"), range("x1")],
            ["10", "^{−9}", "/L, m^2", "x^1"]
        );
        let scripts = flat.scripts.iter().map(|own| &text.as_str()[own.bytes.clone()]);
        assert_eq!(scripts.collect::<Vec<_>>(), ["−9", "²", "1"]);
    }
}
