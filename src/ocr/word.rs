//! Words with boxes, as tesseract lists them, to lines of characters with their places.
//!
//! A row of its table has twelve fields that are parted by tabs: level (5 is a word), page, block,
//! paragraph, line, word, left, top, width, height (pixels), confidence (per cent) and text.

use super::align;
use super::detect::Box;
use super::ink::BOX_HEIGHT;
use super::line::{LOW_HEIGHT, TALL_HEIGHT};
use super::recognise::{CERTAIN, Character, Reading};
use crate::tolerance::median;
use unicode_normalization::UnicodeNormalization;

/// Level of the rows that are words.
const WORD: &str = "5";
/// Words of a line that are further apart than this stand in different columns, in ems.
const APART: f32 = 1.5;
/// The number of an entry stands further from its text: up to this, in ems.
const NUMBER_APART: f32 = 3.0;
/// Words whose feet differ by more than this and that are further apart than a wide blank stand in
/// different columns, too, in ems.
const OTHER_FEET: f32 = 0.4;
const WIDE_BLANK: f32 = 0.7;
/// How far letters reach under the baseline, in ems.
const DEPTH: f32 = 0.21;
/// How far below the baseline the box of a line ends, in ems.
const BELOW: f32 = 0.3 * BOX_HEIGHT;
/// Letters are this much higher than their number would have it wide where they run upwards.
const UPRIGHT: f32 = 3.0;

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    /// Block, paragraph and line, as they are printed.
    line: [String; 3],
    area: Box,
    /// From 0 to 1.
    certainty: f32,
    characters: Vec<char>,
}

/// The lines of a table. Rows that are damaged are left out, as are lines that are no text by their
/// certainty.
pub(super) fn lines(table: &str) -> Vec<Reading> {
    let words: Vec<Word> = table.lines().filter_map(word).filter(|own| !is_upright(own)).collect();
    let mut out = Vec::new();
    for line in words.chunk_by(|a, b| a.line == b.line) {
        let Some(em) = median(line.iter().filter_map(em)) else {
            out.extend(
                line.iter().filter_map(|own| reading(std::slice::from_ref(own), own.height())),
            );
            continue;
        };
        out.extend(
            line.chunk_by(|a, b| is_beside(a, b, em)).filter_map(|piece| reading(piece, em)),
        );
    }
    out
}

fn word(row: &str) -> Option<Word> {
    let fields: Vec<&str> = row.splitn(12, '\t').collect();
    let [level, _, block, paragraph, line, _, left, top, width, height, confidence, text] =
        <[&str; 12]>::try_from(fields).ok()?;
    let number = |field: &str| field.parse::<f32>().ok().filter(|number| number.is_finite());
    let (left, top, width, height) = (number(left)?, number(top)?, number(width)?, number(height)?);
    let characters: Vec<char> = text.trim().nfc().filter(|c| !c.is_control()).collect();
    let is_whole = level == WORD && width > 0.0 && height > 0.0 && !characters.is_empty();
    is_whole.then(|| Word {
        line: [block, paragraph, line].map(str::to_owned),
        area: [left, top, left + width, top + height],
        certainty: number(confidence).map_or(0.0, |percent| (percent / 100.0).clamp(0.0, 1.0)),
        characters,
    })
}

impl Word {
    fn width(&self) -> f32 {
        self.area[2] - self.area[0]
    }

    fn height(&self) -> f32 {
        self.area[3] - self.area[1]
    }

    /// Width that its characters would have in a text face, in ems.
    fn expected(&self) -> f32 {
        self.characters.iter().map(|&own| align::width(own)).sum()
    }

    /// Where it stands, in pixels from the top.
    fn foot(&self, em: f32) -> f32 {
        self.area[3] - if self.reaches_down() { DEPTH * em } else { 0.0 }
    }

    /// Whether it is the number of an entry: `7.`, `12)`, `[3]`, or `7,` where its point was misread.
    fn is_number(&self) -> bool {
        let [figures @ .., '.' | ',' | ')' | ']'] = self.characters.as_slice() else {
            return false;
        };
        let figures = match figures {
            ['(' | '[', figures @ ..] => figures,
            _ => figures,
        };
        !figures.is_empty() && figures.iter().all(char::is_ascii_digit)
    }

    fn reaches_down(&self) -> bool {
        self.characters
            .iter()
            .any(|own| matches!(own, 'g' | 'j' | 'p' | 'q' | 'y' | 'Q' | ',' | ';'))
    }
}

/// Whether a word runs upwards: its letters would be far narrower than high.
fn is_upright(own: &Word) -> bool {
    own.characters.len() > 2 && own.height() > UPRIGHT * own.width() / own.expected()
}

/// Whether a word follows another one in the same column.
fn is_beside(before: &Word, own: &Word, em: f32) -> bool {
    let gap = (own.area[0] - before.area[2]) / em;
    let apart = if before.is_number() { NUMBER_APART } else { APART };
    let differ = (own.foot(em) - before.foot(em)).abs() / em > OTHER_FEET;
    (-APART..apart).contains(&gap) && !(differ && gap > WIDE_BLANK)
}

/// Size of the type of a word by its height, in pixels; nothing where its characters tell nothing.
fn em(own: &Word) -> Option<f32> {
    let letters = || own.characters.iter().filter(|own| own.is_alphanumeric());
    letters().next()?;
    let is_flat = |c: char| matches!(c, 'a' | 'c' | 'e' | 'g' | 'm'..='s' | 'u'..='z');
    let up = if letters().all(|&own| is_flat(own)) { LOW_HEIGHT } else { TALL_HEIGHT };
    let down = if own.reaches_down() { DEPTH } else { 0.0 };
    Some(own.height() / (up + down))
}

/// Words that stand side by side as one line; nothing where they are no text by their certainty. Their
/// boxes hug the ink: the area of the line is made as high as type of its size needs.
fn reading(words: &[Word], em: f32) -> Option<Reading> {
    let feet = words.iter().map(|own| own.foot(em));
    let bottom = median(feet)? + BELOW * em;
    let x0 = words.iter().map(|own| own.area[0]).fold(f32::INFINITY, f32::min);
    let x1 = words.iter().map(|own| own.area[2]).fold(0.0, f32::max);
    let mut characters: Vec<Character> = Vec::new();
    for (at, own) in words.iter().enumerate() {
        if let Some(before) = at.checked_sub(1).map(|at| &words[at]) {
            let x = (before.area[2] + own.area[0]) / 2.0;
            let certainty = before.certainty.min(own.certainty);
            characters.push(Character { character: ' ', x, certainty });
        }
        spread(own, &mut characters);
    }
    let sum: f32 = characters.iter().map(|own| own.certainty).sum();
    let area = [x0, bottom - BOX_HEIGHT * em, x1, bottom].map(|side| side.max(0.0));
    (sum >= CERTAIN * characters.len() as f32).then_some(Reading { area, characters })
}

/// Spreads the characters of a word over its box, by the widths they have in a text face.
fn spread(own: &Word, out: &mut Vec<Character>) {
    let scale = own.width() / own.expected();
    let mut x = own.area[0];
    for &character in &own.characters {
        let width = align::width(character) * scale;
        out.push(Character { character, x: x + width / 2.0, certainty: own.certainty });
        x += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n";

    /// A row: line, left, top, width, height, confidence, text.
    fn row(line: u32, area: [u32; 4], confidence: &str, text: &str) -> String {
        let [left, top, width, height] = area;
        format!("5\t1\t1\t1\t{line}\t1\t{left}\t{top}\t{width}\t{height}\t{confidence}\t{text}\n")
    }

    fn texts(read: &[Reading]) -> Vec<String> {
        read.iter().map(|own| own.characters.iter().map(|own| own.character).collect()).collect()
    }

    #[test]
    fn words_of_a_line_are_parted_by_blanks() {
        let table = [
            HEAD.to_owned(),
            "4\t1\t1\t1\t1\t0\t100\t100\t300\t30\t-1\t\n".to_owned(),
            row(1, [100, 100, 80, 28], "96.5", "Iron"),
            row(1, [190, 100, 110, 28], "90", "tablets"),
            row(2, [100, 150, 60, 20], "88", "sea"),
        ];
        let read = lines(&table.concat());
        assert_eq!(texts(&read), ["Iron tablets", "sea"]);
        let first = &read[0];
        assert!((first.characters[0].certainty - 0.965).abs() < 1e-6);
        assert!((first.characters[4].x - 185.0).abs() < 1e-3, "the blank is between the words");
        let places: Vec<f32> = first.characters.iter().map(|own| own.x).collect();
        assert!(places.is_sorted() && places[0] > 100.0 && places[11] < 300.0, "{places:?}");
        // Type of 28 / 0.69 pixels stands on 128.
        let em = 28.0 / TALL_HEIGHT;
        assert!((first.area[3] - 128.0 - BELOW * em).abs() < 0.5, "{:?}", first.area);
        assert!((first.area[3] - first.area[1] - BOX_HEIGHT * em).abs() < 0.5, "{:?}", first.area);
        // Flat letters have the same size.
        assert!((read[1].area[3] - read[1].area[1] - BOX_HEIGHT * 20.0 / LOW_HEIGHT).abs() < 0.5);
    }

    #[test]
    fn columns_of_one_line_are_parted() {
        let table =
            row(1, [100, 100, 80, 28], "96", "Iron") + &row(1, [400, 100, 80, 28], "96", "1987");
        assert_eq!(texts(&lines(&table)), ["Iron", "1987"]);
    }

    #[test]
    fn numbers_stay_with_their_entries() {
        let table =
            row(1, [100, 100, 20, 28], "96", "7.") + &row(1, [200, 100, 80, 28], "96", "Muster");
        assert_eq!(texts(&lines(&table)), ["7. Muster"]);
        let other =
            row(1, [100, 100, 20, 28], "96", "of") + &row(1, [200, 100, 80, 28], "96", "Muster");
        assert_eq!(texts(&lines(&other)), ["of", "Muster"]);
        let lower =
            row(1, [100, 100, 20, 28], "96", "7.") + &row(1, [160, 130, 80, 28], "96", "Muster");
        assert_eq!(texts(&lines(&lower)), ["7.", "Muster"]);
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        let cases = [
            row(1, [100, 100, 80, 28], "12.5", "eee"),
            row(1, [100, 100, 0, 28], "96", "Iron"),
            row(1, [100, 100, 80, 28], "96", " "),
            row(1, [100, 100, 20, 300], "96", "upwards"),
            "5\t1\t1\t1\t1\t1\t100\t100\t80\tinf\t96\tIron\n".to_owned(),
            "5\t1\t1\t1\t1\t1\tx\t100\t80\t28\t96\tIron\n".to_owned(),
            "5\t1\t1\t1\t1\t1\t100\t100\n".to_owned(),
            "\n\n\t\t\n".to_owned(),
        ];
        for table in cases {
            assert!(lines(&table).is_empty(), "{table}");
        }
    }

    #[test]
    fn signs_alone_are_kept() {
        assert_eq!(texts(&lines(&row(1, [100, 100, 12, 12], "80", "•"))), ["•"]);
    }

    #[test]
    fn letters_and_marks_are_one_character() {
        assert_eq!(texts(&lines(&row(1, [100, 100, 50, 28], "80", "Mu\u{308}h"))), ["Müh"]);
    }
}
