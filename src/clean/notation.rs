//! Raised and lowered characters in one notation.

use super::rule::{Change, Rule, Source, case};
use crate::markdown::{self, Parsed};
use crate::repair::Case;
use crate::repair::is_script_character;
use crate::text::Style;
use crate::writer::{Scripts, plain_run, script_run};
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    name: "script-in-other-notation",
    about: "Raised and lowered characters have one notation in a text: the one that was asked for, else the one that \
            prevails in its powers, else HTML. A text whose powers are mostly written with carets or as LaTeX has no \
            notation that prevails.",
    find,
    cases: CASES,
};

const CASES: &[Case] = &[
    case(
        "10<sup>6</sup> and 10<sup>7</sup>, 10⁹",
        "10<sup>6</sup> and 10<sup>7</sup>, 10<sup>9</sup>",
        "HTML prevails",
    ),
    case("10⁶ and 10⁻³, H<sub>2</sub>O", "10⁶ and 10⁻³, H₂O", "Unicode prevails"),
    case("10⁶, `10<sup>9</sup>`", "10⁶, `10<sup>9</sup>`", "code"),
];

fn find(source: &Source<'_>, changes: &mut Vec<Change>) {
    for passage in &source.parsed.passages {
        if source.scripts != Scripts::Html {
            tags(source, passage, changes);
        }
        if source.scripts != Scripts::Unicode {
            characters(source, passage, changes);
        }
    }
}

/// Writes what stands in tags.
fn tags(source: &Source<'_>, passage: &markdown::Passage, changes: &mut Vec<Change>) {
    for span in passage.text.spans() {
        let raised = match span.style {
            Style::Superscript => true,
            Style::Subscript => false,
            _ => continue,
        };
        let range = span.range.start as usize..span.range.end as usize;
        let Some(inner) = passage.source(&range) else { continue };
        let (open, close) = ("<sup>".len(), "</sup>".len());
        let whole = inner.start.saturating_sub(open)..inner.end + close;
        push(source, whole, raised, &passage.text.original()[range], changes);
    }
}

/// Writes characters that are raised or lowered by their code.
fn characters(source: &Source<'_>, passage: &markdown::Passage, changes: &mut Vec<Change>) {
    let text = passage.text.original();
    for range in runs(text) {
        if let Some((run, raised)) = plain_run(&text[range.clone()])
            && let Some(whole) = passage.source(&range)
        {
            push(source, whole, raised, &run, changes);
        }
    }
}

fn push(
    source: &Source<'_>,
    range: Range<usize>,
    raised: bool,
    run: &str,
    changes: &mut Vec<Change>,
) {
    let replacement = script_run(run, raised, source.scripts);
    if source.text.get(range.clone()).is_some_and(|before| before != replacement) {
        changes.push(RULE.change(range, replacement, 1.0));
    }
}

/// Stretches of characters that are raised or lowered by their code.
fn runs(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            // All of them begin with one of two bytes in UTF-8.
            let lead = text.as_bytes()[at..].iter().position(|byte| matches!(byte, 0xC2 | 0xE2))?;
            let start = at + lead;
            let rest = &text[start..];
            let length = rest.find(|c| !is_script_character(c)).unwrap_or(rest.len());
            at = start + length.max(rest.chars().next().map_or(1, char::len_utf8));
            if length > 0 {
                return Some(start..start + length);
            }
        }
    })
}

/// Raised and lowered runs by their notation.
#[derive(Default)]
struct Count {
    unicode: usize,
    html: usize,
    other: usize,
}

/// The notation that prevails among powers, or among all scripts of a text without powers.
pub(super) fn prevailing(parsed: &Parsed) -> Scripts {
    let (mut all, mut powers) = (Count::default(), Count::default());
    for passage in &parsed.passages {
        let text = passage.text.original();
        let mut count = |at: usize, of: fn(&mut Count) -> &mut usize| {
            *of(&mut all) += 1;
            if text[..at].trim_end_matches([' ', '$']).ends_with(|c: char| c.is_ascii_digit()) {
                *of(&mut powers) += 1;
            }
        };
        for range in runs(text) {
            count(range.start, |count| &mut count.unicode);
        }
        for span in passage.text.spans() {
            if matches!(span.style, Style::Superscript | Style::Subscript) {
                count(span.range.start as usize, |count| &mut count.html);
            }
        }
        for (at, _) in text.match_indices('^') {
            count(at, |count| &mut count.other);
        }
    }
    let count = if powers.unicode + powers.html + powers.other > 0 { powers } else { all };
    if count.unicode > count.html + count.other { Scripts::Unicode } else { Scripts::Html }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_powers_say_what_prevails() {
        let cases = [
            ("10⁶", Scripts::Unicode),
            ("10<sup>6</sup> 10⁶", Scripts::Html),
            ("Li² and Xu³ gave 10^9, 10^8 and 10⁶", Scripts::Html),
            ("$10^9$ in 5 m²", Scripts::Html),
            ("Li² and Xu³", Scripts::Unicode),
            ("none", Scripts::Html),
        ];
        for (source, expected) in cases {
            assert_eq!(prevailing(&markdown::read(source)), expected, "{source}");
        }
    }
}
