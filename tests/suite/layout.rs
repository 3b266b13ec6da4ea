//! Where outputs go: layouts, shards with their manifests, and single files.

use super::cli::{code, folder, manifest, offprint, outputs, simple, stderr, stdout};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

fn names(folder: &TempDir, out: &str) -> Vec<String> {
    let found = outputs(&folder.path().join(out)).into_iter();
    found.map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect()
}

fn run(folder: &TempDir, arguments: &[&str]) {
    let output = offprint(folder, &[&["convert", "in", "-o", "out"], arguments].concat());
    assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
}

#[test]
fn outputs_lie_as_the_layout_says() {
    let folder = folder(&[
        ("in/a/x.pdf", simple("One")),
        ("in/b/x.pdf", simple("Two")),
        ("in/b/y.pdf", simple("Three")),
    ]);
    for (layout, depth) in [("flat", 1), ("sharded", 2)] {
        let arguments = ["convert", "in", "-o", layout, "--layout", layout];
        for _ in 0..2 {
            assert_eq!(code(&offprint(&folder, &arguments)), 0);
        }
        let mut names: Vec<_> = names(&folder, layout);
        names.sort_by_key(|name| name.rsplit('/').next().unwrap().to_owned());
        assert!(names.iter().all(|name| name.split('/').count() == depth), "{names:?}");
        assert!(names.last().unwrap().ends_with("y.md"), "{names:?}");
        let is_hashed = |name: &str| {
            let rest = name.rsplit('/').next().unwrap().strip_prefix("x-").unwrap();
            rest.strip_suffix(".md").unwrap().chars().all(|digit| digit.is_ascii_hexdigit())
        };
        let is_flat = layout == "flat";
        assert!(!is_flat || names[..2].iter().all(|name| is_hashed(name)), "{names:?}");
        assert_eq!(names.len(), 3);
    }
}

#[test]
fn shards_make_together_what_one_run_makes() {
    let names_in: Vec<String> = (0..9).map(|number| format!("in/{number}.pdf")).collect();
    let files: Vec<_> = names_in.iter().map(|name| (name.as_str(), simple(name))).collect();
    let folder = folder(&files);
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "whole"])), 0);
    for shard in ["1/3", "2/3", "3/3", "2/3"] {
        run(&folder, &["--shard", shard]);
    }
    let out = folder.path().join("out");
    assert!(!out.join("manifest.jsonl").exists() && out.join("manifest-3-of-3.jsonl").is_file());
    let shown = stdout(&offprint(&folder, &["manifest", "show", "out"]));
    assert_eq!(shown.lines().count(), 10, "{shown}");
    for others in [&[][..], &["--dry-run"], &["--shard", "1/2"]] {
        let output = offprint(&folder, &[&["convert", "in", "-o", "out"], others].concat());
        assert_eq!(code(&output), 2, "{others:?}");
        assert!(stderr(&output).contains("offprint manifest merge out"), "{}", stderr(&output));
    }
    let merged = offprint(&folder, &["manifest", "merge", "out"]);
    assert_eq!(code(&merged), 0, "{}", stderr(&merged));
    assert!(stderr(&merged).contains("3 manifests of shards: 9 files"), "{}", stderr(&merged));
    assert!(!out.join("manifest-3-of-3.jsonl").exists());
    let inputs: Vec<_> = manifest(&folder).iter().map(|line| line["input"].clone()).collect();
    assert_eq!(inputs, names_in);
    let is_text = |(path, _): &(PathBuf, Vec<u8>)| path.extension().is_some_and(|own| own == "md");
    let texts = |name: &str| {
        let all = outputs(&folder.path().join(name)).into_iter();
        all.filter(is_text).collect::<Vec<_>>()
    };
    assert!(texts("out") == texts("whole"));
    let again = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert!(stderr(&again).contains("9 files: 0 ok, 9 up to date"), "{}", stderr(&again));
    let shard = offprint(&folder, &["convert", "in", "-o", "out", "--shard", "1/3"]);
    assert!(stderr(&shard).contains(" 0 ok"), "a shard knows what was merged: {}", stderr(&shard));
    assert_eq!(code(&offprint(&folder, &["manifest", "merge", "out"])), 0);
    assert_eq!(
        code(&offprint(&folder, &["manifest", "merge", "out"])),
        1,
        "there is none any more"
    );
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "out", "--shard", "4/3"])), 2);
}

#[test]
fn the_last_line_of_a_file_counts_and_a_shard_that_was_cut_off_is_not_merged() {
    let folder = folder(&[]);
    let line = |version: &str| {
        format!(
            "{{\"input\":\"a.pdf\",\"status\":\"failed\",\"outputs\":[],\"version\":\"{version}\",\"options\":\"\"}}\n"
        )
    };
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("manifest.jsonl", &line("0"));
    write("manifest-2-of-10.jsonl", &line("2"));
    write("manifest-10-of-10.jsonl", &line("10"));
    write("manifest-3-of-10.jsonl.part", "{\"begun\":\"b.pdf\"}\n");
    let cut = offprint(&folder, &["manifest", "merge", "."]);
    assert_eq!(code(&cut), 1);
    assert!(stderr(&cut).contains("manifest-3-of-10.jsonl.part is of a shard that was cut off"));
    fs::remove_file(folder.path().join("manifest-3-of-10.jsonl.part")).unwrap();
    assert_eq!(code(&offprint(&folder, &["manifest", "merge", "."])), 0);
    let merged = fs::read_to_string(folder.path().join("manifest.jsonl")).unwrap();
    assert_eq!(merged, line("10"));
}

#[test]
fn one_file_is_written_under_the_name_that_is_given() {
    let folder = folder(&[("a.pdf", simple("One")), ("b.pdf", Vec::new())]);
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    let output = offprint(&folder, &["convert", "a.pdf", "-o", "sub/x.md"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(text("sub/x.md").contains("One"));
    assert!(!folder.path().join("sub/manifest.jsonl").exists());
    assert_eq!(code(&offprint(&folder, &["convert", "a.pdf", "-o", "x.json", "-f", "json"])), 0);
    assert!(text("x.json").starts_with('{'));
    let failed = offprint(&folder, &["convert", "b.pdf", "-o", "sub/x.md"]);
    assert_eq!(code(&failed), 1);
    assert!(text("sub/x.md").contains("One"), "what was there stays");
    for (arguments, part) in [
        (&["a.pdf", "b.pdf", "-o", "y.md"][..], "2 files need a folder"),
        (&["a.pdf", "-o", "y.md", "--figures"], "--figures needs a folder"),
        (&["a.pdf", "-o", "y.md", "-f", "markdown,json"], "more than one format needs a folder"),
        (&["a.pdf", "-o", "y.csl.json"], "add --format csl"),
    ] {
        let output = offprint(&folder, &[&["convert"], arguments].concat());
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(stderr(&output).contains(part), "{arguments:?}: {}", stderr(&output));
        assert!(!folder.path().join("y.md").exists());
    }
    fs::create_dir(folder.path().join("z.md")).unwrap();
    assert_eq!(code(&offprint(&folder, &["convert", "a.pdf", "-o", "z.md"])), 0);
    assert!(text("z.md/a.md").contains("One"), "a folder is one whatever its name");
}
