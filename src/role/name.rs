//! Names and numbers of sections, and identifiers that stand alone in a line.

use crate::lexicon::fold::folded;
use crate::lexicon::section::{Section, names};
use crate::lexicon::{contribution, identifier, roman};

/// The name that a heading or label holds, without its number and the punctuation behind it.
pub(super) fn name_of(text: &str) -> &str {
    /// More full stops than this lead to the number of a page.
    const MOST_STOPS: usize = 3;
    let text = text.trim();
    let bare = text.trim_end_matches([':', '.', '：']);
    let text = if text.len() - bare.len() > MOST_STOPS { text } else { bare };
    text[number_length(text)..].trim_end()
}

pub(super) fn is_section_name(name: &str) -> bool {
    names(name, Section::Common)
}

/// Whether a name is that of a part of a structured abstract.
pub(super) fn is_abstract_part(name: &str) -> bool {
    names(name, Section::AbstractPart)
}

/// Whether a name is that of end matter, which stands beside the sections of the text.
pub(super) fn is_end_matter(name: &str) -> bool {
    names(name, Section::EndMatter)
}

/// Whether a name is that of a notice or an address, whose label belongs to its text.
pub(super) fn is_notice(name: &str) -> bool {
    names(name, Section::Notice)
}

/// Whether a name is that of a kind of contribution to a paper, as lists of who did what have them.
pub(super) fn is_contribution(name: &str) -> bool {
    let name = folded(name);
    contribution::is_term(&name)
        || matches!(name.as_str(), "data collection" | "data analysis")
        || name.starts_with("writing")
        || name.starts_with("software")
}

/// Whether a text is the salutation of a letter.
pub(super) fn is_salutation(text: &str) -> bool {
    /// Salutations have no more words than this.
    const MOST_WORDS: usize = 6;
    let lower = text.to_lowercase();
    lower.split_whitespace().count() <= MOST_WORDS
        && (lower.starts_with("dear ") || lower.starts_with("to the editor"))
}

/// Whether a text is a statement with its label (`Funding: none`), not the heading of one.
pub(super) fn is_statement(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(label, rest)| !rest.trim().is_empty() && is_end_matter(name_of(label)))
}

/// Whether a section of this name gathers end matter under it.
pub(super) fn gathers_end_matter(name: &str) -> bool {
    names(name, Section::Declarations)
}

/// Whether a name is that of the reference list.
pub(super) fn is_reference_name(name: &str) -> bool {
    names(name, Section::References)
}

/// Bytes that the number of a heading takes, blanks after it included: `2.1 `, `IV. `, `3) `.
pub(super) fn number_length(text: &str) -> usize {
    match number_depth(text) {
        Some((_, length)) => length,
        None => 0,
    }
}

/// How deep a heading's number is (`2.1` is 2 deep), and the bytes it takes.
pub(super) fn number_depth(text: &str) -> Option<(u8, usize)> {
    let end = text.find(char::is_whitespace)?;
    let word = &text[..end];
    let rest = text[end..].trim_start();
    let length = text.len() - rest.len();
    let core = word.trim_end_matches(['.', ')', ':']);
    let parts: Vec<&str> = core.split('.').collect();
    let numeric = |part: &&str| {
        !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
    };
    if !core.is_empty() && parts.iter().all(numeric) {
        return Some((parts.len() as u8, length));
    }
    let roman =
        core.len() <= 4 && core.bytes().all(|b| b.is_ascii_uppercase()) && roman::is_ordinal(core);
    let letter = core.len() == 1 && core.bytes().all(|b| b.is_ascii_uppercase());
    let appendix = parts.len() > 1
        && parts[0].len() == 1
        && parts[0].bytes().all(|b| b.is_ascii_uppercase())
        && parts[1..].iter().all(numeric);
    if (roman || letter) && core.len() < word.len() {
        return Some((1, length));
    }
    appendix.then_some((parts.len() as u8, length))
}

/// Whether a line is nothing but the identifier of a figure or table.
pub(super) fn is_identifier(line: &str) -> bool {
    let line = line.trim();
    let doi = identifier::without_resolver(line);
    doi.len() < line.len()
        && identifier::doi_prefix(doi).is_some()
        && !doi.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_hold_their_label() {
        assert!(is_statement("Conflict of interest: None"));
        assert!(is_statement("Funding: Nil"));
        assert!(!is_statement("Conflict of interest:"));
        assert!(!is_statement("Vaccines: an outlook"));
    }

    #[test]
    fn numbers_of_headings() {
        let rows = [
            ("2.1 Patients", Some(2)),
            ("3. Results", Some(1)),
            ("IV. Discussion", Some(1)),
            ("2.1.3. Assay", Some(3)),
            ("A.1 Proof", Some(2)),
            ("I went", None),
            ("Results", None),
            ("1998 was", None),
        ];
        for (text, depth) in rows {
            assert_eq!(number_depth(text).map(|(depth, _)| depth), depth, "{text}");
        }
    }

    #[test]
    fn names_are_compared_without_number_and_case() {
        assert_eq!(name_of("2. MATERIALS AND\nMETHODS :"), "MATERIALS AND\nMETHODS");
        assert!(is_section_name(name_of("3 Results")));
        assert!(!is_section_name(name_of("3 Results ........")));
    }

    #[test]
    fn contributions_are_told_from_sections() {
        assert!(is_contribution(name_of("Data curation:")));
        assert!(is_contribution(name_of("Writing – original draft:")));
        assert!(!is_contribution(name_of("Data availability:")));
    }

    #[test]
    fn identifiers_are_told_from_text() {
        for line in ["doi:10.1234/abcd.g001", "https://doi.org/10.1234/abcd.t002"] {
            assert!(is_identifier(line), "{line}");
        }
        for line in ["10.5 mg/kg", "doi and others", "See doi:10.1234/abcd.g001 for data"] {
            assert!(!is_identifier(line), "{line}");
        }
    }
}
