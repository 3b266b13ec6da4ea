//! Numbers of grants: behind words that say what they are, in brackets behind a funder, or of a form
//! that tells.

use crate::lexicon::{month, numbered};
use std::ops::Range;

/// Fewest figures of a number without a word that tells what it is.
const FEWEST_FIGURES: usize = 3;

/// Bytes between a word that tells of a number and the number.
const CUE_BYTES: usize = 32;

/// A word of a sentence that may be a number.
struct Token {
    range: Range<usize>,
    accepted: bool,
}

/// Numbers of grants.
pub(super) fn numbers(
    text: &str,
    sentence: &Range<usize>,
    funders: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for token in tokens(text, sentence) {
        let word = &text[token.range.clone()];
        if is_activity(word) || funders.iter().any(|own| own.contains(&token.range.start)) {
            continue;
        }
        let before = &text[sentence.start..token.range.start];
        if !(is_number(word) || is_code(word) && is_cued(before)) {
            continue;
        }
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let mixed = word.contains(|c: char| c.is_ascii_alphabetic() && c.is_uppercase());
        let has_funder = funders
            .iter()
            .any(|own| own.end <= token.range.start || own.start < token.range.end + CUE_BYTES);
        let strong = mixed && digits > FEWEST_FIGURES && has_funder;
        let listed = found.last().is_some_and(|last| is_joint(&text[last.end..token.range.start]));
        let bracketed = funders.iter().any(|own| {
            own.end < token.range.start
                && is_bracket(text.get(own.end..token.range.start).unwrap_or_default())
        });
        if strong || listed || bracketed || is_cued(before) || token.accepted {
            found.push(whole(text, sentence, token.range));
        }
    }
    found
}

/// Words that may be numbers, and whether a sign tells that they are.
fn tokens(text: &str, sentence: &Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let own = &text[sentence.clone()];
    let breaks = |c: char| c.is_whitespace() || ",;()[]:“”\"".contains(c);
    let mut start = 0;
    for (at, c) in own.char_indices().chain([(own.len(), ' ')]) {
        if !breaks(c) {
            continue;
        }
        let word = own[start..at].trim_end_matches(['.', '/', '-', '–', '’', '\'']);
        let bare = word.trim_start_matches(['#', '№', '-', '–', '‘', '\'']);
        let bare = bare.strip_prefix("No.").unwrap_or(bare);
        let from = sentence.start + start + word.len() - bare.len();
        if !bare.is_empty() {
            let accepted = word.starts_with(['#', '№']) || word.starts_with("No.");
            tokens.push(Token { range: from..from + bare.len(), accepted });
        }
        start = at + c.len_utf8();
    }
    tokens
}

/// Whether a word can be the number of a grant: it has figures, and is no year, date or address.
pub(super) fn is_number(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let upper = word.to_uppercase();
    let other = ["COVID", "SARS", "H1N1", "HTTP", "WWW.", "10.", "NCT0", "DOI", "ISRCTN", "ORCID"];
    let signs = |c: char| c.is_alphanumeric() || "/-–._#&+".contains(c);
    // Words have small letters one after the other: `Horizon2020`.
    let mut small = 0;
    let is_word = word.chars().any(|c| {
        small = if c.is_lowercase() { small + 1 } else { 0 };
        small > 2
    });
    digits >= FEWEST_FIGURES
        && !month::is_recent_year(word)
        && !is_word
        && word.chars().all(signs)
        && !word.starts_with(['$', '€', '£'])
        && !other.iter().any(|own| upper.starts_with(own))
        && !word.chars().any(|c| c.is_lowercase() && digits < 4 && word.ends_with(c))
}

/// Whether words before a number say that it is one of a grant.
fn is_cued(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(CUE_BYTES));
    let near = before[from..].trim_end_matches([' ', ':', '#', '(', '.']);
    let last = near.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // The number may be of two words, of which the first has but letters.
    let word = near.split_whitespace().rev().nth(1).unwrap_or_default();
    numbered::is_number(last)
        || numbered::is_grant(last)
        || last.eq_ignore_ascii_case("protocol")
        || numbered::is_number(word.trim_end_matches(['.', ':']))
}

/// Whether a text between two numbers joins them in a list.
fn is_joint(between: &str) -> bool {
    matches!(between.trim(), "," | "and" | ", and" | "&" | "/" | ";" | "and No." | ", No." | "or")
}

/// Whether brackets open behind a name, with no more than a word on grants in them.
fn is_bracket(between: &str) -> bool {
    let Some(inner) = between.trim().strip_prefix('(') else { return false };
    // A short form of the name may stand in brackets of its own: `(SF) (123456)`.
    let inner = match inner.split_once(") (") {
        Some((short, rest)) if short.len() <= 12 => rest,
        _ => inner,
    };
    let words = inner.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    !inner.contains(')')
        && words.clone().count() <= 4
        && words.into_iter().all(|word| {
            numbered::is_number(word)
                || numbered::is_grant(word)
                || word.eq_ignore_ascii_case("under")
        })
}

/// A number with the word before it that is part of it: `R01 GM00001`.
fn whole(text: &str, sentence: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let before = text[sentence.start..range.start].trim_end_matches(' ');
    let word = before.rsplit([' ', '(', ',']).next().unwrap_or_default();
    let gap = before.len() + sentence.start < range.start;
    if is_activity(word) && gap {
        sentence.start + before.len() - word.len()..range.end
    } else {
        range
    }
}

/// Whether a word is the code of a kind of grant, which is no number: `R01`, `1K23`.
fn is_activity(word: &str) -> bool {
    let bare = word.strip_prefix(|c: char| c.is_ascii_digit()).unwrap_or(word);
    let bytes = bare.as_bytes();
    bytes.len() == 3
        && bytes[0].is_ascii_uppercase()
        && (bytes[1].is_ascii_uppercase() || bytes[1].is_ascii_digit())
        && bytes[2].is_ascii_digit()
}

/// Whether a word may be a number if a word before it says so: capitals with few figures.
fn is_code(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let capitals = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "/-".contains(c);
    word.len() >= 6 && digits >= 2 && word.chars().all(capitals)
}
