//! The limits that a worker sets itself.

use std::path::PathBuf;

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

/// Gives up, for this thread and all that it starts from now on, what reading files does not need: to write
/// files but below these folders, and to open TCP connections. To be called before other threads are
/// started. Says whether all of it was given up: Linux with Landlock lets it; elsewhere less happens, or
/// nothing, and the limits of [`confine`] are what there is.
pub fn give_up(writable: &[PathBuf]) -> bool {
    #[cfg(target_os = "linux")]
    {
        use landlock::{
            ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetCreatedAttr,
            RulesetError, RulesetStatus, path_beneath_rules,
        };
        let writing = AccessFs::from_write(ABI::V5);
        let restrict = || -> Result<RulesetStatus, RulesetError> {
            let rules = Ruleset::default()
                .handle_access(writing)?
                .handle_access(AccessNet::from_all(ABI::V4))?
                .create()?
                .add_rules(path_beneath_rules(writable, writing))?;
            // Children are given it in place of what they would write.
            let nothing =
                path_beneath_rules(["/dev/null"], AccessFs::WriteFile | AccessFs::Truncate);
            Ok(rules.add_rules(nothing)?.restrict_self()?.ruleset)
        };
        restrict().is_ok_and(|status| status == RulesetStatus::FullyEnforced)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = writable;
        false
    }
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::give_up;
    use std::io::ErrorKind;
    use std::net::TcpListener;
    use std::process::{Command, Stdio};

    #[test]
    fn what_was_given_up_cannot_be_done() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("inside"), folder.path().join("outside"));
        std::fs::create_dir(&inside).unwrap();
        std::fs::write(&outside, "text").unwrap();
        // Other tests of this process go on as they are.
        let work = move || {
            if !give_up(std::slice::from_ref(&inside)) {
                return; // The system knows less than this needs.
            }
            std::fs::write(inside.join("a"), "text").unwrap();
            std::fs::rename(inside.join("a"), inside.join("b")).unwrap();
            assert_eq!(std::fs::read_to_string(&outside).unwrap(), "text");
            let denied = ErrorKind::PermissionDenied;
            assert_eq!(std::fs::write(&outside, "other").unwrap_err().kind(), denied);
            assert_eq!(std::fs::remove_file(&outside).unwrap_err().kind(), denied);
            assert_eq!(TcpListener::bind("127.0.0.1:0").unwrap_err().kind(), denied);
            let mut child = Command::new("/bin/sh");
            child.args(["-c", "echo > \"$0\""]).arg(&outside).stderr(Stdio::null());
            assert!(!child.status().unwrap().success(), "children neither");
        };
        std::thread::spawn(work).join().unwrap();
    }
}
