//! Roman numerals.

/// Signs of numerals by what they are worth, the greatest first.
const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Numerals of `I`, `V` and `X` are worth less than this: those with other signs are as likely
/// initials or short forms.
const FIRST_OF_MORE_SIGNS: u32 = 40;

/// A number in capitals.
pub(crate) fn write(mut number: u32) -> String {
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// The number that a numeral in whatever case means, if it is written as it is by rule: `IV`, not
/// `IIII`.
pub(crate) fn read(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut number = 0;
    for (value, sign) in SIGNS {
        // A sign of one letter stands three times at most, one of two letters and a five once.
        let most = if sign.len() == 1 && sign.starts_with(['M', 'C', 'X', 'I']) { 3 } else { 1 };
        for _ in 0..most {
            let Some((first, tail)) = rest.split_at_checked(sign.len()) else { break };
            if !first.eq_ignore_ascii_case(sign) {
                break;
            }
            number += value;
            rest = tail;
        }
    }
    (rest.is_empty() && number > 0).then_some(number).filter(|number| is_by_rule(text, *number))
}

/// Whether a text is how a number is written; `IXI` and `VIV` are not.
fn is_by_rule(text: &str, number: u32) -> bool {
    write(number).eq_ignore_ascii_case(text)
}

/// Whether a text is a numeral of `I`, `V` and `X`, with which papers number their parts.
pub(crate) fn is_ordinal(text: &str) -> bool {
    read(text).is_some_and(|number| number < FIRST_OF_MORE_SIGNS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_they_are_written() {
        for number in 1..=3999 {
            assert_eq!(read(&write(number)), Some(number));
        }
        for (text, expected) in [
            ("iv", Some(4)),
            ("MCMXCIV", Some(1994)),
            ("Iv", Some(4)),
            ("IIII", None),
            ("VX", None),
            ("IXI", None),
            ("A", None),
            ("", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn parts_are_numbered_by_small_numerals() {
        for (text, ordinal) in
            [("III", true), ("xii", true), ("XXXIX", true), ("CI", false), ("LV", false)]
        {
            assert_eq!(is_ordinal(text), ordinal, "{text}");
        }
    }
}
