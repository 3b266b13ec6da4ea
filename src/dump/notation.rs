//! How numbers, places and lines of a listing are written.

use crate::geometry::Rect;
use crate::provenance::PageNumber;
use std::fmt;

/// Whether `number` is shown when `wanted` is asked for.
pub(super) fn is_wanted(wanted: Option<PageNumber>, number: PageNumber) -> bool {
    wanted.is_none_or(|wanted| wanted == number)
}

/// A number with one decimal and without a negative zero.
pub(super) struct Number(pub(super) f32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding zero turns a negative zero into a positive one.
        write!(f, "{:.1}", (self.0 * 10.0).round() / 10.0 + 0.0)
    }
}

/// A rectangle as `[left top right bottom]`.
pub(super) struct Area(pub(super) Rect);

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rect { x0, y0, x1, y1 } = self.0;
        write!(f, "[{} {} {} {}]", Number(x0), Number(y0), Number(x1), Number(y1))
    }
}

/// Appends a formatted line; writing to a string cannot fail.
macro_rules! line {
    ($out:expr, $($argument:tt)*) => {{
        use std::fmt::Write as _;
        let _ = writeln!($out, $($argument)*);
    }};
}

/// Appends formatted text; writing to a string cannot fail.
macro_rules! put {
    ($out:expr, $($argument:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($argument)*);
    }};
}

pub(super) use {line, put};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_and_no_negative_zero() {
        assert_eq!(Number(-0.04).to_string(), "0.0");
        assert_eq!(Number(12.25).to_string(), "12.3");
        assert_eq!(Area(Rect::new(1.0, 2.0, 3.0, 4.06)).to_string(), "[1.0 2.0 3.0 4.1]");
    }
}
