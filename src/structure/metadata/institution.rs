//! Institutions and notes, each with the marks before it.

use super::date;
use super::flat::Flat;
use super::mark::{follows, marks_in, symbol};
use crate::lexicon::body;
use crate::lexicon::notice::{Notice, address_end, equality_in, letters_in, notice_at_start};
use std::collections::BTreeSet;

/// A stretch of a text that stands behind marks, or before the first of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// The marks before it.
    pub(super) marks: Vec<String>,
    /// Its words on one line.
    pub(super) text: String,
}

/// Cuts a text, from a place on, where marks that are at names begin something.
pub(super) fn parts(flat: &Flat<'_>, from: usize, known: &BTreeSet<String>) -> Vec<Part> {
    let text = flat.as_str();
    let mut out = Vec::new();
    let mut marks = Vec::new();
    let mut last: Option<String> = None;
    let (mut start, mut at) = (from, from);
    while at < text.len() {
        let Some(end) = break_at(flat, from, at, last.as_deref(), known) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        push(&mut out, std::mem::take(&mut marks), &text[start..at]);
        marks = marks_in(&text[at..end]);
        last = marks.last().cloned();
        (start, at) = (end, end);
    }
    push(&mut out, marks, &text[start..]);
    out
}

/// Whether the first of the parts that begin at `from` has marks.
pub(super) fn begins_with_marks(flat: &Flat<'_>, from: usize, known: &BTreeSet<String>) -> bool {
    let text = flat.as_str();
    let blanks = text[from..].len() - text[from..].trim_start().len();
    let mut places = text[from..].char_indices().take_while(|(at, _)| *at <= blanks);
    places.any(|(at, _)| break_at(flat, from, from + at, None, known).is_some())
}

fn push(out: &mut Vec<Part>, marks: Vec<String>, text: &str) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        out.push(Part { marks, text });
    }
}

/// Where the marks end that begin a part here: raised, or a sign, or a number or a letter in its
/// turn where a list has one.
fn break_at(
    flat: &Flat<'_>,
    from: usize,
    at: usize,
    last: Option<&str>,
    known: &BTreeSet<String>,
) -> Option<usize> {
    let text = flat.as_str();
    let before = text[from..at].trim_end();
    let spaced = before.len() < at - from;
    if let Some(raised) = flat.raised_at(at).filter(|raised| raised.start == at) {
        let mark = text[raised.clone()].trim();
        // An institution that nobody leads to ends the one before it, too.
        let next = last.is_some_and(|last| follows(mark, last));
        let own = (known_marks(mark, known) || next) && begins_name(text, raised.end);
        // The ordinal of a number and a mark of a note are raised behind a word.
        let free = spaced || !before.ends_with(char::is_alphanumeric);
        return (own && free).then_some(raised.end);
    }
    let c = text[at..].chars().next()?;
    if symbol(c).is_some() {
        let length = text[at..].find(|c| symbol(c).is_none()).unwrap_or(text.len() - at);
        let free = before.is_empty() || spaced;
        let own = free && known_marks(&text[at..at + length], known);
        return (own && begins_name(text, at + length)).then_some(at + length);
    }
    let line_start = before.is_empty() || text[..at].ends_with('\n');
    let ended = before.ends_with([',', ';', '.']) || ends_with_and(before);
    let begins = || begins_site(text, at) || is_item_number(text, at);
    let listed = || line_start || spaced && (ended || last.is_some() && begins());
    let length = if c.is_ascii_digit() && listed() {
        text[at..].bytes().take_while(u8::is_ascii_digit).count()
    } else if c.is_ascii_lowercase() && (line_start || before.ends_with(';')) {
        1
    } else {
        return None;
    };
    let end = at + length;
    let mark = &text[at..end];
    let in_turn = last.is_none_or(|last| follows(mark, last));
    let stop = text[end..].starts_with(['.', ')']);
    let end = end + usize::from(stop);
    let spaced = text[end..].starts_with(char::is_whitespace);
    // A letter that goes on as a word is no mark, nor is a number in an address.
    let own = known.contains(mark)
        && in_turn
        && text[end..].trim_start().starts_with(char::is_uppercase)
        && (c.is_ascii_digit() || spaced || stop);
    own.then_some(end)
}

/// Whether a number stands here as those of lists do: `2. Department`.
fn is_item_number(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    let name = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Whether the name of an institution begins behind a number.
fn begins_site(text: &str, at: usize) -> bool {
    /// Names tell by so many of their first words.
    const FIRST_WORDS: usize = 5;
    let rest = text[at..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let name = rest.split([',', ';', '\n']).next().unwrap_or_default();
    let first = name.split_whitespace().take(FIRST_WORDS).collect::<Vec<_>>().join(" ");
    first.starts_with(char::is_uppercase) && body::names_site(&first)
}

fn ends_with_and(text: &str) -> bool {
    text.ends_with(" and") || text.ends_with(" &")
}

/// Whether a group is made of marks that are at names.
fn known_marks(group: &str, known: &BTreeSet<String>) -> bool {
    let marks = marks_in(group);
    !marks.is_empty() && marks.iter().all(|mark| known.contains(mark))
}

/// Whether words begin here.
fn begins_name(text: &str, at: usize) -> bool {
    let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')'));
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '"' | '‘' | '\''))
}

/// What a part is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Where authors work.
    Institution,
    /// How to reach an author.
    Letters,
    /// That authors contributed equally.
    Equality,
    /// Anything else.
    Other,
}

/// A text is a sentence and no name where this share of its words begin in lower case, in percent.
const SENTENCE_SHARE: usize = 45;
/// The same where commas divide it, as they do names from addresses.
const LIST_SHARE: usize = 70;
/// A name with its address has no more words than this.
const NAME_WORDS: usize = 70;

/// Whether a note without a mark is nothing but a name and an address: it begins with the name.
pub(super) fn is_address(text: &str) -> bool {
    /// The words at the beginning that tell.
    const FIRST_WORDS: usize = 6;
    let first = text.split_whitespace().take(FIRST_WORDS).collect::<Vec<_>>().join(" ");
    text.starts_with(char::is_alphabetic)
        && text.contains(',')
        && !text.contains(['©', '='])
        && !first.contains(':')
        && body::names_site(&first)
}

/// Words that only names of positions have, in lower case.
const JOB_WORDS: &[&str] = &[
    "professor",
    "lecturer",
    "reader",
    "president",
    "director",
    "physician",
    "surgeon",
    "resident",
    "student",
    "fellow",
    "consultant",
    "scientist",
    "researcher",
    "principal",
    "dean",
];

/// Whether a text names a position and no institution.
pub(super) fn is_job(text: &str) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| JOB_WORDS.contains(&word)) && !body::names_site(text)
}

/// A name without the position of the author that is printed before it.
fn without_job(text: &str) -> &str {
    let mut rest = text;
    while let Some((first, behind)) = rest.split_once(',') {
        if !is_job(first) || !body::names_site(behind) {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}

/// What a part is about; what stands in a list of institutions need not name one by its kind.
pub(super) fn about(text: &str, listed: bool) -> About {
    if equality_in(text).next().is_some() {
        return About::Equality;
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = text.split_whitespace().next().unwrap_or_default();
    let notice = notice_at_start(start);
    if matches!(notice, Some(Notice::Letters | Notice::Mail | Notice::Address))
        || first.contains('@')
    {
        return About::Letters;
    }
    let name = name_of(text);
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    // Fonts without capitals are read in small letters: then a name has its commas.
    let share = if name.matches(',').count() >= 2 { LIST_SHARE } else { SENTENCE_SHARE };
    let reads = words.len() <= NAME_WORDS && small * 100 < words.len() * share;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // Conferences are listed with their place and date.
    let is_listed = || listed && name.contains([',', '-']) && date::of_citation(&name).is_none();
    let is_named = || body::names_site(&name) || is_listed();
    if reads && letters > 3 && is_named() { About::Institution } else { About::Other }
}

/// The name and address of an institution, without what is said of letters behind it.
pub(super) fn name_of(text: &str) -> String {
    let address = text.split_whitespace().find(|word| word.contains('@'));
    let address = address.and_then(|word| text.find(word));
    let end = address.into_iter().chain(address_end(text)).min().unwrap_or(text.len());
    let name = without_job(text.get(..end).unwrap_or(text).trim());
    let name =
        name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | ':' | '*'));
    let name = [" and", " &"].iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
    name.trim_end_matches([' ', ',', ';']).to_owned()
}

/// The part and the notes on equal contributions and letters that stand behind it as sentences.
pub(super) fn with_notes(part: Part) -> Vec<Part> {
    let mut cuts = vec![0];
    for at in equality_in(&part.text).chain(letters_in(&part.text)) {
        cuts.extend(part.text.get(..at).and_then(sentence_start));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.push(part.text.len());
    let mut marks = Some(part.marks);
    let pieces = cuts.windows(2).map(|pair| part.text[pair[0]..pair[1]].trim_end().to_owned());
    pieces.map(|text| Part { marks: marks.take().unwrap_or_default(), text }).collect()
}

/// Where the last sentence of a text begins: initials and abbreviations end none.
fn sentence_start(text: &str) -> Option<usize> {
    let ends = text.match_indices(". ").map(|(at, stop)| (at, at + stop.len()));
    let last = ends.filter(|(at, _)| {
        let word = text[..*at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        word.chars().count() >= 3 || word.chars().any(|c| c.is_ascii_digit())
    });
    last.last().map(|(_, start)| start)
}

/// Institutions with those who work there, whose names or initials stand in brackets behind them:
/// `Salt Institute (A. Muster); Water School (B. Probe) and Air School (E. Test), Seaside`. Only
/// brackets that `people` reads count. Whole notes before a name, which begin at `starts`, are left
/// out where they name no institution.
pub(super) fn with_people(
    text: &str,
    starts: &[usize],
    people: impl Fn(&str) -> Option<Vec<usize>>,
) -> Vec<(String, Vec<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    for entry in text.split(';') {
        let mut start = 0;
        for pair in starts.windows(2).filter(|pair| pair[1] < at + entry.len()) {
            let between = text.get(at + start..pair[0]).map(str::trim);
            let note = &text[pair[0]..pair[1]];
            if between == Some("") && about(note.trim(), true) != About::Institution {
                start = pair[1] - at;
            }
        }
        entry_people(entry, start, &people, &mut out);
        at += entry.len() + 1;
    }
    out
}

/// Reads one entry of a list of institutions with people.
fn entry_people(
    entry: &str,
    mut start: usize,
    people: &impl Fn(&str) -> Option<Vec<usize>>,
    out: &mut Vec<(String, Vec<usize>)>,
) {
    let mut found = Vec::new();
    for (open, _) in entry.match_indices('(') {
        let Some(length) = entry[open..].find(')') else { break };
        if open < start {
            continue;
        }
        if let Some(people) = people(&entry[open + 1..open + length]) {
            found.push((&entry[start..open], people));
            start = open + length + 1;
        }
    }
    // What stands behind all brackets is the address of all.
    let rest = entry[start..].trim();
    let shared = if rest.starts_with(',') { rest } else { "" };
    for (name, people) in found {
        let name = name.trim_start_matches([' ', ',', '.']).trim();
        let name = name.strip_prefix("and ").unwrap_or(name);
        let name = name_of(&format!("{}{shared}", name.trim_end_matches([',', ' '])));
        if about(&name, true) == About::Institution {
            out.push((name, people));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn cut(marked: &str, known: &[&str]) -> Vec<String> {
        let source = Text::with_raised(marked);
        let known = known.iter().map(|mark| (*mark).to_owned()).collect();
        let parts = parts(&Flat::of(&source), 0, &known);
        parts.into_iter().map(|part| format!("{}={}", part.marks.join("+"), part.text)).collect()
    }

    #[test]
    fn parts_begin_with_marks() {
        let known = ["1", "2", "3", "a", "b", "*", "**", "†"];
        let rows: [(&str, &[&str]); 7] = [
            (
                "1 Salt Institute, Seaside, 2 Water School, Hilltop",
                &["1=Salt Institute, Seaside,", "2=Water School, Hilltop"],
            ),
            (
                "|1|Salt Institute, 3 Salt Road |2|Water School",
                &["1=Salt Institute, 3 Salt Road", "2=Water School"],
            ),
            (
                "*Salt Institute; †Water School; and **Air House",
                &["*=Salt Institute;", "†=Water School; and", "**=Air House"],
            ),
            ("|1-3|Salt Institute", &["1+2+3=Salt Institute"]),
            (
                "a Salt Institute\nb Water School, a house",
                &["a=Salt Institute", "b=Water School, a house"],
            ),
            ("1. Salt Institute\n2. Water School", &["1=Salt Institute", "2=Water School"]),
            ("Salt Institute, 1|st| floor", &["=Salt Institute, 1st floor"]),
        ];
        for (marked, wanted) in rows {
            assert_eq!(cut(marked, &known), wanted, "{marked}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let rows = [
            ("Department of Salt, Seaside University", About::Institution),
            ("Correspondence: Anna Muster, Department of Salt", About::Letters),
            ("a.muster@salt.example", About::Letters),
            ("Salt 2023, Seaside, July 12-14", About::Other),
            ("These authors contributed equally to this work.", About::Equality),
            ("The department of salt has said that all of this is so", About::Other),
        ];
        for (text, wanted) in rows {
            assert_eq!(about(text, false), wanted, "{text}");
        }
        assert_eq!(
            name_of("Salt Institute, Seaside; a.m@salt.example (A.M.)"),
            "Salt Institute, Seaside"
        );
    }

    #[test]
    fn people_stand_in_brackets() {
        let row = "Salt Institute (SI), Seaside (A. Muster); Water School (B. Probe) and Air School \
            (E. Test), Hilltop; Fire School";
        let found = with_people(row, &[0], |inside| inside.contains(". ").then(|| vec![0]));
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        let wanted =
            ["Salt Institute (SI), Seaside", "Water School, Hilltop", "Air School, Hilltop"];
        assert_eq!(names, wanted);
    }
}
