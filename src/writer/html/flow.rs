//! The paper from its title to its notes.

use super::inline;
use super::marking::Marking;
use crate::document::{Caption, Figure, Footnote, Formula, Quote, QuotePart, Reference, Table};
use crate::text::Text;
use crate::writer::anchor::of_table_note;
use crate::writer::link;
use crate::writer::outline::{At, Block, Entry, List, Outline, Section, lists};
use crate::writer::rows;
use crate::writer::wording::{is_blank, without_stop};
use crate::writer::xml::{Tag, Tree};

/// Elements of headings by their depth.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Writes all of it.
pub(super) fn write(tree: &mut Tree, outline: &Outline<'_>, marking: &Marking<'_>) {
    tree.open(Tag::of("header"));
    tree.line();
    for (at, text) in &outline.titles {
        heading(tree, Tag::of("h1"), text, *at, marking);
    }
    for (at, text) in outline.bylines.iter().chain(&outline.affiliations) {
        paragraph(tree, Tag::of("p").with("class", "front"), text, (*at, 0), marking);
    }
    tree.close();
    tree.line();
    outline.summaries.iter().for_each(|summary| section(tree, summary, 1, marking));
    for (at, text) in outline.keywords.iter().filter(|(_, text)| !is_blank(text)) {
        tree.open(Tag::of("p").with("class", "front"));
        tree.leaf(Tag::of("strong"), "Keywords:");
        tree.text(" ");
        inline::write(tree, text, (*at, 0), marking);
        tree.close();
        tree.line();
    }
    for (at, text) in &outline.remarks {
        paragraph(tree, Tag::of("p").with("class", "front"), text, (*at, 0), marking);
    }
    notes(tree, &outline.first_notes, marking);
    blocks(tree, &outline.text.blocks, marking);
    outline.text.sections.iter().for_each(|own| section(tree, own, 1, marking));
    notes(tree, &outline.notes, marking);
}

fn section(tree: &mut Tree, section: &Section<'_>, depth: usize, marking: &Marking<'_>) {
    tree.open(Tag::of("section"));
    tree.line();
    if let Some((at, text)) = section.heading {
        let name = HEADINGS.get(depth).or(HEADINGS.last()).copied().unwrap_or("h6");
        heading(tree, Tag::of(name).with_some("id", marking.name(at)), text, at, marking);
    }
    blocks(tree, &section.blocks, marking);
    section.sections.iter().for_each(|inner| self::section(tree, inner, depth + 1, marking));
    tree.close();
    tree.line();
}

fn heading(tree: &mut Tree, tag: Tag, text: &Text, at: u32, marking: &Marking<'_>) {
    if !is_blank(text) {
        tree.open(tag);
        inline::title(tree, &without_stop(text), at, marking);
        tree.close();
        tree.line();
    }
}

fn paragraph(tree: &mut Tree, tag: Tag, text: &Text, place: (u32, u32), marking: &Marking<'_>) {
    if !is_blank(text) {
        tree.open(tag);
        inline::write(tree, text, place, marking);
        tree.close();
        tree.line();
    }
}

fn blocks(tree: &mut Tree, blocks: &[Block<'_>], marking: &Marking<'_>) {
    for block in blocks {
        match block {
            Block::Paragraph((at, text)) => paragraph(tree, Tag::of("p"), text, (*at, 0), marking),
            Block::Formula((at, formula)) => self::formula(tree, formula, *at, marking),
            Block::Listing((at, lines)) => listing(tree, lines, *at, marking),
            Block::Table((at, table)) => self::table(tree, table, *at, marking),
            Block::Figure((at, figure)) => self::figure(tree, figure, *at, marking),
            Block::Items(items) => {
                lists(items).iter().for_each(|list| self::list(tree, list, marking));
            }
            Block::Box(parts) => panel(tree, parts, marking),
            Block::References(entries) => references(tree, entries, marking),
        }
    }
}

fn notes(tree: &mut Tree, notes: &[At<&Footnote>], marking: &Marking<'_>) {
    for (at, note) in notes.iter().filter(|(_, note)| !is_blank(&note.text)) {
        tree.open(Tag::of("p").with("class", "notes").with_some("id", marking.name(*at)));
        if let Some(label) = note.label.as_deref().filter(|label| !label.trim().is_empty()) {
            tree.leaf(Tag::of("sup"), label.trim());
            tree.text(" ");
        }
        inline::write(tree, &note.text, (*at, 0), marking);
        tree.close();
        tree.line();
    }
}

fn formula(tree: &mut Tree, formula: &Formula, at: u32, marking: &Marking<'_>) {
    tree.open(Tag::of("div").with("class", "formula").with_some("id", marking.name(at)));
    match formula.image.as_ref().filter(|_| marking.shows_images()) {
        // Its signs in a row are what stands for the drawing.
        Some(image) => {
            let words = formula.text.as_str();
            tree.empty(Tag::of("img").with("src", address(image)).with("alt", words));
        }
        None => inline::write(tree, &formula.text, (at, 0), marking),
    }
    tree.close();
    tree.line();
}

fn listing(tree: &mut Tree, lines: &[Text], at: u32, marking: &Marking<'_>) {
    tree.open(Tag::of("pre").with_some("id", marking.name(at)));
    tree.open(Tag::of("code"));
    for (number, line) in (0..).zip(lines) {
        if number > 0 {
            tree.line();
        }
        inline::line(tree, line, (at, number), marking);
    }
    tree.close();
    tree.close();
    tree.line();
}

/// The path of a file beside this one as an address: a colon in it is no scheme.
fn address(path: &str) -> String {
    let mut address = String::from("./");
    for c in path.chars() {
        match c {
            '%' | '?' | '#' | '\\' | ' ' => address.push_str(&format!("%{:02X}", u32::from(c))),
            c => address.push(c),
        }
    }
    address
}

fn caption(tree: &mut Tree, caption: &Caption, at: u32, marking: &Marking<'_>) {
    let label = caption.label.trim();
    if !label.is_empty() {
        tree.leaf(Tag::of("strong"), &format!("{label}."));
        tree.text(" ");
    }
    inline::write(tree, &caption.text, (at, 0), marking);
}

fn figure(tree: &mut Tree, figure: &Figure, at: u32, marking: &Marking<'_>) {
    if figure.caption.is_none() && figure.image.is_none() {
        return;
    }
    tree.open(Tag::of("figure").with_some("id", marking.name(at)));
    if let Some(image) = figure.image.as_ref().filter(|_| marking.shows_images()) {
        let label = figure.caption.as_ref().map_or("", |caption| caption.label.trim());
        tree.empty(Tag::of("img").with("src", address(image)).with("alt", label));
    }
    if let Some(own) = &figure.caption {
        tree.open(Tag::of("figcaption"));
        caption(tree, own, at, marking);
        tree.close();
    }
    tree.close();
    tree.line();
}

fn table(tree: &mut Tree, table: &Table, at: u32, marking: &Marking<'_>) {
    let name = marking.name(at);
    tree.open(Tag::of("div").with("class", "table").with_some("id", name));
    if let Some(own) = &table.caption {
        tree.open(Tag::of("p").with("class", "front"));
        caption(tree, own, at, marking);
        tree.close();
        tree.line();
    }
    let first_cell = u32::from(table.caption.is_some());
    rows::write(tree, table, &mut |tree, number, cell| {
        inline::write(tree, &cell.text, (at, first_cell + number), marking);
    });
    let first_note = first_cell + table.cells.len() as u32;
    for (number, note) in table.notes.iter().enumerate() {
        let id = name.map(|name| of_table_note(name, number));
        let tag = Tag::of("p").with("class", "notes").with_some("id", id);
        paragraph(tree, tag, note, (at, first_note + number as u32), marking);
    }
    tree.close();
    tree.line();
}

fn list(tree: &mut Tree, list: &List<'_>, marking: &Marking<'_>) {
    tree.open(Tag::of(if list.numbered { "ol" } else { "ul" }));
    tree.line();
    for Entry { item: (at, item), lists } in &list.items {
        open_item(tree, Tag::of("li"), item.number.as_deref());
        inline::write(tree, &item.text, (*at, 0), marking);
        lists.iter().for_each(|inner| self::list(tree, inner, marking));
        tree.close();
        tree.line();
    }
    tree.close();
    tree.line();
}

/// Opens an item of a list that has the number as printed: a browser counts whole numbers, others stand as text.
fn open_item(tree: &mut Tree, tag: Tag, number: Option<&str>) {
    let counted = number.and_then(|number| number.parse::<u16>().ok());
    tree.open(tag.with_some("value", counted.map(|number| number.to_string())));
    if let Some(number) = number.filter(|_| counted.is_none()) {
        tree.text(&format!("{} ", number.trim()));
    }
}

/// A box where it has a title, else a quotation.
fn panel(tree: &mut Tree, parts: &[At<&Quote>], marking: &Marking<'_>) {
    let has_title = parts.iter().any(|(_, part)| part.part == QuotePart::Title);
    tree.open(if has_title {
        Tag::of("aside").with("class", "box")
    } else {
        Tag::of("blockquote")
    });
    tree.line();
    let is_item = |part: &At<&Quote>| matches!(part.1.part, QuotePart::Item(_));
    for group in parts.chunk_by(|own, next| is_item(own) == is_item(next)) {
        let items = group.first().is_some_and(is_item);
        if items {
            let has_number = |part: &At<&Quote>| matches!(part.1.part, QuotePart::Item(Some(_)));
            let numbered = group.iter().any(has_number);
            tree.open(Tag::of(if numbered { "ol" } else { "ul" }));
        }
        for (at, part) in group {
            match &part.part {
                QuotePart::Title => {
                    tree.open(Tag::of("p"));
                    tree.open(Tag::of("strong"));
                    inline::title(tree, &without_stop(&part.text), *at, marking);
                    tree.close();
                    tree.close();
                }
                QuotePart::Paragraph => {
                    paragraph(tree, Tag::of("p"), &part.text, (*at, 0), marking);
                }
                QuotePart::Item(number) => {
                    open_item(tree, Tag::of("li"), number.as_deref());
                    inline::write(tree, &part.text, (*at, 0), marking);
                    tree.close();
                }
            }
        }
        if items {
            tree.close();
        }
    }
    tree.close();
    tree.line();
}

fn references(tree: &mut Tree, entries: &[At<&Reference>], marking: &Marking<'_>) {
    let numbered = entries.iter().any(|(_, entry)| entry.label.is_some());
    tree.open(Tag::of(if numbered { "ol" } else { "ul" }));
    tree.line();
    for (at, entry) in entries {
        let tag = Tag::of("li").with_some("id", marking.name(*at));
        open_item(tree, tag, entry.label.as_deref());
        inline::write(tree, &entry.text, (*at, 0), marking);
        if let Some(doi) = link::unprinted_doi(entry) {
            tree.text(" ");
            tree.leaf(inline::link(link::of_doi(doi)), &format!("doi:{doi}"));
        }
        tree.close();
        tree.line();
    }
    tree.close();
    tree.line();
}
