//! The tables of a corpus: files of Parquet for data frames and databases.
//!
//! They are made of what runs left in a folder, in the order in which the inputs were found, so that they are whole
//! however many runs it took: `tables` holds a file a table, `document`, `body`, `mention` and `statement` say what rows
//! a paper has, and `column` and `value` what of Rust is which column of Arrow.

mod area;
mod body;
mod column;
mod document;
mod mention;
mod paper;
mod place;
mod sheet;
mod statement;
mod tables;
mod value;

pub use column::{Column, Table};
pub use place::check;
pub use tables::schemas;

use crate::batch::{self, Error, Input, Record, Reread, Results, Shard, Status};
use crate::writer::json::{self, types::Document as Contract};
use crate::writer::jsonl;
use document::DocumentRow;
use paper::Paper;
use rayon::ThreadPoolBuilder;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::io;
use std::path::Path;
use tables::{Rows, Tables};

/// Bytes of JSON whose rows are held before they are written.
const MOST_HELD: usize = 16 << 20;

/// Papers whose rows are made at once, for each thread: more than one, so that a long one does not hold up the others.
const PAPERS_A_THREAD: usize = 4;

/// Bytes that a document counts at least.
const LEAST_HELD: usize = 1 << 10;

/// What the tables hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Inputs.
    pub documents: usize,
    /// Those of them that were converted, but whose JSON cannot be read: they have no other row.
    pub unread: usize,
}

/// What tables are made of, and where they go.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    /// The inputs that a run converted, in their order.
    pub inputs: &'a [Input],
    /// The folder that it wrote to.
    pub folder: &'a Path,
    /// The part of the files that it converted.
    pub shard: Option<Shard>,
    /// The folder for the tables.
    pub into: &'a Path,
    /// Papers that are read at once.
    pub threads: usize,
}

/// Writes the tables of inputs that a run converted into a folder; `tell` hears of each document that was converted, but
/// has no rows, with what is in their way.
///
/// # Errors
/// A run writes to the folder, or no run has met one of the inputs, or a table cannot be written. Tables that are there
/// already are left as they are then.
pub fn write(task: Task<'_>, tell: &mut dyn FnMut(&Input, &str)) -> Result<Summary, Error> {
    let Task { inputs, folder, shard, into, threads } = task;
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Workers(io::Error::other(error)))?;
    let results = batch::results(folder, shard)?;
    results.clear_leftovers(into);
    let mut tables = Tables::begin(into, shard)?;
    let mut summary = Summary::default();
    let mut held = 0;
    for inputs in inputs.chunks(threads.max(1) * PAPERS_A_THREAD) {
        let read = || inputs.par_iter().map(|own| found(&results, own)).collect();
        let found: Vec<Result<Found, Error>> = pool.install(read);
        for (input, found) in inputs.iter().zip(found) {
            let Found { rows, bytes, in_the_way } = found?;
            tables.add(rows);
            summary.documents += 1;
            if let Some(detail) = in_the_way {
                tell(input, &detail);
                summary.unread += 1;
            }
            held += bytes;
            if held >= MOST_HELD {
                tables.flush()?;
                held = 0;
            }
        }
    }
    tables.finish()?;
    Ok(summary)
}

/// What was found of an input.
struct Found {
    rows: Rows,
    /// What its rows count.
    bytes: usize,
    /// Why it has no row but that of its document although it was converted.
    in_the_way: Option<String>,
}

fn found(results: &Results, input: &Input) -> Result<Found, Error> {
    let mut record = results.record(input)?;
    let id = input.name();
    match contract(results, input, &record) {
        Ok(None) => {
            let rows = Rows::of(DocumentRow::of(&id, record, None), None);
            Ok(Found { rows, bytes: LEAST_HELD, in_the_way: None })
        }
        Ok(Some((contract, bytes))) => {
            let document = contract.document();
            let lines = jsonl::lines(&document, &contract.notation());
            let paper = Paper::of(&id, &contract, &document, &lines);
            let rows = Rows::of(DocumentRow::of(&id, record, Some(&contract)), Some(&paper));
            Ok(Found { rows, bytes: bytes + LEAST_HELD, in_the_way: None })
        }
        Err((reason, detail)) => {
            record.status = Status::Failed;
            record.reason = Some(reason.into());
            record.detail = Some(detail.clone());
            let rows = Rows::of(DocumentRow::of(&id, record, None), None);
            Ok(Found { rows, bytes: LEAST_HELD, in_the_way: Some(detail) })
        }
    }
}

/// What the JSON of an input says, with its length; nothing where the input failed, and what is in the way where it
/// cannot be read.
fn contract(
    results: &Results,
    input: &Input,
    record: &Record,
) -> Result<Option<(Contract, usize)>, (&'static str, String)> {
    let writer = json::WRITER;
    let name = format!("{}.{}", input.name(), writer.extension);
    match results.output(input, record, &writer) {
        Reread::Failed => Ok(None),
        Reread::Text(text) => match Contract::read(&text) {
            Ok(contract) => Ok(Some((contract, text.len()))),
            Err(error) => Err(("json-unread", format!("{name} cannot be read: {error}"))),
        },
        Reread::Missing => Err(("json-missing", format!("{name} is not there"))),
        Reread::Edited => Err(("json-edited", format!("{name} was edited"))),
    }
}
