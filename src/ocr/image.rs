//! Grey images: from a raster, levelled, sampled.

use crate::raster::{Grey, Raster};

/// A grey image: 0 is black.
#[derive(Debug, Clone)]
pub(super) struct Gray {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// Pages are turned by less than this when they are scanned by hand or fed askew, in degrees.
const MOST_SKEW: f32 = 4.0;
/// Steps in which the skew is looked for, in degrees.
const SKEW_STEPS: [f32; 2] = [0.25, 0.05];
/// A skew below this does no harm, in degrees.
const LEVEL: f32 = 0.08;
/// The skew is measured on every so many pixels of the page's width.
const SKEW_WIDTH: usize = 800;

impl Gray {
    /// The luminance of a raster.
    pub(super) fn of(raster: &Raster) -> Self {
        let Grey { width, height, levels: pixels } = raster.grey();
        Self { width, height, pixels }
    }

    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.pixels[y * self.width + x]
    }

    /// An area in whole pixels within the image: left, top, right, bottom.
    pub(super) fn clamped(&self, area: [f32; 4]) -> [usize; 4] {
        let [x0, y0, x1, y1] = area.map(|side| side.round().max(0.0) as usize);
        let (x1, y1) = (x1.min(self.width), y1.min(self.height));
        [x0.min(x1), y0.min(y1), x1, y1]
    }

    /// The grey level that parts ink from paper best (Otsu 1979).
    pub(super) fn threshold(&self) -> u8 {
        let mut counts = [0u64; 256];
        self.pixels.iter().for_each(|&level| counts[usize::from(level)] += 1);
        let total = self.pixels.len() as f64;
        let sum: f64 = counts.iter().enumerate().map(|(level, &n)| level as f64 * n as f64).sum();
        let (mut weight, mut part, mut best) = (0.0, 0.0, (0.0, 127u8));
        for (level, &count) in counts.iter().enumerate() {
            weight += count as f64;
            part += level as f64 * count as f64;
            let rest = total - weight;
            if weight == 0.0 || rest <= 0.0 {
                continue;
            }
            let apart = part / weight - (sum - part) / rest;
            let variance = weight * rest * apart * apart;
            if variance > best.0 {
                best = (variance, level as u8);
            }
        }
        best.1
    }

    /// The image turned so that its lines are level, and by how much (radians) they fell to the right.
    pub(super) fn levelled(self) -> (Self, f32) {
        let skew = self.skew();
        if skew.abs() < LEVEL {
            return (self, 0.0);
        }
        let skew = skew.to_radians();
        (self.turned(skew), skew)
    }

    /// The image after so many quarter turns, clockwise.
    pub(super) fn quarter_turned(self, quarters: u8) -> Self {
        let Self { width, height, mut pixels } = self;
        if quarters & 2 != 0 {
            pixels.reverse();
        }
        if quarters & 1 == 0 {
            return Self { width, height, pixels };
        }
        let columns = (0..width).flat_map(|x| (0..height).rev().map(move |y| y * width + x));
        let pixels = columns.map(|at| pixels[at]).collect();
        Self { width: height, height: width, pixels }
    }

    /// By how many degrees its lines fall to the right: where the rows of a turned image differ most
    /// in their ink (Postl 1986).
    fn skew(&self) -> f32 {
        let dark = self.threshold();
        let step = (self.width / SKEW_WIDTH).max(1);
        let mut ink: Vec<(f32, f32)> = Vec::new();
        for y in (0..self.height).step_by(step) {
            for x in (0..self.width).step_by(step) {
                if self.at(x, y) <= dark {
                    ink.push(((x / step) as f32, (y / step) as f32));
                }
            }
        }
        let reach = self.width.max(self.height) / step;
        let sharpness = |degrees: f32| {
            let slope = degrees.to_radians().tan();
            let mut rows = vec![0u32; 2 * reach + 2];
            for &(x, y) in &ink {
                let row = (y - x * slope).floor() as isize + (reach / 2) as isize;
                if let Some(count) = usize::try_from(row).ok().and_then(|row| rows.get_mut(row)) {
                    *count += 1;
                }
            }
            rows.windows(2).map(|pair| f64::from(pair[0].abs_diff(pair[1])).powi(2)).sum::<f64>()
        };
        let (mut best, mut reach_of) = (0.0f32, MOST_SKEW);
        for step in SKEW_STEPS {
            let count = (reach_of / step).round() as i32;
            let middle = best;
            // Of angles that are as good the one nearest to the middle.
            let mut steps: Vec<i32> = (-count..=count).collect();
            steps.sort_by_key(|at| at.abs());
            let angles = steps.into_iter().map(|at| middle + at as f32 * step);
            let scored = angles.map(|angle| (sharpness(angle), angle));
            best = scored.fold((-1.0, middle), |a, b| if b.0 > a.0 { b } else { a }).1;
            reach_of = step;
        }
        best
    }

    /// The image turned about its middle, so that what fell by `angle` (radians) is level.
    fn turned(&self, angle: f32) -> Self {
        let (sin, cos) = angle.sin_cos();
        let (middle_x, middle_y) = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for y in 0..self.height {
            for x in 0..self.width {
                let (dx, dy) = (x as f32 - middle_x, y as f32 - middle_y);
                let (from_x, from_y) =
                    (cos * dx - sin * dy + middle_x, sin * dx + cos * dy + middle_y);
                pixels.push(self.sample(from_x, from_y) as u8);
            }
        }
        Self { width: self.width, height: self.height, pixels }
    }

    /// The level between pixels; paper outside of the image.
    fn sample(&self, x: f32, y: f32) -> f32 {
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let level = |dx: isize, dy: isize| {
            let (x, y) = (left as isize + dx, top as isize + dy);
            let inside = x >= 0 && y >= 0 && x < self.width as isize && y < self.height as isize;
            if inside { f32::from(self.at(x as usize, y as usize)) } else { 255.0 }
        };
        let upper = level(0, 0) * (1.0 - fx) + level(1, 0) * fx;
        let lower = level(0, 1) * (1.0 - fx) + level(1, 1) * fx;
        upper * (1.0 - fy) + lower * fy
    }

    /// A part of the image in `width` by `height` pixels, levels from 0 to 255. Where it becomes
    /// smaller, levels are averaged.
    pub(super) fn scaled(&self, area: [f32; 4], width: usize, height: usize) -> Vec<f32> {
        let [x0, y0, x1, y1] = area;
        let (step_x, step_y) = ((x1 - x0) / width as f32, (y1 - y0) / height as f32);
        let taps = |step: f32| (step.ceil() as usize).clamp(1, 8);
        let (taps_x, taps_y) = (taps(step_x), taps(step_y));
        let mut out = Vec::with_capacity(width * height);
        for row in 0..height {
            for column in 0..width {
                let mut sum = 0.0;
                for tap_y in 0..taps_y {
                    let y = y0 + (row as f32 + (tap_y as f32 + 0.5) / taps_y as f32) * step_y - 0.5;
                    for tap_x in 0..taps_x {
                        let x =
                            x0 + (column as f32 + (tap_x as f32 + 0.5) / taps_x as f32) * step_x;
                        sum += self.sample(x - 0.5, y);
                    }
                }
                out.push(sum / (taps_x * taps_y) as f32);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars like lines of text that fall by so many degrees.
    fn bars(degrees: f32) -> Gray {
        let (width, height) = (400usize, 300usize);
        let slope = degrees.to_radians().tan();
        let level = |at: usize| {
            let (x, y) = ((at % width) as f32, (at / width) as f32);
            let inside = (20.0..380.0).contains(&x) && (20.0..280.0).contains(&y);
            if inside && (y - x * slope).rem_euclid(20.0) < 6.0 { 0 } else { 255 }
        };
        Gray { width, height, pixels: (0..width * height).map(level).collect() }
    }

    #[test]
    fn skew_is_found_and_undone() {
        for degrees in [-2.0, -0.5, 0.0, 0.7, 3.0] {
            let image = bars(degrees);
            assert!((image.skew() - degrees).abs() < 0.11, "{degrees}: {}", image.skew());
            let (level, by) = image.levelled();
            assert!((by.to_degrees() - degrees).abs() < 0.11, "{degrees}: {by}");
            assert!(level.skew().abs() < 0.2, "{degrees}: {}", level.skew());
        }
    }

    #[test]
    fn quarter_turns_are_clockwise() {
        let image = Gray { width: 3, height: 2, pixels: vec![1, 2, 3, 4, 5, 6] };
        let turned = |quarters| {
            let Gray { width, height, pixels } = image.clone().quarter_turned(quarters);
            (width, height, pixels)
        };
        assert_eq!(turned(0), (3, 2, vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(turned(1), (2, 3, vec![4, 1, 5, 2, 6, 3]));
        assert_eq!(turned(2), (3, 2, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(turned(3), (2, 3, vec![3, 6, 2, 5, 1, 4]));
    }

    #[test]
    fn threshold_parts_two_levels() {
        let image = bars(0.0);
        assert!(image.threshold() < 255);
    }
}
