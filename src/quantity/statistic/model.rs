//! A statistic: what a test, an estimate or a count of a sample is said to be.

use super::super::model::{Amount, Comparator};
use std::ops::Range;

/// What a statistic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A p-value.
    PValue,
    /// A confidence interval of something that is not named beside it.
    ConfidenceInterval,
    /// An odds ratio.
    OddsRatio,
    /// A hazard ratio.
    HazardRatio,
    /// A risk ratio or relative risk.
    RiskRatio,
    /// A rate ratio.
    RateRatio,
    /// A mean difference that is not standardised.
    MeanDifference,
    /// The size of a sample.
    SampleSize,
    /// Student's t.
    T,
    /// The F of an analysis of variance.
    F,
    /// Chi-squared.
    ChiSquared,
    /// A standard normal z.
    Z,
    /// A coefficient of correlation.
    Correlation,
    /// The U of Mann and Whitney.
    U,
    /// The H of Kruskal and Wallis.
    H,
    /// The W of Wilcoxon, or of Shapiro and Wilk.
    W,
}

impl Kind {
    /// Its name in lower case, its words joined by hyphens.
    pub fn name(self) -> &'static str {
        match self {
            Self::PValue => "p-value",
            Self::ConfidenceInterval => "confidence-interval",
            Self::OddsRatio => "odds-ratio",
            Self::HazardRatio => "hazard-ratio",
            Self::RiskRatio => "risk-ratio",
            Self::RateRatio => "rate-ratio",
            Self::MeanDifference => "mean-difference",
            Self::SampleSize => "sample-size",
            Self::T => "t",
            Self::F => "f",
            Self::ChiSquared => "chi-squared",
            Self::Z => "z",
            Self::Correlation => "correlation",
            Self::U => "u",
            Self::H => "h",
            Self::W => "w",
        }
    }

    /// Whether it is a ratio of two groups.
    pub(in crate::quantity) fn is_ratio(self) -> bool {
        matches!(self, Self::OddsRatio | Self::HazardRatio | Self::RiskRatio | Self::RateRatio)
    }

    /// Whether an interval belongs to it.
    pub(super) fn has_interval(self) -> bool {
        self.is_ratio() || matches!(self, Self::MeanDifference | Self::Correlation)
    }

    /// Whether it is what a test gives.
    pub(super) fn is_test(self) -> bool {
        matches!(self, Self::T | Self::F | Self::ChiSquared | Self::Z | Self::U | Self::H | Self::W)
    }
}

/// A statistic with its value, its interval, or both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistic {
    /// All of it: bytes of the text. Of several that share a name, those behind the first begin
    /// with their own number.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Its name as printed: bytes of the text, none where the head of a table names it.
    pub name: Range<usize>,
    /// Its value; `None` for an interval alone.
    pub amount: Option<Amount>,
    /// What the value is compared with; `None` where it is equal.
    pub comparator: Option<Comparator>,
    /// Its interval of confidence.
    pub interval: Option<Interval>,
    /// Its degrees of freedom, as decimal numbers with the digits that are printed.
    pub degrees: Vec<String>,
    /// The UCUM code of the unit of a difference or an interval.
    pub ucum: Option<String>,
}

impl Statistic {
    /// The same in a text that calls rate ratios RR; `name` is its name as printed.
    pub fn with_rates(mut self, name: &str) -> Self {
        let is_abbreviated = name.contains("RR") || name.contains("R.R.");
        if self.kind == Kind::RiskRatio && is_abbreviated {
            self.kind = Kind::RateRatio;
        }
        self
    }
}

/// An interval of confidence; its numbers have the digits that are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interval {
    /// Its level in per cent, where it is said.
    pub level: Option<String>,
    /// The smaller limit.
    pub low: String,
    /// The greater one.
    pub high: String,
}

/// The name of a statistic, in symbols.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// The place behind it and what explains it.
    pub(super) next: usize,
    /// Whether it is written in words, so that others may stand between it and its number.
    pub(super) spelled: bool,
    pub(super) plural: bool,
    /// The level of intervals, where the name says that one follows.
    pub(super) level: Option<String>,
    /// Whether the name says that an interval follows.
    pub(super) with_interval: bool,
    pub(super) degrees: Vec<String>,
}

impl Name {
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        Self {
            kind,
            next: range.end,
            range,
            spelled: false,
            plural: false,
            level: None,
            with_interval: false,
            degrees: Vec::new(),
        }
    }
}
