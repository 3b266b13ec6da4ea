//! Names of functions, as formulas have them.

use super::word_set::WordSet;

/// Functions and operators that are written as words (ISO 80000-2).
const FUNCTIONS: WordSet = WordSet::new(&[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "cov", "det", "div", "erf", "exp",
    "grad", "inf", "lim", "log", "logit", "max", "min", "mod", "rank", "sgn", "sin", "sinh", "sup",
    "tan", "tanh", "var",
]);

/// Whether a word is the name of a function.
pub(crate) fn is_function(word: &str) -> bool {
    FUNCTIONS.contains(word)
}
