//! How far a document can be trusted: what became of its glyphs, and what speaks of faults.

use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What became of a glyph. Each glyph of a page has exactly one fate.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// In the text of the body.
    Body,
    /// In a table's cells.
    Table,
    /// In a caption.
    Caption,
    /// In a footnote or a table's notes.
    Note,
    /// In furniture.
    Furniture,
    /// Drawn inside a figure.
    Figure,
    /// Not to be seen by a reader of the page.
    Hidden,
    /// Drawn a second time in the same place.
    Duplicate,
    /// Taken out by a recorded repair.
    RemovedByEdit,
    /// A blank: it separates words and is inferred again from distances.
    Blank,
}

impl Fate {
    /// The name that JSON and listings print.
    pub fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Note => "note",
            Self::Furniture => "furniture",
            Self::Figure => "figure",
            Self::Hidden => "hidden",
            Self::Duplicate => "duplicate",
            Self::RemovedByEdit => "removed-by-edit",
            Self::Blank => "blank",
        }
    }
}

/// What became of the glyphs of one page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageAccount {
    /// The page.
    pub page: PageNumber,
    /// Number of glyphs that were read on it.
    pub glyphs: u32,
    /// Number of glyphs by fate; they add up to `glyphs`.
    pub fates: BTreeMap<Fate, u32>,
    /// Number of hidden glyphs by what hides them; they add up to those of the fate.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub hidden: BTreeMap<Reason, u32>,
    /// Printed lines whose words ended in different texts although nothing on the page parts them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub torn_lines: Vec<TornLine>,
}

/// A printed line whose words ended in different texts: a fault of the reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TornLine {
    /// Where it stands, in points of the displayed page.
    pub bbox: Rect,
    /// The words on both sides of the place where it is torn.
    pub pieces: [TornPiece; 2],
}

/// Words of a torn line that went to one text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TornPiece {
    /// The words as printed.
    pub text: String,
    /// What became of them.
    pub fate: Fate,
}

/// How far the text can be trusted: what speaks of faults, and one figure for sorting a corpus by it.
/// It speaks of the reading, not of the paper, and is found without knowing what is right.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quality {
    /// From 0 to 1: the product of five shares. Those of glyphs whose character is certain; of pages
    /// that were read and have a body; of pages whose order is certain, where one that is not is short
    /// of a whole one by a tenth; of numbers found; and of texts among texts and signs of faults in them: torn
    /// lines, open ends and small starts, odd headings, which count one and a half, and sentences among
    /// furniture and debris, which count half.
    pub figure: f32,
    /// Glyphs that were read, blanks left out.
    pub glyphs: u32,
    /// Glyphs that stand in the article: in its text, tables, captions and notes.
    pub glyphs_placed: u32,
    /// Glyphs whose character was inferred from a name or a code of their font alone.
    pub glyphs_inferred: u32,
    /// Glyphs whose character is not known; they stand as U+FFFD.
    pub glyphs_unknown: u32,
    /// Glyphs without a fate: text that was lost.
    pub glyphs_lost: u32,
    /// Paragraphs and headings.
    pub texts: u32,
    /// Printed lines whose words ended in different texts; the accounts of the pages list them.
    pub torn_lines: u32,
    /// Sentences that stand nowhere else, put among running heads and the like by their place alone.
    pub furniture_sentences: u32,
    /// Paragraphs that stop without the end of a sentence.
    pub open_ends: u32,
    /// Paragraphs that begin in lower case.
    pub small_starts: u32,
    /// Paragraphs with hardly any word: pieces of formulas, stray marks and numbers.
    pub debris: u32,
    /// Headings that stand a second time, are as long as a sentence, leave out a level, or have no text above
    /// them in the section before.
    pub odd_headings: u32,
    /// Sections inside of sections that hold but a few words, and are no statements.
    pub scant_sections: u32,
    /// Captions of tables whose cells were not found.
    pub tables_without_cells: u32,
    /// Pages that were not read, or as words only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages_unread: Vec<PageNumber>,
    /// Pages most of whose glyphs are not in the article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages_without_body: Vec<PageNumber>,
    /// Pages whose blocks have more than one order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages_of_uncertain_order: Vec<PageNumber>,
    /// Pages whose texts are drawn in another order than they are read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages_of_two_orders: Vec<PageNumber>,
    /// Numbers from 1 to the highest that no figure has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figures_missing: Vec<u32>,
    /// Numbers from 1 to the highest that no table has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables_missing: Vec<u32>,
    /// Numbers from 1 to the highest that no entry of the reference list has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references_missing: Vec<u32>,
}
