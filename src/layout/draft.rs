//! A page on its way to words and lines.

use super::model::{Script, Unread};
use super::run::Run;
use crate::geometry::{Point, Rect};
use crate::page::{FontId, Page, Ruling, Size};
use crate::reason::Reason;
use std::ops::Range;

/// A page cut into line segments, before columns, furniture and tables are known.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) page: Page,
    pub(super) unread: Unread,
    /// Glyph indices, word by word.
    pub(super) glyphs: Vec<u32>,
    /// Script of the glyph at the same place of `glyphs`.
    pub(super) scripts: Vec<Script>,
    pub(super) words: Vec<WordDraft>,
    pub(super) segments: Vec<Segment>,
    /// The page's rulings from top to bottom.
    pub(super) rulings: Vec<Ruling>,
    /// Its panels, where the document is a poster.
    pub(super) poster: Option<Poster>,
}

#[derive(Debug, Clone)]
pub(super) struct WordDraft {
    /// Range of the draft's glyphs.
    pub(super) glyphs: Range<u32>,
    pub(super) bbox: Rect,
}

/// Words on one baseline with no wide gap between them, or with wide gaps that are no gutter.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    /// Range of the draft's words.
    pub(super) words: Range<u32>,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) font: FontId,
    pub(super) bold: bool,
    /// Whether its first letter is heavy, and its last.
    pub(super) bold_start: bool,
    pub(super) bold_end: bool,
    pub(super) italic: bool,
    pub(super) capitals: bool,
    pub(super) color: u32,
    pub(super) angle: i16,
    /// Number of glyphs.
    pub(super) glyphs: u32,
    /// Whether it is the number of a manuscript's line.
    pub(super) line_number: bool,
    /// What parts it from the segment before it in its row.
    pub(super) parted: Option<Reason>,
}

impl Draft {
    /// Nothing, of a page of this size.
    pub(super) fn blank(size: Size) -> Self {
        Self { page: Page { size, ..Page::default() }, ..Self::default() }
    }

    /// What a range of words reads as, separated by blanks.
    pub(super) fn text(&self, words: Range<u32>) -> String {
        let words = &self.words[words.start as usize..words.end as usize];
        let glyphs = words.iter().map(|word| word.glyphs.len() + 1).sum();
        let mut out = String::with_capacity(glyphs);
        for word in words {
            if !out.is_empty() {
                out.push(' ');
            }
            for &glyph in &self.glyphs[word.glyphs.start as usize..word.glyphs.end as usize] {
                self.page.push_text(&self.page.glyphs[glyph as usize], &mut out);
            }
        }
        out
    }
}

/// What is known of a poster before its text is cut into columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Poster {
    /// Areas of its panels, smaller ones first.
    pub(super) panels: Vec<Rect>,
    /// Boxes drawn as grounds, frames and shadows of panels.
    pub(super) grounds: Vec<Rect>,
    /// Names of panels written along their sides.
    pub(super) names: Vec<Rect>,
    /// Boxes that heads stand on.
    pub(super) bars: Vec<Rect>,
    /// Images that are not grounds.
    pub(super) pictures: Vec<Rect>,
    /// How much larger its type is than that of papers: 1 at least.
    pub(super) scale: f32,
}

impl Poster {
    /// The smallest panel around a place.
    pub(super) fn panel_at(&self, place: Point) -> Option<usize> {
        self.panels.iter().position(|panel| panel.contains(place))
    }

    /// Whether two places are in different panels.
    pub(super) fn parts(&self, a: Point, b: Point) -> bool {
        self.panel_at(a) != self.panel_at(b)
    }

    /// Whether a drawn box is the ground of a panel or a head, not of a figure or table.
    pub(super) fn is_ground(&self, bbox: Rect) -> bool {
        self.grounds.contains(&bbox) || self.bars.contains(&bbox)
    }
}

/// Runs of one line, in the frame in which it is upright.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) runs: Vec<(u32, Script)>,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) glyphs: u32,
    /// Number of its row, from the top.
    pub(super) row: u32,
    /// The run that is the drop capital it begins with.
    pub(super) drop_cap: Option<u32>,
}

impl Piece {
    pub(super) fn new(run: &Run, index: u32, row: u32) -> Self {
        Self {
            runs: vec![(index, Script::Base)],
            bbox: run.bbox(),
            baseline: run.baseline,
            size: run.size,
            glyphs: run.glyphs.len() as u32,
            row,
            drop_cap: None,
        }
    }

    /// Puts a drop capital in front of it; its height stays that of the line.
    pub(super) fn begin_with(&mut self, cap: &Run, index: u32) {
        self.runs.push((index, Script::Base));
        self.bbox.x0 = self.bbox.x0.min(cap.x0);
        self.glyphs += cap.glyphs.len() as u32;
        self.drop_cap = Some(index);
    }

    pub(super) fn absorb(&mut self, other: Self) {
        if other.glyphs > self.glyphs {
            self.size = other.size;
            self.baseline = other.baseline;
        }
        self.runs.extend(other.runs);
        self.bbox = self.bbox.union(other.bbox);
        self.glyphs += other.glyphs;
        self.drop_cap = self.drop_cap.or(other.drop_cap);
    }
}
