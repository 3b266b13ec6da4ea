//! Numbers of statistics, and what stands between them and their names.

use super::super::context;
use super::super::model::Comparator;
use super::super::number::{self, Number};
use super::super::symbol::{Symbols, is_blank, is_minus, is_sign};
use crate::lexicon::WordSet;

/// Words that may stand between a name and its number.
const LINKS: WordSet = WordSet::new(&[
    "about",
    "above",
    "at",
    "became",
    "below",
    "between",
    "changed",
    "decreased",
    "equal",
    "equals",
    "fell",
    "fixed",
    "from",
    "greater",
    "higher",
    "increased",
    "is",
    "least",
    "less",
    "level",
    "lower",
    "more",
    "most",
    "of",
    "or",
    "ranged",
    "ranges",
    "ranging",
    "rose",
    "set",
    "significance",
    "smaller",
    "than",
    "threshold",
    "to",
    "under",
    "was",
    "were",
]);

/// Words behind which two numbers are the ends of a range.
const RANGES: WordSet = WordSet::new(&["between", "from", "range", "ranged", "ranges", "ranging"]);

/// Verbs that give a subject its number.
const VERBS: WordSet = WordSet::new(&["became", "equals", "is", "ranged", "was", "were"]);

/// Words, signs and marks that may stand between a name and its number.
const MOST_STEPS: usize = 8;

/// Whether a word may stand between the name of an interval and its limits.
pub(super) fn links_limits(word: &str) -> bool {
    word == "of" || RANGES.contains(word) || VERBS.contains(word)
}

/// What stands between a name and its number.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) comparator: Option<Comparator>,
    /// The place of the number or its sign.
    pub(super) number: usize,
    /// Whether a sign that compares stands there.
    pub(super) sign: bool,
    /// Whether a word does.
    pub(super) word: bool,
    /// Whether a verb does.
    pub(super) verb: bool,
    /// Whether a colon, a comma or an equals sign does.
    pub(super) mark: bool,
    /// Whether the words speak of a range.
    pub(super) ranging: bool,
    /// What closes the bracket that the number stands in.
    pub(super) close: Option<char>,
}

/// Reads signs and words up to the number behind them.
pub(super) fn link(symbols: &Symbols, from: usize) -> Option<Link> {
    let mut found = Link {
        comparator: None,
        number: from,
        sign: false,
        word: false,
        verb: false,
        mark: false,
        ranging: false,
        close: None,
    };
    for _ in 0..MOST_STEPS {
        let next = symbols.skip_blanks(found.number);
        match symbols.base(next) {
            Some(c) if is_comparison(c) => {
                found.sign = true;
                found.number = next + 1;
            }
            Some(':' | ',') if !found.mark && !found.sign => {
                found.mark = true;
                found.number = next + 1;
            }
            Some(c) if c.is_alphabetic() => {
                let end = letters(symbols, next);
                let word = symbols.string(next..end);
                // In capitals `or` is the name of a ratio.
                if !LINKS.contains_as_written(&word) {
                    return None;
                }
                found.word = true;
                found.verb |= VERBS.contains(&word);
                found.ranging |= RANGES.contains(&word);
                found.number = end;
            }
            _ => {
                found.number = next;
                break;
            }
        }
    }
    if !begins_number(symbols, found.number, found.sign) {
        return None;
    }
    found.comparator = comparator(symbols, found.number, from);
    Some(found)
}

/// A number with decimals that a bracket right behind a name begins with: `odds ratio (0.38)`.
pub(super) fn inside_bracket(symbols: &Symbols, from: usize) -> Option<Link> {
    let open = symbols.skip_blanks(from);
    let close = symbols.base(open).and_then(closing)?;
    let found = link(symbols, open + 1)?;
    let number = read(symbols, found.number, false)?;
    let alone = found.number == symbols.skip_blanks(open + 1);
    (alone && !number.is_whole()).then_some(Link { word: true, close: Some(close), ..found })
}

/// Whether a character is a sign that compares.
pub(super) fn is_comparison(c: char) -> bool {
    matches!(c, '=' | '<' | '>' | '≤' | '≥' | '~' | '≪' | '≫')
}

/// What compares the number at a place.
pub(super) fn comparator(symbols: &Symbols, number: usize, from: usize) -> Option<Comparator> {
    let last = symbols.skip_blanks_back(number);
    match last.checked_sub(1).and_then(|at| symbols.base(at)) {
        Some('≪') => return Some(Comparator::Less),
        Some('≫') => return Some(Comparator::More),
        _ => {}
    }
    let (word, at) = context::word_before(symbols, number);
    match word.to_lowercase().as_str() {
        "below" | "under" if at >= from => Some(Comparator::Less),
        "above" if at >= from => Some(Comparator::More),
        // What is set to a number or ranges up to it is not compared with it.
        "to" => or_equal(symbols, at, from),
        _ => context::comparator(symbols, number, from).0,
    }
}

/// `less than or equal to`, whose last word is at a place.
fn or_equal(symbols: &Symbols, to: usize, from: usize) -> Option<Comparator> {
    let mut at = to;
    for word in ["equal", "or", "than"] {
        let (own, start) = context::word_before(symbols, at);
        at = Some(start).filter(|start| own == word && *start >= from)?;
    }
    match context::word_before(symbols, at).0.as_str() {
        "less" | "lower" => Some(Comparator::AtMost),
        "greater" | "higher" | "more" => Some(Comparator::AtLeast),
        _ => None,
    }
}

/// What compares a number from behind it (`0.05 or less`), and the place after that.
pub(super) fn comparator_behind(symbols: &Symbols, end: usize) -> Option<(Comparator, usize)> {
    let or = symbols.word_is(symbols.skip_blanks(end), "or")?;
    let start = symbols.skip_blanks(or);
    let last = letters(symbols, start);
    match symbols.string(start..last).as_str() {
        "less" | "lower" | "below" | "smaller" => Some((Comparator::AtMost, last)),
        "more" | "greater" | "higher" | "above" => Some((Comparator::AtLeast, last)),
        _ => None,
    }
}

/// Whether a number or its sign stands at a place.
pub(super) fn begins_number(symbols: &Symbols, at: usize, blank_after_sign: bool) -> bool {
    digit(symbols, at, blank_after_sign).is_some()
}

/// The place of the first digit, or of the point before it, of a number that begins at a place.
fn digit(symbols: &Symbols, at: usize, blank_after_sign: bool) -> Option<usize> {
    let signed = symbols.base(at).is_some_and(is_sign);
    let mut next = at + usize::from(signed);
    if signed && blank_after_sign {
        next = symbols.skip_blanks(next);
    }
    let point = matches!(symbols.base(next), Some('.' | '·')) && symbols.is_digit(next + 1);
    (symbols.is_digit(next) || point).then_some(next)
}

/// Reads the number that begins, perhaps with its sign, at a place. Its range has the sign.
pub(super) fn read(symbols: &Symbols, at: usize, blank_after_sign: bool) -> Option<Number> {
    let start = digit(symbols, at, blank_after_sign)?;
    let number = before_comma(symbols, start).or_else(|| number::read_marked(symbols, start))?;
    let end = number.range.end;
    let glued = symbols.base(end).is_some_and(char::is_alphabetic);
    let joined = ["to", "and"].iter().any(|word| symbols.starts_with(end, word).is_some());
    let negative = start > at && symbols.base(at).is_some_and(is_minus);
    (!glued || joined).then_some(Number { range: at..end, negative, ..number })
}

/// A number with a decimal point that a comma follows without a blank: it ends there, since no
/// number has both with the comma behind the point.
fn before_comma(symbols: &Symbols, at: usize) -> Option<Number> {
    let number = digits_with_point(symbols, at)?;
    let end = number.range.end;
    let comma = symbols.base(end) == Some(',') && symbols.is_digit(end + 1);
    (comma && !number.is_whole()).then_some(number)
}

/// A number between 0 and 1 whose exponent may have lost its place above the line (`5 × 10−8`): a
/// difference of two numbers is no probability.
pub(super) fn probability(symbols: &Symbols, at: usize) -> Option<Number> {
    let number = read(symbols, at, false)?;
    let number = lost_power(symbols, &number).unwrap_or(number);
    (!number.negative && (0.0..=1.0).contains(&number.float())).then_some(number)
}

fn lost_power(symbols: &Symbols, number: &Number) -> Option<Number> {
    /// Digits of an exponent.
    const MOST_DIGITS: usize = 3;
    if number.exponent.is_some() {
        return None;
    }
    let (mantissa, sign) = if number.mantissa == "10" {
        ("1", number.range.end)
    } else {
        let times = symbols.skip_blanks(number.range.end);
        symbols.base(times).filter(|c| matches!(c, '×' | 'x' | '*' | '·'))?;
        let ten = symbols.skip_blanks(times + 1);
        (number.mantissa.as_str(), symbols.starts_with(ten, "10")?)
    };
    let sign = symbols.skip_blanks(sign);
    symbols.base(sign).filter(|c| is_minus(*c))?;
    let start = symbols.skip_blanks(sign + 1);
    let count = (start..).take_while(|at| symbols.is_digit(*at)).count();
    let exponent: i32 = symbols.string(start..start + count).parse().ok()?;
    (count <= MOST_DIGITS).then(|| Number {
        range: number.range.start..start + count,
        mantissa: mantissa.to_owned(),
        exponent: Some(-exponent),
        negative: false,
    })
}

/// A whole number or one with a decimal point, without groups, powers or a sign.
pub(super) fn digits_with_point(symbols: &Symbols, at: usize) -> Option<Number> {
    let digits = |from: usize| (from..).take_while(|at| symbols.is_digit(*at)).count();
    let mut end = at + digits(at);
    if end == at {
        return None;
    }
    if matches!(symbols.base(end), Some('.' | '·')) && symbols.is_digit(end + 1) {
        end += 1 + digits(end + 1);
    }
    let mantissa = printed_decimal(&symbols.string(at..end))?;
    Some(Number { range: at..end, mantissa, exponent: None, negative: false })
}

/// Digits with at most one point as JSON has them: none is added or left out but leading zeros.
pub(super) fn printed_decimal(digits: &str) -> Option<String> {
    let digits = digits.replace('·', ".");
    let (whole, decimals) = digits.split_once('.').unwrap_or((&digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    if !plain(whole) || !plain(decimals) {
        return None;
    }
    let trimmed = digits.trim_start_matches('0');
    let lost = trimmed.is_empty() || trimmed.starts_with('.');
    Some(if lost { format!("0{trimmed}") } else { trimmed.to_owned() })
}

/// The place after the letters on the line at a place.
pub(super) fn letters(symbols: &Symbols, mut at: usize) -> usize {
    while symbols.base(at).is_some_and(char::is_alphabetic) {
        at += 1;
    }
    at
}

/// The place where the words end that complete a name (`for death in the treated group`) and its
/// verb, sign or comma stands; `None` where a sentence ends before. `digits` says whether words of
/// the complement may have them.
pub(super) fn complement(symbols: &Symbols, from: usize, digits: bool) -> Option<usize> {
    /// Words of a complement that are read.
    const MOST_WORDS: usize = 14;
    let first = symbols.skip_blanks(from);
    let word = symbols.string(first..letters(symbols, first));
    let opens = matches!(
        word.as_str(),
        "for" | "of" | "in" | "per" | "between" | "among" | "comparing" | "associated" | "with"
    );
    if !opens {
        return None;
    }
    let mut at = letters(symbols, first);
    for _ in 0..MOST_WORDS {
        let next = symbols.skip_blanks(at);
        let c = symbols.base(next)?;
        let end = letters(symbols, next);
        let is_verb = VERBS.contains(&symbols.string(next..end));
        if is_comparison(c) || c == ':' || c == ',' || is_verb {
            return Some(next);
        }
        let mut end = next;
        while symbols.base(end).is_some_and(|c| is_of_word(c, digits)) {
            end += 1;
        }
        if end == next {
            return None;
        }
        at = end;
    }
    None
}

fn is_of_word(c: char, digits: bool) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '–' | '/' | '\'' | '’') || digits && c.is_ascii_digit()
}

/// The place of the bracket that closes the one at a place, where no other stands between and
/// little does.
pub(super) fn bracket_end(symbols: &Symbols, open: usize) -> Option<usize> {
    /// Symbols between brackets that explain a name.
    const MOST: usize = 40;
    let close = closing(symbols.base(open)?)?;
    (open + 1..open + MOST)
        .find(|at| {
            let c = symbols.base(*at);
            c == Some(close) || c.is_some_and(|c| closing(c).is_some())
        })
        .filter(|at| symbols.base(*at) == Some(close))
}

/// The bracket that closes one.
pub(super) fn closing(open: char) -> Option<char> {
    match open {
        '(' => Some(')'),
        '[' => Some(']'),
        '{' => Some('}'),
        _ => None,
    }
}

/// Whether a deviation or a product follows, so that a number is no statistic but a part.
pub(super) fn goes_on(symbols: &Symbols, end: usize) -> bool {
    let next = symbols.skip_blanks(end);
    matches!(symbols.base(next), Some('±' | '×' | '*')) || symbols.starts_with(next, "+/").is_some()
}

/// Whether a blank or nothing parts a place from what is before it.
pub(super) fn is_apart(symbols: &Symbols, at: usize) -> bool {
    at == 0 || symbols.base(at - 1).is_some_and(is_blank)
}
