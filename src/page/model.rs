//! Pages with what is drawn on them.

use super::letters::Letters;
use crate::geometry::{Point, Rect};
use crate::provenance::{PageNumber, Provenance};
use hayro_syntax::object::ObjectIdentifier;
use smol_str::SmolStr;

/// All pages and the fonts they share.
#[derive(Debug, Default)]
pub struct Pages {
    /// Pages in order.
    pub pages: Vec<Page>,
    /// Fonts of all pages; [`FontId`] is an index into it. The first one, without a name, stands for
    /// fonts that are not known.
    pub fonts: Vec<Font>,
}

/// What is drawn on one page, in the coordinates of the displayed page; of one that lies turned or was
/// read from its image, in those of the page made upright and level; of one whose text is written from
/// right to left, in those of its mirror image, in which it runs from left to right.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Width and height, in points.
    pub size: Size,
    /// How it lies on the page as displayed.
    pub turn: Turn,
    /// Glyphs in content order. Their index is their name for ever.
    pub glyphs: Vec<Glyph>,
    /// Texts of glyphs that stand for more than one character.
    pub strings: Vec<SmolStr>,
    /// Drawn lines: thin filled boxes and strokes, horizontal or vertical.
    pub rulings: Vec<Ruling>,
    /// Filled boxes that are larger than a ruling.
    pub fills: Vec<Fill>,
    /// Areas covered by images.
    pub images: Vec<Rect>,
    /// Those of them that are about as wide as high, in the coordinates of the displayed page.
    pub squares: Vec<Square>,
    /// Pixels of these images, as often as each is drawn.
    pub image_pixels: u64,
    /// Whether it is not to be drawn, since it goes beyond a limit of what is read or drawn.
    pub undrawable: bool,
    /// Boxes of drawn paths that are neither rulings nor fills: curves, plots, icons.
    pub drawings: Vec<Rect>,
    /// Links to targets outside the document.
    pub links: Vec<Link>,
    /// Links to places inside the document.
    pub jumps: Vec<Jump>,
    /// Marked-content sequences (ISO 32000-2, 14.6).
    pub marks: Vec<Mark>,
    /// Whether the page could be interpreted to its end.
    pub complete: bool,
    /// Whether nothing of it was read, since it is missing or was not asked for. It keeps its place, so that
    /// the pages behind it keep their numbers.
    pub absent: bool,
    /// Whether its glyphs were recognised in its image.
    pub recognised: bool,
    /// Glyphs in lines that are written downwards.
    pub vertical: usize,
}

/// An image that is about as wide as high: it may be a code.
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    /// The area that it covers.
    pub bbox: Rect,
    /// The object that it is.
    pub object: ObjectIdentifier,
    /// Its longer side, in pixels.
    pub side: u32,
}

/// Width and height in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl Size {
    /// A whole page of this size as a place.
    pub fn whole(self, page: PageNumber) -> Provenance {
        Provenance { page, bbox: Rect::new(0.0, 0.0, self.width, self.height), glyphs: 0..0 }
    }
}

/// How the page in which text is upright and level lies on the page as displayed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Turn {
    /// Quarter turns, clockwise, that make the displayed page upright: 0 to 3.
    pub quarters: u8,
    /// By how much lines of the upright page fall to the right before it is level, in radians.
    pub skew: f32,
    /// Whether its left is the right of the displayed page: its text is written from right to left.
    pub mirrored: bool,
    /// Width and height of the upright page, in points.
    pub size: Size,
}

/// Index of a [`Font`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FontId(pub u16);

/// A font as its dictionary describes it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Font {
    /// PostScript name without the subset tag; empty where it is unknown.
    pub name: String,
    /// Heavier than regular, by weight, flags or name.
    pub bold: bool,
    /// Slanted, by flags, angle or name.
    pub italic: bool,
    /// All glyphs equally wide.
    pub fixed_pitch: bool,
    /// Has serifs, by its flags.
    pub serif: bool,
    /// Letters are drawn as small capitals, by flags or name.
    pub small_caps: bool,
    /// Not a font of letters but of symbols, by flags or name.
    pub symbolic: bool,
    /// Height of its capitals, in thousandths of the em; 0 where it does not say.
    pub capital_height: f32,
    /// What it draws where it declares letters, where that was looked at.
    pub letters: Option<Letters>,
    /// Codes whose reading its map does not give, of those that are drawn, in ascending order.
    pub doubts: Vec<Doubt>,
}

/// A code that reads otherwise than its font's map says, or of which the map says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The code, as it stands in strings that are shown.
    pub code: u32,
    /// What the font's map, encoding or glyph name gives; `None` for nothing.
    pub declared: Option<SmolStr>,
    /// What it is read as.
    pub text: SmolStr,
    /// What that goes by.
    pub decoding: Decoding,
}

/// What a glyph reads as: one character, or an entry of [`Page::strings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GlyphText(u32);

impl GlyphText {
    const STRING: u32 = 1 << 31;

    /// One character.
    pub fn character(c: char) -> Self {
        Self(u32::from(c))
    }

    /// An entry of the page's strings.
    pub fn string(index: u32) -> Self {
        Self(index | Self::STRING)
    }

    /// The character, where it is one.
    pub fn as_char(self) -> Option<char> {
        if self.0 & Self::STRING == 0 { char::from_u32(self.0) } else { None }
    }

    fn index(self) -> usize {
        (self.0 & !Self::STRING) as usize
    }
}

/// How certain the Unicode value of a glyph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decoding {
    /// From the font's ToUnicode map, its encoding or a standard glyph name.
    #[default]
    Declared,
    /// From a font-specific glyph name or character code.
    Inferred,
    /// From the outline that the font draws.
    Drawn,
    /// Unknown: the text is U+FFFD.
    Unknown,
}

/// Why a reader of the page cannot see a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// To be seen.
    #[default]
    Visible,
    /// Text render mode 3 or 7 (ISO 32000-2, 9.3.6), or fully transparent.
    Invisible,
    /// Outside the page or the clip.
    Clipped,
    /// In the colour of the ground it stands on.
    Camouflaged,
    /// Under a box or an image that was painted later.
    Covered,
    /// Too small to be read.
    Tiny,
}

/// One drawn character.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Advance wide, from descent to ascent high; for rotated text the box around that.
    pub bbox: Rect,
    /// Where it stands on its baseline.
    pub origin: Point,
    /// Font size in points of the displayed page.
    pub size: f32,
    /// Direction of the baseline in degrees, clockwise on the displayed page: 0 is left to right.
    pub angle: f32,
    /// Fill colour, 0xRRGGBB.
    pub color: u32,
    /// What it reads as.
    pub text: GlyphText,
    /// Innermost marked-content sequence: an index into [`Page::marks`], [`Glyph::UNMARKED`] if none.
    pub mark: u32,
    /// Its font.
    pub font: FontId,
    /// How certain its Unicode value is.
    pub decoding: Decoding,
    /// Whether it can be seen.
    pub visibility: Visibility,
}

impl Glyph {
    /// The value of [`Glyph::mark`] outside any marked content.
    pub const UNMARKED: u32 = u32::MAX;

    /// A black character that can be seen, on a baseline from left to right, in a font that is not known.
    pub fn upright(c: char, bbox: Rect, origin: Point, size: f32) -> Self {
        Self {
            bbox,
            origin,
            size,
            angle: 0.0,
            color: 0,
            text: GlyphText::character(c),
            mark: Self::UNMARKED,
            font: FontId::default(),
            decoding: Decoding::default(),
            visibility: Visibility::default(),
        }
    }

    /// Whether it is a blank.
    pub fn is_blank(&self) -> bool {
        self.text.as_char().is_some_and(char::is_whitespace)
    }

    /// Whether its baseline runs from left to right.
    pub fn is_upright(&self) -> bool {
        self.angle.abs() < 1.0
    }
}

impl Page {
    /// Appends what a glyph reads as.
    #[inline]
    pub fn push_text(&self, glyph: &Glyph, out: &mut String) {
        match glyph.text.as_char() {
            Some(c) => out.push(c),
            None => out.push_str(self.string(glyph)),
        }
    }

    /// The characters that a glyph reads as.
    pub fn chars(&self, glyph: &Glyph) -> impl Iterator<Item = char> + '_ {
        let single = glyph.text.as_char();
        let several = if single.is_some() { "" } else { self.string(glyph) };
        single.into_iter().chain(several.chars())
    }

    /// What a glyph reads as that is no single character.
    fn string(&self, glyph: &Glyph) -> &str {
        self.strings.get(glyph.text.index()).map_or("\u{FFFD}", |string| string)
    }
}

/// A drawn line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ruling {
    /// Its area; the thin side is its width.
    pub bbox: Rect,
    /// Whether it lies flat.
    pub horizontal: bool,
    /// Colour, 0xRRGGBB.
    pub color: u32,
}

/// A filled box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fill {
    /// Its area.
    pub bbox: Rect,
    /// Colour, 0xRRGGBB.
    pub color: u32,
}

impl Fill {
    /// Whether its shade can't be told from that of paper.
    pub fn is_paper(&self) -> bool {
        /// Grey level from which on an eye sees white.
        const WHITE: u32 = 0xFE;
        (0..3).all(|channel| (self.color >> (8 * channel)) & 0xFF >= WHITE)
    }
}

/// A link to a target outside the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Its area.
    pub bbox: Rect,
    /// The target.
    pub uri: String,
}

/// A link to a place inside the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Jump {
    /// Its area.
    pub bbox: Rect,
    /// The place: links of the document with the same number lead to the same one.
    pub to: u32,
}

/// A marked-content sequence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Its tag, such as `P`, `Span`, `Artifact`.
    pub tag: SmolStr,
    /// Marked-content identifier.
    pub id: Option<u32>,
    /// Replacement text (ISO 32000-2, 14.9.4).
    pub actual_text: Option<String>,
    /// The sequence around it.
    pub parent: Option<u32>,
}

const _: () = assert!(size_of::<Glyph>() <= 64);
