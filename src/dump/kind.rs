//! What can be shown.

use crate::provenance::PageNumber;

/// The stage whose result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the file states about itself.
    Facts,
    /// Fonts, and codes that their maps do not give.
    Fonts,
    /// Glyphs and graphics.
    Page,
    /// Words with their scripts.
    Words,
    /// Lines, blocks, tables, figures.
    Layout,
    /// Elements in reading order.
    Order,
    /// Passages with their roles.
    Role,
    /// Passages with their edits.
    Repair,
    /// The document.
    Document,
}

impl Kind {
    /// Every kind, in the order of the stages.
    pub const ALL: &[Self] = &[
        Self::Facts,
        Self::Fonts,
        Self::Page,
        Self::Words,
        Self::Layout,
        Self::Order,
        Self::Role,
        Self::Repair,
        Self::Document,
    ];

    /// The name a user gives.
    pub fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Fonts => "fonts",
            Self::Page => "page",
            Self::Words => "words",
            Self::Layout => "layout",
            Self::Order => "order",
            Self::Role => "role",
            Self::Repair => "repair",
            Self::Document => "document",
        }
    }

    /// What is shown, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Self::Facts => "what the file states about itself",
            Self::Fonts => "fonts, and how codes are read that their maps do not give",
            Self::Page => "glyphs and graphics",
            Self::Words => "words with their scripts",
            Self::Layout => "lines, blocks, tables, figures",
            Self::Order => "elements in reading order",
            Self::Role => "passages with their roles",
            Self::Repair => "passages with their edits",
            Self::Document => "the document",
        }
    }
}

/// A drawn page.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The page.
    pub page: PageNumber,
    /// An SVG document.
    pub svg: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_stages() {
        let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), 9);
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
