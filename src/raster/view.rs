//! A page as a file that browsers show: drawn by the browser where that takes few bytes, else as pixels.

use super::draw::{Raster, render};
use super::palette::Palette;
use crate::pdf::File;
use crate::provenance::PageNumber;
use hayro_interpret::InterpreterSettings;
use hayro_svg::{RenderCache, SvgRenderSettings};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of a drawing at most: pixels take as many.
const DRAWING_LIMIT: usize = 100_000;

/// Bytes that a glyph takes in a drawing at least: where it stands, and which it is.
const GLYPH_BYTES: usize = 60;

/// Pixels an inch.
const DPI: f32 = 100.0;

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// Pixels of a page at most: a poster has no need of more to be looked at.
const VIEW_PIXELS: f32 = 6_000_000.0;

/// Quality of a page of photographs, from 1 to 100.
const JPEG_QUALITY: u8 = 60;

/// Share of the pixels whose colours are among those of the palette at least: photographs have more of them.
const COVERED: f32 = 0.9;

/// A page as a file.
#[derive(Debug)]
pub struct View {
    /// The file.
    pub bytes: Vec<u8>,
    /// The extension of its name.
    pub extension: &'static str,
}

/// Draws a page on which so many glyphs stand; nothing where it cannot be drawn.
pub fn view(file: &File, page: PageNumber, glyphs: u32) -> Option<View> {
    let is_short = glyphs as usize * GLYPH_BYTES < DRAWING_LIMIT;
    let drawing = is_short.then(|| svg(file, page)).flatten();
    if let Some(drawing) = drawing.filter(|drawing| drawing.len() < DRAWING_LIMIT) {
        return Some(View { bytes: drawing.into_bytes(), extension: "svg" });
    }
    let (width, height) = file.page(page)?.render_dimensions();
    let scale = (DPI / POINTS_PER_INCH).min((VIEW_PIXELS / (width * height)).sqrt());
    pixels(&render(file, page, scale, None)?)
}

fn svg(file: &File, page: PageNumber) -> Option<String> {
    let source = file.page(page)?;
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let white = SvgRenderSettings { bg_color: [255, 255, 255, 255] };
        hayro_svg::convert(source, &RenderCache::new(), &InterpreterSettings::default(), &white)
    }));
    drawn.ok()
}

/// Pixels as PNG where few colours are nearly all there is, else as JPEG.
fn pixels(raster: &Raster) -> Option<View> {
    let pixels = raster.pixmap.data().iter().map(|own| [own.r, own.g, own.b]);
    let palette = Palette::of(pixels.clone());
    if palette.covered >= COVERED {
        let bytes = png(raster, &palette, pixels)?;
        return Some(View { bytes, extension: "png" });
    }
    let mut bytes = Vec::new();
    let colours: Vec<[u8; 3]> = pixels.collect();
    JpegEncoder::new_with_quality(&mut bytes, JPEG_QUALITY)
        .write_image(colours.as_flattened(), raster.width, raster.height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(View { bytes, extension: "jpg" })
}

fn png(
    raster: &Raster,
    palette: &Palette,
    pixels: impl Iterator<Item = [u8; 3]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.colours.as_flattened());
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::NoFilter);
    let numbers: Vec<u8> = pixels.map(|own| palette.number(own)).collect();
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&numbers).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
