//! A work that an entry of the reference list names.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an entry of the reference list says about a work. What is not certain is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Work {
    /// What kind of work it is.
    pub kind: WorkKind,
    /// Authors in the order printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Name>,
    /// Editors of the book it is part of, or of the book itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<Name>,
    /// Whether more authors are meant than are named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub et_al: bool,
    /// Title of the article, the chapter, the book or the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Title of what it is part of: the journal or the book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// Publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where the publisher is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Year of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Volume.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// Issue or supplement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// First page or article number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_first: Option<String>,
    /// Last page, in full: `5` behind a first page of `850` is `855`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_last: Option<String>,
    /// DOI in lower case without a resolver's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// PubMed's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<String>,
    /// PubMed Central's number with its `PMC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<String>,
    /// Web address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What kind of work it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WorkKind {
    /// An article in a journal.
    Article,
    /// A part of a book or of proceedings.
    Chapter,
    /// A book or a report.
    Book,
    /// A page of the web.
    Webpage,
    /// Not known.
    #[default]
    Other,
}

/// Who wrote a work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Name {
    /// A person.
    Person {
        /// Family name with its particles.
        family: String,
        /// Given names or initials as printed.
        #[serde(skip_serializing_if = "Option::is_none")]
        given: Option<String>,
        /// `Jr`, `III` and the like.
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
    /// A group, an institution.
    Group(String),
}

impl Work {
    /// First and last page as one string, `71-78`, or the article number.
    pub fn pages(&self) -> Option<String> {
        let first = self.page_first.as_ref()?;
        Some(
            self.page_last.as_ref().map_or_else(|| first.clone(), |last| format!("{first}-{last}")),
        )
    }

    /// Whether nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
