//! The grammars of identifiers: DOI, ORCID iD, ISSN, numbers in PubMed.

use super::word_set::WordSet;
use std::ops::Range;

/// What every DOI begins with: the code of its directory (ISO 26324).
const DIRECTORY: &str = "10.";
/// Figures and points of a registrant, at least.
const REGISTRANT_BYTES: usize = 4;
/// Figures of the longest number that PubMed gives.
const PUBMED_DIGITS: usize = 9;

/// Databases of papers, by the names that links to them have.
const DATABASES: WordSet = WordSet::new(&["crossref", "doi", "medline", "pmc", "pubmed"]);

/// Types of files, as the names of files on the web end.
const FILE_TYPES: WordSet = WordSet::new(&[
    "asp", "aspx", "csv", "doc", "docx", "gif", "htm", "html", "jpg", "jsp", "pdf", "php", "png",
    "ppt", "shtml", "txt", "xls", "xlsx", "xml", "zip",
]);

/// Whether a word is the type of a file, as behind the point of its name.
pub(crate) fn is_file_type(word: &str) -> bool {
    FILE_TYPES.contains(word)
}

/// Bytes of the directory, the registrant and the stroke of the DOI that a text begins with.
pub(crate) fn doi_prefix(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(DIRECTORY)?;
    let registrant = rest.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let suffix = rest.get(registrant..)?.strip_prefix('/')?;
    let begins = rest.starts_with(|c: char| c.is_ascii_digit())
        && suffix.starts_with(|c: char| !c.is_whitespace() && !c.is_control());
    (registrant >= REGISTRANT_BYTES && begins).then(|| text.len() - suffix.len())
}

/// Where a DOI begins at or behind `from`.
pub(crate) fn doi_start(text: &str, from: usize) -> Option<usize> {
    let places = text.get(from..)?.match_indices(DIRECTORY).map(|(at, _)| from + at);
    let mut begins = places.filter(|&at| {
        let inner = text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        !inner && doi_prefix(&text[at..]).is_some()
    });
    begins.next()
}

/// The first DOI in a text at or behind `from`.
pub(crate) fn doi_in(text: &str, from: usize) -> Option<Range<usize>> {
    let start = doi_start(text, from)?;
    let rest = &text[start..];
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    Some(start..start + trimmed_doi(&rest[..end]).len())
}

/// A DOI without what sentences and brackets put behind it, from a text that it begins.
pub(crate) fn trimmed_doi(text: &str) -> &str {
    let mut doi = text.find(['"', '”', '’', '|', '»', '⟩', '〉']).map_or(text, |end| &text[..end]);
    // The old codes of articles (SICI) have signs that end all other DOIs.
    let is_code = doi.as_bytes().windows(4).any(|bytes| bytes.eq_ignore_ascii_case(b".co;"));
    if !is_code {
        doi = doi.find([',', ';', '<', '>']).map_or(doi, |end| &doi[..end]);
    }
    loop {
        let shorter = doi.trim_end_matches(['.', ',', ';', ':', '>', '*', '-', '/']);
        let unopened = |open: char, close: char| {
            shorter.ends_with(close)
                && shorter.matches(open).count() < shorter.matches(close).count()
        };
        let bracket = usize::from(unopened('(', ')') || unopened('[', ']'));
        let next = &shorter[..shorter.len() - bracket];
        if next.len() == doi.len() {
            return doi;
        }
        doi = next;
    }
}

/// A text without the label or the address of a resolver that a DOI at its beginning has.
pub(crate) fn without_resolver(text: &str) -> &str {
    let mut rest = text;
    for lead in ["doi:", "https://", "http://", "dx.", "doi.org/"] {
        rest = match rest.get(..lead.len()) {
            Some(head) if head.eq_ignore_ascii_case(lead) => rest[lead.len()..].trim_start(),
            _ => rest,
        };
    }
    rest
}

/// Whether a word is the name of a database of papers.
pub(crate) fn is_database(word: &str) -> bool {
    DATABASES.contains(word)
}

/// Whether a text in lower case begins with the name of a database of papers.
pub(crate) fn begins_with_database(text: &str) -> bool {
    DATABASES.words().iter().any(|name| text.starts_with(name))
}

/// Whether a text is an ORCID iD: sixteen figures in groups of four, the last of which, or an X,
/// checks the others (ISO 7064, MOD 11-2).
pub(crate) fn is_orcid(text: &str) -> bool {
    let mut sum = 0_u32;
    for (at, b) in text.bytes().enumerate() {
        match (at, b) {
            (4 | 9 | 14, b'-') => {}
            (4 | 9 | 14, _) => return false,
            (18, b'X') => sum += 10,
            (18, b'0'..=b'9') => sum += u32::from(b - b'0'),
            (0..18, b'0'..=b'9') => sum = (sum + u32::from(b - b'0')) * 2,
            _ => return false,
        }
    }
    text.len() == 19 && sum % 11 == 1
}

/// Whether a word is an ISSN: eight figures, the last of which, or an X, checks the others (ISO
/// 3297).
pub(crate) fn is_issn(word: &str) -> bool {
    let mut sum = 0;
    for (at, b) in word.bytes().enumerate() {
        let value = match (at, b) {
            (4, b'-') => continue,
            (4, _) => return false,
            (8, b'X' | b'x') => 10,
            (0..=8, b'0'..=b'9') => u32::from(b - b'0'),
            _ => return false,
        };
        let weight = if at < 4 { 8 - at } else { 9 - at };
        sum += weight as u32 * value;
    }
    word.len() == 9 && sum % 11 == 0
}

/// The number in PubMed that a text begins with.
pub(crate) fn pubmed_number(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=PUBMED_DIGITS).contains(&digits).then(|| &text[..digits])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_are_found_in_any_company() {
        let rows = [
            ("doi: 10.5555/abc.12", Some("10.5555/abc.12")),
            ("https://doi.org/10.5555/ABC-12.", Some("10.5555/ABC-12")),
            ("(doi:10.5555/s12(3)45)", Some("10.5555/s12(3)45")),
            ("[10.5555/s12], and", Some("10.5555/s12")),
            ("10.5555/s12,10.5555/s13", Some("10.5555/s12")),
            (
                "10.5555/(SICI)1097(1998)17:15<16::AID-S>3.0.CO;2-2.",
                Some("10.5555/(SICI)1097(1998)17:15<16::AID-S>3.0.CO;2-2"),
            ),
            ("10.5555/12<3:abc>2.0.co;2,", Some("10.5555/12<3:abc>2.0.co;2")),
            ("10.5555.1/x", Some("10.5555.1/x")),
            ("p = 10.1234", None),
            ("10.12/x", None),
            ("10.5555/ x", None),
            ("110.5555/abc", None),
            ("", None),
        ];
        for (text, doi) in rows {
            assert_eq!(doi_in(text, 0).map(|range| &text[range]), doi, "{text}");
        }
        assert_eq!(doi_in("10.5555/a 10.5555/b", 3), Some(10..19));
    }

    #[test]
    fn resolvers_and_labels_are_left_out() {
        for text in ["DOI: 10.5555/a", "http://dx.doi.org/10.5555/a", "10.5555/a"] {
            assert_eq!(without_resolver(text), "10.5555/a", "{text}");
        }
    }

    #[test]
    fn the_last_figure_checks_an_orcid() {
        let rows = [
            ("0000-0002-1825-0097", true),
            ("0000-0002-1694-233X", true),
            ("0000-0002-1825-0098", false),
            ("0000-000X-1825-0097", false),
            ("0000000218250097", false),
            ("0000-0002-1825-00977", false),
            ("", false),
        ];
        for (text, valid) in rows {
            assert_eq!(is_orcid(text), valid, "{text}");
        }
    }

    #[test]
    fn the_last_figure_checks_an_issn() {
        let rows = [
            ("1234-5679", true),
            ("1234-561X", true),
            ("1234-5678", false),
            ("2014-2015", false),
            ("12345679", false),
            ("1234-56799", false),
            ("", false),
        ];
        for (text, valid) in rows {
            assert_eq!(is_issn(text), valid, "{text}");
        }
    }

    #[test]
    fn numbers_in_pubmed_have_nine_figures_at_most() {
        let rows = [("12345.", Some("12345")), ("1234567890", None), ("x", None), ("", None)];
        for (text, number) in rows {
            assert_eq!(pubmed_number(text), number, "{text}");
        }
    }
}
