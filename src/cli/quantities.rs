//! `offprint quantities`.

use super::args::QuantitiesArgs;
use super::exit::{DONE, advised, file_error};
use super::reader;
use super::stdout;
use offprint::Options;
use offprint::markdown::LONGEST;
use offprint::measurement::{self, Measured, Measurement};
use offprint::quantity::{Amount, Interval, Quantity, Statistic};
use serde_json::json;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// A PDF says that it is one in its first bytes.
const MARK: &[u8] = b"%PDF-";
/// Bytes in which it may say so (ISO 32000-2, annex on what readers accept).
const MARK_WITHIN: usize = 1024;

/// Lists the quantities and statistics of a file.
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

/// One JSON object on a line.
fn line(measurement: &Measurement) -> String {
    let mut object = Object::default();
    match &measurement.value {
        Measured::Quantity(quantity) => quantity_fields(&mut object, quantity, &measurement.label),
        Measured::Statistic(statistic) => {
            statistic_fields(&mut object, statistic, &measurement.label);
        }
    }
    object.string("printed", &measurement.printed);
    object.field("start", &measurement.range.start.to_string());
    object.field("end", &measurement.range.end.to_string());
    if let Some(at) = &measurement.at {
        if let Some((page, bbox)) = &at.place {
            object.field("page", &page.to_string());
            // Four numbers can always be written.
            object.field("bbox", &serde_json::to_string(&bbox.rounded()).unwrap_or_default());
        }
        object.string("passage", &at.passage);
    }
    format!("{{{}}}\n", object.0)
}

/// The fields of a JSON object. Numbers are written with the digits that are printed, which no
/// binary number would keep.
#[derive(Default)]
struct Object(String);

impl Object {
    fn field(&mut self, name: &str, value: &str) {
        let comma = if self.0.is_empty() { "" } else { "," };
        let _ = write!(self.0, "{comma}\"{name}\":{value}");
    }

    fn string(&mut self, name: &str, value: &str) {
        self.field(name, &json!(value).to_string());
    }

    fn amount(&mut self, amount: &Amount) {
        match amount {
            Amount::One(value) => self.field("value", value),
            Amount::Range { low, high } => {
                self.field("low", low);
                self.field("high", high);
            }
        }
    }
}

fn quantity_fields(object: &mut Object, quantity: &Quantity, unit: &str) {
    object.amount(&quantity.amount);
    if let Some(uncertainty) = &quantity.uncertainty {
        object.field("uncertainty", uncertainty);
    }
    if let Some(comparator) = quantity.comparator {
        object.string("comparator", comparator.sign());
    }
    object.field("unit", &json!(quantity.ucum).to_string());
    object.string("unit_printed", unit);
}

fn statistic_fields(object: &mut Object, statistic: &Statistic, name: &str) {
    object.string("statistic", statistic.kind.name());
    object.string("name", name);
    if let Some(amount) = &statistic.amount {
        object.amount(amount);
    }
    if let Some(comparator) = statistic.comparator {
        object.string("comparator", comparator.sign());
    }
    if let Some(Interval { level, low, high }) = &statistic.interval {
        let mut interval = Object::default();
        if let Some(level) = level {
            interval.field("level", level);
        }
        interval.field("low", low);
        interval.field("high", high);
        object.field("interval", &format!("{{{}}}", interval.0));
    }
    if !statistic.degrees.is_empty() {
        object.field("degrees", &format!("[{}]", statistic.degrees.join(",")));
    }
    if let Some(unit) = &statistic.ucum {
        object.string("unit", unit);
    }
}
