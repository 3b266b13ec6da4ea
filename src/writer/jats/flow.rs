//! The sections with their blocks.

use super::{citation, inline};
use crate::document::{Caption, Figure, Footnote, Formula, Quote, QuotePart, SectionKind, Table};
use crate::text::Text;
use crate::writer::anchor::{Anchors, of_table_note};
use crate::writer::outline::{At, Block, Entry, List, Section, lists};
use crate::writer::rows;
use crate::writer::wording::{code, is_blank, without_stop};
use crate::writer::xml::{Tag, Tree};

/// The body: what stands before the first heading, and sections. Entries of a reference list that stand there
/// belong to the back.
pub(super) fn body(
    tree: &mut Tree,
    text: &Section<'_>,
    sections: &[Section<'_>],
    anchors: &Anchors,
) {
    tree.open(Tag::of("body"));
    tree.line();
    blocks(tree, before_references(&text.blocks), anchors);
    sections.iter().for_each(|own| section(tree, own, anchors));
    tree.close();
    tree.line();
}

/// The blocks before the first entry of a reference list.
fn before_references<'a, 'b>(blocks: &'b [Block<'a>]) -> &'b [Block<'a>] {
    blocks.split(|block| matches!(block, Block::References(_))).next().unwrap_or_default()
}

/// Writes a section as what it is.
pub(super) fn section(tree: &mut Tree, section: &Section<'_>, anchors: &Anchors) {
    let is_list = section.has_references() && before_references(&section.blocks).is_empty()
        || section.has_references() && section.is(SectionKind::References);
    if is_list {
        reference_list(tree, section, &section.blocks, anchors);
    } else {
        let tag = Tag::of("sec").with_some("sec-type", kind(section.kinds));
        element(tree, tag, section, anchors);
    }
}

/// Writes a section as an element of that name.
pub(super) fn element(tree: &mut Tree, tag: Tag, section: &Section<'_>, anchors: &Anchors) {
    let name = section.heading.and_then(|(at, _)| anchors.name(at));
    tree.open(tag.with_some("id", name));
    heading(tree, section, anchors);
    content(tree, section, anchors);
    tree.close();
    tree.line();
}

fn heading(tree: &mut Tree, section: &Section<'_>, anchors: &Anchors) {
    if let Some((at, text)) = section.heading.filter(|(_, text)| !is_blank(text)) {
        tree.open(Tag::of("title"));
        inline::title(tree, &without_stop(text), at, anchors);
        tree.close();
    }
    tree.line();
}

/// The blocks and the sections inside. Lists of references stand behind both.
fn content(tree: &mut Tree, section: &Section<'_>, anchors: &Anchors) {
    let first = before_references(&section.blocks);
    blocks(tree, first, anchors);
    let (listing, others): (Vec<_>, Vec<_>) =
        section.sections.iter().partition(|inner| inner.has_references());
    others.into_iter().for_each(|inner| self::section(tree, inner, anchors));
    if first.len() < section.blocks.len() {
        let untitled = Section::default();
        reference_list(tree, &untitled, &section.blocks[first.len()..], anchors);
    }
    for inner in listing {
        reference_list(tree, inner, &inner.blocks, anchors);
    }
}

/// Writes blocks among which are entries of a reference list, below the heading of a section.
pub(super) fn reference_list(
    tree: &mut Tree,
    section: &Section<'_>,
    all: &[Block<'_>],
    anchors: &Anchors,
) {
    let name = section.heading.and_then(|(at, _)| anchors.name(at));
    tree.open(Tag::of("ref-list").with_some("id", name));
    heading(tree, section, anchors);
    blocks(tree, all, anchors);
    for inner in &section.sections {
        reference_list(tree, inner, &inner.blocks, anchors);
    }
    tree.close();
    tree.line();
}

/// What stands before the first heading from the first entry of a reference list on.
pub(super) fn loose_references(tree: &mut Tree, text: &Section<'_>, anchors: &Anchors) {
    let first = before_references(&text.blocks).len();
    if first < text.blocks.len() {
        reference_list(tree, &Section::default(), &text.blocks[first..], anchors);
    }
}

fn blocks(tree: &mut Tree, blocks: &[Block<'_>], anchors: &Anchors) {
    for block in blocks {
        match block {
            Block::Paragraph((at, text)) => paragraph(tree, text, (*at, 0), anchors),
            Block::Formula((at, formula)) => self::formula(tree, formula, *at, anchors),
            Block::Listing((at, lines)) => listing(tree, lines, *at, anchors),
            Block::Table((at, table)) => self::table(tree, table, *at, anchors),
            Block::Figure((at, figure)) => self::figure(tree, figure, *at, anchors),
            Block::Items(items) => {
                lists(items).iter().for_each(|list| self::list(tree, list, anchors));
            }
            Block::Box(parts) => panel(tree, parts, anchors),
            Block::References(entries) => {
                for (at, reference) in entries {
                    citation::write(tree, reference, anchors.name(*at));
                }
            }
        }
    }
}

/// Writes a paragraph, unless nothing of it can be seen.
pub(super) fn paragraph(tree: &mut Tree, text: &Text, place: (u32, u32), anchors: &Anchors) {
    if !is_blank(text) {
        tree.open(Tag::of("p"));
        inline::write(tree, text, place, anchors);
        tree.close();
        tree.line();
    }
}

/// Writes a note with its mark.
pub(super) fn note(tree: &mut Tree, (at, note): At<&Footnote>, anchors: &Anchors) {
    tree.open(Tag::of("fn").with_some("id", anchors.name(at)));
    if let Some(label) = note.label.as_deref().filter(|label| !label.trim().is_empty()) {
        tree.leaf(Tag::of("label"), label.trim());
    }
    tree.open(Tag::of("p"));
    inline::write(tree, &note.text, (at, 0), anchors);
    tree.close();
    tree.close();
    tree.line();
}

fn formula(tree: &mut Tree, formula: &Formula, at: u32, anchors: &Anchors) {
    tree.open(Tag::of("disp-formula").with_some("id", anchors.name(at)));
    inline::write(tree, &formula.text, (at, 0), anchors);
    graphic(tree, formula.image.as_deref());
    tree.close();
    tree.line();
}

fn listing(tree: &mut Tree, lines: &[Text], at: u32, anchors: &Anchors) {
    tree.leaf(Tag::of("code").with_some("id", anchors.name(at)), &code(lines));
    tree.line();
}

fn graphic(tree: &mut Tree, image: Option<&str>) {
    if let Some(image) = image {
        tree.empty(Tag::of("graphic").with("xlink:href", image));
    }
}

/// What is the same at figures and tables: DOI, label, caption.
fn captioned(
    tree: &mut Tree,
    doi: Option<&str>,
    caption: Option<&Caption>,
    at: u32,
    anchors: &Anchors,
) {
    if let Some(doi) = doi {
        tree.leaf(Tag::of("object-id").with("pub-id-type", "doi"), doi);
    }
    let Some(caption) = caption else { return };
    if !caption.label.trim().is_empty() {
        tree.leaf(Tag::of("label"), caption.label.trim());
    }
    if !is_blank(&caption.text) {
        tree.open(Tag::of("caption"));
        tree.open(Tag::of("p"));
        inline::write(tree, &caption.text, (at, 0), anchors);
        tree.close();
        tree.close();
    }
}

fn figure(tree: &mut Tree, figure: &Figure, at: u32, anchors: &Anchors) {
    if figure.caption.is_none() && figure.image.is_none() {
        return;
    }
    tree.open(Tag::of("fig").with_some("id", anchors.name(at)));
    captioned(tree, figure.doi.as_deref(), figure.caption.as_ref(), at, anchors);
    graphic(tree, figure.image.as_deref());
    tree.close();
    tree.line();
}

fn table(tree: &mut Tree, table: &Table, at: u32, anchors: &Anchors) {
    let name = anchors.name(at);
    tree.open(Tag::of("table-wrap").with_some("id", name));
    captioned(tree, table.doi.as_deref(), table.caption.as_ref(), at, anchors);
    let first_cell = u32::from(table.caption.is_some());
    rows::write(tree, table, &mut |tree, number, cell| {
        inline::write(tree, &cell.text, (at, first_cell + number), anchors);
    });
    let first_note = first_cell as usize + table.cells.len();
    let mut notes = table.notes.iter().enumerate().filter(|(_, note)| !is_blank(note)).peekable();
    if notes.peek().is_some() {
        tree.open(Tag::of("table-wrap-foot"));
        for (number, note) in notes {
            tree.open(Tag::of("fn").with_some("id", name.map(|own| of_table_note(own, number))));
            paragraph(tree, note, (at, (first_note + number) as u32), anchors);
            tree.close();
        }
        tree.close();
    }
    tree.close();
    tree.line();
}

fn list(tree: &mut Tree, list: &List<'_>, anchors: &Anchors) {
    let counts_up = (1..).zip(&list.items).all(|(number, entry): (usize, &Entry<'_>)| {
        entry.item.1.number.as_deref() == Some(number.to_string().as_str())
    });
    let kind = match (list.numbered, counts_up) {
        (true, true) => "order",
        (true, false) => "simple",
        (false, _) => "bullet",
    };
    tree.open(Tag::of("list").with("list-type", kind));
    for Entry { item: (at, item), lists } in &list.items {
        tree.open(Tag::of("list-item"));
        if let Some(number) = item.number.as_deref().filter(|_| !counts_up) {
            tree.leaf(Tag::of("label"), number);
        }
        tree.open(Tag::of("p"));
        inline::write(tree, &item.text, (*at, 0), anchors);
        tree.close();
        lists.iter().for_each(|inner| self::list(tree, inner, anchors));
        tree.close();
    }
    tree.close();
    tree.line();
}

/// A box where it has a title, else a quotation.
fn panel(tree: &mut Tree, parts: &[At<&Quote>], anchors: &Anchors) {
    let is_title = |part: &At<&Quote>| part.1.part == QuotePart::Title;
    let has_title = parts.iter().any(is_title);
    tree.open(Tag::of(if has_title { "boxed-text" } else { "disp-quote" }));
    for (number, group) in parts.chunk_by(|_, next| !is_title(next)).enumerate() {
        let (head, rest) = match group.split_first() {
            Some((first, rest)) if is_title(first) => (Some(first), rest),
            _ => (None, group),
        };
        // Only the first title of a box is its caption.
        let is_section = number > 0 && head.is_some();
        if is_section {
            tree.open(Tag::of("sec"));
        }
        if let Some((at, title)) = head {
            tree.open(Tag::of(if is_section { "title" } else { "caption" }));
            if !is_section {
                tree.open(Tag::of("title"));
            }
            inline::title(tree, &without_stop(&title.text), *at, anchors);
            if !is_section {
                tree.close();
            }
            tree.close();
        }
        parts_of_panel(tree, rest, anchors);
        if is_section {
            tree.close();
        }
    }
    tree.close();
    tree.line();
}

fn parts_of_panel(tree: &mut Tree, parts: &[At<&Quote>], anchors: &Anchors) {
    let is_item = |part: &At<&Quote>| matches!(part.1.part, QuotePart::Item(_));
    for group in parts.chunk_by(|own, next| is_item(own) == is_item(next)) {
        let items = group.first().is_some_and(is_item);
        if items {
            tree.open(Tag::of("list").with("list-type", "simple"));
        }
        for (at, part) in group {
            if !items {
                paragraph(tree, &part.text, (*at, 0), anchors);
                continue;
            }
            tree.open(Tag::of("list-item"));
            if let QuotePart::Item(Some(number)) = &part.part {
                tree.leaf(Tag::of("label"), number);
            }
            tree.open(Tag::of("p"));
            inline::write(tree, &part.text, (*at, 0), anchors);
            tree.close();
            tree.close();
        }
        if items {
            tree.close();
        }
    }
}

/// What sections are about, in the words of the tag library where it has one.
fn kind(kinds: &[SectionKind]) -> Option<String> {
    let name = |kind: &SectionKind| match kind {
        // The element says so.
        SectionKind::Abstract => None,
        SectionKind::Introduction => Some("intro"),
        SectionKind::Methods => Some("methods"),
        SectionKind::Results => Some("results"),
        SectionKind::Discussion => Some("discussion"),
        SectionKind::Conclusion => Some("conclusions"),
        SectionKind::Case => Some("cases"),
        SectionKind::Acknowledgements => Some("acknowledgements"),
        SectionKind::Funding => Some("funding"),
        SectionKind::Conflicts => Some("COI-statement"),
        SectionKind::Contributions => Some("author-contributions"),
        SectionKind::Ethics => Some("ethics-statement"),
        SectionKind::Availability => Some("data-availability"),
        SectionKind::Registration => Some("registration"),
        SectionKind::Abbreviations => Some("abbreviations"),
        SectionKind::Supplement => Some("supplementary-material"),
        SectionKind::Appendix => Some("appendix"),
        SectionKind::References => Some("references"),
    };
    let names: Vec<&str> = kinds.iter().filter_map(name).collect();
    (!names.is_empty()).then(|| names.join("|"))
}
