//! CSL-JSON: the reference list as an array of items, for citation processors.

use super::encoding;
use super::model::{Options, Writer, Written};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Name, Node, Work, WorkKind};
use serde_json::{Map, Value, json};

/// The writer of CSL-JSON.
pub(super) const WRITER: Writer = Writer { name: "csl", extension: "csl.json", write };

fn write(document: &Document, _: &[Diagnostic], _: &Options) -> Written {
    let items: Vec<Value> = works(document).map(|(id, work)| item(&id, work)).collect();
    encoding::written(&items, true)
}

/// The works of the reference list with their ids, `ref-1` and so on by their place in it.
pub(super) fn works(document: &Document) -> impl Iterator<Item = (String, &Work)> {
    let works = document.body.iter().filter_map(|node| match node {
        Node::Reference(reference) => Some(&*reference.work),
        _ => None,
    });
    (1..).zip(works).map(|(number, work): (u32, _)| (format!("ref-{number}"), work))
}

/// A work as an item of CSL-JSON.
pub(super) fn item(id: &str, work: &Work) -> Value {
    let mut item = Map::new();
    let kind = match work.kind {
        WorkKind::Article => "article-journal",
        WorkKind::Chapter => "chapter",
        WorkKind::Book => "book",
        WorkKind::Webpage => "webpage",
        WorkKind::Other => "document",
    };
    item.insert("id".to_owned(), json!(id));
    item.insert("type".to_owned(), json!(kind));
    for (key, names) in [("author", &work.authors), ("editor", &work.editors)] {
        if !names.is_empty() {
            item.insert(key.to_owned(), names.iter().map(name).collect());
        }
    }
    if let Some(year) = work.year {
        item.insert("issued".to_owned(), json!({ "date-parts": [[year]] }));
    }
    let fields = [
        ("title", work.title.clone()),
        ("container-title", work.container.clone()),
        ("publisher", work.publisher.clone()),
        ("publisher-place", work.place.clone()),
        ("volume", work.volume.clone()),
        ("issue", work.issue.clone()),
        ("page", work.pages()),
        ("DOI", work.doi.clone()),
        ("PMID", work.pmid.clone()),
        ("PMCID", work.pmcid.clone()),
        ("URL", work.url.clone()),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            item.insert(key.to_owned(), Value::String(value));
        }
    }
    Value::Object(item)
}

fn name(name: &Name) -> Value {
    match name {
        Name::Person { family, given, suffix } => {
            let mut person = Map::new();
            person.insert("family".to_owned(), json!(family));
            for (key, value) in [("given", given), ("suffix", suffix)] {
                if let Some(value) = value {
                    person.insert(key.to_owned(), json!(value));
                }
            }
            Value::Object(person)
        }
        Name::Group(name) => json!({ "literal": name }),
    }
}
