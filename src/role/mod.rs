//! Blocks to passages: what each is, and which belong to one another.

mod caption;
mod chunk;
mod draft;
mod front;
mod heading;
mod join;
mod level;
mod list;
mod name;
mod passage;
mod reference;
mod run_in;
mod stitch;

use crate::diagnostic::Sink;
use crate::document::{FurnitureKind, Place};
use crate::layout::{Block, BlockKind, BodyStyle, Layout};
use crate::order::{ElementKind, Flow};
use crate::page::FontId;
use crate::text::Text;
use chunk::LinePart;
use draft::{Context, Draft};
use std::collections::BTreeMap;

/// Choices for role assignment.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// All passages of the document, in the order they are read.
#[derive(Debug, Default)]
pub struct Passages {
    /// The pages.
    pub layout: Layout,
    /// Passages in order. Those of a table, its caption, cells and notes, stand together.
    pub passages: Vec<Passage>,
    /// Tables that cells refer to. One that goes on with the table before it has no cells: its rows
    /// are rows of that table.
    pub tables: Vec<TableFrame>,
}

/// A run of text with one role, over as many columns and pages as it takes.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub role: Role,
    /// What is printed before its words to mark its role: a label, a number, a bullet.
    pub mark: Text,
    /// Its words.
    pub text: Text,
}

/// A table's grid; its cells are passages.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFrame {
    /// Where it begins.
    pub place: Place,
    /// Where it goes on, one place a page or column.
    pub further: Vec<Place>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// The authors' names.
    Byline,
    /// An institution.
    Affiliation,
    /// Correspondence, dates and other notes on the first page.
    FrontNote,
    /// A paragraph of the abstract.
    Abstract,
    /// The keywords, without their label.
    Keywords,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem {
        /// Its number as printed, without punctuation.
        number: Option<String>,
        /// Depth, from 0.
        level: u8,
    },
    /// A display formula.
    Formula,
    /// A caption.
    Caption {
        /// What it names.
        of: Captioned,
        /// `Figure 1`, `Table 2`.
        label: String,
        /// The area it names, where it was found: a figure's place, or the index of a table.
        place: Option<Place>,
    },
    /// A cell of a table.
    Cell {
        /// Index into [`Passages::tables`].
        table: u32,
        /// First row, from 0.
        row: u32,
        /// First column, from 0.
        column: u32,
        /// Rows it covers.
        row_span: u32,
        /// Columns it covers.
        column_span: u32,
        /// Whether it belongs to the head.
        header: bool,
    },
    /// A note below a table: an index into [`Passages::tables`].
    TableNote(u32),
    /// A footnote.
    Footnote {
        /// Its mark as printed.
        label: Option<String>,
    },
    /// An entry of the reference list.
    Reference {
        /// Its number as printed, without punctuation.
        label: Option<String>,
    },
    /// Text drawn inside a figure.
    FigureText(Place),
    /// On the page but not of the article.
    Furniture(FurnitureKind),
}

/// What a caption names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Captioned {
    /// A figure, scheme, chart.
    Figure,
    /// A table: an index into [`Passages::tables`] where its area was found.
    Table(Option<u32>),
}

/// Assigns roles and joins what one role runs through.
pub fn assign(flow: Flow, _options: &Options, _sink: &mut Sink) -> Passages {
    let mut drafts: Vec<Draft> = chunk::chunks(&flow).into_iter().map(Draft::new).collect();
    let layout = flow.layout;
    mark_furniture(&mut drafts, &layout);
    let body = prose_style(&drafts, &layout);
    let frames = caption::frames(&drafts, &layout);
    caption::assign(&mut drafts, &layout, &body, &frames);
    let context = Context {
        body: &body,
        fonts: fonts_by_name(&layout),
        color: main_color(&drafts),
        indents: has_indents(&drafts),
        poster: layout.poster,
    };
    let height = layout.pages.first().map_or(0.0, |page| page.page.size.height);
    front::assign(&mut drafts, &context, height);
    front::mark_imprint(&mut drafts, &context, layout.pages.len().saturating_sub(1) as u32);
    run_in::split(&mut drafts, &context, &layout);
    heading::assign(&mut drafts, &context, &layout);
    reference::assign(&mut drafts, &layout);
    mark_rest(&mut drafts, &context, &layout);
    nest_items(&mut drafts);
    join::paragraphs(&mut drafts, &context);
    let mut tables: Vec<TableFrame> = frames.into_iter().map(|(_, frame)| frame).collect();
    let mut passages = passages(&drafts, &layout);
    stitch::tables(&mut passages, &mut tables, &layout);
    Passages { layout, passages, tables }
}

fn mark_furniture(drafts: &mut [Draft], layout: &Layout) {
    for draft in drafts {
        if let ElementKind::Furniture(block) = draft.chunk.element.kind {
            let page = &layout.pages[draft.chunk.element.page as usize];
            if let BlockKind::Furniture(kind) = page.blocks[block as usize].kind {
                draft.role = Some(Role::Furniture(kind));
            }
        }
    }
}

/// For each font the first one of the same name.
fn fonts_by_name(layout: &Layout) -> Vec<FontId> {
    let mut first: BTreeMap<&str, FontId> = BTreeMap::new();
    layout
        .fonts
        .iter()
        .enumerate()
        .map(|(at, font)| {
            let own = FontId(u16::try_from(at).unwrap_or(u16::MAX));
            if font.name.is_empty() { own } else { *first.entry(&font.name).or_insert(own) }
        })
        .collect()
}

/// The type style of the text before the reference list: long lists in small type outweigh short
/// papers.
fn prose_style(drafts: &[Draft], layout: &Layout) -> BodyStyle {
    let end = drafts
        .iter()
        .rposition(|draft| {
            draft.is_open() && name::is_reference_name(name::name_of(&draft.chunk.text))
        })
        .unwrap_or(drafts.len());
    let mut counts: BTreeMap<(u32, FontId), usize> = BTreeMap::new();
    for draft in drafts[..end].iter().filter(|draft| draft.is_open() && draft.chunk.lines.len() > 2)
    {
        let style = draft.chunk.style;
        *counts.entry(((style.size * 4.0).round() as u32, style.font)).or_default() +=
            draft.word_count();
    }
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for ((size, _), count) in &counts {
        *sizes.entry(*size).or_default() += count;
    }
    let Some((&size, _)) = sizes.iter().max_by_key(|(_, count)| **count) else {
        return layout.body.clone();
    };
    let own = counts.iter().filter(|((other, _), _)| *other == size);
    let font =
        own.max_by_key(|(_, count)| **count).map_or(layout.body.font, |((_, font), _)| *font);
    BodyStyle { size: size as f32 / 4.0, font, leading: layout.body.leading.clone() }
}

/// The colour of most words of the document.
fn main_color(drafts: &[Draft]) -> u32 {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.is_open()) {
        *counts.entry(draft.chunk.style.color).or_default() += draft.word_count();
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(color, _)| color)
}

/// Whether paragraphs begin with an indented line, by what most long chunks do.
fn has_indents(drafts: &[Draft]) -> bool {
    let long = drafts.iter().filter(|draft| draft.is_open() && draft.chunk.lines.len() >= 3);
    let (mut all, mut indented) = (0, 0);
    for draft in long {
        all += 1;
        indented += u32::from(draft.chunk.indented);
    }
    indented * 4 > all
}

/// Type at the foot of the first page that is smaller than the body by this factor is that of notes.
const SMALL_NOTE: f32 = 0.85;

/// Footnotes, items of lists, formulas; everything else is a paragraph.
fn mark_rest(drafts: &mut [Draft], context: &Context<'_>, layout: &Layout) {
    for draft in drafts.iter_mut().filter(|draft| draft.is_open()) {
        let page = &layout.pages[draft.chunk.page() as usize];
        let text = &draft.chunk.text;
        // A poster has its last panels there.
        let low = !context.poster && draft.chunk.bbox.y0 > 0.6 * page.page.size.height;
        let size = draft.chunk.style.size;
        let small = size < 0.93 * context.body.size;
        let marked = text.starts_with(|c: char| {
            c.is_numeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#' | '✉')
        });
        draft.role = Some(if let Some((number, length)) = list::mark_of(text) {
            draft.mark = length;
            Role::ListItem { number, level: 0 }
        } else if let Some((number, length)) = bare_number(&draft.chunk) {
            draft.mark = length;
            Role::ListItem { number: Some(number), level: 0 }
        } else if low && small && marked {
            Role::Footnote { label: None }
        } else if low && draft.chunk.page() == 0 && size < SMALL_NOTE * context.body.size {
            Role::FrontNote
        } else if is_formula(text) {
            Role::Formula
        } else {
            Role::Paragraph
        });
    }
}

/// Gives the items of each list their depth. Headings and paragraphs part lists; what stands
/// between columns does not.
fn nest_items(drafts: &mut [Draft]) {
    let mut run: Vec<usize> = Vec::new();
    for at in 0..=drafts.len() {
        let role = drafts.get(at).map(|draft| &draft.role);
        match role {
            Some(Some(Role::ListItem { .. })) => run.push(at),
            None | Some(Some(Role::Heading(_) | Role::Paragraph | Role::Abstract)) => {
                let items: Vec<list::Item> = run.iter().map(|&at| item_of(&drafts[at])).collect();
                for (at, depth) in run.drain(..).zip(list::depths(&items)) {
                    if let Some(Role::ListItem { level, .. }) = &mut drafts[at].role {
                        *level = depth;
                    }
                }
            }
            Some(_) => {}
        }
    }
}

fn item_of(draft: &Draft) -> list::Item {
    let chunk = &draft.chunk;
    let number = match &draft.role {
        Some(Role::ListItem { number, .. }) => number.as_deref(),
        _ => None,
    };
    list::Item {
        page: chunk.page(),
        at: (chunk.bbox.x0, chunk.bbox.y0),
        em: chunk.style.size.max(1.0),
        sign: list::sign_of(number, &chunk.text),
    }
}

/// The number of an item without punctuation, and the bytes it takes with the blank after it.
fn bare_number(chunk: &chunk::Chunk) -> Option<(String, usize)> {
    let (number, _) = chunk.text.split_once(char::is_whitespace).filter(|_| chunk.numbered)?;
    Some((number.to_owned(), number.len() + 1))
}

/// Whether a text is a display formula: few words of letters, an operator, mostly symbols.
fn is_formula(text: &str) -> bool {
    let all = text.chars().filter(|c| !c.is_whitespace()).count();
    let words = text
        .split_whitespace()
        .filter(|word| word.len() >= 4 && word.chars().all(char::is_alphabetic));
    all < 200
        && words.count() <= 2
        && text.contains(['=', '≈', '∑', '∫', '≤', '≥', '∝'])
        && text.split_whitespace().count() >= 2
}

fn passages(drafts: &[Draft], layout: &Layout) -> Vec<Passage> {
    let mut passages = Vec::with_capacity(drafts.len());
    let mut table = 0;
    let title = drafts.iter().find(|draft| draft.role == Some(Role::Title));
    let title = title.map(|title| (title.chunk.page(), title.chunk.bbox.y0));
    for draft in drafts.iter().filter(|draft| !draft.absorbed) {
        match draft.chunk.element.kind {
            ElementKind::Table(index) => {
                push_cells(&mut passages, layout, draft.chunk.element.page, index, table);
                table += 1;
            }
            ElementKind::Figure(index) => {
                push_figure_texts(&mut passages, layout, draft.chunk.element.page, index, title);
            }
            ElementKind::Block(_) | ElementKind::Furniture(_) => {
                let text = passage::text_of(layout, &draft.chunk.lines);
                let (mark, text) = if draft.mark > 0 && draft.mark <= text.original().len() {
                    text.split_at(draft.mark as u32)
                } else {
                    (Text::default(), text)
                };
                let role = draft.role.clone().unwrap_or(Role::Paragraph);
                passages.push(Passage { role, mark, text });
            }
        }
    }
    passages
}

fn block_text(layout: &Layout, page: u32, block: &Block) -> Text {
    let lines: Vec<LinePart> = block
        .lines
        .clone()
        .map(|line| {
            let words = layout.pages[page as usize].lines[line as usize].words.clone();
            LinePart { page, line, words }
        })
        .collect();
    passage::text_of(layout, &lines)
}

fn push_cells(passages: &mut Vec<Passage>, layout: &Layout, page: u32, index: u32, table: u32) {
    let own = &layout.pages[page as usize];
    for block in &own.blocks {
        let BlockKind::Cell { table: at, cell } = block.kind else { continue };
        if at != index {
            continue;
        }
        let area = &own.tables[at as usize].cells[cell as usize];
        passages.push(Passage {
            role: Role::Cell {
                table,
                row: area.row,
                column: area.column,
                row_span: area.row_span,
                column_span: area.column_span,
                header: area.header,
            },
            mark: Text::default(),
            text: block_text(layout, page, block),
        });
    }
}

/// The text drawn inside a figure. A picture without a caption above the title, which stands at
/// that height of its page, is the journal's banner.
fn push_figure_texts(
    passages: &mut Vec<Passage>,
    layout: &Layout,
    page: u32,
    index: u32,
    title: Option<(u32, f32)>,
) {
    let own = &layout.pages[page as usize];
    let figure = &own.figures[index as usize];
    let place = Place { page: own.number, bbox: figure.bbox };
    let above = title.is_some_and(|(at, y)| at == page && figure.bbox.center().y < y);
    let banner = figure.caption.is_none() && above;
    let role =
        if banner { Role::Furniture(FurnitureKind::Imprint) } else { Role::FigureText(place) };
    for block in own.blocks.iter().filter(|block| block.kind == BlockKind::Figure(index)) {
        let text = block_text(layout, page, block);
        passages.push(Passage { role: role.clone(), mark: Text::default(), text });
    }
}
