//! Funders and numbers of grants, and which number is whose.
//!
//! A funder is a name behind the words that say who paid (`supported by`, `a grant from`), which
//! has a word that names of funders have (`Foundation`, `Council`) or consists of capitals. A number
//! belongs to the funder that it stands behind in the sentence, or to the one that follows with
//! `from` or `of`.

use super::super::passage::Passage;
use super::funder::funders;
use super::grant::numbers;
use super::sentence::sentences;
use crate::document::statement::{Award, Named};
use std::ops::Range;

/// What is found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Funder,
    Number,
}

/// The funders and numbers in a stretch of text.
pub(super) fn find(passage: &Passage<'_>, range: Range<usize>) -> Vec<Award> {
    let mut awards = Vec::new();
    for own in sentences(passage.text, &range) {
        // What funders had no part in is told in a sentence of its own.
        let lower = passage.text[own.clone()].to_lowercase();
        if lower.contains("had no role") && !lower.contains("supported by") {
            continue;
        }
        of_sentence(passage, &own, &mut awards);
    }
    awards
}

fn of_sentence(passage: &Passage<'_>, sentence: &Range<usize>, awards: &mut Vec<Award>) {
    let text = &passage.text[..sentence.end];
    let funders = funders(text, sentence);
    let numbers = numbers(text, sentence, &funders);
    let mut all: Vec<(Kind, Range<usize>)> = Vec::new();
    all.extend(funders.into_iter().map(|range| (Kind::Funder, range)));
    all.extend(numbers.into_iter().map(|range| (Kind::Number, range)));
    all.sort_by_key(|(_, range)| range.start);
    let named = |range: &Range<usize>| Named {
        text: text[range.clone()].to_owned(),
        at: passage.stretch(range.clone()),
    };
    // The funder of each number: the next one behind `from` or `of`, or else the one before.
    let mut owners: Vec<Option<usize>> = vec![None; all.len()];
    let mut before = None;
    for (index, (kind, range)) in all.iter().enumerate() {
        match kind {
            Kind::Funder => before = Some(index),
            Kind::Number => {
                let last = before.filter(|&at| !leads_on(&text[all[at].1.end..range.start]));
                owners[index] = following(text, &all, index, range).or(last);
            }
        }
    }
    for (index, (kind, range)) in all.iter().enumerate() {
        match kind {
            Kind::Funder if owners.contains(&Some(index)) => {}
            Kind::Funder => awards.push(Award { funder: Some(named(range)), number: None }),
            Kind::Number => {
                let funder = owners[index].map(|owner| named(&all[owner].1));
                awards.push(Award { funder, number: Some(named(range)) });
            }
        }
    }
}

/// Whether another name that is not known stands between a funder and a number.
fn leads_on(between: &str) -> bool {
    let lower = between.to_ascii_lowercase();
    [" by ", " from ", ";"].iter().any(|lead| {
        lower.rfind(lead).is_some_and(|at| {
            let behind = between.get(at + lead.len()..).unwrap_or_default();
            let own = behind.trim_start_matches(|c: char| !c.is_alphanumeric());
            own.starts_with(char::is_uppercase) && !lower[..at].ends_with('(')
        })
    })
}

/// The funder that follows a number, or a list of numbers, behind `from`, `of` or `by`.
fn following(
    text: &str,
    all: &[(Kind, Range<usize>)],
    index: usize,
    number: &Range<usize>,
) -> Option<usize> {
    let mut end = number.end;
    for (at, (kind, range)) in all.iter().enumerate().skip(index + 1) {
        let between = text.get(end..range.start)?.trim().to_lowercase();
        let between = between.trim_start_matches([')', ',', ' ']);
        match kind {
            Kind::Number if matches!(between, "" | "and" | "and no." | "&" | "no." | "/") => {
                end = range.end;
            }
            Kind::Number => return None,
            Kind::Funder => {
                let first = between.split_whitespace().next().unwrap_or_default();
                let rest: Vec<&str> = between.split_whitespace().skip(1).collect();
                let plain = rest.iter().all(|word| matches!(*word, "the" | "a" | "by" | "from"));
                let leads = matches!(
                    first,
                    "from" | "of" | "by" | "with" | "awarded" | "funded" | "provided"
                );
                return (leads && plain).then_some(at);
            }
        }
    }
    None
}
