//! Mends what typesetting and extraction did to the text.
//!
//! A rule only proposes edits. This module applies them, remembers them in the text and reports
//! the ones that collide. Rules see the whole document through [`Evidence`].

mod decide;
mod evidence;
mod key;
mod model;
mod piece;
mod rule;

pub use evidence::Evidence;
pub use model::{CERTAIN, Case, Edits, LIKELY, POSSIBLE, Rule, SURE, Scope};
pub use piece::{Piece, is_script_character};
pub use rule::{FORMULA_RULE, RULES};

use crate::decision::Decisions;
use crate::diagnostic::{Code, Sink};
use crate::document::TextLayer;
use crate::role::{Passage, Passages, Role};
use crate::text::{Edit, Text};
use decide::Judge;
use key::Keys;
use model::Proposal;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Which rules to run.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Names of rules to leave out.
    pub skip: Vec<String>,
    /// Names of the only rules to run; all where it is empty.
    pub only: Vec<String>,
    /// Edits that are less certain than this are not made.
    pub min_confidence: f32,
}

impl Options {
    /// Whether a rule is to run.
    pub fn is_chosen(&self, rule: &str) -> bool {
        let named = |names: &[String]| names.iter().any(|name| name == rule);
        !named(&self.skip) && (self.only.is_empty() || named(&self.only))
    }
}

/// Repairs the text of every passage, but where a person rejected that: the text stays as printed there, and is not
/// open to another rule.
pub fn apply(
    mut passages: Passages,
    options: &Options,
    decisions: &Decisions,
    sink: &mut Sink,
) -> Passages {
    let layers = passages.layout.pages.iter().map(|page| page.text_layer);
    // Nobody knows what read a text without pages.
    let recognised =
        passages.layout.pages.is_empty() || TextLayer::of_most(layers) != TextLayer::BornDigital;
    let rules: Vec<&Rule> =
        rules(options).filter(|rule| recognised || rule.scope == Scope::Any).collect();
    let evidence = Evidence::of(&passages);
    let mut edits = |passage: &Passage| match passage.role {
        Role::Furniture(_) | Role::FigureText(_) | Role::Listing { .. } => Vec::new(),
        _ => find(&rules, &passage.text, &evidence, options.min_confidence, sink),
    };
    let edits: Vec<Vec<Edit>> = passages.passages.iter().map(&mut edits).collect();
    let (mut keys, mut judge) = (Keys::default(), Judge::new(decisions));
    for (passage, mut edits) in passages.passages.iter_mut().zip(edits) {
        if !edits.is_empty() {
            keys.give(&passage.text, &mut edits);
            let (made, rejected) = judge.part(&passage.text, edits, sink);
            passage.text.apply(made);
            passage.text.reject(rejected);
        }
    }
    judge.finish(sink);
    passages
}

/// The rules that are asked for.
pub fn rules(options: &Options) -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| options.is_chosen(rule.name))
}

/// What rules change in one text, in order. Their edits refer to the text as printed, so that their order decides
/// only which of two that collide is made.
pub fn find(
    rules: &[&Rule],
    text: &Text,
    evidence: &Evidence<'_>,
    min_confidence: f32,
    sink: &mut Sink,
) -> Vec<Edit> {
    let mut present = [false; 256];
    for byte in text.original().bytes() {
        present[usize::from(byte)] = true;
    }
    let mut all: Vec<Edit> = Vec::new();
    let piece = Piece::of(text);
    for rule in rules {
        if !rule.triggers.iter().any(|&byte| present[usize::from(byte)]) {
            continue;
        }
        let mut edits = Edits::default();
        (rule.find)(&piece, evidence, &mut edits);
        edits.0.retain(|proposal| proposal.confidence >= min_confidence);
        edits.0.sort_by_key(|proposal| (proposal.range.start, proposal.range.end));
        let mut kept: Vec<Edit> = Vec::with_capacity(edits.0.len());
        for Proposal { range, replacement, style, confidence } in edits.0 {
            let range = range.start as u32..range.end as u32;
            let collides = kept.last().is_some_and(|last| last.range.end > range.start)
                || overlaps(&all, &range);
            if collides {
                sink.note(Code::RepairsOverlap, text.places().next().cloned(), rule.name);
            } else {
                let (rule, reason) = (rule.name, first_sentence(rule.about));
                let (key, verdict) = (None, None);
                kept.push(Edit {
                    rule,
                    reason,
                    range,
                    replacement,
                    style,
                    confidence,
                    key,
                    verdict,
                });
            }
        }
        if !kept.is_empty() {
            all.extend(kept);
            all.sort_by_key(|edit| (edit.range.start, edit.range.end));
        }
    }
    all
}

/// What a rule goes by: the rest of what it says is when it does not.
pub fn first_sentence(about: &str) -> &str {
    about.split_inclusive(". ").next().unwrap_or(about).trim_end()
}

/// Whether an edit touches `range`; edits are sorted and do not overlap.
fn overlaps(edits: &[Edit], range: &Range<u32>) -> bool {
    let first = edits.partition_point(|edit| edit.range.end <= range.start);
    edits.get(first).is_some_and(|edit| edit.range.start < range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Style;

    /// Cuts `⟦9⟧` and `⟨2⟩` into a text with what is set apart in it.
    fn parsed(marked: &str) -> Text {
        let mut builder = crate::text::Builder::default();
        let mut open = 0;
        for c in marked.chars() {
            match c {
                '⟦' | '⟨' => open = builder.len(),
                '⟧' => builder.style(open..builder.len(), Style::Superscript),
                '⟩' => builder.style(open..builder.len(), Style::Subscript),
                c => builder.push_plain(c.encode_utf8(&mut [0; 4])),
            }
        }
        builder.finish()
    }

    fn mended(rule: &Rule, before: &str) -> String {
        let mut text = parsed(before);
        let evidence = Evidence::of_texts(std::iter::once(text.original()));
        let edits = find(&[rule], &text, &evidence, 0.0, &mut Sink::default());
        text.apply(edits);
        let mut out = String::new();
        for segment in text.segments() {
            let raised = segment.styles.contains(&&Style::Superscript);
            let lowered = segment.styles.contains(&&Style::Subscript);
            // A line break that no edit touched is written as a blank.
            let range = segment.original.start as usize..segment.original.end as usize;
            let as_printed = &text.original()[range];
            let joined = as_printed.replace('\n', " ") == segment.text;
            let shown = if joined { as_printed } else { segment.text };
            match (raised, lowered) {
                (true, _) => out.push_str(&format!("⟦{shown}⟧")),
                (_, true) => out.push_str(&format!("⟨{shown}⟩")),
                _ => out.push_str(shown),
            }
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
