//! Side door: what is written beside a document: its figures as images, its tables as CSV.

mod figure;
mod model;
mod table;

pub use figure::figures;
pub use model::Attachment;
pub use table::{Formulas, tables};
