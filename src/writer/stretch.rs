//! Where a text stands: lines below each other are one stretch, another column or page begins another.

use crate::document::Place;
use crate::geometry::{Interval, Rect};
use crate::provenance::{PageNumber, Provenance};
use crate::text::{Origin, Text};
use std::ops::Range;

/// Share of the lower of two boxes' heights that they have in common on one line.
const LINE_OVERLAP: f32 = 0.5;

/// Widest gap between two words of one line, in heights of the line: between columns it is about as wide.
const WORD_GAP: f32 = 3.0;

/// Widest gap between two lines of one stretch, in heights of the line: a figure is higher.
const LINE_GAP: f32 = 2.0;

/// Lines of a text that stand below each other on one page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// The page.
    pub(super) page: PageNumber,
    /// The area of the lines.
    pub(super) bbox: Rect,
    /// Bytes of the original, from its first glyph to its last.
    pub(super) original: Range<u32>,
    /// The area of the last line.
    line: Rect,
    /// Whether it is all that is known of where its glyphs stand: it was read from the JSON.
    is_whole: bool,
}

impl Stretch {
    /// Its page and area.
    pub(super) fn place(&self) -> Place {
        Place { page: self.page, bbox: self.bbox }
    }

    fn of(at: &Provenance, original: Range<u32>) -> Self {
        let is_whole = at.glyphs.is_empty();
        Self { page: at.page, bbox: at.bbox, original, line: at.bbox, is_whole }
    }

    /// Goes on with what stands behind or below it.
    fn take(&mut self, at: &Provenance, end: u32) -> bool {
        let bbox = at.bbox;
        let height = self.line.height().max(bbox.height());
        if self.page != at.page || self.is_whole {
            return false;
        }
        if on_one_line(self.line, bbox) {
            let gap = (bbox.x0 - self.line.x1).max(self.line.x0 - bbox.x1);
            if gap > WORD_GAP * height {
                return false;
            }
            self.line = self.line.union(bbox);
        } else {
            let gap = bbox.y0 - self.line.y1;
            let beside = self.bbox.horizontal().overlap(bbox.horizontal()) < -WORD_GAP * height;
            if bbox.center().y < self.line.center().y || gap > LINE_GAP * height || beside {
                return false;
            }
            self.line = bbox;
        }
        self.bbox = self.bbox.union(bbox);
        self.original.end = end;
        true
    }
}

/// The stretches of a text, in its order. What has no finite place is in none.
pub(super) fn stretches(text: &Text) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for run in text.runs() {
        let Origin::Glyphs(at) = &run.origin else { continue };
        if run.range.is_empty() || !at.bbox.is_finite() {
            continue;
        }
        let goes_on = found.last_mut().is_some_and(|last| last.take(at, run.range.end));
        if !goes_on {
            found.push(Stretch::of(at, run.range.clone()));
        }
    }
    found
}

/// Bytes of the original at which its stretches begin, but for the first one.
pub(super) fn borders(text: &Text) -> Vec<u32> {
    stretches(text).iter().skip(1).map(|stretch| stretch.original.start).collect()
}

fn on_one_line(line: Rect, next: Rect) -> bool {
    let height = |bbox: Rect| Interval { start: bbox.y0, end: bbox.y1 };
    let lower = line.height().min(next.height());
    height(line).overlap(height(next)) >= lower * LINE_OVERLAP
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Builder;

    /// Words of ten points by ten at these places.
    fn text(words: &[(u32, f32, f32)]) -> Text {
        let mut builder = Builder::default();
        for (page, x, y) in words {
            let bbox = Rect::new(*x, *y, x + 10.0, y + 10.0);
            builder.push("ab", Provenance { page: PageNumber(*page), bbox, glyphs: 0..1 });
            builder.infer(' ');
        }
        builder.finish()
    }

    #[test]
    fn columns_pages_and_figures_part_stretches() {
        let words = [
            (1, 0.0, 0.0),
            (1, 12.0, 2.0),
            (1, 0.0, 12.0),
            (1, 0.0, 60.0),
            (1, 300.0, 0.0),
            (1, 312.0, 0.0),
            (2, 0.0, 0.0),
            (2, 300.0, 0.0),
        ];
        let found = stretches(&text(&words));
        let shown: Vec<_> = found.iter().map(|own| (own.page.0, own.original.clone())).collect();
        assert_eq!(shown, [(1, 0..8), (1, 9..11), (1, 12..17), (2, 18..20), (2, 21..23)]);
        assert_eq!(found[0].bbox, Rect::new(0.0, 0.0, 22.0, 22.0));
        assert_eq!(borders(&text(&words)), [9, 12, 18, 21]);
    }

    #[test]
    fn lines_from_right_to_left_are_one_stretch() {
        let found = stretches(&text(&[(1, 40.0, 0.0), (1, 28.0, 0.0), (1, 40.0, 12.0)]));
        assert_eq!(found.len(), 1);
    }
}
