//! Files with the same bytes, and files that stand where outputs go.

use super::archive::zipped;
use super::cli::{code, folder, json_lines, manifest, offprint, outputs, simple, stderr, stdout};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const FORMATS: [&str; 5] = ["--format", "markdown,json", "--tables-dir", "tables", "--figures"];

fn converted(folder: &TempDir, inputs: &[&str], arguments: &[&str]) -> Vec<Value> {
    let all = [&["convert", "-o", "out", "--json", "--timings"], inputs, arguments].concat();
    let output = offprint(folder, &all);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    json_lines(&stdout(&output))
}

/// The event of a file.
fn event<'a>(events: &'a [Value], input: &str) -> &'a Value {
    events.iter().find(|event| event["record"]["input"] == input).expect("it was converted")
}

fn same_as(folder: &TempDir) -> Vec<(String, Option<String>)> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let told = |line: &Value| (text(&line["input"]).unwrap(), text(&line["same_as"]));
    manifest(folder).iter().map(told).collect()
}

#[test]
fn files_with_the_same_bytes_are_converted_once_and_each_as_if_alone() {
    let same = simple("The same words in three files");
    let members = [("m.pdf", same.clone()), ("n.pdf", simple("The same words in three filed"))];
    let folder = folder(&[
        ("in/a.pdf", same.clone()),
        ("in/b/copy.pdf", same),
        ("in/other.pdf", simple("Other words")),
        ("in/z.zip", zipped(&members)),
    ]);
    let first = Some("in/a.pdf".to_owned());
    let expected = [
        ("in/a.pdf".to_owned(), None),
        ("in/b/copy.pdf".to_owned(), first.clone()),
        ("in/other.pdf".to_owned(), None),
        ("in/z.zip/m.pdf".to_owned(), first),
        ("in/z.zip/n.pdf".to_owned(), None),
    ];
    for way in [&["--jobs", "3"][..], &["--jobs", "1"], &["--in-process", "--jobs", "3"]] {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        let events = converted(&folder, &["in"], &[&FORMATS[..], way].concat());
        assert_eq!(same_as(&folder), expected, "{way:?}");
        for (input, same) in &expected {
            let timings = &event(&events, input)["timings"];
            assert_eq!(
                timings.get("layout").is_none(),
                same.is_some(),
                "{way:?} {input}: {timings}"
            );
            assert!(timings.get("writer").is_some(), "{way:?} {input}: {timings}");
        }
        // What is written of each is what is written of it alone.
        let together = outputs(&folder.path().join("out"));
        assert_eq!(together.len(), 10);
        for (input, place) in [("in/a.pdf", "a."), ("in/b", "copy."), ("in/z.zip", "m.")] {
            let _ = fs::remove_dir_all(folder.path().join("alone"));
            let alone = ["convert", input, "-o", "alone"];
            assert_eq!(code(&offprint(&folder, &[&alone[..], &FORMATS].concat())), 0);
            let own = |all: &[(std::path::PathBuf, Vec<u8>)]| {
                let name =
                    |path: &std::path::Path| path.file_name().unwrap().to_str().map(str::to_owned);
                let named = all.iter().map(|(path, bytes)| (name(path).unwrap(), bytes.clone()));
                named.filter(|(name, _)| name.starts_with(place)).collect::<Vec<_>>()
            };
            let alone = own(&outputs(&folder.path().join("alone")));
            assert_eq!((own(&together), alone.len()), (alone.clone(), 2), "{way:?} {input}");
        }
    }
    // Outputs are files of their own.
    let copy = folder.path().join("out/b/copy.md");
    let before = fs::read(&copy).unwrap();
    fs::write(folder.path().join("out/a.md"), "edited").unwrap();
    assert_eq!(fs::read(&copy).unwrap(), before);
}

#[test]
fn a_file_with_the_bytes_of_one_of_an_earlier_run_names_it() {
    let same = simple("The same words");
    let folder = folder(&[("in/a.pdf", same.clone()), ("later/b.pdf", same)]);
    converted(&folder, &["in"], &[]);
    converted(&folder, &["later"], &[]);
    let names = |first: Option<&str>| {
        let first = first.map(str::to_owned);
        [("in/a.pdf".to_owned(), None), ("later/b.pdf".to_owned(), first)]
    };
    assert_eq!(same_as(&folder), names(Some("in/a.pdf")));
    // With other options, the other one is not what this one would be.
    converted(&folder, &["later"], &["--page-marks"]);
    assert_eq!(same_as(&folder), names(None));
}

#[test]
fn a_run_that_was_cut_off_between_two_files_with_the_same_bytes_goes_on() {
    let same = simple("The same words");
    let folder =
        folder(&[("in/a.pdf", same.clone()), ("in/b.pdf", same.clone()), ("in/c.pdf", same)]);
    converted(&folder, &["in"], &[]);
    let whole = (outputs(&folder.path().join("out")), same_as(&folder));
    let out = folder.path().join("out");
    let lines = fs::read_to_string(out.join("manifest.jsonl")).unwrap();
    let first = lines.lines().next().unwrap();
    fs::write(out.join("manifest.jsonl.part"), format!("{first}\n{{\"begun\":\"in/b.pdf\"}}\n"))
        .unwrap();
    for name in ["manifest.jsonl", "c.md"] {
        fs::remove_file(out.join(name)).unwrap();
    }
    let events = converted(&folder, &["in"], &[]);
    assert_eq!((outputs(&out), same_as(&folder)), whole);
    assert_eq!(events.last().unwrap()["up_to_date"], 1);
}

#[test]
fn shards_convert_their_own_files_with_the_same_bytes() {
    let same = simple("The same words");
    let names: Vec<String> = (0..8).map(|number| format!("in/{number}.pdf")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), same.clone())).collect();
    let folder = folder(&files);
    for shard in ["1/2", "2/2"] {
        converted(&folder, &["in"], &["--shard", shard]);
    }
    assert_eq!(code(&offprint(&folder, &["manifest", "merge", "out"])), 0);
    let wrong = offprint(&folder, &["convert", "in", "-o", "out", "--shard", "1/2", "--prune"]);
    assert_eq!(code(&wrong), 2);
    assert!(stderr(&wrong).contains("run `offprint manifest merge`"), "{}", stderr(&wrong));
    let firsts = same_as(&folder).iter().filter(|(_, first)| first.is_none()).count();
    assert_eq!((firsts, outputs(&folder.path().join("out")).len()), (2, 8));
}

#[test]
fn what_no_run_wrote_is_not_written_over() {
    let folder = folder(&[
        ("in/a.pdf", simple("One")),
        ("in/b.pdf", simple("Two")),
        ("out/a.md", b"my own words".to_vec()),
        ("out/b.md", Vec::new()),
    ]);
    let mine = folder.path().join("out/a.md");
    for _ in 0..2 {
        let output = offprint(&folder, &["convert", "in", "-o", "out"]);
        let said = stderr(&output);
        assert_eq!(code(&output), 1, "{said}");
        let expected = "error: in/a.pdf: failed (in-the-way): out/a.md is there, and no manifest says who wrote it; \
                        move it away, or write over it with --force";
        assert!(said.contains(expected), "{said}");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "my own words");
        let lines = manifest(&folder);
        assert_eq!(
            (&lines[0]["reason"], &lines[1]["status"]),
            (&"in-the-way".into(), &"ok".into())
        );
    }
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "out", "--force"])), 0);
    assert!(fs::read_to_string(&mine).unwrap().contains("One"));
}

#[test]
fn a_run_into_a_folder_whose_manifest_is_gone_takes_over_what_is_whole() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", simple("Two"))]);
    converted(&folder, &["in"], &[]);
    fs::remove_file(folder.path().join("out/manifest.jsonl")).unwrap();
    fs::write(folder.path().join("out/b.md"), "my own words").unwrap();
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("2 files: 1 ok, 1 failed"), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(folder.path().join("out/b.md")).unwrap(), "my own words");
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert!(stderr(&output).contains("1 failed, 1 up to date"), "{}", stderr(&output));
}

#[test]
fn the_outputs_of_a_file_that_has_another_name_are_written_over() {
    let folder = folder(&[("in/a.PDF", simple("One"))]);
    converted(&folder, &["in"], &[]);
    fs::rename(folder.path().join("in/a.PDF"), folder.path().join("in/a.pdf")).unwrap();
    fs::write(folder.path().join("in/a.pdf"), simple("Other")).unwrap();
    converted(&folder, &["in"], &[]);
    assert!(fs::read_to_string(folder.path().join("out/a.md")).unwrap().contains("Other"));
}
