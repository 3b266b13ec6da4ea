//! Threads that convert.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io;

/// The name of every thread that converts, so that a panic hook can tell them from others.
pub const THREAD_NAME: &str = "offprint-worker";

/// Stack of a thread that converts, in bytes: interpreters of nested forms and arrays recurse,
/// and an overflow ends the whole process. Only what is touched becomes memory.
pub const STACK: usize = 64 << 20;

/// Threads for one file: a pool of its own, so that pages which it reads in parallel wait for no thread
/// that another file holds.
pub(super) fn pool(threads: usize) -> io::Result<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK);
    pool.thread_name(|_| THREAD_NAME.to_owned()).build().map_err(io::Error::other)
}
