//! Passages to a document.

mod abbreviation;
mod account;
mod body;
mod callout;
mod metadata;
mod particle;
mod passage;
mod quality;
mod reference;
mod research_identifier;
mod statement;

use crate::diagnostic::Sink;
use crate::document::{
    Caption, Document, Footnote, Furniture, Kind, ListItem, Node, Reference, Source, Table,
};
use crate::layout::main_text_layer;
use crate::pdf::Facts;
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::Text;
use body::Body;

/// Builds the document.
pub fn build(passages: Passages, facts: &Facts, sink: &mut Sink) -> Document {
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

/// Nodes of the first page in the order in which a paper is read, the other nodes, and furniture.
fn sort(passages: Passages) -> (Vec<Node>, Vec<Node>, Vec<Furniture>) {
    let poster = passages.layout.poster;
    let mut body = Body::new(&passages.tables, &passages.layout);
    let summary = summary_range(&passages.passages);
    let (mut title, mut byline, mut affiliations, mut notes) = (vec![], vec![], vec![], vec![]);
    let (mut summary_nodes, mut keywords, mut furniture) = (vec![], vec![], vec![]);
    // Notes stand behind the text, so that they cut no paragraph in two.
    let mut footnotes = vec![];
    for (at, passage) in passages.passages.into_iter().enumerate() {
        let Passage { role, text, .. } = passage;
        match role {
            Role::Title => title.push(Node::Title(text)),
            Role::Byline => byline.push(Node::Byline(text)),
            Role::Affiliation => affiliations.push(Node::Affiliation(text)),
            Role::FrontNote if poster || is_correspondence(&text) => {
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
            Role::Caption { of: Captioned::Table(Some(_)), .. }
            | Role::Cell { .. }
            | Role::TableNote(_) => body.push_to_table(role, text),
            Role::Caption { of: Captioned::Table(None), label, .. } => {
                let caption = Some(Caption { label, text });
                body.push(Node::Table(Table { caption, ..Table::default() }));
            }
            Role::Caption { of: Captioned::Figure, label, place } => {
                body.push_figure(Caption { label, text }, place);
            }
            Role::Footnote { label } => footnotes.push(Node::Footnote(Footnote { label, text })),
            Role::Reference { label } => {
                body.push(Node::Reference(Reference { label, text, work: Box::default() }));
            }
            Role::FigureText(place) => body.push_figure_text(place, text),
            Role::Furniture(kind) => furniture.push(Furniture { kind, text }),
        }
    }
    let named = matches!(summary_nodes.first(), Some(Node::Heading { .. }));
    if !summary_nodes.is_empty() && !named {
        summary_nodes.insert(0, Node::Heading { level: 1, text: Text::plain("Abstract") });
    }
    let front = [title, byline, affiliations, notes, summary_nodes, keywords];
    let mut body = body.finish();
    body.append(&mut footnotes);
    (front.into_iter().flatten().collect(), body, furniture)
}

/// Whether a note of the first page says how to reach the authors.
fn is_correspondence(note: &Text) -> bool {
    let lower = note.as_str().to_lowercase();
    ["@", "correspond", "e-mail", "email"].iter().any(|word| lower.contains(word))
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
