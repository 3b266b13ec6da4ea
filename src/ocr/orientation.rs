//! Which way up a page lies.
//!
//! Lines of a page that lies on its side are boxes that are taller than wide. A page that stands on its
//! head is told by how certain its long lines are as they are read and as they are read turned; both
//! are read only where the page as it lies is not certain.

use super::detect::{self, Box};
use super::image::Gray;
use super::model::Reader;
use super::recognise::{self, Reading};
use crate::raster::Raster;
use serde::{Deserialize, Serialize};

/// A box whose sides differ by this factor is a line, across or down the page.
const LINE_RATIO: f32 = 2.0;
/// A page lies on its side where its lines down it are this many times as long as those across.
const DOWN_SHARE: f32 = 2.0;
/// Lines that say how a page lies at least: labels of a figure do not.
const FEWEST_LINES: usize = 3;
/// Lines that are read to find out.
const SAMPLE: usize = 5;
/// They are this many times as wide as high: short words can be read either way.
const SAMPLE_RATIO: f32 = 4.0;
/// Where the mean certainty of the sample reaches this, the page is upright: faxes and poor copies have
/// 0.98 and more, pages on their head half of it.
const UPRIGHT: f32 = 0.9;
/// A page is turned where that makes the sample at least so certain, and so much more certain.
const LEAST: f32 = 0.7;
const GAIN: f32 = 0.1;

/// What is seen in an image.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Sight {
    /// The lines of an image that is upright.
    Upright(Vec<Reading>),
    /// So many quarter turns, clockwise, make it upright.
    Turned { quarters: u8 },
}

/// Reads the lines of an image as it is; nothing where a network fails.
pub(super) fn read(gray: &Gray, reader: &Reader) -> Option<Vec<Reading>> {
    recognise::read(gray, &detect::lines(gray, reader)?, reader)
}

/// Reads the image `gray` of a raster, or tells how it has to be turned; nothing where a network fails.
pub(super) fn see(raster: &Raster, gray: &Gray, reader: &Reader) -> Option<Sight> {
    let boxes = detect::lines(gray, reader)?;
    if lie_down(&boxes) {
        let (turned, _) = Gray::of(raster).quarter_turned(1).levelled();
        let sample = sample(&detect::lines(&turned, reader)?);
        let read = recognise::read(&turned, &sample, reader)?;
        let (one, three) = (certainty(&sample, &read), on_its_head(turned, &sample, reader)?);
        let (most, least) = (one.max(three), one.min(three));
        if sample.len() >= FEWEST_LINES && most >= LEAST && most >= least + GAIN {
            return Some(Sight::Turned { quarters: if one > three { 1 } else { 3 } });
        }
    }
    let read = recognise::read(gray, &boxes, reader)?;
    let sample = sample(&boxes);
    let as_it_lies = certainty(&sample, &read);
    if sample.len() >= FEWEST_LINES && as_it_lies < UPRIGHT {
        let turned = on_its_head(gray.clone(), &sample, reader)?;
        if turned >= LEAST && turned >= as_it_lies + GAIN {
            return Some(Sight::Turned { quarters: 2 });
        }
    }
    Some(Sight::Upright(read))
}

/// Whether most lines run down the page.
fn lie_down(boxes: &[Box]) -> bool {
    let sides = boxes.iter().map(|area| (area[2] - area[0], area[3] - area[1]));
    let (mut across, mut down, mut count) = (0.0, 0.0, 0);
    for (width, height) in sides {
        if width >= LINE_RATIO * height {
            across += width;
        } else if height >= LINE_RATIO * width {
            down += height;
            count += 1;
        }
    }
    count >= FEWEST_LINES && down >= DOWN_SHARE * across
}

/// The widest lines.
fn sample(boxes: &[Box]) -> Vec<Box> {
    let width = |area: &Box| area[2] - area[0];
    let long = boxes.iter().filter(|area| width(area) >= SAMPLE_RATIO * (area[3] - area[1]));
    let mut long: Vec<Box> = long.copied().collect();
    long.sort_by(|a, b| width(b).total_cmp(&width(a)));
    long.truncate(SAMPLE);
    long
}

/// The mean certainty of lines; one that was not read has none.
fn certainty(sample: &[Box], read: &[Reading]) -> f32 {
    let of = |area: &Box| {
        let own = read.iter().find(|own| own.area == *area)?;
        let sum: f32 = own.characters.iter().map(|own| own.certainty).sum();
        Some(sum / own.characters.len().max(1) as f32)
    };
    let sum: f32 = sample.iter().map(|area| of(area).unwrap_or(0.0)).sum();
    sum / sample.len().max(1) as f32
}

/// The mean certainty of lines after half a turn.
fn on_its_head(gray: Gray, sample: &[Box], reader: &Reader) -> Option<f32> {
    let (width, height) = (gray.width as f32, gray.height as f32);
    let turned = |&[x0, y0, x1, y1]: &Box| [width - x1, height - y1, width - x0, height - y0];
    let sample: Vec<Box> = sample.iter().map(turned).collect();
    let read = recognise::read(&gray.quarter_turned(2), &sample, reader)?;
    Some(certainty(&sample, &read))
}

#[cfg(test)]
mod tests {
    use super::super::recognise::Character;
    use super::*;

    #[test]
    fn pages_lie_down_where_most_lines_do() {
        let across = |y: f32| [10.0, y, 400.0, y + 20.0];
        let down = |x: f32| [x, 10.0, x + 20.0, 400.0];
        assert!(!lie_down(&[across(10.0), across(50.0), across(90.0), down(500.0)]));
        assert!(lie_down(&[down(10.0), down(50.0), down(90.0), [10.0, 500.0, 60.0, 520.0]]));
        // The label of an axis beside short words says nothing.
        assert!(!lie_down(&[down(10.0), [50.0, 10.0, 70.0, 25.0]]));
    }

    #[test]
    fn certainty_is_that_of_long_lines() {
        let boxes = [[0.0, 0.0, 30.0, 20.0], [0.0, 30.0, 300.0, 50.0], [0.0, 60.0, 200.0, 80.0]];
        let sample = sample(&boxes);
        assert_eq!(sample, [boxes[1], boxes[2]]);
        let characters = vec![Character { character: 'a', x: 1.0, certainty: 0.8 }];
        let read = [Reading { area: boxes[1], characters }];
        assert!((certainty(&sample, &read) - 0.4).abs() < 1e-6);
        assert_eq!(certainty(&[], &read), 0.0);
    }
}
