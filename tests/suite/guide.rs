//! docs/json.md: its examples are what is written of corpus/case-report.pdf.

use super::cli::{code, folder, offprint};
use serde_json::Value;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// Set to write the examples anew: `OFFPRINT_UPDATE=1 cargo test examples`.
const UPDATE: &str = "OFFPRINT_UPDATE";

const GUIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/json.md");

fn paper() -> TempDir {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/case-report.pdf");
    let folder = folder(&[("case-report.pdf", std::fs::read(sample).expect("the sample"))]);
    let arguments = [
        "convert",
        "case-report.pdf",
        "-o",
        ".",
        "--format",
        "markdown,json,jsonl",
        "--source-map",
    ];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    folder
}

/// What a program in Python prints; nothing where there is no Python.
fn run(program: &str, folder: &Path) -> Option<String> {
    let output = Command::new("python3")
        .args(["-c", program])
        .env("PYTHONUTF8", "1")
        .current_dir(folder)
        .output()
        .ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("a text"))
}

/// The guide with the examples as they are.
fn anew(guide: &str, document: &Value, folder: &Path) -> (String, usize) {
    let mut out = String::new();
    let mut printed: Option<String> = None;
    let mut examples = 0;
    let mut rest = guide;
    while let Some((before, behind)) = rest.split_once("\n```") {
        let (name, behind) = behind.split_once('\n').expect("a fence ends its line");
        let (block, behind) = behind.split_once("```").expect("a fence is closed");
        let block = match name.split_once(' ') {
            Some(("json", pointer)) => {
                examples += 1;
                let own = document.pointer(pointer).unwrap_or_else(|| panic!("{pointer} is there"));
                serde_json::to_string_pretty(own).expect("JSON") + "\n"
            }
            _ if name == "python" => {
                printed = run(block, folder);
                block.to_owned()
            }
            _ if name == "text" => {
                examples += 1;
                printed.take().unwrap_or_else(|| block.to_owned())
            }
            _ => block.to_owned(),
        };
        out.push_str(&format!("{before}\n```{name}\n{block}```"));
        rest = behind;
    }
    out.push_str(rest);
    (out, examples)
}

#[test]
fn the_examples_of_the_guide_are_what_is_written() {
    let folder = paper();
    let json = std::fs::read_to_string(folder.path().join("case-report.json")).expect("the JSON");
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let guide = std::fs::read_to_string(GUIDE).expect("the guide");
    let (examples, count) = anew(&guide, &document, folder.path());
    assert!(count >= 8, "{count} examples");
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(GUIDE, &examples).expect("the guide can be written");
    }
    let guide = std::fs::read_to_string(GUIDE).expect("the guide");
    assert!(guide == examples, "the examples changed: {UPDATE}=1 cargo test examples");
}
