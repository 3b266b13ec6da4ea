//! Levels of headings: by number where numbers have depth, else by type style and nesting.

use super::draft::{Context, Draft};
use super::name::{
    gathers_end_matter, is_end_matter, is_reference_name, is_section_name, name_of, number_depth,
};
use crate::lexicon::section::{Section, main_language, names_in};
use crate::page::FontId;
use crate::tolerance::is_same_size;
use rustc_hash::{FxHashMap, FxHashSet};

/// Markdown knows six levels, the first of which is the title's.
const DEEPEST: u8 = 5;

/// How a heading is set, coarsely enough that all headings of a level agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    run_in: bool,
    /// Rank of its size among the sizes of all headings, the largest first.
    size: usize,
    font: FontId,
    capitals: bool,
}

/// The styles of headings from the highest level down.
struct Ranking {
    /// The style of the sections that papers of all fields have.
    anchor: Option<Key>,
    /// Styles of lower levels.
    lesser: Vec<Key>,
}

impl Ranking {
    fn of(keys: &[Key], steps: &[f32], tops: &[bool], headings: &[usize]) -> Self {
        let anchor = anchor(keys, tops);
        let mut lesser: Vec<Key> = Vec::new();
        for key in keys {
            let top = anchor.is_some_and(|anchor| {
                let larger = !key.run_in && !anchor.run_in && key.size < anchor.size;
                *key == anchor || larger && !looks_larger(&anchor, key, steps)
            });
            if !top && !lesser.contains(key) {
                lesser.push(*key);
            }
        }
        // Papers introduce their styles from the highest level down: among styles of one size the
        // first to appear is the highest.
        lesser.sort_by_key(|key| (key.run_in, key.size));
        sort_near(&mut lesser, keys, steps);
        sort_stacked(&mut lesser, &stacked(keys, headings));
        Self { anchor, lesser }
    }

    /// How many levels are above a style.
    fn rank(&self, key: &Key) -> usize {
        match self.lesser.iter().position(|other| other == key) {
            Some(place) => place + usize::from(self.anchor.is_some()),
            None => 0,
        }
    }
}

/// The level of each heading, from 1.
pub(super) fn levels(drafts: &[Draft], headings: &[usize], context: &Context<'_>) -> Vec<u8> {
    let steps = steps(drafts, headings);
    let keys = keys(drafts, headings, &steps, context);
    let names: Vec<&str> = headings.iter().map(|&at| name_of(&drafts[at].chunk.text)).collect();
    let tops = tops(&keys, &names);
    let ranking = Ranking::of(&keys, &steps, &tops, headings);
    let last = |is_last: &dyn Fn(usize) -> bool| (0..keys.len()).rev().find(|&at| is_last(at));
    let last_top = last(&|at| tops[at] && !is_reference_name(names[at]))
        .or_else(|| last(&|at| ranking.rank(&keys[at]) == 0 && !is_end_matter(names[at])))
        .unwrap_or(0);
    let list = names.iter().rposition(|name| is_reference_name(name));
    let of_text: FxHashSet<Key> = keys[..last_top].iter().copied().collect();
    // The style that a section is not set in that is gathered by the last one that gathers some; none where
    // it stands right above the first of them.
    let mut gathering: Option<Option<Key>> = None;
    let mut lifted: Option<(Key, usize)> = None;
    let ranks: Vec<usize> = (0..keys.len())
        .map(|at| {
            let name = names[at];
            if is_reference_name(name) {
                return 0;
            }
            let own = ranking.rank(&keys[at]);
            let end_matter = is_end_matter(name) || gathers_end_matter(name);
            // What follows the reference list is no part of the text any more.
            let behind = end_matter && list.is_some_and(|list| at > list);
            let run_in = keys[at].run_in && of_text.contains(&keys[at]) && !behind;
            if at <= last_top || run_in {
                return own;
            }
            if !end_matter {
                // Statements of other names stand beside those that they are set like.
                let gathered = gathering.is_some_and(|over| over != Some(keys[at]));
                let beside = lifted.filter(|(key, _)| *key == keys[at]).map(|(_, rank)| rank);
                return beside.unwrap_or(if gathered && own > 0 { 1 } else { own });
            }
            // End matter is no part of the section before it, unless a section gathers it.
            if gathers_end_matter(name) {
                let right_above = headings.get(at + 1) == Some(&(headings[at] + 1));
                gathering = Some((!right_above).then_some(keys[at]));
                lifted = None;
                return 0;
            }
            let rank = usize::from(gathering.is_some_and(|over| over != Some(keys[at])));
            lifted = Some((keys[at], rank));
            rank
        })
        .collect();
    nest(drafts, headings, &ranks, ranking.anchor.is_some())
}

/// The sizes of headings in points, the largest first.
fn steps(drafts: &[Draft], headings: &[usize]) -> Vec<f32> {
    let mut sizes: Vec<f32> = headings.iter().map(|&at| drafts[at].chunk.style.size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    let mut steps: Vec<f32> = Vec::new();
    for size in sizes {
        if steps.last().is_none_or(|last| !is_same_size(*last, size)) {
            steps.push(size);
        }
    }
    steps
}

fn keys(drafts: &[Draft], headings: &[usize], steps: &[f32], context: &Context<'_>) -> Vec<Key> {
    let font_of = |at: usize| {
        let font = drafts[at].chunk.style.font;
        context.fonts.get(font.0 as usize).copied().unwrap_or(font)
    };
    let of_run_ins: FxHashSet<FontId> =
        headings.iter().filter(|&&at| drafts[at].run_in).map(|&at| font_of(at)).collect();
    let mut keys: Vec<Key> = headings
        .iter()
        .map(|&at| {
            let draft = &drafts[at];
            let style = draft.chunk.style;
            let size = steps.iter().rposition(|step| style.size <= *step).unwrap_or(0);
            let text = draft.chunk.text.trim_end();
            // A heading that ends like one that runs in may fill its line by chance.
            let ends = text.ends_with(['.', ':', '?']) && of_run_ins.contains(&font_of(at));
            if draft.run_in || ends {
                return Key {
                    run_in: true,
                    size: usize::from(!style.bold),
                    font: FontId(0),
                    capitals: false,
                };
            }
            let capitals = style.capitals || has_mixed_case(text);
            Key { run_in: false, size, font: font_of(at), capitals }
        })
        .collect();
    // One word in capitals may be an acronym: the style is one of capitals where others have them.
    let is_word = |at: usize| {
        let text = drafts[headings[at]].chunk.text.trim();
        !text.contains(char::is_whitespace) && !is_section_name(name_of(text))
    };
    let of_capitals: FxHashSet<Key> =
        (0..keys.len()).filter(|&at| !is_word(at)).map(|at| keys[at]).collect();
    for (at, key) in keys.iter_mut().enumerate() {
        key.capitals &= !is_word(at) || of_capitals.contains(key);
    }
    keys
}

/// Pairs of styles of headings that stand right above one another, the upper one first.
fn stacked(keys: &[Key], headings: &[usize]) -> Vec<(Key, Key)> {
    let next = |at: &usize| headings[at + 1] == headings[*at] + 1 && keys[*at] != keys[at + 1];
    (0..keys.len().saturating_sub(1)).filter(next).map(|at| (keys[at], keys[at + 1])).collect()
}

/// Type is not told from type that is larger by no more than this factor, and capitals look as large as
/// small letters that are.
const NEAR_SIZE: f32 = 1.15;

fn is_near(a: &Key, b: &Key, steps: &[f32]) -> bool {
    !a.run_in
        && !b.run_in
        && steps[a.size].max(steps[b.size]) < NEAR_SIZE * steps[a.size].min(steps[b.size])
}

/// Whether capitals look larger than small letters of nearly their size.
fn looks_larger(a: &Key, b: &Key, steps: &[f32]) -> bool {
    a.capitals && !b.capitals && is_near(a, b, steps)
}

/// Puts styles of nearly one size in the order in which most sections bring them, capitals over small
/// letters.
fn sort_near(styles: &mut [Key], keys: &[Key], steps: &[f32]) {
    let is_over = |a: &Key, b: &Key| {
        let first = || a.capitals == b.capitals && is_first(keys, a, b, steps);
        a.size > b.size && is_near(a, b, steps) && (looks_larger(a, b, steps) || first())
    };
    for at in 1..styles.len() {
        let place = (0..at).find(|&place| is_over(&styles[at], &styles[place]));
        if let Some(place) = place {
            styles[place..=at].rotate_right(1);
        }
    }
}

/// Whether in most sections with headings in both of two styles of nearly one size the first one comes
/// first. Headings that are clearly larger part the sections.
fn is_first(keys: &[Key], a: &Key, b: &Key, steps: &[f32]) -> bool {
    let parts = |key: &Key| !key.run_in && key.size < a.size.min(b.size) && !is_near(key, a, steps);
    let order = |section: &[Key]| {
        let place = |style: &Key| section.iter().position(|key| key == style);
        Some(place(a)?.cmp(&place(b)?))
    };
    let (mut before, mut after) = (0, 0);
    for order in keys.split(parts).filter_map(order) {
        before += u32::from(order.is_lt());
        after += u32::from(order.is_gt());
    }
    before > after
}

/// Puts styles of one size in the order in which they stand above one another: with no text
/// between them, the lower heading belongs to the upper one.
fn sort_stacked(styles: &mut [Key], stacked: &[(Key, Key)]) {
    let mut counts: FxHashMap<(Key, Key), usize> = FxHashMap::default();
    for pair in stacked {
        *counts.entry(*pair).or_default() += 1;
    }
    let over = |upper: Key, lower: Key| counts.get(&(upper, lower)).copied().unwrap_or_default();
    for _ in 0..styles.len() {
        for at in 1..styles.len() {
            let (a, b) = (styles[at - 1], styles[at]);
            let equal = (a.run_in, a.size) == (b.run_in, b.size);
            if equal && over(b, a) > over(a, b) {
                styles.swap(at - 1, at);
            }
        }
    }
}

/// Whether a heading mixes cases inside its words (`METHOds`, `rEsulTs`): fonts of small capitals
/// read some of their letters as small ones. Acronyms (`mRNAs`) and names (`McArdle`) change case less often.
fn has_mixed_case(text: &str) -> bool {
    let named = is_section_name(name_of(text));
    text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).any(|word| {
        let cases: Vec<bool> = word.chars().map(char::is_uppercase).collect();
        let changes = cases.windows(2).filter(|pair| pair[0] != pair[1]).count();
        let inside = cases.iter().skip(1).any(|upper| *upper) && changes > 0;
        cases.len() >= 5 && (changes >= 4 || named && inside)
    })
}

/// Whether each heading has a name that sections of the highest level have in papers of all fields,
/// in the language of the paper: parts of abstracts in other languages have such names, too.
fn tops(keys: &[Key], names: &[&str]) -> Vec<bool> {
    let of_lines = keys.iter().zip(names).filter(|(key, _)| !key.run_in).map(|(_, name)| *name);
    let language = main_language(of_lines, Section::Top);
    names.iter().map(|name| names_in(language, name, Section::Top)).collect()
}

/// The style in which most sections of the highest level are headed.
fn anchor(keys: &[Key], tops: &[bool]) -> Option<Key> {
    let mut counts: Vec<(Key, usize)> = Vec::new();
    for (key, _) in keys.iter().zip(tops).filter(|(_, top)| **top) {
        match counts.iter_mut().find(|(own, _)| own == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((*key, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(key, _)| key)
}

/// Levels by nesting: a heading stands one level below the last one of a higher rank. Numbers with
/// a depth decide by themselves. Where sections of the highest level are known, nothing else stands
/// on it.
fn nest(drafts: &[Draft], headings: &[usize], ranks: &[usize], anchored: bool) -> Vec<u8> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    headings
        .iter()
        .zip(ranks)
        .map(|(&at, &own)| {
            let text = drafts[at].chunk.text.trim();
            while open.last().is_some_and(|(rank, _)| *rank >= own) {
                open.pop();
            }
            let first = if anchored && own > 0 { 2 } else { 1 };
            let nested = open.last().map_or(first, |(_, level)| level + 1);
            let level = match number_depth(text) {
                Some((depth, _)) if depth > 1 => depth,
                _ => nested,
            };
            let level = level.min(DEEPEST);
            open.push((own, level));
            level
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Key, has_mixed_case, sort_stacked, stacked};
    use crate::page::FontId;

    #[test]
    fn styles_of_one_size_are_ordered_by_what_stands_above_what() {
        let key = |font| Key { run_in: false, size: 1, font: FontId(font), capitals: false };
        let keys = [key(1), key(2), key(1), key(2), key(1)];
        let pairs = stacked(&keys, &[3, 7, 8, 10, 11]);
        assert_eq!(pairs, [(key(2), key(1)), (key(2), key(1))]);
        let mut styles = [key(1), key(2)];
        sort_stacked(&mut styles, &pairs);
        assert_eq!(styles, [key(2), key(1)]);
    }

    #[test]
    fn small_capitals_that_read_as_small_letters() {
        for text in ["METHOds", "rEsulTs", "WOrk in prOgrEss"] {
            assert!(has_mixed_case(text), "{text}");
        }
        for text in ["Methods", "METHODS", "mRNA levels", "McArdle", "siRNA", "mRNAs in cells"] {
            assert!(!has_mixed_case(text), "{text}");
        }
    }
}
