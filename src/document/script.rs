//! What raised and lowered characters mean.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a raised or lowered stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScriptKind {
    /// The power of a number, a unit or a quantity: 10⁹, cm², s⁻¹, χ².
    Exponent,
    /// A charge, or a marker that a cell has or lacks: Ca²⁺, CD4⁺.
    Charge,
    /// The mass number before an element: ¹⁸F.
    Isotope,
    /// An index in a chemical formula or of a quantity: CO₂, IC₅₀.
    Index,
    /// The number of a source.
    Citation,
    /// The mark of a note, or the mark before it.
    Footnote,
    /// The mark of an institution at a name or before its address.
    Affiliation,
    /// The ending of an ordinal number.
    Ordinal,
    /// A trade mark.
    TradeMark,
}
