//! Words that say that something goes on, by language.

use super::phrases::Phrases;
use super::series::{Form, Series, series_at_start};
use std::sync::LazyLock;

/// Remarks that what they stand at goes on.
const REMARKS: &[&[&str]] = &[
    // English.
    &[
        "continued",
        "continues",
        "continuation of",
        "continuation",
        "cont",
        "contd",
        "cont'd",
        "cont’d",
    ],
    // German.
    &["fortsetzung von", "fortsetzung"],
    // French.
    &["suite du", "suite de la", "suite", "à suivre"],
    // Spanish.
    &["continuación de la", "continuación del", "continuación", "continúa"],
    // Portuguese.
    &["continuação da", "continuação do", "continuação", "continua"],
    // Italian.
    &["continuazione", "segue"],
    // Dutch.
    &["vervolg van", "vervolg"],
    // Polish.
    &["ciąg dalszy"],
];

/// Words that say where it goes on or comes from.
const WHERE: &[&[&str]] = &[
    // English.
    &[
        "from",
        "on",
        "in",
        "the",
        "previous",
        "preceding",
        "next",
        "following",
        "overleaf",
        "page",
        "column",
    ],
    // German.
    &["von", "auf", "der", "vorherigen", "vorigen", "nächsten", "folgenden", "seite"],
    // French.
    &["du", "sur", "précédente", "suivante"],
    // Spanish and Portuguese.
    &["de", "en", "la", "da", "na", "página", "anterior", "siguiente", "próxima", "seguinte"],
];

/// Bytes of the remark that a text begins with.
pub(crate) fn remark_length(text: &str) -> Option<usize> {
    static PHRASES: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(REMARKS));
    PHRASES.at_start(text).map(|(length, ())| length)
}

/// Whether words without blanks between them say no more than that something goes on.
pub(crate) fn is_remark(words: &str) -> bool {
    static PLACES: LazyLock<Phrases<()>> = LazyLock::new(|| phrases(WHERE));
    let words = without_label(words.trim_matches(|c: char| !c.is_alphabetic()));
    let Some(length) = remark_length(words) else { return false };
    let mut rest = &words[length..];
    while let Some((length, ())) = PLACES.at_start(rest) {
        rest = &rest[length..];
    }
    without_label(rest).is_empty()
}

/// Words without the label of a table that they begin with.
fn without_label(words: &str) -> &str {
    match series_at_start(words) {
        Some((length, Series::Table, Form::Whole | Form::Short)) => {
            words[length..].trim_start_matches(|c: char| c.is_ascii_digit() || c == '.')
        }
        _ => words,
    }
}

fn phrases(lists: &'static [&'static [&'static str]]) -> Phrases<()> {
    Phrases::new(lists.iter().copied().flatten().map(|phrase| (*phrase, ())))
}

#[cfg(test)]
mod tests {
    use super::is_remark;

    #[test]
    fn remarks_say_no_more_than_that_a_table_goes_on() {
        let cases = [
            ("(Continued)", true),
            ("Continuedfrompreviouspage", true),
            ("Cont.", true),
            ("(continuedonnextpage)", true),
            ("(Table1continuesinnextcolumn)", true),
            ("FortsetzungvonTabelle2", true),
            ("(continúaenlapáginasiguiente)", true),
            ("Suite", true),
            ("ContinuedTable1", true),
            ("Controls", false),
            ("Continuedtables", false),
            ("Continuedtherapy", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_remark(text), expected, "{text}");
        }
    }
}
