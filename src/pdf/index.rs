//! Pages by their objects.

use crate::provenance::PageNumber;
use hayro_syntax::Pdf;
use hayro_syntax::object::{ObjRef, ObjectIdentifier};
use rustc_hash::FxHashMap;

/// Numbers of pages by their objects.
pub(super) struct PageIndex(FxHashMap<ObjectIdentifier, PageNumber>);

impl PageIndex {
    pub(super) fn new(pdf: &Pdf, order: &[Option<usize>]) -> Self {
        let mut found = FxHashMap::default();
        for (index, own) in order.iter().enumerate() {
            let page = own.and_then(|own| pdf.pages().get(own));
            if let Some(id) = page.and_then(|page| page.raw().obj_id()) {
                // A page that is used again is known by its first use.
                found.entry(id).or_insert(PageNumber::from_index(index));
            }
        }
        Self(found)
    }

    /// The page that a reference leads to.
    pub(super) fn find(&self, page: ObjRef) -> Option<PageNumber> {
        self.0.get(&ObjectIdentifier::from(page)).copied()
    }
}
