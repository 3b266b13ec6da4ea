//! What a paper holds: its passages, references, figures, tables and their cells.

use super::area::Area;
use super::column::row;
use super::paper::{Paper, Spot, areas, areas_of, word};
use crate::document::{Caption, Figure, Name, Node, Table};
use crate::text::Text;
use crate::writer::json::types::{self, BlockKind};
use crate::writer::jsonl::{self, Line};

row! {
    /// A passage, as `--format jsonl` writes it: a paragraph, a heading, a caption, a grid, a note, an entry.
    PassageRow {
        /// The paper.
        document_id: String,
        /// Its id, as in the JSON; that of a caption of a table ends in `/caption`, that of a note in `/notes/` and its number.
        passage_id: String,
        /// Place among the passages, from 1, in the order a person reads them.
        position: i64,
        /// What it is: as in the JSON, and `table-caption`, `table-note`.
        r#type: String,
        /// The part of the paper that it belongs to, as BioC calls it.
        section_type: Option<String>,
        /// The headings above it, from outside to inside.
        headings: Vec<String>,
        /// What it is called as printed.
        label: Option<String>,
        /// Its words, scripts with carets and low lines; of a table, a row a line with tabs between the cells.
        text: String,
        /// The page that it begins on, from 1.
        page: Option<i64>,
        /// Where it stands.
        boxes: Vec<Area>,
        /// The character of the Markdown at which it begins; absent where it is not in the Markdown.
        md_start: Option<i64>,
        /// The first character of the Markdown behind it.
        md_end: Option<i64>,
    }
}

/// The passages of a paper.
pub(super) fn passages(paper: &Paper<'_>) -> Vec<PassageRow> {
    let row = |(at, own): (i64, &Line)| PassageRow {
        document_id: paper.id.to_owned(),
        passage_id: own.id.clone(),
        position: at,
        r#type: own.kind.clone(),
        section_type: own.section_type.clone(),
        headings: own.headings.clone(),
        label: own.label.clone(),
        text: own.text.clone(),
        page: own.page.map(|page| page.0.into()),
        boxes: areas(&own.boxes),
        md_start: own.md_start.map(i64::from),
        md_end: own.md_end.map(i64::from),
    };
    (1..).zip(paper.lines).map(row).collect()
}

row! {
    /// A person or a group.
    NameRow {
        /// Family name with its particles.
        family: Option<String>,
        /// Given names or initials as printed.
        given: Option<String>,
        /// `Jr`, `III` and the like.
        suffix: Option<String>,
        /// Name of a group or an institution.
        name: Option<String>,
    }
}

fn names(names: &[Name]) -> Vec<NameRow> {
    let row = |own: &Name| match own {
        Name::Person { family, given, suffix } => NameRow {
            family: Some(family.clone()),
            given: given.clone(),
            suffix: suffix.clone(),
            name: None,
        },
        Name::Group(name) => {
            NameRow { family: None, given: None, suffix: None, name: Some(name.clone()) }
        }
    };
    names.iter().map(row).collect()
}

row! {
    /// An entry of a reference list, and what it says about the work. What is not certain is absent.
    ReferenceRow {
        /// The paper that has the list.
        document_id: String,
        /// Its id, which is that of its passage.
        reference_id: String,
        /// Place in the list, from 1.
        position: i64,
        /// Its number as printed, without punctuation.
        label: Option<String>,
        /// Its words without the number, scripts with carets and low lines.
        text: String,
        /// `article`, `chapter`, `book`, `webpage` or `other`.
        kind: String,
        /// Authors in the order printed.
        authors: Vec<NameRow>,
        /// Editors of the book it is part of, or of the book itself.
        editors: Vec<NameRow>,
        /// Whether more authors are meant than are named.
        et_al: bool,
        /// Title of the article, the chapter, the book or the page.
        title: Option<String>,
        /// Title of what it is part of: the journal or the book.
        container: Option<String>,
        /// Publisher.
        publisher: Option<String>,
        /// Where the publisher is.
        place: Option<String>,
        /// Year of publication.
        year: Option<i64>,
        /// Volume.
        volume: Option<String>,
        /// Issue or supplement.
        issue: Option<String>,
        /// First page or article number.
        page_first: Option<String>,
        /// Last page, in full.
        page_last: Option<String>,
        /// DOI in lower case without a resolver's address.
        doi: Option<String>,
        /// Number in PubMed.
        pmid: Option<String>,
        /// Number in PubMed Central, with its letters.
        pmcid: Option<String>,
        /// Web address.
        url: Option<String>,
        /// Where it stands.
        boxes: Vec<Area>,
    }
}

/// The reference list of a paper.
pub(super) fn references(paper: &Paper<'_>) -> Vec<ReferenceRow> {
    let blocks = paper.blocks().filter_map(|(block, node)| match (&block.kind, node) {
        (BlockKind::Reference(own), Node::Reference(read)) => Some((&block.id, own, &read.text)),
        _ => None,
    });
    let row = |(at, (id, own, text)): (i64, (&String, &types::Reference, &Text))| {
        let work = own.work.as_ref().clone();
        ReferenceRow {
            document_id: paper.id.to_owned(),
            reference_id: id.clone(),
            position: at,
            label: own.label.clone(),
            text: jsonl::line(text),
            kind: word(&work.kind),
            authors: names(&work.authors),
            editors: names(&work.editors),
            et_al: work.et_al,
            title: work.title,
            container: work.container,
            publisher: work.publisher,
            place: work.place,
            year: work.year.map(i64::from),
            volume: work.volume,
            issue: work.issue,
            page_first: work.page_first,
            page_last: work.page_last,
            doi: work.doi,
            pmid: work.pmid,
            pmcid: work.pmcid,
            url: work.url,
            boxes: areas_of(&own.content),
        }
    };
    (1..).zip(blocks).map(row).collect()
}

/// What a caption calls its figure or table, and the rest of it.
fn captioned(caption: Option<&Caption>) -> (Option<String>, Option<String>) {
    let label = caption.map(|own| own.label.clone()).filter(|own| !own.is_empty());
    (label, caption.map(|own| jsonl::line(&own.text)))
}

fn lines(texts: &[Text]) -> Vec<String> {
    texts.iter().map(jsonl::line).collect()
}

row! {
    /// A figure.
    FigureRow {
        /// The paper.
        document_id: String,
        /// Its id, which is that of its passage.
        figure_id: String,
        /// Place among the figures, from 1.
        position: i64,
        /// What it is called, without punctuation.
        label: Option<String>,
        /// The rest of its caption.
        caption: Option<String>,
        /// What its panels are called, as printed in the caption.
        panels: Vec<String>,
        /// Texts drawn inside it.
        texts: Vec<String>,
        /// The file that shows it, where one is written: path from the folder of the paper's outputs.
        image: Option<String>,
        /// Its DOI, where one is printed below it.
        doi: Option<String>,
        /// The page that the drawing stands on, from 1.
        page: Option<i64>,
        /// Left edge of the drawing.
        x0: Option<f32>,
        /// Top edge.
        y0: Option<f32>,
        /// Right edge.
        x1: Option<f32>,
        /// Bottom edge.
        y1: Option<f32>,
    }
}

/// The figures of a paper.
pub(super) fn figures(paper: &Paper<'_>) -> Vec<FigureRow> {
    let blocks = paper.blocks().filter_map(|(block, node)| match (&block.kind, node) {
        (BlockKind::Figure(own), Node::Figure(read)) => Some((&block.id, own, read)),
        _ => None,
    });
    let row = |(at, (id, own, read)): (i64, (&String, &types::Figure, &Figure))| {
        let (label, caption) = captioned(read.caption.as_ref());
        let panels = own.caption.iter().flat_map(|caption| &caption.panels);
        let Spot { page, x0, y0, x1, y1 } = Spot::of(own.place.map(|at| (at.page, at.bbox)));
        FigureRow {
            document_id: paper.id.to_owned(),
            figure_id: id.clone(),
            position: at,
            label,
            caption,
            panels: panels.map(|own| own.label.clone()).collect(),
            texts: lines(&read.texts),
            image: own.image.clone(),
            doi: own.doi.clone(),
            page,
            x0,
            y0,
            x1,
            y1,
        }
    };
    (1..).zip(blocks).map(row).collect()
}

row! {
    /// A table.
    TableRow {
        /// The paper.
        document_id: String,
        /// Its id, which is that of the passage with its grid.
        table_id: String,
        /// Place among the tables, from 1.
        position: i64,
        /// What it is called, without punctuation.
        label: Option<String>,
        /// The rest of its caption.
        caption: Option<String>,
        /// Rows of the grid.
        row_count: i64,
        /// Columns of the grid.
        column_count: i64,
        /// What stands below it, one text a note.
        notes: Vec<String>,
        /// Its DOI, where one is printed below it.
        doi: Option<String>,
        /// Where it stands, one area a page.
        boxes: Vec<Area>,
    }
}

row! {
    /// A cell of a table. A place of the grid that no cell covers is empty.
    CellRow {
        /// The paper.
        document_id: String,
        /// The table.
        table_id: String,
        /// First row that it covers, from 0.
        first_row: i64,
        /// First column that it covers, from 0.
        first_column: i64,
        /// Number of rows that it covers.
        row_span: i64,
        /// Number of columns that it covers.
        column_span: i64,
        /// Whether it belongs to the head.
        header: bool,
        /// Its words, scripts with carets and low lines.
        text: String,
        /// Where it stands.
        boxes: Vec<Area>,
    }
}

/// The tables of a paper with their ids: as the JSON has them, and as they are read.
fn grids<'a>(
    paper: &'a Paper<'_>,
) -> impl Iterator<Item = (&'a String, &'a types::Table, &'a Table)> {
    paper.blocks().filter_map(|(block, node)| match (&block.kind, node) {
        (BlockKind::Table(own), Node::Table(read)) => Some((&block.id, own, read)),
        _ => None,
    })
}

/// The tables of a paper.
pub(super) fn tables(paper: &Paper<'_>) -> Vec<TableRow> {
    let row = |(at, (id, own, read)): (i64, (&String, &types::Table, &Table))| {
        let (label, caption) = captioned(read.caption.as_ref());
        TableRow {
            document_id: paper.id.to_owned(),
            table_id: id.clone(),
            position: at,
            label,
            caption,
            row_count: own.rows.into(),
            column_count: own.columns.into(),
            notes: lines(&read.notes),
            doi: own.doi.clone(),
            boxes: areas(&own.places),
        }
    };
    (1..).zip(grids(paper)).map(row).collect()
}

/// The cells of the tables of a paper.
pub(super) fn cells(paper: &Paper<'_>) -> Vec<CellRow> {
    let mut rows = Vec::new();
    for (id, table, read) in grids(paper) {
        rows.extend(table.cells.iter().zip(&read.cells).map(|(own, read)| CellRow {
            document_id: paper.id.to_owned(),
            table_id: id.clone(),
            first_row: own.row.into(),
            first_column: own.column.into(),
            row_span: own.row_span.into(),
            column_span: own.column_span.into(),
            header: own.header,
            text: jsonl::line(&read.text),
            boxes: areas_of(&own.content),
        }));
    }
    rows
}
