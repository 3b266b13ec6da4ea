//! Which graphics a caption names: those above it, up to the next prose; those below it where
//! captions stand above their figures; those beside it.

use super::graphic::Graphic;
use super::scene::{Caption, Scene};
use crate::geometry::Rect;
use crate::lexicon::series::Labelled;
use crate::tolerance::MAJORITY;

/// Panels of one figure are no further apart than this, in points.
const PANEL_GAP: f32 = 60.0;
/// A caption stands no further from its figure than this, in points.
const FARTHEST: f32 = 120.0;
/// A table's frame stands no further from its caption than this, in points.
const TABLE_FARTHEST: f32 = 60.0;
/// A caption above or below a figure overlaps more than this share of the narrower one.
const UNDER_SHARE: f32 = 0.3;
/// Rounds in which panels are bound that stand next to other panels.
const ROUNDS: usize = 8;
/// And of those in which boxes and straight lines are.
const ROUNDS_OF_BOXES: usize = 2;
/// Boxes and straight lines make a figure from this number on.
const FEWEST_BOXES: u32 = 4;

/// For each graphic the caption that names it.
pub(super) fn bind(scene: &Scene, graphics: &[Graphic]) -> Vec<Option<usize>> {
    let downwards: Vec<Option<usize>> =
        graphics.iter().map(|graphic| nearest(scene, graphic, Side::Below)).collect();
    let upwards: Vec<Option<usize>> =
        graphics.iter().map(|graphic| nearest(scene, graphic, Side::Above)).collect();
    let figures = |at: &usize| scene.captions[*at].of == Labelled::Figure;
    let lacks = |bound: &[Option<usize>]| {
        (0..scene.captions.len())
            .filter(figures)
            .filter(|at| {
                !graphics.iter().zip(bound).any(|(g, to)| g.is_drawn() && *to == Some(*at))
            })
            .count()
    };
    // Captions above their figures: then each has one below it, and some have none above.
    let above = lacks(&upwards) == 0 && lacks(&downwards) > 0;
    let mut bound = if above { upwards.clone() } else { downwards };
    for (at, graphic) in graphics.iter().enumerate() {
        if bound[at].is_some() {
            continue;
        }
        let free = |caption: usize, bound: &[Option<usize>]| !bound.contains(&Some(caption));
        let other = upwards[at].filter(|&caption| free(caption, &bound));
        bound[at] =
            other.or_else(|| beside(scene, graphic).filter(|&caption| free(caption, &bound)));
    }
    unite(scene, graphics, &mut bound);
    bound
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// The nearest caption on one side of a graphic with no prose between.
fn nearest(scene: &Scene, graphic: &Graphic, side: Side) -> Option<usize> {
    if !graphic.is_drawn() && (graphic.parts < FEWEST_BOXES || is_of_table(scene, graphic)) {
        return None;
    }
    reach(scene, graphic, Labelled::Figure, side)
        .filter(|(_, distance)| *distance < FARTHEST * scene.scale())
        .map(|(at, _)| at)
}

/// Whether a graphic of boxes and lines is the frame of a table.
fn is_of_table(scene: &Scene, graphic: &Graphic) -> bool {
    [Side::Above, Side::Below].into_iter().any(|side| {
        reach(scene, graphic, Labelled::Table, side)
            .is_some_and(|(_, distance)| distance < TABLE_FARTHEST * scene.scale())
    })
}

/// The nearest caption of a kind on one side, and its distance.
fn reach(scene: &Scene, graphic: &Graphic, of: Labelled, side: Side) -> Option<(usize, f32)> {
    scene
        .captions
        .iter()
        .enumerate()
        .filter(|(_, caption)| caption.of == of)
        .filter_map(|(at, caption)| {
            let distance = distance(scene, graphic.bbox, caption, side)?;
            Some((at, distance))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
}

/// Distance of a caption on one side of an area, where nothing stands between.
fn distance(scene: &Scene, area: Rect, caption: &Caption, side: Side) -> Option<f32> {
    let own = caption.bbox;
    let (lower, upper) = (area.center().y, own.center().y);
    let on_side = if side == Side::Below { upper > lower } else { upper < lower };
    let shared = area.horizontal().overlap(own.horizontal());
    if scene.is_parted(area.center(), own.center())
        || !on_side
        || shared <= UNDER_SHARE * area.width().min(own.width())
    {
        return None;
    }
    let (x0, x1) = (area.x0.max(own.x0), area.x1.min(own.x1));
    let (y0, y1) = match side {
        Side::Below => (area.y1, own.y0),
        Side::Above => (own.y1, area.y0),
    };
    let between = Rect::new(x0, y0.min(y1), x1, y1);
    (!scene.is_blocked(between, &[own])).then_some((y1 - y0).max(0.0))
}

/// The caption that stands beside a graphic.
fn beside(scene: &Scene, graphic: &Graphic) -> Option<usize> {
    if !graphic.is_drawn() {
        return None;
    }
    let area = graphic.bbox;
    scene
        .captions
        .iter()
        .enumerate()
        .filter(|(_, caption)| caption.of == Labelled::Figure)
        .filter_map(|(at, caption)| {
            let own = caption.bbox;
            let gap = (area.x0 - own.x1).max(own.x0 - area.x1);
            let shared = area.vertical().overlap(own.vertical());
            (gap > -2.0
                && gap < PANEL_GAP * scene.scale()
                && !scene.is_parted(area.center(), own.center())
                && shared > MAJORITY * area.height().min(own.height()))
            .then_some((at, gap))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(at, _)| at)
}

/// Binds panels that no caption reaches to the figure they stand next to.
fn unite(scene: &Scene, graphics: &[Graphic], bound: &mut [Option<usize>]) {
    for round in 0..ROUNDS {
        let before = bound.iter().flatten().count();
        let mut areas = vec![Rect::NOTHING; scene.captions.len()];
        for (graphic, to) in graphics.iter().zip(bound.iter()) {
            if let Some(to) = *to {
                areas[to] = areas[to].union(graphic.bbox);
            }
        }
        // Boxes and lines may be those of a table beyond the figure's own panels.
        let may_be = |graphic: &Graphic| round < ROUNDS_OF_BOXES || graphic.is_drawn();
        let free = graphics.iter().zip(bound.iter_mut()).filter(|(_, to)| to.is_none());
        for (graphic, to) in free.filter(|(graphic, _)| may_be(graphic)) {
            *to = areas.iter().position(|area| is_panel(scene, graphic, *area));
        }
        if bound.iter().flatten().count() == before {
            break;
        }
    }
}

/// Whether a graphic stands beside or above an area with nothing between.
fn is_panel(scene: &Scene, graphic: &Graphic, area: Rect) -> bool {
    let own = graphic.bbox;
    if area.is_empty()
        || scene.is_parted(area.center(), own.center())
        || !graphic.is_drawn() && is_of_table(scene, graphic)
    {
        return false;
    }
    let across = (area.x0 - own.x1).max(own.x0 - area.x1);
    let down = (area.y0 - own.y1).max(own.y0 - area.y1);
    let row = area.vertical().overlap(own.vertical()) > MAJORITY * own.height().min(area.height());
    let column =
        area.horizontal().overlap(own.horizontal()) > MAJORITY * own.width().min(area.width());
    let between = Rect::new(
        own.x0.max(area.x0).min(own.x1.min(area.x1)),
        own.y1.min(area.y1).min(own.y0.max(area.y0)),
        own.x1.min(area.x1).max(own.x0.max(area.x0)),
        own.y0.max(area.y0).max(own.y1.min(area.y1)),
    );
    let gap = PANEL_GAP * scene.scale();
    (row && across < gap || column && down < gap) && !scene.is_blocked(between, &[])
}
