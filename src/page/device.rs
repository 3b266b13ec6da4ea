//! The device that the interpreter paints on: it keeps what is drawn instead of drawing it.

use super::font::{Code as FontCode, FontIndex, Reading};
use super::path;
use super::read::whole;
use super::{Decoding, FontId, Glyph, GlyphText, Mark, Options, Page, Size, Visibility};
use crate::diagnostic::{Code, Sink};
use crate::geometry::{Point, Rect};
use crate::pdf::text_string;
use crate::provenance::PageNumber;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{self, Affine, BezPath, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};
use hayro_syntax::object::{Dict, String as PdfString};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// Top of a glyph's box over its baseline, in font sizes: the ascenders of text faces end here.
const ASCENT: f64 = 0.75;

/// Bottom of a glyph's box under its baseline, in font sizes.
const DESCENT: f64 = -0.22;

/// Width of a glyph in a vertical line, in font sizes: ideographs are square.
const VERTICAL_WIDTH: f64 = 1.0;

/// The payload with which a page that does not end is left.
pub(super) struct TooLarge;

/// Collects one page.
pub(super) struct Painter<'a, 'f> {
    pub(super) page: Page,
    /// Whether something was left out because of a limit.
    pub(super) cut: bool,
    fonts: &'f mut FontIndex<'a>,
    options: Options,
    strings: FxHashMap<SmolStr, u32>,
    clips: Vec<Rect>,
    marks: Vec<u32>,
    operations: usize,
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
    pub(super) fn new(size: Size, options: &Options, fonts: &'f mut FontIndex<'a>) -> Self {
        let bounds = Rect::new(0.0, 0.0, size.width, size.height);
        Self {
            page: Page { size, complete: true, ..Page::default() },
            cut: false,
            fonts,
            options: options.clone(),
            strings: FxHashMap::default(),
            clips: vec![bounds],
            marks: Vec::new(),
            operations: 0,
            last_run: None,
        }
    }

    /// Makes the fonts of a page known.
    pub(super) fn enter(&mut self, source: &hayro_syntax::page::Page<'a>) {
        self.fonts.enter(source);
    }

    /// The page, with what was noticed on it.
    pub(super) fn finish(mut self, number: PageNumber, sink: &mut Sink) -> Page {
        let at = || whole(number, self.page.size);
        if self.cut {
            self.page.complete = false;
            sink.note(Code::PageTooLarge, at(), "the page has more content than is read");
        }
        let count = |is: &dyn Fn(&Glyph) -> bool| self.page.glyphs.iter().filter(|g| is(g)).count();
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
        self.page
    }

    /// Counts an operation and leaves the page when there are too many of them.
    fn count(&mut self) {
        self.operations += 1;
        if self.operations > self.options.operation_limit {
            // The interpreter has no other way out; this does not call the panic hook.
            std::panic::resume_unwind(Box::new(TooLarge));
        }
    }

    fn clip(&self) -> Rect {
        self.clips.last().copied().unwrap_or(Rect::NOTHING)
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

    fn push_glyph(&mut self, place: &Place, code: &FontCode, font: FontId, ink: Ink) {
        if matches!(code.reading, Reading::Nothing) {
            return;
        }
        let text = self.text(&code.reading);
        let (bbox, origin) = place.boxed(code);
        let visibility = if ink.hidden {
            Visibility::Invisible
        } else if bbox.intersection(self.clip()).is_empty() && !bbox.is_empty() {
            Visibility::Clipped
        } else {
            Visibility::Visible
        };
        self.page.glyphs.push(Glyph {
            bbox,
            origin,
            size: place.size as f32 * code.em,
            angle: place.angle,
            color: ink.color,
            text,
            mark: self.marks.last().copied().unwrap_or(Glyph::UNMARKED),
            font,
            decoding: code.decoding,
            visibility,
        });
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

/// How a run is painted.
#[derive(Clone, Copy)]
struct Ink {
    color: u32,
    hidden: bool,
}

/// Where a glyph stands: its matrix taken apart.
struct Place {
    matrix: Affine,
    size: f64,
    angle: f32,
    vertical: bool,
}

impl Place {
    fn new(matrix: Affine, vertical: bool) -> Self {
        let [a, b, c, d, _, _] = matrix.as_coeffs();
        Self { matrix, size: c.hypot(d) * 1000.0, angle: b.atan2(a).to_degrees() as f32, vertical }
    }

    /// The box of the glyph and its origin.
    fn boxed(&self, code: &FontCode) -> (Rect, Point) {
        let em = f64::from(code.em) * 1000.0;
        let (width, bottom, top) = if self.vertical {
            (VERTICAL_WIDTH * em, DESCENT * em, (1.0 + DESCENT) * em)
        } else {
            (f64::from(code.advance), DESCENT * em, ASCENT * em)
        };
        let cell = kurbo::Rect::new(0.0, bottom, width, top);
        let [_, _, _, _, x, y] = self.matrix.as_coeffs();
        let origin = Point { x: x as f32, y: y as f32 };
        (rect(self.matrix.transform_rect_bbox(cell)), origin)
    }
}

impl<'a> Device<'a> for Painter<'a, '_> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        self.last_run = None;
        let (color, alpha) = color_of(&props.paint);
        if alpha <= TRANSPARENT {
            return;
        }
        let stroke = match mode {
            DrawMode::Stroke(stroke) => Some(f64::from(stroke.line_width)),
            _ => None,
        };
        path::collect(path, props.transform, stroke, color, self.clip(), &mut self.page);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.count();
        let area = rect(clip.path.bounding_box());
        self.clips.push(self.clip().intersection(area));
    }

    fn push_clip_rect(&mut self, area: &kurbo::Rect) {
        self.count();
        self.clips.push(self.clip().intersection(rect(*area)));
    }

    fn pop_clip(&mut self) {
        // The first entry is the page itself.
        if self.clips.len() > 1 {
            self.clips.pop();
        }
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count();
    }

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.count();
        if self.is_repeated(run, props.transform, mode) {
            return;
        }
        let (color, alpha) = color_of(&props.paint);
        let hidden = matches!(mode, DrawMode::Invisible) || alpha <= TRANSPARENT;
        let ink = Ink { color, hidden };
        let vertical = run.writing_mode() == hayro_interpret::hayro_cmap::WritingMode::Vertical;
        let font = self.fonts.find(run);
        for glyph in run.glyphs() {
            if self.page.glyphs.len() >= self.options.glyph_limit {
                self.cut = true;
                return;
            }
            let code = self.fonts.code(font, glyph);
            let place = Place::new(props.transform * glyph.transform(), vertical);
            self.push_glyph(&place, &code, font, ink);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count();
        self.last_run = None;
        let (width, height) = (f64::from(image.width()), f64::from(image.height()));
        let area = kurbo::Rect::new(0.0, 0.0, width, height);
        let area = rect(props.transform.transform_rect_bbox(area)).intersection(self.clip());
        if !area.is_empty() {
            self.page.images.push(area);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.count();
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

/// Colour as 0xRRGGBB and opacity of a paint.
fn color_of(paint: &Paint<'_>) -> (u32, f32) {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, _] = color.to_rgba().to_rgba8();
            let [_, _, _, alpha] = color.to_rgba().components();
            (u32::from_be_bytes([0, r, g, b]), alpha)
        }
        // A pattern has no one colour; black keeps what it paints in sight.
        Paint::Pattern(_) => (0, 1.0),
    }
}

/// The same rectangle in this crate's type.
pub(super) fn rect(r: kurbo::Rect) -> Rect {
    Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
}
