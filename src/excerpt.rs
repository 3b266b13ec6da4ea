//! Side door: a part of a converted paper as Markdown: a section, a table, a figure, the references.

use crate::document::{Document, Node, SectionKind};
use crate::writer::json::types::Document as Contract;
use crate::writer::{Rendered, markdown};

/// A paper that was converted to JSON, as Markdown that is cut into its blocks.
#[derive(Debug)]
pub struct Paper {
    document: Document,
    rendered: Rendered,
    /// The id of each block.
    ids: Vec<String>,
}

impl Paper {
    /// Reads what the JSON writer wrote.
    ///
    /// # Errors
    /// It is not the JSON of a document, or of another version.
    pub fn read(json: &str) -> Result<Self, String> {
        Ok(Self::of(&Contract::read(json)?))
    }

    /// That of the contract.
    pub fn of(contract: &Contract) -> Self {
        let document = contract.document();
        let rendered = markdown::render(&document, &contract.notation());
        let ids = contract.body.iter().map(|block| block.id.clone()).collect();
        Self { document, rendered, ids }
    }

    /// All of it, with its front matter.
    pub fn whole(&self) -> &str {
        &self.rendered.text
    }

    /// The sections of a kind, such as `methods`, or else those whose headings hold these words, each with the
    /// sections inside of it.
    pub fn section(&self, wanted: &str) -> Option<String> {
        let kind = SectionKind::ALL.into_iter().find(|kind| kind.name() == wanted);
        let words = wanted.to_lowercase();
        let is_wanted = |node: &Node| match (node, kind) {
            (Node::Heading { kinds, .. }, Some(kind)) => kinds.contains(&kind),
            (Node::Heading { text, .. }, None) => text.as_str().to_lowercase().contains(&words),
            _ => false,
        };
        let mut until: Option<u8> = None;
        let mut blocks = Vec::new();
        for (at, node) in self.document.body.iter().enumerate() {
            if let Node::Heading { level, .. } = node {
                until = until.filter(|own| own < level);
                if until.is_none() && is_wanted(node) {
                    until = Some(*level);
                }
            }
            if until.is_some() {
                blocks.push(at);
            }
        }
        self.cut(&blocks)
    }

    /// The reference list.
    pub fn references(&self) -> Option<String> {
        self.all(|node| matches!(node, Node::Reference(_)))
    }

    /// The table that has this number or id, with its caption and notes.
    pub fn table(&self, wanted: &str) -> Option<String> {
        self.display(wanted, |node| match node {
            Node::Table(table) => Some(table.caption.as_ref().map_or("", |own| &own.label)),
            _ => None,
        })
    }

    /// The figure that has this number or id: its caption, and its image where one was written.
    pub fn figure(&self, wanted: &str) -> Option<String> {
        self.display(wanted, |node| match node {
            Node::Figure(figure) => Some(figure.caption.as_ref().map_or("", |own| &own.label)),
            _ => None,
        })
    }

    /// What can be asked for: kinds of sections, tables and figures by their ids.
    pub fn parts(&self) -> Vec<&str> {
        let mut parts = Vec::new();
        for kind in SectionKind::ALL {
            let has =
                |node: &Node| matches!(node, Node::Heading { kinds, .. } if kinds.contains(&kind));
            if self.document.body.iter().any(has) {
                parts.push(kind.name());
            }
        }
        let displays = self.document.body.iter().zip(&self.ids);
        let displays = displays.filter(|own| matches!(own.0, Node::Table(_) | Node::Figure(_)));
        parts.extend(displays.map(|(_, id)| id.as_str()));
        parts
    }

    /// A table or figure by its id, the number of its label, or else its place among those of its kind.
    fn display<'a>(
        &'a self,
        wanted: &str,
        label: impl Fn(&'a Node) -> Option<&'a str>,
    ) -> Option<String> {
        let own: Vec<(usize, &str)> = (0..)
            .zip(&self.document.body)
            .filter_map(|(at, node)| Some((at, label(node)?)))
            .collect();
        let by_id = own.iter().find(|(at, _)| self.ids[*at] == wanted);
        let number = |label: &str| label.rsplit(' ').next().is_some_and(|own| is_same(own, wanted));
        let by_number = || own.iter().find(|(_, label)| number(label));
        let by_place = || own.get(wanted.parse::<usize>().ok()?.checked_sub(1)?);
        let (at, _) = by_id.or_else(by_number).or_else(by_place)?;
        self.cut(&[*at])
    }

    fn all(&self, is_wanted: impl Fn(&Node) -> bool) -> Option<String> {
        let nodes = (0..).zip(&self.document.body);
        self.cut(&nodes.filter(|(_, node)| is_wanted(node)).map(|(at, _)| at).collect::<Vec<_>>())
    }

    /// Blocks as Markdown, in their order; nothing where there are none.
    fn cut(&self, blocks: &[usize]) -> Option<String> {
        let runs = blocks.chunk_by(|a, b| a + 1 == *b);
        let texts = runs.filter_map(|run| {
            let (first, last) = (*run.first()?, *run.last()?);
            let range = self.rendered.blocks.get(first)?.start..self.rendered.blocks.get(last)?.end;
            Some(self.rendered.text.get(range)?.trim_matches('\n'))
        });
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        (!texts.is_empty()).then(|| format!("{}\n", texts.join("\n\n")))
    }
}

/// Whether two numbers of labels are the same: `S2` and `s2`.
fn is_same(label: &str, wanted: &str) -> bool {
    label.eq_ignore_ascii_case(wanted)
}
