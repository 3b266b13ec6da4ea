//! The parts of a caption that belong to one panel of its figure each.

use std::ops::Range;

/// A part of a caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What it is called, as printed: `A`, `b`, `C–E`.
    pub label: String,
    /// Bytes of the caption's text, the label among them.
    pub range: Range<usize>,
}

/// How the labels of a caption are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `(A)`, `(B, C)`.
    Bracketed,
    /// `A)`, `A.`, `A,`, `A:` where a sentence begins.
    Bare,
}

/// A label in a text.
struct Found {
    range: Range<usize>,
    label: Range<usize>,
    first: char,
    last: char,
}

/// The parts of a caption whose panels are named one after the other from A, each before what is
/// said of it. Nothing where labels are out of order, where there is but one, or where they follow
/// what they name.
pub fn panels(text: &str) -> Vec<Panel> {
    let forms = [Form::Bracketed, Form::Bare].map(|form| sequence(text, form));
    let labels = forms.into_iter().max_by_key(Vec::len).unwrap_or_default();
    if labels.len() < 2 || !labels.first().is_some_and(|first| opens(text, first.range.start)) {
        return Vec::new();
    }
    let ends = labels.iter().skip(1).map(|next| next.range.start).chain([text.len()]);
    let panel = |(own, end): (&Found, usize)| Panel {
        label: text[own.label.clone()].to_owned(),
        range: own.range.start..own.range.start + text[own.range.start..end].trim_end().len(),
    };
    labels.iter().zip(ends).map(panel).collect()
}

/// The labels of one form that go on from A without a gap, in one case.
fn sequence(text: &str, form: Form) -> Vec<Found> {
    let mut labels: Vec<Found> = Vec::new();
    for (at, c) in text.char_indices() {
        let starts = match form {
            Form::Bracketed => c == '(',
            Form::Bare => c.is_ascii_alphabetic() && opens(text, at),
        };
        let Some(found) = starts.then(|| label(text, at, form)).flatten() else { continue };
        let expected = match labels.last() {
            Some(last) => char::from_u32(u32::from(last.last) + 1) == Some(found.first),
            None => matches!(found.first, 'A' | 'a'),
        };
        if expected {
            labels.push(found);
        }
    }
    labels
}

/// The label that begins at a byte: a letter, or letters joined by commas, dashes and `and`.
fn label(text: &str, at: usize, form: Form) -> Option<Found> {
    let start = if form == Form::Bracketed { at + 1 } else { at };
    let first = text[start..].chars().next().filter(char::is_ascii_alphabetic)?;
    let (mut end, mut last) = (start + 1, first);
    while let Some((length, letter)) = next_letter(&text[end..]) {
        if letter <= last || letter.is_ascii_uppercase() != first.is_ascii_uppercase() {
            return None;
        }
        end += length;
        last = letter;
    }
    let closing = text[end..].chars().next()?;
    let closes = match form {
        Form::Bracketed => closing == ')',
        Form::Bare => matches!(closing, ')' | '.' | ',' | ':') && text[end + 1..].starts_with(' '),
    };
    let range = at..end + closing.len_utf8();
    closes.then_some(Found { range, label: start..end, first, last })
}

/// Length of what joins two labels at the beginning of a text: a dash, a comma, a word, or both.
fn joint_length(text: &str) -> Option<usize> {
    if let Some(dash) = text.chars().next().filter(|c| matches!(c, '-' | '–')) {
        return Some(dash.len_utf8());
    }
    let comma = usize::from(text.starts_with(','));
    let blank = comma + usize::from(text[comma..].starts_with(' '));
    let mut words = ["and ", "& "].into_iter();
    match words.find(|word| blank > comma && text[blank..].starts_with(word)) {
        Some(word) => Some(blank + word.len()),
        None => (comma > 0).then_some(blank),
    }
}

/// What joins another letter to a label, and that letter.
fn next_letter(rest: &str) -> Option<(usize, char)> {
    let joint = joint_length(rest)?;
    let mut letters = rest[joint..].chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    let alone = !letters.next().is_some_and(char::is_alphanumeric);
    alone.then_some((joint + 1, letter))
}

/// Whether a sentence may begin at a byte.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    before.is_empty() || before.len() < at && before.ends_with(['.', ';', ':', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, &str)> {
        panels(text).into_iter().map(|panel| (panel.label, &text[panel.range])).collect()
    }

    #[test]
    fn parts_begin_with_their_labels() {
        let cases: &[(&str, &[(&str, &str)])] = &[
            ("Cells. (A) Before. (B) After (A).", &[("A", "(A) Before."), ("B", "(B) After (A).")]),
            (
                "(a) One; (b, c) two; (d–f) three.",
                &[("a", "(a) One;"), ("b, c", "(b, c) two;"), ("d–f", "(d–f) three.")],
            ),
            ("A. Before. B. After.", &[("A", "A. Before."), ("B", "B. After.")]),
            (
                "Growth. A, of mice. B and C, of rats.",
                &[("A", "A, of mice."), ("B and C", "B and C, of rats.")],
            ),
            ("A) One B) two", &[]),
            ("Cells (A) and mice (B).", &[]),
            ("(A) Only one.", &[]),
            ("(B) Two. (C) Three.", &[]),
            ("A. thaliana grows. It does.", &[]),
            ("(A) One. (C) Three.", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> =
                expected.iter().map(|(label, part)| ((*label).to_owned(), *part)).collect();
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn parts_are_in_order_and_apart(text in "[ABCabc()., –é]{0,40}") {
            let mut end = 0;
            for panel in panels(&text) {
                proptest::prop_assert!(panel.range.start >= end);
                proptest::prop_assert!(text.get(panel.range.clone()).is_some());
                end = panel.range.end;
            }
        }
    }
}
