//! Passages to nodes, in the order in which a paper is read.

use super::body::Body;
use super::summary;
use crate::document::{Caption, Footnote, Furniture, ListItem, Node, Reference, Table};
use crate::lexicon::notice::tells_of_letters;
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::Text;

/// Nodes of the first page in the order in which a paper is read, the other nodes, and furniture.
pub(super) fn sort(passages: Passages) -> Sorted {
    let poster = passages.layout.poster;
    let summary = summary::range(&passages.passages);
    let mut parts = Parts::new(Body::new(&passages.tables, &passages.layout));
    for (at, passage) in passages.passages.into_iter().enumerate() {
        let Passage { role, text, .. } = passage;
        match role {
            Role::FrontNote if poster || tells_of_letters(text.as_str()) => {
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
#[derive(Debug)]
struct Parts {
    title: Vec<Node>,
    byline: Vec<Node>,
    affiliations: Vec<Node>,
    notes: Vec<Node>,
    summary: Vec<Node>,
    keywords: Vec<Node>,
    body: Body,
    /// Notes stand behind the text, so that they cut no paragraph in two.
    footnotes: Vec<Node>,
    furniture: Vec<Furniture>,
}

impl Parts {
    /// Nothing yet but the tables and areas of figures that are to come.
    fn new(body: Body) -> Self {
        Self {
            title: Vec::new(),
            byline: Vec::new(),
            affiliations: Vec::new(),
            notes: Vec::new(),
            summary: Vec::new(),
            keywords: Vec::new(),
            body,
            footnotes: Vec::new(),
            furniture: Vec::new(),
        }
    }

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
            Role::Caption { of: Captioned::Table(Some(_)), .. }
            | Role::Cell { .. }
            | Role::TableNote(_) => self.body.push_to_table(role, text),
            Role::Caption { of: Captioned::Table(None), label, .. } => {
                let caption = Some(Caption { label, text });
                self.body.push(Node::Table(Table { caption, ..Table::default() }));
            }
            Role::Caption { of: Captioned::Figure, label, place } => {
                self.body.push_figure(Caption { label, text }, place);
            }
            Role::Footnote { label } => {
                self.footnotes.push(Node::Footnote(Footnote { label, text }));
            }
            Role::Reference { label } => {
                self.body.push(Node::Reference(Reference { label, text, work: Box::default() }));
            }
            Role::FigureText(place) => self.body.push_figure_text(place, text),
            Role::Furniture(kind) => self.furniture.push(Furniture { kind, text }),
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
            self.body.finish(),
            self.footnotes,
        ];
        Sorted { body: parts.into_iter().flatten().collect(), furniture: self.furniture }
    }
}
