//! The output as it grows, with its map.

use super::model::{Mapping, Written};
use std::ops::Range;

/// Output and the map of what has been written so far.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    written: Written,
    node: usize,
    text: usize,
    /// Where in the original and among the edits of its text the part begins that is written.
    start: (u32, u32),
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
    pub(super) fn finish(self) -> Written {
        self.written
    }
}
