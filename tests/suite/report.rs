//! `offprint inspect`: the report, as files.

use super::cli::{code, folder, offprint, pdf, simple, stderr};
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the report of these files.
fn report(files: &[(&str, Vec<u8>)], expected: i32) -> TempDir {
    let folder = folder(files);
    let output = offprint(&folder, &["inspect", ".", "-o", "report"]);
    assert_eq!(code(&output), expected, "{}", stderr(&output));
    folder
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)).expect("the sample")
}

fn text(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join("report").join(path)).expect(path)
}

/// What the programs of a page know.
fn data(page: &str) -> Value {
    let start = page.find("id=\"ui_data\">").expect("data") + "id=\"ui_data\">".len();
    let end = start + page[start..].find("</script>").expect("its end");
    serde_json::from_str(&page[start..end]).expect("JSON")
}

/// What a file of the report names.
fn named(program: &str) -> Value {
    let start = program.find(['{', '[']).expect("a value");
    serde_json::from_str(program[start..].trim_end().trim_end_matches(';')).expect("JSON")
}

#[test]
fn hostile_text_is_text() {
    let hostile = "<script>alert(1)</script> \"&' </script><!-- <img src=x onerror=alert(1)>";
    let pages: &[&[&str]] = &[&[hostile, "A paragraph that goes on for a while and ends here."]];
    let folder = report(&[("<b>&\"'.pdf", pdf(pages))], 0);
    let page = text(&folder, "<b>&\"'.report/index.html");
    let list = text(&folder, "index.html");
    for html in [&page, &list] {
        assert!(!html.contains("<script>") && !html.contains("<img src=x"), "{html}");
        assert!(!html.contains("<!--"), "{html}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    let known = data(&page).to_string();
    assert!(!known.is_empty());
    let documents = named(&text(&folder, "documents.js"));
    assert_eq!(documents["pages_of"][0], "%3Cb%3E%26%22%27.report/index.html");
    assert!(documents["files"][0].as_str().unwrap().ends_with("<b>&\"'.pdf"));
}

#[test]
fn every_page_has_a_policy_and_loads_nothing_from_elsewhere() {
    let folder = report(&[("a.pdf", sample("case-report.pdf"))], 0);
    for path in ["index.html", "a.report/index.html"] {
        let page = text(&folder, path);
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';")
        );
        assert!(
            !page.contains("unsafe-inline")
                && !page.contains(" style=\"")
                && !page.contains(" onclick")
        );
        for piece in page.split(" src=\"").skip(1) {
            assert!(!piece.starts_with("http") && !piece.starts_with("//"), "{piece:.60}");
        }
    }
    let assets = fs::read_dir(folder.path().join("report/assets")).unwrap();
    for asset in assets.flatten() {
        let asset = fs::read_to_string(asset.path()).unwrap();
        // Where it is served, and only there, what is decided goes back to where the page comes from.
        let asset = asset.replacen("await fetch(address, { method: \"POST\"", "", 1);
        for word in [
            "fetch(",
            "XMLHttpRequest",
            "eval(",
            "innerHTML",
            "insertAdjacentHTML",
            "@import",
            "url(",
        ] {
            assert!(!asset.contains(word), "{word}");
        }
    }
}

#[test]
fn every_passage_and_every_repair_is_in_the_article() {
    let names = ["case-report.pdf", "methods-article.pdf", "preprint.pdf", "poster.pdf"];
    let files: Vec<_> = names.iter().map(|name| (*name, sample(name))).collect();
    let folder = report(&files, 0);
    let mut repairs = 0;
    for name in names {
        let page = text(&folder, &format!("{}.report/index.html", name.trim_end_matches(".pdf")));
        let data = data(&page);
        let passages = data["passages"].as_array().unwrap();
        assert!(passages.len() > 10, "{name}");
        for passage in passages {
            let id = passage["id"].as_str().unwrap();
            let mark = format!("data-passage=\"{id}\"");
            assert_eq!(page.matches(&mark).count(), 1, "{name}: {id}");
        }
        for repair in data["repairs"].as_array().unwrap() {
            repairs += 1;
            assert!(repair["key"].is_string() && repair["reason"].is_string(), "{repair}");
            let mark = format!("data-edit=\"{}\"", repair["number"]);
            assert!(page.contains(&mark), "{name}: {repair}");
        }
        for picture in page.split("<img src=\"").skip(1) {
            let own = picture.split('"').next().unwrap();
            let folder = folder.path().join("report").join(name).with_extension("report");
            assert!(folder.join(own).is_file(), "{own}");
        }
    }
    assert!(repairs > 20);
}

#[test]
fn failed_files_are_listed_with_their_reason_and_doubt_comes_first() {
    let files = [
        ("a.pdf", sample("case-report.pdf")),
        ("b/a.pdf", simple("A page of its own.")),
        ("c.pdf", sample("encrypted.pdf")),
        ("d.pdf", sample("empty.pdf")),
    ];
    let folder = report(&files, 1);
    let documents = named(&text(&folder, "documents.js"));
    let files: Vec<&str> =
        documents["files"].as_array().unwrap().iter().map(|own| own.as_str().unwrap()).collect();
    assert_eq!(files.len(), 4);
    assert!(
        files[..2].iter().all(|own| own.ends_with("c.pdf") || own.ends_with("d.pdf")),
        "{files:?}"
    );
    for at in 0..2 {
        assert_eq!(documents["pages_of"][at], "");
        let why = documents["why"][at].as_str().unwrap();
        assert!(why.starts_with("encrypted") || why.contains("empty"), "{why}");
        let status = documents["status"]["rows"][at].as_u64().unwrap() as usize;
        assert_eq!(documents["status"]["names"][status], "failed");
    }
    assert!(text(&folder, "b/a.report/index.html").contains("data-root=\"../../\""));
    assert!(text(&folder, "b/a.report/index.html").contains("src=\"../../assets/document.js\""));
}

#[test]
fn the_same_files_give_the_same_bytes_and_a_second_run_leaves_them() {
    let files = [("a.pdf", sample("case-report.pdf")), ("b.pdf", sample("poster.pdf"))];
    let (one, two) = (report(&files, 0), report(&files, 0));
    let pages = |folder: &TempDir| {
        let of = |name: &str| {
            let folder = folder.path().join("report").join(name);
            let mut files: Vec<_> =
                fs::read_dir(folder).unwrap().flatten().map(|own| own.path()).collect();
            files.sort();
            files.into_iter().map(|own| fs::read(own).unwrap()).collect::<Vec<_>>()
        };
        [of("a.report"), of("b.report"), of("assets")]
    };
    assert_eq!(pages(&one), pages(&two));
    let output = offprint(&one, &["inspect", ".", "-o", "report"]);
    assert!(stderr(&output).contains("2 up to date"), "{}", stderr(&output));
    let output = offprint(&one, &["inspect", ".", "-o", "report", "--dry-run"]);
    assert!(stderr(&output).contains("2") && code(&output) == 0);
}

#[test]
fn decisions_that_were_given_are_kept_with_the_report() {
    let folder = report(&[("a.pdf", sample("case-report.pdf"))], 0);
    let known = data(&text(&folder, "a.report/index.html"));
    let (sha256, key) = (&known["sha256"], &known["repairs"][0]["key"]);
    let line = format!("{{\"sha256\":{sha256},\"edit\":{key},\"decision\":\"rejected\"}}\n");
    fs::write(folder.path().join("decisions.jsonl"), line).unwrap();
    let arguments = ["inspect", "a.pdf", "-o", "report", "--decisions", "decisions.jsonl"];
    assert_eq!(code(&offprint(&folder, &arguments)), 0);
    let again = data(&text(&folder, "a.report/index.html"));
    let count = |data: &Value| data["repairs"].as_array().unwrap().len();
    assert_eq!(count(&again) + 1, count(&known));
    assert!(again["notices"].to_string().contains("repair-rejected"));
    assert_eq!(&named(&text(&folder, "decided.js"))[0]["edit"], key);
}

#[test]
fn a_page_of_someone_else_is_not_written_over() {
    let folder = folder(&[("a.pdf", simple("A page.")), ("report/index.html", b"mine".to_vec())]);
    let output = offprint(&folder, &["inspect", "a.pdf", "-o", "report"]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("not the page of a report"), "{}", stderr(&output));
    assert_eq!(text(&folder, "index.html"), "mine");
    let output = offprint(&folder, &["inspect", "a.pdf"]);
    assert_eq!(code(&output), 2);
}
