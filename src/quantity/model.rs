//! A quantity: a number with its unit.

use std::ops::Range;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// All of it: bytes of the text.
    pub range: Range<usize>,
    /// How much.
    pub amount: Amount,
    /// What the number is compared with.
    pub comparator: Option<Comparator>,
    /// What stands behind `±` or `SD`, as a decimal number.
    pub uncertainty: Option<String>,
    /// Its unit: bytes of the text; behind the range where two numbers share it (`120/80 mmHg`).
    pub unit: Range<usize>,
    /// The UCUM code of the unit, where it has one.
    pub ucum: Option<String>,
}

/// Decimal numbers in the notation of JSON, with every digit that is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// One number.
    One(String),
    /// From a number to a number.
    Range {
        /// The smaller one.
        low: String,
        /// The greater one.
        high: String,
    },
}

/// How a quantity is compared with its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// It is less.
    Less,
    /// It is not more.
    AtMost,
    /// It is more.
    More,
    /// It is not less.
    AtLeast,
    /// It is about as much.
    About,
}

impl Comparator {
    /// Its sign.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::About => "~",
        }
    }
}

/// What stands between a number and its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    None,
    Blank,
    Hyphen,
}
