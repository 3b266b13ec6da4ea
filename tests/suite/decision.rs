//! What people decide: repairs that stay undone or are marked, metadata that is corrected.

use super::archive::given;
use super::cli::{code, folder, json_lines, manifest, offprint, outputs, simple, stderr, stdout};
use super::fixture;
use super::isolation::ask;
use offprint::decision::{About, Decision, Decisions, Key, Line, Verdict};
use offprint::document::Document;
use offprint::text::Text;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const ALL: [&str; 6] =
    ["convert", "in", "-o", "out", "--format", "markdown,json,ledger,jsonl,html,jats"];
const FILE: &str = "offprint.decisions.jsonl";

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    fs::read(folder.join(name)).expect("the sample")
}

/// A folder with the case report, which is converted.
fn converted() -> TempDir {
    let files = [
        ("in/case-report.pdf", sample("case-report.pdf")),
        ("in/other.pdf", simple("Other words")),
    ];
    let folder = folder(&files);
    let output = offprint(&folder, &ALL);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    folder
}

/// Writes decisions and converts with them.
fn decide(folder: &TempDir, lines: &[Value], arguments: &[&str]) -> Value {
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(folder.path().join(FILE), text).unwrap();
    let with = ["--decisions", FILE, "--json"];
    let output = offprint(folder, &[&ALL[..], &with, arguments].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    json_lines(&stdout(&output)).pop().unwrap()
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).unwrap()
}

fn json_of(folder: &TempDir) -> Value {
    serde_json::from_str(&read(folder, "case-report.json")).unwrap()
}

/// Everything under a key, wherever it stands in a document.
fn all<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|inner| all(inner, key, found)),
        Value::Object(fields) => {
            found.extend(fields.get(key).and_then(Value::as_array).into_iter().flatten());
            fields.values().for_each(|inner| all(inner, key, found));
        }
        _ => {}
    }
}

fn listed(document: &Value, key: &str) -> Vec<Value> {
    let mut found = Vec::new();
    all(&document["body"], key, &mut found);
    found.into_iter().cloned().collect()
}

fn diagnostics(document: &Value, code: &str) -> Vec<String> {
    let all = document["diagnostics"].as_array().unwrap().iter();
    let own = all.filter(|own| own["code"] == code);
    own.map(|own| own["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_rejected_repair_reads_as_printed_and_all_else_stays() {
    let folder = converted();
    let (before, document) = (read(&folder, "case-report.md"), json_of(&folder));
    let sha256 = &document["source"]["sha256"];
    let ledger = json_lines(&read(&folder, "case-report.ledger.jsonl"));
    // What the abstract has stands in the front matter, too.
    let body = before.find("\n## Case presentation").unwrap() as u64;
    let is_of_text = |entry: &&Value| {
        entry["output"]["start"].as_u64().unwrap() > body && entry["before"] == "-\n"
    };
    let entry = ledger.iter().find(is_of_text).expect("a hyphen at a line end");
    let edits = listed(&document, "edits");
    let edit = edits.iter().find(|edit| edit["key"] == entry["key"]).expect("the same repair");
    assert_eq!(edit["rule"], entry["rule"]);
    let line = json!({
        "sha256": sha256, "edit": edit["key"], "decision": "rejected", "rule": edit["rule"],
        "before": edit["before"], "after": edit["after"],
    });
    decide(&folder, &[line], &[]);
    let place = |key: &str| usize::try_from(entry["output"][key].as_u64().unwrap()).unwrap();
    let expected = format!("{}- {}", &before[..place("start")], &before[place("end")..]);
    assert!(read(&folder, "case-report.md") == expected, "all else is as it was");
    let undone = json_of(&folder);
    assert!(!listed(&undone, "edits").iter().any(|own| own["key"] == edit["key"]));
    assert_eq!(listed(&undone, "edits").len(), edits.len() - 1);
    let rejected = listed(&undone, "rejected");
    let mut marked = edit.clone();
    marked["decision"] = "rejected".into();
    assert_eq!(rejected, [marked]);
    let said = format!("hyphen-at-line-end: \"-\\n\" stays, not {}", edit["after"]);
    assert_eq!(diagnostics(&undone, "repair-rejected"), [said]);
    assert_eq!(manifest(&folder)[0]["diagnostics"]["repair-rejected"], 1);
    let ledger = read(&folder, "case-report.ledger.jsonl");
    assert!(!ledger.contains(edit["key"].as_str().unwrap()));
    // Without the decision it is as it was.
    decide(&folder, &[], &[]);
    assert!(read(&folder, "case-report.md") == before && json_of(&folder) == document);
}

#[test]
fn an_accepted_repair_is_marked_and_changes_no_text() {
    let folder = converted();
    let (before, document) = (read(&folder, "case-report.md"), json_of(&folder));
    let edit = &listed(&document, "edits")[3];
    let accepted = json!({
        "sha256": document["source"]["sha256"], "edit": edit["key"], "decision": "accepted",
    });
    decide(&folder, &[accepted], &[]);
    assert!(read(&folder, "case-report.md") == before);
    let document = json_of(&folder);
    let edits = listed(&document, "edits");
    let marked: Vec<&Value> = edits.iter().filter(|own| own["decision"] == "accepted").collect();
    let [marked] = marked.as_slice() else { panic!("{marked:?}") };
    assert_eq!(marked["key"], edit["key"]);
    assert!(edits.iter().all(|own| own["key"] == edit["key"] || own.get("decision").is_none()));
    let ledger = json_lines(&read(&folder, "case-report.ledger.jsonl"));
    let marked: Vec<_> = ledger.iter().filter(|entry| entry["decision"] == "accepted").collect();
    assert_eq!((marked.len(), &marked[0]["key"]), (1, &edit["key"]));
    assert!(diagnostics(&document, "decision-unmatched").is_empty());
}

#[test]
fn metadata_is_what_a_person_says() {
    let folder = converted();
    let before = json_of(&folder);
    let sha256 = &before["source"]["sha256"];
    let known = before["metadata"]["authors"][0].clone();
    let names = json!(["Ada Lund", known["name"]]);
    let say =
        |field: &str, value: Value| json!({ "sha256": sha256, "field": field, "value": value });
    let lines = [
        say("title", json!("Salt in wells")),
        say("doi", json!("https://doi.org/10.5555/SALT.1")),
        say("date", json!("2021-03")),
        say("authors", names),
        say("volume", json!(null)),
        say("title", json!("Salt in springs")),
    ];
    decide(&folder, &lines, &[]);
    let after = json_of(&folder);
    let metadata = &after["metadata"];
    assert_eq!(metadata["title"], "Salt in springs");
    assert_eq!(
        (&metadata["doi"], &metadata["date"]),
        (&"10.5555/salt.1".into(), &"2021-03".into())
    );
    assert_eq!(
        metadata["authors"][0],
        json!({ "name": "Ada Lund", "given": "Ada", "family": "Lund" })
    );
    assert_eq!(metadata["authors"][1], known, "what was read of an author stays");
    assert!(metadata.get("volume").is_none());
    for field in ["title", "doi", "date", "authors", "volume"] {
        let expected = json!({ "source": "person", "confidence": 1.0 });
        assert_eq!(metadata["evidence"][field], expected, "{field}");
    }
    assert_eq!(metadata["evidence"]["language"], before["metadata"]["evidence"]["language"]);
    assert_eq!(after["body"][0]["content"]["text"], before["body"][0]["content"]["text"]);
    let markdown = read(&folder, "case-report.md");
    let front = markdown.split("\n---\n").next().unwrap();
    for part in ["title: Salt in springs", "10.5555/salt.1", "- name: Ada Lund", "2021-03"] {
        assert!(front.contains(part), "{part}: {front}");
    }
    let said = diagnostics(&after, "metadata-corrected");
    assert!(
        said[0].starts_with("title: Salt in springs (person) is taken, not Delayed"),
        "{said:?}"
    );
}

#[test]
fn a_decision_about_nothing_is_said() {
    let folder = converted();
    let before = read(&folder, "case-report.md");
    let sha256 = json_of(&folder)["source"]["sha256"].clone();
    let gone = json!({
        "sha256": sha256, "edit": "0123456789abcdef", "decision": "rejected", "page": 2,
        "rule": "micro-as-u", "before": "u", "after": "µ",
    });
    decide(&folder, &[gone], &[]);
    assert!(read(&folder, "case-report.md") == before);
    let said = diagnostics(&json_of(&folder), "decision-unmatched");
    let expected = "rejected edit 0123456789abcdef (page 2, micro-as-u, \"u\" to \"µ\"): no such repair is proposed";
    assert!(said.len() == 1 && said[0].starts_with(expected), "{said:?}");
    assert_eq!(manifest(&folder)[0]["diagnostics"]["decision-unmatched"], 1);
}

#[test]
fn a_line_that_is_no_decision_is_refused_before_anything_is_done() {
    let folder = folder(&[("a.pdf", simple("One"))]);
    let hash = "a".repeat(64);
    let good = json!({ "sha256": hash, "field": "title", "value": "One" });
    let cases = [
        (format!("{good}\n\n{{\"sha256\":\"{hash}\"}}\n"), "line 3: it has neither `edit`"),
        (format!("{good}\nrejected\n"), "line 2: no JSON"),
        (format!("{good}\n{good}{good}\n"), "line 2: no JSON: trailing characters"),
    ];
    for (text, part) in cases {
        fs::write(folder.path().join(FILE), text).unwrap();
        for arguments in [&["-o", "out"][..], &["-o", "out", "--in-process"], &[]] {
            let all = [&["convert", "a.pdf", "--decisions", FILE], arguments].concat();
            let output = offprint(&folder, &all);
            let said = stderr(&output);
            assert_eq!((code(&output), stdout(&output).as_str()), (2, ""), "{said}");
            let is_told = said.starts_with(&format!("error: {FILE}, {part}"));
            assert!(is_told && said.ends_with("; mend the line or remove it\n"), "{said}");
        }
    }
    let output = offprint(&folder, &["convert", "a.pdf", "-o", "out", "--decisions", "none.jsonl"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("none.jsonl: "), "{}", stderr(&output));
    assert!(!folder.path().join("out").exists(), "nothing was converted");
}

#[test]
fn only_files_whose_decisions_changed_are_converted_again() {
    let folder = converted();
    let first = outputs(&folder.path().join("out"));
    let counts = |summary: &Value| {
        ["ok", "up_to_date", "decisions_beside"].map(|key| summary[key].as_u64().unwrap())
    };
    let document = json_of(&folder);
    let edit = listed(&document, "edits")[0].clone();
    let other = manifest(&folder)[1]["sha256"].clone();
    let elsewhere = json!({ "sha256": "0".repeat(64), "field": "doi", "value": null });
    assert_eq!(counts(&decide(&folder, &[], &[])), [0, 2, 0]);
    assert_eq!(counts(&decide(&folder, std::slice::from_ref(&elsewhere), &[])), [0, 2, 1]);
    assert!(outputs(&folder.path().join("out")) == first, "no byte changed");
    let rejected = json!({
        "sha256": document["source"]["sha256"], "edit": edit["key"], "decision": "rejected",
    });
    let title = json!({ "sha256": other, "field": "title", "value": "Other" });
    let mut lines = vec![rejected, elsewhere];
    assert_eq!(counts(&decide(&folder, &lines, &[])), [1, 1, 1]);
    assert_eq!(counts(&decide(&folder, &lines, &[])), [0, 2, 1]);
    // What is for people only, and the order of lines, decide nothing.
    lines[0]["note"] = "looked at the page".into();
    lines.reverse();
    assert_eq!(counts(&decide(&folder, &lines, &[])), [0, 2, 1]);
    lines.push(title);
    fs::write(
        folder.path().join(FILE),
        lines.iter().map(|own| format!("{own}\n")).collect::<String>(),
    )
    .unwrap();
    let with = ["--decisions", FILE, "--dry-run"];
    let listing = stdout(&offprint(&folder, &[&ALL[..], &with].concat()));
    assert!(listing.contains("convert    in/other.pdf (other-options)"), "{listing}");
    assert!(listing.contains("up to date in/case-report.pdf"), "{listing}");
    assert_eq!(counts(&decide(&folder, &lines, &[])), [1, 1, 1]);
    assert_eq!(counts(&decide(&folder, &[], &[])), [2, 0, 0]);
    assert!(outputs(&folder.path().join("out")) == first, "it is as it was");
}

#[test]
fn every_way_to_convert_keeps_to_decisions() {
    let folder = converted();
    fs::copy(folder.path().join("in/case-report.pdf"), folder.path().join("in/copy.pdf")).unwrap();
    let document = json_of(&folder);
    let sha256 = document["source"]["sha256"].clone();
    let edit = listed(&document, "edits")[5].clone();
    let lines = [
        json!({ "sha256": sha256, "edit": edit["key"], "decision": "rejected" }),
        json!({ "sha256": sha256, "field": "title", "value": "Salt" }),
    ];
    let mut ways = Vec::new();
    for way in [&["--jobs", "2"][..], &["--jobs", "1"], &["--in-process"]] {
        fs::remove_dir_all(folder.path().join("out")).unwrap();
        decide(&folder, &lines, way);
        let mut books = manifest(&folder);
        books.iter_mut().for_each(|line| line["ms"] = 0.into());
        ways.push((outputs(&folder.path().join("out")), books));
    }
    assert!(ways[0] == ways[1] && ways[0] == ways[2], "the ways differ");
    let markdown = read(&folder, "case-report.md");
    assert!(markdown.starts_with("---\ntitle: Salt\n"), "{markdown}");
    assert!(read(&folder, "copy.md").replace("copy.pdf", "case-report.pdf") == markdown);
    assert_eq!(manifest(&folder)[1]["same_as"], "in/case-report.pdf");
    let bytes = sample("case-report.pdf");
    let alone = ["convert", "in/case-report.pdf", "--decisions", FILE];
    assert!(stdout(&offprint(&folder, &alone)) == markdown);
    let piped = ["convert", "-", "--decisions", FILE];
    let told = stdout(&given(&folder, &piped, &bytes));
    assert!(told.replace("source: '-'", "source: case-report.pdf") == markdown, "{told}");
    let request = |lines: &[Value]| json!({ "path": "in/case-report.pdf", "decisions": lines });
    for arguments in [&[][..], &["--unguarded"]] {
        let told = ask(&folder, arguments, &[request(&lines), request(&[]), request(&lines[1..])]);
        let ended: Vec<&Value> = told.iter().filter(|own| own.get("ended").is_some()).collect();
        let texts: Vec<_> =
            ended.iter().map(|own| own["ended"]["outputs"][0]["text"].as_str().unwrap()).collect();
        assert!(texts[0] == markdown, "{arguments:?}");
        assert!(texts[1] != texts[2] && texts[0] != texts[2], "{arguments:?}");
        let marks: BTreeSet<_> =
            ended.iter().map(|own| own["ended"]["record"]["options"].to_string()).collect();
        assert_eq!(marks.len(), 3, "each has options of its own");
    }
}

/// What is decided of every edit of a document.
fn every_edit(document: &Document, verdict: Verdict) -> (Vec<Line>, BTreeSet<Key>) {
    let hash = "0".repeat(64);
    let edits = document.body.iter().flat_map(|node| node.texts()).flat_map(Text::edits);
    let keys: Vec<Key> = edits.map(|edit| edit.key.expect("an edit has a key")).collect();
    let line = |key: &Key| {
        let decision = Decision::Edit { key: *key, verdict, about: About::default() };
        Line::new(&hash, decision).expect("a line")
    };
    let lines = keys.iter().map(line).collect();
    let unique: BTreeSet<Key> = keys.iter().copied().collect();
    assert_eq!(unique.len(), keys.len(), "keys are unique");
    (lines, unique)
}

/// Rejecting every edit gives each text as printed, and nothing of them is made.
fn assert_undone(name: &str, before: &Document, convert: &dyn Fn(Decisions) -> Document) -> usize {
    let (lines, keys) = every_edit(before, Verdict::Rejected);
    let after = convert(Decisions::of(&lines, &"0".repeat(64)));
    let mut rejected = BTreeSet::new();
    for text in after.body.iter().flat_map(|node| node.texts()) {
        assert_eq!(text.as_str(), text.original().replace('\n', " "), "{name}");
        assert_eq!(text.edits(), [], "{name}");
        rejected.extend(text.rejected().iter().filter_map(|edit| edit.key));
    }
    assert_eq!(rejected, keys, "{name}");
    keys.len()
}

#[test]
fn rejecting_every_repair_gives_the_text_as_printed() {
    let mut repairs = 0;
    for name in ["case-report.pdf", "methods-article.pdf", "poster.pdf", "preprint.pdf"] {
        let convert = |decisions: Decisions| {
            let options = offprint::Options { decisions, ..offprint::Options::default() };
            offprint::convert(sample(name), &options).expect("it opens").document
        };
        repairs += assert_undone(name, &convert(Decisions::default()), &convert);
    }
    for (name, before) in fixture::documents() {
        let convert = |decisions: Decisions| {
            let options = offprint::Options { decisions, ..offprint::Options::default() };
            fixture::document(&name, &options)
        };
        repairs += assert_undone(&name, &before, &convert);
    }
    assert!(repairs > 50, "{repairs} repairs");
}

#[test]
fn a_key_stays_when_other_pages_are_left_out() {
    let keys = |pages: &str| {
        let mut options = offprint::Options::default();
        options.pdf.pages = pages.parse().expect("pages");
        let document = offprint::convert(sample("case-report.pdf"), &options).unwrap().document;
        let texts = document.body.iter().flat_map(|node| node.texts());
        let on_page =
            |text: &&Text| text.places().all(|at| at.page == offprint::provenance::PageNumber(2));
        let edits = texts.filter(on_page).flat_map(Text::edits).filter_map(|edit| edit.key);
        edits.collect::<BTreeSet<Key>>()
    };
    let (all, alone) = (keys("1-"), keys("2"));
    assert!(all.len() > 5, "{all:?}");
    let kept = all.intersection(&alone).count();
    assert!(kept * 10 >= all.len() * 9, "{kept} of {}", all.len());
}
