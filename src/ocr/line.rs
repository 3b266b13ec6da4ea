//! A line of text with its ink, and how high its letters are.

use super::detect::Box;

/// Heights over the baseline, in font sizes: text faces differ by a tenth.
pub(super) const TALL_HEIGHT: f32 = 0.69;
pub(super) const LOW_HEIGHT: f32 = 0.47;

/// A line of text, in pixels.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) area: Box,
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) characters: Vec<Inked>,
}

/// A character with its ink.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inked {
    pub(super) character: char,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) certainty: f32,
    /// Baseline and size where it is raised or lowered.
    pub(super) script: Option<(f32, f32)>,
    pub(super) bold: bool,
    /// Both zero where there is no ink.
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// Pixels of its ink, and sides of pixels at its edge.
    pub(super) area: f32,
    pub(super) edge: f32,
}

impl Inked {
    pub(super) fn has_ink(&self) -> bool {
        self.bottom > self.top
    }
}

/// Whether a character stands on the baseline.
pub(super) fn stands(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, 'g' | 'j' | 'p' | 'q' | 'y' | 'Q' | 'J')
}

pub(super) fn is_tall(c: char) -> bool {
    matches!(c, 'b' | 'd' | 'f' | 'h' | 'k' | 'l')
        || c.is_ascii_digit()
        || c.is_ascii_uppercase() && !matches!(c, 'Q' | 'J')
}

pub(super) fn is_low(c: char) -> bool {
    matches!(c, 'a' | 'c' | 'e' | 'm' | 'n' | 'o' | 'r' | 's' | 'u' | 'v' | 'w' | 'x' | 'z')
}
