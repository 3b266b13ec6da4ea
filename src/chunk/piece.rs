//! The sections of a paper and the blocks in them, as ranges of its Markdown.

use super::cut::{self, Cut, Grid};
use crate::document::{Document, Node, SectionKind};
use crate::writer::{Rendered, plain, settings};
use std::ops::Range;

/// Blocks below one heading.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// The name of the document.
    pub(super) doc: String,
    /// The title of the paper, or else the name of its file, and the headings, from outside to inside.
    pub(super) headings: Vec<String>,
    /// What the section is about.
    pub(super) kinds: &'a [SectionKind],
    /// Its blocks.
    pub(super) pieces: Vec<Piece>,
}

/// A block or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Index of its node in the body.
    pub(super) node: usize,
    /// Bytes of the Markdown.
    pub(super) range: Range<usize>,
    /// What stands before it, since it was cut off: the head of its table.
    pub(super) lead: String,
    /// What stands behind it, since something was cut off.
    pub(super) tail: &'static str,
    /// Where it can be cut best.
    pub(super) cuts: Vec<Cut>,
    /// The grid that it holds.
    pub(super) grid: Option<Grid>,
}

impl Piece {
    fn of(node: usize, text: &str, range: Range<usize>) -> Self {
        let (cuts, grid) = cut::whole(text, &range);
        Self { node, range, lead: String::new(), tail: "", cuts, grid }
    }

    /// Its parts before and behind a place; whether the rest of a table has its head again.
    pub(super) fn cut(&self, cut: Cut, with_head: bool) -> (Self, Self) {
        let (mut first, mut rest) = (self.clone(), self.clone());
        first.range.end = cut.end;
        rest.range.start = cut.start;
        rest.lead.clear();
        first.cuts.retain(|own| own.start < cut.end);
        rest.cuts.retain(|own| own.end > cut.start);
        if let Some(grid) = self.grid.as_ref().filter(|_| cut.in_grid) {
            first.tail = grid.closing;
            rest.lead = if with_head { grid.head.clone() } else { grid.opening.to_owned() };
        } else if self.cuts.iter().all(|own| !own.in_grid || own.start <= cut.end) {
            rest.grid = None;
        }
        (first, rest)
    }
}

/// The sections in the order of the paper. Title and headings are no blocks, unless nothing stands below them.
pub(super) fn sections<'a>(document: &'a Document, rendered: &Rendered) -> Vec<Section<'a>> {
    let body = &document.body;
    let settings = settings(body);
    let doc = document.source.name();
    let words = |node: &Node| node.texts().first().map(|text| plain(text)).unwrap_or_default();
    let title = body.iter().position(|node| matches!(node, Node::Title(_)));
    let top = title.map(|at| words(&body[at])).filter(|title| !title.is_empty());
    let top = top.unwrap_or_else(|| doc.clone());
    let mut sections: Vec<Section<'a>> = Vec::new();
    let mut path: Option<&[usize]> = None;
    for (at, node) in body.iter().enumerate() {
        let range = block(rendered, at);
        let setting = &settings[at];
        let is_context = match node {
            Node::Title(_) => Some(at) == title && holds(rendered, at + 1..body.len()),
            Node::Heading { level, .. } => {
                let end = (at + 1..body.len()).find(|next| {
                    matches!(&body[*next], Node::Heading { level: other, .. } if other <= level)
                });
                holds(rendered, at + 1..end.unwrap_or(body.len()))
            }
            _ => false,
        };
        if range.is_empty() || is_context {
            continue;
        }
        let piece = Piece::of(at, &rendered.text, range);
        match sections.last_mut() {
            Some(last) if path == Some(&setting.headings) => last.pieces.push(piece),
            _ => {
                let headings = setting.headings.iter().map(|heading| words(&body[*heading]));
                sections.push(Section {
                    doc: doc.clone(),
                    headings: [top.clone()].into_iter().chain(headings).collect(),
                    kinds: setting.kinds,
                    pieces: vec![piece],
                });
            }
        }
        path = Some(&setting.headings);
    }
    sections
}

/// Whether one of these nodes is in the Markdown.
fn holds(rendered: &Rendered, mut nodes: Range<usize>) -> bool {
    nodes.any(|at| !block(rendered, at).is_empty())
}

/// Bytes of a block, without the marks of pages and the blanks around it.
fn block(rendered: &Rendered, at: usize) -> Range<usize> {
    let Some(range) = rendered.blocks.get(at) else { return 0..0 };
    let mut own = rendered.text[range.clone()].trim_start();
    while own.starts_with("<!-- page ")
        && let Some((_, rest)) = own.split_once("-->")
    {
        own = rest.trim_start();
    }
    let start = range.end - own.len();
    start..start + own.trim_end().len()
}
