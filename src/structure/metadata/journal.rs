//! The title of the journal: stated by the file, or printed beside volume, issue and year.

use super::author::plain;
use super::note::Notes;
use super::place;
use crate::document::Author;
use crate::lexicon::identifier::doi_in;
use crate::lexicon::imprint::{ends_company, names_citation};
use crate::lexicon::month::{self, is_recent_year};
use crate::lexicon::notice::OTHER_NOTES;
use crate::lexicon::{article, body, numbered, small};
use crate::pdf::Facts;
use rustc_hash::FxHashMap;

/// Titles of journals have no more words than this.
const MOST_WORDS: usize = 14;
/// Letters of a one-word title at least.
const SHORTEST: usize = 4;

/// Words that only titles of journals have when they stand alone in running heads.
const JOURNAL_WORDS: &[&str] = &[
    "Journal",
    "Annals",
    "Archives",
    "Acta",
    "Proceedings",
    "Bulletin",
    "Transactions",
    "Revista",
];

/// The journal's title.
pub(super) fn of(
    notes: &Notes<'_>,
    facts: &Facts,
    title: Option<&str>,
    authors: &[Author],
) -> Option<String> {
    let publisher = facts.xmp.publisher.as_deref().unwrap_or_default().trim();
    let stated = facts.xmp.journal.as_deref().map(str::trim).filter(|journal| {
        // Some producers write the publisher's name into both fields.
        !journal.is_empty() && (*journal != publisher || is_printed(journal, notes))
    });
    // Others write an institution, which may be the publisher.
    if let Some(journal) = stated.filter(|journal| !body::names_site(journal)) {
        return Some(journal.to_owned());
    }
    let subject = facts.info.subject.as_deref().and_then(|subject| {
        let subject = subject.lines().next().unwrap_or_default();
        let cited = subject.to_lowercase().contains("doi") && subject.len() < 160;
        cited.then(|| before_citation(subject)).flatten()
    });
    let mut counts: Vec<(String, usize)> = Vec::new();
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let printed = notes.running.iter().chain(&notes.imprint).chain(&notes.front);
    let heads = notes.running.iter().filter_map(|text| alone(text));
    let mastheads = notes.imprint.windows(2).filter_map(|pair| above_citation(pair[0], pair[1]));
    let feet = notes.running.windows(2).filter_map(|pair| beside_citation(pair[0], pair[1]));
    let found = printed.flat_map(|text| candidates(text, title));
    let found = found.chain(heads).chain(mastheads).chain(feet).chain(subject);
    for name in found.map(|name| without_authors(&name, authors).to_owned()) {
        if title.is_some_and(|title| names_alike(title, &name)) {
            continue;
        }
        let at = *known.entry(name.to_lowercase()).or_insert_with(|| {
            counts.push((name, 0));
            counts.len() - 1
        });
        counts[at].1 += 1;
    }
    let Some(most) = counts.iter().map(|(_, count)| *count).max() else {
        return stated.map(str::to_owned);
    };
    let best = counts.iter().find(|(_, count)| *count == most).map(|(name, _)| name.clone())?;
    let whole = counts.iter().map(|(name, _)| name).find(|name| expands(name, &best));
    Some(whole.cloned().or_else(|| expansion(&best, notes)).unwrap_or(best))
}

/// What stands behind the family names of authors, which come first in some running heads.
fn without_authors<'a>(name: &'a str, authors: &[Author]) -> &'a str {
    let mut rest = name;
    for family in authors.iter().filter_map(|author| author.family.as_deref()) {
        // Running heads leave out marks, and some are in capitals.
        let own = rest.split([' ', ',', '.']).next().unwrap_or_default();
        let behind = rest
            .strip_prefix(family)
            .or_else(|| (plain(own) == plain(family)).then(|| &rest[own.len()..]));
        let Some(behind) = behind else { break };
        let mut words = behind.split_whitespace();
        let joined = words.next().is_some_and(small::is_and);
        let next = if joined { words.next() } else { behind.split_whitespace().next() };
        let Some(next) = next.filter(|_| behind.starts_with([' ', ',', '.'])) else { break };
        rest = name[next.as_ptr() as usize - name.as_ptr() as usize..]
            .trim_start_matches([' ', ',', '.']);
    }
    if rest.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST { name } else { rest }
}

/// Whether a name stands somewhere on the pages.
fn is_printed(name: &str, notes: &Notes<'_>) -> bool {
    let lower = name.to_lowercase();
    notes.running.iter().chain(&notes.front).any(|text| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().contains(&lower)
    })
}

/// Whether the title of the paper begins with the name, as in running heads that repeat it.
fn names_alike(title: &str, name: &str) -> bool {
    title.to_lowercase().starts_with(&name.to_lowercase())
}

/// Names of journals in a note: what stands before volume, issue and year.
fn candidates(text: &str, title: Option<&str>) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(name) = before_citation(line) {
            out.push(name);
            continue;
        }
        // The citation may stand on the line below.
        let below = lines.get(at + 1).is_some_and(|next| is_citation(next));
        if below && let Some(name) = name_in(line) {
            out.push(name);
        }
    }
    if let Some(name) = beside_doi(text) {
        return vec![name.clone(), name];
    }
    if !names_citation(text) {
        return out;
    }
    // What stands behind the title is the journal, whatever else may be.
    if let Some(name) = title.and_then(|title| behind(title, text)) {
        return vec![name.clone(), name];
    }
    if let Some(name) = in_reference(text) {
        // A line may begin within the name.
        out.retain(|part| !name.ends_with(part.as_str()));
        out.push(name);
    }
    out
}

/// The journal in a row of facts with dots or bars between them: beside a DOI and a date, the one that is a name.
fn beside_doi(text: &str) -> Option<String> {
    /// Facts of such a row.
    const FEWEST: usize = 3;
    let parts: Vec<&str> = text.split(['·', '•', '|']).map(str::trim).collect();
    let is_doi = |part: &&str| doi_in(part, 0).is_some();
    let is_date = |part: &&str| {
        part.split(|c: char| !c.is_ascii_digit()).any(is_recent_year) && name_in(part).is_none()
    };
    let rest = || parts.iter().filter(|part| !is_doi(part) && !is_date(part));
    let has_both = parts.iter().any(is_doi) && parts.iter().any(is_date);
    let mut names = rest().filter_map(|part| name_in(part));
    let name = names.next().filter(|_| parts.len() >= FEWEST && has_both)?;
    names.next().is_none().then_some(name)
}

/// The journal of a reference to the paper itself, whose title is known: it stands right behind it.
fn behind(title: &str, text: &str) -> Option<String> {
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, title) = (joined(text), joined(title));
    let start = text.find(title.as_str()).filter(|_| !title.is_empty())? + title.len();
    before_citation(text[start..].trim_start_matches(['.', '?', '!', ',', ' ']))
}

/// The journal of a reference to the paper itself: it stands after the end of the title.
fn in_reference(text: &str) -> Option<String> {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.match_indices(['.', '?', '!']).find_map(|(at, _)| {
        let word = joined[..at].rsplit(' ').next().unwrap_or_default();
        // GB/T 7714 says behind a title in brackets what kind of work it is: `[J]`.
        let word = word.strip_suffix("[J]").unwrap_or(word);
        // Abbreviated words of the journal's own name end in a full stop too.
        let ends_title = word.len() > 3 && word.chars().all(char::is_lowercase);
        ends_title.then(|| before_citation(joined[at + 1..].trim_start())).flatten()
    })
}

/// The name of a masthead that is nothing else, where the place of the paper stands in the next note.
fn above_citation(masthead: &str, next: &str) -> Option<String> {
    let bare = !masthead.contains('\n') && next.lines().next().is_some_and(is_citation);
    bare.then(|| name_in(masthead)).flatten()
}

/// The name before the bar in one part of a running head whose other part, before or behind it, is the
/// place of the paper in that journal.
fn beside_citation(one: &str, other: &str) -> Option<String> {
    [(one, other), (other, one)].into_iter().find_map(|(name, place)| {
        let (name, _) = name.split_once(" | ")?;
        let volume = place.split('|').any(|part| place::read(part.trim()).volume.is_some());
        volume.then(|| name_in(name)).flatten()
    })
}

/// A running head that is nothing but a journal's title.
fn alone(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = words.iter().any(|word| JOURNAL_WORDS.contains(word));
    (named && words.len() >= 3).then(|| name_in(text)).flatten()
}

/// The name at the beginning of a line that goes on with the place of a paper in it.
fn before_citation(line: &str) -> Option<String> {
    let mut line = line.trim();
    // The authors' names come first in some running heads.
    for mark in ["et al.", "et al,", "et al "] {
        if let Some(at) = line.find(mark) {
            line = line[at + mark.len()..].trim_start_matches([' ', '/', ',', '.', '|']);
        }
    }
    let page = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    line = line[page..].trim_start();
    let mut end = None;
    for (at, word) in words_at(line) {
        let lower = word.trim_matches(['(', ')', ',', '.', ':', ';']).to_lowercase();
        let digit = word.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
        let divides = matches!(word, "|" | "•" | "·");
        // A number may stand right behind its label.
        let label = numbered::is_volume(lower.trim_end_matches(|c: char| c.is_ascii_digit()))
            || matches!(lower.as_str(), "issn" | "special")
            || lower.starts_with("doi:")
            || lower == "doi"
            || lower.starts_with("http");
        if digit || divides || label || super::date::of_citation(&lower).is_some() {
            end = Some(at);
            break;
        }
    }
    let (name, tail) = line.split_at(end?);
    if !is_citation(tail) {
        return None;
    }
    let name = name.trim_end();
    // A month before the year is part of the date.
    let name = match name.rsplit_once([' ', ',']) {
        Some((head, last)) if is_month(last) => head,
        _ => name,
    };
    name_in(without_company(name))
}

/// What stands behind the name of the company that publishes a journal: no title begins with one.
fn without_company(name: &str) -> &str {
    let ends = words_at(name).skip(1).filter(|(_, word)| ends_company(word));
    let rest = ends.last().map_or(name, |(at, word)| name[at + word.len()..].trim_start());
    let is_title = rest.starts_with(char::is_uppercase) && rest.split_whitespace().count() > 1;
    if is_title { rest } else { name }
}

fn is_month(word: &str) -> bool {
    super::date::is_month(word.trim_matches(['.', ',', ' ']))
}

fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a text gives the place of a paper in a journal: a volume, or a year with another number,
/// or the journal's address.
fn is_citation(tail: &str) -> bool {
    let tail = tail.trim_start_matches(['|', '•', '·', ' ', ',', '(']);
    let lower = tail.to_lowercase();
    if ["www.", "http", "doi"].iter().any(|start| lower.starts_with(start)) {
        return true;
    }
    if ["vol", "issue", "no."].iter().any(|start| lower.starts_with(start)) {
        return lower.chars().any(|c| c.is_ascii_digit());
    }
    let numbers = lower
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .collect::<Vec<_>>();
    let years = numbers.iter().filter(|number| is_recent_year(number)).count();
    // Papers that appear before their issue have `0(0)` for its place.
    let rest = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let paired = rest.len() < lower.len() && rest.starts_with(['(', ':']) && numbers.len() >= 2;
    paired && years < numbers.len() && !is_recent_year(numbers[0])
        || place::read(tail).volume.is_some()
        || years >= 1 && lower.contains("doi")
        || years >= 1 && years < numbers.len() && lower.starts_with(|c: char| c.is_ascii_digit())
}

/// A text that reads like the title of a journal.
fn name_in(text: &str) -> Option<String> {
    let name = text
        .trim()
        .trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '|' | '•' | '·' | '(' | '/'))
        .trim()
        .trim_end_matches([' ', '-', '–', '—', '.', ',', '(']);
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = words.first()?;
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let last = words.last().copied().unwrap_or_default().to_lowercase();
    // Half of a bracket or of a quotation is half of a sentence.
    let is_part = name.matches('(').count() != name.matches(')').count()
        || name.matches('“').count() != name.matches('”').count();
    let bare = first.trim_end_matches(['.', ':', ',']);
    if words.len() > MOST_WORDS
        || letters < SHORTEST
        || is_part
        || OTHER_NOTES.contains(bare)
        || OTHER_NOTES.contains(&last)
        || small::is_and(&last)
        || numbered::is_volume(bare)
        || is_month(first)
        || month::is_weekday(bare)
        || month::is_weekday(&last)
        || name.contains(['@', '©', '=', '"', '#', 'ª', '\u{fffd}', '[', '?', ';'])
        || name.contains("www.")
        || name.contains("://")
        || name.chars().any(|c| c.is_ascii_digit())
    {
        return None;
    }
    // Names of people end in initials.
    let initials = name.contains(',')
        && words.last().is_some_and(|word| word.len() <= 3 && word.chars().all(char::is_uppercase));
    let kind = article::names_kind(name)
        || words.iter().all(|word| article::is_of_no_journal(word) || is_left_out(word));
    if initials || kind || words.iter().any(|word| article::is_licence(word)) {
        return None;
    }
    let named = words.iter().all(|word| is_left_out(word) || word.chars().any(char::is_uppercase));
    // `I. Muster and J. Probe` are people; titles such as `J. Salt` begin with one initial only.
    let initial = |word: &&str| word.len() == 2 && word.ends_with('.');
    let people = initial(first) && words.iter().skip(2).any(initial) && words.contains(&"and");
    let begins =
        first.chars().next().is_some_and(char::is_alphabetic) && !people && !is_small(first);
    (named && begins).then(|| words.join(" "))
}

/// Whether a word is left out where the title of a journal is shortened.
fn is_left_out(word: &str) -> bool {
    small::joins_names(word) || matches!(word, "to" | "-" | "–" | "—")
}

/// Whether a word that is left out is written small.
fn is_small(word: &str) -> bool {
    is_left_out(word) && !word.starts_with(char::is_uppercase)
}

/// Whether the first name is a longer form of the second.
fn expands(whole: &str, short: &str) -> bool {
    let content = |name: &str| -> Vec<String> {
        name.split_whitespace()
            .map(|word| word.trim_matches(['.', ',', ':']).to_lowercase())
            .filter(|word| !word.is_empty() && !is_left_out(word))
            .collect()
    };
    let (whole, short) = (content(whole), content(short));
    whole.len() == short.len()
        && whole != short
        && whole.iter().zip(&short).all(|(whole, short)| abbreviates(short, whole))
}

/// Whether one word is the other or a beginning of it, some of its letters left out.
fn abbreviates(short: &str, whole: &str) -> bool {
    let common = short.chars().zip(whole.chars()).take_while(|(a, b)| a == b).count();
    let wanted = short.chars().count();
    common == wanted
        || common >= 1 && common + 1 >= wanted && wanted <= 5 && {
            let mut rest = whole.chars();
            short.chars().all(|c| rest.any(|other| other == c))
        }
}

/// The words on the pages that an abbreviated title stands for.
fn expansion(short: &str, notes: &Notes<'_>) -> Option<String> {
    let parts = short.split_whitespace().filter(|word| !is_small(word)).count();
    if parts < 2 {
        return None;
    }
    let all = notes.front.join(" ") + " " + &notes.running.join(" ") + " " + &notes.end.join(" ");
    let words: Vec<&str> = all.split_whitespace().collect();
    let reach = parts + 4;

    let first = short.chars().next()?;
    (0..words.len()).find_map(|from| {
        if is_small(words[from]) || !words[from].starts_with(first) {
            return None;
        }
        (parts..=reach).find_map(|length| {
            let run = words.get(from..from + length)?;
            let last = *run.last()?;
            let name = run.join(" ");
            let clean = name.trim_end_matches(['.', ',', ';', ':']);
            let whole = !is_small(last)
                && run.iter().all(|word| is_small(word) || word.starts_with(char::is_uppercase));
            (whole && !clean.contains('.') && expands(clean, short)).then(|| clean.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_beside_the_place_of_the_paper() {
        let masthead = |name| above_citation(name, "2021, VOL. 9\nhttps://salt.example");
        assert_eq!(masthead("Salt & Water").as_deref(), Some("Salt & Water"));
        assert_eq!(masthead("LETTER"), None);
        let place = "October 2013 | Volume 4 | Article 293 | 2";
        for [one, other] in [["Notes on Salt | Rivers", place], [place, "Notes on Salt | Rivers"]] {
            assert_eq!(beside_citation(one, other).as_deref(), Some("Notes on Salt"));
        }
        assert_eq!(beside_citation("Muster et al.", place), None);
        let cited = "Cite this article: Muster A. 2021 How salt dissolves. Phil. Trans.\n\
                     R. Salt Soc. 379: 2020";
        for (row, expected) in [
            ("SEA · DOI: 10.5555/salt.1 · Journal of Salt · 2021-07-03", Some("Journal of Salt")),
            ("Salt and Wells | 10.5555/salt.1 | May 2021 | 12", Some("Salt and Wells")),
            ("Salt and Wells | 10.5555/salt.1", None),
            ("Salt and Wells | A. Muster | 10.5555/salt.1 | 2021", None),
        ] {
            assert_eq!(beside_doi(row).as_deref(), expected, "{row}");
        }
        assert_eq!(candidates(cited, None), ["Phil. Trans. R. Salt Soc"]);
    }

    #[test]
    fn companies_before_the_name_are_no_part_of_it() {
        let rows = [
            ("Saltby Publishing Corporation Wells and Brines", "Wells and Brines"),
            ("Brine Inc. Journal of Salt", "Journal of Salt"),
            ("Journal of Salt Limited", "Journal of Salt Limited"),
            ("Verlag and Market", "Verlag and Market"),
        ];
        for (name, expected) in rows {
            assert_eq!(without_company(name), expected);
        }
    }

    #[test]
    fn authors_before_the_name_are_no_part_of_it() {
        let author = |family: &str| Author { family: Some(family.into()), ..Author::default() };
        let authors = [author("Müster"), author("Probe")];
        for name in ["Muster and Probe., Salt Med", "Müster, Probe, Salt Med"] {
            assert!(without_authors(name, &authors).ends_with("Salt Med"), "{name}");
            assert!(!without_authors(name, &authors).contains("Probe"), "{name}");
        }
    }

    #[test]
    fn names_stand_before_volume_and_year() {
        let rows = [
            ("Muster et al. Annals of Salt (2021) 21:300", Some("Annals of Salt")),
            ("Annals of Salt • www.salt.example • Vol. 12, No. 1", Some("Annals of Salt")),
            ("Salt Med. 2014;29:265-280", Some("Salt Med")),
            ("216 The Salt Journal, 2016, Volume 10", Some("The Salt Journal")),
            ("Salt | 6:26396 | DOI: 10.5555/12", Some("Salt")),
            ("Annals of Salt Vol.9. No.3. pp: 17-18, Summer 2011", Some("Annals of Salt")),
            ("RESEARCH NOTE 2011, 9, 17", None),
            ("Received November 3, 2009", None),
            ("Last Modified Monday, 3 November 2009", None),
            ("Monday, 3 November 2009", None),
            ("Salt in Rivers from 1990 to 2010", None),
            ("Table 2. Parameters", None),
            ("submit your text | www.salt.example", None),
            ("Vol 394 August 31, 2019", None),
            ("I. Muster and J. Probe 2003, 12, 5", None),
            ("Annals of Salt) 2003, 12, 5", None),
            ("Annals of Salt and 2003, 12, 5", None),
            ("Annals of Salt Received 2003, 12, 5", None),
            ("in Seaside Salt 2003, 12, 5", None),
        ];
        for (text, name) in rows {
            assert_eq!(before_citation(text).as_deref(), name, "{text}");
        }
    }

    #[test]
    fn authors_stand_before_names() {
        let author = |family: &str| Author { family: Some(family.into()), ..Author::default() };
        let authors = [author("Muster"), author("Probe")];
        for text in ["Muster and Probe Annals of Salt", "Muster Annals of Salt", "Annals of Salt"] {
            assert_eq!(without_authors(text, &authors), "Annals of Salt", "{text}");
        }
        assert_eq!(without_authors("Muster", &authors), "Muster");
    }

    #[test]
    fn abbreviations_are_known_by_their_words() {
        assert!(expands("Annals of Salt and Water", "Ann. Salt Water"));
        assert!(!expands("Annals of Salt", "Ann. Salt Water"));
        assert!(!expands("Salt Water", "Salt Water"));
    }
}
