//! A font that draws nothing and in which every character can be searched and copied.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Advance of every glyph, in font sizes.
pub(super) const ADVANCE: f32 = 0.5;

/// Units of the font in a font size.
const UNITS: u16 = 1000;

/// Name of the font.
const NAME: &str = "GlyphLessFont";

/// Entries of one list of a character map at most (Adobe Technical Note 5014).
const LIST_LIMIT: usize = 100;

/// Two-byte codes of the characters that were asked for, from 1.
#[derive(Debug, Default)]
pub(super) struct Codes(BTreeMap<char, u16>);

impl Codes {
    /// The code of a character. Where there are no more codes it is 0, which stands for none.
    pub(super) fn of(&mut self, c: char) -> u16 {
        let next = u16::try_from(self.0.len() + 1).unwrap_or(0);
        if next == 0 {
            return self.0.get(&c).copied().unwrap_or(0);
        }
        *self.0.entry(c).or_insert(next)
    }

    /// The dictionary of a composite font with these codes (ISO 32000-2, 9.7), its parts among the
    /// objects of the document.
    pub(super) fn font(&self, document: &mut Document) -> Dictionary {
        let file = font_file();
        let length = file.len() as i64;
        let file = document.add_object(Stream::new(dictionary! { "Length1" => length }, file));
        let descriptor = document.add_object(dictionary! {
            "Type" => "FontDescriptor",
            "FontName" => NAME,
            // Symbolic, and of fixed pitch.
            "Flags" => 5,
            "FontBBox" => vec![0.into(), 0.into(), 500.into(), 1000.into()],
            "ItalicAngle" => 0,
            "Ascent" => 1000,
            "Descent" => -200,
            "CapHeight" => 1000,
            "StemV" => 80,
            "FontFile2" => file,
        });
        // Every code is drawn as the one glyph there is.
        let mut glyphs = Stream::new(dictionary! {}, vec![0; 2 * (self.0.len() + 1)]);
        let _ = glyphs.compress();
        let glyphs = document.add_object(glyphs);
        let descendant = document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "CIDFontType2",
            "BaseFont" => NAME,
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => (ADVANCE * f32::from(UNITS)) as i64,
            "CIDToGIDMap" => glyphs,
        });
        let mut map = Stream::new(dictionary! {}, self.character_map().into_bytes());
        let _ = map.compress();
        let map = document.add_object(map);
        dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => NAME,
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![descendant.into()],
            "ToUnicode" => map,
        }
    }

    /// What each code reads as (ISO 32000-2, 9.10.3).
    fn character_map(&self) -> String {
        let mut map = String::from(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
             /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
             /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
             1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
        );
        let mut codes: Vec<(u16, char)> = self.0.iter().map(|(&c, &code)| (code, c)).collect();
        codes.sort_unstable();
        for list in codes.chunks(LIST_LIMIT) {
            let _ = writeln!(map, "{} beginbfchar", list.len());
            for (code, c) in list {
                let _ = write!(map, "<{code:04X}> <");
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(map, "{unit:04X}");
                }
                map.push_str(">\n");
            }
            map.push_str("endbfchar\n");
        }
        map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
        map
    }
}

/// A TrueType font of one empty glyph (ISO/IEC 14496-22, with the tables that ISO 32000-2, 9.9 asks for).
fn font_file() -> Vec<u8> {
    let words = |numbers: &[u16]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
    let advance = (ADVANCE * f32::from(UNITS)) as u16;
    let descent = 200u16.wrapping_neg();
    let mut head = words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, UNITS]);
    head.extend([0; 16]);
    head.extend(words(&[0, 0, advance, UNITS, 0, 8, 2, 0, 0]));
    let mut horizontal = words(&[1, 0, UNITS, descent, 0, advance]);
    horizontal.extend(words(&[0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, 1]));
    let mut profile = words(&[1, 0, 1]);
    profile.extend(words(&[0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    let tables: [(&[u8; 4], Vec<u8>); 6] = [
        (b"glyf", vec![0; 4]),
        (b"head", head),
        (b"hhea", horizontal),
        (b"hmtx", words(&[advance, 0])),
        (b"loca", words(&[0, 0])),
        (b"maxp", profile),
    ];
    let count = tables.len() as u16;
    // Search range, entry selector and range shift for six tables.
    let mut file = words(&[1, 0, count, 64, 2, 32]);
    let mut at = file.len() + tables.len() * 16;
    let mut bodies = Vec::new();
    for (name, mut table) in tables {
        let length = table.len();
        table.resize(length.next_multiple_of(4), 0);
        let sum = |sum: u32, word: &[u8]| {
            sum.wrapping_add(u32::from_be_bytes([word[0], word[1], word[2], word[3]]))
        };
        file.extend(name);
        for number in [table.chunks_exact(4).fold(0, sum), at as u32, length as u32] {
            file.extend(number.to_be_bytes());
        }
        at += table.len();
        bodies.extend(table);
    }
    file.extend(bodies);
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_a_code_that_reads_as_it() {
        let mut codes = Codes::default();
        let given: Vec<u16> = "aµa𝛼".chars().map(|c| codes.of(c)).collect();
        assert_eq!(given, [1, 2, 1, 3]);
        let map = codes.character_map();
        for entry in ["<0001> <0061>", "<0002> <00B5>", "<0003> <D835DEFC>", "3 beginbfchar"] {
            assert!(map.contains(entry), "{entry}: {map}");
        }
    }

    #[test]
    fn tables_of_the_font_stand_where_it_says() {
        let file = font_file();
        let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        for (index, length) in [4, 54, 36, 4, 4, 32].into_iter().enumerate() {
            let entry = 12 + index * 16;
            assert_eq!(number(entry + 12), length, "table {index}");
            assert!(number(entry + 8) + length <= file.len() && number(entry + 8) % 4 == 0);
        }
        assert_eq!(number(number(12 + 16 + 8) + 12), 0x5F0F_3CF5);
    }
}
