//! Intervals of confidence: `95% CI 1.10–2.09`, `95% confidence interval: 1.1 to 2.3`.

use super::super::number::Number;
use super::super::symbol::{Symbols, is_minus};
use super::super::unit;
use super::model::Interval;
use super::value;
use crate::lexicon::small;

/// Levels that an interval may have, in per cent.
const LEVELS: std::ops::RangeInclusive<f64> = 50.0..=99.999;

/// The name of an interval.
#[derive(Debug)]
pub(super) struct IntervalName {
    /// The place after it.
    pub(super) end: usize,
    /// Its level as printed.
    pub(super) level: Option<String>,
    /// Whether it is one of confidence, not of belief.
    pub(super) is_confidence: bool,
    /// Whether it is written in words.
    pub(super) spelled: bool,
    pub(super) plural: bool,
}

/// The limits of an interval.
#[derive(Debug)]
pub(super) struct Limits {
    pub(super) low: Number,
    pub(super) high: Number,
    /// The UCUM code of their unit.
    pub(super) ucum: Option<String>,
    /// Whether only the second of a list has a unit, so that without a name they may be two things.
    pub(super) lopsided: bool,
    /// The place after them and their unit.
    pub(super) end: usize,
}

/// Reads the name of an interval at a place.
pub(super) fn name(symbols: &Symbols, at: usize) -> Option<IntervalName> {
    let mut name = if symbols.is_digit(at) {
        let (level, end) = level(symbols, at)?;
        let join = symbols.base(end).is_some_and(is_minus);
        let start = symbols.skip_blanks(end + usize::from(join));
        let own = words(symbols, start).or_else(|| {
            // `95% bootstrap CI`: a word says how the interval was made.
            let end = value::letters(symbols, start);
            let is_modifier = end > start && !small::is_particle(&symbols.string(start..end));
            words(symbols, symbols.skip_blanks(end)).filter(|_| is_modifier)
        })?;
        IntervalName { level: Some(level), ..own }
    } else {
        let own = words(symbols, at)?;
        match level_behind(symbols, own.end) {
            Some((level, end)) => IntervalName { level: Some(level), end, ..own },
            None => own,
        }
    };
    // The abbreviation behind a name that is written in words.
    let open = symbols.skip_blanks(name.end);
    if let Some(close) = value::bracket_end(symbols, open)
        && let Some(inner) = self::name_inside(symbols, open + 1)
        && symbols.skip_blanks(inner.end) == close
    {
        name.level = name.level.or(inner.level);
        name.end = close + 1;
    }
    Some(name)
}

fn name_inside(symbols: &Symbols, at: usize) -> Option<IntervalName> {
    if symbols.is_digit(at) {
        let (level, end) = level(symbols, at)?;
        return Some(IntervalName {
            level: Some(level),
            ..words(symbols, symbols.skip_blanks(end))?
        });
    }
    let own = words(symbols, at)?;
    Some(match level_behind(symbols, own.end) {
        Some((level, end)) => IntervalName { level: Some(level), end, ..own },
        None => own,
    })
}

/// A level before its name: `95%`, `95 per cent`, `95`.
fn level(symbols: &Symbols, at: usize) -> Option<(String, usize)> {
    let number = value::digits_with_point(symbols, at)?;
    let end = number.range.end;
    let sign = symbols.skip_blanks(end);
    let mut after = end;
    if symbols.base(sign) == Some('%') {
        after = sign + 1;
    } else if let Some(percent) = symbols.word_is(sign, "percent") {
        after = percent;
    } else if let Some(per) = symbols.word_is(sign, "per") {
        after = symbols.word_is(symbols.skip_blanks(per), "cent")?;
    }
    LEVELS.contains(&number.float()).then_some((number.decimal(), after))
}

/// A level behind its name: `CI95%`, `CI 95%`, `CI (95%)`, a lowered `95`.
fn level_behind(symbols: &Symbols, at: usize) -> Option<(String, usize)> {
    let lowered: String = (at..).map_while(|at| symbols.lowered(at)).take(8).collect();
    if let Some(level) = value::printed_decimal(lowered.trim_end_matches('%')) {
        let known = level.parse().is_ok_and(|level| LEVELS.contains(&level));
        return known.then(|| (level, at + lowered.chars().count()));
    }
    let mut start = symbols.skip_blanks(at);
    let open = symbols.base(start).filter(|c| matches!(c, '(' | '['));
    let join = symbols.base(start).is_some_and(is_minus);
    start += usize::from(open.is_some() || join);
    let number = value::digits_with_point(symbols, start)?;
    let sign = symbols.skip_blanks(number.range.end);
    let mut end = number.range.end;
    if symbols.base(sign) == Some('%') {
        end = sign + 1;
    } else if start > at {
        return None;
    }
    // A second number behind a dash makes of it a limit: `CI 95%–97%`.
    if limits(symbols, start).is_some_and(|limits| limits.low.range.end == number.range.end) {
        return None;
    }
    if let Some(open) = open {
        symbols.base(end).filter(|c| Some(*c) == value::closing(open))?;
        end += 1;
    }
    LEVELS.contains(&number.float()).then_some((number.decimal(), end))
}

/// The words of the name of an interval.
fn words(symbols: &Symbols, at: usize) -> Option<IntervalName> {
    let named = |end, is_confidence, spelled, plural| {
        Some(IntervalName { end, level: None, is_confidence, spelled, plural })
    };
    let end = value::letters(symbols, at);
    let word = symbols.string(at..end);
    match word.as_str() {
        "C" => return named(symbols.starts_with(at, "C.I.")?, true, false, false),
        "CI" => return named(end, true, false, false),
        "CIs" => return named(end, true, false, true),
        "CrI" | "CRI" | "UI" => return named(end, false, false, false),
        _ => {}
    }
    let is_confidence = match word.to_lowercase().as_str() {
        "confidence" | "conf" => true,
        "credible" | "credibility" | "uncertainty" => false,
        _ => return None,
    };
    let mark = symbols.base(end).is_some_and(|c| is_minus(c) || c == '.');
    let next = symbols.skip_blanks(end + usize::from(mark));
    let last = value::letters(symbols, next);
    match symbols.string(next..last).to_lowercase().as_str() {
        "interval" | "int" | "limit" => named(last, is_confidence, true, false),
        "intervals" | "limits" | "ints" => named(last, is_confidence, true, true),
        _ => None,
    }
}

/// The limits behind the name of an interval, whose bracket may be closed behind them.
pub(super) fn behind(symbols: &Symbols, from: usize) -> Option<Limits> {
    /// Marks, brackets and words between the name and the limits.
    const MOST_STEPS: usize = 6;
    let (mut at, mut open) = (from, None);
    for _ in 0..MOST_STEPS {
        let next = symbols.skip_blanks(at);
        if value::begins_number(symbols, next, false) {
            at = next;
            break;
        }
        let c = symbols.base(next)?;
        if matches!(c, ':' | ',' | '=' | ';' | '~') {
            at = next + 1;
        } else if let Some(close) = value::closing(c).filter(|_| open.is_none()) {
            (at, open) = (next + 1, Some(close));
        } else {
            let end = value::letters(symbols, next);
            let word = symbols.string(next..end);
            at = value::links_limits(&word).then_some(end)?;
        }
    }
    let mut limits = limits(symbols, at)?;
    let end = symbols.skip_blanks(limits.end);
    if open.is_some() && symbols.base(end) == open {
        limits.end = end + 1;
    }
    Some(limits)
}

/// Two numbers with what joins the ends of an interval between them, the smaller one first.
pub(super) fn limits(symbols: &Symbols, at: usize) -> Option<Limits> {
    let low = value::read(symbols, at, false)?;
    let (mut next, first_unit) = after_unit(symbols, low.range.end);
    next = symbols.skip_blanks(next);
    let c = symbols.base(next)?;
    let dash = is_minus(c) || matches!(c, '—' | '~');
    let after = if dash || matches!(c, ',' | ';') {
        next + 1
    } else {
        ["to", "and"].iter().find_map(|word| {
            let end = symbols.starts_with(next, word)?;
            (!symbols.base(end).is_some_and(char::is_alphabetic)).then_some(end)
        })?
    };
    let start = symbols.skip_blanks(after);
    let high = value::read(symbols, start, false)?;
    let (end, ucum) = after_unit(symbols, high.range.end);
    // What goes on behind another dash is no pair.
    let more = symbols.base(end).is_some_and(is_minus) && symbols.is_digit(end + 1);
    let lopsided = matches!(c, ',' | ';') && ucum.is_some() && first_unit.is_none();
    let rises = low.float() <= high.float();
    (rises && !more).then_some(Limits { low, high, ucum, lopsided, end })
}

/// The place after the unit at a place, and its code. A letter alone is no unit of a limit.
fn after_unit(symbols: &Symbols, at: usize) -> (usize, Option<String>) {
    let start = symbols.skip_blanks(at);
    match unit::read(symbols, start).filter(|unit| unit.letter.is_none()) {
        Some(unit) => (unit.range.end, unit.code),
        None => (at, None),
    }
}

impl Limits {
    /// Whether a value lies between them.
    pub(super) fn hold(&self, value: &Number) -> bool {
        (self.low.float()..=self.high.float()).contains(&value.float())
    }

    /// The interval of a level.
    pub(super) fn interval(&self, level: Option<String>) -> Interval {
        Interval { level, low: self.low.decimal(), high: self.high.decimal() }
    }
}
