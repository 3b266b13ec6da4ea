//! The rules, one file each.

mod address_at_line_end;
mod blank_in_address;
mod break_without_blank;
mod degree_as_ring;
mod greek_as_latin;
mod hyphen_as_soft;
mod hyphen_at_line_end;
mod hyphen_before_blank;
mod hyphen_lost;
mod latex;
mod ligature;
mod micro_as_mu;
mod micro_as_u;
mod mojibake;
mod power_as_caret;
mod power_as_plain;
mod sign_as_ascii;
mod stretched_word;
mod stroke_at_line_end;
mod times_as_x;
mod unit_exponent_as_plain;

use super::model::Rule;

/// The rule that reads formulas as text where they are nothing else.
pub const FORMULA_RULE: &str = latex::RULE.name;

/// Every rule. Where two want the same characters, the earlier one has them.
pub const RULES: &[Rule] = &[
    address_at_line_end::RULE,
    hyphen_at_line_end::RULE,
    hyphen_before_blank::RULE,
    stroke_at_line_end::RULE,
    break_without_blank::RULE,
    stretched_word::RULE,
    hyphen_as_soft::RULE,
    hyphen_lost::RULE,
    mojibake::RULE,
    latex::RULE,
    power_as_caret::RULE,
    power_as_plain::RULE,
    times_as_x::RULE,
    unit_exponent_as_plain::RULE,
    micro_as_u::RULE,
    micro_as_mu::RULE,
    degree_as_ring::RULE,
    sign_as_ascii::RULE,
    greek_as_latin::RULE,
    ligature::RULE,
    blank_in_address::RULE,
];
