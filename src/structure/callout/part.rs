//! Parts of callouts: their items, numbers and dashes.

use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::structure::passage::{Passage, bytes};
use std::ops::Range;

/// A part of a callout and the nodes it leads to.
pub(super) fn item(range: Range<usize>, targets: Vec<u32>) -> CalloutItem {
    CalloutItem { range: bytes(range), targets, note: None, part: None }
}

/// A callout in a text.
pub(super) fn callout(
    passage: &Passage<'_>,
    range: Range<usize>,
    form: CalloutForm,
    items: Vec<CalloutItem>,
) -> Callout {
    Callout { at: passage.stretch(range), form, items }
}

/// Length of the white space at the start.
pub(super) fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The number at the start, of up to three digits, and its length.
pub(super) fn number_here(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..length].parse().ok().filter(|_| length <= 3)?;
    Some((number, length))
}

/// Length of a dash between two numbers, with the blanks around it.
pub(super) fn dash_here(text: &str) -> Option<usize> {
    let before = blanks(text);
    let dash =
        text[before..].chars().next().filter(|c| matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−'))?;
    let after = before + dash.len_utf8();
    Some(after + blanks(&text[after..]))
}
