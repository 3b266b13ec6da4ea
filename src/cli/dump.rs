//! `offprint dump`.

use super::args::DumpArgs;
use super::exit::{DONE, advised, file_error, usage_error};
use super::reader;
use super::stdout;
use offprint::dump::{self, Drawn};
use offprint::provenance::PageNumber;
use offprint::reason::Reason;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints or draws what one stage made of a file.
pub(crate) fn run(args: &DumpArgs, password: Option<&str>) -> ExitCode {
    match shown(args, password) {
        Ok(text) => print(&text),
        Err(code) => code,
    }
}

/// Lists every reason: its name, what it decides and what it goes by, divided by tabs.
pub(crate) fn reasons() -> ExitCode {
    let line = |reason: &Reason| {
        format!("{}\t{}\t{}\n", reason.name(), reason.subject().name(), reason.about())
    };
    print(&Reason::ALL.iter().map(line).collect::<String>())
}

fn print(text: &str) -> ExitCode {
    match stdout::print(text) {
        Ok(()) => DONE,
        Err(error) => file_error(Path::new("stdout"), error),
    }
}

/// What goes to stdout.
fn shown(args: &DumpArgs, password: Option<&str>) -> Result<String, ExitCode> {
    let bytes = reader::bytes(&args.file).map_err(|error| file_error(&args.file, error))?;
    let options = args.options(password);
    let page = args.page.map(PageNumber);
    if !args.svg {
        let text = dump::text(bytes, &options, args.stage, page);
        return text.map_err(|error| file_error(&args.file, advised(&error)));
    }
    let only = page.or(args.output.is_none().then(PageNumber::default));
    let drawn = dump::svg(bytes, &options, args.stage, only);
    let drawn = drawn.map_err(|error| file_error(&args.file, advised(&error)))?;
    match (&args.output, only) {
        (_, Some(page)) if drawn.is_empty() => {
            Err(usage_error(format_args!("{} has no page {page}", args.file.display())))
        }
        (Some(folder), _) => write_all(folder, args, &drawn),
        (None, _) => Ok(drawn.into_iter().map(|drawn| drawn.svg).collect()),
    }
}

/// Writes a file a page and returns their paths, one a line.
fn write_all(folder: &Path, args: &DumpArgs, drawn: &[Drawn]) -> Result<String, ExitCode> {
    std::fs::create_dir_all(folder).map_err(|error| file_error(folder, error))?;
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let mut paths = String::new();
    for Drawn { page, svg } in drawn {
        let path: PathBuf = folder.join(format!("{stem}-{}-{page}.svg", args.stage.name()));
        std::fs::write(&path, svg).map_err(|error| file_error(&path, error))?;
        paths.push_str(&format!("{}\n", path.display()));
    }
    Ok(paths)
}
