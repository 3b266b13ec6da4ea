//! Web addresses and DOIs broken at the end of a line.

use crate::lexicon::identifier::{is_file_type, without_resolver};
use crate::repair::evidence::Evidence;
use crate::repair::model::{CERTAIN, Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;

pub(super) const RULE: Rule = Rule {
    name: "address-at-line-end",
    about: "A web address or DOI goes on in the next line after a character that cannot end it, \
            or where the next line goes on with one that cannot begin a word. What the line is linked \
            to decides before that.",
    triggers: b"\n",
    scope: Scope::Any,
    find,
    cases: &[
        case("https://doi.org/10.5555/\nabc.12", "https://doi.org/10.5555/abc.12", "after a slash"),
        case("doi:10.5555/abc.\n2010.12", "doi:10.5555/abc.2010.12", "a full stop and a digit"),
        case("http://example.org/a-\nb.html", "http://example.org/a-b.html", "its hyphen is kept"),
        case(
            "https://example.org/by/4.0/\nWe",
            "https://example.org/by/4.0/\nWe",
            "a slash at the end",
        ),
        case("http://example.org/\na/b.html", "http://example.org/a/b.html", "a path goes on"),
        case("doi:10.5555/abc.\nThe end", "doi:10.5555/abc.\nThe end", "a sentence begins"),
        case("https://a.org/b.\npdf.", "https://a.org/b.pdf.", "the type of a file"),
        case(
            "https://www.\na.org/b/c_\nd.\npdf.",
            "https://www.a.org/b/c_d.pdf.",
            "over several lines",
        ),
        case("1http://example.org/a/\nb/c.html", "1http://example.org/a/b/c.html", "behind a mark"),
        case(
            "doi:http://dx.doi.org/10.5555/\nabc.1",
            "doi:http://dx.doi.org/10.5555/abc.1",
            "named",
        ),
        case(
            "http://example.org/a/\n2http://example.org/b",
            "http://example.org/a/\n2http://example.org/b",
            "another one",
        ),
        case("http://\nwww.example.org", "http://www.example.org", "a scheme alone"),
        case("http://\nintranet", "http://intranet", "before the name of a machine"),
        case("and/\nor", "and/\nor", "no address"),
    ],
};

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    // Where a line begins that goes on with an address.
    let mut inside = None;
    for (at, _) in text.match_indices('\n') {
        let token = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = text[at + 1..].split(char::is_whitespace).next().unwrap_or_default();
        let goes_on_here = inside.take() == Some(at - token.len());
        let is_another = next.is_empty() || is_web(bare(next)) && !token.ends_with("://");
        if is_another || !goes_on_here && !is_address(token) {
            continue;
        }
        if let Some(hyphen) = piece.link_before(at).and_then(|link| goes_on_in(link, token, next)) {
            let start = if hyphen { at } else { at - 1 };
            edits.replace(start..at + 1, "", CERTAIN);
            inside = Some(at + 1);
            continue;
        }
        let first = next.chars().next().unwrap_or(' ');
        let goes_on = match token.chars().next_back() {
            Some('/') => {
                let open = token.ends_with("://") || is_prefix(token);
                first.is_alphanumeric() && (open || is_part(next))
            }
            Some('_' | '=' | '?' | '&' | '%' | '#' | ':' | '-') => first.is_alphanumeric(),
            Some('.') => {
                let rest = next.trim_end_matches(|c: char| !c.is_alphanumeric());
                let names = rest.contains(['/', '.']) || is_file_type(rest);
                first.is_ascii_digit() || first.is_lowercase() && names
            }
            Some(_) => matches!(first, '/' | '_' | '=' | '?' | '&' | '%'),
            None => false,
        };
        if goes_on {
            inside = Some(at + 1);
            edits.replace(at..at + 1, "", SURE);
        }
    }
}

/// Whether a link goes on with what stands in the next line, and if so, with the hyphen at the end of
/// the line, where one stands there.
fn goes_on_in(link: &str, token: &str, next: &str) -> Option<bool> {
    let head = without_resolver(bare(token));
    let next = next.trim_end_matches(|c: char| !c.is_alphanumeric());
    let holds = |head: &str| !next.is_empty() && link.contains(&format!("{head}{next}"));
    if holds(head) {
        return Some(true);
    }
    head.strip_suffix('-').filter(|head| holds(head)).map(|_| false)
}

/// Whether an address ends with the stroke after a DOI's prefix or after the host that resolves it.
fn is_prefix(address: &str) -> bool {
    let last = address.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.trim_start_matches("doi:");
    last.starts_with("10.") || last.ends_with("doi.org")
}

/// Whether a token looks like part of an address and not like a word.
fn is_part(token: &str) -> bool {
    let token = token.trim_end_matches(['.', ',', ';', ':', ')', ']']);
    token.contains(|c: char| !c.is_alphabetic())
}

/// A token without what stands before its address: a bracket, the mark of a note, `doi:`.
fn bare(token: &str) -> &str {
    let token = token.trim_start_matches(['(', '[', '<']);
    let named = token.get(..4).filter(|name| name.eq_ignore_ascii_case("doi:"));
    let token = &token[named.map_or(0, str::len)..];
    let address = token.trim_start_matches(|c: char| !c.is_alphabetic());
    if is_web(address) { address } else { token }
}

fn is_web(token: &str) -> bool {
    let lower = token.to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|scheme| lower.starts_with(scheme))
}

/// Whether a token is, or begins, a web address or DOI.
fn is_address(token: &str) -> bool {
    let token = bare(token);
    is_web(token) || token.starts_with("10.") && token.contains('/')
}

#[cfg(test)]
mod tests {
    use super::goes_on_in;

    #[test]
    fn the_target_of_a_link_tells_whether_the_hyphen_is_its_own() {
        let link = "http://dx.doi.org/10.5555/j.salt-water.2014.1";
        let rows = [
            ("doi:10.5555/j.sa-", "lt-water.2014.1.", Some(false)),
            ("[https://doi.org/10.5555/j.salt-", "water.2014.1]", Some(true)),
            ("doi:10.5555/j.salt-", "sea", None),
        ];
        for (token, next, own) in rows {
            assert_eq!(goes_on_in(link, token, next), own, "{token}");
        }
    }
}
