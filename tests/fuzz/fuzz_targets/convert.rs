//! Any bytes are converted and written in every format, or refused with a reason.

#![cfg_attr(fuzzing, no_main)]

use offprint::Options;
use offprint::writer::WRITERS;

fn run(data: &[u8]) {
    let options = Options::default();
    let Ok(converted) = offprint::convert(data.to_vec(), &options) else { return };
    for writer in WRITERS {
        let _ = (writer.write)(&converted.document, &converted.diagnostics, &options.writer);
    }
}

offprint_fuzz::target!(run);
