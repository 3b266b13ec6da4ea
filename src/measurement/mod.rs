//! Side door: the quantities and statistics of a document or of a Markdown text, with their places.

mod column;
mod script;

use crate::document::{Document, Node};
use crate::geometry::Rect;
use crate::markdown;
use crate::provenance::PageNumber;
use crate::quantity::{self, Level, Quantity, Statistic};
use crate::text::{Offsets, Text};
use crate::writer::{Scripts, pointer, script_run};
use column::Named;
use script::{level, scripts_of};
use std::collections::BTreeMap;
use std::ops::Range;

/// A quantity or a statistic and where it stands.
#[derive(Debug, Clone)]
pub struct Measurement {
    /// What it is; its ranges are bytes of the passage it was read in.
    pub value: Measured,
    /// All of it as printed, on one line; what is raised or lowered as Unicode has it.
    pub printed: String,
    /// The unit of a quantity, or the name of a statistic, as printed, likewise. That of a cell may stand in the head of
    /// its table.
    pub label: String,
    /// Where it stands: characters of the passage's text for a document, bytes of the source for
    /// Markdown.
    pub range: Range<usize>,
    /// Where it stands in a document.
    pub at: Option<Location>,
}

/// What is listed.
#[derive(Debug, Clone)]
pub enum Measured {
    /// A number with its unit.
    Quantity(Quantity),
    /// A statistic.
    Statistic(Statistic),
}

impl Measured {
    /// All of it: bytes of the passage.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Quantity(quantity) => &quantity.range,
            Self::Statistic(statistic) => &statistic.range,
        }
    }

    /// Its unit or its name: bytes of the passage.
    pub fn label(&self) -> &Range<usize> {
        match self {
            Self::Quantity(quantity) => &quantity.unit,
            Self::Statistic(statistic) => &statistic.name,
        }
    }
}

/// Where a quantity or a statistic stands in a document.
#[derive(Debug, Clone)]
pub struct Location {
    /// The passage: the JSON Pointer of its content in what the JSON writer writes.
    pub passage: String,
    /// The page and the area on it, in points of the displayed page; absent where the passage has
    /// no place.
    pub place: Option<(PageNumber, Rect)>,
}

/// The quantities and statistics of a document in the order it is read. Entries of the reference
/// list are left out, for they speak of other papers, and so is the text drawn inside figures.
pub fn of_document(document: &Document) -> Vec<Measurement> {
    let mut found = Vec::new();
    let mut texts = document.body.iter().flat_map(Node::texts);
    let rates = texts.any(|text| quantity::defines_rate_ratio(text.as_str()));
    for (index, node) in document.body.iter().enumerate() {
        if matches!(node, Node::Reference(_)) {
            continue;
        }
        // Cells stand behind the caption.
        let (mut heads, first) = match node {
            Node::Table(table) => (column::named(table), usize::from(table.caption.is_some())),
            _ => (BTreeMap::new(), 0),
        };
        for (text, own) in node.texts().into_iter().enumerate() {
            let named = text.checked_sub(first).and_then(|cell| heads.remove(&cell));
            of_text(own, &pointer(node, index, text), rates, named, &mut found);
        }
    }
    found
}

/// The quantities and statistics of a Markdown or plain text in the order of the source.
pub fn of_markdown(source: &str) -> Vec<Measurement> {
    let mut found = Vec::new();
    let rates = quantity::defines_rate_ratio(source);
    for passage in markdown::read(source).passages {
        let text = passage.text.original();
        let scripts: Vec<_> = passage.text.spans().iter().filter_map(script_of_span).collect();
        for value in measured(text, &scripts, rates) {
            let ends = [first_character(text, value.range()), last_character(text, value.range())];
            let [Some(first), Some(last)] = ends.map(|end| passage.source(&end)) else { continue };
            let mut range = first.start..last.end;
            // The end of a raised run belongs to what is raised.
            let closing = ["</sup>", "</sub>"];
            if let Some(tag) = closing.iter().find(|tag| source[range.end..].starts_with(**tag))
                && source[range.clone()].rfind(&tag.replace('/', ""))
                    > source[range.clone()].rfind(tag)
            {
                range.end += tag.len();
            }
            found.push(measurement(text, &scripts, value, range, None));
        }
    }
    found
}

/// What a text has, in its order; a quantity may be a part of a statistic. `rates` says whether
/// rate ratios are called RR.
fn measured(text: &str, scripts: &[(Range<usize>, Level)], rates: bool) -> Vec<Measured> {
    let quantities = quantity::find(text, scripts).into_iter().map(Measured::Quantity);
    let statistics = quantity::statistics(text, scripts).into_iter().map(|own| {
        let name = text.get(own.name.clone()).unwrap_or_default().to_owned();
        Measured::Statistic(if rates { own.with_rates(&name) } else { own })
    });
    let mut all: Vec<_> = statistics.chain(quantities).collect();
    all.sort_by_key(|value| value.range().start);
    all
}

fn script_of_span(span: &crate::text::Span) -> Option<(Range<usize>, Level)> {
    let range = span.range.start as usize..span.range.end as usize;
    Some((range, level(&span.style)?))
}

fn first_character(text: &str, range: &Range<usize>) -> Range<usize> {
    let length = text[range.clone()].chars().next().map_or(0, char::len_utf8);
    range.start..range.start + length
}

fn last_character(text: &str, range: &Range<usize>) -> Range<usize> {
    let length = text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
    range.end - length..range.end
}

/// Reads a text; `named` is what a head makes of all of it, where it does not name a statistic itself.
fn of_text(
    text: &Text,
    passage: &str,
    rates: bool,
    named: Option<Named>,
    found: &mut Vec<Measurement>,
) {
    let scripts = scripts_of(text);
    let offsets = Offsets::of(text);
    let string = text.as_str();
    let (mut bytes, mut characters) = (0, 0);
    let mut values = measured(string, &scripts, rates);
    let is_statistic = |value: &Measured| matches!(value, Measured::Statistic(_));
    let named = named.filter(|_| !values.iter().any(is_statistic));
    let mut name = None;
    if let Some(Named { statistic, name: of_head }) = named {
        let own = if rates { statistic.with_rates(&of_head) } else { statistic };
        values.insert(0, Measured::Statistic(own));
        name = Some(of_head);
    }
    for value in values {
        let own = value.range().clone();
        characters += string[bytes..own.start].chars().count();
        bytes = own.start;
        let length = string[own.clone()].chars().count();
        let place = text.place_of(&offsets.original(&own));
        let location = Location { passage: passage.to_owned(), place };
        let range = characters..characters + length;
        let mut own = measurement(string, &scripts, value, range, Some(location));
        if let Some(name) = name.take() {
            own.label = name;
        }
        found.push(own);
    }
}

fn measurement(
    text: &str,
    scripts: &[(Range<usize>, Level)],
    value: Measured,
    range: Range<usize>,
    at: Option<Location>,
) -> Measurement {
    let printed = printed(text, scripts, value.range());
    let label = self::printed(text, scripts, value.label());
    Measurement { value, printed, label, range, at }
}

/// A stretch of a text on one line, its scripts as characters of Unicode.
fn printed(text: &str, scripts: &[(Range<usize>, Level)], range: &Range<usize>) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    let first = scripts.partition_point(|(script, _)| script.end <= range.start);
    for (script, level) in scripts[first..].iter().take_while(|(own, _)| own.start < range.end) {
        let script = script.start.max(at)..script.end.min(range.end);
        out.push_str(&text[at..script.start]);
        out.push_str(&script_run(&text[script.clone()], *level == Level::Raised, Scripts::Unicode));
        at = script.end;
    }
    out.push_str(&text[at..range.end]);
    out.replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Table};
    use crate::provenance::Provenance;
    use crate::text::{Builder, Edit, Style};

    fn printed_at(found: &[Measurement], source: &str) -> Vec<String> {
        found.iter().map(|measurement| source[measurement.range.clone()].to_owned()).collect()
    }

    #[test]
    fn places_in_markdown_are_those_of_the_source() {
        let source = "# Dose\n\n*About* 5 **mg** of it, 7.8×10<sup>6</sup>/kg, &lt;5 m<sup>2</sup>.\n\n`5 mg`\n\n| a | 3\u{A0}h |\n|---|---|\n";
        let found = of_markdown(source);
        let expected =
            ["About* 5 **mg", "7.8×10<sup>6</sup>/kg", "&lt;5 m<sup>2</sup>", "3\u{A0}h"];
        assert_eq!(printed_at(&found, source), expected);
        assert_eq!(found[1].printed, "7.8×10⁶/kg");
        assert_eq!(found[2].label, "m²");
    }

    #[test]
    fn statistics_stand_among_quantities_in_the_order_of_the_text() {
        let source = "| 5 mg | *n* = 12 |\n|---|---|\n\nHR 0.71 (95% CI 0.55–0.92) at 3 h, *P* &lt; 10<sup>−4</sup>; χ<sup>2</sup> = 5.1.\n";
        let found = of_markdown(source);
        let expected = [
            "5 mg",
            "n* = 12",
            "HR 0.71 (95% CI 0.55–0.92)",
            "3 h",
            "P* &lt; 10<sup>−4</sup>",
            "χ<sup>2</sup> = 5.1",
        ];
        assert_eq!(printed_at(&found, source), expected);
        assert_eq!(found[4].printed, "P < 10⁻⁴");
        assert_eq!(found[5].label, "χ²");
    }

    #[test]
    fn places_in_a_document_are_those_of_its_passages() {
        let area = |x: f32| Provenance {
            page: PageNumber(3),
            bbox: Rect::new(x, 0.0, x + 10.0, 5.0),
            glyphs: 0..1,
        };
        let mut builder = Builder::default();
        for (index, word) in ["é", "ug", "10", "9", "/L"].into_iter().enumerate() {
            if !matches!(word, "9" | "/L") && index > 0 {
                builder.infer(' ');
            }
            builder.push(word, area(index as f32 * 20.0));
        }
        builder.style(8..9, Style::Superscript);
        let mut text = builder.finish();
        text.apply([Edit {
            rule: "test",
            range: 3..5,
            replacement: "longer".to_owned(),
            style: None,
            reason: "a test",
            confidence: 1.0,
            key: None,
            verdict: None,
        }]);
        let cell = Cell { row: 0, column: 0, row_span: 1, column_span: 1, header: false, text };
        let table = Table { cells: vec![cell], ..Table::default() };
        let document = Document { body: vec![Node::Table(table)], ..Document::default() };
        let found = of_document(&document);
        let [measurement] = found.as_slice() else { panic!("there is one: {found:?}") };
        assert_eq!((measurement.range.clone(), measurement.printed.as_str()), (9..14, "10⁹/L"));
        let at = measurement.at.as_ref().expect("it has a place");
        assert_eq!(at.passage, "/body/0/cells/0/content");
        assert_eq!(at.place, Some((PageNumber(3), Rect::new(40.0, 0.0, 90.0, 5.0))));
    }

    #[test]
    fn heads_of_tables_name_statistics_of_cells() {
        let table = |rows: &[&[&str]]| {
            let cell = |row: usize, column: usize, words: &str| Cell {
                row: row as u32,
                column: column as u32,
                row_span: 1,
                column_span: 1,
                header: row == 0,
                text: Text::plain(words),
            };
            let cells = rows.iter().enumerate().flat_map(|(row, words)| {
                let cells = words.iter().enumerate();
                cells.map(move |(column, words)| cell(row, column, words))
            });
            let table = Table { cells: cells.collect(), ..Table::default() };
            let document = Document { body: vec![Node::Table(table)], ..Document::default() };
            let shown = |own: &Measurement| format!("{}: {}", own.label, own.printed);
            of_document(&document).iter().map(shown).collect::<Vec<_>>()
        };
        let trial: &[&[&str]] = &[
            &["Salt", "HR (95% CI)", "P"],
            &["Low", "1 (reference)", ""],
            &["High", "1.40 (1.10–1.78)", "0.006"],
            &["Dose 5 mg", "1.21 (0.96–1.52)", "P = 0.11"],
        ];
        let expected = [
            "HR (95% CI): 1.40 (1.10–1.78)",
            "P: 0.006",
            "mg: 5 mg",
            "HR (95% CI): 1.21 (0.96–1.52)",
            "P: P = 0.11",
        ];
        assert_eq!(table(trial), expected);
        let groups: &[&[&str]] = &[&["", "Tea", "Salt"], &["P value", "0.2", "<0.01"]];
        assert_eq!(table(groups), ["P value: 0.2", "P value: <0.01"]);
        // Nothing tells of tests: it is phosphorus.
        let soil: &[&[&str]] = &[&["Plot", "N", "P"], &["1", "0.8", "0.12"], &["2", "0.7", "0.15"]];
        assert!(table(soil).is_empty(), "{:?}", table(soil));
    }
}
