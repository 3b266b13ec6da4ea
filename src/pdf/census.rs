//! The pages that the page tree has (ISO 32000-2, 7.7.3), counted against those that the engine reads.
//!
//! The engine leaves out, without a word, a page whose object is not there or cannot be parsed, and the
//! second use of a page. Its pages are in the order of the tree, so that walking the tree in the same
//! order tells which of them stands where.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Number, ObjectIdentifier};
use rustc_hash::FxHashMap;
use std::ops::RangeInclusive;

/// Pages of a tree that are counted at most, those that are used again included.
const LEAF_LIMIT: usize = 1_000_000;

/// Missing pages that are given numbers at most where a part of the tree is missing: a count of
/// more is rather wrong.
const GAP_LIMIT: usize = 10_000;

/// What a tree holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Census {
    /// For each page, which of the engine's it is; nothing where it cannot be read. The last one can.
    pub(super) order: Vec<Option<usize>>,
    /// Objects of the tree that cannot be read.
    pub(super) broken: Vec<ObjectIdentifier>,
    /// Number of pages as the tree has them, or as it says where that is more.
    all: usize,
    /// Number of pages as the root of the tree states it.
    stated: Option<usize>,
    /// Whether the pages were found without the tree, so that some may be missing.
    unlisted: bool,
}

impl Census {
    pub(super) fn take(pdf: &Pdf) -> Self {
        let read = pdf.pages().len();
        let mut walk = Walk::default();
        walk.tree(pdf);
        let Walk { order, broken, read: found, stated, .. } = walk;
        // Without a tree the engine takes whatever looks like a page.
        let order = if found == read { order } else { (0..read).map(Some).collect() };
        Self { order, broken, all: 0, stated, unlisted: found != read }.settled()
    }

    /// Finds the place of pages that are stated and were not met.
    fn settled(mut self) -> Self {
        let gap = self.stated.unwrap_or(0).saturating_sub(self.order.len());
        let mut unread = self.order.iter().enumerate().filter(|(_, page)| page.is_none());
        // One object that cannot be read may be a whole branch.
        if let (Some((at, _)), None) = (unread.next(), unread.next())
            && gap <= GAP_LIMIT
        {
            self.order.splice(at..at, std::iter::repeat_n(None, gap));
        }
        self.all = self.order.len().max(self.stated.unwrap_or(0));
        while self.order.pop_if(|page| page.is_none()).is_some() {}
        self
    }

    /// Numbers of the pages that cannot be read, from 1, in words; nothing where there are none.
    pub(super) fn missing(&self) -> Option<String> {
        let interior = self.order.iter().enumerate().filter(|(_, page)| page.is_none());
        let mut ranges: Vec<RangeInclusive<usize>> = Vec::new();
        let mut add = |first: usize, last: usize| match ranges.last_mut() {
            Some(range) if *range.end() + 1 == first => *range = *range.start()..=last,
            _ => ranges.push(first..=last),
        };
        interior.for_each(|(index, _)| add(index + 1, index + 1));
        if self.all > self.order.len() {
            add(self.order.len() + 1, self.all);
        }
        let one = matches!(&ranges[..], [range] if range.start() == range.end());
        let names = ranges.iter().map(|range| match (range.start(), range.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first}-{last}"),
        });
        let names = names.collect::<Vec<_>>().join(", ");
        let noun = if one { "page" } else { "pages" };
        (!names.is_empty()).then(|| format!("{noun} {names} of {} cannot be read", self.all))
    }

    /// Whether there is no tree that says which pages there are.
    pub(super) fn is_unlisted(&self) -> bool {
        self.unlisted
    }

    /// What the root of the tree states where the tree has more pages than that.
    pub(super) fn understated(&self) -> Option<usize> {
        self.stated.filter(|stated| *stated < self.order.len())
    }
}

/// What is known of an object of the tree.
#[derive(Debug, Clone, Copy)]
enum Met {
    Page(usize),
    Node,
    Broken,
}

#[derive(Debug, Default)]
struct Walk {
    order: Vec<Option<usize>>,
    broken: Vec<ObjectIdentifier>,
    met: FxHashMap<ObjectIdentifier, Met>,
    /// Pages that the engine has read so far.
    read: usize,
    stated: Option<usize>,
}

impl Walk {
    fn tree(&mut self, pdf: &Pdf) {
        let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default();
        let Some(root) = catalog.get::<Dict<'_>>(b"Pages") else {
            self.broken.extend(catalog.get_ref(b"Pages").map(ObjectIdentifier::from));
            return;
        };
        self.met.extend(root.obj_id().map(|id| (id, Met::Node)));
        self.stated = count(&root);
        let Some(first) = kids(&root) else { return };
        let mut stack = vec![first.raw_iter()];
        while let Some(frame) = stack.last_mut() {
            let Some(kid) = frame.next() else {
                stack.pop();
                continue;
            };
            if self.order.len() >= LEAF_LIMIT {
                return;
            }
            let (id, dict) = match kid {
                MaybeRef::Ref(reference) => {
                    let id = ObjectIdentifier::from(reference);
                    if let Some(met) = self.met.get(&id) {
                        self.again(*met);
                        continue;
                    }
                    (Some(id), pdf.xref().get::<Dict<'_>>(id))
                }
                MaybeRef::NotRef(object) => (None, object.into_dict()),
            };
            let met = match &dict {
                None => self.unreadable(id),
                Some(dict) if is_node(dict) => {
                    match kids(dict) {
                        Some(kids) => stack.push(kids.raw_iter()),
                        None if count(dict).is_some() => self.order.push(None),
                        None => {}
                    }
                    Met::Node
                }
                Some(_) => {
                    self.read += 1;
                    self.order.push(Some(self.read - 1));
                    Met::Page(self.read - 1)
                }
            };
            self.met.extend(id.map(|id| (id, met)));
        }
    }

    /// A page that is used again is a page more; a branch is not, since it may hold itself.
    fn again(&mut self, met: Met) {
        match met {
            Met::Page(index) => self.order.push(Some(index)),
            Met::Broken => self.order.push(None),
            Met::Node => {}
        }
    }

    fn unreadable(&mut self, id: Option<ObjectIdentifier>) -> Met {
        self.order.push(None);
        self.broken.extend(id);
        Met::Broken
    }
}

fn kids<'a>(node: &Dict<'a>) -> Option<Array<'a>> {
    node.get(b"Kids")
}

fn is_node(dict: &Dict<'_>) -> bool {
    dict.get::<Name<'_>>(b"Type").is_some_and(|name| &*name == b"Pages")
}

/// Number of pages below a node, as it states it.
fn count(node: &Dict<'_>) -> Option<usize> {
    let stated = node.get::<Number>(b"Count")?.as_i64();
    usize::try_from(stated).ok().filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn census(order: &[Option<usize>], stated: Option<usize>) -> Census {
        Census { order: order.to_vec(), stated, ..Census::default() }.settled()
    }

    #[test]
    fn pages_that_are_missing_are_named() {
        let message = |order: &[Option<usize>], stated| census(order, stated).missing();
        assert_eq!(message(&[Some(0), Some(1)], Some(2)), None);
        assert_eq!(message(&[Some(0), Some(1)], None), None);
        assert_eq!(message(&[Some(0), Some(0)], Some(1)), None);
        let of = |text: &str| Some(format!("{text} cannot be read"));
        assert_eq!(message(&[Some(0), None, Some(1)], Some(3)), of("page 2 of 3"));
        assert_eq!(message(&[Some(0), None, None], Some(3)), of("pages 2-3 of 3"));
        assert_eq!(message(&[Some(0), Some(1)], Some(4)), of("pages 3-4 of 4"));
        assert_eq!(message(&[None, Some(0), None], Some(9)), of("pages 1, 3-9 of 9"));
    }

    #[test]
    fn a_missing_branch_moves_the_pages_behind_it() {
        let census = census(&[Some(0), None, Some(1)], Some(5));
        assert_eq!(census.order, [Some(0), None, None, None, Some(1)]);
        assert_eq!(census.missing().as_deref(), Some("pages 2-4 of 5 cannot be read"));
    }

    #[test]
    fn a_count_that_is_too_small_loses_nothing() {
        assert_eq!(census(&[Some(0), Some(1)], Some(1)).understated(), Some(1));
        assert_eq!(census(&[Some(0), Some(1)], Some(2)).understated(), None);
    }
}
