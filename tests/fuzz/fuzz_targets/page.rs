//! The pages of any bytes are read, or the bytes are refused with a reason.

#![cfg_attr(fuzzing, no_main)]

use offprint::Options;

fn run(data: &[u8]) {
    let _ = offprint::read(data.to_vec(), &Options::default());
}

offprint_fuzz::target!(run);
