//! The loop over pages: set-up, bounds and what a failing page leaves behind.

use super::Options;
use super::content::Content;
use super::device::Painter;
use super::field;
use super::font::FontIndex;
use super::gauge::{Gauge, Left};
use super::model::{Decoding, Doubt, Font, Jump, Link, Page, Pages, Size};
use super::reach::Reach;
use crate::diagnostic::{Code, Sink};
use crate::geometry::Rect;
use crate::limit::Limits;
use crate::pdf::{Facts, File};
use crate::provenance::PageNumber;
use hayro_interpret::kurbo::{self, Affine};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, interpret, interpret_page,
};
use hayro_syntax::content::TypedIter;
use std::panic::{AssertUnwindSafe, catch_unwind};

type Source<'a> = hayro_syntax::page::Page<'a>;

/// Reads every page that is there and asked for.
pub(super) fn read(file: &File, options: &Options, limits: &Limits, sink: &mut Sink) -> Pages {
    let render_content = RenderContent::ANNOTATIONS;
    let settings = InterpreterSettings { render_content, ..InterpreterSettings::default() };
    let mut fonts = FontIndex::new(settings.clone());
    let mut cache = InterpreterCache::new();
    let mut reach = Reach::new(limits);
    let mut pages = Vec::new();
    let mut text_left = limits.text_bytes;
    for index in 0..file.page_count() {
        let number = PageNumber::from_index(index);
        let Some(source) = file.page(number) else {
            let size = pages.last().map_or(A4, |page: &Page| page.size);
            pages.push(Page { size, absent: true, ..Page::default() });
            continue;
        };
        if index as u64 >= limits.pages {
            let message = format!("{}: they are left out", limits.beyond("pages"));
            sink.note(Code::PageTooLarge, Some(displayed_size(source).whole(number)), message);
            break;
        }
        let gauge = Gauge::new(limits, options.time, text_left);
        let mut painter = Painter::new(displayed_size(source), gauge, &mut fonts);
        let content = Content::of(source, limits.content_bytes);
        if content.is_cut {
            painter.gauge.cut(limits.beyond("content_bytes"));
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| match reach.excess(source) {
            Some(limit) => painter.gauge.cut(limits.beyond(limit)),
            None => paint(source, &content, context(source, &cache, &settings), &mut painter),
        }));
        if let Err(payload) = &outcome {
            painter.page.complete = false;
            if !payload.is::<Left>() {
                let message = "the content of the page could not be interpreted to its end";
                sink.note(Code::PageUnreadable, Some(painter.page.size.whole(number)), message);
            }
            // An unwound interpreter may have left its caches borrowed.
            cache = InterpreterCache::new();
        }
        text_left = painter.gauge.text_left();
        if let Some((code, missing)) = content.missing {
            sink.note(code, Some(painter.page.size.whole(number)), missing);
        }
        painter.judge();
        let mut page = painter.finish(number, sink);
        page.links = links(source, number, file.facts());
        page.jumps = jumps(source, number, file.facts());
        pages.push(page);
    }
    let fonts = fonts.into_fonts();
    fonts.iter().for_each(|font| note_shapes(font, sink));
    Pages { pages, fonts }
}

/// Has a page painted.
fn paint<'a>(
    source: &'a Source<'a>,
    content: &Content,
    mut context: Context<'a>,
    painter: &mut Painter<'a, '_>,
) {
    painter.enter(source);
    let operations = TypedIter::new(&content.bytes);
    interpret(operations, source.resources(), &mut context, painter);
    // The settings leave out the content of the page, so that these are its annotations.
    interpret_page(source, &mut context, painter);
    painter.type_values(&field::values(source), to_displayed(source));
}

/// Says what of a font is read as what it is drawn like.
fn note_shapes(font: &Font, sink: &mut Sink) {
    let drawn = font.doubts.iter().filter(|doubt| doubt.decoding == Decoding::Drawn);
    let say = |doubt: &Doubt| match &doubt.declared {
        Some(declared) => format!("{declared:?} is {:?}", doubt.text),
        None => format!("code {} is {:?}", doubt.code, doubt.text),
    };
    let readings: Vec<String> = drawn.map(say).collect();
    if !readings.is_empty() {
        let message = format!("font {:?}, by shape: {}", font.name, readings.join(", "));
        sink.note(Code::GlyphReadByShape, None, message);
    }
}

/// Size of a page that is missing, where no other one says how large pages are, in points.
const A4: Size = Size { width: 595.0, height: 842.0 };

fn displayed_size(source: &Source<'_>) -> Size {
    let (width, height) = source.render_dimensions();
    Size { width, height }
}

/// From default user space to the displayed page.
fn to_displayed(source: &Source<'_>) -> Affine {
    Affine::new(source.initial_transform(true).as_coeffs())
}

fn context<'a>(
    source: &Source<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
) -> Context<'a> {
    let (width, height) = source.render_dimensions();
    let bounds = kurbo::Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    Context::new(to_displayed(source), bounds, cache, source.xref(), settings.clone())
}

/// Links of one page at most, since each word is looked for in all of them: an index has 500.
const MOST_LINKS: usize = 5_000;

/// Those of a page, of all in the order of their pages.
fn of_page<T>(
    all: &[T],
    page_of: impl Fn(&T) -> PageNumber,
    number: PageNumber,
) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|own| page_of(own) < number);
    all[first..].iter().take_while(move |own| page_of(own) == number).take(MOST_LINKS)
}

fn links(source: &Source<'_>, number: PageNumber, facts: &Facts) -> Vec<Link> {
    let own = of_page(&facts.links, |link| link.page, number);
    own.map(|link| Link { bbox: area(source, link.rect), uri: link.uri.clone() }).collect()
}

fn jumps(source: &Source<'_>, number: PageNumber, facts: &Facts) -> Vec<Jump> {
    let own = of_page(&facts.jumps, |jump| jump.page, number);
    own.map(|jump| Jump { bbox: area(source, jump.rect), to: jump.to }).collect()
}

/// An area of default user space on the displayed page.
fn area(source: &Source<'_>, Rect { x0, y0, x1, y1 }: Rect) -> Rect {
    let area = kurbo::Rect::new(x0.into(), y0.into(), x1.into(), y1.into());
    super::path::rect(to_displayed(source).transform_rect_bbox(area))
}
