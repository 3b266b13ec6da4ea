//! What the first passage says of the paper, and a reference of its work.

use super::types::Infons;
use crate::document::{Author, Document, Metadata, Name, Work};

/// What a document is known by: the first there is of its numbers, its file and the hash of that.
pub(super) fn id(document: &Document) -> String {
    let metadata = &document.metadata;
    let known = [&metadata.pmcid, &metadata.pmid, &metadata.doi, &document.source.file];
    known.into_iter().flatten().next().unwrap_or(&document.source.sha256).clone()
}

/// What is known of the paper.
pub(super) fn of_paper(metadata: &Metadata) -> Infons {
    let mut infons = Infons::new();
    let mut put = |key: &str, value: Option<String>| {
        infons.extend(value.map(|value| (key.to_owned(), value)));
    };
    let number = metadata.pmcid.as_deref().map(|id| id.trim_start_matches("PMC").to_owned());
    put("article-id_doi", metadata.doi.clone());
    put("article-id_pmid", metadata.pmid.clone());
    put("article-id_pmc", number);
    put("journal-title", metadata.journal.clone());
    put("year", metadata.date.as_ref().and_then(|date| date.split('-').next().map(str::to_owned)));
    put("volume", metadata.volume.clone());
    put("issue", metadata.issue.clone());
    let pages =
        metadata.page.as_deref().map(|page| page.split_once(['-', '–']).unwrap_or((page, "")));
    put("fpage", pages.map(|(first, _)| first.trim().to_owned()));
    put(
        "lpage",
        pages.filter(|(_, last)| !last.is_empty()).map(|(_, last)| last.trim().to_owned()),
    );
    put("license", metadata.license.clone());
    put("lang", metadata.language.clone());
    put("kwd", (!metadata.keywords.is_empty()).then(|| metadata.keywords.join(" ")));
    let people = metadata.authors.iter().map(author);
    let all = people.chain(metadata.groups.iter().map(|group| format!("collab:{group}")));
    all.enumerate().for_each(|(number, name)| put(&format!("name_{number}"), Some(name)));
    infons
}

fn author(author: &Author) -> String {
    person(author.family.as_deref().unwrap_or(&author.name), author.given.as_deref())
}

fn person(family: &str, given: Option<&str>) -> String {
    let given = given.map(|given| format!(";given-names:{given}")).unwrap_or_default();
    format!("surname:{family}{given}")
}

/// What an entry of the reference list says of a work.
pub(super) fn of_work(work: &Work) -> Infons {
    let mut infons = Infons::new();
    let mut put = |key: &str, value: Option<String>| {
        infons.extend(value.map(|value| (key.to_owned(), value)));
    };
    put("title", work.title.clone());
    put("source", work.container.clone());
    put("year", work.year.map(|year| year.to_string()));
    put("volume", work.volume.clone());
    put("issue", work.issue.clone());
    put("fpage", work.page_first.clone());
    put("lpage", work.page_last.clone());
    put("pub-id_doi", work.doi.clone());
    put("pub-id_pmid", work.pmid.clone());
    put("pub-id_pmcid", work.pmcid.clone());
    put("uri", work.url.clone());
    for (number, name) in work.authors.iter().enumerate() {
        let name = match name {
            Name::Person { family, given, .. } => person(family, given.as_deref()),
            Name::Group(name) => format!("collab:{name}"),
        };
        put(&format!("name_{number}"), Some(name));
    }
    infons
}
