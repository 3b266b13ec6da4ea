//! Glyphs on one baseline, chained in content order.

use crate::geometry::Rect;
use crate::lexicon::language::may_run_leftward;
use crate::page::{Glyph, Page};
use std::ops::Range;

/// Height above the baseline that type of size 1 takes, for the boxes of lines.
pub(super) const ASCENT: f32 = 0.74;
/// Depth below the baseline that type of size 1 takes.
pub(super) const DESCENT: f32 = 0.22;
/// Height of a glyph's own box, from descent to ascent, in ems.
const BOX_HEIGHT: f32 = 0.97;
/// Runs end where the gap is wider than this, in ems: well under any blank.
pub(super) const GAP: f32 = 0.08;
/// Runs end where a glyph starts this far before the end of the last one, in ems.
const OVERLAP: f32 = 0.45;
/// Baselines closer than this, in ems, are one.
const BASELINE: f32 = 0.045;
/// Sizes that differ by no more than this factor are one.
const SIZE: f32 = 1.04;

/// Glyphs of one size on one baseline with no gap between them.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Range of the selected glyphs.
    pub(super) glyphs: Range<u32>,
    /// Extent in the frame in which the text is upright.
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline in that frame.
    pub(super) baseline: f32,
    pub(super) size: f32,
    /// Whether a blank is drawn before it: where text is written from right to left, the next one is.
    pub(super) blank_before: bool,
    /// Whether a blank is drawn after it.
    pub(super) blank_after: bool,
}

impl Run {
    /// Its box in the upright frame.
    pub(super) fn bbox(&self) -> Rect {
        Rect::new(
            self.x0,
            self.baseline - ASCENT * self.size,
            self.x1,
            self.baseline + DESCENT * self.size,
        )
    }
}

/// A frame in which text of one direction is upright.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// Direction of the text in whole degrees, clockwise.
    pub(super) angle: i16,
    cosine: f32,
    sine: f32,
}

impl Frame {
    pub(super) fn new(angle: i16) -> Self {
        let (sine, cosine) = match angle {
            0 => (0.0, 1.0),
            90 => (1.0, 0.0),
            180 | -180 => (0.0, -1.0),
            -90 => (-1.0, 0.0),
            _ => f32::from(angle).to_radians().sin_cos(),
        };
        Self { angle, cosine, sine }
    }

    /// The frame of a glyph: its direction to the nearest degree.
    pub(super) fn of(glyph: &Glyph) -> i16 {
        let angle = glyph.angle.round();
        if angle.is_finite() { angle as i16 } else { 0 }
    }

    /// Where the glyph's baseline begins and ends, and the baseline's height, in this frame.
    fn place(&self, glyph: &Glyph) -> (f32, f32, f32) {
        if self.angle == 0 {
            return (glyph.bbox.x0, glyph.bbox.x1, glyph.origin.y);
        }
        let x = glyph.origin.x * self.cosine + glyph.origin.y * self.sine;
        let y = glyph.origin.y * self.cosine - glyph.origin.x * self.sine;
        // The advance is the box's extent along the baseline. A box around a slanted glyph is as wide
        // as the parts of the advance and of the glyph's height that lie along that axis.
        let (width, height) = (glyph.bbox.width(), glyph.bbox.height());
        let (cosine, sine) = (self.cosine.abs(), self.sine.abs());
        let tall = BOX_HEIGHT * glyph.size;
        let advance = match self.angle {
            90 | -90 => height,
            180 | -180 => width,
            _ if cosine > sine => (width - tall * sine) / cosine,
            _ => (height - tall * cosine) / sine,
        };
        (x, x + advance.clamp(0.0, width.max(height)), y)
    }
}

/// Whether what a glyph reads as is no letter that is surely written from left to right.
fn is_right_to_left(glyph: &Glyph) -> bool {
    glyph.text.as_char().is_some_and(may_run_leftward)
}

/// Chains the selected glyphs of one frame into runs. `selected` is in content order.
pub(super) fn chain(page: &Page, selected: &[u32], frame: Frame) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    // Twice the middle of the last glyph.
    let mut middle = f32::NEG_INFINITY;
    let backwards = page.turn.mirrored;
    for (position, &index) in selected.iter().enumerate() {
        let glyph = &page.glyphs[index as usize];
        if Frame::of(glyph) != frame.angle {
            open = false;
            continue;
        }
        if glyph.is_blank() {
            if let Some(last) = runs.last_mut().filter(|_| open) {
                let (x0, x1, baseline) = frame.place(glyph);
                let beside = (baseline - last.baseline).abs() <= BASELINE * last.size
                    && x1 > last.x0 - last.size;
                let before = beside && (x0 + x1) / 2.0 < last.x0;
                last.blank_before |= before;
                last.blank_after |= !before;
            }
            open = false;
            continue;
        }
        let position = position as u32;
        let (x0, x1, baseline) = frame.place(glyph);
        let em = glyph.size;
        let backward = x0 + x1 < middle && (backwards || is_right_to_left(glyph));
        middle = x0 + x1;
        if let Some(last) = runs.last_mut().filter(|_| open)
            && (baseline - last.baseline).abs() <= BASELINE * em
            && em.max(last.size) <= SIZE * em.min(last.size)
            && x0 - last.x1 <= GAP * em
            && last.x1 - x0 <= OVERLAP * em
            && !backward
        {
            last.glyphs.end = position + 1;
            last.x1 = last.x1.max(x1);
            continue;
        }
        runs.push(Run {
            glyphs: position..position + 1,
            x0,
            x1: x1.max(x0),
            baseline,
            size: em,
            blank_before: false,
            blank_after: false,
        });
        open = true;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    #[test]
    fn the_advance_of_a_slanted_glyph_is_that_of_the_upright_one() {
        for angle in [-45i16, 30, 60, 135, -120] {
            let (sin, cos) = f32::from(angle).to_radians().sin_cos();
            let corners = [(0.0, -7.5), (3.0, -7.5), (0.0, 2.2), (3.0, 2.2)];
            let turned = corners.map(|(x, y)| (x * cos - y * sin, x * sin + y * cos));
            let bbox: Rect = turned.iter().map(|(x, y)| Rect::new(*x, *y, *x, *y)).collect();
            let upright = Glyph::upright('i', bbox, Point { x: 0.0, y: 0.0 }, 10.0);
            let glyph = Glyph { angle: f32::from(angle), ..upright };
            let (x0, x1, _) = Frame::new(angle).place(&glyph);
            assert!((x1 - x0 - 3.0).abs() < 0.01, "{angle}: {}", x1 - x0);
        }
    }
}
