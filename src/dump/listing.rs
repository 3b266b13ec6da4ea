//! What is on the pages, as lines of text: facts, glyphs, words, layout, order.

use super::notation::{Area, Number, is_wanted, line, put};
use crate::layout::{Block, BlockKind, Layout, Line, PageLayout, Script, TableArea, Word};
use crate::order::{ElementKind, Flow};
use crate::page::{Decoding, Doubt, Font, FontId, Glyph, Letters, Page, Pages, Visibility};
use crate::pdf::Facts;
use crate::provenance::PageNumber;

/// Lists what a file states about itself.
pub(super) fn facts(facts: &Facts, out: &mut String) {
    line!(out, "{facts:#?}");
}

/// Lists glyphs and graphics.
pub(super) fn pages(pages: &Pages, wanted: Option<PageNumber>, out: &mut String) {
    pages.fonts.iter().enumerate().for_each(|(index, font)| font_line(index, font, out));
    for (index, page) in pages.pages.iter().enumerate() {
        let number = PageNumber::from_index(index);
        if is_wanted(wanted, number) {
            page_head(number, page, out);
            out.push('\n');
            page_content(page, out);
        }
    }
}

/// Lists fonts, with the codes that are read by something else than what their maps say.
pub(super) fn fonts(pages: &Pages, out: &mut String) {
    for (index, font) in pages.fonts.iter().enumerate() {
        font_line(index, font, out);
        for Doubt { code, declared, text, decoding } in &font.doubts {
            put!(out, "code {code:#x} reads {text:?}{}", by(*decoding));
            match declared {
                Some(declared) if declared != text => line!(out, " declared {declared:?}"),
                _ => out.push('\n'),
            }
        }
    }
}

fn font_line(index: usize, font: &Font, out: &mut String) {
    put!(out, "font {index} {:?}", font.name);
    let flags = [
        (font.bold, " bold"),
        (font.italic, " italic"),
        (font.fixed_pitch, " fixed-pitch"),
        (font.serif, " serif"),
        (font.small_caps, " small-caps"),
        (font.symbolic, " symbolic"),
    ];
    flags.iter().filter(|(set, _)| *set).for_each(|(_, name)| out.push_str(name));
    out.push_str(match font.letters {
        None | Some(Letters::Sound) => "",
        Some(Letters::Mixed) => " draws other letters",
        Some(Letters::Marked) => " draws letters with marks",
        Some(Letters::Signs) => " draws signs",
        Some(Letters::Strange) => " draws icons",
    });
    out.push('\n');
}

/// What a reading goes by, where it is not the font's map.
fn by(decoding: Decoding) -> &'static str {
    match decoding {
        Decoding::Declared => "",
        Decoding::Inferred => " inferred",
        Decoding::Drawn => " drawn",
        Decoding::Unknown => " unknown",
    }
}

fn page_head(number: PageNumber, page: &Page, out: &mut String) {
    let (width, height) = (Number(page.size.width), Number(page.size.height));
    put!(out, "page {number} size {width} {height} glyphs {}", page.glyphs.len());
    if !page.complete {
        out.push_str(" incomplete");
    }
}

fn page_content(page: &Page, out: &mut String) {
    for (index, glyph) in page.glyphs.iter().enumerate() {
        glyph_line(index, glyph, page, out);
    }
    for (index, ruling) in page.rulings.iter().enumerate() {
        let way = if ruling.horizontal { "horizontal" } else { "vertical" };
        line!(out, "ruling {index} {} {way} color {:06x}", Area(ruling.bbox), ruling.color);
    }
    for (index, fill) in page.fills.iter().enumerate() {
        line!(out, "fill {index} {} color {:06x}", Area(fill.bbox), fill.color);
    }
    for (index, image) in page.images.iter().enumerate() {
        line!(out, "image {index} {}", Area(*image));
    }
    for (index, drawing) in page.drawings.iter().enumerate() {
        line!(out, "drawing {index} {}", Area(*drawing));
    }
    for (index, link) in page.links.iter().enumerate() {
        line!(out, "link {index} {} {:?}", Area(link.bbox), link.uri);
    }
    for (index, mark) in page.marks.iter().enumerate() {
        put!(out, "mark {index} {}", mark.tag);
        mark.id.iter().for_each(|id| put!(out, " id {id}"));
        mark.parent.iter().for_each(|parent| put!(out, " in {parent}"));
        mark.actual_text.iter().for_each(|text| put!(out, " reads {text:?}"));
        out.push('\n');
    }
}

fn glyph_line(index: usize, glyph: &Glyph, page: &Page, out: &mut String) {
    let mut text = String::new();
    page.push_text(glyph, &mut text);
    let (x, y) = (Number(glyph.origin.x), Number(glyph.origin.y));
    put!(out, "glyph {index} {text:?} at {x} {y} wide {}", Number(glyph.bbox.width()));
    put!(out, " size {} font {}", Number(glyph.size), glyph.font.0);
    if glyph.angle != 0.0 {
        put!(out, " angle {}", Number(glyph.angle));
    }
    if glyph.color != 0 {
        put!(out, " color {:06x}", glyph.color);
    }
    if glyph.mark != Glyph::UNMARKED {
        put!(out, " mark {}", glyph.mark);
    }
    out.push_str(by(glyph.decoding));
    if let Some(reason) = unseen(glyph.visibility) {
        put!(out, " {reason}");
    }
    out.push('\n');
}

/// Why a glyph cannot be seen.
pub(super) fn unseen(visibility: Visibility) -> Option<&'static str> {
    match visibility {
        Visibility::Visible => None,
        Visibility::Invisible => Some("invisible"),
        Visibility::Clipped => Some("clipped"),
        Visibility::Camouflaged => Some("camouflaged"),
        Visibility::Covered => Some("covered"),
        Visibility::Tiny => Some("tiny"),
    }
}

/// Lists words, with raised characters as `^{...}` and lowered ones as `_{...}`.
pub(super) fn words(layout: &Layout, wanted: Option<PageNumber>, out: &mut String) {
    for page in layout.pages.iter().filter(|page| is_wanted(wanted, page.number)) {
        layout_head(page, out);
        for (index, line) in page.lines.iter().enumerate() {
            for at in line.words.clone() {
                let word = &page.words[at as usize];
                let text = word_text(page, word);
                line!(out, "word {at} line {index} {} {text:?}", Area(word.bbox));
            }
        }
    }
}

/// A word with its scripts.
pub(super) fn word_text(page: &PageLayout, word: &Word) -> String {
    let mut text = String::new();
    let mut open = Script::Base;
    for at in word.glyphs.clone() {
        let script = page.scripts[at as usize];
        if script != open {
            close_script(open, &mut text);
            text.push_str(match script {
                Script::Base => "",
                Script::Super => "^{",
                Script::Sub => "_{",
            });
            open = script;
        }
        page.page.push_text(&page.page.glyphs[page.reading[at as usize] as usize], &mut text);
    }
    close_script(open, &mut text);
    text
}

fn close_script(open: Script, text: &mut String) {
    if open != Script::Base {
        text.push('}');
    }
}

/// A line with its scripts, words separated by one blank.
pub(super) fn line_text(page: &PageLayout, line: &Line) -> String {
    let words: Vec<_> = page.line_words(line).iter().map(|word| word_text(page, word)).collect();
    words.join(" ")
}

fn layout_head(page: &PageLayout, out: &mut String) {
    page_head(page.number, &page.page, out);
    let unread = &page.unread;
    put!(out, " read {} hidden {}", page.reading.len(), unread.hidden_count());
    line!(out, " duplicate {} blank {}", unread.duplicate, unread.blank);
}

/// Lists blocks with their lines, tables with their cells, figures.
pub(super) fn layout(layout: &Layout, wanted: Option<PageNumber>, out: &mut String) {
    let body = &layout.body;
    line!(out, "body size {} font {:?}", Number(body.size), font_name(layout, body.font));
    for (size, leading) in &body.leading {
        line!(out, "leading {} of size {}", Number(*leading), Number(*size));
    }
    for page in layout.pages.iter().filter(|page| is_wanted(wanted, page.number)) {
        layout_head(page, out);
        for (index, block) in page.blocks.iter().enumerate() {
            let area = Area(block.bbox);
            put!(out, "block {index} {} {area} lines {}", block_kind(block), block.lines.len());
            block.reason.iter().for_each(|reason| put!(out, " by {}", reason.name()));
            out.push('\n');
            for at in block.lines.clone() {
                line_line(at, &page.lines[at as usize], page, layout, out);
            }
        }
        for (index, table) in page.tables.iter().enumerate() {
            table_lines(index, table, page, out);
        }
        for (index, figure) in page.figures.iter().enumerate() {
            line!(out, "figure {index} {} by {}", Area(figure.bbox), figure.reason.name());
        }
    }
}

fn line_line(index: u32, line: &Line, page: &PageLayout, layout: &Layout, out: &mut String) {
    put!(out, "  line {index} {} baseline {}", Area(line.bbox), Number(line.baseline));
    put!(out, " size {} {:?}", Number(line.size), font_name(layout, line.font));
    let flags = [(line.bold, " bold"), (line.italic, " italic"), (line.capitals, " capitals")];
    flags.iter().filter(|(set, _)| *set).for_each(|(_, name)| out.push_str(name));
    if line.angle != 0.0 {
        put!(out, " angle {}", Number(line.angle));
    }
    if line.color != 0 {
        put!(out, " color {:06x}", line.color);
    }
    line.parted.iter().for_each(|reason| put!(out, " parted by {}", reason.name()));
    line!(out, " {:?}", line_text(page, line));
}

fn font_name(layout: &Layout, font: FontId) -> &str {
    layout.fonts.get(usize::from(font.0)).map_or("", |font| &font.name)
}

/// What kind of area a block is in.
pub(super) fn block_kind(block: &Block) -> String {
    match block.kind {
        BlockKind::Text => "text".to_owned(),
        BlockKind::Furniture(kind) => format!("furniture {kind:?}"),
        BlockKind::Cell { table, cell } => format!("cell {cell} of table {table}"),
        BlockKind::Figure(figure) => format!("in figure {figure}"),
        BlockKind::Listing(listing) => format!("listing {listing}"),
    }
}

fn table_lines(index: usize, table: &TableArea, page: &PageLayout, out: &mut String) {
    let TableArea { bbox, rows, columns, cells, reason } = table;
    let area = Area(*bbox);
    line!(out, "table {index} {area} rows {rows} columns {columns} by {}", reason.name());
    for (at, cell) in cells.iter().enumerate() {
        put!(out, "  cell {at} row {} column {}", cell.row, cell.column);
        if (cell.row_span, cell.column_span) != (1, 1) {
            put!(out, " span {} {}", cell.row_span, cell.column_span);
        }
        if cell.header {
            out.push_str(" header");
        }
        let text = cell_text(index, at, page);
        line!(out, " {} {text:?}", Area(cell.bbox));
    }
}

/// What a cell reads as: the blocks that name it.
pub(super) fn cell_text(table: usize, cell: usize, page: &PageLayout) -> String {
    let kind = BlockKind::Cell { table: table as u32, cell: cell as u32 };
    let blocks = page.blocks.iter().filter(|block| block.kind == kind);
    blocks.map(|block| block_text(page, block)).collect::<Vec<_>>().join(" ")
}

/// What a block reads as, lines separated by one blank.
pub(super) fn block_text(page: &PageLayout, block: &Block) -> String {
    let lines = page.block_lines(block).iter();
    lines.map(|line| line_text(page, line)).collect::<Vec<_>>().join(" ")
}

/// Lists elements in reading order, numbered on each page from 1.
pub(super) fn order(flow: &Flow, wanted: Option<PageNumber>, out: &mut String) {
    for (index, page) in flow.layout.pages.iter().enumerate() {
        if !is_wanted(wanted, page.number) {
            continue;
        }
        layout_head(page, out);
        let elements = flow.sequence.iter().filter(|element| element.page as usize == index);
        for (place, element) in (1..).zip(elements) {
            put!(out, "{place} ");
            let area = Area(flow.bbox(*element));
            match element.kind {
                ElementKind::Block(at) => {
                    let text = block_text(page, &page.blocks[at as usize]);
                    line!(out, "block {at} {area} {text:?}");
                }
                ElementKind::Furniture(at) => {
                    let block = &page.blocks[at as usize];
                    let text = block_text(page, block);
                    line!(out, "{} block {at} {area} {text:?}", block_kind(block));
                }
                ElementKind::Table(at) => {
                    let TableArea { rows, columns, .. } = &page.tables[at as usize];
                    line!(out, "table {at} {area} rows {rows} columns {columns}");
                }
                ElementKind::Figure(at) => line!(out, "figure {at} {area}"),
            }
        }
    }
}
