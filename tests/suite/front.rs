//! Front matter is read from first pages only, and titles from below what heads them.

use super::typeset::{Pen, set};
use offprint::diagnostic::Sink;
use offprint::document::{Document, FurnitureKind, Metadata};
use offprint::geometry::Point;
use offprint::page::{Font, Page, Pages, Size};
use offprint::pdf::Facts;
use offprint::{Options, layout, order, repair, role, structure};

const PROSE: &str = "the water of the river was full of salt and the salt was of the sea";

/// What is read of a page with lines at heights and in sizes, and four paragraphs of text below them.
fn metadata(lines: &[(f32, f32, &str)], text_from: f32) -> Metadata {
    let font = |name: &str| Font { name: name.to_owned(), ..Font::default() };
    let size = Size { width: 595.0, height: 842.0 };
    let mut page = Page { size, complete: true, ..Page::default() };
    let mut put = |y: f32, size: f32, words: &str| {
        set(&mut page, Pen { at: Point { x: 60.0, y }, size, font: 1 }, words);
    };
    for (y, size, words) in lines {
        put(*y, *size, words);
    }
    for line in 0..24 {
        let gap = (line / 6) as f32 * 12.0;
        put(text_from + 12.0 * line as f32 + gap, 10.0, PROSE);
    }
    let pages = Pages { pages: vec![page], fonts: vec![Font::default(), font("Times")] };
    read(pages).metadata
}

fn read(pages: Pages) -> Document {
    let (options, sink) = (Options::default(), &mut Sink::default());
    let layout = layout::analyse(pages, &options.layout, sink);
    let flow = order::arrange(layout, &options.order, sink);
    let mended = repair::apply(role::assign(flow), &options.repair, &options.decisions, sink);
    structure::build(mended, &Facts::default(), &options.decisions, sink)
}

#[test]
fn a_page_of_a_book_has_no_authors() {
    let lines = [
        (60.0, 16.0, "Harvest and Quality of Salt"),
        (90.0, 10.0, "Special Harbour Certificates"),
        (112.0, 8.0, "Probe-Muster H. (1959) Salt in the Sea. Seaside, 25"),
    ];
    let found = metadata(&lines, 150.0);
    assert!(found.authors.is_empty(), "{:?}", found.authors);
    assert!(found.affiliations.is_empty() && found.summary.is_empty());
    assert_eq!(found.journal, None);
}

#[test]
fn a_title_stands_right_above_its_names() {
    let lines = [
        (40.0, 22.0, "Public Salt Archive"),
        (64.0, 9.0, "Published in final form as: Annals of Salt 2020; 3: 14. doi:10.5555/salt.3"),
        (110.0, 15.0, "Comparison of the Salt of Rivers with that of the Sea"),
        (140.0, 11.0, "Anna Muster1, Jan Probe2, Eva Test1,2, Otto Sample3"),
        (170.0, 10.0, "Abstract"),
    ];
    let found = metadata(&lines, 190.0);
    let title = "Comparison of the Salt of Rivers with that of the Sea";
    assert_eq!(found.title.as_deref(), Some(title));
    assert_eq!(found.authors.len(), 4, "{:?}", found.authors);
}

/// Two pages: a notice in type of its own, and the first page of a paper in other type or in the same.
fn behind_a_notice(font_of_notice: u16) -> Document {
    let font = |name: &str| Font { name: name.to_owned(), ..Font::default() };
    let size = Size { width: 595.0, height: 842.0 };
    let page = || Page { size, complete: true, ..Page::default() };
    let mut pages = vec![page(), page()];
    let mut put = |page: usize, y: f32, size: f32, font: u16, words: &str| {
        set(&mut pages[page], Pen { at: Point { x: 60.0, y }, size, font }, words);
    };
    let notice = "The house has opened its store of papers on salt to all who ask";
    for line in 0..4 {
        put(0, 300.0 + 20.0 * line as f32, 14.0, font_of_notice, notice);
    }
    put(1, 110.0, 15.0, 1, "Comparison of the Salt of Rivers with that of the Sea");
    put(1, 140.0, 11.0, 1, "Anna Muster1, Jan Probe2, Eva Test1,2, Otto Sample3");
    put(1, 170.0, 10.0, 1, "Abstract");
    for line in 0..30 {
        put(1, 190.0 + 12.0 * line as f32, 10.0, 1, PROSE);
    }
    read(Pages { pages, fonts: vec![Font::default(), font("Times"), font("Grotesk")] })
}

#[test]
fn a_notice_before_the_paper_is_no_part_of_it() {
    let document = behind_a_notice(2);
    let title = document.metadata.title.as_deref();
    assert_eq!(title, Some("Comparison of the Salt of Rivers with that of the Sea"));
    assert_eq!(document.metadata.authors.len(), 4);
    let covers = document.furniture.iter().filter(|piece| piece.kind == FurnitureKind::Cover);
    assert!(covers.map(|piece| piece.text.as_str()).any(|text| text.starts_with("The house")));
}

#[test]
fn a_page_in_the_type_of_the_paper_is_part_of_it() {
    let document = behind_a_notice(1);
    assert!(!document.furniture.iter().any(|piece| piece.kind == FurnitureKind::Cover));
}
