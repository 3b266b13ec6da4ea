//! Blocks of the contract.

use super::super::types::{Block, BlockKind, Caption, Cell, Content, Figure, Table};
use super::text::text;
use crate::document::{self as model, Node, Quote};

/// The node of the body that a block was made of.
pub(super) fn node(block: &Block) -> Node {
    match &block.kind {
        BlockKind::Title { content } => Node::Title(text(content)),
        BlockKind::Byline { content } => Node::Byline(text(content)),
        BlockKind::Affiliation { content } => Node::Affiliation(text(content)),
        BlockKind::FrontNote { content } => Node::FrontNote(text(content)),
        BlockKind::Heading { level, content, section } => {
            Node::Heading { level: *level, text: text(content), kinds: section.clone() }
        }
        BlockKind::Paragraph { content } => Node::Paragraph(text(content)),
        BlockKind::Keywords { content } => Node::Keywords(text(content)),
        BlockKind::ListItem(item) => Node::ListItem(model::ListItem {
            number: item.number.clone(),
            level: item.level,
            text: text(&item.content),
        }),
        BlockKind::Quote { part, content } => {
            Node::Quote(Quote { part: part.clone(), text: text(content) })
        }
        BlockKind::Formula { content, image } => {
            Node::Formula(model::Formula { text: text(content), image: image.clone() })
        }
        BlockKind::Listing { lines } => Node::Listing(lines.iter().map(text).collect()),
        BlockKind::Table(own) => Node::Table(table(own)),
        BlockKind::Figure(own) => Node::Figure(figure(own)),
        BlockKind::Footnote(note) => {
            Node::Footnote(model::Footnote { label: note.label.clone(), text: text(&note.content) })
        }
        BlockKind::Reference(reference) => Node::Reference(model::Reference {
            label: reference.label.clone(),
            text: text(&reference.content),
            work: reference.work.clone(),
        }),
    }
}

fn caption(own: &Caption) -> model::Caption {
    model::Caption { label: own.label.clone(), text: text(&own.content) }
}

fn table(own: &Table) -> model::Table {
    let cell = |cell: &Cell| model::Cell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        header: cell.header,
        text: text(&cell.content),
    };
    model::Table {
        caption: own.caption.as_ref().map(caption),
        rows: own.rows,
        columns: own.columns,
        cells: own.cells.iter().map(cell).collect(),
        notes: own.notes.iter().map(|note: &Content| text(note)).collect(),
        at: own.places.clone(),
        reasons: own.reasons.clone(),
        doi: own.doi.clone(),
    }
}

fn figure(own: &Figure) -> model::Figure {
    model::Figure {
        caption: own.caption.as_ref().map(caption),
        at: own.place,
        texts: own.texts.iter().map(text).collect(),
        image: own.image.clone(),
        reason: own.reason,
        doi: own.doi.clone(),
    }
}
