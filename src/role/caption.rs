//! Captions: found by their label, bound to the area they name.

use super::cut::NOTE_DISTANCE;
use super::draft::{Draft, absorb};
use super::model::{Captioned, Role, TableFrame};
use super::name::is_identifier;
use crate::document::{FurnitureKind, Place};
use crate::geometry::Rect;
use crate::layout::{BodyStyle, CaptionArea, Layout};
use crate::lexicon::label::{Label, label_of};
use crate::lexicon::series::Labelled;
use crate::order::ElementKind;
use crate::provenance::PageNumber;
use crate::reason::Reason;
use crate::tolerance::{is_same_size, is_similar_size};
use std::collections::{BTreeMap, BTreeSet};

/// A caption goes on in the next block where that begins this close below it, in ems.
const NEXT_LINE: f32 = 0.9;
/// Boxes of lines under one another overlap by no more than this, in ems: they reach from ascent to
/// descent.
const LINES_OVERLAP: f32 = -0.6;
/// The text of a caption begins this close below a label that is alone, in ems.
const LABEL_DISTANCE: f32 = 1.2;
/// Its size differs from that of the label by less than this share.
const LABEL_SIZE: f32 = 0.15;
/// Notes of tables are smaller than the body by this factor.
const NOTE_SIZE: f32 = 0.97;
/// An identifier stands this close below the caption or table that it is that of, in ems.
const IDENTIFIER_DISTANCE: f32 = 4.0;
/// Drafts looked at before and behind an identifier for what it is that of.
const IDENTIFIER_REACH: usize = 12;
/// An area is named by a caption no further away than this, in points.
const FARTHEST: f32 = 90.0;

/// Finds captions and binds them to figures and tables.
pub(super) fn assign(
    drafts: &mut [Draft],
    layout: &Layout,
    body: &BodyStyle,
    tables: &[(usize, TableFrame)],
) {
    for at in 0..drafts.len() {
        let area = area_of(&drafts[at], layout);
        let proposed = area.map(|area| area.reason);
        let Some((label, reason)) = caption_label(&drafts[at], body, proposed) else {
            continue;
        };
        extend(drafts, at, body);
        if let Some(area) = area {
            gather(drafts, at, area.bbox);
        }
        if drafts[at].chunk.text.trim().len() == label.name_length {
            extend_lone(drafts, at, layout);
        }
        // A name without number and text may head a list of figures.
        if drafts[at].chunk.text.trim() == label.name && !label.name.contains(char::is_numeric) {
            continue;
        }
        let text = &drafts[at].chunk.text;
        drafts[at].mark = text.len() - text[label.length..].trim_start().len();
        let of = match label.of {
            Labelled::Figure | Labelled::Other => Captioned::Figure,
            Labelled::Table => Captioned::Table(None),
        };
        drafts[at].assign(Role::Caption { of, label: label.name, place: None }, reason);
    }
    bind_tables(drafts, tables, FARTHEST * layout.scale());
    bind_figures(drafts, layout);
    mark_identifiers(drafts);
    mark_notes(drafts, body, tables);
}

/// Marks identifiers that stand alone in a line under a caption, a table, or what belongs to them:
/// they are those of the figure or table.
fn mark_identifiers(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        if !drafts[at].is_open() || !is_identifier(&drafts[at].chunk.text) {
            continue;
        }
        let own = &drafts[at].chunk;
        let is_above = |other: &Draft| {
            let float = matches!(other.role, Some(Role::Caption { .. }))
                || matches!(other.chunk.element.kind, ElementKind::Table(_));
            let gap = own.bbox.y0 - other.chunk.bbox.y1;
            float
                && other.chunk.page() == own.page()
                && (LINES_OVERLAP..IDENTIFIER_DISTANCE).contains(&(gap / own.style.size.max(1.0)))
                && other.chunk.bbox.horizontal().overlap(own.bbox.horizontal()) > 0.0
        };
        let near = at.saturating_sub(IDENTIFIER_REACH)..drafts.len().min(at + IDENTIFIER_REACH);
        if drafts[near].iter().any(is_above) {
            drafts[at].assign(Role::Furniture(FurnitureKind::Imprint), Reason::IdentifierOfFigure);
        }
    }
}

/// The label of a draft that is a caption and not a sentence that begins with "Figure 1".
fn caption_label(
    draft: &Draft,
    body: &BodyStyle,
    proposed: Option<Reason>,
) -> Option<(Label, Reason)> {
    if !draft.is_open() || draft.chunk.block_lines == 0 {
        return None;
    }
    let label = label_of(&draft.chunk.text)?;
    let style = draft.chunk.style;
    let differs = !is_same_size(style.size, body.size) || style.font != body.font;
    let rest = draft.chunk.text[label.length.min(draft.chunk.text.len())..].trim_start();
    let sentence = rest.starts_with(|c: char| c.is_lowercase() || c == '(' || c == ',');
    let set_off = (label.set_off && (differs || !sentence)).then_some(Reason::LabelSetOff);
    let by_type = || (differs && !sentence).then_some(Reason::LabelInOtherType);
    let reason = set_off.or(proposed).or_else(by_type)?;
    Some((label, reason))
}

/// What layout proposes for a caption that begins with this draft.
fn area_of(draft: &Draft, layout: &Layout) -> Option<CaptionArea> {
    let first = draft.chunk.lines.first()?;
    let page = &layout.pages[first.page as usize];
    let line = page.lines.get(first.line as usize)?.bbox;
    page.captions.iter().find(|caption| line.contains(caption.first.center())).copied()
}

/// Takes what stands in the area of a caption beside its first part: the text beside a label, the
/// second column.
fn gather(drafts: &mut [Draft], at: usize, area: Rect) {
    let size = drafts[at].chunk.style.size;
    let page = drafts[at].chunk.page();
    for next in at + 1..drafts.len() {
        let other = &drafts[next];
        if other.chunk.page() != page {
            // Drafts stand page by page.
            break;
        }
        let alike = is_similar_size(other.chunk.style.size, size);
        let is_own = other.is_open() && !is_identifier(&other.chunk.text);
        if alike && is_own && area.grown(1.0).contains(other.chunk.bbox.center()) {
            absorb(drafts, at, next, Reason::InAreaOfCaption);
        }
    }
}

/// Takes what follows a caption's first chunk: the rest of its block, and the block below where
/// only the weight changes.
fn extend(drafts: &mut [Draft], at: usize, body: &BodyStyle) {
    let mut lines = drafts[at].chunk.lines.len();
    for next in at + 1..drafts.len() {
        let (own, other) = (&drafts[at].chunk, &drafts[next]);
        if !other.is_open() || label_of(&other.chunk.text).is_some() {
            return;
        }
        if is_identifier(&other.chunk.text) {
            return;
        }
        let same_block = own.element == other.chunk.element;
        let size = own.style.size;
        let alike = is_similar_size(other.chunk.style.size, size);
        let distinct = !is_same_size(size, body.size);
        let gap = other.chunk.bbox.y0 - own.bbox.y1;
        let below = own.element.page == other.chunk.element.page
            && gap < NEXT_LINE * size
            && gap > LINES_OVERLAP * size
            && other.chunk.bbox.horizontal().overlap(own.bbox.horizontal()) > 0.0;
        let goes_on = same_block && (distinct || !other.chunk.indented)
            || below
                && alike
                && (distinct || own.style.bold && !other.chunk.style.bold && lines <= 3);
        if !(alike && goes_on) {
            return;
        }
        lines += other.chunk.lines.len();
        let reason = if same_block { Reason::BlockOfCaption } else { Reason::BelowCaption };
        absorb(drafts, at, next, reason);
    }
}

/// Takes what stands right below a label that is alone, wherever it is read: below is where the lines of a page
/// or of turned text go on.
fn extend_lone(drafts: &mut [Draft], at: usize, layout: &Layout) {
    let angle_of = |draft: &Draft| {
        let part = draft.chunk.lines.first()?;
        Some(layout.pages[part.page as usize].lines[part.line as usize].angle)
    };
    let own = &drafts[at].chunk;
    let angle = angle_of(&drafts[at]);
    let gap = |other: Rect| match angle {
        Some(angle) if angle < 0.0 => {
            (other.x0 - own.bbox.x1, own.bbox.vertical(), other.vertical())
        }
        Some(angle) if angle > 0.0 => {
            (own.bbox.x0 - other.x1, own.bbox.vertical(), other.vertical())
        }
        _ => (other.y0 - own.bbox.y1, own.bbox.horizontal(), other.horizontal()),
    };
    let is_below = |other: &Draft| {
        let (gap, extent, further) = gap(other.chunk.bbox);
        let (a, b) = (other.chunk.style.size, own.style.size);
        other.is_open()
            && other.chunk.page() == own.page()
            && angle_of(other) == angle
            && (a - b).abs() < LABEL_SIZE * a.max(b)
            && (0.0..LABEL_DISTANCE * own.style.size).contains(&gap)
            && extent.overlap(further) > 0.0
    };
    let below = (at + 1..drafts.len()).filter(|&next| is_below(&drafts[next]));
    let nearest =
        below.min_by(|&a, &b| gap(drafts[a].chunk.bbox).0.total_cmp(&gap(drafts[b].chunk.bbox).0));
    if let Some(next) = nearest {
        absorb(drafts, at, next, Reason::BelowCaption);
    }
}

/// Binds each table to the nearest caption of a table above or below it.
fn bind_tables(drafts: &mut [Draft], tables: &[(usize, TableFrame)], farthest: f32) {
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let of_page = by_page(drafts, |draft| {
        matches!(draft.role, Some(Role::Caption { of: Captioned::Table(None), .. }))
    });
    for (number, (_, frame)) in tables.iter().enumerate() {
        let nearest = of_page
            .get(&frame.place.page)
            .into_iter()
            .flatten()
            .filter(|&at| !taken.contains(at))
            .map(|&at| (distance(drafts[at].chunk.bbox, frame.place.bbox), at))
            .filter(|(distance, _)| *distance < farthest)
            .min_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, at)) = nearest {
            taken.insert(at);
            if let Some(Role::Caption { of, .. }) = &mut drafts[at].role {
                *of = Captioned::Table(Some(number as u32));
            }
        }
    }
}

/// Indices of some drafts, page by page.
fn by_page(
    drafts: &[Draft],
    is_wanted: impl Fn(&Draft) -> bool,
) -> BTreeMap<PageNumber, Vec<usize>> {
    let mut pages: BTreeMap<PageNumber, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| is_wanted(draft)) {
        pages.entry(PageNumber(draft.chunk.page() + 1)).or_default().push(at);
    }
    pages
}

/// Distance of a caption from an area: above and below count as they are, sideways double.
fn distance(caption: Rect, area: Rect) -> f32 {
    let vertical = (area.y0 - caption.y1).max(caption.y0 - area.y1).max(0.0);
    let horizontal = (area.x0 - caption.x1).max(caption.x0 - area.x1).max(0.0);
    vertical + 2.0 * horizontal
}

/// Binds each caption of a figure to the nearest figure area of its page.
fn bind_figures(drafts: &mut [Draft], layout: &Layout) {
    let mut taken: BTreeSet<(u32, u32)> = BTreeSet::new();
    let farthest = FARTHEST * layout.scale();
    for draft in drafts {
        let bbox = draft.chunk.bbox;
        let page = draft.chunk.page();
        let Some(Role::Caption { of: Captioned::Figure, place, .. }) = &mut draft.role else {
            continue;
        };
        let figures = &layout.pages[page as usize].figures;
        let named = figures.iter().enumerate().find_map(|(at, figure)| {
            let first = figure.caption?;
            bbox.grown(1.0).contains(first.center()).then_some((0.0, at, figure.bbox))
        });
        let nearest = named.or_else(|| {
            figures
                .iter()
                .enumerate()
                .filter(|(at, figure)| {
                    figure.caption.is_none() && !taken.contains(&(page, *at as u32))
                })
                .map(|(at, figure)| (distance(bbox, figure.bbox), at, figure.bbox))
                .filter(|(distance, _, _)| *distance < farthest)
                .min_by(|a, b| a.0.total_cmp(&b.0))
        });
        if let Some((_, at, bbox)) = nearest {
            taken.insert((page, at as u32));
            *place = Some(Place { page: layout.pages[page as usize].number, bbox });
        }
    }
}

/// Marks small type right below a table as its notes.
fn mark_notes(drafts: &mut [Draft], body: &BodyStyle, tables: &[(usize, TableFrame)]) {
    let of_page = by_page(drafts, Draft::is_open);
    for (number, (_, frame)) in tables.iter().enumerate() {
        let mut bottom = frame.place.bbox.y1;
        let open = of_page.get(&frame.place.page).into_iter().flatten().copied();
        let mut below: Vec<usize> = open
            .filter(|&at| {
                let draft = &drafts[at];
                draft.is_open()
                    && draft.chunk.bbox.y0 > frame.place.bbox.y1 - draft.chunk.style.size
                    && draft.chunk.bbox.horizontal().overlap(frame.place.bbox.horizontal()) > 0.0
                    && draft.chunk.style.size < NOTE_SIZE * body.size
                    && draft.chunk.bbox.x0 > frame.place.bbox.x0 - 2.0 * body.size
            })
            .collect();
        below.sort_by(|&a, &b| drafts[a].chunk.bbox.y0.total_cmp(&drafts[b].chunk.bbox.y0));
        for at in below {
            let chunk = &drafts[at].chunk;
            if chunk.bbox.y0 - bottom > NOTE_DISTANCE * chunk.style.size {
                break;
            }
            bottom = bottom.max(chunk.bbox.y1);
            if is_identifier(&chunk.text) {
                drafts[at]
                    .assign(Role::Furniture(FurnitureKind::Imprint), Reason::IdentifierOfFigure);
            } else {
                drafts[at].assign(Role::TableNote(number as u32), Reason::SmallTypeBelowTable);
            }
        }
    }
}

/// The tables of a flow, with the place of their element among the drafts.
pub(super) fn frames(drafts: &[Draft], layout: &Layout) -> Vec<(usize, TableFrame)> {
    drafts
        .iter()
        .enumerate()
        .filter_map(|(at, draft)| {
            let ElementKind::Table(table) = draft.chunk.element.kind else { return None };
            let page = &layout.pages[draft.chunk.element.page as usize];
            let area = &page.tables[table as usize];
            let place = Place { page: page.number, bbox: area.bbox };
            let (rows, columns) = (area.rows, area.columns);
            let reasons = vec![area.reason];
            Some((at, TableFrame { place, further: Vec::new(), rows, columns, reasons }))
        })
        .collect()
}
