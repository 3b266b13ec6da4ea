//! Blanks that a recogniser did not read, restored from the gaps in the ink.

use super::line::{Inked, Line};
use crate::tolerance::median;

/// A gap is a blank from this share of the line's usual blank on.
const SHARE: f32 = 0.62;
/// It is wider than the usual gap between letters by this much, in font sizes.
const WIDER: f32 = 0.1;
/// Beside signs and figures, which stand apart from what is beside them, gaps are wider by this
/// factor.
const LOOSE: f32 = 1.25;
/// A line has a usual blank of its own where it has this many.
const BLANKS: usize = 3;

/// Puts blanks into the gaps of lines that are as wide as blanks.
pub(super) fn restore(lines: &mut [Line]) {
    let all = lines.iter().flat_map(|line| blanks(line).map(|gap| gap / line.size));
    let Some(usual) = median(all) else { return };
    for line in lines {
        let own: Vec<f32> = blanks(line).collect();
        let of_page = usual * line.size;
        let count = own.len();
        let of_line = median(own).filter(|_| count >= BLANKS);
        let letters = median(gaps(line).map(|(_, gap)| gap)).unwrap_or(0.0);
        let blank = of_line.unwrap_or(of_page);
        let least = (SHARE * blank).max(letters + WIDER * line.size);
        let missing: Vec<usize> = gaps(line)
            .filter(|&(at, gap)| {
                let [a, b] = [line.characters[at], line.characters[at + 1]];
                if is_of_number(a) && is_of_number(b) {
                    return false;
                }
                gap > if is_loose(a) || is_loose(b) { LOOSE * least } else { least }
            })
            .map(|(at, _)| at)
            .collect();
        for at in missing.into_iter().rev() {
            let (x0, x1) = (line.characters[at].x1, line.characters[at + 1].x0);
            let blank = Inked { character: ' ', x0, x1, ..Inked::default() };
            line.characters.insert(at + 1, blank);
        }
    }
}

/// Figures are as wide as each other, so that a 1 stands apart.
fn is_of_number(own: Inked) -> bool {
    own.character.is_ascii_digit() || matches!(own.character, '.' | ',' | '-' | '−' | '+' | 'E')
}

fn is_loose(own: Inked) -> bool {
    !own.character.is_alphabetic()
}

/// Widths of the blanks that were read.
fn blanks(line: &Line) -> impl Iterator<Item = f32> {
    line.characters.windows(3).filter_map(|three| {
        let is_blank = three[1].character == ' ' && three[0].has_ink() && three[2].has_ink();
        is_blank.then(|| three[2].x0 - three[0].x1)
    })
}

/// Gaps between characters without a blank, with the index of the first.
fn gaps(line: &Line) -> impl Iterator<Item = (usize, f32)> {
    line.characters.windows(2).enumerate().filter_map(|(at, pair)| {
        let inked = pair[0].has_ink() && pair[1].has_ink();
        inked.then(|| (at, pair[1].x0 - pair[0].x1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of characters of 5 pixels each with gaps of 1 pixel; `_` is a gap of 4 without a
    /// blank.
    fn line(text: &str) -> Line {
        let mut characters = Vec::new();
        let mut x = 0.0;
        for character in text.chars() {
            if character == ' ' {
                characters.push(Inked { character, x0: x - 1.0, x1: x + 3.0, ..Inked::default() });
            }
            if matches!(character, ' ' | '_') {
                x += 3.0;
                continue;
            }
            let own = Inked { character, x0: x, x1: x + 5.0, bottom: 9.0, ..Inked::default() };
            characters.push(own);
            x += 6.0;
        }
        Line { area: [0.0; 4], baseline: 9.0, size: 10.0, characters }
    }

    #[test]
    fn gaps_as_wide_as_blanks_are_blanks() {
        let cases = [
            ("one two_three four five", "one two three four five"),
            ("is 1_1 of all four cases", "is 11 of all four cases"),
            ("no gap in any of these", "no gap in any of these"),
        ];
        for (given, expected) in cases {
            let mut lines = [line(given)];
            restore(&mut lines);
            let read: String = lines[0].characters.iter().map(|own| own.character).collect();
            assert_eq!(read, expected);
        }
    }
}
