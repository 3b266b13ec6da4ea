//! Markdown or plain text to blocks.

use super::html;
use super::inline;
use super::model::{Block, Grid, Kind, Transcript, Words};
use crate::text::{LONGEST, Style};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads a text: CommonMark with tables, footnotes, formulas and front matter, which plain text is, too. One that is
/// longer than a gibibyte is no text of a paper, and nothing is found in it.
pub fn read(source: &str) -> Transcript {
    if source.len() > LONGEST {
        return Transcript::default();
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let source = source.trim_start_matches('\u{FEFF}');
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        reader.take(event, &source[range]);
    }
    reader.flush();
    Transcript { blocks: reader.blocks }
}

/// What was read so far, and what is open.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    words: Words,
    /// Styles that hold on what comes next.
    styles: Vec<Style>,
    /// What the words are that come next, where they are no paragraph.
    kind: Option<Kind>,
    /// Whether each list that is open has numbers.
    lists: Vec<bool>,
    /// Images that are open: what stands in them describes them.
    images: u32,
    is_quote: bool,
    grid: Option<Grid>,
    /// Whether the paragraph that is open is read already.
    is_read: bool,
    /// HTML that is not read yet.
    html: String,
}

impl Reader {
    /// Takes what comes next, and what it is written as.
    fn take(&mut self, event: Event<'_>, source: &str) {
        if self.is_read {
            self.is_read = event != Event::End(TagEnd::Paragraph);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, source),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::InlineMath(text) => self.text(&format!("${text}$")),
            Event::DisplayMath(text) => {
                self.flush();
                self.words.push(text.trim(), &[]);
                self.kind = Some(Kind::Formula);
                self.flush();
            }
            Event::SoftBreak | Event::HardBreak => self.words.push("\n", &[]),
            Event::InlineHtml(tag) => self.tag(&tag),
            Event::Html(html) => self.html.push_str(&html),
            Event::FootnoteReference(label) => self.words.push(&label, &[Style::Superscript]),
            Event::Rule => self.flush(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.kind {
            Some(Kind::Code | Kind::FrontMatter) => self.words.push(text, &[]),
            _ => inline::push(&mut self.words, text, &self.styles),
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: &str) {
        match tag {
            Tag::Emphasis => self.styles.push(Style::Italic),
            Tag::Strong => self.styles.push(Style::Bold),
            Tag::Superscript => self.styles.push(Style::Superscript),
            Tag::Subscript => self.styles.push(Style::Subscript),
            Tag::Link { dest_url, .. } => self.styles.push(Style::Link(dest_url.into_string())),
            Tag::Strikethrough => {}
            Tag::Image { .. } => self.images += 1,
            Tag::TableCell | Tag::TableRow | Tag::TableHead => self.words = Words::default(),
            Tag::Table(_) => {
                self.flush();
                self.grid = Some(Grid { rows: vec![Vec::new()], head: 0 });
            }
            Tag::Paragraph => {
                self.flush();
                if let Some(grid) = table_of_lines(source) {
                    self.blocks.push(Block { kind: Kind::Table(grid), words: Words::default() });
                    self.is_read = true;
                }
            }
            tag => {
                self.flush();
                self.kind = self.kind_of(tag, source);
            }
        }
    }

    /// What the words are that come next.
    fn kind_of(&mut self, tag: Tag<'_>, source: &str) -> Option<Kind> {
        match tag {
            Tag::Heading { level, .. } => Some(Kind::Heading(depth(level))),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Some(Kind::Code),
            Tag::MetadataBlock(_) => Some(Kind::FrontMatter),
            Tag::FootnoteDefinition(label) => Some(Kind::Note(label.into_string())),
            Tag::BlockQuote(_) => {
                self.is_quote = true;
                None
            }
            Tag::List(first) => {
                self.lists.push(first.is_some());
                None
            }
            Tag::Item => {
                let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                // Markdown counts on from the first number, whatever is written.
                let digits = source.trim_start().find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
                let number = source.trim_start()[..digits].parse().ok();
                let number = number.filter(|_| self.lists.last() == Some(&true));
                Some(Kind::Item { number, level })
            }
            // Plain text that is indented is no code.
            _ => None,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {
                self.styles.pop();
            }
            TagEnd::Image => {
                self.images = self.images.saturating_sub(1);
                if self.images == 0 && !self.words.text.trim().is_empty() && self.grid.is_none() {
                    self.kind.get_or_insert(Kind::Image);
                }
            }
            TagEnd::Strikethrough => {}
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words);
                if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
                    row.push(cell.part(0..cell.text.len()));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(grid) = &mut self.grid {
                    grid.head += usize::from(tag == TagEnd::TableHead);
                    grid.rows.push(Vec::new());
                }
            }
            TagEnd::Table => {
                if let Some(mut grid) = self.grid.take() {
                    grid.rows.retain(|row| !row.is_empty());
                    self.blocks.push(Block { kind: Kind::Table(grid), words: Words::default() });
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.is_quote = false;
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.blocks.extend(html::blocks(&html));
            }
            _ => self.flush(),
        }
    }

    /// A tag inside of words. What says nothing of them is notation, and is gone with it.
    fn tag(&mut self, tag: &str) {
        let name = html::name_of(tag);
        if name.trim_start_matches('/') == "br" {
            self.words.push("\n", &[]);
        }
        let Some(style) = html::style_of(&name) else { return };
        if name.starts_with('/') {
            if let Some(at) = self.styles.iter().rposition(|own| *own == style) {
                self.styles.remove(at);
            }
        } else {
            self.styles.push(style);
        }
    }

    /// Ends a block.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let words = match &self.kind {
            // An indent is of the code.
            Some(Kind::Code) => words,
            _ => words.part(0..words.text.len()),
        };
        self.styles.clear();
        if words.text.is_empty() {
            // The first words of an item stand in a block of their own where its list is loose.
            return;
        }
        let usual = if self.is_quote { Kind::Quote } else { Kind::Paragraph };
        let kind = self.kind.take().unwrap_or(usual);
        self.blocks.push(Block { kind, words });
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}

/// The table that lines between bars are whose rows differ in length, so that Markdown takes them for a paragraph.
fn table_of_lines(source: &str) -> Option<Grid> {
    let lines: Vec<&str> = source.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_rule = |line: &str| {
        line.contains("--") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    let head = lines.iter().position(|line| is_rule(line)).filter(|head| *head > 0)?;
    if !lines.iter().all(|line| line.starts_with('|')) {
        return None;
    }
    let rows = lines.iter().filter(|line| !is_rule(line)).map(|line| cells(line)).collect();
    Some(Grid { rows, head })
}

/// The cells of a line between bars.
fn cells(line: &str) -> Vec<Words> {
    /// Stands for a bar that is of a cell.
    const BAR: char = '\u{FFFC}';
    let line = line.replace("\\|", &BAR.to_string());
    let inner = line.strip_prefix('|').unwrap_or(&line);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cell = |cell: &str| {
        let cell = cell.replace(BAR, "\\|");
        let blocks = read(cell.trim()).blocks;
        blocks.into_iter().map(|block| block.words).next().unwrap_or_default()
    };
    inner.split('|').map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |block: &Block| match &block.kind {
            Kind::Table(grid) => {
                let rows = grid.rows.iter().map(|row| {
                    row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|")
                });
                format!("{} {}", grid.head, rows.collect::<Vec<_>>().join("/"))
            }
            kind => format!("{kind:?} {}", block.words.text),
        };
        read(source).blocks.iter().map(show).collect()
    }

    #[test]
    fn blocks_are_what_their_notation_says() {
        let source = "---\ntitle: A\n---\n# A *b*\n\nOne\ntwo<br>three\n\n- x\n- 2. y\n\n    z\n\n3. q\n7. r\n\n> said\n\n\
                      ```\n  code\n```\n\n$$x=1$$\n\n![Shown](a.png)\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: Note\n";
        assert_eq!(
            shown(source),
            [
                "FrontMatter title: A",
                "Heading(1) A b",
                "Paragraph One\ntwo\nthree",
                "Item { number: None, level: 0 } x",
                "Item { number: Some(2), level: 1 } y",
                "Paragraph z",
                "Item { number: Some(3), level: 0 } q",
                "Item { number: Some(7), level: 0 } r",
                "Quote said",
                "Code   code\n",
                "Formula x=1",
                "Image Shown",
                "1 a|b/c|d",
                "Note(\"1\") Note",
            ]
        );
    }

    #[test]
    fn rows_of_a_table_may_differ_in_length() {
        let source = "|Table 1 | Salt.|||\n|---|---|---|\n||a|*b*|\n|x|1|2 \\| 3|\n";
        assert_eq!(shown(source), ["1 Table 1|Salt.||/|a|b/x|1|2 | 3"]);
        assert_eq!(shown("| a line\n| another"), ["Paragraph | a line\n| another"]);
    }

    #[test]
    fn plain_text_is_paragraphs() {
        let source = "Salt\nA. Muster\n\n    Indented\n\n*CORRESPONDENCE a@b.example\n";
        assert_eq!(
            shown(source),
            [
                "Paragraph Salt\nA. Muster",
                "Paragraph Indented",
                "Paragraph *CORRESPONDENCE a@b.example"
            ]
        );
    }

    #[test]
    fn html_is_read_as_what_it_shows() {
        let source = "<table><tr><th>a</th><th colspan=2>b</th></tr><tr><td>1&lt;2</td><td><i>c</i></td><td>d</td></tr></table>\n\n\
                      <p>Words <sup>1</sup></p>\n<!-- gone -->\n";
        assert_eq!(shown(source), ["1 a|b|/1<2|c|d", "Paragraph Words 1"]);
    }
}
