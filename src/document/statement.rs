//! What a paper says about its own making: who paid, who did what, who approved, where the data
//! are.

use super::stretch::Stretch;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A statement, with what can be told from its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it is about.
    pub kind: StatementKind,
    /// Where it stands, one stretch a text, at least one.
    pub at: Vec<Stretch>,
    /// Who paid and by which grants, in the order printed.
    pub awards: Vec<Award>,
    /// Who did what, in the order printed.
    pub contributions: Vec<Contribution>,
    /// Who approved, in the order printed.
    pub approvals: Vec<Approval>,
}

/// What a statement is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum StatementKind {
    /// Who paid for the work.
    Funding,
    /// Interests that may conflict with it.
    Conflicts,
    /// Which author did what.
    Contributions,
    /// Who approved of it.
    Ethics,
    /// Whether those who took part agreed.
    Consent,
    /// Where its data are.
    DataAvailability,
    /// Where its programs are.
    CodeAvailability,
    /// Where a trial or review was registered.
    Registration,
}

/// Words at one place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    pub at: Stretch,
}

/// A funder, a number of a grant, or both where the sentence joins them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Award {
    /// Who paid.
    pub funder: Option<Named>,
    /// The number of a grant.
    pub number: Option<Named>,
}

/// What an author did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// The author, by name or initials as printed.
    pub name: Named,
    /// Index of the author in the metadata, where the name is that of one author only.
    pub author: Option<u32>,
    /// What the author did, in the order printed, each once.
    pub roles: Vec<Role>,
}

/// A board and the number of its approval; one of them may not be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// The board.
    pub board: Option<Named>,
    /// The number.
    pub number: Option<Named>,
}

/// The roles of the Contributor Roles Taxonomy (CRediT, ANSI/NISO Z39.104-2022).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Role {
    Conceptualization,
    DataCuration,
    FormalAnalysis,
    FundingAcquisition,
    Investigation,
    Methodology,
    ProjectAdministration,
    Resources,
    Software,
    Supervision,
    Validation,
    Visualization,
    WritingOriginalDraft,
    WritingReviewEditing,
}
