//! What every notation that is read by people leaves out of texts.

use crate::text::{Offsets, Text};
use std::borrow::Cow;

/// Whether nothing of a text can be seen.
pub(super) fn is_blank(text: &Text) -> bool {
    text.as_str().chars().all(|c| c.is_whitespace() || c.is_control())
}

/// A heading without the mark that ends it in print: its own line sets it apart here.
pub(super) fn without_stop(text: &Text) -> Cow<'_, Text> {
    let words = text.as_str();
    let is_stop = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '\u{FF1A}');
    let kept = words.trim_end_matches(is_stop).len();
    if kept == 0 || kept == words.trim_end().len() {
        return Cow::Borrowed(text);
    }
    let at = Offsets::of(text).original(&(kept..words.len())).start;
    Cow::Owned(text.clone().split_at(at).0)
}

/// Lines of code as one string.
pub(super) fn code(lines: &[Text]) -> String {
    lines.iter().map(Text::as_str).collect::<Vec<_>>().join("\n")
}
