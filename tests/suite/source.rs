//! The source of the library as text: its files and modules, what they use, their functions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Functions with their numbers of lines. Code is formatted, so that a function ends at the next
/// brace that stands as far to the right as it does.
pub(crate) fn functions(source: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let start = line.trim_start();
        let words: Vec<&str> = start.split_whitespace().collect();
        let Some(name) =
            words.iter().position(|word| *word == "fn").and_then(|at| words.get(at + 1))
        else {
            continue;
        };
        if start.starts_with("//") || line.ends_with([';', '}']) {
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - start.len()]);
        let length = lines[at..].iter().position(|line| *line == end).unwrap_or_default() + 1;
        found.push((head(name), length));
    }
    found
}

/// The source without what is compiled for tests only.
pub(crate) fn without_tests(path: &str, source: &str) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let mut kept = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        let start = line.trim_start();
        if !(start.starts_with("#[cfg(") && start.contains("test")) {
            kept.extend([line, "\n"]);
            continue;
        }
        let end = format!("{}}}", &line[..line.len() - start.len()]);
        let is_last = |line: &&str| line.ends_with(';') && !line.starts_with(' ') || *line == end;
        lines.by_ref().find(is_last);
    }
    kept
}

/// The names that lead to a module.
pub(crate) type Module = Vec<String>;

/// The module that a file is: that of a `mod.rs` is its folder.
pub(crate) fn module_of(path: &str) -> Module {
    let parts = path.trim_end_matches(".rs").split(['/', '\\']);
    parts.filter(|part| !matches!(*part, "mod" | "lib" | "main")).map(str::to_owned).collect()
}

pub(crate) fn files_by_module(sources: &[(String, String)]) -> BTreeMap<Module, String> {
    sources.iter().map(|(path, _)| (module_of(path), path.clone())).collect()
}

/// Modules of its own room that a file uses, each with the name that it takes from there, if it
/// takes one.
pub(crate) fn inside(
    module: &Module,
    source: &str,
    files: &BTreeMap<Module, String>,
) -> Vec<(Module, Option<String>)> {
    let file = files.get(module).map_or("", |file| file);
    let mut found = Vec::new();
    for path in paths(&without_tests(file, source)) {
        let ups = path.iter().take_while(|part| *part == "super").count();
        let base = if ups > 0 { &module[..module.len().saturating_sub(ups)] } else { &[] };
        let names = &path[ups.max(1)..];
        let full: Module = base.iter().chain(names).cloned().collect();
        let known = (base.len()..=full.len()).rev().find(|&at| files.contains_key(&full[..at]));
        let Some(known) = known.filter(|&at| at > 0 && full.first() == module.first()) else {
            continue;
        };
        if full[..known] != module[..] {
            found.push((full[..known].to_vec(), full.get(known).cloned()));
        }
    }
    found
}

/// All paths that begin with `crate::` or `super::`, those of groups one by one.
pub(crate) fn paths(source: &str) -> Vec<Vec<String>> {
    let code = code(source);
    let mut found = Vec::new();
    for root in ["crate::", "super::"] {
        for (at, _) in code.match_indices(root) {
            let before = &code[..at];
            // Who may see a thing is no use of it.
            let is_visibility = before.ends_with("(in ");
            let goes_on = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if !is_visibility && !goes_on {
                found.push((at, &code[at..]));
            }
        }
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    let mut all = Vec::new();
    found.into_iter().for_each(|(_, rest)| expand(rest, &[], &mut all));
    all
}

/// Reads the path that a text begins with.
fn expand(text: &str, before: &[String], all: &mut Vec<Vec<String>>) {
    let name = if text.starts_with('*') { "*".to_owned() } else { head(text) };
    let path: Vec<String> = before.iter().cloned().chain([name.clone()]).collect();
    match text[name.len()..].strip_prefix("::") {
        Some(rest) => match rest.strip_prefix('{') {
            Some(group) => group_items(group).iter().for_each(|item| expand(item, &path, all)),
            None => expand(rest, &path, all),
        },
        None => all.push(path),
    }
}

pub(crate) fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, root: &Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, root, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                out.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    walk(&root, &root, &mut out);
    out.sort();
    out
}

pub(crate) fn room_of(path: &str) -> String {
    path.split(['/', '\\']).next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// The source without lines that are comments.
pub(crate) fn code(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The first name after each `root::`.
pub(crate) fn uses(source: &str, root: &str) -> BTreeSet<String> {
    let code = code(source);
    let prefix = format!("{root}::");
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(&prefix) {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_items(group).into_iter().map(head)),
            None => {
                found.insert(head(rest));
            }
        }
    }
    found
}

/// The items of a group, up to the brace that closes it.
fn group_items(group: &str) -> Vec<&str> {
    let mut depth = 1;
    let mut items = Vec::new();
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            let item = group[start..at].trim();
            if !item.is_empty() {
                items.push(item);
            }
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    items
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
