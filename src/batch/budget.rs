//! How many workers the memory of the machine holds.

use super::job::{Place, Workers};

/// Fewer files at once than were asked for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortage {
    /// Files that are converted at once.
    pub jobs: usize,
    /// Files that were to be converted at once.
    pub asked: usize,
    /// Memory that is free, in bytes.
    pub available: u64,
    /// Memory that each of them may take, in bytes.
    pub limit: u64,
}

/// Says whether so many files at once might take more memory than there is, each its limit. One is
/// converted whatever there is.
pub(super) fn shortage(asked: usize, place: &Place) -> Option<Shortage> {
    let Place::Apart(Workers { limits, .. }) = place else { return None };
    weigh(asked, limits.memory?, available()?)
}

fn weigh(asked: usize, limit: u64, available: u64) -> Option<Shortage> {
    let fitting = usize::try_from(available / limit.max(1)).unwrap_or(usize::MAX).max(1);
    (fitting < asked).then_some(Shortage { jobs: fitting, asked, available, limit })
}

/// Bytes of memory that processes can take before others are swapped out, as far as the system says: that
/// of the machine, or what its control group (cgroup v2) leaves, as for containers.
fn available() -> Option<u64> {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let machine = read("/proc/meminfo").and_then(|text| mem_available(&text));
    let number = |path: &str| read(path)?.trim().parse::<u64>().ok();
    let group = number("/sys/fs/cgroup/memory.max")
        .zip(number("/sys/fs/cgroup/memory.current"))
        .map(|(most, current)| most.saturating_sub(current));
    machine.into_iter().chain(group).min()
}

/// `MemAvailable:   16123456 kB`.
fn mem_available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kibibytes.checked_mul(1 << 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIB: u64 = 1 << 30;

    #[test]
    fn no_more_files_than_memory_holds_and_one_always() {
        let jobs = |asked, limit, available| {
            weigh(asked, limit, available).map_or(asked, |shortage| shortage.jobs)
        };
        assert_eq!(jobs(8, GIB, 20 * GIB), 8);
        assert_eq!(jobs(8, GIB, 8 * GIB), 8);
        assert_eq!(jobs(8, GIB, 4 * GIB - 1), 3);
        assert_eq!(jobs(8, 2 * GIB, GIB), 1);
        assert_eq!(jobs(1, 2 * GIB, GIB), 1);
    }

    #[test]
    fn what_the_system_says_is_read() {
        let text = "MemTotal:       32768000 kB\nMemFree: 1 kB\nMemAvailable:   16000000 kB\n";
        assert_eq!(mem_available(text), Some(16_384_000_000));
        assert_eq!(mem_available("MemTotal: 1 kB"), None);
        #[cfg(target_os = "linux")]
        assert!(available().is_some_and(|bytes| bytes > 0));
    }
}
