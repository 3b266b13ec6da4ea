//! The DOI.

use super::claim::{Claim, Source, only};
use crate::lexicon::identifier;
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};

/// Claims to the DOI: what the file states, then what is printed on the first page.
pub(super) fn dois(passages: &Passages, facts: &Facts) -> Vec<Claim> {
    let other = facts.info.other.iter();
    let entries = other.filter(|(key, _)| key.eq_ignore_ascii_case("doi")).map(|(_, doi)| doi);
    let info = entries.chain(&facts.info.subject).chain(&facts.info.title);
    let xmp = facts.xmp.doi.as_deref().and_then(find_doi);
    let mut claims: Vec<Claim> = Claim::of_file(xmp, Source::Xmp).into_iter().collect();
    claims.extend(Claim::of_file(info.into_iter().find_map(|value| find_doi(value)), Source::Info));
    // Abstracts and notes name other things too: registered trials, data, comments.
    let printed = |furniture: bool| {
        let of_kind = move |passage: &&Passage| {
            matches!(passage.role, Role::Furniture(_)) == furniture
                && !matches!(passage.role, Role::Reference { .. } | Role::Paragraph)
        };
        passages.passages.iter().filter(of_kind).find_map(|passage| {
            let page = passage.text.places().next().map(|at| at.page)?;
            let value = find_doi(passage.text.as_str()).filter(|_| page.index() == 0)?;
            Some(Claim { value, source: Source::Imprint, page: Some(page) })
        })
    };
    claims.extend(printed(true).or_else(|| printed(false)));
    if passages.layout.poster {
        claims.extend(alone(passages));
    }
    claims
}

/// The DOI that stands for itself on a poster, with no more than a label: the poster's own.
fn alone(passages: &Passages) -> Option<Claim> {
    /// Words of a DOI with its label.
    const WORDS: usize = 2;
    let lone = passages.passages.iter().filter(|passage| {
        !matches!(passage.role, Role::Reference { .. })
            && passage.text.as_str().split_whitespace().count() <= WORDS
    });
    let found = lone.filter_map(|passage| {
        let page = passage.text.places().next()?.page;
        let value = find_doi(passage.text.as_str())?;
        Some(Claim { value, source: Source::Imprint, page: Some(page) })
    });
    only(found, |a, b| a.value == b.value)
}

/// The first DOI in a text, in lower case.
fn find_doi(text: &str) -> Option<String> {
    identifier::doi_in(text, 0).map(|range| text[range].to_lowercase())
}
