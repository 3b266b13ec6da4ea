//! Names of sections and of parts of papers, by language.
//!
//! A name counts where it is the whole of a heading or label, without number and punctuation.

mod arabic;
mod chinese;
mod dutch;
mod english;
mod french;
mod german;
mod greek;
mod hebrew;
mod italian;
mod japanese;
mod korean;
mod model;
mod part;
mod persian;
mod polish;
mod portuguese;
mod russian;
mod spanish;
mod ukrainian;

use super::fold::Folded;
use super::language::Language;
use super::phrases::Phrases;
use super::statement;
pub(crate) use super::statement::Statement;
use super::word_map::WordMap;
pub(crate) use model::Section;
pub(crate) use part::{Part, parts_of};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The names of all languages.
const LANGUAGES: [(Language, &WordMap<&[Section]>); 17] = [
    (Language::English, &english::NAMES),
    (Language::German, &german::NAMES),
    (Language::French, &french::NAMES),
    (Language::Spanish, &spanish::NAMES),
    (Language::Portuguese, &portuguese::NAMES),
    (Language::Italian, &italian::NAMES),
    (Language::Dutch, &dutch::NAMES),
    (Language::Polish, &polish::NAMES),
    (Language::Russian, &russian::NAMES),
    (Language::Ukrainian, &ukrainian::NAMES),
    (Language::Greek, &greek::NAMES),
    (Language::Chinese, &chinese::NAMES),
    (Language::Japanese, &japanese::NAMES),
    (Language::Korean, &korean::NAMES),
    (Language::Arabic, &arabic::NAMES),
    (Language::Persian, &persian::NAMES),
    (Language::Hebrew, &hebrew::NAMES),
];

/// Whether a name is one of this kind.
pub(crate) fn names(name: &str, kind: Section) -> bool {
    all(name).any(|found| found == kind)
}

/// Whether a name is one of this kind in a language.
pub(crate) fn names_in(language: Language, name: &str, kind: Section) -> bool {
    let names = LANGUAGES.iter().find(|(known, _)| *known == language);
    names.and_then(|(_, names)| names.get(name)).is_some_and(|kinds| kinds.contains(&kind))
}

/// Whether two names of this kind are ones of the same language.
pub(crate) fn are_of_one_language(one: &str, other: &str, kind: Section) -> bool {
    LANGUAGES
        .iter()
        .any(|(language, _)| names_in(*language, one, kind) && names_in(*language, other, kind))
}

/// The language in which most names are ones of this kind; English where no other has more of them.
pub(crate) fn main_language<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    kind: Section,
) -> Language {
    let count = |language| names.clone().filter(|name| names_in(language, name, kind)).count();
    let languages = LANGUAGES.iter().map(|(language, _)| *language).rev();
    languages.max_by_key(|language| count(*language)).unwrap_or(Language::English)
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
    let rows = LANGUAGES.iter().flat_map(|(_, names)| names.rows());
    rows.filter(move |(_, kinds)| kinds.contains(&kind)).map(|(name, _)| name)
}

/// All that a name is a name of.
fn all(name: &str) -> impl Iterator<Item = Section> {
    static ALL: LazyLock<FxHashMap<&[u8], Vec<Section>>> = LazyLock::new(|| {
        let mut all: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for (name, kinds) in LANGUAGES.iter().flat_map(|(_, names)| names.rows()) {
            all.entry(name.as_bytes()).or_default().extend(kinds);
        }
        all
    });
    let kinds = Folded::of(name).and_then(|name| ALL.get(name.as_bytes()));
    kinds.into_iter().flatten().copied()
}

#[cfg(test)]
mod tests {
    use super::{Section, are_of_one_language, is_thanks, main_language, names, statement};
    use crate::lexicon::language::Language;
    use crate::lexicon::statement::Statement;

    #[test]
    fn names_of_one_language() {
        let alike = |one, other| are_of_one_language(one, other, Section::AbstractPart);
        assert!(alike("Background", "Conclusions"));
        assert!(!alike("Background", "Contexte"));
    }

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
            ("ВВЕДЕНИЕ", Section::Top, true),
            ("Список літератури", Section::References, true),
            ("ΠΕΡΊΛΗΨΗ", Section::Abstract, true),
            ("关键词", Section::Keywords, true),
            ("はじめに", Section::Introduction, true),
            ("참고 문헌", Section::References, true),
            ("المراجع", Section::References, true),
            ("چکیده", Section::Abstract, true),
            ("תקציר", Section::Abstract, true),
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

    #[test]
    fn most_names_tell_the_language() {
        let rows: [(&[&str], Language); 4] = [
            (&["Introduction", "Discussion"], Language::English),
            (&["Introduction", "Méthodes", "Discussion"], Language::French),
            (&["Introduction", "Results", "Resultados"], Language::English),
            (&[], Language::English),
        ];
        for (headings, expected) in rows {
            let language = main_language(headings.iter().copied(), Section::Top);
            assert_eq!(language, expected, "{headings:?}");
        }
    }
}
