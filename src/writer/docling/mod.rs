//! A `DoclingDocument` 1.10, which the readers, exporters and chunkers of Docling take.
//!
//! Raised and lowered characters are runs with `formatting.script`; where a text has to be one string (`orig`, cells of
//! tables), they stand behind a caret or an underscore. Text that is drawn inside figures is the child of its picture;
//! running heads and the like are in the layer `furniture`.

mod item;
mod place;
mod types;

use super::encoding;
use super::flat::Flat;
use super::model::{Options, Scripts, Writer, Written};
use super::outline::{List, lists};
use super::wording::{is_blank, without_stop};
use crate::diagnostic::Diagnostic;
use crate::document::{
    self, Caption, Document, Figure, FurnitureKind, ListItem, Node, Quote, QuotePart,
};
use crate::text::Text;
use item::{Items, New, node};
use types::{Cell, Grid, Group, Item, Origin, Page, Picture, Pointer, Size, Table};

/// The writer of a `DoclingDocument`.
pub(super) const WRITER: Writer = Writer { name: "docling", extension: "docling.json", write };

const BODY: &str = "#/body";

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let mut builder = Builder {
        items: Items { scripts: options.scripts, ..Items::default() },
        ..Builder::default()
    };
    let mut at = 0;
    while let Some(node) = document.body.get(at) {
        let rest = &document.body[at..];
        let items = rest.iter().map_while(as_item).collect::<Vec<_>>();
        let parts = rest.iter().map_while(as_quote).collect::<Vec<_>>();
        builder.list(BODY, &items);
        builder.panel(&parts);
        if items.is_empty() && parts.is_empty() {
            builder.node(node);
        }
        at += (items.len() + parts.len()).max(1);
    }
    document.furniture.iter().for_each(|furniture| builder.furniture(furniture));
    encoding::written(&builder.finish(document), false)
}

fn as_item(node: &Node) -> Option<(u32, &ListItem)> {
    if let Node::ListItem(item) = node { Some((0, item)) } else { None }
}

fn as_quote(node: &Node) -> Option<&Quote> {
    if let Node::Quote(quote) = node { Some(quote) } else { None }
}

/// A document as it grows.
#[derive(Default)]
struct Builder {
    items: Items,
    pictures: Vec<Picture>,
    tables: Vec<Table>,
    children: Vec<Pointer>,
}

impl Builder {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Title(text) => self.push(New::of("title", &without_stop(text))),
            Node::Heading { level, text, .. } => {
                let level = Some((*level).max(1));
                self.push(New { level, ..New::of("section_header", &without_stop(text)) });
            }
            Node::Byline(text)
            | Node::Affiliation(text)
            | Node::FrontNote(text)
            | Node::Paragraph(text) => self.push(New::of("text", text)),
            Node::Keywords(text) => {
                self.push(New { before: "Keywords: ".to_owned(), ..New::of("text", text) });
            }
            Node::Formula(formula) => self.push(New::of("formula", &formula.text)),
            Node::Footnote(note) => {
                let before = note.label.as_ref().map(|label| format!("{label} "));
                let before = before.unwrap_or_default();
                self.push(New { before, ..New::of("footnote", &note.text) });
            }
            Node::Reference(reference) => {
                let before = reference.label.as_ref().map(|label| format!("{label}. "));
                let before = before.unwrap_or_default();
                self.push(New { before, ..New::of("reference", &reference.text) });
            }
            Node::Listing(lines) => {
                let child = self.items.code(BODY, lines);
                self.children.push(child);
            }
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => self.figure(figure),
            Node::ListItem(_) | Node::Quote(_) => {}
        }
    }

    /// Adds a text to the body.
    fn push(&mut self, new: New<'_>) {
        if !is_blank(new.text) {
            let child = self.items.text(BODY, new);
            self.children.push(child);
        }
    }

    /// Adds items that stand one behind the other.
    fn list(&mut self, parent: &str, items: &[(u32, &ListItem)]) {
        for list in lists(items) {
            let group = self.list_group(parent, &list);
            self.children.push(group);
        }
    }

    fn list_group(&mut self, parent: &str, list: &List<'_>) -> Pointer {
        let group = self.items.group(parent, "list", "list");
        let at = self.items.groups.len() - 1;
        for entry in &list.items {
            let (_, item) = entry.item;
            let child = self.entry(&group, item.number.as_deref(), &item.text);
            self.items.groups[at].node.children.push(child);
            for inner in &entry.lists {
                let inner = self.list_group(&group, inner);
                self.items.groups[at].node.children.push(inner);
            }
        }
        Pointer { to: group }
    }

    fn entry(&mut self, parent: &str, number: Option<&str>, text: &Text) -> Pointer {
        let marker = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        let item = Some(Item { enumerated: number.is_some(), marker });
        self.items.text(parent, New { item, ..New::of("list_item", text) })
    }

    /// Adds a box or a quotation.
    fn panel(&mut self, parts: &[&Quote]) {
        if parts.is_empty() {
            return;
        }
        let group = self.items.group(BODY, "unspecified", "box");
        let at = self.items.groups.len() - 1;
        let is_item = |part: &&Quote| matches!(part.part, QuotePart::Item(_));
        for run in parts.chunk_by(|own, next| is_item(own) && is_item(next)) {
            if !run.iter().all(is_item) {
                let child = self.items.text(&group, New::of("text", &run[0].text));
                self.items.groups[at].node.children.push(child);
                continue;
            }
            let list = self.items.group(&group, "list", "list");
            let inner = self.items.groups.len() - 1;
            for part in run {
                let number = if let QuotePart::Item(number) = &part.part { number } else { &None };
                let child = self.entry(&list, number.as_deref(), &part.text);
                self.items.groups[inner].node.children.push(child);
            }
            self.items.groups[at].node.children.push(Pointer { to: list });
        }
        self.children.push(Pointer { to: group });
    }

    fn caption(&mut self, parent: &str, caption: Option<&Caption>) -> Vec<Pointer> {
        let Some(caption) = caption else { return Vec::new() };
        let label = caption.label.trim();
        let before = if label.is_empty() { String::new() } else { format!("{label}. ") };
        if before.is_empty() && is_blank(&caption.text) {
            return Vec::new();
        }
        vec![self.items.text(parent, New { before, ..New::of("caption", &caption.text) })]
    }

    fn figure(&mut self, figure: &Figure) {
        let self_ref = format!("#/pictures/{}", self.pictures.len());
        let mut node = node(&self_ref, BODY, "picture", "body");
        let captions = self.caption(&self_ref, figure.caption.as_ref());
        node.children.extend(captions.iter().cloned());
        for text in figure.texts.iter().filter(|text| !is_blank(text)) {
            node.children.push(self.items.text(&self_ref, New::of("text", text)));
        }
        let prov = figure.at.iter().filter_map(place::of_area).collect();
        self.pictures.push(Picture { node, prov, captions });
        self.children.push(Pointer { to: self_ref });
    }

    fn table(&mut self, table: &document::Table) {
        let self_ref = format!("#/tables/{}", self.tables.len());
        let mut node = node(&self_ref, BODY, "table", "body");
        let captions = self.caption(&self_ref, table.caption.as_ref());
        let notes = table.notes.iter().filter(|note| !is_blank(note));
        let footnotes: Vec<_> =
            notes.map(|note| self.items.text(&self_ref, New::of("footnote", note))).collect();
        node.children.extend(captions.iter().chain(&footnotes).cloned());
        let scripts = self.items.scripts;
        let data = Grid {
            num_rows: table.rows,
            num_cols: table.columns,
            table_cells: table.cells.iter().map(|own| cell(own, table, scripts)).collect(),
        };
        let prov = table.at.iter().filter_map(place::of_area).collect();
        self.tables.push(Table { node, prov, captions, footnotes, data });
        self.children.push(Pointer { to: self_ref });
    }

    fn furniture(&mut self, furniture: &document::Furniture) {
        let label = match furniture.kind {
            FurnitureKind::RunningHead => "page_header",
            FurnitureKind::RunningFoot | FurnitureKind::PageNumber => "page_footer",
            FurnitureKind::LineNumber
            | FurnitureKind::Stamp
            | FurnitureKind::Ornament
            | FurnitureKind::Imprint
            | FurnitureKind::Cover => "text",
        };
        self.push(New { layer: "furniture", ..New::of(label, &furniture.text) });
    }

    fn finish(self, document: &Document) -> types::Document {
        let source = &document.source;
        let body = types::Node {
            self_ref: BODY.to_owned(),
            parent: None,
            children: self.children,
            content_layer: "body",
            label: "unspecified",
        };
        let page = |frame: &document::Frame| {
            let size = Size { width: frame.width, height: frame.height };
            (frame.number.0, Page { size, page_no: frame.number.0 })
        };
        let filename = source.file.clone().unwrap_or_default();
        let stem = filename.rsplit_once('.').map_or(filename.as_str(), |(stem, _)| stem);
        types::Document {
            schema_name: "DoclingDocument",
            version: "1.10.0",
            name: stem.to_owned(),
            origin: Origin {
                mimetype: "application/pdf",
                binary_hash: last_bits(&source.sha256),
                filename,
            },
            body: Group { node: body, name: "_root_" },
            groups: self.items.groups,
            texts: self.items.texts,
            pictures: self.pictures,
            tables: self.tables,
            pages: document.pages.iter().map(page).collect(),
        }
    }
}

fn cell(cell: &document::Cell, table: &document::Table, scripts: Scripts) -> Cell {
    let end_row = cell.row.saturating_add(cell.row_span.max(1)).min(table.rows);
    let end_column = cell.column.saturating_add(cell.column_span.max(1)).min(table.columns);
    Cell {
        bbox: place::of_cell(&cell.text),
        row_span: end_row.saturating_sub(cell.row),
        col_span: end_column.saturating_sub(cell.column),
        start_row_offset_idx: cell.row,
        end_row_offset_idx: end_row,
        start_col_offset_idx: cell.column,
        end_col_offset_idx: end_column,
        text: Flat::of(&cell.text, scripts).line,
        column_header: cell.header,
    }
}

/// The last 64 bits of a hash in hexadecimal digits.
fn last_bits(hash: &str) -> u64 {
    const DIGITS: usize = 16;
    let digits = hash.get(hash.len().saturating_sub(DIGITS)..).unwrap_or_default();
    u64::from_str_radix(digits, 16).unwrap_or_default()
}
