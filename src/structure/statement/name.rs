//! Names under which statements stand, by the words that they consist of.

use crate::document::statement::StatementKind;
use crate::lexicon::Phrases;
use crate::lexicon::notice::{Notice, notice_at_start};
use crate::lexicon::section::{self, Section};
use std::sync::LazyLock;

/// What a name says about the text under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::structure) enum Meaning {
    /// It is a statement.
    Statement(StatementKind),
    /// It is thanks, among which funding is told.
    Thanks,
    /// It is something else.
    Other,
}

/// What a name means that may be one of many others; none where nothing is known of it.
pub(in crate::structure) fn meaning(printed: &str) -> Option<Meaning> {
    let name = bare(printed);
    if section::is_thanks(name) {
        return Some(Meaning::Thanks);
    }
    if let Some(statement) = section::statement(name) {
        return Some(Meaning::Statement(kind_of(statement)));
    }
    section::names(name, Section::Aside).then_some(Meaning::Other)
}

fn kind_of(statement: section::Statement) -> StatementKind {
    match statement {
        section::Statement::Conflicts => StatementKind::Conflicts,
        section::Statement::Contributions => StatementKind::Contributions,
        section::Statement::Funding => StatementKind::Funding,
        section::Statement::Data => StatementKind::DataAvailability,
        section::Statement::Code => StatementKind::CodeAvailability,
        section::Statement::Ethics => StatementKind::Ethics,
        section::Statement::Consent => StatementKind::Consent,
        section::Statement::Registration => StatementKind::Registration,
    }
}

/// Whether a text begins as one that stands behind all statements: a notice of the publisher, or
/// another part whose name runs in.
pub(super) fn is_notice(text: &str) -> bool {
    // Names of one word begin sentences, too.
    static PARTS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let names = section::all_names(Section::Aside).filter(|name| name.contains(' '));
        Phrases::new(names.map(|name| (name, ())))
    });
    let ends = |notice| {
        matches!(
            notice,
            Notice::Copyright | Notice::Licence | Notice::Continuation | Notice::Continued
        )
    };
    notice_at_start(text).is_some_and(ends) || PARTS.at_start(text).is_some()
}

/// A name without number and punctuation around it.
pub(in crate::structure) fn bare(printed: &str) -> &str {
    let name = printed.trim().trim_end_matches([':', '.', '—', '–', ' ', '|']);
    let start = name.find(char::is_alphabetic).unwrap_or(name.len());
    let is_number = |c: char| c.is_ascii_digit() || " .)*†‡■▪".contains(c);
    if name[..start].chars().all(is_number) { &name[start..] } else { "" }
}

#[cfg(test)]
mod tests {
    use super::{Meaning, meaning};
    use crate::document::statement::StatementKind::{
        CodeAvailability, Conflicts, Consent, Contributions, DataAvailability, Ethics, Funding,
        Registration,
    };

    #[test]
    fn names_of_statements() {
        let rows = [
            ("Funding:", Some(Funding)),
            ("5. FINANCIAL SUPPORT", Some(Funding)),
            ("Role of the funding source", Some(Funding)),
            ("Declaration of Competing Interest", Some(Conflicts)),
            ("Conflict of interest statement.", Some(Conflicts)),
            ("Disclosure", Some(Conflicts)),
            ("Interests", None),
            ("Authors’ contributions", Some(Contributions)),
            ("CRediT authorship contribution statement", Some(Contributions)),
            ("Contributions of sand", None),
            ("Availability of data and materials", Some(DataAvailability)),
            ("Code availability", Some(CodeAvailability)),
            ("Availability", None),
            ("Ethics approval and consent to participate", Some(Ethics)),
            ("Institutional Review Board Statement", Some(Ethics)),
            ("Ethics of sand", None),
            ("Informed consent", Some(Consent)),
            ("Clinical trial registration number", Some(Registration)),
            ("Registration", None),
            ("Support", None),
        ];
        for (name, expected) in rows {
            let expected = expected.map(Meaning::Statement);
            assert_eq!(meaning(name), expected, "{name}");
        }
        assert_eq!(meaning("ACKNOWLEDGMENTS"), Some(Meaning::Thanks));
        assert_eq!(meaning("Keywords"), Some(Meaning::Other));
    }
}
