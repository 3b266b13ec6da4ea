//! Passages to nodes, in the order in which a paper is read.

use super::body::Body;
use super::summary;
use crate::document::{
    Caption, Footnote, Formula, Furniture, ListItem, Node, Quote, Reference, Table,
};
use crate::lexicon::body::names_site;
use crate::lexicon::notice::{equality_in, tells_of_letters};
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::Text;
use std::collections::BTreeSet;
use std::ops::Range;

/// Nodes of the first page in the order in which a paper is read, the other nodes, and furniture.
pub(super) fn sort(passages: Passages) -> Sorted {
    let (poster, first_page) = (passages.layout.poster, passages.first_page);
    let summary = summary::headings(&passages.passages);
    let marks = marks_of_authors(&passages.passages);
    let has_front = has_front(&passages.passages);
    let mut parts = Parts::new(Body::new(&passages.tables, &passages.layout));
    for (at, passage) in passages.passages.into_iter().enumerate() {
        let Passage { role, text, .. } = passage;
        match role {
            Role::FrontNote if poster || tells_of_authors(&text) => {
                parts.notes.push(Node::FrontNote(text));
            }
            Role::Heading(level) if summary.contains(&at) => {
                parts.summary.push(heading(level, text));
            }
            // A page out of the middle of a paper has notes at its foot, too.
            Role::FrontNote if !has_front => parts.footnotes.push(Node::FrontNote(text)),
            Role::Footnote { label } if is_of_authors(&text, &marks, first_page) => {
                parts.add_note_on_authors(label, text);
            }
            role => parts.add(role, text),
        }
    }
    parts.sorted()
}

/// A heading whose section has not been told yet.
fn heading(level: u8, text: Text) -> Node {
    Node::Heading { level, text, kinds: Vec::new() }
}

/// Whether a note says how to reach authors, or that they contributed equally: it stands with their names.
fn tells_of_authors(text: &Text) -> bool {
    tells_of_letters(text.as_str()) || equality_in(text.as_str()).next().is_some()
}

/// Whether the first page is the first one of a paper: names alone stand on other pages, too.
fn has_front(passages: &[Passage]) -> bool {
    let has = |role: Role| passages.iter().any(|passage| passage.role == role);
    has(Role::Abstract) || has(Role::Keywords) || has(Role::Byline) && has(Role::Affiliation)
}

/// Signs that mark notes on authors.
const SIGNS: &[char] = &['*', '∗', '†', '‡', '§', '¶', '#', '‖', '✉', '☯'];

/// Marks of the title and the authors that lead to notes.
fn marks_of_authors(passages: &[Passage]) -> BTreeSet<String> {
    let is_front = |passage: &&Passage| matches!(passage.role, Role::Title | Role::Byline);
    let mut marks = BTreeSet::new();
    for text in passages.iter().filter(is_front).map(|passage| &passage.text) {
        let words = text.as_str();
        marks.extend(words.chars().filter(|c| SIGNS.contains(c)).map(String::from));
        for run in text.raised() {
            let parts = words[run].split(|c: char| !c.is_alphanumeric());
            marks.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
        }
    }
    marks
}

/// Whether a note of the first page begins with one of these marks.
fn is_of_authors(text: &Text, marks: &BTreeSet<String>, first_page: PageNumber) -> bool {
    let words = text.as_str().trim_start();
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = words.chars().next().filter(|c| SIGNS.contains(c)).map_or(0, char::len_utf8);
    let on_first_page =
        text.places().next().is_some_and(|at| at.page.index() == first_page.index());
    on_first_page && marks.contains(&words[..digits.max(sign)])
}

/// Whether a note begins with a number and is no sentence but a name with its place.
fn is_numbered_place(text: &str) -> bool {
    let text = text.trim();
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    numbered && text.contains(',') && !text.ends_with('.')
}

/// The nodes of a document in the order in which a paper is read.
#[derive(Debug)]
pub(super) struct Sorted {
    pub(super) body: Vec<Node>,
    /// Which of them are those of the sections.
    pub(super) text: Range<usize>,
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
    /// Notes of the first page that say nothing about letters, before the first section.
    remarks: Vec<Node>,
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
            remarks: Vec::new(),
            body,
            footnotes: Vec::new(),
            furniture: Vec::new(),
        }
    }

    /// Adds a note that a mark of the authors leads to: an institution, how to reach them, or more. Numbers
    /// lead to institutions and places, whatever these are called.
    fn add_note_on_authors(&mut self, label: Option<String>, text: Text) {
        if tells_of_authors(&text) {
            self.notes.push(Node::FrontNote(text));
        } else if names_site(text.as_str()) || is_numbered_place(text.as_str()) {
            self.affiliations.push(Node::Affiliation(text));
        } else {
            self.remarks.push(Node::Footnote(Footnote { label, text }));
        }
    }

    /// Adds a passage to the part that its role says.
    fn add(&mut self, role: Role, text: Text) {
        match role {
            Role::Title => self.title.push(Node::Title(text)),
            Role::Byline => self.byline.push(Node::Byline(text)),
            Role::Affiliation => self.affiliations.push(Node::Affiliation(text)),
            Role::FrontNote => self.remarks.push(Node::FrontNote(text)),
            Role::Abstract => self.summary.push(Node::Paragraph(text)),
            Role::Keywords => self.keywords.push(Node::Keywords(text)),
            Role::Heading(level) => self.body.push(heading(level, text)),
            Role::Paragraph => self.body.push(Node::Paragraph(text)),
            Role::Quote(part) => self.body.push(Node::Quote(Quote { part, text })),
            Role::Listing { first } => self.body.push_code(text, first),
            Role::Formula => self.body.push(Node::Formula(Formula { text, image: None })),
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
            Role::Furniture(kind) => {
                let mut decisions = text.decisions().iter();
                if decisions.any(|own| own.reason == Reason::IdentifierOfFigure) {
                    self.body.identify(text.as_str());
                }
                self.furniture.push(Furniture { kind, text });
            }
        }
    }

    /// All parts, one behind the other.
    fn sorted(mut self) -> Sorted {
        // Its parts have headings of the second level.
        let named = matches!(self.summary.first(), Some(Node::Heading { level: 1, .. }));
        if !self.summary.is_empty() && !named {
            self.summary.insert(0, heading(1, Text::plain("Abstract")));
        }
        let front = [
            self.title,
            self.byline,
            self.affiliations,
            self.notes,
            self.summary,
            self.keywords,
            self.remarks,
        ];
        let mut body: Vec<Node> = front.into_iter().flatten().collect();
        let start = body.len();
        body.extend(self.body.finish());
        let text = start..body.len();
        body.extend(self.footnotes);
        Sorted { body, text, furniture: self.furniture }
    }
}
