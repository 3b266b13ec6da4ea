//! Files that break the process which converts them, and runs that are cut off.

use crate::cli::{code, folder, json_lines, manifest, offprint, outputs, simple, stderr, stdout};
use crate::odd::{front, pdf, stream};
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A page with this content and these resources; further objects have the numbers from 6.
fn page(content: String, resources: &str, more: String) -> Vec<u8> {
    let mut objects = front("4 0 R", 1, "");
    let page = format!(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R\
         /Resources<</Font<</F 3 0 R>>{resources}>>>>"
    );
    objects.extend([page, content, more]);
    pdf(&objects)
}

/// Without the limit of what nests, which keeps [`overflow`] from breaking a process.
const DEEP: [&str; 2] = ["--limit", "depth=1000000000"];

/// A PDF with a function of PostScript that is nested deeper than any stack.
fn overflow() -> Vec<u8> {
    const DEPTH: usize = 1_000_000;
    let function = format!("{}0 0 0 4 -1 roll{}", "{".repeat(DEPTH), "}".repeat(DEPTH));
    let entries = "/FunctionType 4/Domain[0 1]/Range[0 1 0 1 0 1 0 1]";
    let content = stream("", "/S cs 1 scn BT /F 12 Tf 1 0 0 1 50 700 Tm (Words) Tj ET");
    let resources = "/ColorSpace<</S[/Separation/Black/DeviceCMYK 6 0 R]>>";
    page(content, resources, stream(entries, &function))
}

/// A PDF of a kilobyte whose content has 256 MiB: it is packed twice.
fn glutton() -> Vec<u8> {
    let pack = |bytes: &mut dyn std::io::Read| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::copy(bytes, &mut packed).unwrap();
        packed.finish().unwrap()
    };
    let once = pack(&mut std::io::Read::take(std::io::repeat(b' '), 256 << 20));
    // Digits are text, as the objects of this test are.
    let twice: String =
        pack(&mut once.as_slice()).iter().map(|byte| format!("{byte:02x}")).collect();
    let filters = "/Filter[/ASCIIHexDecode/FlateDecode/FlateDecode]";
    page(stream(filters, &format!("{twice}>")), "", "null".to_owned())
}

/// Each input with its reason, or `ok`.
fn fates(lines: &[Value]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|line| (line["input"].as_str().unwrap(), line["reason"].as_str().unwrap_or("ok")))
        .collect()
}

/// The manifest of a folder without the times.
fn books(folder: &Path) -> Vec<Value> {
    let mut lines = json_lines(&fs::read_to_string(folder.join("manifest.jsonl")).unwrap());
    lines.iter_mut().for_each(|line| line["ms"] = 0.into());
    lines
}

#[cfg(target_os = "linux")]
#[test]
fn what_breaks_a_worker_costs_its_file_only() {
    let mut files = vec![("in/overflow.pdf", overflow()), ("in/glutton.pdf", glutton())];
    let names = ["in/a.pdf", "in/h.pdf", "in/n.pdf", "in/p.pdf", "in/z.pdf"];
    files.extend(names.map(|name| (name, simple(name))));
    let folder = folder(&files);
    let limit = ["--memory-limit", "200MiB"];
    let base = ["convert", "in", "-o"];
    let output = offprint(&folder, &[&base[..], &["out", "--jobs", "2"], &limit, &DEEP].concat());
    assert_eq!(code(&output), 1);
    let lines = manifest(&folder);
    let expected = [
        ("in/a.pdf", "ok"),
        ("in/glutton.pdf", "over-memory"),
        ("in/h.pdf", "ok"),
        ("in/n.pdf", "ok"),
        ("in/overflow.pdf", "crashed"),
        ("in/p.pdf", "ok"),
        ("in/z.pdf", "ok"),
    ];
    assert_eq!(fates(&lines), expected, "{}", stderr(&output));
    assert_eq!(lines[1]["limit"], f64::from(200 << 20));
    assert!(lines[4]["detail"].as_str().unwrap().contains("its stack overflowed"));
    assert!(lines[4]["sha256"].is_string(), "the bytes were read");

    for name in ["overflow", "glutton"] {
        fs::remove_file(folder.path().join(format!("in/{name}.pdf"))).unwrap();
    }
    let output = offprint(&folder, &[&base[..], &["here", "--in-process"], &DEEP].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let written = outputs(&folder.path().join("out"));
    assert_eq!(written.len(), 5);
    assert!(written == outputs(&folder.path().join("here")), "outputs differ");
}

#[cfg(target_os = "linux")]
#[test]
fn one_file_alone_breaks_nothing() {
    let folder = folder(&[("a.pdf", overflow())]);
    let output = offprint(&folder, &[&["convert", "a.pdf"], &DEEP[..]].concat());
    assert_eq!((code(&output), stdout(&output).as_str()), (1, ""));
    assert!(stderr(&output).starts_with("a.pdf: failed (crashed)"), "{}", stderr(&output));
    let output = offprint(&folder, &["convert", "a.pdf"]);
    let said = stderr(&output);
    assert!(said.starts_with("a.pdf: failed (no-page-read)"), "{said}");
    assert!(said.contains("(limit depth)"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn commands_that_read_one_file_name_what_breaks_them() {
    let folder = folder(&[("a.pdf", glutton()), ("b.pdf", simple("One"))]);
    let limits = ["--memory-limit", "200MiB"];
    let readers: [&[&str]; 3] = [&["quantities"], &["verify"], &["dump", "page"]];
    for command in readers {
        let output = offprint(&folder, &[command, &["a.pdf"], &limits].concat());
        assert_eq!((code(&output), stdout(&output).as_str()), (1, ""), "{command:?}");
        let said = stderr(&output);
        assert!(said.starts_with("error: a.pdf: failed (over-memory)"), "{command:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let output = offprint(&folder, &[&["info", "a.pdf", "b.pdf", "--json"], &limits[..]].concat());
    assert_eq!(code(&output), 1);
    let said = stderr(&output);
    assert!(said.starts_with("error: a.pdf: failed (over-memory)"), "{said}");
    assert_eq!(json_lines(&stdout(&output))[0]["file"], "b.pdf");
}

fn frame(value: &Value) -> Vec<u8> {
    let text = value.to_string();
    let length = u32::try_from(text.len()).unwrap().to_be_bytes();
    [&length, text.as_bytes()].concat()
}

/// Frames, in which each output has the text that follows its frame.
fn frames(mut bytes: &[u8]) -> Vec<Value> {
    let mut all = Vec::new();
    while let Some((length, rest)) = bytes.split_first_chunk() {
        let (content, mut rest) = rest.split_at(u32::from_be_bytes(*length) as usize);
        let mut frame: Value = serde_json::from_slice(content).unwrap();
        let outputs = frame.pointer_mut("/ended/outputs").and_then(Value::as_array_mut);
        for output in outputs.into_iter().flatten() {
            let length = usize::try_from(output["bytes"].as_u64().unwrap()).unwrap();
            let (text, behind) = rest.split_at(length);
            output["text"] = json!(std::str::from_utf8(text).unwrap());
            rest = behind;
        }
        all.push(frame);
        bytes = rest;
    }
    all
}

pub(crate) fn ask(folder: &TempDir, arguments: &[&str], requests: &[Value]) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .arg("worker")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    requests.iter().for_each(|request| stdin.write_all(&frame(request)).unwrap());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    frames(&output.stdout)
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_answers_each_request_once_and_in_order() {
    use base64::Engine;
    let folder = folder(&[("a.pdf", simple("One")), ("b.pdf", overflow())]);
    let bytes = base64::prelude::BASE64_STANDARD.encode(simple("Two"));
    let choices = json!({ "formats": ["json"], "options": { "writer": { "page_marks": true } } });
    let requests = [
        json!({ "path": "a.pdf" }),
        json!({ "path": "b.pdf", "choices": { "options": { "limits": { "depth": 1_000_000_000 } } } }),
        json!({ "paths": "a.pdf" }),
        json!({ "path": "c.pdf", "bytes": bytes, "stem": "sub/d" }),
        json!({ "path": "none.pdf" }),
        json!({ "path": "a.pdf", "choices": choices }),
        json!({ "path": "a.pdf", "choices": { "formats": ["word"] } }),
    ];
    let answers = ask(&folder, &[], &requests);
    let ended: Vec<&Value> = answers.iter().map(|answer| &answer["ended"]).collect();
    let reasons: Vec<&str> =
        ended.iter().map(|ended| ended["record"]["reason"].as_str().unwrap_or("ok")).collect();
    let expected = ["ok", "crashed", "bad-request", "ok", "unreadable", "ok", "bad-request"];
    assert_eq!(reasons, expected, "{answers:?}");
    assert!(ended[0]["outputs"][0]["text"].as_str().unwrap().contains("One"));
    assert_eq!(ended[3]["outputs"][0]["path"], "sub/d.md");
    assert!(ended[3]["outputs"][0]["text"].as_str().unwrap().contains("Two"));
    assert_eq!(ended[5]["outputs"][0]["path"], "a.json");

    let told = ask(&folder, &["--unguarded"], &requests[..1]);
    assert!(told[0]["read"]["sha256"].is_string(), "{told:?}");
    assert_eq!((told.len(), &told[1]["ended"]["outputs"]), (2, &ended[0]["outputs"]));
}

/// Starts a run over the folder `in`.
fn start(folder: &TempDir, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["convert", "in", "-o", "out", "--quiet"])
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A folder with a dozen papers, and one that was converted without a disturbance.
fn dozen() -> TempDir {
    let names: Vec<String> = (0..12).map(|number| format!("in/{number}.pdf")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), simple(name))).collect();
    let folder = folder(&files);
    assert_eq!(code(&offprint(&folder, &["convert", "in", "-o", "whole"])), 0);
    folder
}

fn assert_whole(folder: &TempDir) {
    let (out, whole) = (folder.path().join("out"), folder.path().join("whole"));
    assert_eq!(books(&out), books(&whole));
    assert!(outputs(&out) == outputs(&whole), "outputs differ, or something was left behind");
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_ended() {
    let folder = dozen();
    for moment in [5, 30, 60, 90, 130, 200] {
        let mut run = start(&folder, &["--jobs", "2"]);
        std::thread::sleep(Duration::from_millis(moment));
        run.kill().unwrap();
        run.wait().unwrap();
    }
    // As a run leaves it that was killed while it wrote.
    let journal = folder.path().join("out/manifest.jsonl.part");
    fs::create_dir_all(folder.path().join("out")).unwrap();
    let mut journal = fs::File::options().create(true).append(true).open(journal).unwrap();
    journal.write_all(b"{\"begun\":\"in/3.pdf\"}\n{\"input\":\"in/4.p").unwrap();
    fs::write(folder.path().join("out/.offprint-a1B2c3"), "half").unwrap();
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("was cut off while it was at") && said.contains("in/3.pdf"), "{said}");
    assert_whole(&folder);
}

#[test]
fn what_a_run_was_at_when_it_was_cut_off_is_tried_last() {
    let folder = dozen();
    fs::create_dir(folder.path().join("out")).unwrap();
    let line = "{\"begun\":\"in/0.pdf\"}\n";
    fs::write(folder.path().join("out/manifest.jsonl.part"), line).unwrap();
    let output = offprint(&folder, &["convert", "in", "-o", "out", "--json"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let lines = json_lines(&stdout(&output));
    assert_eq!(lines[0], json!({ "event": "unfinished", "inputs": ["in/0.pdf"] }));
    assert_eq!(lines[12]["record"]["input"], "in/0.pdf");
    assert_whole(&folder);
}

#[cfg(target_os = "linux")]
#[test]
fn a_worker_that_is_killed_is_replaced() {
    let folder = dozen();
    let mut run = start(&folder, &["--jobs", "1"]);
    let children = format!("/proc/{0}/task", run.id());
    let start = Instant::now();
    let worker = loop {
        assert!(start.elapsed() < Duration::from_secs(60), "no worker was started");
        let threads = fs::read_dir(&children).into_iter().flatten().filter_map(Result::ok);
        let found: Vec<String> = threads
            .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
            .flat_map(|all| all.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        match found.into_iter().next() {
            Some(worker) => break worker,
            None => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    assert!(Command::new("kill").args(["-9", &worker]).status().unwrap().success());
    assert_eq!(run.wait().unwrap().code(), Some(0));
    assert_whole(&folder);
}

#[cfg(target_os = "linux")]
#[test]
fn no_more_files_at_once_than_memory_holds() {
    let folder = dozen();
    let limits = ["--jobs", "3", "--memory-limit", "100000GiB"];
    let output = offprint(&folder, &[&["convert", "in", "-o", "out"], &limits[..]].concat());
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.starts_with("1 file at once, not 3: "), "{said}");
    assert_whole(&folder);
    let again = [&["convert", "in", "-o", "out", "--json", "--force"], &limits[..]].concat();
    let lines = json_lines(&stdout(&offprint(&folder, &again)));
    assert_eq!((&lines[0]["event"], &lines[0]["jobs"]), (&"short-of-memory".into(), &1.into()));
    let output = offprint(&folder, &["convert", "in", "-o", "few", "--memory-limit", "0"]);
    assert!(!stderr(&output).contains("at once"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn one_run_at_a_time_writes_to_a_folder() {
    let folder = folder(&[("in/a.pdf", simple("One"))]);
    // Who opens a pipe that nobody writes to waits for ever.
    let pipe = folder.path().join("in/waits.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let arguments = ["convert", "in/waits.pdf", "-o", "out", "--time-limit", "0"];
    let mut first = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(arguments)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = folder.path().join("out/manifest.jsonl.part");
    let start = Instant::now();
    while !fs::read_to_string(&begun).is_ok_and(|text| text.contains("begun")) {
        assert!(start.elapsed() < Duration::from_secs(60), "nothing was begun");
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = offprint(&folder, &["convert", "in/a.pdf", "-o", "out"]);
    assert_eq!(code(&second), 2);
    let holder = format!("another run writes to out: process {}", first.id());
    assert!(stderr(&second).contains(&holder), "{}", stderr(&second));
    first.kill().unwrap();
    first.wait().unwrap();
    let third = offprint(&folder, &["convert", "in/a.pdf", "-o", "out"]);
    assert_eq!(code(&third), 0, "{}", stderr(&third));
    assert!(!folder.path().join("out/manifest.lock").exists());
}

fn summary(folder: &TempDir, arguments: &[&str]) -> [u64; 4] {
    let base = ["convert", "in", "-o", "out", "--json"];
    let output = offprint(folder, &[base.as_slice(), arguments].concat());
    let line = json_lines(&stdout(&output)).pop().unwrap();
    ["ok", "failed", "up_to_date", "left_out"].map(|name| line[name].as_u64().unwrap())
}

#[test]
fn an_output_that_was_emptied_or_removed_is_written_anew() {
    let folder = folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", simple("Two"))]);
    assert_eq!(summary(&folder, &[]), [2, 0, 0, 0]);
    let path = folder.path().join("out/a.md");
    let text = fs::read_to_string(&path).unwrap();
    let empty = |path: &Path| fs::write(path, "").unwrap();
    let remove = |path: &Path| fs::remove_file(path).unwrap();
    for spoil in [&empty as &dyn Fn(&Path), &remove] {
        spoil(&path);
        assert_eq!(summary(&folder, &[]), [1, 0, 1, 0]);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn what_failed_is_tried_again_where_something_has_changed() {
    let folder =
        folder(&[("in/a.pdf", simple("One")), ("in/b.pdf", b"%PDF-1.4 and no more".into())]);
    assert_eq!(summary(&folder, &[]), [1, 1, 0, 0]);
    let books_before = manifest(&folder);
    assert_eq!(summary(&folder, &[]), [0, 0, 1, 1]);
    assert_eq!(manifest(&folder), books_before);
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 1, "not all is converted");
    let said = stderr(&output);
    assert!(said.contains("1 left out that failed before (--retry failed"), "{said}");
    assert!(said.contains("in/b.pdf left out: failed ("), "{said}");
    assert_eq!(summary(&folder, &["--retry", "failed"]), [0, 1, 1, 0]);
    assert_eq!(summary(&folder, &["--page-marks"]), [1, 1, 0, 0], "other options");
    fs::write(folder.path().join("in/b.pdf"), simple("Two")).unwrap();
    assert_eq!(summary(&folder, &["--page-marks"]), [1, 0, 1, 0], "another file");
}

#[cfg(target_os = "linux")]
#[test]
fn what_went_beyond_a_limit_is_tried_again_with_a_higher_one() {
    let folder = folder(&[("in/a.pdf", glutton())]);
    for (limit, expected) in [
        ("150MiB", [0, 1, 0, 0]),
        ("150MiB", [0, 0, 0, 1]),
        ("140MiB", [0, 0, 0, 1]),
        ("160MiB", [0, 1, 0, 0]),
    ] {
        assert_eq!(summary(&folder, &["--memory-limit", limit]), expected, "{limit}");
    }
}

#[cfg(unix)]
#[test]
fn hostile_names_do_not_reach_the_terminal() {
    let names = ["in/a\u{1b}]0;title\u{7}.pdf", "in/b\nerror: c.pdf", "in/d\u{202E}fdp.pdf"];
    let bad: Vec<_> = names.iter().map(|name| (*name, b"no PDF".to_vec())).collect();
    let folder = folder(&bad);
    fs::write(folder.path().join("in/fine\u{1b}[2J.pdf"), simple("One")).unwrap();
    let mut said = String::new();
    for arguments in [&["--timings"][..], &[], &["--retry", "failed", "--quiet"]] {
        let output = offprint(&folder, &[&["convert", "in", "-o", "out"], arguments].concat());
        said.push_str(&stderr(&output));
    }
    for command in ["info", "verify", "quantities"] {
        said.push_str(&stderr(&offprint(&folder, &[command, names[0]])));
    }
    let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202E}';
    assert!(!said.contains(steers), "{said:?}");
    assert!(said.contains(r"a\u{1b}]0;title\u{7}.pdf"), "{said}");
    assert!(!said.lines().any(|line| line.starts_with("error: c")), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf8_are_names_of_their_own() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder(&[("in/a\u{FFFD}.pdf", simple("Zero"))]);
    for (name, words) in [(b"a\xff.pdf", "One"), (b"a\xfe.pdf", "Two")] {
        fs::write(folder.path().join("in").join(OsStr::from_bytes(name)), simple(words)).unwrap();
    }
    assert_eq!(summary(&folder, &[]), [3, 0, 0, 0]);
    assert_eq!(manifest(&folder).len(), 3);
    for (name, words) in [(b"a\xff.md", "One"), (b"a\xfe.md", "Two")] {
        let text = fs::read_to_string(folder.path().join("out").join(OsStr::from_bytes(name)));
        assert!(text.unwrap().contains(words));
    }
    assert_eq!(summary(&folder, &[]), [0, 0, 3, 0]);
    let mut listed = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(["convert", "-", "-o", "listed", "--quiet"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    listed.stdin.take().unwrap().write_all(b"in/a\xff.pdf\n").unwrap();
    assert_eq!(listed.wait().unwrap().code(), Some(0));
    assert!(folder.path().join("listed").join(OsStr::from_bytes(b"a\xff.md")).exists());
}

#[test]
fn files_whose_names_differ_in_capitals_only_are_both_converted() {
    let folder = folder(&[("in/x.pdf", simple("One")), ("in/x.PDF", simple("Two"))]);
    if fs::read_dir(folder.path().join("in")).unwrap().count() < 2 {
        return; // The system takes both names for one.
    }
    assert_eq!(summary(&folder, &[]), [2, 0, 0, 0]);
    let text = |name: &str| fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert!(text("x.md").contains("One") && text("x.PDF.md").contains("Two"));
}
