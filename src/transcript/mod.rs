//! Side door: a text that another tool left, Markdown or plain, as blocks with what its notation says of them.
//!
//! It stands where `pdf` to `order` stand for a file with pages: behind it, `role` says what each block is. What a
//! notation says is evidence, no verdict: tools write headings as plain lines, and furniture as headings.

mod html;
mod inline;
mod model;
mod read;

pub use model::{Block, Grid, Kind, Transcript, Words};
pub use read::read;
