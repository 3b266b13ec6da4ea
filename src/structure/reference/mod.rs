//! The entries of the reference list as works: authors, title, journal, year, volume, pages,
//! identifiers.
//!
//! An entry is read from both ends. Identifiers and addresses are taken out first, then the names
//! it begins with are read, then the place in a journal it ends with (volume, issue, pages); what
//! stands between them is title and journal, parted by the way they are set or by full stops. How
//! names are written and journals shortened is decided over the whole list before. What is not
//! certain is left out.

mod author;
mod entry;
mod group;
mod habit;
mod identifier;
mod locator;
mod source;
#[cfg(test)]
mod tests;
mod token;

use self::author::Authors;
use self::entry::Entry;
use self::habit::Habit;
use self::identifier::Identifiers;
use self::locator::Locator;
use self::source::Source;
use crate::document::{Name, Node, Work, WorkKind};
use crate::text::Text;

/// Reads the entries of the reference list among the nodes of a document.
pub(super) fn read(nodes: &mut [Node]) {
    let texts = nodes.iter().filter_map(|node| match node {
        Node::Reference(reference) => Some(&reference.text),
        _ => None,
    });
    let mut works = works(texts).into_iter();
    for node in nodes {
        if let Node::Reference(reference) = node {
            *reference.work = works.next().unwrap_or_default();
        }
    }
}

/// The works that the entries of a list name, one for each.
fn works<'a>(texts: impl Iterator<Item = &'a Text>) -> Vec<Work> {
    let (identifiers, entries): (Vec<_>, Vec<_>) =
        texts.map(|text| identifier::take(&Entry::of(text))).unzip();
    let habit = habit::gather(&entries);
    let read = |(own, entry): (Identifiers, &Entry)| work(own, entry, &habit);
    identifiers.into_iter().zip(&entries).map(read).collect()
}

fn work(identifiers: Identifiers, entry: &Entry, habit: &Habit) -> Work {
    let text = entry.text.as_str();
    let authors = authors(entry, habit);
    let mut start = authors.end;
    let mut year = None;
    if let Some((found, end, _)) = locator::year_here(text, start) {
        // A year and a volume behind it belong together.
        let behind = locator::find(entry, start, false).filter(|own| own.range.start <= start + 1);
        if behind.is_none() {
            year = Some(found);
            start = end;
        }
    }
    let place = locator::find(entry, start, year.is_some());
    let lone = if year.is_none() { lone_year(text, start, place.as_ref()) } else { None };
    // Pages alone stand behind publisher and year of a book.
    let is_journal = place.as_ref().is_some_and(|own| own.volume.is_some() || own.year.is_some());
    let mut end = place.as_ref().map_or(text.len(), |own| own.range.start);
    if let Some((_, range)) = &lone
        && !is_journal
        && range.start > start
    {
        end = end.min(range.start);
    }
    let source = source::split(entry, start..end.max(start), is_journal, habit);
    let place = place.unwrap_or_default();
    let year = year.or(place.year).or(lone.map(|(year, _)| year));
    assemble(identifiers, authors, year, place, source, entry, habit)
}

/// The year that neither follows the authors nor leads to a volume: behind the pages, or alone.
fn lone_year(
    text: &str,
    start: usize,
    place: Option<&Locator>,
) -> Option<(u16, std::ops::Range<usize>)> {
    let Some(place) = place else { return locator::lone_year(text, start) };
    if place.year.is_some() {
        return None;
    }
    locator::lone_year(text, place.range.end).or_else(|| locator::lone_year(text, start))
}

/// Names that the entry begins with: in the manner of the list, else in another, else groups.
fn authors(entry: &Entry, habit: &Habit) -> Authors {
    let own = habit.manners.iter().find_map(|manner| author::persons_of(entry, *manner));
    own.or_else(|| group::read(&entry.text)).unwrap_or_default()
}

fn assemble(
    identifiers: Identifiers,
    authors: Authors,
    year: Option<u16>,
    place: Locator,
    source: Source,
    entry: &Entry,
    habit: &Habit,
) -> Work {
    let (names, mut editors) =
        if authors.edited { (Vec::new(), authors.names) } else { (authors.names, Vec::new()) };
    let mut source = source;
    if let Some(range) = source.book.clone() {
        editors.extend(book(&mut source, entry, range, habit));
    }
    let located = place.volume.is_some() || place.first.is_some();
    let kind = if source.is_part {
        WorkKind::Chapter
    } else if source.container.is_some()
        && (located || identifiers.doi.is_some() || identifiers.pmid.is_some())
    {
        WorkKind::Article
    } else if source.publisher.is_some() {
        WorkKind::Book
    } else if identifiers.url.is_some() && !located {
        WorkKind::Webpage
    } else {
        WorkKind::Other
    };
    Work {
        kind,
        authors: names,
        editors,
        et_al: authors.et_al,
        title: source.title,
        container: source.container,
        publisher: source.publisher,
        place: source.place,
        year,
        volume: place.volume,
        issue: place.issue,
        page_first: place.first,
        page_last: place.last,
        doi: identifiers.doi,
        pmid: identifiers.pmid,
        pmcid: identifiers.pmcid,
        url: identifiers.url,
    }
}

/// Reads what stands behind `In:`: editors, the title of the book, place and publisher.
fn book(
    source: &mut Source,
    entry: &Entry,
    range: std::ops::Range<usize>,
    habit: &Habit,
) -> Vec<Name> {
    let text = &entry.text[range.clone()];
    let edited = habit
        .manners
        .iter()
        .find_map(|manner| author::persons(text, *manner).filter(|own| own.edited));
    let (editors, start) = match edited {
        Some(own) => (own.names, own.end.min(text.len())),
        None => (Vec::new(), 0),
    };
    let rest = &text[start..];
    let slanted = source::leading(entry, range.start + start..range.end, entry::ITALIC);
    let (title, tail) = match slanted {
        Some(end) => entry.text[range.start + start..range.end].split_at(end - range.start - start),
        None => rest.split_once(". ").unwrap_or((rest, "")),
    };
    let (publisher, place) = source::publisher(tail);
    source.container = source::tidy(title);
    source.publisher = publisher;
    source.place = place;
    editors
}
