//! What stands around a number: what makes it a name, a mark or an address, and what compares it.

use super::model::{Comparator, Gap};
use super::number::Number;
use super::symbol::{Level, Symbols, is_blank, is_minus};
use super::unit::Unit;
use crate::lexicon::{WordSet, identifier, month, small};

/// A number of dimensions is no number of days: `3-d`.
const DIMENSIONS: f64 = 3.0;

/// Letters that a word before a number may have.
const MOST_LETTERS: usize = 24;

/// Words whose number is a name: what follows it is no unit.
const LABELS: WordSet = WordSet::new(&[
    "alg",
    "algorithm",
    "appendix",
    "article",
    "box",
    "cat",
    "chap",
    "chapter",
    "chart",
    "ed",
    "eq",
    "eqn",
    "eqs",
    "equation",
    "equations",
    "example",
    "exon",
    "exp",
    "fig",
    "figs",
    "figure",
    "figures",
    "file",
    "intron",
    "issue",
    "item",
    "lane",
    "lanes",
    "module",
    "movie",
    "movies",
    "note",
    "panel",
    "panels",
    "plate",
    "pp",
    "question",
    "ref",
    "reference",
    "references",
    "refs",
    "row",
    "scheme",
    "schemes",
    "sect",
    "section",
    "suppl",
    "supplement",
    "table",
    "tables",
    "task",
    "tbl",
    "version",
    "video",
    "videos",
    "vol",
]);

/// Labels behind which a count may stand too, so that only a lone letter is doubtful.
const LETTER_LABELS: WordSet = WordSet::new(&[
    "arm",
    "cluster",
    "cohort",
    "compound",
    "compounds",
    "experiment",
    "experiments",
    "grade",
    "group",
    "groups",
    "line",
    "lines",
    "model",
    "p",
    "page",
    "pages",
    "part",
    "patient",
    "phase",
    "sample",
    "serotype",
    "site",
    "stage",
    "step",
    "steps",
    "strain",
    "subgroup",
    "type",
    "variant",
    "volume",
]);

/// Words behind which a lone letter is doubtful, beside months.
const LETTER_WORDS: WordSet = WordSet::new(&[
    "chromosome",
    "class",
    "day",
    "days",
    "hour",
    "isolate",
    "month",
    "mutant",
    "no",
    "nr",
    "number",
    "week",
]);

/// Words that follow a concentration whose M is glued to its number.
const SOLUTES: WordSet = WordSet::new(&[
    "acetic",
    "ammonium",
    "calcium",
    "citric",
    "glucose",
    "glycine",
    "guanidine",
    "hydrochloric",
    "imidazole",
    "lithium",
    "magnesium",
    "phosphate",
    "potassium",
    "sodium",
    "solution",
    "sorbitol",
    "stock",
    "sucrose",
    "sulfuric",
    "sulphuric",
    "urea",
]);

/// Words behind which a number with a letter is a quantity, beside prepositions.
const MEASURED: WordSet = WordSet::new(&[
    "about",
    "add",
    "additional",
    "after",
    "and",
    "another",
    "approximately",
    "between",
    "ca",
    "every",
    "is",
    "last",
    "least",
    "most",
    "or",
    "over",
    "than",
    "until",
    "up",
    "was",
    "were",
    "within",
]);

/// Words behind which a number with an s is a decade.
const DECADES: WordSet = WordSet::new(&["early", "in", "late", "mid", "the", "their"]);

fn is_label(word: &str) -> bool {
    LABELS.contains(word) || LETTER_LABELS.contains(word)
}

/// Whether a number with a letter is a quantity behind a word. Of `based on 3d models` it is none.
fn is_measured(word: &str) -> bool {
    MEASURED.contains(word) || small::is_preposition(word) && word != "on"
}

/// Where a quantity begins whose first digit is that of a number: at its sign or at its first
/// digit. `None` where the number is part of something else.
pub(super) fn start(symbols: &Symbols, number: &Number, floor: usize) -> Option<usize> {
    let at = number.range.start;
    let Some((before, level)) = at.checked_sub(1).and_then(|at| symbols.any(at)) else {
        return Some(at);
    };
    if level != Level::Base {
        return (!before.is_alphanumeric()).then_some(at);
    }
    let earlier = at.checked_sub(2).and_then(|at| symbols.base(at));
    if is_minus(before) || before == '+' {
        let opens = |c: char| {
            is_blank(c) || matches!(c, '(' | '[' | '<' | '>' | '~' | '=' | '≤' | '≥' | ',' | '/')
        };
        let signed = at == 1 || earlier.is_some_and(opens);
        // `10 -5 M` is a power that was lost, `5 -10 mg` a range or two numbers.
        let last = symbols.skip_blanks_back(at - 1);
        let after_number = last >= floor && last > 0 && symbols.is_digit(last - 1);
        return (signed && !after_number).then(|| at - 1);
    }
    let apart = match before {
        // The first of two numbers ended at the stroke.
        '/' if floor + 1 == at => true,
        ':' | '/' | ',' | ';' | '\'' => !earlier.is_some_and(|c| c.is_ascii_digit()),
        '.' | '$' | '€' | '£' | '¥' | '#' | '@' | '_' | '%' | '°' | '&' => false,
        c => !c.is_alphanumeric(),
    };
    let money = |at: usize| symbols.base(at).is_some_and(|c| matches!(c, '$' | '€' | '£' | '¥'));
    let apart = apart && !symbols.skip_blanks_back(at).checked_sub(1).is_some_and(money);
    let apart = apart && !is_scale(symbols, number);
    (apart && !is_lost_power(symbols, number) && !is_second_group(symbols, number)).then_some(at)
}

/// Whether a number is ten and its exponent, or that exponent, with nothing that tells so: `5 × 106`, `5 × 10 6`.
fn is_lost_power(symbols: &Symbols, number: &Number) -> bool {
    let digits = symbols.string(number.range.clone());
    let times = |at: usize| {
        let sign = symbols.skip_blanks_back(at);
        sign > 0
            && symbols.base(sign - 1).is_some_and(|c| matches!(c, '×' | 'x' | 'X' | '*' | '·'))
            && at > 1
    };
    let at = number.range.start;
    if let Some(exponent) = digits.strip_prefix("10")
        && (1..=2).contains(&exponent.len())
        && !exponent.starts_with('0')
        && number.is_whole()
    {
        return times(at);
    }
    let before = symbols.skip_blanks_back(at);
    let ten = before.checked_sub(2).filter(|_| before < at && digits.len() <= 2);
    ten.is_some_and(|ten| symbols.starts_with(ten, "10").is_some() && times(ten))
}

/// Whether a power of ten stands as the scale of a unit, as in the head of a table: `(×10⁹/L)`.
fn is_scale(symbols: &Symbols, number: &Number) -> bool {
    let ten = number.exponent.is_some() && number.mantissa == "1";
    let at = symbols.skip_blanks_back(number.range.start);
    let before = at.checked_sub(1).and_then(|at| symbols.base(at));
    ten && before.is_some_and(|c| matches!(c, '×' | 'x' | 'X' | '·' | '*' | '/'))
}

/// Whether nothing but a power of ten and a unit stands in brackets: `Cells (10⁹/L)`.
pub(super) fn is_bracketed_scale(symbols: &Symbols, number: &Number, unit: &Unit) -> bool {
    let start = number.range.start;
    let opens = start > 0 && symbols.base(start - 1).is_some_and(|c| matches!(c, '(' | '['));
    // In running text it is how many there are: `adjusted (10⁶ cells/mL) and`.
    let closes = symbols.base(unit.range.end).is_some_and(|c| matches!(c, ')' | ']'))
        && symbols.skip_blanks(unit.range.end + 1) == symbols.len();
    number.mantissa == "1" && number.exponent.is_some() && opens && closes
}

/// Whether a number may be the second group of a longer one: `1 250`.
fn is_second_group(symbols: &Symbols, number: &Number) -> bool {
    let at = number.range.start;
    number.is_whole()
        && number.range.len() == 3
        && at > 1
        && symbols.base(at - 1) == Some(' ')
        && symbols.is_digit(at - 2)
}

/// Whether a unit behind a number is one, by what stands around both.
pub(super) fn accepts(
    symbols: &Symbols,
    start: usize,
    number: &Number,
    unit: &Unit,
    gap: Gap,
) -> bool {
    let (word, _) = word_before(symbols, start);
    if symbols.base(unit.range.start) == Some('%') {
        let end = unit.range.end;
        let ranges = symbols.base(end).is_some_and(is_minus) || word_after(symbols, end).0 == "to";
        let alone = number.range.start <= start + 1 && !ranges;
        let behind = alone && matches!(word.as_str(), "CI" | "CIs");
        return !behind && !is_interval(symbols, unit.range.end);
    }
    // Below a stroke a number is a part of a unit: `per 100 mL`.
    if word.eq_ignore_ascii_case("per") {
        return false;
    }
    if LABELS.contains(&word) {
        return false;
    }
    let name = LETTER_LABELS.contains(&word);
    // `HEK 293 cells` is the name of a line of cells.
    let line = unit.code.as_deref() == Some("{cells}") && number.is_whole() && is_name(&word);
    if line && word.chars().all(char::is_uppercase) {
        return false;
    }
    let million = gap == Gap::None && symbols.base(unit.range.start) == Some('M');
    let Some(letter) = unit.letter else {
        let count = million && symbols.base(unit.range.start + 1) == Some('/');
        return !count && (gap != Gap::Hyphen || !name);
    };
    let labelled = name
        || LETTER_WORDS.contains(&word)
        || month::number(&word).is_some()
        || labelled_list(symbols, start);
    // `5 N-acetyl`, `3 t-test`, `10 d′`.
    let after = symbols.base(unit.range.end);
    let joined =
        after.is_some_and(|c| matches!(c, '-' | '\'' | '’' | '′')) && !matches!(letter, 'h' | 'y');
    if labelled || joined || letter.is_uppercase() && number.is_recent_year() {
        return false;
    }
    let decimal = !number.is_whole() || number.negative;
    let measured = decimal || is_measured(&word) || compared(symbols, start);
    let (next, _) = word_after(symbols, unit.range.end);
    match gap {
        Gap::None if letter == 's' && is_decade(number) => {
            !DECADES.contains(&word) && !number.is_year()
        }
        Gap::None => is_glued_letter(letter, number, measured, &next),
        Gap::Hyphen => match letter {
            'd' => number.float() > DIMENSIONS,
            letter => matches!(letter, 'h' | 'L' | 'm' | 'g' | 'y' | 's' | 'T' | 'W' | 'V' | 'K'),
        },
        Gap::Blank => is_letter(letter, measured, &next),
    }
}

/// Whether a letter right behind a number is its unit.
fn is_glued_letter(letter: char, number: &Number, measured: bool, next: &str) -> bool {
    /// Hours from which a number is a year of a calendar.
    const YEARS: f64 = 1000.0;
    match letter {
        'h' => number.float() < YEARS,
        'L' | 'l' | 'g' | 'U' => true,
        // `1.1M deaths` are millions.
        'M' => is_name(next) || SOLUTES.contains(next),
        'd' | 'm' | 's' | 'y' | 'V' | 'W' | 'J' | 'T' => measured,
        _ => false,
    }
}

/// Whether a letter behind a number and a blank is its unit.
fn is_letter(letter: char, measured: bool, next: &str) -> bool {
    match letter {
        'h' | 'L' | 'l' | 'd' | 'U' | 'V' | 'J' | 'y' | 'K' | 'Ω' | 'Å' => true,
        'g' | 'm' | 's' => true,
        // `1121 W Main Street`.
        'W' => !is_name(next),
        'M' => !next.starts_with(|c: char| c.is_ascii_digit()),
        'T' => !matches!(next, "cell" | "cells" | "lymphocytes" | "helper"),
        'N' | 'A' => measured && !next.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// Whether a word begins with a capital.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.len() > 1
}

/// Whether a centrifuge is spoken of before a place, so that a g is that of its turning.
pub(super) fn spins(symbols: &Symbols, start: usize, number: &Number, unit: &Unit) -> bool {
    /// Symbols before it that are looked at.
    const WINDOW: usize = 90;
    /// What is turned by less is not turned.
    const LEAST: f64 = 50.0;
    let turned = unit.letter == Some('g') && number.float() >= LEAST;
    let weighed = word_after(symbols, unit.range.end).0 == "of";
    turned && !weighed && {
        let before = symbols.string(start.saturating_sub(WINDOW)..start);
        ["entrifug", "spun", "spin"].iter().any(|word| before.contains(word))
    }
}

/// Words behind the level of an interval.
const INTERVALS: WordSet = WordSet::new(&[
    "bayesian",
    "bca",
    "ci",
    "cis",
    "confidence",
    "credible",
    "cri",
    "crl",
    "hdi",
    "hpd",
    "uncertainty",
]);

/// Whether a share is the level of an interval: that is its name.
fn is_interval(symbols: &Symbols, at: usize) -> bool {
    // `95%-CI`.
    let join = symbols.base(at).is_some_and(is_minus);
    let (next, end) = word_after(symbols, at + usize::from(join));
    let predicted = || word_after(symbols, end).0.starts_with("interval");
    INTERVALS.contains(&next) || next.eq_ignore_ascii_case("prediction") && predicted()
}

/// Whether a number may be a decade: `1990s`, `60s`.
fn is_decade(number: &Number) -> bool {
    number.is_whole()
        && (number.is_year() || number.range.len() == 2 && number.float() % 10.0 == 0.0)
}

/// Whether a sign that compares stands before a place.
fn compared(symbols: &Symbols, start: usize) -> bool {
    let at = symbols.skip_blanks_back(start);
    let sign = at.checked_sub(1).and_then(|at| symbols.base(at));
    sign.is_some_and(|c| matches!(c, '<' | '>' | '≤' | '≥' | '~' | '=' | '±' | '×'))
}

/// Whether the number belongs to a list of numbers behind a label: `Figures 1, 2 and 3 d`.
fn labelled_list(symbols: &Symbols, start: usize) -> bool {
    /// Words and numbers of such a list that are looked at.
    const MOST_PARTS: usize = 12;
    let mut at = start;
    for _ in 0..MOST_PARTS {
        let mut end = symbols.skip_blanks_back(at);
        while end > 0 && symbols.base(end - 1).is_some_and(|c| matches!(c, ',' | '–' | '-' | '&'))
        {
            end = symbols.skip_blanks_back(end - 1);
        }
        let mut from = end;
        while from > 0
            && end - from < MOST_LETTERS
            && symbols.base(from - 1).is_some_and(char::is_alphanumeric)
        {
            from -= 1;
        }
        // A point ends an abbreviation.
        if from == end && end > 0 && symbols.base(end - 1) == Some('.') {
            let (word, _) = word_before(symbols, end);
            return is_label(&word);
        }
        let word = symbols.string(from..end).to_lowercase();
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let number = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
        if !number && !matches!(word.as_str(), "and" | "or" | "to") {
            return is_label(&word);
        }
        at = from;
    }
    false
}

/// What compares the number that begins at a place, and where that begins.
pub(super) fn comparator(
    symbols: &Symbols,
    start: usize,
    floor: usize,
) -> (Option<Comparator>, usize) {
    let none = (None, start);
    let at = symbols.skip_blanks_back(start);
    let Some(sign) = at.checked_sub(1).filter(|sign| *sign >= floor) else { return none };
    let before =
        sign.checked_sub(1).filter(|before| *before >= floor).and_then(|at| symbols.base(at));
    let found = match (symbols.base(sign), before) {
        (Some('='), Some('<')) => Some((Comparator::AtMost, sign - 1)),
        (Some('='), Some('>')) => Some((Comparator::AtLeast, sign - 1)),
        (Some('<'), _) => Some((Comparator::Less, sign)),
        (Some('>'), _) => Some((Comparator::More, sign)),
        (Some('≤'), _) => Some((Comparator::AtMost, sign)),
        (Some('≥'), _) => Some((Comparator::AtLeast, sign)),
        (Some('~'), _) => Some((Comparator::About, sign)),
        _ => None,
    };
    let found = found.or_else(|| in_words(symbols, start).filter(|(_, at)| *at >= floor));
    found.map_or(none, |(comparator, at)| (Some(comparator), at))
}

/// Words before what is nearly so much.
const ABOUT: WordSet = WordSet::new(&[
    "about",
    "almost",
    "approx",
    "approximately",
    "around",
    "ca",
    "circa",
    "nearly",
    "roughly",
]);

/// Words with `than` for what is less.
const LESS: WordSet = WordSet::new(&["fewer", "less", "lower", "shorter", "smaller", "younger"]);

/// Words with `than` for what is more.
const MORE: WordSet = WordSet::new(&["greater", "higher", "larger", "longer", "more", "older"]);

fn in_words(symbols: &Symbols, start: usize) -> Option<(Comparator, usize)> {
    let (last, at) = word_before(symbols, start);
    if ABOUT.contains(&last) {
        return Some((Comparator::About, at));
    }
    let last = last.to_lowercase();
    let single = match last.as_str() {
        "exceeding" => Comparator::More,
        "than" | "to" | "least" | "most" => {
            let (first, from) = word_before(symbols, at);
            let (earlier, _) = word_before(symbols, from);
            let negated = ["no", "not"].iter().any(|word| earlier.eq_ignore_ascii_case(word));
            let first = first.to_lowercase();
            let comparator = match (first.as_str(), last.as_str(), negated) {
                ("up", "to", _) | ("at", "most", _) => Comparator::AtMost,
                ("at", "least", _) => Comparator::AtLeast,
                (word, "than", false) if LESS.contains(word) => Comparator::Less,
                (word, "than", true) if LESS.contains(word) => Comparator::AtLeast,
                (word, "than", false) if MORE.contains(word) => Comparator::More,
                (word, "than", true) if MORE.contains(word) => Comparator::AtMost,
                _ => return None,
            };
            return Some((comparator, from));
        }
        _ => return None,
    };
    Some((single, at))
}

/// The word that stands, with blanks or an abbreviation's point, right before a place, and where it
/// begins.
pub(super) fn word_before(symbols: &Symbols, start: usize) -> (String, usize) {
    let mut end = symbols.skip_blanks_back(start);
    if end > 0 && end < start && symbols.base(end - 1) == Some('.') {
        end -= 1;
    }
    let mut from = end;
    while from > 0
        && end - from < MOST_LETTERS
        && symbols.base(from - 1).is_some_and(char::is_alphabetic)
    {
        from -= 1;
    }
    // A word that ends a sentence says nothing about the next one, but abbreviations do.
    let word = symbols.string(from..end);
    (word, from)
}

/// The word that stands, with blanks, right after a place, and where it ends.
fn word_after(symbols: &Symbols, at: usize) -> (String, usize) {
    let start = symbols.skip_blanks(at);
    let mut end = start;
    while end - start < MOST_LETTERS && symbols.base(end).is_some_and(char::is_alphanumeric) {
        end += 1;
    }
    (symbols.string(start..end), end)
}

/// The place after an address that begins at a place: `10.1000/...`, `https://...`.
pub(super) fn address(symbols: &Symbols, at: usize) -> Option<usize> {
    /// Symbols of a DOI among which its registrant ends.
    const PREFIX: usize = 16;
    let is_web =
        symbols.starts_with(at, "http").is_some() || symbols.starts_with(at, "www.").is_some();
    let is_doi = symbols.starts_with(at, "10.").is_some()
        && identifier::doi_prefix(&symbols.string(at..(at + PREFIX).min(symbols.len()))).is_some();
    (is_web || is_doi).then(|| {
        let mut end = at;
        while symbols.any(end).is_some_and(|(c, _)| !is_blank(c)) {
            end += 1;
        }
        end
    })
}

/// The place after the letters and digits at a place; an address is a word.
pub(super) fn word_end(symbols: &Symbols, at: usize) -> usize {
    if let Some(end) = address(symbols, at) {
        return end;
    }
    let mut end = at;
    while symbols.any(end).is_some_and(|(c, _)| c.is_alphanumeric() || c == '_') {
        end += 1;
    }
    end.max(at + 1)
}

/// The place after what is glued to a number that is none.
pub(super) fn run_end(symbols: &Symbols, at: usize) -> usize {
    let mut end = at;
    while symbols.base(end).is_some_and(|c| c.is_alphanumeric() || c == '_') {
        end += 1;
    }
    end
}
