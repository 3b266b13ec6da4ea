//! The grammar in which identifiers are written.

/// A piece of an identifier's shape. Pieces take as much as they can, and nothing is given back.
#[derive(Debug)]
pub(super) enum Piece {
    /// From so many to so many figures.
    Digits(usize, usize),
    /// From so many to so many capitals.
    Capitals(usize, usize),
    /// From so many to so many capitals and figures.
    CapitalsOrDigits(usize, usize),
    /// From so many to so many letters and figures.
    AnyCase(usize, usize),
    /// These characters.
    Text(&'static str),
    /// One of these.
    OneOf(&'static [&'static str]),
    /// A hyphen, or a dash that was set for one.
    Dash,
    /// Nothing, or what may stand between a label and an identifier: blanks, signs and words such
    /// as `no.`; none of it is part of the identifier.
    Glue,
    /// These, or nothing.
    Maybe(&'static [Self]),
}

/// Signs and words between a label and an identifier, in lower case; longer ones first.
const GLUE: &[&str] = &[
    " ",
    "\u{a0}",
    ":",
    "#",
    "(",
    "[",
    ",",
    "®",
    "™",
    "accession",
    "numbers",
    "number",
    "nos.",
    "no.",
    "codes",
    "code",
    "entries",
    "entry",
    "plasmids",
    "plasmid",
    "identifier",
    "catalog",
    "ids",
    "id",
];

/// More signs and words than this do not stand between a label and an identifier.
const MOST_GLUE: usize = 8;

/// The bytes at the start of `text` that pieces take; what is of the identifier goes to `value`.
pub(super) fn take(text: &str, pieces: &[Piece], value: &mut String) -> Option<usize> {
    let mut at = 0;
    for piece in pieces {
        at += piece.take(&text[at..], value)?;
    }
    Some(at)
}

impl Piece {
    fn take(&self, text: &str, value: &mut String) -> Option<usize> {
        let mut run = |fewest: usize, most: usize, own: fn(&u8) -> bool| {
            let length = text.bytes().take(most).take_while(own).count();
            value.push_str(&text[..length]);
            (length >= fewest).then_some(length)
        };
        match self {
            Self::Digits(fewest, most) => run(*fewest, *most, u8::is_ascii_digit),
            Self::Capitals(fewest, most) => run(*fewest, *most, u8::is_ascii_uppercase),
            Self::CapitalsOrDigits(fewest, most) => {
                run(*fewest, *most, |b| b.is_ascii_uppercase() || b.is_ascii_digit())
            }
            Self::AnyCase(fewest, most) => run(*fewest, *most, u8::is_ascii_alphanumeric),
            Self::Text(own) => text.starts_with(own).then(|| {
                value.push_str(own);
                own.len()
            }),
            Self::OneOf(all) => all.iter().find(|own| text.starts_with(**own)).map(|own| {
                value.push_str(own);
                own.len()
            }),
            Self::Dash => {
                let dash = text.chars().next().filter(|c| "-‐‑–−".contains(*c))?;
                value.push('-');
                Some(dash.len_utf8())
            }
            Self::Glue => Some(glue(text)),
            Self::Maybe(pieces) => {
                let before = value.len();
                let taken = take(text, pieces, value);
                if taken.is_none() {
                    value.truncate(before);
                }
                Some(taken.unwrap_or(0))
            }
        }
    }
}

/// Length of what stands between a label and an identifier.
fn glue(text: &str) -> usize {
    let mut at = 0;
    for _ in 0..MOST_GLUE {
        let rest = &text.as_bytes()[at..];
        let own = GLUE.iter().find(|own| {
            rest.get(..own.len()).is_some_and(|head| head.eq_ignore_ascii_case(own.as_bytes()))
        });
        match own {
            Some(own) => at += own.len(),
            None => break,
        }
    }
    at
}
