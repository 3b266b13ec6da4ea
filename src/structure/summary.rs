//! Which passages are the abstract.

use crate::reason::Reason;
use crate::role::{Passage, Role};
use std::collections::BTreeSet;
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
            Role::FrontNote | Role::Furniture(_) | Role::FigureText(_) => beside = true,
            _ => break,
        }
    }
    first..last + 1
}

/// The headings of the abstract and its parts. What stands beside it has headings of its own.
pub(super) fn headings(passages: &[Passage]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut heads_abstract = false;
    for at in range(passages).rev() {
        match passages[at].role {
            Role::Abstract => heads_abstract = true,
            Role::Heading(_) if heads_abstract => {
                found.insert(at);
            }
            Role::FrontNote | Role::Furniture(_) | Role::FigureText(_) => {}
            _ => heads_abstract = false,
        }
    }
    found
}

fn names_abstract(passage: &Passage) -> bool {
    passage.text.decisions().iter().any(|decision| decision.reason == Reason::NameOfAbstract)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    fn passage(role: Role, text: &str, reason: Reason) -> Passage {
        let mut text = Text::plain(text);
        text.decide(0, reason);
        Passage { role, mark: Text::default(), text }
    }

    #[test]
    fn a_badge_beside_its_name_does_not_part_the_abstract() {
        let abstract_of = |name, reason| {
            range(&[
                passage(Role::Byline, "Ana Salt", Reason::ListOfNames),
                passage(Role::Heading(1), name, reason),
                passage(Role::FrontNote, "Open Access", Reason::NothingElse),
                passage(Role::Heading(2), "Background:", Reason::NameOfPartOfAbstract),
                passage(Role::Abstract, "Salt dissolves.", Reason::BelowNameOfAbstract),
                passage(Role::Paragraph, "It does.", Reason::NothingElse),
            ])
        };
        assert_eq!(abstract_of("Abstract:", Reason::NameOfAbstract), 1..5);
        assert_eq!(abstract_of("Correspondence", Reason::SectionName), 3..5);
    }

    #[test]
    fn a_statement_beside_the_abstract_is_none_of_its_parts() {
        let passages = [
            passage(Role::Heading(1), "Abstract", Reason::NameOfAbstract),
            passage(Role::Abstract, "Salt dissolves.", Reason::BelowNameOfAbstract),
            passage(Role::Heading(2), "Funding:", Reason::HeadingRunIn),
            passage(Role::Paragraph, "None.", Reason::TextOfHeading),
            passage(Role::Heading(2), "Conclusion", Reason::NameOfPartOfAbstract),
            passage(Role::Abstract, "It does.", Reason::BelowNameOfAbstract),
        ];
        assert_eq!(headings(&passages), BTreeSet::from([0, 4]));
    }
}
