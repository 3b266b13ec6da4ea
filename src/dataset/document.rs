//! What a paper is: itself, its authors, their institutions.

use super::column::row;
use super::paper::{Paper, word};
use crate::batch::Record;
use crate::writer::json::types::{BlockKind, Document as Contract};

row! {
    /// An input: a paper, poster or other document, or a file that could not be converted.
    DocumentRow {
        /// What all tables know it by: the path of its outputs below the output folder, without extension, unique there.
        document_id: String,
        /// Path of the file, as the manifest has it.
        input: String,
        /// SHA-256 of its bytes, hexadecimal; absent where they could not be read.
        sha256: Option<String>,
        /// Path of another file with the same bytes that was converted before.
        same_as: Option<String>,
        /// `ok`, `partial`, or `failed`: then it has no row in another table.
        status: String,
        /// Why it is not `ok`, as the manifest says, or `json-edited`, `json-missing`, `json-unread`: what is in the way of its rows.
        reason: Option<String>,
        /// What exactly happened, in words.
        detail: Option<String>,
        /// Version of the program that converted it.
        version: String,
        /// Fingerprint of the options and formats, as in the manifest.
        options: String,
        /// `article`, `poster` or `other`.
        kind: Option<String>,
        /// Where its text comes from: `born-digital`, `ocr-layer`, `scanned` or `transcript`.
        text_layer: Option<String>,
        /// Number of pages.
        page_count: i64,
        /// How many of them were not asked for.
        pages_left_out: i64,
        /// How much of the text can be trusted, from 0 to 1: `quality.figure` of the JSON.
        quality: Option<f32>,
        /// Title.
        title: Option<String>,
        /// Language as BCP 47.
        language: Option<String>,
        /// What kind of article it is, as printed.
        article_type: Option<String>,
        /// Year of the publication date.
        year: Option<i64>,
        /// Publication date as ISO 8601, as far as it is known.
        date: Option<String>,
        /// When it was received, as ISO 8601.
        received: Option<String>,
        /// When it was last revised, as ISO 8601.
        revised: Option<String>,
        /// When it was accepted, as ISO 8601.
        accepted: Option<String>,
        /// DOI in lower case without a resolver's address.
        doi: Option<String>,
        /// Number in PubMed.
        pmid: Option<String>,
        /// Number in PubMed Central, with its letters.
        pmcid: Option<String>,
        /// Title of the journal.
        journal: Option<String>,
        /// ISSNs of the journal.
        issn: Vec<String>,
        /// Volume.
        volume: Option<String>,
        /// Issue.
        issue: Option<String>,
        /// Page range or article number.
        pages: Option<String>,
        /// The conference that a poster was shown at.
        conference: Option<String>,
        /// Licence as the address of its text or an SPDX identifier.
        license: Option<String>,
        /// Who holds the copyright, as printed.
        copyright: Option<String>,
        /// Groups that sign with the authors.
        groups: Vec<String>,
        /// Editors of the paper.
        editors: Vec<String>,
        /// Abstract, its paragraphs apart by line ends.
        r#abstract: Option<String>,
        /// Keywords in the order printed.
        keywords: Vec<String>,
        /// Characters of its Markdown.
        character_count: Option<i64>,
        /// Entries of the reference list.
        reference_count: Option<i64>,
        /// Tables.
        table_count: Option<i64>,
        /// Figures.
        figure_count: Option<i64>,
    }
}

impl DocumentRow {
    /// That of a file, with what its JSON says where it has one.
    pub(super) fn of(id: &str, record: Record, contract: Option<&Contract>) -> Self {
        let metadata = contract.map(|own| &own.metadata);
        let text = |of: fn(&crate::writer::json::types::Metadata) -> &Option<String>| {
            metadata.and_then(|own| of(own).clone())
        };
        let list = |of: fn(&crate::writer::json::types::Metadata) -> &Vec<String>| {
            metadata.map(|own| of(own).clone()).unwrap_or_default()
        };
        let count = |is: fn(&BlockKind) -> bool| {
            contract.map(|own| own.body.iter().filter(|block| is(&block.kind)).count() as i64)
        };
        let date = text(|own| &own.date);
        let summary = list(|own| &own.summary);
        Self {
            document_id: id.to_owned(),
            input: record.input,
            sha256: record.sha256,
            same_as: record.same_as,
            status: record.status.name().to_owned(),
            reason: record.reason.map(|own| own.into_owned()),
            detail: record.detail,
            version: record.version.into_owned(),
            options: record.options,
            kind: record.kind.map(|own| word(&own)),
            text_layer: record.text_layer.map(|own| word(&own)),
            page_count: record.pages.into(),
            pages_left_out: record.pages_left_out.into(),
            quality: record.quality.map(|own| own.figure),
            title: text(|own| &own.title),
            language: text(|own| &own.language),
            article_type: text(|own| &own.article_type),
            year: date.as_deref().and_then(|own| own.split('-').next()?.parse().ok()),
            date,
            received: text(|own| &own.received),
            revised: text(|own| &own.revised),
            accepted: text(|own| &own.accepted),
            doi: text(|own| &own.doi),
            pmid: text(|own| &own.pmid),
            pmcid: text(|own| &own.pmcid),
            journal: text(|own| &own.journal),
            issn: list(|own| &own.issn),
            volume: text(|own| &own.volume),
            issue: text(|own| &own.issue),
            pages: text(|own| &own.page),
            conference: metadata.and_then(|own| Some(own.conference.as_ref()?.name.clone())),
            license: text(|own| &own.license),
            copyright: text(|own| &own.copyright),
            groups: list(|own| &own.groups),
            editors: list(|own| &own.editors),
            r#abstract: (!summary.is_empty()).then(|| summary.join("\n")),
            keywords: list(|own| &own.keywords),
            character_count: contract.and_then(|own| own.markdown.characters.try_into().ok()),
            reference_count: count(|own| matches!(own, BlockKind::Reference(_))),
            table_count: count(|own| matches!(own, BlockKind::Table(_))),
            figure_count: count(|own| matches!(own, BlockKind::Figure(_))),
        }
    }
}

row! {
    /// An author of a paper.
    AuthorRow {
        /// The paper.
        document_id: String,
        /// What statements know the author by: a JSON Pointer.
        author_id: String,
        /// Place among the authors, from 1.
        position: i64,
        /// Full name as printed.
        name: String,
        /// Given names.
        given: Option<String>,
        /// Family name with its particles.
        family: Option<String>,
        /// ORCID iD without a resolver's address.
        orcid: Option<String>,
        /// E-mail address.
        email: Option<String>,
        /// Ids of affiliations.
        affiliation_ids: Vec<String>,
        /// Whether letters go to this author.
        corresponding: bool,
        /// Whether this author contributed as much as others that are so marked.
        equal_contributor: bool,
    }
}

/// The authors of a paper.
pub(super) fn authors(paper: &Paper<'_>) -> Vec<AuthorRow> {
    let authors = (0..).zip(&paper.contract.metadata.authors);
    let row = |(at, own): (i64, &crate::writer::json::types::Author)| AuthorRow {
        document_id: paper.id.to_owned(),
        author_id: format!("/metadata/authors/{at}"),
        position: at + 1,
        name: own.name.clone(),
        given: own.given.clone(),
        family: own.family.clone(),
        orcid: own.orcid.clone(),
        email: own.email.clone(),
        affiliation_ids: own.affiliations.clone(),
        corresponding: own.corresponding,
        equal_contributor: own.equal_contributor,
    };
    authors.map(row).collect()
}

row! {
    /// An institution that authors refer to.
    AffiliationRow {
        /// The paper.
        document_id: String,
        /// What `authors.affiliation_ids` have.
        affiliation_id: String,
        /// Name and address as printed, without its mark.
        name: String,
    }
}

/// The institutions of a paper.
pub(super) fn affiliations(paper: &Paper<'_>) -> Vec<AffiliationRow> {
    let row = |own: &crate::writer::json::types::Affiliation| AffiliationRow {
        document_id: paper.id.to_owned(),
        affiliation_id: own.id.clone(),
        name: own.name.clone(),
    };
    paper.contract.metadata.affiliations.iter().map(row).collect()
}
