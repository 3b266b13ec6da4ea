//! Time of each stage for long documents made in code, in milliseconds: for a quarter of the length,
//! for the whole, and how many times as long that takes. Work that grows with the length has 4.
//!
//! `cargo bench --bench growth` measures every document, with `-- rows` those whose name holds the
//! word.

#[path = "../suite/long.rs"]
mod long;
#[path = "../suite/typeset.rs"]
mod typeset;

use long::{DOCUMENTS, Long, STAGES, times};

fn main() {
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    for Long { name, count, few, make } in DOCUMENTS {
        if !words.is_empty() && !words.iter().any(|word| name.contains(word)) {
            continue;
        }
        println!("{name}: {} and {count}", count / 4);
        // What is made once for all documents is made before the clock runs.
        times(make(*few));
        let (short, long) = (times(make(count / 4)), times(make(*count)));
        for (stage, (short, long)) in STAGES.iter().zip(short.into_iter().zip(long)) {
            let (short, long) = (short.as_secs_f64() * 1000.0, long.as_secs_f64() * 1000.0);
            println!("  {stage:10} {short:>10.1} {long:>10.1} {:>6.1}", long / short.max(0.001));
        }
    }
}
