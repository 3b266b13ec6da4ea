//! Painted paths to rulings, fills and drawings.

use super::model::{Fill, Page, Ruling};
use crate::geometry::Rect;
use hayro_interpret::kurbo::{self, Affine, BezPath, PathEl, Point};

/// Thickest ruling, in points: what is thicker is a box. Table rules have up to 2, heavy ones 3.
const RULING_THICKNESS: f32 = 3.0;

/// A ruling is at least this many times as long as thick; what is shorter is a bullet or a dot.
const RULING_ASPECT: f32 = 3.0;

/// Largest slope of a line that still counts as horizontal or vertical, in points over its length.
const STRAIGHT: f64 = 0.2;

/// Segments of an open line up to which they are rulings; a longer chain of steps is a plot.
const CHAIN: usize = 4;

/// Adds what a painted path draws to the page. `stroke` is the line width in user space.
pub(super) fn collect(
    path: &BezPath,
    transform: Affine,
    stroke: Option<f64>,
    color: u32,
    clip: Rect,
    page: &mut Page,
) {
    let mut drawing = Rect::NOTHING;
    let [a, b, c, d, _, _] = transform.as_coeffs();
    // A line of width zero is drawn as thin as the device can (ISO 32000-2, 8.4.3.2).
    let width = stroke.map(|w| (w * (a * d - b * c).abs().sqrt()).max(MIN_WIDTH));
    for subpath in subpaths(path, transform) {
        match width {
            None => fill(&subpath, color, clip, page, &mut drawing),
            Some(width) => strokes(&subpath, width as f32, color, clip, page, &mut drawing),
        }
    }
    let drawing = drawing.intersection(clip);
    if drawing.x0 <= drawing.x1 && drawing.y0 <= drawing.y1 {
        page.drawings.push(drawing);
    }
}

/// Whether a path is one box with sides parallel to the axes.
pub(super) fn is_rectangle(path: &BezPath) -> bool {
    if path.elements().len() > 6 {
        return false;
    }
    let parts = subpaths(path, Affine::IDENTITY);
    matches!(&parts[..], [part] if part.is_straight())
}

/// Width of the thinnest line that can be seen, in points.
const MIN_WIDTH: f64 = 0.1;

/// A part of a path that is drawn without lifting the pen.
#[derive(Default)]
struct Subpath {
    points: Vec<Point>,
    closed: bool,
    curved: bool,
}

impl Subpath {
    fn bbox(&self) -> Rect {
        self.points
            .iter()
            .map(|p| Rect::new(p.x as f32, p.y as f32, p.x as f32, p.y as f32))
            .collect()
    }

    /// The corners, the first one repeated at the end where the line is closed.
    fn outline(&self) -> Vec<Point> {
        let mut points = self.points.clone();
        if self.closed && points.first() != points.last() {
            points.extend(self.points.first());
        }
        points.dedup();
        points
    }

    fn is_straight(&self) -> bool {
        !self.curved
            && self
                .outline()
                .windows(2)
                .all(|pair| matches!(pair, [p, q] if direction(*p, *q).is_some()))
    }
}

/// Whether the line from `p` to `q` is horizontal; nothing where it is oblique.
fn direction(p: Point, q: Point) -> Option<bool> {
    let (dx, dy) = ((p.x - q.x).abs(), (p.y - q.y).abs());
    if dy <= STRAIGHT {
        Some(true)
    } else if dx <= STRAIGHT {
        Some(false)
    } else {
        None
    }
}

fn subpaths(path: &BezPath, transform: Affine) -> Vec<Subpath> {
    let mut all = Vec::new();
    let mut current = Subpath::default();
    for element in path.elements() {
        match element {
            PathEl::MoveTo(p) => {
                all.push(std::mem::take(&mut current));
                current.points.push(transform * *p);
            }
            PathEl::LineTo(p) => current.points.push(transform * *p),
            PathEl::QuadTo(p, q) => {
                current.curved = true;
                current.points.extend([transform * *p, transform * *q]);
            }
            PathEl::CurveTo(p, q, r) => {
                current.curved = true;
                current.points.extend([transform * *p, transform * *q, transform * *r]);
            }
            PathEl::ClosePath => {
                current.closed = true;
                let start = current.points.first().copied();
                all.push(std::mem::take(&mut current));
                // What follows without a move starts where the closed part started.
                current.points.extend(start);
            }
        }
    }
    all.push(current);
    all.retain(|subpath| subpath.points.len() > 1);
    all
}

/// A filled part: a ruling or a box where its sides are parallel to the axes.
fn fill(subpath: &Subpath, color: u32, clip: Rect, page: &mut Page, drawing: &mut Rect) {
    let bbox = subpath.bbox();
    if !subpath.is_straight() || subpath.outline().len() > 6 {
        *drawing = drawing.union(bbox);
        return;
    }
    let visible = bbox.intersection(clip);
    if visible.x0 > visible.x1 || visible.y0 > visible.y1 {
        return;
    }
    match ruling(visible, color) {
        Some(found) => page.rulings.push(found),
        None if !visible.is_empty() => page.fills.push(Fill { bbox: visible, color }),
        None => {}
    }
}

fn strokes(
    subpath: &Subpath,
    width: f32,
    color: u32,
    clip: Rect,
    page: &mut Page,
    drawing: &mut Rect,
) {
    let outline = subpath.outline();
    let chain = outline.len() > CHAIN + 1;
    if !subpath.is_straight() || chain {
        *drawing = drawing.union(subpath.bbox().grown(width / 2.0));
        return;
    }
    for pair in outline.windows(2) {
        let [p, q] = pair else { continue };
        let horizontal = direction(*p, *q) == Some(true);
        let line = hayro_interpret::kurbo::Rect::from_points(*p, *q);
        let (dx, dy) = if horizontal { (0.0, width / 2.0) } else { (width / 2.0, 0.0) };
        let line = rect(line);
        let line = Rect::new(line.x0 - dx, line.y0 - dy, line.x1 + dx, line.y1 + dy);
        let visible = line.intersection(clip);
        if visible.is_empty() {
            continue;
        }
        match ruling(visible, color) {
            Some(found) => page.rulings.push(found),
            // A line that is as wide as long is a box drawn with a broad pen.
            None => page.fills.push(Fill { bbox: visible, color }),
        }
    }
}

/// The box as a ruling, if it is thin and long enough.
fn ruling(bbox: Rect, color: u32) -> Option<Ruling> {
    let (width, height) = (bbox.width(), bbox.height());
    let (thick, long) = (width.min(height), width.max(height));
    (thick <= RULING_THICKNESS && long >= thick * RULING_ASPECT && long > 0.0).then_some(Ruling {
        bbox,
        horizontal: width >= height,
        color,
    })
}

/// The same rectangle in this crate's type.
pub(super) fn rect(r: kurbo::Rect) -> Rect {
    Rect::new(r.x0 as f32, r.y0 as f32, r.x1 as f32, r.y1 as f32)
}
