//! What counts as one in typesetting: sizes, rows, places, and the middle of many values.
//!
//! One idea has one tolerance, and it stands here.

/// Type sizes that differ by no more than this share of the larger one are one size: typesetters scale
/// and round.
pub(crate) const SAME_SIZE: f32 = 0.04;
/// The same for lines whose sizes were taken from few letters, or from letters with marks among them.
pub(crate) const SIMILAR_SIZE: f32 = 0.06;
/// Type is of the body from this share of its size on: what is smaller is of notes and tables.
pub(crate) const BODY_SIZE: f32 = 0.95;
/// Baselines of one row differ by less than this, in ems.
pub(crate) const SAME_ROW: f32 = 0.3;
/// Where the middle of small letters stands above the baseline, and how far they reach below it, in ems.
pub(crate) const MIDDLE: f32 = 0.3;
/// More than this share of a thing is most of it.
pub(crate) const MAJORITY: f32 = 0.5;

/// Whether two type sizes are one.
pub(crate) fn is_same_size(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_SIZE * a.max(b)
}

/// Whether two type sizes are one as far as lines of few letters tell.
pub(crate) fn is_similar_size(a: f32, b: f32) -> bool {
    (a - b).abs() < SIMILAR_SIZE * a.max(b)
}

/// Whether two baselines of type of this size are those of one row.
pub(crate) fn is_one_row(a: f32, b: f32, em: f32) -> bool {
    (a - b).abs() < SAME_ROW * em
}

/// A type size or leading in quarters of a point: finer steps are rounding of the typesetter.
pub(crate) fn quarters(points: f32) -> i32 {
    (points * 4.0).round() as i32
}

/// The number of the step of this width that a place is nearest to: places of one edge have one.
pub(crate) fn nearest_step(place: f32, width: f32) -> i32 {
    (place / width).round() as i32
}

/// The middle of some values, the upper one of two; none of none.
pub(crate) fn median(values: impl IntoIterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.into_iter().collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_one_within_rounding() {
        let rows =
            [(10.0, 10.3, true, true), (10.0, 10.5, false, true), (10.0, 11.0, false, false)];
        for (a, b, same, similar) in rows {
            assert_eq!((is_same_size(a, b), is_similar_size(b, a)), (same, similar), "{a} {b}");
        }
    }

    #[test]
    fn the_middle_of_values() {
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0]), Some(4.0));
        assert_eq!(median([]), None);
    }
}
