//! What a font dictionary says about the look of its font.

use super::Font;
use hayro_syntax::object::{Array, Dict, Name};

/// Reads the name and style of a font from its dictionary.
pub(super) fn describe(dict: &Dict<'_>) -> Font {
    let descendant =
        dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let inner = descendant.as_ref().unwrap_or(dict);
    let name = dict.get::<Name<'_>>(b"BaseFont").or_else(|| inner.get::<Name<'_>>(b"BaseFont"));
    let descriptor = inner.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    let name = name.or_else(|| descriptor.get::<Name<'_>>(b"FontName"));
    let name = name.map(|name| without_tag(name.as_str()).to_owned()).unwrap_or_default();
    let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
    Font {
        bold: name.contains("Bold"),
        italic: flags & (1 << 6) != 0 || name.contains("Ital"),
        fixed_pitch: flags & 1 != 0,
        serif: flags & 2 != 0,
        small_caps: flags & (1 << 17) != 0,
        symbolic: false,
        name,
    }
}

/// The name without the tag of a subset (ISO 32000-2, 9.9.2).
fn without_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}
