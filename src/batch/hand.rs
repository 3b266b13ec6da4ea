//! Who converts files, one after the other: this process, or another one.

use super::content;
use super::input::Input;
use super::job::{Place, Settings};
use super::paper::{self, Kept, Listener, Product, Task};
use super::thread;
use super::twin::Twin;
use super::worker::{Guard, Request};
use crate::decision::Line;
use rayon::ThreadPool;
use std::io;
use std::sync::Arc;

/// Converts files, one after the other.
pub(super) enum Hand {
    /// In this process.
    Here(ThreadPool, Kept),
    /// In another one.
    Apart(Box<Guard>),
}

impl Hand {
    /// One that has so many threads for each file.
    ///
    /// # Errors
    /// No thread can be started.
    pub(super) fn new(place: &Place, threads: usize, settings: &Settings) -> io::Result<Self> {
        let threads = threads.max(1);
        Ok(match place {
            Place::Here { .. } => Self::Here(thread::pool(threads)?, None),
            Place::Apart(workers) => {
                Self::Apart(Box::new(Guard::new(workers.clone(), threads, settings.choices())))
            }
        })
    }

    /// Converts a file, which may be followed by another one with the same bytes.
    ///
    /// # Errors
    /// No worker can be started.
    pub(super) fn convert(
        &mut self,
        input: &Input,
        twin: Twin<'_>,
        settings: &Settings,
    ) -> io::Result<Product> {
        let decisions = decisions(input, twin.hash, settings);
        let is_followed = twin.is_followed;
        match self {
            Self::Here(pool, kept) => {
                let listener: Listener = Arc::new(|_| {});
                let bytes = input.bytes.as_deref().map(<[u8]>::to_vec);
                let task = Task { input, bytes, is_followed, decisions };
                Ok(pool.install(|| paper::convert(task, settings, &listener, kept)))
            }
            Self::Apart(guard) => {
                let request = Request::of(input, is_followed, decisions);
                guard.convert(request, &settings.fingerprint)
            }
        }
    }
}

/// What people decided about a file: only where there are decisions, and its `hash` is not known, it is read for it.
fn decisions<'a>(input: &Input, hash: Option<&str>, settings: &'a Settings) -> &'a [Line] {
    if settings.decisions.is_empty() {
        return &[];
    }
    let hash = hash.map(str::to_owned).or_else(|| content::sha256(input));
    hash.map_or(&[], |sha256| settings.decisions.of(&sha256))
}
