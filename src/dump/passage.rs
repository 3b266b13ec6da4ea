//! Passages as lines of text: what each is, where it stands, what it reads as, what was mended.

use super::notation::{Area, is_wanted, line, put};
use crate::document::{Place, QuotePart};
use crate::provenance::{PageNumber, Provenance};
use crate::reason::Reason;
use crate::role::{Captioned, Passage, Passages, Role};
use crate::text::{Span, Style, Text};

/// Lists passages with their roles and styles.
pub(super) fn roles(passages: &Passages, wanted: Option<PageNumber>, out: &mut String) {
    for (index, table) in passages.tables.iter().enumerate() {
        if is_wanted(wanted, table.place.page) {
            let place = place(&table.place);
            put!(out, "table {index} {place} rows {} columns {}", table.rows, table.columns);
            line!(out, " by {}", names(&table.reasons));
        }
    }
    for (index, passage) in shown(passages, wanted) {
        head(index, passage, passage.text.original(), out);
        for decision in passage.text.decisions() {
            let reason = decision.reason;
            put!(out, "  {} {}", reason.subject().name(), reason.name());
            if decision.at > 0 {
                put!(out, " at {}", decision.at);
            }
            out.push('\n');
        }
        for span in passage.text.spans() {
            let piece = piece(&passage.text, span.range.start, span.range.end);
            line!(out, "  {} {piece:?}", style(span));
        }
    }
}

/// Lists passages as they now read, each with its edits.
pub(super) fn repairs(passages: &Passages, wanted: Option<PageNumber>, out: &mut String) {
    for (index, passage) in shown(passages, wanted) {
        head(index, passage, passage.text.as_str(), out);
        edits(&passage.text, out);
    }
}

/// Names of reasons, the first that decided first.
pub(super) fn names(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.name()).collect::<Vec<_>>().join(", ")
}

fn shown(
    passages: &Passages,
    wanted: Option<PageNumber>,
) -> impl Iterator<Item = (usize, &Passage)> {
    passages.passages.iter().enumerate().filter(move |(_, passage)| is_on(&passage.text, wanted))
}

/// Whether some of the text stands on the page; text without a place is on every page.
pub(super) fn is_on(text: &Text, wanted: Option<PageNumber>) -> bool {
    let mut places = text.places().peekable();
    places.peek().is_none() || places.any(|at| is_wanted(wanted, at.page))
}

fn head(index: usize, passage: &Passage, text: &str, out: &mut String) {
    put!(out, "passage {index} {}", role(&passage.role));
    if let Role::Caption { place: Some(at), .. } = &passage.role {
        put!(out, " at {}", place(at));
    }
    areas(&passage.text).iter().for_each(|at| put!(out, " {}", place(at)));
    if !passage.mark.is_empty() {
        put!(out, " mark {:?}", passage.mark.original());
    }
    line!(out, " {text:?}");
}

/// Lists what was changed in a text.
pub(super) fn edits(text: &Text, out: &mut String) {
    for edit in text.edits() {
        let before = piece(text, edit.range.start, edit.range.end);
        put!(out, "  edit {} at {} {before:?}", edit.rule, edit.range.start);
        line!(out, " -> {:?} confidence {:.2}", edit.replacement, edit.confidence);
    }
}

fn piece(text: &Text, start: u32, end: u32) -> &str {
    text.original().get(start as usize..end as usize).unwrap_or("\u{FFFD}")
}

fn style(span: &Span) -> String {
    match &span.style {
        Style::Link(uri) => format!("link {uri:?}"),
        style => style.name().to_owned(),
    }
}

/// A place as `p1 [left top right bottom]`.
pub(super) fn place(at: &Place) -> String {
    format!("p{} {}", at.page, Area(at.bbox))
}

/// The areas a text covers: one for each stretch of lines in one column of one page.
pub(super) fn areas(text: &Text) -> Vec<Place> {
    let mut areas: Vec<Place> = Vec::new();
    let mut last: Option<&Provenance> = None;
    for at in text.places() {
        let joined = last.is_some_and(|last| follows(last, at));
        match areas.last_mut() {
            Some(area) if joined => area.bbox = area.bbox.union(at.bbox),
            _ => areas.push(Place { page: at.page, bbox: at.bbox }),
        }
        last = Some(at);
    }
    areas
}

/// Whether `next` stands on the same line as `last` or on one shortly below it.
fn follows(last: &Provenance, next: &Provenance) -> bool {
    let height = last.bbox.height().max(next.bbox.height());
    let gap = next.bbox.y0 - last.bbox.y1;
    last.page == next.page && gap < 2.0 * height && gap > -2.0 * height
}

/// What a passage is, in a few words.
pub(super) fn role(role: &Role) -> String {
    match role {
        Role::Title => "title".to_owned(),
        Role::Byline => "byline".to_owned(),
        Role::Affiliation => "affiliation".to_owned(),
        Role::FrontNote => "front-note".to_owned(),
        Role::Abstract => "abstract".to_owned(),
        Role::Keywords => "keywords".to_owned(),
        Role::Heading(level) => format!("heading {level}"),
        Role::Paragraph => "paragraph".to_owned(),
        Role::ListItem { number, level } => labelled(&format!("list-item {level}"), number),
        Role::Formula => "formula".to_owned(),
        Role::Listing { first: true } => "listing".to_owned(),
        Role::Listing { first: false } => "listing goes on".to_owned(),
        Role::Quote(QuotePart::Title) => "title of quote".to_owned(),
        Role::Quote(QuotePart::Paragraph) => "quote".to_owned(),
        Role::Quote(QuotePart::Item(number)) => labelled("item of quote", number),
        Role::Caption { of: Captioned::Figure, label, .. } => format!("caption {label:?}"),
        Role::Caption { of: Captioned::Table(table), label, .. } => match table {
            Some(table) => format!("caption {label:?} of table {table}"),
            None => format!("caption {label:?} of no table"),
        },
        Role::Cell { table, row, column, row_span, column_span, header } => {
            let head = if *header { " header" } else { "" };
            let span = match (row_span, column_span) {
                (1, 1) => String::new(),
                (rows, columns) => format!(" span {rows} {columns}"),
            };
            format!("cell of table {table} row {row} column {column}{span}{head}")
        }
        Role::TableNote(table) => format!("note of table {table}"),
        Role::Footnote { label } => labelled("footnote", label),
        Role::Reference { label } => labelled("reference", label),
        Role::FigureText(at) => format!("figure-text in {}", place(at)),
        Role::Furniture(kind) => format!("furniture {kind:?}"),
    }
}

fn labelled(name: &str, label: &Option<String>) -> String {
    label.as_ref().map_or_else(|| name.to_owned(), |label| format!("{name} {label:?}"))
}
