//! Outputs that someone has edited, and those that nobody asks for any more.

use super::archive::zipped;
use super::cli::{code, folder, json_lines, manifest, offprint, outputs, simple, stderr, stdout};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn run(folder: &TempDir, arguments: &[&str]) -> String {
    let output = offprint(folder, &[&["convert", "in", "-o", "out"], arguments].concat());
    assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
    stderr(&output) + &stdout(&output)
}

fn names(folder: &TempDir) -> Vec<String> {
    let found = outputs(&folder.path().join("out")).into_iter();
    found.map(|(path, _)| path.to_string_lossy().into_owned()).collect()
}

#[test]
fn what_was_edited_is_not_written_over() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", simple("Two"))]);
    run(&folder, &[]);
    let edited = folder.path().join("out/a.md");
    fs::write(&edited, "my own words").unwrap();
    fs::write(folder.path().join("in/a.pdf"), simple("Other")).unwrap();
    for arguments in [&[][..], &["--page-marks"], &["--prune"]] {
        let said = run(&folder, arguments);
        assert!(said.contains("in/a.pdf left as it is: a.md was edited"), "{said}");
        assert!(said.contains("1 edited (--force writes over them)"), "{said}");
        assert_eq!(fs::read_to_string(&edited).unwrap(), "my own words");
    }
    let dry = run(&folder, &["--dry-run"]);
    assert!(dry.contains("edited     in/a.pdf (a.md)\n"), "{dry}");
    let lines = json_lines(&stdout(&offprint(&folder, &["convert", "in", "-o", "out", "--json"])));
    let told = lines.iter().find(|line| line["edited"] == "in/a.pdf").expect("it is told");
    assert_eq!((&told["output"], &lines.last().unwrap()["edited"]), (&"a.md".into(), &1.into()));
    // What is not written is not in the way.
    run(&folder, &["--format", "json"]);
    assert_eq!(fs::read_to_string(&edited).unwrap(), "my own words");
    assert!(names(&folder).contains(&"a.json".to_owned()));
    run(&folder, &["--force"]);
    assert!(fs::read_to_string(&edited).unwrap().contains("Other"));
}

#[test]
fn what_a_run_that_was_cut_off_wrote_was_not_edited() {
    let folder = folder(&[("in/a.pdf", simple("One"))]);
    run(&folder, &[]);
    fs::write(folder.path().join("out/a.md"), "of the run that was cut off").unwrap();
    let begun = "{\"begun\":\"in/a.pdf\"}\n";
    fs::write(folder.path().join("out/manifest.jsonl.part"), begun).unwrap();
    run(&folder, &[]);
    assert!(fs::read_to_string(folder.path().join("out/a.md")).unwrap().contains("One"));
}

#[test]
fn an_edited_output_of_a_file_that_fails_stays() {
    let folder = folder(&[("in/a.pdf", simple("One"))]);
    run(&folder, &[]);
    fs::write(folder.path().join("out/a.md"), "my own words").unwrap();
    fs::write(folder.path().join("in/a.pdf"), "no PDF").unwrap();
    let output = offprint(&folder, &["convert", "in", "-o", "out", "--force"]);
    assert_eq!(code(&output), 1);
    assert_eq!(names(&folder), ["a.md"]);
}

#[test]
fn outputs_of_files_that_are_gone_are_removed_where_that_is_asked_for() {
    let members = [("x.pdf", simple("X")), ("y.pdf", simple("Y"))];
    let folder = folder(&[
        ("in/a.pdf", simple("One")),
        ("in/sub/b.pdf", simple("Two")),
        ("in/sub/edited.pdf", simple("Three")),
        ("in/z.zip", zipped(&members)),
        ("other/c.pdf", simple("Four")),
    ]);
    let all = ["convert", "in", "other", "-o", "out"];
    assert_eq!(code(&offprint(&folder, &all)), 0);
    fs::write(folder.path().join("out/sub/edited.md"), "my own words").unwrap();
    fs::write(folder.path().join("in/z.zip"), zipped(&members[..1])).unwrap();
    for gone in ["in/sub/b.pdf", "in/sub/edited.pdf", "other/c.pdf"] {
        fs::remove_file(folder.path().join(gone)).unwrap();
    }
    let before = names(&folder);
    run(&folder, &[]);
    assert_eq!(names(&folder), before, "nothing is removed without being asked for");
    let dry = run(&folder, &["--prune", "--dry-run"]);
    let told = ["remove     sub/b.md\n", "remove     z/y.md\n", "keep       sub/edited.md\n"];
    assert!(told.iter().all(|line| dry.contains(line)), "{dry}");
    assert!(!dry.contains("c.md"), "it was not looked for: {dry}");
    assert_eq!(names(&folder), before);
    let said = run(&folder, &["--prune"]);
    assert!(
        said.contains("removed sub/b.md") && said.contains("sub/edited.md is asked for no more")
    );
    assert_eq!(names(&folder), ["a.md", "c.md", "sub/edited.md", "z/x.md"]);
    let inputs: Vec<_> = manifest(&folder).iter().map(|line| line["input"].clone()).collect();
    assert_eq!(inputs, ["in/a.pdf", "in/sub/edited.pdf", "in/z.zip/x.pdf", "other/c.pdf"]);
    fs::remove_file(folder.path().join("out/sub/edited.md")).unwrap();
    run(&folder, &["--prune"]);
    assert_eq!(manifest(&folder).len(), 3);
    // A folder that is not there at all is a mistake, not a wish.
    fs::rename(folder.path().join("in"), folder.path().join("elsewhere")).unwrap();
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "out", "--prune"])), 2);
    assert_eq!(names(&folder), ["a.md", "c.md", "z/x.md"]);
}

#[test]
fn outputs_of_earlier_options_are_named_and_removed_where_that_is_asked_for() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", simple("Two"))]);
    run(&folder, &["--format", "markdown,json"]);
    fs::write(folder.path().join("out/b.json"), "{}").unwrap();
    let said = run(&folder, &["--layout", "sharded"]);
    assert!(
        said.contains("Outputs of earlier options are still there: a.json, a.md, b.md;"),
        "{said}"
    );
    assert_eq!(manifest(&folder)[0]["left"][1]["path"], "a.json");
    let said = run(&folder, &["--layout", "sharded"]);
    assert!(said.contains("2 up to date"), "{said}");
    let dry = run(&folder, &["--layout", "sharded", "--prune", "--dry-run"]);
    assert_eq!(dry.matches("remove     ").count(), 3, "{dry}");
    run(&folder, &["--layout", "sharded", "--prune"]);
    let left = names(&folder);
    assert_eq!(left.iter().filter(|name| !name.contains('/')).collect::<Vec<_>>(), ["b.json"]);
    assert_eq!(left.len(), 3);
    assert!(manifest(&folder).iter().all(|line| line.get("left").is_none()));
    let said = run(&folder, &["--layout", "sharded"]);
    assert!(said.contains("2 up to date"), "{said}");
}

#[test]
fn a_manifest_cannot_have_other_files_removed() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("keep.md", b"keep".to_vec())]);
    run(&folder, &[]);
    let hash = "6ca7ea2feefc88ecb5ed6356ed963f47dc9137f82526fdd25d618ea626d0803f";
    let path = folder.path().join("out/manifest.jsonl");
    let absolute = folder.path().join("keep.md").display().to_string();
    let line = |output: &str| {
        format!(
            "{{\"input\":\"in/{}.pdf\",\"status\":\"ok\",\"outputs\":[{{\"path\":\"{output}\",\"bytes\":4,\
             \"sha256\":\"{hash}\"}}],\"version\":\"\",\"options\":\"\"}}\n",
            output.len()
        )
    };
    let text = fs::read_to_string(&path).unwrap() + &line("../keep.md") + &line(&absolute);
    fs::write(&path, text).unwrap();
    run(&folder, &["--prune"]);
    assert!(Path::new(&absolute).is_file());
}
