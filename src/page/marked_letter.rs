//! Letters with marks, as fonts of additional letters draw them on the keys of others.

use super::likeness::{Likeness, Specimen, TYPEFACES, outline};
use hayro_font::{Font, FontCache};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Latin letters with marks: those of Latin-1 and Latin Extended-A, and the Romanian ones with commas.
const LETTERS: [RangeInclusive<char>; 2] = ['\u{C0}'..='\u{17F}', '\u{218}'..='\u{21B}'];

/// How far above a letter a mark stands, in thousandths of the em, as over a small letter without ascender.
const GAP: f64 = 40.0;

/// The letter with a mark that an outline is most like, if it is like one, and how unlike that it is.
pub(super) fn nearest(likeness: &Likeness) -> Option<(&'static str, f32)> {
    /// Put together of the letters and marks of the standard fonts, as those that they have whole are.
    static SPECIMENS: LazyLock<Vec<Specimen>> = LazyLock::new(|| {
        let settings = InterpreterSettings::default();
        let cache = FontCache::new();
        let fonts = TYPEFACES.iter();
        let fonts = fonts.filter_map(|font| cache.standard_font(*font, &settings.font_resolver));
        let parts = fonts.map(|font| parts_of(&font));
        let specimens = |parts: FxHashMap<char, BezPath>| {
            let letters = LETTERS.into_iter().flatten().filter(|c| c.is_alphabetic());
            letters
                .filter_map(|c| Specimen::new(c.to_string(), &drawn(c, &parts)?))
                .collect::<Vec<_>>()
        };
        parts.flat_map(specimens).collect()
    });
    likeness.nearest_of(&SPECIMENS)
}

/// What a font draws.
fn parts_of(font: &Font<'_>) -> FxHashMap<char, BezPath> {
    let part = |code| match outline(font, code)? {
        (BfString::Char(c), outline) => Some((c, outline)),
        (BfString::String(_), _) => None,
    };
    (0..=0xFF).filter_map(part).collect()
}

/// A letter as a font has it, or put together of its letter and its mark.
fn drawn(c: char, parts: &FxHashMap<char, BezPath>) -> Option<BezPath> {
    if let Some(whole) = parts.get(&c) {
        return Some(whole.clone());
    }
    let (letter, mark) = divided(c)?;
    let (letter, mark) = (parts.get(&letter)?, Mark::of(letter, mark)?);
    let sign = parts.get(&mark.sign)?;
    let mut whole = letter.clone();
    whole.extend(mark.onto(letter.bounding_box(), sign.bounding_box()) * sign.clone());
    Some(whole)
}

/// The letter and the mark that a letter is put together of.
fn divided(c: char) -> Option<(char, char)> {
    const STROKE: char = '\u{335}';
    if let Some(letter) = match c {
        'đ' => Some('d'),
        'Đ' => Some('D'),
        _ => None,
    } {
        return Some((letter, STROKE));
    }
    let mut parts = std::iter::once(c).nfd();
    let (letter, mark) = (parts.next()?, parts.next()?);
    // A letter has no dot under a mark.
    let dotless = letter == 'i' && !matches!(mark, '\u{328}');
    Some((if dotless { 'ı' } else { letter }, mark)).filter(|_| parts.next().is_none())
}

/// How a mark is set to a letter.
struct Mark {
    /// The sign by itself that is drawn like it.
    sign: char,
    /// Where it stands along the letter: 0 at its left side, 1 at its right side.
    along: f64,
    place: Height,
}

/// How high a mark stands.
enum Height {
    Above,
    /// Where the sign by itself stands, or lower.
    Below(f64),
    /// With its middle at this share of the letter's height.
    Through(f64),
    /// Behind the letter, as high as it.
    Beside,
}

impl Mark {
    /// A combining mark (Unicode, block U+0300).
    fn of(letter: char, mark: char) -> Option<Self> {
        let above = |sign| Some(Self { sign, along: 0.5, place: Height::Above });
        let below = |sign, along, drop| Some(Self { sign, along, place: Height::Below(drop) });
        match mark {
            '\u{300}' => above('`'),
            '\u{301}' => above('´'),
            '\u{302}' => above('ˆ'),
            '\u{303}' => above('˜'),
            '\u{304}' => above('¯'),
            '\u{306}' => above('˘'),
            '\u{307}' => above('˙'),
            '\u{308}' => above('¨'),
            '\u{30A}' => above('˚'),
            '\u{30B}' => above('˝'),
            '\u{30C}' if "dtlL".contains(letter) => {
                Some(Self { sign: '’', along: 1.0, place: Height::Beside })
            }
            '\u{30C}' => above('ˇ'),
            '\u{326}' => below(',', 0.5, 3.0 * GAP),
            '\u{327}' => below('¸', 0.5, 0.0),
            '\u{328}' => below('˛', 1.0, 0.0),
            '\u{335}' if letter == 'd' => {
                Some(Self { sign: '¯', along: 1.0, place: Height::Through(0.83) })
            }
            '\u{335}' => Some(Self { sign: '-', along: 0.0, place: Height::Through(0.5) }),
            _ => None,
        }
    }

    /// Where its sign goes, by the boxes of letter and sign.
    fn onto(&self, letter: Rect, sign: Rect) -> Affine {
        let x = match self.place {
            Height::Beside => letter.x1 - sign.x0,
            _ => letter.x0 - sign.x0 + self.along * (letter.width() - sign.width()),
        };
        let y = match self.place {
            Height::Above => letter.y1 + GAP - sign.y0,
            Height::Below(drop) => -drop,
            Height::Through(share) => share * letter.y1 - sign.center().y,
            Height::Beside => letter.y1 - sign.y1,
        };
        Affine::translate((x, y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_font::StandardFont;

    #[test]
    fn letters_with_marks_are_told_in_another_typeface() {
        let settings = InterpreterSettings::default();
        let cache = FontCache::new();
        let font = cache.standard_font(StandardFont::TimesBoldItalic, &settings.font_resolver);
        let parts = parts_of(&font.expect("a font"));
        for letter in "ğşńčřžáőđøŁŠÖÇĘșť".chars() {
            let outline = drawn(letter, &parts).expect("a letter");
            let found = nearest(&Likeness::of(&outline).expect("ink"));
            assert_eq!(found.map(|found| found.0), Some(letter.to_string().as_str()));
        }
        assert!(drawn('Þ', &parts).is_none(), "no letter with a mark");
    }
}
