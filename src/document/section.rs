//! What the sections of a paper are about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a section is about, by its name or by that of the section it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// The abstract.
    Abstract,
    /// Why the work was done.
    Introduction,
    /// How it was done.
    Methods,
    /// What came out.
    Results,
    /// What that means.
    Discussion,
    /// What to remember.
    Conclusion,
    /// A case and its course.
    Case,
    /// Thanks.
    Acknowledgements,
    /// Who paid.
    Funding,
    /// Interests that may conflict with the work.
    Conflicts,
    /// Which author did what.
    Contributions,
    /// Who approved, and whether those who took part agreed.
    Ethics,
    /// Where data and programs are.
    Availability,
    /// Where the study is registered.
    Registration,
    /// What short forms stand for.
    Abbreviations,
    /// Files beside the paper.
    Supplement,
    /// Text behind the paper.
    Appendix,
    /// The reference list.
    References,
}

impl SectionKind {
    /// Every kind, in the order of a paper.
    pub const ALL: [Self; 18] = [
        Self::Abstract,
        Self::Introduction,
        Self::Methods,
        Self::Results,
        Self::Discussion,
        Self::Conclusion,
        Self::Case,
        Self::Acknowledgements,
        Self::Funding,
        Self::Conflicts,
        Self::Contributions,
        Self::Ethics,
        Self::Availability,
        Self::Registration,
        Self::Abbreviations,
        Self::Supplement,
        Self::Appendix,
        Self::References,
    ];

    /// The name that the JSON has.
    pub fn name(self) -> &'static str {
        match self {
            Self::Abstract => "abstract",
            Self::Introduction => "introduction",
            Self::Methods => "methods",
            Self::Results => "results",
            Self::Discussion => "discussion",
            Self::Conclusion => "conclusion",
            Self::Case => "case",
            Self::Acknowledgements => "acknowledgements",
            Self::Funding => "funding",
            Self::Conflicts => "conflicts",
            Self::Contributions => "contributions",
            Self::Ethics => "ethics",
            Self::Availability => "availability",
            Self::Registration => "registration",
            Self::Abbreviations => "abbreviations",
            Self::Supplement => "supplement",
            Self::Appendix => "appendix",
            Self::References => "references",
        }
    }

    /// Whether sections of this kind say something about the making of the paper, often in a few words.
    pub fn is_statement(self) -> bool {
        matches!(
            self,
            Self::Acknowledgements
                | Self::Funding
                | Self::Conflicts
                | Self::Contributions
                | Self::Ethics
                | Self::Availability
                | Self::Registration
        )
    }
}

#[cfg(test)]
mod tests {
    use super::SectionKind;

    #[test]
    fn names_are_those_of_the_json() {
        for kind in SectionKind::ALL {
            assert_eq!(serde_json::json!(kind), kind.name());
        }
    }
}
