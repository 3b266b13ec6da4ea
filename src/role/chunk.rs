//! Blocks cut into chunks: what may be a paragraph, a heading, an entry or an item.

use super::cut::{self, Sheet};
use super::margin::{INDENT, SHORT};
use crate::geometry::Rect;
use crate::layout::{Layout, Line, PageLayout};
use crate::order::{Element, ElementKind, Flow};
use crate::page::FontId;
use crate::reason::Reason;
use crate::tolerance::is_same_size;
use std::ops::Range;

/// Capitals are larger than the small capitals beside them by no more than this factor: drop capitals
/// are.
const LARGEST_CAPITAL: f32 = 1.45;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LinePart {
    /// Index of the page.
    pub(super) page: u32,
    /// Index of the line on its page.
    pub(super) line: u32,
    /// Words of the page.
    pub(super) words: Range<u32>,
}

/// Lines that are read in one go, and how they are set.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) lines: Vec<LinePart>,
    /// The element it is a part of.
    pub(super) element: Element,
    /// Index of its page, counted from the first page of the article.
    pub(super) sheet: u32,
    /// What it reads as; `\n` between lines.
    pub(super) text: String,
    /// Area on the page of its first line.
    pub(super) bbox: Rect,
    pub(super) style: Style,
    /// The type style of its last line.
    pub(super) last_style: Style,
    /// Whether its first line is indented against the lines of its column.
    pub(super) indented: bool,
    /// Whether its last line reaches the right margin of its block.
    pub(super) full: bool,
    /// Whether it begins with the number of an item, without punctuation.
    pub(super) numbered: bool,
    /// Number of lines of the block it was cut from.
    pub(super) block_lines: u32,
    /// Whether it is the head of a panel or a part of a poster.
    pub(super) head: bool,
    /// Whether a bullet is drawn in front of its first line.
    pub(super) bullet: bool,
    /// What it begins apart by from the lines before it; `None` for what has no lines.
    pub(super) cut: Option<Reason>,
}

/// The type style of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) font: FontId,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) capitals: bool,
    pub(super) color: u32,
}

impl Style {
    pub(super) fn of(line: &Line) -> Self {
        Self {
            size: line.size,
            font: line.font,
            bold: line.bold,
            italic: line.italic,
            capitals: line.capitals,
            color: line.color,
        }
    }

    /// Whether text of both styles may be one paragraph.
    pub(super) fn reads_on(&self, other: &Self) -> bool {
        is_same_size(self.size, other.size) && self.bold == other.bold
    }
}

/// The type style of no line.
const NO_STYLE: Style =
    Style { size: 0.0, font: FontId(0), bold: false, italic: false, capitals: false, color: 0 };

/// The type style of a line. Small capitals are smaller than the type that they are set in, whose size
/// the capitals among them tell.
fn style_of(page: &PageLayout, line: &Line) -> Style {
    let style = Style::of(line);
    if !style.capitals {
        return style;
    }
    let glyphs = page.line_words(line).iter().flat_map(|word| word.glyphs.clone());
    let letters = glyphs.map(|at| &page.page.glyphs[page.reading[at as usize] as usize]);
    let letters = letters.filter(|glyph| glyph.text.as_char().is_some_and(char::is_alphabetic));
    let own = |size: f32| size <= LARGEST_CAPITAL * style.size;
    let size = letters.map(|glyph| glyph.size).filter(|&size| own(size)).fold(style.size, f32::max);
    Style { size, ..style }
}

impl Chunk {
    pub(super) fn page(&self) -> u32 {
        self.lines.first().map_or(self.element.page, |part| part.page)
    }
}

/// Cuts all text blocks of a flow into chunks, in reading order. Elements other than text blocks
/// stand as chunks without lines. The article begins on the page at index `first`.
pub(super) fn chunks(flow: &Flow, first: u32) -> Vec<Chunk> {
    let mut out = Vec::new();
    for &element in &flow.sequence {
        let page = &flow.layout.pages[element.page as usize];
        let sheet = Sheet { first: element.page == first, poster: flow.layout.poster };
        match element.kind {
            ElementKind::Block(at) => {
                let block = &page.blocks[at as usize];
                for piece in cut::pieces(page, block, sheet) {
                    let numbered = piece.cut == Reason::CountedItem;
                    let cut = Some(piece.cut);
                    out.push(Chunk { numbered, cut, ..chunk(&flow.layout, element, piece.lines) });
                }
            }
            ElementKind::Furniture(at) => {
                let lines = page.blocks[at as usize].lines.clone();
                out.push(chunk(&flow.layout, element, lines));
            }
            ElementKind::Table(_) | ElementKind::Figure(_) => {
                let mut empty = chunk(&flow.layout, element, 0..0);
                empty.bbox = flow.bbox(element);
                out.push(empty);
            }
        }
    }
    out.iter_mut().for_each(|chunk| chunk.sheet = chunk.sheet.saturating_sub(first));
    out
}

/// A chunk of whole lines of one page.
pub(super) fn chunk(layout: &Layout, element: Element, lines: Range<u32>) -> Chunk {
    let page = &layout.pages[element.page as usize];
    let own = &page.lines[lines.start as usize..lines.end as usize];
    let parts = lines
        .clone()
        .zip(own)
        .map(|(line, own)| LinePart { page: element.page, line, words: own.words.clone() })
        .collect();
    let block = match element.kind {
        ElementKind::Block(at) | ElementKind::Furniture(at) => Some(&page.blocks[at as usize]),
        ElementKind::Table(_) | ElementKind::Figure(_) => None,
    };
    let block_bbox = block.map_or(Rect::NOTHING, |block| block.bbox);
    let block_lines = block.map_or(0, |block| block.lines.len() as u32);
    let style = own.first().map_or(NO_STYLE, |line| style_of(page, line));
    let em = style.size;
    let text = own.iter().map(|line| page.line_text(line)).collect::<Vec<_>>().join("\n");
    let hanging =
        own.len() > 1 && own[1..].iter().all(|line| line.bbox.x0 > own[0].bbox.x0 + INDENT * em);
    Chunk {
        lines: parts,
        element,
        sheet: element.page,
        text,
        bbox: own.iter().map(|line| line.bbox).collect(),
        style,
        last_style: own.last().map_or(style, |line| style_of(page, line)),
        indented: own.first().is_some_and(|line| line.bbox.x0 > block_bbox.x0 + INDENT * em)
            && !hanging,
        full: own.last().is_some_and(|line| line.bbox.x1 > block_bbox.x1 - SHORT * em),
        numbered: false,
        block_lines,
        bullet: own.first().is_some_and(|line| line.bullet),
        head: !own.is_empty() && own.iter().all(|line| line.head),
        cut: None,
    }
}
