//! `offprint show` and `offprint chunks`.

use super::cli::{code, folder, json_lines, offprint, stderr, stdout};

fn paper() -> tempfile::TempDir {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/case-report.pdf");
    let folder = folder(&[("a.pdf", std::fs::read(sample).expect("the sample"))]);
    let arguments =
        ["convert", "a.pdf", "-o", "out", "--format", "markdown,json,jsonl", "--source-map"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    folder
}

#[test]
fn parts_of_a_paper_are_shown_as_they_stand_in_its_markdown() {
    let folder = paper();
    let markdown = std::fs::read_to_string(folder.path().join("out/a.md")).unwrap();
    let show = |arguments: &[&str]| {
        let output = offprint(&folder, &[&["show", "out/a.json"], arguments].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    assert_eq!(show(&[]), markdown);
    let table = show(&["--table", "1"]);
    assert!(table.starts_with("**Table 1.**"), "{table}");
    assert_eq!(table, show(&["--table", "table-1"]));
    let figure = show(&["--figure", "1"]);
    assert!(figure.starts_with("**Figure 1.**"), "{figure}");
    let references = show(&["--references"]);
    assert!(references.starts_with("1. "), "{references}");
    let section = show(&["--section", "abstract"]);
    assert!(section.starts_with("## Abstract"), "{section}");
    for part in [table, figure, references, section] {
        assert!(markdown.contains(part.trim()), "{part}");
    }
}

#[test]
fn what_is_not_there_is_told_with_what_is() {
    let folder = paper();
    let output = offprint(&folder, &["show", "out/a.json", "--table", "99"]);
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""));
    let told = stderr(&output);
    assert!(told.contains("no table 99") && told.contains("table-1"), "{told}");
    let output = offprint(&folder, &["show", "out/a.md.map.json"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("it is of offprint/source-map 1"), "{}", stderr(&output));
    assert_eq!(code(&offprint(&folder, &["show", "a.pdf"])), 1);
    assert_eq!(code(&offprint(&folder, &["show"])), 2);
}

#[test]
fn chunks_are_lines_of_json() {
    let folder = paper();
    let output = offprint(&folder, &["chunks", "out/a.json", "--max-words", "100"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let chunks = json_lines(&stdout(&output));
    assert!(chunks.len() > 5);
    assert!(chunks.iter().all(|chunk| chunk["size"].as_u64().unwrap() <= 100));
    assert!(chunks.iter().all(|chunk| chunk["doc"] == "a" && chunk["page"].is_u64()));
    let output = offprint(&folder, &["chunks", "out/a.md", "out/a.json"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).lines().count() > 1, "the other file is cut");
}

#[test]
fn pages_and_front_matter_hold_for_every_format() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/case-report.pdf");
    let folder = folder(&[("a.pdf", std::fs::read(sample).expect("the sample"))]);
    for writer in offprint::writer::WRITERS {
        let arguments =
            ["convert", "a.pdf", "--pages", "2", "--front-matter", "none", "--format", writer.name];
        let output = offprint(&folder, &arguments);
        assert_eq!(code(&output), 0, "{}: {}", writer.name, stderr(&output));
        let text = stdout(&output);
        assert!(
            !text.contains("Systemic light-chain amyloidosis: from"),
            "{}: page 3",
            writer.name
        );
        match writer.name {
            "markdown" => assert!(!text.starts_with("---\n"), "{text}"),
            "json" => {
                let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
                let body = json["body"].to_string();
                assert!(body.contains("\"page\":2") && !body.contains("\"page\":3"), "{body}");
                assert_eq!(json["markdown"]["front_matter"], "none");
                assert_eq!(json["pages"].as_array().map(Vec::len), Some(1));
                assert_eq!(json["pages"][0]["number"], 2);
            }
            _ => assert!(!text.contains("\"page\":1,") && !text.contains("\"page\":3,"), "{text}"),
        }
    }
}
