//! What a person says of the metadata.

use super::author::author_of;
use super::claim::{Source, alone};
use crate::decision::{Decisions, Field, Value};
use crate::diagnostic::{Code, Sink};
use crate::document::{Author, Evidence, Metadata};

/// Takes the values that a person corrected, and says what was read in their place.
pub(super) fn correct(metadata: &mut Metadata, decisions: &Decisions, sink: &mut Sink) {
    for (field, value) in decisions.values() {
        let read = replace(metadata, field, value);
        let source = Source::Person;
        let evidence = Evidence { source, page: None, confidence: alone(source) };
        let before = metadata.evidence.insert(field.name().into(), evidence);
        if read == *value {
            continue;
        }
        let not = match before {
            Some(before) => format!("{read} ({})", before.source),
            None => read.to_string(),
        };
        let message = format!("{field}: {value} ({source}) is taken, not {not}");
        sink.note(Code::MetadataCorrected, None, message);
    }
}

/// Puts a value in its place, and returns what stood there.
fn replace(metadata: &mut Metadata, field: Field, value: &Value) -> Value {
    let one = |slot: &mut Option<String>| {
        let own = match value {
            Value::One(text) => Some(text.clone()),
            Value::None | Value::Many(_) => None,
        };
        std::mem::replace(slot, own).map_or(Value::None, Value::One)
    };
    let list = |slot: &mut Vec<String>| many(std::mem::replace(slot, texts(value)));
    match field {
        Field::Title => one(&mut metadata.title),
        Field::Authors => {
            let read = std::mem::take(&mut metadata.authors);
            metadata.authors = texts(value).into_iter().map(|name| author(name, &read)).collect();
            many(read.into_iter().map(|author| author.name).collect())
        }
        Field::Groups => list(&mut metadata.groups),
        Field::Keywords => list(&mut metadata.keywords),
        Field::ArticleType => one(&mut metadata.article_type),
        Field::Date => one(&mut metadata.date),
        Field::Received => one(&mut metadata.received),
        Field::Revised => one(&mut metadata.revised),
        Field::Accepted => one(&mut metadata.accepted),
        Field::Doi => one(&mut metadata.doi),
        Field::Pmid => one(&mut metadata.pmid),
        Field::Pmcid => one(&mut metadata.pmcid),
        Field::Journal => one(&mut metadata.journal),
        Field::Issn => list(&mut metadata.issn),
        Field::Volume => one(&mut metadata.volume),
        Field::Issue => one(&mut metadata.issue),
        Field::Page => one(&mut metadata.page),
        Field::License => one(&mut metadata.license),
        Field::Copyright => one(&mut metadata.copyright),
        Field::Editors => list(&mut metadata.editors),
        Field::Language => one(&mut metadata.language),
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::None => Vec::new(),
        Value::One(text) => vec![text.clone()],
        Value::Many(texts) => texts.clone(),
    }
}

fn many(texts: Vec<String>) -> Value {
    if texts.is_empty() { Value::None } else { Value::Many(texts) }
}

/// The author of a name, with all that was read of one of that name.
fn author(name: String, read: &[Author]) -> Author {
    if let Some(known) = read.iter().find(|own| own.name == name) {
        return known.clone();
    }
    Author { name: name.clone(), ..author_of(&name, false).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::{Decision, Line};

    fn decisions(values: &[(Field, Value)]) -> Decisions {
        let hash = "0".repeat(64);
        let line = |(field, value): &(Field, Value)| {
            Line::new(&hash, Decision::Value { field: *field, value: value.clone() }).unwrap()
        };
        Decisions::of(&values.iter().map(line).collect::<Vec<_>>(), &hash)
    }

    #[test]
    fn a_person_is_believed() {
        let ellensvik = Author {
            name: "Marit Ellensvik".to_owned(),
            family: Some("Ellensvik".to_owned()),
            orcid: Some("0000-0002-1825-0097".to_owned()),
            ..Author::default()
        };
        let evidence = Evidence { source: Source::Info, page: None, confidence: 0.7 };
        let mut metadata = Metadata {
            title: Some("Salt".to_owned()),
            authors: vec![ellensvik.clone()],
            doi: Some("10.5555/1".to_owned()),
            evidence: [("title".into(), evidence)].into(),
            ..Metadata::default()
        };
        let names = ["Ann Reed", "Marit Ellensvik", "Team"].map(str::to_owned);
        let decisions = decisions(&[
            (Field::Title, Value::One("Sand".to_owned())),
            (Field::Authors, Value::Many(names.to_vec())),
            (Field::Doi, Value::None),
            (Field::Keywords, Value::None),
        ]);
        let mut sink = Sink::default();
        correct(&mut metadata, &decisions, &mut sink);
        assert_eq!((metadata.title.as_deref(), metadata.doi.as_deref()), (Some("Sand"), None));
        assert_eq!(metadata.authors[0].family.as_deref(), Some("Reed"));
        assert_eq!(metadata.authors[1], ellensvik);
        assert_eq!(metadata.authors[2].name, "Team");
        assert!(metadata.evidence.values().all(|own| own.source == Source::Person));
        let said: Vec<String> =
            sink.into_diagnostics().into_iter().map(|own| own.message).collect();
        let expected = [
            "title: Sand (person) is taken, not Salt (Info)",
            "authors: Ann Reed; Marit Ellensvik; Team (person) is taken, not Marit Ellensvik",
            "doi: none (person) is taken, not 10.5555/1",
        ];
        assert_eq!(said, expected);
    }
}
