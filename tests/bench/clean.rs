//! Speed of `clean` on prose, in megabytes a second: the best of some rounds, for texts of growing
//! length, so that it shows whether the time grows with the length and no faster.

use offprint::clean::{Options, clean};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 5;
const MEGABYTE: usize = 1_000_000;

/// Paragraphs as other tools write them: most sentences are right, some are not.
const PROSE: &[&str] = &[
    "Cells were kept in a medium with ten per cent of serum until they were used, and were counted every day by two readers who did not know which group they belonged to.",
    "The patients were asked about their diet, their sleep and their work; those who did not answer were asked again after a week, and their answers were read twice.",
    "Samples of 5 ug/mL were held at 37 oC for two hours, and 7.8 × 106 cells were given to each of the animals in a volume of 200 µL.",
    "The levels of interferon-y and of TNF-α rose in both groups (p < 0.05), while those of the other cytokines did not change, as is shown in Figure 2.",
    "All of this is in line with what has been reported by others (3, 7, 12–14), who found the same in a larger group of patients with a di ff erent disease.",
    "We thank the staff of the ward for their help. The data are available at https://doi.org/10.5555/ abc.2020.1 from the day on which this paper is published.",
];

fn main() {
    for megabytes in [1, 4, 16] {
        let source = prose(megabytes * MEGABYTE);
        let options = Options::default();
        let mut best = Duration::MAX;
        let mut changes = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            changes = clean(&source, &options).ledger.len();
            best = best.min(start.elapsed());
        }
        let speed = source.len() as f64 / MEGABYTE as f64 / best.as_secs_f64();
        println!("{megabytes:>3} MB: {speed:6.1} MB/s, {changes} changes");
    }
}

/// Paragraphs of six sentences, each in an order of its own.
fn prose(length: usize) -> String {
    let mut prose = String::with_capacity(length + PROSE.len() * 200);
    let mut paragraph = 0;
    while prose.len() < length {
        for sentence in 0..PROSE.len() {
            prose.push_str(PROSE[(sentence * 5 + paragraph) % PROSE.len()]);
            prose.push(if sentence + 1 < PROSE.len() { ' ' } else { '\n' });
        }
        prose.push('\n');
        paragraph += 1;
    }
    prose
}
