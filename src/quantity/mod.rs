//! Quantities in a text: a number with its unit, told apart from names, marks and addresses. Beside
//! them [`statistics`]: a number with the name of what it tells.
//!
//! The grammar knows texts only: a string and which bytes of it are raised or lowered. It alters
//! nothing, and where a number can be read in two ways it lists none.

mod atom;
mod context;
mod head;
mod model;
mod number;
mod statistic;
mod symbol;
mod unit;

pub use head::{Head, Marked};
pub use model::{Amount, Comparator, Quantity};
pub use statistic::{Interval, Kind as StatisticKind, Statistic, defines_rate_ratio, statistics};
pub use symbol::Level;
pub use unit::{follows_number, is_length, is_time, is_unit, takes_micro, word_before};

use model::Gap;
use number::{Number, Reading};
use std::ops::Range;
use symbol::{Symbols, is_blank, is_minus};
use unit::Unit;

/// Quantities in order; they do not overlap. `scripts` are the bytes that are raised or lowered by
/// their type, sorted by their start.
pub fn find(text: &str, scripts: &[(Range<usize>, Level)]) -> Vec<Quantity> {
    let symbols = Symbols::of(text, scripts);
    let mut found: Vec<Quantity> = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < symbols.len() {
        at = match symbols.base(at) {
            Some(c) if c.is_ascii_digit() || c == '.' && symbols.is_digit(at + 1) => {
                match quantity(&symbols, at, floor) {
                    Ok((quantity, end)) => {
                        found.push(quantity);
                        floor = end;
                        end
                    }
                    Err(end) => end.max(at + 1),
                }
            }
            Some(c) if c.is_alphabetic() => match acidity(&symbols, at) {
                Some((quantity, end)) => {
                    found.push(quantity);
                    floor = end;
                    end
                }
                None => context::word_end(&symbols, at),
            },
            _ => at + 1,
        };
    }
    found
}

/// The numbers of a quantity.
struct Numbers {
    /// The first and, in a range, the second one.
    first: Number,
    second: Option<Number>,
    uncertainty: Option<String>,
    end: usize,
}

/// Reads the quantity whose first digit is at a place; where there is none, says where to go on.
fn quantity(symbols: &Symbols, at: usize, floor: usize) -> Result<(Quantity, usize), usize> {
    // A DOI begins with a number.
    if let Some(end) = context::address(symbols, at) {
        return Err(end);
    }
    let first = match number::read(symbols, at) {
        Reading::Number(number) => number,
        Reading::Other(end) => return Err(end),
    };
    let next = first.range.end;
    let Some(start) = context::start(symbols, &first, floor) else {
        return Err(context::run_end(symbols, next));
    };
    let negative = symbols.base(start).is_some_and(is_minus);
    let first = Number { negative, ..first };
    if let Some(unit) = shared_pressure(symbols, next) {
        let (comparator, start) = context::comparator(symbols, start, floor);
        let numbers = Numbers { end: next, first, second: None, uncertainty: None };
        return Ok((assemble(symbols, start..next, comparator, numbers, unit), next));
    }
    let is_between = context::word_before(symbols, start).0.eq_ignore_ascii_case("between");
    let numbers = numbers(symbols, first, start, is_between)?;
    let Some((mut unit, gap)) = unit_after(symbols, numbers.end) else { return Err(next) };
    let last = numbers.second.as_ref().unwrap_or(&numbers.first);
    let scale = context::is_bracketed_scale(symbols, &numbers.first, &unit);
    if scale || !context::accepts(symbols, start, last, &unit, gap) {
        return Err(next);
    }
    if context::spins(symbols, start, last, &unit) {
        unit.code = Some("[g]".to_owned());
    }
    let (numbers, unit) = widen(symbols, numbers, unit, is_between);
    let bracketed = start > 0 && symbols.base(start - 1) == Some('(');
    let closes = bracketed && numbers.end <= unit.range.start && {
        (start..unit.range.start).any(|at| symbols.base(at) == Some(')'))
            && !(start..unit.range.start).any(|at| symbols.base(at) == Some('('))
    };
    let start = if closes { start - 1 } else { start };
    let (comparator, start) = context::comparator(symbols, start, floor);
    let end = numbers.end.max(unit.range.end);
    Ok((assemble(symbols, start..end, comparator, numbers, unit), end))
}

/// The unit behind a second number, where two pressures of the blood share it.
fn shared_pressure(symbols: &Symbols, at: usize) -> Option<Unit> {
    if symbols.base(at) != Some('/') || !symbols.is_digit(at + 1) {
        return None;
    }
    let Reading::Number(second) = number::read(symbols, at + 1) else { return None };
    let (unit, _) = unit_after(symbols, second.range.end)?;
    (unit.code.as_deref() == Some("mm[Hg]")).then_some(unit)
}

fn assemble(
    symbols: &Symbols,
    range: Range<usize>,
    comparator: Option<Comparator>,
    numbers: Numbers,
    unit: Unit,
) -> Quantity {
    let amount = number::amount(&numbers.first, numbers.second.as_ref());
    Quantity {
        range: symbols.bytes(&range),
        amount,
        comparator,
        uncertainty: numbers.uncertainty,
        unit: symbols.bytes(&unit.range),
        ucum: unit.code,
    }
}

/// What follows the first number before the unit: the other end of a range, an uncertainty, a
/// power of ten for all of it.
fn numbers(
    symbols: &Symbols,
    first: Number,
    start: usize,
    is_between: bool,
) -> Result<Numbers, usize> {
    let next = first.range.end;
    let mut numbers = Numbers { end: next, first, second: None, uncertainty: None };
    if let Some((value, end)) = deviation(symbols, next) {
        (numbers.uncertainty, numbers.end) = (Some(value), end);
    } else if let Some((second, dashed)) = second(symbols, next, is_between) {
        let end = second.range.end;
        share_power(&mut numbers.first, &second);
        // A dash behind a ten may be the sign of a lost exponent.
        let rises = numbers.first.float() < second.float();
        let ten = numbers.first.mantissa == "10" && numbers.first.is_whole();
        let chained = symbols.base(end).is_some_and(is_minus) && symbols.is_digit(end + 1);
        if dashed && (!rises && ten || chained) {
            return Err(context::run_end(symbols, end));
        }
        (numbers.end, numbers.second) = (end, Some(second));
    }
    let opened = start > 0 && symbols.base(start - 1) == Some('(');
    if opened && symbols.base(numbers.end) == Some(')') {
        let power = number::power(symbols, numbers.end + 1);
        let more = numbers.uncertainty.is_some() || numbers.second.is_some();
        if more {
            numbers.end += 1;
        }
        if let Some((exponent, end)) = power.filter(|_| more) {
            numbers.first = numbers.first.times(exponent);
            numbers.second = numbers.second.map(|second| second.times(exponent));
            numbers.uncertainty = numbers.uncertainty.map(|value| format!("{value}e{exponent}"));
            numbers.end = end;
        }
    } else if let (Some((exponent, end)), Some(value)) =
        (number::power(symbols, numbers.end), numbers.uncertainty.as_mut())
    {
        // `5.2 ± 0.3 × 10^6`: the power holds for both.
        if numbers.first.exponent.is_none() && !value.contains('e') {
            value.push_str(&format!("e{exponent}"));
            numbers.first = numbers.first.times(exponent);
            numbers.end = end;
        }
    } else if let (None, Some(value)) = (numbers.first.exponent, &numbers.uncertainty)
        && let Some((_, exponent)) = value.split_once('e')
    {
        numbers.first = numbers.first.times(exponent.parse().unwrap_or(0));
    }
    Ok(numbers)
}

/// Gives the first number of a range the power of ten of the second one.
fn share_power(first: &mut Number, second: &Number) {
    if let (None, Some(exponent)) = (first.exponent, second.exponent) {
        let shared = first.clone().times(exponent);
        // Ten itself has no digits to share a power with.
        if shared.float() < second.float() {
            *first = shared;
        }
    }
}

/// The other end of a range, and whether a dash stands before it.
fn second(symbols: &Symbols, at: usize, is_between: bool) -> Option<(Number, bool)> {
    let start = symbols.skip_blanks(at);
    let dash = symbols.base(start).is_some_and(|c| is_minus(c) || c == '~');
    let after = if dash {
        start + 1
    } else if start > at {
        let to = symbols.word_is(start, "to");
        to.or_else(|| symbols.word_is(start, "and").filter(|_| is_between))?
    } else {
        return None;
    };
    let next = symbols.skip_blanks(after);
    // Blanks stand on both sides of a dash or on none.
    if dash && (start > at) != (next > after) || !dash && next == after {
        return None;
    }
    let negative = symbols.base(next).is_some_and(is_minus);
    let digits = next + usize::from(negative);
    match number::read(symbols, digits) {
        Reading::Number(number) if symbols.is_digit(digits) => {
            Some((Number { negative, ..number }, dash))
        }
        _ => None,
    }
}

/// An uncertainty: `± 0.3`, `+/- 0.3`, `(± 0.3)`, `(SD 0.3)`.
fn deviation(symbols: &Symbols, at: usize) -> Option<(String, usize)> {
    let mut next = symbols.skip_blanks(at);
    let open = symbols.base(next).filter(|c| matches!(c, '(' | '['));
    if open.is_some() {
        next = symbols.skip_blanks(next + 1);
    }
    let sign = ["±", "+/-", "+/−"].iter().find_map(|sign| symbols.starts_with(next, sign));
    let name = || {
        let names = ["SD", "SE", "SEM", "S.D.", "s.d."];
        let end = names.iter().find_map(|name| symbols.word_is(next, name))?;
        let mark = symbols.base(end).is_some_and(|c| matches!(c, ',' | '=' | ':'));
        let end = end + usize::from(mark);
        let value = symbols.skip_blanks(end);
        let equals = symbols.base(value) == Some('=');
        Some(value + usize::from(equals))
    };
    let value = symbols.skip_blanks(sign.or_else(|| name().filter(|_| open.is_some()))?);
    let Reading::Number(number) = number::read(symbols, value) else { return None };
    let mut end = number.range.end;
    if !symbols.is_digit(value) {
        return None;
    }
    if let Some(open) = open {
        end = symbols.skip_blanks(end);
        // The unit may stand inside the brackets a second time.
        if let Some((unit, _)) = unit_after(symbols, end) {
            end = symbols.skip_blanks(unit.range.end);
        }
        let close = if open == '(' { ')' } else { ']' };
        if symbols.base(end) != Some(close) {
            return None;
        }
        end += 1;
    }
    Some((number.decimal(), end))
}

/// The unit behind a number.
fn unit_after(symbols: &Symbols, at: usize) -> Option<(Unit, Gap)> {
    /// More blanks part two things.
    const MOST_BLANKS: usize = 2;
    let c = symbols.base(at)?;
    if is_minus(c) && symbols.base(at + 1).is_some_and(char::is_alphabetic) {
        return Some((unit::read(symbols, at + 1)?, Gap::Hyphen));
    }
    let start = symbols.skip_blanks(at);
    let gap = if start > at { Gap::Blank } else { Gap::None };
    (start - at <= MOST_BLANKS).then_some((unit::read(symbols, start)?, gap))
}

/// What follows the unit: an uncertainty, or the other end of a range with the same unit.
fn widen(
    symbols: &Symbols,
    mut numbers: Numbers,
    mut unit: Unit,
    is_between: bool,
) -> (Numbers, Unit) {
    let end = unit.range.end;
    if numbers.uncertainty.is_none()
        && numbers.second.is_none()
        && let Some((value, after)) = deviation(symbols, end)
    {
        let again = unit_after(symbols, after).filter(|(again, _)| again.code == unit.code);
        numbers.end = again.map_or(after, |(again, _)| again.range.end);
        numbers.uncertainty = Some(value);
        return (numbers, unit);
    }
    if numbers.uncertainty.is_none()
        && numbers.second.is_none()
        && let Some((second, dashed)) = second(symbols, end, is_between)
        && let Some((again, _)) = unit_after(symbols, second.range.end)
        && again.code == unit.code
        // What falls `from 10% to 5%` is no range.
        && (numbers.first.float() < second.float()
            || !dashed && numbers.first.negative && second.negative)
    {
        numbers.end = again.range.end;
        numbers.second = Some(second);
        unit = again;
    }
    (numbers, unit)
}

/// Reads `pH 7.4`, whose unit stands before its number.
fn acidity(symbols: &Symbols, at: usize) -> Option<(Quantity, usize)> {
    /// Beyond it there is no pH.
    const HIGHEST: f64 = 15.0;
    let unit_end = symbols.word_is(at, "pH")?;
    let mut next = symbols.skip_blanks(unit_end);
    for word in ["of", "was", "to", "at"] {
        if let Some(end) = symbols.word_is(next, word) {
            next = symbols.skip_blanks(end);
            break;
        }
    }
    while symbols
        .base(next)
        .is_some_and(|c| matches!(c, '=' | ':' | '~' | '<' | '>' | '≤' | '≥') || is_blank(c))
    {
        next += 1;
    }
    let Reading::Number(first) = number::read(symbols, next) else { return None };
    if !symbols.is_digit(next) || first.range.len() > 5 {
        return None;
    }
    let numbers = numbers(symbols, first, next, false).ok()?;
    let in_range = |number: &Number| (0.0..=HIGHEST).contains(&number.float());
    let all = in_range(&numbers.first) && numbers.second.as_ref().is_none_or(in_range);
    let follows = symbols.base(numbers.end).is_some_and(char::is_alphanumeric);
    // `pH 5 mg`: the number belongs to the other unit.
    if !all
        || follows
        || unit_after(symbols, numbers.end).is_some_and(|(unit, _)| unit.letter.is_none())
    {
        return None;
    }
    let (comparator, _) = context::comparator(symbols, next, unit_end);
    let end = numbers.end;
    let unit = Unit { range: at..unit_end, code: Some("[pH]".into()), letter: None };
    Some((assemble(symbols, at..end, comparator, numbers, unit), end))
}

#[cfg(test)]
mod tests;
