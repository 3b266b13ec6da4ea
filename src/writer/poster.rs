//! JSON in the schema of posters.science, which extends DataCite. What is not known has no key, though
//! the schema may require it: nothing is guessed to please it.

use super::encoding;
use super::model::{Options, Writer, Written};
use super::script::plain;
use crate::diagnostic::Diagnostic;
use crate::document::statement::Named;
use crate::document::{Author, Caption, Document, Metadata, Node, Table};
use crate::text::Text;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The writer of poster JSON.
pub(super) const WRITER: Writer = Writer { name: "poster-json", extension: "poster.json", write };

/// Address of the schema.
const SCHEMA: &str = "https://posters.science/schema/v0.2/poster_schema.json";

fn write(document: &Document, _: &[Diagnostic], _: &Options) -> Written {
    let metadata = &document.metadata;
    let mut poster = Map::new();
    put(&mut poster, "$schema", json!(SCHEMA));
    put(&mut poster, "identifiers", identifiers(metadata));
    put(&mut poster, "creators", creators(metadata));
    let title = metadata.title.iter().map(|title| json!({ "title": title }));
    put(&mut poster, "titles", title.collect());
    put(&mut poster, "conference", conference(metadata));
    put(&mut poster, "publicationYear", json!(year(metadata)));
    let subjects = metadata.keywords.iter().map(|keyword| json!({ "subject": keyword }));
    put(&mut poster, "subjects", subjects.collect());
    put(&mut poster, "descriptions", descriptions(metadata));
    put(&mut poster, "content", content(document));
    put(&mut poster, "imageCaptions", captions(document, "fig"));
    put(&mut poster, "tableCaptions", captions(document, "table"));
    put(&mut poster, "language", json!(metadata.language));
    put(&mut poster, "rightsList", rights(metadata));
    put(&mut poster, "fundingReferences", funding(document));
    put(&mut poster, "formats", formats(document));
    encoding::written(&poster, true)
}

/// Adds what is known: neither nothing nor an empty list.
fn put(object: &mut Map<String, Value>, key: &str, value: Value) {
    let is_known = match &value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::String(string) => !string.is_empty(),
        _ => true,
    };
    if is_known {
        object.insert(key.to_owned(), value);
    }
}

fn identifiers(metadata: &Metadata) -> Value {
    let doi = metadata.doi.iter();
    doi.map(|doi| json!({ "identifier": doi, "identifierType": "DOI" })).collect()
}

/// Authors in order, then groups.
fn creators(metadata: &Metadata) -> Value {
    let people = metadata.authors.iter().map(|author| creator(author, metadata));
    let groups = metadata.groups.iter();
    let groups = groups.map(|name| json!({ "name": name, "nameType": "Organizational" }));
    people.chain(groups).collect()
}

fn creator(author: &Author, metadata: &Metadata) -> Value {
    let mut creator = Map::new();
    let name = match (&author.family, &author.given) {
        (Some(family), Some(given)) => format!("{family}, {given}"),
        _ => author.name.clone(),
    };
    put(&mut creator, "name", json!(name));
    put(&mut creator, "nameType", json!("Personal"));
    put(&mut creator, "givenName", json!(author.given));
    put(&mut creator, "familyName", json!(author.family));
    let orcid = author.orcid.iter().map(|orcid| {
        json!({
            "nameIdentifier": format!("https://orcid.org/{orcid}"),
            "nameIdentifierScheme": "ORCID",
            "schemeURI": "https://orcid.org",
        })
    });
    put(&mut creator, "nameIdentifiers", orcid.collect());
    let own = author.affiliations.iter();
    let own = own.filter_map(|id| metadata.affiliations.iter().find(|known| known.id == *id));
    put(&mut creator, "affiliation", own.map(|known| json!({ "name": known.name })).collect());
    Value::Object(creator)
}

fn conference(metadata: &Metadata) -> Value {
    let Some(conference) = &metadata.conference else { return Value::Null };
    let mut own = Map::new();
    put(&mut own, "conferenceName", json!(conference.name));
    put(&mut own, "conferenceYear", json!(conference.year.parse::<u16>().ok()));
    Value::Object(own)
}

fn year(metadata: &Metadata) -> Option<u16> {
    const DIGITS: usize = 4;
    metadata.date.as_ref()?.get(..DIGITS)?.parse().ok()
}

fn descriptions(metadata: &Metadata) -> Value {
    if metadata.summary.is_empty() {
        return Value::Null;
    }
    let summary = metadata.summary.join("\n\n");
    json!([{ "description": summary, "descriptionType": "Abstract" }])
}

/// A stretch of the body under one heading.
#[derive(Default)]
struct Section {
    title: String,
    paragraphs: Vec<String>,
}

/// The sections with their texts. What stands before the first heading has no title; a heading that
/// nothing follows but another heading has no text.
fn content(document: &Document) -> Value {
    let mut sections = vec![Section::default()];
    for node in &document.body {
        if let Node::Heading { text, .. } = node {
            sections.push(Section { title: plain(text), ..Section::default() });
        } else if let Some(section) = sections.last_mut() {
            section.paragraphs.extend(paragraph(node).filter(|text| !text.is_empty()));
        }
    }
    let sections = sections.into_iter().map(|section| {
        let mut own = Map::new();
        put(&mut own, "sectionTitle", json!(section.title));
        put(&mut own, "sectionContent", json!(section.paragraphs.join("\n")));
        Value::Object(own)
    });
    let sections: Vec<_> = sections.filter(|own| own != &json!({})).collect();
    if sections.is_empty() { Value::Null } else { json!({ "sections": sections }) }
}

/// What a node adds to its section; captions have a place of their own.
fn paragraph(node: &Node) -> Option<String> {
    match node {
        Node::Title(_)
        | Node::Byline(_)
        | Node::Affiliation(_)
        | Node::Keywords(_)
        | Node::Heading { .. }
        | Node::Figure(_) => None,
        Node::FrontNote(text) | Node::Paragraph(text) => Some(plain(text)),
        Node::Listing(lines) => Some(lines.iter().map(plain).collect::<Vec<_>>().join("\n")),
        Node::Formula(formula) => Some(plain(&formula.text)),
        Node::Quote(quote) => Some(plain(&quote.text)),
        Node::ListItem(item) => {
            let mark = item.number.as_ref().map_or("•".to_owned(), |number| format!("{number}."));
            Some(format!("{mark} {}", plain(&item.text)))
        }
        Node::Table(table) => Some(rows(table)),
        Node::Footnote(note) => Some(labelled(note.label.as_deref(), &note.text)),
        Node::Reference(reference) => Some(labelled(reference.label.as_deref(), &reference.text)),
    }
}

fn labelled(label: Option<&str>, text: &Text) -> String {
    label.map_or_else(|| plain(text), |label| format!("{label}. {}", plain(text)))
}

/// Rows of a table a line, cells between tabs, and the notes below.
fn rows(table: &Table) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut last = None;
    for cell in &table.cells {
        match lines.last_mut().filter(|_| last == Some(cell.row)) {
            Some(line) => {
                line.push('\t');
                line.push_str(&plain(&cell.text));
            }
            None => lines.push(plain(&cell.text)),
        }
        last = Some(cell.row);
    }
    lines.extend(table.notes.iter().map(plain));
    lines.join("\n")
}

/// Captions of figures or tables with ids in the order of the body.
fn captions(document: &Document, kind: &str) -> Value {
    let captions = document.body.iter().filter_map(|node| match node {
        Node::Figure(figure) if kind == "fig" => figure.caption.as_ref(),
        Node::Table(table) if kind == "table" => table.caption.as_ref(),
        _ => None,
    });
    let written = |(number, own): (usize, &Caption)| {
        let words = plain(&own.text);
        let parts =
            [own.label.as_str(), words.as_str()].into_iter().filter(|part| !part.is_empty());
        let caption = parts.collect::<Vec<_>>().join(". ");
        json!({ "id": format!("{kind}{number}"), "caption": caption })
    };
    (1..).zip(captions).map(written).collect()
}

fn rights(metadata: &Metadata) -> Value {
    let Some(license) = &metadata.license else { return Value::Null };
    let key = if license.contains("://") { "rightsURI" } else { "rights" };
    let mut own = Map::new();
    put(&mut own, key, json!(license));
    json!([own])
}

/// Funders and grants, each pair once. The schema has no place for a grant whose funder is not said.
fn funding(document: &Document) -> Value {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for award in document.statements.iter().flat_map(|statement| &statement.awards) {
        let words = |named: &Option<Named>| named.as_ref().map(|named| named.text.clone());
        let (Some(funder), number) = (words(&award.funder), words(&award.number)) else { continue };
        if seen.insert((funder.clone(), number.clone())) {
            let mut own = Map::new();
            put(&mut own, "funderName", json!(funder));
            put(&mut own, "awardNumber", json!(number));
            all.push(Value::Object(own));
        }
    }
    Value::Array(all)
}

/// What the file is, by its name.
fn formats(document: &Document) -> Value {
    let name = document.source.file.as_deref().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_uppercase());
    extension.iter().map(|extension| json!(extension)).collect()
}
