//! Posters: one large page whose text stands in panels and under heads.
//!
//! A table or a figure of a poster lies in one panel and under one head, and panels are read one
//! after the other, so that panels and heads are found before all else.

mod head;

use super::draft::{Draft, Poster, Segment};
use super::model::BodyStyle;
use crate::geometry::Rect;
use crate::page::{Fill, Page};
pub(super) use head::part;
use rustc_hash::FxHashMap;

/// Baselines of one row differ by no more than this, in ems.
const ONE_ROW: f32 = 0.5;
/// Panels are wider than this, in ems.
const NARROWEST_PANEL: f32 = 6.0;
/// A name beside a panel stands along more than this share of its own length.
const ALONG: f32 = 0.9;
/// Posters have no more pages than this.
const MOST_PAGES: usize = 2;
/// Sheets from this size on, in points, are posters: short and long side of A2, less a margin.
const LARGE_SHEET: [f32; 2] = [1_100.0, 1_500.0];
/// And this many glyphs: less text is that of a drawing.
const LARGE_GLYPHS: u32 = 200;
/// A smaller page is a poster where it has this many glyphs: forms and slides have fewer.
const PANELLED_GLYPHS: u32 = 1_000;
/// And this many panels at least.
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
/// A side that runs through more words than this cuts text: no panel does.
const MOST_CUT: usize = 2;
/// A word reaches over the side of a box by more than this on either side, in ems.
const REACH: f32 = 0.4;
/// A band is as long as this share of the side of the sheet that it runs along.
const BAND_LENGTH: f32 = 0.95;
/// Lines that meet have ends this close, in points of a page in the type of papers.
pub(super) const MEET: f32 = 3.0;
/// The type size of papers, in points.
const PAPER_TYPE: f32 = 10.0;
/// Lines of a frame may be drawn as boxes this thick, in ems.
const THICKEST_LINE: f32 = 0.4;
/// The name of a panel is written along its side no further off than this, in ems.
const SIDE_GAP: f32 = 4.0;

/// For each page what is known of it as a poster, where the document is one.
pub(super) fn find(drafts: &mut [Draft], body: &BodyStyle) -> bool {
    if drafts.is_empty() || drafts.len() > MOST_PAGES {
        return false;
    }
    let posters: Vec<Poster> = drafts.iter().map(|draft| poster(draft, body)).collect();
    let is_poster = is_large(&drafts[0]) || is_panelled(&drafts[0], &posters[0]);
    if is_poster {
        for (draft, poster) in drafts.iter_mut().zip(posters) {
            draft.poster = Some(poster);
        }
    }
    is_poster
}

/// Number of glyphs of a page's lines.
fn glyphs(draft: &Draft) -> u32 {
    draft.segments.iter().map(|segment| segment.glyphs).sum()
}

fn is_large(draft: &Draft) -> bool {
    let (width, height) = (draft.page.size.width, draft.page.size.height);
    width.min(height) >= LARGE_SHEET[0]
        && width.max(height) >= LARGE_SHEET[1]
        && glyphs(draft) >= LARGE_GLYPHS
}

/// Whether most of a page's text stands in panels.
fn is_panelled(draft: &Draft, poster: &Poster) -> bool {
    let all = glyphs(draft);
    let inside = |segment: &&Segment| poster.panel_at(segment.bbox.center()).is_some();
    let held: u32 = draft.segments.iter().filter(inside).map(|segment| segment.glyphs).sum();
    all >= PANELLED_GLYPHS
        && poster.panels.len() >= FEWEST_PANELS
        && held as f32 >= IN_PANELS * all as f32
}

fn poster(draft: &Draft, body: &BodyStyle) -> Poster {
    let em = body.size;
    let drawn = boxes(draft, em);
    let mut panels: Vec<Drawn> = Vec::new();
    for &own in &drawn {
        let is_known = panels.iter().any(|other| is_same(other.bbox, own.bbox, em));
        if !is_known && !cuts_words(draft, own.bbox, em) {
            panels.push(own);
        }
    }
    let is_cell = |own: &Drawn| panels.iter().any(|other| is_beside(own.bbox, other.bbox, em));
    let panels = panels.iter().filter(|own| !is_cell(own)).copied().collect();
    let mut panels =
        disentangled(panels, Rect::new(0.0, 0.0, draft.page.size.width, draft.page.size.height));
    let mut grounds: Vec<Rect> = drawn.iter().map(|own| own.bbox).collect();
    grounds.extend(behind(draft, &panels));
    panels.extend(foot(draft, &panels));
    panels.sort_by(|a, b| a.area().total_cmp(&b.area()));
    let names = name_sides(draft, &mut panels);
    let limit = GROUND_IMAGE * draft.page.size.width * draft.page.size.height;
    let is_picture = |bbox: &&Rect| !grounds.contains(bbox) && bbox.area() < limit;
    let pictures = draft.page.images.iter().filter(is_picture).take(MOST_BOXES).copied().collect();
    Poster { panels, grounds, names, pictures, scale: body.poster_scale(), bars: Vec::new() }
}

/// Whether a box runs along a whole side of the sheet, as grounds do.
pub(super) fn is_band(bbox: Rect, sheet: Rect) -> bool {
    let (width, height) = (bbox.width() / sheet.width(), bbox.height() / sheet.height());
    let above = bbox.y0 <= sheet.y0 || bbox.y1 >= sheet.y1;
    let beside = bbox.x0 <= sheet.x0 || bbox.x1 >= sheet.x1;
    above && width >= BAND_LENGTH || beside && height >= BAND_LENGTH
}

/// A box of the page that holds text.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    bbox: Rect,
    /// Whether it is filled or framed, and no image or curve: those may be drawn behind all.
    plain: bool,
}

/// Those of the boxes, larger ones first, that lie apart or in one another. Of boxes that cross, the one goes first
/// that crosses most others, among them a band along the sheet, then an image before a frame, and a larger one before
/// a smaller one.
fn disentangled(mut boxes: Vec<Drawn>, sheet: Rect) -> Vec<Rect> {
    loop {
        let crossed =
            |own: &Drawn| boxes.iter().filter(|other| cross(own.bbox, other.bbox)).count();
        let counts = boxes.iter().map(|own| (crossed(own), is_band(own.bbox, sheet), !own.plain));
        // The first of those that are equal is the largest.
        let worst = counts.enumerate().rev().max_by_key(|(_, count)| *count);
        match worst {
            Some((at, (crossed, ..))) if crossed > 0 => boxes.remove(at),
            _ => return boxes.into_iter().map(|own| own.bbox).collect(),
        };
    }
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
fn boxes(draft: &Draft, em: f32) -> Vec<Drawn> {
    let page = &draft.page;
    let paper = page.size.width * page.size.height;
    let is_ground = |bbox: &&Rect| bbox.area() > GROUND_IMAGE * paper;
    let images = page.images.iter().filter(|bbox| !is_ground(bbox)).copied();
    let fills = page.fills.iter().map(|fill| fill.bbox);
    let thin = fills.clone().filter(|bbox| bbox.width().min(bbox.height()) <= THICKEST_LINE * em);
    let frames = frames(page, thin, MEET * (em / PAPER_TYPE).max(1.0));
    let is_sized = |bbox: &Rect| PANEL_SHARE.contains(&(bbox.area() / paper));
    let large = page.fills.iter().filter(|fill| is_sized(&fill.bbox)).take(MOST_BOXES);
    let visible = large.filter(|fill| is_visible(page, fill)).map(|fill| fill.bbox);
    let plain = visible.chain(frames).map(|bbox| Drawn { bbox, plain: true });
    let curved = images.chain(page.drawings.iter().copied());
    let mut boxes: Vec<Drawn> = plain
        .chain(curved.map(|bbox| Drawn { bbox, plain: false }))
        .filter(|own| is_sized(&own.bbox))
        .collect();
    boxes.sort_by(|a, b| b.bbox.area().total_cmp(&a.bbox.area()));
    boxes.truncate(MOST_BOXES);
    boxes.retain(|Drawn { bbox, .. }| {
        let inside = |segment: &&Segment| bbox.contains(segment.bbox.center());
        let held = || draft.segments.iter().filter(inside);
        let glyphs: u32 = held().map(|own| own.glyphs).sum();
        let (top, bottom) = held().fold((f32::MAX, f32::MIN), |(top, bottom), own| {
            (top.min(own.baseline), bottom.max(own.baseline))
        });
        // One row is a head on its bar, or the head of a table.
        glyphs >= PANEL_GLYPHS && bottom - top > ONE_ROW * em && bbox.width() > NARROWEST_PANEL * em
    });
    boxes
}

/// Whether a filled box can be seen: it is not white, or something lies behind it.
fn is_visible(page: &Page, fill: &Fill) -> bool {
    let is_behind =
        |other: &Rect| other.area() > fill.bbox.area() && other.contains(fill.bbox.center());
    let painted = page.fills.iter().filter(|other| !other.is_paper()).map(|other| &other.bbox);
    !fill.is_paper() || painted.chain(&page.images).chain(&page.drawings).any(is_behind)
}

/// Images and curves over which panels are drawn that do not end where those do: they lie behind them.
fn behind(draft: &Draft, panels: &[Rect]) -> Vec<Rect> {
    let page = &draft.page;
    let smallest = PANEL_SHARE.start * page.size.width * page.size.height;
    let is_behind =
        |own: &&Rect| own.area() >= smallest && panels.iter().any(|panel| cross(**own, *panel));
    page.images.iter().chain(&page.drawings).filter(is_behind).copied().collect()
}

/// Whether the sides of a box run through words: then it is drawn behind text that does not heed it.
fn cuts_words(draft: &Draft, bbox: Rect, em: f32) -> bool {
    let over = |from: f32, to: f32, side: f32| from < side - REACH * em && to > side + REACH * em;
    let is_cut = |word: Rect| {
        let (x, y) = (word.center().x, word.center().y);
        let beside = (bbox.y0..bbox.y1).contains(&y)
            && [bbox.x0, bbox.x1].iter().any(|side| over(word.x0, word.x1, *side));
        let across = (bbox.x0..bbox.x1).contains(&x)
            && [bbox.y0, bbox.y1].iter().any(|side| over(word.y0, word.y1, *side));
        beside || across
    };
    draft.words.iter().filter(|word| is_cut(word.bbox)).nth(MOST_CUT).is_some()
}

/// Frames drawn as four lines: the page's rulings, and `thin` boxes. Lines that meet have ends as close as `meet`,
/// in points.
pub(super) fn frames(page: &Page, thin: impl Iterator<Item = Rect>, meet: f32) -> Vec<Rect> {
    /// Lines looked at at most.
    const MOST_LINES: usize = 2_000;
    let key = |from: f32, to: f32| ((from / meet).round() as i32, (to / meet).round() as i32);
    let mut across: FxHashMap<(i32, i32), Vec<Rect>> = FxHashMap::default();
    let mut down: FxHashMap<i32, Vec<Rect>> = FxHashMap::default();
    let rulings = page.rulings.iter().map(|ruling| (ruling.bbox, ruling.horizontal));
    let thin = thin.map(|bbox| (bbox, bbox.width() > bbox.height()));
    for (bbox, horizontal) in rulings.chain(thin).take(MOST_LINES) {
        if horizontal {
            across.entry(key(bbox.x0, bbox.x1)).or_default().push(bbox);
        } else {
            down.entry((bbox.center().x / meet).round() as i32).or_default().push(bbox);
        }
    }
    let is_side = |x: f32, y0: f32, y1: f32| {
        let at = (x / meet).round() as i32;
        (at - 1..=at + 1).filter_map(|at| down.get(&at)).flatten().any(|bbox| {
            (bbox.center().x - x).abs() < meet && bbox.y0 < y0 + meet && bbox.y1 > y1 - meet
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
            panel.vertical().overlap(own.vertical()) > ALONG * own.height()
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::layout::draft::WordDraft;
    use crate::page::{Ruling, Size};

    /// A line of type of 30 points with as many glyphs as fit into it.
    pub(crate) fn segment(x0: f32, baseline: f32, x1: f32) -> Segment {
        Segment {
            bbox: Rect::new(x0, baseline - 22.0, x1, baseline + 7.0),
            baseline,
            size: 30.0,
            glyphs: ((x1 - x0) / 15.0) as u32,
            ..Segment::default()
        }
    }

    fn body() -> BodyStyle {
        BodyStyle { size: 30.0, ..BodyStyle::default() }
    }

    fn page(boxes: &[Rect]) -> Page {
        let fill = |bbox: &Rect| Fill { bbox: *bbox, color: 0x00EE_EEEE };
        let size = Size { width: 2_400.0, height: 3_400.0 };
        Page { size, fills: boxes.iter().map(fill).collect(), ..Page::default() }
    }

    #[test]
    fn panels_are_boxes_around_lines() {
        let (left, right) = (
            Rect::new(100.0, 600.0, 1_150.0, 2_000.0),
            Rect::new(1_200.0, 600.0, 2_300.0, 2_000.0),
        );
        let shadow = Rect::new(104.0, 604.0, 1_154.0, 2_004.0);
        let empty = Rect::new(100.0, 2_100.0, 1_150.0, 3_000.0);
        let segments = [(120.0, 1_100.0), (1_220.0, 2_280.0)]
            .into_iter()
            .flat_map(|(x0, x1)| (0..4).map(move |row| segment(x0, 700.0 + 40.0 * row as f32, x1)))
            .collect();
        let page = page(&[left, right, shadow, empty]);
        let mut drafts = [Draft { page, segments, ..Draft::default() }];
        assert!(find(&mut drafts, &body()));
        let poster = drafts[0].poster.as_ref().unwrap();
        assert_eq!(poster.panels.len(), 2);
        assert!(poster.panel_at(left.center()) != poster.panel_at(right.center()));
        assert!(poster.is_ground(left) && poster.is_ground(shadow) && !poster.is_ground(empty));
        assert_eq!(poster.scale, 3.0);
    }

    #[test]
    fn cells_of_tables_are_no_panels() {
        let cell = |x0: f32, y0: f32| Rect::new(x0, y0, x0 + 700.0, y0 + 400.0);
        let cells = [cell(100.0, 600.0), cell(800.0, 600.0), cell(100.0, 1_000.0)];
        let segments = cells
            .iter()
            .flat_map(|cell| [60.0, 100.0].map(|y| segment(cell.x0, cell.y0 + y, cell.x1 - 20.0)))
            .collect();
        let draft = Draft { page: page(&cells), segments, ..Draft::default() };
        assert_eq!(poster(&draft, &body()).panels, []);
    }

    #[test]
    fn four_lines_are_a_frame() {
        let line = |x0: f32, y0: f32, x1: f32, y1: f32| Ruling {
            bbox: Rect::new(x0, y0, x1, y1),
            horizontal: y1 - y0 < x1 - x0,
            color: 0,
        };
        let rulings = vec![
            line(100.0, 600.0, 1_000.0, 602.0),
            line(100.0, 1_500.0, 1_000.0, 1_502.0),
            line(100.0, 600.0, 102.0, 1_502.0),
            line(998.0, 600.0, 1_000.0, 1_502.0),
            line(1_300.0, 600.0, 2_000.0, 602.0),
            line(1_300.0, 900.0, 2_000.0, 902.0),
        ];
        let page = Page { rulings, ..page(&[]) };
        assert_eq!(
            frames(&page, std::iter::empty(), MEET),
            [Rect::new(100.0, 600.0, 1_000.0, 1_502.0)]
        );
    }

    #[test]
    fn broad_lines_are_a_frame_where_type_is_large() {
        let line = |x0: f32, y0: f32, x1: f32, y1: f32| Rect::new(x0, y0, x1, y1);
        let thin = [
            line(100.0, 600.0, 1_000.0, 606.0),
            line(100.0, 1_500.0, 1_000.0, 1_506.0),
            line(97.0, 603.0, 103.0, 1_503.0),
            line(997.0, 603.0, 1_003.0, 1_503.0),
        ];
        let frame = Rect::new(100.0, 600.0, 1_000.0, 1_506.0);
        assert_eq!(frames(&page(&[]), thin.into_iter(), 9.0), [frame]);
        assert_eq!(frames(&page(&[]), thin.into_iter(), 3.0), []);
    }

    #[test]
    fn of_boxes_that_cross_those_drawn_behind_are_left_out() {
        let sheet = Rect::new(0.0, 0.0, 2_400.0, 3_400.0);
        let own = |x0: f32, y0: f32, x1: f32, y1: f32, plain: bool| Drawn {
            bbox: Rect::new(x0, y0, x1, y1),
            plain,
        };
        let panels = [
            own(100.0, 600.0, 1_100.0, 1_800.0, false),
            own(1_200.0, 600.0, 2_200.0, 1_800.0, true),
        ];
        let bands = own(0.0, 1_500.0, 2_400.0, 3_400.0, true);
        let pattern = own(800.0, 500.0, 1_600.0, 1_000.0, false);
        let found = disentangled(vec![bands, panels[0], panels[1], pattern], sheet);
        assert_eq!(found, panels.map(|panel| panel.bbox));
        // An image goes before a panel of its size.
        let image = own(900.0, 600.0, 1_900.0, 1_800.0, false);
        assert_eq!(disentangled(vec![image, panels[1]], sheet), [panels[1].bbox]);
    }

    #[test]
    fn boxes_that_cut_words_are_no_panels() {
        let word =
            |x0: f32| WordDraft { glyphs: 0..1, bbox: Rect::new(x0, 700.0, x0 + 90.0, 730.0) };
        let words = [100.0, 200.0, 300.0].map(word).to_vec();
        let draft = Draft { words, ..Draft::default() };
        let bbox = |x1: f32, y1: f32| Rect::new(0.0, 600.0, x1, y1);
        assert!(!cuts_words(&draft, bbox(350.0, 900.0), 30.0));
        assert!(cuts_words(&draft, bbox(900.0, 715.0), 30.0));
        assert!(!cuts_words(&draft, bbox(900.0, 900.0), 30.0));
    }

    #[test]
    fn names_along_the_side_are_of_their_panel() {
        let panel = Rect::new(200.0, 600.0, 1_200.0, 1_400.0);
        let mut name = segment(0.0, 0.0, 0.0);
        (name.angle, name.bbox) = (-90, Rect::new(140.0, 900.0, 170.0, 1_100.0));
        let draft = Draft { segments: vec![name.clone()], ..Draft::default() };
        let mut panels = [panel];
        assert_eq!(name_sides(&draft, &mut panels), [name.bbox]);
        assert_eq!(panels, [Rect { x0: 140.0, ..panel }]);
    }

    #[test]
    fn papers_and_drawings_are_no_posters() {
        let small = Page { size: Size { width: 600.0, height: 800.0 }, ..Page::default() };
        let lines = |count: usize| (0..count).map(|row| segment(50.0, 20.0 * row as f32, 550.0));
        let mut paper = [Draft { page: small, segments: lines(60).collect(), ..Draft::default() }];
        assert!(!find(&mut paper, &body()));
        let mut drawing =
            [Draft { page: page(&[]), segments: lines(2).collect(), ..Draft::default() }];
        assert!(!find(&mut drawing, &body()));
    }
}
