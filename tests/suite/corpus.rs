//! The project's own documents: what corpus.toml says of each must hold.

use offprint::diagnostic::Code;
use offprint::layout::BlockKind;
use offprint::ocr::{Engine, Models, store};
use offprint::order::ElementKind;
use offprint::text::{Origin, Text};
use offprint::{Converted, Options, Stage, convert_observed, writer};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

#[derive(Debug, Deserialize)]
struct Corpus {
    document: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    file: PathBuf,
    expect: String,
    pages: u32,
    password: Option<String>,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    has: Vec<String>,
    /// What character recognition reads.
    #[serde(default)]
    recognised: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn entries() -> Vec<Entry> {
    let text = std::fs::read_to_string(folder().join("corpus.toml")).expect("corpus.toml");
    toml::from_str::<Corpus>(&text).expect("corpus.toml is TOML").document
}

fn convert(
    entry: &Entry,
    observe: &mut dyn FnMut(Stage<'_>),
) -> Result<Converted, offprint::Error> {
    let bytes = std::fs::read(folder().join(&entry.file)).expect("a file of the corpus");
    let mut options = Options::default();
    options.pdf.password.clone_from(&entry.password);
    convert_observed(bytes, &options, observe)
}

/// What is read from the page images of an entry, where models are installed.
fn recognise(entry: &Entry) -> Option<Converted> {
    let models = store::folder().filter(|folder| store::is_installed(folder))?;
    let bytes = std::fs::read(folder().join(&entry.file)).expect("a file of the corpus");
    let mut options = Options::default();
    options.ocr.engine = Some(Engine::Models(Arc::new(Models::of_folder(models))));
    Some(offprint::convert(bytes, &options).expect("a scan converts"))
}

fn markdown(converted: &Converted) -> String {
    let writer = writer::by_name("markdown").expect("the Markdown writer");
    let options = writer::Options::default();
    (writer.write)(&converted.document, &converted.diagnostics, &options).text
}

#[test]
fn documents_open_or_fail_as_expected() {
    for entry in entries() {
        match convert(&entry, &mut |_| {}) {
            Ok(converted) => {
                assert_ne!(entry.expect, "failed", "{}", entry.file.display());
                let pages = converted.document.source.pages;
                if entry.expect == "ok" {
                    assert_eq!(pages, entry.pages, "{}", entry.file.display());
                }
            }
            Err(error) => assert_eq!(entry.expect, "failed", "{}: {error}", entry.file.display()),
        }
    }
}

#[test]
fn text_beyond_the_limit_is_left_out_and_told() {
    let bytes = std::fs::read(folder().join("case-report.pdf")).expect("a file of the corpus");
    let mut options = Options::default();
    options.limits.text_bytes = 200;
    let converted = offprint::convert(bytes, &options).expect("it opens");
    let glyphs: u32 = converted.document.accounts.iter().map(|account| account.glyphs).sum();
    assert!((100..=200).contains(&glyphs), "{glyphs} glyphs");
    assert!(converted.diagnostics.iter().any(|noted| noted.code == Code::PageTooLarge));
}

#[test]
fn documents_say_what_they_must() {
    let mut wrong = Vec::new();
    for entry in entries() {
        let Ok(converted) = convert(&entry, &mut |_| {}) else { continue };
        let text = markdown(&converted);
        let body = text.splitn(3, "---\n").nth(2).unwrap_or(&text);
        let name = entry.file.display();
        for phrase in entry.phrases.iter().filter(|phrase| !text.contains(*phrase)) {
            wrong.push(format!("{name} lacks {phrase:?}"));
        }
        for phrase in entry.absent.iter().filter(|phrase| body.contains(*phrase)) {
            wrong.push(format!("{name} has {phrase:?}"));
        }
        for phrase in entry.lacks.iter().filter(|phrase| text.contains(*phrase)) {
            wrong.push(format!("{name} no longer lacks {phrase:?}: move it to `phrases`"));
        }
        for phrase in entry.has.iter().filter(|phrase| !body.contains(*phrase)) {
            wrong.push(format!("{name} no longer has {phrase:?}: move it to `absent`"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn scans_ask_for_recognition_or_are_recognised() {
    for entry in entries().iter().filter(|entry| !entry.recognised.is_empty()) {
        let name = entry.file.display();
        let bare = convert(entry, &mut |_| {}).expect("a scan converts");
        assert!(bare.diagnostics.iter().any(|noted| noted.code == Code::NeedsOcr), "{name}");
        let Some(read) = recognise(entry) else {
            eprintln!("{name}: not read, no models are installed");
            continue;
        };
        assert!(read.diagnostics.iter().all(|noted| noted.code != Code::NeedsOcr), "{name}");
        let text = markdown(&read);
        for phrase in &entry.recognised {
            assert!(text.contains(phrase), "{name} lacks {phrase:?}:\n{text}");
        }
    }
}

#[test]
fn documents_read_as_they_did() {
    for entry in entries() {
        let Ok(converted) = convert(&entry, &mut |_| {}) else { continue };
        let name = entry.file.with_extension("").display().to_string();
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(format!("corpus-{name}"), markdown(&converted));
        });
    }
}

#[test]
fn every_glyph_has_one_fate() {
    for entry in entries() {
        let Ok(converted) = convert(&entry, &mut |_| {}) else { continue };
        for account in &converted.document.accounts {
            let sum: u32 = account.fates.values().sum();
            assert_eq!(sum, account.glyphs, "{} page {}", entry.file.display(), account.page);
        }
    }
}

#[test]
fn order_is_a_permutation() {
    for entry in entries() {
        let _ = convert(&entry, &mut |stage| match stage {
            Stage::Analysed(layout) => {
                for page in &layout.pages {
                    let seen: BTreeSet<u32> = page.reading.iter().copied().collect();
                    assert_eq!(seen.len(), page.reading.len(), "a glyph is read twice");
                    assert_eq!(page.scripts.len(), page.reading.len());
                    assert!(seen.iter().all(|&glyph| (glyph as usize) < page.page.glyphs.len()));
                }
            }
            Stage::Arranged(flow) => {
                let elements: BTreeSet<_> =
                    flow.sequence.iter().map(|e| (e.page, format!("{:?}", e.kind))).collect();
                assert_eq!(elements.len(), flow.sequence.len(), "an element is read twice");
                for (index, page) in flow.layout.pages.iter().enumerate() {
                    let blocks = page.blocks.iter().filter(|block| {
                        matches!(block.kind, BlockKind::Text | BlockKind::Furniture(_))
                    });
                    let read = flow.sequence.iter().filter(|element| {
                        element.page as usize == index
                            && matches!(
                                element.kind,
                                ElementKind::Block(_) | ElementKind::Furniture(_)
                            )
                    });
                    assert_eq!(blocks.count(), read.count(), "a block is not read");
                }
            }
            _ => {}
        });
    }
}

#[test]
fn every_byte_has_a_place() {
    let check = |text: &Text| {
        let mut at = 0;
        for run in text.runs() {
            assert_eq!(run.range.start, at, "runs of {:?} leave a gap", text.original());
            at = run.range.end;
            let piece = &text.original()[run.range.start as usize..run.range.end as usize];
            if let Origin::Inferred = run.origin {
                assert!(piece.chars().all(char::is_whitespace), "{piece:?} came from nowhere");
            }
        }
        assert_eq!(at as usize, text.original().len());
    };
    for entry in entries() {
        let _ = convert(&entry, &mut |stage| {
            if let Stage::Mended(passages) = stage {
                for passage in &passages.passages {
                    check(&passage.mark);
                    check(&passage.text);
                }
            }
        });
    }
}
