//! Which passages are the abstract.

use crate::role::{Passage, Role};
use std::ops::Range;

/// From the heading of the abstract to its last paragraph.
pub(super) fn range(passages: &[Passage]) -> Range<usize> {
    let is_summary = |passage: &Passage| passage.role == Role::Abstract;
    let Some(mut first) = passages.iter().position(is_summary) else { return 0..0 };
    let last = passages.iter().rposition(is_summary).unwrap_or(first);
    while first > 0 && matches!(passages[first - 1].role, Role::Heading(_)) {
        first -= 1;
    }
    first..last + 1
}
