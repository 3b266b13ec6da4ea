//! `offprint worker`, which converts files that come in frames.

use super::args::{WorkerArgs, limits};
use super::exit::{DONE, INCOMPLETE};
use super::reader;
use super::terminal::say;
use offprint::batch;
use offprint::ocr::store;
use std::io;
use std::process::ExitCode;

/// Answers frames on stdin until there is no further one.
pub(crate) fn run(args: &WorkerArgs) -> ExitCode {
    match serve(args) {
        Ok(()) => DONE,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}

fn serve(args: &WorkerArgs) -> Result<(), String> {
    let (stdin, stdout, threads) =
        (&mut io::stdin().lock(), io::stdout(), usize::from(args.threads));
    let limits = limits(args.time_limit, args.memory_limit);
    let served = if args.unguarded {
        let cache = store::cache_folder();
        // Without it, what is read of images is not kept.
        let made = cache.filter(|folder| std::fs::create_dir_all(folder).is_ok());
        batch::give_up(&made.into_iter().collect::<Vec<_>>());
        batch::confine(limits.memory, threads)?;
        let second = |password: Option<&str>| reader::second_reading(password, args.time_limit);
        batch::serve(stdin, stdout, threads, &second)
    } else {
        let workers = reader::workers(limits)?;
        batch::oversee(stdin, stdout, threads, workers)
    };
    served.map_err(|error| error.to_string())
}
