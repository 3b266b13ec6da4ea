//! What sources say of a value, and which of them is believed.

use crate::decision::Decisions;
use crate::diagnostic::{Code, Sink};
use crate::document::Evidence;
pub(super) use crate::document::EvidenceSource as Source;
use crate::provenance::PageNumber;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text that may tell something, and what kind of text it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note<'a> {
    pub(super) text: &'a str,
    pub(super) source: Source,
    pub(super) page: Option<PageNumber>,
}

/// A value that a source states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) value: String,
    pub(super) source: Source,
    pub(super) page: Option<PageNumber>,
}

/// The first of what was found, where all the others are the same.
pub(super) fn only<T>(
    mut found: impl Iterator<Item = T>,
    same: impl Fn(&T, &T) -> bool,
) -> Option<T> {
    let first = found.next()?;
    found.all(|other| same(&first, &other)).then_some(first)
}

impl Claim {
    pub(super) fn of_file(value: Option<String>, source: Source) -> Option<Self> {
        let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())?;
        Some(Self { value, source, page: None })
    }
}

/// Confidence in a value that two sources or more agree on.
const AGREED: f32 = 0.98;
/// Confidence in a value that another source contradicts.
const CONTRADICTED: f32 = 0.6;

/// Confidence in a value that only this source states.
pub(super) fn alone(source: Source) -> f32 {
    match source {
        Source::Page | Source::Citation | Source::Link => 0.95,
        Source::Xmp | Source::Imprint => 0.9,
        Source::RunningHead => 0.85,
        Source::Info => 0.7,
        Source::Person => 1.0,
    }
}

/// Which values are believed, and what was noted on the way.
#[derive(Debug)]
pub(super) struct Ledger<'a> {
    pub(super) evidence: BTreeMap<Cow<'static, str>, Evidence>,
    /// Values that a person has settled.
    decisions: &'a Decisions,
    sink: &'a mut Sink,
}

impl<'a> Ledger<'a> {
    pub(super) fn new(sink: &'a mut Sink, decisions: &'a Decisions) -> Self {
        Self { evidence: BTreeMap::new(), decisions, sink }
    }

    /// Notes where a value comes from that needs no settling.
    pub(super) fn state(&mut self, field: &'static str, source: Source) {
        let evidence = Evidence { source, page: None, confidence: alone(source) };
        self.evidence.insert(field.into(), evidence);
    }

    /// The value of the first claim: claims stand in the order in which they are believed. One that
    /// goes on where the first one stops is believed instead. `same` says whether two values mean
    /// the same; those that do not are a conflict, which is reported unless a person has settled it.
    pub(super) fn settle(
        &mut self,
        field: &'static str,
        claims: &[Claim],
        same: impl Fn(&str, &str) -> bool,
    ) -> Option<String> {
        let first = claims.first()?;
        let agrees = |claim: &&Claim| same(&claim.value, &first.value);
        let longer = claims.iter().filter(agrees).find(|claim| {
            claim.value.len() > first.value.len() && claim.value.starts_with(&first.value)
        });
        let best = longer.unwrap_or(first);
        let other = claims.iter().find(|claim| !agrees(claim));
        let agreed = claims.iter().filter(agrees).any(|claim| claim.source != first.source);
        if let Some(other) = other.filter(|_| !self.decisions.decides(field)) {
            let message = format!(
                "{field}: {} ({}) is taken, not {} ({})",
                best.value, best.source, other.value, other.source
            );
            self.sink.note(Code::MetadataConflict, None, message);
        }
        let confidence = match (agreed, other) {
            (true, None) => AGREED,
            (false, Some(_)) => CONTRADICTED,
            _ => alone(best.source),
        };
        let evidence = Evidence { source: best.source, page: best.page, confidence };
        self.evidence.insert(field.into(), evidence);
        Some(best.value.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_settled_and_reported() {
        let claim = |value: &str, source| Claim { value: value.into(), source, page: None };
        let mut sink = Sink::default();
        let decisions = Decisions::default();
        let mut ledger = Ledger::new(&mut sink, &decisions);
        let claims = [
            claim("7", Source::Xmp),
            claim("7", Source::Citation),
            claim("8", Source::RunningHead),
        ];
        assert_eq!(ledger.settle("volume", &claims, |a, b| a == b).as_deref(), Some("7"));
        let pages = [claim("37", Source::Citation), claim("37-43", Source::RunningHead)];
        let start = |page: &str| page.split('-').next().unwrap_or_default().to_owned();
        let page = ledger.settle("page", &pages, |a, b| start(a) == start(b));
        assert_eq!(page.as_deref(), Some("37-43"));
        assert_eq!(ledger.evidence["page"].confidence, AGREED);
        assert_eq!(sink.into_diagnostics().len(), 1);
    }
}
