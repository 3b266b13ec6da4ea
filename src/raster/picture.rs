//! A part of a page that is one picture, in the encoding in which the file holds it.

use crate::geometry::Rect;
use crate::pdf::File;
use crate::provenance::PageNumber;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{self, Affine, BezPath, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The sides of a picture lie within this of those of the area it fills, in points.
const SAME_SIDE: f64 = 2.0;

/// The picture that fills an area of a page and over which nothing is painted, as the JPEG file that
/// the document holds. Nothing comes back where the area is anything else: then it has to be drawn.
///
/// `area` is in points of the displayed page.
pub fn jpeg(file: &File, page: PageNumber, area: Rect) -> Option<Vec<u8>> {
    let source = file.page(page)?;
    let [x0, y0, x1, y1] = [area.x0, area.y0, area.x1, area.y1].map(f64::from);
    let mut search =
        Search { area: kurbo::Rect::new(x0, y0, x1, y1), groups: Vec::new(), found: None };
    let (width, height) = source.render_dimensions();
    let bounds = kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = Affine::new(source.initial_transform(true).as_coeffs());
    let read = catch_unwind(AssertUnwindSafe(|| {
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let mut context = Context::new(transform, bounds, &cache, source.xref(), settings);
        interpret_page(source, &mut context, &mut search);
    }));
    read.ok().and(search.found)
}

/// Looks for the picture that fills an area.
struct Search {
    area: kurbo::Rect,
    /// For each open transparency group whether it is painted as it is, neither faded nor masked.
    groups: Vec<bool>,
    found: Option<Vec<u8>>,
}

impl Search {
    /// What is painted over the picture is not in its file.
    fn paint(&mut self, bbox: kurbo::Rect) {
        let inner = self.area.inset(-SAME_SIDE);
        let over = bbox.intersect(inner);
        if bbox.overlaps(inner) && over.width() >= 0.0 && over.height() >= 0.0 {
            self.found = None;
        }
    }

    fn is_filled_by(&self, bbox: kurbo::Rect) -> bool {
        let own = self.area;
        [(bbox.x0, own.x0), (bbox.y0, own.y0), (bbox.x1, own.x1), (bbox.y1, own.y1)]
            .iter()
            .all(|(a, b)| (a - b).abs() <= SAME_SIDE)
    }
}

impl<'a> Device<'a> for Search {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.paint(props.transform.transform_rect_bbox(path.bounding_box()));
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for glyph in run.glyphs() {
            let origin = (props.transform * glyph.transform()).translation().to_point();
            self.paint(kurbo::Rect::from_points(origin, origin));
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let unit = kurbo::Rect::new(0.0, 0.0, width, height);
        let bbox = props.transform.transform_rect_bbox(unit);
        let upright = {
            let [a, b, c, d, _, _] = props.transform.as_coeffs();
            a > 0.0 && d > 0.0 && b.abs() <= 1e-3 * a && c.abs() <= 1e-3 * d
        };
        let plain = self.groups.iter().all(|plain| *plain)
            && props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal;
        self.paint(bbox);
        if let Image::Raster(raster) = &image
            && upright
            && plain
            && self.is_filled_by(bbox)
        {
            let stream = raster.stream();
            let changed = ["SMask", "Mask", "SMaskInData", "Decode"];
            let whole = !changed.iter().any(|key| stream.dict().contains_key(key));
            if whole && stream.filters().len() == 1 {
                let bytes = stream.raw_data().into_owned();
                self.found = is_viewable(&bytes).then_some(bytes);
            }
        }
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.groups.push(opacity >= 1.0 && mask.is_none() && blend == BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn pop_clip(&mut self) {}
}

/// Whether bytes are a JPEG file that is grey or has three channels (ITU-T T.81, B.2.2): viewers differ
/// in how they read the four of print.
fn is_viewable(bytes: &[u8]) -> bool {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return false;
    }
    let mut at = 2;
    while let Some(&[0xFF, marker, high, low]) = bytes.get(at..at + 4) {
        // Start of frame; C4, C8 and CC are other segments.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            return matches!(bytes.get(at + 9), Some(1 | 3));
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::is_viewable;

    #[test]
    fn channels_are_counted() {
        let file = |channels: u8| {
            let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2];
            bytes.extend([0xFF, 0xC2, 0, 11, 8, 0, 9, 0, 9, channels]);
            bytes
        };
        assert!(is_viewable(&file(1)) && is_viewable(&file(3)));
        assert!(!is_viewable(&file(4)) && !is_viewable(&[]) && !is_viewable(&[0xFF, 0xD8, 0]));
    }
}
