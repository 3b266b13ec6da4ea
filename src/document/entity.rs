//! Things that a vocabulary names and the texts mention.

use super::stretch::Stretch;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A thing of the vocabulary at one place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Where it stands.
    pub at: Stretch,
    /// What the vocabulary calls it.
    pub term: SmolStr,
    /// What it is known by there.
    pub identifier: SmolStr,
    /// What sort of thing it is, as the vocabulary says.
    pub kind: SmolStr,
    /// Who says that these words name it.
    pub source: EntitySource,
}

/// Who says that words name a thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EntitySource {
    /// The vocabulary has them.
    #[default]
    Vocabulary,
    /// The paper defines them as the short form of words that the vocabulary has.
    Definition,
}

impl EntitySource {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vocabulary => "vocabulary",
            Self::Definition => "definition",
        }
    }
}
