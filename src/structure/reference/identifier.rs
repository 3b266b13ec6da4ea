//! Identifiers and addresses of an entry, and the words that belong to them.

use super::entry::Entry;
use crate::lexicon::identifier::{
    begins_with_database, doi_start, is_database, pubmed_number, trimmed_doi,
};
use crate::lexicon::month;
use std::ops::Range;

/// What a work is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identifiers {
    pub(super) doi: Option<String>,
    pub(super) pmid: Option<String>,
    pub(super) pmcid: Option<String>,
    pub(super) url: Option<String>,
}

/// Longest date that stands behind `accessed`, in characters.
const ACCESS_DATE_CHARS: usize = 32;

/// Longest number that a publisher gives an article, with blanks that a line end left in it.
const PII_BYTES: usize = 36;

/// What stands in brackets that say nothing about the work, in lower case, beside databases.
const NOTES: &[&str] = &[
    "internet",
    "epub",
    "e-pub",
    "cited",
    "accessed",
    "published online",
    "available",
    "in press",
    "google",
    "article",
    "online",
    "homepage",
    "abstract",
    "http",
    "free",
    "web",
    "full text",
    "cross ref",
    "ahead of",
];

/// Words that lead to an address, in lower case; longer ones first.
const LEADS: &[&str] = &[
    "available online at",
    "available online from",
    "available online",
    "available from",
    "available at",
    "available on",
    "available via",
    "available in",
    "retrieved from",
    "available:",
    "accessed from",
    "accessed at",
    "pubmed pmid:",
    "pubmed central pmcid:",
];

/// Words that lead to the day on which an address was looked up, in lower case.
const ACCESS: &[&str] = &[
    "last accessed",
    "date accessed",
    "accessed",
    "assessed",
    "cited",
    "retrieved",
    "access date",
    "updated",
    "last visited",
    "visited",
    "consulted",
    "access on",
    "accessed on",
    "viewed",
];

/// Finds identifiers in words and links, and gives the entry without them.
pub(super) fn take(entry: &Entry) -> (Identifiers, Entry) {
    let mut found = Identifiers::default();
    let mut dropped: Vec<Range<usize>> = Vec::new();
    for (range, target) in &entry.links {
        of_link(&mut found, &mut dropped, entry, range, target);
    }
    let lower = entry.text.to_ascii_lowercase();
    addresses(&mut found, &mut dropped, entry, &lower);
    numbers(&mut found, &mut dropped, &lower);
    notes(&mut dropped, &lower);
    leads(&mut dropped, &lower);
    dropped.sort_by_key(|range| (range.start, range.end));
    (found, entry.without(&dropped))
}

fn of_link(
    found: &mut Identifiers,
    dropped: &mut Vec<Range<usize>>,
    entry: &Entry,
    range: &Range<usize>,
    target: &str,
) {
    let lower = target.to_ascii_lowercase();
    let words = entry.text.get(range.clone()).unwrap_or_default().trim();
    let mut known = true;
    if let Some(doi) = doi_of_address(target) {
        found.doi.get_or_insert(doi);
    } else if let Some(number) = number_after(&lower, &["/pubmed/", "pubmed.ncbi.nlm.nih.gov/"]) {
        found.pmid.get_or_insert(number);
    } else if let Some(number) = number_after(&lower, &["/pmc/articles/pmc", "/articles/pmc"]) {
        found.pmcid.get_or_insert(format!("PMC{number}"));
    } else {
        known = false;
    }
    let is_address = looks_like_address(words) || lower.contains(&words.to_ascii_lowercase());
    let begins = words.starts_with("http") || words.starts_with("www.");
    if !known && begins && lower.starts_with("http") {
        found.url.get_or_insert_with(|| target.trim().to_owned());
    }
    // A link may reach over words in front of an address.
    let is_prose = words.contains(' ')
        && !words.split(' ').next().is_some_and(|word| looks_like_address(word) || is_label(word));
    if !words.is_empty()
        && !is_prose
        && (is_address && words.contains(['/', '.', '_', '-']) || known && is_label(words))
    {
        dropped.push(range.clone());
    }
}

/// Whether the words of a link to a database name that database and nothing of the work.
fn is_label(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
    bare.bytes().all(|b| b.is_ascii_digit())
        || is_database(&bare)
        || matches!(
            bare.as_str(),
            "article"
                | "freefulltext"
                | "view"
                | "pmcfreearticle"
                | "pubmedcentral"
                | "fulltext"
                | "link"
        )
}

fn looks_like_address(words: &str) -> bool {
    let lower = words.to_ascii_lowercase();
    lower.contains("://")
        || lower.contains("www.")
        || lower.contains("doi.org")
        || doi_start(&lower, 0).is_some()
}

/// The DOI that an address leads to.
fn doi_of_address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let leads = lower.contains("doi.org/") || lower.starts_with("doi:") || lower.starts_with("10.");
    let start = leads.then(|| doi_start(&lower, 0)).flatten()?;
    Some(trimmed_doi(&decoded(&lower[start..])).to_owned())
}

/// An address without percent signs for characters.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = (first == b'%').then(|| address_byte(tail)).flatten();
        bytes.push(hex.unwrap_or(first));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn address_byte(tail: &[u8]) -> Option<u8> {
    let digit = |b: u8| char::from(b).to_digit(16);
    let value = digit(*tail.first()?)? * 16 + digit(*tail.get(1)?)?;
    u8::try_from(value).ok()
}

fn number_after(lower: &str, leads: &[&str]) -> Option<String> {
    leads.iter().find_map(|lead| {
        let (_, rest) = lower.split_once(lead)?;
        pubmed_number(rest).map(str::to_owned)
    })
}

/// DOIs and web addresses that are printed.
fn addresses(found: &mut Identifiers, dropped: &mut Vec<Range<usize>>, entry: &Entry, lower: &str) {
    let mut at = 0;
    while let Some(start) = doi_start(lower, at) {
        let end = end_of_address(entry, start);
        let doi = trimmed_doi(&lower[start..end]);
        let stop = start + doi.len();
        found.doi.get_or_insert_with(|| doi.to_owned());
        dropped.push(lead_of_doi(lower, start)..stop.max(start + 1));
        at = end.max(start + 3);
    }
    let mut at = 0;
    while let Some(start) = next_address(lower, at) {
        let end = end_of_address(entry, start);
        let raw = entry.text[start..end].trim_end_matches(['.', ',', ';', ')', ']', '>', '"', '”']);
        let is_doi = raw.to_ascii_lowercase().contains("doi.org");
        if !is_doi && raw.len() > "https://".len() {
            let squeezed: String = raw.chars().filter(|c| *c != ' ').collect();
            found.url.get_or_insert(squeezed);
        }
        dropped.push(start..start + raw.len());
        at = end.max(start + 4);
    }
}

fn next_address(lower: &str, from: usize) -> Option<usize> {
    let rest = lower.get(from..)?;
    ["http://", "https://", "www.", "http ://", "https ://"]
        .iter()
        .filter_map(|lead| rest.find(lead))
        .min()
        .map(|at| from + at)
}

/// Where an address ends: at a blank, or where the pieces of its link end.
fn end_of_address(entry: &Entry, start: usize) -> usize {
    let rest = &entry.text[start..];
    let blank = rest.find([' ', '|']).unwrap_or(rest.len());
    let mut end = start + blank;
    let Some(own) = entry.links.iter().position(|(range, _)| range.contains(&start)) else {
        return end;
    };
    let target = &entry.links[own].1;
    for (range, _) in entry.links[own..].iter().take_while(|(_, other)| other == target) {
        let gap = entry.text.get(end..range.start).unwrap_or_default();
        if gap.trim().is_empty() {
            end = end.max(range.end);
        }
    }
    end
}

/// Where `doi:` or the address of a resolver in front of a DOI begins.
fn lead_of_doi(lower: &str, start: usize) -> usize {
    let mut at = start;
    loop {
        let before = lower[..at].trim_end_matches([' ', '[', '(']);
        let lead =
            ["https://", "http://", "dx.", "doi.org/", "doi:", "doi", "https", "http", ":", "//"];
        let Some(found) = lead.iter().find(|lead| before.ends_with(**lead)) else { return at };
        // A colon alone leads to nothing.
        let next = before.len() - found.len();
        if *found == ":" && !before[..next].trim_end().ends_with("doi") {
            return at;
        }
        at = next;
    }
}

/// PMID and PMCID that are printed.
fn numbers(found: &mut Identifiers, dropped: &mut Vec<Range<usize>>, lower: &str) {
    for (lead, is_central) in [("pmcid", true), ("pmid", false), ("pmc", true)] {
        for (at, _) in lower.match_indices(lead) {
            let rest = &lower[at + lead.len()..];
            let blank = rest.len() - rest.trim_start_matches([':', ' ', '.']).len();
            let rest = rest[blank..].trim_start_matches("pmc");
            let inner = lower[..at].ends_with(|c: char| c.is_alphanumeric() || c == '/');
            let Some(digits) = pubmed_number(rest).filter(|_| !inner) else { continue };
            dropped.push(at..lower.len() - rest.len() + digits.len());
            let slot = if is_central { &mut found.pmcid } else { &mut found.pmid };
            slot.get_or_insert_with(|| {
                if is_central { format!("PMC{digits}") } else { digits.to_owned() }
            });
        }
    }
}

/// Brackets that say nothing about the work.
fn notes(dropped: &mut Vec<Range<usize>>, lower: &str) {
    for (start, _) in lower.match_indices('[') {
        let inner = lower[start + 1..].trim_start();
        if !begins_with_database(inner) && !NOTES.iter().any(|note| inner.starts_with(note)) {
            continue;
        }
        if let Some(end) = lower[start..].find(']') {
            dropped.push(start..start + end + 1);
        }
    }
    for (at, _) in lower.match_indices("pii") {
        // The number that publishers give an article goes to the end of its sentence.
        let rest = lower[at + 3..].trim_start_matches([':', ' ']);
        let begins = lower.len() - rest.len();
        let marked = lower[..at].ends_with([' ', '.', '('])
            && rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        let ends = [". ", " .", " [", " http", " doi"];
        let length = ends.iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        if marked && begins > at + 3 && length <= PII_BYTES {
            dropped.push(at..begins + length);
        }
    }
    for words in ["epub ahead of print", "published online ahead of print", "ahead of print"] {
        dropped.extend(lower.match_indices(words).map(|(at, _)| at..at + words.len()));
    }
}

/// Words in front of addresses, and the days on which they were looked up.
fn leads(dropped: &mut Vec<Range<usize>>, lower: &str) {
    for words in LEADS {
        for (at, _) in lower.match_indices(words) {
            let rest = &lower[at + words.len()..];
            let punctuation = rest.len() - rest.trim_start_matches([':', ' ', '.']).len();
            dropped.push(at..at + words.len() + punctuation);
        }
    }
    for words in ACCESS {
        for (at, _) in lower.match_indices(words) {
            let from = at + words.len();
            let rest: String = lower[from..].chars().take(ACCESS_DATE_CHARS).collect();
            if lower[..at].ends_with(char::is_alphanumeric) {
                continue;
            }
            if let Some(end) = end_of_year(&rest) {
                let open = at - usize::from(lower[..at].ends_with('('));
                let close = usize::from(lower[from + end..].starts_with(')'));
                let behind = &lower[from + end + close..];
                let day = day_behind(behind);
                dropped.push(open..from + end + close + day);
            }
        }
    }
}

/// Bytes of ` Sept 20` and the like behind the year of a date.
fn day_behind(rest: &str) -> usize {
    let Some(rest_word) = rest.strip_prefix(' ') else { return 0 };
    let month = rest_word.bytes().take_while(u8::is_ascii_lowercase).count();
    if !super::locator::is_month(&rest_word[..month]) {
        return 0;
    }
    let behind = rest_word[month..].trim_start_matches(['.', ' ']);
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    rest.len() - behind.len() + digits.min(2)
}

/// Where the first year of a date ends.
fn end_of_year(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    (0..bytes.len()).find_map(|at| {
        let year = rest.get(at..at + 4).is_some_and(month::is_recent_year);
        let inner = at > 0 && bytes[at - 1].is_ascii_digit();
        (year && !inner && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit)).then_some(at + 4)
    })
}
