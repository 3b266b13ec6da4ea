//! Writes a page down in one permutation of its glyphs.

use super::block::{Group, Item};
use super::direction;
use super::draft::Draft;
use super::model::{Block, FigureArea, Line, PageLayout, TableArea, Word};
use super::underscore;
use crate::geometry::Rect;
use crate::page::text_layer;
use crate::provenance::PageNumber;

/// Puts words in line order and lines in block order.
pub(super) fn page(
    number: PageNumber,
    draft: Draft,
    items: Vec<Item>,
    groups: Vec<Group>,
    tables: Vec<TableArea>,
    figures: Vec<FigureArea>,
) -> PageLayout {
    let mut layout = PageLayout {
        number,
        reading: Vec::with_capacity(draft.glyphs.len()),
        scripts: Vec::with_capacity(draft.glyphs.len()),
        words: Vec::with_capacity(draft.words.len()),
        lines: Vec::with_capacity(items.len()),
        blocks: Vec::with_capacity(groups.len()),
        tables,
        figures,
        unread: draft.unread.clone(),
        ..PageLayout::default()
    };
    for Group { items: group, reason } in groups {
        let Some(kind) = group.first().map(|&at| items[at as usize].kind) else { continue };
        let first_line = layout.lines.len() as u32;
        for at in group {
            push_line(&mut layout, &draft, &items[at as usize]);
        }
        let lines = first_line..layout.lines.len() as u32;
        let bbox = layout.lines[first_line as usize..].iter().map(|line| line.bbox).collect();
        layout.blocks.push(Block { lines, bbox, kind, reason });
    }
    if let Some(poster) = draft.poster {
        (layout.panels, layout.bars) = (poster.panels, poster.bars);
    }
    layout.text_layer = text_layer::of_page(&draft.page);
    layout.page = draft.page;
    layout
}

fn push_line(layout: &mut PageLayout, draft: &Draft, item: &Item) {
    let segment = &draft.segments[item.segment as usize];
    let first_word = layout.words.len() as u32;
    let words = &draft.words[item.words.start as usize..item.words.end as usize];
    let strokes = underscore::strokes(draft, segment);
    let mut last: Option<Rect> = None;
    let mut push = |places: &mut dyn Iterator<Item = u32>, bbox| {
        let start = layout.reading.len() as u32;
        for place in places {
            layout.reading.push(draft.glyphs[place as usize]);
            layout.scripts.push(draft.scripts[place as usize]);
        }
        let underscore = last.is_some_and(|last| underscore::joins(&strokes, last, bbox));
        layout.words.push(Word { glyphs: start..layout.reading.len() as u32, bbox, underscore });
        last = Some(bbox);
    };
    match direction::logical(draft, words, segment.angle) {
        Some(words) => {
            words.iter().for_each(|word| push(&mut word.places.iter().copied(), word.bbox))
        }
        None => words.iter().for_each(|word| push(&mut word.glyphs.clone(), word.bbox)),
    }
    layout.lines.push(Line {
        words: first_word..layout.words.len() as u32,
        bbox: item.bbox,
        baseline: segment.baseline,
        size: segment.size,
        font: segment.font,
        bold: segment.bold,
        italic: segment.italic,
        capitals: segment.capitals,
        color: segment.color,
        angle: f32::from(segment.angle),
        head: item.head,
        bullet: item.bullet,
        parted: segment.parted.filter(|_| item.words.start == segment.words.start),
    });
}
