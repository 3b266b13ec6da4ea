//! Addresses of places in a document's texts.

use std::ops::Range;

/// Which list of a document a text belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The content.
    #[default]
    Body,
    /// What is on the pages but not of the article.
    Furniture,
}

/// A stretch of one of the texts of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The list its text belongs to.
    pub part: Part,
    /// Index in that list: of a node in the body, of a piece of furniture.
    pub node: u32,
    /// Index of the text among the node's texts.
    pub text: u32,
    /// Bytes of the text as it now reads.
    pub range: Range<u32>,
}

impl Stretch {
    /// Whether both have bytes of one text.
    pub fn meets(&self, other: &Self) -> bool {
        (self.part, self.node, self.text) == (other.part, other.node, other.text)
            && self.range.start < other.range.end
            && other.range.start < self.range.end
    }
}
