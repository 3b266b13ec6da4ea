//! Title, journal or book, and publisher: what stands between the authors and the place in a journal.

use super::entry::{BOLD, Entry, ITALIC};
use super::habit::Habit;
use crate::lexicon::{shortened, small};
use std::ops::Range;

/// What was read between authors and place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) title: Option<String>,
    pub(super) container: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) place: Option<String>,
    /// Whether the container is a book, and the words that stand in front of its title.
    pub(super) is_part: bool,
    /// Where the words behind `In:` stand, in bytes of the entry.
    pub(super) book: Option<Range<usize>>,
}

/// Most words of an abbreviated piece of a journal's title between two full stops.
const PIECE_WORDS: usize = 3;
/// Most words of a journal's title that nothing but its capitals shows.
const JOURNAL_WORDS: usize = 16;
/// Most words of the name of a place.
const PLACE_WORDS: usize = 6;

/// Splits a stretch of an entry; `located` says whether volume or pages follow it.
pub(super) fn split(entry: &Entry, range: Range<usize>, located: bool, habit: &Habit) -> Source {
    let range = trimmed(&entry.text, range);
    let text = &entry.text[range.clone()];
    if text.is_empty() {
        return Source::default();
    }
    if let Some((title, rest)) = quoted(text) {
        let start = range.end - rest.len();
        let mut source = behind_title(entry, start..range.end, located);
        source.title = tidy(title);
        return source;
    }
    if let Some(at) = part_mark(text) {
        let start = range.start + at.end;
        return Source {
            title: tidy(&text[..at.start]),
            is_part: true,
            book: Some(start..range.end),
            ..Source::default()
        };
    }
    if let Some(start) = set_apart(entry, range.clone(), located) {
        let title = &entry.text[range.start..start];
        if !located && tidy(title).is_none() {
            return Source { title: tidy(&entry.text[start..range.end]), ..Source::default() };
        }
        return Source {
            title: tidy(title),
            container: tidy_journal(&entry.text[start..range.end]),
            ..Source::default()
        };
    }
    if !located {
        return unlocated(entry, range);
    }
    by_stops(text, habit)
}

/// A title in quotes at the start, and what stands behind it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let open = text.chars().next()?;
    let close = match open {
        '“' | '„' => '”',
        '"' => '"',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    };
    let inner = &text[open.len_utf8()..];
    // An apostrophe is the same sign as a closing quote: that one has a mark at its side.
    let at = inner.match_indices(close).map(|(at, _)| at).find(|&at| {
        let before = inner[..at].chars().next_back();
        let after = inner[at + close.len_utf8()..].chars().next();
        matches!(before, Some(',' | '.' | '?' | '!'))
            || matches!(after, None | Some(',' | '.' | ';' | ' '))
    })?;
    let rest = inner[at + close.len_utf8()..].trim_start_matches([',', '.', ' ', ';']);
    Some((&inner[..at], rest))
}

/// What stands behind a title in quotes: a journal, or a book behind `in`.
fn behind_title(entry: &Entry, range: Range<usize>, located: bool) -> Source {
    let text = &entry.text[range.clone()];
    let lower = text.to_ascii_lowercase();
    if let Some(lead) = ["in: ", "in "].iter().find(|lead| lower.starts_with(**lead)) {
        let book = Some(range.start + lead.len()..range.end);
        return Source { is_part: true, book, ..Source::default() };
    }
    if located || entry.is_set(range.clone(), ITALIC) {
        return Source { container: tidy_journal(text), ..Source::default() };
    }
    let italic = leading(entry, range.clone(), ITALIC);
    let container = italic.and_then(|end| tidy_journal(&entry.text[range.start..end]));
    Source { container, ..Source::default() }
}

/// Where a run that is set like that ends, which begins a range.
pub(super) fn leading(entry: &Entry, range: Range<usize>, bit: u8) -> Option<usize> {
    let mut end = None;
    for (at, c) in entry.text[range.clone()].char_indices() {
        if c.is_alphanumeric() {
            if entry.mask.get(range.start + at).is_none_or(|m| m & bit == 0) {
                break;
            }
            end = Some(range.start + at + c.len_utf8());
        }
    }
    end
}

/// `In: ` in front of the title of a book, with what stands around it.
fn part_mark(text: &str) -> Option<Range<usize>> {
    for (at, _) in text.match_indices("In") {
        let before = text[..at].trim_end();
        let parted = before.ends_with(['.', '?', '!', ';', ',', ']', '”']);
        let rest = &text[at + 2..];
        let colon = rest.trim_start().starts_with(':');
        if at > 0
            && parted
            && (colon || rest.starts_with(' ') && before.ends_with(['.', '?', ';', '”']))
        {
            let skip = rest.len() - rest.trim_start_matches([':', ' ']).len();
            // `In vitro` begins the second sentence of a title.
            let next = rest[skip..].split(' ').next().unwrap_or_default();
            if colon || next.starts_with(char::is_uppercase) {
                return Some(at..at + 2 + skip);
            }
        }
    }
    None
}

/// Where the run begins that ends a range and is slanted or heavier than what is in front of it.
fn set_apart(entry: &Entry, range: Range<usize>, located: bool) -> Option<usize> {
    for bit in [ITALIC, BOLD] {
        let mut start = None;
        let mut whole = true;
        for (at, c) in entry.text[range.clone()].char_indices().rev() {
            if !c.is_alphanumeric() {
                continue;
            }
            if entry.mask.get(range.start + at).is_none_or(|m| m & bit == 0) {
                whole = false;
                break;
            }
            start = Some(range.start + at);
        }
        let Some(mut start) = start else { continue };
        // A bracket belongs to what it opens.
        if entry.text[..start].ends_with('(') {
            start -= 1;
        }
        let before = entry.text[range.start..start].trim_end();
        let parted = before.is_empty()
            || before.ends_with(['.', ',', '?', '!', ';', ':', '”', '"', ')', ']', '’']);
        let letters = entry.text[start..range.end].chars().filter(|c| c.is_alphabetic()).count();
        if parted && letters >= 2 && (!whole || bit == ITALIC || located) {
            return Some(start);
        }
    }
    None
}

/// Splits at the full stop in front of the journal.
fn by_stops(text: &str, habit: &Habit) -> Source {
    let mut stops = stops_of(text);
    if stops.is_empty()
        && let Some(comma) = comma_before_journal(text)
    {
        stops.push(comma);
    }
    let Some(mut own) = stops.len().checked_sub(1) else {
        let is_journal =
            is_title_like(text) && (habit.untitled || text.split(' ').count() <= PIECE_WORDS);
        return if is_journal {
            Source { container: tidy_journal(text), ..Source::default() }
        } else {
            Source { title: tidy(text), ..Source::default() }
        };
    };
    while own > 0 {
        let piece = text[stops[own - 1] + 1..stops[own]].trim();
        let strong = text[..=stops[own - 1]].ends_with(['?', '!']);
        let is_short = piece.split(' ').count() <= PIECE_WORDS && is_title_like(piece);
        let first = piece.split(' ').next().unwrap_or_default();
        if !is_short || !(habit.dotted || is_abbreviation(first)) {
            break;
        }
        own -= 1;
        if strong {
            break;
        }
    }
    let title = &text[..stops[own] + 1];
    let journal = text[stops[own] + 1..].trim();
    // The first stop may be one of the journal, whose title has nothing in front of it.
    if own == 0
        && (habit.dotted || is_abbreviation(title.trim_end_matches('.')))
        && title.split(' ').count() <= 2
        && title.len() <= 8
        && habit.untitled
    {
        return Source { container: tidy_journal(text), ..Source::default() };
    }
    Source { title: tidy(title), container: tidy_journal(journal), ..Source::default() }
}

/// Where titles end; abbreviations count where nothing else does.
fn stops_of(text: &str) -> Vec<usize> {
    let strict = stops(text, true);
    if strict.is_empty() { stops(text, false) } else { strict }
}

/// The last comma, if the title of a journal follows it, as its shortened words show.
fn comma_before_journal(text: &str) -> Option<usize> {
    let at = text.rfind(", ")?;
    let rest = text[at + 1..].trim();
    let shortened = rest.split(' ').any(|word| is_abbreviation(word.trim_end_matches('.')));
    (shortened && is_title_like(rest)).then_some(at)
}

/// Offsets of the full stops, question and exclamation marks that a blank and another word follow.
fn stops(text: &str, strict: bool) -> Vec<usize> {
    let is_stop = |at: usize, mark: &str| {
        let (before, rest) = (&text[..at], &text[at + mark.len()..]);
        // A quotation that ends with a sentence ends it.
        let closed =
            rest.strip_prefix(['”', '"', '’', ')']).filter(|_| mark != ".").unwrap_or(rest);
        let short = before.rsplit([' ', '(']).next().unwrap_or_default();
        closed.strip_prefix(' ').is_some_and(|next| !next.is_empty())
            && !(strict && (shortened::is_in_title(short) || is_initials(short)))
    };
    let marks = text.match_indices(['.', '?', '!']);
    marks.filter(|(at, mark)| is_stop(*at, mark)).map(|(at, _)| at).collect()
}

/// Whether a word is `U.S` and the like.
fn is_initials(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| part.len() == 1 && part.chars().all(char::is_uppercase))
}

/// Whether a word is an abbreviation that the titles of many journals have.
pub(super) fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "J" | "Am"
            | "Int"
            | "Med"
            | "Sci"
            | "Res"
            | "Rev"
            | "Proc"
            | "Natl"
            | "Acad"
            | "Clin"
            | "Eur"
            | "Biol"
            | "Chem"
            | "Phys"
            | "Br"
            | "Ann"
            | "Arch"
            | "Exp"
            | "Nat"
            | "Mol"
            | "Genet"
            | "Soc"
            | "Assoc"
            | "Appl"
            | "Environ"
            | "Immunol"
            | "Microbiol"
            | "Infect"
            | "Surg"
            | "Pharmacol"
            | "Physiol"
            | "Trans"
            | "Lett"
            | "Eng"
            | "Technol"
            | "Biochem"
            | "Opin"
            | "Curr"
    )
}

/// Whether each word has a capital, but for those that join words.
pub(super) fn is_title_like(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let capital = |word: &&str| {
        small::joins_titles(word)
            || word.chars().take(2).any(char::is_uppercase)
            || word.starts_with('(')
    };
    !words.is_empty() && words.len() <= JOURNAL_WORDS && words.iter().all(capital)
}

/// A work without volume and pages: title, and publisher or journal behind it.
fn unlocated(entry: &Entry, range: Range<usize>) -> Source {
    let text = &entry.text[range.clone()];
    // `Title; Publisher: Place`, the title slanted.
    if let Some(end) = leading(entry, range.clone(), ITALIC) {
        let title = &entry.text[range.start..end];
        let rest = entry.text[end..range.end].trim_start_matches(['.', ',', ' ']);
        let (publisher, place) = publisher(rest);
        return Source { title: tidy(title), publisher, place, ..Source::default() };
    }
    let stops = stops_of(text);
    let Some(&first) = stops.first() else {
        return Source { title: tidy(text), ..Source::default() };
    };
    let last = stops.last().copied().unwrap_or(first);
    let tail = text[last + 1..].trim();
    let (publisher, place) = publisher(tail);
    if publisher.is_some() {
        return Source { title: tidy(&text[..=last]), publisher, place, ..Source::default() };
    }
    let is_journal = is_title_like(tail) && tail.split(' ').any(is_abbreviation);
    if is_journal {
        let container = tidy_journal(tail);
        return Source { title: tidy(&text[..=last]), container, ..Source::default() };
    }
    Source { title: tidy(&text[..=first]), ..Source::default() }
}

/// `Place: Publisher`, or `; Publisher: Place`.
pub(super) fn publisher(text: &str) -> (Option<String>, Option<String>) {
    let reversed = text.starts_with(';');
    let text = text.trim_start_matches([';', ' ', '.', ',']);
    let Some((left, right)) = text.split_once(": ") else { return (None, None) };
    let (left, right) = (left.trim(), right.trim().trim_end_matches(['.', ',', ';']));
    let short = left.split(' ').count() <= PLACE_WORDS;
    if !short
        || !is_title_like(left)
        || !right.starts_with(char::is_uppercase)
        || right.contains(". ")
    {
        return (None, None);
    }
    let (publisher, place) = if reversed { (left, right) } else { (right, left) };
    (tidy(publisher), tidy(place))
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let own = text.get(range.clone()).unwrap_or_default();
    let is_mark = |c: char| matches!(c, ' ' | ',' | ';' | ':' | '(' | '|' | '*');
    let start =
        range.start + own.len() - own.trim_start_matches([' ', ',', '.', ';', ':', ')', '|']).len();
    let end = range.start + own.trim_end_matches(is_mark).len();
    start.min(end)..end
}

/// A title without the marks around it; nothing where no letter is left.
pub(super) fn tidy(text: &str) -> Option<String> {
    let inner = text
        .trim_matches(|c: char| matches!(c, ' ' | ',' | ';' | ':' | '.' | '|' | '*' | '“' | '„'));
    let inner = if inner.matches('”').count() > inner.matches('“').count() {
        inner.trim_end_matches('”')
    } else {
        inner
    };
    let inner = without_edition(inner.trim_end_matches([',', '.', ' ', '-', '–', '—']));
    inner.chars().any(char::is_alphabetic).then(|| inner.to_owned())
}

/// A title without `, 3rd edn` or `. 7th ed` behind it.
fn without_edition(title: &str) -> &str {
    let Some((before, last)) = title.rsplit_once(' ') else { return title };
    if !matches!(last, "ed" | "edn" | "edition") {
        return title;
    }
    match before.rsplit_once([',', '.']) {
        Some((work, count)) if count.trim().starts_with(|c: char| c.is_ascii_digit()) => {
            work.trim_end()
        }
        _ => title,
    }
}

/// A journal's title; its last full stop stays where it has others.
fn tidy_journal(text: &str) -> Option<String> {
    let inner = text.trim_matches(|c: char| {
        matches!(c, ' ' | ',' | ';' | ':' | '|' | '*' | '“' | '”' | '[' | '(')
    });
    let bare = inner.trim_end_matches(['.', ',', ' ']);
    let bare = without_edition(bare);
    let dotted = bare.contains(". ") && inner.ends_with('.');
    let kept = if dotted { inner.trim_end_matches([',', ' ']) } else { bare };
    kept.chars().any(char::is_alphabetic).then(|| kept.to_owned())
}
