//! Data for stdout, where the reader may go away at any time.

use std::io::{self, Write};

/// Writes to stdout. That nobody reads on is no error: `offprint ... | head` is fine.
///
/// # Errors
/// Stdout cannot be written for another reason, such as a full disk.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}
