//! `--lexicon`: the things of a vocabulary in every format that names them, through the command.

use super::cli::{code, folder, json_lines, manifest, offprint, stderr, stdout};
use offprint::writer::json::types;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const LEXICON: &str = "\
# What the text below names.
term\tidentifier\ttype\tsynonyms
CD19\tG:930\tgene\tB4
IFN-γ\tG:3458\tgene\tinterferon gamma
acute lymphoblastic leukemia\tD:1\tdisease\tALL
Philadelphia chromosome\tM:1\tmarker\tPh+
salt\tC:1\tchemical
";

const TEXT: &str = "\
# CD19 and salt in acute lymphoblastic leukemia

## Abstract

Acute lymphoblastic leukemia (ALL) was treated with anti-CD19 cells and Salts. All patients with ALL were Ph⁺, and IFNγ rose to 10^3 /L.

## Results

The µ-effect of CD19-directed cells was 3 m² in Ph^{+} disease.

TABLE 1 Salt by month in those with and without the disease.

| Marker | Salt (mg/L) |
|--------|-------------|
| Ph+    | 64.20       |
| CD19   | 8.35        |

## References

1. Salzer P. CD19 by the sea. J Salt. (2019) 12:41-8.
";

const FORMATS: &str = "markdown,json,jsonl,bioc,card";

fn corpus(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)).expect("the sample")
}

/// A folder in which files are converted with a lexicon.
fn converted(name: &str, bytes: Vec<u8>, lexicon: Vec<u8>) -> TempDir {
    let folder = folder(&[(name, bytes), ("lexicon.tsv", lexicon)]);
    let output = offprint(
        &folder,
        &["convert", name, "-o", "out", "--format", FORMATS, "--lexicon", "lexicon.tsv"],
    );
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).expect("an output")
}

fn characters(text: &str, start: u64, end: u64) -> String {
    text.chars().skip(start as usize).take((end - start) as usize).collect()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} of {value}"))
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap_or_else(|| panic!("{key} of {value}"))
}

/// Words and identifiers in the JSON, where each stands as it says.
fn of_json(json: &str) -> Vec<(String, String)> {
    let document: Value = serde_json::from_str(json).expect("JSON");
    let entities = document["entities"].as_array().cloned().unwrap_or_default();
    let check = |entity: &Value| {
        let passage = document.pointer(text(entity, "passage")).expect("the passage");
        let range = &entity["range"];
        let words = characters(text(passage, "text"), number(range, "start"), number(range, "end"));
        assert_eq!(words, text(entity, "text"));
        (words, text(entity, "identifier").to_owned())
    };
    entities.iter().map(check).collect()
}

/// The same of BioC, whose offsets are those of the document.
fn of_bioc(json: &str) -> Vec<(String, String)> {
    let collection: Value = serde_json::from_str(json).expect("JSON");
    let passages = collection["documents"][0]["passages"].as_array().expect("passages");
    let mut found = Vec::new();
    for passage in passages {
        for annotation in passage["annotations"].as_array().expect("annotations") {
            let location = &annotation["locations"][0];
            let start = number(location, "offset") - number(passage, "offset");
            let words =
                characters(text(passage, "text"), start, start + number(location, "length"));
            assert_eq!(words, text(annotation, "text"));
            if annotation["infons"].get("term").is_some() {
                found.push((words, text(&annotation["infons"], "identifier").to_owned()));
            }
        }
    }
    found
}

/// The same of JSONL.
fn of_jsonl(lines: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for line in json_lines(lines) {
        for entity in line["entities"].as_array().into_iter().flatten() {
            let words =
                characters(text(&line, "text"), number(entity, "start"), number(entity, "end"));
            assert_eq!(words, text(entity, "text"));
            found.push((words, text(entity, "identifier").to_owned()));
        }
    }
    found
}

fn identifiers(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(_, identifier)| identifier.as_str()).collect()
}

#[test]
fn each_format_names_the_same_things_at_their_places() {
    let folder = converted("paper.md", TEXT.into(), LEXICON.into());
    let found = of_json(&read(&folder, "paper.json"));
    let own = |words: &str, identifier: &str| (words.to_owned(), identifier.to_owned());
    let expected = [
        own("CD19", "G:930"),
        own("salt", "C:1"),
        own("acute lymphoblastic leukemia", "D:1"),
        own("Acute lymphoblastic leukemia", "D:1"),
        own("ALL", "D:1"),
        own("CD19", "G:930"),
        own("Salts", "C:1"),
        own("ALL", "D:1"),
        own("Ph+", "M:1"),
        own("IFNγ", "G:3458"),
        own("CD19", "G:930"),
        own("Ph+", "M:1"),
        own("Salt", "C:1"),
        own("Salt", "C:1"),
        own("Ph+", "M:1"),
        own("CD19", "G:930"),
    ];
    assert_eq!(found, expected);
    let bioc = of_bioc(&read(&folder, "paper.bioc.json"));
    let jsonl = of_jsonl(&read(&folder, "paper.jsonl"));
    assert_eq!(identifiers(&bioc), identifiers(&found));
    assert_eq!(bioc, jsonl);
    assert_eq!((bioc[8].0.as_str(), bioc[14].0.as_str()), ("Ph^+", "Ph+"));
    let card = read(&folder, "paper.card.md");
    for line in [
        "- **chemical:** salt [C:1] (4)\n",
        "- **disease:** acute lymphoblastic leukemia [D:1] (4)\n",
        "- **gene:** CD19 [G:930] (4), IFN-γ [G:3458] (1)\n",
        "- **marker:** Philadelphia chromosome [M:1] (3)\n",
    ] {
        assert!(card.contains(line), "{line} in {card}");
    }
}

#[test]
fn the_example_finds_what_the_sample_names() {
    let folder = converted("paper.pdf", corpus("case-report.pdf"), corpus("lexicon.tsv"));
    let json = read(&folder, "paper.json");
    let found = of_json(&json);
    assert_eq!(identifiers(&of_bioc(&read(&folder, "paper.bioc.json"))), identifiers(&found));
    assert_eq!(identifiers(&of_jsonl(&read(&folder, "paper.jsonl"))), identifiers(&found));
    for (words, identifier, count) in [
        ("AL amyloidosis", "MESH:D000686", 4),
        ("eltrombopag", "CAS:496775-61-2", 5),
        ("CD34", "NCBIGene:947", 3),
        ("TNF-α", "NCBIGene:7124", 2),
        ("melphalan", "MESH:D008558", 3),
    ] {
        let own = (words.to_owned(), identifier.to_owned());
        let all = found.iter().filter(|found| **found == own).count();
        assert!(all >= count, "{words}: {all} of {found:?}");
    }
    // The estimated glomerular filtration rate is no receptor.
    assert!(found.iter().all(|(words, _)| words != "eGFR"));
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let entities = document["entities"].as_array().expect("entities");
    assert!(entities.iter().all(|own| own["page"].is_u64() && own["bbox"].is_array()));
    // What is read back holds the same.
    let document = types::Document::read(&json).expect("the contract").document();
    assert_eq!(document.entities.len(), found.len());
}

#[test]
fn without_a_lexicon_nothing_is_written_of_it() {
    let with = converted("paper.md", TEXT.into(), LEXICON.into());
    let without = folder(&[("paper.md", TEXT.into())]);
    let output = offprint(&without, &["convert", "paper.md", "-o", "out", "--format", FORMATS]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(read(&with, "paper.md"), read(&without, "paper.md"));
    for name in ["paper.json", "paper.jsonl", "paper.card.md"] {
        assert!(!read(&without, name).to_lowercase().contains("entities"), "{name}");
    }
    assert!(of_bioc(&read(&without, "paper.bioc.json")).is_empty());
    let lexicon = ["--lexicon", "lexicon.tsv", "--in-process", "--format", "json"];
    let output = offprint(&with, &[&["convert", "paper.md"], &lexicon[..]].concat());
    assert_eq!(of_json(&stdout(&output)), of_json(&read(&with, "paper.json")));
}

#[test]
fn a_wrong_line_is_wrong_usage() {
    let folder =
        folder(&[("a.md", TEXT.into()), ("l.tsv", "CD19\tG:1\tgene\n\nsalt\tC:1\n".into())]);
    let output = offprint(&folder, &["convert", "a.md", "--lexicon", "l.tsv"]);
    assert_eq!(code(&output), 2);
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    assert!(
        said.starts_with("error: l.tsv, line 3: 2 columns instead of 3 or 4; write "),
        "{said}"
    );
    let output = offprint(&folder, &["convert", "a.md", "--lexicon", "none.tsv"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("none.tsv"), "{}", stderr(&output));
}

#[test]
fn another_lexicon_makes_outputs_again() {
    let folder = converted("paper.md", TEXT.into(), LEXICON.into());
    let again = |lexicon: &str| {
        fs::write(folder.path().join("lexicon.tsv"), lexicon).unwrap();
        let arguments = ["--format", FORMATS, "--lexicon", "lexicon.tsv", "--json"];
        let output =
            offprint(&folder, &[&["convert", "paper.md", "-o", "out"], &arguments[..]].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        json_lines(&stdout(&output)).pop().expect("a summary")["ok"].as_u64()
    };
    let before = manifest(&folder);
    assert_eq!(again(LEXICON), Some(0));
    assert_eq!(manifest(&folder), before);
    assert_eq!(again("CD19\tother\tgene\n"), Some(1));
    assert_eq!(identifiers(&of_json(&read(&folder, "paper.json"))), ["other"; 4]);
}
