//! The front matter read again as YAML.

use offprint::document::{Affiliation, Author, Document, Metadata};
use offprint::writer::{self, Options};
use proptest::prelude::*;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

fn front(metadata: Metadata) -> BTreeMap<String, serde_json::Value> {
    let document = Document { metadata, ..Document::default() };
    let writer = writer::by_name("markdown").expect("there is a writer of Markdown");
    let text = (writer.write)(&document, &[], &Options::default()).text;
    let yaml = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    serde_saphyr::from_str(yaml.expect("front matter stands between fences").0).expect("is YAML")
}

fn tidy(string: &str) -> String {
    string.nfc().collect::<String>().trim().to_owned()
}

#[test]
fn strings_that_look_like_other_values_stay_strings() {
    for string in ["2021-03-05", "12", "1e5", "yes", "null", "~", "1:30", "0x1F", "a: b", "# c"] {
        let metadata = Metadata { date: Some(string.to_owned()), ..Metadata::default() };
        assert_eq!(front(metadata)["date"], string);
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let keys: Vec<String> = front(Metadata::default()).into_keys().collect();
    assert_eq!(keys, ["offprint"]);
}

#[test]
fn authors_have_the_keys_of_pandoc() {
    let author = Author {
        name: "J. Smith".to_owned(),
        affiliations: vec!["1".to_owned()],
        equal_contributor: true,
        ..Author::default()
    };
    let affiliation = Affiliation { id: "1".to_owned(), name: "Here: there".to_owned() };
    let front = front(Metadata {
        authors: vec![author],
        affiliations: vec![affiliation],
        ..Metadata::default()
    });
    let expected = serde_json::json!([
        { "name": "J. Smith", "affiliations": ["1"], "equal-contributor": true }
    ]);
    assert_eq!(front["author"], expected);
    assert_eq!(front["affiliations"], serde_json::json!([{ "id": "1", "name": "Here: there" }]));
}

proptest! {
    #[test]
    fn title_and_abstract_are_read_as_written(
        title in "\\PC{0,60}",
        summary in prop::collection::vec("\\PC{1,90}", 0..3),
    ) {
        let metadata = Metadata {
            title: Some(title.clone()),
            summary: summary.clone(),
            ..Metadata::default()
        };
        let front = front(metadata);
        let read = front.get("title").and_then(|value| value.as_str()).unwrap_or_default();
        prop_assert_eq!(read, tidy(&title));
        let read = front.get("abstract").and_then(|value| value.as_str()).unwrap_or_default();
        let written: Vec<String> = summary.iter().map(|paragraph| tidy(paragraph)).collect();
        let written: Vec<String> = written.into_iter().filter(|p| !p.is_empty()).collect();
        prop_assert_eq!(read, written.join("\n\n"));
    }
}
