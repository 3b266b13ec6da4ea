//! Bibliographic facts from the first page and from what the file states.

mod author;
mod byline;
mod claim;
mod conference;
mod contact;
pub(super) mod date;
mod flat;
mod identifier;
mod imprint;
mod institution;
mod journal;
mod keyword;
mod lone;
mod mark;
mod note;
mod people;
mod person;
mod place;
mod plain;
mod rights;
mod stated;

use crate::decision::Decisions;
use crate::diagnostic::Sink;
use crate::document::Metadata;
use crate::lexicon::history::Event;
use crate::lexicon::numbered;
use crate::lexicon::usual::language_of;
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};
use crate::structure::summary;
use claim::{Claim, Ledger, Source};
use note::Notes;
use people::People;
use plain::{Marks, plain};
use stated::Printed;

/// Texts that may name an author as references do, family name first: how to cite the paper, and
/// the references to other papers of its authors.
fn citations<'a>(passages: &'a Passages, notes: &Notes<'a>) -> Vec<&'a str> {
    let references =
        passages.passages.iter().filter(|passage| matches!(passage.role, Role::Reference { .. }));
    let references = references.map(|passage| passage.text.as_str());
    notes.all.iter().map(|note| note.text).chain(references).collect()
}

/// Gathers what is known. A value that no evidence states is left out.
pub(super) fn gather(
    passages: &Passages,
    facts: &Facts,
    decisions: &Decisions,
    sink: &mut Sink,
) -> Metadata {
    let notes = note::gather(passages);
    let printed = Printed::of(passages);
    let issn_source = if facts.xmp.issn.is_empty() { Source::Imprint } else { Source::Xmp };
    let mut ledger = Ledger::new(sink, decisions);
    let mut metadata = Metadata {
        title: title(passages, facts, &printed, &mut ledger),
        summary: summary_of(passages),
        keywords: keywords(passages, facts, &printed, &mut ledger),
        issn: imprint::issns(&notes.all, facts),
        editors: imprint::editors(&notes.all),
        ..Metadata::default()
    };
    add_people(&mut metadata, passages, facts, &printed, &notes, &mut ledger);
    add_publication(&mut metadata, passages, facts, &notes, &mut ledger);
    metadata.language = language(passages, facts, &mut ledger);
    for (field, known, source) in [
        ("abstract", !metadata.summary.is_empty(), Source::Page),
        ("affiliations", !metadata.affiliations.is_empty(), Source::Page),
        ("groups", !metadata.groups.is_empty(), Source::Page),
        ("editors", !metadata.editors.is_empty(), Source::Imprint),
        ("issn", !metadata.issn.is_empty(), issn_source),
    ] {
        if known {
            ledger.state(field, source);
        }
    }
    metadata.evidence = ledger.evidence;
    person::correct(&mut metadata, decisions, sink);
    metadata
}

/// The language that the text tells, as the file states it where it says more of it (`en-GB`).
fn language(passages: &Passages, facts: &Facts, ledger: &mut Ledger<'_>) -> Option<String> {
    let is_text = |passage: &&Passage| {
        matches!(passage.role, Role::Paragraph | Role::Abstract | Role::ListItem { .. })
    };
    let texts = passages.passages.iter().filter(is_text).map(|passage| passage.text.as_str());
    let own = language_of(texts).map(str::to_owned);
    let claims = [
        Claim::of_file(own, Source::Page),
        Claim::of_file(facts.xmp.language.clone(), Source::Xmp),
        Claim::of_file(facts.language.clone(), Source::Info),
    ];
    let claims: Vec<Claim> = claims.into_iter().flatten().collect();
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    ledger.settle("language", &claims, |a, b| primary(a) == primary(b))
}

/// The printed title, or the one that the file states where that has more of it.
fn title(
    passages: &Passages,
    facts: &Facts,
    printed: &Printed,
    ledger: &mut Ledger<'_>,
) -> Option<String> {
    let own = passages.passages.iter().find(|passage| passage.role == Role::Title);
    let own = own.map(|own| without_version(plain(&own.text, Marks::Drop)));
    let own = own.filter(|title| !title.is_empty());
    let (title, source) = match (stated::title(facts, printed), own) {
        (Some(whole), Some(part)) if stated::completes(&whole, &part) => (whole, Source::Info),
        (_, Some(title)) => (title, Source::Page),
        (Some(whole), None) => (whole, Source::Info),
        (None, None) => return None,
    };
    ledger.settle("title", &[Claim { value: title, source, page: None }], |a, b| a == b)
}

/// A title without the note behind it that says which version of the paper this is.
fn without_version(mut title: String) -> String {
    if let Some((start, note)) = title.rsplit_once('[')
        && note.ends_with(']')
        && numbered::is_version(note.split([' ', ';']).next().unwrap_or_default())
    {
        title.truncate(start.trim_end().len());
    }
    title
}

/// The printed keywords, or those that the file states where none are printed.
fn keywords(
    passages: &Passages,
    facts: &Facts,
    printed: &Printed,
    ledger: &mut Ledger<'_>,
) -> Vec<String> {
    let own = passages.passages.iter().filter(|passage| passage.role == Role::Keywords);
    let own: Vec<String> = own.flat_map(|passage| keyword::printed(&passage.text)).collect();
    let stated = if own.len() < 2 { stated::keywords(facts, printed) } else { Vec::new() };
    let (keywords, source) =
        if stated.is_empty() { (own, Source::Page) } else { (stated, Source::Info) };
    if !keywords.is_empty() {
        ledger.state("keywords", source);
    }
    keywords
}

/// Authors, their institutions and their groups.
fn add_people(
    metadata: &mut Metadata,
    passages: &Passages,
    facts: &Facts,
    printed: &Printed,
    notes: &Notes<'_>,
    ledger: &mut Ledger<'_>,
) {
    let inverted = stated::inverted(facts);
    let mut citations = citations(passages, notes);
    citations.extend(inverted.iter().map(String::as_str));
    let People { authors, affiliations, groups } = people::of(passages, &citations);
    let names = stated::authors(facts, printed);
    let from_file = authors.len() * 2 < names.len();
    metadata.authors = if from_file {
        names.iter().filter_map(|name| author::author_of(name, false)).collect()
    } else {
        authors
    };
    if !metadata.authors.is_empty() {
        ledger.state("authors", if from_file { Source::Info } else { Source::Page });
    }
    (metadata.affiliations, metadata.groups) = (affiliations, groups);
}

/// Where, when and on what terms the paper was published.
fn add_publication(
    metadata: &mut Metadata,
    passages: &Passages,
    facts: &Facts,
    notes: &Notes<'_>,
    ledger: &mut Ledger<'_>,
) {
    let equal = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    // The year of an issue is often not the one in which the paper appeared.
    let close = |a: &str, b: &str| {
        let years = date::year_in(a).zip(date::year_in(b));
        years.is_none_or(|(a, b)| a.abs_diff(b) <= 1)
    };
    metadata.date = ledger.settle("date", &date::claims(notes, facts), close);
    for (field, slot, event) in [
        ("received", &mut metadata.received, Event::Received),
        ("revised", &mut metadata.revised, Event::Revised),
        ("accepted", &mut metadata.accepted, Event::Accepted),
    ] {
        *slot = ledger.settle(field, &date::labelled_claims(&notes.all, event), equal);
    }
    metadata.doi =
        ledger.settle("doi", &identifier::dois(passages, facts, metadata.title.as_deref()), equal);
    let pmid = imprint::labelled_number(&notes.all, "PMID");
    metadata.pmid = ledger.settle("pmid", &pmid, equal);
    let pmcid = ledger.settle("pmcid", &imprint::labelled_number(&notes.all, "PMC"), equal);
    metadata.pmcid = pmcid.map(|number| format!("PMC{number}"));
    let poster = passages.layout.poster;
    if poster && let Some((conference, claim)) = conference::of(passages) {
        metadata.conference = Some(conference);
        ledger.settle("conference", &[claim], equal);
    }
    // What a poster names as journals are those of its references.
    let stated = || facts.xmp.journal.as_deref().map(|journal| journal.trim().to_owned());
    let printed = || journal::of(notes, facts, metadata.title.as_deref(), &metadata.authors);
    metadata.journal = if poster { stated() } else { printed() };
    if let Some(journal) = &metadata.journal {
        let stated = facts.xmp.journal.as_deref().map(str::trim) == Some(journal);
        ledger.state("journal", if stated { Source::Xmp } else { Source::RunningHead });
    }
    let year = metadata.date.as_deref().and_then(date::year_in);
    let places = place::of(&notes.all, passages, facts, year);
    let number = |a: &str, b: &str| {
        a.trim_start_matches('0').eq_ignore_ascii_case(b.trim_start_matches('0'))
    };
    if !poster {
        metadata.volume = ledger.settle("volume", &places.volume, number);
        metadata.issue = ledger.settle("issue", &places.issue, number);
        metadata.page = ledger.settle("page", &places.page, place::begin_alike);
    }
    metadata.license =
        ledger.settle("license", &rights::licenses(passages, facts), rights::is_one_license);
    metadata.copyright = ledger.settle("copyright", &rights::holders(&notes.all), |_, _| true);
    metadata.article_type = ledger.settle("article_type", &imprint::kinds(passages), equal);
}

/// Paragraphs of the abstract; titles of its parts run in, as most of them are printed.
fn summary_of(passages: &Passages) -> Vec<String> {
    let mut out = Vec::new();
    let mut label = String::new();
    for passage in &passages.passages[summary::range(&passages.passages)] {
        match passage.role {
            Role::Heading(level) if level > 1 => {
                let name = passage.text.as_str().trim();
                // On a line of its own a name needs no sign behind it.
                let sign = if name.ends_with(char::is_alphanumeric) { ":" } else { "" };
                label = format!("{name}{sign} ");
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
