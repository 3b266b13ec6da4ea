//! Figures whose shape alone says that they are raised or lowered.

use hayro_interpret::kurbo::{BezPath, Shape};

/// Raised figures begin this far above the baseline, in thousandths of the em: figures on the line
/// begin on it, or below it where they are old-style.
const RAISED_BOTTOM: f64 = 200.0;
/// Raised and lowered figures are no higher than this, in thousandths of the em: the lowest figures on
/// the line are as high as an x.
const HEIGHT: f64 = 500.0;
/// Lowered figures are narrower and lower than the low old-style ones, in thousandths of the em.
const LOWERED_HEIGHT: f64 = 450.0;
/// Lowered figures begin this far below the baseline, in thousandths of the em.
const LOWERED_BOTTOM: f64 = -50.0;
/// Raised signs stand wholly above this, in thousandths of the em: those on the line are centred on
/// the middle of its figures.
const RAISED_SIGN_BOTTOM: f64 = 450.0;
/// Raised signs are no wider than this, in thousandths of the em.
const SIGN_WIDTH: f64 = 400.0;

/// A figure or sign in the form in which its font draws it, where the file declares the one on the
/// line: `9` for a nine that is drawn small and high is a power lost.
pub(super) fn form(c: char, outline: &BezPath) -> Option<char> {
    let bounds = outline.bounding_box();
    let (bottom, height, width) = (bounds.y0, bounds.height(), bounds.width());
    if !(bottom.is_finite() && height.is_normal() && width.is_normal()) {
        return None;
    }
    match c {
        '0'..='9' if bottom >= RAISED_BOTTOM && height <= HEIGHT => nth("⁰¹²³⁴⁵⁶⁷⁸⁹", c),
        '0'..='9' if bottom <= LOWERED_BOTTOM && height <= LOWERED_HEIGHT => nth("₀₁₂₃₄₅₆₇₈₉", c),
        '-' | '\u{2212}' | '\u{2013}' if bottom >= RAISED_SIGN_BOTTOM && width <= SIGN_WIDTH => {
            Some('⁻')
        }
        _ => None,
    }
}

/// The form of a figure in a row of ten.
fn nth(forms: &str, figure: char) -> Option<char> {
    forms.chars().nth(figure.to_digit(10)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Rect;

    /// A box from its left, bottom, right and top edge.
    fn drawn(c: char, x0: f64, y0: f64, x1: f64, y1: f64) -> Option<char> {
        form(c, &Rect::new(x0, y0, x1, y1).to_path(0.1))
    }

    #[test]
    fn figures_by_their_height() {
        assert_eq!(drawn('9', 20.0, 300.0, 260.0, 680.0), Some('⁹'));
        assert_eq!(drawn('2', 20.0, -120.0, 260.0, 260.0), Some('₂'));
        for (bottom, top) in [(0.0, 680.0), (0.0, 450.0), (-210.0, 450.0), (0.0, 400.0)] {
            assert_eq!(drawn('9', 20.0, bottom, 480.0, top), None, "{bottom} to {top}");
        }
        assert_eq!(drawn('a', 20.0, 300.0, 260.0, 680.0), None);
    }

    #[test]
    fn signs_by_their_height() {
        assert_eq!(drawn('−', 20.0, 520.0, 300.0, 560.0), Some('⁻'));
        assert_eq!(drawn('−', 40.0, 300.0, 560.0, 350.0), None);
        assert_eq!(drawn('-', 40.0, 240.0, 300.0, 310.0), None);
        assert_eq!(form('7', &BezPath::new()), None);
    }
}
