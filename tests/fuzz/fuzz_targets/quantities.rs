//! The quantities and statistics of any text are found where they stand.

#![cfg_attr(fuzzing, no_main)]

use offprint::{measurement, quantity};

fn run(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else { return };
    for found in quantity::find(source, &[]) {
        assert!(source.get(found.range).is_some());
    }
    for found in quantity::statistics(source, &[]) {
        assert!(source.get(found.range).is_some());
    }
    let _ = measurement::of_markdown(source);
}

offprint_fuzz::target!(run);
