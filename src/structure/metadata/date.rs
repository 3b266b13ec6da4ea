//! The date of publication: stated by the file, or printed beside words that say what it is.

use super::claim::{Claim, Note, Source};
use super::note::Notes;
use crate::lexicon::history::{Event, LABEL_ENDS, labels, tells_history};
use crate::lexicon::imprint::{copyright_end, names_copyright};
use crate::lexicon::{month, numbered};
use crate::pdf::Facts;

/// Words between a label such as `published` and its date, at most.
const LABEL_REACH: usize = 4;

/// A date as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    pub(super) year: u32,
    month: Option<u32>,
    day: Option<u32>,
}

impl Date {
    fn iso(self) -> String {
        let mut out = format!("{:04}", self.year);
        if let Some(month) = self.month {
            out.push_str(&format!("-{month:02}"));
            if let Some(day) = self.day {
                out.push_str(&format!("-{day:02}"));
            }
        }
        out
    }
}

/// Claims to the date of publication as ISO 8601: dates that the file states, then a printed date
/// of publication, the issue in running heads, the year of the copyright, and last the year in which
/// the paper was accepted.
pub(super) fn claims(notes: &Notes<'_>, facts: &Facts) -> Vec<Claim> {
    let stated = facts.xmp.dates.iter().find_map(|date| stated(date));
    let rights = facts.xmp.rights.iter().map(String::as_str);
    let front = || notes.front.iter().chain(&notes.end).copied();
    let from = |source| move |date: Date| (date, source);
    let everywhere = || notes.all.iter().map(|note| note.text);
    let printed = labelled(front(), Event::Published)
        .or_else(|| labelled(everywhere(), Event::Published))
        .map(from(Source::Imprint))
        .or_else(|| of_issue(notes).map(from(Source::RunningHead)))
        .or_else(|| front().chain(rights).find_map(of_copyright).map(from(Source::Imprint)))
        .or_else(|| facts.info.subject.as_deref().and_then(of_citation).map(from(Source::Info)))
        .or_else(|| {
            let accepted = labelled(front(), Event::Accepted)?;
            Some((Date { month: None, day: None, ..accepted }, Source::Imprint))
        });
    let printed = printed.map(|(date, source)| Claim { value: date.iso(), source, page: None });
    Claim::of_file(stated, Source::Xmp).into_iter().chain(printed).collect()
}

/// Claims to the date of an event, in the order of the notes.
pub(super) fn labelled_claims(notes: &[Note<'_>], event: Event) -> Vec<Claim> {
    let found = notes.iter().filter_map(|note| {
        let value = labelled([note.text].into_iter(), event)?.iso();
        Some(Claim { value, source: note.source, page: note.page })
    });
    found.collect()
}

/// The year of a date as ISO 8601.
pub(super) fn year_in(iso: &str) -> Option<u32> {
    iso.get(..4)?.parse().ok()
}

/// Whether a word is a month or several, as in `may-august`.
pub(super) fn is_month(word: &str) -> bool {
    month_of(word).is_some()
}

/// The first date that follows a label of an event.
fn labelled<'a>(texts: impl Iterator<Item = &'a str>, event: Event) -> Option<Date> {
    for text in texts {
        let lower = text.to_lowercase();
        let order = Order::of(&lower);
        for label in labels(event) {
            for (at, _) in lower.match_indices(label) {
                let words: Vec<&str> = tokens(&lower[at + label.len()..]).collect();
                let date = (0..words.len().min(LABEL_REACH + 1)).find_map(|from| {
                    let near = words[..from].iter().all(|word| LABEL_ENDS.contains(word));
                    near.then(|| at_start(&words[from..], order)).flatten()
                });
                if let Some(date) = date.filter(|date| date.month.is_some()) {
                    return Some(date);
                }
            }
        }
    }
    None
}

/// The date in running heads and feet that most of them agree on.
fn of_issue(notes: &Notes<'_>) -> Option<Date> {
    let mut counts: Vec<(Date, usize)> = Vec::new();
    for date in notes.running.iter().chain(&notes.imprint).filter_map(|text| of_citation(text)) {
        match counts.iter_mut().find(|(own, _)| *own == date) {
            Some((_, count)) => *count += 1,
            None => counts.push((date, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.iter().find(|(_, count)| *count == most).map(|(date, _)| *date)
}

/// The date in what reads like the place of a paper in its journal: a year beside a volume, an
/// issue or a month.
pub(super) fn of_citation(text: &str) -> Option<Date> {
    let has_year = text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_year || tells_history(text) || names_copyright(text) {
        return None;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = tokens(&lower).collect();
    let order = Order::of(&lower);
    let dated = (0..words.len()).find_map(|from| {
        // The number of an issue before a month is no day.
        let numbered =
            from > 0 && numbered::is_volume(words[from - 1]) && month_of(words[from]).is_none();
        if numbered {
            None
        } else {
            at_start(&words[from..], order).filter(|date| date.month.is_some())
        }
    });
    if dated.is_some() {
        return dated;
    }
    let at = words.iter().position(|word| year_of(word).is_some())?;
    let number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit()) && year_of(word).is_none()
            || numbered::is_volume(word)
            || *word == "doi"
    };
    let beside = words.iter().any(number);
    beside.then(|| Date { year: year_of(words[at]).unwrap_or_default(), month: None, day: None })
}

/// The year after a sign of copyright.
fn of_copyright(text: &str) -> Option<Date> {
    let year = tokens(&text[copyright_end(text)?..]).take(8).find_map(year_of)?;
    Some(Date { year, month: None, day: None })
}

/// Words and numbers of a text, without the marks around and between them.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '|' | '•' | '/')
    })
    .filter(|word| word.chars().any(char::is_alphanumeric))
}

fn year_of(word: &str) -> Option<u32> {
    month::year(word.trim_end_matches('.')).map(u32::from)
}

fn day_of(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word[digits..].trim_end_matches('.');
    let day: u32 = word[..digits].parse().ok()?;
    (matches!(rest, "" | "st" | "nd" | "rd" | "th") && (1..=31).contains(&day)).then_some(day)
}

/// The number of a month by its name. Names of double months count by the first.
fn month_of(word: &str) -> Option<u32> {
    let first = word.split(['-', '–', '/']).next().unwrap_or_default();
    month::number(first).map(u32::from)
}

/// In which order dates made of numbers give day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The order in a text, of whose dates at least one has a day after the twelfth.
    fn of(text: &str) -> Option<Self> {
        let words: Vec<&str> = tokens(text).collect();
        let mut found = (0..words.len()).filter_map(|from| match numbers(&words[from..])? {
            (13..=31, 1..=12, _) => Some(Self::DayFirst),
            (1..=12, 13..=31, _) => Some(Self::MonthFirst),
            _ => None,
        });
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

/// The three numbers of the date that a list of words begins with, the year last: `10/21/2020`, `13-05-2018`.
fn numbers(words: &[&str]) -> Option<(u32, u32, u32)> {
    let joined: Vec<&str> = words.first()?.trim_end_matches('.').split(['-', '.']).collect();
    let parts = if joined.len() == 3 { &joined[..] } else { words.get(..3)? };
    let number = |part: &str| {
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    Some((number(parts[0])?, number(parts[1])?, year_of(parts[2])?))
}

/// The date that a list of words begins with. One made of numbers needs an order.
fn at_start(words: &[&str], order: Option<Order>) -> Option<Date> {
    let get = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Some((first, second, year)) = numbers(words) {
        let (day, month) = match order? {
            Order::DayFirst => (first, second),
            Order::MonthFirst => (second, first),
        };
        let real = (1..=31).contains(&day) && (1..=12).contains(&month);
        return real.then_some(Date { year, month: Some(month), day: Some(day) });
    }
    if let Some(iso) = stated(get(0)).filter(|iso| iso.len() == 10) {
        let number = |range: std::ops::Range<usize>| iso.get(range).and_then(|n| n.parse().ok());
        return Some(Date { year: number(0..4)?, month: number(5..7), day: number(8..10) });
    }
    if let (Some(day), Some(month), Some(year)) =
        (day_of(get(0)), month_of(get(1)), year_of(get(2)))
    {
        return Some(Date { year, month: Some(month), day: Some(day) });
    }
    if let Some(month) = month_of(get(0)) {
        if let (Some(day), Some(year)) = (day_of(get(1)), year_of(get(2))) {
            return Some(Date { year, month: Some(month), day: Some(day) });
        }
        // `July/August 2020` is an issue of two months.
        let year = year_of(get(1)).or_else(|| month_of(get(1)).and_then(|_| year_of(get(2))))?;
        return Some(Date { year, month: Some(month), day: None });
    }
    if let (Some(year), Some(month)) = (year_of(get(0)), month_of(get(1))) {
        return Some(Date { year, month: Some(month), day: day_of(get(2)) });
    }
    None
}

/// The leading `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of a date that a file states.
fn stated(date: &str) -> Option<String> {
    let date = date.trim();
    year_of(date.get(..4)?)?;
    let date = date.replace('/', "-");
    let year = date.get(..4)?;
    let mut out = year.to_owned();
    for part in [date.get(4..7), date.get(7..10)] {
        match part {
            Some(part)
                if part.starts_with('-') && part[1..].bytes().all(|b| b.is_ascii_digit()) =>
            {
                out.push_str(part);
            }
            _ => break,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_follow_their_labels() {
        let rows = [
            ("Received: 1 May 2011; Published: 14 June 2012", Some("2012-06-14")),
            ("Published online first 9 April 2018", Some("2018-04-09")),
            ("Published on June 4, 2013", Some("2013-06-04")),
            ("Published by a press in May 2014", None),
            ("Published 2015-03-02", Some("2015-03-02")),
            ("Accepted 2nd March 2015", None),
            ("Received: 13-05-2018, Published online: 11-09-2018", Some("2018-09-11")),
            ("Published 10/21/2020", Some("2020-10-21")),
            ("Published 10/11/2020", None),
        ];
        for (text, date) in rows {
            let found = labelled([text].into_iter(), Event::Published).map(Date::iso);
            assert_eq!(found.as_deref(), date, "{text}");
        }
    }

    #[test]
    fn years_of_issues() {
        let rows = [
            ("Journal of Salt 2014;29:265-280", Some("2014")),
            ("Salt (2015) 69:1383–1394", Some("2015")),
            ("Salt • Vol. 12, No. 1, January 2006", Some("2006-01")),
            ("July/August 2020 Volume 5 Issue 4", Some("2020-07")),
            ("Salt in food before 2014", None),
        ];
        for (text, date) in rows {
            assert_eq!(of_citation(text).map(Date::iso).as_deref(), date, "{text}");
        }
        assert_eq!(of_copyright("© The Author(s) 2019").map(|date| date.year), Some(2019));
    }
}
