//! Texts with offsets in characters and with their places by line.

use super::types::{Content, Edit, Panel, Place, Span, StyleName};
use crate::document::panel;
use crate::document::script::ScriptKind;
use crate::geometry::{Interval, Rect};
use crate::provenance::Provenance;
use crate::script::kind_of;
use crate::text::{Segment, Style, Text};
use std::ops::Range;

/// Share of the lower of two boxes' heights that they have in common on one line.
const LINE_OVERLAP: f32 = 0.5;

/// Offsets in bytes to offsets in characters.
pub(super) struct Characters<'a> {
    string: &'a str,
    /// Number of characters before each byte; nothing where every character is one byte.
    before: Vec<u32>,
}

impl<'a> Characters<'a> {
    pub(super) fn of(string: &'a str) -> Self {
        let mut before = Vec::new();
        if !string.is_ascii() {
            before.reserve(string.len() + 1);
            let mut count = 0;
            for c in string.chars() {
                before.extend(std::iter::repeat_n(count, c.len_utf8()));
                count += 1;
            }
            before.push(count);
        }
        Self { string, before }
    }

    fn at(&self, byte: usize) -> u32 {
        let byte = byte.min(self.string.len());
        self.before.get(byte).copied().unwrap_or(u32::try_from(byte).unwrap_or(u32::MAX))
    }

    pub(super) fn range(&self, range: &Range<u32>) -> Range<u32> {
        self.at(range.start as usize)..self.at(range.end as usize)
    }
}

/// A text as the contract has it.
pub(super) fn content(text: &Text) -> Content {
    let edited = !text.edits().is_empty();
    Content {
        text: text.as_str().to_owned(),
        original: (edited || text.original() != text.as_str()).then(|| text.original().to_owned()),
        spans: spans(text),
        edits: edits(text),
        places: places(text),
    }
}

/// The same where names and institutions stand: marks there join the two.
pub(super) fn content_of_people(text: &Text) -> Content {
    let mut content = content(text);
    for span in &mut content.spans {
        if matches!(span.kind, Some(ScriptKind::Citation | ScriptKind::Footnote)) {
            span.kind = Some(ScriptKind::Affiliation);
        }
    }
    content
}

/// The parts of a caption's text that belong to one panel each.
pub(super) fn panels(text: &Text) -> Vec<Panel> {
    let characters = Characters::of(text.as_str());
    let panel = |own: panel::Panel| Panel {
        range: characters.at(own.range.start)..characters.at(own.range.end),
        label: own.label,
    };
    panel::panels(text.as_str()).into_iter().map(panel).collect()
}

fn edits(text: &Text) -> Vec<Edit> {
    let original = Characters::of(text.original());
    let edit = |edit: &crate::text::Edit| Edit {
        rule: edit.rule.to_owned(),
        reason: edit.reason.to_owned(),
        original: original.range(&edit.range),
        before: text.original()[edit.range.start as usize..edit.range.end as usize].to_owned(),
        after: edit.replacement.clone(),
        confidence: edit.confidence,
    };
    text.edits().iter().map(edit).collect()
}

/// Spans that still hold something, over both strings. Segments end wherever a span does, so each
/// span is a row of them.
fn spans(text: &Text) -> Vec<Span> {
    if text.spans().is_empty() {
        return Vec::new();
    }
    let segments = text.segments();
    let mut ends = Vec::with_capacity(segments.len() + 1);
    ends.push(0);
    ends.extend(segments.iter().scan(0, |end, segment| {
        *end += segment.text.len();
        Some(*end)
    }));
    let (current, original) = (Characters::of(text.as_str()), Characters::of(text.original()));
    let mut found = Vec::new();
    for span in text.spans() {
        let row = row(&segments, &span.range);
        if ends[row.start] >= ends[row.end] {
            continue;
        }
        let (style, target) = style(&span.style);
        let bytes = ends[row.start]..ends[row.end];
        let kind = match style {
            StyleName::Superscript => kind_of(text.as_str(), bytes.clone(), true),
            StyleName::Subscript => kind_of(text.as_str(), bytes.clone(), false),
            StyleName::Bold | StyleName::Italic | StyleName::Link => None,
        };
        found.push(Span {
            style,
            kind,
            target,
            range: current.at(bytes.start)..current.at(bytes.end),
            original: original.range(&span.range),
        });
    }
    found
}

/// The segments that lie in a range of the original.
fn row(segments: &[Segment<'_>], range: &Range<u32>) -> Range<usize> {
    let start = segments.partition_point(|segment| segment.original.start < range.start);
    let end = segments.partition_point(|segment| {
        // What is inserted at the end of a span stands behind it.
        segment.original.end <= range.end && segment.original.start < range.end
    });
    start..end.max(start)
}

fn style(style: &Style) -> (StyleName, Option<String>) {
    match style {
        Style::Superscript => (StyleName::Superscript, None),
        Style::Subscript => (StyleName::Subscript, None),
        Style::Bold => (StyleName::Bold, None),
        Style::Italic => (StyleName::Italic, None),
        Style::Link(target) => (StyleName::Link, Some(target.clone())),
    }
}

/// One place for each line of each page.
fn places(text: &Text) -> Vec<Place> {
    let mut lines: Vec<Provenance> = Vec::new();
    for at in text.places().filter(|at| is_finite(at.bbox)) {
        match lines.last_mut() {
            Some(last) if continues(last, at) => {
                last.bbox = last.bbox.union(at.bbox);
                last.glyphs.end = at.glyphs.end;
            }
            _ => lines.push(at.clone()),
        }
    }
    let place = |line: Provenance| Place {
        page: line.page,
        bbox: line.bbox.rounded(),
        glyphs: line.glyphs,
    };
    lines.into_iter().map(place).collect()
}

fn continues(last: &Provenance, next: &Provenance) -> bool {
    let height = |bbox: Rect| Interval { start: bbox.y0, end: bbox.y1 };
    let shared = height(last.bbox).overlap(height(next.bbox));
    let lower = last.bbox.height().min(next.bbox.height());
    last.page == next.page && next.glyphs.start >= last.glyphs.end && shared >= lower * LINE_OVERLAP
}

fn is_finite(bbox: Rect) -> bool {
    [bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|edge| edge.is_finite())
}
