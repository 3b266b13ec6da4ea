//! `offprint verify`.

use super::args::VerifyArgs;
use super::exit::{DONE, INCOMPLETE, file_error};
use super::reader;
use super::stdout;
use offprint::second;
use offprint::verify::{self, PageComparison};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

/// Words listed for a page and a reading; `--json` lists all.
const LISTED: usize = 20;

/// Compares what reaches the output with an independent reading of the file.
pub(crate) fn run(args: &VerifyArgs, password: Option<&str>) -> ExitCode {
    let read = reader::bytes(&args.file).and_then(|bytes| {
        let output = reader::output(bytes.clone(), password)?;
        Ok((output, bytes))
    });
    let (output, bytes) = match read {
        Ok(read) => read,
        Err(error) => return file_error(&args.file, error),
    };
    let Some(reader) = reader::second(password.map(str::to_owned), args.limits.time_limit) else {
        return file_error(&args.file, "the path of this program is not known");
    };
    let pages = verify::compare(&output, &second::read(&reader, bytes));
    let mut out = String::new();
    for page in &pages {
        if args.json {
            let mut value = json!(page);
            value["difference"] = json!(page.difference());
            value["differs"] = json!(page.differs(args.tolerance));
            let _ = writeln!(out, "{value}");
        } else if page.differs(args.tolerance) {
            describe(&mut out, page, args.tolerance);
        }
    }
    let different = pages.iter().filter(|page| page.differs(args.tolerance)).count();
    let words: usize = pages.iter().map(|page| page.output + page.hidden + page.second).sum();
    if !args.json {
        summarise(&mut out, &pages, different);
        if words == 0 {
            let _ = writeln!(out, "the file has no text that either reading finds");
        }
    }
    if let Err(error) = stdout::print(&out) {
        return file_error(Path::new("stdout"), error);
    }
    if different == 0 && words > 0 { DONE } else { ExitCode::from(INCOMPLETE) }
}

fn describe(out: &mut String, page: &PageComparison, tolerance: f64) {
    let number = page.page;
    for loss in &page.losses {
        let _ = writeln!(out, "page {number}: {loss}");
    }
    for line in &page.torn_lines {
        let [left, right] = &line.pieces;
        let _ = writeln!(
            out,
            "page {number}: a line is torn: {:?} ({}), {:?} ({})",
            left.text,
            left.fate.name(),
            right.text,
            right.fate.name(),
        );
    }
    if let Some(failure) = &page.failure {
        let failure = failure.lines().next().unwrap_or_default();
        let _ = writeln!(out, "page {number}: not compared: {failure}");
        return;
    }
    if page.unread {
        let _ = writeln!(out, "page {number}: something is drawn, but the output has no word");
    }
    if page.difference() <= tolerance {
        return;
    }
    let share = page.difference() * 100.0;
    let _ = writeln!(out, "page {number}: {share:.1} % of the words differ");
    let readings = [("output", &page.only_output), ("second reading", &page.only_second)];
    for (name, words) in readings {
        if !words.is_empty() {
            let _ = writeln!(out, "  only in the {name}: {}", list(words));
        }
    }
}

fn list(words: &BTreeMap<String, usize>) -> String {
    let listed = words.iter().take(LISTED).map(|(word, number)| match number {
        1 => word.clone(),
        number => format!("{word} ({number} times)"),
    });
    let mut list = listed.collect::<Vec<_>>().join(", ");
    if words.len() > LISTED {
        let _ = write!(list, " and {} more", words.len() - LISTED);
    }
    list
}

fn summarise(out: &mut String, pages: &[PageComparison], different: usize) {
    let sum = |of: fn(&PageComparison) -> usize| pages.iter().map(of).sum::<usize>();
    let _ = writeln!(
        out,
        "{different} of {} pages differ; {} words of the second reading: {} in the article, {} in \
         furniture, {} in figures, {} hidden, {} joined in one and apart in the other, {} nowhere; \
         {} words only in the output; {} torn lines",
        pages.len(),
        sum(|page| page.second),
        sum(|page| page.body),
        sum(|page| page.furniture),
        sum(|page| page.figures),
        sum(|page| page.hidden),
        sum(|page| page.joined),
        sum(|page| page.only_second.values().sum()),
        sum(|page| page.only_output.values().sum()),
        sum(|page| page.torn_lines.len()),
    );
}
