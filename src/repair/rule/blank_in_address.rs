//! Blanks inside DOIs and web addresses.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "blank-in-address",
    about: "A DOI does not end with the stroke after its prefix, nor a web address with its scheme or the stroke after its \
            host: a blank there is none.",
    triggers: b"/",
    scope: Scope::Any,
    find,
    cases: &[
        case("doi: 10.5555/ abc.12", "doi: 10.5555/abc.12", "after the prefix"),
        case("https:// doi.org/10.5555/abc", "https://doi.org/10.5555/abc", "after the scheme"),
        case("https://doi.org/ 10.5555/abc", "https://doi.org/10.5555/abc", "after the resolver"),
        case("10.5 mg/ kg", "10.5 mg/ kg", "no DOI"),
        case("doi:10.5555/abc. The end", "doi:10.5555/abc. The end", "a sentence begins"),
    ],
};

static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:(?-u:\b)10\.\d{4,9}/|https?:// ?(?:dx\.)?doi\.org/|https?://)( )[\w(]").ok()
});

fn find(piece: &Piece<'_>, _evidence: &Evidence<'_>, edits: &mut Edits) {
    let Some(pattern) = BLANK.as_ref() else { return };
    for found in pattern.captures_iter(piece.text).filter_map(|found| found.get(1)) {
        edits.replace(found.range(), "", SURE);
    }
}
