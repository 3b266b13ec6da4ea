//! Passages to a document.

mod abbreviation;
mod account;
mod body;
mod callout;
mod drawn;
mod float;
mod metadata;
mod missing_body;
mod passage;
mod quality;
mod reference;
mod research_identifier;
mod section;
mod sign;
mod sort;
mod statement;
mod summary;
mod torn;

use crate::decision::Decisions;
use crate::diagnostic::{Code, Sink};
use crate::document::{Document, Kind, Source, TextLayer};
use crate::layout::PageLayout;
use crate::pdf::Facts;
use crate::role::Passages;
use sort::{Sorted, sort};

/// Builds the document. What a person says of its metadata is believed before anything that was read.
pub fn build(
    passages: Passages,
    facts: &Facts,
    decisions: &Decisions,
    sink: &mut Sink,
) -> Document {
    let accounts = account::pages(&passages);
    account::note(&accounts, sink);
    if let Some(page) = passages.second_article {
        let area =
            passages.layout.pages.get(page.index()).map(|page| page.page.size.whole(page.number));
        sink.note(Code::SecondArticle, area, format!("another article begins on page {page}"));
    }
    let evidence = quality::evidence(&passages, &accounts, sink);
    let hidden = passages.layout.pages.iter().flat_map(PageLayout::hidden_texts).collect();
    let metadata = metadata::gather(&passages, facts, decisions, sink);
    let pages = passages.layout.pages.len() as u32;
    let read = passages.layout.pages.iter().filter(|page| !page.page.absent);
    let text_layer = TextLayer::of_most(read.map(|page| page.text_layer));
    let kind = if passages.layout.poster { Kind::Poster } else { Kind::Article };
    let jumps = callout::Jumps::of(&passages.layout);
    let Sorted { body: mut nodes, text, furniture } = sort(passages);
    reference::read(&mut nodes);
    callout::part_marks(&mut nodes);
    let mut callouts = callout::find(&nodes, &jumps);
    // On a single page a figure stands beside its text.
    if kind != Kind::Poster && pages > 1 {
        float::settle(&mut nodes, &mut callouts, text);
    }
    section::classify(&mut nodes);
    let statements = statement::find(&nodes, &furniture, &metadata.authors);
    let identifiers = research_identifier::find(&nodes, &furniture, metadata.doi.as_deref());
    let abbreviations = abbreviation::find(&nodes, &furniture);
    let source = Source { pages, kind, text_layer, ..Source::default() };
    let quality = quality::judge(evidence, &accounts, &nodes, &furniture);
    Document {
        metadata,
        body: nodes,
        callouts,
        statements,
        identifiers,
        abbreviations,
        entities: Vec::new(),
        furniture,
        hidden,
        source,
        pages: Vec::new(),
        accounts,
        quality,
    }
}
