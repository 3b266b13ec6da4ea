//! Characters whose shape alone says that they are not what their font declares.

use hayro_interpret::kurbo::{BezPath, PathEl, Rect, Shape};

/// Raised figures begin this far above the baseline, in thousandths of the em: figures on the line
/// begin on it, or below it where they are old-style.
const RAISED_BOTTOM: f64 = 200.0;
/// Raised letters with a descender begin this far above the baseline, in thousandths of the em.
const RAISED_DESCENDER: f64 = 50.0;
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

/// No letter whose own form stands on the line goes as far below it as this, in thousandths of the em.
const DESCENT: f64 = -150.0;
/// A letter that goes below the line is as high as an x at least: what is lower is a mark below a letter.
const X_HEIGHT: f64 = 300.0;
/// Capitals are higher than this, and no letter that is as high as an x is, in thousandths of the em.
const CAPITAL_HEIGHT: f64 = 580.0;
/// A bar is no thicker than this, in thousandths of the em.
const BAR_HEIGHT: f64 = 130.0;
/// A dash begins closer to its origin than this, in thousandths of the em.
const BEARING: f64 = 20.0;
/// A bar of a minus or an equals sign is no shorter than this, in thousandths of the em.
const BAR_WIDTH: f64 = 300.0;
/// Share of its box that a disc fills at least.
const DISC: f64 = 0.7;
/// Points are no wider than this, in thousandths of the em: what is wider is a bullet.
const POINT_WIDTH: f64 = 220.0;
/// The hole of a ring is at least this share of it.
const HOLE: f64 = 0.6;
/// Signs of degree are no wider than this, in thousandths of the em: what is wider is a circle.
const RING_WIDTH: f64 = 500.0;
/// Height of a prime in its widths.
const PRIME: std::ops::RangeInclusive<f64> = 1.5..=4.0;
/// How far the head of a prime stands to the right of its foot, in its widths.
const LEAN: f64 = 0.25;
/// The foot of a prime is no wider than this share of its head.
const TAPER: f64 = 0.6;
/// Accents are no higher than this, in thousandths of the em.
const ACCENT_HEIGHT: f64 = 220.0;
/// Bullets are no wider than this, in thousandths of the em.
const BULLET_WIDTH: f64 = 600.0;
/// Points at the end of a sentence begin no higher than this, in thousandths of the em.
const POINT_BOTTOM: f64 = 80.0;
/// The height and the width of a disc or a ring differ by no more than this share.
const ROUND_DIFFERENCE: f64 = 0.15;

/// What a character is, where its outline cannot be that of what the file declares: `9` for a nine
/// that is drawn small and high is a power lost, `m` for a mu is a thousandfold.
pub(super) fn form(c: char, outline: &BezPath) -> Option<char> {
    let bounds = outline.bounding_box();
    let (bottom, height, width) = (bounds.y0, bounds.height(), bounds.width());
    if !(bottom.is_finite() && height.is_normal() && width.is_normal()) {
        return None;
    }
    match c {
        '0'..='9' if bottom >= RAISED_BOTTOM && height <= HEIGHT && !is_bar(bounds) => {
            nth("⁰¹²³⁴⁵⁶⁷⁸⁹", c)
        }
        '0'..='9' if bottom <= LOWERED_BOTTOM && height <= LOWERED_HEIGHT => nth("₀₁₂₃₄₅₆₇₈₉", c),
        '-' | '\u{2212}' | '\u{2013}' if bottom >= RAISED_SIGN_BOTTOM && width <= SIGN_WIDTH => {
            Some('⁻')
        }
        '-' | '\u{2212}' | '\u{2013}' => None,
        '+' => (bottom >= RAISED_BOTTOM && width <= SIGN_WIDTH).then_some('⁺'),
        'a'..='z' if bottom >= raised_bottom(c) && height <= HEIGHT && !is_bar(bounds) => {
            superior(c)
        }
        'm' | 'b' => descending(c, outline),
        _ => None,
    }
}

/// Whether a character is one that has other forms: figures, signs before them, and small letters, but for the
/// x, which is raised as a sign of multiplication is.
pub(super) fn is_read(c: char) -> bool {
    matches!(c, '0'..='9' | 'a'..='w' | 'y' | 'z' | '+' | '-' | '\u{2212}' | '\u{2013}')
}

/// Where a raised small letter begins at least, in thousandths of the em: one with a descender on the
/// line begins far below it.
fn raised_bottom(c: char) -> f64 {
    if matches!(c, 'g' | 'j' | 'p' | 'q' | 'y') { RAISED_DESCENDER } else { RAISED_BOTTOM }
}

/// A small letter as the font's superior one.
fn superior(c: char) -> Option<char> {
    const PLAIN: &str = "abcdefghijklmnoprstuvwxyz";
    const SUPERIOR: &str = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
    SUPERIOR.chars().nth(PLAIN.find(c)?)
}

/// Keys of Latin letters without a descender that have a Greek letter with one in fonts of Greek
/// letters: beta, eta, mu, rho and xi.
pub(super) const GREEK_KEYS: &[char] = &['b', 'h', 'm', 'r', 'x'];

/// The Greek letter on the key of a Latin one that has no descender.
fn descending(c: char, outline: &BezPath) -> Option<char> {
    let greek = if c == 'm' { 'µ' } else { 'β' };
    descends(outline)?.then_some(greek)
}

/// Whether a letter goes below the line, and not only a mark below it; `None` where nothing is drawn.
pub(super) fn descends(outline: &BezPath) -> Option<bool> {
    let descends = |part: &Rect| part.y0 <= DESCENT && part.y1 >= X_HEIGHT;
    let parts = parts(outline);
    (!parts.is_empty()).then(|| parts.iter().any(descends))
}

/// Whether an outline has no curve, as brackets have none.
pub(super) fn is_straight(outline: &BezPath) -> bool {
    let is_curve = |el: &PathEl| matches!(el, PathEl::CurveTo(..) | PathEl::QuadTo(..));
    !outline.elements().iter().any(is_curve)
}

/// Chi and xi change keys from font to font. Both go below the line; xi is as high as a capital.
pub(super) fn chi_or_xi(outline: &BezPath) -> Option<char> {
    let high = outline.bounding_box().y1 >= CAPITAL_HEIGHT;
    descends(outline)?.then_some(if high { 'ξ' } else { 'χ' })
}

/// A line above letters, a dash or a minus, where an outline is a bar: a dash is as wide as its advance, a
/// minus has space on both sides.
pub(super) fn bar(outline: &BezPath) -> Option<&'static str> {
    match parts(outline).as_slice() {
        [part] if is_bar(*part) && part.y0 >= CAPITAL_HEIGHT => Some("¯"),
        [part] if is_bar(*part) => Some(if part.x0 < BEARING { "–" } else { "\u{2212}" }),
        _ => None,
    }
}

/// Whether an outline is one closed line.
pub(super) fn is_of_one_part(outline: &BezPath) -> bool {
    parts(outline).len() == 1
}

/// Whether a stroke like a prime is drawn as an accent is: low, and above small letters.
pub(super) fn is_accent(outline: &BezPath) -> bool {
    let bounds = outline.bounding_box();
    bounds.y0 >= RAISED_SIGN_BOTTOM && bounds.height() <= ACCENT_HEIGHT
}

/// A point, a point in the middle or a bullet, where an outline is a disc or a square without a hole.
pub(super) fn dot(outline: &BezPath) -> Option<&'static str> {
    let parts = parts(outline);
    let [part] = parts.as_slice() else { return None };
    let (width, height) = (part.width(), part.height());
    let fills = outline.area().abs() >= DISC * width * height;
    if !is_round(*part) || !fills || width > BULLET_WIDTH {
        None
    } else if width > POINT_WIDTH {
        Some("•")
    } else {
        Some(if part.y0 > POINT_BOTTOM { "·" } else { "." })
    }
}

/// A sign of degree or a circle, where an outline is a ring.
pub(super) fn ring(outline: &BezPath) -> Option<&'static str> {
    let parts = parts(outline);
    let [a, b] = parts.as_slice() else { return None };
    let (outer, inner) = if a.width() > b.width() { (a, b) } else { (b, a) };
    let hollow = inner.width() >= HOLE * outer.width();
    let centred = (outer.center() - inner.center()).hypot() <= BEARING;
    (is_round(*outer) && is_round(*inner) && hollow && centred)
        .then_some(if outer.width() <= RING_WIDTH { "°" } else { "○" })
}

/// A prime, where an outline is a stroke that leans to the right and is thick above.
pub(super) fn prime(outline: &BezPath) -> Option<&'static str> {
    let parts = parts(outline);
    let [part] = parts.as_slice() else { return None };
    if part.y0 < 0.0 {
        return None;
    }
    let high = part.height() / part.width();
    let ends: Vec<_> = outline.elements().iter().filter_map(PathEl::end_point).collect();
    let side = |from: f64, to: f64| {
        let at = |y: f64| (y - part.y0) / part.height();
        let own = ends.iter().filter(|end| (from..=to).contains(&at(end.y))).map(|end| end.x);
        own.fold((f64::INFINITY, f64::NEG_INFINITY), |(x0, x1), x| (x0.min(x), x1.max(x)))
    };
    let ((foot0, foot1), (head0, head1)) = (side(0.0, 0.3), side(0.7, 1.0));
    let leans = head1 - foot1 >= LEAN * part.width() && head0 > foot0;
    let tapers = foot1 - foot0 <= TAPER * (head1 - head0);
    (PRIME.contains(&high) && leans && tapers).then_some("′")
}

/// Whether a box is about as wide as it is high.
fn is_round(bounds: Rect) -> bool {
    let (width, height) = (bounds.width(), bounds.height());
    (width - height).abs() <= ROUND_DIFFERENCE * width.max(height)
}

fn is_bar(bounds: Rect) -> bool {
    bounds.height() <= BAR_HEIGHT && bounds.width() >= BAR_WIDTH
}

/// The box of each closed part of an outline.
fn parts(outline: &BezPath) -> Vec<Rect> {
    let starts = |el: &PathEl| matches!(el, PathEl::MoveTo(_));
    let elements = outline.elements();
    let mut parts = Vec::new();
    let mut start = 0;
    for at in (1..=elements.len()).filter(|&at| elements.get(at).is_none_or(starts)) {
        // A part of one point encloses nothing.
        if at - start > 2 {
            parts.push(BezPath::from_vec(elements[start..at].to_vec()).bounding_box());
        }
        start = at;
    }
    parts
}

/// The form of a figure in a row of ten.
fn nth(forms: &str, figure: char) -> Option<char> {
    forms.chars().nth(figure.to_digit(10)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::Circle;

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
        assert_eq!(drawn('t', 20.0, 300.0, 260.0, 680.0), Some('ᵗ'));
        assert_eq!(drawn('t', 20.0, 0.0, 260.0, 600.0), None);
        assert_eq!(drawn('p', 20.0, -200.0, 260.0, 200.0), None);
        assert_eq!(drawn('+', 20.0, 380.0, 260.0, 620.0), Some('⁺'));
        assert_eq!(drawn('+', 20.0, 0.0, 520.0, 500.0), None);
    }

    #[test]
    fn signs_by_their_height() {
        assert_eq!(drawn('−', 20.0, 520.0, 300.0, 560.0), Some('⁻'));
        assert_eq!(drawn('−', 40.0, 300.0, 560.0, 350.0), None);
        assert_eq!(drawn('-', 40.0, 240.0, 300.0, 310.0), None);
        assert_eq!(form('7', &BezPath::new()), None);
    }

    /// A closed outline through points.
    fn closed(points: &[(f64, f64)]) -> BezPath {
        let mut path = BezPath::new();
        path.move_to(points[0]);
        points[1..].iter().for_each(|&point| path.line_to(point));
        path.close_path();
        path
    }

    #[test]
    fn a_mu_goes_below_the_line_and_an_m_does_not() {
        let letter =
            |c, bottom: f64, top: f64| form(c, &Rect::new(20.0, bottom, 480.0, top).to_path(0.1));
        assert_eq!(letter('m', -200.0, 450.0), Some('µ'));
        assert_eq!(letter('b', -210.0, 690.0), Some('β'));
        assert_eq!(letter('m', -10.0, 450.0), None);
        assert_eq!(letter('p', -200.0, 450.0), None, "it has a descender");
        let mut dotted = Rect::new(20.0, 0.0, 480.0, 450.0).to_path(0.1);
        dotted.extend(Rect::new(200.0, -200.0, 260.0, -140.0).to_path(0.1));
        assert_eq!(form('m', &dotted), None, "a mark below it");
        let chi_or_xi =
            |bottom: f64, top: f64| chi_or_xi(&Rect::new(20.0, bottom, 480.0, top).to_path(0.1));
        assert_eq!(chi_or_xi(-200.0, 450.0), Some('χ'));
        assert_eq!(chi_or_xi(-200.0, 690.0), Some('ξ'));
        assert_eq!(chi_or_xi(0.0, 450.0), None);
    }

    #[test]
    fn bars_dots_and_rings() {
        let path = |x0, y0, x1, y1| Rect::new(x0, y0, x1, y1).to_path(0.1);
        assert_eq!(bar(&path(60.0, 220.0, 520.0, 280.0)), Some("\u{2212}"));
        assert_eq!(bar(&path(0.0, 220.0, 500.0, 260.0)), Some("–"));
        assert_eq!(bar(&path(40.0, 640.0, 500.0, 680.0)), Some("¯"));
        assert_eq!(bar(&path(40.0, 0.0, 500.0, 680.0)), None);
        let disc = |x, y, radius| Circle::new((x, y), radius).to_path(0.1);
        assert_eq!(dot(&disc(100.0, 50.0, 50.0)), Some("."));
        assert_eq!(dot(&disc(100.0, 250.0, 50.0)), Some("·"));
        assert_eq!(dot(&disc(250.0, 250.0, 200.0)), Some("•"));
        let hollow = |outer, inner| {
            let mut ring = disc(200.0, 500.0, outer);
            ring.extend(disc(200.0, 500.0, inner));
            ring
        };
        assert_eq!(ring(&hollow(140.0, 100.0)), Some("°"));
        assert_eq!(ring(&hollow(300.0, 260.0)), Some("○"));
        assert_eq!(ring(&hollow(140.0, 40.0)), None, "a thick ring is a letter or a target");
    }

    #[test]
    fn primes_lean_and_taper() {
        let stroke = [(40.0, 50.0), (80.0, 50.0), (280.0, 520.0), (180.0, 560.0)];
        assert_eq!(prime(&closed(&stroke)), Some("′"));
        let slash = [(40.0, 50.0), (90.0, 50.0), (280.0, 560.0), (230.0, 560.0)];
        assert_eq!(prime(&closed(&slash)), None);
        let comma = stroke.map(|(x, y)| (x, y - 200.0));
        assert_eq!(prime(&closed(&comma)), None);
        assert!(!is_accent(&closed(&stroke)));
        assert!(is_accent(&Rect::new(100.0, 520.0, 200.0, 690.0).to_path(0.1)));
    }
}
