//! Names of sections and of parts of papers, by language.
//!
//! A name counts where it is the whole of a heading or label, without number and punctuation.

mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod polish;
mod portuguese;
mod spanish;

use super::phrases::Phrases;
use super::statement;
pub(crate) use super::statement::Statement;
use super::word_map::WordMap;
use std::sync::LazyLock;

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// A section that papers of all fields have.
    Common,
    /// A section of the highest level in papers of all fields.
    Top,
    /// The introduction.
    Introduction,
    /// The whole text behind the abstract.
    Text,
    /// The abstract, wherever it stands.
    Abstract,
    /// The abstract on the first pages, or a last section that sums up.
    Summary,
    /// A part of a structured abstract.
    AbstractPart,
    /// The keywords.
    Keywords,
    /// The reference list.
    References,
    /// A list of abbreviations.
    Abbreviations,
    /// End matter, which stands beside the sections of the text.
    EndMatter,
    /// A section that gathers end matter under it.
    Declarations,
    /// Thanks, among which funding is told.
    Thanks,
    /// A statement.
    Statement(Statement),
    /// A notice or an address, whose label belongs to its text.
    Notice,
    /// What is no statement and stands beside statements: before its name one ends.
    Aside,
}

/// The names of all languages. What is written as in English stands there only.
const LANGUAGES: [&WordMap<&[Section]>; 8] = [
    &english::NAMES,
    &german::NAMES,
    &french::NAMES,
    &spanish::NAMES,
    &portuguese::NAMES,
    &italian::NAMES,
    &dutch::NAMES,
    &polish::NAMES,
];

/// Whether a name is one of this kind.
pub(crate) fn names(name: &str, kind: Section) -> bool {
    all(name).any(|found| found == kind)
}

/// The kind of statement that a name heads. Names in English are told by their words.
pub(crate) fn statement(name: &str) -> Option<Statement> {
    statement::by_words(name).or_else(|| {
        all(name).find_map(|kind| match kind {
            Section::Statement(statement) => Some(statement),
            _ => None,
        })
    })
}

/// Whether a name is that of thanks.
pub(crate) fn is_thanks(name: &str) -> bool {
    statement::is_thanks(name) || names(name, Section::Thanks)
}

/// Bytes of the longest name of a kind that a text begins with, be it a part of a longer word.
pub(crate) fn label_length(text: &str, kind: Section) -> Option<usize> {
    static LABELS: LazyLock<Phrases<Section>> = LazyLock::new(|| {
        let kinds = [Section::Abstract, Section::Summary, Section::Keywords];
        Phrases::new(
            kinds.into_iter().flat_map(|kind| all_names(kind).map(move |name| (name, kind))),
        )
    });
    let (length, found) = LABELS.at_start(text)?;
    (found == kind).then_some(length)
}

/// All names of a kind, in lower case.
pub(crate) fn all_names(kind: Section) -> impl Iterator<Item = &'static str> {
    let rows = LANGUAGES.iter().flat_map(|names| names.rows());
    rows.filter(move |(_, kinds)| kinds.contains(&kind)).map(|(name, _)| name)
}

/// All that a name is a name of.
fn all(name: &str) -> impl Iterator<Item = Section> {
    LANGUAGES.iter().filter_map(move |names| names.get(name)).flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::{Section, is_thanks, names, statement};
    use crate::lexicon::statement::Statement;

    #[test]
    fn names_have_kinds() {
        let rows = [
            ("MATERIALS AND\nMETHODS", Section::Top, true),
            ("method", Section::Top, false),
            ("Publisher’s note", Section::Notice, true),
            ("summary", Section::Abstract, false),
            ("literature", Section::References, true),
            ("Material und Methoden", Section::Top, true),
            ("RÉSUMÉ", Section::Abstract, true),
            ("Palabras clave", Section::Keywords, true),
            ("Referências", Section::References, true),
            ("Riassunto", Section::Abstract, true),
            ("Samenvatting", Section::Summary, true),
            ("Piśmiennictwo", Section::References, true),
        ];
        for (name, kind, expected) in rows {
            assert_eq!(names(name, kind), expected, "{name}");
        }
        for (name, expected) in [
            ("Funding sources", Some(Statement::Funding)),
            ("Interessenkonflikte", Some(Statement::Conflicts)),
            ("Contribution des auteurs", Some(Statement::Contributions)),
            ("Resultados", None),
        ] {
            assert_eq!(statement(name), expected, "{name}");
        }
        assert!(is_thanks("Agradecimientos"));
    }
}
