//! What a font dictionary says about the look of its font.

use super::model::Font;
use hayro_syntax::object::{Array, Dict, Name};

/// Flags of a font descriptor (ISO 32000-2, table 121).
mod flag {
    pub(super) const FIXED_PITCH: u32 = 1;
    pub(super) const SERIF: u32 = 1 << 1;
    pub(super) const ITALIC: u32 = 1 << 6;
    pub(super) const SMALL_CAP: u32 = 1 << 17;
    pub(super) const FORCE_BOLD: u32 = 1 << 18;
}

/// FontWeight from which a font is heavier than regular: 400 is regular, 500 medium.
const BOLD_WEIGHT: f32 = 600.0;

/// Width of a vertical stem, in thousandths of the em, from which a font is bold: regular text
/// faces have 70 to 100, bold ones 130 and more.
const BOLD_STEM: f32 = 140.0;

/// Stem widths from here on are not widths.
const STEM_LIMIT: f32 = 400.0;

/// Slant in degrees from which a font is italic.
const ITALIC_ANGLE: f32 = 4.0;

/// Reads the name and style of a font from its dictionary.
pub(super) fn describe(dict: &Dict<'_>) -> Font {
    let descendant =
        dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let inner = descendant.as_ref().unwrap_or(dict);
    let descriptor = inner.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    let name = dict
        .get::<Name<'_>>(b"BaseFont")
        .or_else(|| inner.get::<Name<'_>>(b"BaseFont"))
        .or_else(|| descriptor.get::<Name<'_>>(b"FontName"));
    let name = name.map(|name| without_tag(name.as_str()).to_owned()).unwrap_or_default();
    let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
    let number = |key: &[u8]| descriptor.get::<f32>(key).unwrap_or(0.0);
    let by_name = Style::of(&name);
    // A name that speaks of the style knows better than these numbers.
    let silent = !by_name.speaks();
    let stem = (BOLD_STEM..STEM_LIMIT).contains(&number(b"StemV"));
    let heavy = silent && (number(b"FontWeight") >= BOLD_WEIGHT || stem);
    Font {
        bold: by_name.bold || flags & flag::FORCE_BOLD != 0 || heavy,
        italic: by_name.italic
            || flags & flag::ITALIC != 0
            || number(b"ItalicAngle").abs() >= ITALIC_ANGLE,
        fixed_pitch: flags & flag::FIXED_PITCH != 0 || by_name.fixed_pitch,
        serif: flags & flag::SERIF != 0,
        small_caps: flags & flag::SMALL_CAP != 0 || by_name.small_caps,
        symbolic: by_name.symbolic,
        capital_height: number(b"CapHeight"),
        name,
        ..Font::default()
    }
}

/// The name without the tag of a subset (ISO 32000-2, 9.9.2).
///
/// The 3B2 typesetting system writes a tag in mixed case and without the plus sign.
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            rest
        }
        _ => match name.get(6..) {
            Some(rest) if ["AdvOT", "AdvTT", "AdvP"].iter().any(|own| rest.starts_with(own)) => {
                rest
            }
            _ => name,
        },
    }
}

/// What the name of a font says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Style {
    bold: bool,
    italic: bool,
    regular: bool,
    fixed_pitch: bool,
    small_caps: bool,
    symbolic: bool,
}

/// Whether the name of a font says how heavy or how slanted it is, or that it is one of symbols.
pub(super) fn is_named(name: &str) -> bool {
    Style::of(name).speaks()
}

impl Style {
    fn speaks(&self) -> bool {
        self.bold || self.regular || self.italic || self.symbolic
    }

    fn of(name: &str) -> Self {
        let mut style = Self::default();
        for part in parts(name) {
            let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
            style.add(&word.to_ascii_lowercase());
        }
        let upper = name.to_ascii_uppercase();
        style.add_tex(&upper);
        const SYMBOLS: [&str; 12] = [
            "SYMBOL",
            "DINGBAT",
            "WINGDING",
            "WEBDING",
            "MATHPI",
            "EUCLIDSYM",
            "MT-EXTRA",
            "MTEXTRA",
            "ADVP4C4E",
            "ADVPSSYM",
            "ADVPI",
            "MATHS_",
        ];
        style.symbolic |= SYMBOLS.iter().any(|part| upper.contains(part));
        style.fixed_pitch |=
            ["COURIER", "MONO", "CONSOLAS", "TYPEWRITER"].iter().any(|part| upper.contains(part));
        style
    }

    /// Reads one word of a name, such as `semibold` of `Minion-SemiboldIt`.
    fn add(&mut self, part: &str) {
        match part {
            "bold" | "semibold" | "demibold" | "extrabold" | "ultrabold" | "black" | "heavy"
            | "ultra" | "fat" | "boldmt" | "bd" | "blk" | "hv" | "demi" | "db" | "b"
            | "extrablack" | "bolder" | "smbd" | "sb" => self.bold = true,
            "italic" | "ital" | "ita" | "it" | "oblique" | "obl" | "slanted" | "slant"
            | "italicmt" | "i" | "kursiv" | "inclined" | "cursive" => self.italic = true,
            "bolditalic" | "boldital" | "boldit" | "bi" | "bdit" | "boldoblique" | "blackit"
            | "semiboldit" | "bolditalicmt" | "hvit" | "blkit" | "bdita" => {
                self.bold = true;
                self.italic = true;
            }
            "mdit" | "ltit" | "bookit" | "lightit" | "thit" | "cnit" | "bookitalic" => {
                self.italic = true;
            }
            "regular" | "roman" | "light" | "lt" | "book" | "medium" | "md" | "roma" | "rm"
            | "thin" | "mt" => self.regular = true,
            "sc" | "smallcaps" | "smcp" | "caps" => self.small_caps = true,
            _ => {}
        }
    }

    /// Reads the names of TeX's fonts, which have no words.
    fn add_tex(&mut self, upper: &str) {
        const BOLD: [&str; 9] = [
            "CMBX",
            "CMB1",
            "SFBX",
            "CMMIB",
            "CMBSY",
            "CMSSBX",
            "LMBX",
            "NIMBUSROMNO9L-MEDI",
            "TXB",
        ];
        const ITALIC: [&str; 6] = ["CMTI", "CMMI", "CMBXTI", "CMSL", "SFTI", "CMSSI"];
        self.bold |= BOLD.iter().any(|part| upper.starts_with(part));
        self.italic |= ITALIC.iter().any(|part| upper.starts_with(part));
        // Libertine and Biolinum say their style in a letter at the end.
        if let Some(rest) =
            upper.strip_prefix("LINLIBERTINET").or(upper.strip_prefix("LINBIOLINUMT"))
        {
            self.bold |= rest.contains('B') || rest.contains('Z');
            self.italic |= rest.contains('I');
        }
        // The Nimbus and URW faces call their bold "Medi".
        self.bold |= upper.ends_with("-MEDI") || upper.ends_with("-MEDIITAL");
        self.italic |= upper.ends_with("-MEDIITAL") || upper.ends_with("-REGUITAL");
        self.fixed_pitch |= upper.starts_with("CMTT") || upper.starts_with("SFTT");
        self.small_caps |= upper.starts_with("CMCSC");
        const MATHS: [&str; 5] = ["CMSY", "CMEX", "MSAM", "MSBM", "MTSY"];
        self.symbolic |= MATHS.iter().any(|part| upper.starts_with(part));
    }
}

/// The words of a font's name: at separators, and where a small letter is followed by a capital.
///
/// What follows a separator is also given whole, since `BdIt` is a word of its own.
fn parts(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    // The family comes first and may well be called "Black"; style words follow it.
    for (index, word) in name.split(['-', ',', '.', '_', ' ', '+']).enumerate() {
        let mut start = 0;
        let bytes = word.as_bytes();
        let mut pieces = Vec::new();
        for at in 1..bytes.len() {
            if bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase() {
                pieces.push(&word[start..at]);
                start = at;
            }
        }
        pieces.push(&word[start..]);
        // A short piece of the family itself, such as the "B" of "BBold", says nothing.
        parts.extend(pieces.into_iter().filter(|piece| index > 0 || piece.len() > 2));
        if index > 0 {
            parts.push(word);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_of_names() {
        for (name, bold, italic) in [
            ("TimesNewRomanPS-BoldMT", true, false),
            ("TimesNewRomanPS-BoldItalicMT", true, true),
            ("TimesNewRomanPSMT", false, false),
            ("Times New Roman,Bold", true, false),
            ("MinionPro-It", false, true),
            ("MinionPro-SemiboldIt", true, true),
            ("MinionPro-Regular", false, false),
            ("Gulliver-Bold", true, false),
            ("HelveticaNeueLTStd-MdIt", false, true),
            ("HelveticaNeueLTStd-BdIt", true, true),
            ("HelveticaNeueLTStd-Lt", false, false),
            ("AdvOTfbba3ace.B", true, false),
            ("AdvOT1deab444.I+fb", false, true),
            ("AdvOT94803d4", false, false),
            ("Minion-Black", true, false),
            ("URWPalladioL-Roma", false, false),
            ("URWPalladioL-BoldItal", true, true),
            ("NimbusRomNo9L-Medi", true, false),
            ("NimbusRomNo9L-ReguItal", false, true),
            ("CMBX10", true, false),
            ("CMTI9", false, true),
            ("LinLibertineTB", true, false),
            ("LinLibertineTI", false, true),
            ("PalatinoItalic", false, true),
            ("MuseeBold", true, false),
            ("National-BookItalic", false, true),
            ("Helvetica-Condensed-Bold", true, false),
            ("Helvetica-Oblique", false, true),
            ("QuadraatOT-Ita", false, true),
            ("MyriadPro-BoldSemiCn", true, false),
            ("MyriadPro-SemiCn", false, false),
            ("SourceSansRoman-Regular", false, false),
        ] {
            let style = Style::of(name);
            assert_eq!((style.bold, style.italic), (bold, italic), "{name}");
        }
    }

    #[test]
    fn other_styles() {
        assert!(Style::of("TimesNewRomanPSMT-SC700").small_caps);
        assert!(Style::of("CourierNew").fixed_pitch);
        assert!(Style::of("AdvP4C4E74").symbolic);
        assert!(!Style::of("MinionPro-Regular").symbolic);
    }

    #[test]
    fn subset_tags() {
        assert_eq!(without_tag("ABCDEF+MinionPro-It"), "MinionPro-It");
        assert_eq!(without_tag("AdvOT1deab444.I+fb"), "AdvOT1deab444.I+fb");
        assert_eq!(without_tag("YhpykrAdvTT99c4c969"), "AdvTT99c4c969");
        assert_eq!(without_tag("Arial"), "Arial");
    }
}
