//! Mends what typesetting and extraction did to the text.

use crate::diagnostic::Sink;
use crate::role::Passages;

/// Which rules to run.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Names of rules to leave out.
    pub skip: Vec<String>,
}

/// Repairs the text of every passage.
pub fn apply(passages: Passages, _options: &Options, _sink: &mut Sink) -> Passages {
    passages
}
