//! Pages before the article's own first page: notices and cover sheets that archives and publishers
//! put in front of it. They come from another program, so that they share no font with the pages
//! of the article, and what follows them is the first page of an article.

use super::draft::{Context, Draft};
use super::front::{self, letters_of};
use super::model::Role;
use crate::document::FurnitureKind;
use crate::layout::{Layout, PageLayout};
use crate::page::FontId;
use crate::reason::Reason;
use std::collections::BTreeMap;

/// Articles have no more pages before them than this.
const MOST: usize = 3;

/// Notices and cover sheets have no more words than this; a page of an article that stands before another
/// has more.
const MOST_WORDS: usize = 400;

/// Fewer than this share of the words of a cover are in fonts of the article.
const SHARED: f32 = 0.05;

/// A title that is printed on the cover, too, has at least this many letters.
const TITLE_LETTERS: usize = 20;

/// Parts what stands before the page at index `first` from `drafts`, which keep what is of the article, and
/// returns it as furniture.
pub(super) fn part(drafts: &mut Vec<Draft>, first: u32) -> Vec<Draft> {
    let end = drafts.partition_point(|draft| draft.chunk.page() < first);
    let rest = drafts.split_off(end);
    let mut covers = std::mem::replace(drafts, rest);
    for draft in covers.iter_mut().filter(|draft| draft.role.is_none()) {
        draft.assign(Role::Furniture(FurnitureKind::Cover), Reason::BeforeFirstPage);
    }
    covers
}

/// The number of pages before the article, by what stands on all of them.
pub(super) fn count(drafts: &[Draft], layout: &Layout, context: &Context<'_>) -> u32 {
    if layout.poster {
        return 0;
    }
    let fonts: Vec<Fonts> = layout.pages.iter().map(|page| Fonts::of(page, context)).collect();
    let most = MOST.min(layout.pages.len().saturating_sub(1));
    // The largest number first: a cover sheet behind another one begins like an article, too.
    let found = (1..=most).rev().find(|&count| {
        let (covers, article) = fonts.split_at(count);
        covers.iter().all(|cover| cover.is_foreign(article))
            && begins_article(drafts, layout, context, count)
    });
    found.unwrap_or(0) as u32
}

/// Whether an article begins on the page at an index, and the pages before it are not of another one: they give
/// its title, or have few words.
fn begins_article(drafts: &[Draft], layout: &Layout, context: &Context<'_>, first: usize) -> bool {
    let height = layout.pages[first].page.size.height;
    let Some(opening) = front::opening(drafts, first as u32, height, context) else { return false };
    let title = letters_of(&opening.title);
    let has_title = title.chars().count() >= TITLE_LETTERS;
    let is_of_it = |page: usize| {
        let own = drafts.iter().filter(|draft| draft.chunk.page() as usize == page);
        let (mut text, mut words) = (String::new(), 0);
        for draft in own {
            text += &letters_of(&draft.chunk.text);
            words += draft.word_count();
        }
        has_title && text.contains(&title) || opening.is_first_page && words <= MOST_WORDS
    };
    (0..first).all(is_of_it)
}

/// How many words of a page are in lines of which fonts, and of fonts of which names.
#[derive(Debug)]
struct Fonts {
    own: BTreeMap<FontId, usize>,
    named: BTreeMap<FontId, usize>,
}

impl Fonts {
    fn of(page: &PageLayout, context: &Context<'_>) -> Self {
        let mut found = Self { own: BTreeMap::new(), named: BTreeMap::new() };
        for line in &page.lines {
            *found.own.entry(line.font).or_default() += line.words.len();
            *found.named.entry(context.font(line.font)).or_default() += line.words.len();
        }
        found
    }

    /// Whether the page shares no font with those that follow it. Programs embed a font anew, too, so that
    /// one of the same name tells nothing where those pages share theirs with one another.
    fn is_foreign(&self, rest: &[Self]) -> bool {
        let Some((next, further)) = rest.split_first() else { return false };
        self.is_apart(rest, |page| &page.named)
            || self.is_apart(rest, |page| &page.own)
                && !further.is_empty()
                && !next.is_apart(further, |page| &page.own)
    }

    /// Whether the page has hardly a word in the fonts of others.
    fn is_apart(&self, others: &[Self], fonts: fn(&Self) -> &BTreeMap<FontId, usize>) -> bool {
        let is_used = |font: &FontId| others.iter().any(|page| fonts(page).contains_key(font));
        let own = fonts(self);
        let shared = own.iter().filter(|(font, _)| is_used(font)).map(|(_, count)| count);
        shared.sum::<usize>() as f32 <= SHARED * own.values().sum::<usize>() as f32
    }
}
