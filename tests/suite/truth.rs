//! The project's own documents beside what an ideal conversion of them writes: every heading,
//! paragraph, item and cell whole and in order, and nothing else. The snapshot holds what differs.

use offprint::{Options, writer};
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Debug, Deserialize)]
struct Corpus {
    document: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    file: PathBuf,
    truth: Option<PathBuf>,
}

/// A document as a list of what stands in it, and its footnotes, which may stand anywhere behind
/// the paragraph that calls them.
#[derive(Debug, PartialEq, Eq)]
struct Content {
    units: Vec<String>,
    notes: Vec<String>,
}

#[test]
fn documents_are_written_as_they_ideally_are() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let read = |path: &Path| std::fs::read_to_string(folder.join(path)).expect("a text");
    let corpus: Corpus = toml::from_str(&read(Path::new("corpus.toml"))).expect("it is TOML");
    let mut wrong = Vec::new();
    for entry in &corpus.document {
        let Some(truth) = &entry.truth else { continue };
        let expected = content(&read(truth));
        let found = content(&convert(&folder.join(&entry.file)));
        let name = entry.file.display();
        for (sign, unit) in differences(&expected.units, &found.units) {
            wrong.push(format!("{name} {sign} {unit:?}"));
        }
        if expected.notes != found.notes {
            wrong.push(format!("{name} notes {:?}, not {:?}", found.notes, expected.notes));
        }
    }
    // What is lacking (-) and what should not be there (+) stands in the snapshot, so that nothing is
    // added to it unseen and what comes right is taken out.
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("corpus-truth", wrong.join("\n"));
    });
}

fn convert(file: &Path) -> String {
    let bytes = std::fs::read(file).expect("a file of the corpus");
    let converted = offprint::convert(bytes, &Options::default()).expect("it converts");
    let writer = writer::by_name("markdown").expect("the Markdown writer");
    let options = writer::Options::default();
    (writer.write)(&converted.document, &converted.diagnostics, &options).text
}

/// What stands in the body. A script is slanted as the letter that it belongs to, and the slant of a
/// whole cell is no emphasis.
fn content(markdown: &str) -> Content {
    let body = markdown.splitn(3, "---\n").nth(2).expect("front matter and a body");
    let mut content = Content { units: Vec::new(), notes: Vec::new() };
    let body =
        &body.replace("*<su", "<su").replace("</sub>*", "</sub>").replace("</sup>*", "</sup>");
    for block in body.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        match block {
            _ if block.starts_with("[^") => content.notes.push(block.to_owned()),
            _ if block.starts_with('|') => pipe_rows(block, &mut content.units),
            _ if block.starts_with("<table>") => html_rows(block, &mut content.units),
            _ if is_formula(block) => {
                // Of the ways to write a formula in a line none is the only right one.
                let number = block.rsplit(' ').next().unwrap_or_default();
                content.units.push(format!("formula {number}"));
            }
            _ => content.units.extend(block.lines().map(str::to_owned)),
        }
    }
    content.notes.sort();
    content
}

/// Whether a paragraph is a numbered formula.
fn is_formula(block: &str) -> bool {
    let (formula, number) = block.rsplit_once(' ').unwrap_or_default();
    let number = number.strip_prefix('(').and_then(|number| number.strip_suffix(')'));
    let is_number = number.is_some_and(|number| number.parse::<u32>().is_ok());
    is_number && formula.contains('=') && !formula.split(' ').any(is_word)
}

/// Whether a word is one of a sentence, not a sign of a formula.
fn is_word(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn pipe_rows(table: &str, units: &mut Vec<String>) {
    for row in table.lines().filter(|row| !row.starts_with("| ---")) {
        units.push("row".to_owned());
        let cells = row.trim_matches('|').split(" | ");
        units.extend(cells.map(|cell| format!("cell {}", cell.trim().trim_matches('*'))));
    }
}

fn html_rows(table: &str, units: &mut Vec<String>) {
    for row in table.lines().filter(|row| row.starts_with("<tr>")) {
        units.push("row".to_owned());
        let lines = row.replace("<td", "\n<td").replace("<th", "\n<th");
        units.extend(
            lines.lines().skip(1).map(|cell| format!("cell {}", cell.trim_end_matches("</tr>"))),
        );
    }
}

/// What only the first list has (-), and what only the second one has (+), in order, by their
/// longest common part.
fn differences<'a>(first: &'a [String], second: &'a [String]) -> Vec<(char, &'a str)> {
    let mut longest = vec![vec![0_usize; second.len() + 1]; first.len() + 1];
    for a in (0..first.len()).rev() {
        for b in (0..second.len()).rev() {
            longest[a][b] = if first[a] == second[b] {
                longest[a + 1][b + 1] + 1
            } else {
                longest[a + 1][b].max(longest[a][b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut found = Vec::new();
    while a < first.len() || b < second.len() {
        if a < first.len() && b < second.len() && first[a] == second[b] {
            (a, b) = (a + 1, b + 1);
        } else if b == second.len() || a < first.len() && longest[a + 1][b] >= longest[a][b + 1] {
            found.push(('-', first[a].as_str()));
            a += 1;
        } else {
            found.push(('+', second[b].as_str()));
            b += 1;
        }
    }
    found
}

#[test]
fn documents_that_differ_are_told_apart() {
    let truth = "---\n---\n# A\n\nOne.\n\n*F* = 2 (1)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n[^1]: Note.\n";
    let other =
        "---\n---\n# A\n\nOne. 7\n\nF=2 (1)\n\n| a | b |\n| --- | --- |\n| 1 |  |\n\n[^1]: Note.\n";
    let (truth, other) = (content(truth), content(other));
    let expected = [('-', "One."), ('+', "One. 7"), ('-', "cell 2"), ('+', "cell ")];
    assert_eq!(differences(&truth.units, &other.units), expected);
    assert_eq!(truth.notes, other.notes);
    let mut rows = Vec::new();
    html_rows("<table>\n<tr><th rowspan=\"2\">A</th><td>1</td></tr>\n</table>", &mut rows);
    assert_eq!(rows, ["row", "cell <th rowspan=\"2\">A</th>", "cell <td>1</td>"]);
}
