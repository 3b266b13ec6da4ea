//! Bibliographic facts from the first page and from what the file states.

use crate::document::{Author, FurnitureKind, Metadata};
use crate::pdf::Facts;
use crate::role::{Passages, Role};
use crate::text::{Style, Text};

/// Words that belong to the family name that follows them.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "le", "da", "di", "del", "dos", "du", "el", "ter",
    "ten", "bin",
];

/// Gathers what is known. A value that no evidence states is left out.
pub(super) fn gather(passages: &Passages, facts: &Facts) -> Metadata {
    let of_role = |role: Role| {
        let own = passages.passages.iter().filter(move |passage| passage.role == role);
        own.map(|passage| &passage.text)
    };
    let title = of_role(Role::Title).next().map(without_marks).filter(|title| !title.is_empty());
    let summary: Vec<String> =
        of_role(Role::Abstract).map(|text| text.as_str().to_owned()).collect();
    let keywords = of_role(Role::Keywords).flat_map(|text| keywords_of(text.as_str())).collect();
    let authors = of_role(Role::Byline).flat_map(authors_of).collect();
    let stated = |value: &Option<String>| value.clone().filter(|value| !value.trim().is_empty());
    Metadata {
        title,
        authors,
        affiliations: Vec::new(),
        summary,
        keywords,
        date: date_of(facts),
        doi: doi_of(passages, facts),
        journal: stated(&facts.xmp.journal),
        volume: stated(&facts.xmp.volume),
        issue: stated(&facts.xmp.issue),
        page: stated(&facts.xmp.page),
        license: license_of(passages, facts),
        language: stated(&facts.xmp.language).or_else(|| stated(&facts.language)),
    }
}

/// A text without raised marks.
fn without_marks(text: &Text) -> String {
    let kept: String = text
        .segments()
        .iter()
        .filter(|segment| !segment.styles.contains(&&Style::Superscript))
        .map(|segment| segment.text)
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn keywords_of(text: &str) -> Vec<String> {
    let separator =
        [';', '•', '·', '|'].into_iter().find(|&separator| text.contains(separator)).unwrap_or(',');
    text.split(separator)
        .map(|keyword| keyword.trim().trim_end_matches('.').trim().to_owned())
        .filter(|keyword| !keyword.is_empty() && keyword.len() < 100)
        .collect()
}

/// The people of a byline: names between commas, `and` and raised marks.
fn authors_of(text: &Text) -> Vec<Author> {
    let mut names = String::new();
    for segment in text.segments() {
        if segment.styles.contains(&&Style::Superscript) {
            names.push(',');
        } else {
            names.push_str(segment.text);
        }
    }
    names
        .replace(" and ", ",")
        .replace(" & ", ",")
        .split([',', ';', '•', '·'])
        .filter_map(author_of)
        .collect()
}

/// Degrees and titles that stand among names.
fn is_degree(word: &str) -> bool {
    let bare: String =
        word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    matches!(
        bare.as_str(),
        "md" | "phd"
            | "msc"
            | "bsc"
            | "mph"
            | "rn"
            | "dr"
            | "prof"
            | "professor"
            | "dvm"
            | "mbbs"
            | "ms"
            | "bs"
            | "ba"
            | "ma"
            | "dds"
            | "pharmd"
            | "frcp"
            | "facs"
            | "jr"
            | "sr"
            | "mbchb"
            | "drph"
            | "scd"
            | "dmd"
            | "do"
            | "mba"
    )
}

fn author_of(part: &str) -> Option<Author> {
    let cleaned: String = part
        .chars()
        .map(|c| {
            if c.is_alphabetic() || matches!(c, '-' | '‐' | '\'' | '’' | '.' | ' ') {
                c
            } else {
                ' '
            }
        })
        .collect();
    let words: Vec<&str> = cleaned
        .split_whitespace()
        .filter(|word| !is_degree(word))
        .skip_while(|word| matches!(*word, "and" | "by" | "By"))
        .collect();
    let upper = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    if words.len() < 2 || words.len() > 6 || !words.last().is_some_and(upper) {
        return None;
    }
    let mut family = words.len() - 1;
    while family > 1 && PARTICLES.contains(&words[family - 1].to_lowercase().as_str()) {
        family -= 1;
    }
    Some(Author {
        name: words.join(" "),
        given: Some(words[..family].join(" ")),
        family: Some(words[family..].join(" ")),
        ..Author::default()
    })
}

fn date_of(facts: &Facts) -> Option<String> {
    facts.xmp.dates.iter().find_map(|date| iso_date(date))
}

/// The leading `YYYY`, `YYYY-MM` or `YYYY-MM-DD` of a date.
fn iso_date(date: &str) -> Option<String> {
    let date = date.trim();
    let year = date.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
    let mut out = year.to_owned();
    for part in [date.get(4..7), date.get(7..10)] {
        match part {
            Some(part)
                if part.starts_with('-') && part[1..].bytes().all(|b| b.is_ascii_digit()) =>
            {
                out.push_str(part);
            }
            _ => break,
        }
    }
    Some(out)
}

/// The DOI that the file states, else the first one that is printed on the first page.
fn doi_of(passages: &Passages, facts: &Facts) -> Option<String> {
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
    stated.or_else(|| {
        passages
            .passages
            .iter()
            .filter(|passage| !matches!(passage.role, Role::Reference { .. } | Role::Paragraph))
            .filter(|passage| passage.text.places().next().is_some_and(|at| at.page.0 == 1))
            .find_map(|passage| find_doi(passage.text.as_str()))
    })
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
fn license_of(passages: &Passages, facts: &Facts) -> Option<String> {
    let printed = passages.passages.iter().filter_map(|passage| {
        matches!(passage.role, Role::Furniture(FurnitureKind::Imprint) | Role::FrontNote)
            .then(|| passage.text.as_str())
    });
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

    #[test]
    fn names_keep_their_particles() {
        let names: Vec<(String, String)> =
            authors_of(&Text::plain("Anna B. Muster, MD, Jan van der Berg and Q. Li"))
                .into_iter()
                .map(|author| (author.given.unwrap_or_default(), author.family.unwrap_or_default()))
                .collect();
        let expected = [("Anna B.", "Muster"), ("Jan", "van der Berg"), ("Q.", "Li")];
        assert_eq!(names, expected.map(|(given, family)| (given.to_owned(), family.to_owned())));
    }
}
