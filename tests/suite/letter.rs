//! Letters whose small form has another length than their large one: `İ`, `ẞ`, the signs of kelvin,
//! ohm and angstrom. Wherever they stand, the places of the letters around them are right.

use super::typeset::{Pen, set};
use offprint::diagnostic::Sink;
use offprint::document::Document;
use offprint::geometry::Point;
use offprint::page::{Font, Page, Pages, Size};
use offprint::pdf::Facts;
use offprint::writer::WRITERS;
use offprint::{Options, layout, order, repair, role, structure};
use std::path::Path;

/// The lines of the seeds of the fuzz target that is about them.
fn lines() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds/structure");
    let entries = folder.read_dir().expect("seeds").map(|entry| entry.expect("a seed").path());
    let texts = entries.map(|path| std::fs::read_to_string(path).expect("a text"));
    let lines = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>());
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.sort();
    lines
}

/// Pages on which a line stands in many places.
fn pages(line: &str) -> Pages {
    let font = |name: &str, bold| Font { name: name.to_owned(), bold, ..Font::default() };
    let fonts = vec![Font::default(), font("Times", false), font("Times-Bold", true)];
    let mut pages = Pages { pages: Vec::new(), fonts };
    for number in 0..3 {
        let size = Size { width: 595.0, height: 842.0 };
        let mut page = Page { size, complete: true, ..Page::default() };
        let mut put = |y: f32, size: f32, font: u16, words: &str| {
            set(&mut page, Pen { at: Point { x: 60.0, y }, size, font }, words);
        };
        put(40.0, 8.0, 1, line);
        put(90.0, if number == 0 { 18.0 } else { 10.0 }, 2, line);
        put(140.0, 10.0, 1, line);
        put(180.0, 10.0, 1, &format!("1 {line}"));
        put(220.0, 10.0, 2, "Ethics approval");
        put(240.0, 10.0, 1, line);
        put(280.0, 9.0, 1, &format!("Figure {number}. {line}"));
        put(320.0, 10.0, 2, "References");
        put(340.0, 10.0, 1, &format!("1. {line}"));
        put(800.0, 8.0, 1, line);
        pages.pages.push(page);
    }
    pages
}

fn document(pages: Pages) -> Document {
    let (options, sink) = (Options::default(), &mut Sink::default());
    let layout = layout::analyse(pages, &options.layout, sink);
    let flow = order::arrange(layout, &options.order, sink);
    let mended = repair::apply(role::assign(flow), &options.repair, &options.decisions, sink);
    let document = structure::build(mended, &Facts::default(), &options.decisions, sink);
    for writer in WRITERS {
        std::hint::black_box((writer.write)(&document, &[], &options.writer));
    }
    document
}

#[test]
fn letters_that_change_their_length_move_no_place() {
    for line in lines() {
        let document = document(pages(&line));
        let heads = document.furniture.iter().filter(|piece| piece.text.as_str() == line);
        assert!(heads.count() >= 2, "{line} is at the head of each page");
    }
}

#[test]
fn boards_are_named_behind_letters_that_change_their_length() {
    let line = "İ ẞ The study was approved by the Éthique Ethics Committee of Kéé (no. 12/345).";
    let document = document(pages(line));
    let found: Vec<_> = document.statements.iter().flat_map(|own| &own.approvals).collect();
    let named = |name: &Option<offprint::document::statement::Named>| {
        name.as_ref().map(|named| named.text.clone()).unwrap_or_default()
    };
    assert!(
        found.iter().any(|own| named(&own.board) == "Éthique Ethics Committee of Kéé"
            && named(&own.number) == "12/345"),
        "{found:?}"
    );
}
