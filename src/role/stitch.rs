//! Tables over several pages: what goes on becomes part of the table it goes on.

use super::model::{Captioned, Passage, Role, TableFrame};
use crate::document::{FurnitureKind, Place};
use crate::geometry::{Interval, Rect};
use crate::layout::{BlockKind, Layout, PageLayout};
use crate::lexicon::continuation::is_remark;
use crate::reason::Reason;
use std::collections::{BTreeMap, BTreeSet};

/// Edges of a table and of what goes on with it differ by no more than this, as a share of the
/// page's width.
const SAME_EDGE: f32 = 0.03;
/// Widths of a table and of what goes on with it in the next column differ by no more than this
/// share.
const SAME_WIDTH: f32 = 0.2;
/// Text below a table that is no higher than this share of the page is its notes.
const NOTES: f32 = 0.1;

/// Joins tables that go on over pages: rows are appended, a repeated head and remarks such as
/// `Table 1 (continued)` become furniture.
pub(super) fn tables(passages: &mut Vec<Passage>, frames: &mut [TableFrame], layout: &Layout) {
    let mut parts = parts(passages, frames.len());
    // Rows of the table to which others were appended last.
    let mut upper = (0, Rows::new());
    // For each table the one it is a part of.
    let mut whole: Vec<usize> = (0..frames.len()).collect();
    // For each column of a table the column of the whole.
    let mut column_of: Vec<Vec<u32>> =
        frames.iter().map(|frame| (0..frame.columns).collect()).collect();
    for next in 1..frames.len() {
        let previous = next - 1;
        let joint = Joint { whole: whole[previous], previous, next };
        if let Some(reason) = goes_on(passages, frames, layout, &parts, joint) {
            let Some(mut columns) = columns(layout, frames, previous, next) else { continue };
            columns.iter_mut().for_each(|column| *column = column_of[previous][*column as usize]);
            if upper.0 != joint.whole || upper.1.is_empty() {
                upper = (joint.whole, rows(passages, &parts[joint.whole], None));
            }
            if append(passages, frames, &mut parts, joint, &columns, &mut upper.1) {
                frames[joint.whole].reasons.push(reason);
                whole[next] = joint.whole;
                column_of[next] = columns;
            }
        }
    }
    gather(passages, frames, &whole);
}

/// Where a table may go on with the one before, by the indices of tables.
#[derive(Debug, Clone, Copy)]
struct Joint {
    /// The first part of the table that may go on.
    whole: usize,
    /// Its last part so far.
    previous: usize,
    /// The table right behind that one.
    next: usize,
}

/// Passages of one table.
#[derive(Debug, Default, Clone)]
struct Part {
    caption: Option<usize>,
    cells: Vec<usize>,
    notes: Vec<usize>,
}

fn parts(passages: &[Passage], count: usize) -> Vec<Part> {
    let mut parts = vec![Part::default(); count];
    for (at, passage) in passages.iter().enumerate() {
        let Some(part) = table_of(&passage.role).and_then(|table| parts.get_mut(table as usize))
        else {
            continue;
        };
        match passage.role {
            Role::Caption { .. } => part.caption = Some(at),
            Role::Cell { .. } => part.cells.push(at),
            _ => part.notes.push(at),
        }
    }
    parts
}

/// The table that a passage belongs to.
fn table_of(role: &Role) -> Option<u32> {
    match role {
        Role::Caption { of: Captioned::Table(table), .. } => *table,
        Role::Cell { table, .. } | Role::TableNote(table) => Some(*table),
        _ => None,
    }
}

/// What tells that a table goes on with the one before: beside it on one page; on the next page, with a
/// caption that repeats the label or a remark that says so, or at the top of the page and as wide.
fn goes_on(
    passages: &[Passage],
    frames: &[TableFrame],
    layout: &Layout,
    parts: &[Part],
    Joint { whole, previous, next }: Joint,
) -> Option<Reason> {
    let (upper, lower) = (&frames[previous], &frames[next]);
    let caption = |table: usize| parts[table].caption.map(|at| &passages[at]);
    let remarked = has_remark(passages, &parts[previous]) || has_remark(passages, &parts[next]);
    if lower.place.page == upper.place.page {
        let one_caption = caption(next).is_none() || caption(whole).is_none();
        let beside = one_caption && is_beside(layout, upper.place, lower.place, remarked);
        return beside.then_some(Reason::AsWideAtHead);
    }
    if lower.place.page.0 != upper.place.page.0 + 1 {
        return None;
    }
    let by_place = || {
        let below = || is_below(layout, upper, lower).then_some(Reason::AsWideAtHead);
        remarked.then_some(Reason::SaidToGoOn).or_else(below)
    };
    if let Some(passage) = caption(next) {
        let label = |passage: &Passage| match &passage.role {
            Role::Caption { label, .. } => label.to_lowercase(),
            _ => String::new(),
        };
        let first = [whole, previous].iter().find_map(|&table| caption(table)).map(label);
        let same = first.as_ref().is_some_and(|first| *first == label(passage));
        // A caption may stand below the last part.
        let below = first.is_none() && !parts[next].cells.is_empty() && {
            let first_cell = parts[next].cells[0];
            parts[next].caption.is_some_and(|at| at > first_cell)
        };
        if same {
            return Some(Reason::SaidToGoOn);
        }
        return if below { by_place() } else { None };
    }
    by_place()
}

/// Whether a cell of a table says no more than that it goes on.
fn has_remark(passages: &[Passage], part: &Part) -> bool {
    part.cells.iter().any(|&at| {
        let words: String = passages[at].text.as_str().split_whitespace().collect();
        is_remark(&words)
    })
}

/// Words without the remark in brackets or behind a dash that a table goes on, where they say more.
fn without_remark(words: &str) -> &str {
    match words.rfind(['(', '[', '—', '–']) {
        Some(at) if at > 0 && is_remark(&words[at..]) => &words[..at],
        _ => words,
    }
}

/// Whether a table stands at the top of its page, and as wide as the one at the bottom of the page
/// before.
fn is_below(layout: &Layout, first: &TableFrame, second: &TableFrame) -> bool {
    let (upper, lower) = (first.place, second.place);
    let page = |place: Place| layout.pages.get(place.page.index());
    let (Some(before), Some(after)) = (page(upper), page(lower)) else { return false };
    let beside = |text: Rect, table: Rect| text.horizontal().overlap(table.horizontal()) > 0.0;
    let above = texts(after).any(|text| beside(text, lower.bbox) && text.y0 < lower.bbox.y0);
    let last = !before.tables.iter().any(|table| table.bbox.y0 > upper.bbox.y1);
    let high = NOTES * before.page.size.height;
    let text_below = texts(before)
        .any(|text| beside(text, upper.bbox) && text.y0 > upper.bbox.y1 && text.height() > high);
    // Margins of left and right pages differ: widths are compared, not edges.
    let edge = SAME_EDGE * after.page.size.width;
    let as_wide = (upper.bbox.width() - lower.bbox.width()).abs() < edge
        || has_same_columns(layout, first, second, edge);
    as_wide && !above && last && !text_below
}

/// Whether each of several columns of one table begins as far from its first column as that of
/// another, however wide what stands in the last one is.
fn has_same_columns(layout: &Layout, first: &TableFrame, second: &TableFrame, near: f32) -> bool {
    const FEWEST: usize = 3;
    let starts = |frame: &TableFrame| -> Option<Vec<f32>> {
        let extents = extents(layout, frame);
        extents.into_iter().map(|extent| extent.map(|extent| extent.start)).collect()
    };
    let (Some(upper), Some(lower)) = (starts(first), starts(second)) else { return false };
    let same = upper.len() == lower.len()
        && upper.iter().zip(&lower).all(|(a, b)| ((a - upper[0]) - (b - lower[0])).abs() < near);
    same && upper.len() >= FEWEST
}

/// Whether a table stands at the top of the column beside the one whose bottom another reaches; a
/// remark says so wherever they stand.
fn is_beside(layout: &Layout, upper: Place, lower: Place, remarked: bool) -> bool {
    let Some(page) = layout.pages.get(upper.page.index()) else { return false };
    let (left, right) = (upper.bbox, lower.bbox);
    let beside = |text: Rect, table: Rect| text.horizontal().overlap(table.horizontal()) > 0.0;
    let edge = SAME_EDGE * page.page.size.width;
    let others = || page.tables.iter().map(|table| table.bbox);
    let above =
        texts(page).chain(others()).any(|other| beside(other, right) && other.y0 < right.y0);
    let below = texts(page).chain(others()).any(|other| beside(other, left) && other.y0 > left.y1);
    right.x0 > left.x1 - edge
        && right.y0 < left.y1
        && (right.width() - left.width()).abs() < SAME_WIDTH * left.width()
        && (remarked || !above && !below)
}

/// Areas of text that is neither furniture nor in a table.
fn texts(page: &PageLayout) -> impl Iterator<Item = Rect> {
    page.blocks.iter().filter(|block| block.kind == BlockKind::Text).map(|block| block.bbox)
}

/// For each column of `next` the one of `previous` it stands below, where each has its own.
fn columns(
    layout: &Layout,
    frames: &[TableFrame],
    previous: usize,
    next: usize,
) -> Option<Vec<u32>> {
    let (upper, lower) = (extents(layout, &frames[previous]), extents(layout, &frames[next]));
    if upper.len() == lower.len() {
        return Some((0..lower.len() as u32).collect());
    }
    let shift = frames[previous].place.bbox.x0 - frames[next].place.bbox.x0;
    let best = |own: &Option<Interval>| {
        let own = (*own)?;
        let own = Interval { start: own.start + shift, end: own.end + shift };
        (0..)
            .zip(&upper)
            .filter_map(|(at, other)| Some((at, own.overlap((*other)?))))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(at, _)| at)
    };
    let found: Vec<u32> = lower.iter().map(best).collect::<Option<_>>()?;
    found.windows(2).all(|pair| pair[0] < pair[1]).then_some(found)
}

/// Where the cells of each column stand.
fn extents(layout: &Layout, frame: &TableFrame) -> Vec<Option<Interval>> {
    let mut extents: Vec<Option<Interval>> = vec![None; frame.columns as usize];
    let Some(page) = layout.pages.get(frame.place.page.index()) else { return extents };
    let areas = page.tables.iter().filter(|area| area.bbox == frame.place.bbox);
    for cell in areas.flat_map(|area| &area.cells).filter(|cell| cell.column_span == 1) {
        let Some(extent) = extents.get_mut(cell.column as usize) else { continue };
        let own = cell.bbox.horizontal();
        let old = extent.unwrap_or(own);
        *extent = Some(Interval { start: old.start.min(own.start), end: old.end.max(own.end) });
    }
    extents
}

/// Texts of the rows of a table: column and words.
type Rows = BTreeMap<u32, Vec<(u32, String)>>;

fn rows(passages: &[Passage], part: &Part, columns: Option<&[u32]>) -> Rows {
    let mut rows = Rows::new();
    for &at in &part.cells {
        if let Role::Cell { row, column, .. } = passages[at].role {
            let column = columns.map_or(column, |columns| columns[column as usize]);
            let words: String = passages[at].text.as_str().split_whitespace().collect();
            let words = without_remark(&words).to_owned();
            rows.entry(row).or_default().push((column, words));
        }
    }
    rows.values_mut().for_each(|row| row.sort());
    rows
}

/// Makes the rows of one table rows of another, if it has the same head or none. `above` are the rows
/// of the other.
fn append(
    passages: &mut [Passage],
    frames: &mut [TableFrame],
    parts: &mut [Part],
    Joint { whole, next, .. }: Joint,
    columns: &[u32],
    above: &mut Rows,
) -> bool {
    let below = rows(passages, &parts[next], Some(columns));
    let heads = head_rows(passages, &parts[next], &frames[next]);
    let Some(dropped) = repeated_rows(above, &below, &frames[next], heads) else { return false };
    drop_last_remark(passages, &mut frames[whole], &mut parts[whole], above);
    let base = frames[whole].rows;
    above.extend(below.range(dropped..).map(|(row, texts)| (base + row - dropped, texts.clone())));
    frames[whole].rows = base + frames[next].rows - dropped;
    let place = frames[next].place;
    frames[whole].further.push(place);
    let moved = std::mem::take(&mut parts[next]);
    let shift = Shift { table: whole as u32, base, dropped, columns };
    for &at in &moved.cells {
        match shift.cell(&passages[at].role) {
            Some(cell) => {
                parts[whole].cells.push(at);
                passages[at].role = cell;
            }
            None => {
                let head = Role::Furniture(FurnitureKind::RunningHead);
                passages[at].assign(head, Reason::RepeatedHead);
            }
        }
    }
    append_words(passages, &mut parts[whole], whole as u32, &moved);
    true
}

/// Gives a table the notes and the caption of a part of it; a second caption is furniture.
fn append_words(passages: &mut [Passage], whole: &mut Part, table: u32, moved: &Part) {
    for &at in &moved.notes {
        passages[at].role = Role::TableNote(table);
        whole.notes.push(at);
    }
    let Some(at) = moved.caption else { return };
    if whole.caption.is_some() {
        passages[at].assign(Role::Furniture(FurnitureKind::RunningHead), Reason::RepeatedHead);
    } else if let Role::Caption { of, .. } = &mut passages[at].role {
        *of = Captioned::Table(Some(table));
        whole.caption = Some(at);
    }
}

/// Where the cells of a part stand in the whole table.
struct Shift<'a> {
    /// Index of the whole table.
    table: u32,
    /// Rows that it has before.
    base: u32,
    /// Rows at the top of the part that do not become rows of it.
    dropped: u32,
    /// For each column of the part that of the whole.
    columns: &'a [u32],
}

impl Shift<'_> {
    /// A cell of the part as one of the whole; nothing where its row is dropped.
    fn cell(&self, role: &Role) -> Option<Role> {
        let &Role::Cell { row, column, row_span, column_span, .. } = role else { return None };
        let row = row.checked_sub(self.dropped)?;
        let end = (column + column_span).min(self.columns.len() as u32);
        let first = self.columns.get(column as usize)?;
        let last = self.columns.get(end.checked_sub(1)? as usize)?;
        Some(Role::Cell {
            table: self.table,
            row: self.base + row,
            column: *first,
            row_span,
            column_span: last + 1 - first,
            header: false,
        })
    }
}

/// Number of rows of the head of a table.
fn head_rows(passages: &[Passage], part: &Part, frame: &TableFrame) -> u32 {
    let head = |&at: &usize| match passages[at].role {
        Role::Cell { row, header: true, .. } => Some(row),
        _ => None,
    };
    let heads: BTreeSet<u32> = part.cells.iter().filter_map(head).collect();
    (0..frame.rows).take_while(|row| heads.contains(row)).count() as u32
}

/// Number of rows at the top of a table that repeat those of the one above it, or say no more than
/// that it goes on; nothing where it has another head.
fn repeated_rows(above: &Rows, below: &Rows, frame: &TableFrame, heads: u32) -> Option<u32> {
    let is_repeated = |row: &u32| below.get(row).is_some_and(|texts| above.get(row) == Some(texts));
    let repeated = (0..frame.rows).take_while(is_repeated).count() as u32;
    // The first row of a table whose rows are all ruled need not be a head.
    let has_values = |row: u32| {
        below.get(&row).is_some_and(|texts| {
            texts.len() == frame.columns as usize
                && texts.iter().all(|(_, text)| text.contains(|c: char| c.is_ascii_digit()))
        })
    };
    if repeated < heads && !(heads == 1 && has_values(0)) {
        return None;
    }
    let is_only_remark =
        |row: &u32| below.get(row).is_some_and(|texts| texts.len() == 1 && is_remark(&texts[0].1));
    let remarks = (repeated..frame.rows).take_while(is_only_remark).count() as u32;
    Some(repeated + remarks)
}

/// Takes a remark such as `(Continued)` off the last row.
fn drop_last_remark(
    passages: &mut [Passage],
    frame: &mut TableFrame,
    part: &mut Part,
    rows: &mut Rows,
) {
    let Some((&last, texts)) = rows.last_key_value() else { return };
    if last + 1 != frame.rows || texts.len() != 1 || !is_remark(&texts[0].1) {
        return;
    }
    part.cells.retain(|&at| {
        let gone = matches!(passages[at].role, Role::Cell { row, .. } if row == last);
        if gone {
            passages[at].assign(Role::Furniture(FurnitureKind::RunningFoot), Reason::RepeatedHead);
        }
        !gone
    });
    frame.rows -= 1;
    rows.remove(&last);
}

/// Puts the passages of a whole table together again, at the place of its first one.
fn gather(passages: &mut Vec<Passage>, frames: &[TableFrame], whole: &[usize]) {
    if whole.iter().enumerate().all(|(at, &own)| at == own) {
        return;
    }
    let mut last: Vec<Option<usize>> = vec![None; frames.len()];
    let place: Vec<usize> = passages
        .iter()
        .enumerate()
        .map(|(at, passage)| {
            let table = table_of(&passage.role).map(|table| table as usize);
            match table.and_then(|table| last.get_mut(table)) {
                Some(first) => *first.get_or_insert(at),
                None => at,
            }
        })
        .collect();
    let mut order: Vec<usize> = (0..passages.len()).collect();
    order.sort_by_key(|&at| place[at]);
    let mut old: Vec<Option<Passage>> = std::mem::take(passages).into_iter().map(Some).collect();
    passages.extend(order.into_iter().filter_map(|at| old[at].take()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provenance::PageNumber;
    use crate::text::Text;

    /// A table of rows of texts, its first row the head, as passages.
    fn table(number: u32, rows: &[&[&str]]) -> (Vec<Passage>, TableFrame) {
        let mut passages = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*texts) {
                passages.push(Passage {
                    role: Role::Cell {
                        table: number,
                        row,
                        column,
                        row_span: 1,
                        column_span: 1,
                        header: row == 0,
                    },
                    mark: Text::default(),
                    text: Text::plain(*text),
                });
            }
        }
        let place = Place { page: PageNumber(number + 1), bbox: Rect::NOTHING };
        let columns = rows.iter().map(|row| row.len()).max().unwrap_or_default() as u32;
        let rows = rows.len() as u32;
        (passages, TableFrame { place, further: vec![], rows, columns, reasons: vec![] })
    }

    #[test]
    fn rows_are_appended_where_the_head_is_repeated() {
        let first: &[&[&str]] = &[&["Drug", "Dose"], &["One", "12"], &["(Continued)"]];
        type Rows<'a> = &'a [&'a [&'a str]];
        let cases: [(Rows<'_>, Option<u32>, &str); 3] = [
            (&[&["Drug", "Dose"], &["Two", "13"], &["Three", "14"]], Some(4), "the same head"),
            (&[&["Drug", "Dose (continued)"], &["Two", "13"]], Some(3), "a remark in the head"),
            (&[&["Drug", "Price"], &["Two", "13"]], None, "another head"),
        ];
        for (second, expected, why) in cases {
            let (mut passages, frame) = table(0, first);
            let (more, next) = table(1, second);
            passages.extend(more);
            let mut frames = vec![frame, next];
            let mut parts = parts(&passages, 2);
            let joint = Joint { whole: 0, previous: 0, next: 1 };
            let mut upper = super::rows(&passages, &parts[0], None);
            let joined = append(&mut passages, &mut frames, &mut parts, joint, &[0, 1], &mut upper);
            assert_eq!(joined.then_some(frames[0].rows), expected, "{why}");
            assert_eq!(frames[0].further.len(), usize::from(joined), "{why}");
        }
    }
}
