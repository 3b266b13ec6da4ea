//! Markdown or plain text of any origin, mended: the same rules as for pages, and a record of each
//! change.

mod blank;
mod entry;
mod notation;
mod paragraph;
mod rule;

use crate::diagnostic::Sink;
use crate::ledger::Entry;
use crate::markdown::{self, Parsed};
use crate::repair::{self, Evidence};
use crate::text::{Edit, Style};
use crate::writer::{Scripts, script_run};
use rayon::prelude::*;
pub use rule::Rule;
use rule::{Change, Source};
use std::ops::Range;

/// How to clean.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Which rules to run.
    pub repair: repair::Options,
    /// The notation of raised and lowered characters; the one that prevails in the text if absent.
    pub scripts: Option<Scripts>,
}

/// A text and what was changed in it.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// What was changed, in order.
    pub ledger: Vec<Entry>,
}

/// Rules about how a text is written down.
const NOTATION: &[Rule] = &[notation::RULE, blank::AT_LINE_END, blank::EMPTY_LINES];

/// Rules about where blocks begin and end. Some make two changes that belong together, so that each
/// has a reading of its own.
const BLOCKS: &[Rule] = &[entry::GLUED, entry::UNNUMBERED, paragraph::CUT];

/// The rules about sources.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    NOTATION.iter().chain(BLOCKS)
}

/// Texts are read again at most this often.
const MOST_PASSES: u8 = 16;

/// Mends a text: what one rule mended may be what another one looks for, so that a text is read
/// again until nothing changes. One that is longer than [`markdown::LONGEST`] is left as it is.
pub fn clean(source: &str, options: &Options) -> Cleaned {
    let mut cleaned = Cleaned { text: source.to_owned(), ledger: Vec::new() };
    for number in 1..=MOST_PASSES {
        let changes = pass(&cleaned.text, options);
        if changes.is_empty() {
            break;
        }
        let (text, entries) = apply(&cleaned.text, changes, number);
        cleaned.text = text;
        cleaned.ledger.extend(entries);
    }
    cleaned
}

/// What is changed in one reading: the texts and how they are written down; where there is nothing
/// of that, where blocks begin and end.
fn pass(text: &str, options: &Options) -> Vec<Change> {
    if text.len() > markdown::LONGEST {
        return Vec::new();
    }
    let parsed = markdown::read(text);
    let scripts = options.scripts.unwrap_or_else(|| notation::prevailing(&parsed));
    let mut changes = mend(&parsed, &options.repair, scripts);
    let source = Source { text, parsed: &parsed, scripts };
    let run = |rules: &[Rule], changes: &mut Vec<Change>| {
        for rule in rules.iter().filter(|rule| options.repair.is_chosen(rule.name)) {
            (rule.find)(&source, changes);
        }
        changes.retain(|change| change.confidence >= options.repair.min_confidence);
    };
    run(NOTATION, &mut changes);
    for rule in BLOCKS {
        if changes.is_empty() {
            run(std::slice::from_ref(rule), &mut changes);
        }
    }
    changes
}

/// The changes that mend the passages of a text.
fn mend(parsed: &Parsed, options: &repair::Options, scripts: Scripts) -> Vec<Change> {
    let evidence =
        Evidence::of_texts(parsed.passages.iter().map(|passage| passage.text.original()));
    let rules: Vec<&repair::Rule> = repair::rules(options).collect();
    let least = options.min_confidence;
    let find = |passage: &markdown::Passage| {
        repair::find(&rules, &passage.text, &evidence, least, &mut Sink::default())
    };
    let edits: Vec<Vec<Edit>> = parsed.passages.par_iter().map(find).collect();
    let mut changes: Vec<Change> = Vec::new();
    for (passage, edits) in parsed.passages.iter().zip(edits) {
        for edit in edits {
            let range = edit.range.start as usize..edit.range.end as usize;
            // Where markup stands inside, the change would break it.
            let Some(range) = passage.source(&range) else { continue };
            // What is text in a formula is for one rule to say.
            if edit.rule != repair::FORMULA_RULE && is_inside(&parsed.formulas, &range) {
                continue;
            }
            let replacement = match &edit.style {
                Some(Style::Superscript) => script_run(&edit.replacement, true, scripts),
                Some(Style::Subscript) => script_run(&edit.replacement, false, scripts),
                _ => escaped(&edit.replacement),
            };
            let Edit { rule, reason, confidence, .. } = edit;
            changes.push(Change { rule, reason, range, replacement, confidence });
        }
    }
    changes
}

/// Whether a range begins in one of those, which are in order.
fn is_inside(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = ranges.partition_point(|own| own.end <= range.start);
    ranges.get(next).is_some_and(|own| own.start <= range.start)
}

/// Text that Markdown does not read as markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '_' | '<' | '`' | '|') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Makes changes; of two that overlap, the one that starts first.
fn apply(source: &str, mut changes: Vec<Change>, pass: u8) -> (String, Vec<Entry>) {
    changes.sort_by_key(|change| (change.range.start, change.range.end));
    let mut text = String::with_capacity(source.len());
    let mut ledger = Vec::with_capacity(changes.len());
    let mut at = 0;
    for Change { rule, reason, range, replacement, confidence } in changes {
        if range.start < at {
            continue;
        }
        text.push_str(&source[at..range.start]);
        let start = text.len();
        text.push_str(&replacement);
        ledger.push(Entry {
            rule: rule.to_owned(),
            reason: reason.to_owned(),
            before: source[range.clone()].to_owned(),
            after: replacement,
            confidence,
            pass,
            output: start..text.len(),
            source: range.clone(),
            page: None,
            bbox: None,
            key: None,
            decision: None,
        });
        at = range.end;
    }
    text.push_str(&source[at..]);
    (text, ledger)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::revert;

    fn cleaned(source: &str) -> String {
        clean(source, &Options::default()).text
    }

    fn only(rule: &Rule) -> Options {
        let repair = repair::Options { only: vec![rule.name.to_owned()], ..Default::default() };
        Options { repair, ..Default::default() }
    }

    #[test]
    fn every_case_holds() {
        for rule in rules() {
            for case in rule.cases {
                let once = clean(case.before, &only(rule)).text;
                assert_eq!(once, case.after, "{}: {}", rule.name, case.why);
                assert_eq!(clean(&once, &only(rule)).text, once, "{}: {}", rule.name, case.why);
            }
            assert!(rule.cases.iter().any(|case| case.before == case.after), "{}", rule.name);
        }
    }

    #[test]
    fn markup_is_kept() {
        let source = "# 5 ug\n\n*7.8 × 106* cells `5 ug`\n\n```\n5 ug  \n\n\n```\n\n| 5 uL | [a](b_ug) |\n|---|---|\n";
        let expected = "# 5 µg\n\n*7.8 × 10<sup>6</sup>* cells `5 ug`\n\n```\n5 ug  \n\n\n```\n\n| 5 µL | [a](b_ug) |\n|---|---|\n";
        assert_eq!(cleaned(source), expected);
    }

    #[test]
    fn scripts_have_the_notation_that_prevails() {
        assert_eq!(cleaned("10⁶ and 10⁻³, 10^-8 M"), "10⁶ and 10⁻³, 10⁻⁸ M");
        assert_eq!(
            cleaned("10<sup>6</sup> H<sub>2</sub>O 10⁹"),
            "10<sup>6</sup> H<sub>2</sub>O 10<sup>9</sup>"
        );
    }

    #[test]
    fn a_compound_that_a_figure_cut_is_whole() {
        let source = "The cells that were left of the sample of the patient were donor-\n\nFigure 1. Cells.\n\nderived, as donor-derived cells are.";
        let expected = "The cells that were left of the sample of the patient were donor-derived, as donor-derived cells are.\n\nFigure 1. Cells.";
        assert_eq!(cleaned(source), expected);
    }

    #[test]
    fn every_change_can_be_taken_back() {
        let source = "Given 5 ug/mL at 37 oC and 10^9 /L.  \n\n\n\nThe di ff erent.";
        let once = clean(source, &Options::default());
        assert_eq!(once.text, "Given 5 µg/mL at 37 °C and 10<sup>9</sup>/L.\n\nThe different.");
        assert_eq!(revert(&once.text, &once.ledger).as_deref(), Ok(source));
        assert!(revert("another text", &once.ledger).is_err());
    }

    proptest::proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(source in "[a-c0-9 \\-\n*_`<>^$~×µ|#.,/]{0,80}") {
            let once = clean(&source, &Options::default());
            proptest::prop_assert_eq!(&cleaned(&once.text), &once.text);
            proptest::prop_assert_eq!(revert(&once.text, &once.ledger), Ok(source));
        }
    }
}
