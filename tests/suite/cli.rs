//! The binary from outside: arguments, exit codes, what it writes and where it says what.

use super::archive::given;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A PDF with a line of text a string, one page an inner list.
pub(crate) fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for lines in pages {
        let mut operations = vec![
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec!["F1".into(), 11.into()]),
            Operation::new("TL", vec![14.into()]),
            Operation::new("Td", vec![72.into(), 720.into()]),
        ];
        for line in *lines {
            operations.push(Operation::new("Tj", vec![Object::string_literal(*line)]));
            operations.push(Operation::new("T*", vec![]));
        }
        operations.push(Operation::new("ET", vec![]));
        let content = Content { operations }.encode().unwrap();
        let content = document.add_object(Stream::new(dictionary! {}, content));
        let page = dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content };
        kids.push(document.add_object(page).into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    let root = dictionary! {
        "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(tree, root.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A PDF of one page that says so.
pub(crate) fn simple(words: &str) -> Vec<u8> {
    pdf(&[&[words, "and a second line of the same paragraph."]])
}

/// A folder to run in, with files in it.
pub(crate) fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

pub(crate) fn offprint(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offprint"));
    command.current_dir(folder.path()).args(arguments).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ended by itself")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

pub(crate) fn manifest(folder: &TempDir) -> Vec<Value> {
    json_lines(&fs::read_to_string(folder.path().join("out/manifest.jsonl")).unwrap())
}

/// Everything below a folder but the manifest, by path.
pub(crate) fn outputs(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    let files = files.filter(|entry| entry.file_name() != "manifest.jsonl");
    let read =
        |path: &Path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(path).unwrap());
    files.map(|entry| read(entry.path())).collect()
}

#[test]
fn one_file_goes_to_stdout() {
    let folder = folder(&[("a.pdf", simple("The quick brown fox jumps"))]);
    let output = offprint(&folder, &["convert", "a.pdf"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("quick brown fox"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn an_image_is_a_document_of_pages_to_be_read() {
    let image = image::GrayImage::from_pixel(600, 800, image::Luma([255]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let mut half = bytes.get_ref().clone();
    half.truncate(half.len() / 2);
    // What a file is does not depend on its name.
    let folder = folder(&[("in/a.jpg", bytes.into_inner()), ("in/b.png", half)]);
    let output = offprint(&folder, &["convert", "in", "-o", "out", "--ocr", "never"]);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    let facts: Vec<_> = manifest(&folder)
        .iter()
        .map(|line| ["input", "status", "reason"].map(|key| line[key].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(
        facts,
        [["in/a.jpg", "partial", "needs-ocr"], ["in/b.png", "failed", "damaged-image"]]
    );
}

#[test]
fn tesseract_reads_scans_where_it_is_asked_for() {
    let languages = Command::new("tesseract").arg("--list-langs").output();
    let has_english = |said: &Output| stdout(said).lines().any(|line| line.trim() == "eng");
    if !languages.as_ref().is_ok_and(has_english) {
        return;
    }
    let scan = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/scan.pdf");
    let folder = folder(&[("scan.pdf", fs::read(scan).unwrap())]);
    let base = ["convert", "scan.pdf", "--no-ocr-cache", "--ocr-engine", "tesseract"];
    let output = offprint(&folder, &base);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.contains("# Iron tablets and the colour of the sea"), "{text}");
    assert!(text.contains("The platelet count was 250"), "{text}");
    let output = offprint(&folder, &[&base[..], &["--ocr-lang", "eng+none", "-o", "out"]].concat());
    assert_eq!(code(&output), 2, "{}", stderr(&output));
    assert!(stderr(&output).contains("tesseract-ocr-none"), "{}", stderr(&output));
    assert!(!folder.path().join("out").exists(), "nothing was converted");
}

#[test]
fn a_folder_is_mirrored_and_has_a_manifest() {
    let folder = folder(&[
        ("in/b.pdf", simple("One")),
        ("in/a/c.PDF", simple("Two")),
        ("in/empty.pdf", Vec::new()),
        ("in/no.pdf", b"<html>not a PDF at all</html>".to_vec()),
        ("in/notes.txt", b"text".to_vec()),
    ]);
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 1, "two files fail");
    assert_eq!(stdout(&output), "");
    let names: Vec<_> = outputs(&folder.path().join("out")).into_iter().map(|f| f.0).collect();
    assert_eq!(names, [Path::new("a/c.md"), Path::new("b.md")]);
    let lines = manifest(&folder);
    let facts: Vec<_> = lines
        .iter()
        .map(|line| (line["input"].as_str().unwrap(), line["status"].as_str().unwrap()))
        .collect();
    assert_eq!(
        facts,
        [
            ("in/a/c.PDF", "ok"),
            ("in/b.pdf", "ok"),
            ("in/empty.pdf", "failed"),
            ("in/no.pdf", "failed")
        ]
    );
    assert_eq!(lines[0]["outputs"][0]["path"], "a/c.md");
    assert_eq!(lines[0]["pages"], 1);
    assert_eq!(lines[2]["reason"], "empty");
    let reason = lines[3]["reason"].as_str().unwrap();
    assert!(["not-a-pdf", "damaged"].contains(&reason), "{reason}");
    let said = stderr(&output);
    assert!(said.contains("[4/4]") || said.contains("error: in/no.pdf"), "{said}");
    assert!(said.contains("4 files: 2 ok, 2 failed"), "{said}");
    assert!(!folder.path().join("out/manifest.jsonl.part").exists());
}

#[test]
fn wrong_usage_is_told_before_anything_is_done() {
    let folder = folder(&[
        ("a/x.pdf", simple("One")),
        ("b/x.pdf", simple("Two")),
        ("c/readme.csv", Vec::new()),
    ]);
    let cases: &[(&[&str], &[&str])] = &[
        (&["convert", "missing.pdf", "-o", "out"], &["missing.pdf", "no such file"]),
        (&["convert", "*.pdf", "-o", "out"], &["*.pdf"]),
        (&["convert", "c", "-o", "out"], &["no PDF, no image and no text found"]),
        (&["convert", "a/x.pdf", "b/x.pdf", "-o", "out"], &["a/x.pdf", "b/x.pdf", "x.md"]),
        (&["convert", "a", "b"], &["-o DIR"]),
        (&["convert", "a", "--json"], &["--output"]),
        (&["convert", "a", "-o", "out", "--format", "word"], &["word", "markdown"]),
        (&["convert", "a", "-o", "out", "--scripts", "runes"], &["runes", "unicode"]),
        (&["convert", "a", "-o", "out", "--skip-rule", "none"], &["hyphen-at-line-end"]),
        (&["convert", "a", "-o", "out", "--ocr-lang", "deu"], &["--ocr-engine tesseract"]),
        (&["convert", "a", "-o", "out", "--in-process", "--time-limit", "9"], &["--in-process"]),
        (&["convert", "a", "-o", "out", "--memory-limit", "much"], &["512MiB"]),
        (&["convert"], &["PATH"]),
        (&["unconvert"], &["unconvert"]),
    ];
    for (arguments, parts) in cases {
        let output = offprint(&folder, arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
        for part in *parts {
            assert!(stderr(&output).contains(part), "{arguments:?}: {}", stderr(&output));
        }
        assert!(!folder.path().join("out").exists(), "{arguments:?} wrote something");
    }
}

#[test]
fn lists_and_globs() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/sub/b.pdf", simple("Two"))]);
    let output = offprint(&folder, &["convert", "in/**/*.pdf", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let names: Vec<_> = outputs(&folder.path().join("out")).into_iter().map(|f| f.0).collect();
    assert_eq!(names, [Path::new("a.md"), Path::new("sub/b.md")]);

    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["convert", "-", "-o", "listed", "--quiet"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"in/a.pdf\r\n\nin/gone.pdf\nin/sub/b.pdf").unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 1, "a stale line fails alone");
    assert!(stderr(&output).contains("in/gone.pdf: failed (unreadable)"), "{}", stderr(&output));
    let names: Vec<_> = outputs(&folder.path().join("listed")).into_iter().map(|f| f.0).collect();
    assert_eq!(names, [Path::new("a.md"), Path::new("b.md")]);
}

#[test]
fn json_is_all_there_is_on_stdout() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", Vec::new())]);
    let output = offprint(&folder, &["convert", "in", "-o", "out", "--json"]);
    assert_eq!(code(&output), 1);
    let lines = json_lines(&stdout(&output));
    assert_eq!(lines.len(), 3);
    let summary = &lines[2];
    assert_eq!((&summary["event"], &summary["ok"]), (&"summary".into(), &1.into()));
    assert_eq!(summary["failed"], 1);
    let mut records: Vec<_> = lines[..2].iter().map(|line| line["record"].clone()).collect();
    records.sort_by_key(|record| record["input"].to_string());
    assert_eq!(records, manifest(&folder));
}

#[test]
fn what_is_up_to_date_is_left_alone() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", simple("Two"))]);
    let summary = |arguments: &[&str]| {
        let base = ["convert", "in", "-o", "out", "--json"];
        let output = offprint(&folder, &[base.as_slice(), arguments].concat());
        let line = json_lines(&stdout(&output)).pop().unwrap();
        (line["ok"].as_u64().unwrap(), line["up_to_date"].as_u64().unwrap())
    };
    assert_eq!(summary(&[]), (2, 0));
    let first = manifest(&folder);
    assert_eq!(summary(&[]), (0, 2));
    assert_eq!(manifest(&folder), first, "the lines stay as they were");
    assert_eq!(summary(&["--force"]), (2, 0));
    assert_eq!(summary(&["--page-marks"]), (2, 0), "other options");
    assert_eq!(summary(&["--page-marks"]), (0, 2));
    fs::remove_file(folder.path().join("out/a.md")).unwrap();
    assert_eq!(summary(&["--page-marks"]), (1, 1), "an output is gone");
    fs::write(folder.path().join("in/b.pdf"), simple("Three")).unwrap();
    assert_eq!(summary(&["--page-marks"]), (1, 1), "an input changed");
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let mut files = Vec::new();
    for number in 0..12 {
        let words = format!("Paper number {number} about hyphens");
        files.push((format!("in/{number}.pdf"), pdf(&[&[&words, "x"], &["y", &words]])));
    }
    files.push(("in/bad.pdf".to_owned(), b"%PDF-1.4 and no more".to_vec()));
    let files: Vec<_> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let folder = folder(&files);
    offprint(&folder, &["convert", "in", "-o", "one", "--jobs", "1"]);
    offprint(&folder, &["convert", "in", "-o", "eight", "--jobs", "8"]);
    let written = outputs(&folder.path().join("one"));
    assert_eq!(written.len(), 12);
    assert!(written == outputs(&folder.path().join("eight")), "outputs differ");
    let manifest = |name: &str| {
        let text = fs::read_to_string(folder.path().join(name).join("manifest.jsonl")).unwrap();
        let mut lines = json_lines(&text);
        lines.iter_mut().for_each(|line| line["ms"] = 0.into());
        lines
    };
    assert_eq!(manifest("one"), manifest("eight"));
}

#[cfg(unix)]
#[test]
fn a_file_that_hangs_fails_alone() {
    let folder = folder(&[("short.pdf", simple("One"))]);
    // Who opens a pipe that nobody writes to waits for ever.
    let pipe = folder.path().join("hangs.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let limit = ["--time-limit", "3", "--jobs", "1"];
    let arguments = ["convert", "hangs.pdf", "short.pdf", "-o", "out"];
    let output = offprint(&folder, &[arguments.as_slice(), &limit].concat());
    assert_eq!(code(&output), 1);
    let lines = manifest(&folder);
    assert_eq!(lines[0]["status"], "failed");
    assert_eq!(lines[0]["reason"], "over-time");
    assert_eq!(lines[1]["status"], "ok", "{}", lines[1]);
}

#[test]
fn quiet_says_nothing_but_errors() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", Vec::new())]);
    let output = offprint(&folder, &["convert", "in", "-o", "out", "--quiet"]);
    assert_eq!(stdout(&output), "");
    let said = stderr(&output);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("error: in/b.pdf: failed (empty)"), "{said}");
}

#[test]
fn info_states_what_a_file_is() {
    let folder = folder(&[("a.pdf", pdf(&[&["One"], &["Two"]])), ("b.pdf", Vec::new())]);
    let output = offprint(&folder, &["info", "a.pdf"]);
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).contains("pages        2\n"), "{}", stdout(&output));
    let output = offprint(&folder, &["info", "a.pdf", "b.pdf", "--json"]);
    assert_eq!(code(&output), 1, "one of them is empty");
    let lines = json_lines(&stdout(&output));
    assert_eq!((&lines[0]["pages"], &lines[0]["text_layer"]), (&2.into(), &"born-digital".into()));
    assert!(stderr(&output).contains("b.pdf"));
}

#[test]
fn both_readings_agree_on_a_simple_file() {
    let folder = folder(&[("a.pdf", pdf(&[&["One two three"], &["Four, five"]]))]);
    let output = offprint(&folder, &["verify", "a.pdf"]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(stdout(&output).contains("0 of 2 pages differ; 5 words"), "{}", stdout(&output));
    let output = offprint(&folder, &["verify", "a.pdf", "--json"]);
    let lines = json_lines(&stdout(&output));
    assert_eq!((lines.len(), &lines[1]["differs"]), (2, &false.into()));
}

#[test]
fn a_file_that_nobody_can_read_is_not_passed() {
    let folder = folder(&[("a.pdf", pdf(&[&[]]))]);
    let output = offprint(&folder, &["verify", "a.pdf"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("the file has no text"), "{}", stdout(&output));
}

#[test]
fn what_comes_on_stdin_is_read_by_all_that_reads_a_file() {
    let bytes = simple("The quick brown fox jumps");
    let folder = folder(&[("a.pdf", bytes.clone())]);
    for command in [&["verify"][..], &["info", "--json"], &["dump", "order"], &["quantities"]] {
        let named = offprint(&folder, &[command, &["a.pdf"]].concat());
        let given = given(&folder, &[command, &["-"]].concat(), &bytes);
        assert_eq!((code(&given), stderr(&given)), (0, String::new()), "{command:?}");
        assert_eq!(stdout(&given).replace("\"-\"", "\"a.pdf\""), stdout(&named), "{command:?}");
    }
}

#[test]
fn a_panic_of_the_second_reading_is_told() {
    // The second engine panics on a page without a media box.
    let mut bytes = simple("One");
    let key = b"/MediaBox";
    let at = bytes.windows(key.len()).position(|window| window == key).unwrap();
    bytes[at + 1] = b'X';
    let folder = folder(&[("a.pdf", bytes)]);
    let output = offprint(&folder, &["verify", "a.pdf"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("page 1: not compared: MediaBox"), "{}", stdout(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let line = "words and more words on a line";
    let page = vec![line; 100];
    let folder = folder(&[("a.pdf", pdf(&vec![page.as_slice(); 30]))]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["convert", "a.pdf"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(stderr(&output), "");
    assert_eq!(code(&output), 0);
}

#[test]
fn every_command_has_examples() {
    const COMMANDS: [&str; 8] =
        ["convert", "clean", "revert", "quantities", "info", "manifest", "verify", "worker"];
    let folder = folder(&[]);
    for command in COMMANDS {
        let output = offprint(&folder, &[command, "--help"]);
        assert_eq!(code(&output), 0);
        let help = stdout(&output);
        assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{command}");
        assert!(!help.contains('\u{1b}'), "no colours where nobody sees them");
    }
    let output = offprint(&folder, &["--help"]);
    assert!(!stdout(&output).contains("second-reading"), "the child's command is hidden");
}

#[test]
fn cleaned_texts_can_be_taken_back() {
    let source = "Given 5 ug/mL at 10^9 /L.\n\n\n\n`5 ug`\n";
    let folder = folder(&[("a.md", source.into()), ("texts/b.txt", b"37 oC".to_vec())]);
    let cleaned = offprint(&folder, &["clean", "a.md", "--ledger", "ledger.jsonl"]);
    assert_eq!(code(&cleaned), 0, "{}", stderr(&cleaned));
    let expected = "Given 5 µg/mL at 10<sup>9</sup>/L.\n\n`5 ug`\n";
    assert_eq!(stdout(&cleaned), expected);
    std::fs::write(folder.path().join("clean.md"), stdout(&cleaned)).expect("a file");
    let reverted = offprint(&folder, &["revert", "clean.md", "--ledger", "ledger.jsonl"]);
    assert_eq!(stdout(&reverted), source);
    assert_eq!(code(&offprint(&folder, &["revert", "a.md", "--ledger", "ledger.jsonl"])), 1);
    let difference = stdout(&offprint(&folder, &["clean", "a.md", "--diff"]));
    assert!(difference.contains("-Given 5 ug/mL") && difference.contains("+Given 5 µg/mL"));
    assert_eq!(code(&offprint(&folder, &["clean", "a.md", "texts"])), 2);
    assert_eq!(code(&offprint(&folder, &["clean", "none.md"])), 1);
    assert_eq!(code(&offprint(&folder, &["clean", "texts", "-o", "out"])), 0);
    let written = std::fs::read_to_string(folder.path().join("out/b.txt")).expect("it is written");
    assert_eq!(written, "37 °C");
    let only = offprint(&folder, &["clean", "a.md", "--only-rule", "micro-as-u"]);
    assert_eq!(stdout(&only), source.replacen("5 ug", "5 µg", 1));
}

#[test]
fn repairs_of_pages_can_be_taken_back() {
    let lines: &[&str] = &[
        "These are the cells that have been con-",
        "verted in the lab. All con-",
        "verted cells were converted well.",
    ];
    let folder = folder(&[("a.pdf", pdf(&[lines]))]);
    let arguments = ["convert", "a.pdf", "-o", "out", "--ledger", "--front-matter", "none"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    let ledger =
        std::fs::read_to_string(folder.path().join("out/a.ledger.jsonl")).expect("a ledger");
    let entries = json_lines(&ledger);
    assert_eq!(entries.len(), 2, "{ledger}");
    assert_eq!(entries[0]["rule"], "hyphen-at-line-end");
    assert_eq!((&entries[0]["page"], &entries[0]["before"]), (&1.into(), &"-\n".into()));
    let arguments = ["revert", "out/a.md", "--ledger", "out/a.ledger.jsonl"];
    let reverted = stdout(&offprint(&folder, &arguments));
    assert!(reverted.contains("con-\nverted in the lab. All con-\nverted"), "{reverted}");
}

#[test]
fn reference_lists_are_written_where_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = ["References", "1. Muster AB, Probe C. Of salt. J Salt. 2001;12:45-52."];
    std::fs::write(folder.path().join("a.pdf"), pdf(&[&page])).expect("written");
    let arguments = ["convert", "a.pdf", "-o", "out", "--csl", "--bibtex", "--ris"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    for name in ["a.md", "a.csl.json", "a.bib", "a.ris"] {
        assert!(folder.path().join("out").join(name).is_file(), "{name}");
    }
}

#[test]
fn quantities_are_listed_with_their_places() {
    let source = "Given 5.20 mg/kg (*about* 7.8×10<sup>6</sup>/kg) for 2–3 h in Table 2 m.\n";
    let folder = folder(&[
        ("a.md", source.into()),
        ("b.pdf", simple("We gave 5 mg/kg in 2019")),
        ("c.bin", vec![0xFF, 0xFE, 0x80]),
        ("d.md", "For 5 mg, aOR 1.5 (95% CI 1.1–2.0); *F*(1, 20) = 4.5.\n".into()),
    ]);
    let output = offprint(&folder, &["quantities", "a.md"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).starts_with("{\"value\":5.20,"), "as printed: {}", stdout(&output));
    let found = json_lines(&stdout(&output));
    let printed = |found: &Value| {
        let at = |name: &str| found[name].as_u64().and_then(|at| usize::try_from(at).ok());
        source[at("start").unwrap()..at("end").unwrap()].to_owned()
    };
    let all: Vec<_> = found.iter().map(printed).collect();
    assert_eq!(all, ["5.20 mg/kg", "about* 7.8×10<sup>6</sup>/kg", "2–3 h"]);
    assert_eq!((&found[1]["value"], &found[1]["unit"]), (&Value::from(7.8e6), &"/kg".into()));
    assert_eq!(found[1]["comparator"], "~");
    assert_eq!((&found[2]["low"], &found[2]["high"]), (&Value::from(2), &Value::from(3)));

    let output = offprint(&folder, &["quantities", "b.pdf"]);
    let found = json_lines(&stdout(&output));
    let [found] = found.as_slice() else { panic!("there is one: {found:?}") };
    assert_eq!((&found["printed"], &found["page"]), (&"5 mg/kg".into(), &Value::from(1)));
    let json = offprint(&folder, &["convert", "b.pdf", "--format", "json"]);
    let document: Value = serde_json::from_str(&stdout(&json)).unwrap();
    let passage = document.pointer(found["passage"].as_str().unwrap()).expect("it is there");
    let start = usize::try_from(found["start"].as_u64().unwrap()).unwrap();
    let text: String = passage["text"].as_str().unwrap().chars().skip(start).collect();
    assert!(text.starts_with("5 mg/kg"), "{text}");

    let output = offprint(&folder, &["quantities", "d.md"]);
    let found = json_lines(&stdout(&output));
    let [dose, ratio, test] = found.as_slice() else { panic!("there are three: {found:?}") };
    assert_eq!(dose["unit"], "mg");
    assert_eq!((&ratio["statistic"], &ratio["value"]), (&"odds-ratio".into(), &Value::from(1.5)));
    let interval = json!({"level": 95, "low": 1.1, "high": 2.0});
    assert_eq!((&ratio["name"], &ratio["interval"]), (&"aOR".into(), &interval));
    assert!(stdout(&output).contains("\"high\":2.0}"), "as printed: {}", stdout(&output));
    assert_eq!((&test["statistic"], &test["degrees"]), (&"f".into(), &json!([1, 20])));

    let output = offprint(&folder, &["quantities", "c.bin"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("c.bin: neither a PDF nor a text"), "{}", stderr(&output));
    assert_eq!(code(&offprint(&folder, &["quantities", "none.pdf"])), 1);
    assert_eq!(code(&offprint(&folder, &["quantities"])), 2);
}

#[test]
fn formulas_are_shown_as_they_are_drawn() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/methods-article.pdf");
    let folder = folder(&[("a.pdf", std::fs::read(sample).expect("the sample"))]);
    let arguments = ["convert", "a.pdf", "-o", "out", "--figures", "--figure-dpi", "50"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    let text = std::fs::read_to_string(folder.path().join("out/a.md")).expect("the text");
    assert!(text.contains("\n\n![](a.figures/formula.png)\n\n"), "{text}");
    let image = std::fs::read(folder.path().join("out/a.figures/formula.png")).expect("an image");
    assert!(image.starts_with(b"\x89PNG"));
}

#[test]
fn figures_and_tables_are_written_beside() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/case-report.pdf");
    let folder = folder(&[("a b.pdf", std::fs::read(sample).expect("the sample"))]);
    let arguments =
        ["convert", "a b.pdf", "-o", "out", "--figures", "--figure-dpi", "50", "--tables-dir", "t"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    let out = folder.path().join("out");
    let text = std::fs::read_to_string(out.join("a b.md")).expect("the text");
    assert!(text.contains("![Figure 1](<a b.figures/fig-1.png>)\n\n**Figure 1.**"), "{text}");
    let image = std::fs::read(out.join("a b.figures/fig-1.png")).expect("an image");
    assert!(image.starts_with(b"\x89PNG"));
    let table = std::fs::read_to_string(out.join("t/a b/table-1.csv")).expect("a table");
    assert!(table.contains("\"Leucocytes, ×10^9/L\",6.8,"), "{table}");
    let cells = std::fs::read_to_string(out.join("t/a b/tables.json")).expect("cells");
    let cells: Value = serde_json::from_str(&cells).expect("JSON");
    assert!(cells[0]["cells"][0]["bbox"][3].is_number(), "{cells}");
    assert_eq!(manifest(&folder)[0]["outputs"].as_array().map(Vec::len), Some(6));
    assert_eq!(code(&offprint(&folder, &["convert", "a b.pdf", "--figures"])), 2);
}

#[test]
fn rules_are_listed_with_their_cases() {
    let listed = stdout(&offprint(&folder(&[]), &["rules"]));
    assert!(listed.contains("micro-as-u\n") && listed.contains("becomes  3 ng/ul -> 3 ng/µl"));
}
