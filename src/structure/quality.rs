//! How far the text can be trusted.

use super::{drawn, missing_body, sign};
use crate::diagnostic::{Code, Sink};
use crate::document::{Fate, Furniture, Node, PageAccount, Quality};
use crate::layout::PageLayout;
use crate::lexicon::series::{Series, series_of};
use crate::provenance::Provenance;
use crate::role::Passages;
use crate::text::Text;
use std::collections::BTreeSet;

/// What a section of a few words counts: such are the cells of a table that was not found.
const SCANT_SECTION: f32 = 5.0;
/// What a table counts that has a caption and no cells: its rows stand among the texts.
const TABLE_WITHOUT_CELLS: f32 = 6.0;
/// What debris counts: the texts beside it are whole.
const DEBRIS: f32 = 0.5;
/// What a sentence among furniture counts: most of them are notes.
const FURNITURE_SENTENCE: f32 = 0.25;
/// What a text counts that stops inside a sentence: its rest stands elsewhere, or nowhere.
const OPEN_END: f32 = 1.5;
/// Numbers count up to this multiple of how many there are: one misread number would else make
/// hundreds of missing ones.
const FARTHEST: usize = 2;

/// What is known of a document before its passages become nodes.
pub(super) struct Evidence {
    known: Quality,
    poster: bool,
}

/// Gathers what the pages tell, and notes pages without a body.
pub(super) fn evidence(passages: &Passages, accounts: &[PageAccount], sink: &mut Sink) -> Evidence {
    let mut known = Quality::default();
    for (inferred, unknown) in passages.layout.pages.iter().map(PageLayout::doubtful) {
        known.glyphs_inferred += inferred;
        known.glyphs_unknown += unknown;
    }
    for bare in missing_body::find(passages, accounts) {
        let size = passages.layout.pages.get(bare.page.index()).map(|page| page.page.size);
        let at: Option<Provenance> = size.map(|size| size.whole(bare.page));
        let (out, visible) = (bare.left_out, bare.visible);
        let message = match visible {
            0 => format!("{out} glyphs are hidden, and no other text stands on what is drawn"),
            _ => format!("{out} of {visible} glyphs that can be seen are not in the article"),
        };
        sink.note(Code::PageWithoutBody, at, message);
        known.pages_without_body.push(bare.page);
    }
    let unread = [Code::PageUnreadable, Code::ContentMissing, Code::PageTooLarge, Code::NeedsOcr];
    known.pages_unread = sink.pages_of(&unread);
    known.pages_of_uncertain_order = sink.pages_of(&[Code::OrderUncertain]);
    known.pages_of_two_orders = drawn::pages_of_two_orders(passages);
    Evidence { known, poster: passages.layout.poster }
}

/// Sums up what is uncertain and what is missing.
pub(super) fn judge(
    evidence: Evidence,
    accounts: &[PageAccount],
    body: &[Node],
    furniture: &[Furniture],
) -> Quality {
    let mut quality = evidence.known;
    for account in accounts {
        let blank = account.fates.get(&Fate::Blank).copied().unwrap_or(0);
        let settled: u32 = account.fates.values().sum();
        quality.glyphs += account.glyphs.saturating_sub(blank);
        quality.glyphs_lost += account.glyphs.saturating_sub(settled);
        quality.torn_lines += account.torn_lines.len() as u32;
        let placed = [Fate::Body, Fate::Table, Fate::Caption, Fate::Note, Fate::RemovedByEdit];
        let placed = placed.iter().filter_map(|fate| account.fates.get(fate));
        quality.glyphs_placed += placed.sum::<u32>();
    }
    if accounts.is_empty() {
        // Without pages nobody knows which characters were lost.
        quality.glyphs_placed = body.iter().flat_map(Node::texts).map(letters).sum();
        let furniture = furniture.iter().map(|own| letters(&own.text));
        quality.glyphs = quality.glyphs_placed + furniture.sum::<u32>();
    }
    sign::count(body, evidence.poster, &mut quality);
    quality.furniture_sentences = sign::sentences(furniture);
    let numbers = numbers(body);
    quality.figures_missing = missing(&numbers.0);
    quality.tables_missing = missing(&numbers.1);
    quality.references_missing = missing(&numbers.2);
    let found = numbers.0.len() + numbers.1.len() + numbers.2.len();
    // Three digits are what the figure can tell apart.
    quality.figure = (figure(&quality, accounts.len().max(1), found) * 1000.0).round() / 1000.0;
    quality
}

/// Characters of a text that are no blanks.
fn letters(text: &Text) -> u32 {
    text.original().chars().filter(|c| !c.is_whitespace()).count() as u32
}

/// The product of the shares that can be trusted.
fn figure(quality: &Quality, pages: usize, found: usize) -> f32 {
    let missing = [
        quality.figures_missing.len(),
        quality.tables_missing.len(),
        quality.references_missing.len(),
    ];
    let expected = found + missing.iter().sum::<usize>();
    let doubtful = quality.glyphs_inferred + quality.glyphs_unknown + quality.glyphs_lost;
    let lost: BTreeSet<_> =
        quality.pages_unread.iter().chain(&quality.pages_without_body).collect();
    let whole = quality.torn_lines + quality.small_starts + quality.odd_headings;
    // Pages of uncertain order are told and not counted: most of their texts are in their place in either.
    let signs = whole as f32
        + quality.open_ends as f32 * OPEN_END
        + quality.scant_sections as f32 * SCANT_SECTION
        + quality.tables_without_cells as f32 * TABLE_WITHOUT_CELLS
        + quality.debris as f32 * DEBRIS
        + quality.furniture_sentences as f32 * FURNITURE_SENTENCE;
    let texts = quality.texts as f32;
    let shares = [
        share(quality.glyphs.saturating_sub(doubtful) as f32, quality.glyphs as f32),
        share(pages.saturating_sub(lost.len()) as f32, pages as f32),
        if expected == 0 { 1.0 } else { share(found as f32, expected as f32) },
        if signs == 0.0 { 1.0 } else { share(texts, texts + signs) },
    ];
    shares.iter().product()
}

fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { (part / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// Numbers of figures, tables and entries of the reference list.
fn numbers(body: &[Node]) -> (BTreeSet<u32>, BTreeSet<u32>, BTreeSet<u32>) {
    let (mut figures, mut tables, mut references) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for node in body {
        match node {
            Node::Figure(figure) => {
                let label = figure.caption.as_ref().map(|caption| caption.label.as_str());
                figures.extend(label.and_then(|label| number_after(label, Series::Figure)));
            }
            Node::Table(table) => {
                let label = table.caption.as_ref().map(|caption| caption.label.as_str());
                tables.extend(label.and_then(|label| number_after(label, Series::Table)));
            }
            Node::Reference(entry) => {
                references.extend(entry.label.as_ref().and_then(|label| label.parse::<u32>().ok()));
            }
            _ => {}
        }
    }
    (figures, tables, references)
}

/// The number of a label that is a name of the series and a number: `Figure 3`, not `Figure S3`.
fn number_after(label: &str, series: Series) -> Option<u32> {
    let (word, number) = label.trim().rsplit_once(char::is_whitespace)?;
    let (named, _) = series_of(word.trim().trim_end_matches('.'))?;
    if named == series { number.trim_end_matches('.').parse().ok() } else { None }
}

/// Numbers from 1 to the highest that are not there.
fn missing(numbers: &BTreeSet<u32>) -> Vec<u32> {
    let farthest = (FARTHEST * numbers.len()) as u32;
    let Some(highest) = numbers.iter().copied().filter(|number| *number <= farthest).max() else {
        return Vec::new();
    };
    (1..=highest).filter(|number| !numbers.contains(number)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Caption, Figure, Reference};
    use crate::provenance::PageNumber;
    use crate::text::Text;

    fn figure(label: &str) -> Node {
        let caption = Some(Caption { label: label.to_owned(), text: Text::plain("A map.") });
        Node::Figure(Figure { caption, ..Figure::default() })
    }

    #[test]
    fn numbers_that_are_missing() {
        let entry = |label: &str| {
            Node::Reference(Reference {
                label: Some(label.to_owned()),
                text: Text::plain("A. 2001."),
                work: Box::default(),
            })
        };
        let body = [
            figure("Figure 1"),
            figure("Abb. 3"),
            figure("Figure S5"),
            figure("eFigure 2"),
            entry("1"),
            entry("4"),
            entry("2"),
            entry("2001"),
        ];
        let account = PageAccount {
            page: PageNumber(1),
            glyphs: 10,
            fates: [(Fate::Body, 6), (Fate::Blank, 2), (Fate::Furniture, 2)].into(),
            ..PageAccount::default()
        };
        let known = Quality { glyphs_inferred: 1, glyphs_unknown: 1, ..Quality::default() };
        let evidence = Evidence { known, poster: false };
        let quality = judge(evidence, &[account], &body, &[]);
        assert_eq!(quality.figures_missing, [2]);
        assert_eq!(quality.references_missing, [3]);
        assert_eq!((quality.glyphs, quality.glyphs_placed, quality.glyphs_lost), (8, 6, 0));
        // Six of eight glyphs are certain; of eight numbers two are missing.
        assert!((quality.figure - 0.75 * 0.75).abs() < 0.001, "{}", quality.figure);
    }

    #[test]
    fn what_was_not_read_has_no_quality() {
        let account = PageAccount::default();
        let evidence = Evidence { known: Quality::default(), poster: false };
        assert_eq!(judge(evidence, &[account], &[], &[]).figure, 0.0);
    }
}
