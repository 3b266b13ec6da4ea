//! Texts with offsets in characters and with their places.

use super::types::{Content, Decision, Edit, Panel, Place, Span, StyleName, Word};
use crate::document::panel;
use crate::document::script::ScriptKind;
use crate::script::kind_of;
use crate::text::{Offsets, Origin, Style, Text};
use crate::writer::characters::Characters;
use crate::writer::stretch::stretches;
use std::ops::Range;

/// A text as the contract has it; where it stands in the Markdown, and whether the places of its words are
/// told.
pub(super) fn content(text: &Text, markdown: Option<&Range<u32>>, words: bool) -> Content {
    let original = text.original();
    let offsets = Offsets::of(text);
    let current = Characters::of(text.as_str());
    let at = |range: &Range<u32>| {
        let bytes = offsets.current(range);
        current.at(bytes.start)..current.at(bytes.end)
    };
    let edited = !text.edits().is_empty();
    Content {
        text: text.as_str().to_owned(),
        original: edited.then(|| original.replace('\n', " ")),
        lines: lines(original),
        spans: spans(text, &current),
        edits: edits(text, text.edits()),
        rejected: edits(text, text.rejected()),
        decisions: decisions(text),
        places: places(text, &at),
        words: if words { self::words(text, &at) } else { Vec::new() },
        md_start: markdown.map(|range| range.start),
        md_end: markdown.map(|range| range.end),
    }
}

/// The same where names and institutions stand: marks there join the two.
pub(super) fn of_people(mut content: Content) -> Content {
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

fn lines(original: &str) -> Vec<u32> {
    let breaks = (1..).zip(original.chars()).filter(|(_, c)| *c == '\n');
    breaks.map(|(behind, _)| behind).collect()
}

fn edits(text: &Text, edits: &[crate::text::Edit]) -> Vec<Edit> {
    let original = Characters::of(text.original());
    let edit = |edit: &crate::text::Edit| Edit {
        rule: edit.rule.to_owned(),
        reason: edit.reason.to_owned(),
        original: original.range(&edit.range),
        before: text.original()[edit.range.start as usize..edit.range.end as usize].to_owned(),
        after: edit.replacement.clone(),
        confidence: edit.confidence,
        key: edit.key.map(String::from),
        decision: edit.verdict,
    };
    edits.iter().map(edit).collect()
}

fn decisions(text: &Text) -> Vec<Decision> {
    let original = Characters::of(text.original());
    let decision = |decision: &crate::text::Decision| Decision {
        reason: decision.reason,
        at: (decision.at > 0).then(|| original.at(decision.at as usize)),
    };
    text.decisions().iter().map(decision).collect()
}

/// What is set apart in a text, sorted by start: where a style goes on over edits, that is one span.
fn spans(text: &Text, current: &Characters<'_>) -> Vec<Span> {
    let mut found: Vec<(&Style, Range<usize>)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for segment in text.segments() {
        let bytes = at..at + segment.text.len();
        at = bytes.end;
        if bytes.is_empty() {
            continue;
        }
        let mut on: Vec<usize> = Vec::with_capacity(segment.styles.len());
        for style in segment.styles {
            let last = open.iter().copied().find(|&last| found[last].0 == style);
            let own = last.unwrap_or(found.len());
            match last {
                Some(last) => found[last].1.end = bytes.end,
                None => found.push((style, bytes.clone())),
            }
            on.push(own);
        }
        open = on;
    }
    let span = |(style, bytes): (&Style, Range<usize>)| {
        let (style, target) = named(style);
        let kind = match style {
            StyleName::Superscript => kind_of(text.as_str(), bytes.clone(), true),
            StyleName::Subscript => kind_of(text.as_str(), bytes.clone(), false),
            StyleName::Bold | StyleName::Italic | StyleName::Link => None,
        };
        Span { style, kind, target, range: current.at(bytes.start)..current.at(bytes.end) }
    };
    found.into_iter().map(span).collect()
}

fn named(style: &Style) -> (StyleName, Option<String>) {
    match style {
        Style::Superscript => (StyleName::Superscript, None),
        Style::Subscript => (StyleName::Subscript, None),
        Style::Bold => (StyleName::Bold, None),
        Style::Italic => (StyleName::Italic, None),
        Style::Link(target) => (StyleName::Link, Some(target.clone())),
    }
}

/// Where a text stands, one place a stretch.
fn places(text: &Text, at: &impl Fn(&Range<u32>) -> Range<u32>) -> Vec<Place> {
    let mut places = Vec::new();
    for stretch in stretches(text) {
        let start = if places.is_empty() { 0 } else { at(&stretch.original).start };
        places.push(Place { page: stretch.page, bbox: stretch.bbox.rounded(), start });
    }
    places
}

/// Where the words of a text stand that are left of it.
fn words(text: &Text, at: &impl Fn(&Range<u32>) -> Range<u32>) -> Vec<Word> {
    let mut words = Vec::new();
    for run in text.runs() {
        let Origin::Glyphs(place) = &run.origin else { continue };
        let range = at(&run.range);
        if !range.is_empty() && place.bbox.is_finite() {
            words.push(Word { range, page: place.page, bbox: place.bbox.rounded() });
        }
    }
    words
}
