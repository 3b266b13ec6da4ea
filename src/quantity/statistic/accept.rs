//! What speaks for and against a number being the statistic that its name says.

use super::super::number::Number;
use super::super::symbol::{Symbols, is_minus};
use super::super::unit;
use super::model::{Kind, Name};
use super::name;
use super::value::{self, Link};

/// What was read behind a name.
pub(super) struct Evidence<'a> {
    pub(super) number: &'a Number,
    pub(super) second: Option<&'a Number>,
    pub(super) has_interval: bool,
    /// Whether the interval has a level.
    pub(super) has_named_interval: bool,
    /// Whether degrees of freedom are said.
    pub(super) degrees: bool,
    /// The place after all of it.
    pub(super) end: usize,
    /// Whether other words stand between the name and the number.
    pub(super) is_far: bool,
}

/// Whether a name may begin at a place: a hyphen or a stroke before it makes it a part of another.
pub(super) fn may_begin(symbols: &Symbols, at: usize, name: &Name) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|at| symbols.any(at)).map(|(c, _)| c) else {
        return true;
    };
    let part = is_minus(before) || matches!(before, '_' | '/' | '\\' | '@');
    !before.is_alphanumeric() && (!part || name.spelled || name.kind == Kind::PValue)
}

/// Whether the number is what the name says.
pub(super) fn accepts(symbols: &Symbols, name: &Name, link: &Link, found: &Evidence) -> bool {
    let joined = match name.kind {
        Kind::PValue if found.is_far => link.sign || link.verb || link.mark,
        // Several values are not equal to one number: `ps = 0.1` is a symbol.
        Kind::PValue if name.plural && !name.spelled => link.sign && link.comparator.is_some(),
        Kind::PValue => link.sign || name.spelled && (link.word || link.mark),
        Kind::SampleSize => link.sign || name.spelled && link.word && !link.mark,
        kind if kind.is_ratio() || kind == Kind::MeanDifference => {
            !found.is_far || found.has_named_interval
        }
        _ => link.sign || name.spelled && link.word,
    };
    let ranges = found.second.is_none() || may_range(name, link);
    joined && ranges && is_like(symbols, name, found) && is_told(symbols, name, link, found)
}

/// Whether two numbers are the ends of a range, not an interval or a difference.
fn may_range(name: &Name, link: &Link) -> bool {
    matches!(name.kind, Kind::SampleSize | Kind::Correlation)
        || link.ranging
        || name.plural && name.kind == Kind::PValue
}

/// Whether a number has the form of a kind.
pub(super) fn is_like(symbols: &Symbols, name: &Name, found: &Evidence) -> bool {
    let Evidence { number, .. } = *found;
    let end = number.range.end;
    let percent = symbols.base(symbols.skip_blanks(end)) == Some('%');
    if percent && name.kind != Kind::MeanDifference {
        return false;
    }
    let form = |number: &Number| match name.kind {
        Kind::PValue => !number.is_whole(),
        Kind::SampleSize => number.is_whole() && !number.negative,
        Kind::Correlation => number.float().abs() <= 1.0 && !number.is_whole(),
        Kind::OddsRatio | Kind::HazardRatio | Kind::RiskRatio | Kind::RateRatio => {
            !number.negative && number.float() > 0.0
        }
        Kind::F | Kind::ChiSquared | Kind::U | Kind::H | Kind::W => !number.negative,
        _ => true,
    };
    form(number) && found.second.is_none_or(form) && !is_measured(symbols, name, found)
}

/// Whether a unit behind a number makes it a quantity.
fn is_measured(symbols: &Symbols, name: &Name, found: &Evidence) -> bool {
    let last = found.second.unwrap_or(found.number);
    let start = symbols.skip_blanks(last.range.end);
    let stroke = symbols.base(last.range.end) == Some('/');
    match name.kind {
        Kind::MeanDifference => false,
        // A share of a sample is a fraction, its size for each group is none; and a sample has no
        // unit but what is counted.
        Kind::SampleSize => {
            let counted = |code: &str| code.contains('{');
            let unit = unit::read(symbols, start).filter(|unit| unit.letter.is_none());
            stroke && symbols.is_digit(last.range.end + 1)
                || unit.and_then(|unit| unit.code).is_some_and(|code| !counted(&code))
        }
        Kind::PValue => {
            let unit = unit::read(symbols, start).is_some_and(|unit| unit.letter.is_none());
            unit || stroke && symbols.is_digit(last.range.end + 1)
        }
        _ if found.degrees || found.has_interval => false,
        _ => unit::read(symbols, start).is_some(),
    }
}

/// Whether what is around says that it is a statistic, where its name may be that of another thing.
fn is_told(symbols: &Symbols, name: &Name, link: &Link, found: &Evidence) -> bool {
    /// A ratio is less than the beats of a heart or the breaths in a minute, whose rates have the
    /// same abbreviations.
    const LOWEST_RATE: f64 = 10.0;
    let Evidence { number, .. } = *found;
    if found.degrees || found.has_interval {
        return true;
    }
    match name.kind {
        Kind::PValue | Kind::SampleSize | Kind::ChiSquared | Kind::ConfidenceInterval => true,
        Kind::MeanDifference => name.spelled || link.sign,
        kind if kind.is_ratio() => {
            let joined = link.sign || link.word || link.mark || !number.is_whole();
            let rate =
                kind != Kind::OddsRatio && (number.is_whole() || number.float() >= LOWEST_RATE);
            joined && (name.spelled || !rate)
        }
        Kind::Correlation => {
            let small = matches!(symbols.base(name.range.start), Some('r' | '𝑟' | 'ρ'));
            small || name.spelled || is_near(symbols, name, found)
        }
        // A test gives decimals, time and counts are whole.
        Kind::T | Kind::Z => name.spelled || !number.is_whole() && is_near(symbols, name, found),
        _ => name.spelled || is_near(symbols, name, found),
    }
}

/// Whether a p-value stands right beside a statistic, or its test is named before it.
fn is_near(symbols: &Symbols, name: &Name, found: &Evidence) -> bool {
    /// Symbols before a statistic among which its test is named.
    const BEFORE: usize = 120;
    /// Symbols behind it among which its p-value begins.
    const BEHIND: usize = 24;
    let start = name.range.start;
    let before = symbols.string(start.saturating_sub(BEFORE)..start);
    let tests: &[&str] = match name.kind {
        Kind::T => &["t-test", "t test", "t-tests", "t–test", "Student"],
        Kind::F => &["ANOVA", "nalysis of variance", "ANCOVA", "F-test", "F test"],
        Kind::Z => &["Wilcoxon", "Mann", "Wald", "z-test", "z test", "Z test", "Z-test"],
        Kind::Correlation => &["orrelat", "Pearson", "Spearman"],
        Kind::U => &["Mann"],
        Kind::H => &["Kruskal"],
        Kind::W => &["Wilcoxon", "Shapiro"],
        _ => &[],
    };
    if tests.iter().any(|test| before.contains(test)) {
        return true;
    }
    (found.end..found.end + BEHIND)
        .take_while(|at| symbols.base(*at).is_some())
        .filter(|at| value::is_apart(symbols, *at) || symbols.base(at - 1) == Some(','))
        .any(|at| is_p_value(symbols, at))
}

fn is_p_value(symbols: &Symbols, at: usize) -> bool {
    name::read(symbols, at)
        .filter(|name| name.kind == Kind::PValue)
        .and_then(|name| value::link(symbols, name.next))
        .is_some_and(|link| link.sign)
}
