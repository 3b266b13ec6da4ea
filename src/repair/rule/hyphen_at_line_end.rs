//! Words broken by a hyphen at the end of a line.

use crate::lexicon::{compound, small};
use crate::repair::evidence::Evidence;
use crate::repair::model::{CERTAIN, Edits, LIKELY, POSSIBLE, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use wordnik_list::word_exists;

pub(super) const RULE: Rule = Rule {
    name: "hyphen-at-line-end",
    about: "A hyphen at the end of a line divides a word, or belongs to a compound. The document's \
            own words decide; where they are silent, a list of English words does: a hyphen between \
            two words is a compound's, and one before a digit or a capital is printed.",
    triggers: b"\n",
    scope: Scope::Any,
    find,
    cases: &[
        case("compu-\ntation", "computation", "lower case on both sides"),
        case("COVID-\n19", "COVID-19", "a digit follows: the hyphen is printed"),
        case("1990-\n1995", "1990-1995", "a range"),
        case("IFN-\nγ and more", "IFN-γ and more", "a name ends in a single letter"),
        case(
            "cord-\nderived cells, as cord-derived blood",
            "cord-derived cells, as cord-derived blood",
            "the compound stands elsewhere",
        ),
        case(
            "the treat-\nment, a treatment",
            "the treatment, a treatment",
            "the whole word stands elsewhere",
        ),
        case("low cost and low-\ncost drugs", "low cost and low-cost drugs", "two words"),
        case("multi\u{AD}\nple", "multiple", "a soft hyphen"),
        case("see below -\nthen", "see below -\nthen", "a dash, not a hyphen"),
        case("a computer-\naided design", "a computer-aided design", "two words of English"),
        case("steroid-\ninduced", "steroid-induced", "no other word ends like this"),
        case("self-\nrenewing, cross-\nsection", "self-renewing, cross-section", "first words"),
        case("p-\nxylene", "p-xylene", "a single letter before the hyphen"),
        case("mother-\nto-child", "mother-to-child", "a link"),
        case("open-\ning", "opening", "an ending"),
        case("multi-\nspecific", "multispecific", "a prefix makes one word"),
        case("pre- and post-\noperative", "pre- and postoperative", "a hanging hyphen stays"),
        case(
            "trimethoprim-\nsulfamethoxazole",
            "trimethoprim-sulfamethoxazole",
            "no word is that long",
        ),
        case("short- and\nlong-term", "short- and\nlong-term", "no hyphen at the line's end"),
    ],
};

/// Compounds of shorter parts than this, in letters, are not told from broken words by their parts.
const SHORTEST_PART: usize = 3;

/// Words that are not known have no more letters than this.
const LONGEST_WORD: usize = 25;

/// Endings such as `-ness` or `-ing` are shorter than this, in letters.
const LONG_PART: usize = 5;

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, _) in text.match_indices('\n') {
        let Some(hyphen) = text[..at].chars().next_back() else { continue };
        if !matches!(hyphen, '-' | '\u{2010}' | '\u{AD}') {
            continue;
        }
        let start = at - hyphen.len_utf8();
        let before = last_word(&text[..start]);
        let after = first_word(&text[at + 1..]);
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            continue;
        };
        if !left.is_alphanumeric() || !right.is_alphanumeric() {
            continue;
        }
        if hyphen == '\u{AD}' && !evidence.has_soft_hyphens_in_lines() {
            edits.replace(start..at + 1, "", CERTAIN);
            continue;
        }
        let hyphen_follows = text[at + 1 + after.len()..].starts_with(['-', '\u{2010}']);
        if let Some(confidence) = is_divided(before, after, hyphen_follows, evidence) {
            edits.replace(start..at + 1, "", confidence);
        } else {
            edits.replace(start..at + 1, "-", LIKELY);
        }
    }
}

/// Whether the hyphen only divides a word, and how certain that is.
fn is_divided(
    before: &str,
    after: &str,
    hyphen_follows: bool,
    evidence: &Evidence<'_>,
) -> Option<f32> {
    let (last, first) = (before.chars().next_back()?, after.chars().next()?);
    if last.is_numeric() || !first.is_lowercase() || after.chars().count() < 2 {
        return None;
    }
    // A capital inside the part before the hyphen is that of an acronym: "mRNA-\nbased".
    if before.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let head = before.rsplit('-').next().unwrap_or(before).to_lowercase();
    let (whole_before, after) = (before.to_lowercase(), after.to_lowercase());
    let compound = evidence.count(&format!("{whole_before}-{after}"));
    let whole = evidence.count(&format!("{head}{after}"));
    if whole > compound {
        return Some(CERTAIN);
    }
    if compound > 0 {
        return None;
    }
    // No word is divided behind its first letter: "X-\nray", "p-\nxylene".
    if head.chars().count() == 1 {
        return None;
    }
    let starts_compound = after.chars().count() >= LONG_PART && compound::is_head(&head)
        || head == "non" && evidence.hyphenates_non();
    // A short word between two hyphens links three words: "mother-\nto-child".
    let short = small::is_preposition(&after) || matches!(after.as_str(), "and" | "the");
    let links = short && hyphen_follows;
    if starts_compound || links {
        return None;
    }
    let ends_compound = compound::is_end(&after);
    if ends_compound && head.chars().count() >= SHORTEST_PART && !compound::is_prefix(&head) {
        return None;
    }
    if word_exists(&format!("{head}{after}")) {
        return Some(SURE);
    }
    let long = |word: &str| word.chars().count() >= SHORTEST_PART;
    let known = |word: &str| long(word) && (evidence.count(word) > 0 || word_exists(word));
    let prefix = compound::is_prefix(&head);
    let own = evidence.count(&head) > 0 && evidence.count(&after) > 0;
    if known(&head) && known(&after) && (own || !prefix) {
        return None;
    }
    if head.chars().count() + after.chars().count() > LONGEST_WORD {
        return None;
    }
    Some(POSSIBLE)
}

fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '-' | '\u{2010}'))
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}
