//! Names of members that lead nowhere but into the archive.

use rustc_hash::FxHashSet;

/// Stands for a character that no name should have.
const HARMLESS: char = '_';

/// Characters that lead elsewhere, or nowhere, in names on Windows.
const WINDOWS: &str = "<>:\"|?*";

/// Gives members names, in the order in which they stand in their archive: each another one.
#[derive(Debug, Default)]
pub(super) struct Namer {
    given: FxHashSet<String>,
}

impl Namer {
    /// The name of a member that its archive calls so; none where nothing is left of it.
    pub(super) fn name(&mut self, raw: &str) -> Option<String> {
        let clean = clean(raw);
        if clean.is_empty() {
            return None;
        }
        let mut name = clean.clone();
        let mut number = 1;
        while !self.given.insert(name.clone()) {
            number += 1;
            name = numbered(&clean, number);
        }
        Some(name)
    }
}

/// The parts of a name that go down: neither to the root nor up, on whatever system it was packed.
fn clean(raw: &str) -> String {
    let parts = raw.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let parts: Vec<String> =
        parts.map(|part| part.replace(is_harmful, &HARMLESS.to_string())).collect();
    parts.join("/")
}

fn is_harmful(character: char) -> bool {
    character.is_control() || cfg!(windows) && WINDOWS.contains(character)
}

/// `a.pdf` as `a (2).pdf`.
fn numbered(name: &str, number: usize) -> String {
    let start = name.rfind('/').map_or(0, |at| at + 1);
    match name[start..].rfind('.').filter(|at| *at > 0) {
        Some(at) => {
            let (stem, extension) = name.split_at(start + at);
            format!("{stem} ({number}){extension}")
        }
        None => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_nowhere_else_and_are_told_apart() {
        let mut namer = Namer::default();
        for (raw, expected) in [
            ("a/b.pdf", Some("a/b.pdf")),
            ("../../a/b.pdf", Some("a/b (2).pdf")),
            ("/etc/a.pdf", Some("etc/a.pdf")),
            ("..\\..\\win\\a.pdf", Some("win/a.pdf")),
            ("a/../b.pdf", Some("a/b (3).pdf")),
            ("a\u{1b}]0;\n\0.pdf", Some("a_]0;__.pdf")),
            ("./", None),
            ("../..", None),
            ("x", Some("x")),
            ("x", Some("x (2)")),
        ] {
            assert_eq!(namer.name(raw).as_deref(), expected, "{raw:?}");
        }
    }
}
