//! How the entries of a list are written: what most of them do.

use super::author::persons_of;
use super::entry::{Entry, ITALIC};
use super::locator;
use super::model::{Habit, MANNERS};
use super::source::is_abbreviation;
use super::token;

/// Gathers the habits of a list.
pub(super) fn gather(entries: &[Entry]) -> Habit {
    let mut counts = [0usize; MANNERS.len()];
    let (mut dots, mut plain, mut untitled) = (0usize, 0usize, 0usize);
    for entry in entries {
        // Names in the wrong manner end early.
        let read =
            |manner| persons_of(entry, manner).map_or((0, 0), |own| (own.end, own.names.len()));
        let best = (0..MANNERS.len())
            .map(|at| (read(MANNERS[at]), at))
            .max_by_key(|(own, at)| (own.0, usize::MAX - at));
        let mut end = 0;
        if let Some(((length, _), at)) = best.filter(|((length, _), _)| *length > 0) {
            counts[at] += 1;
            end = length;
        }
        for word in entry.text.get(end..).unwrap_or_default().split(' ') {
            let bare = word.trim_end_matches([',', ';', ':']);
            match bare.strip_suffix('.') {
                Some(short) if is_abbreviation(short) => dots += 1,
                None if is_abbreviation(bare) => plain += 1,
                _ => {}
            }
        }
        untitled += usize::from(end > 0 && begins_with_journal(entry, end));
    }
    let mut order = [0, 1, 2];
    order.sort_by_key(|&at| std::cmp::Reverse(counts[at]));
    Habit {
        manners: order.map(|at| MANNERS[at]),
        dotted: dots > plain,
        untitled: 2 * untitled > entries.len(),
    }
}

/// Whether what stands from `at` to a place in a journal is slanted as a whole.
fn begins_with_journal(entry: &Entry, at: usize) -> bool {
    let Some(found) = locator::find(entry, at, false) else { return false };
    let end = found.range.start.max(at);
    let own = &entry.text[at..end];
    entry.is_set(at..end, ITALIC) && !token::cut(own).is_empty()
}
