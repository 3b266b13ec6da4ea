//! The types of the published contract.
//!
//! They stand apart from the model, so that the model can change without breaking who reads the
//! JSON. Offsets count characters (Unicode scalar values), as strings do in Python.

use super::metadata::Metadata;
use crate::diagnostic::Diagnostic;
use crate::document::callout::CalloutForm;
use crate::document::identifier::IdentifierKind;
use crate::document::script::ScriptKind;
use crate::document::statement::{Role as ContributorRole, StatementKind};
use crate::document::{
    FurnitureKind, HiddenText, Kind, PageAccount, Place as Area, Quality, QuotePart, SectionKind,
    TextLayer, Work,
};
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;

/// Name of the contract.
pub const SCHEMA: &str = "offprint/document";

/// Version of the contract: it grows when what was valid is no longer.
pub const VERSION: u32 = 1;

/// A paper, poster or other document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Document {
    /// Always `offprint/document`.
    pub schema: String,
    /// Version of the contract.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// The file it was read from.
    pub source: Source,
    /// Bibliographic facts. What is not known is absent.
    pub metadata: Metadata,
    /// The content in the order a person reads it.
    pub body: Vec<Block>,
    /// Places in the body that name its figures, tables and references, in the order of the texts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub callouts: Vec<Callout>,
    /// What the paper says about its own making: who paid, who did what, who approved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Identifiers of trials, data, materials, works and people in the texts, in their order,
    /// but those of the reference list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Short forms that the paper defines, in the order of their first definitions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<Abbreviation>,
    /// Running heads, page numbers, stamps and the like.
    pub furniture: Vec<Furniture>,
    /// What a reader of the pages cannot see, where it was asked for: it is in none of the texts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<Vec<HiddenText>>,
    /// What became of every glyph of every page.
    pub accounts: Vec<PageAccount>,
    /// How far the text can be trusted, and why not further.
    pub quality: Quality,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// A place in the text that names other parts of the paper.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Callout {
    /// The text: the JSON Pointer of its content.
    pub passage: String,
    /// Characters of that text, with the brackets around them.
    pub range: Range<u32>,
    /// What it names and how it is written.
    pub form: CalloutForm,
    /// Its parts in the order printed.
    pub items: Vec<CalloutItem>,
}

/// A part of a callout.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CalloutItem {
    /// Characters of the text.
    pub range: Range<u32>,
    /// What it names: JSON Pointers of blocks of the body, or of notes of a table.
    pub targets: Vec<String>,
    /// The part of a figure that is meant, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
}

/// A stretch of a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Stretch {
    /// The text: the JSON Pointer of its content.
    pub passage: String,
    /// Characters of that text.
    pub range: Range<u32>,
}

/// Words at one place of the text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Named {
    /// The words as printed.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub at: Stretch,
}

/// What the paper says about its own making, with what can be told from the words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Statement {
    /// What it is about.
    pub kind: StatementKind,
    /// Where it stands, one stretch a text.
    pub places: Vec<Stretch>,
    /// Who paid and by which grants.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awards: Vec<Award>,
    /// Who did what, where the terms of CRediT are used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributions: Vec<Contribution>,
    /// Who approved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
}

/// A funder, a number of a grant, or both where the sentence joins them.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Award {
    /// Who paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funder: Option<Named>,
    /// The number of a grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Named>,
}

/// What an author did.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Contribution {
    /// The author, by name or initials.
    pub name: Named,
    /// The author: a JSON Pointer, where the name is that of one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// What the author did, as terms of CRediT.
    pub roles: Vec<ContributorRole>,
}

/// A board and the number of its approval; one of them may not be said.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Approval {
    /// The board.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub board: Option<Named>,
    /// The number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Named>,
}

/// An identifier at one place in the text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Identifier {
    /// What sort of thing it is that of.
    pub kind: IdentifierKind,
    /// Who gives such identifiers.
    pub scheme: String,
    /// The identifier as its scheme writes it.
    pub value: String,
    /// Its compact form for identifiers.org, where that knows the scheme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curie: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub at: Stretch,
}

/// A short form and what the paper says it stands for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Abbreviation {
    /// The short form as printed first.
    pub short: String,
    /// The long form as printed first.
    pub long: String,
    /// The places where the paper says so.
    pub places: Vec<Definition>,
}

/// A place that says what a short form stands for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Definition {
    /// The short form.
    pub short: Stretch,
    /// The long form.
    pub long: Stretch,
}

/// The program that wrote the file.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Generator {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// Facts about the file a document was read from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Source {
    /// Name of the file without its folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// What kind of document it is.
    pub kind: Kind,
    /// Where its text comes from.
    pub text_layer: TextLayer,
}

/// A block of content.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
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
        #[serde(skip_serializing_if = "Vec::is_empty")]
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
#[derive(Debug, Serialize, JsonSchema)]
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
#[derive(Debug, Serialize, JsonSchema)]
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
    pub notes: Vec<Content>,
    /// Where it stands, one place a page.
    pub places: Vec<Area>,
    /// What gave its area, and what joined its parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// Its DOI, where one is printed below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
}

/// A cell of a table.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Number of rows it covers.
    pub row_span: u32,
    /// Number of columns it covers.
    pub column_span: u32,
    /// Whether it belongs to the head.
    pub header: bool,
    /// Its words.
    pub content: Content,
}

/// A figure.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Figure {
    /// Its caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<Caption>,
    /// Where the drawing stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Area>,
    /// Text drawn inside it.
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
#[derive(Debug, Serialize, JsonSchema)]
pub struct Caption {
    /// What it is called, without punctuation.
    pub label: String,
    /// The rest of it.
    pub content: Content,
    /// Its parts that belong to one panel of the figure each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
}

/// A part of a caption.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Panel {
    /// What the panel is called, as printed.
    pub label: String,
    /// Characters of the caption's text, the label among them.
    pub range: Range<u32>,
}

/// A footnote.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Footnote {
    /// Its mark as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its words without the mark.
    pub content: Content,
}

/// An entry of the reference list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Reference {
    /// Its number as printed, without punctuation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its words without the number.
    pub content: Content,
    /// What they say about the work; absent where nothing was understood.
    #[serde(skip_serializing_if = "Work::is_empty")]
    pub work: Box<Work>,
}

/// A text that is on a page but not of the article.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its words.
    pub content: Content,
}

/// Words with their styles, their edits and their places.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Content {
    /// As it reads.
    pub text: String,
    /// As it was printed, `\n` between lines; absent where it is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// What is set apart in it, sorted by start.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// What was changed in it, sorted by place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<Edit>,
    /// What gave its role, where it begins and where it was joined.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// Where it stands, one place a line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Place>,
}

/// A decision about a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Decision {
    /// What gave it.
    pub reason: Reason,
    /// The character of the original at which it was made; absent where it concerns the whole text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<u32>,
}

/// A stretch of text that is set apart.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Span {
    /// How.
    pub style: StyleName,
    /// What a raised or lowered stretch is; absent where the text does not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<ScriptKind>,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Characters of the text.
    pub range: Range<u32>,
    /// Characters of the original.
    pub original: Range<u32>,
}

/// How a stretch of text is set apart.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StyleName {
    /// Raised and smaller.
    Superscript,
    /// Lowered and smaller.
    Subscript,
    /// Heavier than the text around it.
    Bold,
    /// Slanted.
    Italic,
    /// Linked to a target outside the document.
    Link,
}

/// One change made to a text, by a named rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Edit {
    /// The rule that made it.
    pub rule: String,
    /// What the rule goes by.
    pub reason: String,
    /// Characters of the original it replaces.
    pub original: Range<u32>,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// How certain it is, from 0 to 1.
    pub confidence: f32,
}

/// A line of text on a page.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Place {
    /// The page, from 1.
    pub page: PageNumber,
    /// The area on it, in points of the displayed page from its top left corner.
    pub bbox: Rect,
    /// Positions in that page's reading order of its glyphs.
    pub glyphs: Range<u32>,
}
