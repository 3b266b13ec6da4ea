//! What an outline looks like, beside the glyphs of the standard fonts.

use hayro_font::{Font, FontCache, FontGlyph, StandardFont};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape, flatten};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Rows and columns of the grid that an outline is seen in.
const GRID: usize = 16;
/// Lines through each row of the grid along which it is cut.
const CUTS: usize = 4;
/// Parts of a cell's width that are told apart.
const PARTS: usize = 4;
/// How much ink in other places counts, and ink that is far from all of the other outline: a stroke that only
/// one of them has. By their ink, thin shapes differ as much as thick ones.
const SHAPE: f32 = 0.45;
const STROKES: f32 = 0.6;
/// Sides are taken for no shorter than this, in thousandths of the em, so that a bar has a shape.
const SHORTEST_SIDE: f64 = 20.0;
/// How far a curve may be from the lines that stand for it, in thousandths of the em.
const FLATNESS: f64 = 4.0;
/// The same character differs from typeface to typeface by less than this, in nineteen cases of twenty.
pub(super) const LIKE: f32 = 0.2;
/// A character that differs more than this from all typefaces is another one.
pub(super) const UNLIKE: f32 = 0.24;

/// What the place on the line says of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As much as its shape: `,` or `’`.
    Counts,
    /// Little: signs that are set raised or lowered are drawn at any height.
    Free,
}

impl Place {
    /// How much a distance of an em along the line of sight counts.
    fn weight(self) -> f32 {
        match self {
            Self::Counts => 0.4,
            Self::Free => 0.08,
        }
    }
}

/// The shape of an outline in a grid over its box, and the box, in thousandths of the em.
#[derive(Debug, Clone)]
pub(super) struct Likeness {
    /// Foot and head of the box.
    foot: f32,
    head: f32,
    /// Logarithms of the box's width in heights and of its area.
    aspect: f32,
    size: f32,
    /// Apart, since most outlines are told from each other by their boxes.
    grid: Box<Grid>,
}

#[derive(Debug, Clone)]
struct Grid {
    cells: Cells,
    /// The most that a cell or one next to it holds.
    reach: Cells,
    /// Sum of the cells.
    ink: u32,
}

type Cells = [u8; GRID * GRID];

impl Likeness {
    /// `None` where nothing is drawn.
    pub(super) fn of(outline: &BezPath) -> Option<Self> {
        let bounds = outline.bounding_box();
        if !(bounds.is_finite() && bounds.width().max(bounds.height()) >= SHORTEST_SIDE) {
            return None;
        }
        let (width, height) = sides(bounds);
        let cells = GRID as f64;
        let onto_grid = Affine::translate((cells / 2.0, cells / 2.0))
            * Affine::scale_non_uniform(cells / width, cells / height)
            * Affine::translate(-bounds.center().to_vec2());
        let cells = fill(&edges(outline, onto_grid));
        let ink = cells.iter().map(|cell| u32::from(*cell)).sum();
        (ink > 0).then(|| Self {
            foot: bounds.y0 as f32,
            head: bounds.y1 as f32,
            aspect: (width / height).ln() as f32,
            size: (width * height).ln() as f32,
            grid: Box::new(Grid { cells, reach: reach(&cells), ink }),
        })
    }

    /// How unlike two outlines are: 0 for the same. Where their boxes, or those and a part of the grid, are more
    /// unlike than is of interest, that is all that is told.
    fn distance(&self, other: &Self, place: Place, of_interest: f32) -> f32 {
        const ASPECT: f32 = 0.15;
        const SIZE: f32 = 0.05;
        /// Cells of the grid that are looked at before it is asked whether they are unlike enough.
        const LOOKED_AT: usize = 4 * GRID;
        let apart = (self.foot - other.foot).abs() + (self.head - other.head).abs();
        let boxes = ASPECT * (self.aspect - other.aspect).abs()
            + SIZE * (self.size - other.size).abs()
            + place.weight() * apart / 1000.0;
        if boxes > of_interest {
            return boxes;
        }
        let (own, its) = (&*self.grid, &*other.grid);
        let ink = (own.ink + its.ink) as f32;
        // What one of them has more of lies in other places, whatever those are.
        let least = SHAPE * own.ink.abs_diff(its.ink) as f32 / ink + boxes;
        if least > of_interest {
            return least;
        }
        let (mut unlike, mut far, mut distance) = (0, 0, boxes);
        for part in 0..GRID * GRID / LOOKED_AT {
            for at in part * LOOKED_AT..(part + 1) * LOOKED_AT {
                unlike += u32::from(own.cells[at].abs_diff(its.cells[at]));
                far += u32::from(own.cells[at].saturating_sub(its.reach[at]));
                far += u32::from(its.cells[at].saturating_sub(own.reach[at]));
            }
            distance = (SHAPE * unlike as f32 + STROKES * far as f32) / ink + boxes;
            if distance > of_interest {
                break;
            }
        }
        distance
    }

    /// Whether it has a bar from side to side in its middle.
    pub(super) fn has_crossbar(&self) -> bool {
        let row =
            |row: usize| self.grid.cells[row * GRID..][..GRID].iter().map(|c| usize::from(*c));
        // Two rows together, since a thin bar may lie in both.
        (GRID / 4..GRID * 3 / 4).any(|at| {
            let inked = row(at).zip(row(at + 1)).filter(|(a, b)| a + b >= CUTS);
            inked.count() >= GRID - 1
        })
    }

    /// How unlike a character it is, in this case.
    pub(super) fn unlikeness_exactly(&self, c: char) -> Option<f32> {
        let known = SPECIMENS.of.get(&folded(usual(c)))?.iter().map(|&at| &SPECIMENS.all[at]);
        let same = known.filter(|specimen| specimen.text.chars().eq([usual(c)]));
        same.map(|own| self.distance(&own.likeness, Place::Counts, f32::INFINITY))
            .min_by(f32::total_cmp)
    }

    /// How unlike a character it is, in either case, or that it is like it; `None` where no standard font has
    /// that.
    pub(super) fn unlikeness(&self, c: char, place: Place) -> Option<f32> {
        let known = SPECIMENS.of.get(&folded(usual(c)))?;
        let mut nearest = f32::INFINITY;
        for at in known {
            let other = &SPECIMENS.all[*at].likeness;
            nearest = nearest.min(self.distance(other, place, 2.0 * UNLIKE));
            if nearest <= LIKE {
                break;
            }
        }
        Some(nearest)
    }

    /// What it looks like most among the characters that it may be, if it looks like one, and how unlike
    /// that it is.
    pub(super) fn nearest(
        &self,
        place: Place,
        may_be: impl Fn(&str) -> bool,
    ) -> Option<(&'static str, f32)> {
        let (nearest, _) = self.two_nearest(&SPECIMENS.all, place, may_be)?;
        Some(nearest)
    }

    /// What it looks like most among specimens, if it looks like one, and how unlike that it is.
    pub(super) fn nearest_of(&self, specimens: &'static [Specimen]) -> Option<(&'static str, f32)> {
        let (nearest, _) = self.two_nearest(specimens, Place::Counts, |_| true)?;
        Some(nearest)
    }

    /// What it looks like among the characters that it may be, where it is clearly more unlike all others, and
    /// how unlike that it is.
    pub(super) fn read(
        &self,
        place: Place,
        clear: f32,
        may_be: impl Fn(&str) -> bool,
    ) -> Option<(&'static str, f32)> {
        let (nearest, next) = self.two_nearest(&SPECIMENS.all, place, may_be)?;
        (nearest.1 + clear <= next).then_some(nearest)
    }

    /// The nearest character, and how unlike it and the second nearest one are.
    fn two_nearest(
        &self,
        specimens: &'static [Specimen],
        place: Place,
        may_be: impl Fn(&str) -> bool,
    ) -> Option<((&'static str, f32), f32)> {
        let mut nearest = ("", f32::INFINITY);
        let mut next = f32::INFINITY;
        for specimen in specimens {
            let of_interest = next.min(2.0 * LIKE);
            let distance = specimen.rarity + self.distance(&specimen.likeness, place, of_interest);
            // Most are further away than those found: whether they may be it is asked last.
            if distance >= next || !may_be(&specimen.text) {
                continue;
            }
            if specimen.text == nearest.0 {
                nearest.1 = distance.min(nearest.1);
            } else if distance < nearest.1 {
                next = nearest.1;
                nearest = (&specimen.text, distance);
            } else {
                next = next.min(distance);
            }
        }
        (nearest.1 <= LIKE).then_some((nearest, next))
    }
}

/// Width and height of a box that is no line.
fn sides(bounds: Rect) -> (f64, f64) {
    (bounds.width().max(SHORTEST_SIDE), bounds.height().max(SHORTEST_SIDE))
}

/// The lines that an outline is made of, moved.
fn edges(outline: &BezPath, onto: Affine) -> Vec<(Point, Point)> {
    let mut edges = Vec::new();
    let (mut start, mut last) = (Point::ORIGIN, Point::ORIGIN);
    flatten(outline, FLATNESS, |el| match el {
        PathEl::MoveTo(point) => {
            edges.push((last, start));
            start = onto * point;
            last = start;
        }
        PathEl::LineTo(point) => {
            edges.push((last, onto * point));
            last = onto * point;
        }
        _ => {
            edges.push((last, start));
            last = start;
        }
    });
    edges.push((last, start));
    edges
}

/// How much of each cell lies inside of edges, by the non-zero rule.
fn fill(edges: &[(Point, Point)]) -> Cells {
    // Where each line through the grid crosses edges, and whether upwards.
    let mut crossings: Vec<(usize, f64, i32)> = Vec::with_capacity(edges.len() * CUTS);
    for (a, b) in edges {
        let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
        let winding = if a.y < b.y { 1 } else { -1 };
        let cut = |y: f64| ((y * CUTS as f64 - 0.5).ceil().max(0.0) as usize).min(GRID * CUTS);
        for at in cut(low.y)..cut(high.y) {
            let y = (at as f64 + 0.5) / CUTS as f64;
            crossings.push((at, a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x), winding));
        }
    }
    crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut cells = [0_u8; GRID * GRID];
    let part = |x: f64| ((x * PARTS as f64).round().max(0.0) as usize).min(GRID * PARTS);
    for crossings in crossings.chunk_by(|a, b| a.0 == b.0) {
        let row = &mut cells[crossings[0].0 / CUTS * GRID..][..GRID];
        let mut winding = 0;
        for pair in crossings.windows(2) {
            winding += pair[0].2;
            if winding != 0 {
                (part(pair[0].1)..part(pair[1].1)).for_each(|part| row[part / PARTS] += 1);
            }
        }
    }
    cells
}

/// How far slanted letters lean: none of the standard fonts has Greek ones.
const SLANT: f64 = 0.2;

/// The most that each cell or one next to it holds.
fn reach(cells: &Cells) -> Cells {
    let widened = |cells: &Cells, step: usize, is_inside: fn(usize, usize) -> bool| {
        let mut widened = *cells;
        for at in 0..cells.len() - step {
            if is_inside(at, at + step) {
                widened[at] = widened[at].max(cells[at + step]);
                widened[at + step] = widened[at + step].max(cells[at]);
            }
        }
        widened
    };
    let rows = widened(cells, 1, |at, next| at / GRID == next / GRID);
    widened(&rows, GRID, |_, _| true)
}

/// A character, or the letters of a ligature, as a standard font draws it.
pub(super) struct Specimen {
    text: String,
    /// By how much less it has to differ than others, since it is rare in type.
    rarity: f32,
    likeness: Likeness,
}

impl Specimen {
    /// `None` where nothing is drawn.
    pub(super) fn new(text: String, outline: &BezPath) -> Option<Self> {
        Some(Self { text, rarity: 0.0, likeness: Likeness::of(outline)? })
    }
}

struct Specimens {
    all: Vec<Specimen>,
    /// Where each character stands among them, with that of its other case.
    of: FxHashMap<char, Vec<usize>>,
}

/// Standard fonts of letters.
pub(super) const TYPEFACES: &[StandardFont] = &[
    StandardFont::TimesRoman,
    StandardFont::TimesItalic,
    StandardFont::TimesBold,
    StandardFont::Helvetica,
    StandardFont::HelveticaOblique,
    StandardFont::HelveticaBold,
    StandardFont::Courier,
];

/// The glyphs of the standard fonts, which files need not hold (ISO 32000-2, 9.6.2.2), and the
/// ligatures that typefaces have beside those of Unicode, put together of their letters.
static SPECIMENS: LazyLock<Specimens> = LazyLock::new(|| {
    const LIGATURES: &[(&str, f32)] = &[
        ("ff", 0.0),
        ("ffi", 0.0),
        ("ffl", 0.0),
        ("Th", 0.0),
        ("fj", 0.03),
        ("ft", 0.03),
        ("tt", 0.03),
        ("ti", 0.03),
    ];
    let settings = InterpreterSettings::default();
    let cache = FontCache::new();
    let mut all = Vec::new();
    for font in TYPEFACES.iter().chain(&[StandardFont::Symbol]) {
        let Some(font) = cache.standard_font(*font, &settings.font_resolver) else { continue };
        all.extend((0..=0xFF).filter_map(|code| specimen(&font, code, Affine::IDENTITY)));
        all.extend(
            LIGATURES.iter().filter_map(|(letters, rarity)| ligature(&font, letters, *rarity)),
        );
    }
    if let Some(greek) = cache.standard_font(StandardFont::Symbol, &settings.font_resolver) {
        let slanted = Affine::skew(SLANT, 0.0);
        let letter = |own: &Specimen| own.text.chars().all(char::is_alphabetic);
        all.extend((0..=0xFF).filter_map(|code| specimen(&greek, code, slanted)).filter(letter));
    }
    let mut of: FxHashMap<char, Vec<usize>> = FxHashMap::default();
    for (at, specimen) in all.iter().enumerate() {
        let mut chars = specimen.text.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            of.entry(folded(c)).or_default().push(at);
        }
    }
    Specimens { all, of }
});

/// One of characters that differ in their place or their width alone, or not at all.
pub(super) fn usual(c: char) -> char {
    match c {
        '-' | '–' | '—' | '_' | '¯' | '\u{AD}' => '−',
        '.' | '•' => '·',
        'º' => '°',
        '´' => '′',
        '∼' => '~',
        '\u{B5}' => 'μ',
        'ı' | 'Ι' => 'I',
        'ο' => 'o',
        'Ο' => 'O',
        'Α' => 'A',
        'Β' => 'B',
        'Ε' => 'E',
        'Ζ' => 'Z',
        'Η' => 'H',
        'Κ' => 'K',
        'Μ' => 'M',
        'Ν' => 'N',
        'Ρ' => 'P',
        'Τ' => 'T',
        'Χ' => 'X',
        '‚' => ',',
        '\u{2206}' => 'Δ',
        '\u{2126}' => 'Ω',
        '\u{2DA}' => '°',
        '\u{22C5}' => '·',
        '\u{F8E8}' | '\u{F6DA}' => '®',
        '\u{F8E9}' | '\u{F6D9}' => '©',
        '\u{F8EA}' | '\u{F6DB}' => '™',
        _ => c,
    }
}

/// The small letter of a letter.
fn folded(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// What a standard font draws at a code, and what that is.
pub(super) fn outline(font: &Font<'_>, code: u32) -> Option<(BfString, BezPath)> {
    match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => Some((glyph.as_unicode()?, glyph.outline())),
        FontGlyph::Type3(_) => None,
    }
}

fn specimen(font: &Font<'_>, code: u32, form: Affine) -> Option<Specimen> {
    let (BfString::Char(c), outline) = outline(font, code)? else { return None };
    Specimen::new(usual(c).to_string(), &(form * outline))
}

/// Letters side by side.
fn ligature(font: &Font<'_>, letters: &str, rarity: f32) -> Option<Specimen> {
    let mut whole = BezPath::new();
    let mut right = 0.0;
    for code in letters.bytes().map(u32::from) {
        let (BfString::Char(c), letter) = outline(font, code)? else { return None };
        if u32::from(c) != code {
            return None;
        }
        whole.extend(Affine::translate((right, 0.0)) * letter);
        right += font.code_advance(code).x;
    }
    Some(Specimen { rarity, ..Specimen::new(letters.to_owned(), &whole)? })
}
