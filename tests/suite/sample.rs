//! Documents to try writers on: those of the corpus and of the fixtures.

use super::fixture;
use offprint::diagnostic::Diagnostic;
use offprint::document::{Cell, Document, Node, Table};
use offprint::geometry::Rect;
use offprint::page::Visibility;
use offprint::provenance::PageNumber;
use offprint::text::Text;
use offprint::writer::{Citations, FrontMatter, Options, Scripts, Tables};
use offprint::{Converted, Stage};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A document with what was noticed.
pub(crate) struct Sample {
    pub(crate) name: String,
    pub(crate) document: Document,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Letters of glyphs that can be seen, with their boxes as displayed; none of a fixture.
    pub(crate) glyphs: BTreeMap<PageNumber, Vec<(String, Rect)>>,
}

/// The files of the corpus that open without a password, with their figures named, and all fixtures.
pub(crate) fn samples() -> Vec<Sample> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<PathBuf> = folder
        .read_dir()
        .expect("the corpus is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == "pdf" || own == "jpg"))
        .collect();
    files.sort();
    let mut samples: Vec<Sample> = files.iter().filter_map(|path| of_file(path)).collect();
    assert!(samples.len() >= 5, "the corpus has more files that open");
    for (name, mut document) in fixture::documents() {
        document.source.sha256 = "0".repeat(64);
        let (diagnostics, glyphs) = (Vec::new(), BTreeMap::new());
        samples.push(Sample { name, document, diagnostics, glyphs });
    }
    samples
}

fn of_file(path: &Path) -> Option<Sample> {
    let bytes = std::fs::read(path).expect("a file of the corpus");
    let paper = offprint::open(bytes, &offprint::Options::default()).ok()?;
    let mut glyphs: BTreeMap<PageNumber, Vec<(String, Rect)>> = BTreeMap::new();
    let converted = paper.convert_observed(&mut |stage| {
        let Stage::Read(pages) = stage else { return };
        for (index, page) in pages.pages.iter().enumerate() {
            let own = glyphs.entry(PageNumber::from_index(index)).or_default();
            for glyph in &page.glyphs {
                if glyph.visibility == Visibility::Visible {
                    let mut text = String::new();
                    page.push_text(glyph, &mut text);
                    own.push((text, page.turn.area_back(glyph.bbox)));
                }
            }
        }
    });
    let Converted { mut document, diagnostics } = converted;
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    document.source.file = Some(name.clone());
    document.source.sha256 = "0".repeat(64);
    let _ = paper.figures(&mut document, "figures", 36.0);
    Some(Sample { name, document, diagnostics, glyphs })
}

/// Options that change what writers write, each at least once.
pub(crate) fn choices() -> Vec<Options> {
    vec![
        Options::default(),
        Options {
            hidden: true,
            word_boxes: true,
            json_pretty: true,
            page_marks: true,
            front_matter: FrontMatter::Full,
            scripts: Scripts::Latex,
            tables: Tables::Html,
            ..Options::default()
        },
        Options {
            citations: Citations::Pandoc,
            scripts: Scripts::Pandoc,
            tables: Tables::Gfm,
            front_matter: FrontMatter::None,
            ..Options::default()
        },
    ]
}

/// A table of so many columns with these texts, row by row, the first of which is its head.
pub(crate) fn table_of(columns: u32, texts: Vec<Text>) -> Node {
    let rows = texts.len() as u32 / columns;
    let cells = texts.into_iter().zip(0..).map(|(text, at)| Cell {
        row: at / columns,
        column: at % columns,
        row_span: 1,
        column_span: 1,
        header: at < columns,
        text,
    });
    Node::Table(Table { rows, columns, cells: cells.collect(), ..Table::default() })
}
