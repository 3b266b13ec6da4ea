//! Where in its journal a paper stands: volume, issue and pages, read from what is printed about it.

use super::claim::{Claim, Note, Source};
use super::date;
use crate::document::FurnitureKind;
use crate::lexicon::history::tells_history;
use crate::lexicon::imprint::has_other_numbers;
use crate::lexicon::month::is_recent_year;
use crate::pdf::Facts;
use crate::provenance::PageNumber;
use crate::role::{Passages, Role};
use crate::text::aligned_lower_case;
use std::collections::{BTreeMap, BTreeSet};

/// A volume has no more digits than this: some journals count by years.
const VOLUME_DIGITS: usize = 4;
/// A single number behind a volume and a colon is a page where it has at least this many digits:
/// hours have fewer.
const PAGE_DIGITS: usize = 3;

/// What a file states as its subject is an abstract where it is longer than this.
const SUBJECT_BYTES: usize = 160;

/// A place in a journal, as far as one text tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) page: Option<String>,
}

/// Claims to volume, issue and pages.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) volume: Vec<Claim>,
    pub(super) issue: Vec<Claim>,
    pub(super) page: Vec<Claim>,
}

/// Reads the places that the file and notes give, the most trusted first; those of other years than
/// that of the paper belong to other papers.
pub(super) fn of(
    notes: &[Note<'_>],
    passages: &Passages,
    facts: &Facts,
    year: Option<u32>,
) -> Places {
    let stated = |value: &Option<String>| {
        let value = value.clone().filter(|value| value.trim() != "0");
        Claim::of_file(value, Source::Xmp).into_iter().collect::<Vec<_>>()
    };
    let mut places = Places {
        volume: stated(&facts.xmp.volume),
        issue: stated(&facts.xmp.issue),
        page: stated(&facts.xmp.page),
    };
    let subject = facts.info.subject.as_deref();
    let cites = |text: &&str| text.len() <= SUBJECT_BYTES;
    let info = subject.filter(cites).map(|text| Note { text, source: Source::Info, page: None });
    for note in notes.iter().chain(&info) {
        let place = best(note, year);
        let add = |list: &mut Vec<Claim>, value: Option<String>| {
            list.extend(value.map(|value| Claim { value, source: note.source, page: note.page }));
        };
        add(&mut places.volume, place.volume);
        add(&mut places.issue, place.issue);
        add(&mut places.page, place.page);
    }
    for list in [&mut places.volume, &mut places.issue, &mut places.page] {
        most_common_first(list);
    }
    places.page.extend(printed_pages(passages));
    places
}

/// The place in the line of a note that tells most.
fn best(note: &Note<'_>, year: Option<u32>) -> Place {
    let joined = note.text.replace('\n', " ");
    let lines = note.text.lines().filter(|_| note.source != Source::Citation);
    let near = |text: &&str| {
        let own = date::of_citation(text).map(|date| date.year);
        year.zip(own).is_none_or(|(year, own)| year.abs_diff(own) <= 1)
    };
    let places = [joined.as_str()].into_iter().chain(lines).filter(near).map(read);
    let heaviest = places.reduce(|a, b| if b.weight() > a.weight() { b } else { a });
    heaviest.unwrap_or_default()
}

/// Puts the value that most running heads have before others of them.
fn most_common_first(claims: &mut [Claim]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for claim in claims.iter() {
        *counts.entry(claim.value.clone()).or_default() += 1;
    }
    let count = |claim: &Claim| counts.get(&claim.value).copied().unwrap_or_default();
    // The order of sources stays: XMP is the most trusted one, Info the least.
    let rank = |claim: &Claim| match claim.source {
        Source::Xmp => 0,
        Source::Citation => 1,
        Source::Info => 4,
        Source::RunningHead => 3,
        _ => 2,
    };
    claims.sort_by_key(|claim| (rank(claim), usize::MAX - count(claim)));
}

/// The pages of the journal that are printed on the pages, where they do not begin with 1.
fn printed_pages(passages: &Passages) -> Option<Claim> {
    /// Of three pages, so many have the number that follows from the first.
    const AGREEING: usize = 2;
    let count = passages.layout.pages.len() - passages.first_page.index();
    let numbers = passages.passages.iter().filter_map(|passage| {
        if passage.role != Role::Furniture(FurnitureKind::PageNumber) {
            return None;
        }
        let page = passage.text.places().next()?.page;
        let label = passage.text.as_str().trim();
        let prefix = label.trim_end_matches(|c: char| c.is_ascii_digit());
        let number: u32 = label[prefix.len()..].parse().ok()?;
        let letters = prefix.len() <= 1 && prefix.bytes().all(|b| b.is_ascii_alphabetic());
        letters.then_some((page, prefix.to_owned(), number))
    });
    let numbers: Vec<_> = numbers.collect();
    let (page, prefix, first) = numbers.iter().find(|(page, ..)| passages.is_first(*page))?;
    let follows = |(page, own, number): &&(PageNumber, String, u32)| {
        own == prefix && *number == first + (page.index() - passages.first_page.index()) as u32
    };
    let agreeing: BTreeSet<PageNumber> = numbers.iter().filter(follows).map(|own| own.0).collect();
    let agreeing = agreeing.len();
    if *first <= 1 || agreeing < 2 || agreeing * 3 < count * AGREEING {
        return None;
    }
    let last = first + count as u32 - 1;
    let value = format!("{prefix}{first}-{prefix}{last}");
    Some(Claim { value, source: Source::Page, page: Some(*page) })
}

/// Whether two ranges begin with the same page.
pub(super) fn begin_alike(a: &str, b: &str) -> bool {
    let first = |pages: &str| {
        let first = pages.split(['-', '–']).next().unwrap_or_default().to_lowercase();
        first.trim_start_matches(['e', '0']).to_owned()
    };
    first(a) == first(b)
}

impl Place {
    /// The place with all digits of its last page: `265-80` is 265 to 280.
    fn with_whole_range(mut self) -> Self {
        let digits = |page: &str| page.bytes().all(|b| b.is_ascii_digit());
        if let Some((first, last)) = self.page.as_deref().and_then(|page| page.split_once('-'))
            && digits(first)
            && digits(last)
            && last.len() < first.len()
        {
            self.page = Some(format!("{first}-{}{last}", &first[..first.len() - last.len()]));
        }
        self
    }

    fn weight(&self) -> usize {
        [&self.volume, &self.issue, &self.page].iter().filter(|part| part.is_some()).count()
    }
}

/// The place that a text gives.
pub(super) fn read(text: &str) -> Place {
    let text = normal(text);
    let lower = aligned_lower_case(&text);
    if tells_history(&text) || has_other_numbers(&text) {
        return Place::default();
    }
    let labelled = labelled(&text, &lower);
    if labelled.volume.is_some() {
        return labelled.with_whole_range();
    }
    let digits = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let starts = digits.filter(|at| {
        !text[..*at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '/'))
    });
    let mut best: Option<(u32, Place)> = None;
    for at in starts {
        if let Some(found) = compact(&text, at)
            && best.as_ref().is_none_or(|(weight, _)| found.0 >= *weight)
        {
            best = Some(found);
        }
    }
    best.map(|(_, place)| place.with_whole_range()).unwrap_or_default()
}

/// The text with one kind of dash and without addresses and identifiers.
fn normal(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| {
        let begins = |start: &&str| {
            word.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
        };
        let address = ["http", "www.", "doi", "10.", "(doi", "(http"].iter().any(begins);
        !address && !word.contains("://")
    });
    let joined = words.collect::<Vec<_>>().join(" ");
    joined.replace(['–', '—', '−', '‐', '‑'], "-").replace(['•', '·', '|'], ",")
}

/// Reads `Vol. 12, No. 1, pp. 5-8`, `Volume 5 | Issue 2 | e9018`.
fn labelled(text: &str, lower: &str) -> Place {
    let mut place = Place::default();
    let mut end = 0;
    for (label, part) in [
        ("volume", 0),
        ("vol", 0),
        ("issue", 1),
        ("no", 1),
        ("number", 1),
        ("article id", 2),
        ("article", 2),
        ("pp", 2),
    ] {
        for (at, _) in lower.match_indices(label) {
            let edge = !lower[..at].ends_with(char::is_alphanumeric);
            let rest = &text[at + label.len()..];
            let skipped = rest.trim_start_matches(['.', ' ', ':', ',']);
            let gap = rest.len() - skipped.len();
            let number = skipped
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .map_or(skipped, |end| &skipped[..end])
                .trim_end_matches('-');
            let digits = number.bytes().filter(u8::is_ascii_digit).count();
            let whole = edge
                && digits > 0
                && gap <= 3
                && (gap > 0 || part == 1 || skipped.starts_with(|c: char| c.is_ascii_digit()));
            let slot = match part {
                0 if number.len() <= VOLUME_DIGITS => &mut place.volume,
                1 if number.len() <= VOLUME_DIGITS + 4
                    && number.starts_with(|c: char| c.is_ascii_digit()) =>
                {
                    &mut place.issue
                }
                2 if is_page(number) => &mut place.page,
                _ => continue,
            };
            if whole && slot.is_none() {
                *slot = Some(number.to_owned());
                end = end.max(at + label.len() + gap + number.len());
                break;
            }
        }
    }
    if place.volume.is_some() && place.page.is_none() {
        place.page = pages_behind(&text[end..]);
    }
    place
}

/// Pages behind a volume and an issue: a range, or the number of an article that has a letter.
fn pages_behind(rest: &str) -> Option<String> {
    rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).find_map(|word| {
        let page = word.trim_end_matches('.');
        let ranged =
            page.split_once('-').is_some_and(|(first, last)| !first.is_empty() && !last.is_empty());
        let article = page.starts_with('e') && page.len() > PAGE_DIGITS;
        (is_page(page) && (ranged || article)).then(|| page.to_owned())
    })
}

/// Whether a word is a page, a range of pages or the number of an article.
fn is_page(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    digits > 0
        && letters <= 2 + word.matches('-').count()
        && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && word.bytes().any(|b| b != b'0')
}

/// A place in a string that moves forwards.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    fn eat(&mut self, marks: &[char]) -> Option<char> {
        let first = self.0.chars().next().filter(|c| marks.contains(c))?;
        self.0 = &self.0[first.len_utf8()..];
        Some(first)
    }

    fn blanks(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn take(&mut self, own: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !own(c)).unwrap_or(self.0.len());
        let (head, tail) = self.0.split_at(end);
        self.0 = tail;
        head
    }

    fn page(&mut self) -> Option<String> {
        let mut next = *self;
        let page = next.take(|c| c.is_ascii_alphanumeric() || c == '-').trim_end_matches('-');
        (is_page(page) && !page.starts_with('-')).then(|| {
            *self = next;
            page.to_owned()
        })
    }
}

/// Reads a place that begins with this number, and how sure it is: `2014;29(2):265-280`,
/// `2018, 15, 2860`, `(2020) 48:627-629`, `26 (2020) 100483`, `14(11): e0225644`, `9:1963`.
fn compact(text: &str, at: usize) -> Option<(u32, Place)> {
    let mut cursor = Cursor(&text[at..]);
    let first = cursor.take(|c| c.is_ascii_digit());
    if is_recent_year(first) {
        let closed = cursor.eat(&[')']).is_some();
        skip_months(&mut cursor);
        cursor.blanks();
        let separator = cursor.eat(&[';', ',', ':', '.']);
        cursor.blanks();
        if !closed && separator.is_none() {
            return None;
        }
        let volume = cursor.take(|c| c.is_ascii_digit());
        let (weight, place) = behind_volume(volume, cursor, &[':', ','])?;
        return Some((weight + 2, place));
    }
    let mut dated = cursor;
    dated.blanks();
    if dated.eat(&['(']).is_some() {
        let year = dated.take(|c| c.is_ascii_digit());
        if year.len() == 4 && dated.eat(&[')']).is_some() && first.len() <= VOLUME_DIGITS {
            dated.eat(&[',', ':', ';']);
            dated.blanks();
            let page = dated.page()?;
            return Some((
                3,
                Place { volume: Some(first.to_owned()), issue: None, page: Some(page) },
            ));
        }
    }
    let (weight, place) = behind_volume(first, cursor, &[':'])?;
    // Without a year, only an issue or pages tell a place from a time or a share.
    let told = place.issue.is_some()
        || place.page.as_ref().is_some_and(|page| page.contains('-') || page.len() >= PAGE_DIGITS);
    (told && place.page.is_some()).then_some((weight, place))
}

/// What stands behind a volume: issue and pages. A comma in front of a page is a sign of one only
/// where a year stands before the volume: dates and addresses have commas between numbers, too.
fn behind_volume(
    volume: &str,
    mut cursor: Cursor<'_>,
    separators: &[char],
) -> Option<(u32, Place)> {
    if volume.is_empty()
        || volume.len() > VOLUME_DIGITS
        || volume.bytes().all(|b| b == b'0')
        || cursor.0.starts_with('-')
    {
        return None;
    }
    let mut place = Place { volume: Some(volume.to_owned()), ..Place::default() };
    cursor.blanks();
    place.issue = bracketed(&mut cursor);
    let colon = cursor.eat(separators);
    cursor.blanks();
    if place.issue.is_none() {
        place.issue = bracketed(&mut cursor);
        cursor.blanks();
    }
    cursor.take(|c| c == 'p' || c == '.');
    cursor.blanks();
    let page = cursor.page();
    // `100:5(e23878)` has the number of the issue behind the colon.
    if let (Some(article), Some(number), None) = (bracketed(&mut cursor), &page, &place.issue)
        && article.starts_with('e')
    {
        place.issue = Some(number.clone());
        place.page = Some(article);
        return Some((4, place));
    }
    place.page = page;
    let ends = cursor.0.is_empty();
    match (&place.page, colon, &place.issue) {
        (Some(_), Some(_), _) => Some((3, place)),
        (Some(page), None, _) if page.contains('-') => Some((2, place)),
        (None, _, Some(_)) => Some((2, place)),
        (None, None, None) if ends => Some((0, place)),
        _ => None,
    }
}

/// The number of an issue in brackets.
fn bracketed(cursor: &mut Cursor<'_>) -> Option<String> {
    /// Longest number with its words, in bytes.
    const LONGEST: usize = 12;
    let mut next = *cursor;
    next.eat(&['('])?;
    let inner = next.take(|c| c != ')').trim();
    next.eat(&[')'])?;
    *cursor = next;
    let digits = inner.bytes().any(|b| b.is_ascii_digit());
    let plain =
        inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ' ' | '.' | '/'));
    (digits && !is_recent_year(inner) && plain && inner.len() <= LONGEST && inner != "0")
        .then(|| inner.to_owned())
}

/// Goes over a month and a day behind a year.
fn skip_months(cursor: &mut Cursor<'_>) {
    let mut next = *cursor;
    next.blanks();
    if !date::is_month(next.take(char::is_alphabetic)) {
        return;
    }
    *cursor = next;
    next.0 = next.0.trim_start_matches([' ', '.', '-']);
    let day = next.take(|c| c.is_ascii_digit());
    if (1..=2).contains(&day.len()) && next.0.starts_with([';', ':']) {
        *cursor = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let rows = [
            ("Salt J Med 2014;29:265-280", "29||265-280"),
            ("J Salt. 2020 Aug 31;35(34):e317", "35|34|e317"),
            ("Int. J. Salt 2018, 15, 2860; doi:10.5555/1", "15||2860"),
            ("Salt (2020) 13(4), 819–828", "13|4|819-828"),
            ("Salt 26 (2020) 100483", "26||100483"),
            ("Muster A (2019) On salt. SALT ONE 14(11): e0225644.", "14|11|e0225644"),
            ("Salt Reports | 7: 10295 | DOI", "7||10295"),
            ("Salt J, Vol. 47, No.9, Sep 2018, pp.1430-1431", "47|9|1430-1431"),
            ("February 2010 | Volume 5 | Issue 2 | e9018", "5|2|e9018"),
            ("Case Salt Volume 2016, Article ID 4567840, 3 pages", "2016||4567840"),
            ("How to cite: Muster A. On salt. Salt 2021;100:5(e23878).", "100|5|e23878"),
            ("Salt Research 2019:11 3643–3654", "11||3643-3654"),
            ("Salt Med 2014;29(2):265-80.", "29|2|265-280"),
            ("Published May 26, 2017", "||"),
            ("P.O. Box 1177, 3018 Seaside", "||"),
            ("Received 4 May 2018; 12(3): 4", "||"),
            ("Downloaded at 3:02:22 PM", "||"),
            ("Salt 0(0) 1–13", "||"),
            ("İ volé ẞ", "||"),
            ("\u{212A}\u{212B}ı Vol. 12 No. 3", "12|3|"),
        ];
        for (text, wanted) in rows {
            let place = read(text);
            let part = |part: Option<String>| part.unwrap_or_default();
            let found = [part(place.volume), part(place.issue), part(place.page)].join("|");
            assert_eq!(found, wanted, "{text}");
        }
    }
}
