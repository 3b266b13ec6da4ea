//! Passages to a document.

mod abbreviation;
mod account;
mod callout;
mod metadata;
mod passage;
mod quality;
mod reference;
mod research_identifier;
mod statement;

use crate::diagnostic::Sink;
use crate::document::{
    Caption, Cell, Document, Figure, Footnote, Furniture, Kind, ListItem, Node, Place, Reference,
    Source, Table,
};
use crate::layout::main_text_layer;
use crate::lexicon::notice::tells_of_letters;
use crate::pdf::Facts;
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::Text;

/// Choices for building the document.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// Builds the document.
pub fn build(passages: Passages, facts: &Facts, _options: &Options, sink: &mut Sink) -> Document {
    let accounts = account::pages(&passages);
    let evidence = quality::evidence(&passages.layout);
    let metadata = metadata::gather(&passages, facts, sink);
    let pages = passages.layout.pages.len() as u32;
    let text_layer = main_text_layer(passages.layout.pages.iter().map(|page| page.text_layer));
    let kind = if passages.layout.poster { Kind::Poster } else { Kind::Article };
    let (front, body, furniture) = sort(passages);
    let mut nodes = front;
    nodes.extend(body);
    reference::read(&mut nodes);
    let callouts = callout::find(&nodes);
    let statements = statement::find(&nodes, &furniture, &metadata.authors);
    let identifiers = research_identifier::find(&nodes, &furniture, metadata.doi.as_deref());
    let abbreviations = abbreviation::find(&nodes, &furniture);
    let source = Source { pages, kind, text_layer, ..Source::default() };
    let quality = quality::judge(&evidence, &accounts, &nodes, sink);
    Document {
        metadata,
        body: nodes,
        callouts,
        statements,
        identifiers,
        abbreviations,
        furniture,
        source,
        accounts,
        quality,
    }
}

/// Parts of a table on their way to a node.
#[derive(Debug, Default)]
struct TableParts {
    table: Table,
    written: bool,
}

/// Nodes of the first page in the order in which a paper is read, the other nodes, and furniture.
fn sort(passages: Passages) -> (Vec<Node>, Vec<Node>, Vec<Furniture>) {
    let poster = passages.layout.poster;
    let mut tables = gather_tables(&passages);
    let summary = summary_range(&passages.passages);
    let (mut title, mut byline, mut affiliations, mut notes) = (vec![], vec![], vec![], vec![]);
    let (mut summary_nodes, mut keywords, mut body, mut furniture) =
        (vec![], vec![], vec![], vec![]);
    // Notes stand behind the text, so that they cut no paragraph in two.
    let mut footnotes = vec![];
    for (at, passage) in passages.passages.into_iter().enumerate() {
        let Passage { role, text, .. } = passage;
        match role {
            Role::Title => title.push(Node::Title(text)),
            Role::Byline => byline.push(Node::Byline(text)),
            Role::Affiliation => affiliations.push(Node::Affiliation(text)),
            Role::FrontNote if poster || tells_of_letters(text.as_str()) => {
                notes.push(Node::FrontNote(text))
            }
            Role::FrontNote => footnotes.push(Node::FrontNote(text)),
            Role::Abstract => summary_nodes.push(Node::Paragraph(text)),
            Role::Keywords => keywords.push(Node::Keywords(text)),
            Role::Heading(level) if summary.contains(&at) => {
                summary_nodes.push(Node::Heading { level, text });
            }
            Role::Heading(level) => body.push(Node::Heading { level, text }),
            Role::Paragraph => body.push(Node::Paragraph(text)),
            Role::Formula => body.push(Node::Formula(text)),
            Role::ListItem { number, level } => {
                body.push(Node::ListItem(ListItem { number, level, text }));
            }
            Role::Caption { of: Captioned::Table(Some(table)), .. }
            | Role::Cell { table, .. }
            | Role::TableNote(table) => {
                if let Some(parts) = tables.get_mut(table as usize).filter(|parts| !parts.written) {
                    parts.written = true;
                    body.push(Node::Table(std::mem::take(&mut parts.table)));
                }
            }
            Role::Caption { of: Captioned::Table(None), label, .. } => {
                let caption = Some(Caption { label, text });
                body.push(Node::Table(Table { caption, ..Table::default() }));
            }
            Role::Caption { of: Captioned::Figure, label, place } => {
                let caption = Some(Caption { label, text });
                let texts = take_figure_texts(&mut body, place);
                body.push(Node::Figure(Figure { caption, at: place, texts, image: None }));
            }
            Role::Footnote { label } => footnotes.push(Node::Footnote(Footnote { label, text })),
            Role::Reference { label } => {
                body.push(Node::Reference(Reference { label, text, work: Box::default() }));
            }
            Role::FigureText(place) => add_figure_text(&mut body, place, text),
            Role::Furniture(kind) => furniture.push(Furniture { kind, text }),
        }
    }
    body.append(&mut footnotes);
    let named = matches!(summary_nodes.first(), Some(Node::Heading { .. }));
    if !summary_nodes.is_empty() && !named {
        summary_nodes.insert(0, Node::Heading { level: 1, text: Text::plain("Abstract") });
    }
    let front = [title, byline, affiliations, notes, summary_nodes, keywords];
    (front.into_iter().flatten().collect(), body, furniture)
}

/// From the heading of the abstract to its last paragraph.
fn summary_range(passages: &[Passage]) -> std::ops::Range<usize> {
    let is_summary = |passage: &Passage| passage.role == Role::Abstract;
    let Some(mut first) = passages.iter().position(is_summary) else { return 0..0 };
    let last = passages.iter().rposition(is_summary).unwrap_or(first);
    while first > 0 && matches!(passages[first - 1].role, Role::Heading(_)) {
        first -= 1;
    }
    first..last + 1
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
