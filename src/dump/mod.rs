//! Any stage's result as stable text or as a drawing: for eyes, for `offprint dump`, for snapshots.
//!
//! A listing has one thing a line, each line beginning with what it is and its index; coordinates
//! have one decimal. A drawing is an SVG of one page, with a layer for each kind of thing.

mod canvas;
mod document;
mod layer;
mod listing;
mod passage;
mod sheet;

use crate::error::Error;
use crate::geometry::Rect;
use crate::provenance::PageNumber;
use crate::{Options, Stage};
use sheet::Drawing;
use std::fmt;

/// The stage whose result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What the file states about itself.
    Facts,
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

/// Converts a PDF and lists the result of one stage, of one page or of all.
///
/// # Errors
/// See [`Error`].
pub fn text(
    bytes: Vec<u8>,
    options: &Options,
    kind: Kind,
    page: Option<PageNumber>,
) -> Result<String, Error> {
    let mut out = String::new();
    crate::convert_observed(bytes, options, &mut |stage| {
        if let Some(listing) = of_stage(kind, &stage, page) {
            out = listing;
        }
    })?;
    Ok(out)
}

/// Converts a PDF and draws the result of one stage, of one page or of all.
///
/// Layers of the stages before are there, too, but hidden where they would crowd the page. A click
/// on an entry of the legend shows or hides its layer.
///
/// # Errors
/// See [`Error`].
pub fn svg(
    bytes: Vec<u8>,
    options: &Options,
    kind: Kind,
    page: Option<PageNumber>,
) -> Result<Vec<Drawn>, Error> {
    let mut drawing = Drawing::new(kind, page);
    crate::convert_observed(bytes, options, &mut |stage| drawing.observe(&stage))?;
    Ok(drawing.finish())
}

/// The listing of a stage's result, where the stage is the one that `kind` shows.
pub fn of_stage(kind: Kind, stage: &Stage<'_>, page: Option<PageNumber>) -> Option<String> {
    let mut out = String::new();
    match (kind, stage) {
        (Kind::Facts, Stage::Opened(file)) => listing::facts(file.facts(), &mut out),
        (Kind::Page, Stage::Read(pages)) => listing::pages(pages, page, &mut out),
        (Kind::Words, Stage::Analysed(layout)) => listing::words(layout, page, &mut out),
        (Kind::Layout, Stage::Analysed(layout)) => listing::layout(layout, page, &mut out),
        (Kind::Order, Stage::Arranged(flow)) => listing::order(flow, page, &mut out),
        (Kind::Role, Stage::Assigned(passages)) => passage::roles(passages, page, &mut out),
        (Kind::Repair, Stage::Mended(passages)) => passage::repairs(passages, page, &mut out),
        (Kind::Document, Stage::Built(document)) => document::tree(document, page, &mut out),
        _ => return None,
    }
    Some(out)
}

/// Whether `number` is shown when `wanted` is asked for.
fn is_wanted(wanted: Option<PageNumber>, number: PageNumber) -> bool {
    wanted.is_none_or(|wanted| wanted == number)
}

/// A number with one decimal and without a negative zero.
struct Number(f32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns a negative zero into a positive one.
        write!(f, "{:.1}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// A rectangle as `[left top right bottom]`.
struct Area(Rect);

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rect { x0, y0, x1, y1 } = self.0;
        write!(f, "[{} {} {} {}]", Number(x0), Number(y0), Number(x1), Number(y1))
    }
}

/// Appends a formatted line; writing to a string cannot fail.
macro_rules! line {
    ($out:expr, $($argument:tt)*) => {{
        use std::fmt::Write as _;
        let _ = writeln!($out, $($argument)*);
    }};
}

/// Appends formatted text; writing to a string cannot fail.
macro_rules! put {
    ($out:expr, $($argument:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($argument)*);
    }};
}

use {line, put};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_and_no_negative_zero() {
        assert_eq!(Number(-0.04).to_string(), "0.0");
        assert_eq!(Number(12.25).to_string(), "12.3");
        assert_eq!(Area(Rect::new(1.0, 2.0, 3.0, 4.06)).to_string(), "[1.0 2.0 3.0 4.1]");
    }

    #[test]
    fn names_are_those_of_the_stages() {
        let names: Vec<_> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), 8);
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
