//! Words that do not run from left to right to glyphs of a page.

use super::typeset::{Pen, advance, glyph, set};
use offprint::geometry::{Point, Rect};
use offprint::page::{Glyph, Page};
use unicode_bidi::{BidiInfo, Level};

/// Sets words that begin at the pen and run to the left, words of other scripts to the right, as viewers
/// set them (UAX 9): brackets are drawn by what they look like.
pub(crate) fn set_leftward(page: &mut Page, pen: Pen, words: &str) {
    let drawn = drawn_leftward(words);
    let width: f32 = drawn.chars().map(|c| advance(c) * pen.size).sum();
    set(page, Pen { at: Point { x: pen.at.x - width, ..pen.at }, ..pen }, &drawn);
}

fn drawn_leftward(words: &str) -> String {
    let info = BidiInfo::new(words, Some(Level::rtl()));
    let (levels, runs) = info.visual_runs(&info.paragraphs[0], 0..words.len());
    let mirror = |c| match c {
        '(' => ')',
        ')' => '(',
        c => c,
    };
    let mut drawn = String::new();
    for run in runs {
        let own = &words[run.clone()];
        match levels[run.start].is_rtl() {
            true => drawn.extend(own.chars().rev().map(mirror)),
            false => drawn.push_str(own),
        }
    }
    drawn
}

/// Sets words that begin at the pen and run down.
pub(crate) fn set_downward(page: &mut Page, pen: Pen, words: &str) {
    for (at, c) in words.chars().enumerate() {
        let (x, y) = (pen.at.x, pen.at.y + at as f32 * pen.size);
        let origin = Point { x: x + 0.12 * pen.size, y };
        let bbox = Rect::new(x, y, x + pen.size, y + pen.size);
        page.glyphs.push(Glyph { bbox, angle: 90.0, ..glyph(c, origin, x, pen.size, pen.font) });
        page.vertical += 1;
    }
}
