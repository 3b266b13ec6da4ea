//! Blocks of the document as the contract has them.

use super::text;
use super::types::{
    Block, BlockKind, Caption, Cell, Content, Figure, Footnote, Furniture, ListItem, Reference,
    Table,
};
use crate::document::{self as model, Node};
use crate::text::Text;
use crate::writer::characters::Characters;
use crate::writer::model::Options;
use crate::writer::sheet::Rendered;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What has to be known of a document for its blocks.
pub(super) struct Maker {
    /// Characters of the Markdown, by node and text.
    markdown: FxHashMap<(u32, u32), Range<u32>>,
    /// Whether the places of words are told.
    words: bool,
}

impl Maker {
    /// For a document and its Markdown.
    pub(super) fn of(rendered: &Rendered, options: &Options) -> Self {
        let characters = Characters::of(&rendered.text);
        let written = rendered.passages.iter().filter(|own| !own.output.is_empty());
        let range = |output: &Range<usize>| characters.at(output.start)..characters.at(output.end);
        let markdown = written.map(|own| ((own.node, own.text), range(&own.output))).collect();
        Self { markdown, words: options.word_boxes }
    }

    /// A node of the body.
    pub(super) fn block(&self, at: u32, id: String, node: &Node) -> Block {
        let content = |text: &Text| self.content(text, Some((at, 0)));
        let kind = match node {
            Node::Title(text) => BlockKind::Title { content: content(text) },
            Node::Byline(text) => BlockKind::Byline { content: text::of_people(content(text)) },
            Node::Affiliation(text) => {
                BlockKind::Affiliation { content: text::of_people(content(text)) }
            }
            Node::FrontNote(text) => BlockKind::FrontNote { content: content(text) },
            Node::Heading { level, text, kinds } => {
                let (level, content) = (*level, content(text));
                BlockKind::Heading { level, content, section: kinds.clone() }
            }
            Node::Paragraph(text) => BlockKind::Paragraph { content: content(text) },
            Node::Keywords(text) => BlockKind::Keywords { content: content(text) },
            Node::ListItem(item) => BlockKind::ListItem(ListItem {
                number: item.number.clone(),
                level: item.level,
                content: content(&item.text),
            }),
            Node::Quote(quote) => {
                BlockKind::Quote { part: quote.part.clone(), content: content(&quote.text) }
            }
            Node::Formula(formula) => {
                let image = formula.image.clone();
                BlockKind::Formula { content: content(&formula.text), image }
            }
            Node::Listing(lines) => {
                let line = |(own, text)| self.content(text, Some((at, own)));
                BlockKind::Listing { lines: (0..).zip(lines).map(line).collect() }
            }
            Node::Table(table) => BlockKind::Table(self.table(at, table)),
            Node::Figure(figure) => BlockKind::Figure(self.figure(at, figure)),
            Node::Footnote(note) => {
                let label = note.label.clone();
                BlockKind::Footnote(Footnote { label, content: content(&note.text) })
            }
            Node::Reference(reference) => BlockKind::Reference(Reference {
                label: reference.label.clone(),
                content: content(&reference.text),
                work: reference.work.clone(),
            }),
        };
        Block { id, kind }
    }

    fn content(&self, text: &Text, at: Option<(u32, u32)>) -> Content {
        text::content(text, at.and_then(|at| self.markdown.get(&at)), self.words)
    }

    fn caption(&self, at: u32, caption: &model::Caption) -> Caption {
        let content = self.content(&caption.text, Some((at, 0)));
        Caption { label: caption.label.clone(), content, panels: text::panels(&caption.text) }
    }

    fn table(&self, at: u32, table: &model::Table) -> Table {
        let cells = u32::from(table.caption.is_some())..;
        let notes = cells.start + table.cells.len() as u32..;
        let cell = |(text, cell): (u32, &model::Cell)| Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            header: cell.header,
            content: self.content(&cell.text, Some((at, text))),
        };
        let note = |(text, note): (u32, &Text)| self.content(note, Some((at, text)));
        Table {
            caption: table.caption.as_ref().map(|caption| self.caption(at, caption)),
            rows: table.rows,
            columns: table.columns,
            cells: cells.zip(&table.cells).map(cell).collect(),
            notes: notes.zip(&table.notes).map(note).collect(),
            places: table.at.clone(),
            reasons: table.reasons.clone(),
            doi: table.doi.clone(),
        }
    }

    fn figure(&self, at: u32, figure: &model::Figure) -> Figure {
        Figure {
            caption: figure.caption.as_ref().map(|caption| self.caption(at, caption)),
            place: figure.at,
            texts: figure.texts.iter().map(|text| self.content(text, None)).collect(),
            image: figure.image.clone(),
            reason: figure.reason,
            doi: figure.doi.clone(),
        }
    }

    /// A text that is on a page but not of the article.
    pub(super) fn furniture(&self, furniture: &model::Furniture) -> Furniture {
        Furniture { kind: furniture.kind, content: self.content(&furniture.text, None) }
    }
}
