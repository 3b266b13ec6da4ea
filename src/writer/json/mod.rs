//! JSON: the whole document, as the published contract has it.

mod callout;
mod mention;
mod metadata;
mod pointer;
mod text;
pub mod types;

use self::metadata::metadata;
pub use self::pointer::pointer;
use self::text::{content, content_of_people};
use self::types::{
    Block, Caption, Cell, Document, Footnote, Furniture, Generator, ListItem, Reference, SCHEMA,
    Source, VERSION,
};
use super::model::{Mapping, Options, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::document::{self as model, Node};

/// The writer of JSON.
pub const WRITER: Writer = Writer { name: "json", extension: "json", write };

fn write(document: &model::Document, diagnostics: &[Diagnostic], options: &Options) -> Written {
    // Maps with string keys and finite numbers always have a form in JSON.
    let mut contract = contract(document, diagnostics);
    contract.hidden = options.hidden.then(|| document.hidden.clone());
    let mut text = serde_json::to_string_pretty(&contract).unwrap_or_default();
    text.push('\n');
    // Each text carries its own places, so that there is nothing to map.
    Written { text, map: Vec::<Mapping>::new() }
}

/// The JSON Schema of what this writer writes, as it is checked in.
pub fn schema() -> String {
    let schema = schemars::schema_for!(Document);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// The document as the contract has it, without its hidden words.
pub fn contract(document: &model::Document, diagnostics: &[Diagnostic]) -> Document {
    Document {
        schema: SCHEMA.to_owned(),
        version: VERSION,
        generator: Generator {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        source: source(&document.source),
        metadata: metadata(&document.metadata),
        body: document.body.iter().map(block).collect(),
        callouts: callout::callouts(document),
        statements: mention::statements(document),
        identifiers: mention::identifiers(document),
        abbreviations: mention::abbreviations(document),
        furniture: document.furniture.iter().map(furniture).collect(),
        hidden: None,
        accounts: document.accounts.clone(),
        quality: document.quality.clone(),
        diagnostics: diagnostics.to_vec(),
    }
}

fn source(source: &model::Source) -> Source {
    Source {
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        pages: source.pages,
        kind: source.kind,
        text_layer: source.text_layer,
    }
}

fn block(node: &Node) -> Block {
    match node {
        Node::Title(text) => Block::Title { content: content(text) },
        Node::Byline(text) => Block::Byline { content: content_of_people(text) },
        Node::Affiliation(text) => Block::Affiliation { content: content_of_people(text) },
        Node::FrontNote(text) => Block::FrontNote { content: content(text) },
        Node::Heading { level, text, kinds } => {
            Block::Heading { level: *level, content: content(text), section: kinds.clone() }
        }
        Node::Paragraph(text) => Block::Paragraph { content: content(text) },
        Node::Keywords(text) => Block::Keywords { content: content(text) },
        Node::ListItem(item) => Block::ListItem(ListItem {
            number: item.number.clone(),
            level: item.level,
            content: content(&item.text),
        }),
        Node::Quote(quote) => {
            Block::Quote { part: quote.part.clone(), content: content(&quote.text) }
        }
        Node::Formula(formula) => {
            let image = formula.image.clone();
            Block::Formula { content: content(&formula.text), image }
        }
        Node::Listing(lines) => Block::Listing { lines: lines.iter().map(content).collect() },
        Node::Table(table) => Block::Table(self::table(table)),
        Node::Figure(figure) => Block::Figure(self::figure(figure)),
        Node::Footnote(note) => {
            Block::Footnote(Footnote { label: note.label.clone(), content: content(&note.text) })
        }
        Node::Reference(reference) => Block::Reference(Reference {
            label: reference.label.clone(),
            content: content(&reference.text),
            work: reference.work.clone(),
        }),
    }
}

fn caption(caption: &model::Caption) -> Caption {
    let content = content(&caption.text);
    Caption { label: caption.label.clone(), content, panels: text::panels(&caption.text) }
}

fn table(table: &model::Table) -> types::Table {
    let cell = |cell: &model::Cell| Cell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        header: cell.header,
        content: content(&cell.text),
    };
    types::Table {
        caption: table.caption.as_ref().map(caption),
        rows: table.rows,
        columns: table.columns,
        cells: table.cells.iter().map(cell).collect(),
        notes: table.notes.iter().map(content).collect(),
        places: table.at.clone(),
        reasons: table.reasons.clone(),
        doi: table.doi.clone(),
    }
}

fn figure(figure: &model::Figure) -> types::Figure {
    types::Figure {
        caption: figure.caption.as_ref().map(caption),
        place: figure.at,
        texts: figure.texts.iter().map(content).collect(),
        image: figure.image.clone(),
        reason: figure.reason,
        doi: figure.doi.clone(),
    }
}

fn furniture(furniture: &model::Furniture) -> Furniture {
    Furniture { kind: furniture.kind, content: content(&furniture.text) }
}
