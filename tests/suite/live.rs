//! `offprint inspect --serve`: the report at an address, and decisions that are taken up there.

use super::cli::folder;
use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A report that is shown, until the test ends.
struct Shown {
    folder: TempDir,
    process: Child,
    address: String,
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.process.kill().expect("it runs");
        self.process.wait().expect("it ends");
    }
}

impl Shown {
    /// That of a folder with a PDF.
    fn of(folder: TempDir, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_offprint"))
            .current_dir(folder.path())
            .args(["inspect", "a.pdf", "-o", "report", "--serve", "--json"])
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program");
        let lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let events = lines.map(|line| serde_json::from_str::<Value>(&line.unwrap()).expect("JSON"));
        let mut serving = events.skip_while(|event| event["event"] != "serving");
        let url = serving.next().expect("it serves")["url"].as_str().unwrap().to_owned();
        let address = url.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
        Self { folder, process, address }
    }

    /// Status and body of an answer.
    fn ask(&self, first: &str, headers: &[&str], body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let host = format!("Host: {}", self.address);
        let own = if headers.iter().any(|own| own.starts_with("Host")) { "" } else { &host };
        let length = format!("Content-Length: {}", body.len());
        let head: Vec<&str> = [first, own, &length, "Connection: close"].into_iter().collect();
        let head = head.iter().chain(headers).filter(|line| !line.is_empty());
        let head: String = head.map(|line| format!("{line}\r\n")).collect();
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
        assert!(head.to_lowercase().contains("cache-control: no-store"), "{head}");
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1"), &[], "")
    }

    /// What stands for the decisions that are there.
    fn version(&self) -> String {
        let (status, text) = self.get("/decided.js");
        assert_eq!(status, 200);
        text.rsplit('"').nth(1).expect("a version").to_owned()
    }

    fn decide(&self, version: &str, lines: &str) -> (u16, String) {
        let seen = format!("If-Match: {version}");
        let origin = format!("Origin: http://{}", self.address);
        let headers = ["Content-Type: application/jsonl", &seen, &origin];
        self.ask("POST /decisions HTTP/1.1", &headers, lines)
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.folder.path().join(path)).expect(path)
    }
}

fn sample() -> TempDir {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/case-report.pdf");
    folder(&[("a.pdf", fs::read(path).expect("the sample")), ("secret.txt", b"secret".to_vec())])
}

/// A decision about the title of the sample.
fn title(shown: &Shown, value: &str) -> String {
    let (_, page) = shown.get("/a.report/index.html");
    let start = page.find("\"sha256\":\"").expect("the hash") + "\"sha256\":\"".len();
    let sha256 = &page[start..start + 64];
    format!("{{\"sha256\":\"{sha256}\",\"field\":\"title\",\"value\":{value}}}\n")
}

#[test]
fn decisions_are_saved_and_taken_up() {
    let shown = Shown::of(sample(), &[]);
    let other =
        "{\"sha256\":\"".to_owned() + &"0".repeat(64) + "\",\"field\":\"doi\",\"value\":null}\n";
    let lines = title(&shown, "\"Salt\"");
    let before = shown.version();
    assert_eq!(
        shown.decide(&before, &(lines.clone() + &other)),
        (200, "1 converted again".to_owned())
    );
    assert!(shown.text("report/a.md").contains("title: Salt\n"));
    assert_eq!(shown.text("report/offprint.decisions.jsonl"), other.clone() + &lines);
    let (_, page) = shown.get("/a.report/index.html");
    assert!(page.contains("<title>Salt</title>"), "the page is made again");
    assert!(shown.get("/decided.js").1.contains("Salt"), "and what was decided is kept with it");

    let (status, told) = shown.decide(&before, &other);
    assert_eq!(status, 412, "{told}: the page knows of other decisions");
    let (status, told) = shown.decide(&shown.version(), "{\"sha256\":5}\n");
    assert_eq!((status, told.starts_with("line 1: ")), (400, true), "{told}");
    assert!(shown.text("report/offprint.decisions.jsonl").contains("Salt"), "nothing was lost");
    assert_eq!(shown.decide(&shown.version(), &lines).1, "Saved; it changes no document");
    assert_eq!(shown.decide(&shown.version(), "").1, "1 converted again");
    assert!(!shown.text("report/a.md").contains("title: Salt\n"), "taken back");
    assert_eq!(shown.text("report/offprint.decisions.jsonl"), "");
}

#[test]
fn what_was_decided_in_a_report_holds_when_it_is_made_again() {
    let shown = Shown::of(sample(), &[]);
    let lines = title(&shown, "\"Salt\"");
    assert_eq!(shown.decide(&shown.version(), &lines).0, 200);
    let again = super::cli::offprint(&shown.folder, &["inspect", "a.pdf", "-o", "report"]);
    assert_eq!(super::cli::code(&again), 0, "{}", super::cli::stderr(&again));
    assert!(super::cli::stderr(&again).contains("1 up to date"), "{}", super::cli::stderr(&again));
    assert!(shown.text("report/a.md").contains("title: Salt\n"));
}

#[test]
fn decisions_that_were_given_are_added_to() {
    let folder = sample();
    fs::write(folder.path().join("mine.jsonl"), "\n").unwrap();
    let shown = Shown::of(folder, &["--decisions", "mine.jsonl"]);
    let lines = title(&shown, "null");
    assert_eq!(shown.decide(&shown.version(), &lines).0, 200);
    assert_eq!(shown.text("mine.jsonl"), lines);
    assert!(!shown.folder.path().join("report/offprint.decisions.jsonl").exists());
}

#[test]
fn other_sites_and_other_folders_are_out_of_reach() {
    let shown = Shown::of(sample(), &[]);
    let (status, page) = shown.get("/");
    assert_eq!((status, page.contains("What came out")), (200, true));
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt"] {
        let (status, body) = shown.get(path);
        assert!(status >= 400 && !body.contains("secret\n"), "{path}: {status} {body}");
    }
    let host = "Host: salt.example";
    assert_eq!(shown.ask("GET / HTTP/1.1", &[host], "").0, 403, "another name for this machine");
    let lines = title(&shown, "null");
    let seen = format!("If-Match: {}", shown.version());
    let posted = |headers: &[&str]| shown.ask("POST /decisions HTTP/1.1", headers, &lines).0;
    let jsonl = "Content-Type: application/jsonl";
    assert_eq!(posted(&[jsonl, &seen, "Origin: http://salt.example"]), 403);
    assert_eq!(posted(&[jsonl, &seen, "Origin: null"]), 403);
    assert_eq!(posted(&["Content-Type: text/plain", &seen]), 415, "what a form can send");
    assert_eq!(posted(&[jsonl]), 412, "decisions that were not seen");
    assert!(!shown.folder.path().join("report/offprint.decisions.jsonl").exists());
    let port = shown.address.rsplit(':').next().unwrap();
    let arguments = ["inspect", "a.pdf", "-o", "other", "--serve", "--port", port];
    let output = super::cli::offprint(&shown.folder, &arguments);
    assert_eq!(super::cli::code(&output), 2, "the port is taken");
    assert!(!shown.folder.path().join("other").exists(), "and nothing was done");
}
