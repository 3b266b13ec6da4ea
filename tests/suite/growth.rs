//! The work that a document makes grows as its length does.

use super::long::{DOCUMENTS, Long, STAGES, times};
use std::time::Duration;

/// One document is longer than the other by this factor.
const LONGER: usize = 4;
/// Work may grow by this factor: more than in line with the length, since sorting does and caches
/// have an end, and far less than by its square, which is 16.
const MOST: u32 = 6;
/// What takes less time than this tells nothing.
const LEAST: Duration = Duration::from_millis(40);
/// A clock of processor time that counts ticks may stand still this long.
const TICK: Duration = Duration::from_millis(4);
/// Rounds at most until the shortest times are in line: the others were disturbed.
const ROUNDS: usize = 8;

#[test]
fn work_grows_with_the_length() {
    let mut wrong = Vec::new();
    for Long { name, count, few, make } in DOCUMENTS {
        assert!(LONGER * few <= *count, "{name}: the bench measures longer ones");
        let mut grown = [(Duration::MAX, Duration::MAX); STAGES.len()];
        for _ in 0..ROUNDS {
            let (short, long) = (times(make(*few)), times(make(LONGER * few)));
            for (grown, (short, long)) in grown.iter_mut().zip(short.into_iter().zip(long)) {
                *grown = (grown.0.min(short), grown.1.min(long));
            }
            if !grown.iter().any(|(short, long)| is_steep(*short, *long)) {
                break;
            }
        }
        for (stage, (short, long)) in STAGES.iter().zip(grown) {
            if is_steep(short, long) {
                wrong.push(format!(
                    "{name}: {stage} takes {short:?}, and {long:?} for {LONGER} times as many"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_steep(short: Duration, long: Duration) -> bool {
    long >= LEAST && long > MOST * (short + TICK)
}
