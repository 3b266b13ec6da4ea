//! Threads that convert, and a clock that does not wait for them.

use crate::error::panic_message;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// The name of every thread that converts, so that a panic hook can tell them from others.
pub const THREAD_NAME: &str = "offprint-worker";

/// Stack of a thread that converts, in bytes: interpreters of nested forms and arrays recurse,
/// and an overflow ends the whole process. Only what is touched becomes memory.
pub const STACK: usize = 64 << 20;

/// How a task ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending<T> {
    /// With a result.
    Done(T),
    /// With a panic that said this.
    Panicked(String),
    /// Not within the time limit: its thread is left to itself.
    OverTime,
}

/// How many tasks run at once, and how long one may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crew {
    /// Threads altogether. Where there are fewer tasks than threads, a task has several.
    pub(super) threads: usize,
    /// Wall-clock time for one task, and for each part of it after a sign of life.
    pub(super) limit: Option<Duration>,
}

/// Says that a task goes on: its time limit begins anew.
pub(super) type Pulse = Arc<dyn Fn() + Send + Sync>;

/// A task: from its index to its result.
pub(super) type Work<T> = Arc<dyn Fn(usize, &Pulse) -> T + Send + Sync>;

/// Runs tasks `0..count` and tells `each` how each ended and how long it took, in the order in
/// which they end.
///
/// A thread cannot be stopped from outside. One that passes the limit is abandoned: its result,
/// should it ever come, is dropped, a new worker takes its place, and the end of the process
/// does not wait for it.
///
/// # Errors
/// No thread can be started, or `each` failed: then no further task is begun.
pub(super) fn run<T: Send + 'static>(
    count: usize,
    crew: Crew,
    work: &Work<T>,
    each: &mut dyn FnMut(usize, Ending<T>, Duration) -> io::Result<()>,
) -> io::Result<()> {
    let mut shift = Shift::new(count, crew, Arc::clone(work));
    for _ in 0..crew.threads.max(1).min(count) {
        shift.hire()?;
    }
    let result = (0..count).try_for_each(|_| {
        let (task, ending, time) = shift.next_ending()?;
        each(task, ending, time)
    });
    shift.dismiss();
    result
}

enum Message<T> {
    Started { worker: usize, task: usize },
    Alive { worker: usize },
    Ended { worker: usize, task: usize, ending: Ending<T> },
}

struct Running {
    task: usize,
    since: Instant,
    alive: Instant,
}

struct Worker {
    abandoned: Arc<AtomicBool>,
    running: Option<Running>,
}

struct Shift<T> {
    count: usize,
    crew: Crew,
    work: Work<T>,
    next: Arc<AtomicUsize>,
    workers: BTreeMap<usize, Worker>,
    hired: usize,
    sender: Sender<Message<T>>,
    receiver: Receiver<Message<T>>,
}

impl<T: Send + 'static> Shift<T> {
    fn new(count: usize, crew: Crew, work: Work<T>) -> Self {
        let (sender, receiver) = channel();
        let next = Arc::new(AtomicUsize::new(0));
        let workers = BTreeMap::new();
        Self { count, crew, work, next, workers, hired: 0, sender, receiver }
    }

    /// Starts a worker: a pool of its own, so that pages which one file reads in parallel wait
    /// for no thread that another file holds.
    fn hire(&mut self) -> io::Result<()> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads((self.crew.threads / self.count.max(1)).max(1))
            .stack_size(STACK)
            .thread_name(|_| THREAD_NAME.to_owned())
            .build()
            .map_err(io::Error::other)?;
        let worker = self.hired;
        self.hired += 1;
        let abandoned = Arc::new(AtomicBool::new(false));
        self.workers.insert(worker, Worker { abandoned: Arc::clone(&abandoned), running: None });
        let (next, work) = (Arc::clone(&self.next), Arc::clone(&self.work));
        let (sender, count) = (self.sender.clone(), self.count);
        let alive = sender.clone();
        let pulse: Pulse = Arc::new(move || {
            // Nobody waits for a task that was given up.
            let _ = alive.send(Message::Alive { worker });
        });
        pool.spawn(move || {
            while !abandoned.load(Ordering::Relaxed) {
                let task = next.fetch_add(1, Ordering::Relaxed);
                if task >= count || sender.send(Message::Started { worker, task }).is_err() {
                    break;
                }
                let ending = match catch_unwind(AssertUnwindSafe(|| work(task, &pulse))) {
                    Ok(result) => Ending::Done(result),
                    Err(payload) => Ending::Panicked(panic_message(payload.as_ref())),
                };
                if sender.send(Message::Ended { worker, task, ending }).is_err() {
                    break;
                }
            }
        });
        Ok(())
    }

    fn next_ending(&mut self) -> io::Result<(usize, Ending<T>, Duration)> {
        loop {
            // A message that has arrived comes before any deadline, so a result that was in
            // time is never lost to a caller that was slow to ask.
            match self.receiver.recv_timeout(self.time_left()) {
                Ok(Message::Started { worker, task }) => {
                    if let Some(worker) = self.workers.get_mut(&worker) {
                        worker.running =
                            Some(Running { task, since: Instant::now(), alive: Instant::now() });
                    }
                }
                Ok(Message::Alive { worker }) => {
                    let running = self.workers.get_mut(&worker).and_then(|w| w.running.as_mut());
                    if let Some(running) = running {
                        running.alive = Instant::now();
                    }
                }
                Ok(Message::Ended { worker, task, ending }) => {
                    let running = self.workers.get_mut(&worker).and_then(|w| w.running.take());
                    if let Some(running) = running {
                        return Ok((task, ending, running.since.elapsed()));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    if let Some((task, time)) = self.abandon_one()? {
                        return Ok((task, Ending::OverTime, time));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(io::Error::other("all workers are gone"));
                }
            }
        }
    }

    fn time_left(&self) -> Duration {
        // Long enough to be no load, short enough that no platform refuses it.
        const IDLE: Duration = Duration::from_secs(3600);
        let Some(limit) = self.crew.limit else { return IDLE };
        let running = self.workers.values().filter_map(|worker| worker.running.as_ref());
        running.map(|task| limit.saturating_sub(task.alive.elapsed())).min().unwrap_or(IDLE)
    }

    fn abandon_one(&mut self) -> io::Result<Option<(usize, Duration)>> {
        let Some(limit) = self.crew.limit else { return Ok(None) };
        let over = self.workers.iter().find_map(|(&id, worker)| {
            let running = worker.running.as_ref()?;
            let over = running.alive.elapsed() >= limit;
            over.then(|| (id, running.task, running.since.elapsed()))
        });
        let Some((id, task, time)) = over else { return Ok(None) };
        if let Some(worker) = self.workers.remove(&id) {
            worker.abandoned.store(true, Ordering::Relaxed);
        }
        if self.next.load(Ordering::Relaxed) < self.count {
            self.hire()?;
        }
        Ok(Some((task, time)))
    }

    /// Lets no worker begin another task.
    fn dismiss(&self) {
        self.next.store(self.count, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endings(
        count: usize,
        crew: Crew,
        work: impl Fn(usize) -> usize + Send + Sync + 'static,
    ) -> Vec<(usize, Ending<usize>)> {
        endings_of(count, crew, Arc::new(move |task, _| work(task)))
    }

    fn endings_of(count: usize, crew: Crew, work: Work<usize>) -> Vec<(usize, Ending<usize>)> {
        let mut endings = Vec::new();
        run(count, crew, &work, &mut |task, ending, _| {
            endings.push((task, ending));
            Ok(())
        })
        .unwrap();
        endings.sort_by_key(|(task, _)| *task);
        endings
    }

    #[test]
    fn every_task_ends_once() {
        for threads in [1, 3, 8] {
            let endings = endings(20, Crew { threads, limit: None }, |task| task * 2);
            let expected: Vec<_> = (0..20).map(|task| (task, Ending::Done(task * 2))).collect();
            assert_eq!(endings, expected);
        }
    }

    #[test]
    fn a_stuck_task_is_given_up_and_the_others_end() {
        let crew = Crew { threads: 2, limit: Some(Duration::from_millis(100)) };
        let start = Instant::now();
        let endings = endings(8, crew, |task| {
            if task % 3 == 0 {
                std::thread::sleep(Duration::from_secs(60));
            }
            task
        });
        assert!(start.elapsed() < Duration::from_secs(30));
        for (task, ending) in endings {
            let expected = if task % 3 == 0 { Ending::OverTime } else { Ending::Done(task) };
            assert_eq!(ending, expected, "task {task}");
        }
    }

    #[test]
    fn a_task_that_goes_on_is_not_given_up() {
        let crew = Crew { threads: 1, limit: Some(Duration::from_millis(400)) };
        let work: Work<usize> = Arc::new(|task, pulse| {
            for _ in 0..8 {
                std::thread::sleep(Duration::from_millis(100));
                pulse();
            }
            task
        });
        assert_eq!(endings_of(1, crew, work), [(0, Ending::Done(0))]);
    }

    #[test]
    fn a_panic_is_an_ending() {
        let endings = endings(2, Crew { threads: 1, limit: None }, |task| {
            assert!(task != 0, "task {task} is not wanted");
            task
        });
        assert_eq!(endings[0].1, Ending::Panicked("task 0 is not wanted".to_owned()));
        assert_eq!(endings[1].1, Ending::Done(1));
    }

    #[test]
    fn nothing_is_begun_after_a_failure() {
        let work: Work<usize> = Arc::new(|task, _| task);
        let crew = Crew { threads: 1, limit: None };
        let result = run(5, crew, &work, &mut |_, _, _| Err(io::Error::other("full")));
        assert!(result.is_err());
    }
}
