//! How much of a page's text reads as language: fonts that declare other characters than they draw,
//! and poor recognition under a scan, leave words that are none.

use super::model::Page;
use super::unicode::says_nothing;
use unicode_normalization::UnicodeNormalization;
use wordnik_list::word_exists;

/// A word has this many letters at least: shorter ones are variables and units, too.
const WORD: usize = 3;
/// A page is judged by its letters from this many on.
const LETTERS: usize = 150;
/// A page is judged by its glyphs from this many on.
const GLYPHS: usize = 200;
/// Share of glyphs without a meaning, or of signs, from which on a page is garbled: pages of formulas
/// have a third.
const BROKEN: f32 = 0.3;
const SIGNS: f32 = 0.5;
/// The letters that languages in Latin script use most: half of their text and more. Of letters that
/// were mixed up they are a third at most.
const COMMON: &str = "aeinorst";
const COMMON_SHARE: f32 = 0.33;
/// A page of which this share of words is known is not garbled.
const KNOWN: f32 = 0.12;
/// A page of which this share of words is known was recognised well.
const WELL_KNOWN: f32 = 0.6;
/// Share of tokens that mix letters with figures and signs or cases, from which on a text of any
/// language was recognised badly: names of genes and substances are fewer.
const MIXED: f32 = 0.35;
/// A text of this many words can be told to be language.
const TOKENS: usize = 8;
/// A word ends where the next glyph is further away than this, in font sizes.
const GAP: f32 = 0.2;

/// What was counted in a page's text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Legibility {
    /// Glyphs that are no blanks.
    glyphs: usize,
    /// Of these the ones without a Unicode value or with a private or control one.
    broken: usize,
    /// Of these the ones that are neither letters nor figures, leaders apart.
    signs: usize,
    /// Words of Latin letters without marks, in small letters, each with a blank after it.
    words: String,
    /// Tokens that are no numbers, and those of letters with figures, signs or capitals within.
    tokens: usize,
    mixed: usize,
    /// Their letters, and the common ones.
    letters: usize,
    common: usize,
}

impl Legibility {
    /// Counts all text of a page, whether it can be seen or not.
    pub fn of(page: &Page) -> Self {
        let mut own = Self::default();
        let mut token = String::new();
        let mut end: Option<(f32, f32)> = None;
        for glyph in &page.glyphs {
            if glyph.is_blank() {
                end = None;
                continue;
            }
            let goes_on = end.is_some_and(|(x, y)| {
                let reach = GAP * glyph.size;
                !glyph.is_upright()
                    || (glyph.bbox.x0 - x).abs() < reach && (glyph.origin.y - y).abs() < reach
            });
            if !goes_on {
                own.take(&token);
                token.clear();
            }
            page.push_text(glyph, &mut token);
            end = Some((glyph.bbox.x1, glyph.origin.y));
        }
        own.take(&token);
        own
    }

    fn take(&mut self, token: &str) {
        for c in token.chars() {
            self.glyphs += 1;
            let broken = says_nothing(c);
            let leader =
                matches!(c, '.' | '-' | '_' | '·' | '…' | '–' | '—' | '*' | '|' | '=' | '•');
            self.broken += usize::from(broken);
            self.signs += usize::from(!broken && !leader && !c.is_alphanumeric());
        }
        let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
        if inner.chars().filter(|c| c.is_alphabetic()).count() < WORD {
            return;
        }
        self.tokens += 1;
        let own_case = inner.chars().skip(1).all(|c| !c.is_uppercase())
            || !inner.chars().any(char::is_lowercase);
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '/' | '\u{AD}');
        self.mixed += usize::from(!own_case || !inner.chars().all(letters));
        for word in inner.split(|c: char| !c.is_alphabetic()) {
            let start = self.words.len();
            push_plain(word, &mut self.words);
            let plain = &self.words[start..];
            if plain.len() < WORD || !plain.is_ascii() {
                self.words.truncate(start);
                continue;
            }
            self.letters += plain.len();
            self.common += plain.chars().filter(|c| COMMON.contains(*c)).count();
            self.words.push(' ');
        }
    }

    fn share(part: usize, whole: usize) -> f32 {
        part as f32 / whole.max(1) as f32
    }

    /// Share of the words that a list of English words has.
    pub fn known(&self) -> f32 {
        let words = self.words.split_terminator(' ');
        Self::share(words.clone().filter(|word| word_exists(word)).count(), words.count())
    }

    /// Whether the text is not what the page shows: its fonts declare other characters or none.
    pub fn is_garbled(&self) -> bool {
        let many = self.glyphs >= GLYPHS;
        let broken = Self::share(self.broken, self.glyphs) > BROKEN;
        let signs = Self::share(self.signs, self.glyphs) > SIGNS;
        let mixed_up = self.letters >= LETTERS
            && Self::share(self.common, self.letters) < COMMON_SHARE
            && self.known() < KNOWN;
        many && (broken || signs) || mixed_up
    }

    /// Whether there are enough words to say that they are language.
    pub fn is_language(&self) -> bool {
        let common = Self::share(self.common, self.letters) >= COMMON_SHARE;
        let other_script = self.letters == 0;
        let reads = common || other_script || self.known() >= KNOWN;
        self.tokens >= TOKENS && reads && !self.is_garbled()
    }

    /// Whether text under a scan was recognised badly.
    pub fn is_poor(&self) -> bool {
        if self.letters < LETTERS {
            return false;
        }
        let mixed = Self::share(self.mixed, self.tokens) > MIXED;
        self.is_garbled() || self.known() < WELL_KNOWN && mixed
    }
}

/// Adds a word in small letters. Letters with marks count as those without.
fn push_plain(word: &str, plain: &mut String) {
    if word.is_ascii() {
        plain.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let letters = word.nfd().filter(|c| c.is_alphabetic());
    plain.extend(letters.flat_map(|c| if c == 'ı' { 'i' } else { c }.to_lowercase()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> Legibility {
        let mut own = Legibility::default();
        text.split_whitespace().for_each(|token| own.take(token));
        own
    }

    #[test]
    fn language_is_legible_and_what_is_no_language_is_garbled() {
        let english =
            "The samples were taken from all plots before the second harvest of the year ";
        let german =
            "Die Proben wurden vor der zweiten Ernte des Jahres auf allen Flächen genommen ";
        let polish = "Próbki pobrano przed drugim zbiorem ze wszystkich poletek doświadczalnych ";
        let vietnamese = "Các mẫu được lấy trước vụ thu hoạch thứ hai của năm trên các thửa ruộng ";
        let russian = "Пробы были взяты перед вторым сбором урожая со всех делянок опыта ";
        let formulas = "x = (a + b)/2 log(y) ± 0.5 × 10 sin(kx) exp(−λt) 12.5 (3.4) [1.2, 5.6] ";
        let sequence = "GATTACAGATC CCGTTAGCAAT TTGACCGGAAT ";
        let protein = "MKVLAAGIVG LSDQRTEFKP WNAYHCMKLE ";
        for text in [english, german, polish, vietnamese, russian, formulas, sequence, protein] {
            assert!(!counted(&text.repeat(12)).is_garbled(), "{text}");
        }
        // Codes of glyphs read as characters, as they are where a font has no map.
        let shifted: String = english
            .repeat(12)
            .chars()
            .map(|c| if c == ' ' { c } else { char::from(c as u8 - 29) })
            .collect();
        assert!(counted(&shifted).is_garbled(), "{shifted}");
        let private: String = english
            .repeat(12)
            .chars()
            .map(|c| if c == ' ' { c } else { char::from_u32(0xF000 + c as u32).unwrap() })
            .collect();
        assert!(counted(&private).is_garbled());
        assert!(counted("!\"#$% &/()? +~<>@ ").glyphs < GLYPHS);
        assert!(counted(&"!\"#$% &/()? +~<>@ ".repeat(20)).is_garbled());
        assert!(!counted("").is_garbled());
    }

    #[test]
    fn poor_recognition_mixes_letters_and_signs() {
        let good = "The samples were taken from all plots before the second harvest. ".repeat(8);
        let poor = "Tlie s@mp1es wcre tak~en fr0m aII pl^ots bef0re tbe s:cond h4rvest. ".repeat(8);
        assert!(!counted(&good).is_poor());
        assert!(counted(&poor).is_poor(), "{:?}", counted(&poor));
    }
}
