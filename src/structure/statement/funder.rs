//! Names of funders: behind the words that say who paid.

use super::grant::is_number;
use crate::lexicon::{WordSet, body, small};
use std::ops::Range;

/// A name of a funder has no more words than this.
const MOST_WORDS: usize = 18;

/// Words behind which money is told of, in lower case.
const MONEY: &[&str] = &[
    "support",
    "fund",
    "grant",
    "sponsor",
    "financ",
    "award",
    "fellowship",
    "scholarship",
    "provided by",
    "stipend",
    "subsid",
    "receiv",
    "contract",
];

/// Words that lead to a name.
const LEADS: &[&str] = &[
    " by ",
    " from ",
    " through ",
    " support of ",
    " sponsorship of ",
    " by: ",
    " from: ",
    " via ",
];

/// Words that lead to a name where the sentence tells of a contract.
const CONTRACT_LEAD: &str = " with the ";

/// Signs that part names.
const PARTS: &[char] = &[',', ';', '(', ')', '[', ']', ':', '/', '“', '”', '"', '‘'];

/// What follows a funder's name where a grant is told of, in lower case.
const GRANTED: &[&str] = &[
    " under grant",
    " under project",
    " under award",
    " under contract",
    " under the grant",
    " grant n",
    " grant #",
    " (grant",
    " [grant",
    " (no.",
    " (award",
    " (project n",
    " (contract",
    " project n",
    " contract n",
    " award n",
];

/// Names behind words that say who paid.
pub(super) fn funders(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let own = &text[sentence.clone()];
    let lower = own.to_ascii_lowercase();
    let Some(money) = MONEY.iter().filter_map(|word| lower.find(word)).min() else {
        return enumerated(text, sentence);
    };
    let mut starts: Vec<usize> = LEADS
        .iter()
        .flat_map(|lead| {
            let own = lower.match_indices(lead);
            own.map(|(at, lead)| at + lead.len()).filter(|at| *at > money)
        })
        .collect();
    if lower.contains("contract") {
        let own = lower.match_indices(CONTRACT_LEAD);
        starts.extend(own.map(|(at, lead)| at + lead.len()));
    }
    starts.sort_unstable();
    starts.dedup();
    if starts.is_empty() {
        return enumerated(text, sentence);
    }
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, &start) in starts.iter().enumerate() {
        let from = sentence.start + start;
        let to = starts.get(index + 1).map_or(sentence.end, |next| sentence.start + next);
        if found.last().is_some_and(|last| last.end > from) {
            continue;
        }
        list(text, from..to, &mut found);
    }
    found.dedup();
    found
}

/// Words between the names of a list that is nothing else.
const BETWEEN: WordSet = WordSet::new(&["and", "by", "from", "the"]);

/// The names of a sentence that is a list of funders and nothing else.
fn enumerated(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    list(text, sentence.clone(), &mut found);
    let mut at = sentence.start;
    // Between names stand signs, articles, and brackets with numbers.
    let joined = |between: &str| {
        let outside = between.split(['(', ')']).step_by(2);
        let mut words = outside
            .flat_map(str::split_whitespace)
            .filter(|word| word.contains(char::is_alphanumeric));
        words.all(|word| BETWEEN.contains(word))
    };
    let whole = found.iter().all(|name: &Range<usize>| {
        let between = text.get(at..name.start).unwrap_or_default();
        at = name.end;
        joined(between)
    });
    let rest = text.get(at..sentence.end).unwrap_or_default();
    if whole && joined(rest) { found } else { Vec::new() }
}

/// The names of a list.
fn list(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut start = range.start;
    let mut depth = 0_usize;
    let signs = text[range.clone()].match_indices(PARTS).map(|(at, sign)| (range.start + at, sign));
    let signs: Vec<(usize, &str)> = signs.chain([(range.end, "")]).collect();
    for (at, sign) in signs {
        // Behind the brackets of a name it may go on.
        let goes_on = text[..start].ends_with([')', ']'])
            && text[start..at].trim_start().starts_with(char::is_uppercase);
        if depth == 0 && start < at && !goes_on {
            for own in parted(text, start..at) {
                let name = funder(text, own);
                let end = name.as_ref().map_or(start, |name| name.end);
                found.extend(name);
                // Behind this stand those who were paid.
                if text[end..at].starts_with(" to ") {
                    return;
                }
            }
        }
        match sign {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        start = at + sign.len();
    }
}

/// A piece of a list cut at each `and` that has a funder on both sides.
fn parted(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for (at, joint) in text[range.clone()].match_indices(" and ") {
        let at = range.start + at;
        let before = start.min(at)..at;
        let behind = at + joint.len()..range.end;
        let whole = |range: Range<usize>| funder(text, range);
        let (Some(left), Some(right)) = (whole(before.clone()), whole(behind)) else { continue };
        // Short forms may be joined within a name: `Professorship in SF and TF`.
        let (left, right) = (&text[left], &text[right]);
        let last = left.rsplit(' ').next().unwrap_or_default();
        let short = |word: &str| word.chars().filter(|c| c.is_uppercase()).count() > 1;
        let field = matches!(last, "research" | "science" | "technology" | "development");
        let inner = field || is_capitals(right) && left.contains(' ') && short(last);
        // `Ministry of Dust` goes on where `and Ash` follows.
        let alone = |name: &str| body::names_funder(name) || is_capitals(name);
        if !inner && alone(left) && alone(right) {
            parts.push(before);
            start = at + joint.len();
        }
    }
    parts.push(start..range.end);
    parts
}

/// The name in a piece of a list, where there is that of a funder.
fn funder(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let own = &text[range.clone()];
    let mut words = Vec::new();
    let mut at = 0;
    for word in own.split_whitespace() {
        let start = at + own[at..].find(word)?;
        at = start + word.len();
        words.push((start, word));
    }
    let is_first = |word: &str| word.starts_with(char::is_uppercase) && word != "The";
    let begins = words.iter().position(|(_, word)| is_first(word))?;
    // Before a name stand small words only.
    let plain = |(_, word): &(usize, &str)| !word.contains(|c: char| c.is_ascii_digit());
    if !words[..begins].iter().all(plain) {
        return None;
    }
    let mut end = begins;
    for (index, (_, word)) in words.iter().enumerate().skip(begins) {
        let capital = word.starts_with(|c: char| c.is_uppercase()) || body::ends_funder(word);
        // `Fundação de Amparo a Pesquisa`; elsewhere it is the article of English.
        let inner = small::joins_names(word) || *word == "a";
        if matches!(*word, "Number" | "Numbers" | "No" | "No." | "Nos." | "#") {
            break;
        }
        if index - begins >= MOST_WORDS || !(capital || inner) || is_number(word) {
            break;
        }
        if capital {
            end = index + 1;
        }
        if word.ends_with('.') && word.len() > 4 {
            break;
        }
    }
    let (first, (last, word)) = (words.get(begins)?.0, words.get(end.checked_sub(1)?)?);
    let bare = word.trim_end_matches(['.', '\'', '’']);
    let stop = last + bare.strip_suffix("’s").unwrap_or(bare).len();
    let name = &own[first..stop.max(first)];
    let behind = text[range.start + stop..].to_lowercase();
    // Whatever a grant is of is a funder.
    let granted = GRANTED.iter().any(|words| behind.starts_with(words));
    let named = name.split_whitespace().count() >= 2 && body::names_funder(name)
        || is_capitals(name)
        || granted;
    named.then(|| range.start + first..range.start + stop)
}

/// Whether a name consists of capitals: `CAPES`, `NERC-MRC`.
fn is_capitals(name: &str) -> bool {
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let words = name.split_whitespace().count();
    let dotted = name.contains('.');
    words == 1 && !dotted && capitals >= 3 && letters - capitals <= 1 && !is_number(name)
}
