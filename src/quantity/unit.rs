//! Units as they are printed: symbols and names, exponents, products and quotients.

use super::atom::{self, Found, Stands};
use super::number::exponent;
use super::symbol::{Level, Symbols, is_blank, is_minus};
use crate::lexicon::small;
use std::ops::Range;

/// Letters a word of a unit may have.
const MOST_LETTERS: usize = 24;
/// Factors a unit may have.
const MOST_FACTORS: usize = 6;
/// The highest positive exponent of a unit: what is higher is a mark.
const HIGHEST_EXPONENT: i32 = 4;

/// A unit behind a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    /// Its symbols.
    pub(super) range: Range<usize>,
    /// Its UCUM code, where it has one.
    pub(super) code: Option<String>,
    /// The letter, where the unit is nothing but one.
    pub(super) letter: Option<char>,
}

/// How a factor is joined to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    Times,
    Per,
}

/// A unit with its exponent.
#[derive(Debug)]
struct Factor {
    end: usize,
    code: Option<String>,
    base: &'static str,
    stands: Stands,
    exponent: i32,
}

/// Whether a word is the symbol or the name of a unit that may have an exponent.
pub fn is_unit(word: &str) -> bool {
    /// What is counted, as denominators have it.
    const COUNTED: &[&str] = &["plant", "animal", "leaf", "seed", "well"];
    atom::find(word).is_some_and(|found| !found.code.starts_with('%')) || COUNTED.contains(&word)
}

/// Whether a word is the symbol of a unit of length.
pub fn is_length(word: &str) -> bool {
    // The letter mu may stand for the prefix.
    let base = match word.strip_prefix('\u{3BC}') {
        Some(rest) if takes_micro(rest) => rest,
        _ => word,
    };
    atom::symbol(base).is_some_and(|found| matches!(found.base, "m" | "[ft_i]"))
}

/// Whether a word is the symbol of a unit of time up to hours.
pub fn is_time(word: &str) -> bool {
    atom::symbol(word).is_some_and(|found| matches!(found.base, "s" | "min" | "h"))
}

/// Whether a word is the symbol of a unit that takes the prefix micro.
pub fn takes_micro(word: &str) -> bool {
    atom::takes_micro(word)
}

/// The letters right before a byte.
pub fn word_before(text: &str, at: usize) -> &str {
    let letters = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic());
    &text[letters.last().map_or(at, |(start, _)| start)..at]
}

/// Whether a symbol that begins at a byte has a number, another unit or a stroke before it.
pub fn follows_number(text: &str, at: usize) -> bool {
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

/// Reads the unit that begins at a place.
pub(super) fn read(symbols: &Symbols, at: usize) -> Option<Unit> {
    if let Some(end) = gravity(symbols, at) {
        return Some(Unit { range: at..end, code: Some("[g]".into()), letter: None });
    }
    let mut end = at;
    let mut code: Option<String> = Some(String::new());
    let (mut count, mut first_end, mut stands, mut base) = (0, at, Stands::Alone, "");
    let mut exponents = false;
    while count < MOST_FACTORS {
        let joined = if count == 0 { leading(symbols, at) } else { join(symbols, end, base) };
        let Some((join, factor)) = joined else { break };
        if count == 0 {
            (first_end, stands, base) = (factor.end, factor.stands, factor.base);
            exponents = factor.exponent != 1;
        }
        end = factor.end;
        code = code.zip(factor.code.as_deref()).map(|(mut code, factor)| {
            push(&mut code, join, factor);
            code
        });
        count += 1;
    }
    let range = at..end;
    let lone = count == 1 && !exponents;
    if count == 0 || lone && stands == Stands::Joined || !ends(symbols, end) {
        return None;
    }
    let letter = symbols.base(at).filter(|c| lone && c.is_alphabetic() && first_end == at + 1);
    Some(Unit { range, code, letter })
}

/// What a first factor may be: a unit, or a unit below a stroke.
fn leading(symbols: &Symbols, at: usize) -> Option<(Join, Factor)> {
    if symbols.word_is(at, "per").is_none_or(|end| symbols.word_is(end + 1, "cent").is_none())
        && let Some(after) = stroke(symbols, at)
    {
        // One number over another is a fraction, and a word below one may be anything.
        let below = denominator(symbols, after, "");
        let below = below.filter(|factor| !matches!(factor.base, "{}" | "deg" | "%"))?;
        let one =
            at > 0 && symbols.base(at - 1) == Some('1') && (at == 1 || !symbols.is_digit(at - 2));
        let fraction = symbols.base(at) == Some('/') && (symbols.is_digit(after) || one);
        let power = symbols.starts_with(after, "10").is_some();
        return (!fraction || power).then_some((Join::Per, below));
    }
    if let Some(factor) = factor(symbols, at) {
        return Some((Join::Times, factor));
    }
    let counted = counted(symbols, at)?;
    // What is counted is a unit only where a stroke or `per` follows, and a unit after that.
    let below = stroke(symbols, counted.end)?;
    factor(symbols, below).is_some().then_some((Join::Times, counted))
}

/// The next factor of a unit.
fn join(symbols: &Symbols, end: usize, base: &str) -> Option<(Join, Factor)> {
    if let Some(after) = stroke(symbols, end) {
        return denominator(symbols, after, base).map(|factor| (Join::Per, factor));
    }
    let sign = symbols.skip_blanks(end);
    let explicit = symbols.base(sign).is_some_and(|c| matches!(c, '·' | '*' | '×'));
    if explicit {
        let next = factor(symbols, symbols.skip_blanks(sign + 1))?;
        return Some((Join::Times, next));
    }
    let point = symbols.base(end) == Some('.');
    let start = if point { end + 1 } else { sign };
    if start == end {
        return None;
    }
    let next = factor(symbols, start)?;
    // A blank or a point joins only what can be nothing but a unit.
    let pair =
        [("N", "m"), ("Pa", "s"), ("J", "s"), ("W.h", ""), ("W", "h"), ("A", "h"), ("V", "s")];
    let known = !point && pair.contains(&(base, next.base)) && next.exponent == 1;
    (next.exponent < 0 || known).then_some((Join::Times, next))
}

/// The place behind a stroke or `per`.
fn stroke(symbols: &Symbols, at: usize) -> Option<usize> {
    let start = symbols.skip_blanks(at);
    if symbols.base(start) == Some('/') {
        return Some(symbols.skip_blanks(start + 1));
    }
    let parted = start > 0 && symbols.base(start - 1).is_some_and(is_blank);
    let end = symbols.word_is(start, "per").filter(|_| parted)?;
    let next = symbols.skip_blanks(end);
    (next > end).then_some(next)
}

/// What stands below a stroke: units, a round number of units, or what is counted.
fn denominator(symbols: &Symbols, at: usize, base: &str) -> Option<Factor> {
    if let Some(end) = symbols.starts_with(at, "1.73") {
        let area = factor(symbols, symbols.skip_blanks(end))?;
        let is_surface = area.base == "m" && area.exponent == 2;
        // Body surface as clearances are scaled to it; so UCUM's guide has it.
        return is_surface.then(|| Factor { code: Some("{1.73_m2}".into()), ..area });
    }
    if symbols.base(at) == Some('(') {
        let inner = read(symbols, symbols.skip_blanks(at + 1))?;
        let end = symbols.skip_blanks(inner.range.end);
        let closed = symbols.base(end) == Some(')');
        return closed.then(|| Factor {
            end: end + 1,
            code: inner.code.map(|code| format!("({code})")),
            base: "",
            stands: Stands::Alone,
            exponent: 1,
        });
    }
    if let Some((count, after)) = scale(symbols, at) {
        let start = symbols.skip_blanks(after);
        // A small number of things is an instruction: `30 Gy / 10 fractions`.
        let round = count.starts_with("10*") || count.ends_with("00");
        let unit = factor(symbols, start);
        let unit = unit.or_else(|| counted(symbols, start).filter(|_| round))?;
        // A number of the same unit below a stroke is a second quantity.
        let code = unit.code.as_ref().map(|code| format!("({count}.{code})"));
        return (unit.base != base || base.is_empty()).then_some(Factor { code, ..unit });
    }
    factor(symbols, at).or_else(|| counted(symbols, at))
}

/// A whole number below a stroke, as UCUM has it.
fn scale(symbols: &Symbols, at: usize) -> Option<(String, usize)> {
    /// Digits it may have.
    const MOST_DIGITS: usize = 7;
    let mut end = at;
    while symbols.is_digit(end) || symbols.base(end) == Some(',') && symbols.is_digit(end + 1) {
        end += 1;
    }
    let digits: String = symbols.string(at..end).replace(',', "");
    if digits == "10"
        && let Some((power, after)) = exponent(symbols, end)
    {
        return Some((format!("10*{power}"), after));
    }
    let whole = !digits.is_empty() && digits.len() <= MOST_DIGITS && !digits.starts_with('0');
    (whole && symbols.base(end) != Some('.')).then_some((digits, end))
}

/// A unit with its exponent.
fn factor(symbols: &Symbols, at: usize) -> Option<Factor> {
    // `square metre`, `cubic metre`.
    let powers = [("square", 2), ("cubic", 3)];
    let named = powers.iter().find_map(|(name, power)| Some((symbols.word_is(at, name)?, *power)));
    if let Some((end, exponent)) = named {
        let (found, end) =
            symbol(symbols, symbols.skip_blanks(end)).filter(|(found, _)| found.base == "m")?;
        let code = with_exponent(&found.code, exponent);
        let Found { base, stands, .. } = found;
        return Some(Factor { end, code, base, stands, exponent });
    }
    let (found, end) = symbol(symbols, at)?;
    let (exponent, after) = unit_exponent(symbols, end, &found);
    let code = with_exponent(&found.code, exponent);
    let mut factor = Factor { end: after, code, base: found.base, stands: found.stands, exponent };
    // `µmol photons m−2`, `kg N/ha`: what is measured stands between its units.
    if exponent == 1
        && let Some((word, next)) = substance(symbols, after)
    {
        factor.code = factor.code.map(|code| format!("{code}{{{word}}}"));
        factor.end = next;
        factor.stands = Stands::Alone;
    }
    ends(symbols, factor.end).then_some(factor)
}

/// A symbol or a name of a unit.
fn symbol(symbols: &Symbols, at: usize) -> Option<(Found, usize)> {
    let first = symbols.base(at)?;
    if matches!(first, '°' | '℃' | '℉' | '%' | '‰') {
        return sign(symbols, at, first);
    }
    let end = letters(symbols, at);
    let word = symbols.string(at..end);
    let next = symbols.skip_blanks(end);
    let of = |code: &str, base: &'static str, end: usize| {
        Some((Found { code: code.to_owned(), base, stands: Stands::Alone }, end))
    };
    match word.as_str() {
        "mm" | "cm" if symbols.word_is(next, "Hg").is_some() => {
            return of(&format!("{word}[Hg]"), "m[Hg]", next + 2);
        }
        "mm" | "cm" | "mmH" | "cmH" => {
            let start = if word.len() == 3 { end } else { next + 1 };
            let two = symbols.any(start).is_some_and(|(c, _)| c == '2');
            if two
                && (word.len() == 3 || symbols.base(next) == Some('H'))
                && let Some(end) = symbols.word_is(start + 1, "O")
            {
                return of(&format!("{}[H2O]", &word[..2]), "m[H2O]", end);
            }
        }
        "degree" | "degrees" | "deg" => {
            let scale =
                &[("Celsius", "Cel"), ("C", "Cel"), ("Fahrenheit", "[degF]"), ("F", "[degF]")];
            let found =
                scale.iter().find_map(|(name, code)| Some((code, symbols.word_is(next, name)?)));
            if let Some((code, end)) = found {
                return of(code, "Cel", end);
            }
            if symbols.word_is(next, "of").is_some() {
                return None;
            }
        }
        "per" => {
            let cent = symbols.word_is(next, "cent").filter(|_| next > end)?;
            return of("%", "%", cent);
        }
        "wt" | "mol" | "vol" | "at" if symbols.base(next) == Some('%') => {
            return of(&format!("%{{{word}}}"), "%", next + 1);
        }
        "international" | "International" => {
            return of("[IU]", "[IU]", symbols.word_is(next, "units")?);
        }
        "person" | "patient" | "woman" if matches!(symbols.base(end), Some('-' | '–')) => {
            let time = atom::find(&symbols.string(end + 1..letters(symbols, end + 1)))?;
            let is_time = matches!(time.base, "a" | "mo" | "wk" | "d");
            let code = format!("{{{word}}}.{}", time.base);
            return is_time.then_some((Found { code, ..time }, letters(symbols, end + 1)));
        }
        _ => {}
    }
    let plain = !word.is_empty() && word.chars().count() <= MOST_LETTERS;
    Some((atom::find(&word).filter(|_| plain)?, end))
}

/// Degrees and shares, which need no word's end.
fn sign(symbols: &Symbols, at: usize, first: char) -> Option<(Found, usize)> {
    let next = symbols.skip_blanks(at + 1);
    if first == '°' {
        if let Some((scale, end)) =
            ["C", "F"].iter().find_map(|scale| Some((scale, symbols.word_is(next, scale)?)))
        {
            return Some((atom::find(&format!("°{scale}"))?, end));
        }
        // Minutes follow the degrees of a place on the earth.
        let digits = (next..).take_while(|at| symbols.is_digit(*at)).count();
        let minutes = symbols.base(next + digits).filter(|_| digits > 0);
        let place = minutes.is_some_and(|c| matches!(c, '′' | '\'' | '’' | '.'));
        let alone = !place && !symbols.base(at + 1).is_some_and(char::is_alphanumeric);
        return Some((atom::find("°").filter(|_| alone)?, at + 1));
    }
    let mut found = atom::find(&first.to_string())?;
    // What the share is of: (w/v), v/v, (wt/vol).
    let open = symbols.base(next) == Some('(');
    let start = next + usize::from(open);
    for of in ["w/v", "v/v", "w/w", "wt/vol", "vol/vol", "wt/wt", "m/v", "m/m"] {
        let Some(end) = symbols.word_is(start, of) else { continue };
        if !open || symbols.base(end) == Some(')') {
            found.code = format!("%{{{of}}}");
            return Some((found, end + usize::from(open)));
        }
    }
    (!symbols.base(at + 1).is_some_and(|c| c.is_alphanumeric())).then_some((found, at + 1))
}

/// The exponent behind a unit and the place after it; 1 where there is none.
fn unit_exponent(symbols: &Symbols, end: usize, found: &Found) -> (i32, usize) {
    let length = matches!(found.base, "m" | "s" | "[ft_i]" | "[in_i]");
    if let Some((exponent, after)) = exponent(symbols, end) {
        let signed = symbols.raised(end).is_some_and(is_minus);
        let is_exponent =
            exponent < 0 || length && !signed && (2..=HIGHEST_EXPONENT).contains(&exponent);
        return if is_exponent { (exponent, after) } else { (1, end) };
    }
    // An exponent that lost its place above the line.
    let lost = symbols.base(end).and_then(|c| c.to_digit(10)).filter(|c| (2..=3).contains(c));
    if let Some(digit) = lost.filter(|_| found.base == "m" && !symbols.is_digit(end + 1)) {
        return (digit as i32, end + 1);
    }
    let digit = symbols.base(end + 1).and_then(|c| c.to_digit(10)).filter(|c| (1..=3).contains(c));
    let minus = symbols.base(end).is_some_and(|c| matches!(c, '-' | '−'));
    match digit.filter(|_| minus && ends_number(symbols, end + 2)) {
        Some(digit) => (-(digit as i32), end + 2),
        None => (1, end),
    }
}

fn ends_number(symbols: &Symbols, at: usize) -> bool {
    let point =
        symbols.base(at).is_some_and(|c| matches!(c, '.' | ',')) && symbols.is_digit(at + 1);
    let c = symbols.base(at);
    !point && !c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '%'))
}

/// A code with an exponent, where UCUM has that.
fn with_exponent(code: &str, exponent: i32) -> Option<String> {
    match exponent {
        1 => Some(code.to_owned()),
        -1 if code.starts_with('{') => Some(format!("/{code}")),
        -1 if code.ends_with("mol/L") => Some(format!("(L/{})", code.trim_end_matches("/L"))),
        _ if code.contains(['/', '.', '{']) => None,
        exponent => Some(format!("{code}{exponent}")),
    }
}

fn push(code: &mut String, join: Join, factor: &str) {
    match join {
        Join::Times if factor.starts_with('/') || code.is_empty() => code.push_str(factor),
        Join::Times => {
            code.push('.');
            code.push_str(factor);
        }
        Join::Per if factor.contains(['/', '.']) && !factor.starts_with(['(', '{']) => {
            code.push_str(&format!("/({factor})"));
        }
        Join::Per => {
            code.push('/');
            code.push_str(factor);
        }
    }
}

/// A word between two units: `photons`, `C`, `N`.
fn substance(symbols: &Symbols, at: usize) -> Option<(String, usize)> {
    let start = symbols.skip_blanks(at);
    let end = letters(symbols, start);
    let word = symbols.string(start..end);
    let plain = start > at && !word.is_empty() && word.len() <= MOST_LETTERS && word.is_ascii();
    let is_element = matches!(word.as_str(), "C" | "N" | "P" | "K");
    if !plain || atom::find(&word).is_some() && !is_element || word == "per" {
        return None;
    }
    let blank = symbols.skip_blanks(end);
    let slash = symbols.base(end) == Some('/') && word.len() <= 2;
    let next = if slash { end + 1 } else { blank };
    let (found, after) = symbol(symbols, next).filter(|_| next > end)?;
    // A single letter is an element only where a unit with its exponent or a stroke follows it.
    let (exponent, _) = unit_exponent(symbols, after, &found);
    let element =
        word.chars().all(char::is_lowercase) || matches!(word.as_str(), "C" | "N" | "P" | "K");
    (element && (exponent < 0 || slash && word.chars().all(char::is_uppercase)))
        .then_some((word, end))
}

/// A word in lower case, for what is counted: `beats`, `tablet`.
fn counted(symbols: &Symbols, at: usize) -> Option<Factor> {
    /// Letters it has at least.
    const LEAST_LETTERS: usize = 3;
    /// Words that stand before what is no unit, beside small ones.
    const NOT: &[&str] = &["per", "each", "die", "died", "new", "occur", "square", "cubic"];
    let end = letters(symbols, at);
    let word = symbols.string(at..end);
    let plain = (LEAST_LETTERS..=MOST_LETTERS).contains(&word.len())
        && word.chars().all(|c| c.is_ascii_lowercase())
        && !NOT.contains(&word.as_str())
        && !small::leaves_open(&word);
    let code = Some(format!("{{{word}}}"));
    (plain && ends(symbols, end)).then_some(Factor {
        end,
        code,
        base: "{}",
        stands: Stands::Joined,
        exponent: 1,
    })
}

/// `× g`, by which centrifuges turn.
fn gravity(symbols: &Symbols, at: usize) -> Option<usize> {
    let times = symbols.base(at).filter(|c| matches!(c, '×' | 'x' | 'X' | '*'))?;
    let g = symbols.skip_blanks(at + 1);
    let end = symbols.word_is(g, "g").or_else(|| symbols.word_is(g, "gravity"));
    // An x that is glued to a word is its letter.
    end.filter(|_| times == '×' || g > at + 1 || symbols.base(at + 1) == Some('g'))
}

/// The place after the letters at a place.
fn letters(symbols: &Symbols, mut at: usize) -> usize {
    while symbols.base(at).is_some_and(|c| c.is_alphabetic()) {
        at += 1;
    }
    at
}

/// Whether a unit can end before a place.
fn ends(symbols: &Symbols, at: usize) -> bool {
    match symbols.any(at) {
        None => true,
        Some((c, Level::Base)) => !c.is_alphanumeric() && c != '_' && c != '@',
        Some((_, Level::Raised)) => true,
        Some((_, Level::Lowered)) => false,
    }
}
