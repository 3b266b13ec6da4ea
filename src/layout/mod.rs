//! Glyphs to words, lines, blocks and table areas.
//!
//! The story of a page: [`select`] leaves out what cannot be seen or is drawn twice, [`accent`] puts
//! accents on their letters, [`run`] chains glyphs on one baseline, [`drop_cap`] finds the large
//! letters that begin paragraphs, [`mod@line`] joins runs into lines with their words and scripts,
//! [`poster`] finds the panels of a poster and the heads in them, [`mod@column`] cuts lines at gutters,
//! [`furniture`] names what is not of the article, [`listing`], [`table`], [`figure`], [`mod@boxed`] and [`formula`] find
//! areas, [`bullet`] finds the bullets that are drawn,
//! [`block`] groups lines, and [`assemble`] writes it all down in one
//! permutation of the page's glyphs, each line in the [`direction`] in which it is read.

mod accent;
mod assemble;
mod block;
mod boxed;
mod bullet;
mod column;
mod direction;
mod draft;
mod drop_cap;
mod figure;
mod formula;
mod furniture;
mod guard;
mod hidden;
mod line;
mod listing;
mod model;
mod poster;
mod run;
mod script;
mod select;
mod statistics;
mod table;
mod underscore;

pub use model::{
    Block, BlockKind, BodyStyle, CaptionArea, CellArea, FigureArea, Layout, Line, PageLayout,
    Script, TableArea, Unread, Word,
};

use crate::diagnostic::{Code, Sink};
use crate::document::TextLayer;
use crate::geometry::Rect;
use crate::page::{Font, Page, Pages};
use crate::provenance::PageNumber;
use draft::Draft;
use guard::guarded;
use serde::{Deserialize, Serialize};

/// Distances that decide what belongs together.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Letters further apart than this are in different words where blanks are drawn as glyphs, in
    /// ems: ligatures that were taken apart leave gaps of 0.13 em, blanks are wider than 0.18 em.
    pub word_gap: f32,
    /// The same beside other signs than letters, and where blanks are not drawn: TeX shrinks a blank to 0.22 em and kerns by 0.1 em.
    pub word_gap_without_blanks: f32,
    /// Words further apart than this may be in different columns, in ems.
    pub segment_gap: f32,
    /// Narrowest gutter, in ems.
    pub gutter_width: f32,
    /// Rows with text on both sides that a gutter needs at least: shorter ones are rivers of blanks.
    pub gutter_rows: usize,
    /// Blocks end where the distance of baselines grows by this factor.
    pub leading_jump: f32,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            word_gap: 0.16,
            word_gap_without_blanks: 0.11,
            segment_gap: 0.55,
            gutter_width: 0.5,
            gutter_rows: 4,
            leading_jump: 1.22,
        }
    }
}

/// Finds words, lines and blocks of every page.
pub fn analyse(pages: Pages, options: &Options, sink: &mut Sink) -> Layout {
    let Pages { pages, fonts } = pages;
    let draft = |(index, page): (usize, Page)| {
        let size = page.size;
        let draft = guarded(index, size, sink, || line::draft(page, &fonts, options));
        draft.unwrap_or_else(|| Draft::blank(size))
    };
    let mut drafts: Vec<Draft> = pages.into_iter().enumerate().map(draft).collect();
    direction::mend_brackets(&mut drafts);
    let body = statistics::body_style(&drafts);
    let poster = poster::find(&mut drafts, &body);
    if !poster {
        furniture::line_number::find(&mut drafts);
    }
    for (index, draft) in drafts.iter_mut().enumerate() {
        let size = draft.page.size;
        if guarded(index, size, sink, || column::cut(draft, options)).is_none() {
            *draft = Draft::blank(size);
        }
    }
    let furniture = furniture::find(&drafts, &body, &fonts, poster);
    let pictures = furniture::pictures(&drafts, &furniture);
    let context = (&body, fonts.as_slice());
    let mut pages = Vec::with_capacity(drafts.len());
    let drafts = drafts.into_iter().zip(furniture.into_iter().zip(pictures));
    for (index, (draft, (furniture, pictures))) in drafts.enumerate() {
        let size = draft.page.size;
        let analyse = || analyse_page(index, draft, &furniture, pictures, context, options);
        let page = guarded(index, size, sink, analyse).unwrap_or_else(|| {
            analyse_page(index, Draft::blank(size), &[], Vec::new(), context, options)
        });
        if page.text_layer == TextLayer::Scanned && !page.page.recognised {
            let at = page.page.size.whole(page.number);
            sink.note(Code::NeedsOcr, Some(at), "the page is an image or outlines, without text");
        }
        pages.push(page);
    }
    Layout { pages, fonts, body, poster }
}

fn analyse_page(
    index: usize,
    mut draft: Draft,
    furniture: &[Option<furniture::Verdict>],
    pictures: Vec<Rect>,
    (body, fonts): (&BodyStyle, &[Font]),
    options: &Options,
) -> PageLayout {
    let mut lines: Vec<block::Item> = block::items(&draft, furniture);
    poster::part(&mut draft, &mut lines, body);
    listing::find(&draft, &mut lines, fonts, body);
    let figures = figure::captioned(&draft, &mut lines, pictures, body, options);
    let tables = table::find(&draft, &mut lines, body);
    let captions = figures.captions();
    let figures = figure::others(&draft, &mut lines, body, &tables, figures);
    let boxes = match draft.poster {
        Some(_) => Vec::new(),
        None => boxed::find(&draft, &mut lines, index == 0, (&tables, &figures), body),
    };
    bullet::mark(&draft, &mut lines, body);
    let formulas = match draft.poster {
        Some(_) => Vec::new(),
        None => formula::find(&draft, &mut lines),
    };
    let blocks = block::group(&draft, &lines, formulas, body, options);
    let page = assemble::page(PageNumber::from_index(index), draft, lines, blocks, tables, figures);
    let panels = if boxes.is_empty() { page.panels } else { boxes };
    PageLayout { captions, panels, ..page }
}
