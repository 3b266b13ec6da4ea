//! Links: which are worth writing, and how their targets are.

use crate::lexicon::identifier;
use std::fmt::Write;

/// Shortest piece of an address that is taken as the address itself: a long address is often
/// broken over lines and each piece linked by itself.
const ADDRESS_PIECE_CHARS: usize = 5;

/// Where the resolver of DOIs is.
const DOI_RESOLVER: &str = "https://doi.org/";

/// The target as it is written, or nothing where it is no web address and no DOI or where `words`
/// spell it out.
pub(super) fn target(raw: &str, words: &str) -> Option<String> {
    let address = address(raw.trim())?;
    (!spelled_out(&address, words)).then(|| encoded(&address))
}

fn address(raw: &str) -> Option<String> {
    let lower = raw.to_lowercase();
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
