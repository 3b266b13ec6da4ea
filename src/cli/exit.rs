//! What a command ends with.

use super::terminal::say;
use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// All done.
pub(super) const DONE: ExitCode = ExitCode::SUCCESS;

/// Some input failed, is partial, or differs.
pub(super) const INCOMPLETE: u8 = 1;

/// Wrong usage: nothing was done.
pub(super) const WRONG: u8 = 2;

/// What to do about a failure, by its reason.
pub(super) fn advice(reason: &str) -> Option<&'static str> {
    match reason {
        "encrypted" => Some("give its password with --password-file or --password"),
        "over-time" => Some("give it more with --time-limit"),
        "over-memory" => Some("give it more with --memory-limit"),
        "in-the-way" => Some("move it away, or write over it with --force"),
        _ => None,
    }
}

/// Why a file could not be opened, and what to do about it.
pub(super) fn advised(error: &offprint::Error) -> String {
    match advice(error.reason()) {
        Some(advice) => format!("{error}; {advice}"),
        None => error.to_string(),
    }
}

/// Says what is wrong with the arguments.
pub(super) fn usage_error(message: impl Display) -> ExitCode {
    say(&format!("error: {message}"));
    ExitCode::from(WRONG)
}

/// Says that a file could not be dealt with.
pub(super) fn file_error(path: &Path, message: impl Display) -> ExitCode {
    say(&format!("error: {}: {message}", path.display()));
    ExitCode::from(INCOMPLETE)
}
