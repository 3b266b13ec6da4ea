//! Recognised lines to glyphs of a page.

use super::line::{Inked, Line};
use super::rule::Rule;
use crate::geometry::{Point, Rect};
use crate::page::{Decoding, Font, FontId, Glyph, Page, Ruling};

/// Top and bottom of a glyph's box, in font sizes over and under its baseline.
const ASCENT: f32 = 0.75;
const DESCENT: f32 = 0.22;
/// A character is certain from this probability on.
const CERTAIN: f32 = 0.5;

/// What was found in the raster of a page, in its pixels after it was made upright and level.
pub(super) struct Found {
    pub(super) width: usize,
    /// Quarter turns, clockwise, that made it upright.
    pub(super) quarters: u8,
    /// By how much its lines fell to the right then, in radians.
    pub(super) skew: f32,
    pub(super) lines: Vec<Line>,
    pub(super) rules: Vec<Rule>,
}

/// Fonts of recognised glyphs: the regular and the bold one.
pub(super) fn add_fonts(fonts: &mut Vec<Font>) -> [FontId; 2] {
    [false, true].map(|bold| {
        let name = if bold { "recognised-bold" } else { "recognised" };
        fonts.push(Font { name: name.to_owned(), bold, ..Font::default() });
        FontId(u16::try_from(fonts.len() - 1).unwrap_or_default())
    })
}

/// Gives a page the glyphs and rules that were found in its image, and makes it lie as they do.
pub(super) fn place(page: &mut Page, found: &Found, fonts: [FontId; 2]) {
    page.turn(found.quarters, found.skew);
    let scale = page.size.width / found.width.max(1) as f32;
    page.recognised = true;
    page.glyphs.clear();
    page.strings.clear();
    for line in &found.lines {
        for (at, own) in line.characters.iter().enumerate() {
            page.glyphs.push(glyph(line, at, own, scale, fonts));
        }
    }
    page.rulings = found
        .rules
        .iter()
        .map(|own| Ruling {
            bbox: Rect::new(own.x0 * scale, own.y0 * scale, own.x1 * scale, own.y1 * scale),
            horizontal: own.horizontal,
            color: 0,
        })
        .collect();
}

fn glyph(line: &Line, at: usize, own: &Inked, scale: f32, fonts: [FontId; 2]) -> Glyph {
    let (baseline, size) = own.script.unwrap_or((line.baseline, line.size));
    // Letters of a word touch; at its ends they are as wide as their ink.
    let within = |beside: Option<usize>| {
        let beside = beside.and_then(|beside| line.characters.get(beside));
        beside.filter(|beside| beside.character != ' ')
    };
    let (before, after) = (within(at.checked_sub(1)), within(Some(at + 1)));
    let x0 = before.map_or(own.x0, |before| (before.x1 + own.x0) / 2.0);
    let x1 = after.map_or(own.x1, |after| (own.x1 + after.x0) / 2.0).max(x0);
    let bbox = Rect::new(
        x0 * scale,
        (baseline - ASCENT * size) * scale,
        x1 * scale,
        (baseline + DESCENT * size) * scale,
    );
    let origin = Point { x: x0 * scale, y: baseline * scale };
    Glyph {
        font: fonts[usize::from(own.bold)],
        decoding: if own.certainty < CERTAIN { Decoding::Inferred } else { Decoding::Declared },
        ..Glyph::upright(own.character, bbox, origin, size * scale)
    }
}
