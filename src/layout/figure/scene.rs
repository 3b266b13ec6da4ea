//! What of a page's text is prose, what is a caption, and what may be drawn inside a figure.

use super::super::Options;
use super::super::block::{self, Item};
use crate::geometry::{Point, Rect};
use crate::layout::draft::Poster;
use crate::layout::draft::{Draft, Segment};
use crate::layout::model::{BlockKind, BodyStyle};
use crate::lexicon::label::{is_label, label_of};
use crate::lexicon::series::Labelled;
use crate::reason::Reason;
use crate::tolerance::{is_same_size, is_similar_size};

/// Words of a line of prose at least.
const PROSE_WORDS: usize = 5;
/// Lines of a paragraph in other type than the body's at least.
const FOREIGN_LINES: usize = 3;
/// Words on a line of a paragraph in other type than the body's, on average.
const FOREIGN_WORDS: f32 = 6.0;
/// Lines of a paragraph end within this of one another, in ems.
const FLUSH: f32 = 0.6;
/// A label stands this far before a caption that has no punctuation between, in ems.
const LABEL_GAP: f32 = 0.6;
/// Boxes of lines under one another overlap by no more than this, in ems: they reach from ascent to
/// descent.
const LINES_OVERLAP: f32 = -0.6;
/// What stands beside a caption begins within this of its top, in ems.
const SAME_TOP: f32 = 0.5;
/// A caption goes on in the next block where that begins this close below it, in ems.
const NEXT_LINE: f32 = 0.9;

/// Lines drawn this close to a head of a poster are of the head, in ems.
const AROUND_HEAD: f32 = 0.8;

/// What an item is as far as figures are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Of a paragraph.
    Prose,
    /// Of a caption.
    Caption,
    /// Anything else: what is drawn in figures, headings, formulas, last lines.
    Loose,
}

/// A caption's first lines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Caption {
    pub(super) bbox: Rect,
    /// Its first line.
    pub(super) first: Rect,
    pub(super) of: Labelled,
    /// What tells that it is one.
    pub(super) reason: Reason,
    size: f32,
    last: u32,
    /// Whether nothing stands on its line but the label.
    label_only: bool,
}

/// Lines of a heading above prose at most, how far it begins beside the prose, and how far above it, in ems.
const HEADING_LINES: usize = 2;
const HEADING_INDENT: f32 = 1.0;
const HEADING_GAP: f32 = 1.8;

/// The text of a page as figures see it.
#[derive(Debug, Default)]
pub(super) struct Scene {
    /// State of each item.
    pub(super) states: Vec<State>,
    pub(super) captions: Vec<Caption>,
    /// Areas of paragraphs.
    pub(super) prose: Vec<Rect>,
    /// Areas of running heads and other furniture.
    pub(super) furniture: Vec<Rect>,
    /// Areas of images and drawn things that are furniture.
    pub(super) pictures: Vec<Rect>,
    /// Panels and grounds, where the page is of a poster.
    pub(super) poster: Option<Poster>,
    /// Areas of heads of posters with the lines drawn above and below them.
    pub(super) heads: Vec<Rect>,
}

/// Tells prose and captions from the rest of a page's text.
pub(super) fn read(draft: &Draft, items: &[Item], body: &BodyStyle, options: &Options) -> Scene {
    let poster = draft.poster.clone();
    let mut scene = Scene { states: vec![State::Loose; items.len()], poster, ..Scene::default() };
    scene.furniture = items
        .iter()
        .filter(|item| matches!(item.kind, BlockKind::Furniture(_)))
        .map(|item| item.bbox)
        .collect();
    let mut rest: Vec<Vec<u32>> = Vec::new();
    for block::Group { items: group, .. } in block::group(draft, items, Vec::new(), body, options) {
        if group.first().is_none_or(|&at| items[at as usize].kind != BlockKind::Text) {
            continue;
        }
        let start = (0..group.len()).find_map(|at| {
            caption_start(draft, items, group[at], at == 0, body).map(|found| (at, found))
        });
        let (before, caption) = group.split_at(start.map_or(group.len(), |(at, _)| at));
        if let (Some((_, (of, reason))), Some(&first), Some(&last)) =
            (start, caption.first(), caption.last())
        {
            for &at in caption {
                scene.states[at as usize] = State::Caption;
            }
            let bbox = caption.iter().map(|&at| items[at as usize].bbox).collect();
            let first = &items[first as usize];
            let size = draft.segments[first.segment as usize].size;
            let text = draft.text(first.words.clone());
            let label_only = caption.len() == 1 && is_label(&text);
            let first = first.bbox;
            scene.captions.push(Caption { bbox, first, of, reason, size, last, label_only });
        }
        if !before.is_empty() {
            rest.push(before.to_vec());
        }
    }
    tell_prose(&mut scene, draft, items, rest, body);
    let heads = items.iter().filter(|item| item.head);
    scene.heads = heads
        .map(|item| item.bbox.grown(AROUND_HEAD * draft.segments[item.segment as usize].size))
        .collect();
    scene
}

/// Tells prose, and the headings right above it, among groups of lines that begin no caption.
fn tell_prose(
    scene: &mut Scene,
    draft: &Draft,
    items: &[Item],
    groups: Vec<Vec<u32>>,
    body: &BodyStyle,
) {
    let mut loose: Vec<(Vec<u32>, Rect)> = Vec::new();
    for group in groups {
        let bbox: Rect = group.iter().map(|&at| items[at as usize].bbox).collect();
        let is_caption = extend_caption(scene, draft, items, &group, bbox);
        let is_head = group.iter().all(|&at| items[at as usize].head);
        if !is_caption && (is_head || is_prose(draft, items, &group, body)) {
            scene.add_prose(&group, bbox);
        } else if !is_caption {
            loose.push((group, bbox));
        }
    }
    for (group, bbox) in loose {
        if heads_prose(draft, items, &group, bbox, &scene.prose) {
            scene.add_prose(&group, bbox);
        }
    }
}

fn segment<'a>(draft: &'a Draft, items: &[Item], at: u32) -> &'a Segment {
    &draft.segments[items[at as usize].segment as usize]
}

/// Of what an item begins a caption, and what tells so, where it does.
fn caption_start(
    draft: &Draft,
    items: &[Item],
    at: u32,
    first: bool,
    body: &BodyStyle,
) -> Option<(Labelled, Reason)> {
    let item = &items[at as usize];
    let own = segment(draft, items, at);
    if own.angle != 0 {
        return None;
    }
    let text = draft.text(item.words.clone());
    let label = label_of(&text)?;
    let words = text[..label.name_length].split_whitespace().count() as u32;
    let next = item.words.start + words;
    let (mut apart, mut restyled) = (false, false);
    if next < item.words.end {
        let (before, after) = (&draft.words[next as usize - 1], &draft.words[next as usize]);
        apart = after.bbox.x0 - before.bbox.x1 > LABEL_GAP * own.size;
        restyled = first_font(draft, item.words.start) != first_font(draft, next);
    }
    let differs = !is_same_size(own.size, body.size) || own.font != body.font;
    let sentence = text[label.length..].starts_with(|c: char| c.is_lowercase() || "(,".contains(c));
    let evidence = [
        (label.set_off, Reason::LabelSetOff),
        (apart && (differs || !sentence), Reason::LabelApart),
        ((restyled || differs) && !sentence, Reason::LabelInOtherType),
    ];
    let (_, reason) = evidence.into_iter().find(|(holds, _)| *holds)?;
    (first || restyled || differs).then_some((label.of, reason))
}

/// Font of the first glyph of a word.
fn first_font(draft: &Draft, word: u32) -> crate::page::FontId {
    let glyph = draft.glyphs[draft.words[word as usize].glyphs.start as usize];
    draft.page.glyphs[glyph as usize].font
}

/// Takes a group that goes on a caption below it or beside it into that caption.
fn extend_caption(
    scene: &mut Scene,
    draft: &Draft,
    items: &[Item],
    group: &[u32],
    bbox: Rect,
) -> bool {
    let own = segment(draft, items, group[0]);
    let found = scene.captions.iter().position(|caption| {
        let em = caption.size;
        let alike = is_similar_size(own.size, em);
        let last = segment(draft, items, caption.last);
        let gap = bbox.y0 - caption.bbox.y1;
        let below = gap > LINES_OVERLAP * em
            && gap < NEXT_LINE * em
            && bbox.horizontal().overlap(caption.bbox.horizontal()) > 0.0;
        let beside = (bbox.y0 - caption.bbox.y0).abs() < SAME_TOP * em
            && bbox.x0 > caption.bbox.x1
            && (own.font == last.font || caption.label_only);
        // The rows of a table stand close below its caption, in type of one size with it.
        let below = below && (caption.of != Labelled::Table || caption.label_only);
        alike && (below || beside)
    });
    let Some(found) = found else { return false };
    for &at in group {
        scene.states[at as usize] = State::Caption;
    }
    let caption = &mut scene.captions[found];
    caption.bbox = caption.bbox.union(bbox);
    caption.label_only = false;
    true
}

/// Whether lines are a paragraph: long lines in the body's type, or many that end together.
fn is_prose(draft: &Draft, items: &[Item], group: &[u32], body: &BodyStyle) -> bool {
    let count = |at: &&u32| items[**at as usize].words.len();
    let words: usize = group.iter().map(|at| count(&at)).sum();
    let long = group.iter().filter(|at| count(at) >= PROSE_WORDS).count();
    let of_body = group
        .iter()
        .filter(|&&at| {
            let own = segment(draft, items, at);
            own.font == body.font && is_similar_size(own.size, body.size)
        })
        .count();
    if of_body * 2 > group.len() {
        return long >= 2 || long == 1 && words >= 2 * PROSE_WORDS;
    }
    let right = group.iter().map(|&at| items[at as usize].bbox.x1).fold(0.0, f32::max);
    let flush = group
        .iter()
        .filter(|&&at| items[at as usize].bbox.x1 > right - FLUSH * segment(draft, items, at).size)
        .count();
    group.len() >= FOREIGN_LINES
        && words as f32 >= FOREIGN_WORDS * group.len() as f32
        && (flush + 1) * 5 >= group.len() * 3
}

/// Whether a bold line or two stand right above prose from whose edge they begin, as a heading does: no label of
/// the figure beside them.
fn heads_prose(draft: &Draft, items: &[Item], group: &[u32], bbox: Rect, prose: &[Rect]) -> bool {
    let em = segment(draft, items, group[0]).size;
    group.len() <= HEADING_LINES
        && group.iter().all(|&at| segment(draft, items, at).bold)
        && prose.iter().any(|own| {
            let gap = own.y0 - bbox.y1;
            (own.x0 - bbox.x0).abs() < HEADING_INDENT * em
                && (LINES_OVERLAP * em..HEADING_GAP * em).contains(&gap)
        })
}

impl Scene {
    fn add_prose(&mut self, group: &[u32], bbox: Rect) {
        for &at in group {
            self.states[at as usize] = State::Prose;
        }
        self.prose.push(bbox);
    }

    /// How much larger the page's type is than that of papers: distances in points grow with it.
    pub(super) fn scale(&self) -> f32 {
        self.poster.as_ref().map_or(1.0, |poster| poster.scale)
    }

    /// Whether two places are in different panels of a poster.
    pub(super) fn is_parted(&self, a: Point, b: Point) -> bool {
        self.poster.as_ref().is_some_and(|poster| poster.parts(a, b))
    }

    /// Whether a table's caption stands above an area with no prose between: then what stands
    /// between may be the table.
    pub(super) fn is_below_table(&self, area: Rect) -> bool {
        self.captions.iter().filter(|caption| caption.of == Labelled::Table).any(|caption| {
            let own = caption.bbox;
            let between = Rect::new(own.x0.max(area.x0), own.y1, own.x1.min(area.x1), area.y0);
            between.width() > 0.0 && own.center().y < area.y0 && !self.is_blocked(between, &[own])
        })
    }

    /// Whether prose or another caption stands in an area.
    pub(super) fn is_blocked(&self, area: Rect, apart_from: &[Rect]) -> bool {
        let inside = |bbox: &Rect| {
            let middle = bbox.center().y;
            middle > area.y0
                && middle < area.y1
                && bbox.horizontal().overlap(area.horizontal()) > 2.0
        };
        self.prose.iter().any(inside)
            || self
                .captions
                .iter()
                .filter(|caption| !apart_from.contains(&caption.bbox))
                .any(|caption| inside(&caption.bbox))
    }
}
