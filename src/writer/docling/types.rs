//! The parts of a `DoclingDocument` 1.10 that are written.

use serde::Serialize;
use std::collections::BTreeMap;

/// A reference to an item: `#/texts/3`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Pointer {
    #[serde(rename = "$ref")]
    pub(super) to: String,
}

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct Document {
    pub(super) schema_name: &'static str,
    pub(super) version: &'static str,
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) body: Group,
    pub(super) groups: Vec<Group>,
    pub(super) texts: Vec<TextItem>,
    pub(super) pictures: Vec<Picture>,
    pub(super) tables: Vec<Table>,
    pub(super) pages: BTreeMap<u32, Page>,
}

/// The file.
#[derive(Debug, Serialize)]
pub(super) struct Origin {
    pub(super) mimetype: &'static str,
    /// The last 64 bits of its SHA-256, as Docling has them.
    pub(super) binary_hash: u64,
    pub(super) filename: String,
}

/// A page.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) size: Size,
    pub(super) page_no: u32,
}

/// Width and height in points.
#[derive(Debug, Serialize)]
pub(super) struct Size {
    pub(super) width: f32,
    pub(super) height: f32,
}

/// What every item has.
#[derive(Debug, Serialize)]
pub(super) struct Node {
    pub(super) self_ref: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<Pointer>,
    pub(super) children: Vec<Pointer>,
    pub(super) content_layer: &'static str,
    pub(super) label: &'static str,
}

/// Items that belong together.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    #[serde(flatten)]
    pub(super) node: Node,
    pub(super) name: &'static str,
}

/// A text.
#[derive(Debug, Serialize)]
pub(super) struct TextItem {
    #[serde(flatten)]
    pub(super) node: Node,
    pub(super) prov: Vec<Place>,
    pub(super) orig: String,
    pub(super) text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) formatting: Option<Formatting>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hyperlink: Option<String>,
    /// Depth of a heading, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) level: Option<u8>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<Item>,
}

/// What an item of a list has.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub(super) enumerated: bool,
    pub(super) marker: String,
}

/// How a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Formatting {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
    pub(super) strikethrough: bool,
    pub(super) script: &'static str,
}

/// Where characters of a text stand.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub(super) page_no: u32,
    pub(super) bbox: Bbox,
    pub(super) charspan: [u32; 2],
}

/// An area of a page.
#[derive(Debug, Serialize)]
pub(super) struct Bbox {
    pub(super) l: f32,
    pub(super) t: f32,
    pub(super) r: f32,
    pub(super) b: f32,
    pub(super) coord_origin: &'static str,
}

/// A picture.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    #[serde(flatten)]
    pub(super) node: Node,
    pub(super) prov: Vec<Place>,
    pub(super) captions: Vec<Pointer>,
}

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    #[serde(flatten)]
    pub(super) node: Node,
    pub(super) prov: Vec<Place>,
    pub(super) captions: Vec<Pointer>,
    pub(super) footnotes: Vec<Pointer>,
    pub(super) data: Grid,
}

/// The grid of a table.
#[derive(Debug, Serialize)]
pub(super) struct Grid {
    pub(super) num_rows: u32,
    pub(super) num_cols: u32,
    pub(super) table_cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bbox: Option<Bbox>,
    pub(super) row_span: u32,
    pub(super) col_span: u32,
    pub(super) start_row_offset_idx: u32,
    pub(super) end_row_offset_idx: u32,
    pub(super) start_col_offset_idx: u32,
    pub(super) end_col_offset_idx: u32,
    pub(super) text: String,
    pub(super) column_header: bool,
}
