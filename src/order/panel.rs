//! The order of a page with panels: each is ordered inside, and is one box among what is around it.

use super::cut;
use crate::geometry::Rect;

/// What is ordered inside a panel or on the page itself.
#[derive(Debug, Clone, Copy)]
enum Part {
    Box(usize),
    Panel(usize),
}

/// Figures reach into the next column by no more than this share of their width: pictures have
/// margins that can't be seen.
const MARGIN: f32 = 0.06;

/// Takes the margins off figures that reach over the edges of other boxes, or so close to them that
/// no gutter is left.
pub(super) fn trim(boxes: &mut [Rect], gutter: f32, is_figure: impl Fn(usize) -> bool) {
    let edges: Vec<Rect> =
        (0..boxes.len()).filter(|&at| !is_figure(at)).map(|at| boxes[at]).collect();
    for at in (0..boxes.len()).filter(|&at| is_figure(at)) {
        let own = boxes[at];
        let margin = MARGIN * own.width();
        for edge in &edges {
            if edge.x0 > own.x1 - margin && edge.x0 < own.x1 + gutter {
                boxes[at].x1 = boxes[at].x1.min(edge.x0 - 2.0 * gutter);
            }
            if edge.x1 > own.x0 - gutter && edge.x1 < own.x0 + margin {
                boxes[at].x0 = boxes[at].x0.max(edge.x1 + 2.0 * gutter);
            }
        }
    }
}

/// The order in which boxes are read, and whether it is certain. `panels` stand in the order of
/// their sizes, smaller ones first; see [`cut::order`] for the rest.
pub(super) fn order(
    boxes: &[Rect],
    sizes: &[f32],
    panels: &[Rect],
    gutter: f32,
) -> (Vec<usize>, bool) {
    if panels.is_empty() {
        return cut::order(boxes, sizes, gutter);
    }
    // The page comes last: it holds what no panel holds.
    let page = panels.len();
    let mut parts: Vec<Vec<Part>> = vec![Vec::new(); page + 1];
    for (at, bbox) in boxes.iter().enumerate() {
        let panel = panels.iter().position(|panel| panel.contains(bbox.center()));
        parts[panel.unwrap_or(page)].push(Part::Box(at));
    }
    let mut orders: Vec<Vec<usize>> = Vec::with_capacity(page + 1);
    let mut certain = true;
    for at in 0..=page {
        let own = std::mem::take(&mut parts[at]);
        let areas: Vec<Rect> = own
            .iter()
            .map(|part| match *part {
                Part::Box(at) => boxes[at],
                Part::Panel(at) => held(panels[at], &orders[at], boxes),
            })
            .collect();
        let type_sizes: Vec<f32> = own
            .iter()
            .map(|part| if let Part::Box(at) = part { sizes[*at] } else { 0.0 })
            .collect();
        let (order, is_certain) = cut::order(&areas, &type_sizes, gutter);
        certain &= is_certain;
        let mut read = Vec::with_capacity(own.len());
        for part in order {
            match own[part] {
                Part::Box(at) => read.push(at),
                Part::Panel(at) => read.append(&mut orders[at]),
            }
        }
        if at < page && !read.is_empty() {
            let center = panels[at].center();
            let around = (at + 1..page).find(|&other| panels[other].contains(center));
            parts[around.unwrap_or(page)].push(Part::Panel(at));
        }
        orders.push(read);
    }
    (orders.pop().unwrap_or_default(), certain)
}

/// The area of a panel down to the height of what it holds: frames and grounds drawn around it may reach over those
/// of the panels above and below.
fn held(panel: Rect, inside: &[usize], boxes: &[Rect]) -> Rect {
    let content: Rect = inside.iter().map(|&at| boxes[at]).collect();
    Rect { y0: panel.y0.max(content.y0), y1: panel.y1.min(content.y1), ..panel }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_are_read_whole() {
        let panels = [Rect::new(0.0, 100.0, 200.0, 400.0), Rect::new(210.0, 100.0, 400.0, 480.0)];
        let boxes = [
            Rect::new(50.0, 10.0, 350.0, 40.0),
            Rect::new(220.0, 110.0, 300.0, 130.0),
            Rect::new(10.0, 120.0, 190.0, 150.0),
            Rect::new(220.0, 140.0, 390.0, 300.0),
            Rect::new(10.0, 160.0, 190.0, 390.0),
        ];
        let (order, certain) = order(&boxes, &[10.0; 5], &panels, 3.0);
        assert_eq!(order, [0, 2, 4, 1, 3]);
        assert!(certain);
    }

    #[test]
    fn frames_that_reach_over_the_next_panel_do_not_hide_columns() {
        let panels = [
            Rect::new(0.0, 100.0, 200.0, 400.0),
            Rect::new(210.0, 100.0, 400.0, 480.0),
            Rect::new(0.0, 0.0, 400.0, 110.0),
        ];
        let boxes = [
            Rect::new(50.0, 10.0, 350.0, 40.0),
            Rect::new(220.0, 120.0, 390.0, 470.0),
            Rect::new(10.0, 120.0, 190.0, 390.0),
            Rect::new(10.0, 420.0, 190.0, 470.0),
        ];
        let (order, certain) = order(&boxes, &[10.0; 4], &panels, 3.0);
        assert_eq!(order, [0, 2, 3, 1]);
        assert!(certain);
    }
}
