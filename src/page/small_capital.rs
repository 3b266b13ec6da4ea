//! Capitals that are set smaller than their line stand for small letters.

use super::model::{Decoding, Glyph, GlyphText, Page};

/// Glyphs stand on one line while their baselines are this close, in font sizes.
const SAME_LINE: f32 = 0.1;
/// Words of one line are closer than this, in font sizes.
const WIDEST_GAP: f32 = 1.0;
/// Small capitals are no larger than this share of the capitals of their line.
const SMALLER: f32 = 0.92;

/// Writes capitals as small letters in words whose font declares small letters where it draws capitals, where
/// these are set smaller than the line: such a word is set in small capitals.
pub(super) fn settle(page: &mut Page) {
    let mut start = 0;
    for end in 1..=page.glyphs.len() {
        if end == page.glyphs.len() || !is_same_line(&page.glyphs[end - 1], &page.glyphs[end]) {
            settle_line(&mut page.glyphs[start..end]);
            start = end;
        }
    }
}

fn is_same_line(a: &Glyph, b: &Glyph) -> bool {
    let size = a.size.max(b.size);
    let gap = (b.bbox.x0 - a.bbox.x1).abs();
    (a.origin.y - b.origin.y).abs() <= SAME_LINE * size && gap <= WIDEST_GAP * size
}

fn settle_line(line: &mut [Glyph]) {
    if !line.iter().any(is_drawn_capital) {
        return;
    }
    let largest = line.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    for word in line.split_mut(Glyph::is_blank) {
        let small = |glyph: &Glyph| glyph.size < SMALLER * largest;
        if !word.iter().any(|glyph| small(glyph) && is_drawn_capital(glyph)) {
            continue;
        }
        for glyph in word.iter_mut().filter(|glyph| small(glyph)) {
            if let Some(c) = glyph.text.as_char() {
                glyph.text = GlyphText::character(c.to_ascii_lowercase());
            }
        }
    }
}

fn is_drawn_capital(glyph: &Glyph) -> bool {
    glyph.decoding == Decoding::Drawn
        && glyph.text.as_char().is_some_and(|c| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::{Point, Rect};

    /// Glyphs of a line: their letters, sizes and whether their font declares small letters there.
    fn settled(glyphs: &[(char, f32, bool)]) -> String {
        let glyph = |&(c, size, drawn): &(char, f32, bool)| {
            let area = Rect::new(0.0, 0.0, size, size);
            let decoding = if drawn { Decoding::Drawn } else { Decoding::Declared };
            Glyph { decoding, ..Glyph::upright(c, area, Point { x: 0.0, y: 10.0 }, size) }
        };
        let mut page = Page { glyphs: glyphs.iter().map(glyph).collect(), ..Page::default() };
        settle(&mut page);
        page.glyphs.iter().filter_map(|glyph| glyph.text.as_char()).collect()
    }

    #[test]
    fn capitals_smaller_than_their_line() {
        let aim = [('A', 9.0, false), ('I', 7.0, true), ('M', 7.0, false), (' ', 7.0, false)];
        assert_eq!(settled(&aim), "Aim ", "a declared capital among drawn ones");
        let same = [('A', 9.0, false), ('I', 9.0, true), ('M', 9.0, true)];
        assert_eq!(settled(&same), "AIM", "capitals of one size");
        let declared = [('A', 9.0, false), ('I', 7.0, false), ('M', 7.0, false)];
        assert_eq!(settled(&declared), "AIM", "declared as capitals");
    }
}
