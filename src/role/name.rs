//! Names and numbers of sections, and identifiers that stand alone in a line.

use crate::lexicon::{contribution, identifier, roman};

/// Names of sections that papers of all fields share, in lower case.
const SECTION_NAMES: &[&str] = &[
    "abstract",
    "summary",
    "introduction",
    "background",
    "methods",
    "method",
    "materials and methods",
    "material and methods",
    "methods and materials",
    "patients and methods",
    "subjects and methods",
    "experimental",
    "experimental procedures",
    "experimental section",
    "results",
    "results and discussion",
    "discussion",
    "conclusion",
    "conclusions",
    "references",
    "bibliography",
    "literature cited",
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "funding",
    "case report",
    "case presentation",
    "case description",
    "conflict of interest",
    "conflicts of interest",
    "competing interests",
    "author contributions",
    "authors' contributions",
    "abbreviations",
    "supplementary material",
    "supplementary materials",
    "supporting information",
    "data availability",
    "data availability statement",
    "ethics statement",
    "limitations",
    "keywords",
    "disclosure",
    "disclosures",
    "statistical analysis",
    "appendix",
    "notes",
    "highlights",
];

/// Names of end matter, in lower case.
const END_MATTER: &[&str] = &[
    "acknowledgements",
    "acknowledgments",
    "acknowledgement",
    "acknowledgment",
    "funding",
    "funding statement",
    "funding sources",
    "funding information",
    "financial support",
    "financial disclosure",
    "abbreviations",
    "contributors",
    "contributorship statement",
    "author contributions",
    "authors' contributions",
    "author's contributions",
    "authors' contribution",
    "conflict of interest",
    "conflicts of interest",
    "conflict of interest statement",
    "conflict of interests",
    "competing interests",
    "competing interest",
    "declaration of interests",
    "declaration of interest",
    "declaration of competing interest",
    "declaration of conflicting interests",
    "disclosure",
    "disclosures",
    "disclosure statement",
    "data sharing",
    "data sharing statement",
    "data availability",
    "data availability statement",
    "data accessibility",
    "availability of data and materials",
    "availability of data and material",
    "ethics",
    "ethics statement",
    "ethical statement",
    "ethical standards",
    "ethical considerations",
    "ethics approval",
    "ethical approval",
    "ethics approval and consent to participate",
    "consent for publication",
    "informed consent",
    "patient consent",
    "patient consent for publication",
    "supplementary material",
    "supplementary materials",
    "supplementary data",
    "supplementary information",
    "supporting information",
    "appendix",
    "orcid",
    "orcid id",
    "orcid ids",
    "author's note",
    "author note",
    "author biography",
    "author biographies",
    "author information",
    "publisher's note",
];

/// A section name in the form in which names are compared.
pub(super) fn name_of(text: &str) -> String {
    let text = text.trim().trim_end_matches([':', '.']);
    let text = &text[number_length(text)..];
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ").replace('’', "'")
}

pub(super) fn is_section_name(name: &str) -> bool {
    SECTION_NAMES.contains(&name)
}

/// Whether a name is that of end matter, which stands beside the sections of the text.
pub(super) fn is_end_matter(name: &str) -> bool {
    END_MATTER.contains(&name)
}

/// Whether a name is that of a notice or an address, whose label belongs to its text.
pub(super) fn is_notice(name: &str) -> bool {
    matches!(
        name,
        "publisher's note"
            | "author's note"
            | "author note"
            | "orcid"
            | "orcid id"
            | "how to cite this article"
            | "how to cite"
            | "address for correspondence"
            | "correspondence"
            | "correspondence to"
            | "corresponding author"
    )
}

/// Whether a name is that of a kind of contribution to a paper, as lists of who did what have them.
pub(super) fn is_contribution(name: &str) -> bool {
    contribution::is_term(name)
        || matches!(name, "data collection" | "data analysis")
        || name.starts_with("writing")
        || name.starts_with("software")
}

/// Whether a section of this name gathers end matter under it.
pub(super) fn gathers_end_matter(name: &str) -> bool {
    matches!(
        name,
        "declarations"
            | "ethics declarations"
            | "compliance with ethical standards"
            | "compliance with ethical guidelines"
            | "additional information"
            | "article information"
            | "transparency declarations"
            | "notes"
            | "end notes"
    )
}

/// Whether a name is that of the reference list.
pub(super) fn is_reference_name(name: &str) -> bool {
    matches!(
        name,
        "references"
            | "reference"
            | "bibliography"
            | "literature cited"
            | "literature"
            | "works cited"
            | "references and notes"
            | "reference list"
            | "cited literature"
            | "references cited"
            | "notes and references"
            | "literature references"
    )
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
        assert_eq!(name_of("2. MATERIALS AND\nMETHODS:"), "materials and methods");
        assert!(is_section_name(&name_of("3 Results")));
    }

    #[test]
    fn contributions_are_told_from_sections() {
        assert!(is_contribution(&name_of("Data curation:")));
        assert!(is_contribution(&name_of("Writing – original draft:")));
        assert!(!is_contribution(&name_of("Data availability:")));
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
