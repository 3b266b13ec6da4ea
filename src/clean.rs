//! Markdown or plain text of any origin, mended: the same rules as for pages, and a record of each
//! change.

use crate::diagnostic::Sink;
use crate::markdown::{self, Parsed};
use crate::repair::{self, Evidence, Rule, is_script_character};
use crate::text::Style;
use crate::writer::{Scripts, plain_run, script_run};
use serde::{Deserialize, Serialize};
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

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The rule that made it.
    pub rule: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
    /// Which reading of the text it was made in, from 1.
    pub pass: u8,
    /// Where it stood: bytes of the text before this reading.
    pub source: Range<usize>,
    /// Where it stands: bytes of the text after this reading.
    pub output: Range<usize>,
}

/// A change to the source.
struct Change {
    rule: &'static str,
    range: Range<usize>,
    replacement: String,
    confidence: f32,
}

/// Texts are read again at most this often.
const MOST_PASSES: u8 = 4;

/// Name of the change that writes scripts in one notation.
const NOTATION: &str = "script-in-other-notation";
/// Name of the change that takes out blanks at the end of a line.
const TRAILING: &str = "blank-at-line-end";
/// Name of the change that takes out empty lines after an empty line.
const EMPTY: &str = "empty-lines";

/// Mends a text: what one rule mended may be what another one looks for, so that a text is read
/// again until nothing changes.
pub fn clean(source: &str, options: &Options) -> Cleaned {
    let mut cleaned = pass(source, options);
    for number in 2..=MOST_PASSES {
        let mut next = pass(&cleaned.text, options);
        if next.ledger.is_empty() {
            break;
        }
        next.ledger.iter_mut().for_each(|entry| entry.pass = number);
        cleaned.text = next.text;
        cleaned.ledger.append(&mut next.ledger);
    }
    cleaned
}

fn pass(source: &str, options: &Options) -> Cleaned {
    let mut parsed = markdown::read(source);
    let scripts = options.scripts.unwrap_or_else(|| prevailing(source));
    let evidence =
        Evidence::of_texts(parsed.passages.iter().map(|passage| passage.text.original()));
    let rules: Vec<&Rule> = repair::rules(&options.repair).collect();
    let mut changes: Vec<Change> = Vec::new();
    for passage in &mut parsed.passages {
        let least = options.repair.min_confidence;
        repair::mend(&rules, &mut passage.text, &evidence, least, &mut Sink::default());
        for edit in passage.text.edits() {
            let range = edit.range.start as usize..edit.range.end as usize;
            // Where markup stands inside, the change would break it.
            let Some(range) = passage.source(&range) else { continue };
            let replacement = match &edit.style {
                Some(Style::Superscript) => script_run(&edit.replacement, true, scripts),
                Some(Style::Subscript) => script_run(&edit.replacement, false, scripts),
                _ => escaped(&edit.replacement),
            };
            let confidence = edit.confidence;
            changes.push(Change { rule: edit.rule, range, replacement, confidence });
        }
        if options.repair.only.is_empty() {
            notation(source, passage, scripts, &mut changes);
        }
    }
    if options.repair.only.is_empty() {
        blanks(source, &parsed, &mut changes);
    }
    apply(source, changes)
}

/// Takes changes back, those of the last reading first.
///
/// # Errors
/// The text is not the one that the ledger belongs to.
pub fn revert(text: &str, ledger: &[Entry]) -> Result<String, String> {
    let mut out = text.to_owned();
    for entries in ledger.chunk_by(|a, b| a.pass == b.pass).rev() {
        out = revert_pass(&out, entries)?;
    }
    Ok(out)
}

fn revert_pass(text: &str, ledger: &[Entry]) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for entry in ledger {
        let found = text.get(entry.output.clone());
        if found != Some(&entry.after) || entry.output.start < at {
            return Err(format!(
                "at byte {} stands {:?}, not {:?}: the ledger is of another text",
                entry.output.start,
                found.unwrap_or_default(),
                entry.after
            ));
        }
        out.push_str(&text[at..entry.output.start]);
        out.push_str(&entry.before);
        at = entry.output.end;
    }
    out.push_str(&text[at..]);
    Ok(out)
}

/// The notation of most raised and lowered runs.
fn prevailing(source: &str) -> Scripts {
    let html = source.matches("<sup>").count() + source.matches("<sub>").count();
    let mut unicode = 0;
    let mut inside = false;
    for c in source.chars() {
        let own = is_script_character(c);
        unicode += usize::from(own && !inside);
        inside = own;
    }
    if unicode > html { Scripts::Unicode } else { Scripts::Html }
}

/// Writes raised and lowered characters in one notation.
fn notation(
    source: &str,
    passage: &markdown::Passage,
    scripts: Scripts,
    changes: &mut Vec<Change>,
) {
    let text = passage.text.original();
    let mut push = |text: Range<usize>, marks: usize, raised: bool, run: &str| {
        let Some(inner) = passage.source(&text) else { return };
        let range =
            inner.start.saturating_sub(marks)..(inner.end + if marks > 0 { marks + 1 } else { 0 });
        let replacement = script_run(run, raised, scripts);
        if source.get(range.clone()).is_some_and(|before| before != replacement) {
            changes.push(Change { rule: NOTATION, range, replacement, confidence: 1.0 });
        }
    };
    for span in passage.text.spans() {
        let range = span.range.start as usize..span.range.end as usize;
        let raised = span.style == Style::Superscript;
        if matches!(span.style, Style::Superscript | Style::Subscript) && scripts != Scripts::Html {
            push(range.clone(), "<sup>".len(), raised, &text[range]);
        }
    }
    if scripts == Scripts::Unicode {
        return;
    }
    let mut at = 0;
    while let Some(start) = text[at..].find(is_script_character).map(|found| at + found) {
        let length = text[start..].find(|c| !is_script_character(c)).unwrap_or(text.len() - start);
        at = start + length;
        if let Some((run, raised)) = plain_run(&text[start..at]) {
            push(start..at, 0, raised, &run);
        }
    }
}

/// Takes out blanks at line ends and runs of empty lines, outside code, HTML and front matter.
fn blanks(source: &str, parsed: &Parsed, changes: &mut Vec<Change>) {
    let mut kept = parsed.kept.iter().peekable();
    let (mut at, mut empty) = (0, 0);
    let mut change = |rule, range: Range<usize>| {
        changes.push(Change { rule, range, replacement: String::new(), confidence: 1.0 });
    };
    for line in source.split_inclusive('\n') {
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
                change(EMPTY, range);
                continue;
            }
        } else {
            empty = 0;
        }
        // Two blanks before another line of the paragraph are a line break.
        let next = source[at..].lines().next().unwrap_or_default();
        let breaks = !trimmed.is_empty() && body.ends_with("  ") && !next.trim().is_empty();
        if trimmed.len() < body.len() && !breaks {
            change(TRAILING, range.start + trimmed.len()..range.start + body.len());
        }
    }
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
fn apply(source: &str, mut changes: Vec<Change>) -> Cleaned {
    changes.sort_by_key(|change| (change.range.start, change.range.end));
    let mut cleaned = Cleaned::default();
    let mut at = 0;
    for Change { rule, range, replacement, confidence } in changes {
        if range.start < at {
            continue;
        }
        cleaned.text.push_str(&source[at..range.start]);
        let start = cleaned.text.len();
        cleaned.text.push_str(&replacement);
        cleaned.ledger.push(Entry {
            rule: rule.to_owned(),
            before: source[range.clone()].to_owned(),
            after: replacement,
            confidence,
            pass: 1,
            output: start..cleaned.text.len(),
            source: range.clone(),
        });
        at = range.end;
    }
    cleaned.text.push_str(&source[at..]);
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(source: &str) -> String {
        clean(source, &Options::default()).text
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
