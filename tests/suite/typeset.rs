//! Words to glyphs of a page, as the `page` room would read them.

use offprint::geometry::{Point, Rect};
use offprint::page::{FontId, Glyph, Page, Ruling};

/// Where and how words are set.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pen {
    /// Where the next line begins, on its baseline.
    pub(crate) at: Point,
    /// Type size, in points.
    pub(crate) size: f32,
    /// Index of the font.
    pub(crate) font: u16,
}

/// Sets words, with scripts at two thirds of the size.
pub(crate) fn set(page: &mut Page, pen: Pen, words: &str) {
    let mut x = pen.at.x;
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let script = [("^{", -0.35), ("_{", 0.15)].into_iter().find_map(|(open, shift)| {
            let (inside, after) = rest.strip_prefix(open)?.split_once('}')?;
            Some((inside, after, shift))
        });
        let (piece, size, shift) = match script {
            Some((inside, after, shift)) => {
                rest = after;
                (inside, pen.size * 0.66, pen.size * shift)
            }
            None => {
                let (piece, after) = rest.split_at(c.len_utf8());
                rest = after;
                (piece, pen.size, 0.0)
            }
        };
        for c in piece.chars() {
            let origin = Point { x, y: pen.at.y + shift };
            x += advance(c) * size;
            page.glyphs.push(glyph(c, origin, x, size, pen.font));
        }
    }
}

/// A glyph of a pen that stands here.
pub(crate) fn glyph(c: char, origin: Point, end: f32, size: f32, font: u16) -> Glyph {
    let area = Rect::new(origin.x, origin.y - 0.75 * size, end, origin.y + 0.25 * size);
    Glyph { font: FontId(font), ..Glyph::upright(c, area, origin, size) }
}

/// Advance in ems, near enough to that of a book face.
pub(crate) fn advance(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 't' | ' ' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' => 0.27,
        'f' | 'r' | '(' | ')' | '[' | ']' | '-' => 0.34,
        'm' | 'M' | 'w' | 'W' => 0.82,
        // Marks over and under Thai letters, and ideographs.
        'ั' | '\u{0E34}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}' => 0.0,
        '\u{3001}'..='\u{FFEF}' => 1.0,
        c if c.is_uppercase() => 0.68,
        _ => 0.49,
    }
}

/// A drawn line.
pub(crate) fn ruling(bbox: Rect) -> Ruling {
    let horizontal = bbox.width() > bbox.height();
    Ruling { bbox: bbox.grown(0.25), horizontal, color: 0 }
}
