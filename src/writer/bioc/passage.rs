//! Nodes as passages.

use super::front;
use super::types::{Infons, Passage};
use crate::document::{
    Caption, Document, Figure, Footnote, Node, QuotePart, Reference, SectionKind, Table,
};
use crate::text::Text;
use crate::writer::anchor::{Anchors, of_table_note};
use crate::writer::flat::Flat;
use crate::writer::model::Scripts;
use crate::writer::rows;
use crate::writer::section::bioc_section;
use crate::writer::xml::Tree;
use std::collections::BTreeMap;

/// Deepest heading that has a type of its own.
const DEEPEST_TITLE: u8 = 5;

/// The passages of a document, and where its texts went.
pub(super) struct Passages<'a> {
    /// All of them, in order.
    pub(super) all: Vec<Passage>,
    /// For each text of each node: its passage, where in the document it begins there, and its line.
    pub(super) places: BTreeMap<(u32, u32), (usize, u32, Flat)>,
    scripts: Scripts,
    anchors: &'a Anchors,
    /// Where the next passage begins.
    offset: u32,
    section: &'static str,
}

impl<'a> Passages<'a> {
    /// Those of a document.
    pub(super) fn of(document: &Document, scripts: Scripts, anchors: &'a Anchors) -> Self {
        let places = BTreeMap::new();
        let section = "TITLE";
        let mut passages = Self { all: Vec::new(), places, scripts, anchors, offset: 0, section };
        let mut paper = Some(front::of_paper(&document.metadata));
        if !document.body.iter().any(|node| matches!(node, Node::Title(_))) {
            let title = Text::plain(document.metadata.title.clone().unwrap_or_default());
            passages.text(None, "TITLE", "front", paper.take().unwrap_or_default(), &title);
        }
        for (at, node) in (0..).zip(&document.body) {
            passages.node(at, node, &mut paper);
        }
        passages
    }

    fn node(&mut self, at: u32, node: &Node, paper: &mut Option<Infons>) {
        let section = self.section;
        match node {
            Node::Title(text) => {
                self.text(Some(at), "TITLE", "front", paper.take().unwrap_or_default(), text);
            }
            Node::Byline(text) => self.text(Some(at), "TITLE", "byline", Infons::new(), text),
            Node::Affiliation(text) => {
                self.text(Some(at), "TITLE", "affiliation", Infons::new(), text)
            }
            Node::FrontNote(text) => self.text(Some(at), "TITLE", "footnote", Infons::new(), text),
            Node::Keywords(text) => {
                self.text(Some(at), "KEYWORD", "paragraph", Infons::new(), text)
            }
            Node::Heading { level, text, kinds } => self.heading(at, *level, text, kinds),
            Node::Paragraph(text) => self.text(Some(at), section, self.kind(), Infons::new(), text),
            Node::ListItem(item) => {
                let infons = some([("number", item.number.clone())]);
                self.text(Some(at), section, self.kind(), infons, &item.text);
            }
            Node::Quote(quote) => {
                let (part, number) = match &quote.part {
                    QuotePart::Title => ("title", None),
                    QuotePart::Paragraph => ("paragraph", None),
                    QuotePart::Item(number) => ("item", number.clone()),
                };
                let infons = some([("box", Some(part.to_owned())), ("number", number)]);
                self.text(Some(at), section, self.kind(), infons, &quote.text);
            }
            Node::Formula(formula) => {
                let infons = some([("id", self.id(at)), ("file", formula.image.clone())]);
                self.text(Some(at), section, "formula", infons, &formula.text);
            }
            Node::Listing(lines) => self.listing(at, lines),
            Node::Table(table) => self.table(at, table),
            Node::Figure(figure) => self.figure(at, figure),
            Node::Footnote(note) => self.footnote(at, note),
            Node::Reference(reference) => self.reference(at, reference),
        }
    }

    /// What a paragraph of the section is called.
    fn kind(&self) -> &'static str {
        if self.section == "ABSTRACT" { "abstract" } else { "paragraph" }
    }

    fn id(&self, at: u32) -> Option<String> {
        self.anchors.name(at).map(str::to_owned)
    }

    fn heading(&mut self, at: u32, level: u8, text: &Text, kinds: &[SectionKind]) {
        // Sections that PubMed Central has no word for are others.
        self.section = bioc_section(kinds).unwrap_or("OTHER");
        let level = level.clamp(1, DEEPEST_TITLE);
        let kind = match self.section {
            "ABSTRACT" => format!("abstract_title_{level}"),
            _ => format!("title_{level}"),
        };
        self.text(Some(at), self.section, &kind, some([("id", self.id(at))]), text);
    }

    /// The infons of a caption.
    fn caption_infons(&self, at: u32, caption: Option<&Caption>, doi: &Option<String>) -> Infons {
        let label = caption.map(|caption| caption.label.clone()).filter(|label| !label.is_empty());
        some([("id", self.id(at)), ("label", label), ("doi", doi.clone())])
    }

    fn figure(&mut self, at: u32, figure: &Figure) {
        let mut infons = self.caption_infons(at, figure.caption.as_ref(), &figure.doi);
        infons.extend(some([("file", figure.image.clone())]));
        if let Some(caption) = &figure.caption {
            self.text(Some(at), "FIG", "fig_caption", infons, &caption.text);
        }
    }

    fn table(&mut self, at: u32, table: &Table) {
        let infons = self.caption_infons(at, table.caption.as_ref(), &table.doi);
        let mut number = 0;
        if let Some(caption) = &table.caption {
            self.text(Some(at), "TABLE", "table_caption", infons.clone(), &caption.text);
            number += 1;
        }
        if table.rows > 0 && table.columns > 0 {
            self.grid(at, table, infons, number);
        }
        number += table.cells.len() as u32;
        for (note, text) in table.notes.iter().enumerate() {
            let id = self.id(at).map(|name| of_table_note(&name, note));
            self.begin("TABLE", "table_footnote", some([("id", id)]));
            self.append((at, number + note as u32), text);
            self.end();
        }
    }

    /// The cells in one passage, with tabs between them and line breaks between rows; as XHTML in an infon.
    fn grid(&mut self, at: u32, table: &Table, mut infons: Infons, first: u32) {
        let mut tree = Tree::under("");
        rows::write(&mut tree, table, &mut |tree, _, cell| {
            tree.text(&Flat::of(&cell.text, self.scripts).line);
        });
        infons.insert("xml".to_owned(), tree.finish().trim_end().to_owned());
        self.begin("TABLE", "table", infons);
        let mut last = None;
        for (number, cell) in table.cells.iter().enumerate() {
            match last {
                Some(row) if row == cell.row => self.mark('\t'),
                Some(_) => self.mark('\n'),
                None => {}
            }
            last = Some(cell.row);
            self.append((at, first + number as u32), &cell.text);
        }
        self.end();
    }

    fn listing(&mut self, at: u32, lines: &[Text]) {
        self.begin(self.section, "code", some([("id", self.id(at))]));
        for (number, line) in (0..).zip(lines) {
            if number > 0 {
                self.mark('\n');
            }
            self.append((at, number), line);
        }
        self.end();
    }

    fn footnote(&mut self, at: u32, note: &Footnote) {
        let infons = some([("id", self.id(at)), ("label", note.label.clone())]);
        self.text(Some(at), self.section, "footnote", infons, &note.text);
    }

    fn reference(&mut self, at: u32, reference: &Reference) {
        let mut infons = front::of_work(&reference.work);
        infons.extend(some([("id", self.id(at)), ("label", reference.label.clone())]));
        self.text(Some(at), "REF", "ref", infons, &reference.text);
    }

    /// A passage of one text, the first of its node.
    fn text(&mut self, at: Option<u32>, section: &str, kind: &str, infons: Infons, text: &Text) {
        self.begin(section, kind, infons);
        self.append((at.unwrap_or(u32::MAX), 0), text);
        self.end();
    }

    fn begin(&mut self, section: &str, kind: &str, mut infons: Infons) {
        infons.insert("section_type".to_owned(), section.to_owned());
        infons.insert("type".to_owned(), kind.to_owned());
        self.all.push(Passage { offset: self.offset, infons, ..Passage::default() });
    }

    fn append(&mut self, place: (u32, u32), text: &Text) {
        let flat = Flat::of(text, self.scripts);
        let passage = self.all.len().saturating_sub(1);
        let start = self.offset;
        if let Some(own) = self.all.last_mut() {
            own.text.push_str(&flat.line);
            self.offset += flat.length;
        }
        self.places.insert(place, (passage, start, flat));
    }

    fn mark(&mut self, mark: char) {
        if let Some(own) = self.all.last_mut() {
            own.text.push(mark);
            self.offset += 1;
        }
    }

    /// Ends a passage: a character lies between it and the next one.
    fn end(&mut self) {
        self.offset += 1;
    }
}

/// Those infons that have a value.
fn some<const COUNT: usize>(pairs: [(&str, Option<String>); COUNT]) -> Infons {
    let known = pairs.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    known.collect()
}
