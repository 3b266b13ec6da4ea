//! How stretches of a text are set apart.

/// How a span is set apart from the text around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Style {
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
    /// Heavier than the text around it.
    Bold,
    /// Slanted.
    Italic,
    /// Linked to a target outside the document.
    Link(String),
}

impl Style {
    /// What it is called, without what a link leads to.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Superscript => "superscript",
            Self::Subscript => "subscript",
            Self::Bold => "bold",
            Self::Italic => "italic",
            Self::Link(_) => "link",
        }
    }
}
