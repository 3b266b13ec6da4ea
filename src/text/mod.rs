//! Text that remembers where it came from and what was changed in it.

mod case;
mod edit;
mod model;
mod offsets;
mod style;

pub use case::aligned_lower_case;
pub use edit::Edit;
pub use model::{Builder, Decision, LONGEST, Origin, Run, Segment, Span, Text};
pub use offsets::Offsets;
pub use style::Style;
