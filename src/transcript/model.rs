//! What a text is read as.

use crate::provenance::Provenance;
use crate::text::{Builder, Style, Text};
use std::ops::Range;

/// A text as its blocks, in order.
#[derive(Debug, Default)]
pub struct Transcript {
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What its notation says of it.
    pub kind: Kind,
    /// Its words; none where it is a table.
    pub words: Words,
}

/// What a notation says of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing.
    Paragraph,
    /// A heading of this level, from 1.
    Heading(u8),
    /// An item of a list.
    Item {
        /// Its number.
        number: Option<u64>,
        /// Depth, from 0.
        level: u8,
    },
    /// A quotation.
    Quote,
    /// Lines of code.
    Code,
    /// A display formula.
    Formula,
    /// A note with this label.
    Note(String),
    /// What describes an image that stands alone.
    Image,
    /// A table.
    Table(Grid),
    /// What the tool stated before the text, as YAML.
    FrontMatter,
}

/// A table, row by row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grid {
    /// Cells of each row.
    pub rows: Vec<Vec<Words>>,
    /// How many rows are of the head.
    pub head: usize,
}

/// Words with what is set apart in them, and a line break where the source has one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Bytes that are set apart, and how.
    pub spans: Vec<(Range<usize>, Style)>,
}

impl Words {
    /// Appends words in a style.
    pub fn push(&mut self, text: &str, styles: &[Style]) {
        let range = self.text.len()..self.text.len() + text.len();
        self.text.push_str(text);
        for style in styles {
            match self.spans.iter_mut().rev().find(|(_, own)| own == style) {
                Some((last, _)) if last.end == range.start => last.end = range.end,
                _ => self.spans.push((range.clone(), style.clone())),
            }
        }
    }

    /// Appends other words on a line of their own.
    pub fn append(&mut self, other: &Self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.extend(other);
    }

    /// Appends other words.
    pub fn extend(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        let moved = |range: &Range<usize>| range.start + start..range.end + start;
        self.spans.extend(other.spans.iter().map(|(range, style)| (moved(range), style.clone())));
    }

    /// What stands before a byte, and what stands behind it, each without blanks at its ends.
    pub fn split_at(&self, at: usize) -> (Self, Self) {
        (self.part(0..at), self.part(at..self.text.len()))
    }

    /// A stretch, without blanks at its ends.
    pub fn part(&self, range: Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        let end = (range.start + text.trim_end().len()).max(start);
        let own = |(span, style): &(Range<usize>, Style)| {
            let cut = span.start.clamp(start, end) - start..span.end.clamp(start, end) - start;
            (!cut.is_empty()).then(|| (cut, style.clone()))
        };
        let text = self.text[start..end].to_owned();
        Self { text, spans: self.spans.iter().filter_map(own).collect() }
    }

    /// Whether all of it is bold or slanted.
    pub fn is_emphasised(&self) -> bool {
        let is_whole = |(range, style): &(Range<usize>, Style)| {
            matches!(style, Style::Bold | Style::Italic) && *range == (0..self.text.len())
        };
        self.spans.iter().any(is_whole)
    }

    /// As a text that came from one place.
    pub fn to_text(&self, at: &Provenance) -> Text {
        let mut builder = Builder::default();
        if !self.text.is_empty() {
            builder.push(&self.text, at.clone());
        }
        for (range, style) in &self.spans {
            builder.style(range.start as u32..range.end as u32, style.clone());
        }
        builder.finish()
    }
}
