//! How far the text can be trusted.

use crate::diagnostic::{Code, Sink};
use crate::document::{Fate, Node, PageAccount, Quality};
use crate::layout::{Layout, PageLayout};
use crate::lexicon::series::{Series, series_of};
use std::collections::BTreeSet;

/// A page whose order is uncertain is short of a whole one by this much.
const UNCERTAIN_PAGE: f32 = 0.2;
/// Numbers count up to this multiple of how many there are: one misread number would else make
/// hundreds of missing ones.
const FARTHEST: usize = 2;

/// What is known of a document before its passages become nodes.
pub(super) struct Evidence {
    inferred: u32,
    unknown: u32,
}

/// Counts how glyphs were decoded.
pub(super) fn evidence(layout: &Layout) -> Evidence {
    let (mut inferred, mut unknown) = (0, 0);
    for (of_page, without) in layout.pages.iter().map(PageLayout::doubtful) {
        inferred += of_page;
        unknown += without;
    }
    Evidence { inferred, unknown }
}

/// Sums up what is uncertain and what is missing.
pub(super) fn judge(
    evidence: &Evidence,
    accounts: &[PageAccount],
    body: &[Node],
    sink: &Sink,
) -> Quality {
    let mut quality = Quality {
        glyphs_inferred: evidence.inferred,
        glyphs_unknown: evidence.unknown,
        pages_unread: sink.pages_of(&[Code::PageUnreadable, Code::PageTooLarge, Code::NeedsOcr]),
        pages_of_uncertain_order: sink.pages_of(&[Code::OrderUncertain]),
        ..Quality::default()
    };
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
    let (figures, tables, references) = numbers(body);
    quality.figures_missing = missing(&figures);
    quality.tables_missing = missing(&tables);
    quality.references_missing = missing(&references);
    let found = figures.len() + tables.len() + references.len();
    let expected = found
        + quality.figures_missing.len()
        + quality.tables_missing.len()
        + quality.references_missing.len();
    let doubtful = quality.glyphs_inferred + quality.glyphs_unknown + quality.glyphs_lost;
    let pages = accounts.len();
    let uncertain = UNCERTAIN_PAGE * quality.pages_of_uncertain_order.len() as f32;
    let shares = [
        share(quality.glyphs.saturating_sub(doubtful) as f32, quality.glyphs as f32),
        share(pages.saturating_sub(quality.pages_unread.len()) as f32, pages as f32),
        share(pages as f32 - uncertain, pages as f32),
        if expected == 0 { 1.0 } else { share(found as f32, expected as f32) },
    ];
    // Three digits are what the figure can tell apart.
    quality.figure = (shares.iter().product::<f32>() * 1000.0).round() / 1000.0;
    quality
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
        let evidence = Evidence { inferred: 1, unknown: 1 };
        let quality = judge(&evidence, &[account], &body, &Sink::default());
        assert_eq!(quality.figures_missing, [2]);
        assert_eq!(quality.references_missing, [3]);
        assert_eq!((quality.glyphs, quality.glyphs_placed, quality.glyphs_lost), (8, 6, 0));
        // Six of eight glyphs are certain; of eight numbers two are missing.
        assert!((quality.figure - 0.75 * 0.75).abs() < 0.001, "{}", quality.figure);
    }

    #[test]
    fn what_was_not_read_has_no_quality() {
        let account = PageAccount::default();
        let evidence = Evidence { inferred: 0, unknown: 0 };
        assert_eq!(judge(&evidence, &[account], &[], &Sink::default()).figure, 0.0);
    }
}
