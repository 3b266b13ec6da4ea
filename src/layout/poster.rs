//! Posters: one large page whose text stands in panels and under heads.
//!
//! A table or a figure of a poster lies in one panel and under one head, and panels are read one
//! after the other, so that panels and heads are found before all else.

use super::block::Item;
use super::label::label_of;
use super::line::{Draft, Segment};
use super::{BlockKind, BodyStyle};
use crate::geometry::{Point, Rect};
use crate::page::Page;
use rustc_hash::FxHashMap;

/// Posters have no more pages than this.
const MOST_PAGES: usize = 2;
/// Sheets from this size on, in points, are posters: short and long side of A2, less a margin.
const LARGE_SHEET: [f32; 2] = [1_100.0, 1_500.0];
/// A smaller page is a poster where it has this many panels at least.
const FEWEST_PANELS: usize = 3;
/// And where they hold this share of its glyphs.
const IN_PANELS: f32 = 0.5;
/// Share of the page that a panel covers.
const PANEL_SHARE: std::ops::Range<f32> = 0.008..0.65;
/// An image that covers more of the page than this is its ground.
const GROUND_IMAGE: f32 = 0.4;
/// A panel holds at least this many glyphs.
const PANEL_GLYPHS: u32 = 40;
/// Boxes of one panel (its ground, its frame, its shadow) have edges this close, in ems.
const SAME_EDGE: f32 = 1.5;
/// Cells of a table have edges this close, in ems.
const TOUCHING: f32 = 0.15;
/// Boxes looked at on one page at most.
const MOST_BOXES: usize = 400;
/// Distances in points hold for a body of this type size.
const USUAL_BODY: f32 = 10.0;
/// The name of a panel is written along its side no further off than this, in ems.
const SIDE_GAP: f32 = 4.0;

/// What is known of a poster before its text is cut into columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Poster {
    /// Areas of its panels, smaller ones first.
    pub(super) panels: Vec<Rect>,
    /// Boxes drawn as grounds, frames and shadows of panels.
    grounds: Vec<Rect>,
    /// Names of panels written along their sides.
    names: Vec<Rect>,
    /// Boxes that heads stand on.
    pub(super) bars: Vec<Rect>,
    /// Images that are not grounds.
    pictures: Vec<Rect>,
    /// How much larger its type is than that of papers: 1 at least.
    pub(super) scale: f32,
}

impl Poster {
    /// The smallest panel around a place.
    pub(super) fn panel_at(&self, place: Point) -> Option<usize> {
        self.panels.iter().position(|panel| panel.contains(place))
    }

    /// Whether a drawn box is the ground of a panel or a head, not of a figure or table.
    pub(super) fn is_ground(&self, bbox: Rect) -> bool {
        self.grounds.contains(&bbox) || self.bars.contains(&bbox)
    }
}

/// For each page what is known of it as a poster, where the document is one.
pub(super) fn find(drafts: &mut [Draft], body: &BodyStyle) -> bool {
    if drafts.is_empty() || drafts.len() > MOST_PAGES {
        return false;
    }
    let posters: Vec<Poster> = drafts.iter().map(|draft| poster(draft, body)).collect();
    let is_poster = is_large(&drafts[0].page) || is_panelled(&drafts[0], &posters[0]);
    if is_poster {
        for (draft, poster) in drafts.iter_mut().zip(posters) {
            draft.poster = Some(poster);
        }
    }
    is_poster
}

fn is_large(page: &Page) -> bool {
    let (width, height) = (page.size.width, page.size.height);
    width.min(height) >= LARGE_SHEET[0] && width.max(height) >= LARGE_SHEET[1]
}

/// Whether most of a page's text stands in panels.
fn is_panelled(draft: &Draft, poster: &Poster) -> bool {
    let glyphs = |segment: &Segment| segment.glyphs;
    let all: u32 = draft.segments.iter().map(glyphs).sum();
    let inside = |segment: &&Segment| poster.panel_at(segment.bbox.center()).is_some();
    let held: u32 = draft.segments.iter().filter(inside).map(glyphs).sum();
    poster.panels.len() >= FEWEST_PANELS && held as f32 >= IN_PANELS * all as f32
}

/// How much larger the type of a poster is than that of papers: 1 at least.
pub(super) fn scale(body: &BodyStyle) -> f32 {
    (body.size / USUAL_BODY).max(1.0)
}

fn poster(draft: &Draft, body: &BodyStyle) -> Poster {
    let em = body.size;
    let grounds = boxes(draft, em);
    let mut panels: Vec<Rect> = Vec::new();
    for &bbox in &grounds {
        if !panels.iter().any(|other| is_same(*other, bbox, em)) {
            panels.push(bbox);
        }
    }
    let is_cell = |own: &Rect| panels.iter().any(|other| is_beside(*own, *other, em));
    let is_torn =
        |own: &Rect| panels.iter().any(|other| own.area() > other.area() && cross(*own, *other));
    let mut panels: Vec<Rect> =
        panels.iter().filter(|own| !is_cell(own) && !is_torn(own)).copied().collect();
    panels.extend(foot(draft, &panels));
    panels.sort_by(|a, b| a.area().total_cmp(&b.area()));
    let names = name_sides(draft, &mut panels);
    let limit = GROUND_IMAGE * draft.page.size.width * draft.page.size.height;
    let is_picture = |bbox: &&Rect| !grounds.contains(bbox) && bbox.area() < limit;
    let pictures = draft.page.images.iter().filter(is_picture).copied().collect();
    Poster { panels, grounds, names, pictures, scale: scale(body), bars: Vec::new() }
}

/// The foot of a poster: what stands on a bar or under a line across the page.
fn foot(draft: &Draft, panels: &[Rect]) -> Option<Rect> {
    /// It begins in this lower share of the page.
    const LOWER: f32 = 0.85;
    /// The bar or line is as wide as this share of the page.
    const ACROSS: f32 = 0.85;
    let page = &draft.page;
    let (width, height) = (page.size.width, page.size.height);
    let lines = page.rulings.iter().filter(|ruling| ruling.horizontal).map(|own| own.bbox);
    let drawn = lines.chain(page.fills.iter().map(|fill| fill.bbox));
    let is_torn = |top: f32| panels.iter().any(|panel| panel.y0 < top && panel.y1 > top);
    let holds = |top: f32| draft.segments.iter().any(|own| own.bbox.center().y > top);
    drawn
        .filter(|bbox| bbox.width() >= ACROSS * width && bbox.y0 > LOWER * height)
        .map(|bbox| bbox.y0)
        .filter(|&top| !is_torn(top) && holds(top))
        .reduce(f32::min)
        .map(|top| Rect::new(0.0, top, width, height))
}

/// Boxes of the page that hold text, larger ones first.
fn boxes(draft: &Draft, em: f32) -> Vec<Rect> {
    let page = &draft.page;
    let paper = page.size.width * page.size.height;
    let is_ground = |bbox: &&Rect| bbox.area() > GROUND_IMAGE * paper;
    let images = page.images.iter().filter(|bbox| !is_ground(bbox)).copied();
    let fills = page.fills.iter().map(|fill| fill.bbox);
    let drawn = fills.chain(images).chain(page.drawings.iter().copied()).chain(frames(page));
    let mut boxes: Vec<Rect> =
        drawn.filter(|bbox| PANEL_SHARE.contains(&(bbox.area() / paper))).collect();
    boxes.sort_by(|a, b| b.area().total_cmp(&a.area()));
    boxes.truncate(MOST_BOXES);
    boxes.retain(|bbox| {
        let inside = |segment: &&Segment| bbox.contains(segment.bbox.center());
        let held = || draft.segments.iter().filter(inside);
        let glyphs: u32 = held().map(|own| own.glyphs).sum();
        let (top, bottom) = held().fold((f32::MAX, f32::MIN), |(top, bottom), own| {
            (top.min(own.baseline), bottom.max(own.baseline))
        });
        // One row is a head on its bar, or the head of a table.
        glyphs >= PANEL_GLYPHS && bottom - top > 0.5 * em && bbox.width() > 6.0 * em
    });
    boxes
}

/// Frames drawn as four lines.
fn frames(page: &Page) -> Vec<Rect> {
    /// Lines that meet have ends this close, in points.
    const MEET: f32 = 3.0;
    /// Lines looked at at most.
    const MOST_LINES: usize = 2_000;
    let key = |from: f32, to: f32| ((from / MEET).round() as i32, (to / MEET).round() as i32);
    let mut across: FxHashMap<(i32, i32), Vec<Rect>> = FxHashMap::default();
    let mut down: FxHashMap<i32, Vec<Rect>> = FxHashMap::default();
    for ruling in page.rulings.iter().take(MOST_LINES) {
        let bbox = ruling.bbox;
        if ruling.horizontal {
            across.entry(key(bbox.x0, bbox.x1)).or_default().push(bbox);
        } else {
            down.entry((bbox.center().x / MEET).round() as i32).or_default().push(bbox);
        }
    }
    let is_side = |x: f32, y0: f32, y1: f32| {
        let at = (x / MEET).round() as i32;
        (at - 1..=at + 1).filter_map(|at| down.get(&at)).flatten().any(|bbox| {
            (bbox.center().x - x).abs() < MEET && bbox.y0 < y0 + MEET && bbox.y1 > y1 - MEET
        })
    };
    let mut frames: Vec<Rect> = Vec::new();
    for lines in across.values_mut() {
        lines.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        for pair in lines.windows(2) {
            let frame = pair[0].union(pair[1]);
            if is_side(frame.x0, frame.y0, frame.y1) && is_side(frame.x1, frame.y0, frame.y1) {
                frames.push(frame);
            }
        }
    }
    frames.sort_by(|a, b| a.y0.total_cmp(&b.y0).then(a.x0.total_cmp(&b.x0)));
    frames
}

fn is_same(a: Rect, b: Rect, em: f32) -> bool {
    let sides = [a.x0 - b.x0, a.y0 - b.y0, a.x1 - b.x1, a.y1 - b.y1];
    sides.iter().all(|side| side.abs() <= SAME_EDGE * em)
}

/// Whether two boxes share a side as the cells of a table do.
fn is_beside(a: Rect, b: Rect, em: f32) -> bool {
    let near = |x: f32, y: f32| (x - y).abs() <= TOUCHING * em;
    let row = near(a.y0, b.y0) && near(a.y1, b.y1) && (near(a.x1, b.x0) || near(b.x1, a.x0));
    let column = near(a.x0, b.x0) && near(a.x1, b.x1) && (near(a.y1, b.y0) || near(b.y1, a.y0));
    row || column
}

/// Whether two boxes overlap, and neither lies in the other.
fn cross(a: Rect, b: Rect) -> bool {
    /// Share of the smaller one.
    const OVERLAP: std::ops::Range<f32> = 0.05..0.9;
    let smaller = a.area().min(b.area()).max(f32::MIN_POSITIVE);
    OVERLAP.contains(&(a.intersection(b).area() / smaller))
}

/// Takes names that are written along the side of a panel into it; their areas.
fn name_sides(draft: &Draft, panels: &mut [Rect]) -> Vec<Rect> {
    let mut names = Vec::new();
    for segment in draft.segments.iter().filter(|segment| segment.angle.abs() == 90) {
        let own = segment.bbox;
        if panels.iter().any(|panel| panel.contains(own.center())) {
            continue;
        }
        let reach = SIDE_GAP * segment.size;
        let beside = panels.iter_mut().find(|panel| {
            let gap = (panel.x0 - own.x1).max(own.x0 - panel.x1);
            panel.vertical().overlap(own.vertical()) > 0.9 * own.height()
                && (-reach..reach).contains(&gap)
        });
        if let Some(panel) = beside {
            panel.x0 = panel.x0.min(own.x0);
            panel.x1 = panel.x1.max(own.x1);
            names.push(own);
        }
    }
    names
}

/// Heads have no more words than this.
const HEAD_WORDS: usize = 14;
/// And no more lines.
const HEAD_LINES: usize = 3;
/// Where this many heads stand on bars, all do.
const FEWEST_BARS: usize = 3;
/// Its lines have baselines no further apart than this, in ems.
const NEXT_LINE: f32 = 1.5;
/// A bar behind a head is no higher than this, in ems of the head.
const BAR_HEIGHT: f32 = 3.2;
/// And at least this wide.
const BAR_WIDTH: f32 = 6.0;
/// Heads on bars are larger than the body by this factor.
const BAR_SIZE: f32 = 1.05;
/// Heads without one are larger by this factor, or heavy and in capitals or in another colour.
const HEAD_SIZE: f32 = 1.12;
/// A style is that of heads where this many lines have it.
const FEWEST_ALIKE: u32 = 2;
/// Other text stands this far from a head in its row, in ems.
const ALONE: f32 = 3.0;
/// Text under a head begins this close below it, in ems of the body.
const BELOW: f32 = 8.0;
/// Heads looked at on one page at most.
const MOST_HEADS: usize = 300;

/// Finds the heads of a poster and gives each piece of text the number of its region: what stands
/// in one panel under one head.
pub(super) fn part(draft: &mut Draft, items: &mut [Item], body: &BodyStyle) {
    let mut heads = heads(draft, items, body);
    let Some(poster) = &mut draft.poster else { return };
    poster.bars = heads.iter().filter_map(|head| head.bar).collect();
    heads.sort_by(|a, b| a.reach.y0.total_cmp(&b.reach.y0));
    for head in &mut heads {
        items[head.item].head = true;
        widen(head, poster, items, body.size);
    }
    let panels = poster.panels.len() as u32 + 1;
    for (at, item) in items.iter_mut().enumerate() {
        item.head |= poster.names.contains(&item.bbox);
        let panel = poster.panel_at(item.bbox.center());
        let own = panel.map_or(0, |panel| panel as u32 + 1);
        let above = heads.iter().rposition(|head| {
            head.item == at
                || head.panel == panel
                    && head.reach.y0 < item.bbox.y0
                    && head.reach.horizontal().overlap(item.bbox.horizontal()) > 0.0
        });
        item.region = above.map_or(0, |above| above as u32 + 1) * panels + own;
    }
}

/// A line that names what stands below it.
#[derive(Debug)]
struct Head {
    item: usize,
    panel: Option<usize>,
    /// The box that it stands on.
    bar: Option<Rect>,
    /// From its top on, as wide as what stands below it.
    reach: Rect,
}

fn heads(draft: &Draft, items: &[Item], body: &BodyStyle) -> Vec<Head> {
    let Some(poster) = &draft.poster else { return Vec::new() };
    let segment = |item: &Item| &draft.segments[item.segment as usize];
    // A title inside a picture is the picture's.
    let reads = |item: &&Item| {
        let in_picture = poster.pictures.iter().any(|bbox| bbox.contains(item.bbox.center()));
        item.kind == BlockKind::Text && !in_picture && reads_as_head(draft, item)
    };
    let style = |item: &Item| {
        let own = segment(item);
        ((own.size * 4.0).round() as i32, own.bold, own.color)
    };
    let mut styles: FxHashMap<_, u32> = FxHashMap::default();
    let color = body_color(draft, body);
    let stands_out = |item: &Item| {
        let own = segment(item);
        own.size >= HEAD_SIZE * body.size
            || own.bold && own.size >= 0.95 * body.size && (own.capitals || own.color != color)
    };
    for item in items.iter().filter(reads).filter(|item| stands_out(item)) {
        *styles.entry(style(item)).or_default() += 1;
    }
    let mut found = Vec::new();
    let banner = banner(draft, items);
    let below = |item: &Item| item.bbox.center().y > banner;
    for (at, item) in items.iter().enumerate().filter(|(_, item)| reads(item) && below(item)) {
        let own = segment(item);
        let bar = (own.size >= BAR_SIZE * body.size).then(|| bar(draft, items, item)).flatten();
        let alike = styles.get(&style(item)).is_some_and(|count| *count >= FEWEST_ALIKE);
        if bar.is_some() || stands_out(item) && alike && is_alone(draft, items, item) {
            let panel = poster.panel_at(item.bbox.center());
            match lines_of_head(draft, items, at) {
                Some(lines) => found.extend(lines.into_iter().map(|at| {
                    let reach = bar.unwrap_or(items[at].bbox);
                    Head { item: at, panel, bar, reach }
                })),
                None => continue,
            }
        }
    }
    found.sort_by_key(|head| head.item);
    found.dedup_by_key(|head| head.item);
    found.truncate(MOST_HEADS);
    if found.iter().filter(|head| head.bar.is_some()).count() >= FEWEST_BARS {
        found.retain(|head| head.bar.is_some());
    }
    found
}

/// The items of a head over some lines, from its first one on; nothing where so much goes on below it
/// or above it in its style that it is a paragraph.
fn lines_of_head(draft: &Draft, items: &[Item], first: usize) -> Option<Vec<usize>> {
    if next_line(draft, items, first, true)
        .is_some_and(|above| !reads_as_head(draft, &items[above]))
    {
        return None;
    }
    let mut lines = vec![first];
    let mut words = items[first].words.len();
    while let Some(next) = next_line(draft, items, lines[lines.len() - 1], false) {
        words += items[next].words.len();
        lines.push(next);
        if lines.len() > HEAD_LINES || words > HEAD_WORDS {
            return None;
        }
    }
    Some(lines)
}

/// The line close below, or above, that goes on in the style of one.
fn next_line(draft: &Draft, items: &[Item], at: usize, upwards: bool) -> Option<usize> {
    let style = |at: usize| &draft.segments[items[at].segment as usize];
    let own = style(at);
    (0..items.len()).find(|&other| {
        let next = style(other);
        let step = (next.baseline - own.baseline) * if upwards { -1.0 } else { 1.0 };
        items[other].kind == BlockKind::Text
            && next.angle == 0
            && next.bold == own.bold
            && (next.size - own.size).abs() < 0.02 * own.size
            && (0.5 * own.size..NEXT_LINE * own.size).contains(&step)
            && items[other].bbox.horizontal().overlap(items[at].bbox.horizontal()) > 0.0
    })
}

/// Height of the page down to which the banner reaches: the panel of the title, or its lines.
fn banner(draft: &Draft, items: &[Item]) -> f32 {
    /// The title begins in this upper share of the page.
    const UPPER: f32 = 0.4;
    /// A panel that is higher than this share of the page holds more than the banner.
    const HIGHEST: f32 = 0.35;
    /// Words of a line of a title, to tell it from the name of a logo.
    const WORDS: usize = 3;
    let height = draft.page.size.height;
    let size = |item: &Item| draft.segments[item.segment as usize].size;
    let upper = |item: &&Item| item.words.len() >= WORDS && item.bbox.y0 < UPPER * height;
    let largest = items.iter().filter(upper).map(size).fold(0.0, f32::max);
    let title: Rect = items
        .iter()
        .filter(upper)
        .filter(|item| size(item) > 0.98 * largest)
        .map(|item| item.bbox)
        .collect();
    let panels = draft.poster.iter().flat_map(|poster| &poster.panels);
    let around = panels
        .filter(|panel| panel.contains(title.center()) && panel.height() < HIGHEST * height)
        .map(|panel| panel.y1);
    around.fold(title.y1, f32::max)
}

/// Whether a text may be a head: few words, begun in upper case, no label, no sentence.
fn reads_as_head(draft: &Draft, item: &Item) -> bool {
    if draft.segments[item.segment as usize].angle != 0 || item.words.len() > HEAD_WORDS {
        return false;
    }
    let text = draft.text(item.words.clone());
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !text.ends_with(['.', ',', ';'])
        && !text.contains('@')
        && label_of(&text).is_none_or(|label| !label.set_off)
}

/// The colour of most glyphs in the body's type size.
fn body_color(draft: &Draft, body: &BodyStyle) -> u32 {
    let mut colors: FxHashMap<u32, u32> = FxHashMap::default();
    for own in &draft.segments {
        if (own.size - body.size).abs() < 0.02 * body.size {
            *colors.entry(own.color).or_default() += own.glyphs;
        }
    }
    colors.into_iter().max_by_key(|&(color, count)| (count, color)).map_or(0, |(color, _)| color)
}

/// The bar that a head stands on.
fn bar(draft: &Draft, items: &[Item], item: &Item) -> Option<Rect> {
    let size = draft.segments[item.segment as usize].size;
    draft.page.fills.iter().map(|fill| fill.bbox).find(|fill| {
        fill.contains(item.bbox.center())
            && fill.height() <= BAR_HEIGHT * size
            && fill.height() >= 0.8 * size
            && fill.width() >= BAR_WIDTH * size
            && items.iter().filter(|other| fill.contains(other.bbox.center())).count() == 1
    })
}

/// Whether nothing stands beside a head.
fn is_alone(draft: &Draft, items: &[Item], item: &Item) -> bool {
    let size = draft.segments[item.segment as usize].size;
    let panel = |item: &Item| draft.poster.as_ref()?.panel_at(item.bbox.center());
    let own = panel(item);
    !items.iter().any(|other| {
        let gap = (other.bbox.x0 - item.bbox.x1).max(item.bbox.x0 - other.bbox.x1);
        let row = other.bbox.vertical().overlap(item.bbox.vertical()) > 0.4 * size;
        row && (0.0..ALONE * size).contains(&gap) && panel(other) == own
    })
}

/// Widens a head to what stands below it.
fn widen(head: &mut Head, poster: &Poster, items: &[Item], em: f32) {
    let own = head.reach;
    for item in items {
        let gap = item.bbox.y0 - own.y1;
        if (-0.3 * em..BELOW * em).contains(&gap)
            && item.bbox.horizontal().overlap(own.horizontal()) > 0.0
            && poster.panel_at(item.bbox.center()) == head.panel
        {
            head.reach = head.reach.union(Rect { y0: own.y0, ..item.bbox });
        }
    }
}
