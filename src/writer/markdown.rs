//! Markdown: `CommonMark` with GFM's tables and footnotes, under YAML front matter.

use super::citation::Notation;
use super::escape::Place;
use super::inline::{Emphasis, Manner};
use super::model::{Options, Writer, Written};
use super::sheet::{Rendered, Sheet};
use super::wording::{is_blank, without_stop};
use super::{front_matter, link, list, stretch, table};
use crate::diagnostic::Diagnostic;
use crate::document::{Caption, Document, Figure, Footnote, Node, Quote, QuotePart, Table};
use crate::provenance::PageNumber;
use crate::text::Text;

/// The writer of Markdown.
pub const WRITER: Writer = Writer { name: "markdown", extension: "md", write };

/// Deepest heading that Markdown knows.
const DEEPEST_HEADING: u8 = 6;
/// Backticks before and behind lines of code.
const SHORTEST_FENCE: usize = 3;

fn write(document: &Document, _: &[Diagnostic], options: &Options) -> Written {
    let Rendered { text, map, .. } = render(document, options);
    Written { text, map }
}

/// The Markdown, and where the parts of the document stand in it.
pub fn render(document: &Document, options: &Options) -> Rendered {
    let mut sheet = Sheet::default();
    sheet.mark(&front_matter::render(document, options));
    sheet.end_front();
    let mut state = State {
        notation: Notation::of(document, options),
        lists: list::Lists::default(),
        page: None,
        listed: false,
        quoted: None,
    };
    for (index, node) in document.body.iter().enumerate() {
        sheet.of(index, 0);
        state.mark_page(&mut sheet, node);
        state.write_node(&mut sheet, node);
        sheet.end_block();
    }
    if !sheet.is_empty() {
        sheet.mark("\n");
    }
    sheet.finish()
}

/// What has to be remembered from node to node.
struct State<'a> {
    notation: Notation<'a>,
    lists: list::Lists,
    page: Option<PageNumber>,
    /// Whether the place of the reference list is marked.
    listed: bool,
    /// The last part of a block quote, where nothing else stands behind it.
    quoted: Option<QuotePart>,
}

impl State<'_> {
    fn write_node(&mut self, sheet: &mut Sheet, node: &Node) {
        match node {
            Node::Title(text) => self.heading(sheet, 1, text),
            Node::Heading { level, text, .. } => self.heading(sheet, level.saturating_add(1), text),
            Node::Byline(text) => self.block(sheet, "", text, Emphasis::None, false),
            Node::Affiliation(text) => self.block(sheet, "", text, Emphasis::None, true),
            Node::FrontNote(text) | Node::Paragraph(text) => {
                self.block(sheet, "", text, Emphasis::Full, true);
            }
            Node::Keywords(text) => {
                self.block(sheet, "**Keywords:** ", text, Emphasis::Italic, false)
            }
            Node::Quote(quote) => self.quote(sheet, quote),
            Node::Formula(formula) => {
                self.image(sheet, formula.image.as_deref(), "");
                self.block(sheet, "", &formula.text, Emphasis::None, false);
            }
            Node::Listing(lines) => self.listing(sheet, lines),
            Node::ListItem(item) => {
                let number = item.number.as_deref();
                self.item(
                    sheet,
                    list::Item { number, level: item.level, bracketed: false },
                    &item.text,
                );
            }
            Node::Reference(_) if self.notation.has_keys() => self.list_place(sheet),
            Node::Reference(reference) => {
                let number = reference.label.as_deref();
                self.item(sheet, list::Item { number, level: 0, bracketed: true }, &reference.text);
                if let Some(doi) = link::unprinted_doi(reference) {
                    // These would end the address.
                    let doi = doi.replace('<', "%3C").replace('>', "%3E").replace(' ', "%20");
                    sheet.mark(&format!(" <https://doi.org/{doi}>"));
                }
            }
            Node::Table(table) => self.table(sheet, table),
            Node::Figure(figure) => self.figure(sheet, figure),
            Node::Footnote(note) => self.footnote(sheet, note),
        }
    }

    fn manner(&self, place: Place, emphasis: Emphasis, links: bool) -> Manner {
        Manner { place, emphasis, links, html: false, scripts: self.notation.options.scripts }
    }

    /// Begins a block that is not part of a list.
    fn begin(&mut self, sheet: &mut Sheet) {
        self.lists.end();
        self.quoted = None;
        sheet.separate();
    }

    fn heading(&mut self, sheet: &mut Sheet, level: u8, text: &Text) {
        if is_blank(text) {
            return;
        }
        self.begin(sheet);
        let depth = usize::from(level.clamp(1, DEEPEST_HEADING));
        sheet.mark(&"#".repeat(depth));
        sheet.mark(" ");
        let manner = self.manner(Place::Heading, Emphasis::None, false);
        self.notation.write(sheet, &without_stop(text), manner);
    }

    fn block(
        &mut self,
        sheet: &mut Sheet,
        mark: &str,
        text: &Text,
        emphasis: Emphasis,
        links: bool,
    ) {
        if is_blank(text) {
            return;
        }
        self.begin(sheet);
        sheet.mark(mark);
        let place = if mark.starts_with("**") { Place::Inner } else { Place::Block };
        self.notation.write(sheet, text, self.manner(place, emphasis, links));
    }

    /// Lines of code as they are: nothing in them is read as Markdown, and no run of backticks ends them.
    fn listing(&mut self, sheet: &mut Sheet, lines: &[Text]) {
        if lines.iter().all(is_blank) {
            return;
        }
        self.begin(sheet);
        let runs = lines.iter().flat_map(|line| line.as_str().split(|c| c != '`').map(str::len));
        let fence = "`".repeat(runs.max().map_or(0, |run| run + 1).max(SHORTEST_FENCE));
        sheet.mark(&fence);
        for line in lines {
            sheet.mark("\n");
            sheet.open(stretch::borders(line));
            for segment in line.segments() {
                sheet.copy(segment.text, &segment.original, segment.edit);
            }
            sheet.close();
            sheet.next_text();
        }
        sheet.mark(&format!("\n{fence}"));
    }

    fn item(&mut self, sheet: &mut Sheet, item: list::Item<'_>, text: &Text) {
        if is_blank(text) {
            return;
        }
        self.quoted = None;
        let opening = self.lists.open(item);
        if opening.new_list {
            sheet.separate();
        } else {
            sheet.mark("\n");
        }
        sheet.mark(&opening.mark);
        self.notation.write(sheet, text, self.manner(Place::Block, Emphasis::Full, true));
    }

    fn quote(&mut self, sheet: &mut Sheet, quote: &Quote) {
        if is_blank(&quote.text) {
            return;
        }
        let is_item = |part: &QuotePart| matches!(part, QuotePart::Item(_));
        match self.quoted.take() {
            None => self.begin(sheet),
            Some(last) if is_item(&last) && is_item(&quote.part) => sheet.mark("\n"),
            Some(_) => sheet.mark("\n>\n"),
        }
        self.quoted = Some(quote.part.clone());
        match &quote.part {
            QuotePart::Title => {
                sheet.mark("> **");
                let manner = self.manner(Place::Inner, Emphasis::None, false);
                self.notation.write(sheet, &without_stop(&quote.text), manner);
                sheet.mark("**");
                return;
            }
            QuotePart::Paragraph => sheet.mark("> "),
            QuotePart::Item(number) => {
                let item = list::Item { number: number.as_deref(), level: 0, bracketed: true };
                sheet.mark(&format!("> {}", list::Lists::default().open(item).mark));
            }
        }
        self.notation.write(sheet, &quote.text, self.manner(Place::Block, Emphasis::Full, true));
    }

    fn caption(&mut self, sheet: &mut Sheet, caption: &Caption) {
        let label = caption.label.trim();
        if label.is_empty() && is_blank(&caption.text) {
            return;
        }
        self.begin(sheet);
        let mut place = Place::Block;
        if !label.is_empty() {
            sheet.mark(&format!("**{}.**", self.notation.aside(label)));
            if !is_blank(&caption.text) {
                sheet.mark(" ");
            }
            place = Place::Inner;
        }
        self.notation.write(sheet, &caption.text, self.manner(place, Emphasis::Full, true));
    }

    fn image(&mut self, sheet: &mut Sheet, image: Option<&str>, label: &str) {
        let Some(image) = image else { return };
        self.begin(sheet);
        // A blank or a bracket would end a bare target.
        let bare = !image.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
        let (open, close) = if bare { ("", "") } else { ("<", ">") };
        sheet.mark(&format!("![{}]({open}{image}{close})", self.notation.aside(label)));
    }

    fn figure(&mut self, sheet: &mut Sheet, figure: &Figure) {
        let label = figure.caption.as_ref().map_or("", |caption| caption.label.trim());
        self.image(sheet, figure.image.as_deref(), label);
        if let Some(caption) = &figure.caption {
            self.caption(sheet, caption);
        }
    }

    fn table(&mut self, sheet: &mut Sheet, table: &Table) {
        if let Some(caption) = &table.caption {
            self.caption(sheet, caption);
            sheet.next_text();
        }
        if table.rows > 0 && table.columns > 0 {
            self.begin(sheet);
            table::write(sheet, table, &self.notation);
        }
        for note in &table.notes {
            self.block(sheet, "", note, Emphasis::Full, true);
            sheet.next_text();
        }
    }

    /// Marks where Pandoc puts the list of references that it makes.
    fn list_place(&mut self, sheet: &mut Sheet) {
        if !self.listed {
            self.begin(sheet);
            sheet.mark("::: {#refs}\n:::");
        }
        self.listed = true;
    }

    fn footnote(&mut self, sheet: &mut Sheet, note: &Footnote) {
        if is_blank(&note.text) {
            return;
        }
        // A definition that nothing refers to is not shown: a note without a mark is a paragraph.
        let (at, _) = sheet.place();
        let Some(name) = self.notation.note_name(at).map(str::to_owned) else {
            self.block(sheet, "", &note.text, Emphasis::Full, true);
            return;
        };
        self.begin(sheet);
        sheet.mark(&format!("[^{name}]: "));
        self.notation.write(sheet, &note.text, self.manner(Place::Block, Emphasis::Full, true));
    }

    fn mark_page(&mut self, sheet: &mut Sheet, node: &Node) {
        if !self.notation.options.page_marks {
            return;
        }
        if let Some(page) = first_page(node)
            && self.page.is_none_or(|last| page > last)
        {
            self.page = Some(page);
            self.begin(sheet);
            sheet.mark(&format!("<!-- page {page} -->"));
        }
    }
}

fn first_page(node: &Node) -> Option<PageNumber> {
    let place = if let Node::Table(table) = node {
        table.at.first().map(|place| place.page)
    } else if let Node::Figure(figure) = node {
        figure.at.map(|place| place.page)
    } else {
        None
    };
    let of_text = |text: &&Text| text.places().next().map(|at| at.page);
    place.or_else(|| node.texts().iter().find_map(of_text))
}
