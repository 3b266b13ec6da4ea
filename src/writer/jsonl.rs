//! JSONL: a passage a line, for programs that want text with its place and section and nothing else.

use super::characters::Characters;
use super::encoding;
use super::flat::Flat;
use super::json::types::Thing;
use super::model::{Mapping, Options, Scripts, Writer, Written};
use super::script::Level;
use super::section::{self, Setting};
use super::sheet::{Passage, Rendered};
use super::stretch::stretches;
use super::{markdown, name, pointer};
use crate::diagnostic::Diagnostic;
use crate::document::callout::{Callout, CalloutForm};
use crate::document::entity::Entity;
use crate::document::script::ScriptKind;
use crate::document::{Cell, Document, Node, Part, Place, Stretch, Table};
use crate::provenance::PageNumber;
use crate::script::kind_of;
use crate::text::Text;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The writer of JSONL that belongs to the Markdown with the same options.
pub const WRITER: Writer = Writer { name: "jsonl", extension: "jsonl", write };

/// Name of the schema: it has no address of its own, and its version grows when what was valid is no longer.
const SCHEMA_ID: &str = "urn:offprint:passage:1";

/// A passage of a document. What is not known, is empty or does not hold is absent. Offsets count characters
/// (Unicode code points); boxes are in points from the top left corner of the page as displayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Its id, as in the JSON.
    pub id: String,
    /// The document: the name of its file without the extension.
    pub doc: String,
    /// What it is: as in the JSON, and `table-caption`, `table-note`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The part of the paper that it belongs to, as `BioC` calls it: `TITLE`, `ABSTRACT`, `INTRO`, `METHODS`, `RESULTS`,
    /// `DISCUSS`, `CONCL`, `CASE`, `FIG`, `TABLE`, `REF`, `SUPPL`, `APPENDIX`, `ABBR`, `ACK_FUND`, `AUTH_CONT`, `COMP_INT`,
    /// `KEYWORD`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_type: Option<String>,
    /// The headings above it, from outside to inside.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<String>,
    /// What it is called as printed: `Table 1`, the number of a reference or an item, the mark of a note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its words, scripts with carets and low lines: `10^9/L`, `H_2O`. Of a table, a row a line with tabs between the cells.
    pub text: String,
    /// Scripts and citations in it, by their start.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<LineSpan>,
    /// Things of the lexicon that it names, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<LineEntity>,
    /// The page that it begins on, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<PageNumber>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Place>,
    /// The character of the Markdown at which it begins; absent where it is not in the Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub md_start: Option<u32>,
    /// The first character of the Markdown behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub md_end: Option<u32>,
}

/// A script or a citation in a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineSpan {
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SpanKind,
    /// The first character of the text.
    pub start: u32,
    /// The first character behind it.
    pub end: u32,
    /// What a script means, where the text tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meaning: Option<ScriptKind>,
    /// Ids of the passages that are cited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<String>,
}

/// A thing of the lexicon in a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LineEntity {
    /// The words that name it, as they stand in the text of the passage.
    pub text: String,
    /// What they name.
    #[serde(flatten)]
    pub thing: Thing,
    /// The first character of the text.
    pub start: u32,
    /// The first character behind it.
    pub end: u32,
}

/// What a span is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum SpanKind {
    /// Raised characters.
    Superscript,
    /// Lowered characters.
    Subscript,
    /// Cites entries of the reference list.
    Citation,
    /// Names a figure.
    Figure,
    /// Names a table.
    Table,
    /// Leads to a note.
    Note,
}

/// The JSON Schema of a line, as it is checked in.
pub fn schema() -> String {
    encoding::schema_of::<Line>(SCHEMA_ID)
}

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let mut text = String::new();
    for line in lines(document, options) {
        text.push_str(&serde_json::to_string(&line).unwrap_or_default());
        text.push('\n');
    }
    Written { text, map: Vec::<Mapping>::new() }
}

/// The passages of a document in the order a person reads them, as they stand in the Markdown with these options.
pub fn lines(document: &Document, options: &Options) -> Vec<Line> {
    let rendered = markdown::render(document, options);
    let book = Book {
        characters: Characters::of(&rendered.text),
        passages: rendered.passages.iter().map(|own| ((own.node, own.text), own)).collect(),
        callouts: callouts(document),
        entities: entities(document),
        ids: name::ids(&document.body),
        settings: section::settings(&document.body),
        doc: document.source.name(),
        rendered: &rendered,
        document,
    };
    let mut lines = Vec::new();
    for at in 0..document.body.len() {
        book.node(at, &mut lines);
    }
    lines
}

fn callouts(document: &Document) -> FxHashMap<(u32, u32), Vec<&Callout>> {
    let mut callouts: FxHashMap<(u32, u32), Vec<&Callout>> = FxHashMap::default();
    for callout in &document.callouts {
        callouts.entry((callout.at.node, callout.at.text)).or_default().push(callout);
    }
    callouts
}

fn entities(document: &Document) -> FxHashMap<(u32, u32), Vec<&Entity>> {
    let mut entities: FxHashMap<(u32, u32), Vec<&Entity>> = FxHashMap::default();
    for entity in &document.entities {
        entities.entry((entity.at.node, entity.at.text)).or_default().push(entity);
    }
    entities
}

/// What has to be known of a document for its lines.
struct Book<'a> {
    document: &'a Document,
    rendered: &'a Rendered,
    characters: Characters<'a>,
    passages: FxHashMap<(u32, u32), &'a Passage>,
    callouts: FxHashMap<(u32, u32), Vec<&'a Callout>>,
    entities: FxHashMap<(u32, u32), Vec<&'a Entity>>,
    ids: Vec<String>,
    settings: Vec<Setting<'a>>,
    doc: String,
}

impl Book<'_> {
    fn node(&self, at: usize, lines: &mut Vec<Line>) {
        let node = &self.document.body[at];
        match node {
            Node::Table(table) => return self.table(at, table, lines),
            Node::Listing(code) => return lines.push(self.listing(at, code)),
            _ => {}
        }
        let (kind, label) = named(node);
        let texts = node.texts();
        let empty = Text::default();
        let text = texts.first().copied().unwrap_or(&empty);
        let mut line = self.text(at, 0, text, kind);
        line.label = label.map(str::to_owned).filter(|label| !label.is_empty());
        line.id = self.ids[at].clone();
        if let Node::Figure(figure) = node {
            line.boxes.splice(0..0, figure.at.map(Place::rounded));
            line.page = line.boxes.first().map(|place| place.page);
        }
        if !line.text.trim().is_empty() || line.label.is_some() || !line.boxes.is_empty() {
            lines.push(line);
        }
    }

    /// Lines of code, a line each.
    fn listing(&self, at: usize, code: &[Text]) -> Line {
        let mut line = self.blank(at, "listing");
        for text in code {
            if !line.text.is_empty() {
                line.text.push('\n');
            }
            line.text.push_str(text.as_str());
            line.boxes.extend(places(text));
        }
        line.page = line.boxes.first().map(|place| place.page);
        let own = (0..code.len()).filter_map(|text| self.passages.get(&(at as u32, text as u32)));
        let written = || own.clone().filter(|own| !own.output.is_empty());
        line.md_start = written().next().map(|own| self.characters.at(own.output.start));
        line.md_end = written().next_back().map(|own| self.characters.at(own.output.end));
        line
    }

    /// Caption, grid and notes.
    fn table(&self, at: usize, table: &Table, lines: &mut Vec<Line>) {
        let label = table.caption.as_ref().map(|caption| caption.label.clone());
        if let Some(caption) = &table.caption {
            let label = label.clone().filter(|label| !label.is_empty());
            lines.push(Line { label, ..self.text(at, 0, &caption.text, "table-caption") });
        }
        let first = usize::from(table.caption.is_some());
        if !table.cells.is_empty() {
            lines.push(Line { label, ..self.grid(at, first, table) });
        }
        for (text, note) in (first + table.cells.len()..).zip(&table.notes) {
            lines.push(self.text(at, text, note, "table-note"));
        }
    }

    /// The cells of a table, a row a line.
    fn grid(&self, at: usize, first: usize, table: &Table) -> Line {
        let mut line = self.blank(at, "table");
        let mut count = 0;
        for (text, (cell, gap)) in (first..).zip(table.cells.iter().zip(gaps(&table.cells))) {
            count += gap.len() as u32;
            line.text.push_str(&gap);
            count += self.append(&mut line, (at, text), &cell.text, count);
        }
        line.boxes = table.at.iter().copied().map(Place::rounded).collect();
        line.page = line.boxes.first().map(|place| place.page);
        let range = self.grid_range(at, first, table);
        let text = &self.rendered.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let range = start..start.max(range.start + text.trim_end().len());
        (line.md_start, line.md_end) =
            (Some(self.characters.at(range.start)), Some(self.characters.at(range.end)));
        line
    }

    /// Bytes of the Markdown between the caption of a table and its notes.
    fn grid_range(&self, at: usize, first: usize, table: &Table) -> Range<usize> {
        let block = self.rendered.blocks[at].clone();
        let passage = |text: usize| self.passages.get(&(at as u32, text as u32));
        let caption = (first > 0).then(|| passage(0)).flatten();
        let note =
            (0..table.notes.len()).find_map(|note| passage(first + table.cells.len() + note));
        let start = caption.map_or(block.start, |own| own.output.end);
        start..note.map_or(block.end, |own| own.output.start).max(start)
    }

    fn blank(&self, at: usize, kind: &str) -> Line {
        let (node, setting) = (&self.document.body[at], &self.settings[at]);
        let heading = |&heading: &usize| {
            let texts = self.document.body[heading].texts();
            texts.first().map(|text| careted(text).line).unwrap_or_default()
        };
        Line {
            id: self.ids[at].clone(),
            doc: self.doc.clone(),
            kind: kind.to_owned(),
            section_type: section::bioc_type(node, setting).map(str::to_owned),
            headings: setting.headings.iter().map(heading).collect(),
            label: None,
            text: String::new(),
            spans: Vec::new(),
            entities: Vec::new(),
            page: None,
            boxes: Vec::new(),
            md_start: None,
            md_end: None,
        }
    }

    fn text(&self, at: usize, index: usize, text: &Text, kind: &str) -> Line {
        let mut line = self.blank(at, kind);
        line.id.push_str(&pointer::inside(&self.document.body[at], index));
        self.append(&mut line, (at, index), text, 0);
        line.boxes = places(text).collect();
        line.page = line.boxes.first().map(|place| place.page);
        let passage = self.passages.get(&(at as u32, index as u32));
        if let Some(passage) = passage.filter(|own| !own.output.is_empty()) {
            line.md_start = Some(self.characters.at(passage.output.start));
            line.md_end = Some(self.characters.at(passage.output.end));
        }
        line
    }

    /// Adds a text behind so many characters of a line, and says how many it has.
    fn append(&self, line: &mut Line, place: (usize, usize), text: &Text, count: u32) -> u32 {
        let careted = careted(text);
        let shifted = |own: LineSpan| {
            let (start, end) = (own.start + count, own.end + count);
            LineSpan { start, end, ..own }
        };
        line.spans.extend(self.spans(place, text, &careted).into_iter().map(shifted));
        line.entities.extend(self.entities(place, &careted, count));
        line.text.push_str(&careted.line);
        careted.length
    }

    /// The things that a text names, which stands behind so many characters of a line.
    fn entities(
        &self,
        (at, index): (usize, usize),
        careted: &Flat,
        count: u32,
    ) -> impl Iterator<Item = LineEntity> {
        let own = self.entities.get(&(at as u32, index as u32)).into_iter().flatten();
        own.filter_map(move |own| {
            let found = careted.whole(&own.at.range)?;
            Some(LineEntity {
                text: found.words.to_owned(),
                thing: (*own).into(),
                start: found.characters.start + count,
                end: found.characters.end + count,
            })
        })
    }

    fn spans(&self, (at, index): (usize, usize), text: &Text, careted: &Flat) -> Vec<LineSpan> {
        let scripts = careted.scripts.iter().map(|own| {
            let raised = own.level == Level::Raised;
            LineSpan {
                kind: if raised { SpanKind::Superscript } else { SpanKind::Subscript },
                start: own.range.start,
                end: own.range.end,
                meaning: kind_of(text.as_str(), own.bytes.clone(), raised),
                targets: Vec::new(),
            }
        });
        let own = self.callouts.get(&(at as u32, index as u32));
        let callouts = own.into_iter().flatten().filter_map(|own| {
            let range = careted.range(&own.at.range)?;
            let items = own.items.iter();
            let targets = items.flat_map(|item| item.targets.iter().map(|to| (*to, item.note)));
            let target = |(node, note): (u32, Option<u32>)| {
                let id = self.ids.get(node as usize)?;
                let node = &self.document.body[node as usize];
                let inside = note.map(|note| pointer::inside(node, note as usize));
                Some(format!("{id}{}", inside.unwrap_or_default()))
            };
            Some(LineSpan {
                kind: kind(own.form),
                start: range.start,
                end: range.end,
                meaning: None,
                targets: targets.filter_map(target).collect(),
            })
        });
        let mut spans: Vec<LineSpan> = scripts.chain(callouts).collect();
        spans.sort_by_key(|own| (own.start, own.end, own.kind));
        spans
    }
}

/// A text as lines have it.
pub fn line(text: &Text) -> String {
    careted(text).line
}

/// Line ends and tabs before each cell of a table: a row a line.
fn gaps(cells: &[Cell]) -> impl Iterator<Item = String> {
    let mut place = (0, 0);
    cells.iter().map(move |cell| {
        let lines = cell.row.saturating_sub(place.0);
        let column = if lines > 0 { 0 } else { place.1 };
        place = (cell.row, cell.column);
        let tabs = cell.column.saturating_sub(column);
        "\n".repeat(lines as usize) + &"\t".repeat(tabs as usize)
    })
}

/// Where a stretch stands in the lines of its document, with the marks around scripts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The id of the line.
    pub id: String,
    /// Characters of its text.
    pub range: Range<u32>,
    /// They themselves.
    pub words: String,
}

impl Spot {
    fn of(id: String, words: &str, before: u32, own: &Range<u32>) -> Self {
        Self { id, range: before + own.start..before + own.end, words: words.to_owned() }
    }
}

/// Finds stretches of the texts of a document in its lines.
#[derive(Debug)]
pub struct Finder<'a> {
    document: &'a Document,
    ids: Vec<String>,
    /// The text that was asked for last, since what is asked for comes text by text.
    last: Option<((u32, u32), Flat)>,
    /// Of each table that was asked for, how many characters stand before each cell in its line.
    before: FxHashMap<u32, Vec<u32>>,
}

impl<'a> Finder<'a> {
    /// For the lines of a document.
    pub fn of(document: &'a Document) -> Self {
        let ids = name::ids(&document.body);
        Self { document, ids, last: None, before: FxHashMap::default() }
    }

    /// Finds a stretch; nothing where it stands in no line, as what is not in the body.
    pub fn find(&mut self, at: &Stretch) -> Option<Spot> {
        let node = self.document.body.get(at.node as usize).filter(|_| at.part == Part::Body)?;
        let text = node.text(at.text as usize)?;
        let mut id = self.ids.get(at.node as usize)?.clone();
        if let Node::Listing(lines) = node {
            let characters = |text: &Text| text.as_str().chars().count() as u32;
            let before: u32 =
                lines.iter().take(at.text as usize).map(|own| characters(own) + 1).sum();
            let own = Characters::of(text.as_str()).range(&at.range);
            let words = text.as_str().get(at.range.start as usize..at.range.end as usize)?;
            return Some(Spot::of(id, words, before, &own));
        }
        let before = match node {
            Node::Table(table) => self.before(at, table),
            _ => None,
        };
        if before.is_none() && matches!(node, Node::Table(_)) {
            id.push_str(&pointer::inside(node, at.text as usize));
        }
        let key = (at.node, at.text);
        if self.last.as_ref().is_none_or(|(last, _)| *last != key) {
            self.last = Some((key, careted(text)));
        }
        let found = self.last.as_ref().and_then(|(_, careted)| careted.whole(&at.range))?;
        Some(Spot::of(id, found.words, before.unwrap_or_default(), &found.characters))
    }

    /// How many characters stand before a cell in the line of its table; nothing where the text is no cell.
    fn before(&mut self, at: &Stretch, table: &Table) -> Option<u32> {
        let all = self.before.entry(at.node).or_insert_with(|| {
            let mut count = 0;
            let before = |(cell, gap): (&Cell, String)| {
                let start = count + gap.len() as u32;
                count = start + careted(&cell.text).length;
                start
            };
            table.cells.iter().zip(gaps(&table.cells)).map(before).collect()
        });
        let cell = at.text.checked_sub(u32::from(table.caption.is_some()))?;
        all.get(cell as usize).copied()
    }
}

/// Where a text stands, one place a stretch.
fn places(text: &Text) -> impl Iterator<Item = Place> {
    let stretches = stretches(text).into_iter();
    stretches.map(|own| own.place().rounded())
}

/// A text on one line, its scripts behind carets and low lines, so that no later step can put a power on the line.
fn careted(text: &Text) -> Flat {
    Flat::of(text, Scripts::Caret)
}

fn kind(form: CalloutForm) -> SpanKind {
    match form {
        CalloutForm::Figure => SpanKind::Figure,
        CalloutForm::Table => SpanKind::Table,
        CalloutForm::Note => SpanKind::Note,
        CalloutForm::Number | CalloutForm::NameInBrackets | CalloutForm::NameInSentence => {
            SpanKind::Citation
        }
    }
}

/// What a node is, as the JSON names it, and what it is called.
fn named(node: &Node) -> (&'static str, Option<&str>) {
    match node {
        Node::Title(_) => ("title", None),
        Node::Byline(_) => ("byline", None),
        Node::Affiliation(_) => ("affiliation", None),
        Node::FrontNote(_) => ("front-note", None),
        Node::Heading { .. } => ("heading", None),
        Node::Paragraph(_) => ("paragraph", None),
        Node::Keywords(_) => ("keywords", None),
        Node::ListItem(item) => ("list-item", item.number.as_deref()),
        Node::Quote(_) => ("quote", None),
        Node::Formula(_) => ("formula", None),
        Node::Listing(_) => ("listing", None),
        Node::Table(_) => ("table", None),
        Node::Figure(figure) => {
            ("figure", figure.caption.as_ref().map(|caption| caption.label.as_str()))
        }
        Node::Footnote(note) => ("footnote", note.label.as_deref()),
        Node::Reference(reference) => ("reference", reference.label.as_deref()),
    }
}
