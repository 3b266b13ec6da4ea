//! The device that the interpreter paints on: it keeps what is drawn instead of drawing it.

use super::field::{GLYPH_ADVANCE, Typed};
use super::font::{Code as FontCode, FontIndex};
use super::gauge::Gauge;
use super::model::{Decoding, FontId, Glyph, GlyphText, Mark, Page, Size, Square, Visibility};
use super::path::{self, rect};
use super::small_capital;
use super::unicode::Reading;
use super::visibility::{Layer, Layers, apart, core, is_tiny};
use crate::diagnostic::{Code, Sink};
use crate::geometry::{Point, Rect};
use crate::pdf::text_string;
use crate::provenance::PageNumber;
use hayro_interpret::font::{Glyph as RunGlyph, GlyphRun};
use hayro_interpret::kurbo::{self, Affine, BezPath};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// Glyph space of fonts that are not of type 3 has this many units an em (ISO 32000-2, 9.2.4).
const UNITS_PER_EM: f64 = 1000.0;
/// Top of a glyph's box over its baseline, in font sizes: the ascenders of text faces end here.
const ASCENT: f64 = 0.75;

/// Bottom of a glyph's box under its baseline, in font sizes.
const DESCENT: f64 = -0.22;

/// Side of a glyph in a vertical line, in font sizes: ideographs are square.
const SQUARE: f64 = 1.0;

/// Bottom of that square under the baseline that the glyph has in a horizontal line, in font sizes: the
/// usual place of ideographs (ISO 32000-2, 9.7.4.3, DW2).
const SQUARE_DESCENT: f64 = -0.12;

/// Collects one page.
pub(super) struct Painter<'a, 'f> {
    pub(super) page: Page,
    pub(super) gauge: Gauge<'f>,
    fonts: &'f mut FontIndex<'a>,
    strings: FxHashMap<SmolStr, u32>,
    clips: Vec<Clip>,
    groups: Vec<Group>,
    layers: Layers,
    marks: Vec<u32>,
    /// Values of fields without appearance.
    values: usize,
    last_run: Option<RunKey>,
}

/// What tells a glyph run from the next one; the same run comes twice when it is filled and stroked.
#[derive(PartialEq, Clone, Copy)]
struct RunKey {
    len: usize,
    code: u32,
    first: [f64; 6],
    last: [f64; 6],
}

impl<'a, 'f> Painter<'a, 'f> {
    pub(super) fn new(size: Size, gauge: Gauge<'f>, fonts: &'f mut FontIndex<'a>) -> Self {
        let bounds = Rect::new(0.0, 0.0, size.width, size.height);
        Self {
            page: Page { size, complete: true, ..Page::default() },
            gauge,
            fonts,
            strings: FxHashMap::default(),
            clips: vec![Clip { area: bounds, exact: true }],
            groups: Vec::new(),
            layers: Layers::default(),
            marks: Vec::new(),
            values: 0,
            last_run: None,
        }
    }

    /// Makes the fonts of a page known.
    pub(super) fn enter(&mut self, source: &hayro_syntax::page::Page<'a>) {
        self.fonts.enter(source);
    }

    /// Judges which glyphs can be seen.
    pub(super) fn judge(&mut self) {
        std::mem::take(&mut self.layers).judge(&mut self.page);
    }

    /// The page, with what was noticed on it.
    pub(super) fn finish(mut self, number: PageNumber, sink: &mut Sink) -> Page {
        let at = || Some(self.page.size.whole(number));
        if let Some(why) = self.gauge.why_cut() {
            self.page.complete = false;
            sink.note(Code::PageTooLarge, at(), format!("the page is not read to its end: {why}"));
        }
        self.page.undrawable = !self.gauge.can_be_drawn(self.page.image_pixels);
        if self.values > 0 {
            let message = format!(
                "{} values of fields and notes have no appearance: they stand where the field is",
                self.values
            );
            sink.note(Code::ValueWithoutAppearance, at(), message);
        }
        if self.fonts.forms_too_deep() {
            let message = "forms stand within forms more deeply than they are read";
            sink.note(Code::ContentTooDeep, at(), message);
        }
        note_glyphs(&self.page, number, sink);
        small_capital::settle(&mut self.page);
        self.page
    }

    /// Adds values that have no appearance, as viewers draw them.
    pub(super) fn type_values(&mut self, values: &[Vec<Typed>], to_page: Affine) {
        self.values = values.len();
        for typed in values.iter().flatten() {
            let code = FontCode {
                declared: None,
                reading: Reading::Char(typed.character),
                decoding: Decoding::Declared,
                advance: GLYPH_ADVANCE,
                em: 1.0,
                stem: None,
            };
            let place = Place::new(to_page * typed.place, false);
            let ink = Ink { color: 0, hidden: false, sized: true };
            self.push_glyph(&place, &code, FontId::default(), ink);
        }
    }

    fn clip(&self) -> Clip {
        self.clips.last().copied().unwrap_or(Clip { area: Rect::NOTHING, exact: true })
    }

    fn push_clip(&mut self, area: Rect, exact: bool) {
        self.gauge.operation();
        let outer = self.clip();
        let area = outer.area.intersection(area);
        self.clips.push(Clip { area, exact: exact && outer.exact });
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or(Group { opacity: 1.0, plain: true })
    }

    /// Adds a painted area to the layers.
    fn layer(&mut self, bbox: Rect, color: Option<u32>, plain: bool) {
        let exact = self.clip().exact;
        let opaque = plain && exact && self.group().plain;
        let color = color.filter(|_| opaque);
        self.layers.push(Layer { bbox, color, opaque, after: self.page.glyphs.len() });
    }

    fn text(&mut self, reading: &Reading) -> GlyphText {
        match reading {
            Reading::Char(c) => GlyphText::character(*c),
            Reading::String(s) => {
                let page = &mut self.page;
                let index = *self.strings.entry(s.clone()).or_insert_with(|| {
                    page.strings.push(s.clone());
                    u32::try_from(page.strings.len() - 1).unwrap_or(0)
                });
                GlyphText::string(index)
            }
            Reading::Nothing => GlyphText::character('\u{FFFD}'),
        }
    }

    /// Adds a glyph, unless it reads as nothing.
    fn push_glyph(&mut self, place: &Place, code: &FontCode, font: FontId, ink: Ink) {
        self.gauge.glyph(&code.reading);
        if matches!(code.reading, Reading::Nothing) {
            return;
        }
        let text = self.text(&code.reading);
        let (bbox, origin) = place.boxed(code);
        let mut glyph = Glyph {
            bbox,
            origin,
            size: place.size as f32 * code.em,
            angle: place.angle,
            color: ink.color,
            text,
            mark: self.marks.last().copied().unwrap_or(Glyph::UNMARKED),
            font,
            decoding: code.decoding,
            visibility: Visibility::Visible,
        };
        if ink.hidden {
            glyph.visibility = Visibility::Invisible;
        } else if apart(core(&glyph), self.clip().area) {
            glyph.visibility = Visibility::Clipped;
        } else if ink.sized && is_tiny(&glyph, self.page.size) {
            glyph.visibility = Visibility::Tiny;
        }
        self.page.glyphs.push(glyph);
    }

    /// Whether this is the stroke of a run whose fill came just before.
    fn is_repeated(&mut self, run: &GlyphRun<'_, 'a>, transform: Affine, mode: &DrawMode) -> bool {
        let glyphs = run.glyphs();
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return false };
        let key = RunKey {
            len: glyphs.len(),
            code: first.char_code(),
            first: (transform * first.transform()).as_coeffs(),
            last: (transform * last.transform()).as_coeffs(),
        };
        let repeated = matches!(mode, DrawMode::Stroke(_)) && self.last_run == Some(key);
        self.last_run = Some(key);
        repeated
    }
}

/// Says how many glyphs are uncertain and how many cannot be seen.
fn note_glyphs(page: &Page, number: PageNumber, sink: &mut Sink) {
    let at = || Some(page.size.whole(number));
    let count = |is: &dyn Fn(&Glyph) -> bool| page.glyphs.iter().filter(|g| is(g)).count();
    let unknown = count(&|g| g.decoding == Decoding::Unknown);
    if unknown > 0 {
        let message = format!("{unknown} glyphs without a Unicode value");
        sink.note(Code::GlyphWithoutUnicode, at(), message);
    }
    let inferred = count(&|g| g.decoding == Decoding::Inferred);
    if inferred > 0 {
        let message = format!("{inferred} glyphs read by their name or code");
        sink.note(Code::GlyphInferred, at(), message);
    }
    let hidden = count(&|g| g.visibility != Visibility::Visible);
    if hidden > 0 {
        sink.note(Code::HiddenText, at(), format!("{hidden} glyphs that cannot be seen"));
    }
}

/// The bounds of the clips in force.
#[derive(Clone, Copy)]
struct Clip {
    area: Rect,
    /// Whether all of them are rectangles, so that the bounds are the clip.
    exact: bool,
}

/// The transparency groups in force.
#[derive(Clone, Copy)]
struct Group {
    opacity: f32,
    /// Whether what they hold is painted as if there were none.
    plain: bool,
}

/// How a run is painted.
#[derive(Clone, Copy)]
struct Ink {
    color: u32,
    hidden: bool,
    /// Whether the size says how large the glyphs are: those of Type 3 fonts are drawings of any size.
    sized: bool,
}

/// Where a glyph stands: its matrix taken apart. The slant of type that is sloped by its matrix is left
/// out: it says nothing about where the next glyph stands, nor how large the type is.
struct Place {
    matrix: Affine,
    size: f64,
    angle: f32,
    vertical: bool,
}

impl Place {
    fn new(matrix: Affine, vertical: bool) -> Self {
        let [a, b, c, d, x, y] = matrix.as_coeffs();
        let along = a * a + b * b;
        let slant = if along > 0.0 { (a * c + b * d) / along } else { 0.0 };
        let (c, d) = (c - slant * a, d - slant * b);
        Self {
            matrix: Affine::new([a, b, c, d, x, y]),
            size: c.hypot(d) * UNITS_PER_EM,
            angle: b.atan2(a).to_degrees() as f32 + if vertical { 90.0 } else { 0.0 },
            vertical,
        }
    }

    /// The box of the glyph and its origin.
    fn boxed(&self, code: &FontCode) -> (Rect, Point) {
        let em = f64::from(code.em) * UNITS_PER_EM;
        let (cell, origin) = if self.vertical {
            let top = SQUARE_DESCENT * em + SQUARE * em;
            // Turned so that its line is level, it stands on the baseline of other ideographs.
            let origin = kurbo::Point::new(-SQUARE_DESCENT * em, top);
            (kurbo::Rect::new(0.0, SQUARE_DESCENT * em, SQUARE * em, top), origin)
        } else {
            let advance = f64::from(code.advance);
            (kurbo::Rect::new(0.0, DESCENT * em, advance, ASCENT * em), kurbo::Point::ZERO)
        };
        let kurbo::Point { x, y } = self.matrix * origin;
        let origin = Point { x: x as f32, y: y as f32 };
        (rect(self.matrix.transform_rect_bbox(cell)), origin)
    }
}

impl<'a> Device<'a> for Painter<'a, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.gauge.operation();
        self.last_run = None;
        let (color, alpha) = color_of(&props.paint);
        if alpha <= TRANSPARENT {
            return;
        }
        let stroke = match mode {
            DrawMode::Stroke(stroke) => Some(f64::from(stroke.line_width)),
            _ => None,
        };
        let page = &self.page;
        let before = (page.fills.len(), page.rulings.len(), page.drawings.len());
        let clip = self.clip().area;
        path::collect(path, props.transform, stroke, color, clip, &mut self.page);
        let plain = alpha >= OPAQUE
            && props.soft_mask.is_none()
            && props.blend_mode == BlendMode::Normal
            && matches!(props.paint, Paint::Color(_));
        let page = &self.page;
        let solid = page.fills[before.0..].iter().map(|fill| fill.bbox);
        let thin = page.rulings[before.1..].iter().map(|ruling| ruling.bbox);
        let solid: Vec<Rect> = solid.chain(thin).collect();
        let rest: Vec<Rect> = page.drawings[before.2..].to_vec();
        solid.iter().for_each(|bbox| self.layer(*bbox, Some(color), plain));
        rest.iter().for_each(|bbox| self.layer(*bbox, None, false));
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        let exact = path::is_rectangle(&clip.path);
        self.push_clip(rect(clip.path.control_box()), exact);
    }

    fn push_clip_rect(&mut self, area: &kurbo::Rect) {
        self.push_clip(rect(*area), true);
    }

    fn pop_clip(&mut self) {
        // The first entry is the page itself.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(
        &mut self,
        opacity: f32,
        mask: Option<SoftMask<'a>>,
        blend: BlendMode,
    ) {
        self.gauge.operation();
        let outer = self.group();
        let plain = opacity >= OPAQUE && mask.is_none() && blend == BlendMode::Normal;
        let opacity = opacity * outer.opacity;
        self.groups.push(Group { opacity, plain: plain && outer.plain });
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.gauge.operation();
        if self.is_repeated(run, props.transform, mode) {
            return;
        }
        let (color, alpha) = color_of(&props.paint);
        let opacity = alpha * self.group().opacity;
        let hidden = matches!(mode, DrawMode::Invisible) || opacity <= TRANSPARENT;
        let sized = run.glyphs().first().is_some_and(|own| matches!(**own, RunGlyph::Outline(_)));
        let ink = Ink { color, hidden, sized };
        let vertical = run.writing_mode() == hayro_interpret::hayro_cmap::WritingMode::Vertical;
        let font = self.fonts.find(run);
        for glyph in run.glyphs() {
            let code = self.fonts.code(font, glyph);
            let place = Place::new(props.transform * glyph.transform(), vertical);
            self.page.vertical += usize::from(vertical);
            self.push_glyph(&place, &code, font, ink);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.gauge.operation();
        self.last_run = None;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = kurbo::Rect::new(0.0, 0.0, width, height);
        let clip = self.clip().area;
        let area = rect(props.transform.transform_rect_bbox(area)).intersection(clip);
        if area.is_empty() {
            return;
        }
        let object = match &image {
            Image::Stencil(stencil) => stencil.stream().obj_id(),
            Image::Raster(raster) => raster.stream().obj_id(),
        };
        let solid = match &image {
            Image::Stencil(_) => false,
            Image::Raster(raster) => {
                let stream = raster.stream();
                !["SMask", "Mask", "SMaskInData"].iter().any(|key| stream.dict().contains_key(key))
            }
        };
        let plain = solid && props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        self.page.images.push(area);
        let pixels = u64::from(image.width()).saturating_mul(image.height().into());
        self.page.image_pixels = self.page.image_pixels.saturating_add(pixels);
        if is_square(area, self.page.size) && pixels <= LARGEST_CODE {
            let side = image.width().max(image.height());
            self.page.squares.push(Square { bbox: area, object, side });
        }
        self.layer(area, None, plain && is_upright(props.transform));
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.gauge.operation();
        let id = properties.and_then(|p| p.get::<u32>(b"MCID"));
        let actual_text = properties.and_then(|p| p.get::<PdfString<'_>>(b"ActualText"));
        self.page.marks.push(Mark {
            tag: SmolStr::new(String::from_utf8_lossy(tag)),
            id,
            actual_text: actual_text.map(|s| text_string(s.as_bytes())),
            parent: self.marks.last().copied(),
        });
        self.marks.push(u32::try_from(self.page.marks.len() - 1).unwrap_or(Glyph::UNMARKED));
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }
}

/// Opacity up to which paint leaves nothing to see on the page, from 0 to 1.
const TRANSPARENT: f32 = 0.02;

/// Opacity from which nothing shines through, from 0 to 1.
const OPAQUE: f32 = 0.98;

/// Pixels of an image of a code at most: 1,500 by 1,500. What has more is a photograph.
const LARGEST_CODE: u64 = 2_250_000;

/// Whether an area may be that of a code for cameras: on a page seen from afar, none has a side below half a
/// centimetre, nor one of half the page.
fn is_square(area: Rect, page: Size) -> bool {
    const SMALLEST: f32 = 14.0;
    const LARGEST_SHARE: f32 = 0.5;
    const LONGER: f32 = 1.2;
    let (width, height) = (area.width(), area.height());
    let (short, long) = (width.min(height), width.max(height));
    short >= SMALLEST
        && long <= short * LONGER
        && long <= page.width.max(page.height) * LARGEST_SHARE
}

/// Whether a matrix keeps the sides of a box parallel to the axes.
fn is_upright(transform: Affine) -> bool {
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let small = |x: f64, y: f64| x.abs() <= 1e-3 * y.abs();
    (small(b, a) && small(c, d)) || (small(a, b) && small(d, c))
}

/// Colour as 0xRRGGBB and opacity of a paint.
fn color_of(paint: &Paint<'_>) -> (u32, f32) {
    match paint {
        Paint::Color(color) => {
            let rgba = color.to_rgba();
            let [r, g, b, _] = rgba.to_rgba8();
            let [_, _, _, alpha] = rgba.components();
            (u32::from_be_bytes([0, r, g, b]), alpha)
        }
        // A pattern has no one colour; black keeps what it paints in sight.
        Paint::Pattern(_) => (0, 1.0),
    }
}
