//! Any bytes are opened, or refused with a reason.

#![cfg_attr(fuzzing, no_main)]

use offprint::diagnostic::Sink;
use offprint::limit::Limits;
use offprint::pdf;

fn run(data: &[u8]) {
    let _ = pdf::open(
        data.to_vec(),
        &pdf::Options::default(),
        &Limits::default(),
        &mut Sink::default(),
    );
}

offprint_fuzz::target!(run);
