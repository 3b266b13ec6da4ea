//! A step that breaks on one page costs that page, not the document.

use crate::diagnostic::{Code, Sink};
use crate::page::Size;
use crate::provenance::PageNumber;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does a step of a page; where it panics, that is noted, and nothing comes back.
pub(super) fn guarded<T>(
    index: usize,
    size: Size,
    sink: &mut Sink,
    step: impl FnOnce() -> T,
) -> Option<T> {
    let done = catch_unwind(AssertUnwindSafe(step)).ok();
    if done.is_none() {
        let at = size.whole(PageNumber::from_index(index));
        let message = "the layout of the page could not be found, and its text is left out";
        sink.note(Code::PageUnreadable, Some(at), message);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_breaks_costs_its_page() {
        let mut sink = Sink::default();
        let mut step = |index: usize| {
            guarded(index, Size::default(), &mut sink, || {
                // As a fault in the step would, but without the hook that prints.
                if index == 1 {
                    std::panic::resume_unwind(Box::new(()));
                }
                index
            })
        };
        assert_eq!([step(0), step(1), step(2)], [Some(0), None, Some(2)]);
        assert_eq!(sink.pages_of(&[Code::PageUnreadable]), [PageNumber(2)]);
    }
}
