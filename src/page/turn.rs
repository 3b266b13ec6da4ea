//! How a page that lies turned, or was read from its image, lies on the page as displayed.

use super::model::{Page, Size, Turn};
use crate::geometry::{Point, Rect};

impl Turn {
    /// So many quarter turns, which make an upright page of this size.
    pub(super) fn quarters(quarters: u8, size: Size) -> Self {
        Self { quarters, size, ..Self::default() }
    }

    /// Whether the page lies as it is displayed.
    pub fn is_none(self) -> bool {
        self.quarters.is_multiple_of(4) && self.skew == 0.0 && !self.mirrored
    }

    /// A point of the upright, level page on the page as displayed.
    pub fn back(self, point: Point) -> Point {
        let Size { width, height } = self.size;
        let point = if self.mirrored { Point { x: width - point.x, ..point } } else { point };
        let (middle_x, middle_y) = (width / 2.0, height / 2.0);
        let (sin, cos) = self.skew.sin_cos();
        let (dx, dy) = (point.x - middle_x, point.y - middle_y);
        let (x, y) = if self.skew == 0.0 {
            (point.x, point.y)
        } else {
            (cos * dx - sin * dy + middle_x, sin * dx + cos * dy + middle_y)
        };
        let (x, y) = match self.quarters % 4 {
            1 => (y, width - x),
            2 => (width - x, height - y),
            3 => (height - y, x),
            _ => (x, y),
        };
        Point { x, y }
    }

    /// The box, on the page as displayed, around an area of the upright, level page; no part of it
    /// is off the page.
    pub fn area_back(self, area: Rect) -> Rect {
        if self.is_none() || !area.is_finite() {
            return area;
        }
        let turned = self.box_back(area);
        let Size { width, height } = turned_size(self.size, self.quarters);
        let (x, y) =
            (|x: f32| x.clamp(0.0, width.max(0.0)), |y: f32| y.clamp(0.0, height.max(0.0)));
        Rect::new(x(turned.x0), y(turned.y0), x(turned.x1), y(turned.y1))
    }

    /// The same, wherever it lies.
    pub(super) fn box_back(self, area: Rect) -> Rect {
        let corners =
            [(area.x0, area.y0), (area.x1, area.y0), (area.x0, area.y1), (area.x1, area.y1)];
        let corners = corners.map(|(x, y)| self.back(Point { x, y }));
        corners.iter().map(|own| Rect::new(own.x, own.y, own.x, own.y)).collect()
    }

    /// Direction of level text of the upright page on the page as displayed, in radians, clockwise.
    pub fn direction(self) -> f32 {
        self.skew - f32::from(self.quarters % 4) * std::f32::consts::FRAC_PI_2
    }
}

/// Width and height after so many quarter turns.
fn turned_size(size: Size, quarters: u8) -> Size {
    if quarters.is_multiple_of(2) { size } else { Size { width: size.height, height: size.width } }
}

impl Page {
    /// Makes the page upright by quarter turns, clockwise, and remembers them with the skew (radians)
    /// that is left. Glyphs, rulings and marks are those of who reads the page anew.
    pub fn turn(&mut self, quarters: u8, skew: f32) {
        // Turning the areas on is turning them back by the turns that are left to a whole one.
        let onwards = Turn::quarters((4 - quarters % 4) % 4, self.size);
        self.areas().for_each(|area| *area = onwards.area_back(*area));
        self.size = turned_size(self.size, quarters);
        self.turn = Turn { skew, ..Turn::quarters(quarters % 4, self.size) };
    }

    /// Makes text that runs from right to left run from left to right, with everything that is drawn
    /// on the page, and remembers it.
    pub(super) fn mirror(&mut self) {
        let onwards = Turn { mirrored: true, ..Turn::quarters(0, self.size) };
        self.areas().for_each(|area| *area = onwards.area_back(*area));
        self.rulings.iter_mut().for_each(|ruling| ruling.bbox = onwards.box_back(ruling.bbox));
        for glyph in &mut self.glyphs {
            // Each glyph stays as it is, in its box.
            let inset = glyph.origin.x - glyph.bbox.x0;
            glyph.bbox = onwards.box_back(glyph.bbox);
            glyph.origin.x = glyph.bbox.x0 + inset;
        }
        self.turn.mirrored = true;
        self.turn.size = self.size;
    }

    /// The areas of all that is no glyph and no ruling.
    fn areas(&mut self) -> impl Iterator<Item = &mut Rect> {
        let links = self.links.iter_mut().map(|link| &mut link.bbox);
        let jumps = self.jumps.iter_mut().map(|jump| &mut jump.bbox);
        let fills = self.fills.iter_mut().map(|fill| &mut fill.bbox);
        self.images.iter_mut().chain(&mut self.drawings).chain(links).chain(jumps).chain(fills)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let size = Size { width: 600.0, height: 800.0 };
        Page { size, images: vec![Rect::new(10.0, 20.0, 110.0, 50.0)], ..Page::default() }
    }

    #[test]
    fn areas_are_turned_on_and_back() {
        let upright = [
            (600.0, Rect::new(10.0, 20.0, 110.0, 50.0)),
            (800.0, Rect::new(750.0, 10.0, 780.0, 110.0)),
            (600.0, Rect::new(490.0, 750.0, 590.0, 780.0)),
            (800.0, Rect::new(20.0, 490.0, 50.0, 590.0)),
        ];
        for (quarters, (width, area)) in upright.into_iter().enumerate() {
            let mut page = page();
            page.turn(quarters as u8, 0.0);
            assert_eq!((page.size.width, page.images[0]), (width, area), "{quarters}");
            assert_eq!(page.turn.area_back(area), Rect::new(10.0, 20.0, 110.0, 50.0), "{quarters}");
        }
    }

    #[test]
    fn skew_is_turned_back_about_the_middle() {
        let mut page = page();
        page.turn(0, 1.0f32.to_radians());
        let middle = page.turn.back(Point { x: 300.0, y: 400.0 });
        assert_eq!((middle.x, middle.y), (300.0, 400.0));
        let right = page.turn.back(Point { x: 600.0, y: 400.0 });
        assert!((right.y - 405.2).abs() < 0.1 && (right.x - 600.0).abs() < 0.1, "{right:?}");
        assert!(page.turn.area_back(Rect::new(0.0, 0.0, 600.0, 800.0)).x0 >= 0.0);
        assert_eq!(page.turn.area_back(Rect::NOTHING), Rect::NOTHING);
    }
}
