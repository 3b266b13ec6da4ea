//! Glyphs to words, lines, blocks and table areas.
//!
//! The story of a page: [`select`] leaves out what cannot be seen or is drawn twice, [`accent`] puts
//! accents on their letters, [`run`] chains glyphs on one baseline, [`mod@line`] joins runs into
//! lines with their words and scripts, [`poster`] finds the panels of a poster and the heads in them,
//! [`mod@column`] cuts lines at gutters, [`furniture`] names what repeats from page to page, [`table`] and
//! [`figure`] find areas, [`block`] groups lines, and [`assemble`] writes it all down in one
//! permutation of the page's glyphs.

mod accent;
mod assemble;
mod block;
mod column;
mod figure;
mod furniture;
mod line;
mod poster;
mod run;
mod script;
mod select;
mod statistics;
mod table;

pub(crate) use crate::page::text_layer::most as main_text_layer;
pub use crate::page::text_layer::of_pages as text_layer;
pub use statistics::BodyStyle;

use crate::diagnostic::{Code, Sink};
use crate::document::{FurnitureKind, TextLayer};
use crate::geometry::Rect;
use crate::page::{Decoding, Font, FontId, Page, Pages};
use crate::provenance::PageNumber;
use std::ops::Range;

/// Distances that decide what belongs together.
#[derive(Debug, Clone)]
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

/// Pages with their words, lines and blocks.
#[derive(Debug, Default)]
pub struct Layout {
    /// Pages in order.
    pub pages: Vec<PageLayout>,
    /// Fonts of all pages.
    pub fonts: Vec<Font>,
    /// The type style most of the text is set in.
    pub body: BodyStyle,
    /// Whether it is a poster: one or few large pages, or a page with its text in panels.
    pub poster: bool,
}

impl Layout {
    /// How much larger the type is than that of papers, 1 at least: distances in points grow with it.
    pub(crate) fn scale(&self) -> f32 {
        if self.poster { poster::scale(&self.body) } else { 1.0 }
    }
}

/// What layout found on one page.
///
/// `reading` is a permutation of the indices of those glyphs that are to be read; a word is a
/// range of it, a line a range of words, a block a range of lines. The other glyphs are counted in
/// `unread`.
#[derive(Debug, Default)]
pub struct PageLayout {
    /// The page.
    pub number: PageNumber,
    /// Its glyphs and graphics.
    pub page: Page,
    /// Indices of glyphs, word by word.
    pub reading: Vec<u32>,
    /// Whether the glyph at the same place of `reading` is raised or lowered.
    pub scripts: Vec<Script>,
    /// Words, line by line.
    pub words: Vec<Word>,
    /// Lines, block by block.
    pub lines: Vec<Line>,
    /// Blocks, in no order that means anything to a reader.
    pub blocks: Vec<Block>,
    /// Table areas.
    pub tables: Vec<TableArea>,
    /// Figure areas.
    pub figures: Vec<FigureArea>,
    /// Captions with a label.
    pub captions: Vec<CaptionArea>,
    /// Panels of a poster, smaller ones first.
    pub panels: Vec<Rect>,
    /// Boxes that heads of a poster stand on: as wide as what the heads name.
    pub bars: Vec<Rect>,
    /// Glyphs that are not read.
    pub unread: Unread,
    /// Where its text comes from.
    pub text_layer: TextLayer,
}

/// Numbers of glyphs that are not read, by reason.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unread {
    /// Not to be seen.
    pub hidden: u32,
    /// Drawn a second time in the same place.
    pub duplicate: u32,
    /// Blanks.
    pub blank: u32,
}

/// Whether a glyph stands on the baseline of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Script {
    /// On the baseline.
    #[default]
    Base,
    /// Raised.
    Super,
    /// Lowered.
    Sub,
}

/// Glyphs between two blanks.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// Range of the page's `reading`.
    pub glyphs: Range<u32>,
    /// Its area.
    pub bbox: Rect,
}

/// Words on one baseline, inside one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Range of the page's words.
    pub words: Range<u32>,
    /// Its area: from ascent to descent of its type size.
    pub bbox: Rect,
    /// Where its letters stand.
    pub baseline: f32,
    /// Type size of most of its letters, in points.
    pub size: f32,
    /// Font of most of its letters.
    pub font: FontId,
    /// Whether most letters are heavy.
    pub bold: bool,
    /// Whether most letters are slanted.
    pub italic: bool,
    /// Whether all letters that have case are upper case.
    pub capitals: bool,
    /// Colour of its first letter, 0xRRGGBB.
    pub color: u32,
    /// Direction of its baseline in degrees, clockwise.
    pub angle: f32,
    /// Whether it names what stands below it; known of posters only.
    pub head: bool,
}

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Range of the page's lines.
    pub lines: Range<u32>,
    /// Their area.
    pub bbox: Rect,
    /// What kind of area it is in.
    pub kind: BlockKind,
}

/// What kind of area a block is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text, headings, captions: whatever is read in order.
    Text,
    /// On the page but not of the article.
    Furniture(FurnitureKind),
    /// A cell: an index into [`PageLayout::tables`] and into [`TableArea::cells`].
    Cell {
        /// The table.
        table: u32,
        /// The cell.
        cell: u32,
    },
    /// Inside a figure: an index into [`PageLayout::figures`].
    Figure(u32),
}

/// An area whose words are read by rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct TableArea {
    /// Its area without caption and notes.
    pub bbox: Rect,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// Cells that hold text, in row-major order.
    pub cells: Vec<CellArea>,
}

/// A cell of a table area.
#[derive(Debug, Clone, PartialEq)]
pub struct CellArea {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// Whether it belongs to the head.
    pub header: bool,
    /// Area of its text.
    pub bbox: Rect,
}

/// An area that is drawn, not written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureArea {
    /// Its area without its caption.
    pub bbox: Rect,
    /// Area of the first line of its caption, where it has one on its page.
    pub caption: Option<Rect>,
}

/// Where a caption stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaptionArea {
    /// Its area.
    pub bbox: Rect,
    /// Area of its first line, which begins with the label.
    pub first: Rect,
}

impl PageLayout {
    /// Numbers of glyphs whose character was inferred, and of those whose character is not known,
    /// among the ones that are read.
    pub fn doubtful(&self) -> (u32, u32) {
        let glyphs = self.reading.iter().map(|&at| &self.page.glyphs[at as usize]);
        glyphs.fold((0, 0), |(inferred, unknown), glyph| match glyph.decoding {
            Decoding::Declared => (inferred, unknown),
            Decoding::Inferred => (inferred + 1, unknown),
            Decoding::Unknown => (inferred, unknown + 1),
        })
    }

    /// Lines of a block.
    pub fn block_lines(&self, block: &Block) -> &[Line] {
        &self.lines[block.lines.start as usize..block.lines.end as usize]
    }

    /// Words of a line.
    pub fn line_words(&self, line: &Line) -> &[Word] {
        &self.words[line.words.start as usize..line.words.end as usize]
    }

    /// Appends what a word reads as.
    pub fn push_word(&self, word: &Word, out: &mut String) {
        for &index in &self.reading[word.glyphs.start as usize..word.glyphs.end as usize] {
            self.page.push_text(&self.page.glyphs[index as usize], out);
        }
    }

    /// What a line reads as, words separated by one blank.
    pub fn line_text(&self, line: &Line) -> String {
        let mut out = String::new();
        for (index, word) in self.line_words(line).iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            self.push_word(word, &mut out);
        }
        out
    }
}

/// Finds words, lines and blocks of every page.
pub fn analyse(pages: Pages, options: &Options, sink: &mut Sink) -> Layout {
    let Pages { pages, fonts } = pages;
    let mut drafts: Vec<line::Draft> =
        pages.into_iter().map(|page| line::draft(page, &fonts, options)).collect();
    let body = statistics::body_style(&drafts);
    let poster = poster::find(&mut drafts, &body);
    for draft in &mut drafts {
        column::cut(draft, options);
    }
    let furniture = furniture::find(&drafts, poster);
    let pictures = furniture::pictures(&drafts, &furniture);
    let mut pages = Vec::with_capacity(drafts.len());
    let drafts = drafts.into_iter().zip(furniture.into_iter().zip(pictures));
    for (index, (draft, (furniture, pictures))) in drafts.enumerate() {
        let page = analyse_page(index, draft, &furniture, pictures, &body, options);
        if page.text_layer == TextLayer::Scanned && !page.page.recognised {
            let at = page.page.size.whole(page.number);
            sink.note(Code::NeedsOcr, Some(at), "the page is an image without text");
        }
        pages.push(page);
    }
    Layout { pages, fonts, body, poster }
}

fn analyse_page(
    index: usize,
    mut draft: line::Draft,
    furniture: &[Option<FurnitureKind>],
    pictures: Vec<Rect>,
    body: &BodyStyle,
    options: &Options,
) -> PageLayout {
    let mut lines: Vec<block::Item> = block::items(&draft, furniture);
    poster::part(&mut draft, &mut lines, body);
    let figures = figure::captioned(&draft, &mut lines, pictures, body, options);
    let tables = table::find(&draft, &mut lines, body);
    let captions = figures.captions();
    let figures = figure::others(&draft, &mut lines, body, &tables, figures);
    let blocks = block::group(&draft, &lines, body, options);
    let page = assemble::page(PageNumber::from_index(index), draft, lines, blocks, tables, figures);
    PageLayout { captions, ..page }
}
