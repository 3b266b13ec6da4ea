//! Greek letters read as Latin ones, where the word proves it.

use crate::repair::evidence::Evidence;
use crate::repair::model::{Edits, LIKELY, Rule, SURE, Scope, case};
use crate::repair::piece::Piece;
use regex::Regex;
use std::sync::LazyLock;

pub(super) const RULE: Rule = Rule {
    name: "greek-as-latin",
    about: "Interferon has a gamma but no y; an eszett that stands alone is a beta; a name that the document writes with a \
            Greek letter elsewhere has one here; a blank between a hyphen and a single Greek letter is none, and neither \
            is one between such a letter and a comma.",
    triggers: "yßabkαβγδεκλ".as_bytes(),
    scope: Scope::Recognised,
    find,
    cases: &[
        case("IFN-y and interferon-y", "IFN-γ and interferon-γ", "interferon"),
        case("TGF-ß1 and ß-catenin", "TGF-β1 and β-catenin", "eszett"),
        case("TNF-a, that is TNF-α", "TNF-α, that is TNF-α", "the document has the name"),
        case("TNF- α rose", "TNF-α rose", "a blank"),
        case("and IFN- γ , which", "and IFN-γ, which", "a blank after it"),
        case("pre- and post-", "pre- and post-", "a hanging hyphen"),
        case("group-a and Straße", "group-a and Straße", "nothing proves it"),
    ],
};

static INTERFERON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:IFN|[Ii]nterferon)[- ]?(y)(?:[^a-zA-Z]|$)").ok());
static LATIN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"-([abyk])(?-u:\b)").ok());
static BLANK_AFTER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[- (][αβγδεκλ]( )[,;.)]").ok());
static BLANK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[A-Za-z0-9]-( )[αβγδεκλ]").ok());

fn find(piece: &Piece<'_>, evidence: &Evidence<'_>, edits: &mut Edits) {
    let text = piece.text;
    if let Some(pattern) = INTERFERON.as_ref() {
        for found in pattern.captures_iter(text).filter_map(|found| found.get(1)) {
            edits.replace(found.range(), "γ", SURE);
        }
    }
    if let Some(pattern) = LATIN.as_ref() {
        for found in pattern.captures_iter(text) {
            let (Some(hyphen), Some(letter)) = (found.get(0), found.get(1)) else { continue };
            let before = &text[..hyphen.start()];
            let length = before.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
            let name = &before[before.len() - length..];
            if length < 2 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let greek = match letter.as_str() {
                "a" => "α",
                "b" => "β",
                "y" => "γ",
                _ => "κ",
            };
            let known = format!("{}-{greek}", name.to_lowercase());
            let interferon = known.starts_with("ifn-") || known.starts_with("interferon-");
            if !interferon && evidence.count(&known) > 0 {
                edits.replace(letter.range(), greek, LIKELY);
            }
        }
    }
    for (at, eszett) in text.match_indices('ß') {
        let end = at + eszett.len();
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if !letter(piece.before(at)) && !letter(piece.after(end)) {
            edits.replace(at..end, "β", SURE);
        }
    }
    if let Some(pattern) = BLANK.as_ref() {
        for found in pattern.captures_iter(text).filter_map(|found| found.get(1)) {
            let after = found.end() + 2;
            if !piece.after(after).is_some_and(char::is_alphabetic) {
                edits.replace(found.range(), "", LIKELY);
            }
        }
    }
    if let Some(pattern) = BLANK_AFTER.as_ref() {
        for found in pattern.captures_iter(text).filter_map(|found| found.get(1)) {
            edits.replace(found.range(), "", LIKELY);
        }
    }
}
