//! The heads of a poster, and the regions that they and the panels part it into.

use super::super::block::Item;
use crate::geometry::Rect;
use crate::layout::draft::{Draft, Poster};
use crate::layout::model::{BlockKind, BodyStyle};
use crate::lexicon::label::label_of;
use crate::tolerance::{BODY_SIZE, is_same_size, quarters};
use rustc_hash::FxHashMap;

/// Heads have no more words than this.
const HEAD_WORDS: usize = 14;
/// And no more lines.
const HEAD_LINES: usize = 3;
/// Where this many heads stand on bars, all others are set like one of these.
const FEWEST_BARS: usize = 3;
/// Its lines have baselines no further apart than this, in ems.
const NEXT_LINE: f32 = 1.5;
/// A bar behind a head is no higher than this, in ems of the head.
const BAR_HEIGHT: f32 = 3.2;
/// And at least this high.
const LOWEST_BAR: f32 = 0.8;
/// Baselines closer than this are of one line, in ems.
const SAME_LINE: f32 = 0.5;
/// What stands beside a head shares this much of its height, in ems.
const BESIDE: f32 = 0.4;
/// What stands below a head may reach this far into its box, in ems.
const INTO_HEAD: f32 = -0.3;
/// And at least this wide.
const BAR_WIDTH: f32 = 6.0;
/// Heads on bars are larger than the body by this factor.
const BAR_SIZE: f32 = 1.05;
/// Heads without one are larger by this factor, or heavy and in capitals or in another colour, or in another colour
/// and font.
const HEAD_SIZE: f32 = 1.12;
/// A style is that of heads where this many lines have it.
const FEWEST_ALIKE: u32 = 2;
/// Or this many where one ends in a full stop or begins in lower case.
const FEWEST_UNLIKELY: u32 = 3;
/// Other text stands this far from a head in its row, in ems.
const ALONE: f32 = 3.0;
/// Text under a head begins this close below it, in ems of the body.
const BELOW: f32 = 8.0;
/// A panel begins this close below the bar of its head, and this close below a head without one, in ems of the head.
const BAR_GAP: f32 = 1.0;
const HEAD_GAP: f32 = 0.4;
/// A head reaches beyond the sides of its panel by no more than this, in ems.
const EDGE: f32 = 0.5;
/// Colours that differ in finer steps than these are one to the eye.
const COLOR_STEPS: u32 = 0x00F0_F0F0;
/// Heads of one page at most.
const MOST_HEADS: usize = 300;
/// Short lines looked at on one page at most: maps and drawings have tens of thousands.
const MOST_CANDIDATES: usize = 2_000;
/// Boxes looked at for bars at most.
const MOST_FILLS: usize = 2_000;

/// Finds the heads of a poster and gives each piece of text the number of its region: what stands
/// in one panel under one head.
pub(in crate::layout) fn part(draft: &mut Draft, items: &mut [Item], body: &BodyStyle) {
    let mut heads = heads(draft, items, body);
    let Some(poster) = &mut draft.poster else { return };
    adopt(poster, &mut heads, |head| draft.segments[items[head].segment as usize].size);
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

/// Takes heads that stand on the upper edge of a panel, or on a bar right above it, into the panel.
fn adopt(poster: &mut Poster, heads: &mut [Head], size: impl Fn(usize) -> f32) {
    for head in heads.iter() {
        let (own, em) = (head.reach, size(head.item));
        let gap = if head.bar.is_some() { BAR_GAP } else { HEAD_GAP };
        let named = poster.panels.iter_mut().find(|panel| {
            (own.y0..=own.y1 + gap * em).contains(&panel.y0)
                && panel.y0 > own.center().y
                && own.x0 > panel.x0 - EDGE * em
                && own.x1 < panel.x1 + EDGE * em
        });
        if let Some(panel) = named {
            panel.y0 = own.y0;
        }
    }
    poster.panels.sort_by(|a, b| a.area().total_cmp(&b.area()));
    for head in heads {
        head.panel = poster.panel_at(head.reach.center());
    }
}

/// A line that names what stands below it.
#[derive(Debug)]
struct Head {
    item: usize,
    /// The panel that holds it, once panels have taken in their heads.
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
        (quarters(own.size), own.bold, own.color & COLOR_STEPS)
    };
    let mut styles: FxHashMap<_, u32> = FxHashMap::default();
    let color = body_color(draft, body);
    let stands_out = |item: &Item| {
        let own = segment(item);
        let coloured = own.color != color;
        own.size >= HEAD_SIZE * body.size
            || own.size >= BODY_SIZE * body.size
                && (own.bold && (own.capitals || coloured) || coloured && own.font != body.font)
    };
    for item in items.iter().filter(reads).filter(|item| stands_out(item)) {
        *styles.entry(style(item)).or_default() += 1;
    }
    let mut found = Vec::new();
    let banner = banner(draft, items);
    let below = |item: &Item| item.bbox.center().y > banner;
    let candidates = items.iter().enumerate().filter(|(_, item)| reads(item) && below(item));
    for (at, item) in candidates.take(MOST_CANDIDATES) {
        let own = segment(item);
        let bar = (own.size >= BAR_SIZE * body.size).then(|| bar(draft, items, item)).flatten();
        let alike = styles.get(&style(item)).copied().unwrap_or_default();
        let fewest = match draft.text(item.words.clone()) {
            text if begins_in_upper_case(&text) && !text.ends_with('.') => FEWEST_ALIKE,
            _ => FEWEST_UNLIKELY,
        };
        if bar.is_some() || stands_out(item) && alike >= fewest && is_alone(draft, items, item) {
            let lines = lines_of_head(draft, items, at).into_iter().flatten();
            found.extend(lines.map(|at| {
                let reach = bar.unwrap_or(items[at].bbox);
                Head { item: at, panel: None, bar, reach }
            }));
        }
    }
    found.sort_by_key(|head| head.item);
    found.dedup_by_key(|head| head.item);
    found.truncate(MOST_HEADS);
    let barred = found.iter().filter(|head| head.bar.is_some());
    let barred: Vec<_> = barred.map(|head| style(&items[head.item])).collect();
    if barred.len() >= FEWEST_BARS {
        found.retain(|head| barred.contains(&style(&items[head.item])));
    }
    found
}

/// The items of a head over some lines, from its first one on; nothing where a line above it is set
/// alike, or where so much goes on below that it is a paragraph.
fn lines_of_head(draft: &Draft, items: &[Item], first: usize) -> Option<Vec<usize>> {
    if next_line(draft, items, first, true).is_some() {
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
            && is_same_size(next.size, own.size)
            && (SAME_LINE * own.size..NEXT_LINE * own.size).contains(&step)
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
        .filter(|item| is_same_size(size(item), largest))
        .map(|item| item.bbox)
        .collect();
    let panels = draft.poster.iter().flat_map(|poster| &poster.panels);
    let around = panels
        .filter(|panel| panel.contains(title.center()) && panel.height() < HIGHEST * height)
        .map(|panel| panel.y1);
    around.fold(title.y1, f32::max)
}

/// Marks that open a quotation.
const QUOTES: [char; 6] = ['“', '„', '"', '‘', '‚', '«'];

/// Whether a text begins with a capital or a number, behind a mark of quotation.
fn begins_in_upper_case(text: &str) -> bool {
    text.trim_start_matches(QUOTES).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether a text may be a head: few words, no label, no part of a sentence.
fn reads_as_head(draft: &Draft, item: &Item) -> bool {
    if draft.segments[item.segment as usize].angle != 0 || item.words.len() > HEAD_WORDS {
        return false;
    }
    let text = draft.text(item.words.clone());
    text.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && text.trim_start_matches(QUOTES).starts_with(char::is_alphanumeric)
        && !text.ends_with([',', ';'])
        && !text.contains('@')
        && !(item.words.len() == 1 && text.trim_end_matches('.').contains(['/', '.']))
        && label_of(&text).is_none_or(|label| !label.set_off)
}

/// The colour of most glyphs in the body's type size.
fn body_color(draft: &Draft, body: &BodyStyle) -> u32 {
    let mut colors: FxHashMap<u32, u32> = FxHashMap::default();
    for own in &draft.segments {
        if is_same_size(own.size, body.size) {
            *colors.entry(own.color).or_default() += own.glyphs;
        }
    }
    colors.into_iter().max_by_key(|&(color, count)| (count, color)).map_or(0, |(color, _)| color)
}

/// The bar that a head stands on.
fn bar(draft: &Draft, items: &[Item], item: &Item) -> Option<Rect> {
    let size = draft.segments[item.segment as usize].size;
    let fills = draft.page.fills.iter().take(MOST_FILLS).map(|fill| fill.bbox);
    let drawings = draft.page.drawings.iter().take(MOST_FILLS).copied();
    fills.chain(drawings).find(|fill| {
        fill.contains(item.bbox.center())
            && fill.height() <= BAR_HEIGHT * size
            && fill.height() >= LOWEST_BAR * size
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
        let row = other.bbox.vertical().overlap(item.bbox.vertical()) > BESIDE * size;
        row && (0.0..ALONE * size).contains(&gap) && panel(other) == own
    })
}

/// Widens a head to what stands below it, or to all of its panel where nothing stands beside it there.
fn widen(head: &mut Head, poster: &Poster, items: &[Item], em: f32) {
    if let Some(panel) = head.panel.map(|panel| poster.panels[panel]) {
        let is_beside = |item: &Item| {
            panel.contains(item.bbox.center())
                && item.bbox.vertical().overlap(head.reach.vertical()) > 0.0
                && item.bbox.horizontal().overlap(head.reach.horizontal()) <= 0.0
        };
        if !items.iter().any(is_beside) {
            head.reach = Rect { x0: panel.x0, x1: panel.x1, ..head.reach };
        }
    }
    let own = head.reach;
    for item in items {
        let gap = item.bbox.y0 - own.y1;
        if (INTO_HEAD * em..BELOW * em).contains(&gap)
            && item.bbox.horizontal().overlap(own.horizontal()) > 0.0
            && poster.panel_at(item.bbox.center()) == head.panel
        {
            head.reach = head.reach.union(Rect { y0: own.y0, ..item.bbox });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::segment;
    use super::*;
    use crate::layout::block::items;
    use crate::layout::draft::WordDraft;
    use crate::page::{Fill, Glyph};

    /// Adds a line of words at a place, in type of a size.
    fn write(draft: &mut Draft, text: &str, x0: f32, baseline: f32, size: f32) {
        let mut own = segment(x0, baseline, x0 + 0.5 * size * text.len() as f32);
        (own.size, own.glyphs) = (size, text.len() as u32);
        let first = draft.words.len() as u32;
        for word in text.split(' ') {
            let start = draft.glyphs.len() as u32;
            for c in word.chars() {
                draft.glyphs.push(draft.page.glyphs.len() as u32);
                draft.page.glyphs.push(Glyph::upright(c, own.bbox, own.bbox.center(), size));
            }
            let glyphs = start..draft.glyphs.len() as u32;
            draft.words.push(WordDraft { glyphs, bbox: own.bbox });
        }
        own.words = first..draft.words.len() as u32;
        draft.segments.push(own);
    }

    fn parted(mut draft: Draft) -> Vec<Item> {
        draft.page.size.height = 3_000.0;
        draft.poster.get_or_insert_default();
        let none = vec![None; draft.segments.len()];
        let mut items = items(&draft, &none);
        let body = BodyStyle { size: 30.0, ..BodyStyle::default() };
        part(&mut draft, &mut items, &body);
        items
    }

    #[test]
    fn large_lines_of_one_style_are_heads_of_what_stands_below() {
        let mut draft = Draft::default();
        write(&mut draft, "Salt in small lakes of the north", 100.0, 100.0, 90.0);
        write(&mut draft, "Background", 100.0, 600.0, 50.0);
        write(&mut draft, "Lakes are salty where nothing leaves them.", 100.0, 660.0, 30.0);
        write(&mut draft, "Methods and", 100.0, 900.0, 50.0);
        write(&mut draft, "Material", 100.0, 955.0, 50.0);
        write(&mut draft, "Cores were taken from the ice in March.", 100.0, 1_010.0, 30.0);
        let items = parted(draft);
        let heads: Vec<bool> = items.iter().map(|item| item.head).collect();
        assert_eq!(heads, [false, true, false, true, true, false]);
        let regions: Vec<u32> = items.iter().map(|item| item.region).collect();
        assert_eq!(regions, [0, 1, 1, 2, 3, 3]);
    }

    #[test]
    fn a_style_of_many_heads_allows_full_stops_and_lower_case() {
        for (count, is_head) in [(2, false), (3, true)] {
            let mut draft = Draft::default();
            write(&mut draft, "Salt in small lakes of the north", 100.0, 100.0, 90.0);
            for (at, head) in ["Aims.", "open data", "Methods."].iter().take(count).enumerate() {
                let y = 600.0 + 300.0 * at as f32;
                write(&mut draft, head, 100.0, y, 50.0);
                write(
                    &mut draft,
                    "Lakes are salty where nothing leaves them.",
                    100.0,
                    y + 60.0,
                    30.0,
                );
            }
            let items = parted(draft);
            assert!(items[1..].chunks(2).all(|pair| pair[0].head == is_head && !pair[1].head));
        }
    }

    #[test]
    fn heads_on_the_edge_of_a_panel_are_taken_into_it() {
        let panel = Rect::new(100.0, 620.0, 1_000.0, 900.0);
        let panels = vec![panel, Rect::new(1_100.0, 620.0, 2_000.0, 1_900.0)];
        let mut poster = Poster { panels, ..Poster::default() };
        let head = |reach: Rect, bar: bool| Head {
            item: 0,
            panel: None,
            bar: bar.then_some(reach),
            reach,
        };
        let mut heads = [
            head(Rect::new(110.0, 560.0, 400.0, 600.0), true),
            head(Rect::new(1_110.0, 560.0, 1_400.0, 580.0), false),
        ];
        adopt(&mut poster, &mut heads, |_| 40.0);
        assert_eq!(poster.panels[0], Rect { y0: 560.0, ..panel });
        assert_eq!(poster.panels[1].y0, 620.0);
        assert_eq!(heads.map(|head| head.panel), [Some(0), None]);
    }

    #[test]
    fn a_paragraph_in_large_type_is_no_head() {
        let mut draft = Draft::default();
        write(&mut draft, "Salt in small lakes of the north", 100.0, 100.0, 90.0);
        for row in 0..6 {
            let y = 600.0 + 50.0 * row as f32;
            write(&mut draft, "Lakes are salty where nothing leaves", 100.0, y, 40.0);
        }
        assert!(parted(draft).iter().all(|item| !item.head));
    }

    #[test]
    fn heads_on_bars_part_columns() {
        let mut draft = Draft::default();
        write(&mut draft, "Salt in small lakes of the north", 100.0, 100.0, 90.0);
        for (x0, head) in [(100.0, "Aim"), (1_100.0, "Sites")] {
            let bbox = Rect::new(x0 - 20.0, 550.0, x0 + 900.0, 620.0);
            draft.page.fills.push(Fill { bbox, color: 0x0000_3366 });
            write(&mut draft, head, x0, 600.0, 40.0);
            write(&mut draft, "Where the salt comes from.", x0 + 300.0, 700.0, 30.0);
        }
        let items = parted(draft);
        assert!(items[1].head && items[3].head);
        assert_eq!(items[1].region, items[2].region);
        assert_eq!(items[3].region, items[4].region);
        assert_ne!(items[1].region, items[3].region);
    }
}
