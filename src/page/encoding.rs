//! Encodings of symbol fonts, which neither Unicode nor the Adobe Glyph List knows.

/// Which of the encodings below a font's codes and numbered glyph names follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Symbol (ISO 32000-2, D.5).
    Symbol,
    /// `cmsy`: TeX's symbols.
    TexSymbols,
    /// `cmmi`: TeX's italic letters and Greek.
    TexLetters,
    /// `cmex`: TeX's large delimiters and operators.
    TexLarge,
    /// Wingdings.
    Wingdings,
}

impl Encoding {
    /// The encoding that the name of a font stands for.
    ///
    /// The names `AdvP4C4E..` are those of TeX's mathematical fonts as converted by the 3B2
    /// typesetting system.
    pub(super) fn of(font: &str) -> Option<Self> {
        const NAMES: &[(&str, Encoding)] = &[
            ("CMSY", Encoding::TexSymbols),
            ("MTSY", Encoding::TexSymbols),
            ("Maths_Symbols", Encoding::TexSymbols),
            ("AdvP4C4E74", Encoding::TexSymbols),
            ("CMMI", Encoding::TexLetters),
            ("MTMI", Encoding::TexLetters),
            ("Maths_Italic", Encoding::TexLetters),
            ("AdvP4C4E51", Encoding::TexLetters),
            ("CMEX", Encoding::TexLarge),
            ("MTEX", Encoding::TexLarge),
            ("Maths_Extension", Encoding::TexLarge),
            ("AdvP4C4E46", Encoding::TexLarge),
            ("Wingdings", Encoding::Wingdings),
            ("Symbol", Encoding::Symbol),
            ("Sym", Encoding::Symbol),
        ];
        NAMES.iter().find(|(part, _)| font.contains(part)).map(|(_, encoding)| *encoding)
    }

    /// The character at a code.
    pub(super) fn char(self, code: u32) -> Option<char> {
        match self {
            Self::Symbol => match code {
                0x20..=0x7E => nth(SYMBOL_LOW, code - 0x20),
                0xA0 => Some('€'),
                0xA1..=0xFE => nth(SYMBOL_HIGH, code - 0xA1),
                _ => None,
            },
            Self::TexSymbols => nth(TEX_SYMBOLS, code),
            Self::TexLetters => nth(TEX_LETTERS, code),
            Self::TexLarge => nth(TEX_LARGE, code),
            Self::Wingdings => WINGDINGS.iter().find(|(known, _)| *known == code).map(|(_, c)| *c),
        }
    }
}

/// A character of a table, in which a space stands for codes that read as nothing.
fn nth(table: &str, index: u32) -> Option<char> {
    let c = table.chars().nth(index as usize)?;
    (c != ' ' || index == 0).then_some(c)
}

const SYMBOL_LOW: &str = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾\
    αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

const SYMBOL_HIGH: &str = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓\
    ◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ ⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

/// The ring operator at 14 is how these fonts set a degree sign.
const TEX_SYMBOLS: &str = "−·×∗÷⋄±∓⊕⊖⊗⊘⊙○°•≍≡⊆⊇≤≥⪯⪰∼≈⊂⊃≪≫≺≻←→↑↓↔↗↘≃⇐⇒⇑⇓⇔↖↙∝′∞∈∋△▽\u{338}↦∀∃¬∅ℜℑ⊤⊥\
    ℵABCDEFGHIJKLMNOPQRSTUVWXYZ∪∩⊎∧∨⊢⊣⌊⌋⌈⌉{}⟨⟩|‖↕⇕\\≀√⨿∇∫⊔⊓⊑⊒§†‡¶♣♦♥♠";

const TEX_LETTERS: &str = "ΓΔΘΛΞΠΣΥΦΨΩαβγδϵζηθικλμνξπρστυϕχψωεϑϖϱςφ↼↽⇀⇁  ▹◃0123456789.,</>⋆\
    ∂ABCDEFGHIJKLMNOPQRSTUVWXYZ♭♮♯⌣⌢ℓabcdefghijklmnopqrstuvwxyzıȷ℘";

const TEX_LARGE: &str = "()[]⌊⌋⌈⌉{}⟨⟩|‖/\\()()[]⌊⌋⌈⌉{}⟨⟩/\\()[]⌊⌋⌈⌉{}⟨⟩/\\/\\\
    ⎛⎞⎡⎤⎣⎦⎢⎥⎧⎫⎩⎭⎨⎬⎪⏐⎝⎠⎜⎟⟨⟩⊔⊔∮∮⊙⊙⊕⊕⊗⊗∑∏∫⋃⋂⊎⋀⋁∑∏∫⋃⋂⊎⋀⋁∐∐      []⌊⌋⌈⌉{}√√√√";

/// Signs of Wingdings that stand in text: bullets, arrows, check marks.
const WINGDINGS: &[(u32, char)] = &[
    (0x22, '✂'),
    (0x28, '☎'),
    (0x2A, '✉'),
    (0x4A, '☺'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '⬥'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '◻'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// A sign of the Mathematical Pi fonts by the number in its glyph name `H<number>`.
pub(super) fn mathematical_pi(number: u32) -> Option<char> {
    const UPPER: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ";
    const LOWER: &str = "αβγδεζηθικλμνξοπρςστυφχψω";
    const SIGNS: &[(u32, char)] = &[
        (9278, 'ϕ'),
        (9280, 'ϵ'),
        (11001, '+'),
        (11002, '−'),
        (11003, '×'),
        (11004, '÷'),
        (11005, '='),
        (11006, '±'),
        (11011, '∼'),
        (11015, '≈'),
        (11021, '<'),
        (11022, '>'),
        (11032, '′'),
        (11034, '°'),
        (11349, '≤'),
        (11350, '≥'),
        (20841, '|'),
        (20849, '('),
        (20850, ')'),
        (20851, '['),
        (20852, ']'),
        (20853, '{'),
        (20854, '}'),
    ];
    match number {
        9001..=9024 => UPPER.chars().nth((number - 9001) as usize),
        // Sigma and final sigma stand the other way round than in Unicode.
        9268 => Some('σ'),
        9269 => Some('ς'),
        9251..=9275 => LOWER.chars().nth((number - 9251) as usize),
        _ => SIGNS.iter().find(|(known, _)| *known == number).map(|(_, c)| *c),
    }
}

/// What a character stands for in a font whose keys have signs, where converters that know only Latin
/// encodings declare the keys.
pub(super) fn keyed(c: char, font: &str) -> Option<char> {
    if c.is_ascii_alphabetic() && matches!(font, "Symbol" | "SymbolMT" | "SymbolStd") {
        Encoding::Symbol.char(u32::from(c))
    } else if c.is_ascii() && matches!(font, "Wingdings" | "Wingdings-Regular") {
        Encoding::Wingdings.char(u32::from(c))
    } else {
        None
    }
}

/// The character for which the Adobe Glyph List uses a private one, or a TrueType symbol font its
/// range from U+F000.
pub(super) fn private_char(c: char, font: &str) -> Option<char> {
    const PARTS: &str = "⏐⎯®©™⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭";
    const SUPERIOR: &str = "ᵃᵇᵈᵉⁱˡᵐᵒʳˢᵗ";
    let code = u32::from(c);
    match code {
        0xF6D9 => Some('©'),
        0xF6DA => Some('®'),
        0xF6DB => Some('™'),
        0xF6DC => Some('1'),
        0xF6E9..=0xF6F3 => SUPERIOR.chars().nth((code - 0xF6E9) as usize),
        // Figures and a currency sign of another style, in the order of figures.
        0xF643..=0xF64C => char::from_u32(code - 0xF643 + 0x30),
        0xF64E => Some('€'),
        0xF651 => Some('£'),
        0xF724 => Some('$'),
        0xF726 => Some('&'),
        0xF730..=0xF739 | 0xF721 | 0xF73F => char::from_u32(code - 0xF700),
        // Small capitals are capitals to the eye.
        0xF761..=0xF77A => char::from_u32(code - 0xF720),
        0xF7E0..=0xF7FE => char::from_u32(code - 0xF720),
        0xF7A2 => Some('¢'),
        0xF8E6..=0xF8FE => PARTS.chars().nth((code - 0xF8E6) as usize),
        0xF020..=0xF0FF => {
            let low = code - 0xF000;
            let ascii = || char::from_u32(low).filter(char::is_ascii);
            match Encoding::of(font) {
                Some(encoding) => encoding.char(low),
                None => ascii(),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_every_code() {
        assert_eq!(SYMBOL_LOW.chars().count(), 0x7F - 0x20);
        assert_eq!(SYMBOL_HIGH.chars().count(), 0xFF - 0xA1);
        assert_eq!(TEX_SYMBOLS.chars().count(), 128);
        assert_eq!(TEX_LETTERS.chars().count(), 126);
    }

    #[test]
    fn known_codes() {
        for (encoding, code, expected) in [
            (Encoding::Symbol, 0x6D, 'μ'),
            (Encoding::Symbol, 0xB1, '±'),
            (Encoding::Symbol, 0xB3, '≥'),
            (Encoding::Symbol, 0xD2, '®'),
            (Encoding::Symbol, 0xF2, '∫'),
            (Encoding::TexSymbols, 0, '−'),
            (Encoding::TexSymbols, 25, '≈'),
            (Encoding::TexSymbols, 106, '|'),
            (Encoding::TexSymbols, 121, '†'),
            (Encoding::TexLetters, 15, 'ϵ'),
            (Encoding::TexLetters, 64, '∂'),
            (Encoding::TexLetters, 97, 'a'),
            (Encoding::TexLarge, 18, '('),
            (Encoding::TexLarge, 21, ']'),
            (Encoding::TexLarge, 80, '∑'),
            (Encoding::TexLarge, 112, '√'),
            (Encoding::Wingdings, 0xFC, '✓'),
        ] {
            assert_eq!(encoding.char(code), Some(expected), "{encoding:?} {code}");
        }
    }

    #[test]
    fn mathematical_pi_names() {
        for (number, expected) in
            [(9004, 'Δ'), (9018, 'Σ'), (9024, 'Ω'), (9251, 'α'), (9262, 'μ'), (9268, 'σ')]
        {
            assert_eq!(mathematical_pi(number), Some(expected));
        }
        assert_eq!(mathematical_pi(9273), Some('χ'));
        assert_eq!(mathematical_pi(11005), Some('='));
        assert_eq!(mathematical_pi(65), None);
    }

    #[test]
    fn signs_on_the_keys_of_letters() {
        for (c, font, expected) in [
            ('a', "SymbolMT", Some('α')),
            ('a', "SegoeUISymbol", None),
            ('+', "Symbol", None),
            ('*', "Wingdings", Some('✉')),
        ] {
            assert_eq!(keyed(c, font), expected, "{c} in {font}");
        }
    }

    #[test]
    fn private_use() {
        assert_eq!(private_char('\u{F0B7}', "SymbolMT"), Some('•'));
        assert_eq!(private_char('\u{F0FC}', "Wingdings-Regular"), Some('✓'));
        assert_eq!(private_char('\u{F041}', "SomeFont"), Some('A'));
        assert_eq!(private_char('\u{F731}', "SomeFont"), Some('1'));
        assert_eq!(private_char('\u{F8EB}', "Symbol"), Some('⎛'));
        assert_eq!(private_char('\u{F8F6}', "Symbol"), Some('⎞'));
        assert_eq!(private_char('\u{E000}', "SomeFont"), None);
        assert_eq!(private_char('\u{F645}', "SomeFont"), Some('2'));
    }
}
