//! Plain text of the second reading for pages that the first one could not read.

use crate::Converted;
use crate::decision::Decisions;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Document, Kind, Node};
use crate::pdf;
use crate::second::{PageText, Reading};
use crate::text::Text;

/// Appends the plain text of every page that is reported as unreadable and of which no glyph was
/// read: words that stand in the document must not stand in it twice. The second reading is only
/// asked for when there is such a page.
pub(super) fn fill_pages(converted: &mut Converted, second: &mut dyn FnMut() -> Reading) {
    let unreadable = converted.diagnostics.iter().filter(|d| d.code == Code::PageUnreadable);
    let accounts = &converted.document.accounts;
    let has_glyphs = |page| accounts.iter().any(|a| a.page == page && a.glyphs > 0);
    let places = unreadable.filter_map(|d| d.at.as_ref());
    let mut pages: Vec<u32> =
        places.filter(|at| !has_glyphs(at.page)).map(|at| at.page.0).collect();
    pages.sort_unstable();
    pages.dedup();
    if pages.is_empty() {
        return;
    }
    for page in second().pages.iter().filter(|page| pages.binary_search(&page.page).is_ok()) {
        append(page, &mut converted.document, &mut converted.diagnostics);
    }
}

/// A document of nothing but plain text of the pages that are asked for, for a file that the first
/// reading could not open.
pub(super) fn whole(reading: &Reading, asked: &pdf::Options) -> Option<Converted> {
    let mut document = Document::default();
    let mut diagnostics = Vec::new();
    let pages = reading.pages.iter().map(|page| page.page).max().unwrap_or_default();
    let left_out = asked.pages.left_out(pages, asked.max_pages).ok()?;
    let is_left_out = |page: u32| left_out.as_ref().is_some_and(|left_out| left_out.holds(page));
    for page in reading.pages.iter().filter(|page| !is_left_out(page.page)) {
        append(page, &mut document, &mut diagnostics);
    }
    document.source.pages = pages;
    document.source.pages_left_out = (1..=pages).filter(|page| is_left_out(*page)).count() as u32;
    document.source.kind = Kind::Other;
    if document.body.is_empty() { None } else { Some(Converted { document, diagnostics }) }
}

/// Says of each decision that nothing came of it: plain text has no repairs, and states no values.
pub(super) fn note_decisions(converted: &mut Converted, decisions: &Decisions) {
    let values = decisions.values().map(|(field, value)| format!("{field}: {value}"));
    for decision in decisions.edits_beside(|_| false).into_iter().chain(values) {
        let code = Code::DecisionUnmatched;
        let message = format!("{decision}: only the plain text of pages could be read");
        converted.diagnostics.push(Diagnostic {
            code,
            severity: code.severity(),
            message,
            at: None,
        });
    }
}

fn append(page: &PageText, document: &mut Document, diagnostics: &mut Vec<Diagnostic>) {
    let before = document.body.len();
    document.body.extend(paragraphs(&page.text).map(|text| Node::Paragraph(Text::plain(text))));
    if document.body.len() > before {
        let code = Code::PageFromSecondReading;
        let message = format!("page {} is plain text of the second reading", page.page);
        diagnostics.push(Diagnostic { code, severity: code.severity(), message, at: None });
    }
}

/// Paragraphs stand between empty lines; their lines are trimmed and joined by `\n`.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.lines().map(str::trim).peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| line.is_empty()).is_some() {}
        lines.peek()?;
        let mut paragraph = Vec::new();
        while let Some(line) = lines.next_if(|line| !line.is_empty()) {
            paragraph.push(line);
        }
        Some(paragraph.join("\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PageAccount;
    use crate::geometry::Rect;
    use crate::provenance::{PageNumber, Provenance};

    fn reading(texts: &[&str]) -> Reading {
        let pages = (1..).zip(texts).map(|(page, text)| PageText {
            page,
            text: (*text).to_owned(),
            failure: None,
        });
        Reading { pages: pages.collect(), failure: None }
    }

    fn texts(converted: &Converted) -> Vec<&str> {
        converted.document.body.iter().flat_map(|node| node.texts()).map(Text::as_str).collect()
    }

    #[test]
    fn only_unreadable_pages_are_filled() {
        let page = PageNumber(2);
        let at = Provenance { page, bbox: Rect::default(), glyphs: 0..0 };
        let mut converted = Converted {
            document: Document::default(),
            diagnostics: vec![Diagnostic {
                code: Code::PageUnreadable,
                severity: Code::PageUnreadable.severity(),
                message: String::new(),
                at: Some(at),
            }],
        };
        fill_pages(&mut converted, &mut || reading(&["one", "\n\n two \nthree\n\n\nfour", "five"]));
        assert_eq!(texts(&converted), ["two three", "four"]);
        assert_eq!(converted.diagnostics[1].code, Code::PageFromSecondReading);
        let account = PageAccount { page, glyphs: 1, ..PageAccount::default() };
        converted.document.accounts.push(account);
        fill_pages(&mut converted, &mut || panic!("nothing is missing"));
    }

    #[test]
    fn a_file_without_text_is_not_rescued() {
        assert!(whole(&reading(&["", " \n"]), &pdf::Options::default()).is_none());
        let converted = whole(&reading(&["", "a"]), &pdf::Options::default()).unwrap();
        assert_eq!((texts(&converted), converted.document.source.pages), (vec!["a"], 2));
        let asked = pdf::Options { pages: "2-".parse().unwrap(), ..pdf::Options::default() };
        let converted = whole(&reading(&["a", "b", "c"]), &asked).unwrap();
        assert_eq!(texts(&converted), ["b", "c"]);
        assert_eq!(converted.document.source.pages_left_out, 1);
        assert!(whole(&reading(&["a"]), &asked).is_none());
    }
}
