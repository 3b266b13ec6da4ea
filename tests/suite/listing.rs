//! `offprint manifest`, which lists what became of files, and values that are nearly right.

use super::cli::{code, folder, json_lines, manifest, offprint, simple, stderr, stdout};
use std::fs;

#[test]
fn a_manifest_is_listed() {
    let folder = folder(&[
        ("in/a.pdf", simple("Alpha")),
        ("in/b.pdf", b"no pdf".to_vec()),
        ("in/c.pdf", Vec::new()),
    ]);
    assert_eq!(code(&offprint(&folder, &["manifest", "show", "out"])), 1, "there is none");
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "out"])), 1);
    let list = |arguments: &[&str]| {
        let output = offprint(&folder, &[&["manifest"], arguments].concat());
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        stdout(&output)
    };
    let shown = list(&["show", "out"]);
    let rows: Vec<&str> = shown.lines().collect();
    assert_eq!(rows.len(), 4, "{shown}");
    assert_eq!(rows[0], "status   pages  quality  file");
    assert!(rows[1].starts_with("ok           1  ") && rows[1].ends_with("  in/a.pdf"), "{shown}");
    assert_eq!(rows[2], "failed       0        -  in/b.pdf (not-a-pdf)");

    let failed = list(&["failed", "out"]);
    let expected = "\
not-a-pdf  in/b.pdf: neither a PDF nor an image (PNG, JPEG, TIFF, WebP)
empty      in/c.pdf: the file is empty
";
    assert_eq!(failed, expected);
    let lines = json_lines(&list(&["failed", "out", "--json"]));
    assert_eq!(lines, manifest(&folder)[1..]);

    // What a run that goes on has written so far.
    let out = folder.path().join("out");
    fs::rename(out.join("manifest.jsonl"), out.join("manifest.jsonl.part")).unwrap();
    assert_eq!(list(&["failed", "out"]), expected);
    fs::write(out.join("manifest.jsonl"), "").unwrap();
    fs::remove_file(out.join("manifest.jsonl.part")).unwrap();
    assert_eq!(list(&["failed", "out"]), "");
    assert_eq!(code(&offprint(&folder, &["manifest"])), 2);
}

#[test]
fn a_format_that_is_nearly_right_is_named() {
    let folder = folder(&[("a.pdf", simple("Alpha"))]);
    let output = offprint(&folder, &["convert", "a.pdf", "--format", "markdwon"]);
    assert_eq!(code(&output), 2);
    let said = stderr(&output);
    assert!(said.contains("a similar value exists: 'markdown'"), "{said}");
    assert!(said.contains("poster-json"), "all are listed: {said}");
    let help = stdout(&offprint(&folder, &["convert", "--help"]));
    assert!(help.contains("csl: ") && help.contains("NAME.csl.json"), "{help}");
    let both = offprint(&folder, &["convert", "a.pdf", "-o", "out", "--format", "csl,markdown"]);
    assert_eq!(code(&both), 0, "{}", stderr(&both));
    assert!(folder.path().join("out/a.csl.json").is_file());
}
