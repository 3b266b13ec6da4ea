//! DOI and licence.

use crate::document::FurnitureKind;
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};

/// The DOI that the file states, else the first one that is printed on the first page.
pub(super) fn doi_of(passages: &Passages, facts: &Facts) -> Option<String> {
    let stated = facts
        .xmp
        .doi
        .iter()
        .chain(
            facts
                .info
                .other
                .iter()
                .filter(|(key, _)| key.eq_ignore_ascii_case("doi"))
                .map(|(_, doi)| doi),
        )
        .chain(&facts.info.subject)
        .chain(&facts.info.title)
        .find_map(|value| find_doi(value));
    // Abstracts and notes name other things too: registered trials, data, comments.
    let printed = |furniture: bool| {
        let of_kind = move |passage: &&Passage| {
            matches!(passage.role, Role::Furniture(_)) == furniture
                && !matches!(passage.role, Role::Reference { .. } | Role::Paragraph)
        };
        let first = |passage: &&Passage| {
            passage.text.places().next().is_some_and(|at| at.page.index() == 0)
        };
        let found = passages.passages.iter().filter(of_kind).filter(first);
        found.into_iter().find_map(|passage| find_doi(passage.text.as_str()))
    };
    stated.or_else(|| printed(true)).or_else(|| printed(false))
}

/// The first DOI in a text, in lower case: `10.`, a registrant of four digits or more, a suffix.
fn find_doi(text: &str) -> Option<String> {
    let mut from = 0;
    while let Some(found) = text[from..].find("10.") {
        let start = from + found;
        let rest = &text[start..];
        let end = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '<' | '>' | ',' | ';' | '|' | '’')
            })
            .unwrap_or(rest.len());
        let token = rest[..end].trim_end_matches(['.', ':', '-', '/']);
        let token = match (token.contains('('), token.strip_suffix([')', ']'])) {
            (false, Some(stripped)) => stripped,
            _ => token,
        };
        let suffix = token.get(3..).unwrap_or_default();
        let registrant = suffix.bytes().take_while(u8::is_ascii_digit).count();
        let begins = !text[..start].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        if begins
            && registrant >= 4
            && suffix[registrant..]
                .trim_start_matches(|c: char| c == '.' || c.is_ascii_digit())
                .starts_with('/')
        {
            return Some(token.to_lowercase());
        }
        from = start + 3;
    }
    None
}

/// A licence that an address names.
pub(super) fn license_of(passages: &Passages, facts: &Facts) -> Option<String> {
    let notes = passages.passages.iter().filter(|passage| {
        matches!(passage.role, Role::Furniture(FurnitureKind::Imprint) | Role::FrontNote)
    });
    let printed = notes.map(|passage| passage.text.as_str());
    facts.xmp.rights.iter().map(String::as_str).chain(printed).find_map(find_license)
}

fn find_license(text: &str) -> Option<String> {
    let at = text.find("creativecommons.org/")?;
    let rest = &text[at..];
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | ',' | ';' | '"' | '>'))
        .unwrap_or(rest.len());
    Some(format!("https://{}", rest[..end].trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dois_are_found_in_any_company() {
        let rows = [
            ("doi: 10.5555/abc.12", Some("10.5555/abc.12")),
            ("https://doi.org/10.5555/ABC-12.", Some("10.5555/abc-12")),
            ("(doi:10.5555/s12(3)45)", Some("10.5555/s12(3)45)")),
            ("p = 10.1234", None),
            ("110.5555/abc", None),
        ];
        for (text, doi) in rows {
            assert_eq!(find_doi(text).as_deref(), doi, "{text}");
        }
    }
}
