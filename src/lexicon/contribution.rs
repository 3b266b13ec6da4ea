//! Terms of the Contributor Roles Taxonomy (CRediT, ANSI/NISO Z39.104-2022), in English.

use super::phrases::Found;
use super::phrases::Phrases;
use std::sync::LazyLock;

/// What somebody did for a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Term {
    /// Conceptualization.
    Conceptualization,
    /// Data curation.
    DataCuration,
    /// Formal analysis.
    FormalAnalysis,
    /// Funding acquisition.
    FundingAcquisition,
    /// Investigation.
    Investigation,
    /// Methodology.
    Methodology,
    /// Project administration.
    ProjectAdministration,
    /// Resources.
    Resources,
    /// Software.
    Software,
    /// Supervision.
    Supervision,
    /// Validation.
    Validation,
    /// Visualization.
    Visualization,
    /// Writing – original draft.
    WritingOriginalDraft,
    /// Writing – review and editing.
    WritingReviewEditing,
}

/// The terms as they are printed; those of writing without that word.
const TERMS: &[(&str, Term)] = &[
    ("conceptualisation", Term::Conceptualization),
    ("conceptualization", Term::Conceptualization),
    ("data curation", Term::DataCuration),
    ("formal analysis", Term::FormalAnalysis),
    ("funding acquisition", Term::FundingAcquisition),
    ("investigation", Term::Investigation),
    ("methodology", Term::Methodology),
    ("original draft", Term::WritingOriginalDraft),
    ("project administration", Term::ProjectAdministration),
    ("resources", Term::Resources),
    ("review & editing", Term::WritingReviewEditing),
    ("review &amp; editing", Term::WritingReviewEditing),
    ("review and editing", Term::WritingReviewEditing),
    ("review/editing", Term::WritingReviewEditing),
    ("reviewing and editing", Term::WritingReviewEditing),
    ("software", Term::Software),
    ("supervision", Term::Supervision),
    ("validation", Term::Validation),
    ("visualisation", Term::Visualization),
    ("visualization", Term::Visualization),
];

static PHRASES: LazyLock<Phrases<Term>> = LazyLock::new(|| Phrases::new(TERMS.iter().copied()));

/// Whether a text is one of the terms.
pub(crate) fn is_term(text: &str) -> bool {
    PHRASES.whole(text).is_some()
}

/// The terms in a text that are no parts of longer words.
pub(crate) fn terms_in(text: &str) -> impl Iterator<Item = Found<Term>> {
    PHRASES.all_in(text).filter(|found| {
        !text[..found.start].ends_with(char::is_alphabetic)
            && !text[found.end..].starts_with(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_as_words() {
        let rows: [(&str, &[Term]); 4] = [
            ("Data Curation, A.B.", &[Term::DataCuration]),
            ("Writing – Review & Editing", &[Term::WritingReviewEditing]),
            ("investigations", &[]),
            ("Visualisation; software", &[Term::Visualization, Term::Software]),
        ];
        for (text, expected) in rows {
            let found: Vec<Term> = terms_in(text).map(|found| found.meaning).collect();
            assert_eq!(found, expected, "{text}");
        }
        assert!(is_term("Formal analysis") && !is_term("formal analysis of salt"));
    }
}
