//! Where Markdown would read a character of the text as syntax.
//!
//! The reader that is feared is the union of `CommonMark`, GFM and Pandoc's Markdown. A character
//! that none of them would read stays bare, so that `p < 0.05` and `~5 mg` are as printed.

/// Longest name or number of a character reference that is looked for after `&`.
const REFERENCE_LENGTH: usize = 32;

/// Digits of the longest number that opens a list item in `CommonMark`.
const LIST_NUMBER_DIGITS: usize = 9;

/// What is known about a whole text before its characters are escaped.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Survey {
    tildes: usize,
    carets: usize,
    dollars: usize,
    opens_with_bracket: bool,
}

/// Where on the page of Markdown a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a line of its own.
    Block,
    /// Behind the marks of a heading.
    Heading,
    /// Behind words that the writer put before it on the same line.
    Inner,
    /// In a cell of a pipe table.
    Cell,
}

/// Which characters the writer itself uses as marks, so that one of them alone is read as one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    /// `^` and `~` enclose scripts.
    pub(super) carets_and_tildes: bool,
    /// `$` encloses formulas.
    pub(super) dollars: bool,
}

/// Looks over a text.
pub(super) fn survey(chars: &[char]) -> Survey {
    let count = |wanted: char| chars.iter().filter(|&&c| c == wanted).count();
    Survey {
        tildes: count('~'),
        carets: count('^'),
        dollars: count('$'),
        opens_with_bracket: chars.first() == Some(&'['),
    }
}

/// Whether the character at `at` needs a backslash. `before` and `after` say whether it touches a
/// mark of the writer's own there; `in_link` whether it stands in the words of a link.
pub(super) fn needs_backslash(
    chars: &[char],
    at: usize,
    survey: Survey,
    place: Place,
    marks: Marks,
    touches: Touches,
) -> bool {
    let previous = if touches.before { None } else { at.checked_sub(1).map(|i| chars[i]) };
    let next = if touches.after { None } else { chars.get(at + 1).copied() };
    let between = |test: fn(char) -> bool| previous.is_some_and(test) && next.is_some_and(test);
    let paired = |count: usize, is_mark: bool| is_mark || count > 1;
    match chars[at] {
        '\\' | '`' => true,
        '*' => !between(is_blank),
        '_' => !between(char::is_alphanumeric) && !between(is_blank),
        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => opens_reference(&chars[at + 1..]),
        '[' => touches.in_link || matches!(next, Some('^' | '@')) || opens_task(chars, at),
        ']' => {
            touches.in_link
                || matches!(next, Some('(' | '{'))
                || (survey.opens_with_bracket && next == Some(':'))
        }
        '!' => touches.link_follows,
        '|' => place == Place::Cell || (at == 0 && place == Place::Block),
        '~' => paired(survey.tildes, marks.carets_and_tildes) && !between(is_blank),
        '^' => next == Some('[') || paired(survey.carets, marks.carets_and_tildes),
        '$' => paired(survey.dollars, marks.dollars),
        '@' => {
            !previous.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric)
        }
        '{' => place == Place::Heading,
        '#' => closes_heading(chars, at, place) || (at == 0 && place == Place::Block),
        '>' => at == 0 && place == Place::Block,
        '-' => at == 0 && place == Place::Block && next.is_none_or(|c| is_blank(c) || c == '-'),
        '+' | ':' => at == 0 && place == Place::Block && next.is_none_or(is_blank),
        '.' | ')' => place == Place::Block && closes_list_number(chars, at),
        _ => false,
    }
}

/// What stands beside a character in the output.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Touches {
    /// A mark of the writer's own stands before it.
    pub(super) before: bool,
    /// A mark of the writer's own stands after it.
    pub(super) after: bool,
    /// It stands in the words of a link.
    pub(super) in_link: bool,
    /// A link begins right after it.
    pub(super) link_follows: bool,
}

fn is_blank(c: char) -> bool {
    c == ' '
}

fn opens_reference(rest: &[char]) -> bool {
    let name = &rest[..rest.len().min(REFERENCE_LENGTH)];
    let Some(end) = name.iter().position(|&c| c == ';') else { return false };
    let body = &name[..end];
    match body.split_first() {
        Some(('#', digits)) => {
            let digits =
                digits.strip_prefix(&['x']).or(digits.strip_prefix(&['X'])).unwrap_or(digits);
            !digits.is_empty() && digits.iter().all(char::is_ascii_hexdigit)
        }
        Some((first, rest)) => {
            first.is_ascii_alphabetic() && rest.iter().all(char::is_ascii_alphanumeric)
        }
        None => false,
    }
}

/// GFM reads `[ ]` and `[x]` at the start of a list item as a box to tick.
fn opens_task(chars: &[char], at: usize) -> bool {
    at == 0 && matches!(chars.get(..3), Some(['[', ' ' | 'x' | 'X', ']']))
}

/// A row of `#` at the end of a heading is not part of its words.
fn closes_heading(chars: &[char], at: usize, place: Place) -> bool {
    place == Place::Heading
        && chars[at..].iter().all(|&c| c == '#')
        && (at == 0 || chars[at - 1] == ' ')
}

fn closes_list_number(chars: &[char], at: usize) -> bool {
    (1..=LIST_NUMBER_DIGITS).contains(&at)
        && chars[..at].iter().all(char::is_ascii_digit)
        && chars.get(at + 1).copied().is_none_or(is_blank)
}

/// Characters as HTML text.
pub(super) fn html(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    }
}
