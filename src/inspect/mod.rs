//! Side door: what came out, beside the pages it came from, as a site that a browser opens from the disk.
//!
//! [`document`] makes the page of one document: pictures of its pages on one side, the article on the other, as the
//! HTML writer writes it, so that it needs no second reading of the Markdown and all its text is escaped in one
//! place. [`site()`] makes the page of all documents and what the pages share: a style and a few programs without a
//! framework. Nothing is loaded from elsewhere, and the policy of each page allows no program inside of it.

mod address;
mod columns;
mod data;
mod doubt;
mod frame;
mod metadata;
mod model;
mod page;
mod passage;
mod picture;
mod place;
mod site;
mod tally;

pub use model::{CARD, Card, Picture, Row};
pub use page::document;
pub use picture::pictures;
pub use site::{INDEX, is_own, site};
