//! Time of each stage over the sample corpus, in milliseconds: the best of some rounds.
//!
//! `cargo bench --bench stages` measures every document, with `-- poster` those whose name holds the word.

use offprint::writer::WRITERS;
use offprint::{Options, Stage, convert_observed};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 20;
const COLUMNS: [&str; 8] =
    ["open", "page", "layout", "order", "role", "repair", "structure", "write"];

fn main() {
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    print!("{:20}", "document");
    COLUMNS.iter().for_each(|column| print!(" {column:>9}"));
    println!(" {:>9}", "all");
    for path in documents() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if !words.is_empty() && !words.iter().any(|word| name.contains(word)) {
            continue;
        }
        match std::fs::read(&path).map(|bytes| best(&bytes)) {
            Ok(Some(times)) => report(&name, &times),
            Ok(None) => println!("{name:20} cannot be opened"),
            Err(error) => println!("{name:20} {error}"),
        }
    }
}

fn documents() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = std::fs::read_dir(corpus).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "pdf"));
    paths.sort();
    paths
}

/// The shortest time of each stage; none where the file cannot be opened.
fn best(bytes: &[u8]) -> Option<[Duration; 8]> {
    let mut best = [Duration::MAX; 8];
    for _ in 0..ROUNDS {
        let times = measure(bytes)?;
        best.iter_mut().zip(times).for_each(|(best, time)| *best = time.min(*best));
    }
    Some(best)
}

fn measure(bytes: &[u8]) -> Option<[Duration; 8]> {
    let options = Options::default();
    let bytes = bytes.to_vec();
    let mut times = [Duration::ZERO; 8];
    let mut last = Instant::now();
    let converted = convert_observed(bytes, &options, &mut |stage| {
        let column = match stage {
            Stage::Opened(_) => 0,
            Stage::Interpreted(_) | Stage::Read(_) => 1,
            Stage::Analysed(_) | Stage::Decoded(_) => 2,
            Stage::Arranged(_) => 3,
            Stage::Assigned(_) => 4,
            Stage::Mended(_) => 5,
            Stage::Built(_) => 6,
            _ => return,
        };
        times[column] = last.elapsed();
        last = Instant::now();
    });
    let converted = converted.ok()?;
    last = Instant::now();
    for writer in WRITERS {
        let written = (writer.write)(&converted.document, &converted.diagnostics, &options.writer);
        std::hint::black_box(written);
    }
    times[7] = last.elapsed();
    Some(times)
}

fn report(name: &str, times: &[Duration; 8]) {
    print!("{name:20}");
    times.iter().for_each(|time| print!(" {:>9.3}", time.as_secs_f64() * 1000.0));
    let all: Duration = times.iter().sum();
    println!(" {:>9.3}", all.as_secs_f64() * 1000.0);
}
