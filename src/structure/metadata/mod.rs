//! Bibliographic facts from the first page and from what the file states.

mod author;
mod byline;
mod contact;
pub(super) mod date;
mod flat;
mod identifier;
mod institution;
mod journal;
mod mark;
mod people;
mod plain;
mod stated;

use crate::document::{FurnitureKind, Metadata};
use crate::pdf::Facts;
use crate::role::{Passages, Role};
use crate::text::Text;
use identifier::{doi_of, license_of};
use people::People;
use plain::{Marks, plain};
use stated::Printed;

/// Notes in which dates and names are looked for have no more words than this.
const NOTE_WORDS: usize = 120;

/// Texts on the pages that say something about the publication.
#[derive(Debug, Default)]
struct Notes<'a> {
    /// Running heads and feet of all pages.
    running: Vec<&'a str>,
    /// Imprint of the first page.
    imprint: Vec<&'a str>,
    /// Short texts of the first page.
    front: Vec<&'a str>,
    /// Imprint of the last page.
    end: Vec<&'a str>,
}

/// Texts that may name an author as references do, family name first: how to cite the paper, and
/// the references to other papers of its authors.
fn citations<'a>(passages: &'a Passages, notes: &Notes<'a>) -> Vec<&'a str> {
    let references =
        passages.passages.iter().filter(|passage| matches!(passage.role, Role::Reference { .. }));
    let references = references.map(|passage| passage.text.as_str());
    notes.all().into_iter().chain(references).collect()
}

impl<'a> Notes<'a> {
    fn all(&self) -> Vec<&'a str> {
        [&self.front, &self.imprint, &self.end, &self.running]
            .into_iter()
            .flatten()
            .copied()
            .collect()
    }
}

fn notes(passages: &Passages) -> Notes<'_> {
    let mut notes = Notes::default();
    let last = passages.layout.pages.len();
    for passage in &passages.passages {
        // Lines matter here, and only the text as printed has them.
        let text = passage.text.original();
        let Some(page) = passage.text.places().next().map(|at| at.page.index() + 1) else {
            continue;
        };
        match passage.role {
            Role::Furniture(FurnitureKind::RunningHead | FurnitureKind::RunningFoot) => {
                notes.running.push(text);
            }
            Role::Furniture(FurnitureKind::Imprint) if page == 1 => notes.imprint.push(text),
            Role::Furniture(_) if page == last => notes.end.push(text),
            _ => {}
        }
        let short = text.split_whitespace().count() <= NOTE_WORDS;
        let named = matches!(
            passage.role,
            Role::Title | Role::Byline | Role::Reference { .. } | Role::Abstract
        );
        if page == 1 && short && !named {
            notes.front.push(text);
        }
    }
    notes
}

/// Gathers what is known. A value that no evidence states is left out.
pub(super) fn gather(passages: &Passages, facts: &Facts) -> Metadata {
    let of_role = |role: Role| {
        let own = passages.passages.iter().filter(move |passage| passage.role == role);
        own.map(|passage| &passage.text)
    };
    let title = of_role(Role::Title)
        .next()
        .map(|text| plain(text, Marks::Drop))
        .filter(|title| !title.is_empty());
    let summary = summary_of(passages);
    let printed = Printed::of(passages);
    let title = match (stated::title(facts, &printed), title) {
        (Some(whole), Some(part)) if stated::completes(&whole, &part) => Some(whole),
        (whole, None) => whole,
        (_, title) => title,
    };
    let mut keywords: Vec<String> = of_role(Role::Keywords).flat_map(printed_keywords).collect();
    if keywords.len() < 2 {
        let stated = stated::keywords(facts, &printed);
        keywords = if stated.is_empty() { keywords } else { stated };
    }
    let notes = notes(passages);
    let People { mut authors, affiliations, groups } =
        people::of(passages, &citations(passages, &notes));
    let names = stated::authors(facts, &printed);
    if authors.len() * 2 < names.len() {
        authors = names.iter().filter_map(|name| author::author_of(name, false)).collect();
    }
    let stated = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
    let journal = journal::of(&notes, facts, title.as_deref());
    Metadata {
        title,
        authors,
        affiliations,
        groups,
        summary,
        keywords,
        date: date::of(&notes, facts),
        doi: doi_of(passages, facts),
        journal,
        volume: stated(&facts.xmp.volume),
        issue: stated(&facts.xmp.issue),
        page: stated(&facts.xmp.page),
        license: license_of(passages, facts),
        language: stated(&facts.xmp.language).or_else(|| stated(&facts.language)),
    }
}

/// Paragraphs of the abstract; titles of its parts run in, as most of them are printed.
fn summary_of(passages: &Passages) -> Vec<String> {
    let mut out = Vec::new();
    let mut label = String::new();
    for passage in &passages.passages[super::summary_range(&passages.passages)] {
        match passage.role {
            Role::Heading(level) if level > 1 => {
                label = format!("{} ", passage.text.as_str().trim());
            }
            Role::Abstract => {
                let text = plain(&passage.text, Marks::Keep);
                out.push(format!("{}{text}", std::mem::take(&mut label)));
            }
            _ => {}
        }
    }
    out
}

/// What divides keywords; the first that is there does, and a comma where none is. A full stop
/// between blanks is a dot in the middle of the line, as some fonts draw it.
const KEYWORD_SEPARATORS: &[&str] = &[";", "•", "·", "|", " . "];

/// The keywords of a passage; where nothing else divides them, each stands on its line.
fn printed_keywords(text: &Text) -> Vec<String> {
    let printed = text.as_str();
    let divided = printed.contains(',')
        || KEYWORD_SEPARATORS.iter().any(|separator| printed.contains(separator));
    if divided || text.original().lines().count() < 2 {
        return keywords_of(printed);
    }
    text.original().lines().flat_map(keywords_of).collect()
}

fn keywords_of(text: &str) -> Vec<String> {
    let separator = KEYWORD_SEPARATORS.iter().find(|separator| text.contains(**separator));
    text.split(separator.copied().unwrap_or(","))
        .map(|keyword| keyword.trim().trim_end_matches('.').trim().to_owned())
        .filter(|keyword| !keyword.is_empty() && keyword.len() < 100)
        .collect()
}
