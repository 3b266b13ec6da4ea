//! Lines of scripts that are written from right to left: their glyphs in the order in which they are
//! read.
//!
//! Glyphs stand on the page from left to right. What a reader of Arabic or Hebrew reads is that order
//! turned round, but for numbers and for words of other scripts, which are turned back: the reverse of
//! what the Unicode Bidirectional Algorithm (UAX 9) did when the line was set.

use super::draft::{Draft, WordDraft};
use crate::geometry::Rect;
use crate::page::Glyph;
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

/// No character below this is written from right to left.
const FIRST_RIGHT_TO_LEFT: char = '\u{0590}';

/// A word of a line in the order in which it is read.
#[derive(Debug, PartialEq)]
pub(super) struct Word {
    /// Places in the draft's glyphs.
    pub(super) places: Vec<u32>,
    pub(super) bbox: Rect,
}

/// How an item of a line behaves among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Left,
    Right,
    Number,
    /// What may stand between two numbers, or beside one, as a part of it.
    OfNumber,
    /// What is drawn over or under another glyph.
    Mark,
    Neutral,
    Blank,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    place: u32,
    class: Class,
}

/// The words of a line, which stand from left to right, in the order in which they are read; nothing where
/// that is the same.
pub(super) fn logical(draft: &Draft, words: &[WordDraft]) -> Option<Vec<Word>> {
    let places = |word: &WordDraft| word.glyphs.clone();
    let is_right = |place| is_beyond(draft, place) && class_of(draft, place) == Class::Right;
    if !words.iter().flat_map(places).any(is_right) {
        return None;
    }
    let mut items = Vec::new();
    for word in words {
        if !items.is_empty() {
            items.push(Item { place: 0, class: Class::Blank });
        }
        let item = |place| Item { place, class: class_of(draft, place) };
        items.extend(places(word).map(item));
    }
    turn(&mut items);
    let glyph = |place: u32| glyph(draft, place);
    put_marks_behind(&mut items, |place| glyph(place).bbox);
    let groups = items.split(|item| item.class == Class::Blank).filter(|group| !group.is_empty());
    Some(
        groups
            .map(|group| Word {
                places: group.iter().map(|item| item.place).collect(),
                bbox: group.iter().map(|item| glyph(item.place).bbox).collect(),
            })
            .collect(),
    )
}

fn glyph(draft: &Draft, place: u32) -> &Glyph {
    &draft.page.glyphs[draft.glyphs[place as usize] as usize]
}

/// Whether a glyph is not of an alphabet that is surely written from left to right.
fn is_beyond(draft: &Draft, place: u32) -> bool {
    glyph(draft, place).text.as_char().is_none_or(|c| c >= FIRST_RIGHT_TO_LEFT)
}

fn class_of(draft: &Draft, place: u32) -> Class {
    let own = glyph(draft, place);
    let first = match own.text.as_char() {
        Some(c) => c,
        None => {
            let mut text = String::new();
            draft.page.push_text(own, &mut text);
            text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER)
        }
    };
    class_of_char(first)
}

fn class_of_char(c: char) -> Class {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Class::Right,
        BidiClass::L => Class::Left,
        BidiClass::EN | BidiClass::AN => Class::Number,
        BidiClass::CS | BidiClass::ES | BidiClass::ET => Class::OfNumber,
        BidiClass::NSM if c >= FIRST_RIGHT_TO_LEFT => Class::Mark,
        _ => Class::Neutral,
    }
}

/// Turns items from the order in which they stand to that in which they are read.
fn turn(items: &mut [Item]) {
    let count = |class: Class| items.iter().filter(|item| item.class == class).count();
    if count(Class::Right) > count(Class::Left) {
        turn_round(items);
        return;
    }
    let is_right = |item: &Item| item.class == Class::Right;
    let mut from = 0;
    while let Some(start) = items[from..].iter().position(is_right).map(|at| from + at) {
        let rest = &items[start..];
        let until = rest.iter().position(|item| item.class == Class::Left).unwrap_or(rest.len());
        let end = rest[..until].iter().rposition(is_right).map_or(start + 1, |at| start + at + 1);
        turn_round(&mut items[start..end]);
        from = end;
    }
}

/// Turns items round, and back again those that are written from left to right.
fn turn_round(items: &mut [Item]) {
    items.reverse();
    let mut from = 0;
    while let Some(run) = left_to_right(items, from) {
        from = run.end;
        items[run].reverse();
    }
}

/// The first numbers and words, at or behind `from`, that are written from left to right.
fn left_to_right(items: &[Item], from: usize) -> Option<Range<usize>> {
    let begins = |item: &Item| matches!(item.class, Class::Left | Class::Number);
    let first = from + items.get(from..)?.iter().position(begins)?;
    let mut end = first + 1;
    let mut has_letters = items[first].class == Class::Left;
    for (at, item) in items.iter().enumerate().skip(first + 1) {
        if item.class == Class::Right {
            break;
        }
        if begins(item) {
            let between = &items[end..at];
            let of_number = matches!(between, [] | [Item { class: Class::OfNumber, .. }]);
            let letters = has_letters || item.class == Class::Left;
            if !of_number && !letters {
                break;
            }
            has_letters = letters;
            end = at + 1;
        }
    }
    let of_number = |at: usize| items.get(at).is_some_and(|item| item.class == Class::OfNumber);
    // A sign of percent or of a currency stands at its number.
    let sign = |at: usize| of_number(at) && items[first].class == Class::Number;
    let start = if first > from && sign(first - 1) { first - 1 } else { first };
    Some(start..if sign(end) { end + 1 } else { end })
}

/// Marks follow the letter that they are drawn over.
fn put_marks_behind(items: &mut [Item], bbox: impl Fn(u32) -> Rect) {
    for at in 1..items.len() {
        let (mark, letter) = (items[at - 1], items[at]);
        let over = || {
            let middle = bbox(mark.place).center().x;
            let letter = bbox(letter.place);
            (letter.x0..=letter.x1).contains(&middle)
        };
        if mark.class == Class::Mark && letter.class == Class::Right && over() {
            items.swap(at - 1, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a line reads as whose signs stand in this order from left to right.
    fn read(line: &str) -> String {
        let chars: Vec<char> = line.chars().collect();
        let mut items: Vec<Item> = (0..)
            .zip(&chars)
            .map(|(place, c)| Item {
                place,
                class: if *c == ' ' { Class::Blank } else { class_of_char(*c) },
            })
            .collect();
        turn(&mut items);
        items
            .iter()
            .map(|item| if item.class == Class::Blank { ' ' } else { chars[item.place as usize] })
            .collect()
    }

    #[test]
    fn lines_are_read_from_right_to_left() {
        let rows = [
            ("גבא", "אבג", "a word"),
            ("תשש גבא", "אבג ששת", "words"),
            ("2031 גבא", "אבג 2031", "a number"),
            ("1.5 גבא", "אבג 1.5", "a number with a point"),
            ("25% גבא", "אבג 25%", "percent"),
            ("Python 3 חזוהדגבא", "אבגדהוזח Python 3", "a word of another script"),
            ("Python גבא", "Python אבג", "more letters of another script"),
            ("7 ד 125 גבא", "אבג 125 ד 7", "two numbers"),
            ("the word גבא here", "the word אבג here", "a word in a line from left to right"),
            ("plain text", "plain text", "no such word"),
        ];
        for (line, expected, why) in rows {
            assert_eq!(read(line), expected, "{why}");
        }
    }
}
