//! Blocks to passages: what each is, and which belong to one another.

mod boxed;
mod caption;
mod chunk;
mod cover;
mod cut;
mod draft;
mod front;
mod heading;
mod join;
mod level;
mod list;
mod margin;
mod marked_note;
mod model;
mod name;
mod passage;
mod reference;
mod run_in;
mod sentence;
mod stitch;
mod transcript;

use crate::document::{FurnitureKind, Place};
use crate::layout::{Block, BlockKind, BodyStyle, CellArea, Layout, Line, Script};
use crate::order::{ElementKind, Flow};
use crate::page::FontId;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::text::Text;
use crate::tolerance::{BODY_SIZE, quarters};
use chunk::LinePart;
use draft::{Context, Draft};
pub use model::{Captioned, Passage, Passages, Role, TableFrame};
use std::collections::{BTreeMap, BTreeSet};
pub use transcript::transcribe;

/// Assigns roles and joins what one role runs through.
pub fn assign(flow: Flow) -> Passages {
    let mut drafts = drafts_of(&flow, 0);
    let body = prose_style(&drafts, &flow.layout);
    let context = Context {
        body: &body,
        fonts: fonts_by_name(&flow.layout),
        color: main_color(&drafts),
        indents: has_indents(&drafts),
        poster: flow.layout.poster,
        pages: flow.layout.pages.len(),
    };
    let first = cover::count(&drafts, &flow.layout, &context);
    if first > 0 {
        drafts = drafts_of(&flow, first);
    }
    let covers = cover::part(&mut drafts, first);
    let layout = flow.layout;
    let second_article = front::second_article(&drafts, &layout, &context);
    let frames = caption::frames(&drafts, &layout);
    caption::assign(&mut drafts, &layout, &body, &frames);
    let height = layout.pages.get(first as usize).map_or(0.0, |page| page.page.size.height);
    front::assign(&mut drafts, &context, height);
    let last_sheet = (layout.pages.len() as u32).saturating_sub(first + 1);
    front::mark_imprint(&mut drafts, &context, last_sheet, height);
    front::mark_margin(&mut drafts);
    run_in::split(&mut drafts, &context, &layout);
    heading::assign(&mut drafts, &context, &layout);
    reference::assign(&mut drafts, &layout);
    mark_rest(&mut drafts, &context, &layout);
    front::mark_notes(&mut drafts);
    nest_items(&mut drafts);
    boxed::find(&mut drafts, &layout);
    join::paragraphs(&mut drafts, &context);
    boxed::assign(&mut drafts);
    let mut tables: Vec<TableFrame> = frames.into_iter().map(|(_, frame)| frame).collect();
    let mut passages = passages(&covers, &layout);
    passages.extend(self::passages(&drafts, &layout));
    stitch::tables(&mut passages, &mut tables, &layout);
    let first_page = PageNumber::from_index(first as usize);
    Passages { layout, first_page, second_article, passages, tables }
}

/// What stands on the pages, and which of it is furniture or a formula. The article begins on the page at index
/// `first`.
fn drafts_of(flow: &Flow, first: u32) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = chunk::chunks(flow, first).into_iter().map(Draft::new).collect();
    mark_furniture(&mut drafts, &flow.layout);
    mark_page_numbers(&mut drafts, &flow.layout);
    mark_apart(&mut drafts);
    drafts
}

fn mark_furniture(drafts: &mut [Draft], layout: &Layout) {
    for draft in drafts {
        if let ElementKind::Furniture(block) = draft.chunk.element.kind {
            let page = &layout.pages[draft.chunk.element.page as usize];
            let block = &page.blocks[block as usize];
            if let (BlockKind::Furniture(kind), Some(reason)) = (block.kind, block.reason) {
                draft.assign(Role::Furniture(kind), reason);
            }
        }
    }
}

/// Takes lone numbers at the edge of a page for its number where they go on with those of other pages, which
/// stand in another place or in running heads. Layout cannot tell: such a number may stand in one row with a
/// note, from which only its block parts it.
fn mark_page_numbers(drafts: &mut [Draft], layout: &Layout) {
    /// Pages whose numbers go on with one another at least: two may do so by chance.
    const FEWEST: usize = 2;
    /// The edges of a page are this share of its height.
    const EDGE: f32 = 0.12;
    let offset = |draft: &Draft, word: &str| {
        let digits = !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
        let number: i64 = word.parse().ok().filter(|_| digits)?;
        Some(number - i64::from(draft.chunk.page()))
    };
    let mut pages: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    for draft in drafts.iter() {
        let Some(Role::Furniture(
            FurnitureKind::PageNumber | FurnitureKind::RunningHead | FurnitureKind::RunningFoot,
        )) = draft.role
        else {
            continue;
        };
        let mut words = draft.chunk.text.split_whitespace();
        for word in words.next().into_iter().chain(words.next_back()) {
            if let Some(offset) = offset(draft, word) {
                pages.entry(offset).or_default().insert(draft.chunk.page());
            }
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.is_open()) {
        let height = layout.pages[draft.chunk.page() as usize].page.size.height;
        let bbox = draft.chunk.bbox;
        let at_edge = bbox.y1 < EDGE * height || bbox.y0 > (1.0 - EDGE) * height;
        let own = offset(draft, draft.chunk.text.trim()).and_then(|own| pages.get(&own));
        if at_edge && own.is_some_and(|pages| pages.len() >= FEWEST) {
            let number = Role::Furniture(FurnitureKind::PageNumber);
            draft.assign(number, Reason::NumberGrowsWithPages);
        }
    }
}

/// Formulas and listings are areas that layout found.
fn mark_apart(drafts: &mut [Draft]) {
    for draft in drafts {
        match draft.chunk.cut {
            Some(reason @ Reason::DisplayFormula) => draft.assign(Role::Formula, reason),
            Some(reason @ Reason::LinesOfCode) => {
                draft.assign(Role::Listing { first: true }, reason)
            }
            _ => {}
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
    let mut counts: BTreeMap<(i32, FontId), usize> = BTreeMap::new();
    for draft in drafts[..end].iter().filter(|draft| draft.is_open() && draft.chunk.lines.len() > 2)
    {
        let style = draft.chunk.style;
        *counts.entry((quarters(style.size), style.font)).or_default() += draft.word_count();
    }
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
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

/// The number of a footnote has no more digits than this.
const MOST_DIGITS: usize = 2;
/// Footnotes stand below this share of the height of their page.
const LOWER_PART: f32 = 0.6;
/// Footnotes, items of lists, formulas; everything else is a paragraph.
fn mark_rest(drafts: &mut [Draft], context: &Context<'_>, layout: &Layout) {
    let counted = counted_items(drafts);
    let headed = headed(drafts);
    let many_unread = has_unread_bullets(drafts);
    for (at, draft) in drafts.iter_mut().enumerate().filter(|(_, draft)| draft.is_open()) {
        let page = &layout.pages[draft.chunk.page() as usize];
        let text = &draft.chunk.text;
        // A poster has its last panels there.
        let low = !context.poster && draft.chunk.bbox.y0 > LOWER_PART * page.page.size.height;
        let size = draft.chunk.style.size;
        // A lone number is of a page, not of a note.
        let says = text.contains(|c: char| !c.is_numeric());
        let small = says && size < BODY_SIZE * context.body.size;
        let digits = text.chars().take_while(|c| c.is_numeric()).count();
        let marked = (1..=MOST_DIGITS).contains(&digits)
            || text.starts_with(['*', '†', '‡', '§', '¶', '#', '✉']);
        // A raised sign is the mark of a note, no bullet.
        let first = draft.chunk.lines.first().map(|part| &page.words[part.words.start as usize]);
        let raised =
            first.is_some_and(|word| page.scripts[word.glyphs.start as usize] == Script::Super);
        let mark = list::mark_of(text).filter(|(number, _)| match number {
            Some(_) => counted.binary_search(&at).is_ok(),
            None => !raised,
        });
        let unread =
            || list::unread_mark(text).filter(|_| many_unread).map(|length| (None, length));
        let drawn = || draft.chunk.bullet.then_some((None, 0));
        let (role, reason) = if let Some((number, length)) = mark.or_else(unread).or_else(drawn) {
            draft.mark = length;
            let reason = if number.is_some() { Reason::ItemNumber } else { Reason::ItemBullet };
            (Role::ListItem { number, level: 0 }, reason)
        } else if let Some((number, length)) = bare_number(&draft.chunk) {
            draft.mark = length;
            (Role::ListItem { number: Some(number), level: 0 }, Reason::ItemNumber)
        } else if low && small && marked && !headed[at] {
            (Role::Footnote { label: None }, Reason::MarkedNoteAtFoot)
        } else if low && small && draft.chunk.sheet == 0 && size < SMALL_NOTE * context.body.size {
            (Role::FrontNote, Reason::SmallTypeAtFootOfFirstPage)
        } else if is_formula(text) {
            (Role::Formula, Reason::SignsOfFormula)
        } else {
            (Role::Paragraph, Reason::NothingElse)
        };
        draft.assign(role, reason);
    }
}

/// Whether so many texts begin with a sign that cannot be read that it is a bullet.
fn has_unread_bullets(drafts: &[Draft]) -> bool {
    const FEWEST: usize = 3;
    let open = drafts.iter().filter(|draft| draft.is_open());
    open.filter(|draft| list::unread_mark(&draft.chunk.text).is_some()).count() >= FEWEST
}

/// For each draft whether it stands right below a heading: no heading ends a column above its notes.
fn headed<'a>(drafts: &'a [Draft]) -> Vec<bool> {
    let mut above: Option<&'a Draft> = None;
    let is_headed = |draft: &'a Draft| {
        let last = if draft.absorbed { above } else { above.replace(draft) };
        last.is_some_and(|above: &Draft| {
            let (own, heading) = (&draft.chunk, &above.chunk);
            matches!(above.role, Some(Role::Heading(_)))
                && heading.page() == own.page()
                && (own.bbox.y0 - heading.bbox.y1).abs() < own.style.size
                && heading.bbox.horizontal().overlap(own.bbox.horizontal()) > 0.0
        })
    };
    drafts.iter().map(is_headed).collect()
}

/// The drafts that begin with the number of an item: the first one of a list, or one that an item with
/// the number before it or behind it stands near. Any other number at the beginning of a line is of
/// its sentence.
fn counted_items(drafts: &[Draft]) -> Vec<usize> {
    /// Drafts that may stand between two items of a list.
    const BETWEEN: usize = 24;
    let open = drafts.iter().enumerate().filter(|(_, draft)| draft.is_open());
    let numbers: Vec<(usize, Option<u32>)> = open
        .filter_map(|(at, draft)| Some((at, list::mark_of(&draft.chunk.text)?.0?)))
        .map(|(at, number)| (at, number.parse().ok()))
        .collect();
    let counted = |&(at, own): &(usize, Option<u32>)| {
        let from = numbers.partition_point(|(other, _)| other + BETWEEN < at);
        let mut near = numbers[from..].iter().take_while(|(other, _)| *other <= at + BETWEEN);
        own.is_none_or(|own| own <= 1)
            || near.any(|&(other, number)| {
                let after = own.zip(number).map(|(own, number)| i64::from(number) - i64::from(own));
                after == Some(if other > at { 1 } else { -1 })
            })
    };
    numbers.iter().filter(|own| counted(own)).map(|(at, _)| *at).collect()
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
        sign: if chunk.bullet { '•' } else { list::sign_of(number, &chunk.text) },
    }
}

/// The number of an item without punctuation, and the bytes it takes with the blank after it.
fn bare_number(chunk: &chunk::Chunk) -> Option<(String, usize)> {
    let (number, _) = chunk.text.split_once(char::is_whitespace).filter(|_| chunk.numbered)?;
    Some((number.to_owned(), number.len() + 1))
}

/// Whether a text is a display formula: few words of letters, an operator, mostly symbols. A comma
/// outside of brackets parts statements, and an address may hold any sign.
fn is_formula(text: &str) -> bool {
    /// A formula has fewer characters than this.
    const MOST_CHARACTERS: usize = 200;
    let mut depth = 0;
    let parts_statements = |(at, c): (usize, char)| {
        depth += i32::from(matches!(c, '(' | '[')) - i32::from(matches!(c, ')' | ']'));
        c == ',' && depth <= 0 && text[at + 1..].starts_with(' ')
    };
    if text.contains("http") || text.char_indices().any(parts_statements) {
        return false;
    }
    let all = text.chars().filter(|c| !c.is_whitespace()).count();
    let words = text
        .split_whitespace()
        .filter(|word| word.len() >= 4 && word.chars().all(char::is_alphabetic));
    all < MOST_CHARACTERS
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
            ElementKind::Table(_) | ElementKind::Figure(_) if draft.role.is_some() => {
                push_blocks(&mut passages, layout, draft);
            }
            ElementKind::Table(index) => {
                push_cells(&mut passages, layout, draft.chunk.element.page, index, table);
                table += 1;
            }
            ElementKind::Figure(index) => {
                push_figure_texts(&mut passages, layout, draft.chunk.element.page, index, title);
            }
            ElementKind::Block(_) if matches!(draft.role, Some(Role::Listing { .. })) => {
                push_code(&mut passages, layout, draft);
            }
            ElementKind::Block(_) | ElementKind::Furniture(_) => {
                let text = match draft.role {
                    Some(Role::Byline) => passage::names_of,
                    _ => passage::text_of,
                }(layout, &draft.chunk.lines, &draft.joints);
                let (mark, mut text) = if draft.mark > 0 && draft.mark <= text.original().len() {
                    text.split_at(draft.mark as u32)
                } else {
                    (Text::default(), text)
                };
                let parted =
                    draft.chunk.lines.first().and_then(|part| part_of(layout, part).parted);
                parted.iter().chain(&draft.reasons).for_each(|reason| text.decide(0, *reason));
                let role = draft.role.clone().unwrap_or(Role::Paragraph);
                passages.push(Passage { role, mark, text });
            }
        }
    }
    passages
}

/// The lines of a listing, a passage each.
fn push_code(passages: &mut Vec<Passage>, layout: &Layout, draft: &Draft) {
    let texts = passage::code_of(layout, &draft.chunk.lines);
    for (at, mut text) in texts.into_iter().enumerate() {
        let first = at == 0;
        draft.reasons.iter().filter(|_| first).for_each(|reason| text.decide(0, *reason));
        passages.push(Passage { role: Role::Listing { first }, mark: Text::default(), text });
    }
}

fn part_of<'a>(layout: &'a Layout, part: &LinePart) -> &'a Line {
    &layout.pages[part.page as usize].lines[part.line as usize]
}

fn block_text(layout: &Layout, page: u32, block: &Block) -> Text {
    passage::text_of(layout, &block_lines(layout, page, block), &[])
}

fn block_lines(layout: &Layout, page: u32, block: &Block) -> Vec<LinePart> {
    let line_part = |line| {
        let words = layout.pages[page as usize].lines[line as usize].words.clone();
        LinePart { page, line, words }
    };
    block.lines.clone().map(line_part).collect()
}

/// What stands in an area that is no table and no figure of the article.
fn push_blocks(passages: &mut Vec<Passage>, layout: &Layout, draft: &Draft) {
    let page = draft.chunk.element.page;
    let is_own = |block: &&Block| match (block.kind, draft.chunk.element.kind) {
        (BlockKind::Cell { table: own, .. }, ElementKind::Table(at))
        | (BlockKind::Figure(own), ElementKind::Figure(at)) => own == at,
        _ => false,
    };
    for block in layout.pages[page as usize].blocks.iter().filter(is_own) {
        let mut text = block_text(layout, page, block);
        draft.reasons.iter().for_each(|reason| text.decide(0, *reason));
        let role = draft.role.clone().unwrap_or(Role::Paragraph);
        passages.push(Passage { role, mark: Text::default(), text });
    }
}

fn push_cells(passages: &mut Vec<Passage>, layout: &Layout, page: u32, index: u32, table: u32) {
    let own = &layout.pages[page as usize];
    let cells: Vec<(&CellArea, Vec<LinePart>)> = own
        .blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell { table, cell } if table == index => {
                let area = &own.tables[index as usize].cells[cell as usize];
                Some((area, block_lines(layout, page, block)))
            }
            _ => None,
        })
        .collect();
    // The head is set apart as a whole, and what is below it, too: type that is not that of most cells says something.
    let usual = [false, true].map(|header| {
        let cells = cells.iter().filter(|(area, _)| area.header == header);
        passage::own_type(layout, cells.flat_map(|(_, lines)| lines))
    });
    for (area, lines) in cells {
        let usual = usual[usize::from(area.header)];
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
            text: passage::cell_of(layout, &lines, usual),
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
    let (role, reason) = if banner {
        (Role::Furniture(FurnitureKind::Imprint), Reason::BannerAboveTitle)
    } else {
        (Role::FigureText(place), Reason::InsideFigure)
    };
    for block in own.blocks.iter().filter(|block| block.kind == BlockKind::Figure(index)) {
        let mut text = block_text(layout, page, block);
        text.decide(0, reason);
        passages.push(Passage { role: role.clone(), mark: Text::default(), text });
    }
}
