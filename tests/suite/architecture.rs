//! The plan of the house: which room may use which, and what a file may hold.

use super::source::{
    code, files_by_module, functions, inside, module_of, paths, room_of, sources, uses,
    without_tests,
};
use std::collections::{BTreeMap, BTreeSet};

/// Each room and what it may use of the crate. A room stands below all rooms that use it. A name
/// in capitals, or of a function of `lib.rs`, is what `lib.rs` gives to those above the corridor.
const MAY_USE: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("geometry", &[]),
    ("provenance", &["geometry"]),
    ("diagnostic", &["provenance"]),
    ("reason", &[]),
    ("tolerance", &[]),
    ("digest", &[]),
    ("lexicon", &[]),
    ("decision", &["digest", "lexicon", "provenance"]),
    ("text", &["decision", "geometry", "provenance", "reason"]),
    ("ledger", &["decision", "geometry", "provenance"]),
    ("document", &["geometry", "provenance", "reason", "text"]),
    ("entity", &["digest", "document", "lexicon", "text"]),
    ("quantity", &["lexicon"]),
    ("script", &["document", "lexicon", "quantity"]),
    ("limit", &[]),
    ("pdf", &["diagnostic", "error", "geometry", "lexicon", "limit", "provenance"]),
    ("page", &["diagnostic", "document", "geometry", "lexicon", "limit", "pdf", "provenance"]),
    ("raster", &["geometry", "pdf", "provenance"]),
    (
        "ocr",
        &[
            "diagnostic",
            "digest",
            "document",
            "geometry",
            "page",
            "pdf",
            "provenance",
            "raster",
            "tolerance",
        ],
    ),
    (
        "layout",
        &[
            "diagnostic",
            "document",
            "geometry",
            "lexicon",
            "page",
            "provenance",
            "reason",
            "text",
            "tolerance",
        ],
    ),
    (
        "order",
        &[
            "diagnostic",
            "document",
            "geometry",
            "layout",
            "page",
            "provenance",
            "text",
            "tolerance",
        ],
    ),
    ("transcript", &["provenance", "text"]),
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
            "reason",
            "text",
            "tolerance",
            "transcript",
        ],
    ),
    (
        "repair",
        &[
            "decision",
            "diagnostic",
            "document",
            "geometry",
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
            "decision",
            "diagnostic",
            "document",
            "geometry",
            "layout",
            "lexicon",
            "page",
            "pdf",
            "provenance",
            "reason",
            "role",
            "script",
            "text",
            "tolerance",
        ],
    ),
    (
        "writer",
        &[
            "decision",
            "diagnostic",
            "digest",
            "document",
            "geometry",
            "ledger",
            "lexicon",
            "provenance",
            "reason",
            "script",
            "text",
        ],
    ),
    ("qr", &["document", "geometry", "page", "pdf", "provenance", "raster", "tolerance"]),
    ("searchable", &["geometry", "page", "pdf", "provenance"]),
    ("markdown", &["text"]),
    ("clean", &["diagnostic", "ledger", "lexicon", "markdown", "repair", "text", "writer"]),
    (
        "measurement",
        &["document", "geometry", "markdown", "provenance", "quantity", "text", "writer"],
    ),
    ("excerpt", &["document", "writer"]),
    ("chunk", &["document", "lexicon", "provenance", "writer"]),
    ("attachment", &["document", "geometry", "pdf", "provenance", "raster", "text", "writer"]),
    ("second", &["error"]),
    ("info", &["document", "page", "pdf"]),
    (
        "inspect",
        &[
            "attachment",
            "decision",
            "diagnostic",
            "document",
            "geometry",
            "pdf",
            "provenance",
            "raster",
            "reason",
            "text",
            "writer",
        ],
    ),
    (
        "verify",
        &[
            "Converted",
            "Error",
            "Options",
            "Stage",
            "convert_observed",
            "diagnostic",
            "document",
            "error",
            "page",
            "provenance",
            "second",
            "text",
        ],
    ),
    (
        "options",
        &[
            "decision", "entity", "layout", "limit", "ocr", "order", "page", "pdf", "qr", "repair",
            "writer",
        ],
    ),
    (
        "batch",
        &[
            "Converted",
            "Error",
            "Options",
            "Paper",
            "Stage",
            "VERSION",
            "attachment",
            "convert_text",
            "decision",
            "diagnostic",
            "digest",
            "document",
            "error",
            "find_entities",
            "geometry",
            "inspect",
            "ocr",
            "open",
            "pdf",
            "provenance",
            "searchable",
            "second",
            "text",
            "writer",
        ],
    ),
    (
        "dataset",
        &[
            "VERSION",
            "batch",
            "document",
            "geometry",
            "measurement",
            "provenance",
            "quantity",
            "text",
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
            "reason",
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
    "entity::find",
];

/// No file has more lines than this.
const LONGEST_FILE: usize = 600;

/// No function has more lines than this, but for tests.
const LONGEST_FUNCTION: usize = 60;

/// The one name that a file may take from the `mod.rs` above it. A `mod.rs` tells the story of its
/// folder, so that it stands above all files there: what these share is in a file of its own, mostly
/// `model.rs`, and the `mod.rs` passes it on to other rooms.
const FROM_ABOVE: &str = "Options";

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
fn files_of_a_room_form_no_circle() {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let sources = sources();
    let files = files_by_module(&sources);
    for (path, source) in &sources {
        let module = module_of(path);
        let targets = arrows.entry(path.clone()).or_default();
        for (target, _) in inside(&module, source, &files) {
            if !module.starts_with(&target) {
                targets.insert(files[&target].clone());
            }
        }
        let is_parent = |other: &[String]| other.split_last().is_some_and(|(_, up)| up == module);
        let below = files.iter().filter(|(other, _)| !module.is_empty() && is_parent(other));
        targets.extend(below.map(|(_, file)| file.clone()));
    }
    // Files that use none of the rest are in no circle, and neither are those that none of it uses.
    loop {
        let before = arrows.len();
        let used: BTreeSet<String> = arrows.values().flatten().cloned().collect();
        arrows.retain(|file, targets| used.contains(file) && !targets.is_empty());
        let left: BTreeSet<String> = arrows.keys().cloned().collect();
        arrows.values_mut().for_each(|targets| targets.retain(|file| left.contains(file)));
        if arrows.len() == before {
            break;
        }
    }
    assert!(arrows.is_empty(), "files in circles: {arrows:#?}");
}

#[test]
fn files_take_only_options_from_above() {
    let mut wrong = Vec::new();
    let sources = sources();
    let files = files_by_module(&sources);
    for (path, source) in &sources {
        let module = module_of(path);
        for (target, name) in inside(&module, source, &files) {
            if module.starts_with(&target) && name.as_deref() != Some(FROM_ABOVE) {
                wrong.push(format!("{path} takes {name:?} from {}", files[&target]));
            }
        }
    }
    assert!(wrong.is_empty(), "from above:\n{}", wrong.join("\n"));
}

#[test]
fn files_are_short_enough_to_read() {
    let lengths = sources().into_iter().map(|(path, source)| (path, source.lines().count()));
    let long: Vec<_> = lengths.filter(|(_, lines)| *lines > LONGEST_FILE).collect();
    assert!(long.is_empty(), "over {LONGEST_FILE} lines: {long:?}");
}

#[test]
fn functions_are_short_enough_to_read() {
    let mut long = Vec::new();
    for (path, source) in sources() {
        let functions = functions(&without_tests(&path, &source));
        let is_long = |(_, lines): &(String, usize)| *lines > LONGEST_FUNCTION;
        long.extend(functions.into_iter().filter(is_long).map(|own| (path.clone(), own)));
    }
    assert!(long.is_empty(), "over {LONGEST_FUNCTION} lines: {long:?}");
}

/// Lists of fewer words share some by chance.
const LONG_LIST: usize = 8;

/// Fewer words than this are shared by chance.
const SHARED_WORDS: usize = 6;
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
            if half && shared.len() >= SHARED_WORDS {
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
        let code = code(&without_tests(&path, &source));
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

#[test]
fn paths_are_found_in_every_form() {
    let source = "use super::{Options, a::{self, B as C}};\nfn f() { super::super::d::e() }\n\
                  pub(in crate::room) struct S;\n// super::comment\nuse crate::room::g::*;";
    let found: Vec<String> = paths(source).iter().map(|path| path.join("::")).collect();
    let expected = [
        "super::Options",
        "super::a::self",
        "super::a::B",
        "super::super::d::e",
        "crate::room::g::*",
    ];
    assert_eq!(found, expected);
}

#[test]
fn functions_are_measured_without_tests() {
    let source = "fn a(\n    b: u8,\n) -> u8 {\n    b\n}\n\n#[cfg(test)]\nmod tests;\n\nimpl C {\n    \
                  fn d();\n    fn e() {\n    }\n}\n\n#[cfg(test)]\nmod f {\n    fn g() {\n    }\n}\n";
    let found = functions(&without_tests("x.rs", source));
    assert_eq!(found, [("a".to_owned(), 5), ("e".to_owned(), 2)]);
}

/// Rules do without a pattern that is not well formed: they would never fire.
#[test]
fn every_pattern_is_well_formed() {
    for (path, source) in sources() {
        let code = code(&source);
        for (at, call) in code.match_indices("Regex::new(") {
            let argument = code[at + call.len()..].trim_start();
            let literal = argument.strip_prefix("r\"").and_then(|rest| rest.split_once('"'));
            let (pattern, _) =
                literal.unwrap_or_else(|| panic!("{path}: no raw string: {argument}"));
            assert!(regex::Regex::new(pattern).is_ok(), "{path}: {pattern}");
        }
    }
}
