//! Pages whose text does not run from left to right: it runs up or down their side though nothing in the
//! file says that they lie turned, it is written downwards, or from right to left.
//!
//! They are turned or mirrored, once and as a whole, so that columns, indents, short lines and the
//! order of reading are for everybody behind what they are on a page from left to right.

use super::model::{Glyph, Page, Turn, Visibility};
use super::text_layer;
use crate::document::TextLayer;
use crate::lexicon::language::may_run_leftward;
use unicode_bidi::{BidiClass, bidi_class};

/// Share of a page's glyphs that run one way, from which on it is the page that lies turned: a page
/// with an upright running head and a turned table has fewer.
const SAME_WAY: f32 = 0.98;

/// The same where the text is written downwards: what runs otherwise are heads, captions and numbers.
const MAJORITY: f32 = 0.5;

/// Quarter turns, clockwise, of a line that runs down.
const DOWNWARDS: usize = 1;

/// Glyphs that a page has at least, to be turned by them.
const FEWEST: usize = 100;

impl Page {
    /// Makes the page one whose text runs from left to right, as far as its text says how it runs.
    pub(super) fn set_upright(&mut self) {
        if self.recognised || !self.turn.is_none() {
            return;
        }
        self.set_downward();
        let recognised = text_layer::of_page(self) == TextLayer::OcrLayer;
        let seen = |glyph: &&Glyph| {
            !glyph.is_blank() && (recognised || glyph.visibility == Visibility::Visible)
        };
        let mut ways = [0usize; 4];
        let (mut all, mut leftward) = (0, 0isize);
        for glyph in self.glyphs.iter().filter(seen) {
            all += 1;
            leftward += self.leftward(glyph);
            if let Some(quarter) = quarter_of(glyph.angle) {
                ways[quarter] += 1;
            }
        }
        let share = |way: usize| {
            let written_so = way == DOWNWARDS && 2 * self.vertical > all;
            if written_so { MAJORITY } else { SAME_WAY }
        };
        let enough = all >= FEWEST || 2 * self.vertical > all;
        let turned = (1..4).find(|way| ways[*way] as f32 >= share(*way) * all as f32);
        if let Some(way) = turned.filter(|_| enough) {
            self.turn_with_glyphs((4 - way as u8) % 4);
        }
        if leftward > 0 {
            self.mirror();
        }
    }

    /// One for a letter of a script that is written from right to left, less one for another letter.
    fn leftward(&self, glyph: &Glyph) -> isize {
        match self.chars(glyph).next() {
            Some(c) if !may_run_leftward(c) => -isize::from(c.is_ascii_alphabetic()),
            Some(c) => match bidi_class(c) {
                BidiClass::R | BidiClass::AL => 1,
                BidiClass::L => -1,
                _ => 0,
            },
            None => 0,
        }
    }

    /// Makes the page upright by quarter turns, clockwise, with everything that is drawn on it.
    fn turn_with_glyphs(&mut self, quarters: u8) {
        let onwards = Turn::quarters((4 - quarters % 4) % 4, self.size);
        for glyph in &mut self.glyphs {
            glyph.bbox = onwards.box_back(glyph.bbox);
            glyph.origin = onwards.back(glyph.origin);
            // As an angle in the half-open circle around zero, which a baseline's direction is.
            let angle = glyph.angle + 90.0 * f32::from(quarters);
            glyph.angle = angle - 360.0 * ((angle + 180.0) / 360.0).ceil() + 360.0;
        }
        for ruling in &mut self.rulings {
            ruling.bbox = onwards.box_back(ruling.bbox);
            ruling.horizontal ^= !quarters.is_multiple_of(2);
        }
        self.turn(quarters, 0.0);
    }
}

/// The direction of a baseline in quarter turns, clockwise, if it is one of the four.
fn quarter_of(angle: f32) -> Option<usize> {
    if angle == 0.0 {
        return Some(0);
    }
    let turns = angle / 90.0;
    let near = (turns - turns.round()).abs() * 90.0 < 1.0;
    (near && angle.is_finite()).then(|| turns.round().rem_euclid(4.0) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};
    use crate::page::model::{Ruling, Size};

    fn page(angle: f32, others: usize) -> Page {
        let area = Rect::new(100.0, 200.0, 110.0, 205.0);
        let upright = Glyph::upright('a', area, Point { x: 108.0, y: 205.0 }, 10.0);
        let glyph = |angle: f32| Glyph { angle, ..upright };
        let mut glyphs = vec![glyph(angle); 200];
        glyphs.extend(vec![glyph(0.0); others]);
        let bbox = Rect::new(50.0, 100.0, 51.0, 300.0);
        let rulings = vec![Ruling { bbox, horizontal: false, color: 0 }];
        Page { size: Size { width: 600.0, height: 800.0 }, glyphs, rulings, ..Page::default() }
    }

    #[test]
    fn text_that_runs_up_is_made_upright_and_back() {
        let mut page = page(-90.0, 0);
        page.set_upright();
        assert_eq!((page.size.width, page.size.height), (800.0, 600.0));
        let glyph = page.glyphs[0];
        assert_eq!(glyph.angle, 0.0);
        // What stood low on the page, to the left, begins at the left, high.
        assert_eq!(glyph.bbox, Rect::new(595.0, 100.0, 600.0, 110.0));
        assert_eq!((glyph.origin.x, glyph.origin.y), (595.0, 108.0));
        assert!(page.rulings[0].horizontal);
        assert_eq!(page.turn.area_back(glyph.bbox), Rect::new(100.0, 200.0, 110.0, 205.0));
    }

    #[test]
    fn every_way_is_made_upright() {
        for angle in [90.0, -90.0, 180.0, -180.0, 89.6] {
            let mut page = page(angle, 0);
            page.set_upright();
            assert!(page.glyphs[0].is_upright(), "{angle}: {}", page.glyphs[0].angle);
        }
    }

    #[test]
    fn a_page_with_upright_text_stays() {
        for (angle, others) in [(0.0, 0), (-90.0, 20), (45.0, 0)] {
            let mut page = page(angle, others);
            page.set_upright();
            assert!(page.turn.is_none() && page.glyphs[0].angle == angle);
        }
    }
}
