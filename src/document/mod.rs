//! The document model: what a paper is, with no word about PDF and none about output formats.

pub mod abbreviation;
pub mod callout;
pub mod entity;
mod frame;
pub mod identifier;
mod metadata;
pub mod panel;
mod place;
mod quality;
pub mod script;
mod section;
pub mod statement;
mod stretch;
mod work;

pub use frame::Frame;
pub use metadata::{Affiliation, Author, Conference, Evidence, EvidenceSource, Metadata, QrCode};
pub use place::Place;
pub use quality::{Fate, PageAccount, Quality, TornLine, TornPiece};
pub use section::SectionKind;
pub use stretch::{Part, Stretch};
pub use work::{Name, Work, WorkKind};

use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// A paper, poster or other document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Bibliographic facts.
    pub metadata: Metadata,
    /// The content in the order a person reads it: title, byline, affiliations, correspondence,
    /// abstract, keywords, sections, end matter, references.
    pub body: Vec<Node>,
    /// Places in the body that name its figures, tables and references, in the order of the texts.
    pub callouts: Vec<callout::Callout>,
    /// What the paper says about its own making, in the order of the texts.
    pub statements: Vec<statement::Statement>,
    /// Identifiers that the texts name, in their order.
    pub identifiers: Vec<identifier::Identifier>,
    /// Short forms that the paper defines, in the order of their first definitions.
    pub abbreviations: Vec<abbreviation::Abbreviation>,
    /// Things of a vocabulary that the texts name, in their order; none where there was no vocabulary.
    pub entities: Vec<entity::Entity>,
    /// Running heads, page numbers, stamps and the like: on the pages, not of the article.
    pub furniture: Vec<Furniture>,
    /// What a reader of the pages cannot see: in none of the texts.
    pub hidden: Vec<HiddenText>,
    /// Facts about the file it was read from.
    pub source: Source,
    /// Its pages as they are displayed, but for those that are missing or were not asked for.
    pub pages: Vec<Frame>,
    /// What became of every glyph of every page.
    pub accounts: Vec<PageAccount>,
    /// How far the text can be trusted, and why not further.
    pub quality: Quality,
}

impl Document {
    /// How often each reason decided something in it.
    pub fn reasons(&self) -> BTreeMap<Reason, u32> {
        let mut counts: BTreeMap<Reason, u32> = BTreeMap::new();
        let mut add = |reason: Reason, count: u32| *counts.entry(reason).or_default() += count;
        for node in &self.body {
            let texts = node.texts();
            let drawn: &[Text] = if let Node::Figure(figure) = node { &figure.texts } else { &[] };
            let decisions = texts.into_iter().chain(drawn).flat_map(Text::decisions);
            decisions.for_each(|decision| add(decision.reason, 1));
            match node {
                Node::Table(table) => table.reasons.iter().for_each(|reason| add(*reason, 1)),
                Node::Figure(figure) => figure.reason.iter().for_each(|reason| add(*reason, 1)),
                _ => {}
            }
        }
        let furniture = self.furniture.iter().flat_map(|furniture| furniture.text.decisions());
        furniture.for_each(|decision| add(decision.reason, 1));
        let hidden = self.accounts.iter().flat_map(|account| &account.hidden);
        hidden.for_each(|(reason, count)| add(*reason, *count));
        counts
    }

    /// Moves every place that its texts, figures and tables came from; codes were found where they are.
    pub fn move_places(&mut self, to: &impl Fn(PageNumber, Rect) -> Rect) {
        for node in &mut self.body {
            node.move_places(to);
        }
        for furniture in &mut self.furniture {
            furniture.text.move_places(to);
        }
        for hidden in &mut self.hidden {
            hidden.at.bbox = to(hidden.at.page, hidden.at.bbox);
        }
        for account in &mut self.accounts {
            let page = account.page;
            account.torn_lines.iter_mut().for_each(|line| line.bbox = to(page, line.bbox));
        }
    }

    /// Forgets all places: those of a document that was read from no pages.
    pub(crate) fn forget_places(&mut self) {
        self.body.iter_mut().for_each(Node::forget_places);
        self.furniture.iter_mut().for_each(|own| own.text.forget_places());
        self.metadata.evidence.values_mut().for_each(|own| own.page = None);
    }
}

/// Facts about the file a document was read from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// Name of the file without its folder, where it was read from one.
    pub file: Option<String>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Number of pages.
    pub pages: u32,
    /// How many of them were not read, since they were not asked for.
    pub pages_left_out: u32,
    /// What kind of document it is.
    pub kind: Kind,
    /// Where its text comes from.
    pub text_layer: TextLayer,
}

impl Source {
    /// What the document is called by: its file without the extension, or else by the beginning of its hash.
    pub fn name(&self) -> String {
        /// Digits of the hash.
        const DIGITS: usize = 16;
        let stem = self.file.as_ref().and_then(|file| Path::new(file).file_stem());
        stem.map_or_else(
            || self.sha256.chars().take(DIGITS).collect(),
            |stem| stem.to_string_lossy().into_owned(),
        )
    }
}

/// What kind of document it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A paper in a journal, a preprint, a letter.
    #[default]
    Article,
    /// A poster: one or few large pages.
    Poster,
    /// Anything else.
    Other,
}

/// Where the text of the pages comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextLayer {
    /// The pages were typeset as text.
    #[default]
    BornDigital,
    /// Invisible text lies under or over page images.
    OcrLayer,
    /// The pages are images.
    Scanned,
    /// The document is a text that another tool left, and has no pages.
    Transcript,
}

impl TextLayer {
    /// What most pages are, by what each of them is.
    pub fn of_most(pages: impl Iterator<Item = Self>) -> Self {
        let (mut all, mut scanned, mut with_layer) = (0, 0, 0);
        for page in pages {
            all += 1;
            scanned += usize::from(page == Self::Scanned);
            with_layer += usize::from(page == Self::OcrLayer);
        }
        if (scanned + with_layer) * 2 <= all {
            Self::BornDigital
        } else if with_layer >= scanned {
            Self::OcrLayer
        } else {
            Self::Scanned
        }
    }
}

/// A block of content.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// The title of the document.
    Title(Text),
    /// The authors' names with their marks.
    Byline(Text),
    /// One institution or address of authors.
    Affiliation(Text),
    /// To whom letters go; received, accepted and published dates and the like.
    FrontNote(Text),
    /// A heading. Level 1 is a section of the paper.
    Heading {
        /// Depth, from 1.
        level: u8,
        /// Its words, with the number where one is printed.
        text: Text,
        /// What its section is about, as far as names tell.
        kinds: Vec<SectionKind>,
    },
    /// A paragraph.
    Paragraph(Text),
    /// The keywords, without their label.
    Keywords(Text),
    /// An item of a list.
    ListItem(ListItem),
    /// A part of a text set as a block of its own: a quotation, a box.
    Quote(Quote),
    /// A display formula.
    Formula(Formula),
    /// Lines of code with their indents.
    Listing(Vec<Text>),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A footnote.
    Footnote(Footnote),
    /// An entry of the reference list.
    Reference(Reference),
}

impl Node {
    /// The texts of the node in the order they are read.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Title(text)
            | Self::Byline(text)
            | Self::Affiliation(text)
            | Self::FrontNote(text)
            | Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Keywords(text) => vec![text],
            Self::Listing(lines) => lines.iter().collect(),
            Self::Formula(formula) => vec![&formula.text],
            Self::Quote(quote) => vec![&quote.text],
            Self::ListItem(item) => vec![&item.text],
            Self::Table(table) => {
                let caption = table.caption.iter().map(|caption| &caption.text);
                let cells = table.cells.iter().map(|cell| &cell.text);
                caption.chain(cells).chain(&table.notes).collect()
            }
            Self::Figure(figure) => figure.caption.iter().map(|caption| &caption.text).collect(),
            Self::Footnote(note) => vec![&note.text],
            Self::Reference(reference) => vec![&reference.text],
        }
    }
}

impl Node {
    /// One of its texts, by its place among [`Self::texts`].
    pub fn text(&self, at: usize) -> Option<&Text> {
        match self {
            Self::Listing(lines) => lines.get(at),
            Self::Table(table) => {
                let caption = table.caption.as_ref().map(|caption| &caption.text);
                let Some(behind) = at.checked_sub(usize::from(caption.is_some())) else {
                    return caption;
                };
                let cell = table.cells.get(behind).map(|cell| &cell.text);
                cell.or_else(|| table.notes.get(behind - table.cells.len()))
            }
            node => node.texts().get(at).copied(),
        }
    }

    /// Changes each text of it.
    fn each_text(&mut self, change: &mut impl FnMut(&mut Text)) {
        match self {
            Self::Title(text)
            | Self::Byline(text)
            | Self::Affiliation(text)
            | Self::FrontNote(text)
            | Self::Heading { text, .. }
            | Self::Paragraph(text)
            | Self::Keywords(text) => change(text),
            Self::Listing(lines) => lines.iter_mut().for_each(change),
            Self::Formula(formula) => change(&mut formula.text),
            Self::Quote(quote) => change(&mut quote.text),
            Self::ListItem(item) => change(&mut item.text),
            Self::Table(table) => {
                let caption = table.caption.iter_mut().map(|caption| &mut caption.text);
                let cells = table.cells.iter_mut().map(|cell| &mut cell.text);
                caption.chain(cells).chain(&mut table.notes).for_each(change);
            }
            Self::Figure(figure) => {
                let caption = figure.caption.iter_mut().map(|caption| &mut caption.text);
                caption.chain(&mut figure.texts).for_each(change);
            }
            Self::Footnote(note) => change(&mut note.text),
            Self::Reference(reference) => change(&mut reference.text),
        }
    }

    fn move_places(&mut self, to: &impl Fn(PageNumber, Rect) -> Rect) {
        let moved = |place: &mut Place| place.bbox = to(place.page, place.bbox);
        self.each_text(&mut |text| text.move_places(to));
        match self {
            Self::Table(table) => table.at.iter_mut().for_each(moved),
            Self::Figure(figure) => figure.at.iter_mut().for_each(moved),
            _ => {}
        }
    }

    fn forget_places(&mut self) {
        self.each_text(&mut Text::forget_places);
        match self {
            Self::Table(table) => table.at.clear(),
            Self::Figure(figure) => figure.at = None,
            _ => {}
        }
    }
}

/// A part of a text set as a block of its own. Parts that stand side by side are of one block.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// What it is in its block.
    pub part: QuotePart,
    /// Its words.
    pub text: Text,
}

/// What a part of a text set as a block of its own is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuotePart {
    /// What the block or a part of it is called.
    Title,
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list, with its number as printed.
    Item(Option<String>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// Its number as printed, without punctuation; absent where it has a bullet.
    pub number: Option<String>,
    /// Depth, from 0.
    pub level: u8,
    /// Its words without bullet and number.
    pub text: Text,
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Caption>,
    /// Number of rows of the grid.
    pub rows: u32,
    /// Number of columns of the grid.
    pub columns: u32,
    /// Cells in row-major order of their top left corner. They do not overlap; a place of the
    /// grid that no cell covers is empty.
    pub cells: Vec<Cell>,
    /// What stands below it, one text a note.
    pub notes: Vec<Text>,
    /// Where it stands, one place a page.
    pub at: Vec<Place>,
    /// What gave its area, and what joined its parts.
    pub reasons: Vec<Reason>,
    /// Its DOI, where one is printed below it.
    pub doi: Option<String>,
}

impl Table {
    /// Number of rows at the top that hold cells of the head and no others.
    pub fn head_rows(&self) -> u32 {
        let mut heads = 0;
        while heads < self.rows {
            let mut row = self.cells.iter().filter(|cell| cell.row == heads).peekable();
            if row.peek().is_none() || !row.all(|cell| cell.header) {
                break;
            }
            heads += 1;
        }
        heads
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub column: u32,
    /// Number of rows it covers, from 1.
    pub row_span: u32,
    /// Number of columns it covers, from 1.
    pub column_span: u32,
    /// Whether it belongs to the head.
    pub header: bool,
    /// Its words.
    pub text: Text,
}

/// A formula that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// Its signs in the order in which they are read.
    pub text: Text,
    /// The file that shows it, where one is written: its path from the folder of the outputs.
    pub image: Option<String>,
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    /// Its caption.
    pub caption: Option<Caption>,
    /// Where the drawing stands.
    pub at: Option<Place>,
    /// Text drawn inside it.
    pub texts: Vec<Text>,
    /// The file that shows it, where one is written: its path from the folder of the outputs.
    pub image: Option<String>,
    /// What gave its area, where it has one.
    pub reason: Option<Reason>,
    /// Its DOI, where one is printed below it.
    pub doi: Option<String>,
}

/// What stands under a figure or over a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Caption {
    /// What it is called: `Figure 1`, `Table S2`, `Scheme 3`; as printed, without punctuation.
    pub label: String,
    /// The rest of it.
    pub text: Text,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// Its mark as printed.
    pub label: Option<String>,
    /// Its words without the mark.
    pub text: Text,
}

/// An entry of the reference list.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Its number as printed, without punctuation.
    pub label: Option<String>,
    /// Its words without the number.
    pub text: Text,
    /// What they say about the work.
    pub work: Box<Work>,
}

/// A text that is on a page but not of the article.
#[derive(Debug, Clone, PartialEq)]
pub struct Furniture {
    /// What it is.
    pub kind: FurnitureKind,
    /// Its words.
    pub text: Text,
}

/// What a piece of furniture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FurnitureKind {
    /// Repeated at the top of pages.
    RunningHead,
    /// Repeated at the bottom of pages.
    RunningFoot,
    /// A page number.
    PageNumber,
    /// Numbers of lines in the margin.
    LineNumber,
    /// A watermark or a stamp at the edge.
    Stamp,
    /// Dots or strokes typed in a row, in place of a drawn line.
    Ornament,
    /// Words about the publication, not of it: licence, copyright, how to cite.
    Imprint,
    /// A page before the first one of the article: a notice, a cover sheet.
    Cover,
}

/// Words that a reader of the pages cannot see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HiddenText {
    /// The words, as far as they stand in one line.
    pub text: String,
    /// Where they stand.
    pub at: Place,
    /// What hides them.
    pub reason: Reason,
}
