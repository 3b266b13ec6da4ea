//! What stood on the pages of which a tool made the text, and is not of the article.

use super::super::model::Role;
use super::draft::Draft;
use crate::document::FurnitureKind;
use crate::lexicon::page::without_word_of_page;
use crate::reason::Reason;
use crate::transcript::Kind;
use std::collections::BTreeMap;

/// Blocks that are alike on as many pages are running heads or feet.
const FEWEST: usize = 3;

/// Running heads have no more words than this.
const MOST_WORDS: usize = 20;

/// Letters of a running head at least.
const FEWEST_LETTERS: usize = 8;

pub(super) fn mark(drafts: &mut [Draft]) {
    for draft in drafts.iter_mut() {
        match draft.kind {
            Kind::FrontMatter => {
                draft.assign(Role::Furniture(FurnitureKind::Imprint), Reason::BeforeTitle);
            }
            Kind::Image => {
                draft.assign(Role::Furniture(FurnitureKind::Stamp), Reason::InsideFigure)
            }
            _ => {}
        }
    }
    mark_repeated(drafts);
    mark_page_numbers(drafts);
}

/// Words that recur but for the number of a page.
fn mark_repeated(drafts: &mut [Draft]) {
    let key = |draft: &Draft| {
        let letters: String = draft.text().chars().filter(|c| c.is_alphabetic()).collect();
        (draft.is_text() && draft.word_count() <= MOST_WORDS && letters.len() >= FEWEST_LETTERS)
            .then_some(letters)
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for letters in drafts.iter().filter_map(key) {
        *counts.entry(letters).or_default() += 1;
    }
    for draft in drafts {
        // Parts of studies have headings of one name; labels have numbers of their own.
        let is_apart = draft.is_heading() || crate::lexicon::label::is_label(draft.text());
        let is_repeated =
            key(draft).and_then(|key| counts.get(&key)).is_some_and(|own| *own >= FEWEST);
        if is_repeated && !is_apart {
            let head = Role::Furniture(FurnitureKind::RunningHead);
            draft.assign(head, Reason::RepeatedAtOneHeight);
        }
    }
}

/// Lone numbers that grow.
fn mark_page_numbers(drafts: &mut [Draft]) {
    /// The number of a page has no more digits.
    const MOST_DIGITS: usize = 5;
    let number = |draft: &Draft| {
        let word = without_word_of_page(draft.text()).trim();
        let is_number = !word.is_empty() && word.len() <= MOST_DIGITS && draft.is_text();
        word.parse::<u32>().ok().filter(|_| is_number)
    };
    let numbers: Vec<(usize, u32)> =
        drafts.iter().enumerate().filter_map(|(at, draft)| Some((at, number(draft)?))).collect();
    let mut grows = vec![false; numbers.len()];
    for (at, pair) in numbers.windows(2).enumerate() {
        if (1..=2).contains(&(i64::from(pair[1].1) - i64::from(pair[0].1))) {
            (grows[at], grows[at + 1]) = (true, true);
        }
    }
    for ((at, _), _) in numbers.iter().zip(&grows).filter(|(_, grows)| **grows) {
        let number = Role::Furniture(FurnitureKind::PageNumber);
        drafts[*at].assign(number, Reason::NumberGrowsWithPages);
    }
}
