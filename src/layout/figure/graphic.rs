//! Drawn and pictured things of a page, joined where they nearly touch.

use super::scene::Scene;
use crate::geometry::Rect;
use crate::layout::poster::is_band;
use crate::page::Page;
use crate::tolerance::MAJORITY;

/// Drawn things closer than this, in points, belong to one graphic.
const NEAR: f32 = 9.0;
/// An area that covers more of the page than this is its ground, not a figure.
pub(super) const LARGEST_SHARE: f32 = 0.9;
/// Drawn things of each kind taken into account on one page at most; plots of more points are
/// drawn by area.
const MOST: usize = 20_000;
/// Drawn things smaller than this on both sides, in points, are symbols where they stand in prose.
const SYMBOL: f32 = 40.0;
/// A horizontal line longer than this share of the page parts text; it draws no figure.
const LONG_SHARE: f32 = 0.25;
/// A line is this many times as long as thick.
const FLAT: f32 = 8.0;

/// Things that nearly touch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Graphic {
    pub(super) bbox: Rect,
    /// Area of its images and curves; empty where it has only boxes and straight lines.
    pub(super) drawn: Rect,
    /// Area of its largest image, in square points.
    pub(super) image: f32,
    /// Number of its things.
    pub(super) parts: u32,
}

impl Graphic {
    /// Whether it has more than boxes and straight lines.
    pub(super) fn is_drawn(&self) -> bool {
        self.drawn.x1 >= self.drawn.x0
    }
}

/// Finds the graphics of a page, from top to bottom.
pub(super) fn find(page: &Page, scene: &Scene) -> Vec<Graphic> {
    let paper = Rect::new(0.0, 0.0, page.size.width, page.size.height);
    let mut parts: Vec<Graphic> = Vec::new();
    let mut push = |bbox: Rect, drawn: bool, image: bool| {
        let bbox = bbox.intersection(paper);
        if bbox.width() < 0.0
            || bbox.height() < 0.0
            || bbox.area() >= LARGEST_SHARE * paper.area()
            || is_of_prose(scene, bbox)
            || scene.poster.as_ref().is_some_and(|poster| poster.is_ground(bbox))
            || scene.poster.is_some() && is_band(bbox, paper)
        {
            return;
        }
        let drawn = if drawn { bbox } else { Rect::NOTHING };
        let image = if image { bbox.area() } else { 0.0 };
        parts.push(Graphic { bbox, drawn, image, parts: 1 });
    };
    let of_article = |bbox: &&Rect| !scene.pictures.contains(bbox);
    page.images.iter().take(MOST).filter(of_article).for_each(|&bbox| push(bbox, true, true));
    page.drawings.iter().take(MOST).filter(of_article).for_each(|&bbox| push(bbox, true, false));
    let fills = page.fills.iter().take(MOST).filter(|fill| !fill.is_paper());
    for fill in fills.filter(|fill| of_article(&&fill.bbox)) {
        push(fill.bbox, false, false);
    }
    for ruling in page.rulings.iter().take(MOST).filter(|ruling| of_article(&&ruling.bbox)) {
        if !ruling.horizontal || ruling.bbox.width() < LONG_SHARE * page.size.width {
            push(ruling.bbox, false, false);
        }
    }
    parts.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    merge(parts, scene)
}

/// Whether a drawn thing is a frame or ground of prose or furniture, or a symbol in prose.
fn is_of_prose(scene: &Scene, bbox: Rect) -> bool {
    if scene.furniture.iter().any(|furniture| bbox.contains(furniture.center())) {
        return true;
    }
    let flat = bbox.height() * FLAT < bbox.width();
    if flat && scene.heads.iter().any(|head| is_along(*head, bbox)) {
        return true;
    }
    let symbol = SYMBOL * scene.scale();
    let symbol = bbox.width() < symbol && bbox.height() < symbol;
    scene.prose.iter().any(|prose| {
        bbox.contains(prose.center()) && bbox.intersection(*prose).area() > MAJORITY * prose.area()
            || symbol && prose.contains(bbox.center())
    })
}

/// Whether a line is drawn above or below a head.
fn is_along(head: Rect, line: Rect) -> bool {
    let middle = line.center().y;
    middle > head.y0 && middle < head.y1 && head.horizontal().overlap(line.horizontal()) > 0.0
}

/// Half the width that a line without any is taken for, in points, so that it meets what it touches.
const LINE_WIDTH: f32 = 0.01;
/// Joins boxes that touch or nearly touch, in one sweep from top to bottom.
fn merge(parts: Vec<Graphic>, scene: &Scene) -> Vec<Graphic> {
    let near = NEAR * scene.scale();
    let mut open: Vec<Graphic> = Vec::new();
    let mut closed = Vec::new();
    for mut own in parts {
        let mut still_open = Vec::with_capacity(open.len() + 1);
        for other in open {
            if other.bbox.y1 + near < own.bbox.y0 {
                closed.push(other);
            } else if other.bbox.grown(near).intersects(own.bbox.grown(LINE_WIDTH))
                && !scene.is_parted(own.bbox.center(), other.bbox.center())
            {
                own = Graphic {
                    bbox: own.bbox.union(other.bbox),
                    drawn: own.drawn.union(other.drawn),
                    image: own.image.max(other.image),
                    parts: own.parts + other.parts,
                };
            } else {
                still_open.push(other);
            }
        }
        still_open.push(own);
        open = still_open;
    }
    closed.extend(open);
    closed.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_that_nearly_touch_are_one_graphic() {
        let part = |x0: f32, y0: f32, x1: f32, y1: f32, drawn: bool| {
            let bbox = Rect::new(x0, y0, x1, y1);
            let drawn = if drawn { bbox } else { Rect::NOTHING };
            Graphic { bbox, drawn, image: 0.0, parts: 1 }
        };
        let parts = vec![
            part(0.0, 0.0, 50.0, 50.0, true),
            part(55.0, 0.0, 90.0, 50.0, false),
            part(200.0, 10.0, 250.0, 60.0, false),
        ];
        let graphics = merge(parts, &Scene::default());
        assert_eq!(graphics.len(), 2);
        assert_eq!(graphics[0].bbox, Rect::new(0.0, 0.0, 90.0, 50.0));
        assert_eq!(graphics[0].drawn, Rect::new(0.0, 0.0, 50.0, 50.0));
        assert!(graphics[0].is_drawn() && !graphics[1].is_drawn());
    }
}
