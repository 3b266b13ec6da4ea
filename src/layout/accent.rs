//! Accents, circles around letters and the parts of signs, drawn as glyphs of their own.

use crate::geometry::Rect;
use crate::page::{Glyph, GlyphText, Page};
use smol_str::SmolStr;
use unicode_normalization::char::compose;

/// An accent is raised or lowered against its letter by this much at most, in ems of the letter:
/// accents for capitals are those for small letters, moved up.
const SHIFT: f32 = 0.45;
/// Sizes of an accent and its letter differ by no more than this factor.
const SIZE: f32 = 1.3;
/// A letter's centre is this close to that of the circle around it, in widths of the circle.
const CENTER: f32 = 0.15;

/// Reads an accent that is drawn over a letter, a circle around it, or a stroke that makes another sign
/// of it, together with it as one character.
///
/// The letter's glyph gets the character; the other one reads as nothing and stands, without width,
/// on the letter's baseline at its edge, so that the two stay in one word.
pub(super) fn compose_accents(page: &mut Page, selected: &[u32]) {
    let mut nothing = None;
    for (at, &index) in selected.iter().enumerate() {
        let Some(accent) = page.glyphs.get(index as usize) else { continue };
        let Some(mark) = accent.text.as_char().and_then(Mark::of) else { continue };
        // TeX draws the accent before its letter, others after it.
        let after = selected.get(at + 1).map(|&next| (next, true));
        let before = at.checked_sub(1).map(|last| (selected[last], false));
        let found = [after, before].into_iter().flatten().find_map(|(other, leads)| {
            let letter = page.glyphs.get(other as usize)?;
            let c = match mark {
                Mark::Accent(mark) => composed(accent, mark, letter)?,
                Mark::Circle => encircled(accent, letter)?,
                Mark::Stroke => joined(accent, letter)?,
            };
            Some((other, leads, c))
        });
        let Some((other, leads, c)) = found else { continue };
        let (outline, origin, em) = (accent.bbox, accent.origin, accent.size);
        let first = if leads { at } else { at - 1 };
        let line = first.checked_sub(1).map(|before| page.glyphs[selected[before] as usize]);
        let letter = &mut page.glyphs[other as usize];
        letter.text = GlyphText::character(c);
        if matches!(mark, Mark::Circle) {
            // The sign is as large as its circle.
            (letter.bbox, letter.origin, letter.size) = (outline, origin, em);
        }
        if let (Mark::Stroke, Some(line)) = (mark, line)
            && (line.origin.y - letter.origin.y).abs() < SHIFT * letter.size
            && (line.bbox.x1 - letter.bbox.x0).abs() < letter.size
        {
            // The parts stand higher and lower than the sign would.
            let step = line.origin.y - letter.origin.y;
            letter.bbox =
                Rect { y0: letter.bbox.y0 + step, y1: letter.bbox.y1 + step, ..letter.bbox };
            letter.origin.y = line.origin.y;
        }
        let (bbox, baseline, size) = (letter.bbox, letter.origin.y, letter.size);
        let x = if leads { bbox.x0 } else { bbox.x1 };
        let empty = *nothing.get_or_insert_with(|| {
            page.strings.push(SmolStr::default());
            page.strings.len() as u32 - 1
        });
        let accent = &mut page.glyphs[index as usize];
        accent.text = GlyphText::string(empty);
        accent.bbox = Rect::new(x, bbox.y0, x, bbox.y1);
        accent.origin.y = baseline;
        accent.size = size;
    }
}

/// What a glyph may do to the letter it is drawn with.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// It is the accent that this combining character is.
    Accent(char),
    /// It stands around the letter.
    Circle,
    /// It is a part of a sign with it.
    Stroke,
}

impl Mark {
    fn of(c: char) -> Option<Self> {
        match c {
            // Fonts without an empty circle lend the one of the copyright sign.
            '○' | '◯' | '©' | '\u{20DD}' => Some(Self::Circle),
            '−' | '-' | '–' | '_' | '/' | '∕' => Some(Self::Stroke),
            _ => combining(c).map(Self::Accent),
        }
    }
}

/// The sign that a letter in a circle is, if the letter stands in the middle of it.
fn encircled(circle: &Glyph, letter: &Glyph) -> Option<char> {
    let sign = match letter.text.as_char()? {
        'R' => '®',
        'C' => '©',
        'P' => '℗',
        _ => return None,
    };
    let middle = |glyph: &Glyph| (glyph.bbox.x0 + glyph.bbox.x1) / 2.0;
    let width = circle.bbox.width();
    let inside = letter.bbox.width() < width
        && (middle(letter) - middle(circle)).abs() <= CENTER * width
        && (circle.origin.y - letter.origin.y).abs() <= SHIFT * circle.size
        && circle.angle.round() == letter.angle.round();
    inside.then_some(sign)
}

/// Parts of one sign stand over one another in at least this share of the narrower one.
const OVER: f32 = 0.7;
/// A stroke under a sign is lower than its usual place by this much, in ems.
const UNDER: std::ops::Range<f32> = 0.08..0.6;
/// A stroke through a sign stands as high as it, within this, in ems.
const THROUGH: f32 = 0.08;

/// The sign that a stroke and what it is drawn under, over or through are together.
fn joined(stroke: &Glyph, sign: &Glyph) -> Option<char> {
    let slanted = matches!(stroke.text.as_char()?, '/' | '∕');
    let lower = (stroke.origin.y - sign.origin.y) / sign.size;
    let found = match (sign.text.as_char()?, slanted) {
        ('+', false) if UNDER.contains(&lower) => '±',
        ('+', false) if UNDER.contains(&-lower) => '∓',
        ('<', false) if UNDER.contains(&lower) || stroke.text.as_char() == Some('_') => '≤',
        ('>', false) if UNDER.contains(&lower) || stroke.text.as_char() == Some('_') => '≥',
        ('=', true) if lower.abs() < THROUGH => '≠',
        _ => return None,
    };
    let shared = stroke.bbox.horizontal().overlap(sign.bbox.horizontal());
    let narrower = stroke.bbox.width().min(sign.bbox.width());
    let upright = stroke.angle.round() == 0.0 && sign.angle.round() == 0.0;
    let alike = (1.0 / SIZE..=SIZE).contains(&(stroke.size / sign.size));
    (upright && alike && shared > OVER * narrower && narrower > 0.0).then_some(found)
}

/// A glyph narrower than this, in ems, has no width of its own.
const NO_WIDTH: f32 = 0.02;
/// The letter with its accent, if the accent stands over it and Unicode has the two as one.
fn composed(accent: &Glyph, mark: char, letter: &Glyph) -> Option<char> {
    let base = match letter.text.as_char()? {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    let c = compose(base, mark)?;
    let center = (accent.bbox.x0 + accent.bbox.x1) / 2.0;
    let ratio = accent.size / letter.size;
    let over = center > letter.bbox.x0 && center < letter.bbox.x1
        // A combining character has no width of its own and stands at an edge.
        || accent.bbox.width() < NO_WIDTH * letter.size
            && center >= letter.bbox.x0 && center <= letter.bbox.x1 + NO_WIDTH * letter.size;
    let fits = accent.angle.round() == 0.0
        && letter.angle.round() == 0.0
        && over
        && (accent.origin.y - letter.origin.y).abs() <= SHIFT * letter.size
        && (1.0 / SIZE..=SIZE).contains(&ratio);
    fits.then_some(c)
}

/// The combining character that does what a character standing alone depicts.
fn combining(c: char) -> Option<char> {
    let mark = match c {
        '`' => '\u{300}',
        '´' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '~' | '˜' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' | '°' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        '\u{300}'..='\u{36F}' => c,
        _ => return None,
    };
    Some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(c: char, x0: f32, x1: f32, y: f32) -> Glyph {
        let origin = crate::geometry::Point { x: x0, y };
        Glyph::upright(c, Rect::new(x0, y - 8.0, x1, y + 2.0), origin, 10.0)
    }

    fn read(glyphs: Vec<Glyph>) -> String {
        let mut page = Page { glyphs, ..Page::default() };
        let selected: Vec<u32> = (0..page.glyphs.len() as u32).collect();
        compose_accents(&mut page, &selected);
        let mut out = String::new();
        page.glyphs.iter().for_each(|glyph| page.push_text(glyph, &mut out));
        out
    }

    #[test]
    fn accents_over_letters() {
        let before = vec![glyph('¨', 1.0, 4.0, 0.0), glyph('u', 0.0, 5.0, 0.0)];
        assert_eq!(read(before), "ü");
        let after = vec![glyph('A', 0.0, 7.0, 0.0), glyph('˚', 2.0, 5.0, -1.8)];
        assert_eq!(read(after), "Å");
        let dotless = vec![glyph('´', 0.0, 3.0, 0.0), glyph('ı', 0.0, 3.0, 0.0)];
        assert_eq!(read(dotless), "í");
    }

    #[test]
    fn letters_in_circles() {
        let around = vec![glyph('R', 2.0, 5.4, -0.3), glyph('©', 0.0, 7.2, 0.0)];
        assert_eq!(read(around), "®");
        let before = vec![glyph('○', 0.0, 10.0, 0.0), glyph('R', 3.0, 7.0, 0.5)];
        assert_eq!(read(before), "®");
        let beside = vec![glyph('©', 0.0, 7.2, 0.0), glyph('R', 7.4, 12.0, 0.0)];
        assert_eq!(read(beside), "©R");
    }

    #[test]
    fn signs_of_parts() {
        let sign = |upper, y, lower, below| {
            read(vec![glyph(upper, 0.0, 5.5, y), glyph(lower, 0.2, 5.2, below)])
        };
        assert_eq!(sign('+', 0.0, '−', 3.6), "±");
        assert_eq!(sign('−', 0.0, '+', 3.6), "∓");
        assert_eq!(sign('>', 0.0, '_', 0.0), "≥");
        assert_eq!(sign('<', 0.0, '−', 2.5), "≤");
        assert_eq!(sign('=', 0.0, '/', 0.0), "≠");
        assert_eq!(sign('a', 0.0, '_', 0.0), "a_");
        let beside = vec![glyph('+', 0.0, 5.0, 0.0), glyph('−', 5.0, 10.0, 3.0)];
        assert_eq!(read(beside), "+−");
    }

    #[test]
    fn accents_beside_letters_stay() {
        let beside = vec![glyph('´', 0.0, 3.0, 0.0), glyph('e', 3.0, 8.0, 0.0)];
        assert_eq!(read(beside), "´e");
        let degree = vec![glyph('°', 0.0, 4.0, 0.0), glyph('C', 4.0, 11.0, 0.0)];
        assert_eq!(read(degree), "°C");
        let tilde = vec![glyph('~', 0.0, 6.0, 0.0), glyph('5', 0.0, 5.0, 0.0)];
        assert_eq!(read(tilde), "~5");
    }
}
