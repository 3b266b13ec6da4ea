//! Arabic words stretched to fill a line.

use crate::repair::evidence::Evidence;
use crate::repair::model::{CERTAIN, Edits, Rule, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "stretched-word",
    about: "Arabic lines are filled by strokes between the letters of a word: they are no letters of it.",
    triggers: b"\xD9",
    scope: Scope::Any,
    find,
    cases: &[
        case("پیـاده سـازي", "پیاده سازي", "strokes within words"),
        case("الـــملح", "الملح", "several"),
        case("عام 1450 هـ", "عام 1450 هـ", "a stroke that ends a shortened word"),
        case("ـ الملح", "ـ الملح", "a stroke alone"),
        case("مـَن", "مـَن", "a stroke under a mark of a vowel"),
    ],
};

/// The stroke that stretches words.
const STROKE: char = 'ـ';

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let mut end = 0;
    for (at, _) in piece.text.match_indices(STROKE) {
        if at < end {
            continue;
        }
        let rest = &piece.text[at..];
        end = at + rest.len() - rest.trim_start_matches(STROKE).len();
        let is_letter = |c: char| c.is_alphabetic() && matches!(c, '\u{0620}'..='\u{06D3}');
        let within = piece.before(at).is_some_and(is_letter)
            && piece.after(end).is_some_and(|c| is_letter(c) && !is_mark(c));
        if within {
            edits.replace(at..end, "", CERTAIN);
        }
    }
}

/// Whether a character is a mark over or under a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}')
}
