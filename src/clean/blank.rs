//! Blanks and empty lines that say nothing.

use super::rule::{Change, Rule, Source, case};
use std::ops::Range;

pub(super) const AT_LINE_END: Rule = Rule {
    name: "blank-at-line-end",
    about: "Blanks at the end of a line say nothing, but for two of them inside a paragraph, which break the line. Code, HTML \
            and front matter are kept.",
    find: |source, changes| find(source, changes, AT_LINE_END.name),
    cases: &[
        case("one \n\ntwo\t\n", "one\n\ntwo\n", "the end of a line"),
        case("one  \ntwo", "one  \ntwo", "a line break"),
        case("```\none \n```", "```\none \n```", "code"),
    ],
};

pub(super) const EMPTY_LINES: Rule = Rule {
    name: "empty-lines",
    about: "One empty line parts two blocks; those that follow it say nothing. Code, HTML and front matter are kept.",
    find: |source, changes| find(source, changes, EMPTY_LINES.name),
    cases: &[
        case("one\n\n \n\ntwo", "one\n\ntwo", "three of them"),
        case("one\n\ntwo", "one\n\ntwo", "one of them"),
    ],
};

/// Finds what the rule of that name takes out.
fn find(source: &Source<'_>, changes: &mut Vec<Change>, rule: &'static str) {
    let mut kept = source.parsed.kept.iter().peekable();
    let (mut at, mut empty) = (0, 0);
    let mut change = |own: &Rule, range: Range<usize>| {
        if own.name == rule {
            changes.push(own.change(range, "", 1.0));
        }
    };
    for line in source.text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        while kept.peek().is_some_and(|own| own.end <= range.start) {
            kept.next();
        }
        if kept.peek().is_some_and(|own| own.start < range.end && own.end > range.start) {
            empty = 0;
            continue;
        }
        let body = line.trim_end_matches(['\n', '\r']);
        let trimmed = body.trim_end_matches([' ', '\t']);
        if trimmed.is_empty() {
            empty += 1;
            if empty > 1 {
                change(&EMPTY_LINES, range);
                continue;
            }
        } else {
            empty = 0;
        }
        // Two blanks before another line of the paragraph are a line break.
        let next = source.text[at..].lines().next().unwrap_or_default();
        let breaks = !trimmed.is_empty() && body.ends_with("  ") && !next.trim().is_empty();
        if trimmed.len() < body.len() && !breaks {
            change(&AT_LINE_END, range.start + trimmed.len()..range.start + body.len());
        }
    }
}
