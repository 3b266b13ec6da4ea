//! Whether a font draws the letters that it declares, and what it draws instead.

use super::likeness::{LIKE, Likeness, Place, UNLIKE, usual};
use super::{marked_letter, shape};
use hayro_interpret::kurbo::{BezPath, Shape};

/// Glyphs that tell what a font draws: typefaces differ, so that one alone may be unlike.
const ENOUGH: usize = 6;
/// What a glyph is taken for that is declared as something else differs by no more than this share of how
/// it differs from that.
const REFUTED: f32 = 0.55;
/// The standard fonts have no rare letters and fractions, such as eth; a font of signs has none either.
const RARE: f32 = 0.37;
/// Signs whose form is told by measures differ as much as this from what they are.
const FORM: f32 = 0.13;
/// By how much more a glyph differs from any other character than from the one that it is taken for: where
/// something is declared, and where nothing is.
const CLEAR: f32 = 0.02;
const HARDLY: f32 = 0.008;
/// Outlines of the same character in typefaces that are nearly the same differ less than this.
const THE_SAME: f32 = 0.08;
/// Heights of capitals that are credible, in thousandths of the em.
const CAPITALS: std::ops::RangeInclusive<f64> = 600.0..=800.0;
/// A letter is as unlike the capital as this share of how unlike it is the small letter, where it is a capital.
const CAPITAL_CLEAR: f32 = 0.8;
/// How far a capital may be from the line and from the height of others, as a share of that.
const LINE: f64 = 0.06;
/// Letters that tell that a font draws those that it declares, or others.
const SOME: usize = 3;

/// What a font draws where it declares letters and figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Most of them, as declared.
    Sound,
    /// Letters and figures, but others, or it declares nothing.
    Mixed,
    /// Letters with marks, on the keys of letters without.
    Marked,
    /// Signs.
    Signs,
    /// Nothing that is known, as fonts of icons do, and it declares nothing.
    Strange,
}

impl Letters {
    /// Judges by what is declared of outlines.
    pub(super) fn of(glyphs: impl Iterator<Item = (Option<char>, BezPath)>) -> Self {
        let (mut like, mut letters, mut signs, mut strange) = (0, 0, 0, 0);
        let mut silent = true;
        let mut unlike = Vec::new();
        for (declared, outline) in glyphs {
            if declared.is_some_and(|c| !c.is_ascii_alphanumeric()) {
                continue;
            }
            let Some(likeness) = Likeness::of(&outline) else { continue };
            silent &= declared.is_none();
            let own = declared.and_then(|c| likeness.unlikeness(c, Place::Counts));
            let read = |kind: Self| kind.seen(declared, &likeness, &outline);
            let is_letter = || read(Self::Mixed).is_some_and(is_latin);
            match own {
                Some(own) if own <= LIKE => like += 1,
                None if is_letter() => letters += 1,
                _ if read(Self::Signs).is_some() => signs += 1,
                Some(_) if is_letter() => letters += 1,
                Some(own) if own < UNLIKE => {}
                _ => strange += 1,
            }
            unlike.extend(
                own.filter(|own| *own >= UNLIKE).zip(declared).map(|told| (told, likeness)),
            );
            if like.max(signs + letters + strange) == ENOUGH {
                break;
            }
        }
        // Such a font has few letters: those of a document that its others have not. A letter that is a bar
        // does not tell it.
        let is_marked = |((own, declared), likeness): &&((f32, char), Likeness)| {
            let found = marked_letter::nearest(likeness).filter(|found| found.0 != "ı");
            declared.is_alphabetic() && found.is_some_and(|found| found.1 <= REFUTED * own)
        };
        if like == 0 && !silent && unlike.iter().filter(is_marked).count() * 2 > unlike.len() {
            Self::Marked
        } else if silent {
            if strange > letters + signs {
                Self::Strange
            } else if letters > signs {
                Self::Mixed
            } else {
                Self::Signs
            }
        } else if like < SOME && letters >= SOME && letters > like + signs + strange {
            Self::Mixed
        } else if like < SOME && signs + strange > like + letters {
            Self::Signs
        } else {
            Self::Sound
        }
    }

    /// What an outline is that is declared as a character, or as none, where it cannot be that.
    pub(super) fn read(self, declared: Option<char>, outline: &BezPath) -> Option<&'static str> {
        if declared.is_some_and(|c| self.trusts(c)) {
            return None;
        }
        self.seen(declared, &Likeness::of(outline)?, outline)
    }

    /// Whether what is declared is read as it is, whatever is drawn: letters of a sound font may be drawn
    /// in any style, and those that are on no keyboard are no keys.
    fn trusts(self, declared: char) -> bool {
        match self {
            Self::Sound => declared.is_alphanumeric(),
            Self::Mixed | Self::Marked => declared.is_alphabetic() && !declared.is_ascii(),
            Self::Signs | Self::Strange => false,
        }
    }

    /// What an outline is that looks like this.
    fn seen(
        self,
        declared: Option<char>,
        likeness: &Likeness,
        outline: &BezPath,
    ) -> Option<&'static str> {
        let signs = self == Self::Signs;
        let place = if signs { Place::Free } else { Place::Counts };
        let own = match declared {
            Some(c) => likeness.unlikeness(c, place).or((signs && is_rare(c)).then_some(RARE))?,
            None => f32::INFINITY,
        };
        if own < UNLIKE {
            return None;
        }
        // A bar may be one of many letters and signs.
        let is_bar =
            |text: &str| self != Self::Mixed && declared.is_none() && "Il1iJ!|/\\".contains(text);
        let most = |text: &str| {
            if is_bar(text) || self == Self::Strange { THE_SAME } else { REFUTED * own }
        };
        let alike = |found: &(&'static str, f32)| found.1 <= most(found.0);
        let letter = || self.letter(likeness).filter(alike);
        let sign = || sign(likeness, outline, declared).filter(alike);
        let (text, _) = match (self, declared) {
            (Self::Mixed, _) => letter(),
            (Self::Marked, _) => marked_letter::nearest(likeness).filter(alike),
            (Self::Sound | Self::Signs, Some(_)) => sign(),
            (Self::Signs, None) => sign().or_else(letter),
            (Self::Sound | Self::Strange, _) => letter().or_else(sign),
        }?;
        let same = declared.is_some_and(|c| text.chars().eq([usual(c)]));
        match text {
            _ if same => None,
            "−" => shape::bar(outline),
            "·" => shape::dot(outline),
            "~" => Some("∼"),
            "′" => Some(if shape::is_accent(outline) { "´" } else { "′" }),
            _ => Some(text),
        }
    }

    /// The text that stands on a line of words that an outline is.
    fn letter(self, likeness: &Likeness) -> Option<(&'static str, f32)> {
        let is_text = |text: &str| {
            text.chars().all(|c| c.is_ascii_alphanumeric() || ",;:−·()+%&'?!*=ﬁﬂ".contains(c))
        };
        if self == Self::Mixed {
            likeness.nearest(Place::Counts, is_text)
        } else {
            likeness.read(Place::Counts, HARDLY, is_text)
        }
    }
}

/// The sign that an outline is, which is declared as a character or as none.
fn sign(
    likeness: &Likeness,
    outline: &BezPath,
    declared: Option<char>,
) -> Option<(&'static str, f32)> {
    // A foot is most of both.
    let crossbar = |sign: &str| match sign {
        "±" => likeness.has_crossbar(),
        "⊥" => !likeness.has_crossbar(),
        _ => true,
    };
    let possible =
        |sign: &str| is_sign(sign) && crossbar(sign) && declared.is_none_or(|c| may_be(c, sign));
    let form = [shape::ring, shape::prime].iter().find_map(|form| form(outline));
    match form.filter(|form| possible(form)) {
        Some(form) => Some((form, FORM)),
        None => {
            let clear = if declared.is_some() { CLEAR } else { HARDLY };
            likeness.read(Place::Free, clear, possible)
        }
    }
}

/// The capital that a font draws where it declares the small letter, as some do for whole words: it is as
/// high as its other capitals, which small capitals are not.
pub(super) fn capital(c: char, outline: &BezPath, capital_height: f32) -> Option<char> {
    const SMALL: &str = "acegmnopqrsuvwxyz";
    const ASCENDING: &str = "bdfhijklt";
    let (small, ascending) = (SMALL.contains(c), ASCENDING.contains(c));
    let height = f64::from(capital_height);
    if !(small || ascending) || !CAPITALS.contains(&height) {
        return None;
    }
    let bounds = outline.bounding_box();
    let stands = bounds.y0 >= -LINE * height && bounds.y1 >= (1.0 - LINE) * height;
    let capital = c.to_ascii_uppercase();
    let looks = || {
        let likeness = Likeness::of(outline)?;
        // Bars are like many letters: an i has a dot.
        let clear = match c {
            'i' | 'j' if shape::is_of_one_part(outline) => 1.0,
            'i' | 'j' | 'l' => REFUTED,
            _ => CAPITAL_CLEAR,
        };
        Some(likeness.unlikeness_exactly(capital)? <= clear * likeness.unlikeness_exactly(c)?)
    };
    (stands && (small || looks() == Some(true))).then_some(capital)
}

/// Whether what is declared as a character may be a sign that it is drawn like.
fn may_be(declared: char, sign: &str) -> bool {
    /// Characters and signs that differ less than typefaces do.
    const LOOKALIKES: &[(&str, &str)] = &[
        ("1IJLTfilrt", "|/\\[]()†‡"),
        ("'\"‘’“”‚„,`", "'‘’,`¨ˆ·′″"),
        ("¯", "−"),
        ("↑↓", "†‡"),
        ("@", "©®"),
        ("©®", "○"),
        ("oO0", "°○"),
    ];
    let lookalike =
        LOOKALIKES.iter().any(|(own, signs)| own.contains(declared) && signs.contains(sign));
    let letter = declared.is_alphabetic() && !declared.is_ascii();
    !(lookalike || letter && sign.chars().all(char::is_alphabetic))
}

/// Whether it is a letter or a fraction of Latin-1.
fn is_rare(c: char) -> bool {
    matches!(c, '\u{BC}'..='\u{BE}' | '\u{C0}'..='\u{FF}')
}

fn is_latin(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether a text is a sign or a Greek letter that is no Latin one to the eye.
fn is_sign(text: &str) -> bool {
    const SIGNS: &str = "−+×÷=±<>≤≥≠≈≡≅~°○·,′″∞∝→←↑↓↔⇒⇔∑∏√∂∫∇∈∉∅∩∪⊂⊃⊆⊇⊥∴∀∃¬∧∨⟨⟩()[]{}|/\\%&*@#†‡§¶©®™♣♦♥♠◊…\
        αβγδεζηθικλμξπρσςτφϕχψωϑϖΓΔΘΛΞΠΣΦΨΩ´`¨ˆ˜";
    text.chars().all(|c| SIGNS.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_font::{FontCache, FontGlyph, StandardFont};
    use hayro_interpret::InterpreterSettings;
    use hayro_interpret::kurbo::{Affine, Rect, Shape};

    /// What a standard font draws at a code.
    fn drawn(font: StandardFont, code: u8) -> BezPath {
        let settings = InterpreterSettings::default();
        let font = FontCache::new().standard_font(font, &settings.font_resolver).expect("a font");
        let code = u32::from(code);
        match font.glyph(font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.outline(),
            FontGlyph::Type3(_) => BezPath::new(),
        }
    }

    /// A typeface that none of the specimens is of.
    const OTHER: StandardFont = StandardFont::TimesBoldItalic;

    fn judged(pairs: &[(Option<char>, StandardFont, u8)]) -> Letters {
        let glyphs = pairs.iter().map(|(declared, font, code)| (*declared, drawn(*font, *code)));
        Letters::of(glyphs)
    }

    #[test]
    fn a_font_of_letters_signs_or_others() {
        let sound: Vec<_> = b"Reading".iter().map(|c| (Some(char::from(*c)), OTHER, *c)).collect();
        assert_eq!(judged(&sound), Letters::Sound);
        let others: Vec<_> =
            b"Reading".iter().map(|c| (Some(char::from(c + 1)), OTHER, *c)).collect();
        assert_eq!(judged(&others), Letters::Mixed);
        let none: Vec<_> = b"Reading".iter().map(|c| (None, OTHER, *c)).collect();
        assert_eq!(judged(&none), Letters::Mixed);
        // Symbol has signs of operation at these codes.
        let signs: Vec<_> = [0xB1, 0xB3, 0xB4]
            .iter()
            .zip("6$3".chars())
            .map(|(code, key)| (Some(key), StandardFont::Symbol, *code))
            .collect();
        assert_eq!(judged(&signs), Letters::Signs);
        assert_eq!(judged(&[]), Letters::Signs);
        // The stroked l on the key of a B.
        assert_eq!(judged(&[(Some('B'), OTHER, 0xF8)]), Letters::Marked);
        assert_eq!(Letters::Marked.read(Some('B'), &drawn(OTHER, 0xF8)), Some("ł"));
        assert_eq!(judged(&[(Some('B'), OTHER, 0xF8), (Some('a'), OTHER, b'a')]), Letters::Sound);
    }

    #[test]
    fn signs_on_the_keys_of_others() {
        // A font draws them larger and lighter than the specimens.
        let larger =
            |code| Affine::scale_non_uniform(1.1, 1.05) * drawn(StandardFont::Symbol, code);
        let rows = [
            ('6', 0xB1, Some("±")),
            ('$', 0xB3, Some("≥")),
            ('#', 0xA3, Some("≤")),
            ('3', 0xB4, Some("×")),
            ('Z', 0x3D, Some("=")),
            ('z', 0x2B, Some("+")),
            ('m', 0x6D, Some("μ")),
            ('ð', 0x28, Some("(")),
            ('±', 0xB1, None),
            ('=', 0x3D, None),
        ];
        for (declared, code, expected) in rows {
            assert_eq!(Letters::Signs.read(Some(declared), &larger(code)), expected, "{declared}");
        }
        let bar = |x0, y0: f64, x1, y1| Rect::new(x0, y0, x1, y1).to_path(0.1);
        let read = |declared, outline: BezPath| Letters::Signs.read(Some(declared), &outline);
        assert_eq!(read('2', bar(60.0, 220.0, 520.0, 280.0)), Some("−"));
        assert_eq!(read('e', bar(0.0, 220.0, 500.0, 260.0)), Some("–"));
        assert_eq!(read('8', drawn(StandardFont::Symbol, 0xB0)), Some("°"));
        assert_eq!(read('9', drawn(StandardFont::Symbol, 0xA2)), Some("′"));
    }

    #[test]
    fn letters_of_a_sound_font_are_read_as_declared() {
        for (declared, code) in [('b', b'a'), ('1', b'I'), ('ﬁ', b'R')] {
            assert_eq!(Letters::Sound.read(Some(declared), &drawn(OTHER, code)), None);
        }
        assert_eq!(Letters::Sound.read(None, &drawn(OTHER, b'R')), Some("R"));
        assert_eq!(Letters::Sound.read(None, &drawn(OTHER, b'l')), None, "a bar may be a letter");
        assert_eq!(Letters::Mixed.read(Some('b'), &drawn(OTHER, b'a')), Some("a"));
    }

    #[test]
    fn capitals_where_small_letters_are_declared() {
        const HEIGHT: f32 = 676.0;
        let read = |c, code| capital(c, &drawn(StandardFont::TimesRoman, code), HEIGHT);
        assert_eq!(read('c', b'C'), Some('C'));
        assert_eq!(read('t', b'T'), Some('T'));
        for c in b'a'..=b'z' {
            assert_eq!(read(char::from(c), c), None);
        }
        let small = Affine::scale(0.75) * drawn(StandardFont::TimesRoman, b'C');
        assert_eq!(capital('c', &small, HEIGHT), None, "a small capital");
        assert_eq!(capital('c', &drawn(StandardFont::TimesRoman, b'C'), 0.0), None);
    }

    #[test]
    fn icons_are_not_read() {
        let icon = drawn(StandardFont::ZapfDingBats, b'$');
        assert_eq!(Letters::Strange.read(None, &icon), None);
        assert_eq!(Letters::Signs.read(None, &BezPath::new()), None);
    }
}
