//! What a run would do, without doing it.

use super::cli::{code, folder, json_lines, offprint, outputs, simple, stderr, stdout};
use serde_json::{Value, json};
use std::fs;
use tempfile::TempDir;

fn dry_run(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    let usual = ["convert", "in", "-o", "out", "--dry-run"];
    let output = offprint(folder, &[&usual[..], arguments].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    stdout(&output).lines().map(str::to_owned).collect()
}

#[test]
fn a_dry_run_says_what_a_run_does() {
    let folder = folder(&[
        ("in/a.pdf", simple("Alpha")),
        ("in/b.pdf", b"no pdf".to_vec()),
        ("in/c.pdf", simple("Gamma")),
        ("in/d.pdf", simple("Delta")),
    ]);
    let path = |name: &str| folder.path().join(name);
    let new = ["a", "b", "c", "d"].map(|name| format!("convert    in/{name}.pdf (new)"));
    assert_eq!(dry_run(&folder, &[]), new);
    assert!(!path("out").exists(), "nothing is written");

    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "out"])), 1);
    fs::write(path("in/c.pdf"), simple("Other words")).unwrap();
    fs::write(path("out/d.md"), "edited").unwrap();
    fs::write(path("in/e.pdf"), simple("Epsilon")).unwrap();
    let before = outputs(folder.path());
    let expected = [
        "up to date in/a.pdf",
        "left out   in/b.pdf (not-a-pdf)",
        "convert    in/c.pdf (file-changed)",
        "edited     in/d.pdf (d.md)",
        "convert    in/e.pdf (new)",
    ];
    assert_eq!(dry_run(&folder, &[]), expected);
    let again = dry_run(&folder, &["--retry", "failed"]);
    assert_eq!(again[1], "convert    in/b.pdf (tried-again)");
    let others = dry_run(&folder, &["--page-marks"]);
    assert_eq!(others[0], "convert    in/a.pdf (other-options)");
    let forced = dry_run(&folder, &["--force", "--quiet"]);
    assert_eq!([&forced[0], &forced[4]], ["convert    in/a.pdf (forced)", expected[4]]);
    assert!(outputs(folder.path()) == before, "nothing is written");

    fs::remove_file(path("out/d.md")).unwrap();
    assert_eq!(dry_run(&folder, &[])[3], "convert    in/d.pdf (output-changed)");
    let run = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert!(stderr(&run).contains("3 ok, 1 up to date, 1 left out"), "{}", stderr(&run));
    assert_eq!(dry_run(&folder, &[])[2], "up to date in/c.pdf");
}

#[test]
fn a_dry_run_speaks_json_and_refuses_what_a_run_refuses() {
    let folder = folder(&[("in/a.pdf", simple("Alpha")), ("b/a.pdf", simple("Beta"))]);
    let lines: Vec<Value> = json_lines(&dry_run(&folder, &["--json"]).join("\n"));
    let expected = [
        json!({ "event": "file", "input": "in/a.pdf", "prospect": "convert", "reason": "new" }),
        json!({ "event": "forecast", "convert": 1, "up_to_date": 0, "left_out": 0, "edited": 0 }),
    ];
    assert_eq!(lines, expected);
    let clash = offprint(&folder, &["convert", "in", "b", "-o", "out", "--dry-run"]);
    assert_eq!(code(&clash), 2, "two files would be written to out/a.md");
    assert_eq!(code(&offprint(&folder, &["convert", "in/a.pdf", "--dry-run"])), 2);
}
