//! What layout makes of pages: words, lines, blocks and areas.

use crate::document::{FurnitureKind, TextLayer};
use crate::geometry::Rect;
use crate::page::{Decoding, Font, FontId, Page};
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::tolerance::quarters;
use std::collections::BTreeMap;
use std::ops::Range;

/// Distances in points hold for a body of this type size.
const USUAL_BODY: f32 = 10.0;

/// Distance of baselines by type size, where nothing else is known.
const USUAL_LEADING: f32 = 1.25;
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
        if self.poster { self.body.poster_scale() } else { 1.0 }
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
    /// Panels of a poster, boxes of a paper, smaller ones first.
    pub panels: Vec<Rect>,
    /// Boxes that heads of a poster stand on: as wide as what the heads name.
    pub bars: Vec<Rect>,
    /// Glyphs that are not read.
    pub unread: Unread,
    /// Where its text comes from.
    pub text_layer: TextLayer,
}

/// Numbers of glyphs that are not read, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unread {
    /// Not to be seen, by what hides them.
    pub hidden: BTreeMap<Reason, u32>,
    /// The same glyphs one by one, in content order.
    pub hidden_glyphs: Vec<(u32, Reason)>,
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
    /// Whether an underscore that is drawn as a line fills the gap before it.
    pub underscore: bool,
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
    /// Whether a bullet is drawn in front of it.
    pub bullet: bool,
    /// What parts it from what stands to the left of it in its row.
    pub parted: Option<Reason>,
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
    /// What parts a text from what stands above it, or makes it furniture.
    pub reason: Option<Reason>,
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
    /// Lines of code that belong together; those of one listing have one number.
    Listing(u32),
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
    /// What makes it a table.
    pub reason: Reason,
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
    /// What makes it a figure.
    pub reason: Reason,
}

/// Where a caption stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaptionArea {
    /// Its area.
    pub bbox: Rect,
    /// Area of its first line, which begins with the label.
    pub first: Rect,
    /// What makes it a caption.
    pub reason: Reason,
}

impl Unread {
    /// Number of glyphs that are not to be seen.
    pub fn hidden_count(&self) -> u32 {
        self.hidden.values().sum()
    }

    /// Notes a glyph that is not to be seen.
    pub(super) fn hide(&mut self, glyph: u32, reason: Reason) {
        *self.hidden.entry(reason).or_default() += 1;
        self.hidden_glyphs.push((glyph, reason));
    }
}

impl PageLayout {
    /// Numbers of glyphs whose character was inferred, and of those whose character is not known,
    /// among the ones that are read.
    pub fn doubtful(&self) -> (u32, u32) {
        let glyphs = self.reading.iter().map(|&at| &self.page.glyphs[at as usize]);
        glyphs.fold((0, 0), |(inferred, unknown), glyph| match glyph.decoding {
            Decoding::Declared | Decoding::Drawn => (inferred, unknown),
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
        out.reserve(word.glyphs.len());
        for &index in &self.reading[word.glyphs.start as usize..word.glyphs.end as usize] {
            self.page.push_text(&self.page.glyphs[index as usize], out);
        }
    }

    /// What a line reads as, words separated by one blank.
    pub fn line_text(&self, line: &Line) -> String {
        let words = self.line_words(line);
        let glyphs = words.iter().map(|word| word.glyphs.len() + 1).sum();
        let mut out = String::with_capacity(glyphs);
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            self.push_word(word, &mut out);
        }
        out
    }
}

/// The type style most of the text is set in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BodyStyle {
    /// Type size in points.
    pub size: f32,
    /// Font of most glyphs of that size.
    pub font: FontId,
    /// Distance of baselines by type size: `(size, leading)` in points, sorted by size.
    pub leading: Vec<(f32, f32)>,
}

impl BodyStyle {
    /// Distance of baselines of lines of this size, in points: measured, or what is usual where too few
    /// lines have it.
    pub fn leading_of(&self, size: f32) -> f32 {
        let key = rounded(size);
        match self.leading.binary_search_by(|(size, _)| size.total_cmp(&key)) {
            Ok(at) => self.leading[at].1,
            Err(_) => size * USUAL_LEADING,
        }
    }

    /// How much larger the type is than that of papers, 1 at least, where the document is a poster.
    pub(super) fn poster_scale(&self) -> f32 {
        (self.size / USUAL_BODY).max(1.0)
    }
}

/// Sizes are compared in quarters of a point: finer steps are rounding of the typesetter.
pub(super) fn rounded(size: f32) -> f32 {
    quarters(size) as f32 / 4.0
}
