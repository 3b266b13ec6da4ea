//! Ranges, quantities and pairs broken behind a dash or stroke at the end of a line.

use crate::lexicon::series::{LIST_JOINTS, RANGE_JOINTS};
use crate::lexicon::small;
use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "stroke-at-line-end",
    about: "A dash or stroke without a blank before it, at the end of a line, has none behind it \
            either: a range, a pair or a unit goes on in the next line. A dash that hangs before a \
            word such as and keeps its blank.",
    triggers: b"\n",
    scope: Scope::Any,
    find,
    cases: &[
        case("2019;41:112–\n25.", "2019;41:112–25.", "pages"),
        case("(0.91–\n1.12)", "(0.91–1.12)", "an interval"),
        case("[2–\n4]", "[2–4]", "numbers of sources"),
        case("lamp-1–\n4", "lamp-1–4", "names that count"),
        case("and/\nor", "and/or", "a pair of words"),
        case("10 mg/\nkg", "10 mg/kg", "a unit"),
        case("(33/\n54)", "(33/54)", "a fraction"),
        case("dose–\nresponse", "dose–response", "two words of one weight"),
        case("it ends—\nso it seems", "it ends—so it seems", "a closed dash"),
        case("fell by −\n0.31", "fell by −0.31", "a sign"),
        case("pre– and\npost–\nand late", "pre– and\npost–\nand late", "a dash that hangs"),
        case("it ends –\nso it seems", "it ends –\nso it seems", "a dash between blanks"),
        case("mean −\n0.31", "mean −\n0.31", "a difference or a sign"),
        case("https://a.org/\nWe", "https://a.org/\nWe", "the end of an address"),
        case("salt.example.org/\nWe", "salt.example.org/\nWe", "and of one without its scheme"),
        case("rivers-and-seas/\n(seen", "rivers-and-seas/\n(seen", "a bracket behind a stroke"),
    ],
};

/// A word that hangs on its dash has at least this many letters: `x–y` is a range.
const SHORTEST_STEM: usize = 2;
/// What a sign may stand behind, other than a small word: an opening bracket or a relation.
const BEFORE_SIGN: &str = "([=<>≤≥≈~±×·,;:";

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, _) in text.match_indices('\n') {
        let Some(stroke) = text[..at].chars().next_back() else { continue };
        if !matches!(stroke, '–' | '—' | '−' | '/' | '⁄') {
            continue;
        }
        let head = &text[..at - stroke.len_utf8()];
        let token = head.rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = text[at + 1..].split(char::is_whitespace).next().unwrap_or_default();
        let goes_on = if token.is_empty() {
            stroke == '−' && next.starts_with(|c: char| c.is_ascii_digit()) && is_before_sign(head)
        } else {
            joins(token, stroke, next)
        };
        if goes_on {
            let confidence = if stroke == '—' { LIKELY } else { SURE };
            edits.replace(at..at + 1, "", confidence);
        }
    }
}

/// Whether a stroke behind a token joins it with the next one.
fn joins(token: &str, stroke: char, next: &str) -> bool {
    let (Some(last), Some(first)) = (token.chars().next_back(), next.chars().next()) else {
        return false;
    };
    let word = next.trim_matches(|c: char| !c.is_alphanumeric());
    let stem = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let hangs = stroke != '/'
        && stem.chars().count() >= SHORTEST_STEM
        && stem.chars().all(char::is_alphabetic)
        && [LIST_JOINTS, RANGE_JOINTS].iter().any(|joints| joints.contains(word));
    // An address over several lines shows no scheme in its last: a point between small letters tells.
    let letters =
        |around: &[char]| matches!(around, [a, '.', b] if a.is_lowercase() && b.is_lowercase());
    let signs: Vec<char> = token.chars().collect();
    let address = token.contains("//") || stroke == '/' && signs.windows(3).any(letters);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '%' | '°' | '\'' | '’' | '"' | '”');
    let closes = inner(last) || matches!(last, ')' | ']' | '.');
    let opens =
        inner(first) || stroke != '/' && matches!(first, '(' | '[' | '<' | '>' | '“' | '−' | '.');
    closes && opens && !hangs && !address
}

/// Whether a minus behind this text is the sign of a number.
fn is_before_sign(head: &str) -> bool {
    let before = head.trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    before.ends_with(|c| BEFORE_SIGN.contains(c)) || small::is_preposition(word)
}
