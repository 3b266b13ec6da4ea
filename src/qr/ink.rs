//! Which pixels are dark.

use crate::raster::Grey;

/// A row is looked at in parts of this share of it, each as bright as it is on the average.
const SHARE: usize = 8;

/// How far below the average is dark, of a hundred.
const DARKER: u64 = 95;

/// 1 for each pixel that is dark beside those around it in its row and those above it, 0 for others: what
/// `rqrr` sees in an image that it prepares itself, in a third of the time. Two averages that follow the
/// levels run through each row, one from either end.
pub(super) fn dark(grey: &Grey) -> Vec<u8> {
    let Grey { width, levels, .. } = grey;
    if *width == 0 {
        return Vec::new();
    }
    let part = (width / SHARE).max(1) as u64;
    let share = Share::of(part);
    let follow = |average: &mut u64, level: u8| {
        // The average times (part - 1) / part, rounded down.
        *average = *average - share.rounded_up(*average) + u64::from(level);
        *average
    };
    let (mut one, mut other) = (0, 0);
    let mut sums = vec![0; *width];
    let mut out = Vec::with_capacity(levels.len());
    for (y, row) in levels.chunks_exact(*width).enumerate() {
        // Each average goes on where it ended, at the other end of the next row.
        let (forth, back) =
            if y % 2 == 0 { (&mut one, &mut other) } else { (&mut other, &mut one) };
        for (sum, level) in sums.iter_mut().zip(row) {
            *sum = follow(forth, *level);
        }
        for (sum, level) in sums.iter_mut().zip(row).rev() {
            *sum += follow(back, *level);
        }
        let is_dark = |(sum, level): (&u64, &u8)| {
            u8::from((u64::from(*level) + 1) * 200 * part <= sum * DARKER)
        };
        out.extend(sums.iter().zip(row).map(is_dark));
    }
    out
}

/// Division by one number, which takes a machine much longer than a product.
struct Share {
    number: u64,
    inverse: u64,
}

impl Share {
    /// More than the bits of what is divided and of the number together, so that the product is exact.
    const BITS: u32 = 40;

    fn of(number: u64) -> Self {
        Self { number, inverse: (1 << Self::BITS) / number + 1 }
    }

    /// Such a part of a number below 2^24, rounded up.
    fn rounded_up(&self, whole: u64) -> u64 {
        ((whole + self.number - 1) * self.inverse) >> Self::BITS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_is_what_is_dark_to_the_reader_of_codes() {
        let mut seed = 1_u32;
        let mut random = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        for (width, height) in [(1, 3), (7, 5), (8, 8), (300, 20), (1273, 7), (9001, 2)] {
            for noise in [0, 2, 5] {
                let level = |at: usize| ((at / 3 % 2) * 200) as u8;
                let levels: Vec<u8> = (0..width * height)
                    .map(|at| level(at).saturating_add(random() >> noise))
                    .collect();
                let grey = Grey { width, height, levels };
                let level = |x: usize, y: usize| grey.levels[y * width + x];
                let seen = rqrr::PreparedImage::prepare_from_greyscale(width, height, level);
                let own = dark(&grey);
                let differs = |at: &usize| seen.get_pixel_at(at % width, at / width) != own[*at];
                assert_eq!((0..width * height).find(differs), None, "{width} x {height}, {noise}");
            }
        }
        assert!(dark(&Grey::default()).is_empty());
    }
}
