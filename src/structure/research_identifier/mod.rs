//! Identifiers in the texts: of trials, data, sequences, materials, works and people.
//!
//! Most begin with letters that nothing else begins with (`NCT`, `PRJNA`, `CVCL_`). Others have a
//! shape that names of other things have too; they count only where a word stands near them that
//! says what they are.

mod scheme;
mod shape;
#[cfg(test)]
mod tests;

use super::passage::{self, Passage};
use crate::document::identifier::{Identifier, IdentifierKind};
use crate::document::{Furniture, Node, Part, Table};
use crate::lexicon::identifier::doi_in;
use scheme::{Scheme, beginning_with};
use std::ops::Range;

/// Bytes before an identifier in which a word that tells what it is may stand.
const NEAR_BYTES: usize = 80;

/// Bytes between two identifiers of a list.
const LIST_BYTES: usize = 24;

/// What parts the identifiers of a list; longer ones first.
const SEPARATORS: &[&str] =
    &[", and ", "; and ", ", ", "; ", " and ", " or ", " & ", "/", ",", "–"];

/// Finds the identifiers of a document in the order of its texts. `own` is its DOI, which is not
/// among them, and neither are those of its parts, which begin with it.
pub(super) fn find(nodes: &[Node], furniture: &[Furniture], own: Option<&str>) -> Vec<Identifier> {
    let mut found = Vec::new();
    let mut over: Option<(u32, String)> = None;
    for passage in passage::of_body(nodes).chain(passage::of_imprint(furniture)) {
        let start = found.len();
        if let Some(Node::Table(table)) = passage.of
            && over.as_ref().is_none_or(|(node, _)| *node != passage.node)
        {
            over = Some((passage.node, over_cells(table)));
        }
        let is_cell = matches!(passage.of, Some(Node::Table(_)));
        let around = over.as_ref().filter(|_| is_cell && passage.text.len() <= NEAR_BYTES);
        of_passage(&passage, around.map_or("", |(_, words)| words), &mut found);
        if passage.part == Part::Body {
            dois(&passage, own, &mut found);
        }
        found[start..].sort_by_key(|identifier| identifier.at.range.start);
    }
    found
}

/// What stands over the cells of a table, in lower case: the caption and the heads.
fn over_cells(table: &Table) -> String {
    let heads = table.cells.iter().filter(|cell| cell.header).map(|cell| &cell.text);
    let texts = table.caption.iter().map(|caption| &caption.text).chain(heads);
    texts.map(|text| text.as_str().to_ascii_lowercase()).collect::<Vec<_>>().join(" ")
}

/// An identifier and the scheme that it is of.
struct Hit {
    range: Range<usize>,
    value: String,
    scheme: &'static Scheme,
}

fn of_passage(passage: &Passage<'_>, around: &str, found: &mut Vec<Identifier>) {
    let text = passage.text;
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let lower = text.to_ascii_lowercase();
    let mut last: Option<(usize, &'static Scheme)> = None;
    let mut at = 0;
    while let Some(start) = next_word(text, at) {
        at = start + text[start..].chars().next().map_or(1, char::len_utf8);
        let list = last.filter(|(end, _)| start <= end + LIST_BYTES).map(|(_, scheme)| scheme);
        let schemes = beginning_with(text.as_bytes()[start]).iter();
        let hit = schemes.copied().find_map(|scheme| {
            let told = || {
                scheme.near.is_empty()
                    || list.is_some_and(|own| own.name == scheme.name)
                    || is_near(&lower, start, scheme.near)
                    || scheme.near.iter().any(|word| around.contains(word))
            };
            here(text, start, scheme).filter(|_| told())
        });
        let Some(hit) = hit else { continue };
        at = hit.range.end;
        let scheme = hit.scheme;
        push(passage, hit, found);
        while let Some(hit) = next_of_list(text, at, scheme) {
            at = hit.range.end;
            push(passage, hit, found);
        }
        last = Some((at, scheme));
    }
}

/// Where the next word begins that may be an identifier or its lead.
fn next_word(text: &str, from: usize) -> Option<usize> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        let inner = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
        if c.is_ascii_alphanumeric() && !inner {
            return Some(from + at);
        }
        before = Some(c);
    }
    None
}

/// The identifier of a scheme that begins at a place.
fn here(text: &str, start: usize, scheme: &'static Scheme) -> Option<Hit> {
    let rest = &text[start..];
    let lead = match scheme.leads {
        [] => "",
        leads => leads.iter().find(|lead| begins_with(rest, lead))?,
    };
    // A label ends where its word ends; a lead goes on with the identifier.
    let is_label = matches!(scheme.shape.first(), Some(shape::Piece::Glue));
    let mut value = match (scheme.head, is_label) {
        ("", false) => lead.to_owned(),
        (head, _) => head.to_owned(),
    };
    let length = shape::take(&rest[lead.len()..], scheme.shape, &mut value)?;
    let end = start + lead.len() + length;
    let begins = if scheme.head.is_empty() && is_label { end - value.len() } else { start };
    accept(text, begins..end, value, scheme)
}

/// Whether a text begins with a lead. Most words are told from most leads by their first letter.
fn begins_with(text: &str, lead: &str) -> bool {
    text.as_bytes().first() == lead.as_bytes().first() && text.starts_with(lead)
}

/// A further identifier of a label behind the one that ended at a place.
fn next_of_list(text: &str, end: usize, scheme: &'static Scheme) -> Option<Hit> {
    let [shape::Piece::Glue, shape @ ..] = scheme.shape else { return None };
    let rest = &text[end..];
    let separator = SEPARATORS.iter().find(|own| rest.starts_with(**own))?;
    let start = end + separator.len();
    let mut value = scheme.head.to_owned();
    let length = shape::take(&text[start..], shape, &mut value)?;
    accept(text, start..start + length, value, scheme)
}

fn accept(text: &str, range: Range<usize>, value: String, scheme: &'static Scheme) -> Option<Hit> {
    let goes_on = text[range.end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let digits = value.strip_prefix("rs").unwrap_or_default();
    // An entry of the PDB has a letter; a number has none.
    let number = scheme.name == "PDB" && value.bytes().all(|b| b.is_ascii_digit());
    let valid = scheme.check.is_none_or(|check| check(&value));
    (!goes_on && !number && valid && !digits.starts_with('0')).then_some(Hit {
        range,
        value,
        scheme,
    })
}

/// Whether one of the words stands shortly before a place.
fn is_near(lower: &str, start: usize, words: &[&str]) -> bool {
    let from = lower.floor_char_boundary(start.saturating_sub(NEAR_BYTES));
    words.iter().any(|word| lower[from..start].contains(word))
}

fn push(passage: &Passage<'_>, hit: Hit, found: &mut Vec<Identifier>) {
    let curie = hit.scheme.prefix.map(|prefix| match prefix {
        "" => hit.value.clone(),
        prefix => format!("{prefix}:{}", hit.value),
    });
    found.push(Identifier {
        at: passage.stretch(hit.range),
        kind: hit.scheme.kind,
        scheme: hit.scheme.name.into(),
        value: hit.value,
        curie,
    });
}

/// DOIs of other works and of data.
fn dois(passage: &Passage<'_>, own: Option<&str>, found: &mut Vec<Identifier>) {
    let lower = passage.text.to_ascii_lowercase();
    let mut at = 0;
    while let Some(range) = doi_in(&lower, at) {
        let (start, value) = (range.start, lower[range.clone()].to_owned());
        at = range.end;
        if own.is_some_and(|own| value.starts_with(own)) {
            continue;
        }
        found.push(Identifier {
            at: passage.stretch(start..start + value.len()),
            kind: IdentifierKind::Work,
            scheme: "DOI".into(),
            curie: Some(format!("doi:{value}")),
            value,
        });
    }
}
