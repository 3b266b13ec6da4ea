//! Blocks of HTML that converters leave in Markdown, above all tables.

use super::inline;
use super::model::{Block, Grid, Kind, Words};
use crate::text::Style;
use quick_xml::escape;
use std::borrow::Cow;

/// The name of a tag in small letters, with the stroke of one that ends: `sup`, `/td`.
pub(super) fn name_of(tag: &str) -> String {
    let inner = tag.trim_start_matches('<');
    let stroke = usize::from(inner.starts_with('/'));
    let end =
        inner[stroke..].find(|c: char| !c.is_alphanumeric()).map_or(inner.len(), |at| at + stroke);
    inner[..end].to_lowercase()
}

/// The style that a tag begins or ends.
pub(super) fn style_of(name: &str) -> Option<Style> {
    match name.trim_start_matches('/') {
        "sup" => Some(Style::Superscript),
        "sub" => Some(Style::Subscript),
        "b" | "strong" => Some(Style::Bold),
        "i" | "em" => Some(Style::Italic),
        _ => None,
    }
}

/// The blocks of a stretch of HTML: its tables, and its other words as paragraphs.
pub(super) fn blocks(html: &str) -> Vec<Block> {
    let mut reader = Reader { is_head: true, span: 1, ..Reader::default() };
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        reader.push(&rest[..start]);
        let tag = &rest[start..];
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some(end) = tag.find('>') else {
            rest = tag;
            break;
        };
        reader.take(&tag[..end]);
        rest = &tag[end + 1..];
    }
    reader.push(rest);
    reader.flush();
    reader.blocks
}

/// What was read so far, and what is open.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    words: Words,
    styles: Vec<Style>,
    grid: Option<Grid>,
    /// Whether all cells of the row are those of a head.
    is_head: bool,
    /// Columns that the cell covers.
    span: usize,
}

impl Reader {
    fn take(&mut self, tag: &str) {
        let name = name_of(tag);
        if let Some(style) = style_of(&name) {
            if name.starts_with('/') {
                self.styles.pop();
            } else {
                self.styles.push(style);
            }
            return;
        }
        match (name.as_str(), self.grid.as_mut()) {
            ("br", _) => self.words.push("\n", &[]),
            ("table", _) => {
                self.flush();
                self.grid = Some(Grid::default());
            }
            ("p" | "/p" | "div" | "/div" | "li" | "/li", None) => self.flush(),
            (name, Some(grid)) => {
                let words = std::mem::take(&mut self.words);
                match name {
                    "tr" => {
                        grid.rows.push(Vec::new());
                        self.is_head = true;
                    }
                    "th" | "td" => {
                        self.is_head &= name == "th";
                        self.span = attribute(tag, "colspan").unwrap_or(1);
                    }
                    "/th" | "/td" => {
                        if let Some(row) = grid.rows.last_mut() {
                            row.push(words.part(0..words.text.len()));
                            row.extend((1..self.span).map(|_| Words::default()));
                        }
                    }
                    "/tr" => {
                        grid.head += usize::from(self.is_head && grid.head + 1 == grid.rows.len());
                    }
                    "/table" => {
                        let kind = Kind::Table(std::mem::take(grid));
                        self.grid = None;
                        self.blocks.push(Block { kind, words: Words::default() });
                    }
                    _ => self.words = words,
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        push(&mut self.words, text, &self.styles);
    }

    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = words.part(0..words.text.len());
        if !words.text.is_empty() {
            self.blocks.push(Block { kind: Kind::Paragraph, words });
        }
    }
}

/// A small number that an attribute of a tag has.
fn attribute(tag: &str, name: &str) -> Option<usize> {
    /// No table has more columns.
    const MOST: usize = 64;
    let (_, value) = tag.split_once(name)?;
    let value = value.trim_start_matches(['=', ' ', '"', '\'']);
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().ok().filter(|own| (1..=MOST).contains(own))
}

/// Appends words in which characters are written as entities, and blanks of any kind and number are one.
fn push(words: &mut Words, text: &str, styles: &[Style]) {
    let mut one = String::with_capacity(text.len());
    for c in text.chars() {
        let before = one.chars().next_back().or_else(|| words.text.chars().next_back());
        if !c.is_whitespace() {
            one.push(c);
        } else if before.is_some_and(|before| !before.is_whitespace()) {
            one.push(' ');
        }
    }
    let read = escape::unescape_with(&one, escape::resolve_html5_entity);
    let read = read.map_or_else(|_| one.clone(), Cow::into_owned);
    inline::push(words, &read, styles);
}
