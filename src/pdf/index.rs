//! Pages by their objects.

use crate::provenance::PageNumber;
use hayro_syntax::Pdf;
use hayro_syntax::object::{ObjRef, ObjectIdentifier};
use rustc_hash::FxHashMap;

/// Numbers of pages by their objects.
pub(super) struct PageIndex(FxHashMap<ObjectIdentifier, PageNumber>);

impl PageIndex {
    pub(super) fn new(pdf: &Pdf) -> Self {
        let pages = pdf.pages().iter().enumerate();
        Self(
            pages
                .filter_map(|(i, page)| Some((page.raw().obj_id()?, PageNumber::from_index(i))))
                .collect(),
        )
    }

    /// The page that a reference leads to.
    pub(super) fn find(&self, page: ObjRef) -> Option<PageNumber> {
        self.0.get(&ObjectIdentifier::from(page)).copied()
    }
}
