//! What the texts say, with the places where they say it.

use crate::document::callout::CalloutForm;
use crate::document::entity::{Entity as Mention, EntitySource};
use crate::document::identifier::IdentifierKind;
use crate::document::statement::{Role as ContributorRole, StatementKind};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A place in the text that names other parts of the paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Callout {
    /// The text: the JSON Pointer of its content.
    pub passage: String,
    /// Characters of that text, with the brackets around them.
    pub range: Range<u32>,
    /// What it names and how it is written.
    pub form: CalloutForm,
    /// Its parts in the order printed.
    pub items: Vec<CalloutItem>,
}

/// A part of a callout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalloutItem {
    /// Characters of the text.
    pub range: Range<u32>,
    /// What it names: JSON Pointers of blocks of the body, or of notes of a table.
    pub targets: Vec<String>,
    /// The part of a figure that is meant, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Stretch {
    /// The text: the JSON Pointer of its content.
    pub passage: String,
    /// Characters of that text.
    pub range: Range<u32>,
}

/// Words at one place of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Named {
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub at: Stretch,
}

/// What the paper says about its own making, with what can be told from the words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// What it is about.
    pub kind: StatementKind,
    /// Where it stands, one stretch a text.
    pub places: Vec<Stretch>,
    /// Who paid and by which grants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    /// Who did what, where the terms of CRediT are used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
    /// Who approved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
}

/// A funder, a number of a grant, or both where the sentence joins them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Award {
    /// Who paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder: Option<Named>,
    /// The number of a grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Named>,
}

/// What an author did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Contribution {
    /// The author, by name or initials.
    pub name: Named,
    /// The author: a JSON Pointer, where the name is that of one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What the author did, as terms of CRediT.
    pub roles: Vec<ContributorRole>,
}

/// A board and the number of its approval; one of them may not be said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Approval {
    /// The board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub board: Option<Named>,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Named>,
}

/// An identifier at one place in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Identifier {
    /// What sort of thing it is that of.
    pub kind: IdentifierKind,
    /// Who gives such identifiers.
    pub scheme: String,
    /// The identifier as its scheme writes it.
    pub value: String,
    /// Its compact form for identifiers.org, where that knows the scheme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curie: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
}

/// A short form and what the paper says it stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Abbreviation {
    /// The short form as printed first.
    pub short: String,
    /// The long form as printed first.
    pub long: String,
    /// The places where the paper says so.
    pub places: Vec<Definition>,
}

/// A place that says what a short form stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Definition {
    /// The short form.
    pub short: Stretch,
    /// The long form.
    pub long: Stretch,
}

/// A thing of the lexicon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Thing {
    /// What the lexicon calls it.
    pub term: String,
    /// What it is known by there.
    pub identifier: String,
    /// What sort of thing it is, in the words of the lexicon.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who says that these words name it.
    pub source: EntitySource,
}

impl From<&Mention> for Thing {
    fn from(own: &Mention) -> Self {
        Self {
            term: own.term.to_string(),
            identifier: own.identifier.to_string(),
            kind: own.kind.to_string(),
            source: own.source,
        }
    }
}

/// A thing of the lexicon at one place in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// The words that name it, as they read.
    pub text: String,
    /// What they name.
    #[serde(flatten)]
    pub thing: Thing,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
    /// The page that it begins on, from 1; absent where the text has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// The area on that page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<Rect>,
}
