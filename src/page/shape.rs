//! Characters whose shape alone says that they are not what their font declares.

use hayro_interpret::kurbo::{BezPath, PathEl, Rect, Shape};

/// A corner is near the middle of a sign where it is within this share of its width.
const NEAR_MIDDLE: f64 = 0.25;
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
/// A point of an angle is at its side within this share of its width.
const NEAR_SIDE: f64 = 0.1;
/// A dash begins closer to its origin than this, in thousandths of the em.
const BEARING: f64 = 20.0;
/// An angle has six corners or seven, where its ends are cut off straight; where its outline is closed by
/// a line, the first one stands twice.
const ANGLE_CORNERS: std::ops::RangeInclusive<usize> = 6..=9;
/// A bar of a minus or an equals sign is no shorter than this, in thousandths of the em.
const BAR_WIDTH: f64 = 300.0;
/// A cross is at least as wide and as high as this, in thousandths of the em.
const CROSS_SIZE: f64 = 300.0;
/// A cross has twelve corners; where its outline is closed by a line, the first one stands twice.
const CROSS_CORNERS: std::ops::RangeInclusive<usize> = 12..=13;
/// The height and the width of a cross differ by no more than this share.
const CROSS_DIFFERENCE: f64 = 0.15;

/// What a character is, where its outline cannot be that of what the file declares: `9` for a nine
/// that is drawn small and high is a power lost, `m` for a mu is a thousandfold, `2` for a minus a
/// sign lost.
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
        'm' | 'b' => descending(c, outline).or_else(|| sign(outline, bounds)),
        // Letters such as M, N and Y have as many corners as a sign of multiplication.
        _ => sign(outline, bounds).filter(|sign| *sign != '×' || !c.is_ascii_alphabetic()),
    }
}

/// Whether a character is one that others are declared as: figures and signs, and what stands
/// on the keys of letters and signs in fonts that know only Latin. Bars, crosses and angles may be what
/// they are declared as, and the letter X is drawn as a sign of multiplication is.
pub(super) fn is_read(c: char) -> bool {
    let key = c.is_ascii_graphic() && !matches!(c, '=' | '_' | '/' | 'x' | 'X');
    key || matches!(c, '\u{2212}' | '\u{2013}' | '¼' | '½' | '¾' | 'þ' | 'ð')
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

/// Chi and xi change keys from font to font. Both go below the line; xi is as high as a capital.
pub(super) fn chi_or_xi(outline: &BezPath) -> Option<char> {
    let high = outline.bounding_box().y1 >= CAPITAL_HEIGHT;
    descends(outline)?.then_some(if high { 'ξ' } else { 'χ' })
}

/// A sign of operation that is declared as a figure or as a Latin letter.
fn sign(outline: &BezPath, bounds: Rect) -> Option<char> {
    let is_curved = |el: &PathEl| matches!(el, PathEl::CurveTo(..) | PathEl::QuadTo(..));
    if outline.elements().iter().any(is_curved) {
        return None;
    }
    match parts(outline).as_slice() {
        // A dash is as wide as its advance, a minus has space on both sides.
        [part] if is_bar(*part) => Some(if part.x0 < BEARING { '–' } else { '\u{2212}' }),
        [part] => cross(outline, *part).or_else(|| angle(outline, *part)),
        [a, b] if is_bar(*a) && is_bar(*b) => {
            let apart = a.y1 < b.y0 || b.y1 < a.y0;
            (apart && (a.width() - b.width()).abs() <= BAR_HEIGHT).then_some('=')
        }
        [a, b] => {
            let (upper, lower) = if a.y0 > b.y0 { (*a, *b) } else { (*b, *a) };
            let underlined = is_bar(lower) && lower.y1 <= upper.y0 && lower.y0 <= bounds.y0;
            match angle(outline, upper) {
                _ if !underlined => None,
                Some('<') => Some('≤'),
                Some('>') => Some('≥'),
                _ => is_square(upper).then_some('±'),
            }
        }
        _ => None,
    }
}

/// A plus or a sign of multiplication, where an outline is one.
fn cross(outline: &BezPath, bounds: Rect) -> Option<char> {
    let corners = outline.elements().iter().filter(|el| matches!(el, PathEl::LineTo(_))).count();
    if !is_square(bounds) || !CROSS_CORNERS.contains(&(corners + 1)) {
        return None;
    }
    let near = NEAR_MIDDLE * bounds.width();
    // A plus reaches the top in its middle, a sign of multiplication near both corners.
    let (mut middle, mut left, mut right) = (false, false, false);
    for point in outline.elements().iter().filter_map(PathEl::end_point) {
        if bounds.y1 - point.y <= near / 2.0 {
            middle |= (point.x - bounds.center().x).abs() < near;
            left |= point.x - bounds.x0 < near;
            right |= bounds.x1 - point.x < near;
        }
    }
    match (middle, left, right) {
        (true, false, false) if is_level(outline, bounds) => Some('+'),
        (false, true, true) => Some('×'),
        _ => None,
    }
}

/// A sign of less or greater, where the part of an outline in this box is one: its tip is in the middle of
/// one side, its ends are at the corners of the other.
fn angle(outline: &BezPath, bounds: Rect) -> Option<char> {
    let points: Vec<(f64, f64)> = outline
        .elements()
        .iter()
        .filter_map(PathEl::end_point)
        .filter(|point| bounds.inflate(1.0, 1.0).contains(*point))
        .map(|p| ((p.x - bounds.x0) / bounds.width(), (p.y - bounds.y0) / bounds.height()))
        .collect();
    let is_large = bounds.width().min(bounds.height()) >= CROSS_SIZE;
    if !is_large || !ANGLE_CORNERS.contains(&points.len()) {
        return None;
    }
    let middle = |y: f64| (y - 0.5).abs() < NEAR_MIDDLE / 2.0;
    let corner = |y: f64| !(NEAR_MIDDLE..=1.0 - NEAR_MIDDLE).contains(&y);
    // All points at one side, of which there are some, are so high.
    let are = |at_side: &dyn Fn(f64) -> bool, high: &dyn Fn(f64) -> bool| {
        let mut own = points.iter().filter(|(x, _)| at_side(*x)).peekable();
        own.peek().is_some() && own.all(|(_, y)| high(*y))
    };
    let left = |x: f64| x < NEAR_SIDE;
    let right = |x: f64| x > 1.0 - NEAR_SIDE;
    if are(&left, &middle) && are(&right, &corner) {
        Some('<')
    } else if are(&right, &middle) && are(&left, &corner) {
        Some('>')
    } else {
        None
    }
}

fn is_bar(bounds: Rect) -> bool {
    bounds.height() <= BAR_HEIGHT && bounds.width() >= BAR_WIDTH
}

/// Whether an outline reaches both sides in its middle.
fn is_level(outline: &BezPath, bounds: Rect) -> bool {
    let near = NEAR_MIDDLE * bounds.width();
    let at_side = |x: f64| x - bounds.x0 < near / 2.0 || bounds.x1 - x < near / 2.0;
    let mut points = outline.elements().iter().filter_map(PathEl::end_point);
    points.all(|point| !at_side(point.x) || (point.y - bounds.center().y).abs() < near)
}

fn is_square(bounds: Rect) -> bool {
    let (width, height) = (bounds.width(), bounds.height());
    width.min(height) >= CROSS_SIZE
        && (width - height).abs() <= CROSS_DIFFERENCE * width.max(height)
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
    fn signs_that_are_declared_as_figures() {
        let minus = Rect::new(60.0, 220.0, 520.0, 280.0).to_path(0.1);
        assert_eq!(form('2', &minus), Some('\u{2212}'));
        assert_eq!(form('e', &Rect::new(0.0, 220.0, 500.0, 260.0).to_path(0.1)), Some('–'));
        let greater = [
            (40.0, 0.0),
            (520.0, 230.0),
            (520.0, 270.0),
            (40.0, 500.0),
            (40.0, 440.0),
            (440.0, 250.0),
            (40.0, 60.0),
        ];
        assert_eq!(form('Q', &closed(&greater)), Some('>'));
        let mut at_least = closed(&greater);
        at_least.extend(Rect::new(40.0, -120.0, 520.0, -70.0).to_path(0.1));
        assert_eq!(form('>', &at_least), Some('≥'));
        let mut equals = Rect::new(60.0, 320.0, 520.0, 380.0).to_path(0.1);
        equals.extend(Rect::new(60.0, 120.0, 520.0, 180.0).to_path(0.1));
        assert_eq!(form('¼', &equals), Some('='));
        let plus = [
            (250.0, 500.0),
            (310.0, 500.0),
            (310.0, 280.0),
            (530.0, 280.0),
            (530.0, 220.0),
            (310.0, 220.0),
            (310.0, 0.0),
            (250.0, 0.0),
            (250.0, 220.0),
            (30.0, 220.0),
            (30.0, 280.0),
            (250.0, 280.0),
        ];
        assert_eq!(form('1', &closed(&plus)), Some('+'));
        let turned: Vec<(f64, f64)> = plus
            .iter()
            .map(|(x, y)| {
                (280.0 + (x - 280.0 - y + 250.0) * 0.7, 250.0 + (x - 280.0 + y - 250.0) * 0.7)
            })
            .collect();
        assert_eq!(form('3', &closed(&turned)), Some('×'));
        let one = [(200.0, 0.0), (290.0, 0.0), (290.0, 690.0), (230.0, 690.0), (80.0, 560.0)];
        assert_eq!(form('1', &closed(&one)), None, "a figure of straight lines");
    }
}
