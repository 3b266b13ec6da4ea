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

/// Compares both readings of a file.
pub(crate) fn run(args: &VerifyArgs) -> ExitCode {
    let reading = match reader::pages(&args.file, args.password.as_deref()) {
        Ok(reading) => reading,
        Err(error) => return file_error(&args.file, error),
    };
    let Some(reader) = reader::second(args.password.clone(), args.time_limit) else {
        return file_error(&args.file, "the path of this program is not known");
    };
    let pages = verify::compare(&reading.pages, &second::read(&reader, &args.file));
    let differs =
        |page: &PageComparison| page.failure.is_some() || page.difference() > args.tolerance;
    let mut out = String::new();
    for page in &pages {
        if args.json {
            let mut value = json!(page);
            value["difference"] = json!(page.difference());
            value["differs"] = json!(differs(page));
            let _ = writeln!(out, "{value}");
        } else if differs(page) {
            describe(&mut out, page);
        }
    }
    let different = pages.iter().filter(|page| differs(page)).count();
    if !args.json {
        summarise(&mut out, &pages, different);
    }
    if let Err(error) = stdout::print(&out) {
        return file_error(Path::new("stdout"), error);
    }
    if different == 0 { DONE } else { ExitCode::from(INCOMPLETE) }
}

fn describe(out: &mut String, page: &PageComparison) {
    if let Some(failure) = &page.failure {
        let failure = failure.lines().next().unwrap_or_default();
        let _ = writeln!(out, "page {}: not compared: {failure}", page.page);
        return;
    }
    let share = page.difference() * 100.0;
    let _ = writeln!(out, "page {}: {share:.1} % of the words differ", page.page);
    for (name, words) in [("first", &page.only_first), ("second", &page.only_second)] {
        if !words.is_empty() {
            let _ = writeln!(out, "  only in the {name} reading: {}", list(words));
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
    let words: usize = pages.iter().map(|page| page.first).sum();
    let only_first: usize = pages.iter().flat_map(|page| page.only_first.values()).sum();
    let only_second: usize = pages.iter().flat_map(|page| page.only_second.values()).sum();
    let joined: usize = pages.iter().map(|page| page.joined).sum();
    let _ = writeln!(
        out,
        "{} of {} pages differ; {words} words, {only_first} only in the first reading, \
         {only_second} only in the second, {joined} joined in one and apart in the other",
        different,
        pages.len(),
    );
}
