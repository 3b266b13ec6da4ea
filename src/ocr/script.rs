//! What is raised or lowered in a line, by its ink.

use super::line::{LOW_HEIGHT, Line, TALL_HEIGHT, is_low, stands};
use std::ops::Range;

/// A comma or stop among raised characters rises by this share of the height of capitals at least.
const RAISED_COMMA: f32 = 0.05;
/// A bracket among them rises by this share of what others do.
const RAISED_BRACKET: f32 = 0.5;
/// And a letter that stands on the baseline by this.
const RAISED_LETTER: f32 = 0.7;
/// A raised character ends this far over the baseline, in heights of tall letters.
const RISE: f32 = 0.22;
/// A lowered one ends this far under it.
const FALL: f32 = 0.12;
/// Both are as high as this share of others of their kind: less is a dot or a piece of a letter.
const SCRIPT_HEIGHT: Range<f32> = 0.42..0.86;
/// The middle of a raised sign stands this far over the baseline.
const SIGN_RISE: f32 = 0.5;
/// The middle of a sign that is raised by itself stands this far over it, and the sign is narrower
/// than this, in font sizes.
const HIGH_SIGN: f32 = 0.66;
const SIGN_WIDTH: f32 = 0.46;
/// That of a lowered one less than this.
const LOW_SIGN: f32 = 0.25;
/// Sizes of scripts, in sizes of their line.
const SCRIPT_SIZE: [f32; 2] = [0.5, 0.8];

/// Finds what is raised or lowered in a line.
pub(super) fn find(line: &mut Line) {
    let tall = TALL_HEIGHT * line.size;
    let baseline = line.baseline;
    for own in line.characters.iter_mut().filter(|own| own.has_ink()) {
        if !stands(own.character) {
            continue;
        }
        let height = own.bottom - own.top;
        let rise = baseline - own.bottom;
        let expected = if is_low(own.character) { LOW_HEIGHT } else { TALL_HEIGHT };
        let share = height / (expected * line.size);
        let small = SCRIPT_HEIGHT.contains(&share);
        if small && (rise > RISE * tall || -rise > FALL * tall) {
            let [least, most] = SCRIPT_SIZE.map(|share| share * line.size);
            own.script = Some((own.bottom, (height / expected).clamp(least, most)));
        }
    }
    raise_lone_signs(line, tall);
    settle_signs(line, tall);
    drop_letters_in_words(line);
}

/// Letters are raised or lowered at the end of a word: inside of one their ink was cut badly.
fn drop_letters_in_words(line: &mut Line) {
    for word in line.characters.split_mut(|own| own.character == ' ') {
        let mut at_end = true;
        for own in word.iter_mut().rev() {
            let is_mark = !own.character.is_alphanumeric();
            if own.script.is_some() && own.character.is_alphabetic() && !at_end {
                own.script = None;
            }
            at_end &= own.script.is_some() || is_mark;
        }
        // A word of which all is off the line was measured badly, too.
        if word.iter().all(|own| own.script.is_some() || !own.character.is_alphanumeric())
            && word.iter().any(|own| own.character.is_alphabetic())
        {
            word.iter_mut().for_each(|own| own.script = None);
        }
    }
}

/// A plus or minus right behind a letter or figure that stands high is raised.
fn raise_lone_signs(line: &mut Line, tall: f32) {
    for at in 1..line.characters.len() {
        let [before, own] = [line.characters[at - 1], line.characters[at]];
        let is_sign = matches!(own.character, '+' | '−' | '-' | '–') && own.has_ink();
        let at_end =
            line.characters.get(at + 1).is_none_or(|next| !next.character.is_alphanumeric());
        let (middle, width) = (line.baseline - (own.top + own.bottom) / 2.0, own.x1 - own.x0);
        if is_sign
            && at_end
            && before.character.is_alphanumeric()
            && before.has_ink()
            && middle > HIGH_SIGN * tall
            && width < SIGN_WIDTH * line.size
        {
            let size = SCRIPT_SIZE[1] * line.size;
            line.characters[at].script =
                Some((line.baseline - middle + LOW_HEIGHT / 2.0 * size, size));
        }
    }
}

/// Signs, and pieces of letters, beside raised or lowered characters stand off the line with them,
/// where their ink does.
fn settle_signs(line: &mut Line, tall: f32) {
    let count = line.characters.len();
    for pass in 0..2 {
        for step in 0..count {
            let at = if pass == 0 { step } else { count - 1 - step };
            let own = line.characters[at];
            if own.script.is_some() || !own.has_ink() {
                continue;
            }
            let script = |at: Option<usize>| line.characters.get(at?)?.script;
            let (before, after) = (script(at.checked_sub(1)), script(Some(at + 1)));
            let beside = if pass == 0 { before } else { after };
            let Some(beside) = beside else { continue };
            let middle = line.baseline - (own.top + own.bottom) / 2.0;
            let rise = line.baseline - own.bottom;
            let between = before.is_some() && after.is_some();
            // Signs of the line stand low, too: only between lowered ones they are lowered.
            let raised = beside.0 < line.baseline;
            let fits = match own.character {
                ',' | '.' if raised => rise > RAISED_COMMA * tall,
                '+' | '-' | '−' | '–' | '=' if raised => middle > SIGN_RISE * tall,
                '+' | '-' | '−' | '–' | '=' => middle < LOW_SIGN * tall,
                '(' | ')' | '[' | ']' if raised => rise > RAISED_BRACKET * RISE * tall,
                c if stands(c) && raised => rise > RAISED_LETTER * RISE * tall,
                c => !raised && between && !c.is_whitespace() && rise < 0.0,
            };
            if fits {
                line.characters[at].script = Some(beside);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::line::Inked;

    /// Characters of 20 pixels type on a baseline at 100: each with its top and bottom.
    fn scripts(given: &[(char, f32, f32)]) -> String {
        let inked = |(at, &(character, top, bottom)): (usize, &(char, f32, f32))| {
            let x0 = 10.0 * at as f32;
            Inked { character, x0, x1: x0 + 8.0, top, bottom, ..Inked::default() }
        };
        let characters = given.iter().enumerate().map(inked).collect();
        let mut line = Line { area: [0.0; 4], baseline: 100.0, size: 20.0, characters };
        find(&mut line);
        let kind = |own: &Inked| match own.script {
            None => own.character,
            Some((baseline, _)) if baseline < 100.0 => '^',
            Some(_) => '_',
        };
        line.characters.iter().map(kind).collect()
    }

    #[test]
    fn raised_and_lowered() {
        let (one, zero) = (('1', 86.0, 100.0), ('0', 86.0, 100.0));
        let [minus, eight] = [('−', 90.0, 91.0), ('8', 84.0, 93.0)];
        assert_eq!(scripts(&[one, zero, eight]), "10^");
        assert_eq!(scripts(&[one, zero, ('−', 88.0, 89.0), eight]), "10^^");
        assert_eq!(scripts(&[one, minus, zero]), "1−0");
        let lowered = ('2', 94.0, 103.0);
        let letter = ('H', 86.0, 100.0);
        let stop = ('.', 98.0, 100.5);
        assert_eq!(scripts(&[letter, lowered, stop]), "H_.");
        assert_eq!(scripts(&[letter, lowered, stop, ('5', 94.0, 103.0)]), "H___");
        assert_eq!(scripts(&[letter, ('+', 84.0, 91.0), stop]), "H^.");
        assert_eq!(scripts(&[letter, ('+', 90.0, 100.0), letter]), "H+H");
        // A dot or a piece of a letter is no script.
        assert_eq!(scripts(&[letter, ('i', 86.0, 88.0)]), "Hi");
    }
}
