//! From the string as it now reads to the one that was printed.

use super::model::{Segment, Text};
use std::ops::Range;

/// A stretch of the current string and the bytes of the original it stands for.
#[derive(Debug)]
struct Piece {
    current: Range<usize>,
    original: Range<u32>,
}

/// Which bytes of the original the bytes of a text's current string stand for.
#[derive(Debug)]
pub struct Offsets {
    pieces: Vec<Piece>,
}

impl Offsets {
    /// Those of a text.
    pub fn of(text: &Text) -> Self {
        let mut at = 0;
        let piece = |segment: Segment<'_>| {
            let current = at..at + segment.text.len();
            at = current.end;
            Piece { current, original: segment.original }
        };
        Self { pieces: text.segments().into_iter().map(piece).collect() }
    }

    /// The bytes of the original that a stretch of the current string stands for. What an edit put
    /// there stands for all that the edit replaced.
    pub fn original(&self, range: &Range<usize>) -> Range<u32> {
        let first = self.pieces.partition_point(|piece| piece.current.end <= range.start);
        let last = self.pieces.partition_point(|piece| piece.current.start < range.end);
        let inside = &self.pieces[first.min(last)..last];
        // A piece that no edit made is as long as the original.
        let shift = |piece: &Piece, at: usize| {
            let same = piece.current.len() == piece.original.len();
            same.then(|| piece.original.start + at.saturating_sub(piece.current.start) as u32)
        };
        let start = inside
            .first()
            .map_or(0, |piece| shift(piece, range.start).unwrap_or(piece.original.start));
        let end = inside.last().map_or(start, |piece| {
            shift(piece, range.end.min(piece.current.end)).unwrap_or(piece.original.end)
        });
        start..end.max(start)
    }

    /// The bytes of the current string that stand for a stretch of the original, as [`Self::original`] has it.
    pub fn current(&self, range: &Range<u32>) -> Range<usize> {
        let first = self.pieces.partition_point(|piece| piece.original.end <= range.start);
        let last = self.pieces.partition_point(|piece| piece.original.start < range.end);
        let inside = &self.pieces[first.min(last)..last];
        let shift = |piece: &Piece, at: u32| {
            let same = piece.current.len() == piece.original.len();
            same.then(|| piece.current.start + at.saturating_sub(piece.original.start) as usize)
        };
        let start = inside
            .first()
            .map_or(0, |piece| shift(piece, range.start).unwrap_or(piece.current.start));
        let end = inside.last().map_or(start, |piece| {
            shift(piece, range.end.min(piece.original.end)).unwrap_or(piece.current.end)
        });
        start..end.max(start)
    }
}
