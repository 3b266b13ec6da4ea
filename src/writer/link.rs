//! Links: which are worth writing, and how their targets are.

use super::wording::is_blank;
use crate::document::Reference;
use crate::lexicon::identifier;
use crate::text::aligned_lower_case;
use std::fmt::Write;

/// Shortest piece of an address that is taken as the address itself: a long address is often
/// broken over lines and each piece linked by itself.
const ADDRESS_PIECE_CHARS: usize = 5;

/// Where the resolver of DOIs is.
const DOI_RESOLVER: &str = "https://doi.org/";

/// How addresses of persons begin.
const MAIL: &str = "mailto:";

/// The target as it is written, or nothing where it is no web address and no DOI or where `words`
/// spell it out.
pub(super) fn target(raw: &str, words: &str) -> Option<String> {
    let address = address(raw.trim())?;
    (!spelled_out(&address, words)).then(|| encoded(&address))
}

/// The target of a link as an address that a browser may follow, its scheme in lower case: of the web, of a DOI, of a
/// person. Nothing else is one, whatever it would do.
pub(super) fn safe(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let is_mail = raw.get(..MAIL.len()).is_some_and(|scheme| scheme.eq_ignore_ascii_case(MAIL));
    let address = if is_mail { Some(raw.to_owned()) } else { address(raw) }?;
    let (scheme, rest) = address.split_once(':')?;
    Some(encoded(&format!("{}:{rest}", scheme.to_ascii_lowercase())))
}

/// The address of a DOI.
pub(super) fn of_doi(doi: &str) -> String {
    encoded(&format!("{DOI_RESOLVER}{doi}"))
}

/// The DOI of a reference that leads to it but does not spell it out.
pub(super) fn unprinted_doi(reference: &Reference) -> Option<&str> {
    let doi = reference.work.doi.as_deref().filter(|_| !is_blank(&reference.text))?;
    let printed = reference.text.as_str().split_whitespace().collect::<String>().to_lowercase();
    (!printed.contains(&doi.to_lowercase())).then_some(doi)
}

fn address(raw: &str) -> Option<String> {
    let lower = aligned_lower_case(raw);
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(raw.to_owned());
    }
    if lower.starts_with("www.") {
        return Some(format!("http://{raw}"));
    }
    let doi = identifier::without_resolver(raw);
    identifier::doi_prefix(doi).map(|_| format!("{DOI_RESOLVER}{doi}"))
}

/// Compares without scheme, host prefix, resolver, blanks, case and what often trails an address.
fn spelled_out(address: &str, words: &str) -> bool {
    let (address, words) = (core(address), core(words));
    let is_piece =
        words.chars().count() >= ADDRESS_PIECE_CHARS && words.contains(['.', '/', '_', '-']);
    words.contains(&address) || (is_piece && address.contains(&words))
}

fn core(string: &str) -> String {
    let squeezed: String =
        string.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut rest = squeezed.as_str();
    for prefix in ["https://", "http://", "www."] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    rest = identifier::without_resolver(rest);
    rest.trim_matches(|c: char| {
        matches!(c, '.' | ',' | ';' | '/' | '(' | ')' | '[' | ']' | '<' | '>')
    })
    .to_owned()
}

fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '\\' | '|' | '"' | '`' | '*' | '$' => {
                percent(&mut out, c)
            }
            c if c.is_control() || c.is_whitespace() => percent(&mut out, c),
            c => out.push(c),
        }
    }
    out
}

fn percent(out: &mut String, c: char) {
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_people_are_followed() {
        let cases = [
            ("HTTPS://Example.org/a b", Some("https://Example.org/a%20b")),
            ("www.example.org", Some("http://www.example.org")),
            ("doi:10.5555/ABC", Some("https://doi.org/10.5555/ABC")),
            (" MailTo:a@example.org", Some("mailto:a@example.org")),
            ("javascript:alert(1)", None),
            ("data:text/html,<script>", None),
            ("file:///etc/passwd", None),
            ("//example.org", None),
            ("", None),
        ];
        for (raw, expected) in cases {
            assert_eq!(safe(raw).as_deref(), expected, "{raw}");
        }
    }
}
