//! Greek letters by their English names.

/// Greek letters by name; a name that begins with a capital is that of the capital.
const LETTERS: &[(&str, char, char)] = &[
    ("alpha", 'α', 'Α'),
    ("beta", 'β', 'Β'),
    ("gamma", 'γ', 'Γ'),
    ("delta", 'δ', 'Δ'),
    ("epsilon", 'ε', 'Ε'),
    ("zeta", 'ζ', 'Ζ'),
    ("eta", 'η', 'Η'),
    ("theta", 'θ', 'Θ'),
    ("iota", 'ι', 'Ι'),
    ("kappa", 'κ', 'Κ'),
    ("lambda", 'λ', 'Λ'),
    ("mu", 'μ', 'Μ'),
    ("nu", 'ν', 'Ν'),
    ("xi", 'ξ', 'Ξ'),
    ("omicron", 'ο', 'Ο'),
    ("pi", 'π', 'Π'),
    ("rho", 'ρ', 'Ρ'),
    ("sigma", 'σ', 'Σ'),
    ("tau", 'τ', 'Τ'),
    ("upsilon", 'υ', 'Υ'),
    ("phi", 'φ', 'Φ'),
    ("chi", 'χ', 'Χ'),
    ("psi", 'ψ', 'Ψ'),
    ("omega", 'ω', 'Ω'),
];

/// The letter of a name: `delta` is `δ`, `Delta` is `Δ`.
pub(crate) fn letter(name: &str) -> Option<char> {
    let (_, small, capital) =
        LETTERS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
    let (first, rest) = name.split_at_checked(1)?;
    let is_small = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase());
    is_small(rest).then_some(if is_small(first) { *small } else { *capital })
}

/// The name of a letter, and whether it is a capital.
pub(crate) fn name(letter: char) -> Option<(&'static str, bool)> {
    if !('Α'..='ω').contains(&letter) {
        return None;
    }
    let own = LETTERS.iter().find(|(_, small, capital)| [*small, *capital].contains(&letter));
    own.map(|(name, small, _)| (*name, *small != letter))
}

#[cfg(test)]
mod tests {
    use super::{letter, name};

    #[test]
    fn names_have_letters() {
        for (sign, expected) in
            [('δ', Some(("delta", false))), ('Δ', Some(("delta", true))), ('d', None), ('ς', None)]
        {
            assert_eq!(name(sign), expected, "{sign}");
        }
    }

    #[test]
    fn letters_have_names() {
        for (name, expected) in [
            ("alpha", Some('α')),
            ("Alpha", Some('Α')),
            ("mu", Some('\u{3BC}')),
            ("Omega", Some('\u{3A9}')),
            ("ALPHA", None),
            ("alphas", None),
            ("", None),
        ] {
            assert_eq!(letter(name), expected, "{name}");
        }
    }
}
