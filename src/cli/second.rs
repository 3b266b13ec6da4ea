//! `offprint second-reading`, the child process of the second reading.

use super::args::SecondReadingArgs;
use super::exit::{DONE, INCOMPLETE};
use offprint::{batch, second};
use std::process::ExitCode;

/// Reads the file and writes a line a page.
pub(crate) fn run(args: &SecondReadingArgs) -> ExitCode {
    let limit = args.time_limit;
    std::thread::spawn(move || {
        std::thread::sleep(limit);
        std::process::exit(i32::from(INCOMPLETE));
    });
    match second::serve(batch::read(&args.path), &mut std::io::stdout()) {
        Ok(()) => DONE,
        Err(_) => ExitCode::from(INCOMPLETE),
    }
}
