//! Symbols of units, as far as rules must tell them from words.

/// Units of the SI, of medicine and biology that take an exponent in papers.
const UNITS: &[&str] = &[
    "A",
    "Bq",
    "C",
    "Ci",
    "D",
    "Da",
    "Gy",
    "Hz",
    "IU",
    "J",
    "K",
    "L",
    "M",
    "MPa",
    "N",
    "Pa",
    "Sv",
    "U",
    "V",
    "W",
    "cell",
    "cells",
    "cm",
    "d",
    "day",
    "days",
    "dL",
    "dl",
    "dm",
    "fL",
    "g",
    "h",
    "ha",
    "hr",
    "kDa",
    "kHz",
    "kJ",
    "kPa",
    "kW",
    "kcal",
    "kg",
    "km",
    "l",
    "m",
    "mA",
    "mL",
    "mM",
    "mV",
    "mW",
    "mg",
    "min",
    "mL",
    "ml",
    "mm",
    "mmol",
    "mol",
    "ms",
    "month",
    "nM",
    "ng",
    "nm",
    "nmol",
    "pM",
    "pg",
    "pmol",
    "plant",
    "s",
    "sec",
    "t",
    "week",
    "y",
    "year",
    "yr",
    "\u{B5}L",
    "\u{B5}M",
    "\u{B5}g",
    "\u{B5}l",
    "\u{B5}m",
    "\u{B5}mol",
    "\u{3BC}L",
    "\u{3BC}M",
    "\u{3BC}g",
    "\u{3BC}l",
    "\u{3BC}m",
    "\u{3BC}mol",
];

/// Whether a word is the symbol of a unit that may have an exponent.
pub(super) fn is_unit(word: &str) -> bool {
    UNITS.contains(&word)
}

/// The letters right before a byte.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let start = text[..at]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(at, |(start, _)| start);
    &text[start..at]
}

/// Whether a symbol that begins at a byte has a number, another unit or a stroke before it.
pub(super) fn follows_number(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([
        ' ', '\u{A0}', '\u{2009}', '\u{202F}', '\n', '\u{B7}', '\u{22C5}', '.', '*',
    ]);
    match before.chars().next_back() {
        Some(c) if c.is_numeric() || matches!(c, '/' | '%' | ')') => true,
        Some(c) if c.is_alphabetic() && before.len() < at => {
            let word = word_before(text, before.len());
            word == "per" || is_unit(word)
        }
        _ => false,
    }
}
