//! `offprint inspect`: a conversion, and what came out of it for a browser.

use super::args::ConvertArgs;
use super::convert;
use super::dry_run::{self, Style};
use super::exit::{INCOMPLETE, WRONG, usage_error};
use super::terminal::say;
use offprint::batch;
use std::process::ExitCode;

/// Converts what the arguments name, and writes the report.
pub(crate) fn run(args: &ConvertArgs) -> ExitCode {
    let Some(folder) = &args.output else {
        return usage_error("the report needs a folder to write to: give one with -o DIR");
    };
    let (found, mut job) = match convert::prepare(args) {
        Ok(prepared) => prepared,
        Err(error) => return usage_error(error),
    };
    job.beside.report = true;
    if args.dry_run {
        let style = Style { json: args.json, quiet: args.quiet };
        return dry_run::run(&found, folder, &job, &style);
    }
    let code = convert::to_folder(&found, folder, args, &job);
    if code == ExitCode::from(WRONG) {
        return code;
    }
    match batch::write_site(folder, &job.decisions) {
        Ok(index) => {
            if !args.quiet && !args.json {
                say(&format!("Open {} in a browser.", index.display()));
            }
            code
        }
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(INCOMPLETE)
        }
    }
}
