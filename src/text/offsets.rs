//! From the string as it now reads to the one that was printed.

use super::model::{Segment, Text};
use std::ops::Range;

/// A stretch of the current string and the bytes of the original it stands for.
#[derive(Debug)]
struct Piece {
    current: Range<usize>,
    original: Range<usize>,
}

/// Which bytes of the original the bytes of a text's current string stand for.
#[derive(Debug)]
pub struct Offsets {
    pieces: Vec<Piece>,
}

/// One of the two stretches of a piece.
type Side = fn(&Piece) -> &Range<usize>;

const CURRENT: Side = |piece| &piece.current;
const ORIGINAL: Side = |piece| &piece.original;

impl Offsets {
    /// Those of a text.
    pub fn of(text: &Text) -> Self {
        let piece = |segment: Segment<'_>| {
            let original = segment.original.start as usize..segment.original.end as usize;
            Piece { current: segment.current, original }
        };
        Self { pieces: text.segments().into_iter().map(piece).collect() }
    }

    /// The bytes of the original that a stretch of the current string stands for. What an edit put
    /// there stands for all that the edit replaced.
    pub fn original(&self, range: &Range<usize>) -> Range<u32> {
        let original = self.across(range, CURRENT, ORIGINAL);
        original.start as u32..original.end as u32
    }

    /// The bytes of the current string that stand for a stretch of the original, as [`Self::original`] has it.
    pub fn current(&self, range: &Range<u32>) -> Range<usize> {
        self.across(&(range.start as usize..range.end as usize), ORIGINAL, CURRENT)
    }

    fn across(&self, range: &Range<usize>, from: Side, to: Side) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| from(piece).end <= range.start);
        let last = self.pieces.partition_point(|piece| from(piece).start < range.end);
        let inside = &self.pieces[first.min(last)..last];
        // A piece that no edit made is as long as the original.
        let shift = |piece: &Piece, at: usize| {
            let same = piece.current.len() == piece.original.len();
            same.then(|| to(piece).start + at.saturating_sub(from(piece).start))
        };
        let start =
            inside.first().map_or(0, |piece| shift(piece, range.start).unwrap_or(to(piece).start));
        let end = inside.last().map_or(start, |piece| {
            shift(piece, range.end.min(from(piece).end)).unwrap_or(to(piece).end)
        });
        start..end.max(start)
    }
}
