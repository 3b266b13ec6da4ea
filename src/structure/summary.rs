//! Which passages are the abstract.

use crate::lexicon::section::{Section, names};
use crate::role::{Passage, Role};
use std::ops::Range;

/// From the heading of the abstract to its last paragraph.
pub(super) fn range(passages: &[Passage]) -> Range<usize> {
    let is_summary = |passage: &Passage| passage.role == Role::Abstract;
    let Some(mut first) = passages.iter().position(is_summary) else { return 0..0 };
    let last = passages.iter().rposition(is_summary).unwrap_or(first);
    // A badge or a note beside the name of the abstract does not part it from its text.
    let mut beside = false;
    for (at, passage) in passages[..first].iter().enumerate().rev() {
        match passage.role {
            Role::Heading(_) if !beside || names_abstract(passage) => first = at,
            Role::FrontNote | Role::Furniture(_) => beside = true,
            _ => break,
        }
    }
    first..last + 1
}

fn names_abstract(passage: &Passage) -> bool {
    names(passage.text.as_str().trim().trim_end_matches([':', '.']), Section::Abstract)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn range_of(passages: &[(Role, &str)]) -> Range<usize> {
        let passage = |(role, text): &(Role, &str)| Passage {
            role: role.clone(),
            mark: Text::default(),
            text: Text::plain(*text),
        };
        range(&passages.iter().map(passage).collect::<Vec<_>>())
    }

    #[test]
    fn a_badge_beside_its_name_does_not_part_the_abstract() {
        let abstract_of = |name| {
            range_of(&[
                (Role::Byline, "Ana Salt"),
                (Role::Heading(1), name),
                (Role::FrontNote, "Open Access"),
                (Role::Heading(2), "Background:"),
                (Role::Abstract, "Salt dissolves."),
                (Role::Paragraph, "It does."),
            ])
        };
        assert_eq!(abstract_of("Abstract:"), 1..5);
        assert_eq!(abstract_of("Correspondence"), 3..5);
    }
}
