//! What a code of a font reads as.

use super::Font;
use super::font::Reading;
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::{Array, Dict, Name, Object};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

/// The declared text of a glyph, if it is text.
///
/// Ligatures that Unicode keeps for compatibility are spelt out, nothing else is normalised.
pub(super) fn reading(declared: Option<BfString>) -> Option<Reading> {
    let mut text = String::new();
    match declared? {
        BfString::Char(c) => push(c, &mut text),
        BfString::String(s) => s.chars().for_each(|c| push(c, &mut text)),
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (None, _) => None,
        (Some(c), None) => Some(Reading::Char(c)),
        _ => Some(Reading::String(SmolStr::new(text))),
    }
}

fn push(c: char, out: &mut String) {
    match c {
        '\u{FB00}' => out.push_str("ff"),
        '\u{FB01}' => out.push_str("fi"),
        '\u{FB02}' => out.push_str("fl"),
        '\u{FB03}' => out.push_str("ffi"),
        '\u{FB04}' => out.push_str("ffl"),
        '\u{FB05}' | '\u{FB06}' => out.push_str("st"),
        '\t' | '\n' | '\r' => out.push(' '),
        '\0'..='\x1F' | '\u{FFFD}' => {}
        _ => out.push(c),
    }
}

/// The glyph names that a font's encoding gives to its codes.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: FxHashMap<u32, SmolStr>,
    composite: bool,
}

impl Names {
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let composite = dict.get::<Name<'_>>(b"Subtype").is_some_and(|name| &*name == b"Type0");
        let mut names = FxHashMap::default();
        let encoding = dict.get::<Dict<'_>>(b"Encoding");
        if let Some(differences) = encoding.and_then(|e| e.get::<Array<'_>>(b"Differences")) {
            let mut code = 0_u32;
            for object in differences.iter::<Object<'_>>() {
                match object {
                    Object::Number(n) => code = u32::try_from(n.as_i64()).unwrap_or(0),
                    Object::Name(name) => {
                        names.insert(code, SmolStr::new(name.as_str()));
                        code = code.saturating_add(1);
                    }
                    _ => {}
                }
            }
        }
        Self { names, composite }
    }

    /// Whether its codes have several bytes.
    pub(super) fn is_composite(&self) -> bool {
        self.composite
    }

    /// A guess at a code that nothing declares.
    pub(super) fn infer(&self, code: u32, _font: &Font) -> Option<Reading> {
        if self.composite {
            return None;
        }
        let _ = self.names.get(&code);
        None
    }
}
