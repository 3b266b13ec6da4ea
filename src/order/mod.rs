//! Blocks to reading order.
//!
//! A recursive XY-cut (Nagy and Seth, 1984) on blocks, changed in one way: a region is cut across
//! only where that is needed to open a gutter, so that paragraph gaps which happen to line up
//! across columns do not tear the columns apart. A panel of a poster is one box among those around
//! it, and is read whole.

mod cut;
mod panel;

use crate::diagnostic::{Code, Sink};
use crate::geometry::Rect;
use crate::layout::{BlockKind, Layout, PageLayout};
use crate::provenance::Provenance;
use crate::tolerance::median;
use serde::{Deserialize, Serialize};

/// Choices for ordering.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Narrowest gap between columns, in ems of the body size.
    pub gutter_width: f32,
    /// Blocks on one page from which on they are only sorted from top to bottom: no text page has
    /// so many, and the cut takes time that grows faster than their number.
    pub block_limit: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { gutter_width: 0.3, block_limit: 4000 }
    }
}

/// The elements of all pages in the order they are read.
#[derive(Debug, Default)]
pub struct Flow {
    /// The pages.
    pub layout: Layout,
    /// Elements in order, page by page; furniture stands after the rest of its page.
    pub sequence: Vec<Element>,
}

/// Something with one place in the reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Element {
    /// Index of the page.
    pub page: u32,
    /// What it is.
    pub kind: ElementKind,
}

/// What an element is: an index into a list of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElementKind {
    /// A block of text.
    Block(u32),
    /// A table area with all its cells.
    Table(u32),
    /// A figure area with all its text.
    Figure(u32),
    /// A block of furniture.
    Furniture(u32),
}

impl Flow {
    /// The area of an element.
    pub fn bbox(&self, element: Element) -> Rect {
        bbox(&self.layout.pages[element.page as usize], element.kind)
    }
}

fn bbox(page: &PageLayout, kind: ElementKind) -> Rect {
    match kind {
        ElementKind::Block(at) | ElementKind::Furniture(at) => page.blocks[at as usize].bbox,
        ElementKind::Table(at) => page.tables[at as usize].bbox,
        ElementKind::Figure(at) => page.figures[at as usize].bbox,
    }
}

/// Arranges the blocks of every page.
pub fn arrange(layout: Layout, options: &Options, sink: &mut Sink) -> Flow {
    let mut sequence = Vec::new();
    let gutter = options.gutter_width * layout.body.size;
    for (index, page) in layout.pages.iter().enumerate() {
        arrange_page(index as u32, page, layout.poster, gutter, options, &mut sequence, sink);
    }
    Flow { layout, sequence }
}

fn arrange_page(
    index: u32,
    page: &PageLayout,
    poster: bool,
    gutter: f32,
    options: &Options,
    sequence: &mut Vec<Element>,
    sink: &mut Sink,
) {
    let mut elements: Vec<(Rect, ElementKind)> = Vec::new();
    let mut furniture = Vec::new();
    for (at, block) in page.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Text | BlockKind::Listing(_) => {
                let center = block.bbox.center();
                let bar = page.bars.iter().find(|bar| bar.contains(center));
                let bbox = bar.map_or(block.bbox, |bar| block.bbox.union(*bar));
                elements.push((bbox, ElementKind::Block(at as u32)));
            }
            BlockKind::Furniture(_) => furniture.push(ElementKind::Furniture(at as u32)),
            BlockKind::Cell { .. } | BlockKind::Figure(_) => {}
        }
    }
    let tables = (0..page.tables.len() as u32).map(ElementKind::Table);
    let figures = (0..page.figures.len() as u32).map(ElementKind::Figure);
    elements.extend(tables.chain(figures).map(|kind| (bbox(page, kind), kind)));
    elements.sort_by(|a, b| a.0.y0.total_cmp(&b.0.y0).then(a.0.x0.total_cmp(&b.0.x0)));
    let mut boxes: Vec<Rect> = elements.iter().map(|(bbox, _)| *bbox).collect();
    if poster {
        panel::trim(&mut boxes, gutter, |at| matches!(elements[at].1, ElementKind::Figure(_)));
    }
    let (order, certain) = if boxes.len() > options.block_limit {
        ((0..boxes.len()).collect(), false)
    } else {
        let sizes: Vec<f32> = elements.iter().map(|(_, kind)| type_size(page, *kind)).collect();
        panel::order(&boxes, &sizes, &page.panels, gutter)
    };
    if !certain {
        let at = boxes.first().map(|_| Provenance {
            page: page.number,
            bbox: boxes.iter().copied().collect(),
            glyphs: 0..0,
        });
        sink.note(Code::OrderUncertain, at, "blocks overlap: they are read from top to bottom");
    }
    let ordered = order.into_iter().map(|at| elements[at].1).chain(furniture);
    sequence.extend(ordered.map(|kind| Element { page: index, kind }));
}

/// Type size of most lines of a block; zero for tables, figures and heads of posters.
fn type_size(page: &PageLayout, kind: ElementKind) -> f32 {
    let ElementKind::Block(at) = kind else { return 0.0 };
    let lines = page.block_lines(&page.blocks[at as usize]).iter().filter(|line| !line.head);
    median(lines.map(|line| line.size)).unwrap_or(0.0)
}
