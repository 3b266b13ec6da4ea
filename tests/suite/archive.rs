//! Archives as inputs, documents and lists on stdin, and what is no input.

use super::cli::{
    code, folder, json_lines, manifest, offprint, outputs, pdf, simple, stderr, stdout,
};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

pub(crate) fn zipped(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn packed_tar(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut builder = tar::Builder::new(packer);
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, bytes.as_slice()).unwrap();
    }
    builder.into_inner().unwrap().finish().unwrap()
}

/// Runs with this on stdin.
pub(crate) fn given(folder: &TempDir, arguments: &[&str], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_offprint"))
        .current_dir(folder.path())
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who refuses the arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(stdin);
    child.wait_with_output().unwrap()
}

fn names(folder: &Path) -> Vec<PathBuf> {
    outputs(folder).into_iter().map(|(path, _)| path).collect()
}

fn fates(folder: &TempDir) -> Vec<(String, String)> {
    let fate = |line: &serde_json::Value| {
        let text = |key: &str| line[key].as_str().unwrap_or("ok").to_owned();
        (text("input"), text("reason"))
    };
    manifest(folder).iter().map(fate).collect()
}

#[test]
fn members_of_archives_are_files_like_others() {
    let folder = folder(&[
        ("in/a.pdf", simple("Alpha")),
        (
            "in/b.zip",
            zipped(&[
                ("x/one.pdf", simple("One")),
                ("two.pdf", simple("Two")),
                ("n.txt", b"n".to_vec()),
            ]),
        ),
        ("in/c.tar.gz", packed_tar(&[("three.pdf", simple("Three")), ("bad.pdf", b"no".to_vec())])),
        ("in/d.docx", b"PK".to_vec()),
        ("in/.e.pdf", b"".to_vec()),
    ]);
    let arguments = ["convert", "in", "-o", "out"];
    let dry = stdout(&offprint(&folder, &[&arguments[..], &["--dry-run"]].concat()));
    assert!(dry.contains("convert    in/b.zip/x/one.pdf (new)\n"), "{dry}");
    let output = offprint(&folder, &arguments);
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(
        stderr(&output).contains("Passed over: 1 .docx, 1 .txt, 1 hidden."),
        "{}",
        stderr(&output)
    );
    let out = folder.path().join("out");
    let expected = ["a.md", "b/two.md", "b/x/one.md", "c/three.md"].map(PathBuf::from);
    assert_eq!(names(&out), expected);
    let fates = fates(&folder);
    let fates: Vec<_> =
        fates.iter().map(|(input, reason)| (input.as_str(), reason.as_str())).collect();
    let expected = [
        ("in/a.pdf", "ok"),
        ("in/b.zip/two.pdf", "ok"),
        ("in/b.zip/x/one.pdf", "ok"),
        ("in/c.tar.gz/bad.pdf", "not-a-pdf"),
        ("in/c.tar.gz/three.pdf", "ok"),
    ];
    assert_eq!(fates, expected);

    let again = json_lines(&stdout(&offprint(&folder, &[&arguments[..], &["--json"]].concat())));
    assert_eq!(again[0]["kinds"][".docx"], 1, "{again:?}");
    let summary = again.last().unwrap();
    assert_eq!((&summary["up_to_date"], &summary["left_out"]), (&4.into(), &1.into()));
    let changed = zipped(&[("x/one.pdf", simple("Other")), ("two.pdf", simple("Two"))]);
    fs::write(folder.path().join("in/b.zip"), changed).unwrap();
    let dry = stdout(&offprint(&folder, &[&arguments[..], &["--dry-run"]].concat()));
    assert!(dry.contains("convert    in/b.zip/x/one.pdf (file-changed)\n"), "{dry}");
    assert!(dry.contains("up to date in/b.zip/two.pdf\n"), "{dry}");

    let one = offprint(&folder, &["convert", "in/c.tar.gz/three.pdf"]);
    assert!(stdout(&one).contains("Three"), "{}", stderr(&one));
    let info = offprint(&folder, &["info", "in/b.zip/two.pdf"]);
    assert!(stdout(&info).contains("pages        1\n"), "{}", stderr(&info));
    let verify = offprint(&folder, &["verify", "in/b.zip/two.pdf"]);
    assert_eq!(code(&verify), 0, "{}{}", stdout(&verify), stderr(&verify));
}

#[test]
fn hostile_names_stay_below_the_output_folder() {
    let members = [
        ("../../up.pdf", simple("Up")),
        ("/tmp/root.pdf", simple("Root")),
        ("..\\windows.pdf", simple("Windows")),
        ("\u{1b}]0;x\u{7}.pdf", simple("Control")),
        ("/../up.pdf", simple("Again")),
    ];
    let folder =
        folder(&[("in/deep/a.zip", zipped(&members)), ("in/deep/b.tgz", packed_tar(&members))]);
    let before = names(&folder.path().join("in"));
    let output = offprint(&folder, &["convert", "in", "-o", "out/below"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(!stderr(&output).contains('\u{1b}'));
    let all = names(folder.path());
    let written: Vec<_> = all.iter().filter(|path| path.starts_with("out")).collect();
    assert_eq!(written.len(), 10, "{written:?}");
    assert!(written.iter().all(|path| path.starts_with("out/below/deep")), "{written:?}");
    assert_eq!(names(&folder.path().join("in")), before);
    assert_eq!(all.len(), 12);
    assert!(folder.path().join("out/below/deep/a/tmp/root.md").is_file());
    assert!(folder.path().join("out/below/deep/b/up (2).md").is_file());
}

#[test]
fn archives_that_cannot_be_read_fail_alone() {
    let whole = zipped(&[("a.pdf", simple("Alpha"))]);
    let folder = folder(&[
        ("in/cut.zip", whole[..whole.len() / 2].to_vec()),
        ("in/empty.tar", Vec::new()),
        ("in/good.zip", whole),
        ("in/texts.zip", zipped(&[("a.txt", Vec::new())])),
    ]);
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 1);
    let expected = [
        ("in/cut.zip", "damaged-archive"),
        ("in/empty.tar", "no-document"),
        ("in/good.zip/a.pdf", "ok"),
        ("in/texts.zip", "no-document"),
    ];
    let expected = expected.map(|(input, reason)| (input.to_owned(), reason.to_owned()));
    assert_eq!(fates(&folder), expected);
    assert!(
        stderr(&output).contains("in/cut.zip: failed (damaged-archive): the archive is damaged")
    );
}

#[test]
fn an_archive_and_the_same_unpacked_do_not_collide() {
    let packed = zipped(&[("x.pdf", simple("Packed")), ("y.pdf", simple("Other"))]);
    let folder = folder(&[("in/a.zip", packed), ("in/a/x.pdf", simple("Unpacked"))]);
    let output = offprint(&folder, &["convert", "in", "-o", "out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let expected = ["a/x.md", "a/y.md", "a.zip/x.md"].map(PathBuf::from);
    let mut found = names(&folder.path().join("out"));
    found.sort_by_key(|path| path.to_string_lossy().replace(".zip", "~"));
    assert_eq!(found, expected);
}

#[test]
fn a_document_on_stdin_is_converted() {
    let folder = folder(&[]);
    let output = given(&folder, &["convert", "-"], &simple("From a pipe"));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(stdout(&output).contains("From a pipe"));
    for expected in ["1 ok", "1 up to date"] {
        let output = given(&folder, &["convert", "-", "-o", "out"], &simple("From a pipe"));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
    }
    assert_eq!(manifest(&folder)[0]["outputs"][0]["path"], "stdin.md");
    let here = given(&folder, &["convert", "-", "--in-process"], &simple("On a thread"));
    assert!(stdout(&here).contains("On a thread"), "{}", stderr(&here));
    let broken = given(&folder, &["convert", "-"], b"%PDF-1.4 and no more");
    assert_eq!(code(&broken), 1);
}

#[test]
fn lists_have_lines_or_nuls() {
    let folder = folder(&[("in/a b.pdf", simple("One")), ("in/c\nd.pdf", simple("Two"))]);
    let nul = given(&folder, &["convert", "-", "-o", "out"], b"in/a b.pdf\0in/c\nd.pdf\0");
    assert_eq!(code(&nul), 0, "{}", stderr(&nul));
    assert_eq!(manifest(&folder).len(), 2);
    fs::write(folder.path().join("list"), "in/a b.pdf\r\n\n").unwrap();
    let file = offprint(&folder, &["convert", "--files-from", "list"]);
    assert!(stdout(&file).contains("One"), "{}", stderr(&file));
    let stdin = given(&folder, &["convert", "--files-from", "-"], b"in/a b.pdf");
    assert!(stdout(&stdin).contains("One"), "{}", stderr(&stdin));
    let twice = given(&folder, &["convert", "-", "--files-from", "-"], b"");
    assert!(code(&twice) == 2 && stderr(&twice).contains("once"), "{}", stderr(&twice));
    let none = offprint(&folder, &["convert", "--files-from", "none"]);
    assert!(code(&none) == 2 && stderr(&none).contains("none cannot be read"), "{}", stderr(&none));
}

#[test]
fn what_is_no_pdf_is_told_with_what_to_do() {
    let folder = folder(&[
        ("a.pdf", zipped(&[("word/document.xml", Vec::new())])),
        ("b.pdf", zipped(&[("b.pdf", pdf(&[&["One"]]))])),
        ("c.html", b"<!DOCTYPE html><title>Sign in".to_vec()),
        ("d.epub", zipped(&[("mimetype", Vec::new())])),
    ]);
    for (name, part) in [
        ("a.pdf", "a Word document, not a PDF; save or export it as PDF first"),
        ("b.pdf", "a ZIP archive, not a PDF; name it .zip"),
        ("c.html", "a page of the web"),
        ("d.epub", "a ZIP archive"),
    ] {
        let output = offprint(&folder, &["convert", name]);
        assert_eq!(code(&output), 1, "{name}");
        let said = stderr(&output);
        assert!(said.contains("failed (not-a-pdf)") && said.contains(part), "{name}: {said}");
    }
    let address = "https://example.org/a.pdf";
    let named = offprint(&folder, &["convert", address]);
    assert_eq!(code(&named), 2);
    assert!(stderr(&named).contains("reads no network; download it first"), "{}", stderr(&named));
    let listed = given(&folder, &["convert", "-"], address.as_bytes());
    assert_eq!(code(&listed), 1);
    assert!(stderr(&listed).contains("reads no network"), "{}", stderr(&listed));
}
