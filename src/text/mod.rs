//! Text that remembers where it came from and what was changed in it.

mod case;
mod model;
mod offsets;

pub use case::aligned_lower_case;
pub use model::{Builder, Decision, Edit, Origin, Run, Segment, Span, Style, Text};
pub use offsets::Offsets;
