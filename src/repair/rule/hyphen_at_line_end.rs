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
            two words is a compound's, and one before a digit or a capital is printed. Before `and` or `or` \
            it hangs, and stays.",
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
        case(
            "open\u{2011}\ning",
            "opening",
            "a hyphen that is encoded as one that is not broken at",
        ),
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
        case("up-to-\ndate", "up-to-date", "a link before the hyphen"),
        case("Guest-Wal-\nlinder models", "Guest-Wallinder models", "a compound of names"),
        case("CONSE-\nQUENCES of it", "CONSEQUENCES of it", "a word in capitals"),
        case("an ELISA-\nPCR of it", "an ELISA-PCR of it", "acronyms"),
        case("of NETP and NET-\nP", "of NETP and NETP", "the whole acronym stands elsewhere"),
        case(
            "Hare A, Mead-\nland JT, Low B.",
            "Hare A, Meadland JT, Low B.",
            "a name with initials",
        ),
        case(
            "lives in Mead-\nland, near Hare",
            "lives in Meadland, near Hare",
            "a name in a sentence",
        ),
        case(
            "in it. Long-\nterm Effects",
            "in it. Long-term Effects",
            "at the start of a sentence",
        ),
        case(
            "multi-step, multi-stage, a ring and multi-\nring",
            "multi-step, multi-stage, a ring and multi-ring",
            "the document sets a hyphen behind the prefix",
        ),
        case("short- and\nlong-term", "short- and\nlong-term", "no hyphen at the line's end"),
        case(
            "in low-\nand middle-income areas",
            "in low-\nand middle-income areas",
            "a hanging one",
        ),
        case(
            "inter-\nor intraspecific",
            "inter-\nor intraspecific",
            "a hanging one behind a prefix",
        ),
        case("25-\nto 59-year-olds", "25-\nto 59-year-olds", "a hanging one behind a number"),
        case("an in-\nhouse test, an in-\ncrease", "an in-house test, an increase", "a small word"),
        case(
            "a thous-\nand of them, a mosqui-\nto",
            "a thousand of them, a mosquito",
            "a divided word",
        ),
    ],
};

/// Compounds of shorter parts than this, in letters, are not told from broken words by their parts.
const SHORTEST_PART: usize = 3;

/// A person has no more initials than this.
const MOST_INITIALS: usize = 3;

/// Words that are not known have no more letters than this.
const LONGEST_WORD: usize = 25;

/// Endings such as `-ness` or `-ing` are shorter than this, in letters.
const LONG_PART: usize = 5;

/// Hyphens that are printed.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{2011}'];

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    for (at, _) in text.match_indices('\n') {
        let Some(hyphen) = text[..at].chars().next_back() else { continue };
        if !HYPHENS.contains(&hyphen) && hyphen != '\u{AD}' {
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
        let rest = &text[at + 1 + after.len()..];
        let surroundings = Surroundings {
            hyphen_follows: rest.starts_with(HYPHENS),
            is_name: is_name(before, after)
                && (initials_follow(rest) || is_among_names(&text[..start - before.len()], rest)),
        };
        if !surroundings.is_name && hangs(before, after, rest, evidence) {
            continue;
        }
        if let Some(confidence) = is_divided(before, after, surroundings, evidence) {
            edits.replace(start..at + 1, "", confidence);
        } else {
            edits.replace(start..at + 1, "-", LIKELY);
        }
    }
}

/// Whether a hyphen hangs, since the rest of its compound stands behind a word that joins it with another one: `low-
/// and middle-income`. Behind "to" that one has a hyphen of its own, or the word is a number.
fn hangs(before: &str, after: &str, rest: &str, evidence: &Evidence<'_>) -> bool {
    if rest.starts_with(HYPHENS) {
        return false;
    }
    let next = rest.trim_start();
    let next = &next[..next.find(char::is_whitespace).unwrap_or(next.len())];
    let joins = small::joins_compounds(after)
        || after == "to" && (before.ends_with(char::is_numeric) || next.contains(HYPHENS));
    let whole = format!("{before}{after}").to_lowercase();
    joins && evidence.count(&whole) == 0 && !word_exists(&whole)
}

/// What stands around a divided word.
#[derive(Clone, Copy)]
struct Surroundings {
    /// Another hyphen behind its second part.
    hyphen_follows: bool,
    /// What makes a word that begins with a capital a name.
    is_name: bool,
}

/// Whether the hyphen only divides a word, and how certain that is.
fn is_divided(
    before: &str,
    after: &str,
    around: Surroundings,
    evidence: &Evidence<'_>,
) -> Option<f32> {
    let head = before.rsplit(HYPHENS).next().unwrap_or(before);
    let (last, first) = (head.chars().next_back()?, after.chars().next()?);
    if last.is_numeric() || first.is_numeric() {
        return None;
    }
    let is_chain = head.len() < before.len();
    let in_capitals = is_in_capitals(head) && is_in_capitals(after);
    let acronym = is_in_capitals(head) && first.is_uppercase();
    // A capital inside the part before the hyphen is that of an acronym: "mRNA-\nbased".
    let is_plain = first.is_lowercase() && !head.chars().skip(1).any(char::is_uppercase);
    let divisible = (is_plain || in_capitals) && after.chars().count() > 1;
    if !divisible && !acronym {
        return None;
    }
    let (head, whole_before) = (head.to_lowercase(), before.to_lowercase());
    let after = after.to_lowercase();
    let compound = evidence.count(&format!("{whole_before}-{after}"));
    let whole = evidence.count(&format!("{head}{after}"));
    // Letters of a formula are divided anywhere, so that only the whole elsewhere tells that they are one.
    if whole > compound {
        return Some(CERTAIN);
    }
    if compound > 0 || !divisible {
        return None;
    }
    // No word is divided behind its first letter: "X-\nray", "p-\nxylene".
    if head.chars().count() == 1 {
        return None;
    }
    if around.is_name {
        return Some(LIKELY);
    }
    let is_long_word = after.chars().count() >= LONG_PART && word_exists(&after);
    let starts_compound =
        is_long_word && compound::is_head(&head) || evidence.hyphenates(&head, &after);
    // A short word between two hyphens links three words: "mother-\nto-child", "up-to-\ndate".
    let is_link = |word: &str| small::is_preposition(word) || matches!(word, "and" | "the");
    let links = is_link(&after) && around.hyphen_follows || is_chain && is_link(&head);
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
    // Acronyms are joined by hyphens, too: "ELISA-\nPCR".
    if in_capitals {
        return None;
    }
    (!is_compound(&head, &after, evidence)).then_some(POSSIBLE)
}

/// Whether two parts that no list has as one word are words of a compound.
fn is_compound(head: &str, after: &str, evidence: &Evidence<'_>) -> bool {
    let long = |word: &str| word.chars().count() >= SHORTEST_PART;
    let known = |word: &str| long(word) && (evidence.count(word) > 0 || word_exists(word));
    let own = evidence.count(head) > 0 && evidence.count(after) > 0;
    // What begins with a whole small word and is in no list is no word: "in-\nhospital".
    let is_small = small::is_preposition(head) || head == "no";
    known(after) && (is_small || known(head) && (own || !compound::is_prefix(head)))
        || head.chars().count() + after.chars().count() > LONGEST_WORD
}

/// Whether a text has capitals only, and no fewer than a part of a word has.
fn is_in_capitals(text: &str) -> bool {
    text.chars().all(char::is_uppercase) && text.chars().count() >= SHORTEST_PART
}

/// Whether two parts are written like one name: with a capital at the beginning only.
fn is_name(before: &str, after: &str) -> bool {
    let mut letters = before.chars();
    let prefixed = || {
        let head = before.to_lowercase();
        compound::is_prefix(&head) || compound::is_head(&head)
    };
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(char::is_lowercase)
        && after.chars().all(char::is_lowercase)
        && !prefixed()
}

/// Whether a word with a capital stands within a sentence, and before a comma, a bracket or another capital.
fn is_among_names(before: &str, rest: &str) -> bool {
    let word = before.trim_end();
    let within = word.len() < before.len()
        && word.trim_end_matches(',').ends_with(|c: char| c.is_lowercase());
    let next = rest.trim_start();
    let before_name = next.len() < rest.len() && next.starts_with(char::is_uppercase);
    within && (rest.starts_with([',', ';', ')']) || before_name)
}

/// Whether a text goes on with the initials of a person: " JT," or ", D. C.".
fn initials_follow(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix([' ', '\n'])) else {
        return false;
    };
    let capitals = rest.chars().take_while(char::is_ascii_uppercase).count();
    (1..=MOST_INITIALS).contains(&capitals) && rest[capitals..].starts_with([',', '.', ';'])
}

fn last_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || HYPHENS.contains(c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}
