//! Which glyphs a reader of the page cannot see, judged from what is painted under and over them.

use super::model::{Glyph, Page, Size, Visibility};
use crate::geometry::{Point, Rect};
use rustc_hash::FxHashSet;

/// Shares of a glyph's box at its sides, and above and below, that have little ink.
const SIDES: f32 = 0.25;
const ENDS: f32 = 0.3;
/// Side of a cell of the grid in which painted areas are looked up, in points.
const CELL: f32 = 48.0;

/// Cells that an area may lie in before it is kept apart as a large one.
const LARGE: usize = 64;

/// Painted areas kept on a page at most: what a heat map of 400 by 500 cells needs.
const LAYER_LIMIT: usize = 200_000;

/// Difference of two colours in each channel (of 255) up to which nobody tells them apart.
const SAME_COLOR: u32 = 6;

/// A white cover larger than this share of the page is not believed: with overprint it paints
/// nothing (ISO 32000-2, 8.6.7).
const WHITE_COVER: f32 = 0.5;

const WHITE: u32 = 0xFF_FFFF;

/// An area that was painted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layer {
    pub(super) bbox: Rect,
    /// Its colour, if it has only one and fills its box.
    pub(super) color: Option<u32>,
    /// Whether nothing shines through.
    pub(super) opaque: bool,
    /// Glyphs painted before it.
    pub(super) after: usize,
}

/// Painted areas in the order of painting.
#[derive(Debug, Default)]
pub(super) struct Layers(Vec<Layer>);

impl Layers {
    pub(super) fn push(&mut self, layer: Layer) {
        if self.0.len() < LAYER_LIMIT && !layer.bbox.is_empty() {
            self.0.push(layer);
        }
    }

    /// Marks the visible glyphs of the page that are in the colour of their ground or covered.
    pub(super) fn judge(&self, page: &mut Page) {
        settle_tiny(page);
        let colors: FxHashSet<u32> = self.0.iter().filter_map(|layer| layer.color).collect();
        let area = page.size.width * page.size.height;
        let covers = |layer: &Layer| {
            let white = layer.color.is_some_and(|color| same(color, WHITE));
            layer.opaque && !(white && layer.bbox.area() > WHITE_COVER * area)
        };
        let last_cover = self.0.iter().filter(|l| covers(l)).map(|l| l.after).max().unwrap_or(0);
        let grid = Grid::new(&self.0, page.size.width, page.size.height);
        for (index, glyph) in page.glyphs.iter_mut().enumerate() {
            if glyph.visibility != Visibility::Visible || glyph.is_blank() {
                continue;
            }
            let core = core(glyph);
            let suspicious = same(glyph.color, WHITE) || colors.contains(&glyph.color);
            if suspicious && self.is_camouflaged(&grid, glyph, index, core) {
                glyph.visibility = Visibility::Camouflaged;
            } else if index < last_cover && self.is_covered(&grid, index, core, &covers) {
                glyph.visibility = Visibility::Covered;
            }
        }
    }

    /// Whether the topmost area under the glyph has its colour.
    fn is_camouflaged(&self, grid: &Grid, glyph: &Glyph, index: usize, core: Rect) -> bool {
        let under = grid
            .at(core.center())
            .filter_map(|i| self.0.get(i).map(|layer| (i, layer)))
            .filter(|(_, layer)| layer.after <= index && layer.bbox.contains(core.center()))
            .max_by_key(|(i, _)| *i);
        match under {
            Some((_, layer)) => {
                contains(layer.bbox, core) && layer.color.is_some_and(|c| same(c, glyph.color))
            }
            // Nothing was painted there: the ground is the paper.
            None => same(glyph.color, WHITE),
        }
    }

    fn is_covered(
        &self,
        grid: &Grid,
        index: usize,
        core: Rect,
        covers: &dyn Fn(&Layer) -> bool,
    ) -> bool {
        grid.at(core.center())
            .filter_map(|i| self.0.get(i))
            .any(|layer| layer.after > index && contains(layer.bbox, core) && covers(layer))
    }
}

/// Type smaller than this, in points, is a third of a millimetre high on paper: nobody reads it.
const LEGIBLE: f32 = 1.0;

/// A page whose longer side has this many times the size of a type shows it larger than `LEGIBLE` says: it
/// is small itself, and is looked at enlarged.
const SMALL_PAGE: f32 = 500.0;

/// Type of this size, in points, shows that a page is not made to be enlarged.
const ORDINARY: f32 = 5.0;

/// Whether a glyph is too small to be read on a page of this size.
pub(super) fn is_tiny(glyph: &Glyph, page: Size) -> bool {
    let least = LEGIBLE.min(page.width.max(page.height) / SMALL_PAGE);
    glyph.size > 0.0 && glyph.size < least && !glyph.is_blank()
}

/// Makes what is too small visible again where nothing on the page is of an ordinary size: it is a drawing
/// to be enlarged.
fn settle_tiny(page: &mut Page) {
    let is_ordinary =
        |glyph: &Glyph| glyph.visibility == Visibility::Visible && glyph.size >= ORDINARY;
    if !page.glyphs.iter().any(is_ordinary) {
        let tiny = page.glyphs.iter_mut().filter(|own| own.visibility == Visibility::Tiny);
        tiny.for_each(|own| own.visibility = Visibility::Visible);
    }
}

/// The middle of a glyph's box, where most of its ink is.
pub(super) fn core(glyph: &Glyph) -> Rect {
    let Rect { x0, y0, x1, y1 } = glyph.bbox;
    let (dx, dy) = ((x1 - x0) * SIDES, (y1 - y0) * ENDS);
    Rect::new(x0 + dx, y0 + dy, x1 - dx, y1 - dy)
}

/// Whether the two areas have no point in common; unlike an empty intersection this also holds for
/// boxes without a width.
pub(super) fn apart(a: Rect, b: Rect) -> bool {
    a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0
}

fn contains(outer: Rect, inner: Rect) -> bool {
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && outer.x1 >= inner.x1 && outer.y1 >= inner.y1
}

/// Whether two colours look the same.
fn same(a: u32, b: u32) -> bool {
    [16, 8, 0].iter().all(|shift| {
        let channel = |color: u32| (color >> shift) & 0xFF;
        channel(a).abs_diff(channel(b)) <= SAME_COLOR
    })
}

/// Indices of layers by place.
struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    large: Vec<u32>,
}

impl Grid {
    fn new(layers: &[Layer], width: f32, height: f32) -> Self {
        // The largest page that PDF allows has 14,400 points (ISO 32000-2, annex C).
        let count = |length: f32| (length.clamp(1.0, 14_400.0) / CELL) as usize + 1;
        let (columns, rows) = (count(width), count(height));
        let mut cells = Vec::new();
        let mut large = Vec::new();
        if !layers.is_empty() {
            cells.resize(columns * rows, Vec::new());
        }
        let mut grid = Self { columns, rows, cells: Vec::new(), large: Vec::new() };
        for (index, layer) in layers.iter().enumerate() {
            let Ok(index) = u32::try_from(index) else { break };
            let (c0, r0) = grid.cell(Point { x: layer.bbox.x0, y: layer.bbox.y0 });
            let (c1, r1) = grid.cell(Point { x: layer.bbox.x1, y: layer.bbox.y1 });
            if (c1 - c0 + 1) * (r1 - r0 + 1) > LARGE {
                large.push(index);
                continue;
            }
            for row in r0..=r1 {
                for column in c0..=c1 {
                    if let Some(cell) = cells.get_mut(row * columns + column) {
                        cell.push(index);
                    }
                }
            }
        }
        grid.cells = cells;
        grid.large = large;
        grid
    }

    fn cell(&self, point: Point) -> (usize, usize) {
        let index = |at: f32, count: usize| ((at / CELL).max(0.0) as usize).min(count - 1);
        (index(point.x, self.columns), index(point.y, self.rows))
    }

    /// The layers that may contain a point.
    fn at(&self, point: Point) -> impl Iterator<Item = usize> + '_ {
        let (column, row) = self.cell(point);
        let cell = self.cells.get(row * self.columns + column);
        cell.into_iter().flatten().chain(&self.large).map(|index| *index as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x: f32, color: u32) -> Glyph {
        let area = Rect::new(x, 100.0, x + 5.0, 110.0);
        Glyph { color, ..Glyph::upright('a', area, Point { x, y: 108.0 }, 10.0) }
    }

    fn judged(glyphs: &[(f32, u32)], layers: &[(Rect, Option<u32>, usize)]) -> Vec<Visibility> {
        let glyphs = glyphs.iter().map(|(x, color)| glyph(*x, *color)).collect();
        let size = Size { width: 600.0, height: 800.0 };
        let mut page = Page { size, glyphs, ..Page::default() };
        let mut all = Layers::default();
        for (bbox, color, after) in layers {
            all.push(Layer { bbox: *bbox, color: *color, opaque: true, after: *after });
        }
        all.judge(&mut page);
        page.glyphs.iter().map(|g| g.visibility).collect()
    }

    #[test]
    fn white_on_paper_is_camouflaged() {
        use Visibility::{Camouflaged, Visible};
        assert_eq!(judged(&[(10.0, 0), (20.0, 0xFE_FEFE)], &[]), [Visible, Camouflaged]);
    }

    #[test]
    fn white_on_a_dark_box_is_visible() {
        let bar = Rect::new(0.0, 90.0, 600.0, 120.0);
        assert_eq!(judged(&[(10.0, WHITE)], &[(bar, Some(0x33_3333), 0)]), [Visibility::Visible]);
        assert_eq!(judged(&[(10.0, WHITE)], &[(bar, None, 0)]), [Visibility::Visible]);
    }

    #[test]
    fn text_in_the_colour_of_its_box_is_camouflaged() {
        let bar = Rect::new(0.0, 90.0, 60.0, 120.0);
        let seen = judged(&[(10.0, 0x12_3456), (70.0, 0x12_3456)], &[(bar, Some(0x12_3456), 0)]);
        assert_eq!(seen, [Visibility::Camouflaged, Visibility::Visible]);
    }

    #[test]
    fn type_below_a_point_is_hidden_beside_type_that_can_be_read() {
        let of_sizes = |sizes: &[f32], height: f32| {
            let size = Size { width: 100.0, height };
            let glyphs = sizes.iter().map(|size| Glyph { size: *size, ..glyph(10.0, 0) });
            let glyphs = glyphs.map(|own| match is_tiny(&own, size) {
                true => Glyph { visibility: Visibility::Tiny, ..own },
                false => own,
            });
            let mut page = Page { size, glyphs: glyphs.collect(), ..Page::default() };
            Layers::default().judge(&mut page);
            page.glyphs.iter().map(|g| g.visibility).collect::<Vec<_>>()
        };
        use Visibility::{Tiny, Visible};
        assert_eq!(of_sizes(&[0.5, 0.9, 1.1, 10.0], 800.0), [Tiny, Tiny, Visible, Visible]);
        assert_eq!(of_sizes(&[0.5, 0.9], 800.0), [Visible, Visible]);
        assert_eq!(of_sizes(&[0.5, 10.0], 100.0), [Visible, Visible]);
    }

    #[test]
    fn a_later_box_covers() {
        let label = Rect::new(0.0, 90.0, 60.0, 120.0);
        let seen = judged(&[(10.0, 0), (20.0, 0)], &[(label, Some(WHITE), 1)]);
        assert_eq!(seen, [Visibility::Covered, Visibility::Visible]);
        let page = Rect::new(0.0, 0.0, 600.0, 800.0);
        assert_eq!(judged(&[(10.0, 0)], &[(page, Some(WHITE), 1)]), [Visibility::Visible]);
    }
}
