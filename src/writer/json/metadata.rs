//! Bibliographic facts in the published contract.

use crate::document::{self as model, EvidenceSource, QrCode};
use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Bibliographic facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metadata {
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Authors in the order printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Author>,
    /// Institutions that authors refer to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<Affiliation>,
    /// Groups that sign with the authors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Abstract, one string a paragraph.
    #[serde(rename = "abstract", default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// Keywords in the order printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// What kind of article it is, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article_type: Option<String>,
    /// Publication date as ISO 8601, as far as it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// When the paper was received, as ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<String>,
    /// When it was last revised, as ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<String>,
    /// When it was accepted, as ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
    /// DOI in lower case without a resolver's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// Number in PubMed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<String>,
    /// Number in PubMed Central, with its letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<String>,
    /// Journal title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<String>,
    /// The conference that a poster was shown at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conference: Option<model::Conference>,
    /// ISSNs of the journal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issn: Vec<String>,
    /// Volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// Page range or article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Licence as the address of its text or an SPDX identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<String>,
    /// Who holds the copyright, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// Editors of the paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<String>,
    /// Language as BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// QR codes on posters and scanned pages, by page and from the top down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub qr_codes: Vec<QrCode>,
    /// Where values come from, by their names here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub evidence: BTreeMap<String, Evidence>,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// What states it.
    pub source: EvidenceSource,
    /// On which page, where it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
}

/// An author.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Author {
    /// Full name as printed.
    pub name: String,
    /// Given names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Family name with its particles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// ORCID iD without a resolver's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcid: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Ids of affiliations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<String>,
    /// Whether letters go to this author.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub corresponding: bool,
    /// Whether this author contributed as much as others that are so marked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub equal_contributor: bool,
}

/// An institution that authors refer to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Affiliation {
    /// Id by which authors refer to it.
    pub id: String,
    /// Name and address as printed, without its mark.
    pub name: String,
}

/// Bibliographic facts as the contract has them.
pub(super) fn metadata(metadata: &model::Metadata) -> Metadata {
    let evidence = metadata.evidence.iter();
    Metadata {
        title: metadata.title.clone(),
        authors: metadata.authors.iter().map(author).collect(),
        affiliations: metadata.affiliations.iter().map(affiliation).collect(),
        groups: metadata.groups.clone(),
        summary: metadata.summary.clone(),
        keywords: metadata.keywords.clone(),
        article_type: metadata.article_type.clone(),
        date: metadata.date.clone(),
        received: metadata.received.clone(),
        revised: metadata.revised.clone(),
        accepted: metadata.accepted.clone(),
        doi: metadata.doi.clone(),
        pmid: metadata.pmid.clone(),
        pmcid: metadata.pmcid.clone(),
        journal: metadata.journal.clone(),
        conference: metadata.conference.clone(),
        issn: metadata.issn.clone(),
        volume: metadata.volume.clone(),
        issue: metadata.issue.clone(),
        page: metadata.page.clone(),
        license: metadata.license.clone(),
        copyright: metadata.copyright.clone(),
        editors: metadata.editors.clone(),
        language: metadata.language.clone(),
        qr_codes: metadata.qr_codes.clone(),
        evidence: evidence
            .map(|(field, own)| (field.clone().into_owned(), self::evidence(own)))
            .collect(),
    }
}

fn evidence(own: &model::Evidence) -> Evidence {
    Evidence { source: own.source, page: own.page, confidence: own.confidence }
}

fn author(author: &model::Author) -> Author {
    Author {
        name: author.name.clone(),
        given: author.given.clone(),
        family: author.family.clone(),
        orcid: author.orcid.clone(),
        email: author.email.clone(),
        affiliations: author.affiliations.clone(),
        corresponding: author.corresponding,
        equal_contributor: author.equal_contributor,
    }
}

fn affiliation(affiliation: &model::Affiliation) -> Affiliation {
    Affiliation { id: affiliation.id.clone(), name: affiliation.name.clone() }
}

/// Bibliographic facts as the model has them.
pub(super) fn read(metadata: &Metadata) -> model::Metadata {
    let evidence = metadata.evidence.iter();
    model::Metadata {
        title: metadata.title.clone(),
        authors: metadata.authors.iter().map(read_author).collect(),
        affiliations: metadata.affiliations.iter().map(read_affiliation).collect(),
        groups: metadata.groups.clone(),
        summary: metadata.summary.clone(),
        keywords: metadata.keywords.clone(),
        article_type: metadata.article_type.clone(),
        date: metadata.date.clone(),
        received: metadata.received.clone(),
        revised: metadata.revised.clone(),
        accepted: metadata.accepted.clone(),
        doi: metadata.doi.clone(),
        pmid: metadata.pmid.clone(),
        pmcid: metadata.pmcid.clone(),
        journal: metadata.journal.clone(),
        conference: metadata.conference.clone(),
        issn: metadata.issn.clone(),
        volume: metadata.volume.clone(),
        issue: metadata.issue.clone(),
        page: metadata.page.clone(),
        license: metadata.license.clone(),
        copyright: metadata.copyright.clone(),
        editors: metadata.editors.clone(),
        language: metadata.language.clone(),
        qr_codes: metadata.qr_codes.clone(),
        evidence: evidence.map(|(field, own)| (field.clone().into(), read_evidence(own))).collect(),
    }
}

fn read_evidence(own: &Evidence) -> model::Evidence {
    model::Evidence { source: own.source, page: own.page, confidence: own.confidence }
}

fn read_author(author: &Author) -> model::Author {
    model::Author {
        name: author.name.clone(),
        given: author.given.clone(),
        family: author.family.clone(),
        orcid: author.orcid.clone(),
        email: author.email.clone(),
        affiliations: author.affiliations.clone(),
        corresponding: author.corresponding,
        equal_contributor: author.equal_contributor,
    }
}

fn read_affiliation(affiliation: &Affiliation) -> model::Affiliation {
    model::Affiliation { id: affiliation.id.clone(), name: affiliation.name.clone() }
}
