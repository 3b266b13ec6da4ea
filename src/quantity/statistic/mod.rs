//! Statistics in a text: p-values, intervals of confidence, ratios, sizes of samples and what tests
//! give, as typed values.
//!
//! A statistic is its name, what joins or compares, and its number. Where a number can be read in two
//! ways, none is listed: `r = 3 mm` is a radius.

mod accept;
mod interval;
mod model;
mod name;
mod test_name;
mod value;

pub use model::{Interval, Kind, Statistic};

use super::model::Comparator;
use super::number::{self, Number};
use super::symbol::{Level, Symbols, is_minus};
use super::{context, unit};
use interval::Limits;
use model::Name;
use std::ops::Range;
use value::Link;

/// Statistics in order; they do not overlap. `scripts` are the bytes that are raised or lowered by
/// their type, sorted by their start.
pub fn statistics(text: &str, scripts: &[(Range<usize>, Level)]) -> Vec<Statistic> {
    let symbols = Symbols::of(text, scripts);
    let mut found = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < symbols.len() {
        let Some(c) = symbols.base(at) else {
            at += 1;
            continue;
        };
        if !c.is_alphanumeric() {
            at += 1;
            continue;
        }
        let read = if c.is_alphabetic() { named(&symbols, at, floor) } else { None };
        let read = read.or_else(|| intervals(&symbols, at));
        match read {
            Some((statistics, end)) => {
                found.extend(statistics);
                (at, floor) = (end, end);
            }
            None => at = context::word_end(&symbols, at),
        }
    }
    found
}

/// Whether a text says that the abbreviation RR, which is mostly a risk ratio, stands for a rate
/// ratio.
pub fn defines_rate_ratio(text: &str) -> bool {
    text.contains("RR") && name::defines_rate(&Symbols::of(text, &[]))
}

/// A value as it stands in the text, with what belongs to it.
struct Item {
    /// Its symbols, from its number on.
    range: Range<usize>,
    comparator: Option<Comparator>,
    first: Number,
    second: Option<Number>,
    limits: Option<(Limits, Option<String>)>,
    degrees: Vec<String>,
    ucum: Option<String>,
}

/// Reads the statistics whose name begins at a place, and the place after them.
fn named(symbols: &Symbols, at: usize, floor: usize) -> Option<(Vec<Statistic>, usize)> {
    let mut name = name::read(symbols, at).or_else(|| test_name::read(symbols, at))?;
    if name.range.start < floor {
        name.range.start = at;
    }
    if !accept::may_begin(symbols, at, &name) {
        return None;
    }
    // A name in brackets stands for the words before them, so that its number follows the brackets.
    let close = at.checked_sub(1).and_then(|at| symbols.base(at)).and_then(value::closing);
    if close.is_some() && symbols.base(name.next) == close {
        name.next += 1;
    }
    let (link, is_far) = joined(symbols, &name)?;
    let first = item(symbols, &name, &link)?;
    if !accept::accepts(symbols, &name, &link, &first.evidence(is_far)) {
        return None;
    }
    let mut items = vec![first];
    items.extend(further(symbols, &name, items[0].range.end));
    let end = items.last().map_or(name.next, |item| item.range.end);
    let start = name.range.start;
    let bytes = symbols.bytes(&name.range);
    let mut found: Vec<Statistic> =
        items.into_iter().map(|item| statistic(symbols, &name, &bytes, item)).collect();
    if let Some(first) = found.first_mut() {
        first.range.start = symbols.bytes(&(start..name.next)).start;
    }
    Some((found, end))
}

/// What joins a name with its number, and whether other words stand between.
fn joined(symbols: &Symbols, name: &Name) -> Option<(Link, bool)> {
    let inside = || value::inside_bracket(symbols, name.next).filter(|_| name.spelled);
    if let Some(link) = value::link(symbols, name.next).or_else(inside) {
        return Some((link, false));
    }
    let effect = name.kind.has_interval() && name.kind != Kind::Correlation;
    if !name.spelled && !effect || name.kind.is_test() {
        return None;
    }
    let at = value::complement(symbols, name.next, effect)?;
    let link = value::link(symbols, at)?;
    Some((link, true))
}

impl Item {
    fn evidence(&self, is_far: bool) -> accept::Evidence<'_> {
        accept::Evidence {
            number: &self.first,
            second: self.second.as_ref(),
            has_interval: self.limits.is_some(),
            has_named_interval: self.limits.as_ref().is_some_and(|(_, level)| level.is_some()),
            degrees: !self.degrees.is_empty(),
            end: self.range.end,
            is_far,
        }
    }
}

/// Reads the number behind a link, and what belongs to it.
fn item(symbols: &Symbols, name: &Name, link: &Link) -> Option<Item> {
    let first = number(symbols, name.kind, link.number, link.sign)?;
    let mut end = first.range.end;
    let mut ucum = None;
    if name.kind == Kind::MeanDifference
        && let Some(unit) = unit::read(symbols, symbols.skip_blanks(end))
    {
        (end, ucum) = (unit.range.end, unit.code);
    }
    if value::goes_on(symbols, end) {
        return None;
    }
    let second = second(symbols, name.kind, end);
    if let Some(second) = &second {
        end = second.range.end;
    }
    let (degrees, after) = match name.kind.is_test() || name.kind == Kind::Correlation {
        true if name.degrees.is_empty() => {
            test_name::degrees_behind(symbols, end).unwrap_or((Vec::new(), end))
        }
        _ => (name.degrees.clone(), end),
    };
    end = after;
    let limits = (name.kind.has_interval() && second.is_none())
        .then(|| limits(symbols, name, &first, end))
        .flatten();
    if let Some((limits, _)) = &limits {
        end = limits.end;
        ucum = ucum.or_else(|| limits.ucum.clone());
    }
    let after = symbols.skip_blanks(end);
    if link.close.is_some() && symbols.base(after) == link.close {
        end = after + 1;
    }
    let behind = value::comparator_behind(symbols, end).filter(|_| link.comparator.is_none());
    let comparator = link.comparator.or(behind.map(|(comparator, _)| comparator));
    let range = link.number..behind.map_or(end, |(_, end)| end);
    Some(Item { range, comparator, first, second, limits, degrees, ucum })
}

fn number(symbols: &Symbols, kind: Kind, at: usize, sign: bool) -> Option<Number> {
    if kind == Kind::PValue {
        return value::probability(symbols, at);
    }
    value::read(symbols, at, sign)
}

/// The other end of a range: `n = 3–5`, `p-values from 0.01 to 0.04`.
fn second(symbols: &Symbols, kind: Kind, at: usize) -> Option<Number> {
    let next = symbols.skip_blanks(at);
    let dash = symbols.base(next).is_some_and(is_minus);
    let after = if dash { next + 1 } else { symbols.word_is(next, "to")? };
    let start = symbols.skip_blanks(after);
    // Blanks stand on both sides of a dash or on none.
    if dash && (next > at) != (start > after) {
        return None;
    }
    number(symbols, kind, start, false)
}

/// The interval behind a value. In brackets it needs no name where it holds the value.
fn limits(
    symbols: &Symbols,
    name: &Name,
    value: &Number,
    from: usize,
) -> Option<(Limits, Option<String>)> {
    let mut at = symbols.skip_blanks(from);
    let mark = symbols.base(at).filter(|c| matches!(c, ',' | ';' | ':'));
    at = symbols.skip_blanks(at + usize::from(mark.is_some()));
    for word in ["with", "and", "a", "the"] {
        at = symbols.skip_blanks(symbols.word_is(at, word).unwrap_or(at));
    }
    let close = symbols.base(at).and_then(value::closing);
    let start = symbols.skip_blanks(at + usize::from(close.is_some()));
    let own = interval::name(symbols, start);
    let (mut limits, level) = match own {
        Some(own) => {
            (interval::behind(symbols, own.end)?, own.level.or_else(|| name.level.clone()))
        }
        None if close.is_some() || name.with_interval => {
            let limits = interval::limits(symbols, start)?;
            let after = symbols.skip_blanks(limits.end);
            let ends =
                symbols.base(after).is_none_or(|c| matches!(c, ')' | ']' | '}' | ',' | ';' | '.'));
            let holds = limits.hold(value) && ends && !limits.lopsided;
            (holds.then_some(limits)?, name.level.clone())
        }
        None => return None,
    };
    let after = symbols.skip_blanks(limits.end);
    if close.is_some() && symbols.base(after) == close {
        limits.end = after + 1;
    }
    Some((limits, level))
}

/// The values behind the first that share its name: the name is plural, or `respectively` stands
/// behind them, or each is compared by a sign of its own.
fn further(symbols: &Symbols, name: &Name, from: usize) -> Vec<Item> {
    /// Values that share a name.
    const MOST: usize = 12;
    let (mut items, mut at, mut signs) = (Vec::new(), from, true);
    while items.len() < MOST {
        let mark = symbols.skip_blanks(at);
        let comma = symbols.base(mark).is_some_and(|c| matches!(c, ',' | ';'));
        let next = symbols.skip_blanks(mark + usize::from(comma));
        let word = ["and", "or"].iter().find_map(|word| symbols.word_is(next, word));
        if !comma && word.is_none() {
            break;
        }
        let Some(link) = value::link(symbols, word.unwrap_or(next)) else { break };
        let Some(item) = item(symbols, name, &link).filter(|item| item.second.is_none()) else {
            break;
        };
        let evidence = item.evidence(false);
        if link.verb || link.mark || !accept::is_like(symbols, name, &evidence) {
            break;
        }
        signs &= link.sign;
        at = item.range.end;
        items.push(item);
    }
    let end = symbols.skip_blanks(at);
    let comma = symbols.base(end) == Some(',');
    let last = symbols.skip_blanks(end + usize::from(comma));
    let told = symbols.word_is(last, "respectively").is_some();
    if !(name.plural || told || signs) {
        items.clear();
    }
    items
}

fn statistic(symbols: &Symbols, name: &Name, bytes: &Range<usize>, item: Item) -> Statistic {
    let amount = number::amount(&item.first, item.second.as_ref());
    Statistic {
        range: symbols.bytes(&item.range),
        kind: name.kind,
        name: bytes.clone(),
        amount: Some(amount),
        comparator: item.comparator,
        interval: item.limits.map(|(limits, level)| limits.interval(level)),
        degrees: item.degrees,
        ucum: item.ucum,
    }
}

/// Reads intervals of confidence of what is not named as a statistic: one, or several behind a
/// plural name.
fn intervals(symbols: &Symbols, at: usize) -> Option<(Vec<Statistic>, usize)> {
    let name = interval::name(symbols, at).filter(|name| name.is_confidence)?;
    let first = interval::behind(symbols, name.end)?;
    // Without a level CI may be the index of the heart, which has a unit, or a number of a list.
    let whole = first.low.is_whole() && first.high.is_whole();
    if name.level.is_none() && !name.spelled && (whole || first.ucum.is_some()) {
        return None;
    }
    let mut end = first.end;
    let mut all = vec![(at, first)];
    if name.plural {
        while let Some((start, limits)) = further_limits(symbols, end) {
            end = limits.end;
            all.push((start, limits));
        }
    }
    let statistic = |(start, limits): (usize, Limits)| Statistic {
        range: symbols.bytes(&(start..limits.end)),
        kind: Kind::ConfidenceInterval,
        name: symbols.bytes(&(at..name.end)),
        amount: None,
        comparator: None,
        interval: Some(limits.interval(name.level.clone())),
        degrees: Vec::new(),
        ucum: limits.ucum,
    };
    Some((all.into_iter().map(statistic).collect(), end))
}

/// The limits of a further interval behind a comma or an "and", and where they begin.
fn further_limits(symbols: &Symbols, end: usize) -> Option<(usize, Limits)> {
    let mark = symbols.skip_blanks(end);
    let comma = symbols.base(mark).is_some_and(|c| matches!(c, ',' | ';'));
    let next = symbols.skip_blanks(mark + usize::from(comma));
    let and = symbols.word_is(next, "and");
    let start = symbols.skip_blanks(and.unwrap_or(next));
    let limits = interval::behind(symbols, start).filter(|_| comma || and.is_some())?;
    Some((start, limits))
}

#[cfg(test)]
mod tests;
