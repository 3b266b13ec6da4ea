//! Which font dictionary a glyph run was shown with, and what its codes read as.
//!
//! The interpreter hands over glyphs without naming their font. A glyph does carry its font
//! program, so a second set of fonts, made from the dictionaries that the page can reach, is
//! searched for the one that maps the same code to the same glyph.

use super::encoding::Encoding;
use super::letters::{self, Letters};
use super::model::{Decoding, Doubt, Font, FontId};
use super::stem::{self, Stem};
use super::unicode::{self, Reading};
use super::{shape, style};
use hayro_font::{Font as Program, FontCache, FontGlyph, GlyphId};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphIdentifier, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::BezPath;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page as Source, Resources};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{LazyCell, OnceCell};
use std::rc::Rc;

/// Heights of an em, in font sizes, that letters of a font made for its size have.
const USUAL_HEIGHT: std::ops::RangeInclusive<f32> = 0.3..=3.0;
/// Forms within forms that the interpreter draws at most, and that are searched for fonts.
const FORM_DEPTH: usize = 50;

/// What a font says about one of its codes.
#[derive(Debug, Clone)]
pub(super) struct Code {
    /// What the font declares.
    pub(super) declared: Option<Reading>,
    pub(super) reading: Reading,
    pub(super) decoding: Decoding,
    /// Advance in glyph space (1000 to the em), as the glyph's matrix scales it.
    pub(super) advance: f32,
    /// Height of the font's em in font sizes: 1 but for Type 3 fonts with a matrix of their own.
    pub(super) em: f32,
    /// The stem of a letter that has one, where the name of the font does not say how it looks.
    pub(super) stem: Option<Stem>,
}

/// A font dictionary and what was asked of it so far.
struct Entry<'a> {
    program: Option<Program<'a>>,
    font: Font,
    /// Whether its name says how heavy or how slanted it is, or that it is one of symbols.
    has_named_style: bool,
    names: unicode::Names,
    em: f32,
    codes: FxHashMap<u32, Rc<Code>>,
    /// Whether Greek letters stand on the keys of Latin ones; unknown until a letter is read.
    is_greek: OnceCell<bool>,
    letters: OnceCell<Letters>,
}

/// The fonts of a document.
pub(super) struct FontIndex<'a> {
    settings: InterpreterSettings,
    cache: FontCache<'a>,
    /// The first entry stands for every font that is not found.
    entries: Vec<Entry<'a>>,
    known: FxHashMap<usize, u16>,
    /// Fonts that the current page can reach.
    reach: Vec<u16>,
    /// Whether it has forms within forms that are not drawn.
    too_deep: bool,
    candidates: FxHashMap<Key, Rc<[u16]>>,
}

/// What a glyph shows of its font.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Outline(GlyphIdentifier, u32),
    Type3(u32, u32),
}

impl<'a> FontIndex<'a> {
    pub(super) fn new(settings: InterpreterSettings) -> Self {
        let nameless = Entry {
            program: None,
            font: Font::default(),
            has_named_style: false,
            names: unicode::Names::default(),
            em: 1.0,
            codes: FxHashMap::default(),
            is_greek: OnceCell::new(),
            letters: OnceCell::new(),
        };
        Self {
            settings,
            cache: FontCache::new(),
            entries: vec![nameless],
            known: FxHashMap::default(),
            reach: Vec::new(),
            too_deep: false,
            candidates: FxHashMap::default(),
        }
    }

    pub(super) fn into_fonts(self) -> Vec<Font> {
        let stems: Vec<Option<Stem>> = self.entries.iter().map(Entry::stem).collect();
        // Parts of one font go under one name: those with few letters look like the others.
        let mut named: FxHashMap<&str, Vec<Stem>> = FxHashMap::default();
        let with_name = |(entry, _): &(&Entry<'_>, _)| !entry.font.name.is_empty();
        for (entry, stem) in self.entries.iter().zip(&stems).filter(with_name) {
            named.entry(&entry.font.name).or_default().extend(stem);
        }
        let of_name = |entry: &Entry<'_>| stem::agreed(named.get(entry.font.name.as_str())?);
        let stems: Vec<Option<Stem>> = self
            .entries
            .iter()
            .zip(stems)
            .map(|(entry, stem)| stem.or_else(|| of_name(entry)))
            .collect();
        self.entries.into_iter().zip(stems).map(|(entry, stem)| entry.into_font(stem)).collect()
    }

    /// Whether the page that was entered last has forms within forms that are not drawn.
    pub(super) fn forms_too_deep(&self) -> bool {
        self.too_deep
    }

    /// Gathers the fonts of a page, its forms and its annotations.
    pub(super) fn enter(&mut self, page: &Source<'a>) {
        let last = std::mem::take(&mut self.reach);
        self.too_deep = false;
        let mut seen = FxHashSet::default();
        self.gather(page.resources(), &mut seen, 0);
        if let Some(annotations) = page.raw().get::<Array<'_>>(b"Annots") {
            for annotation in annotations.iter::<Dict<'_>>() {
                for form in appearances(&annotation) {
                    self.gather_form(&form, &mut seen, 0);
                }
            }
        }
        self.reach.sort_unstable();
        self.reach.dedup();
        // Most pages reach the fonts that the one before did.
        if self.reach != last {
            self.candidates.clear();
        }
    }

    fn gather(&mut self, resources: &Resources<'a>, seen: &mut FxHashSet<usize>, depth: usize) {
        for name in resources.fonts.keys() {
            if let Some(dict) = resources.fonts.get::<Dict<'_>>(&*name) {
                self.add(&dict);
            }
        }
        for name in resources.x_objects.keys() {
            if let Some(form) = resources.x_objects.get::<Stream<'_>>(&*name) {
                self.gather_form(&form, seen, depth + 1);
            }
        }
    }

    fn gather_form(&mut self, form: &Stream<'a>, seen: &mut FxHashSet<usize>, depth: usize) {
        let dict = form.dict();
        if depth > FORM_DEPTH {
            self.too_deep = true;
            return;
        }
        if seen.insert(address(dict))
            && let Some(resources) = dict.get::<Dict<'_>>(b"Resources")
        {
            self.gather(&Resources::new(resources), seen, depth);
        }
    }

    fn add(&mut self, dict: &Dict<'a>) {
        let address = address(dict);
        if let Some(index) = self.known.get(&address) {
            self.reach.push(*index);
            return;
        }
        let Ok(index) = u16::try_from(self.entries.len()) else { return };
        let settings = &self.settings;
        let program = self.cache.font(dict, &settings.font_resolver, &settings.cmap_resolver);
        let font = style::describe(dict);
        self.entries.push(Entry {
            program,
            has_named_style: style::is_named(&font.name),
            font,
            names: unicode::Names::new(dict),
            em: type3_em(dict),
            codes: FxHashMap::default(),
            is_greek: OnceCell::new(),
            letters: OnceCell::new(),
        });
        self.known.insert(address, index);
        self.reach.push(index);
    }

    /// The font of a run.
    pub(super) fn find(&mut self, run: &GlyphRun<'_, 'a>) -> FontId {
        let Some(first) = run.glyphs().first() else { return FontId::default() };
        let candidates = self.candidates(first);
        if candidates.len() < 2 {
            return FontId(candidates.first().copied().unwrap_or(0));
        }
        // Dictionaries that share a program differ in encoding, ToUnicode or widths.
        let mut left: Vec<u16> = candidates.to_vec();
        for glyph in run.glyphs() {
            let agrees = |index: &u16| self.entry(*index).is_some_and(|e| e.agrees(glyph));
            let best: Vec<u16> = left.iter().copied().filter(agrees).collect();
            if !best.is_empty() {
                left = best;
            }
            if left.len() == 1 {
                break;
            }
        }
        FontId(left.first().copied().unwrap_or(0))
    }

    fn entry(&self, index: u16) -> Option<&Entry<'a>> {
        self.entries.get(usize::from(index))
    }

    fn candidates(&mut self, glyph: &Glyph<'a>) -> Rc<[u16]> {
        let key = match glyph {
            Glyph::Outline(g) => Key::Outline(g.identifier(), g.char_code()),
            Glyph::Type3(g) => {
                Key::Type3(g.char_code(), g.advance_width().unwrap_or(0.0).to_bits())
            }
        };
        if let Some(found) = self.candidates.get(&key) {
            return Rc::clone(found);
        }
        let is_same = |index: &u16| self.entry(*index).is_some_and(|e| e.draws(glyph));
        let found: Rc<[u16]> = self.reach.iter().copied().filter(is_same).collect();
        self.candidates.insert(key, Rc::clone(&found));
        found
    }

    /// What a glyph of this font reads as and how far it advances.
    pub(super) fn code(&mut self, font: FontId, glyph: &Glyph<'a>) -> Rc<Code> {
        let Some(entry) = self.entries.get_mut(usize::from(font.0)) else {
            return Rc::new(read(glyph, ""));
        };
        if entry.program.is_none() {
            return Rc::new(read(glyph, ""));
        }
        let code = glyph.char_code();
        if let Some(known) = entry.codes.get(&code) {
            return Rc::clone(known);
        }
        let read = Rc::new(entry.read(glyph));
        entry.codes.insert(code, Rc::clone(&read));
        read
    }
}

impl<'a> Entry<'a> {
    /// The stem of most of the letters that were read.
    fn stem(&self) -> Option<Stem> {
        stem::usual(self.codes.values().filter_map(|own| own.stem))
    }

    fn into_font(self, stem: Option<Stem>) -> Font {
        let mut doubts: Vec<Doubt> =
            self.codes.iter().filter_map(|(code, own)| doubt(*code, own)).collect();
        doubts.sort_unstable_by_key(|doubt| doubt.code);
        let mut font = self.font;
        // How letters are drawn says more than numbers that are often made up; a name says more yet.
        if let Some(stem) = stem.filter(|_| !self.has_named_style) {
            font.bold = stem.is_bold();
            font.italic |= stem.is_italic();
        }
        Font { letters: self.letters.into_inner(), doubts, ..font }
    }

    /// Whether this font maps the glyph's code to the same glyph of the same program.
    fn draws(&self, glyph: &Glyph<'a>) -> bool {
        let Some(program) = &self.program else { return false };
        let code = glyph.char_code();
        if code > 0xFF && !self.names.is_composite() {
            return false;
        }
        match (program.glyph(program.map_code(code), code), glyph) {
            (FontGlyph::Outline(own), Glyph::Outline(other)) => {
                own.glyph_id() == other.glyph_id() && own.identifier() == other.identifier()
            }
            (FontGlyph::Type3(own), Glyph::Type3(other)) => {
                Some(own.advance_width()) == other.advance_width()
            }
            _ => false,
        }
    }

    /// Whether this font also reads and advances the same.
    fn agrees(&self, glyph: &Glyph<'a>) -> bool {
        let Some(program) = &self.program else { return false };
        let code = glyph.char_code();
        self.draws(glyph)
            && match (program.glyph(program.map_code(code), code), glyph) {
                (FontGlyph::Outline(own), Glyph::Outline(other)) => {
                    own.advance_width() == other.advance_width()
                        && own.as_unicode() == other.as_unicode()
                }
                (FontGlyph::Type3(own), Glyph::Type3(other)) => {
                    own.as_unicode() == other.as_unicode()
                }
                _ => false,
            }
    }

    fn read(&self, glyph: &Glyph<'a>) -> Code {
        let mut code = read(glyph, &self.font.name);
        code.em = self.em;
        if let Some(program) = &self.program {
            let id = program.map_code(glyph.char_code());
            let stretch = program.glyph_stretch(id, glyph.char_code()) as f32;
            // The glyph's matrix stretches a substitute to the declared width.
            if stretch.is_normal() {
                code.advance /= stretch;
            }
        }
        if code.decoding == Decoding::Unknown
            && let Some(c) = self.names.infer(glyph.char_code(), &self.font.name)
        {
            code.reading = spelt(BfString::Char(c)).unwrap_or(Reading::Char(c));
            code.decoding = Decoding::Inferred;
        }
        // A soft hyphen without ink is a blank, and so is any other character where the font draws others
        // than it declares.
        if let (Reading::Char(c), Glyph::Outline(outlined)) = (&code.reading, glyph)
            && (*c == '\u{AD}' || self.letters() == Letters::Mixed)
            && outlined.outline().elements().is_empty()
        {
            code.reading = Reading::Char(' ');
            code.decoding = Decoding::Inferred;
        }
        if let (Reading::Char(c), Glyph::Outline(outlined)) = (&code.reading, glyph) {
            let outline = LazyCell::new(|| outlined.outline());
            if !self.has_named_style && stem::is_stemmed(*c) {
                code.stem = stem::measure(&outline);
            }
            let form = || {
                let form = shape::is_read(*c).then(|| shape::form(*c, &outline)).flatten();
                form.filter(|form| form != c).map(Reading::Char)
            };
            let drawn = || {
                let drawn = self.letters().read(known(*c), &outline)?;
                spelt(BfString::String(drawn.to_owned()))
            };
            let greek = || self.greek(*c, glyph.char_code(), &outline).map(Reading::Char);
            let capital = || {
                let height = self.font.capital_height;
                letters::capital(*c, &outline, height).map(Reading::Char)
            };
            let found = match self.letters() {
                // Signs on the keys of letters may be raised.
                Letters::Signs => drawn().or_else(greek).or_else(form),
                Letters::Sound => form().or_else(capital).or_else(drawn),
                Letters::Mixed | Letters::Marked | Letters::Strange => drawn(),
            };
            if let Some(reading) = found {
                code.reading = reading;
                code.decoding = Decoding::Drawn;
            }
        }
        code
    }

    /// Whether the letters of the font are what it declares.
    fn letters(&self) -> Letters {
        *self.letters.get_or_init(|| {
            let Some(program) = &self.program else { return Letters::Sound };
            // What a composite font declares of codes of two bytes is not gone through.
            let declares = |code| match program.glyph(program.map_code(code), code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode().is_some(),
                FontGlyph::Type3(_) => true,
            };
            if self.names.is_composite() && (0..=0xFF).any(declares) {
                return Letters::Sound;
            }
            Letters::of((0..=0xFF).filter_map(|code| {
                let FontGlyph::Outline(glyph) = program.glyph(program.map_code(code), code) else {
                    return None;
                };
                let declared = match unicode::reading(glyph.as_unicode(), &self.font.name) {
                    Some((Reading::Char(c), _)) => Some(c),
                    Some(_) => return None,
                    None => self.names.infer(code, &self.font.name),
                };
                let tells = declared.is_none_or(|c| c.is_ascii_alphanumeric());
                (tells && glyph.glyph_id() != GlyphId::NOTDEF)
                    .then(|| (declared.and_then(known), glyph.outline()))
            }))
        })
    }

    /// The Greek letter on the key of a Latin one.
    fn greek(&self, c: char, code: u32, outline: &BezPath) -> Option<char> {
        if !c.is_ascii_alphabetic() || code != u32::from(c) || !self.is_greek() {
            return None;
        }
        // No small Greek letter is drawn of straight lines, as brackets are.
        if c.is_ascii_lowercase() && shape::is_straight(outline) {
            return None;
        }
        let drawn = matches!(c, 'c' | 'x').then(|| shape::chi_or_xi(outline)).flatten();
        drawn.or_else(|| Encoding::Symbol.char(code))
    }

    /// Whether most of the glyphs on the keys of letters that look like a Greek one, or have a descender where
    /// the Latin one has none, look like that which Symbol has there.
    fn is_greek(&self) -> bool {
        let Some(program) = self.program.as_ref().filter(|_| self.letters() == Letters::Signs)
        else {
            return false;
        };
        let read = |key: u8| {
            let code = u32::from(key);
            let FontGlyph::Outline(glyph) = program.glyph(program.map_code(code), code) else {
                return None;
            };
            let (key, outline) = (char::from(key), glyph.outline());
            let descends = !shape::is_straight(&outline) && shape::descends(&outline) == Some(true);
            if descends && shape::GREEK_KEYS.contains(&key) {
                return Some(true);
            }
            let read = Letters::Signs.read(Some(key), &outline)?;
            let greek = read.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
            greek.then(|| read.chars().eq(Encoding::Symbol.char(code)))
        };
        *self.is_greek.get_or_init(|| {
            let letters = (b'A'..=b'Z').chain(b'a'..=b'z').filter_map(read);
            let (as_symbol, others): (Vec<bool>, Vec<bool>) = letters.partition(|is| *is);
            as_symbol.len() > others.len()
        })
    }
}

/// A text in which ligatures are spelt out as those that a file declares are.
fn spelt(text: BfString) -> Option<Reading> {
    unicode::reading(Some(text), "").map(|(reading, _)| reading)
}

/// A code whose reading is not the one that its font declares.
fn doubt(code: u32, own: &Code) -> Option<Doubt> {
    (own.decoding != Decoding::Declared).then(|| Doubt {
        code,
        declared: own.declared.as_ref().map(Reading::text),
        text: own.reading.text(),
        decoding: own.decoding,
    })
}

/// A character that says what a glyph is.
fn known(c: char) -> Option<char> {
    (!unicode::says_nothing(c)).then_some(c)
}

/// What a glyph says about itself.
fn read(glyph: &Glyph<'_>, font: &str) -> Code {
    let advance = match glyph {
        Glyph::Outline(g) => g.advance_width(),
        Glyph::Type3(g) => g.advance_width(),
    };
    let (reading, decoding) = match unicode::reading(glyph.as_unicode(), font) {
        Some((reading, true)) => (reading, Decoding::Inferred),
        Some((reading, false)) => (reading, Decoding::Declared),
        None if is_blank(glyph) => (Reading::Nothing, Decoding::Declared),
        None => (Reading::Char(char::REPLACEMENT_CHARACTER), Decoding::Unknown),
    };
    let declared = (decoding != Decoding::Unknown).then(|| reading.clone());
    Code { declared, reading, decoding, advance: advance.unwrap_or(0.0), em: 1.0, stem: None }
}

/// Whether a glyph is known to draw nothing.
fn is_blank(glyph: &Glyph<'_>) -> bool {
    match glyph {
        Glyph::Outline(g) => g.outline().segments().next().is_none(),
        Glyph::Type3(_) => false,
    }
}

/// Where a dictionary lies in memory, which names it for as long as the file is open.
fn address(dict: &Dict<'_>) -> usize {
    dict.data().as_ptr() as usize
}

/// The normal appearances of an annotation (ISO 32000-2, 12.5.5).
pub(super) fn appearances<'a>(annotation: &Dict<'a>) -> Vec<Stream<'a>> {
    let normal = annotation.get::<Dict<'_>>(b"AP").and_then(|ap| ap.get::<Object<'_>>(b"N"));
    match normal {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Dict(states)) => {
            states.keys().filter_map(|state| states.get::<Stream<'_>>(&*state)).collect()
        }
        _ => Vec::new(),
    }
}

/// Height of a Type 3 font's em in font sizes.
///
/// Such a font has a matrix of its own (ISO 32000-2, 9.6.4), and some are made for a size of 1 or
/// of 100: then the height of the font's box says how large its letters are.
fn type3_em(dict: &Dict<'_>) -> f32 {
    let is_type3 = dict.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Type3");
    let matrix = dict.get::<[f32; 6]>(b"FontMatrix");
    let bbox = dict.get::<[f32; 4]>(b"FontBBox");
    let (true, Some(matrix), Some(bbox)) = (is_type3, matrix, bbox) else { return 1.0 };
    let height = (bbox[3] - bbox[1]).abs() * matrix[3].abs();
    if height.is_normal() && !USUAL_HEIGHT.contains(&height) { height } else { 1.0 }
}
