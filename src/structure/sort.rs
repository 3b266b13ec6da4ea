//! Passages to nodes, in the order in which a paper is read.

use super::summary;
use crate::document::{
    Caption, Cell, Figure, Footnote, Furniture, ListItem, Node, Place, Reference, Table,
};
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::Text;

/// Nodes of the first page in the order in which a paper is read, the other nodes, and furniture.
pub(super) fn sort(passages: Passages) -> Sorted {
    let poster = passages.layout.poster;
    let summary = summary::range(&passages.passages);
    let mut parts = Parts { tables: gather_tables(&passages), ..Parts::default() };
    for (at, passage) in passages.passages.into_iter().enumerate() {
        let Passage { role, text, .. } = passage;
        match role {
            Role::FrontNote if poster || is_correspondence(&text) => {
                parts.notes.push(Node::FrontNote(text));
            }
            Role::Heading(level) if summary.contains(&at) => {
                parts.summary.push(Node::Heading { level, text });
            }
            role => parts.add(role, text),
        }
    }
    parts.sorted()
}

/// The nodes of a document in the order in which a paper is read.
#[derive(Debug)]
pub(super) struct Sorted {
    pub(super) body: Vec<Node>,
    pub(super) furniture: Vec<Furniture>,
}

/// Nodes by the part of the document they stand in.
#[derive(Debug, Default)]
struct Parts {
    title: Vec<Node>,
    byline: Vec<Node>,
    affiliations: Vec<Node>,
    notes: Vec<Node>,
    summary: Vec<Node>,
    keywords: Vec<Node>,
    body: Vec<Node>,
    /// Notes stand behind the text, so that they cut no paragraph in two.
    footnotes: Vec<Node>,
    furniture: Vec<Furniture>,
    tables: Vec<TableParts>,
}

impl Parts {
    /// Adds a passage to the part that its role says.
    fn add(&mut self, role: Role, text: Text) {
        match role {
            Role::Title => self.title.push(Node::Title(text)),
            Role::Byline => self.byline.push(Node::Byline(text)),
            Role::Affiliation => self.affiliations.push(Node::Affiliation(text)),
            Role::FrontNote => self.footnotes.push(Node::FrontNote(text)),
            Role::Abstract => self.summary.push(Node::Paragraph(text)),
            Role::Keywords => self.keywords.push(Node::Keywords(text)),
            Role::Heading(level) => self.body.push(Node::Heading { level, text }),
            Role::Paragraph => self.body.push(Node::Paragraph(text)),
            Role::Formula => self.body.push(Node::Formula(text)),
            Role::ListItem { number, level } => {
                self.body.push(Node::ListItem(ListItem { number, level, text }));
            }
            Role::Caption { of: Captioned::Table(Some(table)), .. }
            | Role::Cell { table, .. }
            | Role::TableNote(table) => self.add_table(table),
            Role::Caption { of: Captioned::Table(None), label, .. } => {
                let caption = Some(Caption { label, text });
                self.body.push(Node::Table(Table { caption, ..Table::default() }));
            }
            Role::Caption { of: Captioned::Figure, label, place } => {
                let caption = Some(Caption { label, text });
                let texts = take_figure_texts(&mut self.body, place);
                self.body.push(Node::Figure(Figure { caption, at: place, texts, image: None }));
            }
            Role::Footnote { label } => {
                self.footnotes.push(Node::Footnote(Footnote { label, text }));
            }
            Role::Reference { label } => {
                self.body.push(Node::Reference(Reference { label, text, work: Box::default() }));
            }
            Role::FigureText(place) => add_figure_text(&mut self.body, place, text),
            Role::Furniture(kind) => self.furniture.push(Furniture { kind, text }),
        }
    }

    /// Adds a whole table where its first passage stands.
    fn add_table(&mut self, table: u32) {
        let parts = self.tables.get_mut(table as usize);
        if let Some(parts) = parts.filter(|parts| !parts.written) {
            parts.written = true;
            self.body.push(Node::Table(std::mem::take(&mut parts.table)));
        }
    }

    /// All parts, one behind the other.
    fn sorted(mut self) -> Sorted {
        let named = matches!(self.summary.first(), Some(Node::Heading { .. }));
        if !self.summary.is_empty() && !named {
            self.summary.insert(0, Node::Heading { level: 1, text: Text::plain("Abstract") });
        }
        let parts = [
            self.title,
            self.byline,
            self.affiliations,
            self.notes,
            self.summary,
            self.keywords,
            self.body,
            self.footnotes,
        ];
        Sorted { body: parts.into_iter().flatten().collect(), furniture: self.furniture }
    }
}

/// Parts of a table on their way to a node.
#[derive(Debug, Default)]
struct TableParts {
    table: Table,
    written: bool,
}

/// Whether a note of the first page says how to reach the authors.
fn is_correspondence(note: &Text) -> bool {
    let lower = note.as_str().to_lowercase();
    ["@", "correspond", "e-mail", "email"].iter().any(|word| lower.contains(word))
}

/// Cells, captions and notes by table.
fn gather_tables(passages: &Passages) -> Vec<TableParts> {
    let mut tables: Vec<TableParts> = passages
        .tables
        .iter()
        .map(|frame| TableParts {
            table: Table {
                rows: frame.rows,
                columns: frame.columns,
                at: std::iter::once(frame.place).chain(frame.further.iter().copied()).collect(),
                ..Table::default()
            },
            written: false,
        })
        .collect();
    for passage in &passages.passages {
        let text = || passage.text.clone();
        match &passage.role {
            Role::Caption { of: Captioned::Table(Some(table)), label, .. } => {
                if let Some(parts) = tables.get_mut(*table as usize) {
                    parts.table.caption = Some(Caption { label: label.clone(), text: text() });
                }
            }
            Role::TableNote(table) => {
                if let Some(parts) = tables.get_mut(*table as usize) {
                    parts.table.notes.push(text());
                }
            }
            &Role::Cell { table, row, column, row_span, column_span, header } => {
                if let Some(parts) = tables.get_mut(table as usize) {
                    let text = text();
                    parts.table.cells.push(Cell {
                        row,
                        column,
                        row_span,
                        column_span,
                        header,
                        text,
                    });
                }
            }
            _ => {}
        }
    }
    for parts in &mut tables {
        parts.table.cells.sort_by_key(|cell| (cell.row, cell.column));
    }
    tables
}

/// The text drawn inside a figure, where it is read before the caption.
fn take_figure_texts(body: &mut Vec<Node>, place: Option<Place>) -> Vec<Text> {
    let is_own = |node: &Node| matches!(node, Node::Figure(figure) if figure.caption.is_none() && figure.at == place);
    let at = place.and_then(|_| body.iter().rposition(is_own));
    match at.map(|at| body.remove(at)) {
        Some(Node::Figure(figure)) => figure.texts,
        _ => Vec::new(),
    }
}

/// Gives text drawn inside a figure to the figure of that place, where it has a caption.
fn add_figure_text(body: &mut Vec<Node>, place: Place, text: Text) {
    let figure = body.iter_mut().rev().find_map(|node| match node {
        Node::Figure(figure) if figure.at == Some(place) => Some(figure),
        _ => None,
    });
    match figure {
        Some(figure) => figure.texts.push(text),
        None => {
            let texts = vec![text];
            body.push(Node::Figure(Figure { at: Some(place), texts, ..Figure::default() }));
        }
    }
}
