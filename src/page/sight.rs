//! What the boxes of paint say is hidden, compared with a drawing of the page where it is much.
//!
//! Boxes do not tell whether an image could be drawn, or what a blend left of it. Clips need no
//! drawing: what lies outside of the box around a clip lies outside of the clip.

use super::model::{Glyph, Page, Visibility};
use super::text_layer;
use super::visibility::core;
use crate::document::TextLayer;
use crate::geometry::Rect;
use crate::pdf::File;
use crate::provenance::PageNumber;
use crate::raster::{self, Raster};

/// Glyphs under paint from which on a page is drawn: about twenty words. Ordinary papers have none.
const MANY: usize = 100;
/// Pixels a point: the stems of text type are two pixels wide then.
const SCALE: f32 = 3.0;
/// Pixels of the images of a page up to which it is drawn.
pub(super) const IMAGE_PIXELS: u64 = 50_000_000;
/// Difference in each channel (of 255) up to which a pixel has the colour of a glyph: the edges of
/// letters are mixed with the ground.
const SAME_COLOR: u32 = 80;
/// Shares of a glyph's box that are of its colour where it can be seen: an empty ground has less, a
/// ground of that colour more.
const INK: std::ops::RangeInclusive<f32> = 0.04..=0.85;
/// Share of the covered glyphs of a line that have to be seen, for the line to be.
const SEEN: f32 = 0.6;

/// Makes covered glyphs visible again that a drawing of the page shows.
pub(super) fn compare(file: &File, number: PageNumber, page: &mut Page) {
    let is_covered = |glyph: &Glyph| glyph.visibility == Visibility::Covered && !glyph.is_blank();
    let covered = page.glyphs.iter().filter(|glyph| is_covered(glyph)).count();
    // What was recognised lies under the image in which it can be seen.
    if covered < MANY || text_layer::of_page(page) == TextLayer::OcrLayer {
        return;
    }
    let Some(raster) = raster::render(file, number, SCALE, None) else { return };
    let scale = raster.width as f32 / page.size.width.max(1.0);
    let shown: Vec<bool> = page
        .glyphs
        .iter()
        .map(|glyph| is_covered(glyph) && is_shown(&raster, scale, glyph))
        .collect();
    let mut start = 0;
    while start < page.glyphs.len() {
        let is_own = |glyph: &Glyph| {
            glyph.visibility == Visibility::Covered
                && (glyph.origin.y - page.glyphs[start].origin.y).abs() < glyph.size
        };
        let length = page.glyphs[start..].iter().take_while(|glyph| is_own(glyph)).count();
        let line = start..start + length.max(1);
        let all = page.glyphs[line.clone()].iter().filter(|glyph| is_covered(glyph)).count();
        let seen = shown[line.clone()].iter().filter(|seen| **seen).count();
        if seen as f32 > SEEN * all as f32 {
            page.glyphs[line.clone()]
                .iter_mut()
                .for_each(|own| own.visibility = Visibility::Visible);
        }
        start = line.end;
    }
}

/// Whether the place of a glyph has both its colour and another one.
fn is_shown(raster: &Raster, scale: f32, glyph: &Glyph) -> bool {
    let Rect { x0, y0, x1, y1 } = core(glyph);
    let pixel = |length: f32, most: u32| ((length * scale).max(0.0) as u32).min(most) as usize;
    let (left, right) = (pixel(x0, raster.width), pixel(x1.max(x0) + 1.0 / scale, raster.width));
    let (top, bottom) = (pixel(y0, raster.height), pixel(y1.max(y0) + 1.0 / scale, raster.height));
    let (mut all, mut own) = (0usize, 0usize);
    for y in top..bottom {
        for x in left..right {
            let at = (y * raster.width as usize + x) * 4;
            let Some([r, g, b, _]) = raster.rgba.get(at..at + 4) else { continue };
            let color = u32::from_be_bytes([0, *r, *g, *b]);
            let near = [16, 8, 0].iter().all(|shift| {
                let channel = |color: u32| (color >> shift) & 0xFF;
                channel(color).abs_diff(channel(glyph.color)) <= SAME_COLOR
            });
            all += 1;
            own += usize::from(near);
        }
    }
    all > 0 && INK.contains(&(own as f32 / all as f32))
}
