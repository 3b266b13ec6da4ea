//! Marks that lead from names to notes and institutions.

/// The highest number that a range of marks ends with.
const LAST_OF_RANGE: u32 = 99;

/// The sign that a character is as a mark, whatever its shape in the font.
pub(super) fn symbol(c: char) -> Option<char> {
    match c {
        '*' | '∗' | '⁎' | '＊' | '✱' => Some('*'),
        '‖' | '∥' | 'ǁ' => Some('‖'),
        '†' | '‡' | '§' | '¶' | '#' | '☯' | '✉' | '♯' | '◊' | '△' | '⊥' | '∂' => {
            Some(c)
        }
        _ => None,
    }
}

/// The digit or sign that a superior character of Unicode is.
pub(super) fn superior(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' | '⁴'..='⁹' => char::from_digit(u32::from(c) - u32::from('⁰'), 10),
        '⁺' => Some('+'),
        '⁻' => Some('-'),
        _ => None,
    }
}

/// The single marks of a group: `1,2*` are three, `1-3` are three, `††` is one.
pub(super) fn marks_in(group: &str) -> Vec<String> {
    let mut marks: Vec<String> = Vec::new();
    let mut chars = group.chars().map(|c| superior(c).unwrap_or(c)).peekable();
    let mut ranged = false;
    while let Some(c) = chars.next() {
        if let Some(sign) = symbol(c) {
            let mut mark = sign.to_string();
            while chars.next_if(|next| symbol(*next) == Some(sign)).is_some() {
                mark.push(sign);
            }
            marks.push(mark);
        } else if c.is_alphanumeric() {
            let digits = c.is_ascii_digit();
            let mut mark = c.to_string();
            while let Some(next) =
                chars.next_if(|next| next.is_alphanumeric() && next.is_ascii_digit() == digits)
            {
                mark.push(next);
            }
            if std::mem::take(&mut ranged) {
                marks.extend(between(marks.last(), &mark));
            }
            marks.push(mark);
        } else if matches!(c, '-' | '–' | '‐' | '−') {
            ranged = true;
        }
    }
    marks
}

/// The numbers or letters between two marks.
fn between(first: Option<&String>, last: &str) -> Vec<String> {
    let Some(first) = first else { return Vec::new() };
    let numbers = (first.parse::<u32>(), last.parse::<u32>());
    if let (Ok(first), Ok(last)) = numbers
        && last <= LAST_OF_RANGE
    {
        return (first + 1..last).map(|number| number.to_string()).collect();
    }
    if let ([first], [last]) = (first.as_bytes(), last.as_bytes())
        && first.is_ascii_lowercase()
        && last.is_ascii_lowercase()
    {
        return (first + 1..*last).map(|letter| char::from(letter).to_string()).collect();
    }
    Vec::new()
}

/// Whether a text is nothing but marks.
pub(super) fn is_marks(text: &str) -> bool {
    /// A group of marks that stands alone is no longer than this, in characters.
    const LONGEST: usize = 8;
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= LONGEST
        && text.chars().all(|c| {
            symbol(c).is_some()
                || c.is_ascii_digit()
                || c.is_ascii_lowercase()
                || matches!(c, ',' | ' ' | '-' | '–')
        })
        && marks_in(text).iter().all(|mark| mark.chars().count() <= 2)
}

/// The mark that follows another in the order of numbers or letters.
pub(super) fn follows(mark: &str, last: &str) -> bool {
    match (mark.parse::<u32>(), last.parse::<u32>(), mark.as_bytes(), last.as_bytes()) {
        (Ok(mark), Ok(last), _, _) => mark == last + 1,
        (_, _, [mark], [last]) => u32::from(*mark) == u32::from(*last) + 1,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_taken_apart() {
        let rows: [(&str, &[&str]); 7] = [
            ("1,2*", &["1", "2", "*"]),
            ("a,∗", &["a", "*"]),
            ("12a", &["12", "a"]),
            ("1–4", &["1", "2", "3", "4"]),
            ("a-c", &["a", "b", "c"]),
            ("††", &["††"]),
            ("*†", &["*", "†"]),
        ];
        for (group, marks) in rows {
            assert_eq!(marks_in(group), marks, "{group}");
        }
        assert!(is_marks("1,2*"));
        assert!(!is_marks("Salt"));
        assert!(follows("b", "a") && follows("10", "9") && !follows("3", "1"));
    }
}
