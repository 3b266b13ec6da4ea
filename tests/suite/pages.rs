//! Pages that are asked for, and those that are left out.

use super::cli::{code, folder, manifest, offprint, pdf, stderr, stdout};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A word of each page of [`five`].
const WORDS: [&str; 5] = ["barley", "copper", "dolphin", "eclipse", "feather"];

/// A file of five pages.
fn five() -> Vec<u8> {
    pdf(&[
        &["The barley in the field was cut early", "and stored until spring came."],
        &["Most copper was found in the hills", "where nobody had looked before."],
        &["One dolphin swam along with our boat", "all the way into the harbour."],
        &["Each eclipse was seen from two towns", "by observers with clear skies."],
        &["Every feather weighed less than paper", "when it had dried in the sun."],
    ])
}

fn papers() -> TempDir {
    let two = pdf(&[&["A first page of few words"], &["A second page of few words"]]);
    folder(&[("in/a.pdf", five()), ("in/b.pdf", two)])
}

#[test]
fn pages_that_are_not_asked_for_are_left_out() {
    let folder = papers();
    let cases: [(&[&str], &[usize]); 6] = [
        (&["--pages", "2,4-5"], &[2, 4, 5]),
        (&["--pages", "4-5,2,5"], &[2, 4, 5]),
        (&["--pages", "3-"], &[3, 4, 5]),
        (&["--max-pages", "2"], &[1, 2]),
        (&["--pages", "2-4", "--max-pages", "2"], &[2, 3]),
        (&["--max-pages", "9", "--in-process"], &[1, 2, 3, 4, 5]),
    ];
    for (arguments, pages) in cases {
        let usual = ["convert", "in/a.pdf", "--page-marks", "--front-matter", "none"];
        let output = offprint(&folder, &[&usual[..], arguments].concat());
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        let text = stdout(&output);
        for (page, word) in (1..).zip(WORDS) {
            let is_asked_for = pages.contains(&page);
            assert_eq!(text.contains(word), is_asked_for, "{arguments:?}, page {page}: {text}");
            // What stands at the beginning of the first page may be a title above its mark.
            let mark = format!("<!-- page {page} -->");
            assert!(is_asked_for || !text.contains(&mark), "{arguments:?}: {text}");
        }
    }
    let here = offprint(&folder, &["convert", "in/a.pdf", "--pages", "2", "--in-process"]);
    assert_eq!(stdout(&here), stdout(&offprint(&folder, &["convert", "in/a.pdf", "--pages", "2"])));
}

#[test]
fn what_was_left_out_is_said() {
    let folder = papers();
    let convert =
        |pages: &str| offprint(&folder, &["convert", "in", "-o", "out", "--pages", pages]);
    let output = convert("4-5");
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("in/a.pdf ok 2 of 5 pages"), "{said}");
    assert!(said.contains("in/b.pdf: failed (no-such-page): page 4 is asked for"), "{said}");
    assert!(said.contains("the file has 2 pages"), "{said}");
    assert!(said.contains("; 2 pages in "), "{said}");
    let lines = manifest(&folder);
    assert_eq!((&lines[0]["status"], &lines[0]["pages"]), (&json!("ok"), &json!(5)));
    assert_eq!(lines[0]["pages_left_out"], 3);
    assert_eq!(lines[0]["diagnostics"], json!({ "page-left-out": 1 }));
    assert_eq!(
        (&lines[1]["status"], &lines[1]["reason"]),
        (&json!("failed"), &json!("no-such-page"))
    );

    assert!(stderr(&convert("5,4")).contains("1 up to date, 1 left out"), "the same pages");
    let output = convert("1-2");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stderr(&output).contains("2 ok"), "other pages are other options");
    let lines = manifest(&folder);
    assert_eq!(lines[1]["pages_left_out"], Value::Null, "nothing of it was left out");

    let json = offprint(&folder, &["convert", "in/a.pdf", "--max-pages", "1", "--format", "json"]);
    let document: Value = serde_json::from_str(&stdout(&json)).unwrap();
    let noted = document["diagnostics"].as_array().unwrap();
    let noted = noted.iter().find(|own| own["code"] == "page-left-out").expect("it is noted");
    assert_eq!(noted["message"], "of 5 pages, these were not asked for: 2-5");
}

#[test]
fn a_page_that_is_left_out_is_not_read() {
    let mut document = lopdf::Document::load_mem(&five()).unwrap();
    let first = document.page_iter().next().unwrap();
    document.get_dictionary_mut(first).unwrap().set("Contents", lopdf::Object::Reference((999, 0)));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let folder = folder(&[("a.pdf", bytes)]);
    assert_eq!(code(&offprint(&folder, &["convert", "a.pdf"])), 1);
    let output = offprint(&folder, &["convert", "a.pdf", "--pages", "2-"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn pages_that_cannot_be_are_wrong_usage() {
    let folder = papers();
    let usual = ["convert", "in", "-o", "out"];
    let wrong = ["0", "7-3", "two", "1,,2", "", "-2"];
    for pages in wrong.map(|pages| format!("--pages={pages}")) {
        let output = offprint(&folder, &[&usual[..], &[&pages]].concat());
        assert_eq!(code(&output), 2, "{pages}: {}", stderr(&output));
    }
    assert_eq!(code(&offprint(&folder, &[&usual[..], &["--max-pages", "0"]].concat())), 2);
    assert!(!folder.path().join("out").exists());
}
