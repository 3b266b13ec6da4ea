//! The nodes of the body in the making: tables and figures are gathered from several passages.

use crate::document::{Caption, Cell, Figure, Node, Place, Table};
use crate::layout::Layout;
use crate::lexicon::identifier::doi_in;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::role::{Captioned, Role, TableFrame};
use crate::text::Text;
use std::collections::BTreeMap;

/// The nodes so far.
#[derive(Debug)]
pub(super) struct Body {
    /// In order; where a node was taken out, nothing.
    nodes: Vec<Option<Node>>,
    /// Where the figures of each page stand among them.
    figures: BTreeMap<PageNumber, Vec<usize>>,
    /// Where figures are drawn, page by page, and what makes each one.
    areas: Vec<(Place, Reason)>,
    tables: Vec<TableParts>,
    /// What the last caption is that of.
    captioned: Option<Float>,
}

/// A figure or table with a caption.
#[derive(Debug, Clone, Copy)]
enum Float {
    /// A figure: its place among the nodes.
    Figure(usize),
    /// A table.
    Table(usize),
}

/// A table whose texts come one by one.
#[derive(Debug)]
struct TableParts {
    table: Table,
    /// Where it stands among the nodes: at its first text.
    at: Option<usize>,
}

impl Body {
    /// A body without nodes yet, and the tables and areas of figures that are to come.
    pub(super) fn new(frames: &[TableFrame], layout: &Layout) -> Self {
        let empty = |frame: &TableFrame| TableParts {
            table: Table {
                rows: frame.rows,
                columns: frame.columns,
                at: std::iter::once(frame.place).chain(frame.further.iter().copied()).collect(),
                reasons: frame.reasons.clone(),
                ..Table::default()
            },
            at: None,
        };
        let tables = frames.iter().map(empty).collect();
        let areas = layout.pages.iter().flat_map(|page| {
            let place = |bbox| Place { page: page.number, bbox };
            page.figures.iter().map(move |figure| (place(figure.bbox), figure.reason))
        });
        Self {
            nodes: Vec::new(),
            figures: BTreeMap::new(),
            areas: areas.collect(),
            tables,
            captioned: None,
        }
    }

    pub(super) fn push(&mut self, node: Node) {
        self.nodes.push(Some(node));
    }

    /// Adds a line of code to the listing that it goes on with.
    pub(super) fn push_code(&mut self, line: Text, first: bool) {
        match self.nodes.last_mut() {
            Some(Some(Node::Listing(lines))) if !first => lines.push(line),
            _ => self.nodes.push(Some(Node::Listing(vec![line]))),
        }
    }

    /// Gives a caption, cell or note to its table.
    pub(super) fn push_to_table(&mut self, role: Role, text: Text) {
        let (Role::Caption { of: Captioned::Table(Some(table)), .. }
        | Role::Cell { table, .. }
        | Role::TableNote(table)) = role
        else {
            return;
        };
        let Some(parts) = self.tables.get_mut(table as usize) else { return };
        self.captioned = Some(Float::Table(table as usize));
        if parts.at.is_none() {
            parts.at = Some(self.nodes.len());
            self.nodes.push(None);
        }
        match role {
            Role::Caption { label, .. } => parts.table.caption = Some(Caption { label, text }),
            Role::Cell { row, column, row_span, column_span, header, .. } => {
                let cell = Cell { row, column, row_span, column_span, header, text };
                parts.table.cells.push(cell);
            }
            _ => parts.table.notes.push(text),
        }
    }

    /// Adds a figure with its caption, and the text drawn inside it where that was read before.
    pub(super) fn push_figure(&mut self, caption: Caption, place: Option<Place>) {
        let texts = place.map(|place| self.take_figure_texts(place)).unwrap_or_default();
        let caption = Some(caption);
        self.add_figure(Figure { caption, at: place, texts, ..Figure::default() });
        self.captioned = Some(Float::Figure(self.nodes.len() - 1));
    }

    /// Gives the DOI that a text below the last figure or table with a caption holds to that.
    pub(super) fn identify(&mut self, text: &str) {
        let doi = doi_in(text, 0).map(|range| text[range].to_lowercase());
        let own = match self.captioned {
            Some(Float::Table(table)) => self.tables.get_mut(table).map(|own| &mut own.table.doi),
            Some(Float::Figure(at)) => match self.nodes.get_mut(at) {
                Some(Some(Node::Figure(figure))) => Some(&mut figure.doi),
                _ => None,
            },
            None => None,
        };
        if let Some(own @ None) = own {
            *own = doi;
        }
    }

    /// Gives text drawn inside a figure to the figure of that place.
    pub(super) fn push_figure_text(&mut self, place: Place, text: Text) {
        match self.figure_at(place, |_| true).and_then(|at| self.nodes[at].as_mut()) {
            Some(Node::Figure(figure)) => figure.texts.push(text),
            _ => {
                self.add_figure(Figure { at: Some(place), texts: vec![text], ..Figure::default() })
            }
        }
    }

    fn add_figure(&mut self, mut figure: Figure) {
        if let Some(place) = figure.at {
            let first = self.areas.partition_point(|(area, _)| area.page < place.page);
            let of_page =
                self.areas[first..].iter().take_while(|(area, _)| area.page == place.page);
            figure.reason =
                of_page.filter(|(area, _)| *area == place).map(|(_, reason)| *reason).next();
            self.figures.entry(place.page).or_default().push(self.nodes.len());
        }
        self.push(Node::Figure(figure));
    }

    /// Takes out the last figure of a place without a caption.
    fn take_figure_texts(&mut self, place: Place) -> Vec<Text> {
        let bare = self.figure_at(place, |figure| figure.caption.is_none());
        match bare.and_then(|at| self.nodes[at].take()) {
            Some(Node::Figure(figure)) => figure.texts,
            _ => Vec::new(),
        }
    }

    /// The last figure of a place that passes a test.
    fn figure_at(&self, place: Place, passes: impl Fn(&Figure) -> bool) -> Option<usize> {
        let of_page = self.figures.get(&place.page)?;
        of_page.iter().rev().copied().find(|&at| match &self.nodes[at] {
            Some(Node::Figure(figure)) => figure.at == Some(place) && passes(figure),
            _ => false,
        })
    }

    /// All nodes, those of tables with their cells in row-major order.
    pub(super) fn finish(mut self) -> Vec<Node> {
        for TableParts { mut table, at } in self.tables {
            if let Some(at) = at {
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
                self.nodes[at] = Some(Node::Table(table));
            }
        }
        self.nodes.into_iter().flatten().collect()
    }
}
