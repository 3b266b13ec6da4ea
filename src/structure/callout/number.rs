//! Citations by number: `[4–7, 9]`, `(8, 10-12)`, raised `4–7,9`.

use super::part::{blanks, callout, dash_here, item, number_here};
use crate::document::Reference;
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::document::script::ScriptKind;
use crate::lexicon::WordSet;
use crate::script;
use crate::structure::passage::Passage;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How citations are told from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Square,
    Round,
    Raised,
}

/// Every way.
pub(super) const WAYS: [Way; 3] = [Way::Square, Way::Round, Way::Raised];

/// More entries than this are not cited in one range.
const LONGEST_RANGE: u32 = 60;

/// Words that lead to numbers of entries.
const INTRODUCTIONS: WordSet = WordSet::new(&[
    "also",
    "and",
    "by",
    "cf",
    "e.g",
    "eg",
    "example",
    "for",
    "from",
    "in",
    "ref",
    "reference",
    "references",
    "refs",
    "review",
    "reviewed",
    "reviews",
    "see",
    "within",
]);

/// Words behind which a number in brackets is that of a formula, in the singular.
const FORMULAS: WordSet = WordSet::new(&["eq", "eqn", "equation", "formula", "model", "step"]);

/// The citations of one way.
pub(super) fn find(
    entries: &[(u32, &Reference)],
    passages: &[Passage<'_>],
    way: Way,
) -> Vec<Callout> {
    let entries = by_number(entries);
    let mut found = Vec::new();
    for passage in passages {
        match way {
            Way::Square => bracketed(passage, ['[', ']'], &entries, &mut found),
            Way::Round => bracketed(passage, ['(', ')'], &entries, &mut found),
            Way::Raised => raised(passage, &entries, &mut found),
        }
    }
    found
}

/// Nodes by the number that is printed before them; by their place where none is.
fn by_number(entries: &[(u32, &Reference)]) -> FxHashMap<u32, u32> {
    let printed = entries.iter().any(|(_, entry)| entry.label.is_some());
    let mut nodes = FxHashMap::default();
    for (place, (node, entry)) in (1..).zip(entries) {
        let label = entry.label.as_deref().and_then(|label| label.trim().parse().ok());
        if let Some(number) = if printed { label } else { Some(place) } {
            // A number that two entries have is not certain for the second.
            nodes.entry(number).or_insert(*node);
        }
    }
    nodes
}

fn bracketed(
    passage: &Passage<'_>,
    [open, close]: [char; 2],
    entries: &FxHashMap<u32, u32>,
    found: &mut Vec<Callout>,
) {
    let text = passage.text;
    for (start, _) in text.match_indices(open) {
        let inner = start + 1 + introduction(&text[start + 1..]);
        let Some((items, end)) = list(text, inner, entries) else { continue };
        let is_value = open == '(' && passage.is_cell() && is_behind_number(text, start);
        if text[end..].starts_with(close) && !is_label(text, start) && !is_value {
            found.push(callout(passage, start..end + 1, CalloutForm::Number, items));
        }
    }
    unite(text, entries, found, (passage.node, passage.index));
}

/// Length of words that lead to the numbers in brackets: `reviewed in`.
fn introduction(text: &str) -> usize {
    // Words with brackets lead to nothing: what stands behind them need not be looked at.
    let ends = |c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | '[' | ']');
    let Some(words) = text.find(ends) else { return 0 };
    if !text[words..].starts_with(|c: char| c.is_ascii_digit()) {
        return 0;
    }
    let leads = |word: &str| INTRODUCTIONS.contains(word.trim_end_matches(['.', ',', ':']));
    let all = text[..words].split_whitespace().all(leads);
    if all { words } else { 0 }
}

/// Whether a number in brackets is that of a formula or belongs to the word before it: `f(2)`.
fn is_label(text: &str, open: usize) -> bool {
    let before = &text[..open];
    let word = before.trim_end().rsplit(|c: char| c.is_whitespace() || c == '(').next();
    let is_formula = word.is_some_and(|word| FORMULAS.contains(word.trim_end_matches(['.', 's'])));
    let is_function = text[open..].starts_with('(')
        && before.ends_with(|c: char| c.is_alphanumeric() || c == ')');
    is_formula || is_function || before.trim_end().ends_with('=')
}

/// Whether brackets stand right behind a number, as shares and ranges in cells do: `12 (7)`, `3.5% (2–9)`.
fn is_behind_number(text: &str, open: usize) -> bool {
    let word = text[..open].split_whitespace().next_back().unwrap_or_default();
    word.trim_end_matches('%').ends_with(|c: char| c.is_ascii_digit())
        && !word.contains(char::is_alphabetic)
}

/// Joins `[4]–[7]`, where each end has brackets of its own, to one range.
fn unite(text: &str, entries: &FxHashMap<u32, u32>, found: &mut Vec<Callout>, own: (u32, u32)) {
    let start = found.partition_point(|callout| (callout.at.node, callout.at.text) < own) + 1;
    for second in found.split_off(start.min(found.len())) {
        // What was split off is not the first.
        let Some(first) = found.last_mut() else { continue };
        let between = text[first.at.range.end as usize..].len()
            - text[second.at.range.start as usize..].len();
        let gap = &text[first.at.range.end as usize..][..between];
        let dashed = dash_here(gap) == Some(gap.len());
        let ends = |callout: &Callout| {
            let range = &callout.items.first()?.range;
            let number = number_here(&text[range.start as usize..range.end as usize])?;
            (callout.items.len() == 1).then_some(number.0)
        };
        if dashed
            && let (Some(low), Some(high)) = (ends(first), ends(&second))
            && let Some(targets) = span(low, high, entries)
        {
            let end = second.at.range.end;
            let inner = first.items[0].range.start..second.items[0].range.end;
            first.at.range.end = end;
            first.items = vec![CalloutItem { range: inner, targets, note: None, part: None }];
        } else {
            found.push(second);
        }
    }
}

fn raised(passage: &Passage<'_>, entries: &FxHashMap<u32, u32>, found: &mut Vec<Callout>) {
    let text = passage.text;
    for run in &passage.raised {
        if script::kind_of(text, run.clone(), true) != Some(ScriptKind::Citation) {
            continue;
        }
        let brackets = |c: char| c.is_whitespace() || matches!(c, '[' | '(' | ',' | ';');
        let skipped =
            text[run.clone()].len() - text[run.clone()].trim_start_matches(brackets).len();
        if let Some((items, _)) = list(&text[..run.end], run.start + skipped, entries) {
            found.push(callout(passage, run.clone(), CalloutForm::Number, items));
        }
    }
}

/// The numbers and ranges from a place on, if all of them are entries, and where they end.
fn list(
    text: &str,
    start: usize,
    entries: &FxHashMap<u32, u32>,
) -> Option<(Vec<CalloutItem>, usize)> {
    let mut items = Vec::new();
    let mut at = start + blanks(text.get(start..)?);
    loop {
        let (range, targets) = one(text, at, entries)?;
        at = range.end;
        items.push(item(range, targets));
        let next = &text[at..];
        let gap = blanks(next);
        match next[gap..].chars().next() {
            Some(',' | ';') => at += gap + 1 + blanks(&next[gap + 1..]),
            // Numbers of a list may have lost their commas.
            Some(c) if gap > 0 && c.is_ascii_digit() => at += gap,
            _ => return Some((items, at + gap)),
        }
        if !text[at..].starts_with(|c: char| c.is_ascii_digit()) {
            // A comma behind the last number.
            return Some((items, at));
        }
    }
}

/// The number or range at a place, and the entries it names.
fn one(text: &str, at: usize, entries: &FxHashMap<u32, u32>) -> Option<(Range<usize>, Vec<u32>)> {
    let (low, length) = number_here(&text[at..])?;
    let end = at + length;
    if let Some(dash) = dash_here(&text[end..])
        && let Some((high, length)) = number_here(&text[end + dash..])
    {
        let targets = span(low, high, entries)?;
        return Some((at..end + dash + length, targets));
    }
    let target = entries.get(&low)?;
    // `3.5` and `10%` are no numbers of entries.
    let mut next = text[end..].chars();
    let ends = match next.next() {
        Some('.') => !next.next().is_some_and(char::is_alphanumeric),
        Some(c) => !c.is_alphanumeric() && !matches!(c, '%' | '/'),
        None => true,
    };
    ends.then(|| (at..end, vec![*target]))
}

/// The entries from one number to another.
fn span(low: u32, high: u32, entries: &FxHashMap<u32, u32>) -> Option<Vec<u32>> {
    if low >= high || high - low > LONGEST_RANGE {
        return None;
    }
    let targets: Vec<u32> =
        (low..=high).filter_map(|number| entries.get(&number).copied()).collect();
    let ends = entries.contains_key(&low) && entries.contains_key(&high);
    ends.then_some(targets)
}
