//! Head and foot of a page that is the only one: nothing repeats, so place and style tell.
//!
//! From the edge inwards, rows are furniture that a wide gap sets off from what follows and that have
//! evidence of their own: the number of a page, words about publication, type that the text does not
//! have.

use super::edge::{EDGE_ROWS, columns_shared, inwards, is_caption, is_prose};
use super::model::{Rows, Verdict};
use super::number;
use crate::document::FurnitureKind;
use crate::layout::draft::Draft;
use crate::layout::model::{BodyStyle, Script};
use crate::lexicon::imprint::tells_of_publication;
use crate::reason::Reason;
use crate::tolerance::BODY_SIZE;

/// A page has at least this many rows besides those of its head and foot: what there is on others may
/// be their text.
const FEWEST_ROWS: usize = 8;
/// Heads and feet are set off by more than this, in leadings.
const SET_OFF: f32 = 1.5;
/// No text goes on over a gap of more than this, in leadings.
const FAR: f32 = 2.0;
/// A row in the margin that begins further right than the text is set off by this already.
const SET_OFF_IN_MARGIN: f32 = 1.1;
/// By how much it does so, in ems.
const FURTHER_RIGHT: f32 = 2.0;
/// Leadings are no larger than this, in ems, whatever few lines tell.
const LARGEST_LEADING: f32 = 1.6;
/// Heads and feet stand within this of the edge, as a share of the page's height.
const EDGE_SHARE: f32 = 0.15;
/// Margins are narrower than this, as a share of the page's height.
const MARGIN: f32 = 0.07;
/// A line drawn between head and text is at least this long, as a share of the page's width.
const RULE_SHARE: f32 = 0.25;
/// Heads have no more words than this, unless they tell of the publication.
const MOST_WORDS: usize = 12;
/// Heads in type smaller than the body have no more words than this: they repeat the title.
const MOST_SMALL_WORDS: usize = 24;
/// A sentence has at least this many words.
const SENTENCE_WORDS: usize = 6;
/// Heads are no larger than the body by more than this factor: titles are.
const LARGEST: f32 = 1.15;
/// Cells that stand under those of the next row make a row of a table if there are this many.
const CELLS: usize = 2;
/// Evidence of a row that makes it furniture: what it says and is set in, and where it stands.
const ENOUGH: u32 = 3;
/// The same on a page of few rows: all of place and type.
const ENOUGH_AMONG_FEW: u32 = 5;

/// Marks head and foot of the only page of a document.
pub(super) fn mark(draft: &Draft, rows: &Rows, body: &BodyStyle, kinds: &mut [Option<Verdict>]) {
    let enough = if rows.len() < FEWEST_ROWS { ENOUGH_AMONG_FEW } else { ENOUGH };
    // The foot first: the head may be set in its type.
    let mut foot = 0.0;
    for top in [false, true] {
        let edge: Vec<&[usize]> =
            inwards(rows, top).take(EDGE_ROWS + 1).map(Vec::as_slice).collect();
        let page = Page { draft, body, foot, top };
        let mut start = 0;
        while let Some(end) = page.band_end(&edge, start) {
            let place = page.place(edge[end - 1], edge[end]);
            let mut found = false;
            for (depth, row) in edge.iter().enumerate().take(end).skip(start) {
                let numbered = depth == 0 || end - start == 1;
                let (own, number) = page.own_evidence(row, numbered);
                if own == 0 || own + place < enough {
                    continue;
                }
                found = true;
                let verdict = match (number, top) {
                    (true, _) => (FurnitureKind::PageNumber, Reason::NumberOnOnlyPage),
                    (false, true) => (FurnitureKind::RunningHead, Reason::SetOffOnOnlyPage),
                    (false, false) => (FurnitureKind::RunningFoot, Reason::SetOffOnOnlyPage),
                };
                row.iter().for_each(|&at| kinds[at] = Some(verdict));
                foot = row.iter().map(|&at| draft.segments[at].size).fold(foot, f32::max);
            }
            if !found {
                break;
            }
            start = end;
        }
    }
}

/// One edge of a page.
struct Page<'a> {
    draft: &'a Draft,
    body: &'a BodyStyle,
    /// The size of type in which the foot is set, where it is known.
    foot: f32,
    top: bool,
}

impl Page<'_> {
    /// Where the rows from `start` on end that may be furniture: before the first wide gap.
    fn band_end(&self, edge: &[&[usize]], start: usize) -> Option<usize> {
        for at in start..edge.len().saturating_sub(1) {
            if !self.is_within(edge[at], EDGE_SHARE) || !self.is_lean(edge[at], edge[at + 1]) {
                return None;
            }
            if self.is_set_off(edge[at], edge[at + 1]) {
                return Some(at + 1);
            }
        }
        None
    }

    /// Whether text that follows a row would not stand as far away from it.
    fn is_set_off(&self, outer: &[usize], inner: &[usize]) -> bool {
        let gap = self.gap(outer, inner);
        let start = |row: &[usize]| {
            let edges = row.iter().map(|&at| self.draft.segments[at].bbox.x0);
            edges.fold(f32::INFINITY, f32::min)
        };
        let further_right = start(outer) > start(inner) + FURTHER_RIGHT * self.body.size;
        gap > SET_OFF || gap > SET_OFF_IN_MARGIN && further_right && self.is_within(outer, MARGIN)
    }

    fn baseline(&self, row: &[usize]) -> f32 {
        row.first().map_or(0.0, |&at| self.draft.segments[at].baseline)
    }

    /// Whether a row stands within a share of the page's height from its edge.
    fn is_within(&self, row: &[usize], share: f32) -> bool {
        let (own, height) = (self.baseline(row), self.draft.page.size.height);
        (if self.top { own } else { height - own }) < share * height
    }

    /// Distance of two rows, in leadings of the larger one.
    fn gap(&self, outer: &[usize], inner: &[usize]) -> f32 {
        let size =
            |row: &[usize]| row.iter().map(|&at| self.draft.segments[at].size).fold(0.0, f32::max);
        let largest = LARGEST * self.body.size;
        let size = if size(inner) > largest { size(outer) } else { size(outer).max(size(inner)) };
        let leading = self.body.leading_of(size).min(LARGEST_LEADING * size);
        (self.baseline(outer) - self.baseline(inner)).abs() / leading.max(1.0)
    }

    /// Whether a row may be furniture: no prose, sentence, title, caption, note or row of a table.
    fn is_lean(&self, row: &[usize], inner: &[usize]) -> bool {
        let is_lean = |&at: &usize| {
            let segment = &self.draft.segments[at];
            let text = self.draft.text(segment.words.clone());
            let large = segment.size > LARGEST * self.body.size.max(self.foot);
            // Notes in small type stand at the foot.
            let small = self.top && segment.size < BODY_SIZE * self.body.size;
            let most = if small { MOST_SMALL_WORDS } else { MOST_WORDS };
            tells_of_publication(&text)
                || number::read(&text).is_some() && !text.ends_with('.')
                || segment.words.len() <= most && !is_sentence(&text) && !large
        };
        let raised = row.first().is_some_and(|&at| {
            let word = self.draft.segments[at].words.start as usize;
            let glyph = self.draft.words[word].glyphs.start as usize;
            self.draft.scripts[glyph] == Script::Super
        });
        let cells =
            row.len().min(inner.len()) >= CELLS && columns_shared(self.draft, row, inner) >= CELLS;
        row.iter().all(is_lean)
            && !row.iter().any(|&at| is_prose(&self.draft.segments[at], self.body))
            && (!raised || tells_of_publication(&self.text(row)))
            && !cells
            && !is_caption(self.draft, row)
    }

    /// How much the place of a band tells: far from the text, in the margin, beyond a line.
    fn place(&self, last: &[usize], inner: &[usize]) -> u32 {
        let (own, next) = (self.baseline(last), self.baseline(inner));
        let between = own.min(next)..own.max(next);
        let rule = self.draft.rulings.iter().any(|ruling| {
            ruling.horizontal
                && ruling.bbox.width() > RULE_SHARE * self.draft.page.size.width
                && between.contains(&ruling.bbox.center().y)
        });
        u32::from(self.gap(last, inner) > FAR)
            + u32::from(self.is_within(last, MARGIN))
            + u32::from(rule)
    }

    /// How much a row tells by itself, and whether it is nothing but the number of the page.
    fn own_evidence(&self, row: &[usize], numbered: bool) -> (u32, bool) {
        let text = self.text(row);
        // A word beside the number says that it is one of a page, wherever it stands.
        let told = text.chars().any(char::is_alphabetic);
        let alone = (numbered || told) && number::read(&text).is_some();
        let number = |&at: &usize| {
            let text = self.draft.text(self.draft.segments[at].words.clone());
            let ends = [text.split(' ').next(), text.split(' ').next_back()];
            // The number of a heading or an item has a full stop.
            let is_number = |word: &str| !word.ends_with('.') && number::read(word).is_some();
            ends.into_iter().flatten().any(is_number)
        };
        let segments = || row.iter().map(|&at| &self.draft.segments[at]);
        let small = segments().all(|own| own.size < BODY_SIZE * self.body.size);
        let plain = segments().all(|own| own.font == self.body.font);
        let bold = segments().all(|own| own.bold);
        let styled = segments().all(|own| own.italic) || segments().all(|own| own.capitals);
        let words = 2 * u32::from(tells_of_publication(&text));
        let digits = 2 * u32::from(alone || numbered && row.iter().any(number));
        let style = 2 * u32::from(small) + u32::from(styled && !bold) + u32::from(!plain && !bold);
        (words + digits + style, alone)
    }

    fn text(&self, row: &[usize]) -> String {
        let texts = row.iter().map(|&at| self.draft.text(self.draft.segments[at].words.clone()));
        texts.collect::<Vec<_>>().join(" ")
    }
}

/// Whether a text reads like a sentence: names and titles end in short forms, too.
fn is_sentence(text: &str) -> bool {
    let words = || text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let small = words().filter(|word| word.starts_with(char::is_lowercase)).count();
    let ends = text.trim_end().ends_with(['.', '?', '!', ':']);
    ends && words().count() >= SENTENCE_WORDS && small * 2 >= words().count()
}
