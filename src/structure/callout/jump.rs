//! What lies on links of the file to its own places: links to one place name one thing.

use super::part::{callout, item};
use crate::document::Stretch;
use crate::document::callout::{Callout, CalloutForm};
use crate::layout::{Layout, PageLayout};
use crate::provenance::{PageNumber, Provenance};
use crate::structure::passage::Passage;
use crate::text::{Offsets, Origin, Text};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Glyphs on a link, as positions in the reading order of their page, and the place it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Covered {
    glyphs: Range<u32>,
    to: u32,
}

/// The links of a file to its own places, by the glyphs that lie on them: those of a page in reading order.
#[derive(Debug, Default)]
pub(in crate::structure) struct Jumps(FxHashMap<PageNumber, Vec<Covered>>);

/// Bytes of a text as it now reads that lie on a link, and the place it leads to.
type Linked = (Range<usize>, u32);

/// What lies on links, by node and text.
#[derive(Debug, Default)]
pub(super) struct OnLinks(FxHashMap<(u32, u32), Vec<Linked>>);

impl Jumps {
    /// Those of all pages.
    pub(in crate::structure) fn of(layout: &Layout) -> Self {
        let pages = layout.pages.iter().filter(|page| !page.page.jumps.is_empty());
        Self(pages.map(|page| (page.number, covered(page))).collect())
    }

    /// Links under single glyphs of the first page, and where they lead.
    #[cfg(test)]
    pub(super) fn at(places: &[(u32, u32)]) -> Self {
        let covered = |&(at, to): &(u32, u32)| Covered { glyphs: at..at + 1, to };
        let of_page = (PageNumber(1), places.iter().map(covered).collect());
        Self(std::iter::once(of_page).collect())
    }

    /// What of these texts lies on links.
    pub(super) fn on(&self, passages: &[Passage<'_>]) -> OnLinks {
        let mut found = OnLinks::default();
        if self.0.is_empty() {
            return found;
        }
        for passage in passages {
            let printed = self.on_text(passage.source);
            if !printed.is_empty() {
                let offsets = Offsets::of(passage.source);
                let current = printed.into_iter().map(|(range, to)| (offsets.current(&range), to));
                found.0.insert((passage.node, passage.index), current.collect());
            }
        }
        found
    }

    /// Bytes of a text as printed that lie on links. Words side by side on links to one place are one.
    fn on_text(&self, text: &Text) -> Vec<(Range<u32>, u32)> {
        let mut found: Vec<(Range<u32>, u32)> = Vec::new();
        for run in text.runs() {
            let Origin::Glyphs(at) = &run.origin else { continue };
            let printed = &text.original()[run.range.start as usize..run.range.end as usize];
            for covered in self.under(at) {
                let (start, end) = part(printed, at, &covered.glyphs);
                let range = run.range.start + start..run.range.start + end;
                match found.last_mut() {
                    Some((last, to)) if *to == covered.to && range.start <= last.end + 1 => {
                        last.end = range.end;
                    }
                    _ => found.push((range, covered.to)),
                }
            }
        }
        found
    }

    /// The links under glyphs.
    fn under(&self, at: &Provenance) -> impl Iterator<Item = &Covered> {
        let of_page = self.0.get(&at.page).map_or(&[][..], Vec::as_slice);
        // Each lies within a word, as the glyphs do that are asked for.
        let first = of_page.partition_point(|own| own.glyphs.start < at.glyphs.start);
        of_page[first..].iter().take_while(|own| own.glyphs.start < at.glyphs.end)
    }
}

/// The bytes of a run that glyphs of it stand for: each for as many characters as another, where one is read as several.
fn part(printed: &str, at: &Provenance, glyphs: &Range<u32>) -> (u32, u32) {
    let (all, characters) = (at.glyphs.len().max(1), printed.chars().count());
    let byte = |glyph: u32| {
        let character = glyph.saturating_sub(at.glyphs.start) as usize * characters / all;
        printed.char_indices().nth(character).map_or(printed.len(), |(byte, _)| byte) as u32
    };
    (byte(glyphs.start), byte(glyphs.end))
}

/// The glyphs of a page that lie on its links, word by word.
fn covered(page: &PageLayout) -> Vec<Covered> {
    let mut found = Vec::new();
    for jump in &page.page.jumps {
        let is_on = |at: &u32| {
            let glyph = &page.page.glyphs[page.reading[*at as usize] as usize];
            jump.bbox.contains(glyph.bbox.center())
        };
        for word in page.words.iter().filter(|word| word.bbox.intersects(jump.bbox)) {
            let mut on = word.glyphs.clone().filter(is_on);
            if let Some(first) = on.next() {
                found.push(Covered {
                    glyphs: first..on.next_back().unwrap_or(first) + 1,
                    to: jump.to,
                });
            }
        }
    }
    found.sort_by_key(|own| own.glyphs.start);
    found
}

impl OnLinks {
    /// The places that links under a stretch lead to.
    fn under(&self, at: &Stretch) -> impl Iterator<Item = u32> {
        let own = self.0.get(&(at.node, at.text)).map_or(&[][..], Vec::as_slice);
        let range = at.range.start as usize..at.range.end as usize;
        own.iter()
            .filter(move |(linked, _)| linked.start < range.end && range.start < linked.end)
            .map(|(_, to)| *to)
    }

    /// How many of the callouts lie on links.
    pub(super) fn count(&self, callouts: &[Callout]) -> usize {
        callouts.iter().filter(|callout| self.under(&callout.at).next().is_some()).count()
    }

    /// Callouts where nothing was read on a link, but wherever something was read on links to the same place, it was one
    /// and the same.
    pub(super) fn unread(&self, passages: &[Passage<'_>], read: &[Callout]) -> Vec<Callout> {
        let meant = self.meant(read);
        let mut read_in: FxHashMap<(u32, u32), Vec<&Stretch>> = FxHashMap::default();
        for Callout { at, .. } in read {
            read_in.entry((at.node, at.text)).or_default().push(at);
        }
        let mut found = Vec::new();
        for passage in passages {
            let text = (passage.node, passage.index);
            let Some(linked) = self.0.get(&text) else { continue };
            let read = read_in.get(&text).map_or(&[][..], Vec::as_slice);
            for (range, to) in linked {
                let at = passage.stretch(range.clone());
                let is_read = read.iter().any(|own| own.meets(&at));
                let Some((form, target)) = meant.get(to).copied().flatten() else { continue };
                if !is_read && !range.is_empty() {
                    let items = vec![item(range.clone(), vec![target])];
                    found.push(callout(passage, range.clone(), form, items));
                }
            }
        }
        found
    }

    /// What links to each place name, and in which form; none where they name several.
    fn meant(&self, read: &[Callout]) -> FxHashMap<u32, Option<(CalloutForm, u32)>> {
        let mut meant: FxHashMap<u32, Option<(CalloutForm, u32)>> = FxHashMap::default();
        for callout in read.iter().filter(|callout| callout.form != CalloutForm::Note) {
            for item in &callout.items {
                let [target] = item.targets[..] else { continue };
                let at = Stretch { range: item.range.clone(), ..callout.at };
                for to in self.under(&at) {
                    let own = meant.entry(to).or_insert(Some((callout.form, target)));
                    *own = own.filter(|(_, named)| *named == target);
                }
            }
        }
        meant
    }
}
