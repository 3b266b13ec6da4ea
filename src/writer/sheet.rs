//! The output as it grows, with its map.

use super::model::Mapping;
use std::ops::Range;

/// What was written, and where its parts stand in it.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The output.
    pub text: String,
    /// Which bytes of the output stand for which text of the document, sorted by output.
    pub map: Vec<Mapping>,
    /// The texts of the body that are in it, in the order of the body.
    pub passages: Vec<Passage>,
    /// Bytes of what each node of the body became, with the lines between it and the one before.
    pub blocks: Vec<Range<usize>>,
}

/// A text of the body in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Index of the node in the body.
    pub node: u32,
    /// Index of the text among the node's texts.
    pub text: u32,
    /// Bytes of the output: its words with the marks of their styles, without those of the block.
    pub output: Range<usize>,
    /// Where its stretches of the map are in all of them.
    pub map: Range<usize>,
}

/// Output and the map of what has been written so far.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    written: Rendered,
    node: usize,
    text: usize,
    /// Where in the original and among the edits of its text the part begins that is written.
    start: (u32, u32),
    /// Where the front matter ends.
    front: usize,
    /// Offsets of the original over which no stretch of the map reaches, in their order.
    borders: Vec<u32>,
}

impl Sheet {
    /// Says of which node's which text the characters are that follow.
    pub(super) fn of(&mut self, node: usize, text: usize) {
        (self.node, self.text) = (node, text);
    }

    /// The node and the text that the characters are of.
    pub(super) fn place(&self) -> (u32, u32) {
        (self.node as u32, self.text as u32)
    }

    /// Says at which byte of the original the part of the text begins that follows, and which of
    /// the text's edits is its first.
    pub(super) fn shift(&mut self, original: u32, edit: u32) {
        self.start = (original, edit);
    }

    /// Begins the words of the text that the sheet stands at. No stretch of the map reaches over one of these
    /// offsets of its original.
    pub(super) fn open(&mut self, borders: Vec<u32>) {
        self.borders = borders;
        let (start, first) = (self.written.text.len(), self.written.map.len());
        let (node, text) = self.place();
        let (output, map) = (start..start, first..first);
        self.written.passages.push(Passage { node, text, output, map });
    }

    /// Ends the words of that text.
    pub(super) fn close(&mut self) {
        let (end, last) = (self.written.text.len(), self.written.map.len());
        if let Some(passage) = self.written.passages.last_mut() {
            (passage.output.end, passage.map.end) = (end, last);
        }
    }

    /// Ends what stands before the first node.
    pub(super) fn end_front(&mut self) {
        self.front = self.written.text.len();
    }

    /// Ends what the node became that the sheet stands at.
    pub(super) fn end_block(&mut self) {
        let start = self.written.blocks.last().map_or(self.front, |last| last.end);
        self.written.blocks.push(start..self.written.text.len());
    }

    /// Goes on with the next text of the same node.
    pub(super) fn next_text(&mut self) {
        self.text += 1;
    }

    /// Writes what is the writer's own.
    pub(super) fn mark(&mut self, mark: &str) {
        self.written.text.push_str(mark);
    }

    /// Writes what stands for `original` of the current text, where an edit put it there.
    pub(super) fn copy(&mut self, string: &str, original: &Range<u32>, edit: Option<u32>) {
        let (shift, edits) = self.start;
        let original = &(original.start + shift..original.end + shift);
        let edit = edit.map(|edit| edit + edits);
        let start = self.written.text.len();
        self.written.text.push_str(string);
        let end = self.written.text.len();
        if let Some(last) = self.written.map.last_mut()
            && last.output.end == start
            && (last.node, last.text, last.edit) == (self.node, self.text, edit)
            && last.original.start <= original.start
            && (last.original.end == original.start || last.original == *original)
            && !crosses(&self.borders, last.original.start, original.start)
        {
            last.output.end = end;
            last.original.end = last.original.end.max(original.end);
            return;
        }
        self.written.map.push(Mapping {
            output: start..end,
            node: self.node,
            text: self.text,
            original: original.clone(),
            edit,
        });
    }

    /// Begins a new block: a blank line stands before all but what opens the file.
    pub(super) fn separate(&mut self) {
        match self.written.text.as_bytes() {
            [] => {}
            [.., b'\n', b'\n'] => {}
            [.., b'\n'] => self.mark("\n"),
            _ => self.mark("\n\n"),
        }
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.written.text.is_empty()
    }

    /// What has been written.
    pub(super) fn finish(self) -> Rendered {
        self.written
    }
}

/// Whether a border lies between two offsets, or at the second one.
fn crosses(borders: &[u32], from: u32, to: u32) -> bool {
    let next = borders.partition_point(|border| *border <= from);
    borders.get(next).is_some_and(|border| *border <= to)
}
