//! Lines that are written downwards: glyphs that stand in one of them though nothing says so.

use super::model::{Glyph, Page};
use crate::geometry::{Point, Rect};
use crate::lexicon::language::is_ideographic;

/// Glyphs stand under one another where their middles are no further apart than this, in ems.
const IN_LINE: f32 = 0.25;
/// From one ideograph of a line to the next it is as far as this, in ems: it is an em, and more where
/// they are spaced.
const STEP: std::ops::Range<f32> = 0.85..1.35;
/// Glyphs that stand beside each other within a line that is written downwards are no more than this...
const MOST_BESIDE: usize = 4;
/// ... and together no wider than this, in ems.
const WIDEST_BESIDE: f32 = 1.3;
/// Such glyphs stand no further from the next one of the line than this, in ems.
const NEAR: f32 = 1.6;
/// Where the baseline of a turned ideograph stands in its square, in ems.
const BASELINE: f32 = 0.12;

impl Page {
    /// Sets glyphs into lines that are written downwards.
    pub(super) fn set_downward(&mut self) {
        self.set_steps_down();
        if self.vertical > 0 {
            self.set_numbers_down();
        }
    }

    /// Sets ideographs that follow one another downwards into lines, where most of the page do: not
    /// every program says how lines are written, some set every glyph by itself.
    fn set_steps_down(&mut self) {
        let mut down = Vec::new();
        let mut across = 0;
        for at in 1..self.glyphs.len() {
            let (before, own) = (&self.glyphs[at - 1], &self.glyphs[at]);
            let ideographs = [before, own].map(|glyph| {
                glyph.is_upright() && glyph.text.as_char().is_some_and(is_ideographic)
            });
            if ideographs != [true; 2] {
                continue;
            }
            let (from, to) = (before.bbox.center(), own.bbox.center());
            let (right, below) = ((to.x - from.x) / own.size, (to.y - from.y) / own.size);
            if right.abs() < IN_LINE && STEP.contains(&below) {
                down.push(at);
            } else if below.abs() < IN_LINE && STEP.contains(&right) {
                across += 1;
            }
        }
        if down.len() <= across {
            return;
        }
        for at in down {
            for at in [at - 1, at] {
                let glyph = &self.glyphs[at];
                if glyph.is_upright() {
                    let (middle, side) = (glyph.bbox.center(), glyph.size / 2.0);
                    let square = Rect::new(middle.x, middle.y, middle.x, middle.y).grown(side);
                    self.stand(at, square, glyph.size);
                }
            }
        }
    }

    /// Sets upright glyphs beside each other into the line that they are one place of: a number of two
    /// digits takes the place of one ideograph.
    fn set_numbers_down(&mut self) {
        let mut from = 0;
        while from < self.glyphs.len() {
            let first = &self.glyphs[from];
            let beside = |glyph: &&Glyph| {
                glyph.is_upright() && !glyph.is_blank() && glyph.origin.y == first.origin.y
            };
            let count = self.glyphs[from..].iter().take_while(beside).take(MOST_BESIDE + 1).count();
            if (1..=MOST_BESIDE).contains(&count) {
                self.set_number_down(from, count);
            }
            from += count.max(1);
        }
    }

    fn set_number_down(&mut self, from: usize, count: usize) {
        let area: Rect = self.glyphs[from..from + count].iter().map(|glyph| glyph.bbox).collect();
        let is_of_line = |at: Option<usize>| {
            let other = self.glyphs.get(at?).filter(|other| other.angle == 90.0)?;
            let (own, place) = (area.center(), other.bbox.center());
            let near = (own.x - place.x).abs() < IN_LINE * other.size
                && (own.y - place.y).abs() < NEAR * other.size
                && area.width() < WIDEST_BESIDE * other.size;
            near.then_some((place.x, other.size))
        };
        let line = is_of_line(from.checked_sub(1)).or_else(|| is_of_line(Some(from + count)));
        let Some((middle, size)) = line else { return };
        let (top, step) = (area.center().y - size / 2.0, size / count as f32);
        for at in 0..count {
            let y = top + at as f32 * step;
            let place = Rect::new(middle - size / 2.0, y, middle + size / 2.0, y + step);
            self.stand(from + at, place, size);
        }
    }

    /// Makes a glyph one of a line that is written downwards, in its place there.
    fn stand(&mut self, at: usize, place: Rect, size: f32) {
        let glyph = &mut self.glyphs[at];
        glyph.bbox = place;
        glyph.origin = Point { x: place.x0 + BASELINE * size, y: place.y0 };
        glyph.size = size;
        glyph.angle = 90.0;
        self.vertical += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::model::Size;

    fn page(signs: &[(char, f32, f32)]) -> Page {
        let glyph = |&(c, x, y): &(char, f32, f32)| {
            let width = if c.is_ascii() { 5.0 } else { 10.0 };
            Glyph::upright(c, Rect::new(x, y - 7.5, x + width, y + 2.2), Point { x, y }, 10.0)
        };
        let glyphs = signs.iter().map(glyph).collect();
        Page { size: Size { width: 400.0, height: 600.0 }, glyphs, ..Page::default() }
    }

    fn angles(signs: &[(char, f32, f32)]) -> Vec<f32> {
        let mut page = page(signs);
        page.set_downward();
        page.glyphs.iter().map(|glyph| glyph.angle).collect()
    }

    #[test]
    fn ideographs_under_one_another_are_a_line() {
        assert_eq!(
            angles(&[('井', 90.0, 20.0), ('戸', 90.0, 30.0), ('塩', 90.0, 40.0)]),
            [90.0; 3]
        );
        // The first column of a table: what follows across counts for more.
        let row = |y: f32| [('一', 50.0, y), ('井', 90.0, y), ('戸', 100.0, y)];
        assert_eq!(angles(&[row(20.0), row(32.0)].concat()), [0.0; 6]);
    }

    #[test]
    fn a_number_in_a_line_is_one_place_of_it() {
        let signs = [
            ('十', 90.0, 10.0),
            ('井', 90.0, 20.0),
            ('3', 90.0, 30.0),
            ('1', 95.0, 30.0),
            ('日', 90.0, 40.0),
            ('目', 90.0, 50.0),
        ];
        assert_eq!(angles(&signs), [90.0; 6]);
        let mut page = page(&signs);
        page.set_downward();
        assert!(page.glyphs[2].bbox.y0 < page.glyphs[3].bbox.y0);
    }
}
