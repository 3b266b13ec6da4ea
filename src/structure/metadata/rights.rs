//! Licence and copyright.

use super::claim::{Claim, Note, Source};
use crate::pdf::Facts;
use crate::role::{Passage, Passages, Role};
use crate::text::Style;

/// Claims to the licence: what links lead to, then what is printed, then what the file states.
pub(super) fn licenses(passages: &Passages, facts: &Facts) -> Vec<Claim> {
    let notes = passages.passages.iter().filter(|passage| {
        !matches!(
            passage.role,
            Role::Reference { .. } | Role::Caption { .. } | Role::Cell { .. } | Role::TableNote(_)
        ) && has_rights(passage.text.as_str())
    });
    let mut claims: Vec<Claim> = notes.filter_map(license_of).collect();
    let stated = facts.xmp.rights.iter().find_map(|rights| license_in(rights));
    claims.extend(Claim::of_file(stated, Source::Xmp));
    // Beside the licence of the text data may be dedicated to the public.
    if claims.iter().any(|claim| claim.value != ZERO) {
        claims.retain(|claim| claim.value != ZERO);
    }
    // A licence with its version is sooner believed than one without.
    claims.sort_by_key(|claim| !claim.value.contains(|c: char| c.is_ascii_digit()));
    claims
}

/// Whether two addresses are of one licence: one of them may not say which version.
pub(super) fn is_one_license(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// Whether a text speaks of a licence.
fn has_rights(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("creative") || lower.contains("cc") && lower.contains("licen")
}

/// The licence that a passage names.
fn license_of(passage: &Passage) -> Option<Claim> {
    let page = passage.text.places().next().map(|at| at.page);
    let linked = passage.text.spans().iter().filter_map(|span| match &span.style {
        Style::Link(target) => address_in(&target.to_lowercase()),
        _ => None,
    });
    if let Some(value) = linked.min_by_key(|value| value == ZERO) {
        return Some(Claim { value, source: Source::Link, page });
    }
    let value = license_in(passage.text.as_str())?;
    Some(Claim { value, source: Source::Imprint, page })
}

/// The address of the licence that a text names, by its address or its name and version.
fn license_in(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    // Lines break addresses.
    let compact: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
    address_in(&compact).or_else(|| name_in(&lower))
}

/// The kinds of licence, the longest first.
const KINDS: [&str; 6] = ["by-nc-nd", "by-nc-sa", "by-nc", "by-nd", "by-sa", "by"];

/// The canonical address of the licence whose address stands in a text without blanks.
fn address_in(text: &str) -> Option<String> {
    let zero = text.contains("creativecommons.org/publicdomain/zero/1.0").then(|| ZERO.to_owned());
    let Some(start) = text.find("creativecommons.org/licenses/") else { return zero };
    let rest = &text[start + "creativecommons.org/licenses/".len()..];
    let kind = KINDS
        .into_iter()
        .find(|kind| rest.strip_prefix(kind).is_some_and(|rest| rest.starts_with('/')))?;
    let version = version_at(&rest[kind.len() + 1..])?;
    Some(address(kind, Some(version)))
}

/// The address of a licence, of which the version may not be known.
fn address(kind: &str, version: Option<&str>) -> String {
    let version = version.map(|version| format!("{version}/")).unwrap_or_default();
    format!("https://creativecommons.org/licenses/{kind}/{version}")
}

/// The dedication to the public domain.
const ZERO: &str = "https://creativecommons.org/publicdomain/zero/1.0/";

/// The version that a text begins with: `4.0`.
fn version_at(text: &str) -> Option<&str> {
    let version = text.get(..3)?;
    let [major, b'.', minor] = version.as_bytes() else { return None };
    (matches!(major, b'1'..=b'4') && matches!(minor, b'0' | b'5')).then_some(version)
}

/// The address of a licence that is named in words, mostly with its version: `Creative Commons
/// Attribution-NonCommercial 4.0`, `CC BY 4.0`, `Creative Commons Attribution License`.
fn name_in(lower: &str) -> Option<String> {
    /// Words from the name to the version at most.
    const REACH: usize = 7;
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '‐' | ',' | '(' | ')'))
        .filter(|word| !word.is_empty())
        .collect();
    let starts = (0..words.len()).filter(|at| {
        let next = words.get(at + 1).copied().unwrap_or_default();
        words[*at] == "creative" && next == "commons" || matches!(words[*at], "cc" | "ccby")
    });
    starts.into_iter().find_map(|start| {
        let near = &words[start..words.len().min(start + REACH + 2)];
        if near.iter().any(|word| word.starts_with("cc0")) {
            return Some(ZERO.to_owned());
        }
        let version = near.iter().position(|word| {
            let word = word.trim_end_matches(['.', ';', ':']);
            word.len() == 3 && version_at(word).is_some()
        });
        // Without a version its name ends with what it is.
        let end = version.or_else(|| near.iter().position(|word| word.starts_with("licen")))?;
        let has = |own: &[&str]| {
            near[..end].iter().any(|word| own.iter().any(|own| word.starts_with(own)))
        };
        if !has(&["attribution", "by", "ccby"]) {
            return None;
        }
        let mut kind = String::from("by");
        if has(&["noncommercial", "nc"]) || has(&["non"]) && has(&["commercial"]) {
            kind.push_str("-nc");
        }
        if has(&["noderiv", "nd"]) || has(&["no"]) && has(&["deriv"]) {
            kind.push_str("-nd");
        } else if has(&["share", "sa"]) {
            kind.push_str("-sa");
        }
        Some(address(&kind, version.and_then(|at| version_at(near[at]))))
    })
}

/// Claims to the holder of the copyright.
pub(super) fn holders(notes: &[Note<'_>]) -> Vec<Claim> {
    let found = notes.iter().filter_map(|note| {
        Some(Claim { value: holder_in(note.text)?, source: note.source, page: note.page })
    });
    found.collect()
}

/// The holder behind a sign of copyright, a year before or behind the name.
fn holder_in(text: &str) -> Option<String> {
    /// A name has no more words than this.
    const MOST_WORDS: usize = 12;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let start = text
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| text.find("Copyright ").map(|at| at + "Copyright ".len()))?;
    let is_mark = |c: char| {
        c.is_whitespace()
            || c.is_ascii_digit()
            || matches!(c, ',' | '.' | ':' | ';' | '-' | '–' | '©')
    };
    let rest = text[start..].trim_start_matches(is_mark);
    let rest = rest.strip_prefix("by ").unwrap_or(rest);
    let mut words = Vec::new();
    for word in rest.split(' ').take(MOST_WORDS + 1) {
        let bare = word.trim_end_matches(['.', ',', ';']);
        let year = bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
        let sentence = matches!(
            bare,
            "This"
                | "Published"
                | "Open"
                | "All"
                | "licensee"
                | "Licensee"
                | "under"
                | "published"
                | "Article"
                | "DOI"
                | "doi"
        );
        if year || sentence || bare.starts_with("http") {
            break;
        }
        words.push(word);
        // Abbreviations end in a full stop, sentences too.
        let abbreviated =
            matches!(bare, "al" | "Inc" | "Ltd" | "Co" | "Corp") || bare.chars().count() <= 2;
        if word.ends_with(';') || word.ends_with('.') && !abbreviated {
            break;
        }
    }
    let name = words.join(" ");
    let name = name.trim_end_matches([',', ';', ' ', '(']);
    let name = if name.ends_with("al.") || name.ends_with("Inc.") || name.ends_with("Ltd.") {
        name
    } else {
        name.trim_end_matches('.')
    };
    let names = name.split(' ').any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    (names && words.len() <= MOST_WORDS && name.starts_with(char::is_alphabetic))
        .then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_have_one_address() {
        let rows = [
            ("see http://creativecommons.org/licenses/ by-nc/3.0", Some("by-nc/3.0")),
            ("a Creative Commons Attribution 4.0 International License", Some("by/4.0")),
            (
                "Creative Commons Attribution-NonCommercial-NoDerivatives License 4.0",
                Some("by-nc-nd/4.0"),
            ),
            ("under the CC BY 4.0 license", Some("by/4.0")),
            ("the Creative Commons Attribution License, which permits use", Some("by")),
            ("a Creative Commons Attribution Non-Commercial license", Some("by-nc")),
            ("the Creative Commons offers ways to share", None),
        ];
        for (text, wanted) in rows {
            let wanted = wanted.map(|own| format!("https://creativecommons.org/licenses/{own}/"));
            assert_eq!(license_in(text), wanted, "{text}");
        }
        for text in [
            "http://creativecommons.org/publicdomain/zero/1.0/",
            "the Creative Commons CC0 licence",
        ] {
            assert_eq!(license_in(text).as_deref(), Some(ZERO), "{text}");
        }
        assert!(is_one_license(&address("by", None), &address("by", Some("4.0"))));
        assert!(!is_one_license(&address("by", Some("3.0")), &address("by-nc", Some("3.0"))));
    }

    #[test]
    fn holders_stand_behind_the_sign() {
        let rows = [
            ("© 2019 Muster et al. This is an open access article", Some("Muster et al.")),
            ("Copyright © 2014 The Salt Society", Some("The Salt Society")),
            ("© The Author(s) 2020", Some("The Author(s)")),
            ("© 2020 The Authors. Published by a press.", Some("The Authors")),
            ("Copyright: © 2020", None),
        ];
        for (text, wanted) in rows {
            assert_eq!(holder_in(text).as_deref(), wanted, "{text}");
        }
    }
}
