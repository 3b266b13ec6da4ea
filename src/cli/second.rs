//! `offprint second-reading`, the child process of the second reading.

use super::args::SecondReadingArgs;
use super::exit::{DONE, INCOMPLETE};
use offprint::second;
use std::io::{self, Read};
use std::process::ExitCode;

/// Reads the file that comes on stdin and writes a line a page.
pub(crate) fn run(args: &SecondReadingArgs) -> ExitCode {
    let limit = args.time_limit;
    std::thread::spawn(move || {
        std::thread::sleep(limit);
        std::process::exit(i32::from(INCOMPLETE));
    });
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    match read.and_then(|_| second::serve(&bytes, &mut io::stdout())) {
        Ok(()) => DONE,
        Err(_) => ExitCode::from(INCOMPLETE),
    }
}
