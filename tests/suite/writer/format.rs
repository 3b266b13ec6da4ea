//! The formats that other programs read: none loses a word, and what leads somewhere leads to something.

use super::property::any_node;
use super::snapshot::document;
use crate::sample::samples;
use offprint::document::{Document, Node, QuotePart};
use offprint::writer::{self, Options, Scripts};
use proptest::prelude::*;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Elements inside of a line. All others stand apart from what is before and behind them.
const INLINE: &[&str] =
    &["a", "b", "bold", "em", "email", "ext-link", "i", "italic", "strong", "sub", "sup", "xref"];

/// Formats that hold all that is in the body.
const WHOLE: &[&str] = &["markdown", "json", "jsonl", "jats", "bioc", "docling", "html"];

fn write(name: &str, document: &Document) -> String {
    let writer = writer::by_name(name).expect("there is such a writer");
    (writer.write)(document, &[], &Options::default()).text
}

/// The sample document, those of the corpus, and those of the fixtures.
fn documents() -> Vec<(String, Document)> {
    let samples = samples().into_iter().map(|own| (own.name, own.document));
    // A scan says nothing where no networks read it.
    let samples = samples.filter(|(_, document)| !document.body.is_empty());
    std::iter::once(("the sample".to_owned(), document())).chain(samples).collect()
}

/// How often each word stands in a text: rows of letters or of digits between blanks, or signs that are as wide as
/// blanks, whatever other signs are among them.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let ends = |c: char| c.is_whitespace() || "，、；。".contains(c);
    for token in text.split(ends).filter(|token| !token.is_empty()) {
        let kept: Vec<char> = token.chars().filter(|c| c.is_alphanumeric()).collect();
        for word in kept.chunk_by(|a, b| a.is_numeric() == b.is_numeric()) {
            let word: String = word.iter().flat_map(|c| c.to_lowercase()).collect();
            *counts.entry(word).or_default() += 1;
        }
    }
    counts
}

/// All that the body says, with the marks that stand apart from the texts.
fn said(document: &Document) -> String {
    let mut parts: Vec<String> = Vec::new();
    for node in &document.body {
        let mark = match node {
            Node::Footnote(note) => note.label.clone(),
            Node::Reference(reference) => reference.label.clone(),
            Node::Table(table) => table.caption.as_ref().map(|caption| caption.label.clone()),
            Node::Figure(figure) => figure.caption.as_ref().map(|caption| caption.label.clone()),
            _ => None,
        };
        // Numbers of items are those that a browser counts, where they count up.
        let lists = matches!(node, Node::ListItem(_))
            || matches!(node, Node::Quote(quote) if matches!(quote.part, QuotePart::Item(_)));
        let counted = matches!(node, Node::Reference(_)) || lists;
        parts.extend(mark.filter(|_| !counted));
        parts.extend(node.texts().iter().map(|text| text.as_str().to_owned()));
    }
    parts.join("\n")
}

/// The text of elements.
fn text_of_markup(source: &str) -> String {
    let mut reader = Reader::from_str(source);
    let (mut out, mut open) = (String::new(), Vec::<String>::new());
    loop {
        let event = reader.read_event().expect("it is well-formed");
        let in_entry = open.iter().any(|name| name == "mixed-citation");
        match event {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                out.push_str(if in_entry || INLINE.contains(&name.as_str()) { "" } else { " " });
                open.push(name);
            }
            Event::End(_) => {
                let name = open.pop().expect("something is open");
                let in_entry = open.iter().any(|name| name == "mixed-citation");
                out.push_str(if in_entry || INLINE.contains(&name.as_str()) { "" } else { " " });
            }
            Event::Text(text) => out.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(_) => {}
            // What stands for an image are words, too.
            Event::Empty(tag) => {
                let alt = tag.attributes().flatten().find(|own| own.key.as_ref() == "alt");
                let alt = alt.map(|own| own.normalized_value(XmlVersion::Implicit1_0));
                out.push_str(&format!(
                    " {} ",
                    alt.transpose().expect("a value").unwrap_or_default()
                ));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} is left open");
    out
}

fn text_of_markdown(source: &str) -> String {
    let body = source.splitn(3, "---\n").nth(2).unwrap_or(source);
    let without = |text: &str, pattern: &str, instead: &str| {
        Regex::new(pattern).expect("a pattern").replace_all(text, instead).into_owned()
    };
    let body = without(body, &format!("</?(?:{})(?: [^>]*)?>", INLINE.join("|")), "");
    let body = without(&body, "</?(?:table|thead|tbody|tr|td|th)(?: [^>]*)?>", " ");
    let body = without(&body, r"\]\([^)\s]*\)", "]");
    without(&body, "&(?:lt|gt|amp);", "")
}

/// Every string that stands under one of these keys.
fn strings(value: &Value, keys: &[&str], out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| strings(item, keys, out)),
        Value::Object(fields) => {
            for (key, value) in fields {
                if let Some(string) = value.as_str().filter(|_| keys.contains(&key.as_str())) {
                    out.push(string.to_owned());
                }
                strings(value, keys, out);
            }
        }
        _ => {}
    }
}

fn text_of(name: &str, output: &str) -> String {
    let keys: &[&str] = match name {
        "jats" | "html" => return text_of_markup(output),
        "markdown" => return text_of_markdown(output),
        "docling" => &["orig", "text"],
        _ => &["text", "label"],
    };
    let mut out = Vec::new();
    for value in serde_json::Deserializer::from_str(output).into_iter::<Value>() {
        strings(&value.expect("JSON"), keys, &mut out);
    }
    out.join("\n")
}

#[test]
fn no_format_loses_a_word() {
    let mut wrong = Vec::new();
    for (file, document) in documents() {
        let expected = words(&said(&document));
        assert!(!expected.is_empty(), "{file} says something");
        for name in WHOLE {
            let found = words(&text_of(name, &write(name, &document)));
            let lost =
                expected.iter().filter(|(word, count)| found.get(*word).unwrap_or(&0) < count);
            let lost: Vec<_> = lost.map(|(word, _)| word.as_str()).collect();
            if !lost.is_empty() {
                wrong.push(format!("{file} as {name} lacks {}", lost.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Values of attributes by their names, of all elements.
fn attributes(source: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(source);
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("it is well-formed") {
            Event::Start(tag) | Event::Empty(tag) => {
                for own in tag.attributes() {
                    let own = own.expect("an attribute");
                    let name = own.key.as_ref().to_owned();
                    let value = own.normalized_value(XmlVersion::Implicit1_0).expect("a value");
                    found.push((name, value.into_owned()));
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn what_leads_somewhere_leads_to_something() {
    let mut leads = 0;
    for (file, document) in documents() {
        for name in ["jats", "html"] {
            let found = attributes(&write(name, &document));
            let ids: Vec<&str> = values(&found, "id").collect();
            let known: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), known.len(), "an id of {file} stands twice as {name}");
            let inside = values(&found, "href").filter_map(|target| target.strip_prefix('#'));
            let targets = values(&found, "rid").flat_map(str::split_whitespace).chain(inside);
            for target in targets {
                leads += 1;
                assert!(known.contains(target), "{file} has no {target} as {name}");
            }
        }
    }
    assert!(leads > 50, "{leads} places lead somewhere");
}

fn values<'a>(found: &'a [(String, String)], wanted: &'a str) -> impl Iterator<Item = &'a str> {
    found.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value.as_str())
}

#[test]
fn annotations_stand_where_bioc_says() {
    let mut count = 0;
    for (file, document) in documents() {
        let collection: Value = serde_json::from_str(&write("bioc", &document)).expect("JSON");
        let passages = collection["documents"][0]["passages"].as_array().expect("passages").clone();
        let mut end = 0;
        for passage in &passages {
            let offset = passage["offset"].as_u64().expect("an offset") as usize;
            let text: Vec<char> = passage["text"].as_str().expect("a text").chars().collect();
            assert!(offset >= end, "passages of {file} overlap");
            end = offset + text.len();
            for annotation in passage["annotations"].as_array().expect("annotations") {
                let location = &annotation["locations"][0];
                let at = |key: &str| location[key].as_u64().expect("a number") as usize;
                let start = at("offset") - offset;
                let words: String = text[start..start + at("length")].iter().collect();
                assert_eq!(annotation["text"], Value::String(words), "{file}");
                count += 1;
            }
        }
    }
    assert!(count > 50, "{count} annotations");
}

/// The item that a pointer of a `DoclingDocument` leads to.
fn item<'a>(document: &'a Value, reference: &Value) -> &'a Value {
    let to = reference["$ref"].as_str().expect("a pointer");
    document.pointer(to.trim_start_matches('#')).unwrap_or_else(|| panic!("there is no {to}"))
}

/// Counts the items under one, each of which names it as its parent.
fn count_tree(document: &Value, root: &Value) -> usize {
    let children = root["children"].as_array().expect("children");
    let inner = children.iter().map(|child| {
        let child = item(document, child);
        assert_eq!(child["parent"]["$ref"], root["self_ref"], "{child}");
        count_tree(document, child)
    });
    1 + inner.sum::<usize>()
}

#[test]
fn items_of_docling_are_one_tree() {
    for (file, document) in documents() {
        let docling: Value = serde_json::from_str(&write("docling", &document)).expect("JSON");
        let lists = ["groups", "texts", "pictures", "tables"];
        let all: usize =
            lists.iter().map(|list| docling[list].as_array().expect("a list").len()).sum();
        assert_eq!(count_tree(&docling, &docling["body"]), all + 1, "{file}");
        for group in docling["groups"].as_array().expect("groups") {
            if group["label"] == "inline" {
                let owner = item(&docling, &group["parent"]);
                let runs = group["children"].as_array().expect("children").iter();
                let runs = runs.map(|run| item(&docling, run)["text"].as_str().expect("a text"));
                let joined: String = runs.collect();
                let (joined, whole) =
                    (words(&joined), words(owner["orig"].as_str().expect("orig")));
                assert_eq!(joined, whole, "runs of {file}");
            }
        }
    }
}

proptest! {
    #[test]
    fn markup_is_well_formed_whatever_the_text(body in prop::collection::vec(any_node(), 0..6)) {
        let document = Document { body, ..Document::default() };
        let expected = words(&said(&document));
        for name in ["jats", "html"] {
            let output = write(name, &document);
            let found = words(&text_of_markup(&output));
            for (word, count) in &expected {
                prop_assert!(found.get(word).unwrap_or(&0) >= count, "{} lacks {}", output, word);
            }
        }
    }
}

#[test]
fn plain_text_has_scripts_in_the_notation_asked_for() {
    let bioc = writer::by_name("bioc").expect("there is such a writer");
    let of = |scripts| {
        let options = Options { scripts, ..Options::default() };
        (bioc.write)(&document(), &[], &options).text
    };
    assert!(of(Scripts::Html).contains("dose of 10^{-9} µg"));
    assert!(of(Scripts::Unicode).contains("dose of 10⁻⁹ µg"));
    assert!(of(Scripts::Unicode).contains("\"scripts\":\"unicode\""));
}
