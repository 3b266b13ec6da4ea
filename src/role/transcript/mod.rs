//! Blocks of a text that another tool left to passages.
//!
//! No geometry tells what a block is: words do, what notation says of it, and what stands before and behind it.

mod caption;
mod draft;
mod front;
mod furniture;
mod heading;
mod join;
mod line;
mod part;
mod passage;
mod reference;

use super::model::Passages;
use crate::transcript::Transcript;

/// Assigns roles and joins what one role runs through.
pub fn transcribe(transcript: Transcript) -> Passages {
    let mut drafts = line::drafts(transcript);
    furniture::mark(&mut drafts);
    caption::mark(&mut drafts);
    join::first_lines(&mut drafts);
    let body = front::mark(&mut drafts);
    reference::mark(&mut drafts, body);
    heading::mark(&mut drafts, body);
    join::paragraphs(&mut drafts, body);
    passage::passages(drafts, body)
}
