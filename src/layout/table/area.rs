//! Where tables may be: between rules that belong together.

use super::rule::Rule;
use super::scene::Scene;
use super::text::{self, Text};
use crate::geometry::Rect;
use crate::tolerance::{BODY_SIZE, MAJORITY, is_same_size};

/// Rules and boxes whose ends differ by no more than this, in points, have one extent.
const SAME_EXTENT: f32 = 6.0;
/// Rules that come this close to one another touch, in points.
const TOUCH: f32 = 2.5;
/// Rules shorter than this, in type sizes of the body, underline words.
const SHORTEST: f32 = 6.0;
/// Rules looked at on one page at most for boxes: more of them are a drawing.
const MOST_RULES: usize = 3_000;
/// A gap without text higher than this, in type sizes of the body, parts rules.
const HIGHEST_GAP: f32 = 4.0;
/// Areas of one page at most.
const MOST_AREAS: usize = 200;

/// Rules that touch, or one alone.
#[derive(Debug, Clone, Copy)]
struct Group {
    bbox: Rect,
    /// Horizontal rules, and how many of them are lines rather than edges of shades.
    across: usize,
    lines: usize,
    down: usize,
}

/// An area and whether rules close it on all sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) bbox: Rect,
    pub(super) closed: bool,
}

/// Lines across from which on a table has a rule above it, one below its head, and one below it.
const CLOSED: usize = 3;

/// Finds the areas between rules, from top to bottom.
pub(super) fn ruled(scene: &Scene) -> Vec<Area> {
    let mut groups = touching(scene);
    groups.retain(|group| {
        group.across > 0 && group.bbox.width() >= SHORTEST * scene.body
            || group.down > 1 && group.bbox.height() >= SHORTEST * scene.body
    });
    groups.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    let mut open: Vec<Group> = Vec::new();
    let mut done: Vec<Group> = Vec::new();
    for group in groups {
        let same = open.iter().position(|other| {
            (other.bbox.x0 - group.bbox.x0).abs() <= SAME_EXTENT
                && (other.bbox.x1 - group.bbox.x1).abs() <= SAME_EXTENT
        });
        match same {
            Some(at) if !is_parted(scene, &open[at], &group) => {
                let other = &mut open[at];
                other.bbox = other.bbox.union(group.bbox);
                other.across += group.across;
                other.lines += group.lines;
                other.down += group.down;
            }
            Some(at) => done.push(std::mem::replace(&mut open[at], group)),
            None => open.push(group),
        }
    }
    done.extend(open);
    done.retain(|group| group.across + group.down >= 2 && group.bbox.height() > scene.body);
    done.sort_by(|a, b| b.bbox.area().total_cmp(&a.bbox.area()));
    let mut areas: Vec<Area> = Vec::new();
    for group in done.into_iter().take(MOST_AREAS) {
        let inside = areas.iter().any(|area| {
            area.bbox.grown(TOUCH).intersection(group.bbox).area() > MAJORITY * group.bbox.area()
        });
        if !inside {
            let closed = group.lines >= CLOSED || group.down > 0;
            areas.push(Area { bbox: group.bbox, closed });
        }
    }
    areas.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    areas
}

/// Groups of rules that touch one another.
fn touching(scene: &Scene) -> Vec<Group> {
    let across = &scene.rules.across;
    let down = &scene.rules.down;
    let box_of = |rule: &Rule| Rect::new(rule.from, rule.at, rule.to, rule.at);
    if across.len() + down.len() > MOST_RULES {
        return across
            .iter()
            .map(|rule| Group {
                bbox: box_of(rule),
                across: 1,
                lines: usize::from(!rule.shade),
                down: 0,
            })
            .collect();
    }
    let mut parent: Vec<usize> = (0..across.len() + down.len()).collect();
    for (at, wall) in down.iter().enumerate() {
        let from = across.partition_point(|rule| rule.at < wall.from - TOUCH);
        for (other, rule) in across.iter().enumerate().skip(from) {
            if rule.at > wall.to + TOUCH {
                break;
            }
            if rule.from - TOUCH <= wall.at && wall.at <= rule.to + TOUCH {
                let (a, b) = (root(&mut parent, across.len() + at), root(&mut parent, other));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<Option<Group>> = vec![None; parent.len()];
    for at in 0..parent.len() {
        let (bbox, is_across) = match across.get(at) {
            Some(rule) => (box_of(rule), true),
            None => {
                let wall = &down[at - across.len()];
                (Rect::new(wall.at, wall.from, wall.at, wall.to), false)
            }
        };
        let first = root(&mut parent, at);
        let group = groups[first].get_or_insert(Group {
            bbox: Rect::NOTHING,
            across: 0,
            lines: 0,
            down: 0,
        });
        group.bbox = group.bbox.union(bbox);
        group.across += usize::from(is_across);
        group.lines += usize::from(across.get(at).is_some_and(|rule| !rule.shade));
        group.down += usize::from(!is_across);
    }
    groups.into_iter().flatten().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

impl Group {
    /// Whether its rules form boxes in rows and columns.
    fn is_lattice(&self) -> bool {
        self.across >= CLOSED && self.down >= CLOSED
    }
}

/// Whether what stands between two groups of rules parts them: prose, a caption, or nothing for long; beside a
/// lattice any text, since its rows stand in its boxes.
fn is_parted(scene: &Scene, above: &Group, below: &Group) -> bool {
    let (upper, lower) = (above.bbox, below.bbox);
    if lower.y0 <= upper.y1 + scene.body {
        return false;
    }
    let between = Rect::new(upper.x0.min(lower.x0), upper.y1, upper.x1.max(lower.x1), lower.y0);
    let text = text::read(scene, between);
    let outside = match (above.is_lattice(), below.is_lattice()) {
        // A row that is one cell may have no walls: more lines are notes and a caption.
        (true, true) => text.lines.len() > 1,
        (true, false) => below.down == 0 && !text.lines.is_empty(),
        (false, true) => above.down == 0 && !text.lines.is_empty(),
        (false, false) => false,
    };
    outside
        || text.lines.is_empty() && between.height() > HIGHEST_GAP * scene.body
        || widest_blank(&text, between) > WIDEST_BLANK * scene.body
        || !goes_on_in_columns(scene, upper, between, &text)
            && (is_prose(scene, &text) && !(is_small(scene, &text) && is_captioned(scene, upper))
                || is_prose(scene, &in_body_size(scene, &text))
                || has_paragraph(scene, &text, between))
        || text.lines.iter().any(|line| begins_with_label(scene, &text, line))
}

/// Whether what stands below rules goes on in the columns of what stands between them, below a caption: cells
/// may be sentences, but not two columns of them, which are those of the page.
fn goes_on_in_columns(scene: &Scene, upper: Rect, between: Rect, text: &Text) -> bool {
    let chunks = text.lines.iter().flat_map(|line| text.line_chunks(line));
    let mut prose = chunks.filter(|chunk| fills_column(scene, chunk)).map(|chunk| chunk.x0);
    let first = prose.next();
    let one_column = prose.all(|x0| first.is_some_and(|first| (x0 - first).abs() < SAME_EXTENT));
    one_column
        && upper.height() > scene.body
        && has_gutter(&text::read(scene, upper.union(between)))
        && is_captioned(scene, upper)
}

/// Whether an upright strip without words parts a text into columns, however few lines the left one has.
fn has_gutter(text: &Text) -> bool {
    let chunks = || text.lines.iter().flat_map(|line| text.line_chunks(line));
    let crosses = |at: f32| chunks().any(|chunk| chunk.x0 < at - 1.0 && chunk.x1 > at - 1.0);
    let left = chunks().map(|chunk| chunk.x0).fold(f32::INFINITY, f32::min);
    let mut edges: Vec<f32> =
        chunks().map(|chunk| chunk.x0).filter(|x0| *x0 > left + 1.0).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup_by(|a, b| (*a - *b).abs() < 1.0);
    edges.iter().any(|&edge| !crosses(edge))
}

/// Whether all of a text is smaller than that of the body.
pub(super) fn is_small(scene: &Scene, text: &Text) -> bool {
    text.lines.iter().all(|line| line.size < BODY_SIZE * scene.body)
}

/// Whether the caption of a table stands right above an area.
pub(super) fn is_captioned(scene: &Scene, area: Rect) -> bool {
    /// Lines above an area in which its caption begins, in type sizes of the body.
    const REACH: f32 = 5.0;
    let above = Rect::new(area.x0, area.y0 - REACH * scene.body, area.x1, area.y0 + 1.0);
    let text = text::read(scene, above);
    let labelled = text.lines.iter().rposition(|line| {
        let first = text.line_chunks(line).first().map(|chunk| text.chunk_tokens(chunk)[0]);
        first.is_some_and(|token| scene.is_table_label(token))
    });
    labelled.is_some_and(|label| {
        // Nothing but the caption stands between its first line and the area.
        text.lines[label..].iter().all(|line| text.line_chunks(line).len() == 1)
    })
}

/// Blank strips higher than this, in type sizes of the body, are between a table and what is not
/// of it.
const WIDEST_BLANK: f32 = 8.0;

/// Height of the highest strip of an area without text.
fn widest_blank(text: &Text, area: Rect) -> f32 {
    let mut above = area.y0;
    let mut widest: f32 = 0.0;
    for line in &text.lines {
        widest = widest.max(line.baseline - line.size - above);
        above = line.baseline;
    }
    widest.max(area.y1 - above)
}

/// The lines of a text that are as large as those of the body: notes of a table are smaller.
fn in_body_size(scene: &Scene, text: &Text) -> Text {
    let lines = text.lines.iter().filter(|line| is_same_size(line.size, scene.body));
    Text {
        tokens: text.tokens.clone(),
        chunks: text.chunks.clone(),
        lines: lines.cloned().collect(),
    }
}

/// Share of lines that fill a column of prose from which on a text is prose.
const PROSE_SHARE: f32 = 0.4;

/// This many of them are prose already from a lower share on.
const MANY: usize = 8;
const MANY_SHARE: f32 = 0.2;

/// Whether some words fill a column of prose.
fn fills_column(scene: &Scene, chunk: &text::Chunk) -> bool {
    chunk.tokens.len() >= 4 && scene.fills_column(chunk.x0, chunk.x1)
}

/// Whether many lines of a text fill a column of prose.
pub(super) fn is_prose(scene: &Scene, text: &Text) -> bool {
    let prose = text
        .lines
        .iter()
        .filter(|line| text.line_chunks(line).iter().any(|chunk| fills_column(scene, chunk)))
        .count();
    let share = prose as f32 / text.lines.len().max(1) as f32;
    prose >= 2 && share > PROSE_SHARE || prose >= MANY && share > MANY_SHARE
}

/// Whether two lines in a row are wide, of many words, and in the type size of prose.
fn has_paragraph(scene: &Scene, text: &Text, area: Rect) -> bool {
    const WORDS: usize = 9;
    const WIDTH: f32 = 0.75;
    let long = |line: &text::TextLine| match text.line_chunks(line) {
        [chunk] => {
            chunk.tokens.len() >= WORDS
                && chunk.width() > WIDTH * area.width()
                && line.size >= BODY_SIZE * scene.body
        }
        _ => false,
    };
    text.lines.windows(2).any(|pair| pair.iter().all(long))
}

/// Whether a line begins with the label of a table or figure.
fn begins_with_label(scene: &Scene, text: &Text, line: &text::TextLine) -> bool {
    let chunks = text.line_chunks(line);
    let Some(chunk) = chunks.first() else { return false };
    let tokens = text.chunk_tokens(chunk);
    tokens.first().is_some_and(|&at| scene.is_label(at))
}
