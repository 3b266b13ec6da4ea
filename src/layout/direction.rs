//! Lines of scripts that are written from right to left: their glyphs in the order in which they are
//! read.
//!
//! Glyphs stand on the page from left to right. What a reader of Arabic or Hebrew reads is that order
//! turned round, but for numbers and for words of other scripts, which are turned back: the reverse of
//! what the Unicode Bidirectional Algorithm (UAX 9) did when the line was set.

use super::draft::{Draft, WordDraft};
use crate::geometry::Rect;
use crate::lexicon::language::may_run_leftward;
use crate::page::{Glyph, GlyphText};
use std::ops::Range;
use unicode_bidi::{BidiClass, bidi_class};

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
    /// What may stand between two numbers as a part of one.
    OfNumber,
    /// What may stand beside a number as a part of it: percent, a currency.
    Sign,
    /// What is drawn over or under another glyph.
    Mark,
    Neutral,
    Blank,
}

/// What a bracket does to what stands behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Opens,
    Closes,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    place: u32,
    class: Class,
    bracket: Option<Bracket>,
}

impl Item {
    const BLANK: Self = Self { place: 0, class: Class::Blank, bracket: None };
}

/// The words of a line, which stand from left to right, in the order in which they are read; nothing where
/// that is the same.
pub(super) fn logical(draft: &Draft, words: &[WordDraft], angle: i16) -> Option<Vec<Word>> {
    let places = |word: &WordDraft| word.glyphs.clone();
    let is_right = |place| is_beyond(draft, place) && class_of(draft, place) == Class::Right;
    let mirrored = is_mirrored(draft, angle);
    if !mirrored && !words.iter().flat_map(places).any(is_right) {
        return None;
    }
    let (items, _) = read(draft, words, mirrored);
    let glyph = |place: u32| glyph(draft, place);
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

/// Whether lines of an angle run from right to left where they stand from left to right.
fn is_mirrored(draft: &Draft, angle: i16) -> bool {
    draft.page.turn.mirrored && angle == 0
}

/// The items of a line in the order in which they are read, and which of them are of a stretch that is
/// read from right to left.
fn read(draft: &Draft, words: &[WordDraft], mirrored: bool) -> (Vec<Item>, Vec<bool>) {
    let mut items = Vec::new();
    for word in words {
        if !items.is_empty() {
            items.push(Item::BLANK);
        }
        let item = |place| Item {
            place,
            class: class_of(draft, place),
            bracket: bracket_of(glyph(draft, place).text.as_char()),
        };
        items.extend(word.glyphs.clone().map(item));
    }
    if mirrored {
        items.reverse();
    }
    let leftward = turn(&mut items, mirrored);
    put_marks_behind(&mut items, |place| glyph(draft, place).bbox);
    (items, leftward)
}

/// Gives brackets in text from right to left the sign that opens or closes what they open or close.
///
/// The sign that opens looks there like the one that closes elsewhere. Files say either the sign
/// or what it looks like; which of the two, the blanks around all brackets of a document tell.
pub(super) fn mend_brackets(drafts: &mut [Draft]) {
    let (mut by_shape, mut found) = (0isize, Vec::new());
    for (at, draft) in drafts.iter().enumerate() {
        let is_right = |glyph: &Glyph| {
            let c = glyph.text.as_char();
            c.is_some_and(|c| may_run_leftward(c) && class_of_char(c) == Class::Right)
        };
        if !draft.page.turn.mirrored && !draft.page.glyphs.iter().any(is_right) {
            continue;
        }
        for segment in &draft.segments {
            let words = segment.words.start as usize..segment.words.end as usize;
            let mirrored = is_mirrored(draft, segment.angle);
            let (items, leftward) = read(draft, &draft.words[words], mirrored);
            for (place, item) in items.iter().enumerate().filter(|(place, _)| leftward[*place]) {
                let Some(bracket) = item.bracket else { continue };
                found.push((at, item.place));
                by_shape += match placed(&items, place) {
                    Some(as_placed) if as_placed == bracket => -1,
                    Some(_) => 1,
                    None => 0,
                };
            }
        }
    }
    if by_shape < 0 {
        return;
    }
    for (at, place) in found {
        let draft = &mut drafts[at];
        let glyph = &mut draft.page.glyphs[draft.glyphs[place as usize] as usize];
        if let Some(other) = glyph.text.as_char().and_then(other_side) {
            glyph.text = GlyphText::character(other);
        }
    }
}

/// What a bracket does by the blanks around it: one that opens has its blank before it.
fn placed(items: &[Item], place: usize) -> Option<Bracket> {
    let is_free = |at: Option<usize>| {
        at.and_then(|at| items.get(at)).is_none_or(|item| item.class == Class::Blank)
    };
    match (is_free(place.checked_sub(1)), is_free(Some(place + 1))) {
        (true, false) => Some(Bracket::Opens),
        (false, true) => Some(Bracket::Closes),
        _ => None,
    }
}

/// Brackets and quotation marks whose two sides mirror one another.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›')];

fn bracket_of(c: Option<char>) -> Option<Bracket> {
    let c = c?;
    BRACKETS.iter().find_map(|(open, close)| {
        let opens = (*open == c).then_some(Bracket::Opens);
        opens.or_else(|| (*close == c).then_some(Bracket::Closes))
    })
}

/// The other bracket of a pair.
fn other_side(c: char) -> Option<char> {
    BRACKETS.iter().find_map(|&(open, close)| match c {
        _ if c == open => Some(close),
        _ if c == close => Some(open),
        _ => None,
    })
}

fn glyph(draft: &Draft, place: u32) -> &Glyph {
    &draft.page.glyphs[draft.glyphs[place as usize] as usize]
}

/// Whether a glyph is not of an alphabet that is surely written from left to right.
fn is_beyond(draft: &Draft, place: u32) -> bool {
    glyph(draft, place).text.as_char().is_none_or(may_run_leftward)
}

fn class_of(draft: &Draft, place: u32) -> Class {
    let first = draft.page.chars(glyph(draft, place)).next();
    class_of_char(first.unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn class_of_char(c: char) -> Class {
    match bidi_class(c) {
        BidiClass::R | BidiClass::AL => Class::Right,
        BidiClass::L => Class::Left,
        BidiClass::EN | BidiClass::AN => Class::Number,
        BidiClass::CS | BidiClass::ES => Class::OfNumber,
        BidiClass::ET => Class::Sign,
        BidiClass::NSM if may_run_leftward(c) => Class::Mark,
        _ => Class::Neutral,
    }
}

/// Turns items from the order in which they stand to that in which they are read, and says which of
/// them are read from right to left. In text from right to left any letter of its script makes a line one of it.
fn turn(items: &mut [Item], in_leftward: bool) -> Vec<bool> {
    let count = |class: Class| items.iter().filter(|item| item.class == class).count();
    let mut leftward = vec![false; items.len()];
    let right = count(Class::Right);
    if right > 0 && (in_leftward || right > count(Class::Left)) {
        turn_round(items, &mut leftward);
        return leftward;
    }
    let is_right = |item: &Item| item.class == Class::Right;
    let mut from = 0;
    while let Some(start) = items[from..].iter().position(is_right).map(|at| from + at) {
        let rest = &items[start..];
        let until = rest.iter().position(|item| item.class == Class::Left).unwrap_or(rest.len());
        let end = rest[..until].iter().rposition(is_right).map_or(start + 1, |at| start + at + 1);
        turn_round(&mut items[start..end], &mut leftward[start..end]);
        from = end;
    }
    leftward
}

/// Turns items round, and back again those that are written from left to right.
fn turn_round(items: &mut [Item], leftward: &mut [bool]) {
    items.reverse();
    leftward.fill(true);
    let mut from = 0;
    while let Some(run) = left_to_right(items, from) {
        from = run.end;
        items[run.clone()].reverse();
        leftward[run].fill(false);
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
    let is_sign = |at: usize| items.get(at).is_some_and(|item| item.class == Class::Sign);
    let sign = |at: usize| is_sign(at) && items[first].class == Class::Number;
    let open = items[first..end].iter().fold(0, |open, item| match item.bracket {
        // Items stand from right to left here.
        Some(Bracket::Closes) => open + 1,
        Some(Bracket::Opens) => open - 1,
        None => open,
    });
    // What closes a bracket of a word's stretch is of it.
    let closes = |at: usize| open < 0 && items[at].bracket == Some(Bracket::Closes);
    let is_of = |at: usize| sign(at) || closes(at);
    let start = if first > from && is_of(first - 1) { first - 1 } else { first };
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
    fn read(line: &str, in_leftward: bool) -> String {
        let chars: Vec<char> = line.chars().collect();
        let item = |(place, c): (u32, &char)| match *c {
            ' ' => Item::BLANK,
            c => Item { place, class: class_of_char(c), bracket: bracket_of(Some(c)) },
        };
        let mut items: Vec<Item> = (0..).zip(&chars).map(item).collect();
        let leftward = turn(&mut items, in_leftward);
        let sign = |(item, leftward): (&Item, &bool)| match chars[item.place as usize] {
            _ if item.class == Class::Blank => ' ',
            c => other_side(c).filter(|_| *leftward).unwrap_or(c),
        };
        items.iter().zip(&leftward).map(sign).collect()
    }

    #[test]
    fn lines_are_read_from_right_to_left() {
        let rows = [
            ("גבא", "אבג", "a word"),
            ("תשש גבא", "אבג ששת", "words"),
            ("2031 גבא", "אבג 2031", "a number"),
            ("1.5 גבא", "אבג 1.5", "a number with a point"),
            ("25% גבא", "אבג 25%", "percent"),
            (".2031 גבא", "אבג 2031.", "a full stop behind a number"),
            ("Python 3 חזוהדגבא", "אבגדהוזח Python 3", "a word of another script"),
            ("Python גבא", "Python אבג", "more letters of another script"),
            ("7 ד 125 גבא", "אבג 125 ד 7", "two numbers"),
            ("the word גבא here", "the word אבג here", "a word in a line from left to right"),
            ("plain text", "plain text", "no such word"),
            ("ד (גבא)", "(אבג) ד", "brackets by their shape"),
            ("[12] גבא", "אבג [12]", "a number in brackets"),
            ("ד AB (CD) חזוהגבא", "אבגהוזח AB (CD) ד", "brackets of words of another script"),
        ];
        for (line, expected, why) in rows {
            assert_eq!(read(line, false), expected, "{why}");
        }
    }

    #[test]
    fn any_letter_makes_a_line_one_of_the_text_around_it() {
        assert_eq!(read("Python גבא", true), "אבג Python");
        assert_eq!(read("Python 3", true), "Python 3");
    }

    #[test]
    fn blanks_tell_what_a_bracket_does() {
        let item = |c: char| match c {
            ' ' => Item::BLANK,
            c => Item { place: 0, class: class_of_char(c), bracket: bracket_of(Some(c)) },
        };
        for (line, expected) in [
            ("א )ב", Some(Bracket::Opens)),
            ("א) ב", Some(Bracket::Closes)),
            ("א)", Some(Bracket::Closes)),
            ("א)ב", None),
        ] {
            let items: Vec<Item> = line.chars().map(item).collect();
            let place = items.iter().position(|item| item.bracket.is_some()).expect("one");
            assert_eq!(placed(&items, place), expected, "{line}");
        }
    }
}
