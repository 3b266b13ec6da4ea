//! Blocks to passages: what each is, and which belong to one another.

use crate::diagnostic::Sink;
use crate::order::Flow;

/// Choices for role assignment.
#[derive(Debug, Clone, Default)]
pub struct Options {}

/// All passages of the document.
#[derive(Debug, Default)]
pub struct Passages {}

/// Assigns roles and joins what one role runs through.
pub fn assign(_flow: Flow, _options: &Options, _sink: &mut Sink) -> Passages {
    Passages::default()
}
