//! What is known of a paper as a publication.

use super::place::Place;
use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Bibliographic facts about the document itself. What is not known is absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// Title without marks and line breaks.
    pub title: Option<String>,
    /// Authors in the order printed.
    pub authors: Vec<Author>,
    /// Institutions that authors refer to.
    pub affiliations: Vec<Affiliation>,
    /// Groups that sign with the authors.
    pub groups: Vec<String>,
    /// Abstract, one string a paragraph.
    pub summary: Vec<String>,
    /// Keywords in the order printed.
    pub keywords: Vec<String>,
    /// What kind of article it is, as printed.
    pub article_type: Option<String>,
    /// Publication date as ISO 8601, as far as it is known (`2021`, `2021-03`, `2021-03-05`).
    pub date: Option<String>,
    /// When the paper was received, as ISO 8601.
    pub received: Option<String>,
    /// When it was last revised, as ISO 8601.
    pub revised: Option<String>,
    /// When it was accepted, as ISO 8601.
    pub accepted: Option<String>,
    /// DOI in lower case without a resolver's address.
    pub doi: Option<String>,
    /// Number in PubMed.
    pub pmid: Option<String>,
    /// Number in PubMed Central, with its letters.
    pub pmcid: Option<String>,
    /// Journal title.
    pub journal: Option<String>,
    /// The conference that a poster was shown at.
    pub conference: Option<Conference>,
    /// ISSNs of the journal.
    pub issn: Vec<String>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Page range or article number.
    pub page: Option<String>,
    /// Licence as the address of its text or an SPDX identifier.
    pub license: Option<String>,
    /// Who holds the copyright, as printed.
    pub copyright: Option<String>,
    /// Editors of the paper.
    pub editors: Vec<String>,
    /// Language as BCP 47.
    pub language: Option<String>,
    /// QR codes on posters and scanned pages, by page and from the top down.
    pub qr_codes: Vec<QrCode>,
    /// Where values come from, by their names in the JSON.
    pub evidence: BTreeMap<Cow<'static, str>, Evidence>,
}

/// A conference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Conference {
    /// Its name.
    pub name: String,
    /// The year that is printed with it.
    pub year: String,
    /// The line that names it: often with its place and its days.
    pub printed: String,
}

/// A QR code that could be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QrCode {
    /// What it says: mostly an address.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Place,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// What states it.
    pub source: EvidenceSource,
    /// On which page, where it is printed.
    pub page: Option<PageNumber>,
    /// How certain it is, in 0..=1.
    pub confidence: f32,
}

/// What states a value.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceSource {
    /// The page itself: title, byline, abstract, page numbers.
    Page,
    /// How the paper asks to be cited.
    Citation,
    /// Notes of the publisher on the first or last page.
    Imprint,
    /// Running heads and feet.
    RunningHead,
    /// The target of a link.
    Link,
    /// The XMP packet of the file.
    Xmp,
    /// The information dictionary of the file.
    Info,
    /// A person who corrected what was read.
    Person,
}

impl fmt::Display for EvidenceSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Page => "page",
            Self::Citation => "citation",
            Self::Imprint => "imprint",
            Self::RunningHead => "running head",
            Self::Link => "link",
            Self::Xmp => "XMP",
            Self::Info => "Info",
            Self::Person => "person",
        })
    }
}

/// An author.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// Full name as printed.
    pub name: String,
    /// Given names, where they could be told from the family name.
    pub given: Option<String>,
    /// Family name with its particles.
    pub family: Option<String>,
    /// ORCID iD without a resolver's address.
    pub orcid: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Ids of [`Affiliation`]s.
    pub affiliations: Vec<String>,
    /// Whether letters go to this author.
    pub corresponding: bool,
    /// Whether this author contributed as much as others that are so marked.
    pub equal_contributor: bool,
}

/// An institution that authors refer to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affiliation {
    /// Id by which authors refer to it.
    pub id: String,
    /// Name and address as printed, without its mark.
    pub name: String,
}
