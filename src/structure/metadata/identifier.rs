//! The DOI.

use super::claim::{Claim, Source, only};
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};

/// Claims to the DOI: what the file states, then what is printed on the first page.
pub(super) fn dois(passages: &Passages, facts: &Facts) -> Vec<Claim> {
    let other = facts.info.other.iter();
    let entries = other.filter(|(key, _)| key.eq_ignore_ascii_case("doi")).map(|(_, doi)| doi);
    let info = entries.chain(&facts.info.subject).chain(&facts.info.title);
    let xmp = facts.xmp.doi.as_deref().and_then(find_doi);
    let mut claims: Vec<Claim> = Claim::of_file(xmp, Source::Xmp).into_iter().collect();
    claims.extend(Claim::of_file(info.into_iter().find_map(|value| find_doi(value)), Source::Info));
    // Abstracts and notes name other things too: registered trials, data, comments.
    let printed = |furniture: bool| {
        let of_kind = move |passage: &&Passage| {
            matches!(passage.role, Role::Furniture(_)) == furniture
                && !matches!(passage.role, Role::Reference { .. } | Role::Paragraph)
        };
        passages.passages.iter().filter(of_kind).find_map(|passage| {
            let page = passage.text.places().next().map(|at| at.page)?;
            let value = find_doi(passage.text.as_str()).filter(|_| page.index() == 0)?;
            Some(Claim { value, source: Source::Imprint, page: Some(page) })
        })
    };
    claims.extend(printed(true).or_else(|| printed(false)));
    if passages.layout.poster {
        claims.extend(alone(passages));
    }
    claims
}

/// The DOI that stands for itself on a poster, with no more than a label: the poster's own.
fn alone(passages: &Passages) -> Option<Claim> {
    /// Words of a DOI with its label.
    const WORDS: usize = 2;
    let lone = passages.passages.iter().filter(|passage| {
        !matches!(passage.role, Role::Reference { .. })
            && passage.text.as_str().split_whitespace().count() <= WORDS
    });
    let found = lone.filter_map(|passage| {
        let page = passage.text.places().next()?.page;
        let value = find_doi(passage.text.as_str())?;
        Some(Claim { value, source: Source::Imprint, page: Some(page) })
    });
    only(found, |a, b| a.value == b.value)
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
