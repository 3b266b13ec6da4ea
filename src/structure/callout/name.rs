//! Citations by names and years: `(Muster et al., 2019a, b; Probe & Sample, 2020)`, `Muster (2019)`.
//!
//! A year is looked for first; the names stand right before it, or are those of the year before.

use super::{Passage, callout, item};
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::document::{Name, Reference};
use crate::lexicon::{month, person, small};
use rustc_hash::FxHashMap;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Names stand no further before their year than this, in bytes.
const REACH: usize = 160;
/// Brackets around citations hold no more than this, in bytes.
const LONGEST_GROUP: usize = 600;
/// The second half of a double name has at least this many letters.
const SHORTEST_HALF: usize = 4;
/// Words that stand between names and their year, beside those for `and`.
const JOINTS: &[&str] = &["al", "colleagues", "coworkers", "co", "workers", "others", "in"];
/// An entry as it is cited.
#[derive(Debug)]
struct Entry {
    node: u32,
    /// The words of each author's family name or of a group's name.
    names: Vec<Vec<String>>,
    /// Initials of a group's name.
    initials: Option<String>,
    et_al: bool,
    letter: Option<char>,
}

/// A word before a year.
#[derive(Debug)]
struct Word {
    text: String,
    start: usize,
}

/// A citation of one entry.
#[derive(Debug)]
struct Found {
    range: Range<usize>,
    node: u32,
    /// Whether a bracket opens between the names and the year.
    in_sentence: bool,
}

/// The citations by names and years.
pub(super) fn find(entries: &[(u32, &Reference)], passages: &[Passage<'_>]) -> Vec<Callout> {
    let mut by_year: FxHashMap<u16, Vec<Entry>> = FxHashMap::default();
    for (node, reference) in entries {
        if let (Some(year), Some(entry)) = (reference.work.year, entry(*node, reference)) {
            by_year.entry(year).or_default().push(entry);
        }
    }
    let mut found = Vec::new();
    if !by_year.is_empty() {
        for passage in passages {
            let own = cited(passage.text, &by_year);
            group(passage, &own, &mut found);
        }
    }
    found
}

fn entry(node: u32, reference: &Reference) -> Option<Entry> {
    let work = &reference.work;
    let words = |name: &Name| -> Vec<String> {
        let (Name::Person { family: name, .. } | Name::Group(name)) = name;
        split(name, 0).into_iter().map(|word| word.text).collect()
    };
    let names: Vec<Vec<String>> = work.authors.iter().map(words).collect();
    if names.first().is_none_or(Vec::is_empty) {
        return None;
    }
    let initials = match work.authors.first() {
        Some(Name::Group(name)) => {
            let capitals: String = name
                .split_whitespace()
                .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                .collect();
            (capitals.len() > 1).then(|| capitals.to_lowercase())
        }
        _ => None,
    };
    let year = work.year?.to_string();
    let text = reference.text.as_str();
    let letter = text.match_indices(&year).find_map(|(at, _)| letter_here(&text[at + 4..]));
    Some(Entry { node, names, initials, et_al: work.et_al, letter })
}

/// The letter that tells two works of a year apart.
fn letter_here(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let letter = chars.next().filter(char::is_ascii_lowercase)?;
    chars.next().is_none_or(|c| !c.is_alphanumeric()).then_some(letter)
}

/// Words without case and accents; signs part them.
fn split(text: &str, offset: usize) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        // An apostrophe is part of a name, and so is a mark on the letter before it.
        if is_combining_mark(c) || inside && matches!(c, '\'' | '’') {
            continue;
        }
        let is_letter = c.is_alphabetic();
        if is_letter {
            if !inside {
                words.push(Word { text: String::new(), start: offset + at });
            }
            if let Some(word) = words.last_mut() {
                let plain = std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c));
                word.text.extend(plain.flat_map(char::to_lowercase));
            }
        }
        inside = is_letter;
    }
    words
}

/// The citations of a text in the order of their years.
fn cited(text: &str, by_year: &FxHashMap<u16, Vec<Entry>>) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut authors: Option<&Entry> = None;
    let mut last_end = 0;
    for (range, year) in years(text) {
        let Some(entries) = by_year.get(&year) else {
            authors = None;
            last_end = range.end;
            continue;
        };
        let letter = letter_here(&text[range.end..]);
        let end = range.end + letter.map_or(0, char::len_utf8);
        let between = &text[last_end..range.start];
        let again = authors.filter(|_| is_separator(between)).and_then(|first| {
            let mut same =
                entries.iter().filter(|entry| entry.names == first.names && fits(entry, letter));
            same.next().filter(|_| same.next().is_none())
        });
        let (own, start, in_sentence) = if let Some(entry) = again {
            let in_sentence = found.last().is_some_and(|last| last.in_sentence);
            (Some(entry), range.start, in_sentence)
        } else {
            let (names, in_sentence) = before(text, last_end, range.start);
            let best = best(&names, entries, letter);
            (best.map(|(entry, _)| entry), best.map_or(0, |(_, start)| start), in_sentence)
        };
        authors = own;
        last_end = end;
        let Some(entry) = own else { continue };
        found.push(Found { range: start..end, node: entry.node, in_sentence });
        last_end = letters(text, end, entry, entries, in_sentence, &mut found);
    }
    found
}

/// Takes `b` and `c` of `2019a, b, c`; returns where they end.
fn letters(
    text: &str,
    mut end: usize,
    first: &Entry,
    entries: &[Entry],
    in_sentence: bool,
    found: &mut Vec<Found>,
) -> usize {
    if first.letter.is_none() {
        return end;
    }
    loop {
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start_matches([',', ';', ' ', '&']).len();
        let letter = if gap > 0 { letter_here(&rest[gap..]) } else { None };
        let next = letter.and_then(|letter| {
            entries.iter().find(|own| own.names == first.names && own.letter == Some(letter))
        });
        let Some(next) = next else { return end };
        let range = end + gap..end + gap + 1;
        end = range.end;
        found.push(Found { range, node: next.node, in_sentence });
    }
}

/// Years that stand alone or have a letter behind them.
fn years(text: &str) -> impl Iterator<Item = (Range<usize>, u16)> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    text.match_indices(['1', '2']).filter_map(move |(at, _)| {
        let alone = !text[..at].ends_with(|c: char| c.is_alphanumeric());
        if !alone || is_digit(at + 4) {
            return None;
        }
        let year = month::year(text.get(at..at + 4)?)?;
        let after = &text[at + 4..];
        let ends = letter_here(after).is_some() || !after.starts_with(char::is_alphanumeric);
        ends.then_some((at..at + 4, year))
    })
}

/// Whether nothing stands between two years but what parts them.
fn is_separator(between: &str) -> bool {
    let rest = between.trim_matches([',', ';', ' ', '&']);
    !between.is_empty() && (rest.is_empty() || rest == "and")
}

/// The words before a year, back to the last bracket, semicolon or year, and whether a bracket opens
/// right before the year.
fn before(text: &str, last_end: usize, year: usize) -> (Vec<Word>, bool) {
    let mut from = year.saturating_sub(REACH).max(last_end.min(year));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let window = text[from..year].trim_end();
    let inner = window.strip_suffix(['(', '[']);
    let names = inner.unwrap_or(window);
    let cut = names.rfind([';', '(', ')', '[', ']', ':']).map_or(0, |at| at + 1);
    (split(&names[cut..], from + cut), inner.is_some())
}

fn fits(entry: &Entry, letter: Option<char>) -> bool {
    letter.is_none() || entry.letter == letter
}

/// The entry that the words before a year name, and where its names begin; none where two are as
/// likely.
fn best<'a>(
    words: &[Word],
    entries: &'a [Entry],
    letter: Option<char>,
) -> Option<(&'a Entry, usize)> {
    let mut best: Option<(u32, &Entry, usize)> = None;
    let mut tied = false;
    for entry in entries.iter().filter(|entry| fits(entry, letter)) {
        let Some((score, start)) = likeness(words, entry) else { continue };
        match &best {
            Some((known, ..)) if *known > score => {}
            Some((known, ..)) if *known == score => tied = true,
            _ => {
                best = Some((score, entry, start));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, entry, start)| (entry, start))
}

/// How well words name the authors of an entry, and where the first one begins.
fn likeness(words: &[Word], entry: &Entry) -> Option<(u32, usize)> {
    let first = &entry.names[0];
    let is_here = |at: usize, name: &[String]| {
        words.len() >= at + name.len()
            && words[at..].iter().zip(name).all(|(word, part)| word.text == *part)
    };
    // A group is cited by its initials, a double name by its second half, too.
    let last = first.last().filter(|last| first.len() > 1 && last.len() >= SHORTEST_HALF);
    let short = entry.initials.as_ref().or(last);
    let starts =
        |at: &usize| is_here(*at, first) || short.is_some_and(|own| words[*at].text == *own);
    let at = (0..words.len()).rev().find(starts)?;
    let length = if is_here(at, first) { first.len() } else { 1 };
    let rest = &words[at + length..];
    let is_named = |word: &Word| entry.names[1..].iter().flatten().any(|part| *part == word.text);
    let is_joint = |word: &Word| {
        let word = word.text.as_str();
        word.chars().count() == 1 || small::is_and(word) || JOINTS.contains(&word)
    };
    if !rest.iter().all(|word| is_named(word) || is_joint(word)) {
        return None;
    }
    let named = entry.names[1..]
        .iter()
        .filter(|name| rest.iter().any(|word| name.contains(&word.text)))
        .count();
    let shortened =
        rest.iter().any(|word| matches!(word.text.as_str(), "al" | "colleagues" | "others"));
    let agrees = if shortened {
        entry.names.len() > 1 || entry.et_al
    } else {
        named + 1 == entry.names.len() && !entry.et_al
    };
    let before = words[..at].iter().rev();
    let particles = before.take_while(|word| person::is_of_family(&word.text)).count();
    // Names in the order printed weigh less than whether all are there.
    Some((u32::from(agrees) * 100 + named.min(90) as u32, words[at - particles].start))
}

/// Citations in one pair of brackets are one callout.
fn group(passage: &Passage<'_>, found: &[Found], callouts: &mut Vec<Callout>) {
    let text = passage.text;
    let mut open: Option<Range<usize>> = None;
    for own in found {
        let target = item(own.range.clone(), vec![own.node]);
        let follows = open.as_ref().is_some_and(|open| own.range.end <= open.end);
        if follows && let Some(last) = callouts.last_mut() {
            last.items.push(target);
            continue;
        }
        let (range, form) = if own.in_sentence {
            let rest = &text[own.range.end..];
            let close = rest.find([')', ']']).filter(|at| *at < LONGEST_GROUP);
            let whole = own.range.start..own.range.end + close.map_or(0, |at| at + 1);
            (whole, CalloutForm::NameInSentence)
        } else if let Some(brackets) = brackets(text, &own.range) {
            (brackets, CalloutForm::NameInBrackets)
        } else {
            (own.range.clone(), CalloutForm::NameInSentence)
        };
        open = Some(range.clone());
        callouts.push(callout(passage, range, form, vec![target]));
    }
    for callout in callouts.iter_mut() {
        close_early(text, callout, passage);
    }
}

/// A citation in a sentence ends with its last year where more than years stands in its brackets.
fn close_early(text: &str, callout: &mut Callout, passage: &Passage<'_>) {
    let own = (callout.at.node, callout.at.text) == (passage.node, passage.index);
    if !own || callout.form != CalloutForm::NameInSentence {
        return;
    }
    if let Some(CalloutItem { range, .. }) = callout.items.last() {
        let tail = &text[range.end as usize..callout.at.range.end as usize];
        if !matches!(tail, "" | ")" | "]") {
            callout.at.range.end = range.end;
        }
    }
}

/// The brackets around a place, if they open before it and close behind it.
fn brackets(text: &str, inner: &Range<usize>) -> Option<Range<usize>> {
    let mut depth = 0;
    let mut start = None;
    for (at, c) in text[..inner.start].char_indices().rev() {
        if inner.start - at > LONGEST_GROUP {
            break;
        }
        match c {
            ')' | ']' => depth += 1,
            '(' | '[' if depth == 0 => {
                start = Some(at);
                break;
            }
            '(' | '[' => depth -= 1,
            _ => {}
        }
    }
    let mut depth = 0;
    for (at, c) in text[inner.end..].char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' if depth == 0 => return start.map(|start| start..inner.end + at + 1),
            ')' | ']' => depth -= 1,
            _ if at > LONGEST_GROUP => break,
            _ => {}
        }
    }
    None
}
