//! Names of what tests give, with their degrees of freedom: `t(12)`, `F(1, 20)`, `χ²`, `r`.

use super::super::symbol::{Symbols, is_minus};
use super::model::{Kind, Name};
use super::value;

/// Degrees of freedom that a test has at most: two of F.
const MOST_DEGREES: usize = 2;

/// Reads the name of a test statistic or a correlation that begins at a place.
pub(super) fn read(symbols: &Symbols, at: usize) -> Option<Name> {
    let (kind, mut end) = letter(symbols, at).or_else(|| chi(symbols, at))?;
    let mut name = Name::new(kind, at..end);
    // The letter of a square, or of a group: `r²`, `F⟨ST⟩`.
    while kind == Kind::ChiSquared && symbols.raised(end) == Some('2') {
        end += 1;
    }
    if symbols.raised(end).is_some() {
        return None;
    }
    if let Some((degrees, after)) = lowered_degrees(symbols, end) {
        (name.degrees, end) = (degrees, after);
    } else if symbols.lowered(end).is_some() {
        if !matches!(kind, Kind::Correlation | Kind::T) {
            return None;
        }
        while symbols.lowered(end).is_some() {
            end += 1;
        }
    }
    while kind == Kind::ChiSquared && symbols.raised(end) == Some('2') {
        end += 1;
    }
    let join = symbols.base(end).is_some_and(is_minus);
    let next = symbols.skip_blanks(end + usize::from(join));
    let last = value::letters(symbols, next);
    let words = ["value", "values", "statistic", "statistics", "score", "scores", "ratio", "test"];
    if words.contains(&symbols.string(next..last).as_str()) {
        (name.spelled, end) = (true, last);
        name.plural = symbols.base(last - 1) == Some('s');
    }
    name.range.end = end;
    name.next = end;
    let open = symbols.skip_blanks(end);
    if name.degrees.is_empty()
        && let Some(close) = symbols.base(open).and_then(value::closing)
        && let Some((degrees, after)) = bracketed(symbols, open + 1, close)
    {
        (name.degrees, name.next) = (degrees, after);
        // `t(12) = 2.3` has its degrees in its name.
        name.range.end = after;
    }
    Some(name)
}

/// A letter that is a statistic by itself.
fn letter(symbols: &Symbols, at: usize) -> Option<(Kind, usize)> {
    let kind = match symbols.base(at)? {
        't' | 'T' | '𝑡' => Kind::T,
        'F' | '𝐹' => Kind::F,
        'z' | 'Z' | '𝑧' => Kind::Z,
        'r' | 'R' | 'ρ' | '𝑟' => Kind::Correlation,
        'U' | '𝑈' => Kind::U,
        'H' => Kind::H,
        'W' => Kind::W,
        _ => return None,
    };
    let end = symbols.word_is(at, "rho").unwrap_or(at + 1);
    (!symbols.base(end).is_some_and(char::is_alphanumeric)).then_some((kind, end))
}

/// Chi-squared in its letters or words.
fn chi(symbols: &Symbols, at: usize) -> Option<(Kind, usize)> {
    let c = symbols.base(at)?;
    let mut end = if matches!(c, 'χ' | 'Χ' | '𝜒' | 'X' | 'x') { at + 1 } else { 0 };
    if end == 0 {
        end = ["chi", "Chi"].iter().find_map(|word| symbols.starts_with(at, word))?;
        let join = symbols.base(end).is_some_and(is_minus);
        let next = symbols.skip_blanks(end + usize::from(join));
        let last = value::letters(symbols, next);
        if matches!(symbols.string(next..last).as_str(), "square" | "squared" | "squares") {
            return Some((Kind::ChiSquared, last));
        }
    }
    let lowered = (end..).take_while(|at| symbols.lowered(*at).is_some()).count();
    let squared = symbols.raised(end) == Some('2') || symbols.raised(end + lowered) == Some('2');
    let plain = symbols.base(end) == Some('2')
        && !symbols.base(end + 1).is_some_and(|c| c.is_alphanumeric() || c == '.');
    (squared || plain).then_some((Kind::ChiSquared, end + usize::from(plain && !squared)))
}

/// Degrees of freedom that are lowered: `t⟨12⟩`, `F⟨1,20⟩`, `F⟨(1, 20)⟩`.
fn lowered_degrees(symbols: &Symbols, at: usize) -> Option<(Vec<String>, usize)> {
    let count = (at..).take_while(|at| symbols.lowered(*at).is_some()).count();
    let text: String = (at..at + count).filter_map(|at| symbols.lowered(at)).collect();
    let inner = text.trim_matches(['(', ')', '[', ']', ' ']);
    let inner = inner.strip_prefix("df").unwrap_or(inner).trim_start_matches(['=', ' ']);
    let degrees: Option<Vec<String>> =
        inner.split([',', ';']).map(|part| value::printed_decimal(part.trim())).collect();
    let degrees = degrees?;
    let known = degrees.len() <= MOST_DEGREES
        && degrees.iter().all(|own| own.parse::<f64>().is_ok_and(|own| own > 0.0));
    (count > 0 && known).then_some((degrees, at + count))
}

/// Degrees of freedom in brackets whose inside begins at a place, perhaps with the size of the
/// sample behind them.
fn bracketed(symbols: &Symbols, from: usize, close: char) -> Option<(Vec<String>, usize)> {
    let start = degrees_word(symbols, from).unwrap_or(from);
    let (degrees, mut end) = list(symbols, symbols.skip_blanks(start))?;
    end = symbols.skip_blanks(end);
    if let Some(',' | ';') = symbols.base(end) {
        let sample = symbols.skip_blanks(end + 1);
        symbols.base(sample).filter(|c| matches!(c, 'n' | 'N'))?;
        let equals = symbols.skip_blanks(sample + 1);
        symbols.base(equals).filter(|c| *c == '=')?;
        let size = value::read(symbols, symbols.skip_blanks(equals + 1), false)?;
        end = symbols.skip_blanks(size.range.end);
    }
    (symbols.base(end) == Some(close)).then_some((degrees, end + 1))
}

/// One number, or two with a comma between them.
fn list(symbols: &Symbols, at: usize) -> Option<(Vec<String>, usize)> {
    let positive = |at: usize| {
        let number = value::digits_with_point(symbols, at)?;
        (number.float() > 0.0).then_some(number)
    };
    let first = positive(at)?;
    let mut end = first.range.end;
    let mut degrees = vec![first.decimal()];
    let mark = symbols.skip_blanks(end);
    if symbols.base(mark).is_some_and(|c| matches!(c, ',' | ';'))
        && let Some(second) = positive(symbols.skip_blanks(mark + 1))
    {
        end = second.range.end;
        degrees.push(second.decimal());
    }
    Some((degrees, end))
}

/// The place after `df` and what joins it with its number.
fn degrees_word(symbols: &Symbols, at: usize) -> Option<usize> {
    let names = ["df", "dfs", "d.f.", "DF", "d.f", "degrees of freedom"];
    let end = names.iter().find_map(|name| symbols.word_is(at, name))?;
    let sign = symbols.skip_blanks(end);
    Some(sign + usize::from(symbols.base(sign).is_some_and(|c| matches!(c, '=' | ':'))))
}

/// Degrees of freedom behind a value: `, df = 2`, `(df 2)`, `on 12 df`, `with 2 degrees of freedom`.
pub(super) fn degrees_behind(symbols: &Symbols, from: usize) -> Option<(Vec<String>, usize)> {
    let mut at = symbols.skip_blanks(from);
    let mark = symbols.base(at).filter(|c| matches!(c, ',' | ';' | '(' | '['));
    at = symbols.skip_blanks(at + usize::from(mark.is_some()));
    let (degrees, mut end) = match degrees_word(symbols, at) {
        Some(start) => list(symbols, symbols.skip_blanks(start))?,
        None => {
            let word = ["with", "on", "for"].iter().find_map(|word| symbols.word_is(at, word));
            let (degrees, end) = list(symbols, symbols.skip_blanks(word.unwrap_or(at)))?;
            (degrees, degrees_word(symbols, symbols.skip_blanks(end))?)
        }
    };
    if let Some(close) = mark.and_then(value::closing)
        && symbols.base(symbols.skip_blanks(end)) == Some(close)
    {
        end = symbols.skip_blanks(end) + 1;
    }
    Some((degrees, end))
}
