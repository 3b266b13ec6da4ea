//! The plan of the house: which room may use which, and what a file may hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each room and what it may use of the crate. A room stands below all rooms that use it. A name
/// in capitals, or of a function of `lib.rs`, is what `lib.rs` gives to those above the corridor.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("geometry", &[]),
    ("provenance", &["geometry"]),
    ("diagnostic", &["provenance"]),
    ("text", &["geometry", "provenance"]),
    ("ledger", &["geometry", "provenance"]),
    ("document", &["geometry", "provenance", "text"]),
    ("lexicon", &[]),
    ("quantity", &["lexicon"]),
    ("script", &["document", "lexicon", "quantity"]),
    ("digest", &[]),
    ("pdf", &["diagnostic", "error", "geometry", "lexicon", "provenance"]),
    ("page", &["diagnostic", "document", "geometry", "lexicon", "pdf", "provenance"]),
    ("raster", &["geometry", "pdf", "provenance"]),
    (
        "ocr",
        &["diagnostic", "digest", "document", "geometry", "page", "pdf", "provenance", "raster"],
    ),
    ("layout", &["diagnostic", "document", "geometry", "lexicon", "page", "provenance", "text"]),
    ("order", &["diagnostic", "document", "geometry", "layout", "page", "provenance", "text"]),
    (
        "role",
        &[
            "diagnostic",
            "document",
            "geometry",
            "layout",
            "lexicon",
            "order",
            "page",
            "provenance",
            "text",
        ],
    ),
    (
        "repair",
        &[
            "diagnostic",
            "document",
            "geometry",
            "layout",
            "lexicon",
            "provenance",
            "quantity",
            "role",
            "text",
        ],
    ),
    (
        "structure",
        &[
            "diagnostic",
            "document",
            "geometry",
            "layout",
            "lexicon",
            "pdf",
            "provenance",
            "role",
            "script",
            "text",
        ],
    ),
    (
        "writer",
        &[
            "diagnostic",
            "document",
            "geometry",
            "ledger",
            "lexicon",
            "provenance",
            "script",
            "text",
        ],
    ),
    ("qr", &["document", "geometry", "page", "pdf", "provenance", "raster"]),
    ("searchable", &["geometry", "page", "pdf", "provenance"]),
    ("markdown", &["text"]),
    ("clean", &["diagnostic", "ledger", "lexicon", "markdown", "repair", "text", "writer"]),
    (
        "measurement",
        &["document", "geometry", "markdown", "provenance", "quantity", "text", "writer"],
    ),
    ("attachment", &["document", "geometry", "pdf", "provenance", "raster", "text", "writer"]),
    ("second", &["error"]),
    ("inspect", &["document", "geometry", "layout", "page", "pdf"]),
    ("verify", &["geometry", "page", "second"]),
    (
        "options",
        &["layout", "ocr", "order", "page", "pdf", "repair", "role", "structure", "writer"],
    ),
    (
        "batch",
        &[
            "Converted",
            "Error",
            "Options",
            "Stage",
            "VERSION",
            "attachment",
            "convert_observed",
            "diagnostic",
            "digest",
            "document",
            "draw_figures",
            "error",
            "geometry",
            "ocr",
            "provenance",
            "searchable",
            "second",
            "text",
            "write_searchable",
            "writer",
        ],
    ),
    (
        "dump",
        &[
            "Converted",
            "Error",
            "Options",
            "Stage",
            "convert_observed",
            "diagnostic",
            "document",
            "error",
            "geometry",
            "layout",
            "order",
            "page",
            "pdf",
            "provenance",
            "raster",
            "repair",
            "role",
            "structure",
            "text",
        ],
    ),
];

/// The doors between rooms: only `lib.rs` goes through them.
const STAGES: &[&str] = &[
    "pdf::open",
    "page::read",
    "ocr::read",
    "layout::analyse",
    "order::arrange",
    "role::assign",
    "repair::apply",
    "structure::build",
];

/// No file has more lines than this.
const LONGEST: usize = 1000;

/// Nineteen files in twenty have at most this many lines.
const LONG: usize = 600;

/// Names that say nothing about what is in a file.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc", "legacy"];

/// Macros that print. What a library prints, its caller cannot take back.
const PRINTS: &[&str] = &["println!", "eprintln!", "print!", "eprint!", "dbg!"];

#[test]
fn rooms_use_only_what_the_plan_allows() {
    let plan: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let room = room_of(&path);
        if matches!(room.as_str(), "lib" | "main" | "cli") {
            continue;
        }
        let Some(allowed) = plan.get(room.as_str()) else {
            wrong.push(format!("{path}: {room} is not on the plan"));
            continue;
        };
        for used in uses(&source, "crate") {
            if used != room && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{path}: {room} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "not on the plan:\n{}", wrong.join("\n"));
}

#[test]
fn the_plan_has_no_cycle() {
    let rooms: BTreeSet<_> = MAY_USE.iter().map(|(room, _)| *room).collect();
    let mut below = BTreeSet::new();
    for (room, uses) in MAY_USE {
        for used in uses.iter().filter(|used| rooms.contains(*used)) {
            assert!(below.contains(used), "{room} uses {used}, which stands above it");
        }
        below.insert(room);
    }
}

#[test]
fn the_command_line_uses_the_public_library_only() {
    let rooms: BTreeSet<_> = MAY_USE.iter().map(|(room, _)| (*room).to_owned()).collect();
    for (path, source) in sources() {
        if matches!(room_of(&path).as_str(), "main" | "cli") {
            let inside = uses(&source, "crate");
            let wrong: Vec<_> = inside.intersection(&rooms).collect();
            assert!(wrong.is_empty(), "{path} uses {wrong:?} as if it were inside the library");
        } else {
            let outside = uses(&source, "offprint");
            assert!(outside.is_empty(), "{path} uses the library from outside: {outside:?}");
        }
    }
}

#[test]
fn only_the_library_root_calls_stages() {
    for (path, source) in sources() {
        if path == "lib.rs" {
            continue;
        }
        let code = code(&source);
        for stage in STAGES {
            assert!(!code.contains(&format!("{stage}(")), "{path} calls {stage}");
        }
    }
}

#[test]
fn files_are_short_enough_to_read() {
    let lengths: Vec<_> =
        sources().into_iter().map(|(path, source)| (path, source.lines().count())).collect();
    for (path, lines) in &lengths {
        assert!(*lines <= LONGEST, "{path} has {lines} lines; the longest may have {LONGEST}");
    }
    let long: Vec<_> = lengths.iter().filter(|(_, lines)| *lines > LONG).collect();
    assert!(long.len() * 20 <= lengths.len(), "over {LONG} lines: {long:?}");
}

/// Lists of fewer words share some by chance.
const LONG_LIST: usize = 8;

/// Fewer words than this are shared by chance.
const SHARED_WORDS: usize = 6;

/// Files whose lists of names of sections, labels and notices still share words.
const SHARING: &[(&str, &str)] = &[
    ("layout/label.rs", "layout/table/scene.rs"),
    ("role/front/mod.rs", "structure/metadata/institution.rs"),
    ("role/front/summary.rs", "role/level.rs"),
    ("role/level.rs", "role/name.rs"),
    ("structure/statement/name.rs", "structure/statement/name.rs"),
];

/// Lists of words that stand twice are knowledge that drifts apart: one stands in the lexicon.
#[test]
fn no_two_lists_share_half_of_their_words() {
    let mut lists: Vec<(String, BTreeSet<String>)> = Vec::new();
    for (path, source) in sources().iter().filter(|(path, _)| room_of(path) != "lexicon") {
        if path.ends_with("tests.rs") {
            continue;
        }
        let found = word_lists(&code(source.split("#[cfg(test)]").next().unwrap_or_default()));
        lists.extend(found.into_iter().map(|words| (path.clone(), words)));
    }
    let mut wrong = Vec::new();
    for (at, (place, words)) in lists.iter().enumerate() {
        for (other, same) in &lists[at + 1..] {
            let shared: Vec<_> = words.intersection(same).map(String::as_str).collect();
            let half = shared.len() * 2 >= words.len().min(same.len());
            let known = SHARING.contains(&(place.as_str(), other.as_str()));
            if half && shared.len() >= SHARED_WORDS && !known {
                wrong.push(format!("{place} and {other}: {}", shared.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "knowledge that belongs into the lexicon:\n{}", wrong.join("\n"));
}

#[test]
fn lists_of_words_are_found_in_every_form() {
    let words = |count: usize| (0..count).map(|at| format!("\"w{at}\"")).collect::<Vec<_>>();
    let list = format!("const A: &[&str] = &[{}];", words(8).join(", "));
    let pairs = format!("const B: &[(&str, u8)] = &[({}, 1)];", words(9).join(", 1), ("));
    let arms = format!("match x {{ {} => 1, \"other\" => 2 }}", words(10).join(" | "));
    let calls = words(8).join("); add(");
    let source =
        format!("{list}\n{pairs}\n{arms}\nadd({calls});\nlet short = [\"a\", \"b\", \"'\"];");
    let found: Vec<_> = word_lists(&source).iter().map(BTreeSet::len).collect();
    assert_eq!(found, [8, 9, 10]);
}

/// Long lists of strings: those with nothing between them that ends a list, an arm or a statement.
fn word_lists(code: &str) -> Vec<BTreeSet<String>> {
    let code = code.replace("'\"'", "' '").replace("\\\"", " ");
    let mut lists = Vec::new();
    let mut words = BTreeSet::new();
    // Every second piece between quotation marks is a string.
    for (at, piece) in code.split('"').enumerate() {
        let ends = at % 2 == 0 && ends_list(piece);
        if ends && words.len() >= LONG_LIST {
            lists.push(std::mem::take(&mut words));
        }
        if ends {
            words.clear();
        } else if at % 2 == 1 {
            words.insert(piece.to_lowercase());
        }
    }
    lists
}

/// Whether a piece of code between two strings parts lists: it is more than signs and values of rows.
fn ends_list(piece: &str) -> bool {
    let calls = piece.match_indices('(').any(|(at, _)| {
        let before = piece[..at].chars().next_back();
        before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '!' | '>'))
    });
    calls || piece.contains([';', ']', '{', '}', '.', '=', '?'])
}

#[test]
fn file_names_say_what_is_inside() {
    for (path, _) in sources() {
        for part in path.trim_end_matches(".rs").split(['/', '\\']) {
            let versioned = part.rsplit_once("_v").is_some_and(|(_, number)| {
                !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
            });
            assert!(!EMPTY_NAMES.contains(&part) && !versioned, "{path}: what is in it?");
        }
    }
}

#[test]
fn the_library_prints_nothing() {
    for (path, source) in sources() {
        if matches!(room_of(&path).as_str(), "main" | "cli") {
            continue;
        }
        // A test may print what it found.
        let code = code(source.split("#[cfg(test)]").next().unwrap_or_default());
        for print in PRINTS {
            let name = |at: usize| {
                code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_')
            };
            let prints = code.match_indices(print).any(|(at, _)| !name(at));
            assert!(!prints, "{path} prints with {print}");
        }
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let source = "use crate::{a::{B, c}, D};\nuse crate::e;\nfn f() { crate::g::h() }\n\
                  // crate::comment\nuse super::x;";
    let expected = ["D", "a", "e", "g"].map(str::to_owned);
    assert_eq!(uses(source, "crate"), BTreeSet::from(expected));
}

fn sources() -> Vec<(String, String)> {
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

fn room_of(path: &str) -> String {
    path.split(['/', '\\']).next().unwrap_or_default().trim_end_matches(".rs").to_owned()
}

/// The source without lines that are comments.
fn code(source: &str) -> String {
    let lines = source.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The first name after each `root::`.
fn uses(source: &str, root: &str) -> BTreeSet<String> {
    let code = code(source);
    let prefix = format!("{root}::");
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(&prefix) {
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(group_heads(group)),
            None => {
                found.insert(head(rest));
            }
        }
    }
    found
}

fn group_heads(group: &str) -> Vec<String> {
    let mut depth = 1;
    let mut heads = Vec::new();
    let mut start = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || (depth == 1 && c == ',') {
            let item = head(group[start..at].trim());
            if !item.is_empty() {
                heads.push(item);
            }
            start = at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn head(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
