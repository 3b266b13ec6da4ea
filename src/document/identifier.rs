//! Identifiers that a text names: registered trials, entries of databases, materials, works and
//! people.

use super::stretch::Stretch;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// An identifier at one place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// Where it stands.
    pub at: Stretch,
    /// What sort of thing it is that of.
    pub kind: IdentifierKind,
    /// Who gives such identifiers: `ClinicalTrials.gov`, `GenBank`.
    pub scheme: Cow<'static, str>,
    /// The identifier as its scheme writes it, without blanks and label.
    pub value: String,
    /// Its compact form for the resolver identifiers.org, where that knows the scheme:
    /// `clinicaltrials:NCT00000000`.
    pub curie: Option<String>,
}

/// What sort of thing an identifier is that of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierKind {
    /// A registered trial or review.
    Registration,
    /// An entry of a database: data, a sequence, a structure, a variant, a gene, a term.
    Record,
    /// A material that was worked with: a cell line, an antibody, a plasmid, a strain.
    Material,
    /// A work: an article, a preprint, a set of data with a DOI.
    Work,
    /// A person.
    Person,
}
