//! Mends what typesetting and extraction did to the text.
//!
//! A rule only proposes edits. This module applies them, remembers them in the text and reports
//! the ones that collide. Rules see the whole document through [`Evidence`].

mod evidence;
mod rule;

pub use evidence::Evidence;
pub use rule::RULES;

use crate::diagnostic::{Code, Sink};
use crate::role::{Passages, Role};
use crate::text::{Edit, Text};
use std::ops::Range;

/// Which rules to run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of rules to leave out.
    pub skip: Vec<String>,
}

/// A rule: what it mends, where it may act, and what it must do.
#[derive(Debug)]
pub struct Rule {
    /// The artefact, as a noun phrase.
    pub name: &'static str,
    /// What it is and how the rule tells it from text that is right.
    pub about: &'static str,
    /// A text that holds none of these bytes holds none of these artefacts.
    pub triggers: &'static [u8],
    /// Proposes edits to a text as printed, lines separated by `\n`.
    pub find: fn(&str, &Evidence, &mut Edits),
    /// What it must do, and what it must leave alone.
    pub cases: &'static [Case],
}

/// A text before and after a rule.
#[derive(Debug)]
pub struct Case {
    /// As printed.
    pub before: &'static str,
    /// As it should read, with `\n` where the rule leaves a line break alone.
    pub after: &'static str,
    /// Why.
    pub why: &'static str,
}

/// A row of a rule's table.
const fn case(before: &'static str, after: &'static str, why: &'static str) -> Case {
    Case { before, after, why }
}

/// Edits proposed by one rule.
#[derive(Debug, Default)]
pub struct Edits(Vec<(Range<usize>, String, f32)>);

impl Edits {
    /// Proposes to put `replacement` in place of `range`, with a confidence in 0..=1.
    pub fn replace(
        &mut self,
        range: Range<usize>,
        replacement: impl Into<String>,
        confidence: f32,
    ) {
        self.0.push((range, replacement.into(), confidence));
    }
}

/// Repairs the text of every passage.
pub fn apply(mut passages: Passages, options: &Options, sink: &mut Sink) -> Passages {
    let evidence = Evidence::gather(&passages);
    let rules: Vec<&Rule> =
        RULES.iter().filter(|rule| !options.skip.iter().any(|name| name == rule.name)).collect();
    for passage in &mut passages.passages {
        if !matches!(passage.role, Role::Furniture(_) | Role::FigureText(_)) {
            mend(&rules, &mut passage.text, &evidence, sink);
        }
    }
    passages
}

/// Runs rules on one text. Their edits refer to the text as printed, so that their order decides
/// only which of two that collide is made.
fn mend(rules: &[&Rule], text: &mut Text, evidence: &Evidence, sink: &mut Sink) {
    let mut present = [false; 256];
    for byte in text.original().bytes() {
        present[usize::from(byte)] = true;
    }
    for rule in rules {
        if !rule.triggers.iter().any(|&byte| present[usize::from(byte)]) {
            continue;
        }
        let mut edits = Edits::default();
        (rule.find)(text.original(), evidence, &mut edits);
        edits.0.sort_by_key(|(range, _, _)| (range.start, range.end));
        let mut kept: Vec<Edit> = Vec::with_capacity(edits.0.len());
        for (range, replacement, confidence) in edits.0 {
            let range = range.start as u32..range.end as u32;
            let collides = kept.last().is_some_and(|last| last.range.end > range.start)
                || text.overlaps(&range);
            if collides {
                sink.note(Code::RepairsOverlap, text.places().next().cloned(), rule.name);
            } else {
                kept.push(Edit { rule: rule.name, range, replacement, confidence });
            }
        }
        if !kept.is_empty() {
            text.apply(kept);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(rule: &Rule, before: &str) -> String {
        let evidence = Evidence::of_text(before);
        let mut edits = Edits::default();
        (rule.find)(before, &evidence, &mut edits);
        edits.0.sort_by_key(|(range, _, _)| range.start);
        let mut out = before.to_owned();
        for (range, replacement, _) in edits.0.into_iter().rev() {
            out.replace_range(range, &replacement);
        }
        out
    }

    #[test]
    fn every_case_holds() {
        for rule in RULES {
            for case in rule.cases {
                assert_eq!(mended(rule, case.before), case.after, "{}: {}", rule.name, case.why);
            }
        }
    }

    #[test]
    fn no_rule_changes_its_own_result() {
        for rule in RULES {
            for case in rule.cases {
                assert_eq!(mended(rule, case.after), case.after, "{}", rule.name);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn mending_twice_is_mending_once(text in "[a-dA-C0-9 \\-\n\u{AD}\u{3BC}gm/.:(]{0,60}") {
            for rule in RULES {
                let once = mended(rule, &text);
                proptest::prop_assert_eq!(mended(rule, &once), once, "{}", rule.name);
            }
        }
    }

    #[test]
    fn every_rule_says_what_it_leaves_alone() {
        for rule in RULES {
            assert!(rule.cases.iter().any(|c| c.before == c.after), "{}", rule.name);
        }
    }

    #[test]
    fn every_change_has_a_trigger() {
        for rule in RULES {
            for case in rule.cases.iter().filter(|case| case.before != case.after) {
                let hit = case.before.bytes().any(|byte| rule.triggers.contains(&byte));
                assert!(hit, "{}: {}", rule.name, case.before);
            }
        }
    }

    #[test]
    fn every_file_is_a_rule() {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/repair/rule"))
            .into_iter()
            .flatten()
            .flatten()
            .filter(|file| file.file_name() != "mod.rs")
            .count();
        assert_eq!(files, RULES.len());
    }
}
