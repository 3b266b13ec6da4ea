//! The words that a reader of the pages cannot see.

use super::model::PageLayout;
use crate::document::{HiddenText, Place};
use crate::page::Glyph;
use crate::reason::Reason;

/// Glyphs further apart than this along their line, in ems, are of two words.
const WORD_GAP: f32 = 0.16;
/// Glyphs further apart than this, along their line or across it, in ems, are of two texts.
const TEXT_GAP: f32 = 3.0;
const LINE_STEP: f32 = 0.5;

impl PageLayout {
    /// What is hidden on a page, in content order: a line of one reason is one text.
    pub fn hidden_texts(&self) -> Vec<HiddenText> {
        let mut texts: Vec<HiddenText> = Vec::new();
        let mut last: Option<(Reason, Glyph)> = None;
        let mut blank = false;
        for (index, reason) in &self.unread.hidden_glyphs {
            let Some(glyph) = self.page.glyphs.get(*index as usize) else { continue };
            if glyph.is_blank() {
                blank = true;
                continue;
            }
            let gap = last.filter(|(own, _)| own == reason).and_then(|(_, last)| gap(&last, glyph));
            match (texts.last_mut(), gap) {
                (Some(text), Some(gap)) => {
                    if blank || gap > WORD_GAP {
                        text.text.push(' ');
                    }
                    self.page.push_text(glyph, &mut text.text);
                    text.at.bbox = text.at.bbox.union(glyph.bbox);
                }
                _ => {
                    let at = Place { page: self.number, bbox: glyph.bbox };
                    let mut text = String::new();
                    self.page.push_text(glyph, &mut text);
                    texts.push(HiddenText { text, at, reason: *reason });
                }
            }
            last = Some((*reason, *glyph));
            blank = false;
        }
        texts
    }
}

/// The distance between two glyphs along their line, in ems, where they are of one text.
fn gap(last: &Glyph, glyph: &Glyph) -> Option<f32> {
    let em = last.size.max(glyph.size);
    let (sin, cos) = last.angle.to_radians().sin_cos();
    let (x, y) = (glyph.origin.x - last.origin.x, glyph.origin.y - last.origin.y);
    let (along, across) = (x * cos + y * sin, y * cos - x * sin);
    // The box of a glyph is as wide as its advance, along whichever axis its line runs.
    let advance = if cos.abs() > sin.abs() { last.bbox.width() } else { last.bbox.height() };
    let gap = (along - advance) / em;
    let is_near = gap.abs() < TEXT_GAP && across.abs() < LINE_STEP * em;
    (is_near && last.angle.round() == glyph.angle.round()).then_some(gap)
}
