//! An image by itself, as levels of grey: nothing else of its page is drawn.

use crate::pdf::File;
use crate::provenance::PageNumber;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps,
    InterpreterCache, InterpreterSettings, LumaData, SoftMask, interpret,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Levels of grey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grey {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// The level of each pixel, row by row from the top: 0 is black.
    pub levels: Vec<u8>,
}

/// The luminance of a colour (ITU-R BT.601).
pub(super) fn level(rgb: [u8; 3]) -> u8 {
    let [r, g, b] = rgb.map(u32::from);
    ((r * 299 + g * 587 + b * 114 + 500) / 1000) as u8
}

/// An image that a page draws, reduced until neither side has more than about `side` pixels. Nothing comes
/// back where it cannot be unpacked.
pub fn grey(file: &File, page: PageNumber, object: ObjectIdentifier, side: u32) -> Option<Grey> {
    let source = file.page(page)?;
    let (resources, name) = holder(source.resources(), object)?;
    let mut content = String::from("/");
    for byte in name.iter() {
        content.push_str(&format!("#{byte:02x}"));
    }
    content.push_str(" Do");
    let mut grab = Grab { side, grey: None };
    let read = catch_unwind(AssertUnwindSafe(|| {
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings::default();
        let unit = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, unit, &cache, source.xref(), settings);
        interpret(TypedIter::new(content.as_bytes()), &resources, &mut context, &mut grab);
    }));
    read.ok().and(grab.grey)
}

/// The resources that name an object, and the name: those of the page or of one of its forms.
fn holder<'a>(
    resources: &Resources<'a>,
    object: ObjectIdentifier,
) -> Option<(Resources<'a>, Name<'a>)> {
    let mut seen = FxHashSet::default();
    let mut left = vec![resources.clone()];
    while let Some(resources) = left.pop() {
        let named = |(name, own): (Name<'a>, MaybeRef<Object<'a>>)| Some((name, own.as_obj_ref()?));
        let entries: Vec<_> = resources.x_objects.entries().filter_map(named).collect();
        for (name, own) in entries {
            if ObjectIdentifier::from(own) == object {
                return Some((resources, name));
            }
            if seen.insert(ObjectIdentifier::from(own))
                && let Some(form) = resources.x_objects.get::<Stream<'_>>(&*name)
                && let Some(inner) = form.dict().get::<Dict<'_>>(b"Resources")
            {
                left.push(Resources::new(inner));
            }
        }
    }
    None
}

/// Takes the image that is drawn.
struct Grab {
    side: u32,
    grey: Option<Grey>,
}

impl Grab {
    /// Every so manyth pixel of so many in a row.
    fn take(&mut self, width: u32, height: u32, level: impl Fn(usize) -> u8) {
        let step = width.max(height).div_ceil(self.side.max(1)).max(1) as usize;
        let (width, height) = (width as usize, height as usize);
        let rows = (0..height).step_by(step);
        let levels = rows.flat_map(|y| (0..width).step_by(step).map(move |x| y * width + x));
        let levels = levels.map(level).collect();
        let (width, height) = (width.div_ceil(step), height.div_ceil(step));
        self.grey = Some(Grey { width, height, levels });
    }
}

impl<'a> Device<'a> for Grab {
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        let target = Some((self.side, self.side));
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |image, mask| {
                    let (width, height) = (image.width(), image.height());
                    let is_own = |mask: &LumaData| (mask.width, mask.height) == (width, height);
                    let mask = mask.filter(is_own);
                    self.take(width, height, |at| {
                        let own = u32::from(match &image {
                            ImageData::Luma(luma) => luma.data[at],
                            ImageData::Rgb(rgb) => {
                                level([0, 1, 2].map(|part| rgb.data[3 * at + part]))
                            }
                        });
                        // What is not covered is the white of the page.
                        let cover = mask.as_ref().map_or(255, |mask| u32::from(mask.data[at]));
                        ((own * cover + 255 * (255 - cover)) / 255) as u8
                    });
                },
                target,
            ),
            // What is painted is taken for dark.
            Image::Stencil(stencil) => stencil.with_stencil(
                |luma, _| self.take(luma.width, luma.height, |at| 255 - luma.data[at]),
                target,
            ),
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
