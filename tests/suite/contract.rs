//! The published contracts: what is written validates against the schemas, and is read back.

use super::sample::{Sample, choices, samples};
use jsonschema::Validator;
use offprint::chunk;
use offprint::writer::json::types::Document;
use offprint::writer::{self, Options, json, jsonl, source_map};
use serde_json::Value;
use std::path::Path;

/// Set to write the checked-in schemas anew: `OFFPRINT_UPDATE=1 cargo test schemas`.
const UPDATE: &str = "OFFPRINT_UPDATE";

/// Each schema with the name of its file.
fn schemas() -> [(&'static str, String); 4] {
    [
        ("document", json::schema()),
        ("passage", jsonl::schema()),
        ("source-map", source_map::schema()),
        ("chunk", chunk::schema()),
    ]
}

fn validator(name: &str) -> Validator {
    let (_, schema) = schemas().into_iter().find(|own| own.0 == name).expect("a schema");
    let schema: Value = serde_json::from_str(&schema).expect("JSON");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn assert_valid(validator: &Validator, instance: &str, of: &str) {
    let instance: Value = serde_json::from_str(instance).expect("JSON");
    let errors: Vec<String> = validator
        .iter_errors(&instance)
        .map(|error| format!("{} at {}", error, error.instance_path()))
        .take(5)
        .collect();
    assert!(errors.is_empty(), "{of}: {}", errors.join("\n"));
}

fn written(name: &str, sample: &Sample, options: &Options) -> String {
    let writer = writer::by_name(name).expect("a writer");
    (writer.write)(&sample.document, &sample.diagnostics, options).text
}

#[test]
fn schemas_are_those_checked_in() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
    for (name, schema) in schemas() {
        let path = folder.join(format!("{name}.schema.json"));
        if std::env::var_os(UPDATE).is_some() {
            std::fs::write(&path, &schema).expect("the schema can be written");
        }
        let checked_in = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(schema == checked_in, "the types of {name} changed: {UPDATE}=1 cargo test schemas");
    }
}

#[test]
fn what_is_written_validates() {
    let [document, passage, map, piece] =
        ["document", "passage", "source-map", "chunk"].map(validator);
    for sample in samples() {
        for options in choices() {
            let name = &sample.name;
            let json = written("json", &sample, &options);
            assert_valid(&document, &json, name);
            for line in written("jsonl", &sample, &options).lines() {
                assert_valid(&passage, line, name);
            }
            assert_valid(&map, &written("source-map", &sample, &options), name);
            let contract = Document::read(&json).expect("what was written");
            for own in chunk::chunks(&contract, &chunk::Options::default()) {
                assert_valid(&piece, &serde_json::to_string(&own).expect("JSON"), name);
            }
        }
    }
}

#[test]
fn a_schema_refuses_what_is_not_of_it() {
    let sample = samples().remove(0);
    let json = written("json", &sample, &Options::default());
    let validator = validator("document");
    let valid: Value = serde_json::from_str(&json).expect("JSON");
    assert!(validator.is_valid(&valid));
    for (pointer, value) in [
        ("/body/0/content/text", Value::from(5)),
        ("/body/0/content/places/0/bbox", serde_json::json!([1.0, 2.0, 3.0])),
        ("/source/kind", Value::from("leaflet")),
        ("/body/0/type", Value::from("ornament")),
        ("/markdown", Value::Null),
    ] {
        let mut wrong = valid.clone();
        *wrong.pointer_mut(pointer).expect(pointer) = value;
        assert!(!validator.is_valid(&wrong), "{pointer}");
    }
}

#[test]
fn json_is_read_as_it_was_written() {
    for sample in samples() {
        for options in choices() {
            let json = written("json", &sample, &options);
            let contract = Document::read(&json).expect("what was written");
            assert!(contract.written(options.json_pretty) == json, "{}", sample.name);
        }
    }
}

#[test]
fn the_document_of_the_json_writes_the_same() {
    for mut sample in samples() {
        for options in choices() {
            let before: Vec<String> = ["markdown", "csl", "ris", "bibtex", "jsonl", "poster-json"]
                .map(|name| written(name, &sample, &options))
                .into();
            let json = written("json", &sample, &options);
            let contract = Document::read(&json).expect("what was written");
            let original = std::mem::replace(&mut sample.document, contract.document());
            let notation = contract.notation();
            for (name, before) in
                ["markdown", "csl", "ris", "bibtex", "jsonl", "poster-json"].iter().zip(before)
            {
                let after = written(name, &sample, &notation);
                assert!(after == before, "{} of {}: {after}", name, sample.name);
            }
            sample.document = original;
        }
    }
}

#[test]
fn what_is_no_document_is_told() {
    for (text, message) in [
        ("", "not the JSON of a document"),
        ("{}", "not the JSON of a document"),
        (r#"{"schema":"offprint/source-map","version":1}"#, "it is of offprint/source-map 1"),
        (r#"{"schema":"offprint/document","version":9}"#, "not of offprint/document 1"),
    ] {
        let error = Document::read(text).expect_err(text);
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn ids_name_one_block_each_and_offsets_lie_in_the_markdown() {
    for sample in samples() {
        for options in choices() {
            let markdown = written("markdown", &sample, &options);
            let contract = json::contract(&sample.document, &sample.diagnostics, &options);
            let mut ids: Vec<&str> = contract.body.iter().map(|own| own.id.as_str()).collect();
            ids.sort_unstable();
            let count = ids.len();
            ids.dedup();
            assert_eq!(ids.len(), count, "{}", sample.name);
            assert_eq!(contract.markdown.bytes, markdown.len() as u64);
            assert_eq!(contract.markdown.characters, markdown.chars().count() as u64);
            let lines = jsonl::lines(&sample.document, &options);
            for line in lines.iter().filter(|line| line.kind == "paragraph") {
                let (Some(start), Some(end)) = (line.md_start, line.md_end) else { continue };
                let range = start as usize..end as usize;
                let own: String = markdown.chars().skip(range.start).take(range.len()).collect();
                let first = line.text.split(' ').find(|own| own.chars().all(char::is_alphabetic));
                let first = first.unwrap_or_default();
                assert!(own.contains(first), "{}: {first:?} in {own:?}", sample.name);
            }
        }
    }
}
