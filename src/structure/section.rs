//! What sections are about, by their names.

use super::statement::{Meaning, bare_name, meaning};
use crate::document::statement::StatementKind;
use crate::document::{Node, SectionKind};
use crate::lexicon::section::{Part, Section, names, parts_of};

/// Tells of each heading what its section is about: by its own name, or else by that of the section that
/// it stands in.
pub(super) fn classify(body: &mut [Node]) {
    let mut open: Vec<(u8, Vec<SectionKind>)> = Vec::new();
    for node in body {
        let Node::Heading { level, text, kinds } = node else { continue };
        open.retain(|(above, _)| above < level);
        // The names of sections in a section tell their subject, not its part of the paper.
        let own = if open.is_empty() { kinds_of(text.as_str()) } else { inner(text.as_str()) };
        let inherited = || open.last().map(|(_, kinds)| kinds.clone()).unwrap_or_default();
        *kinds = if own.is_empty() { inherited() } else { own };
        open.push((*level, kinds.clone()));
    }
}

/// What the name of a section of the paper tells.
fn kinds_of(printed: &str) -> Vec<SectionKind> {
    let told = inner(printed);
    if told.is_empty() {
        parts_of(bare_name(printed)).into_iter().map(kind_of).collect()
    } else {
        told
    }
}

/// What a name tells wherever the section stands.
fn inner(printed: &str) -> Vec<SectionKind> {
    let name = bare_name(printed);
    let is = |kind| names(name, kind);
    let kind = if is(Section::Abstract) || is(Section::Summary) {
        SectionKind::Abstract
    } else if is(Section::References) {
        SectionKind::References
    } else if is(Section::Abbreviations) {
        SectionKind::Abbreviations
    } else {
        match meaning(printed) {
            Some(Meaning::Thanks) => SectionKind::Acknowledgements,
            Some(Meaning::Statement(kind)) => of_statement(kind),
            _ => return Vec::new(),
        }
    };
    vec![kind]
}

fn of_statement(kind: StatementKind) -> SectionKind {
    match kind {
        StatementKind::Funding => SectionKind::Funding,
        StatementKind::Conflicts => SectionKind::Conflicts,
        StatementKind::Contributions => SectionKind::Contributions,
        StatementKind::Ethics | StatementKind::Consent => SectionKind::Ethics,
        StatementKind::DataAvailability | StatementKind::CodeAvailability => {
            SectionKind::Availability
        }
        StatementKind::Registration => SectionKind::Registration,
    }
}

fn kind_of(part: Part) -> SectionKind {
    match part {
        Part::Introduction => SectionKind::Introduction,
        Part::Methods => SectionKind::Methods,
        Part::Results => SectionKind::Results,
        Part::Discussion => SectionKind::Discussion,
        Part::Conclusion => SectionKind::Conclusion,
        Part::Case => SectionKind::Case,
        Part::Supplement => SectionKind::Supplement,
        Part::Appendix => SectionKind::Appendix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn sections_are_told_by_their_names_and_places() {
        use SectionKind::*;
        let rows: [(u8, &str, &[SectionKind]); 10] = [
            (1, "Abstract", &[Abstract]),
            (2, "Methods", &[Abstract]),
            (1, "1. Introduction", &[Introduction]),
            (1, "2 MATERIALS AND METHODS", &[Methods]),
            (2, "2.1 Results of earlier studies", &[Methods]),
            (2, "2.2 Ethics approval", &[Ethics]),
            (1, "Results and Discussion", &[Results, Discussion]),
            (1, "Salt in rivers", &[]),
            (1, "Conflict of interest", &[Conflicts]),
            (1, "References", &[References]),
        ];
        let heading = |(level, name, _): &(u8, &str, &[SectionKind])| Node::Heading {
            level: *level,
            text: Text::plain(*name),
            kinds: Vec::new(),
        };
        let mut body: Vec<Node> = rows.iter().map(heading).collect();
        classify(&mut body);
        for (node, (_, name, expected)) in body.iter().zip(rows) {
            assert!(matches!(node, Node::Heading { kinds, .. } if kinds == expected), "{name}");
        }
    }
}
