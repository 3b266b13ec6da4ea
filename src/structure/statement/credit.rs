//! Who did what, in the terms of the Contributor Roles Taxonomy (CRediT, ANSI/NISO Z39.104-2022):
//! `Conceptualization, J.D. and R.R.; ...` or `J.D.: conceptualization, supervision; ...`.

use super::super::passage::Passage;
use crate::document::Author;
use crate::document::statement::{Contribution, Named, Role};
use crate::lexicon::WordSet;
use crate::lexicon::contribution::{self, Term};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Fewest roles by which a text is known to be of this kind.
const FEWEST_ROLES: usize = 2;

/// The role that a term stands for.
fn role(term: Term) -> Role {
    match term {
        Term::Conceptualization => Role::Conceptualization,
        Term::DataCuration => Role::DataCuration,
        Term::FormalAnalysis => Role::FormalAnalysis,
        Term::FundingAcquisition => Role::FundingAcquisition,
        Term::Investigation => Role::Investigation,
        Term::Methodology => Role::Methodology,
        Term::ProjectAdministration => Role::ProjectAdministration,
        Term::Resources => Role::Resources,
        Term::Software => Role::Software,
        Term::Supervision => Role::Supervision,
        Term::Validation => Role::Validation,
        Term::Visualization => Role::Visualization,
        Term::WritingOriginalDraft => Role::WritingOriginalDraft,
        Term::WritingReviewEditing => Role::WritingReviewEditing,
    }
}

/// A name in the text, and the author that it is of.
type Person = (Range<usize>, Option<u32>);

/// A term or a name in the text.
#[derive(Debug)]
enum Mark {
    Role(Role),
    Name(Option<u32>),
}

/// Adds what a stretch of text says of each author.
pub(super) fn find(
    passage: &Passage<'_>,
    range: Range<usize>,
    authors: &[Author],
    out: &mut Vec<Contribution>,
) {
    let text = &passage.text[range.clone()];
    let mut marks = roles(text);
    marks.sort_by_key(|(range, _)| range.start);
    // A text may be an item of a list, with its role first.
    let is_item = marks.first().is_some_and(|(range, _)| {
        is_plain(&text[..range.start]) && text[range.end..].trim_start().starts_with(':')
    });
    if marks.len() < FEWEST_ROLES && !is_item {
        return;
    }
    marks.extend(names(text, authors));
    marks.sort_by_key(|(range, _)| range.start);
    let names_first = matches!(marks.first(), Some((_, Mark::Name(_))));
    // Groups of what comes first, each with the group of the other sort behind it.
    let (mut roles, mut people): (Vec<Role>, Vec<Person>) = (vec![], vec![]);
    let mut give = |roles: &mut Vec<Role>, people: &mut Vec<Person>| {
        for (own, author) in people.drain(..) {
            let own = range.start + own.start..range.start + own.end;
            add(passage, own, author, roles, out);
        }
        roles.clear();
    };
    let mut end = 0;
    for (own, mark) in marks {
        let between = &text[end.min(own.start)..own.start];
        end = own.end;
        let second = match mark {
            Mark::Role(_) => names_first && roles.is_empty() && !people.is_empty(),
            Mark::Name(_) => !names_first && people.is_empty() && !roles.is_empty(),
        };
        // In a sentence of other words, roles are not told as a list.
        if second && !is_plain(between) {
            roles.clear();
            people.clear();
        }
        match mark {
            Mark::Role(role) => {
                if !names_first && !people.is_empty() {
                    give(&mut roles, &mut people);
                }
                roles.push(role);
            }
            Mark::Name(author) => {
                if names_first && !roles.is_empty() {
                    give(&mut roles, &mut people);
                }
                people.push((own, author));
            }
        }
    }
    give(&mut roles, &mut people);
}

/// Words of lists of who did what, beside names and roles.
const LIST_WORDS: WordSet = WordSet::new(&[
    "and",
    "by",
    "dr",
    "draft",
    "equal",
    "lead",
    "led",
    "operating",
    "original",
    "preparation",
    "prof",
    "supporting",
    "the",
    "writing",
]);

/// Whether nothing but signs and the words of lists stands between two marks.
fn is_plain(between: &str) -> bool {
    let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| LIST_WORDS.contains(word))
}

fn add(
    passage: &Passage<'_>,
    range: Range<usize>,
    author: Option<u32>,
    roles: &[Role],
    out: &mut Vec<Contribution>,
) {
    if roles.is_empty() {
        return;
    }
    let text = &passage.text[range.clone()];
    let same = |own: &Contribution| match (own.author, author) {
        (Some(a), Some(b)) => a == b,
        _ => own.name.text == text,
    };
    let own = match out.iter().position(same) {
        Some(at) => &mut out[at],
        None => {
            let name = Named { text: text.to_owned(), at: passage.stretch(range) };
            out.push(Contribution { name, author, roles: Vec::new() });
            let last = out.len() - 1;
            &mut out[last]
        }
    };
    for role in roles {
        if !own.roles.contains(role) {
            own.roles.push(*role);
        }
    }
}

fn roles(text: &str) -> Vec<(Range<usize>, Mark)> {
    let terms = contribution::terms_in(text);
    terms.map(|term| (term.start..term.end, Mark::Role(role(term.meaning)))).collect()
}

/// Names and initials of authors.
fn names(text: &str, authors: &[Author]) -> Vec<(Range<usize>, Mark)> {
    let mut found: Vec<(Range<usize>, Mark)> = Vec::new();
    for (index, author) in (0..).zip(authors) {
        if author.name.is_empty() {
            continue;
        }
        for form in forms(author) {
            for (at, _) in text.match_indices(&form) {
                let range = at..at + form.len();
                let inner = text[..at].ends_with(char::is_alphanumeric)
                    || text[range.end..].starts_with(char::is_alphanumeric);
                let taken =
                    |old: &(Range<usize>, Mark)| old.0.start < range.end && range.start < old.0.end;
                if !inner && !found.iter().any(taken) {
                    found.push((range, Mark::Name(Some(index))));
                }
            }
        }
    }
    let taken: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
    let known = initials(authors);
    let mut start = 0;
    let breaks = |c: char| c.is_whitespace() || ",;:()[]–—&".contains(c);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if !breaks(c) {
            continue;
        }
        let word = text[start..at].trim_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let from = start + text[start..at].find(word).unwrap_or_default();
        let range = from..from + word.len();
        let free = !taken.iter().any(|own| own.contains(&from));
        if free && let Some(author) = initials_here(word, &known) {
            found.push((range, Mark::Name(author)));
        }
        start = at + c.len_utf8();
    }
    found
}

/// The ways in which an author's name is printed: in full, and with initials before or behind the
/// family name.
fn forms(author: &Author) -> Vec<String> {
    let mut forms = vec![author.name.clone()];
    if let (Some(given), Some(family)) = (&author.given, &author.family) {
        let words = given.split(|c: char| c.is_whitespace() || "-‐‑–.".contains(c));
        let initials: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        let joined: String = initials.iter().collect();
        let dotted: String = initials.iter().flat_map(|c| [*c, '.']).collect();
        let parted = dotted.replace('.', ". ");
        forms.push(format!("{family} {}", joined.to_uppercase()));
        forms.push(format!("{family} {dotted}"));
        forms.push(format!("{dotted} {family}"));
        forms.push(format!("{parted}{family}"));
    }
    forms
}

/// Authors by their initials; none where two have the same.
fn initials(authors: &[Author]) -> FxHashMap<String, Option<u32>> {
    let mut known: FxHashMap<String, Option<u32>> = FxHashMap::default();
    for (index, author) in (0..).zip(authors) {
        let words = author.name.split(|c: char| c.is_whitespace() || "-‐‑–.".contains(c));
        let all: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
        let upper: String = all.iter().filter(|c| c.is_uppercase()).collect();
        let (Some(first), Some(last)) = (upper.chars().next(), upper.chars().next_back()) else {
            continue;
        };
        let mut forms = vec![upper.clone(), format!("{first}{last}")];
        forms.dedup();
        for form in forms {
            known
                .entry(form)
                .and_modify(|own| {
                    if *own != Some(index) {
                        *own = None;
                    }
                })
                .or_insert(Some(index));
        }
    }
    known
}

/// The author whose initials a word is; some without an author where the word has the form of
/// initials with full stops, or more than one has them.
fn initials_here(word: &str, known: &FxHashMap<String, Option<u32>>) -> Option<Option<u32>> {
    /// Initials of one person.
    const MOST_INITIALS: usize = 5;
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let count = letters.chars().count();
    let form = word.chars().all(|c| c.is_uppercase() || ".-‐‑".contains(c));
    if !form || !(2..=MOST_INITIALS).contains(&count) {
        return None;
    }
    let dotted = word.matches('.').count() >= 2;
    match known.get(&letters) {
        Some(author) => Some(*author),
        None => dotted.then_some(None),
    }
}
