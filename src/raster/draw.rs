//! A page or a part of it, drawn.

use super::grey::{self, Grey};
use crate::geometry::Rect;
use crate::pdf::File;
use crate::provenance::PageNumber;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::kurbo::Affine;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Pixels of a raster at most: an A0 poster at 150 dpi has 35 million, which take 140 MB.
const PIXEL_LIMIT: f32 = 50_000_000.0;

/// Pixels of one side at most: what the engine can count.
const SIDE_LIMIT: f32 = 65_535.0;

/// Pixels on white ground.
pub struct Raster {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    pub(super) pixmap: Pixmap,
}

impl Raster {
    /// Its levels of grey.
    pub fn grey(&self) -> Grey {
        // On white ground every pixel is opaque.
        let pixels = self.pixmap.data().iter();
        let levels = pixels.map(|pixel| grey::level([pixel.r, pixel.g, pixel.b])).collect();
        Grey { width: self.width as usize, height: self.height as usize, levels }
    }

    /// The raster as a PNG file; nothing if it cannot be encoded.
    pub fn png(self) -> Option<Vec<u8>> {
        self.pixmap.into_png().ok()
    }
}

impl std::fmt::Debug for Raster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Raster {{ {} x {} }}", self.width, self.height)
    }
}

/// Draws a page, or the part of it in `clip`, at `scale` pixels a point.
///
/// `clip` is in points of the displayed page. The scale is lowered where the raster would have more
/// pixels than the bound allows. Nothing comes back if there is no such page, the clip is empty, or
/// the page cannot be drawn.
pub fn render(file: &File, page: PageNumber, scale: f32, clip: Option<Rect>) -> Option<Raster> {
    let source = file.page(page)?;
    let (width, height) = source.render_dimensions();
    let whole = Rect::new(0.0, 0.0, width, height);
    let area = clip.map_or(whole, |clip| clip.intersection(whole));
    if area.is_empty() || !scale.is_normal() || scale < 0.0 {
        return None;
    }
    let scale = bounded(scale, area);
    let pixels = |length: f32| (length * scale).ceil().clamp(1.0, SIDE_LIMIT) as u16;
    let (width, height) = (pixels(area.width()), pixels(area.height()));
    let transform = Affine::scale(f64::from(scale))
        * Affine::translate((-f64::from(area.x0), -f64::from(area.y0)))
        * Affine::new(source.initial_transform(true).as_coeffs());
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let mut context = RenderContext::new(width, height);
        let settings = InterpreterSettings::default();
        let cache = RenderCache::new();
        let options = RenderSettings::default();
        render_into(source, &cache, &settings, &options, &mut context, transform);
        context.flush();
        let mut pixmap = Pixmap::new(width, height);
        let ground = RasterizerSettings {
            target_init: TargetInit::Clear(hayro::vello_cpu::color::palette::css::WHITE),
            ..RasterizerSettings::default()
        };
        context.render_with(&mut pixmap, &mut Resources::default(), ground);
        pixmap
    }));
    let pixmap = drawn.ok()?;
    Some(Raster { width: width.into(), height: height.into(), pixmap })
}

/// The scale, lowered until the area has no more pixels than the bounds allow.
fn bounded(scale: f32, area: Rect) -> f32 {
    let by_pixels = (PIXEL_LIMIT / area.area()).sqrt();
    let by_side = SIDE_LIMIT / area.width().max(area.height());
    scale.min(by_pixels).min(by_side)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_bounded() {
        let a4 = Rect::new(0.0, 0.0, 595.0, 842.0);
        assert_eq!(bounded(2.0, a4), 2.0);
        let a0 = Rect::new(0.0, 0.0, 2384.0, 3370.0);
        assert!(bounded(8.0, a0) < 3.0);
    }
}
