//! What is known of the paper as a publication, and its abstract.

use super::{flow, inline};
use crate::document::statement::Named;
use crate::document::{Author, Document, Metadata};
use crate::lexicon::notice::tells_of_letters;
use crate::text::Text;
use crate::writer::anchor::Anchors;
use crate::writer::outline::{At, Outline};
use crate::writer::wording::{is_blank, without_stop};
use crate::writer::xml::{Tag, Tree};
use std::collections::BTreeSet;

/// Writes the front.
pub(super) fn write(
    tree: &mut Tree,
    document: &Document,
    outline: &Outline<'_>,
    anchors: &Anchors,
) {
    let metadata = &document.metadata;
    tree.open(Tag::of("front"));
    tree.line();
    journal(tree, metadata);
    tree.open(Tag::of("article-meta"));
    tree.line();
    for (kind, id) in [("doi", &metadata.doi), ("pmid", &metadata.pmid), ("pmc", &metadata.pmcid)] {
        some(tree, Tag::of("article-id").with("pub-id-type", kind), id.as_deref());
    }
    if let Some(kind) = &metadata.article_type {
        tree.open(Tag::of("article-categories"));
        tree.open(Tag::of("subj-group").with("subj-group-type", "heading"));
        tree.leaf(Tag::of("subject"), kind);
        tree.close();
        tree.close();
        tree.line();
    }
    titles(tree, metadata, outline, anchors);
    people(tree, metadata);
    affiliations(tree, metadata, &outline.affiliations);
    notes(tree, outline, anchors);
    imprint(tree, metadata);
    for (number, summary) in outline.summaries.iter().enumerate() {
        let kind = (number > 0).then_some("further");
        flow::element(tree, Tag::of("abstract").with_some("abstract-type", kind), summary, anchors);
    }
    let printed = keywords(tree, metadata, outline);
    funding(tree, document);
    further(tree, document, outline, printed);
    tree.close();
    tree.line();
    tree.close();
    tree.line();
}

/// Writes an element with a value, where there is one.
fn some(tree: &mut Tree, tag: Tag, value: Option<&str>) {
    if let Some(value) = value {
        tree.leaf(tag, value);
        tree.line();
    }
}

fn journal(tree: &mut Tree, metadata: &Metadata) {
    if metadata.journal.is_none() && metadata.issn.is_empty() {
        return;
    }
    tree.open(Tag::of("journal-meta"));
    if let Some(journal) = &metadata.journal {
        tree.open(Tag::of("journal-title-group"));
        tree.leaf(Tag::of("journal-title"), journal);
        tree.close();
    }
    metadata.issn.iter().for_each(|issn| tree.leaf(Tag::of("issn"), issn));
    tree.close();
    tree.line();
}

fn titles(tree: &mut Tree, metadata: &Metadata, outline: &Outline<'_>, anchors: &Anchors) {
    tree.open(Tag::of("title-group"));
    let mut titles = outline.titles.iter().filter(|(_, text)| !is_blank(text));
    tree.open(Tag::of("article-title"));
    match titles.next() {
        Some((at, text)) => inline::title(tree, &without_stop(text), *at, anchors),
        None => tree.text(metadata.title.as_deref().unwrap_or_default()),
    }
    tree.close();
    for (at, text) in titles {
        tree.open(Tag::of("alt-title"));
        inline::title(tree, &without_stop(text), *at, anchors);
        tree.close();
    }
    tree.close();
    tree.line();
}

fn people(tree: &mut Tree, metadata: &Metadata) {
    if !metadata.authors.is_empty() || !metadata.groups.is_empty() {
        tree.open(Tag::of("contrib-group"));
        tree.line();
        metadata.authors.iter().for_each(|author| self::author(tree, author, metadata));
        for group in &metadata.groups {
            tree.open(Tag::of("contrib").with("contrib-type", "author"));
            tree.leaf(Tag::of("collab"), group);
            tree.close();
            tree.line();
        }
        tree.close();
        tree.line();
    }
    if !metadata.editors.is_empty() {
        tree.open(Tag::of("contrib-group"));
        for editor in &metadata.editors {
            tree.open(Tag::of("contrib").with("contrib-type", "editor"));
            tree.leaf(Tag::of("string-name"), editor);
            tree.close();
        }
        tree.close();
        tree.line();
    }
}

fn author(tree: &mut Tree, author: &Author, metadata: &Metadata) {
    let yes = |is: bool| is.then_some("yes");
    let tag = Tag::of("contrib")
        .with("contrib-type", "author")
        .with_some("corresp", yes(author.corresponding))
        .with_some("equal-contrib", yes(author.equal_contributor));
    tree.open(tag);
    if let Some(orcid) = &author.orcid {
        let tag = Tag::of("contrib-id").with("contrib-id-type", "orcid");
        tree.leaf(tag, &format!("https://orcid.org/{orcid}"));
    }
    match &author.family {
        Some(family) => {
            tree.open(Tag::of("name"));
            tree.leaf(Tag::of("surname"), family);
            author.given.iter().for_each(|given| tree.leaf(Tag::of("given-names"), given));
            tree.close();
        }
        None => tree.leaf(Tag::of("string-name"), &author.name),
    }
    author.email.iter().for_each(|email| tree.leaf(Tag::of("email"), email));
    for id in &author.affiliations {
        if let Some(at) = metadata.affiliations.iter().position(|known| known.id == *id) {
            let tag = Tag::of("xref").with("ref-type", "aff").with("rid", affiliation_name(at));
            tree.leaf(tag, id);
        }
    }
    tree.close();
    tree.line();
}

fn affiliation_name(at: usize) -> String {
    format!("aff-{}", at + 1)
}

/// Institutions that authors lead to, and those printed that these do not name.
fn affiliations(tree: &mut Tree, metadata: &Metadata, printed: &[At<&Text>]) {
    for (at, affiliation) in metadata.affiliations.iter().enumerate() {
        tree.open(Tag::of("aff").with("id", affiliation_name(at)));
        tree.leaf(Tag::of("label"), &affiliation.id);
        tree.text(&affiliation.name);
        tree.close();
        tree.line();
    }
    let known = words(metadata.affiliations.iter().map(|known| known.name.as_str()));
    for (_, text) in printed.iter().filter(|(_, text)| !is_covered(text, &known)) {
        tree.open(Tag::of("aff"));
        inline::plain(tree, text);
        tree.close();
        tree.line();
    }
}

/// Words of letters, in lower case.
fn words<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let parts = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()));
    parts.filter(|word| is_name(word)).map(str::to_lowercase).collect()
}

/// Marks of institutions and authors are no words.
fn is_name(word: &str) -> bool {
    const MARK_CHARS: usize = 2;
    word.chars().count() > MARK_CHARS
}

fn is_covered(text: &Text, known: &BTreeSet<String>) -> bool {
    words(std::iter::once(text.as_str())).is_subset(known)
}

fn notes(tree: &mut Tree, outline: &Outline<'_>, anchors: &Anchors) {
    let mut remarks = outline.remarks.iter().filter(|(_, text)| !is_blank(text)).peekable();
    if remarks.peek().is_none() && outline.first_notes.is_empty() {
        return;
    }
    tree.open(Tag::of("author-notes"));
    tree.line();
    for (at, text) in remarks {
        let is_letters = tells_of_letters(text.as_str());
        tree.open(Tag::of(if is_letters { "corresp" } else { "fn" }));
        if !is_letters {
            tree.open(Tag::of("p"));
        }
        inline::write(tree, text, (*at, 0), anchors);
        if !is_letters {
            tree.close();
        }
        tree.close();
        tree.line();
    }
    outline.first_notes.iter().for_each(|note| flow::note(tree, *note, anchors));
    tree.close();
    tree.line();
}

/// Dates, volume, pages and rights.
fn imprint(tree: &mut Tree, metadata: &Metadata) {
    if let Some(iso) = &metadata.date {
        date(tree, Tag::of("pub-date").with("date-type", "pub"), iso);
    }
    some(tree, Tag::of("volume"), metadata.volume.as_deref());
    some(tree, Tag::of("issue"), metadata.issue.as_deref());
    if let Some(page) = &metadata.page {
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        match page.split_once(['-', '–']) {
            Some((first, last)) => {
                tree.leaf(Tag::of("fpage"), first.trim());
                tree.leaf(Tag::of("lpage"), last.trim());
            }
            None if is_number(page) => tree.leaf(Tag::of("fpage"), page),
            None => tree.leaf(Tag::of("elocation-id"), page),
        }
        tree.line();
    }
    let history = [
        ("received", &metadata.received),
        ("rev-recd", &metadata.revised),
        ("accepted", &metadata.accepted),
    ];
    if history.iter().any(|(_, date)| date.is_some()) {
        tree.open(Tag::of("history"));
        for (kind, iso) in history {
            if let Some(iso) = iso {
                date(tree, Tag::of("date").with("date-type", kind), iso);
            }
        }
        tree.close();
        tree.line();
    }
    rights(tree, metadata);
}

/// A date with as many parts as are known.
fn date(tree: &mut Tree, tag: Tag, iso: &str) {
    let mut parts: Vec<(&str, &str)> =
        ["year", "month", "day"].into_iter().zip(iso.split('-')).collect();
    parts.reverse();
    tree.open(tag.with("iso-8601-date", iso));
    parts.into_iter().for_each(|(name, value)| tree.leaf(Tag::of(name), value));
    tree.close();
    tree.line();
}

fn rights(tree: &mut Tree, metadata: &Metadata) {
    if metadata.license.is_none() && metadata.copyright.is_none() {
        return;
    }
    tree.open(Tag::of("permissions"));
    some(tree, Tag::of("copyright-holder"), metadata.copyright.as_deref());
    if let Some(license) = &metadata.license {
        let address = Some(license).filter(|license| license.contains("://"));
        tree.open(Tag::of("license").with_some("xlink:href", address.cloned()));
        let name = if address.is_some() { "ali:license_ref" } else { "license-p" };
        tree.leaf(Tag::of(name), license);
        tree.close();
    }
    tree.close();
    tree.line();
}

/// Writes the keywords one by one. Gives the lines of keywords with words that these do not have.
fn keywords<'a>(tree: &mut Tree, metadata: &Metadata, outline: &Outline<'a>) -> Vec<At<&'a Text>> {
    if !metadata.keywords.is_empty() {
        tree.open(Tag::of("kwd-group").with("kwd-group-type", "author"));
        metadata.keywords.iter().for_each(|keyword| tree.leaf(Tag::of("kwd"), keyword));
        tree.close();
        tree.line();
    }
    let known = words(metadata.keywords.iter().map(String::as_str));
    outline.keywords.iter().filter(|(_, text)| !is_covered(text, &known)).copied().collect()
}

/// Funders and grants as the statements of the paper name them.
fn funding(tree: &mut Tree, document: &Document) {
    let awards: Vec<_> =
        document.statements.iter().flat_map(|statement| &statement.awards).collect();
    if awards.is_empty() {
        return;
    }
    let mut seen = BTreeSet::new();
    tree.open(Tag::of("funding-group"));
    for award in awards {
        let words = |named: &Option<Named>| named.as_ref().map(|named| named.text.clone());
        let (funder, number) = (words(&award.funder), words(&award.number));
        if seen.insert((funder.clone(), number.clone())) {
            tree.open(Tag::of("award-group"));
            funder.iter().for_each(|funder| tree.leaf(Tag::of("funding-source"), funder));
            number.iter().for_each(|number| tree.leaf(Tag::of("award-id"), number));
            tree.close();
        }
    }
    tree.close();
    tree.line();
}

/// What JATS has no element for: lines as printed, and the file.
fn further(tree: &mut Tree, document: &Document, outline: &Outline<'_>, keywords: Vec<At<&Text>>) {
    let bylines = outline.bylines.iter().copied().map(|own| ("byline as printed", own));
    let keywords = keywords.into_iter().map(|own| ("keywords as printed", own));
    let source = &document.source;
    let file = source.file.as_deref().map(|file| ("source file", file));
    let hash = Some(source.sha256.as_str()).filter(|hash| !hash.is_empty());
    let facts: Vec<_> = file.into_iter().chain(hash.map(|hash| ("source SHA-256", hash))).collect();
    let printed: Vec<_> =
        bylines.chain(keywords).filter(|(_, (_, text))| !is_blank(text)).collect();
    if printed.is_empty() && facts.is_empty() {
        return;
    }
    tree.open(Tag::of("custom-meta-group"));
    for (name, (_, text)) in printed {
        tree.open(Tag::of("custom-meta"));
        tree.leaf(Tag::of("meta-name"), name);
        tree.open(Tag::of("meta-value"));
        inline::plain(tree, text);
        tree.close();
        tree.close();
        tree.line();
    }
    for (name, value) in facts {
        tree.open(Tag::of("custom-meta"));
        tree.leaf(Tag::of("meta-name"), name);
        tree.leaf(Tag::of("meta-value"), value);
        tree.close();
        tree.line();
    }
    tree.close();
    tree.line();
}
