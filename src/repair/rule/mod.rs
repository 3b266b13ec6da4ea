//! The rules, one file each.

mod address_at_line_end;
mod hyphen_as_soft;
mod hyphen_at_line_end;
mod micro_as_mu;

use super::Rule;

/// Every rule. Where two want the same characters, the earlier one has them.
pub const RULES: &[Rule] =
    &[address_at_line_end::RULE, hyphen_at_line_end::RULE, hyphen_as_soft::RULE, micro_as_mu::RULE];
