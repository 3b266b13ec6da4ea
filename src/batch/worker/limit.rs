//! The limits that a worker sets itself.

/// Holds this process to limits, for a program that serves as a worker. Whoever started it may be gone
/// before a file has ended: then it ends, too.
///
/// The limit of memory is one of what is taken to be written to (`RLIMIT_DATA`): an allocation beyond it
/// fails, and what took it aborts. The address space (`RLIMIT_AS`) would count the program itself,
/// fonts that are mapped, and what allocators reserve for each thread without using it. The stacks of the
/// `threads` that convert are allowed on top, since they are taken whole and hardly used.
///
/// On systems without such limits, nothing happens.
///
/// # Errors
/// The system refuses; the message says what.
pub fn confine(memory: Option<u64>, threads: usize) -> Result<(), String> {
    #[cfg(unix)]
    {
        use crate::batch::thread::STACK;
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let set = |resource, limit: u64| {
            let limit = getrlimit(resource).maximum.map_or(limit, |most| most.min(limit));
            let limits = Rlimit { current: Some(limit), maximum: Some(limit) };
            setrlimit(resource, limits).map_err(|error| error.to_string())
        };
        // A file of the memory of a process that aborts would be as large as its limit.
        set(Resource::Core, 0)?;
        if let Some(memory) = memory {
            let stacks = (threads as u64).saturating_mul(STACK as u64);
            set(Resource::Data, memory.saturating_add(stacks))?;
        }
        end_with_parent()?;
    }
    #[cfg(not(unix))]
    let _ = (memory, threads);
    Ok(())
}

/// A worker that is in the middle of a file does not see that nobody waits for it.
#[cfg(unix)]
fn end_with_parent() -> Result<(), String> {
    use std::time::Duration;
    /// Often enough for what is no longer wanted, too seldom to be any work.
    const INTERVAL: Duration = Duration::from_secs(1);
    /// A thread that only waits needs no more.
    const STACK: usize = 64 << 10;
    let parent = rustix::process::getppid();
    let watch = move || {
        while rustix::process::getppid() == parent {
            std::thread::sleep(INTERVAL);
        }
        std::process::exit(1);
    };
    let thread = std::thread::Builder::new().stack_size(STACK);
    thread.spawn(watch).map(drop).map_err(|error| error.to_string())
}
