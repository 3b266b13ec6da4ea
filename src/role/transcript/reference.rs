//! The reference list, which other sections may tear apart.

use super::super::front::prose::is_prose;
use super::super::list::mark_of;
use super::super::model::Role;
use super::super::name::is_reference_name;
use super::draft::{Draft, absorb, next};
use crate::lexicon::identifier::doi_prefix;
use crate::lexicon::month::is_recent_year;
use crate::reason::Reason;
use crate::transcript::{Block, Kind, Words};

/// Entries that begin with numbers, from which on a list is known to count.
const FEWEST_NUMBERED: usize = 2;

/// Numbers that may be missing between two entries of a list.
const MOST_MISSING: u32 = 3;

pub(super) fn mark(drafts: &mut Vec<Draft>, body: usize) {
    let is_name = |draft: &Draft| draft.is_text() && is_reference_name(draft.name());
    let Some(heading) = (body..drafts.len()).rev().find(|&at| is_name(&drafts[at])) else { return };
    let numbers = drafts[heading + 1..].iter().filter(|draft| number_of(draft).is_some()).count();
    let first = next(drafts, heading).and_then(|first| number_of(&drafts[first]));
    if numbers >= FEWEST_NUMBERED || first.is_some_and(|(number, _)| number == 1) {
        mark_numbered(drafts, heading);
        lift_sections(drafts, heading);
    } else {
        mark_unnumbered(drafts, heading);
    }
}

/// The number that a block begins with as entries do, and the bytes it takes.
fn number_of(draft: &Draft) -> Option<(u32, usize)> {
    match draft.kind {
        Kind::Item { number: Some(number), .. } if draft.is_open() => {
            Some((u32::try_from(number).ok()?, 0))
        }
        Kind::Paragraph | Kind::Item { .. } if draft.is_open() => {
            let (number, length) = mark_of(draft.text()).or_else(|| bracketed(draft.text()))?;
            Some((number?.parse().ok()?, length))
        }
        Kind::Note(ref label) if draft.is_open() => Some((label.parse().ok()?, 0)),
        _ => None,
    }
}

/// A number in square brackets, with no blank behind it.
fn bracketed(text: &str) -> Option<(Option<String>, usize)> {
    let (number, _) = text.strip_prefix('[')?.split_once(']')?;
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| (Some(number.to_owned()), number.len() + "[]".len()))
}

/// Entries that count. What stands between two whose numbers follow one another, and is no entry, is of other
/// sections, which end the list for a while.
fn mark_numbered(drafts: &mut Vec<Draft>, heading: usize) {
    let mut last: Option<(usize, u32)> = None;
    let mut at = heading;
    let mut is_apart = false;
    while let Some(own) = next(drafts, at) {
        at = own;
        let number = number_of(&drafts[at]);
        let follows = |number: u32| match last {
            None => number <= 1 + MOST_MISSING,
            Some((_, last)) => (last + 1..=last + 1 + MOST_MISSING).contains(&number),
        };
        if let Some((number, length)) = number.filter(|(number, _)| follows(*number)) {
            name_first(drafts, heading, at, number);
            let draft = &mut drafts[at];
            draft.mark = length;
            draft.assign(
                Role::Reference { label: Some(number.to_string()) },
                Reason::BelowNameOfReferences,
            );
            last = Some((at, number));
            is_apart = false;
            cut_next(drafts, at, number);
            continue;
        }
        if last.is_some() {
            restore_number(&mut drafts[at]);
        }
        if let (Some((entry, number)), true) = (last, drafts[at].is_text() && !is_apart) {
            let (own, rest) = (&drafts[entry], &drafts[at]);
            if !rest.is_heading()
                && (goes_on(own, rest) || !is_prose(rest.text()) && tells_work(rest.text()))
            {
                absorb(drafts, entry, at, Reason::OpenSentence);
                cut_next(drafts, entry, number);
                at = entry;
            } else {
                is_apart = true;
            }
        }
    }
}

/// A number that does not follow the last one is of the words of an entry, and no item begins with it.
fn restore_number(draft: &mut Draft) {
    if let (Kind::Item { number: Some(number), .. }, true) = (&draft.kind, draft.is_open()) {
        let mut words = Words::default();
        words.push(&format!("{number}. "), &[]);
        words.extend(&draft.words);
        (draft.words, draft.kind) = (words, Kind::Paragraph);
    }
}

/// Moves sections that tear the list apart before its heading: pages of a printed text are filled with them.
fn lift_sections(drafts: &mut Vec<Draft>, heading: usize) {
    let is_entry = |draft: &Draft| matches!(draft.role, Some(Role::Reference { .. }));
    let Some(last) = drafts.iter().rposition(is_entry) else { return };
    let torn = drafts.drain(heading..=last);
    let of_list = |(at, draft): &(usize, Draft)| *at == 0 || draft.role.is_some() || draft.absorbed;
    let (list, others): (Vec<_>, Vec<_>) = torn.enumerate().partition(of_list);
    let both = others.into_iter().chain(list).map(|(_, draft)| draft);
    let rest = both.collect::<Vec<_>>();
    drafts.splice(heading..heading, rest);
}

/// An entry without a number right above the second one is the first.
fn name_first(drafts: &mut [Draft], heading: usize, at: usize, number: u32) {
    let first = next(drafts, heading).filter(|&first| number == 2 && first < at);
    if let Some(first) = first
        && next(drafts, first) == Some(at)
        && drafts[first].is_open()
        && tells_work(drafts[first].text())
    {
        let role = Role::Reference { label: Some("1".to_owned()) };
        drafts[first].assign(role, Reason::BelowNameOfReferences);
    }
}

/// Cuts an entry where the next number stands inside of it, written as its own, behind the end of a sentence or an
/// identifier. A number without brackets stands before a capital, too.
fn cut_next(drafts: &mut Vec<Draft>, at: usize, number: u32) {
    let text = drafts[at].text();
    let own = text[..drafts[at].mark].trim();
    let shape = if own.is_empty() { format!("{number}.") } else { own.to_owned() };
    let next = shape.replacen(&number.to_string(), &(number + 1).to_string(), 1);
    let is_bracketed = next.starts_with(['[', '(']);
    let found = text.match_indices(next.as_str()).map(|(at, _)| at).find(|&start| {
        let before = text[..start].trim_end();
        let behind = &text[start + next.len()..];
        let is_apart = before.len() < start && (is_bracketed || behind.starts_with([' ', '\n']));
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_end =
            is_bracketed || word.ends_with(['.', ')', ']', ';']) || doi_prefix(word).is_some();
        let begins = is_bracketed || behind.trim_start().starts_with(char::is_uppercase);
        is_apart && is_end && begins && tells_work(before)
    });
    if let Some(start) = found {
        let (first, second) = drafts[at].words.split_at(start);
        let mut cut = Draft::new(Block { kind: Kind::Paragraph, words: second });
        if number_of(&cut).is_none_or(|(own, _)| own != number + 1) {
            return;
        }
        cut.reasons.push(Reason::NumberOfEntry);
        drafts[at].joints.retain(|(joint, _)| *joint < start);
        drafts[at].words = first;
        drafts.insert(at + 1, cut);
    }
}

/// Whether an entry goes on in the next block: it stops inside a sentence, or that begins inside one.
fn goes_on(entry: &Draft, draft: &Draft) -> bool {
    let (text, rest) = (entry.text().trim_end(), draft.text());
    let is_open = !text.ends_with(['.', ')', ']'])
        && doi_prefix(text.rsplit(' ').next().unwrap_or_default()).is_none();
    let begins_inside =
        rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    let is_identifier = draft.word_count() <= 2 && (rest.contains("10.") || rest.contains("://"));
    is_identifier || begins_inside || is_open && tells_work(rest)
}

/// Whether a text names a work: it has a year, or an identifier.
fn tells_work(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(is_recent_year) || text.contains("10.")
}

/// Entries without numbers, each a block, to the next heading.
fn mark_unnumbered(drafts: &mut [Draft], heading: usize) {
    let mut at = heading;
    while let Some(own) = next(drafts, at) {
        at = own;
        let draft = &mut drafts[at];
        let is_entry = draft.is_open()
            && !draft.is_heading()
            && matches!(draft.kind, Kind::Paragraph | Kind::Item { .. })
            && tells_work(draft.text());
        if !is_entry {
            if draft.is_open() {
                return;
            }
            continue;
        }
        draft.assign(Role::Reference { label: None }, Reason::BelowNameOfReferences);
    }
}
