//! The texts of a document one by one, with their addresses.

use crate::document::{Furniture, FurnitureKind, Node, Part, Stretch};
use crate::text::{Style, Text};
use std::ops::Range;

/// A text of the document.
#[derive(Debug)]
pub(super) struct Passage<'a> {
    pub(super) part: Part,
    pub(super) node: u32,
    pub(super) index: u32,
    /// The node it is of; none for furniture.
    pub(super) of: Option<&'a Node>,
    /// The text with its origins, and as it now reads.
    pub(super) source: &'a Text,
    pub(super) text: &'a str,
    /// Bytes of it that are raised, one range a run.
    pub(super) raised: Vec<Range<usize>>,
    /// Bytes at its start that are heavy or slanted.
    pub(super) set_apart: usize,
}

impl Passage<'_> {
    /// Whether it is a cell of a table.
    pub(super) fn is_cell(&self) -> bool {
        let Some(Node::Table(table)) = self.of else { return false };
        let before = u32::from(table.caption.is_some());
        (before..before + table.cells.len() as u32).contains(&self.index)
    }

    pub(super) fn stretch(&self, range: Range<usize>) -> Stretch {
        Stretch { part: self.part, node: self.node, text: self.index, range: bytes(range) }
    }
}

/// The texts of the article itself: no names of authors, no reference list.
pub(super) fn of_article(nodes: &[Node]) -> impl Iterator<Item = Passage<'_>> {
    of_body(nodes).filter(|passage| {
        !matches!(
            passage.of,
            Some(
                Node::Title(_)
                    | Node::Byline(_)
                    | Node::Affiliation(_)
                    | Node::FrontNote(_)
                    | Node::Keywords(_)
            )
        )
    })
}

/// The texts of the body but those of the reference list.
pub(super) fn of_body(nodes: &[Node]) -> impl Iterator<Item = Passage<'_>> {
    (0..).zip(nodes).filter(|(_, node)| !matches!(node, Node::Reference(_))).flat_map(
        |(at, node)| {
            let texts = (0..).zip(node.texts());
            texts.map(move |(index, text)| passage(Part::Body, at, index, Some(node), text))
        },
    )
}

/// Words about the publication that stand beside the article.
pub(super) fn of_imprint(furniture: &[Furniture]) -> impl Iterator<Item = Passage<'_>> {
    (0..)
        .zip(furniture)
        .filter(|(_, piece)| piece.kind == FurnitureKind::Imprint)
        .map(|(at, piece)| passage(Part::Furniture, at, 0, None, &piece.text))
}

fn passage<'a>(
    part: Part,
    node: u32,
    index: u32,
    of: Option<&'a Node>,
    text: &'a Text,
) -> Passage<'a> {
    let (raised, set_apart) = (text.raised(), set_apart(text));
    Passage { part, node, index, of, source: text, text: text.as_str(), raised, set_apart }
}

fn set_apart(text: &Text) -> usize {
    let apart = |style: &&Style| matches!(style, Style::Bold | Style::Italic);
    let segments = text.segments().into_iter();
    let heavy = segments.take_while(|segment| segment.styles.iter().any(apart));
    heavy.map(|segment| segment.text.len()).sum()
}

/// Offsets of a text fit into 32 bits.
pub(super) fn bytes(range: Range<usize>) -> Range<u32> {
    range.start as u32..range.end as u32
}
