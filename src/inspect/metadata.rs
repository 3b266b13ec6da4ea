//! Bibliographic facts with the places they were read from.

use super::place::{Box, boxed};
use crate::decision::Field;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Metadata, Node};
use crate::provenance::PageNumber;
use crate::text::{Offsets, Text};
use serde::Serialize;

/// A value.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    /// Its name in the JSON.
    field: &'static str,
    value: String,
    /// The parts of a value that is a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<String>,
    /// Whether it is a list.
    list: bool,
    /// Whether a person may correct it.
    correctable: bool,
    /// What states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<PageNumber>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f32>,
    /// Where it is printed, as far as it is found there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    boxes: Vec<Box>,
    /// What other sources say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contradictions: Vec<String>,
}

/// The facts of a document, with what contradicts them.
pub(super) fn facts(document: &Document, diagnostics: &[Diagnostic]) -> Vec<Fact> {
    let metadata = &document.metadata;
    let fact = |(field, parts, between): Value| {
        let evidence = metadata.evidence.get(field);
        let page = evidence.and_then(|own| own.page);
        let begin = format!("{field}: ");
        let conflicts = diagnostics.iter().filter(|own| own.code == Code::MetadataConflict);
        let contradictions = conflicts.filter_map(|own| own.message.strip_prefix(&begin));
        let value = parts.join(between);
        let known: Result<Field, _> = serde_json::from_value(field.into());
        let list = known.as_ref().is_ok_and(|known| known.is_list());
        Fact {
            field,
            boxes: places(document, field, &value, page),
            value,
            parts: if list { parts } else { Vec::new() },
            list,
            correctable: known.is_ok(),
            source: evidence.map(|own| own.source.to_string()),
            page,
            confidence: evidence.map(|own| own.confidence),
            contradictions: contradictions.map(str::to_owned).collect(),
        }
    };
    values(metadata).into_iter().map(fact).collect()
}

/// Name of a value, its parts, and what stands between them.
type Value = (&'static str, Vec<String>, &'static str);

/// The values, as far as they are known.
fn values(metadata: &Metadata) -> Vec<Value> {
    let one = |field, value: &Option<String>| (field, value.iter().cloned().collect(), "");
    let many = |field, values: &[String]| (field, values.to_vec(), "; ");
    let authors: Vec<String> = metadata.authors.iter().map(|own| own.name.clone()).collect();
    let affiliations = metadata.affiliations.iter().map(|own| own.name.clone()).collect();
    let conference =
        metadata.conference.iter().map(|own| format!("{} {}", own.name, own.year)).collect();
    let values: [Value; 23] = [
        one("title", &metadata.title),
        many("authors", &authors),
        many("groups", &metadata.groups),
        ("affiliations", affiliations, "\n"),
        one("article_type", &metadata.article_type),
        one("journal", &metadata.journal),
        ("conference", conference, ""),
        one("date", &metadata.date),
        one("received", &metadata.received),
        one("revised", &metadata.revised),
        one("accepted", &metadata.accepted),
        one("volume", &metadata.volume),
        one("issue", &metadata.issue),
        one("page", &metadata.page),
        one("doi", &metadata.doi),
        one("pmid", &metadata.pmid),
        one("pmcid", &metadata.pmcid),
        many("issn", &metadata.issn),
        many("keywords", &metadata.keywords),
        many("editors", &metadata.editors),
        one("license", &metadata.license),
        one("copyright", &metadata.copyright),
        one("language", &metadata.language),
    ];
    values.into_iter().filter(|(_, parts, _)| !parts.is_empty()).collect()
}

/// Where a value is printed: what the body has of its kind, or else the first place on its page with these words.
fn places(document: &Document, field: &str, value: &str, page: Option<PageNumber>) -> Vec<Box> {
    let of_kind = |node: &&Node| match field {
        "title" => matches!(node, Node::Title(_)),
        "authors" => matches!(node, Node::Byline(_)),
        "affiliations" => matches!(node, Node::Affiliation(_)),
        "keywords" => matches!(node, Node::Keywords(_)),
        _ => false,
    };
    let own = document.body.iter().filter(of_kind).flat_map(Node::texts);
    let own: Vec<Box> = own.filter_map(Text::place).map(|(page, area)| boxed(page, area)).collect();
    if !own.is_empty() {
        return own;
    }
    let furniture = document.furniture.iter().map(|own| &own.text);
    let texts = furniture.chain(document.body.iter().flat_map(Node::texts));
    let on_page = texts
        .filter(|text| text.place().is_some_and(|(own, _)| page.is_none_or(|page| page == own)));
    on_page.filter_map(|text| words(text, value)).take(1).collect()
}

/// Where in a text the words of a value stand.
fn words(text: &Text, value: &str) -> Option<Box> {
    let (current, value) = (text.as_str().to_ascii_lowercase(), value.to_ascii_lowercase());
    let start = current.match_indices(&value).map(|(at, _)| at).find(|at| {
        // A number inside of a longer one is another one.
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(current[..*at].chars().next_back())
            && !inside(current[at + value.len()..].chars().next())
    })?;
    let original = Offsets::of(text).original(&(start..start + value.len()));
    text.place_of(&original).map(|(page, area)| boxed(page, area))
}
