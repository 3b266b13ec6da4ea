//! Threads that take tasks, and one that hears of them.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// What is heard of tasks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News<P> {
    /// One begins.
    Begun(usize),
    /// One has ended, with a result.
    Ended(usize, P),
    /// Nothing, for a while.
    Quiet,
}

/// Tells that a task begins.
pub(super) type Begin<'a> = &'a dyn Fn();

/// Has groups of tasks done by `threads` threads, those of a group one after the other by the same one, each of which has a hand of its own, and tells `hear` what
/// happens, in the order in which it does, and that nothing does for the time of `pause`. What is
/// done waits until it is heard of, so that results do not pile up.
///
/// # Errors
/// A hand or a task failed as a whole, or `hear` did: then no further task is begun.
pub(super) fn run<H, P: Send>(
    groups: &[Vec<usize>],
    threads: usize,
    pause: Duration,
    hire: &(dyn Fn() -> io::Result<H> + Sync),
    work: &(dyn Fn(&mut H, usize, Begin<'_>) -> io::Result<P> + Sync),
    hear: &mut dyn FnMut(News<P>) -> io::Result<()>,
) -> io::Result<()> {
    let threads = threads.max(1).min(groups.len());
    let next = AtomicUsize::new(0);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(threads);
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, is_over) = (&next, &is_over);
            let shift = move || {
                let result = labour(groups, next, is_over, hire, work, &sender);
                if let Err(error) = result {
                    // Nobody hears of it who has not stopped already.
                    let _ = sender.send(Err(error));
                }
            };
            std::thread::Builder::new().spawn_scoped(scope, shift)?;
        }
        drop(sender);
        let result = loop {
            let heard = match receiver.recv_timeout(pause) {
                Ok(news) => news.and_then(&mut *hear),
                Err(RecvTimeoutError::Timeout) => hear(News::Quiet),
                Err(RecvTimeoutError::Disconnected) => break Ok(()),
            };
            if heard.is_err() {
                break heard;
            }
        };
        is_over.store(true, Ordering::Relaxed);
        result
    })
}

fn labour<H, P>(
    groups: &[Vec<usize>],
    next: &AtomicUsize,
    is_over: &AtomicBool,
    hire: &(dyn Fn() -> io::Result<H> + Sync),
    work: &(dyn Fn(&mut H, usize, Begin<'_>) -> io::Result<P> + Sync),
    sender: &SyncSender<io::Result<News<P>>>,
) -> io::Result<()> {
    let mut hand = hire()?;
    while let Some(group) = groups.get(next.fetch_add(1, Ordering::Relaxed)) {
        for &task in group {
            if is_over.load(Ordering::Relaxed) {
                return Ok(());
            }
            // Nobody hears of it who has not stopped already.
            let begin = || drop(sender.send(Ok(News::Begun(task))));
            let product = work(&mut hand, task, &begin)?;
            if sender.send(Ok(News::Ended(task, product))).is_err() {
                return Ok(());
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAUSE: Duration = Duration::from_millis(50);

    #[test]
    fn every_task_begins_and_ends_once() {
        let tasks: Vec<usize> = (10..30).collect();
        let groups: Vec<Vec<usize>> = tasks.chunks(3).map(<[usize]>::to_vec).collect();
        for threads in [1, 3, 8] {
            let (mut begun, mut ended) = (Vec::new(), Vec::new());
            let work = |count: &mut usize, task: usize, begin: Begin<'_>| {
                begin();
                *count += 1;
                Ok(task * 2)
            };
            run(&groups, threads, PAUSE, &|| Ok(0), &work, &mut |news| {
                match news {
                    News::Begun(task) => begun.push(task),
                    News::Ended(task, product) => ended.push((task, product)),
                    News::Quiet => {}
                }
                Ok(())
            })
            .unwrap();
            begun.sort_unstable();
            ended.sort_unstable();
            assert_eq!(begun, tasks);
            assert_eq!(ended, tasks.iter().map(|task| (*task, task * 2)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn silence_is_told() {
        let mut quiet = 0;
        let work = |(): &mut (), _: usize, _: Begin<'_>| {
            std::thread::sleep(PAUSE * 5);
            Ok(())
        };
        run(&[vec![0]], 1, PAUSE, &|| Ok(()), &work, &mut |news| {
            quiet += usize::from(news == News::Quiet);
            Ok(())
        })
        .unwrap();
        assert!(quiet > 0);
    }

    #[test]
    fn nothing_is_begun_after_a_failure() {
        let begun = AtomicUsize::new(0);
        let work = |(): &mut (), task: usize, _: Begin<'_>| {
            begun.fetch_add(1, Ordering::Relaxed);
            if task == 1 { Err(io::Error::other("no worker")) } else { Ok(()) }
        };
        let tasks: Vec<Vec<usize>> = (0..50).map(|task| vec![task]).collect();
        let failed = run(&tasks, 1, PAUSE, &|| Ok(()), &work, &mut |_| Ok(()));
        assert!(failed.is_err() && begun.load(Ordering::Relaxed) == 2);
        let full = &mut |_| Err(io::Error::other("full"));
        assert!(run(&tasks, 1, PAUSE, &|| Ok(()), &work, full).is_err());
        assert!(begun.load(Ordering::Relaxed) < 10);
    }
}
