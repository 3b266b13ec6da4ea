//! UTF-8 read as Latin-1.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "mojibake",
    about: "Characters that stand for the bytes of one character in UTF-8, read as ISO 8859-1 or Windows-1252: no language \
            has a capital with a tilde, a circumflex or a macron before such signs.",
    triggers: b"\xC3",
    scope: Scope::Any,
    find,
    cases: &[
        case("5 Âµg at 37 Â°C", "5 µg at 37 °C", "two bytes"),
        case("5 Ã\u{97} 3 and cafÃ©", "5 × 3 and café", "control characters and letters"),
        case("1â\u{80}\u{93}2 and 1â€“2", "1–2 and 1–2", "three bytes"),
        case("château Âge São", "château Âge São", "words"),
    ],
};

/// Windows-1252 in the range where it differs from ISO 8859-1, by byte from 0x80.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    WINDOWS.iter().position(|own| *own == c).map(|at| 0x80 + at as u8)
}

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    let mut end = 0;
    for (at, lead) in text.char_indices().filter(|(_, c)| matches!(c, 'Â' | 'Ã' | 'Î' | 'Ï' | 'â'))
    {
        if at < end {
            continue;
        }
        let length = if lead == 'â' { 3 } else { 2 };
        let bytes: Vec<u8> = text[at..].chars().take(length).filter_map(byte_of).collect();
        let Ok(meant) = std::str::from_utf8(&bytes) else { continue };
        let mut characters = meant.chars();
        if let (Some(c), None) = (characters.next(), characters.next())
            && !c.is_control()
        {
            end = at + text[at..].chars().take(length).map(char::len_utf8).sum::<usize>();
            edits.replace(at..end, c, SURE);
        }
    }
}
