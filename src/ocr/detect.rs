//! Lines of text in an image: the map of a detection network, cut into boxes (Liao et al. 2020,
//! "Real-time Scene Text Detection with Differentiable Binarization").

use super::image::Gray;
use super::model::Reader;
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

/// The longer side of the image that the network sees, in pixels: text of a journal page at this
/// size is as high as what it was trained on.
const LONGER_SIDE: f32 = 1600.0;
/// Sides of the image are multiples of this, in pixels.
const STRIDE: usize = 32;
/// Mean and deviation of the colours it was trained on (ImageNet's).
const MEAN: [f32; 3] = [0.485, 0.456, 0.406];
const DEVIATION: [f32; 3] = [0.229, 0.224, 0.225];
/// A pixel of the map is text from this probability on.
const TEXT: f32 = 0.3;
/// Mean probability of a box at least.
const BOX: f32 = 0.5;
/// The network draws the core of a line: boxes grow by area / perimeter times this.
const GROWTH: f32 = 1.6;
/// Boxes smaller than this on a side are specks, in pixels of the map.
const SMALLEST: usize = 3;

/// An area of the image: left, top, right, bottom, in pixels.
pub(super) type Box = [f32; 4];

/// The boxes of lines, or nothing where the network fails.
pub(super) fn lines(gray: &Gray, reader: &Reader) -> Option<Vec<Box>> {
    let scale = LONGER_SIDE / gray.width.max(gray.height) as f32;
    let side = |length: usize| {
        let strides = (length as f32 * scale / STRIDE as f32).round().max(1.0);
        strides as usize * STRIDE
    };
    let (width, height) = (side(gray.width), side(gray.height));
    let levels = gray.scaled([0.0, 0.0, gray.width as f32, gray.height as f32], width, height);
    let mut input = Vec::with_capacity(3 * levels.len());
    for channel in 0..3 {
        input.extend(
            levels.iter().map(|level| (level / 255.0 - MEAN[channel]) / DEVIATION[channel]),
        );
    }
    let input = NdTensor::from_data([1, 3, height, width], input);
    let map: NdTensor<f32, 4> = reader.detect(input.view().into())?;
    let map = map.data().filter(|map| map.len() == width * height)?;
    let (back_x, back_y) = (gray.width as f32 / width as f32, gray.height as f32 / height as f32);
    let grown = |[x0, y0, x1, y1]: Box| {
        let (wide, high) = (x1 - x0, y1 - y0);
        let by = wide * high * GROWTH / (2.0 * (wide + high));
        [
            ((x0 - by) * back_x).max(0.0),
            ((y0 - by) * back_y).max(0.0),
            ((x1 + by) * back_x).min(gray.width as f32),
            ((y1 + by) * back_y).min(gray.height as f32),
        ]
    };
    Some(components(map, width, height).into_iter().map(grown).collect())
}

/// Boxes around pixels of text that touch, corners too.
fn components(map: &[f32], width: usize, height: usize) -> Vec<Box> {
    let mut seen = vec![false; map.len()];
    let mut boxes = Vec::new();
    let mut stack = Vec::new();
    for start in 0..map.len() {
        if seen[start] || map[start] < TEXT {
            continue;
        }
        seen[start] = true;
        stack.push(start);
        let (mut x0, mut y0, mut x1, mut y1) = (width, height, 0, 0);
        let (mut sum, mut count) = (0.0, 0usize);
        while let Some(at) = stack.pop() {
            let (x, y) = (at % width, at / width);
            (x0, y0, x1, y1) = (x0.min(x), y0.min(y), x1.max(x), y1.max(y));
            sum += map[at];
            count += 1;
            for near_y in y.saturating_sub(1)..=(y + 1).min(height - 1) {
                for near_x in x.saturating_sub(1)..=(x + 1).min(width - 1) {
                    let near = near_y * width + near_x;
                    if !seen[near] && map[near] >= TEXT {
                        seen[near] = true;
                        stack.push(near);
                    }
                }
            }
        }
        let large = x1 - x0 + 1 >= SMALLEST && y1 - y0 + 1 >= SMALLEST;
        if large && sum / count as f32 >= BOX {
            boxes.push([x0 as f32, y0 as f32, (x1 + 1) as f32, (y1 + 1) as f32]);
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_that_touch_are_one_box() {
        let rows = ["............", ".####..####.", ".####..####.", ".####..####.", "............"];
        let map: Vec<f32> =
            rows.concat().chars().map(|c| if c == '#' { 0.9 } else { 0.0 }).collect();
        let boxes = components(&map, 12, 5);
        assert_eq!(boxes, [[1.0, 1.0, 5.0, 4.0], [7.0, 1.0, 11.0, 4.0]]);
    }
}
