//! The recursive cut of a page into columns and bands.

use crate::geometry::{Interval, Rect};
use crate::tolerance::{MAJORITY, is_same_size};

/// Boxes may overlap by this much, in points, and still count as apart: descenders reach into the
/// line below, and italic letters over the edge of their column.
const SLACK: f32 = 1.5;
/// Regions inside regions are followed this deep.
const DEEPEST: usize = 24;

/// Overlapping boxes are compared pair by pair only up to this number.
const MOST_OVERLAPPING: usize = 200;

/// A band of other type is set off by a gap of at least this height, in ems of its type.
const BAND_GAP: f32 = 0.7;
/// Headings are no taller than this, in ems.
const TALLEST_HEADING: f32 = 2.5;
/// Type sizes that differ by more than this factor are different.
const OTHER_SIZE: f32 = 1.05;

/// The order in which boxes are read, and whether the cuts determined it. `sizes` are the type
/// sizes of the boxes' text, zero where they hold none.
pub(super) fn order(boxes: &[Rect], sizes: &[f32], gutter: f32) -> (Vec<usize>, bool) {
    let mut out = Vec::with_capacity(boxes.len());
    let mut certain = true;
    let all: Vec<usize> = (0..boxes.len()).collect();
    let mut page = Boxes { boxes, sizes, body: 0.0 };
    page.body = main_size(&page, all.iter());
    read(&page, all, gutter, 0, &mut out, &mut certain);
    (out, certain)
}

/// The boxes of a page with the type sizes of their text.
#[derive(Clone, Copy)]
struct Boxes<'a> {
    boxes: &'a [Rect],
    sizes: &'a [f32],
    /// Type size of most text; zero without text.
    body: f32,
}

fn read(
    page: &Boxes<'_>,
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
    let boxes = page.boxes;
    let columns = columns_around(page, &region, gutter);
    if columns.len() > 1 {
        let bands = bands_of_type(page, &columns);
        if bands.len() > 1 {
            for band in bands {
                read(page, band, gutter, depth + 1, out, certain);
            }
            return;
        }
        for column in columns {
            read(page, column, gutter, depth + 1, out, certain);
        }
        return;
    }
    let bands = bands(page, &region, gutter);
    if bands.len() > 1 {
        for band in bands {
            read(page, band, gutter, depth + 1, out, certain);
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

/// Columns as [`columns`] finds them, or those of a text that runs around what is set into it over
/// a gutter: without such boxes the gutter is open. Each of them belongs to the first of its columns.
fn columns_around(page: &Boxes<'_>, region: &[usize], gutter: f32) -> Vec<Vec<usize>> {
    let plain = columns(page.boxes, region, gutter);
    if plain.len() > 1 {
        return plain;
    }
    let body = page.body;
    let (text, inset): (Vec<usize>, Vec<usize>) =
        region.iter().partition(|&&at| body > 0.0 && is_same_size(page.sizes[at], body));
    let mut columns = columns(page.boxes, &text, gutter);
    if columns.len() < 2 {
        return plain;
    }
    let areas: Vec<Rect> =
        columns.iter().map(|column| column.iter().map(|&at| page.boxes[at]).collect()).collect();
    for at in inset {
        let own = page.boxes[at];
        let over: Vec<usize> = (0..columns.len())
            .filter(|&index| areas[index].horizontal().overlap(own.horizontal()) > SLACK)
            .collect();
        let is_beside = |&index: &usize| {
            let texts = columns[index].iter().map(|&text| page.boxes[text].vertical());
            let beside: f32 = texts.map(|text| text.overlap(own.vertical()).max(0.0)).sum();
            beside > MAJORITY * own.height()
        };
        let Some(&first) = over.first() else { return plain };
        if over.len() > 1 && !over.iter().all(is_beside) {
            return plain;
        }
        columns[first].push(at);
    }
    for column in &mut columns {
        column.sort_unstable();
    }
    columns
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
fn bands(page: &Boxes<'_>, region: &[usize], gutter: f32) -> Vec<Vec<usize>> {
    let slices = split(region, |at| page.boxes[at].vertical(), -SLACK);
    if slices.len() < 2 {
        return slices;
    }
    let mut bands: Vec<Vec<usize>> = Vec::new();
    for (at, slice) in slices.iter().enumerate() {
        let joined = bands.last().and_then(|last| together(page, last, slice, gutter));
        let next = slices.get(at + 1);
        match (bands.last_mut(), joined) {
            (Some(last), Some(joined))
                if !next.is_some_and(|next| {
                    is_of_next(page, last, slice, next, gutter)
                        || heads_next(page, &joined, slice, next, gutter)
                }) =>
            {
                *last = joined;
            }
            _ => bands.push(slice.clone()),
        }
    }
    if bands.len() < 2 {
        // One gutter would go through all bands, but then it would have been found before.
        return slices;
    }
    bands
}

/// Two bands as one, where a gutter goes through them.
fn together(page: &Boxes<'_>, upper: &[usize], lower: &[usize], gutter: f32) -> Option<Vec<usize>> {
    let both: Vec<usize> = upper.iter().chain(lower).copied().collect();
    let columns = columns_around(page, &both, gutter);
    (columns.len() > 1 && !is_stacked(page.boxes, &columns)).then_some(both)
}

/// Whether a slice between two bands that no gutter goes through together stands in the columns of
/// the lower one: a heading is too short to tell, but the column beside it begins where it does there.
fn is_of_next(
    page: &Boxes<'_>,
    upper: &[usize],
    slice: &[usize],
    lower: &[usize],
    gutter: f32,
) -> bool {
    let Some(below) = together(page, slice, lower, gutter) else { return false };
    if together(page, upper, &below, gutter).is_some() {
        return false;
    }
    let last_edge = |band: &[usize]| {
        let columns = columns_around(page, band, gutter);
        let last = columns.last().filter(|_| columns.len() > 1)?;
        Some(last.iter().map(|&at| page.boxes[at].x0).fold(f32::INFINITY, f32::min))
    };
    match (last_edge(upper), last_edge(slice), last_edge(lower)) {
        (Some(upper), Some(own), Some(lower)) => (own - lower).abs() + gutter < (own - upper).abs(),
        _ => false,
    }
}

/// Whether a slice below the ends of columns is a heading of what stands over their whole width below it.
fn heads_next(
    page: &Boxes<'_>,
    joined: &[usize],
    slice: &[usize],
    lower: &[usize],
    gutter: f32,
) -> bool {
    let [heading] = slice else { return false };
    page.sizes[*heading] > OTHER_SIZE * page.body
        && page.boxes[*heading].height() < TALLEST_HEADING * page.sizes[*heading]
        && together(page, joined, lower, gutter).is_none()
}

/// Cuts columns across where all of them change their type at one height, as a reference list in
/// columns does below the columns of the text.
fn bands_of_type(page: &Boxes<'_>, columns: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let region: Vec<usize> = columns.iter().flatten().copied().collect();
    let slices = split(&region, |at| page.boxes[at].vertical(), 0.0);
    for cut in 1..slices.len() {
        let bottom =
            slices[..cut].iter().flatten().map(|&at| page.boxes[at].y1).fold(0.0, f32::max);
        let top = slices[cut].iter().map(|&at| page.boxes[at].y0).fold(f32::INFINITY, f32::min);
        let lower = region.iter().filter(|&&at| page.boxes[at].y0 >= bottom);
        let whole = main_size(page, lower);
        let differ = columns.iter().all(|column| {
            let above = main_size(page, column.iter().filter(|&&at| page.boxes[at].y0 < bottom));
            let below = main_size(page, column.iter().filter(|&&at| page.boxes[at].y0 >= bottom));
            // Columns of one text have one size; a note in the margin has another.
            below.max(whole) <= OTHER_SIZE * below.min(whole)
                && above > 0.0
                && below > 0.0
                && top - bottom > BAND_GAP * below
                && above.max(below) > OTHER_SIZE * above.min(below)
        });
        let tallest = columns
            .iter()
            .map(|column| {
                let above = column.iter().filter(|&&at| page.boxes[at].y0 < bottom);
                let size = main_size(page, above.clone());
                above.map(|&at| page.boxes[at]).collect::<Rect>().height() / size.max(1.0)
            })
            .fold(0.0, f32::max);
        // Headings that begin their columns at one height are no band.
        if differ && tallest > TALLEST_HEADING {
            let mut above: Vec<usize> = slices[..cut].iter().flatten().copied().collect();
            let mut below: Vec<usize> = slices[cut..].iter().flatten().copied().collect();
            above.sort_unstable();
            below.sort_unstable();
            return vec![above, below];
        }
    }
    vec![region]
}

/// The type size that covers most area.
fn main_size<'a>(page: &Boxes<'_>, boxes: impl Iterator<Item = &'a usize>) -> f32 {
    let mut areas: Vec<(f32, f32)> = Vec::new();
    for &at in boxes.filter(|&&at| page.sizes[at] > 0.0) {
        let (size, area) = (page.sizes[at], page.boxes[at].area());
        match areas.iter_mut().find(|(own, _)| is_same_size(*own, size)) {
            Some((_, sum)) => *sum += area,
            None => areas.push((size, area)),
        }
    }
    areas.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0.0, |(size, _)| *size)
}

/// Whether the columns of a band stand one above the other, not side by side: then the gutter
/// between them says nothing about the order.
fn is_stacked(boxes: &[Rect], columns: &[Vec<usize>]) -> bool {
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
        order(boxes, &vec![10.0; boxes.len()], GUTTER).0
    }

    #[test]
    fn columns_of_smaller_type_are_a_band_of_their_own() {
        let boxes = [
            Rect::new(50.0, 50.0, 290.0, 300.0),
            Rect::new(50.0, 330.0, 290.0, 700.0),
            Rect::new(310.0, 50.0, 550.0, 310.0),
            Rect::new(310.0, 330.0, 550.0, 690.0),
        ];
        assert_eq!(order(&boxes, &[10.0, 8.0, 10.0, 8.0], GUTTER).0, [0, 2, 1, 3]);
        assert_eq!(order(&boxes, &[10.0; 4], GUTTER).0, [0, 1, 2, 3]);
    }

    #[test]
    fn headings_at_one_height_stay_with_their_columns() {
        let boxes = [
            Rect::new(50.0, 50.0, 130.0, 62.0),
            Rect::new(310.0, 50.0, 420.0, 62.0),
            Rect::new(50.0, 70.0, 290.0, 700.0),
            Rect::new(310.0, 70.0, 550.0, 690.0),
        ];
        assert_eq!(order(&boxes, &[12.0, 12.0, 10.0, 10.0], GUTTER).0, [0, 2, 1, 3]);
    }

    #[test]
    fn a_heading_below_columns_stands_over_what_crosses_their_gutter() {
        let boxes = [
            Rect::new(50.0, 50.0, 290.0, 500.0),
            Rect::new(310.0, 50.0, 550.0, 480.0),
            Rect::new(50.0, 520.0, 160.0, 534.0),
            Rect::new(50.0, 545.0, 500.0, 700.0),
        ];
        assert_eq!(order(&boxes, &[10.0, 10.0, 13.0, 10.0], GUTTER).0, [0, 1, 2, 3]);
        // In the type of the text it is the last line of its column.
        assert_eq!(order(&boxes, &[10.0; 4], GUTTER).0, [0, 2, 1, 3]);
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
    fn text_runs_around_what_is_set_into_it_over_the_gutter() {
        let boxes = [
            Rect::new(50.0, 20.0, 550.0, 40.0),
            Rect::new(50.0, 50.0, 190.0, 200.0),
            Rect::new(200.0, 60.0, 400.0, 250.0),
            Rect::new(410.0, 50.0, 550.0, 240.0),
            Rect::new(50.0, 210.0, 290.0, 700.0),
            Rect::new(310.0, 255.0, 550.0, 700.0),
        ];
        let sizes = [20.0, 10.0, 0.0, 10.0, 10.0, 10.0];
        assert_eq!(order(&boxes, &sizes, GUTTER).0, [0, 1, 2, 4, 3, 5]);
    }

    #[test]
    fn a_heading_stands_in_the_columns_below_a_table_not_beside_its_caption() {
        let boxes = [
            Rect::new(50.0, 50.0, 120.0, 100.0),
            Rect::new(150.0, 50.0, 550.0, 250.0),
            Rect::new(50.0, 270.0, 110.0, 280.0),
            Rect::new(310.0, 270.0, 550.0, 290.0),
            Rect::new(50.0, 300.0, 290.0, 600.0),
            Rect::new(310.0, 300.0, 550.0, 600.0),
        ];
        assert_eq!(read(&boxes), [0, 1, 2, 4, 3, 5]);
    }

    #[test]
    fn every_box_is_read_once_even_where_they_overlap() {
        let boxes = [
            Rect::new(0.0, 0.0, 60.0, 60.0),
            Rect::new(30.0, 30.0, 90.0, 90.0),
            Rect::new(10.0, 50.0, 50.0, 120.0),
        ];
        let (mut order, certain) = order(&boxes, &[10.0; 3], GUTTER);
        order.sort_unstable();
        assert_eq!(order, [0, 1, 2]);
        assert!(!certain);
    }
}
