//! How long each room takes.

use crate::Stage;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::time::{Duration, Instant};

/// Rooms and side doors in the order in which a file goes through them, with the time it was there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timings(Vec<(Cow<'static, str>, Duration)>);

impl Timings {
    /// Adds to the time of a room.
    pub(super) fn add(&mut self, room: Cow<'static, str>, time: Duration) {
        match self.0.iter_mut().find(|(own, _)| *own == room) {
            Some((_, own)) => *own += time,
            None => self.0.push((room, time)),
        }
    }

    /// Adds the times of another file.
    pub(super) fn append(&mut self, other: &Self) {
        other.0.iter().for_each(|(room, time)| self.add(room.clone(), *time));
    }

    /// As an object: seconds by room.
    pub fn json(&self) -> Value {
        let seconds = |(room, time): &(Cow<'_, str>, Duration)| {
            (room.as_ref().to_owned(), seconds(*time).into())
        };
        Value::Object(self.0.iter().map(seconds).collect::<Map<_, _>>())
    }
}

/// `pdf 0.012 s, page 0.340 s`.
impl std::fmt::Display for Timings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, (room, time)) in self.0.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(f, "{comma}{room} {:.3} s", seconds(*time))?;
        }
        Ok(())
    }
}

/// Seconds with three decimals.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1000.0).round() / 1000.0
}

/// A clock that is asked at the end of each room.
#[derive(Debug)]
pub(super) struct Clock {
    last: Instant,
    pub(super) timings: Timings,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { last: Instant::now(), timings: Timings::default() }
    }

    /// Counts the time since the last call for a room.
    pub(super) fn ends(&mut self, room: &'static str) {
        let now = Instant::now();
        self.timings.add(room.into(), now - self.last);
        self.last = now;
    }

    /// Counts it for the room whose result is seen.
    pub(super) fn sees(&mut self, stage: &Stage<'_>) {
        self.ends(match stage {
            Stage::Opened(_) => "pdf",
            Stage::Interpreted(_) => "page",
            Stage::Read(_) => "ocr",
            Stage::Analysed(_) => "layout",
            Stage::Decoded(_) => "qr",
            Stage::Arranged(_) => "order",
            Stage::Assigned(_) => "role",
            Stage::Mended(_) => "repair",
            Stage::Built(_) => "structure",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_room_add_up_in_the_order_of_the_rooms() {
        let mut timings = Timings::default();
        for (room, time) in [("pdf", 20), ("page", 1500), ("pdf", 5)] {
            timings.add(room.into(), Duration::from_millis(time));
        }
        let mut sum = timings.clone();
        sum.append(&timings);
        assert_eq!(sum.to_string(), "pdf 0.050 s, page 3.000 s");
        assert_eq!(sum.json()["pdf"], 0.05);
    }
}
