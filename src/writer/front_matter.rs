//! Metadata as YAML, in the keys of Pandoc and Quarto.

use super::csl;
use super::model::{Citations, FrontMatter, Options};
use crate::document::statement::Named;
use crate::document::{Affiliation, Author, Document, Kind, TextLayer};
use serde::Serialize;
use serde_saphyr::LitStr;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

#[derive(Serialize)]
struct Front<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<FrontAuthor<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    affiliations: Vec<FrontAffiliation>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<Prose<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<String>,
    #[serde(rename = "article-type", skip_serializing_if = "Option::is_none")]
    article_type: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    received: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revised: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    journal: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(rename = "lang", skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    funding: Vec<FrontAward>,
    #[serde(rename = "qr-codes", skip_serializing_if = "Vec::is_empty")]
    qr_codes: Vec<FrontCode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    references: Vec<serde_json::Value>,
    offprint: Own<'a>,
}

#[derive(Serialize)]
struct FrontAuthor<'a> {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    orcid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    affiliations: &'a [String],
    #[serde(skip_serializing_if = "is_unset")]
    corresponding: bool,
    #[serde(rename = "equal-contributor", skip_serializing_if = "is_unset")]
    equal_contributor: bool,
}

#[derive(Serialize)]
struct FrontAffiliation {
    id: String,
    name: String,
}

/// Who paid, and by which grant.
#[derive(Serialize, PartialEq)]
struct FrontAward {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    award: Option<String>,
}

/// What a QR code says.
#[derive(Serialize)]
struct FrontCode {
    text: String,
    page: u32,
}

/// Text of one paragraph or of several.
#[derive(Serialize)]
#[serde(untagged)]
enum Prose<'a> {
    One(String),
    Many(LitStr<'a>),
}

/// The block of the tool's own.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Own<'a> {
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    sha256: &'a str,
    pages: u32,
    kind: Kind,
    text_layer: TextLayer,
    quality: f32,
    /// How certain values under doubt are, by their keys.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    confidence: BTreeMap<&'static str, f32>,
}

/// Values of which less than this is certain are under doubt: another source contradicts them, or the
/// pages do not show them.
const DOUBT: f32 = 0.75;

/// Keys of values that the pages and the file may tell in more than one way, with their names in the model.
const DOUBTED: [(&str, &str); 11] = [
    ("title", "title"),
    ("authors", "author"),
    ("keywords", "keywords"),
    ("date", "date"),
    ("doi", "doi"),
    ("journal", "journal"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("license", "license"),
    ("language", "lang"),
];

fn doubts(document: &Document) -> BTreeMap<&'static str, f32> {
    let evidence = &document.metadata.evidence;
    let doubted =
        DOUBTED.iter().filter_map(|(field, key)| Some((*key, evidence.get(*field)?.confidence)));
    doubted.filter(|(_, confidence)| *confidence < DOUBT).collect()
}

// Serde passes fields by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_unset(flag: &bool) -> bool {
    !*flag
}

/// The front matter between its fences with the line break after it, or nothing.
pub(super) fn render(document: &Document, options: &Options) -> String {
    let has_keys = options.citations == Citations::Pandoc;
    if options.front_matter == FrontMatter::None && !has_keys {
        return String::new();
    }
    let paragraphs = document.metadata.summary.iter().map(|paragraph| tidy(paragraph));
    let abstract_text = paragraphs.filter(|paragraph| !paragraph.is_empty()).collect::<Vec<_>>();
    let prose = abstract_text.join("\n\n");
    let mut front = front(document, &prose);
    if options.front_matter == FrontMatter::Full || has_keys {
        let metadata = &document.metadata;
        front.article_type = known(&metadata.article_type);
        front.received = known(&metadata.received);
        front.revised = known(&metadata.revised);
        front.accepted = known(&metadata.accepted);
        front.funding = funding(document);
        front.qr_codes = qr_codes(document);
        front.references = csl::works(document).map(|(id, work)| csl::item(&id, work)).collect();
    }
    let notation = serde_saphyr::ser_options! { prefer_block_scalars: false };
    match serde_saphyr::to_string_with_options(&front, notation) {
        Ok(yaml) => format!("---\n{}\n---\n", yaml.trim_end()),
        // Strings, lists and maps have no value that YAML cannot express.
        Err(_) => String::new(),
    }
}

fn front<'a>(document: &'a Document, prose: &'a str) -> Front<'a> {
    let metadata = &document.metadata;
    let summary = match prose {
        "" => None,
        prose if prose.contains('\n') => Some(Prose::Many(LitStr(prose))),
        prose => Some(Prose::One(prose.to_owned())),
    };
    Front {
        title: known(&metadata.title),
        author: metadata.authors.iter().map(author).collect(),
        affiliations: metadata.affiliations.iter().map(affiliation).collect(),
        summary,
        keywords: metadata.keywords.iter().map(|word| tidy(word)).collect(),
        article_type: None,
        date: known(&metadata.date),
        received: None,
        revised: None,
        accepted: None,
        doi: known(&metadata.doi),
        journal: known(&metadata.journal),
        conference: metadata.conference.as_ref().map(|conference| tidy(&conference.name)),
        volume: known(&metadata.volume),
        issue: known(&metadata.issue),
        page: known(&metadata.page),
        license: known(&metadata.license),
        language: known(&metadata.language),
        funding: Vec::new(),
        qr_codes: Vec::new(),
        references: Vec::new(),
        offprint: Own {
            version: env!("CARGO_PKG_VERSION"),
            source: known(&document.source.file),
            sha256: &document.source.sha256,
            pages: document.source.pages,
            kind: document.source.kind,
            text_layer: document.source.text_layer,
            quality: document.quality.figure,
            confidence: doubts(document),
        },
    }
}

fn qr_codes(document: &Document) -> Vec<FrontCode> {
    let codes = document.metadata.qr_codes.iter();
    codes.map(|own| FrontCode { text: tidy(&own.text), page: own.at.page.0 }).collect()
}

/// Each funder and grant once.
fn funding(document: &Document) -> Vec<FrontAward> {
    let mut all: Vec<FrontAward> = Vec::new();
    for award in document.statements.iter().flat_map(|statement| &statement.awards) {
        let words = |named: &Option<Named>| named.as_ref().map(|named| tidy(&named.text));
        let own = FrontAward { source: words(&award.funder), award: words(&award.number) };
        if !all.contains(&own) {
            all.push(own);
        }
    }
    all
}

fn author(author: &Author) -> FrontAuthor<'_> {
    FrontAuthor {
        name: tidy(&author.name),
        given: known(&author.given),
        family: known(&author.family),
        orcid: known(&author.orcid),
        email: known(&author.email),
        affiliations: &author.affiliations,
        corresponding: author.corresponding,
        equal_contributor: author.equal_contributor,
    }
}

fn affiliation(affiliation: &Affiliation) -> FrontAffiliation {
    FrontAffiliation { id: affiliation.id.clone(), name: tidy(&affiliation.name) }
}

/// A value, unless it is empty.
fn known(field: &Option<String>) -> Option<String> {
    field.as_deref().map(tidy).filter(|value| !value.is_empty())
}

/// NFC on one line.
fn tidy(string: &str) -> String {
    let blanked: String = string.nfc().map(|c| if c.is_control() { ' ' } else { c }).collect();
    blanked.trim().to_owned()
}
