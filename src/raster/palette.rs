//! The colours of a page of text: few enough for a byte a pixel.

/// Levels of each channel that are told apart: more cannot be seen at the edges of letters.
const LEVELS: usize = 16;

/// Colours that are told apart.
const KEYS: usize = LEVELS * LEVELS * LEVELS;

/// Colours of a palette at most.
const MOST: usize = 256;

/// The most frequent colours.
pub(super) struct Palette {
    /// Red, green and blue.
    pub(super) colours: Vec<[u8; 3]>,
    /// Share of the pixels whose colours are among them.
    pub(super) covered: f32,
    /// For each colour that is told apart the number of the nearest one.
    numbers: Vec<u8>,
}

/// Pixels that are not told apart.
#[derive(Clone, Copy, Default)]
struct Heap {
    count: u64,
    sum: [u64; 3],
}

impl Heap {
    fn colour(self) -> [u8; 3] {
        self.sum.map(|sum| (sum / self.count.max(1)) as u8)
    }
}

/// Which colour is told apart.
fn key(rgb: [u8; 3]) -> usize {
    let [r, g, b] = rgb.map(|level| usize::from(level) * LEVELS / 256);
    (r * LEVELS + g) * LEVELS + b
}

impl Palette {
    /// That of pixels.
    pub(super) fn of(pixels: impl Iterator<Item = [u8; 3]>) -> Self {
        let mut heaps = vec![Heap::default(); KEYS];
        let mut all = 0;
        for rgb in pixels {
            let heap = &mut heaps[key(rgb)];
            heap.count += 1;
            all += 1;
            heap.sum.iter_mut().zip(rgb).for_each(|(sum, level)| *sum += u64::from(level));
        }
        let mut order: Vec<usize> = (0..KEYS).filter(|at| heaps[*at].count > 0).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(heaps[*at].count), *at));
        let kept = order.len().min(MOST);
        let covered: u64 = order[..kept].iter().map(|at| heaps[*at].count).sum();
        let colours: Vec<[u8; 3]> = order[..kept].iter().map(|at| heaps[*at].colour()).collect();
        let mut numbers = vec![0; KEYS];
        for (place, at) in order.iter().enumerate() {
            let nearest = if place < kept { place } else { nearest(&colours, heaps[*at].colour()) };
            numbers[*at] = nearest as u8;
        }
        Self { colours, covered: covered as f32 / all.max(1) as f32, numbers }
    }

    /// The number of the colour that stands for a pixel.
    pub(super) fn number(&self, rgb: [u8; 3]) -> u8 {
        self.numbers[key(rgb)]
    }
}

fn nearest(colours: &[[u8; 3]], own: [u8; 3]) -> usize {
    let distance = |other: &[u8; 3]| -> u32 {
        own.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    };
    let found = colours.iter().enumerate().min_by_key(|(_, other)| distance(other));
    found.map_or(0, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_kept_as_they_are_and_others_become_the_nearest() {
        let pixels = [[255, 255, 255], [255, 255, 255], [0, 0, 0], [240, 246, 255]];
        let palette = Palette::of(pixels.into_iter());
        for rgb in [[255, 255, 255], [0, 0, 0]] {
            let number = usize::from(palette.number(rgb));
            assert!(palette.colours[number].iter().zip(rgb).all(|(a, b)| a.abs_diff(b) < 16));
        }
        assert_eq!(palette.covered, 1.0);
        let many = (0..=255).flat_map(|r: u8| {
            (0..=255).map(move |g: u8| [r, g, g.wrapping_mul(7).wrapping_add(r)])
        });
        let palette = Palette::of(many);
        assert_eq!(palette.colours.len(), MOST);
        assert!(palette.covered < 1.0);
    }
}
