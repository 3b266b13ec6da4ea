//! Pieces into chunks: as many together as the limit holds, none too small but the last one of a section.

use super::cut;
use super::model::Options;
use super::piece::Piece;
use super::size::{Measure, stands_alone};
use std::collections::VecDeque;

/// Share of the limit that a chunk has at least, but for the last one of a section.
const LEAST_SHARE: usize = 3;

/// Share of the limit that headings have at most.
const HEADING_SHARE: usize = 2;

/// Share of the limit that the head of a table may have to be repeated.
const HEAD_SHARE: usize = 4;

/// Packs the pieces of one section.
pub(super) struct Packer<'a> {
    text: &'a str,
    most: usize,
    measure: Measure,
    headings: Vec<String>,
    /// Headings on lines of their own.
    context: String,
}

impl<'a> Packer<'a> {
    /// For a section with these headings.
    pub(super) fn new(text: &'a str, options: &Options, headings: &[String]) -> Self {
        let Options { most, measure } = *options;
        let headings = shortened(headings, most / HEADING_SHARE, measure);
        let context = format!("{}\n\n", headings.join("\n"));
        Self { text, most, measure, headings, context }
    }

    /// The headings as far as the limit holds them.
    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The Markdown of pieces that stand one behind the other.
    pub(super) fn text(&self, pieces: &[Piece]) -> String {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
            return String::new();
        };
        format!("{}{}{}", first.lead, &self.text[first.range.start..last.range.end], last.tail)
    }

    /// How long headings and pieces are together.
    pub(super) fn size(&self, pieces: &[Piece]) -> usize {
        self.measure.of(&format!("{}{}", self.context, self.text(pieces)))
    }

    fn is_large(&self, pieces: &[Piece]) -> bool {
        self.size(pieces) * LEAST_SHARE >= self.most
    }

    fn fits(&self, pieces: &[Piece]) -> bool {
        self.size(pieces) <= self.most
    }

    /// The pieces of each chunk.
    pub(super) fn pack(&self, pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
        let mut coming: VecDeque<Piece> = pieces.into();
        let mut chunks: Vec<Vec<Piece>> = Vec::new();
        let mut open: Vec<Piece> = Vec::new();
        while let Some(piece) = coming.pop_front() {
            // The repeated head of a table opens a chunk.
            let joined =
                if piece.lead.is_empty() { with(&open, &piece) } else { vec![piece.clone()] };
            let begins = open.is_empty() || piece.lead.is_empty();
            if begins && self.fits(&joined) {
                open = joined;
                continue;
            }
            if !open.is_empty() && (self.is_large(&open) || !begins) {
                chunks.push(std::mem::take(&mut open));
                coming.push_front(piece);
                continue;
            }
            if self.rebalance(&mut chunks, &mut open, &piece) {
                coming.push_front(piece);
                continue;
            }
            match self.cut(&open, &piece) {
                Some((first, rest)) => {
                    open.push(first);
                    coming.push_front(rest);
                }
                None => open.push(piece),
            }
            chunks.push(std::mem::take(&mut open));
        }
        if !open.is_empty() {
            chunks.push(open);
        }
        chunks
    }

    /// Cuts a piece so that its first part fits behind what is open and makes it large enough: between
    /// sentences or rows, or else between words.
    fn cut(&self, open: &[Piece], piece: &Piece) -> Option<(Piece, Piece)> {
        let repeats = |piece: &Piece| {
            let head = piece.grid.as_ref().map_or("", |grid| &grid.head);
            self.measure.of(head) * HEAD_SHARE <= self.most
        };
        let with_head = repeats(piece);
        for between_words in [false, true] {
            let words = between_words.then(|| cut::words(self.text, &piece.range));
            let cuts = words.as_ref().unwrap_or(&piece.cuts);
            let first = |at: usize| with(open, &piece.cut(cuts[at], with_head).0);
            let (mut low, mut high) = (0, cuts.len());
            while low < high {
                let middle = (low + high) / 2;
                if self.fits(&first(middle)) { low = middle + 1 } else { high = middle }
            }
            let large = low.checked_sub(1).filter(|at| between_words || self.is_large(&first(*at)));
            if let Some(at) = large {
                return Some(piece.cut(cuts[at], with_head));
            }
        }
        None
    }

    /// Takes sentences from the end of the chunk before, where what is open is too small and the table
    /// that follows would have to be cut for it.
    fn rebalance(&self, chunks: &mut [Vec<Piece>], open: &mut Vec<Piece>, piece: &Piece) -> bool {
        let is_whole_table = piece.grid.is_some() && piece.lead.is_empty();
        let is_plain = |own: &Piece| own.lead.is_empty() && own.tail.is_empty();
        let can_move = !open.is_empty() && open.iter().all(is_plain) && is_whole_table;
        if !can_move || !self.fits(std::slice::from_ref(piece)) {
            return false;
        }
        let Some(before) = chunks.last_mut() else { return false };
        let Some((last, kept)) = before.split_last().filter(|own| own.0.tail.is_empty()) else {
            return false;
        };
        let mut options: Vec<(Vec<Piece>, Vec<Piece>)> = Vec::new();
        if !kept.is_empty() && last.lead.is_empty() {
            let moved = [std::slice::from_ref(last), open.as_slice()].concat();
            options.push((kept.to_vec(), moved));
        }
        for cut in last.cuts.iter().rev().filter(|cut| !cut.in_grid) {
            let (first, rest) = last.cut(*cut, false);
            options.push((with(kept, &first), [vec![rest], open.clone()].concat()));
        }
        let is_good = |(first, rest): &(Vec<Piece>, Vec<Piece>)| {
            self.is_large(first) && self.is_large(rest) && self.fits(rest)
        };
        match options.into_iter().find(is_good) {
            Some((first, rest)) => {
                *before = first;
                *open = rest;
                true
            }
            None => false,
        }
    }
}

fn with(open: &[Piece], piece: &Piece) -> Vec<Piece> {
    open.iter().chain([piece]).cloned().collect()
}

/// The innermost headings that are no longer than this together. The last one stays, if only its first words.
fn shortened(headings: &[String], most: usize, measure: Measure) -> Vec<String> {
    let mut headings = headings.to_vec();
    while headings.len() > 1 && measure.of(&headings.join("\n")) > most {
        headings.remove(0);
    }
    while let Some(last) = headings.last_mut().filter(|last| measure.of(last) > most.max(1)) {
        let alone = last.chars().next_back().is_some_and(stands_alone);
        let cut = if alone { None } else { last.trim_end().rfind(char::is_whitespace) };
        match cut.or_else(|| last.char_indices().next_back().map(|(at, _)| at)) {
            Some(at) if at > 0 => last.truncate(at),
            _ => break,
        }
    }
    headings
}
