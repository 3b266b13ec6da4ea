//! The ledger: every edit of the Markdown, one JSON object a line.

use super::model::{Mapping, Options, Writer, Written};
use super::{markdown, script};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Node};
use crate::geometry::Rect;
use crate::ledger::Entry;
use crate::text::{Edit, Text};
use std::fmt::Write;
use std::ops::Range;

/// The writer of the ledger that belongs to the Markdown with the same options.
pub(super) const WRITER: Writer = Writer { name: "ledger", extension: "ledger.jsonl", write };

fn write(document: &Document, diagnostics: &[Diagnostic], options: &Options) -> Written {
    let markdown = (markdown::WRITER.write)(document, diagnostics, options);
    let mut entries = Vec::new();
    // The map is in the order of the output, which is that of the body and its texts.
    let mut map = markdown.map.as_slice();
    for (node_index, node) in document.body.iter().enumerate() {
        for (text_index, text) in node.texts().into_iter().enumerate() {
            let key = |own: &Mapping| (own.node, own.text);
            let is_own = |own: &&Mapping| key(own) == (node_index, text_index);
            let (own, rest) = map.split_at(map.iter().take_while(is_own).count());
            map = rest;
            for index in 0..text.edits().len() {
                let edit = &text.edits()[index];
                let Some(output) = output(&markdown.text, own, index, text.edits()) else {
                    continue;
                };
                entries.push(entry(node, text, edit, output, &markdown.text));
            }
        }
    }
    Written { text: lines(entries), map: Vec::new() }
}

/// Where one of the edits of a text stands in the output; `None` where its text is not written.
fn output(markdown: &str, own: &[Mapping], index: usize, edits: &[Edit]) -> Option<Range<usize>> {
    let edit = edits.get(index)?;
    let edit_of = |mapping: &Mapping| mapping.edit.map(|own| own as usize);
    let is_of = |mapping: &&Mapping| edit_of(mapping) == Some(index);
    let whole = |range: Range<usize>, edit: &Edit| {
        if edit.style.is_some() { with_marks(markdown, range) } else { range }
    };
    let found = own.iter().find(is_of).zip(own.iter().rfind(is_of));
    if let Some((first, last)) = found {
        return Some(whole(first.output.start..last.output.end, edit));
    }
    // What was taken out stood beside what another edit put there, with its marks.
    let beside = |mapping: &Mapping| {
        let other = edit_of(mapping).and_then(|own| edits.get(own));
        let range = mapping.output.clone();
        other.map_or_else(|| range.clone(), |other| whole(range.clone(), other))
    };
    let before = own.iter().rfind(|mapping| mapping.original.end <= edit.range.start);
    let at = before.map(|mapping| beside(mapping).end);
    let at = at.or_else(|| own.first().map(|mapping| beside(mapping).start))?;
    Some(at..at)
}

/// A raised or lowered run with the marks around it.
fn with_marks(markdown: &str, range: Range<usize>) -> Range<usize> {
    let around = script::every_mark().find(|(open, close)| {
        markdown[..range.start].ends_with(open) && markdown[range.end..].starts_with(close)
    });
    let (open, close) = around.unwrap_or(("", ""));
    range.start - open.len()..range.end + close.len()
}

fn entry(node: &Node, text: &Text, edit: &Edit, output: Range<usize>, markdown: &str) -> Entry {
    let printed = &text.original()[edit.range.start as usize..edit.range.end as usize];
    // A line break would end a heading or a row of a table.
    let one_line = matches!(node, Node::Title(_) | Node::Heading { .. } | Node::Table(_));
    let before = if one_line { printed.replace('\n', " ") } else { printed.to_owned() };
    let (page, bbox) = text.place_of(&edit.range).unzip();
    Entry {
        rule: edit.rule.to_owned(),
        reason: edit.reason.to_owned(),
        before,
        after: markdown[output.clone()].to_owned(),
        confidence: edit.confidence,
        pass: 1,
        source: 0..0,
        output,
        page,
        bbox: bbox.map(Rect::rounded),
        key: edit.key,
        decision: edit.verdict,
    }
}

/// One line for each entry, in the order of the output, with its place in the text without edits.
fn lines(mut entries: Vec<Entry>) -> String {
    entries.sort_by_key(|entry| (entry.output.start, entry.output.end));
    let mut lines = String::new();
    let (mut at, mut source) = (0, 0);
    for mut entry in entries {
        source += entry.output.start.saturating_sub(at);
        at = entry.output.end;
        entry.source = source..source + entry.before.len();
        source = entry.source.end;
        let _ = writeln!(lines, "{}", entry.line());
    }
    lines
}
