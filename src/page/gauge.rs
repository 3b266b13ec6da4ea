//! How much of a page is read, and when it is left.

use super::unicode::Reading;
use crate::limit::Limits;
use std::time::{Duration, Instant};

/// Operations after which the clock is looked at: of the slowest ones, each takes some milliseconds.
const CLOCK_INTERVAL: u64 = 64;

/// The payload with which a page that does not end is left.
pub(super) struct Left;

/// Counts what is read of a page.
pub(super) struct Gauge<'l> {
    limits: &'l Limits,
    start: Instant,
    time: Option<Duration>,
    operations: u64,
    glyphs_left: u64,
    /// Bytes of text that may still come.
    text_left: u64,
    /// Why something was left out, in words: the first reason.
    cut: Option<String>,
}

impl<'l> Gauge<'l> {
    /// For a page that may take so much time, and hold so many bytes of text.
    pub(super) fn new(limits: &'l Limits, time: Option<Duration>, text_left: u64) -> Self {
        let (start, glyphs_left) = (Instant::now(), limits.glyphs);
        Self { limits, start, time, operations: 0, glyphs_left, text_left, cut: None }
    }

    /// Counts an operation, and leaves the page where there are too many of them, or its time has passed.
    pub(super) fn operation(&mut self) {
        self.operations += 1;
        if self.operations > self.limits.operations {
            self.cut(self.limits.beyond("operations"));
        } else if let Some(time) =
            self.time.filter(|_| self.operations.is_multiple_of(CLOCK_INTERVAL))
            && self.start.elapsed() > time
        {
            self.cut(format!("it takes longer than {} s to be read", time.as_secs_f64()));
        } else {
            return;
        }
        leave();
    }

    /// Counts a glyph, and leaves the page where there is no room for it.
    pub(super) fn glyph(&mut self, reading: &Reading) {
        let (characters, bytes) = (reading.characters() as u64, reading.bytes() as u64);
        let name = if self.glyphs_left < characters {
            "glyphs"
        } else if self.text_left < bytes {
            "text_bytes"
        } else {
            self.glyphs_left -= characters;
            self.text_left -= bytes;
            return;
        };
        self.cut(self.limits.beyond(name));
        leave();
    }

    /// Says that something is left out, and why.
    pub(super) fn cut(&mut self, why: String) {
        self.cut.get_or_insert(why);
    }

    /// Why something was left out, in words.
    pub(super) fn why_cut(&self) -> Option<&str> {
        self.cut.as_deref()
    }

    /// Whether a page whose images have so many pixels can be drawn.
    pub(super) fn can_be_drawn(&self, pixels: u64) -> bool {
        self.cut.is_none() && pixels <= self.limits.image_pixels
    }

    /// Bytes of text that may still come.
    pub(super) fn text_left(&self) -> u64 {
        self.text_left
    }
}

/// The interpreter has no other way out; this does not call the panic hook.
fn leave() {
    std::panic::resume_unwind(Box::new(Left));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    /// How many of a thousand steps are made.
    fn made(mut step: impl FnMut()) -> usize {
        let mut made = 0;
        let all = || {
            for _ in 0..1000 {
                step();
                made += 1;
            }
        };
        let end = catch_unwind(AssertUnwindSafe(all));
        assert!(end.is_ok() || end.is_err_and(|payload| payload.is::<Left>()));
        made
    }

    #[test]
    fn a_page_is_left_at_its_limits() {
        let limits = Limits { operations: 500, glyphs: 10, ..Limits::default() };
        let mut gauge = Gauge::new(&limits, None, 100);
        let reads_as = |count: usize| Reading::String("a".repeat(count).into());
        gauge.glyph(&reads_as(8));
        assert!(gauge.why_cut().is_none() && gauge.can_be_drawn(1));
        assert_eq!(made(|| gauge.operation()), 500);
        assert_eq!(made(|| gauge.glyph(&Reading::Nothing)), 2);
        let why = "more than 500 painting operations of a page (limit operations)";
        assert_eq!(gauge.why_cut(), Some(why));
        assert!(!gauge.can_be_drawn(1));
        let mut late = Gauge::new(&limits, Some(Duration::ZERO), 100);
        assert_eq!(made(|| late.operation()), CLOCK_INTERVAL as usize - 1);
        assert_eq!(late.why_cut(), Some("it takes longer than 0 s to be read"));
        let mut long = Gauge::new(&limits, None, 100);
        long.glyph(&Reading::Char('a'));
        assert_eq!(long.text_left(), 99);
        let mut full = Gauge::new(&limits, None, 5);
        assert_eq!(made(|| full.glyph(&Reading::Char('µ'))), 2);
        let why = "more than 100000000 bytes of text of all pages (limit text_bytes)";
        assert_eq!(full.why_cut(), Some(why));
    }
}
