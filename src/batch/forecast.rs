//! What a run would do with each file, and what it would remove. Nothing is converted or written.

use super::books::Books;
use super::earlier::{self, Cause, Standing, Terms};
use super::error::Error;
use super::input::Input;
use super::job::{Job, Settings};
use super::prune::{self, Pruned};
use super::{plan, thread};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::path::Path;

/// What a run would do with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prospect {
    /// It would be converted.
    Due(Cause),
    /// It is converted, and what was written is still there.
    UpToDate,
    /// It failed in an earlier run, for this reason, and would fail again.
    LeftOut(String),
    /// It would be converted, but someone has edited this output of it.
    Edited(String),
}

/// Says what [`run`](super::run) would do with each input, in their order.
///
/// # Errors
/// Two inputs would write the same output, the folder has books of other shards, or no thread can be started.
pub fn forecast(inputs: &[Input], folder: &Path, job: &Job) -> Result<Vec<Prospect>, Error> {
    plan::outputs(inputs, &job.writers)?;
    let past = earlier::read(folder, Books::of_run(folder, job.shard)?);
    let settings = Settings::of_job(job);
    let terms = Terms::of(job, &settings, folder);
    let prospect = |input: &Input| match (past.standing(input, None, &terms), past.of(input)) {
        (Standing::Due(cause), _) => Prospect::Due(cause),
        (Standing::LeftOut, Some(line)) => Prospect::LeftOut(line.reason().to_owned()),
        (Standing::Edited(number), Some(line)) => Prospect::Edited(line.output(number).to_owned()),
        (Standing::LeftOut | Standing::UpToDate | Standing::Edited(_), _) => Prospect::UpToDate,
    };
    // Files and outputs are compared with their hashes, which takes longer than a look at the manifest.
    let pool = thread::pool(job.threads).map_err(Error::Workers)?;
    Ok(pool.install(|| inputs.par_iter().map(prospect).collect()))
}

/// Says what [`run`](super::run) would remove, of what is known before anything is converted.
///
/// # Errors
/// The folder has books of other shards.
pub fn prunable(inputs: &[Input], folder: &Path, job: &Job) -> Result<Pruned, Error> {
    let past = earlier::read(folder, Books::of_run(folder, job.shard)?);
    let planned = |searched| prune::prune(past.own(), inputs, searched, folder, &|_| true).0;
    Ok(job.prune.as_ref().map(planned).unwrap_or_default())
}
