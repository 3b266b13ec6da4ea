//! Entries of the reference list: as printed, with their parts marked where they stand.

use super::inline;
use crate::document::{Name, Reference, Work, WorkKind};
use crate::text::{Text, aligned_lower_case};
use crate::writer::link;
use crate::writer::piece::{Styles, pieces};
use crate::writer::xml::{Tag, Tree};
use std::ops::Range;

/// Elements of an entry in which no others may stand.
const BARE: &[&str] = &["year", "fpage", "lpage", "pub-id"];

/// How many places of a value are looked at: more of them would be inside of other words.
const MOST_PLACES: usize = 64;

/// A part of an entry: bytes of the text as it now reads, and the elements around them.
type Part = (Range<u32>, Vec<Tag>);

/// Writes an entry.
pub(super) fn write(tree: &mut Tree, reference: &Reference, name: Option<&str>) {
    tree.open(Tag::of("ref").with_some("id", name));
    if let Some(label) = reference.label.as_deref().filter(|label| !label.trim().is_empty()) {
        tree.leaf(Tag::of("label"), label.trim());
    }
    let kind = match reference.work.kind {
        WorkKind::Article => Some("journal"),
        WorkKind::Chapter | WorkKind::Book => Some("book"),
        WorkKind::Webpage => Some("web"),
        WorkKind::Other => None,
    };
    tree.open(Tag::of("mixed-citation").with_some("publication-type", kind));
    let parts = parts(&reference.text, &reference.work);
    let ranges: Vec<_> = parts.iter().map(|(range, _)| range.clone()).collect();
    let pieces = pieces(&reference.text, &ranges, Styles::All);
    tree.stretches(pieces.iter().map(|piece| {
        let part = piece.mark.and_then(|mark| parts.get(mark));
        let outer = match part {
            Some((_, tags)) => tags.clone(),
            None => piece.link.and_then(inline::linked).into_iter().collect(),
        };
        // These hold nothing but characters.
        let is_bare = outer.last().is_some_and(|tag| BARE.contains(&tag.name));
        let styles = inline::tags(piece).filter(|_| !is_bare);
        (outer.iter().cloned().chain(styles).collect(), piece.text.as_str())
    }));
    if let Some(doi) = link::unprinted_doi(reference) {
        tree.text(" ");
        tree.leaf(Tag::of("pub-id").with("pub-id-type", "doi"), doi);
    }
    tree.close();
    tree.close();
    tree.line();
}

/// The parts of an entry that stand in it as they are known, in order and without overlaps.
fn parts(text: &Text, work: &Work) -> Vec<Part> {
    let mut found = Found { lower: aligned_lower_case(text.as_str()), parts: Vec::new() };
    let mut at = 0;
    for (number, name) in work.authors.iter().enumerate() {
        at = found.name(name, number, at);
    }
    at = found.value(work.title.as_deref(), "article-title", at).unwrap_or(at);
    at = found.value(work.container.as_deref(), "source", at).unwrap_or(at);
    let year = work.year.map(|year| year.to_string());
    // Some styles have the year before the title.
    found.value(year.as_deref(), "year", at).or_else(|| found.value(year.as_deref(), "year", 0));
    at = found.value(work.volume.as_deref(), "volume", at).unwrap_or(at);
    at = found.value(work.issue.as_deref(), "issue", at).unwrap_or(at);
    at = found.value(work.page_first.as_deref(), "fpage", at).unwrap_or(at);
    found.value(work.page_last.as_deref(), "lpage", at);
    found.value(work.publisher.as_deref(), "publisher-name", 0);
    found.value(work.place.as_deref(), "publisher-loc", 0);
    for (value, kind) in [(&work.doi, "doi"), (&work.pmid, "pmid"), (&work.pmcid, "pmcid")] {
        let tag = || Tag::of("pub-id").with("pub-id-type", kind);
        if let Some(range) = value.as_deref().and_then(|value| found.range(value, 0)) {
            found.parts.push((range, vec![tag()]));
        }
    }
    found.parts.sort_by_key(|(range, _)| range.start);
    found.parts
}

/// What has been found of an entry so far.
struct Found {
    lower: String,
    parts: Vec<Part>,
}

impl Found {
    /// Marks a value behind a byte. Gives where it ends.
    fn value(&mut self, value: Option<&str>, name: &'static str, from: u32) -> Option<u32> {
        let range = self.range(value?, from)?;
        let end = range.end;
        self.parts.push((range, vec![Tag::of(name)]));
        Some(end)
    }

    /// Marks a name behind a byte, with both its parts inside one element. Gives where it ends.
    fn name(&mut self, name: &Name, number: usize, from: u32) -> u32 {
        let (family, given) = match name {
            Name::Group(name) => return self.value(Some(name), "collab", from).unwrap_or(from),
            Name::Person { family, given, .. } => (family, given.as_deref()),
        };
        let Some(family) = self.range(family, from) else { return from };
        let given = given.and_then(|given| self.beside(given, &family, from));
        let around =
            || Tag::of("string-name").with("specific-use", format!("author-{}", number + 1));
        let surname = (family.clone(), vec![around(), Tag::of("surname")]);
        let Some(given) = given else {
            self.parts.push(surname);
            return family.end;
        };
        let between = family.end.min(given.end)..family.start.max(given.start);
        let end = family.end.max(given.end);
        self.parts.push(surname);
        self.parts.push((given, vec![around(), Tag::of("given-names")]));
        if !between.is_empty() {
            self.parts.push((between, vec![around()]));
        }
        end
    }

    /// Where given names stand beside a family name: behind it or before it, with nothing but signs between.
    fn beside(&self, given: &str, family: &Range<u32>, from: u32) -> Option<Range<u32>> {
        let behind =
            self.range(given, family.end).filter(|own| self.are_signs(family.end..own.start));
        behind.or_else(|| {
            let own = self.range(given, from)?;
            (own.end <= family.start && self.are_signs(own.end..family.start)).then_some(own)
        })
    }

    fn are_signs(&self, range: Range<u32>) -> bool {
        let between = self.lower.get(range.start as usize..range.end as usize);
        between.is_some_and(|between| !between.contains(char::is_alphanumeric))
    }

    /// The first place behind a byte at which a value stands as a word of its own and that no part has yet.
    fn range(&self, value: &str, from: u32) -> Option<Range<u32>> {
        let value = aligned_lower_case(value.trim());
        let mut from = from as usize;
        for _ in 0..MOST_PLACES {
            let at = self.lower.get(from..)?.find(&value).filter(|_| !value.is_empty())?;
            let start = from + at;
            let end = start + value.len();
            let range = start as u32..end as u32;
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let parted = !is_word(self.lower[..start].chars().next_back())
                && !is_word(self.lower[end..].chars().next());
            let meets = |(own, _): &Part| own.start < range.end && range.start < own.end;
            if parted && !self.parts.iter().any(meets) {
                return Some(range);
            }
            from = start + self.lower[start..].chars().next().map_or(1, char::len_utf8);
        }
        None
    }
}
