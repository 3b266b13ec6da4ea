//! `offprint chunks`.

use super::args::ChunksArgs;
use super::exit::{DONE, file_error};
use super::reader;
use super::stdout;
use offprint::chunk::{self, Measure, Options};
use offprint::writer::json::types::Document;
use std::path::Path;
use std::process::ExitCode;

/// Cuts each paper into chunks, one JSON object a line.
pub(crate) fn run(args: &ChunksArgs) -> ExitCode {
    let options = match args.max_tokens {
        Some(most) => Options { most: most as usize, measure: Measure::Tokens(args.vocabulary) },
        None => Options { most: args.max_words as usize, measure: Measure::Words },
    };
    let mut code = DONE;
    for file in &args.files {
        let lines = reader::text(file).and_then(|json| lines(&json, &options));
        let printed = lines.map(|lines| stdout::print(&lines));
        match printed {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return file_error(Path::new("stdout"), error),
            Err(error) => code = file_error(file, error),
        }
    }
    code
}

fn lines(json: &str, options: &Options) -> Result<String, String> {
    let contract = Document::read(json)?;
    let lines = chunk::chunks(&contract, options).into_iter();
    let lines = lines.map(|chunk| serde_json::to_string(&chunk).map_err(|error| error.to_string()));
    Ok(lines.collect::<Result<Vec<_>, _>>()?.into_iter().map(|line| line + "\n").collect())
}
