//! The recursive cut of a page into columns and bands.

use crate::geometry::{Interval, Rect};

/// Boxes may overlap by this much, in points, and still count as apart: descenders reach into the
/// line below, and italic letters over the edge of their column.
const SLACK: f32 = 1.5;
/// Regions inside regions are followed this deep.
const DEEPEST: usize = 24;

/// Overlapping boxes are compared pair by pair only up to this number.
const MOST_OVERLAPPING: usize = 200;

/// The order in which boxes are read, and whether the cuts determined it.
pub(super) fn order(boxes: &[Rect], gutter: f32) -> (Vec<usize>, bool) {
    let mut out = Vec::with_capacity(boxes.len());
    let mut certain = true;
    let all = (0..boxes.len()).collect();
    read(boxes, all, gutter, 0, &mut out, &mut certain);
    (out, certain)
}

fn read(
    boxes: &[Rect],
    region: Vec<usize>,
    gutter: f32,
    depth: usize,
    out: &mut Vec<usize>,
    certain: &mut bool,
) {
    if region.len() <= 1 || depth > DEEPEST {
        out.extend(region);
        return;
    }
    let columns = columns(boxes, &region, gutter);
    if columns.len() > 1 {
        for column in columns {
            read(boxes, column, gutter, depth + 1, out, certain);
        }
        return;
    }
    let bands = bands(boxes, &region, gutter);
    if bands.len() > 1 {
        for band in bands {
            read(boxes, band, gutter, depth + 1, out, certain);
        }
        return;
    }
    *certain = false;
    out.extend(by_column(boxes, region));
}

/// Parts of a region that lie side by side with a gutter between them, from left to right.
fn columns(boxes: &[Rect], region: &[usize], gutter: f32) -> Vec<Vec<usize>> {
    split(region, |at| boxes[at].horizontal(), gutter)
}

/// Splits a region where no box's extent on one axis crosses.
fn split(region: &[usize], extent: impl Fn(usize) -> Interval, narrowest: f32) -> Vec<Vec<usize>> {
    let mut sorted = region.to_vec();
    sorted.sort_by(|&a, &b| extent(a).start.total_cmp(&extent(b).start).then(a.cmp(&b)));
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut end = f32::NEG_INFINITY;
    for at in sorted {
        let own = extent(at);
        match parts.last_mut() {
            Some(part) if own.start < end + narrowest => part.push(at),
            _ => parts.push(vec![at]),
        }
        end = end.max(own.end);
    }
    for part in &mut parts {
        part.sort_unstable();
    }
    parts
}

/// Bands of a region from top to bottom. Neighbouring bands stay together as long as one gutter
/// goes through them.
fn bands(boxes: &[Rect], region: &[usize], gutter: f32) -> Vec<Vec<usize>> {
    let slices = split(region, |at| boxes[at].vertical(), -SLACK);
    if slices.len() < 2 {
        return slices;
    }
    let mut bands: Vec<Vec<usize>> = Vec::new();
    for slice in slices {
        if let Some(last) = bands.last_mut() {
            let together: Vec<usize> = last.iter().chain(&slice).copied().collect();
            if columns(boxes, &together, gutter).len() > 1 && !is_stacked(boxes, &together, gutter)
            {
                *last = together;
                continue;
            }
        }
        bands.push(slice);
    }
    if bands.len() < 2 {
        // One gutter would go through all bands, but then it would have been found before.
        return split(region, |at| boxes[at].vertical(), -SLACK);
    }
    bands
}

/// Whether the columns of a band stand one above the other, not side by side: then the gutter
/// between them says nothing about the order.
fn is_stacked(boxes: &[Rect], band: &[usize], gutter: f32) -> bool {
    let columns = columns(boxes, band, gutter);
    let extents: Vec<Interval> = columns
        .iter()
        .map(|column| column.iter().map(|&at| boxes[at]).collect::<Rect>().vertical())
        .collect();
    extents.windows(2).all(|pair| pair[0].overlap(pair[1]) <= SLACK)
}

/// Boxes that no straight line parts: from top to bottom inside each group that shares an extent.
fn by_column(boxes: &[Rect], region: Vec<usize>) -> Vec<usize> {
    let mut sorted = region;
    sorted.sort_by(|&a, &b| {
        boxes[a].y0.total_cmp(&boxes[b].y0).then(boxes[a].x0.total_cmp(&boxes[b].x0))
    });
    if sorted.len() > MOST_OVERLAPPING {
        return sorted;
    }
    let mut out: Vec<usize> = Vec::with_capacity(sorted.len());
    let mut waiting = sorted;
    while !waiting.is_empty() {
        // The next box is the topmost that has no unread box above it in its own column and none
        // to the left that begins no lower than it ends.
        let next = (0..waiting.len())
            .find(|&at| {
                let own = boxes[waiting[at]];
                waiting.iter().all(|&other| {
                    let other = boxes[other];
                    let shares = other.horizontal().overlap(own.horizontal()) > SLACK;
                    let before = other.y1 <= own.y0 + SLACK && shares
                        || other.x1 <= own.x0 + SLACK
                            && other.vertical().overlap(own.vertical()) > SLACK;
                    !before || other == own
                })
            })
            .unwrap_or(0);
        out.push(waiting.remove(next));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUTTER: f32 = 3.0;

    fn read(boxes: &[Rect]) -> Vec<usize> {
        order(boxes, GUTTER).0
    }

    #[test]
    fn two_columns_are_read_one_after_the_other() {
        let left = [Rect::new(50.0, 50.0, 290.0, 300.0), Rect::new(50.0, 310.0, 290.0, 700.0)];
        let right = [Rect::new(310.0, 50.0, 550.0, 300.0), Rect::new(310.0, 310.0, 550.0, 700.0)];
        assert_eq!(read(&[left[0], right[0], left[1], right[1]]), [0, 2, 1, 3]);
    }

    #[test]
    fn a_title_over_two_columns_comes_first() {
        let boxes = [
            Rect::new(50.0, 20.0, 550.0, 40.0),
            Rect::new(50.0, 50.0, 290.0, 700.0),
            Rect::new(310.0, 50.0, 550.0, 700.0),
        ];
        assert_eq!(read(&boxes), [0, 1, 2]);
    }

    #[test]
    fn a_figure_across_columns_parts_them_into_bands() {
        let boxes = [
            Rect::new(50.0, 50.0, 290.0, 300.0),
            Rect::new(310.0, 50.0, 550.0, 300.0),
            Rect::new(50.0, 320.0, 550.0, 500.0),
            Rect::new(50.0, 520.0, 290.0, 700.0),
            Rect::new(310.0, 520.0, 550.0, 700.0),
        ];
        assert_eq!(read(&boxes), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn every_box_is_read_once_even_where_they_overlap() {
        let boxes = [
            Rect::new(0.0, 0.0, 60.0, 60.0),
            Rect::new(30.0, 30.0, 90.0, 90.0),
            Rect::new(10.0, 50.0, 50.0, 120.0),
        ];
        let (mut order, certain) = order(&boxes, GUTTER);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
        assert!(!certain);
    }
}
