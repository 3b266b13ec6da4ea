//! Points, rectangles and intervals.
//!
//! Everything after [`page`](crate::page) is in one space: points (1/72 inch), origin at the top
//! left of the page as displayed (rotation and crop box applied), y growing downwards.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// Distance from the left edge.
    pub x: f32,
    /// Distance from the top edge.
    pub y: f32,
}

/// Places are written in steps of this part of a point.
const STEPS: f32 = 100.0;

/// An axis-aligned rectangle. It is written as a list of its edges: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(from = "[f32; 4]", into = "[f32; 4]")]
pub struct Rect {
    /// Left.
    pub x0: f32,
    /// Top.
    pub y0: f32,
    /// Right.
    pub x1: f32,
    /// Bottom.
    pub y1: f32,
}

/// A closed interval on one axis.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Interval {
    /// Lower end.
    pub start: f32,
    /// Upper end.
    pub end: f32,
}

impl Interval {
    /// Length; negative where the ends are crossed.
    pub fn length(self) -> f32 {
        self.end - self.start
    }

    /// Length of the part shared with `other`; negative when they are apart.
    pub fn overlap(self, other: Self) -> f32 {
        self.end.min(other.end) - self.start.max(other.start)
    }
}

impl Rect {
    /// A rectangle from its edges.
    pub const fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0, y0, x1, y1 }
    }

    /// The rectangle that is neutral in [`union`](Self::union): it covers nothing.
    pub const NOTHING: Self =
        Self { x0: f32::INFINITY, y0: f32::INFINITY, x1: f32::NEG_INFINITY, y1: f32::NEG_INFINITY };

    /// Width.
    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }

    /// Height.
    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }

    /// Area; zero where it is empty.
    pub fn area(self) -> f32 {
        self.width().max(0.0) * self.height().max(0.0)
    }

    /// The middle.
    pub fn center(self) -> Point {
        Point { x: (self.x0 + self.x1) / 2.0, y: (self.y0 + self.y1) / 2.0 }
    }

    /// Extent along x.
    pub fn horizontal(self) -> Interval {
        Interval { start: self.x0, end: self.x1 }
    }

    /// Extent along y.
    pub fn vertical(self) -> Interval {
        Interval { start: self.y0, end: self.y1 }
    }

    /// Whether all its edges are numbers.
    pub fn is_finite(self) -> bool {
        <[f32; 4]>::from(self).iter().all(|edge| edge.is_finite())
    }

    /// Its edges in hundredths of a point: finer than any printer.
    pub fn rounded(self) -> Self {
        let step = |edge: f32| (edge * STEPS).round() / STEPS;
        Self { x0: step(self.x0), y0: step(self.y0), x1: step(self.x1), y1: step(self.y1) }
    }

    /// The smallest rectangle that covers both.
    pub fn union(self, other: Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// The part covered by both; empty (see [`is_empty`](Self::is_empty)) when they are apart.
    pub fn intersection(self, other: Self) -> Self {
        Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        }
    }

    /// Whether it covers no area.
    pub fn is_empty(self) -> bool {
        self.x1 <= self.x0 || self.y1 <= self.y0
    }

    /// Whether the two share area.
    pub fn intersects(self, other: Self) -> bool {
        !self.intersection(other).is_empty()
    }

    /// Whether the point lies inside or on the edge.
    pub fn contains(self, point: Point) -> bool {
        point.x >= self.x0 && point.x <= self.x1 && point.y >= self.y0 && point.y <= self.y1
    }

    /// Grown by `by` on each side.
    pub fn grown(self, by: f32) -> Self {
        Self { x0: self.x0 - by, y0: self.y0 - by, x1: self.x1 + by, y1: self.y1 + by }
    }
}

impl From<[f32; 4]> for Rect {
    fn from([x0, y0, x1, y1]: [f32; 4]) -> Self {
        Self { x0, y0, x1, y1 }
    }
}

impl From<Rect> for [f32; 4] {
    fn from(Rect { x0, y0, x1, y1 }: Rect) -> Self {
        [x0, y0, x1, y1]
    }
}

impl FromIterator<Self> for Rect {
    fn from_iter<I: IntoIterator<Item = Self>>(rects: I) -> Self {
        rects.into_iter().fold(Self::NOTHING, Self::union)
    }
}
