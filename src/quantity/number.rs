//! Numbers as they are printed: groups of thousands, decimals, powers of ten.

use super::model::Amount;
use super::symbol::{FIXED_BLANK, Symbols, is_blank, is_minus, is_sign};
use crate::lexicon::month;
use std::ops::Range;

/// Digits a number may have: what has more is a code or a name.
const MOST_DIGITS: usize = 24;
/// Digits an exponent of ten may have.
const MOST_EXPONENT_DIGITS: usize = 2;

/// A number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    /// Its symbols.
    pub(super) range: Range<usize>,
    /// Its digits as JSON has them: all that were printed, with a point for the decimals.
    pub(super) mantissa: String,
    pub(super) exponent: Option<i32>,
    pub(super) negative: bool,
}

impl Number {
    /// The number as JSON has it; no digit is rounded or added.
    pub(super) fn decimal(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        match self.exponent {
            Some(exponent) => format!("{sign}{}e{exponent}", self.mantissa),
            None => format!("{sign}{}", self.mantissa),
        }
    }

    /// The number for comparisons.
    pub(super) fn float(&self) -> f64 {
        self.decimal().parse().unwrap_or(f64::NAN)
    }

    /// Whether it is a whole number without a power.
    pub(super) fn is_whole(&self) -> bool {
        self.exponent.is_none() && !self.mantissa.contains('.')
    }

    /// Whether it may be a year.
    pub(super) fn is_year(&self) -> bool {
        !self.negative && self.range.len() == 4 && month::year(&self.mantissa).is_some()
    }

    /// Whether it is a year where nothing tells of another thing.
    pub(super) fn is_recent_year(&self) -> bool {
        !self.negative && self.range.len() == 4 && month::is_recent_year(&self.mantissa)
    }
}

/// What stands where a number may begin.
pub(super) enum Reading {
    Number(Number),
    /// Digits that are no number by themselves: the place after them.
    Other(usize),
}

/// How much one number is, or what lies between two, whichever stands first.
pub(super) fn amount(first: &Number, second: Option<&Number>) -> Amount {
    match second {
        None => Amount::One(first.decimal()),
        Some(second) if first.float() > second.float() => {
            Amount::Range { low: second.decimal(), high: first.decimal() }
        }
        Some(second) => Amount::Range { low: first.decimal(), high: second.decimal() },
    }
}

/// Reads the digits at a place, which is the first of them or a point before them.
pub(super) fn read(symbols: &Symbols, at: usize) -> Reading {
    let mut number = match without_power(symbols, at) {
        Ok(number) => number,
        Err(end) => return Reading::Other(end),
    };
    let end = number.range.end;
    if symbols.raised(end).is_some() {
        // Ten to a power. Behind another number stands a mark.
        let Some((exponent, after)) = exponent(symbols, end).filter(|_| number.mantissa == "10")
        else {
            return Reading::Other(skip_raised(symbols, end));
        };
        number = Number { mantissa: "1".into(), exponent: Some(exponent), ..number };
        number.range.end = after;
    } else if let Some((exponent, after)) = power(symbols, end).or_else(|| scientific(symbols, end))
    {
        number.exponent = Some(exponent);
        number.range.end = after;
    }
    Reading::Number(number)
}

/// Reads the digits at a place likewise, where nothing but a mark of a note is raised behind them: a
/// number that is compared has no exponent but that of ten.
pub(super) fn read_marked(symbols: &Symbols, at: usize) -> Option<Number> {
    match read(symbols, at) {
        Reading::Number(number) => Some(number),
        Reading::Other(_) => {
            let number = without_power(symbols, at).ok()?;
            let mark = symbols.raised(number.range.end)?;
            let power = mark.is_ascii_digit() || is_sign(mark);
            (number.mantissa != "10" || !power).then_some(number)
        }
    }
}

/// A number without what multiplies it, or the place after digits that are none.
fn without_power(symbols: &Symbols, at: usize) -> Result<Number, usize> {
    let whole_end = digits(symbols, at);
    let (mut mantissa, mut end) = groups(symbols, at, whole_end);
    let is_point = |c: char| matches!(c, '.' | ',' | '·');
    if symbols.base(end).is_some_and(is_point) && symbols.is_digit(end + 1) {
        let start = end + 1;
        end = digits(symbols, start);
        mantissa.push('.');
        mantissa.push_str(&symbols.string(start..end));
        // What has several points is a date, a version or a section.
        if symbols.base(end).is_some_and(is_point) && symbols.is_digit(end + 1) {
            return Err(run(symbols, end));
        }
    }
    if mantissa.len() > MOST_DIGITS {
        return Err(end);
    }
    let trimmed = mantissa.trim_start_matches('0');
    let lost = trimmed.is_empty() || trimmed.starts_with('.');
    let mantissa = if lost { format!("0{trimmed}") } else { trimmed.to_owned() };
    Ok(Number { range: at..end, mantissa, exponent: None, negative: false })
}

/// The power of ten that a number or a bracket is multiplied by.
pub(super) fn power(symbols: &Symbols, at: usize) -> Option<(i32, usize)> {
    let sign = symbols.skip_blanks(at);
    if !matches!(symbols.base(sign)?, '×' | 'x' | 'X' | '·' | '*') {
        return None;
    }
    let ten = symbols.skip_blanks(sign + 1);
    let end = symbols.starts_with(ten, "10")?;
    exponent(symbols, end)
}

impl Number {
    /// The same number times a power of ten.
    pub(super) fn times(mut self, exponent: i32) -> Self {
        self.exponent = Some(self.exponent.unwrap_or(0) + exponent);
        self
    }
}

/// A raised whole number.
pub(super) fn exponent(symbols: &Symbols, at: usize) -> Option<(i32, usize)> {
    let sign = symbols.raised(at).filter(|c| is_sign(*c));
    let mut end = at + usize::from(sign.is_some());
    // The sign of an exponent may be set apart from it.
    if sign.is_some() && symbols.any(end).is_some_and(|(c, _)| is_blank(c)) {
        end += 1;
    }
    let mut value = 0;
    let start = end;
    while let Some(digit) = symbols.raised(end).and_then(|c| c.to_digit(10)) {
        value = value * 10 + i32::try_from(digit).ok()?;
        end += 1;
        if end - start > MOST_EXPONENT_DIGITS {
            return None;
        }
    }
    let more = symbols.raised(end).is_some_and(|c| c.is_alphanumeric() || is_sign(c));
    let value = if sign.is_some_and(is_minus) { -value } else { value };
    (end > start && !more).then_some((value, end))
}

/// `E-5` right behind a number.
fn scientific(symbols: &Symbols, at: usize) -> Option<(i32, usize)> {
    if !matches!(symbols.base(at)?, 'e' | 'E') {
        return None;
    }
    let sign = symbols.base(at + 1).filter(|c| is_sign(*c));
    let start = at + 1 + usize::from(sign.is_some());
    let end = digits(symbols, start);
    let few = end > start && end - start <= MOST_EXPONENT_DIGITS;
    let value: i32 = symbols.string(start..end).parse().ok().filter(|_| few)?;
    Some((if sign.is_some_and(is_minus) { -value } else { value }, end))
}

/// The whole part with its groups of thousands, and the place after it.
fn groups(symbols: &Symbols, at: usize, whole_end: usize) -> (String, usize) {
    let whole = symbols.string(at..whole_end);
    let grouped = (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    let Some(mark) = symbols.base(whole_end).filter(|_| grouped) else { return (whole, whole_end) };
    let (mut digits_so_far, mut end, mut count) = (whole.clone(), whole_end, 0);
    while symbols.base(end) == Some(mark) && digits(symbols, end + 1) == end + 4 {
        digits_so_far.push_str(&symbols.string(end + 1..end + 4));
        end += 4;
        count += 1;
    }
    let is_group = match mark {
        ',' | FIXED_BLANK => count > 0,
        // Two numbers may stand side by side, but none is 000.
        ' ' => count > 0 && digits_so_far.ends_with("000"),
        // One point is a decimal one, unless a comma follows.
        '.' => {
            count > 1 || count == 1 && symbols.base(end) == Some(',') && symbols.is_digit(end + 1)
        }
        _ => false,
    };
    if is_group { (digits_so_far, end) } else { (whole, whole_end) }
}

/// The place after the digits at a place.
fn digits(symbols: &Symbols, mut at: usize) -> usize {
    while symbols.is_digit(at) {
        at += 1;
    }
    at
}

/// The place after the digits and points at a place.
fn run(symbols: &Symbols, mut at: usize) -> usize {
    while symbols.base(at).is_some_and(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        at += 1;
    }
    at
}

fn skip_raised(symbols: &Symbols, mut at: usize) -> usize {
    while symbols.raised(at).is_some() {
        at += 1;
    }
    at
}
