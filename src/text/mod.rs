//! Text that remembers where it came from and what was changed in it.

mod model;
mod offsets;

pub use model::{Builder, Edit, Origin, Run, Segment, Span, Style, Text};
pub use offsets::Offsets;
