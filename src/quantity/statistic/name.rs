//! Names of p-values, ratios, differences and sizes of samples.

use super::super::symbol::{Symbols, is_minus};
use super::interval;
use super::model::{Kind, Name};
use super::value;
use crate::lexicon::WordSet;

/// Words that say which p-value one is.
const QUALIFIERS: WordSet = WordSet::new(&[
    "adj",
    "adjusted",
    "bonferroni",
    "corr",
    "corrected",
    "diff",
    "difference",
    "fdr",
    "for",
    "fwe",
    "het",
    "heterogeneity",
    "int",
    "interaction",
    "nominal",
    "nonlinearity",
    "one",
    "overall",
    "sided",
    "tailed",
    "trend",
    "two",
    "uncorrected",
]);

/// Words before an effect that say what it is adjusted for.
const ADJUSTMENTS: WordSet = WordSet::new(&["adjusted", "crude", "pooled", "unadjusted"]);

/// Words before an effect that make another measure of it.
const OTHER_SCALES: WordSet = WordSet::new(&["ln", "log", "standardised", "standardized"]);

/// Reads the name of a p-value, a ratio, a difference or a sample that begins at a place.
pub(super) fn read(symbols: &Symbols, at: usize) -> Option<Name> {
    if let Some(name) = probability(symbols, at).or_else(|| sample(symbols, at)) {
        return Some(name);
    }
    let mut name = effect(symbols, at)?;
    let (word, start) = super::super::context::word_before(symbols, at);
    if OTHER_SCALES.contains(&word) || follows_bracket_of_logarithm(symbols, at) {
        return None;
    }
    if ADJUSTMENTS.contains(&word) {
        name.range.start = start;
    }
    explain(symbols, &mut name);
    Some(name)
}

/// `ln(OR)` is another number than `OR`.
fn follows_bracket_of_logarithm(symbols: &Symbols, at: usize) -> bool {
    let opens = at > 0 && symbols.base(at - 1) == Some('(');
    opens && OTHER_SCALES.contains(&super::super::context::word_before(symbols, at - 1).0)
}

/// The name of a p-value: `P`, `p-value`, `P for trend`, `Ptrend`.
fn probability(symbols: &Symbols, at: usize) -> Option<Name> {
    /// Words with hyphens that a name may end with.
    const MOST_QUALIFIERS: usize = 4;
    symbols.base(at).filter(|c| matches!(c, 'p' | 'P' | '𝑝' | '𝑃'))?;
    let mut end = value::letters(symbols, at);
    let mut name = Name::new(Kind::PValue, at..end);
    match symbols.string(at + 1..end).as_str() {
        "" => {}
        "s" => name.plural = true,
        "value" | "val" => name.spelled = true,
        "values" | "vals" => (name.spelled, name.plural) = (true, true),
        word => QUALIFIERS.contains(word).then_some(())?,
    }
    for mark in ["'s", "’s"] {
        if let Some(after) = symbols.word_is(end, mark).filter(|_| end == at + 1) {
            (end, name.plural) = (after, true);
        }
    }
    // A letter or digit on the line makes another name of it.
    if symbols.is_digit(end) {
        return None;
    }
    // Another index makes the probability or the pressure of something of it.
    let index: String = (end..).map_while(|at| symbols.lowered(at)).collect();
    if !index.is_empty() && !is_qualified(&index) {
        return None;
    }
    end += index.chars().count();
    for _ in 0..MOST_QUALIFIERS {
        let join = symbols.base(end).is_some_and(|c| is_minus(c) || c == '_');
        let start = if join { end + 1 } else { symbols.skip_blanks(end) };
        let last = value::letters(symbols, start);
        match symbols.string(start..last).to_lowercase().as_str() {
            "value" | "val" => name.spelled = true,
            "values" | "vals" => (name.spelled, name.plural) = (true, true),
            // What the value is for is a complement.
            "for" if !join => {
                name.spelled = true;
                break;
            }
            word if QUALIFIERS.contains(word) => {}
            _ => break,
        }
        end = last;
    }
    name.range.end = end;
    name.next = end;
    let open = symbols.skip_blanks(end);
    if let Some(close) = value::bracket_end(symbols, open)
        && is_qualified(&symbols.string(open + 1..close))
    {
        name.next = close + 1;
    }
    Some(name)
}

/// Whether brackets say which p-value one is: `(two-tailed)`, `(trend)`.
fn is_qualified(inner: &str) -> bool {
    let mut words = inner.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let known = |word: &str| {
        QUALIFIERS.contains(word) || word.eq_ignore_ascii_case("p") || word.starts_with("value")
    };
    !inner.is_empty() && words.all(known)
}

/// The name of the size of a sample: `n`, `N`, a lowered index behind it, `sample size`.
fn sample(symbols: &Symbols, at: usize) -> Option<Name> {
    if let Some(end) = sample_words(symbols, at) {
        let plural = symbols.base(end) == Some('s');
        let end = end + usize::from(plural);
        let mut name = Name { spelled: true, plural, ..Name::new(Kind::SampleSize, at..end) };
        let open = symbols.skip_blanks(end);
        let close = value::bracket_end(symbols, open).filter(|close| *close == open + 2);
        name.next = close.map_or(end, |close| close + 1);
        return (!symbols.base(end).is_some_and(char::is_alphanumeric)).then_some(name);
    }
    symbols.base(at).filter(|c| matches!(c, 'n' | 'N' | '𝑛' | '𝑁'))?;
    let mut end = at + 1;
    let plural = symbols.base(end) == Some('s');
    end += usize::from(plural || symbols.is_digit(end));
    while symbols.lowered(end).is_some() {
        end += 1;
    }
    // Behind a number it is the unit of force, behind a hyphen a part of a name.
    let before = symbols.skip_blanks_back(at);
    let part = before > 0
        && symbols.base(before - 1).is_some_and(|c| c.is_ascii_digit() || is_minus(c) || c == '+');
    let other = symbols.base(end).is_some_and(char::is_alphanumeric);
    (!part && !other).then(|| Name { plural, ..Name::new(Kind::SampleSize, at..end) })
}

fn sample_words(symbols: &Symbols, at: usize) -> Option<usize> {
    ["sample size", "Sample size"].iter().find_map(|words| symbols.starts_with(at, words))
}

/// The name of a ratio or a difference.
fn effect(symbols: &Symbols, at: usize) -> Option<Name> {
    let end = value::letters(symbols, at);
    let word = symbols.string(at..end);
    if symbols.is_digit(end) {
        return None;
    }
    // `O.R.`
    let dotted = symbols.starts_with(end, ".R.").filter(|_| word.chars().count() == 1);
    let own = if dotted.is_some() { format!("{word}R") } else { word.clone() };
    if let Some((kind, plural)) = abbreviation(&own) {
        let mut end = dotted.unwrap_or(end);
        while symbols.lowered(end).is_some() || symbols.base(end) == Some('*') {
            end += 1;
        }
        return Some(Name { plural, ..Name::new(kind, at..end) });
    }
    let join = symbols.base(end).is_some_and(is_minus);
    let next = symbols.skip_blanks(end + usize::from(join));
    let second_end = value::letters(symbols, next);
    let second = symbols.string(next..second_end).to_lowercase();
    let (kind, end) = match (word.to_lowercase().as_str(), second.as_str()) {
        ("odds", "ratio" | "ratios") => (Kind::OddsRatio, second_end),
        ("hazard" | "hazards", "ratio" | "ratios") => (Kind::HazardRatio, second_end),
        ("risk", "ratio" | "ratios") | ("relative", "risk" | "risks") => {
            (Kind::RiskRatio, second_end)
        }
        ("rate", "ratio" | "ratios") => (Kind::RateRatio, second_end),
        ("mean", "difference" | "differences") => (Kind::MeanDifference, second_end),
        _ => return None,
    };
    let plural = second.ends_with('s');
    Some(Name { spelled: true, plural, ..Name::new(kind, at..end) })
}

/// Whether a text says that RR stands for a rate ratio: `rate ratio (aRR)`.
pub(super) fn defines_rate(symbols: &Symbols) -> bool {
    let is_rate = |at: usize| {
        let own = effect(symbols, at).filter(|name| name.kind == Kind::RateRatio && name.spelled);
        let open = own.map(|name| symbols.skip_blanks(name.range.end));
        open.and_then(|open| Some((open + 1, value::bracket_end(symbols, open)?)))
            .and_then(|(from, close)| abbreviation(&symbols.string(from..close)))
            .is_some_and(|(kind, _)| kind == Kind::RiskRatio)
    };
    let begins = |at: usize| {
        let inside = at > 0 && symbols.base(at - 1).is_some_and(char::is_alphabetic);
        matches!(symbols.base(at), Some('r' | 'R')) && !inside
    };
    (0..symbols.len()).any(|at| begins(at) && is_rate(at))
}

/// What an abbreviation stands for, with a letter that says what it is adjusted for, and whether it
/// is plural.
fn abbreviation(word: &str) -> Option<(Kind, bool)> {
    let (word, plural) = match word.strip_suffix('s') {
        Some(word) => (word, true),
        None => (word, false),
    };
    let ends = ["adjusted", "adj", "crude", "unadj"];
    let word = ends.iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    let starts = ["adj", "a", "u", "c", "s"];
    let own = starts.iter().find_map(|start| word.strip_prefix(start)).unwrap_or(word);
    let kind = match own {
        "OR" | "AOR" | "COR" | "UOR" => Kind::OddsRatio,
        "HR" | "AHR" | "SHR" | "CHR" => Kind::HazardRatio,
        // The reduction of a risk is called ARR.
        "RR" => Kind::RiskRatio,
        "IRR" | "AIRR" => Kind::RateRatio,
        "MD" | "WMD" if own == word => Kind::MeanDifference,
        _ => return None,
    };
    Some((kind, plural))
}

/// Reads what explains a name: its abbreviation, the name of an interval that follows.
fn explain(symbols: &Symbols, name: &mut Name) {
    /// Brackets behind a name.
    const MOST_BRACKETS: usize = 2;
    name.next = name.range.end;
    for _ in 0..MOST_BRACKETS {
        let open = symbols.skip_blanks(name.next);
        let Some(close) = value::bracket_end(symbols, open) else { break };
        let Some(inside) = explanation(symbols, open + 1, close) else { break };
        name.with_interval |= inside.with_interval;
        name.level = inside.level.or(name.level.take());
        name.next = close + 1;
    }
    // `OR and 95% CI were`, `HR, 95% CI: 0.71, 0.55–0.92`.
    let mut at = symbols.skip_blanks(name.next);
    let mark = symbols.base(at).is_some_and(|c| matches!(c, ',' | ';' | '/' | '&'));
    at = symbols.skip_blanks(at + usize::from(mark));
    let words = ["and", "with"].iter().find_map(|word| symbols.word_is(at, word));
    at = symbols.skip_blanks(words.unwrap_or(at));
    if let Some(own) = interval::name(symbols, at)
        && (mark || words.is_some() || interval::behind(symbols, own.end).is_none())
    {
        name.with_interval = true;
        name.level = own.level.or(name.level.take());
        name.next = own.end;
    }
}

/// What brackets behind a name say.
#[derive(Default)]
struct Explanation {
    /// Whether an interval follows.
    with_interval: bool,
    level: Option<String>,
}

/// Reads the inside of brackets behind a name: words, abbreviations, names of intervals. `None`
/// where it has anything else, so that it explains nothing.
fn explanation(symbols: &Symbols, from: usize, close: usize) -> Option<Explanation> {
    let (mut at, mut found) = (symbols.skip_blanks(from), Explanation::default());
    while at < close {
        if let Some(own) = interval::name(symbols, at) {
            found = Explanation { with_interval: true, level: own.level };
            at = own.end;
        } else {
            let end = value::letters(symbols, at);
            let c = symbols.base(at)?;
            let mark = is_minus(c) || matches!(c, ',' | ';' | '/' | '&' | '.');
            at = if end > at { end } else { mark.then_some(at + 1)? };
        }
        while symbols.lowered(at).is_some() {
            at += 1;
        }
        at = symbols.skip_blanks(at);
    }
    Some(found)
}
