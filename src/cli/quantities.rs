//! `offprint quantities`.

use super::args::QuantitiesArgs;
use super::exit::{DONE, advised, file_error};
use super::reader;
use super::stdout;
use offprint::Options;
use offprint::markdown::LONGEST;
use offprint::measurement::{self, Measurement};
use offprint::quantity::Amount;
use serde_json::json;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// A PDF says that it is one in its first bytes.
const MARK: &[u8] = b"%PDF-";
/// Bytes in which it may say so (ISO 32000-2, annex on what readers accept).
const MARK_WITHIN: usize = 1024;

/// Lists the quantities of a file.
pub(crate) fn run(args: &QuantitiesArgs, password: Option<&str>) -> ExitCode {
    let listed = reader::bytes(&args.file).and_then(|bytes| measure(bytes, password));
    let found = match listed {
        Ok(found) => found,
        Err(error) => return file_error(&args.file, error),
    };
    let lines: String = found.iter().map(line).collect();
    match stdout::print(&lines) {
        Ok(()) => DONE,
        Err(error) => file_error(Path::new("stdout"), error),
    }
}

fn measure(bytes: Vec<u8>, password: Option<&str>) -> Result<Vec<Measurement>, String> {
    let head = &bytes[..bytes.len().min(MARK_WITHIN)];
    if !head.windows(MARK.len()).any(|bytes| bytes == MARK) {
        let text = String::from_utf8(bytes);
        let text = text.map_err(|_| "neither a PDF nor a text in UTF-8".to_owned())?;
        if text.len() > LONGEST {
            return Err(format!("the text has more than {} MiB; split it", LONGEST >> 20));
        }
        return Ok(measurement::of_markdown(&text));
    }
    let mut options = Options::default();
    options.pdf.password = password.map(str::to_owned);
    // Interpreters of nested content need the stack that workers have.
    let reader = std::thread::Builder::new()
        .name(offprint::batch::THREAD_NAME.to_owned())
        .stack_size(offprint::batch::STACK)
        .spawn(move || {
            let converted = offprint::convert(bytes, &options).map_err(|error| advised(&error))?;
            Ok(measurement::of_document(&converted.document))
        })
        .map_err(|error| error.to_string())?;
    reader.join().unwrap_or_else(|_| Err("the reading panicked; please report this file".into()))
}

/// One JSON object. Numbers are written with the digits that are printed, which no binary number
/// would keep.
fn line(measurement: &Measurement) -> String {
    let quantity = &measurement.quantity;
    let mut out = String::from("{");
    let mut field = |name: &str, value: &str| {
        let comma = if out.len() > 1 { "," } else { "" };
        let _ = write!(out, "{comma}\"{name}\":{value}");
    };
    match &quantity.amount {
        Amount::One(value) => field("value", value),
        Amount::Range { low, high } => {
            field("low", low);
            field("high", high);
        }
    }
    if let Some(uncertainty) = &quantity.uncertainty {
        field("uncertainty", uncertainty);
    }
    if let Some(comparator) = quantity.comparator {
        field("comparator", &json!(comparator.sign()).to_string());
    }
    field("unit", &json!(quantity.ucum).to_string());
    field("unit_printed", &json!(measurement.unit).to_string());
    field("printed", &json!(measurement.printed).to_string());
    field("start", &measurement.range.start.to_string());
    field("end", &measurement.range.end.to_string());
    if let Some(at) = &measurement.at {
        if let Some((page, bbox)) = &at.place {
            field("page", &page.to_string());
            // Four numbers can always be written.
            field("bbox", &serde_json::to_string(&bbox.rounded()).unwrap_or_default());
        }
        field("passage", &json!(at.passage).to_string());
    }
    out.push_str("}\n");
    out
}
