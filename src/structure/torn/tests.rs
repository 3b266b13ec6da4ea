//! Pages made for it: lines that are torn, and lines that only stand side by side.

use super::*;
use crate::document::FurnitureKind;
use crate::layout::Word;
use crate::page::{FontId, Glyph, Ruling, Size};
use crate::provenance::{PageNumber, Provenance};
use crate::text::{Builder, Text};

const SIZE: f32 = 10.0;
const ADVANCE: f32 = 5.0;
const BLANK: f32 = 2.5;

/// A piece of a row: where it begins, its words, the passage they went to.
type Set<'a> = (f32, &'a str, usize);

/// Sets rows of pieces, each piece a line of the layout.
struct Setter {
    page: PageLayout,
    texts: Vec<(Role, Builder)>,
}

impl Setter {
    fn new(roles: &[Role]) -> Self {
        let mut page = PageLayout::default();
        page.page.size = Size { width: 600.0, height: 800.0 };
        Self { page, texts: roles.iter().map(|role| (role.clone(), Builder::default())).collect() }
    }

    fn row(mut self, row: usize, pieces: &[Set<'_>]) -> Self {
        let y = 100.0 + 12.0 * row as f32;
        for (x, text, owner) in pieces {
            let (first, mut x) = (self.page.words.len() as u32, *x);
            for word in text.split(' ') {
                let start = self.page.reading.len() as u32;
                let end = start + word.chars().count() as u32;
                for c in word.chars() {
                    let index = self.page.page.glyphs.len() as u32;
                    self.page.page.glyphs.push(glyph(c));
                    self.page.reading.push(index);
                }
                let width = ADVANCE * (end - start) as f32;
                let bbox = Rect::new(x, y - 7.5, x + width, y + 2.5);
                self.page.words.push(Word { glyphs: start..end, bbox, underscore: false });
                x += width + BLANK;
                let at = Provenance { page: PageNumber(1), bbox, glyphs: start..end };
                self.texts[*owner].1.push(word, at);
                self.texts[*owner].1.infer(' ');
            }
            let words = first..self.page.words.len() as u32;
            let own = &self.page.words[words.start as usize..];
            let bbox = own.iter().map(|word| word.bbox).collect();
            self.page.lines.push(line(words, bbox, y));
        }
        self
    }

    fn torn(self) -> Vec<(String, String)> {
        let passage = |(role, text): (Role, Builder)| Passage {
            role,
            mark: Text::default(),
            text: text.finish(),
        };
        let texts = self.texts.into_iter().map(passage).collect();
        let mut passages = Passages { passages: texts, ..Passages::default() };
        passages.layout.pages.push(self.page);
        let torn = find(&passages, &|_| Fate::Body).into_iter().flatten();
        torn.map(|line| line.pieces.map(|piece| piece.text).into()).collect()
    }
}

fn glyph(c: char) -> Glyph {
    Glyph::upright(c, Rect::default(), Default::default(), SIZE)
}

fn line(words: std::ops::Range<u32>, bbox: Rect, baseline: f32) -> Line {
    Line {
        words,
        bbox,
        baseline,
        size: SIZE,
        font: FontId(0),
        bold: false,
        italic: false,
        capitals: false,
        color: 0,
        angle: 0.0,
        head: false,
        bullet: false,
        parted: None,
    }
}

fn paragraphs(count: usize) -> Setter {
    Setter::new(&vec![Role::Paragraph; count])
}

/// A line of 40 characters that is 190 points wide.
const FULL: &str = "the lamps of both halls burnt till day a";

#[test]
fn a_line_with_a_wide_blank_is_one() {
    let torn = |gap: f32, owner: usize| {
        let setter = paragraphs(3).row(0, &[(50.0, FULL, 0)]);
        let end = 50.0 + 5.0 * 17.0 + 3.0 * BLANK;
        let row = [(50.0, "none of both keepers", 0), (end + gap, "came home", owner)];
        setter.row(1, &row).row(2, &[(50.0, FULL, 0)]).torn().len()
    };
    assert_eq!(torn(8.0, 0), 0, "one text");
    assert_eq!(torn(8.0, 1), 1, "a blank");
    assert_eq!(torn(20.0, 1), 1, "a wide blank under a line that goes over it");
    assert_eq!(torn(60.0, 1), 0, "too wide for a blank, and short of the margin");
}

#[test]
fn a_justified_line_is_one_however_wide_its_blanks() {
    let right = 50.0 + 5.0 * 32.0 + 8.0 * BLANK;
    let row = [(50.0, "none of them", 0), (right - 45.0, "came home", 1)];
    let setter = paragraphs(2).row(0, &[(50.0, FULL, 0)]).row(1, &row).row(2, &[(50.0, FULL, 0)]);
    assert_eq!(setter.torn().len(), 1);
}

#[test]
fn columns_stand_side_by_side() {
    let mut setter = paragraphs(2);
    for row in 0..4 {
        setter = setter.row(row, &[(50.0, FULL, 0), (252.0, FULL, 1)]);
    }
    assert!(setter.torn().is_empty());
    // Two captions of two lines each under a line that goes over both.
    let wide = format!("{FULL} {FULL}");
    let setter = paragraphs(3).row(0, &[(50.0, &wide, 2)]);
    let setter = setter.row(1, &[(50.0, FULL, 0), (240.0, FULL, 1)]);
    assert!(setter.row(2, &[(50.0, FULL, 0), (240.0, FULL, 1)]).torn().is_empty());
}

#[test]
fn what_is_drawn_parts_a_line() {
    let row = [(50.0, "none of both keepers", 0), (150.5, "came home", 1)];
    let mut setter = paragraphs(2).row(0, &row);
    let bbox = Rect::new(146.0, 60.0, 146.5, 140.0);
    setter.page.page.rulings.push(Ruling { bbox, horizontal: false, color: 0 });
    assert!(setter.torn().is_empty());
}

#[test]
fn a_heading_that_runs_in_is_right() {
    let row = [(50.0, "None of both keepers", 0), (150.5, "came home that", 1)];
    let mut setter = Setter::new(&[Role::Heading(2), Role::Paragraph]).row(0, &row);
    setter.page.lines[0].bold = true;
    assert!(setter.torn().is_empty());
}

#[test]
fn words_that_went_to_furniture_are_torn_off() {
    let furniture = Role::Furniture(FurnitureKind::RunningHead);
    let row = [(50.0, "none of both keepers", 0), (150.5, "came home", 1)];
    assert_eq!(Setter::new(&[Role::Paragraph, furniture.clone()]).row(0, &row).torn().len(), 1);
    assert!(Setter::new(&[furniture.clone(), furniture]).row(0, &row).torn().is_empty());
}

#[test]
fn formulas_and_scales_are_no_lines() {
    let row = [(50.0, "a + b", 0), (77.0, "= c + d", 1)];
    assert!(paragraphs(2).row(0, &row).torn().is_empty());
    let row = [(50.0, "•", 0), (70.0, "none of both keepers came home", 1)];
    assert_eq!(paragraphs(2).row(0, &row).torn().len(), 1, "a bullet without its item");
}
