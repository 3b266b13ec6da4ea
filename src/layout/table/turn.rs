//! A page turned so that text of an angle stands upright.

use crate::geometry::Rect;
use crate::layout::draft::Draft;

/// How a page is turned so that text of an angle stands upright.
#[derive(Debug, Clone, Copy)]
pub(super) struct Turn {
    pub(super) angle: i16,
    width: f32,
    height: f32,
}

impl Turn {
    pub(super) fn new(draft: &Draft, angle: i16) -> Self {
        Self { angle, width: draft.page.size.width, height: draft.page.size.height }
    }

    /// From the page to the turned page.
    pub(super) fn apply(self, r: Rect) -> Rect {
        match self.angle {
            90 => Rect::new(r.y0, self.width - r.x1, r.y1, self.width - r.x0),
            -90 => Rect::new(self.height - r.y1, r.x0, self.height - r.y0, r.x1),
            _ => r,
        }
    }

    /// From the turned page back to the page.
    pub(super) fn undo(self, r: Rect) -> Rect {
        match self.angle {
            90 => Rect::new(self.width - r.y1, r.x0, self.width - r.y0, r.x1),
            -90 => Rect::new(r.y0, self.height - r.x1, r.y1, self.height - r.x0),
            _ => r,
        }
    }

    /// Width of the turned page.
    pub(super) fn text_width(self) -> f32 {
        if self.angle == 0 { self.width } else { self.height }
    }
}
