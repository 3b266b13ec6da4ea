//! How commands read a file: on a thread of its own, in a worker, or a second time in a child.

use super::exit::advised;
use offprint::batch::{Limits, SecondReading, Workers};
use offprint::verify::{self, PageOutput};
use offprint::{Error, Options, second};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Name of the hidden command that reads a file a second time.
pub(super) const SECOND_READING: &str = "second-reading";

/// Name of the command that converts what it is asked to.
pub(super) const WORKER: &str = "worker";

/// Stands for stdin.
pub(super) const STDIN: &str = "-";

/// The largest document that is taken from stdin, in bytes, and the longest list.
const LARGEST: u64 = 1 << 30;

/// The bytes of a file, of a member of an archive, or of what comes on stdin.
///
/// # Errors
/// It cannot be read, or is too large; the message says what to do.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    if path.as_os_str() == STDIN { stdin() } else { offprint::batch::read(path) }
}

/// The same as a text.
///
/// # Errors
/// Like [`bytes`], and it is no text in UTF-8.
pub(super) fn text(path: &Path) -> Result<String, String> {
    String::from_utf8(bytes(path)?).map_err(|_| "not a text in UTF-8".to_owned())
}

/// What comes on stdin.
///
/// # Errors
/// Like [`bytes`].
pub(super) fn stdin() -> Result<Vec<u8>, String> {
    whole(io::stdin().lock()).map_err(|error| format!("stdin cannot be read: {error}"))
}

/// All that comes, up to a limit.
///
/// # Errors
/// It cannot be read, or is too large.
pub(super) fn whole(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let size = from.take(LARGEST + 1).read_to_end(&mut bytes)? as u64;
    let too_large = || io::Error::other(format!("it has more than {} MiB", LARGEST >> 20));
    if size > LARGEST { Err(too_large()) } else { Ok(bytes) }
}

/// Reads the pages of a file, on a thread with the stack that interpreters of nested content need.
pub(super) fn pages(path: &Path, password: Option<&str>) -> Result<offprint::Reading, String> {
    read(bytes(path)?, password, offprint::read)
}

/// Converts a file of these bytes and sorts its words by page and by what became of them, on such a thread, too.
pub(super) fn output(bytes: Vec<u8>, password: Option<&str>) -> Result<Vec<PageOutput>, String> {
    read(bytes, password, verify::output)
}

fn read<T: Send + 'static>(
    bytes: Vec<u8>,
    password: Option<&str>,
    work: fn(Vec<u8>, &Options) -> Result<T, Error>,
) -> Result<T, String> {
    let mut options = Options::default();
    options.pdf.password = password.map(str::to_owned);
    let reader = std::thread::Builder::new()
        .name(offprint::batch::THREAD_NAME.to_owned())
        .stack_size(offprint::batch::STACK)
        .spawn(move || work(bytes, &options).map_err(|error| advised(&error)))
        .map_err(|error| error.to_string())?;
    reader.join().unwrap_or_else(|_| Err("the reading panicked; please report this file".into()))
}

/// The second reading as batches ask for it.
pub(super) fn second_reading(
    password: Option<&str>,
    time_limit: Duration,
) -> Option<SecondReading> {
    let reader = second(password.map(str::to_owned), time_limit)?;
    Some(Arc::new(move |bytes| second::read(&reader, bytes)))
}

/// Runs the second reading as a child of this very program.
pub(super) fn second(password: Option<String>, time_limit: Duration) -> Option<second::Reader> {
    /// A book of 1,000 pages has 3 MB of text.
    const OUTPUT_LIMIT: u64 = 64 << 20;
    /// The second reading needs some 10 ms a page; what takes longer than this hangs.
    const TIME_LIMIT: Duration = Duration::from_secs(60);
    let time_limit = if time_limit.is_zero() { TIME_LIMIT } else { TIME_LIMIT.min(time_limit) };
    let limit = format!("--time-limit={}", time_limit.as_secs_f64());
    Some(second::Reader {
        program: std::env::current_exe().ok()?,
        arguments: vec![SECOND_READING.into(), limit.into()],
        password,
        time_limit,
        output_limit: OUTPUT_LIMIT,
    })
}

/// This very program as a worker.
///
/// # Errors
/// Its path is not known.
pub(super) fn workers(limits: Limits) -> Result<Workers, String> {
    let program = std::env::current_exe();
    let program = program.map_err(|error| format!("the path of this program: {error}"))?;
    let time = format!("--time-limit={}", limits.time.unwrap_or_default().as_secs_f64());
    Ok(Workers {
        program,
        arguments: vec![WORKER.into(), "--unguarded".into(), time.into()],
        limits,
    })
}
