//! What is drawn in each layer.

use super::canvas::{Canvas, Color, Pen};
use super::document::node_name;
use super::kind::Kind;
use super::listing::{block_kind, block_text, cell_text, line_text, unseen, word_text};
use super::notation::Number;
use super::passage::{areas, names, role};
use super::sheet::Sheet;
use crate::document::{Document, Node, Place, TornLine};
use crate::geometry::{Point, Rect};
use crate::layout::{BlockKind, PageLayout, Script};
use crate::order::{ElementKind, Flow};
use crate::page::{Glyph, Page, Ruling};
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::role::{Captioned, Passages, Role};
use crate::text::{Origin, Text};

const FILLS: Pen = Pen::line("#f9a825", 0.4).filled(0.18);
const IMAGES: Pen = Pen::line("#558b2f", 0.8).filled(0.12);
const DRAWINGS: Pen = Pen::line("#8d6e63", 0.3);
const RULINGS: Pen = Pen::line("#e91e63", 1.0);
const LINKS: Pen = Pen::line("#2962ff", 0.5).dashed();
const GLYPHS: Pen = Pen::line("#78909c", 0.2);
const UNSEEN: Pen = Pen::line("#d50000", 0.5).filled(0.3);
const TEXT: Pen = Pen::line("#777777", 0.2);
const WORDS: Pen = Pen::line("#29b6f6", 0.25);
const RAISED: Pen = Pen::line("#d81b60", 0.4).filled(0.4);
const LOWERED: Pen = Pen::line("#00897b", 0.4).filled(0.4);
const LINES: Pen = Pen::line("#1565c0", 0.5);
const BLOCKS: Pen = Pen::line("#ef6c00", 0.9);
const FURNITURE: Pen = Pen::line("#616161", 0.7).filled(0.3);
const TABLES: Pen = Pen::line("#6a1b9a", 1.2).filled(0.06);
const CELLS: Pen = Pen::line("#8e24aa", 0.5).filled(0.05);
const HEADER_CELLS: Pen = Pen::line("#8e24aa", 0.5).filled(0.25);
const PANELS: Pen = Pen::line("#3949ab", 1.4).dashed();
const FIGURES: Pen = Pen::line("#00796b", 1.4).filled(0.1);
const ORDER: Pen = Pen::line("#d50000", 0.8);
const TORN: Pen = Pen::line("#d50000", 1.0).filled(0.25);
const EDITS: Pen = Pen::line("#c62828", 0.4).filled(0.3);

/// Draws glyphs and graphics.
pub(super) fn page(kind: Kind, page: &Page, sheet: &mut Sheet) {
    let shown = kind == Kind::Page;
    let fills = sheet.layer("fills", FILLS, shown);
    page.fills.iter().for_each(|fill| fills.area(fill.bbox, &format!("#{:06x}", fill.color)));
    let images = sheet.layer("images", IMAGES, shown);
    page.images.iter().for_each(|image| images.area(*image, "image"));
    let drawings = sheet.layer("drawings", DRAWINGS, shown);
    page.drawings.iter().for_each(|drawing| drawings.area(*drawing, ""));
    let rulings = sheet.layer("rulings", RULINGS, shown || kind == Kind::Layout);
    page.rulings.iter().for_each(|ruling| draw_ruling(ruling, rulings));
    let links = sheet.layer("links", LINKS, shown);
    page.links.iter().for_each(|link| links.area(link.bbox, &link.uri));
    if shown {
        let glyphs = sheet.layer("glyphs", GLYPHS, true);
        for (index, glyph) in page.glyphs.iter().enumerate() {
            glyphs.area(glyph.bbox, &glyph_title(index, glyph, page));
        }
    }
    let hidden = sheet.layer("unseen", UNSEEN, kind <= Kind::Layout);
    for (index, glyph) in page.glyphs.iter().enumerate() {
        if let Some(reason) = unseen(glyph.visibility) {
            hidden.area(glyph.bbox, &format!("{} {reason}", glyph_title(index, glyph, page)));
        }
    }
}

fn draw_ruling(ruling: &Ruling, canvas: &mut Canvas) {
    let Rect { x0, y0, x1, y1 } = ruling.bbox;
    let Point { x, y } = ruling.bbox.center();
    let (from, to) = if ruling.horizontal {
        (Point { x: x0, y }, Point { x: x1, y })
    } else {
        (Point { x, y: y0 }, Point { x, y: y1 })
    };
    canvas.segment(from, to, &format!("#{:06x}", ruling.color));
}

fn glyph_title(index: usize, glyph: &Glyph, page: &Page) -> String {
    let mut text = String::new();
    page.push_text(glyph, &mut text);
    format!("{index} {text:?} {} pt, font {}", Number(glyph.size), glyph.font.0)
}

/// Draws words, lines, blocks, tables and figures.
pub(super) fn layout(kind: Kind, page: &PageLayout, sheet: &mut Sheet) {
    draw_text(page, sheet);
    draw_words(kind, page, sheet);
    let lines = sheet.layer("lines", LINES, kind == Kind::Layout);
    for (index, line) in page.lines.iter().enumerate() {
        let title = format!("line {index}, {} pt: {}", Number(line.size), line_text(page, line));
        if line.angle == 0.0 {
            let at = |x| Point { x, y: line.baseline };
            lines.segment(at(line.bbox.x0), at(line.bbox.x1), &title);
        } else {
            lines.area(line.bbox, &title);
        }
    }
    draw_blocks(kind, page, sheet);
    draw_areas(kind, page, sheet);
}

/// What was read, in letters of its own: the page where there is no picture of it.
fn draw_text(page: &PageLayout, sheet: &mut Sheet) {
    let shown = !sheet.has_picture();
    let canvas = sheet.layer("text", TEXT, shown);
    for line in page.lines.iter().filter(|line| line.angle == 0.0) {
        for word in page.line_words(line) {
            let mut text = String::new();
            page.push_word(word, &mut text);
            let at = Point { x: word.bbox.x0, y: line.baseline };
            canvas.words(at, word.bbox.width(), line.size, &text);
        }
    }
}

fn draw_words(kind: Kind, page: &PageLayout, sheet: &mut Sheet) {
    let words = sheet.layer("words", WORDS, kind == Kind::Words);
    for (index, word) in page.words.iter().enumerate() {
        words.area(word.bbox, &format!("word {index}: {}", word_text(page, word)));
    }
    for (name, pen, wanted) in
        [("raised", RAISED, Script::Super), ("lowered", LOWERED, Script::Sub)]
    {
        let canvas = sheet.layer(name, pen, kind <= Kind::Layout);
        for (&index, _) in
            page.reading.iter().zip(&page.scripts).filter(|(_, script)| **script == wanted)
        {
            let glyph = &page.page.glyphs[index as usize];
            canvas.area(glyph.bbox, &glyph_title(index as usize, glyph, &page.page));
        }
    }
}

fn draw_blocks(kind: Kind, page: &PageLayout, sheet: &mut Sheet) {
    let shown = matches!(kind, Kind::Layout | Kind::Order);
    for (index, block) in page.blocks.iter().enumerate() {
        let (name, pen) = match block.kind {
            BlockKind::Text | BlockKind::Listing(_) => ("blocks", BLOCKS),
            BlockKind::Furniture(_) => ("furniture blocks", FURNITURE),
            BlockKind::Figure(_) => ("figure blocks", FIGURES.dashed()),
            BlockKind::Cell { .. } => continue,
        };
        let canvas = sheet.layer(name, pen, shown && name != "figure blocks");
        let label = match block.kind {
            BlockKind::Furniture(kind) => format!("{kind:?}"),
            _ => index.to_string(),
        };
        let text = shortened(&block_text(page, block));
        let title = because(&format!("block {index}, {}", block_kind(block)), block.reason);
        canvas.area(block.bbox, &format!("{title}: {text}"));
        if kind == Kind::Layout {
            canvas.tab(Point { x: block.bbox.x0, y: block.bbox.y0 }, &label);
        }
    }
}

fn draw_areas(kind: Kind, page: &PageLayout, sheet: &mut Sheet) {
    let shown = matches!(kind, Kind::Layout | Kind::Order);
    for (index, table) in page.tables.iter().enumerate() {
        let title = format!("table {index}, {} × {}", table.rows, table.columns);
        let canvas = sheet.layer("tables", TABLES, shown);
        canvas.area(table.bbox, &because(&title, [table.reason]));
        canvas.tab(Point { x: table.bbox.x0, y: table.bbox.y0 }, &title);
        for (at, cell) in table.cells.iter().enumerate() {
            let (name, pen) =
                if cell.header { ("header cells", HEADER_CELLS) } else { ("cells", CELLS) };
            let place = format!("row {} column {}", cell.row, cell.column);
            let text = cell_text(index, at, page);
            let canvas = sheet.layer(name, pen, kind == Kind::Layout);
            canvas.area(cell.bbox, &format!("cell {at} of table {index}, {place}: {text}"));
        }
    }
    let panels = sheet.layer("panels", PANELS, shown);
    for (index, panel) in page.panels.iter().enumerate() {
        panels.area(*panel, &format!("panel {index}"));
    }
    let figures = sheet.layer("figures", FIGURES, shown);
    for (index, figure) in page.figures.iter().enumerate() {
        let title = format!("figure {index}");
        figures.area(figure.bbox, &because(&title, [figure.reason]));
        figures.tab(Point { x: figure.bbox.x0, y: figure.bbox.y0 }, &title);
    }
}

/// A title with what gave the thing it names.
fn because(title: &str, reasons: impl IntoIterator<Item = Reason>) -> String {
    let reasons: Vec<Reason> = reasons.into_iter().collect();
    if reasons.is_empty() { title.to_owned() } else { format!("{title} ({})", names(&reasons)) }
}

/// Draws the reading order: a number on each element and an arrow through them.
pub(super) fn order(kind: Kind, flow: &Flow, sheet: &mut Sheet) {
    let page = sheet.number.index();
    let elements = flow.sequence.iter().filter(|element| element.page as usize == page);
    let read = elements.filter(|element| !matches!(element.kind, ElementKind::Furniture(_)));
    let canvas = sheet.layer("order", ORDER, kind == Kind::Order);
    // The corner, since the middle of a box is where its words are.
    let corner = |bbox: Rect| Point { x: bbox.x0, y: (bbox.y0 + 6.0).min(bbox.center().y) };
    let corners: Vec<Point> = read.map(|element| corner(flow.bbox(*element))).collect();
    canvas.arrow(&corners);
    for (place, at) in (1..).zip(&corners) {
        canvas.badge(*at, &format!("{place}"));
    }
}

/// Draws passages, one layer a role.
pub(super) fn passages(passages: &Passages, sheet: &mut Sheet) {
    for (index, passage) in passages.passages.iter().enumerate() {
        let (name, color) = role_layer(&passage.role);
        let label = match &passage.role {
            Role::Cell { row, column, .. } => format!("{row},{column}"),
            role @ Role::Heading(_) => format!("{index} {}", self::role(role)),
            Role::Caption { label, .. } => format!("{index} {label}"),
            Role::Furniture(kind) => format!("{index} {kind:?}"),
            _ => format!("{index} {name}"),
        };
        let reasons = passage.text.decisions().iter().map(|decision| decision.reason);
        let title = format!("passage {index}, {}", role(&passage.role));
        let title = format!("{}: ", because(&title, reasons));
        text_layer(name, color, &label, &title, &passage.text, sheet);
        let number = sheet.number;
        for mark in areas(&passage.mark).iter().filter(|mark| mark.page == number) {
            sheet.layer(name, role_pen(color), true).extra_area(mark.bbox, &title);
        }
    }
}

/// Draws the nodes of a document, one layer a kind.
pub(super) fn document(document: &Document, sheet: &mut Sheet) {
    for (index, node) in document.body.iter().enumerate() {
        let (name, color) = node_layer(node);
        let label = format!("{index} {}", node_name(node));
        let title = format!("node {index}, {}: ", node_name(node));
        let at: &[Place] = match node {
            Node::Table(table) => &table.at,
            Node::Figure(figure) => figure.at.as_slice(),
            _ => &[],
        };
        let number = sheet.number;
        for place in at.iter().filter(|place| place.page == number) {
            let canvas = sheet.layer(name, role_pen(color), true);
            canvas.extra_area(place.bbox, &title);
        }
        for (at, text) in node.texts().into_iter().enumerate() {
            text_layer(name, color, if at == 0 { &label } else { "" }, &title, text, sheet);
        }
    }
    for furniture in &document.furniture {
        let label = format!("{:?}", furniture.kind);
        text_layer("furniture", "#616161", &label, "", &furniture.text, sheet);
    }
}

/// Draws printed lines whose words ended in different texts.
pub(super) fn torn(document: &Document, sheet: &mut Sheet) {
    let own = document.accounts.iter().filter(|account| account.page == sheet.number);
    let lines: Vec<&TornLine> = own.flat_map(|account| &account.torn_lines).collect();
    let canvas = sheet.layer("torn lines", TORN, true);
    for line in lines {
        let [left, right] = &line.pieces;
        let fates = (left.fate.name(), right.fate.name());
        canvas
            .area(line.bbox, &format!("{}: {} | {}: {}", fates.0, left.text, fates.1, right.text));
    }
}

fn text_layer(name: &str, color: Color, label: &str, title: &str, text: &Text, sheet: &mut Sheet) {
    let areas = areas(text);
    let title = format!("{title}{}", shortened(text.as_str()));
    let number = sheet.number;
    if !areas.iter().any(|area| area.page == number) {
        return;
    }
    let canvas = sheet.layer(name, role_pen(color), true);
    canvas.count += 1;
    for (at, area) in areas.iter().enumerate() {
        if area.page != number {
            continue;
        }
        canvas.extra_area(area.bbox, &title);
        // At the right end, since there the last line of the paragraph above is empty.
        let corner = Point { x: area.bbox.x1, y: area.bbox.y0 };
        if at > 0 {
            canvas.tab_before(corner, &format!("… {label}"));
        } else if !label.is_empty() {
            canvas.tab_before(corner, label);
        }
        if let Some(next) = areas.get(at + 1) {
            draw_continuation(area, next, number, canvas);
        }
    }
}

/// Shows where a text goes on: by a line on the same page, by a tab with the number of another.
fn draw_continuation(area: &Place, next: &Place, number: PageNumber, canvas: &mut Canvas) {
    let end = Point { x: area.bbox.x1, y: area.bbox.y1 };
    if next.page == number {
        canvas.link(end, Point { x: next.bbox.x0, y: next.bbox.y0 });
    } else {
        canvas.tab(end, &format!("→ p{}", next.page));
    }
}

/// Draws where texts were changed.
pub(super) fn edits(passages: &Passages, sheet: &mut Sheet) {
    for text in passages.passages.iter().map(|passage| &passage.text) {
        for edit in text.edits() {
            let before = &text.original()[edit.range.start as usize..edit.range.end as usize];
            let title = format!("{}: {before:?} -> {:?}", edit.rule, edit.replacement);
            for run in text.runs() {
                let Origin::Glyphs(at) = &run.origin else { continue };
                // An insertion is shown on the run it stands in.
                let end = edit.range.end.max(edit.range.start + 1);
                let touches = run.range.start < end && run.range.end > edit.range.start;
                if at.page == sheet.number && touches {
                    let name = format!("edit {}", edit.rule);
                    sheet.layer(&name, EDITS, true).area(at.bbox, &title);
                }
            }
        }
    }
}

fn role_pen(color: Color) -> Pen {
    Pen::line(color, 0.8).filled(0.13)
}

fn role_layer(role: &Role) -> (&'static str, Color) {
    match role {
        Role::Title => ("title", "#b71c1c"),
        Role::Byline => ("byline", "#ad1457"),
        Role::Affiliation => ("affiliation", "#7b1fa2"),
        Role::FrontNote => ("front note", "#9e9d24"),
        Role::Abstract => ("abstract", "#00838f"),
        Role::Keywords => ("keywords", "#4e342e"),
        Role::Heading(_) => ("heading", "#e65100"),
        Role::Paragraph => ("paragraph", "#1565c0"),
        Role::ListItem { .. } => ("list item", "#0097a7"),
        Role::Formula => ("formula", "#f9a825"),
        Role::Listing { .. } => ("listing", "#37474f"),
        Role::Quote(_) => ("quote", "#00838f"),
        Role::Caption { of: Captioned::Figure, .. } => ("figure caption", "#2e7d32"),
        Role::Caption { of: Captioned::Table(_), .. } => ("table caption", "#6a1b9a"),
        Role::Cell { header: true, .. } => ("header cell", "#4a148c"),
        Role::Cell { .. } => ("cell", "#8e24aa"),
        Role::TableNote(_) => ("table note", "#ba68c8"),
        Role::Footnote { .. } => ("footnote", "#5d4037"),
        Role::Reference { .. } => ("reference", "#33691e"),
        Role::FigureText(_) => ("figure text", "#00796b"),
        Role::Furniture(_) => ("furniture", "#616161"),
    }
}

fn node_layer(node: &Node) -> (&'static str, Color) {
    match node {
        Node::Title(_) => ("title", "#b71c1c"),
        Node::Byline(_) => ("byline", "#ad1457"),
        Node::Affiliation(_) => ("affiliation", "#7b1fa2"),
        Node::FrontNote(_) => ("front note", "#9e9d24"),
        Node::Heading { .. } => ("heading", "#e65100"),
        Node::Paragraph(_) => ("paragraph", "#1565c0"),
        Node::Keywords(_) => ("keywords", "#4e342e"),
        Node::ListItem(_) => ("list item", "#0097a7"),
        Node::Quote(_) => ("quote", "#00838f"),
        Node::Formula(_) => ("formula", "#f9a825"),
        Node::Listing(_) => ("listing", "#37474f"),
        Node::Table(_) => ("table", "#6a1b9a"),
        Node::Figure(_) => ("figure", "#2e7d32"),
        Node::Footnote(_) => ("footnote", "#5d4037"),
        Node::Reference(_) => ("reference", "#33691e"),
    }
}

/// The beginning of a text, enough to know it by.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 240;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
