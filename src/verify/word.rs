//! Words of texts, and of the glyphs of a page as they are drawn.

use crate::page::{Glyph, Page};
use unicode_normalization::UnicodeNormalization;

/// Distance between glyphs of one line that separates words, in font sizes: half of a narrow
/// blank, and more than any kerning.
const WORD_GAP: f32 = 0.12;

/// Distance between baselines that separates words, in font sizes.
const LINE_GAP: f32 = 0.6;

/// Runs of letters and digits in NFKC and lower case.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String =
        text.nfkc().filter(|c| *c != '\u{AD}').flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Those glyphs of a page that are `wanted`, in content order, with a blank where one word ends and
/// another begins.
pub(super) fn plain_text(page: &Page, wanted: impl Fn(&Glyph) -> bool) -> String {
    let mut text = String::new();
    let mut previous: Option<&Glyph> = None;
    for glyph in page.glyphs.iter().filter(|glyph| wanted(glyph)) {
        if previous.is_some_and(|previous| separates(previous, glyph)) {
            text.push(' ');
        }
        page.push_text(glyph, &mut text);
        previous = Some(glyph);
    }
    text
}

fn separates(previous: &Glyph, glyph: &Glyph) -> bool {
    let size = previous.size.max(glyph.size);
    if (previous.angle - glyph.angle).abs() > 1.0 {
        return true;
    }
    let (sin, cos) = previous.angle.to_radians().sin_cos();
    let (x, y) = (glyph.origin.x - previous.origin.x, glyph.origin.y - previous.origin.y);
    let (along, across) = (x * cos + y * sin, y * cos - x * sin);
    // The box of a glyph is as wide as its advance, along whichever axis its line runs.
    let advance = previous.bbox.width() * cos.abs() + previous.bbox.height() * sin.abs();
    let advance = if previous.is_upright() { previous.bbox.width() } else { advance };
    along > advance + WORD_GAP * size || along < -WORD_GAP * size || across.abs() > LINE_GAP * size
}
