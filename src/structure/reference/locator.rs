//! Where in a journal a work stands: volume, issue and pages, with the year beside them.

use super::entry::{BOLD, Entry, ITALIC};
use super::token;
use crate::lexicon::{month, roman};
use std::ops::Range;

/// What was read of a place in a journal, and how sure it is that it is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Locator {
    /// Bytes of the entry, year included where it stands in front.
    pub(super) range: Range<usize>,
    pub(super) year: Option<u16>,
    pub(super) volume: Option<String>,
    pub(super) issue: Option<String>,
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    /// Sum of the evidence.
    pub(super) weight: u32,
}

/// Least evidence for a place in a journal: two marks of one, or a volume that is set apart.
const LEAST: u32 = 3;
/// Most digits of a volume; some journals count by years.
const VOLUME_DIGITS: usize = 4;
/// Longest issue in brackets, in bytes: `Suppl 1 Pt 2`, `18_suppl`, `17 Spec No`.
const ISSUE_BYTES: usize = 28;

/// A place in a string that moves forwards.
#[derive(Debug, Clone, Copy)]
struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
    }

    /// Goes over one of these, if it stands here, and says which.
    fn eat(&mut self, marks: &[&'static str]) -> Option<&'static str> {
        let lower = self.rest().as_bytes();
        let found = marks.iter().find(|mark| {
            lower.get(..mark.len()).is_some_and(|own| own.eq_ignore_ascii_case(mark.as_bytes()))
        })?;
        self.at += found.len();
        Some(found)
    }

    fn digits(&mut self) -> &'a str {
        let length = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let found = &self.rest()[..length];
        self.at += length;
        found
    }

    fn year(&mut self) -> Option<u16> {
        let mut next = *self;
        let year = token::year(next.digits())?;
        // `2004a` tells two works of one year apart.
        if next.peek().is_some_and(|c| c.is_ascii_lowercase()) {
            next.at += 1;
        }
        if next.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        *self = next;
        Some(year)
    }
}

/// The best place in a journal that an entry names at or behind `from`; where its year is known
/// already, one mark less is enough.
pub(super) fn find(entry: &Entry, from: usize, is_dated: bool) -> Option<Locator> {
    let least = LEAST - u32::from(is_dated);
    let text = entry.text.as_str();
    let mut best: Option<Locator> = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let begins = !before.is_alphanumeric() && c.is_alphanumeric();
        before = c;
        if at < from || !begins {
            continue;
        }
        let found =
            [led_by_year(entry, at), led_by_volume(entry, at, None), led_by_label(text, at)];
        for found in found.into_iter().flatten() {
            // Of two that are as good, the later one: titles come first. A year in front belongs to it.
            let inside = best.as_ref().is_some_and(|old| old.range.contains(&found.range.start));
            let better = best.as_ref().is_none_or(|old| {
                if inside { found.weight > old.weight } else { found.weight >= old.weight }
            });
            if found.weight >= least && better {
                best = Some(found);
            }
        }
    }
    best
}

/// `2009;302:5-8`, `2009, 302, 5-8`, `2009 Apr 3; 302(1): 5`, `(2009) 302:5`, `2009:302`.
fn led_by_year(entry: &Entry, at: usize) -> Option<Locator> {
    let mut cursor = Cursor { text: &entry.text, at };
    let year = cursor.year()?;
    let is_bold = entry.is_set(at..at + 4, BOLD);
    let closed = cursor.eat(&[")."]).or_else(|| cursor.eat(&[")"])).is_some();
    months(&mut cursor);
    let separator = separator(&mut cursor);
    let opened = closed && entry.text[..at].ends_with('(');
    let start = if opened { at - 1 } else { at };
    let after = cursor.at;
    if let Some(mut found) = led_by_volume(entry, after, Some(year)) {
        found.range.start = start;
        found.weight += match separator {
            Some(';') => 4,
            Some(',') => 2,
            _ if closed || is_bold => 2,
            Some(_) => 1,
            None => 0,
        };
        return Some(found);
    }
    // No volume: pages, or an issue with pages.
    let mut found = Locator { year: Some(year), ..Locator::default() };
    let issue = issue(&mut cursor);
    let colon =
        separator == Some(':') || issue.is_some() && self::separator(&mut cursor) == Some(':');
    cursor.skip_blanks();
    let pages = if colon { pages(&mut cursor) } else { None };
    let (first, last, _) = pages?;
    found.weight = LEAST;
    found.range = start..cursor.at;
    (found.issue, found.first, found.last) = (issue, Some(first), last);
    Some(found)
}

/// Pages of a book that a label shows: `(pp. 71-77)`, `p. 432`.
fn led_by_label(text: &str, at: usize) -> Option<Locator> {
    let mut cursor = Cursor { text, at };
    cursor.eat(&["pp.", "p."])?;
    cursor.at = at;
    let (first, last, _) = pages(&mut cursor)?;
    let start = if text[..at].ends_with('(') { at - 1 } else { at };
    Some(Locator {
        range: start..cursor.at,
        first: Some(first),
        last,
        weight: LEAST,
        ..Locator::default()
    })
}

/// Goes over a month and a day behind a year.
fn months(cursor: &mut Cursor) {
    let mut next = *cursor;
    let mut seen = false;
    loop {
        next.at += next.rest().len()
            - next.rest().trim_start_matches([' ', '-', '–', '/', '.', ',']).len();
        let letters = next.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters > 0 && is_month(&next.rest()[..letters]) {
            seen = true;
            next.at += letters;
            *cursor = next;
            continue;
        }
        let mut day = next;
        let digits = day.digits();
        let ends = day.rest().trim_start().starts_with([';', '-', '–']);
        if seen && (1..=2).contains(&digits.len()) && ends {
            next = day;
            *cursor = next;
            continue;
        }
        return;
    }
}

/// Whether a word is a month or a season.
pub(super) fn is_month(word: &str) -> bool {
    month::number(word).is_some() || month::is_season(word)
}

/// One of `;:,.` and blanks; `None` where only a blank or nothing stands here.
fn separator(cursor: &mut Cursor) -> Option<char> {
    cursor.skip_blanks();
    let found = cursor.peek().filter(|c| matches!(c, ';' | ':' | ',' | '.'));
    if found.is_some() {
        cursor.at += 1;
        cursor.skip_blanks();
    }
    found
}

/// A volume, with issue and pages where they follow; `year` is the one in front.
fn led_by_volume(entry: &Entry, at: usize, year: Option<u16>) -> Option<Locator> {
    let mut cursor = Cursor { text: &entry.text, at };
    let mut found = Locator { year, ..Locator::default() };
    let labelled = cursor.eat(&["volume", "vol.", "vol", "v."]).is_some();
    cursor.skip_blanks();
    let start = cursor.at;
    let volume = volume(&mut cursor)?;
    if labelled {
        found.weight += 4;
    }
    let own = start..start + volume.len();
    let bold = entry.is_set(own.clone(), BOLD) && !before_is_set(entry, own.start, BOLD);
    let italic = entry.is_set(own.clone(), ITALIC);
    let apart = italic && !before_is_set(entry, own.start, ITALIC);
    found.weight += 3 * u32::from(bold) + u32::from(italic) + u32::from(apart);
    // A year is a volume only where nothing else can be meant.
    if year.is_none() && !labelled && token::year(&volume).is_some() {
        return None;
    }
    found.issue = issue(&mut cursor);
    found.weight += u32::from(found.issue.is_some());
    let end_of_volume = cursor.at;
    let separator = page_separator(&mut cursor);
    let pages = pages(&mut cursor);
    match pages {
        Some((first, last, label)) if separator.is_some() || label || bold || italic => {
            found.weight += match separator {
                Some(':') => 2,
                Some(',') => 1,
                _ => 0,
            };
            // `e1002420` is the number of an article and nothing else.
            let article = first.len() > 4 && first.starts_with(|c: char| c.is_ascii_alphabetic());
            found.weight += u32::from(last.is_some() || article) + 2 * u32::from(label);
            (found.first, found.last) = (Some(first), last);
        }
        _ => {
            cursor.at = end_of_volume;
            let ends = cursor.rest().trim_start().starts_with(['.', ',', ';', '('])
                || cursor.rest().is_empty();
            if !ends || !(bold || apart || labelled || found.issue.is_some() || year.is_some()) {
                return None;
            }
        }
    }
    found.volume = Some(volume);
    found.range = at..cursor.at;
    let tail = cursor.rest().trim_start_matches(['.', ',', ' ', ';']);
    let open = Cursor { text: tail.strip_prefix('(').unwrap_or(tail), at: 0 };
    let mut behind = open;
    if behind.year().is_some() {
        found.weight += 2;
    }
    found.weight += u32::from(tail.is_empty());
    Some(found)
}

/// Whether the last letter in front is set like that, so that this is no mark of its own.
fn before_is_set(entry: &Entry, at: usize, bit: u8) -> bool {
    let before = entry.text[..at].char_indices().rev().find(|(_, c)| c.is_alphanumeric());
    before.is_some_and(|(at, _)| entry.mask.get(at).is_some_and(|m| m & bit != 0))
}

fn volume(cursor: &mut Cursor) -> Option<String> {
    let mut next = *cursor;
    let start = next.at;
    let letters = next.rest().bytes().take_while(u8::is_ascii_uppercase).count();
    let is_numeral = letters >= 2 && roman::read(&next.rest()[..letters]).is_some();
    next.at += letters;
    let digits = next.digits();
    if digits.is_empty() && !is_numeral || !digits.is_empty() && letters > 2 {
        return None;
    }
    if digits.len() > VOLUME_DIGITS {
        return None;
    }
    // `12A`, `31-32`, `18/19`.
    let mut more = next;
    if more.peek().is_some_and(|c| c.is_ascii_uppercase()) {
        more.at += 1;
        if !more.peek().is_some_and(char::is_alphanumeric) {
            next = more;
        }
    } else if matches!(more.peek(), Some('-' | '–' | '/')) {
        more.at += more.peek().map_or(0, char::len_utf8);
        let second = more.digits();
        let follows = matches!(more.peek(), Some('(' | ':'));
        if !second.is_empty() && second.len() <= digits.len() && follows {
            next = more;
        }
    }
    if next.peek().is_some_and(|c| c.is_alphanumeric() || c == '%') {
        return None;
    }
    *cursor = next;
    Some(next.text[start..next.at].to_owned())
}

/// `(3)`, `(Suppl 1)`, `Suppl 1`, `, no. 3`, `, issue 3`.
fn issue(cursor: &mut Cursor) -> Option<String> {
    let mut next = *cursor;
    next.skip_blanks();
    if next.eat(&["("]).is_some() {
        let close = next.rest().bytes().take(ISSUE_BYTES + 1).position(|b| b == b')')?;
        let inner = &next.rest()[..close];
        let said = inner.to_ascii_lowercase();
        let counts = inner.bytes().any(|b| b.is_ascii_digit());
        let named =
            ["sup", "pt", "part", "spec", "issue", "s"].iter().any(|word| said.starts_with(word));
        if !(counts || named) || token::year(inner.trim()).is_some() {
            return None;
        }
        let is_count = |c: char| {
            c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '–' | '_' | '/' | ',' | '&' | ':')
        };
        if !inner.chars().all(is_count) {
            return None;
        }
        next.at += inner.len() + 1;
        *cursor = next;
        let bare = inner.trim().trim_start_matches("no.").trim_start_matches("No.").trim();
        return Some(bare.to_owned());
    }
    next.eat(&[","]);
    next.skip_blanks();
    let label =
        next.eat(&["no.", "issue", "iss.", "suppl.", "suppl", "supplement", "nr.", "pt."])?;
    next.skip_blanks();
    let start = next.at;
    let number =
        next.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    next.at += number;
    // `4–6` has a dash that is no single byte.
    if next.peek() == Some('–') {
        next.at += '–'.len_utf8();
        next.digits();
    }
    let own = &next.text[start..next.at];
    let is_supplement = label.starts_with("suppl") || label == "pt.";
    if own.is_empty() && !is_supplement {
        return None;
    }
    *cursor = next;
    let full = if is_supplement { format!("Suppl {own}") } else { own.to_owned() };
    Some(full.trim().to_owned())
}

/// What stands between volume and pages; `' '` for a blank.
fn page_separator(cursor: &mut Cursor) -> Option<char> {
    let blank = cursor.peek() == Some(' ');
    separator(cursor).or(blank.then_some(' '))
}

/// First and last page, and whether a label says that they are pages.
fn pages(cursor: &mut Cursor) -> Option<(String, Option<String>, bool)> {
    let mut next = *cursor;
    let label = next
        .eat(&[
            "pp.",
            "pp",
            "p.",
            "pages",
            "page",
            "article id",
            "article no.",
            "article",
            "art. no.",
            "art.",
            "artn",
        ])
        .is_some();
    next.skip_blanks();
    let first = page(&mut next)?;
    let mut second = next;
    second.skip_blanks();
    let dashes = second.rest().len()
        - second.rest().trim_start_matches(['-', '–', '—', '−', '‑', '~']).len();
    second.at += dashes;
    second.skip_blanks();
    let last = if dashes > 0 { page(&mut second) } else { None };
    let mut first = first;
    let mut full = None;
    if let Some(last) = last {
        // `17-00685` is the number of one article.
        if last.starts_with('0') {
            first = next.text[next.at - first.len()..second.at].to_owned();
        } else {
            full = Some(completed(&first, &last));
        }
        next = second;
    }
    if next.peek().is_some_and(char::is_alphanumeric) {
        return None;
    }
    *cursor = next;
    Some((first, full, label))
}

/// `850` with `5` behind it goes to `855`.
fn completed(first: &str, last: &str) -> String {
    let is_number = |page: &str| page.bytes().all(|b| b.is_ascii_digit());
    let prefix = first.len() - first.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if is_number(last) && is_number(&first[prefix..]) && last.len() < first.len() - prefix {
        return format!("{}{last}", &first[..first.len() - last.len()]);
    }
    if is_number(last) && prefix > 0 && is_number(&first[prefix..]) {
        return format!("{}{last}", &first[..prefix]);
    }
    last.to_owned()
}

fn page(cursor: &mut Cursor) -> Option<String> {
    let mut next = *cursor;
    let start = next.at;
    let letters = next.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 5 {
        return None;
    }
    next.at += letters;
    let digits = next.digits();
    let roman = digits.is_empty()
        && letters > 0
        && next.text[start..next.at].bytes().all(|b| b"ivxlc".contains(&b));
    if digits.is_empty() && !roman || digits.len() > 12 {
        return None;
    }
    let tail = next.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
    if tail <= 2 {
        next.at += tail;
        // `39ps33`.
        if tail > 0 && !digits.is_empty() {
            next.digits();
        }
    }
    // `e10.1`, `101.e3`.
    let behind = next.rest().strip_prefix('.').unwrap_or_default();
    if behind.starts_with(|c: char| c.is_ascii_digit() || c == 'e') {
        let part = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if part <= 4 && behind[..part].bytes().any(|b| b.is_ascii_digit()) {
            next.at += 1 + part;
        }
    }
    *cursor = next;
    Some(next.text[start..next.at].to_owned())
}

/// The year that stands alone in an entry, at or behind `from`: the last one that marks follow,
/// with its bytes.
pub(super) fn lone_year(text: &str, from: usize) -> Option<(u16, Range<usize>)> {
    let mut found: Option<(u16, Range<usize>, bool)> = None;
    let (mut before, mut before_that) = (' ', ' ');
    for (at, c) in text.char_indices() {
        // `c2013` is the year of a copyright.
        let copyright = before == 'c' && !before_that.is_alphanumeric();
        let apart = !before.is_alphanumeric() && !matches!(before, '-' | '–' | '/' | '.');
        let begins = c.is_ascii_digit() && (apart || copyright);
        let opened = before == '(';
        (before_that, before) = (before, c);
        if at < from || !begins {
            continue;
        }
        let mut cursor = Cursor { text, at };
        let Some(year) = cursor.year() else { continue };
        let rest = cursor.rest();
        let closes = rest.is_empty()
            || rest.starts_with([',', ')', ':'])
            || rest.trim_start().starts_with(['.', ';']);
        let dated = rest.starts_with(' ') && {
            let mut behind = cursor;
            months(&mut behind);
            behind.at != cursor.at
        };
        let framed = opened && rest.starts_with(')');
        let keeps = found.as_ref().is_some_and(|(_, _, old)| *old && !framed);
        if (closes || dated) && !keeps {
            let range = if framed { at - 1..cursor.at + 1 } else { at..cursor.at };
            found = Some((year, range, framed));
        }
    }
    found.map(|(year, range, _)| (year, range))
}

/// The year that stands here, in brackets or not, and where what follows it begins.
pub(super) fn year_here(text: &str, from: usize) -> Option<(u16, usize, bool)> {
    let mut cursor = Cursor { text, at: from };
    let opened = cursor.eat(&["("]).is_some();
    if opened && cursor.eat(&["c", "©"]).is_some() {
        cursor.skip_blanks();
    }
    let year = cursor.year()?;
    if opened {
        // `(2004, May 3)`.
        let close =
            cursor.rest().find(')').filter(|close| *close <= "/2005, 12 September".len())?;
        cursor.at += close + 1;
    } else if !cursor.rest().starts_with(['.', ',', ':', ';', ')']) {
        return None;
    }
    let rest = cursor.rest();
    cursor.at += rest.len() - rest.trim_start_matches(['.', ',', ':', ';', ' ', ')']).len();
    Some((year, cursor.at, opened))
}
