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
use std::path::Path;
use tables::Tables;

/// Bytes of JSON whose rows are held before they are written.
const MOST_HELD: usize = 16 << 20;

/// Bytes that a row counts at least.
const LEAST_HELD: usize = 1 << 10;

/// What the tables hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Inputs.
    pub documents: usize,
    /// Those of them that were converted, but whose JSON cannot be read: they have no other row.
    pub unread: usize,
}

/// Writes the tables of inputs that a run converted into a folder; `tell` hears of each document that was converted, but
/// has no rows, with what is in their way.
///
/// # Errors
/// A run writes to the folder, or no run has met one of the inputs, or a table cannot be written. Tables that are there
/// already are left as they are then.
pub fn write(
    inputs: &[Input],
    folder: &Path,
    shard: Option<Shard>,
    into: &Path,
    tell: &mut dyn FnMut(&Input, &str),
) -> Result<Summary, Error> {
    let results = batch::results(folder, shard)?;
    results.clear_leftovers(into);
    let mut tables = Tables::begin(into, shard)?;
    let mut summary = Summary::default();
    let mut held = 0;
    for input in inputs {
        let mut record = results.record(input)?;
        let id = input.name();
        let contract = match contract(&results, input, &record) {
            Ok((contract, bytes)) => {
                held += bytes;
                contract
            }
            Err((reason, detail)) => {
                tell(input, &detail);
                summary.unread += 1;
                record.status = Status::Failed;
                record.reason = Some(reason.into());
                record.detail = Some(detail);
                None
            }
        };
        tables.document(DocumentRow::of(&id, record, contract.as_ref()));
        if let Some(contract) = &contract {
            let document = contract.document();
            let lines = jsonl::lines(&document, &contract.notation());
            tables.add(&Paper::of(&id, contract, &document, &lines));
        }
        summary.documents += 1;
        held += LEAST_HELD;
        if held >= MOST_HELD {
            tables.flush()?;
            held = 0;
        }
    }
    tables.finish()?;
    Ok(summary)
}

/// What the JSON of an input says, with its length; nothing where the input failed, and what is in the way where it
/// cannot be read.
fn contract(
    results: &Results,
    input: &Input,
    record: &Record,
) -> Result<(Option<Contract>, usize), (&'static str, String)> {
    let writer = json::WRITER;
    let name = format!("{}.{}", input.name(), writer.extension);
    match results.output(input, record, &writer) {
        Reread::Failed => Ok((None, 0)),
        Reread::Text(text) => match Contract::read(&text) {
            Ok(contract) => Ok((Some(contract), text.len())),
            Err(error) => Err(("json-unread", format!("{name} cannot be read: {error}"))),
        },
        Reread::Missing => Err(("json-missing", format!("{name} is not there"))),
        Reread::Edited => Err(("json-edited", format!("{name} was edited"))),
    }
}
