//! Words of a block: the notations in which tools write what is raised, lowered or set apart.

use super::model::Words;
use crate::text::Style;
use unicode_normalization::UnicodeNormalization;

/// Appends words of the source. Characters that are raised or lowered by their code, and what stands in `^{...}` or
/// `_{...}`, are raised and lowered letters in whatever notation is written later.
pub(super) fn push(words: &mut Words, text: &str, styles: &[Style]) {
    let mut rest = text;
    while !rest.is_empty() {
        let (at, length, run) = next_script(rest).unwrap_or((rest.len(), 0, None));
        words.push(&rest[..at], styles);
        if let Some((run, style)) = run {
            let styles: Vec<Style> = styles.iter().cloned().chain([style]).collect();
            words.push(&run, &styles);
        }
        rest = &rest[at + length..];
    }
}

type Run = Option<(String, Style)>;

/// The next stretch that is raised or lowered: where it begins, the bytes it takes, and what it says.
fn next_script(text: &str) -> Option<(usize, usize, Run)> {
    // All of these characters begin with one of four bytes in UTF-8.
    let starts = text.bytes().enumerate();
    let starts = starts.filter(|(_, byte)| matches!(byte, b'^' | b'_' | 0xC2 | 0xE2));
    for (at, byte) in starts {
        let rest = &text[at..];
        let found = if matches!(byte, b'^' | b'_') { braced(rest) } else { coded(rest) };
        if let Some((length, run, raised)) = found {
            let style = if raised { Style::Superscript } else { Style::Subscript };
            return Some((at, length, Some((run, style))));
        }
    }
    None
}

/// What stands in braces behind a caret or an underscore.
fn braced(text: &str) -> Option<(usize, String, bool)> {
    /// Longer stretches are no marks, powers or indices.
    const LONGEST: usize = 24;
    let inner = text[1..].strip_prefix('{')?;
    let end = inner.find('}').filter(|end| (1..=LONGEST).contains(end))?;
    let run = inner[..end].trim();
    let is_plain = !run.is_empty() && !run.contains(['\\', '{', '\n']);
    is_plain.then(|| ("^{}".len() + end, run.to_owned(), text.starts_with('^')))
}

/// Characters that are raised or lowered by their code, and what they are on the line.
fn coded(text: &str) -> Option<(usize, String, bool)> {
    let raised = is_raised(text.chars().next()?)?;
    let length = text.find(|c| is_raised(c) != Some(raised)).unwrap_or(text.len());
    Some((length, text[..length].nfkc().collect(), raised))
}

/// Whether a character is raised by its code, or lowered; nothing where it is neither.
fn is_raised(c: char) -> Option<bool> {
    match c {
        '²' | '³' | '¹' | '\u{2070}'..='\u{207F}' => Some(true),
        '\u{2080}'..='\u{209C}' => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_and_lowered_letters_have_one_form() {
        for (source, expected) in [
            ("Ann Muster¹,²* and Jan", "Ann Muster|1|,|2|* and Jan"),
            ("10⁻³ L", "10|−3| L"),
            ("Ann^{1,2}", "Ann|1,2|"),
            ("H_{2}O", "H|2|O"),
            ("a^b and x_y, 5 °C — no", "a^b and x_y, 5 °C — no"),
            ("^{\\alpha}", "^{\\alpha}"),
        ] {
            let mut words = Words::default();
            push(&mut words, source, &[]);
            let mut marked = words.text.clone();
            for (range, _) in words.spans.iter().rev() {
                marked.insert(range.end, '|');
                marked.insert(range.start, '|');
            }
            assert_eq!(marked, expected, "{source}");
        }
    }
}
