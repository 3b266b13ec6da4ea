//! Blocks of content, and what is on the pages beside it.

use super::content::Content;
use crate::document::{FurnitureKind, Place as Area, QuotePart, SectionKind, Work};
use crate::reason::Reason;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A block of content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// Its name in the document: `p-12`, `sec-3`, `ref-17` by its place among those of its kind; `table-2`,
    /// `fig-s1` by its label.
    pub id: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum BlockKind {
    /// The title of the document.
    Title {
        /// Its words.
        content: Content,
    },
    /// The authors' names with their marks.
    Byline {
        /// Its words.
        content: Content,
    },
    /// One institution or address of authors.
    Affiliation {
        /// Its words.
        content: Content,
    },
    /// To whom letters go, dates and the like.
    FrontNote {
        /// Its words.
        content: Content,
    },
    /// A heading.
    Heading {
        /// Depth, from 1 for a section of the paper.
        level: u8,
        /// Its words, with the number where one is printed.
        content: Content,
        /// What its section is about, by its name or by that of the section it stands in.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        section: Vec<SectionKind>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        content: Content,
    },
    /// The keywords, without their label.
    Keywords {
        /// Its words.
        content: Content,
    },
    /// An item of a list.
    ListItem(ListItem),
    /// A part of a text set as a block of its own: a quotation, a box. Parts that stand side by side
    /// are of one block.
    Quote {
        /// What it is in its block.
        part: QuotePart,
        /// Its words.
        content: Content,
    },
    /// A display formula.
    Formula {
        /// Its signs in the order in which they are read.
        content: Content,
        /// The file that shows it, where one is written.
        #[serde(skip_serializing_if = "Option::is_none")]
        image: Option<String>,
    },
    /// Lines of code.
    Listing {
        /// Its lines with their indents.
        lines: Vec<Content>,
    },
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A footnote.
    Footnote(Footnote),
    /// An entry of the reference list.
    Reference(Reference),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ListItem {
    /// Its number as printed, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Depth, from 0.
    pub level: u8,
    /// Its words without bullet and number.
    pub content: Content,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// Its caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Caption>,
    /// Number of rows of the grid.
    pub rows: u32,
    /// Number of columns of the grid.
    pub columns: u32,
    /// Cells in row-major order of their top left corner. A place that no cell covers is empty.
    pub cells: Vec<Cell>,
    /// What stands below it, one text a note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Content>,
    /// Where it stands, one place a page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Area>,
    /// What gave its area, and what joined its parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Its DOI, where one is printed below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Number of rows it covers; absent where it is one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub row_span: u32,
    /// Number of columns it covers; absent where it is one.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub column_span: u32,
    /// Whether it belongs to the head.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub header: bool,
    /// Its words.
    pub content: Content,
}

fn one() -> u32 {
    1
}

// Serde passes fields by reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_one(span: &u32) -> bool {
    *span == 1
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Its caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Caption>,
    /// Where the drawing stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Area>,
    /// Text drawn inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<Content>,
    /// The file that shows it, where one is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// What gave its area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// Its DOI, where one is printed below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
}

/// What stands under a figure or over a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Caption {
    /// What it is called, without punctuation.
    pub label: String,
    /// The rest of it.
    pub content: Content,
    /// Its parts that belong to one panel of the figure each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
}

/// A part of a caption.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Panel {
    /// What the panel is called, as printed.
    pub label: String,
    /// Characters of the caption's text, the label among them.
    pub range: Range<u32>,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Footnote {
    /// Its mark as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its words without the mark.
    pub content: Content,
}

/// An entry of the reference list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// Its number as printed, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its words without the number.
    pub content: Content,
    /// What they say about the work; absent where nothing was understood.
    #[serde(default, skip_serializing_if = "Work::is_empty")]
    pub work: Box<Work>,
}

/// A text that is on a page but not of the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its words.
    pub content: Content,
}
