//! `offprint worker`, which converts files that come in frames; and that as a part of `convert`.

use super::args::WorkerArgs;
use super::exit::{DONE, INCOMPLETE};
use super::reader;
use super::terminal::say;
use offprint::batch::{self, Workers};
use std::io;
use std::process::ExitCode;
use std::time::Duration;

/// Name of the command.
pub(super) const WORKER: &str = "worker";

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
    let served = if args.unguarded {
        batch::confine((args.memory_limit > 0).then_some(args.memory_limit), threads)?;
        let second = |password: Option<&str>| reader::second_reading(password, args.time_limit);
        batch::serve(stdin, stdout, threads, &second)
    } else {
        let workers = of_this_program(args.time_limit, args.memory_limit)?;
        batch::oversee(stdin, stdout, threads, workers)
    };
    served.map_err(|error| error.to_string())
}

/// This very program as a worker, with limits; zero is none.
///
/// # Errors
/// Its path is not known.
pub(super) fn of_this_program(time_limit: Duration, memory_limit: u64) -> Result<Workers, String> {
    let program = std::env::current_exe();
    let program = program.map_err(|error| format!("the path of this program: {error}"))?;
    let limit = format!("--time-limit={}", time_limit.as_secs_f64());
    Ok(Workers {
        program,
        arguments: vec![WORKER.into(), "--unguarded".into(), limit.into()],
        time_limit: (!time_limit.is_zero()).then_some(time_limit),
        memory_limit: (memory_limit > 0).then_some(memory_limit),
    })
}
