//! Where a node stands among the sections of the paper.

use crate::document::{Node, SectionKind};

/// The sections that a node stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting<'a> {
    /// The headings above it, from outside to inside, as indices of the body. A heading is not above itself.
    pub headings: Vec<usize>,
    /// What the innermost section is about; of a heading, its own.
    pub kinds: &'a [SectionKind],
}

/// One for each node of a body.
pub fn settings(body: &[Node]) -> Vec<Setting<'_>> {
    let mut open: Vec<(u8, usize, &[SectionKind])> = Vec::new();
    let mut all = Vec::with_capacity(body.len());
    for (at, node) in body.iter().enumerate() {
        if let Node::Heading { level, .. } = node {
            open.retain(|(above, ..)| above < level);
        }
        let headings = open.iter().map(|(_, heading, _)| *heading).collect();
        let mut kinds = open.last().map(|(.., kinds)| *kinds).unwrap_or_default();
        if let Node::Heading { level, kinds: own, .. } = node {
            open.push((*level, at, own));
            kinds = own;
        }
        all.push(Setting { headings, kinds });
    }
    all
}

/// The section type of `BioC` as PubMed Central writes it; none where the paper does not tell.
pub(super) fn bioc_type(node: &Node, setting: &Setting<'_>) -> Option<&'static str> {
    match node {
        Node::Title(_) => Some("TITLE"),
        Node::Keywords(_) => Some("KEYWORD"),
        Node::Table(_) => Some("TABLE"),
        Node::Figure(_) => Some("FIG"),
        Node::Reference(_) => Some("REF"),
        _ => bioc_section(setting.kinds),
    }
}

/// The same of a section of these kinds.
pub fn bioc_section(kinds: &[SectionKind]) -> Option<&'static str> {
    kinds.iter().find_map(|kind| of_kind(*kind))
}

fn of_kind(kind: SectionKind) -> Option<&'static str> {
    match kind {
        SectionKind::Abstract => Some("ABSTRACT"),
        SectionKind::Introduction => Some("INTRO"),
        SectionKind::Methods => Some("METHODS"),
        SectionKind::Results => Some("RESULTS"),
        SectionKind::Discussion => Some("DISCUSS"),
        SectionKind::Conclusion => Some("CONCL"),
        SectionKind::Case => Some("CASE"),
        SectionKind::Acknowledgements | SectionKind::Funding => Some("ACK_FUND"),
        SectionKind::Conflicts => Some("COMP_INT"),
        SectionKind::Contributions => Some("AUTH_CONT"),
        SectionKind::Abbreviations => Some("ABBR"),
        SectionKind::Supplement => Some("SUPPL"),
        SectionKind::Appendix => Some("APPENDIX"),
        SectionKind::References => Some("REF"),
        SectionKind::Ethics | SectionKind::Availability | SectionKind::Registration => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[test]
    fn nodes_stand_below_the_headings_of_lower_levels() {
        let heading = |level, kind: &[SectionKind]| Node::Heading {
            level,
            text: Text::plain("a"),
            kinds: kind.to_vec(),
        };
        let paragraph = || Node::Paragraph(Text::plain("b"));
        let body = [
            paragraph(),
            heading(1, &[SectionKind::Methods]),
            heading(2, &[SectionKind::Ethics]),
            paragraph(),
            heading(2, &[SectionKind::Methods]),
            paragraph(),
            heading(1, &[]),
            paragraph(),
        ];
        let all = settings(&body);
        let headings: Vec<_> = all.iter().map(|own| own.headings.clone()).collect();
        assert_eq!(headings[3], [1, 2]);
        assert_eq!(headings[4], [1]);
        assert_eq!(headings[5], [1, 4]);
        assert_eq!(headings[6], [] as [usize; 0]);
        let types: Vec<_> = body.iter().zip(&all).map(|(node, own)| bioc_type(node, own)).collect();
        let methods = Some("METHODS");
        assert_eq!(types, [None, methods, None, None, methods, methods, None, None]);
    }
}
