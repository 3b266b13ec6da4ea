//! The content as a tree: sections within sections, lists within lists, boxes.

use crate::document::{
    Document, Figure, Footnote, Formula, ListItem, Node, Quote, Reference, SectionKind, Table,
};
use crate::text::Text;

/// Something of the body with the index of its node.
pub(super) type At<T> = (u32, T);

/// A document as a tree.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    /// Titles; the first one is that of the document.
    pub(super) titles: Vec<At<&'a Text>>,
    /// Lines of names.
    pub(super) bylines: Vec<At<&'a Text>>,
    /// Institutions.
    pub(super) affiliations: Vec<At<&'a Text>>,
    /// Notes of the first page: on letters, dates, and the like.
    pub(super) remarks: Vec<At<&'a Text>>,
    /// Marked notes that stand before the first section.
    pub(super) first_notes: Vec<At<&'a Footnote>>,
    /// Abstracts, each a section.
    pub(super) summaries: Vec<Section<'a>>,
    /// Keywords.
    pub(super) keywords: Vec<At<&'a Text>>,
    /// What stands before the first heading, and the sections.
    pub(super) text: Section<'a>,
    /// Notes of pages.
    pub(super) notes: Vec<At<&'a Footnote>>,
}

/// A section.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// Its heading.
    pub(super) heading: Option<At<&'a Text>>,
    /// What it is about.
    pub(super) kinds: &'a [SectionKind],
    /// Its blocks.
    pub(super) blocks: Vec<Block<'a>>,
    /// The sections inside of it, which stand behind its blocks.
    pub(super) sections: Vec<Self>,
    level: u8,
}

/// A block of a section.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// A paragraph.
    Paragraph(At<&'a Text>),
    /// A display formula.
    Formula(At<&'a Formula>),
    /// Lines of code.
    Listing(At<&'a [Text]>),
    /// A table.
    Table(At<&'a Table>),
    /// A figure.
    Figure(At<&'a Figure>),
    /// Items that stand one behind the other.
    Items(Vec<At<&'a ListItem>>),
    /// Parts of one box or quotation.
    Box(Vec<At<&'a Quote>>),
    /// Entries of a reference list.
    References(Vec<At<&'a Reference>>),
}

/// A list.
#[derive(Debug)]
pub(super) struct List<'a> {
    /// Whether its items have numbers.
    pub(super) numbered: bool,
    /// Its items.
    pub(super) items: Vec<Entry<'a>>,
}

/// An item of a list with the lists inside of it.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// The item.
    pub(super) item: At<&'a ListItem>,
    /// The lists inside of it.
    pub(super) lists: Vec<List<'a>>,
}

impl<'a> Outline<'a> {
    /// That of a document.
    pub(super) fn of(document: &'a Document) -> Self {
        let mut builder = Builder {
            outline: Self::default(),
            open: vec![Section::default()],
            paragraphs_of_summary: Some(document.metadata.summary.len()).filter(|count| *count > 0),
            goes_on: false,
        };
        for (at, node) in (0..).zip(&document.body) {
            builder.add(at, node);
        }
        builder.finish()
    }
}

impl Section<'_> {
    /// Whether it is about that.
    pub(super) fn is(&self, kind: SectionKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether entries of a reference list stand in it.
    pub(super) fn has_references(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::References(_)))
    }
}

/// A tree as it grows.
struct Builder<'a> {
    outline: Outline<'a>,
    /// The sections that are open, from outside to inside; the first one is the text.
    open: Vec<Section<'a>>,
    /// Paragraphs of the abstract that are still to come, where that is known: text without a heading of its
    /// level follows it in some papers.
    paragraphs_of_summary: Option<usize>,
    /// Whether keywords or notes part what follows from the abstract.
    goes_on: bool,
}

impl<'a> Builder<'a> {
    fn add(&mut self, at: u32, node: &'a Node) {
        match node {
            Node::Title(text) => self.outline.titles.push((at, text)),
            Node::Byline(text) => self.outline.bylines.push((at, text)),
            Node::Affiliation(text) => self.outline.affiliations.push((at, text)),
            Node::FrontNote(text) => self.outline.remarks.push((at, text)),
            Node::Keywords(text) => {
                self.goes_on = true;
                self.outline.keywords.push((at, text));
            }
            Node::Footnote(note) if self.is_front() => self.outline.first_notes.push((at, note)),
            Node::Footnote(note) => self.outline.notes.push((at, note)),
            Node::Heading { level, text, kinds } => self.begin((at, text), *level, kinds),
            Node::Paragraph(text) => {
                self.push(Block::Paragraph((at, text)));
                let left = self.paragraphs_of_summary.map(|count| count.saturating_sub(1));
                self.paragraphs_of_summary = left;
            }
            Node::Formula(formula) => self.push(Block::Formula((at, formula))),
            Node::Listing(lines) => self.push(Block::Listing((at, lines))),
            Node::Table(table) => self.push(Block::Table((at, table))),
            Node::Figure(figure) => self.push(Block::Figure((at, figure))),
            Node::ListItem(item) => match self.last() {
                Some(Block::Items(items)) => items.push((at, item)),
                _ => self.push(Block::Items(vec![(at, item)])),
            },
            Node::Quote(quote) => match self.last() {
                Some(Block::Box(parts)) => parts.push((at, quote)),
                _ => self.push(Block::Box(vec![(at, quote)])),
            },
            Node::Reference(reference) => match self.last() {
                Some(Block::References(entries)) => entries.push((at, reference)),
                _ => self.push(Block::References(vec![(at, reference)])),
            },
        }
    }

    /// Whether nothing has come yet but what stands before the first section.
    fn is_front(&self) -> bool {
        let text = &self.open[0];
        let others = self.open.get(1).is_some_and(|section| !section.is(SectionKind::Abstract));
        text.blocks.is_empty() && text.sections.is_empty() && !others
    }

    /// Whether what is open is the abstract, and all of it has come.
    fn is_past_summary(&self) -> bool {
        let has_text = self.open.last().is_some_and(|section| !section.blocks.is_empty());
        self.open.len() > 1
            && self.is_front()
            && has_text
            && (self.goes_on || self.paragraphs_of_summary == Some(0))
    }

    fn begin(&mut self, heading: At<&'a Text>, level: u8, kinds: &'a [SectionKind]) {
        let level = level.max(1);
        let leaves = self.is_past_summary() && level > 1;
        self.close(if leaves { 1 } else { level });
        // What a section is about is told by those around it, too.
        let in_text = self.open.len() == 1 && level > 1 && kinds == [SectionKind::Abstract];
        let kinds = if in_text { &[] } else { kinds };
        let (blocks, sections) = (Vec::new(), Vec::new());
        self.open.push(Section { heading: Some(heading), kinds, blocks, sections, level });
    }

    fn push(&mut self, block: Block<'a>) {
        if self.is_past_summary() {
            self.close(1);
        }
        if let Some(section) = self.open.last_mut() {
            section.blocks.push(block);
        }
    }

    fn last(&mut self) -> Option<&mut Block<'a>> {
        self.open.last_mut()?.blocks.last_mut()
    }

    /// Ends the sections of this level and deeper ones.
    fn close(&mut self, level: u8) {
        while let Some(last) = self.open.pop_if(|last| last.level >= level) {
            let is_summary = self.open.len() == 1 && last.is(SectionKind::Abstract);
            match self.open.last_mut() {
                Some(outer) if !is_summary => outer.sections.push(last),
                _ => self.outline.summaries.push(last),
            }
        }
    }

    fn finish(mut self) -> Outline<'a> {
        self.close(1);
        if let Some(text) = self.open.pop() {
            self.outline.text = text;
        }
        self.outline
    }
}

/// Items as lists within lists. Items with numbers and without are of different lists.
pub(super) fn lists<'a>(items: &[At<&'a ListItem>]) -> Vec<List<'a>> {
    let mut lists: Vec<List<'a>> = Vec::new();
    let Some(level) = items.first().map(|(_, item)| item.level) else { return lists };
    let mut at = 0;
    while let Some(&item) = items.get(at) {
        let inner = items[at + 1..].iter().take_while(|(_, inner)| inner.level > level).count();
        let entry = Entry { item, lists: self::lists(&items[at + 1..at + 1 + inner]) };
        let numbered = item.1.number.is_some();
        match lists.last_mut().filter(|list| list.numbered == numbered) {
            Some(list) => list.items.push(entry),
            None => lists.push(List { numbered, items: vec![entry] }),
        }
        at += 1 + inner;
    }
    lists
}
