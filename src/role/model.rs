//! What role makes of the flow: passages with their roles, frames of tables.

use crate::document::{FurnitureKind, Place, QuotePart};
use crate::layout::Layout;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::text::Text;

/// All passages of the document, in the order they are read.
#[derive(Debug, Default)]
pub struct Passages {
    /// The pages.
    pub layout: Layout,
    /// The first page of the article: those before it are covers.
    pub first_page: PageNumber,
    /// The page on which another article begins, where one does.
    pub second_article: Option<PageNumber>,
    /// Passages in order. Those of a table, its caption, cells and notes, stand together.
    pub passages: Vec<Passage>,
    /// Tables that cells refer to. One that goes on with the table before it has no cells: its rows
    /// are rows of that table.
    pub tables: Vec<TableFrame>,
}

impl Passages {
    /// Whether a text begins on the first page of the article.
    pub(crate) fn begins_on_first(&self, text: &Text) -> bool {
        text.places().next().is_some_and(|at| self.is_first(at.page))
    }

    /// Whether a page is the first one of the article.
    pub(crate) fn is_first(&self, page: PageNumber) -> bool {
        page.index() == self.first_page.index()
    }
}

/// A run of text with one role, over as many columns and pages as it takes.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub role: Role,
    /// What is printed before its words to mark its role: a label, a number, a bullet.
    pub mark: Text,
    /// Its words.
    pub text: Text,
}

impl Passage {
    /// Gives it another role.
    pub(super) fn assign(&mut self, role: Role, reason: Reason) {
        self.role = role;
        self.text.decide(0, reason);
    }
}

/// A table's grid; its cells are passages.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFrame {
    /// Where it begins.
    pub place: Place,
    /// Where it goes on, one place a page or column.
    pub further: Vec<Place>,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub columns: u32,
    /// What makes it a table, and what joined it with what it goes on.
    pub reasons: Vec<Reason>,
}

/// What a passage is.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// The title of the document.
    Title,
    /// The authors' names.
    Byline,
    /// An institution.
    Affiliation,
    /// Correspondence, dates and other notes on the first page.
    FrontNote,
    /// A paragraph of the abstract.
    Abstract,
    /// The keywords, without their label.
    Keywords,
    /// A heading of this level, from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    ListItem {
        /// Its number as printed, without punctuation.
        number: Option<String>,
        /// Depth, from 0.
        level: u8,
    },
    /// A display formula.
    Formula,
    /// A line of code with its indent.
    Listing {
        /// Whether a listing begins with it.
        first: bool,
    },
    /// A part of a text set as a block of its own.
    Quote(QuotePart),
    /// A caption.
    Caption {
        /// What it names.
        of: Captioned,
        /// `Figure 1`, `Table 2`.
        label: String,
        /// The area it names, where it was found: a figure's place, or the index of a table.
        place: Option<Place>,
    },
    /// A cell of a table.
    Cell {
        /// Index into [`Passages::tables`].
        table: u32,
        /// First row, from 0.
        row: u32,
        /// First column, from 0.
        column: u32,
        /// Rows it covers.
        row_span: u32,
        /// Columns it covers.
        column_span: u32,
        /// Whether it belongs to the head.
        header: bool,
    },
    /// A note below a table: an index into [`Passages::tables`].
    TableNote(u32),
    /// A footnote.
    Footnote {
        /// Its mark as printed.
        label: Option<String>,
    },
    /// An entry of the reference list.
    Reference {
        /// Its number as printed, without punctuation.
        label: Option<String>,
    },
    /// Text drawn inside a figure.
    FigureText(Place),
    /// On the page but not of the article.
    Furniture(FurnitureKind),
}

/// What a caption names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Captioned {
    /// A figure, scheme, chart.
    Figure,
    /// A table: an index into [`Passages::tables`] where its area was found.
    Table(Option<u32>),
}
