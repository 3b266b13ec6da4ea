//! The DOI.

use super::author::plain;
use super::claim::{Claim, Source, only};
use crate::document::FurnitureKind;
use crate::lexicon::identifier;
use crate::lexicon::imprint::tells_citation;
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};

/// Claims to the DOI: what the file states, then what is printed on the first page, or else on others.
pub(super) fn dois(passages: &Passages, facts: &Facts, title: Option<&str>) -> Vec<Claim> {
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
            let value = find_doi(passage.text.as_str()).filter(|_| passages.is_first(page))?;
            let is_first = |own: &&Passage| passages.begins_on_first(&own.text);
            let all = passages.passages.iter().filter(of_kind).filter(is_first);
            let value = all.filter_map(|own| find_doi(own.text.as_str())).fold(value, latest);
            Some(Claim { value, source: Source::Imprint, page: Some(page) })
        })
    };
    claims.extend(printed(true).or_else(|| printed(false)));
    if passages.layout.poster {
        claims.extend(alone(passages));
    } else if claims.is_empty() {
        claims.extend(on_covers(passages).or_else(|| on_other_pages(passages, title)));
    }
    claims
}

/// A DOI, or another one that is that of a later version: their last numbers differ.
fn latest(own: String, other: String) -> String {
    /// Papers have no more versions than this.
    const MOST: u8 = 20;
    let version = |doi: &str| {
        let (stem, version) = doi.rsplit_once('.')?;
        let version = version.parse::<u8>().ok().filter(|version| *version <= MOST)?;
        Some((stem.to_owned(), version))
    };
    match (version(&own), version(&other)) {
        (Some((stem, first)), Some((other_stem, later))) if stem == other_stem && later > first => {
            other
        }
        _ => own,
    }
}

/// The only DOI of what stands before the article: archives give DOIs of their own, too.
fn on_covers(passages: &Passages) -> Option<Claim> {
    let covers = passages
        .passages
        .iter()
        .filter(|passage| passage.role == Role::Furniture(FurnitureKind::Cover));
    let claim = |passage: &Passage| {
        let page = passage.text.places().next().map(|at| at.page);
        let value = find_doi(passage.text.as_str())?;
        Some(Claim { value, source: Source::Imprint, page })
    };
    only(covers.filter_map(claim), |a, b| a.value == b.value)
}

/// The only DOI of running heads and feet, of notes on how to cite the paper by its title, and of
/// lines that begin with it behind its label.
fn on_other_pages(passages: &Passages, title: Option<&str>) -> Option<Claim> {
    let mut below_label = false;
    let own = passages.passages.iter().filter_map(|passage| {
        let text = passage.text.as_str();
        let cites = tells_citation(text);
        let cited = cites || std::mem::replace(&mut below_label, cites && text.ends_with(':'));
        let source = match passage.role {
            Role::Furniture(FurnitureKind::RunningHead | FurnitureKind::RunningFoot) => {
                Source::RunningHead
            }
            Role::Reference { .. }
            | Role::Abstract
            | Role::FigureText(_)
            // Items of lists name other works.
            | Role::ListItem { .. } => return None,
            _ if cited && title.is_some_and(|title| names_title(text, title)) => Source::Citation,
            _ if text.starts_with(char::is_alphabetic)
                && identifier::doi_prefix(identifier::without_resolver(text)).is_some() =>
            {
                Source::Imprint
            }
            _ => return None,
        };
        let page = passage.text.places().next()?.page;
        Some(Claim { value: find_doi(text)?, source, page: Some(page) })
    });
    only(own, |a, b| a.value == b.value)
}

/// Whether a text has the first words of a title, however they are printed.
fn names_title(text: &str, title: &str) -> bool {
    /// So many letters are no other title's, and fewer may be.
    const ENOUGH: usize = 30;
    const FEWEST: usize = 12;
    let start: String = plain(title).chars().take(ENOUGH).collect();
    start.chars().count() >= FEWEST && plain(text).contains(&start)
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

/// The first DOI in a text, in lower case: that of the paper itself, not of its supplement. One that ends
/// behind the ISSN of the journal is cut off.
fn find_doi(text: &str) -> Option<String> {
    /// What parts the DOI of a paper from the name of what belongs to it.
    const OF_PART: &str = "/-/";
    let doi = text[identifier::doi_in(text, 0)?].to_lowercase();
    let own = doi.split(OF_PART).next().unwrap_or(&doi);
    let (_, suffix) = own.split_once('/')?;
    (!identifier::is_issn(suffix)).then(|| own.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doi_of_the_paper_itself() {
        let rows = [
            ("doi: 10.5555/Salt.12", Some("10.5555/salt.12")),
            ("www.salt.example/10.5555/salt.12/-/Supplemental", Some("10.5555/salt.12")),
            ("https://doi.org/10.5555/2049-3630. AB.20.5", None),
            ("no identifier", None),
        ];
        for (text, doi) in rows {
            assert_eq!(find_doi(text).as_deref(), doi, "{text}");
        }
    }

    #[test]
    fn the_latest_version_counts() {
        let doi = |text: &str| text.to_owned();
        assert_eq!(latest(doi("10.5555/salt.7.1"), doi("10.5555/salt.7.2")), "10.5555/salt.7.2");
        assert_eq!(latest(doi("10.5555/salt.7.1"), doi("10.5555/salt.8.2")), "10.5555/salt.7.1");
        assert_eq!(latest(doi("10.5555/salt"), doi("10.5555/salt.8")), "10.5555/salt");
    }

    #[test]
    fn notes_cite_the_paper_by_its_title() {
        let note = "Cite this article as: Muster et al.: How salt dissolves in the rivers of the north. Salt 2031.";
        assert!(names_title(note, "How Salt Dissolves in the Rivers of the North"));
        assert!(!names_title(note, "How sugar dissolves in the rivers of the north"));
        assert!(!names_title(note, "Salt"), "a short title may be a journal's");
    }
}
