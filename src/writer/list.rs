//! The marks of list items, so that `CommonMark` reads the lists and the numbers as printed.

/// Digits of the longest number that opens a list item in `CommonMark`.
const NUMBER_DIGITS: usize = 9;

/// What is to be written as an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    /// Its number as printed.
    pub(super) number: Option<&'a str>,
    /// Its depth, from 0.
    pub(super) level: u8,
    /// Whether a number that Markdown cannot count is written in brackets.
    pub(super) bracketed: bool,
}

/// How an item begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opening {
    /// What stands before its words, from the start of the line.
    pub(super) mark: String,
    /// Whether a blank line has to stand before it.
    pub(super) new_list: bool,
}

/// The lists that are open, from outside to inside.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Open>);

#[derive(Debug)]
struct Open {
    marker: Marker,
    /// Width of its items' marks, in characters: what is inside an item is indented by it.
    width: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    /// The last number and the character after it.
    Number(u32, char),
}

impl Lists {
    /// Ends all lists.
    pub(super) fn end(&mut self) {
        self.0.clear();
    }

    /// Goes on with an item.
    pub(super) fn open(&mut self, item: Item<'_>) -> Opening {
        let was_open = !self.0.is_empty();
        self.0.truncate(usize::from(item.level) + 1);
        let depth = usize::from(item.level).min(self.0.len());
        let last = self.0.get(depth).map(|open| open.marker);
        let number = item.number.and_then(counted);
        let marker = match (number, last) {
            (None, _) => Marker::Bullet,
            // A list goes on over a gap in its numbers unless its marks change.
            (Some(number), Some(Marker::Number(before, sign))) => {
                let follows = before.checked_add(1) == Some(number);
                Marker::Number(number, if follows { sign } else { other(sign) })
            }
            (Some(number), _) => Marker::Number(number, '.'),
        };
        let continues = last.is_some_and(|last| same_list(last, marker));
        // A nested list that does not count from 1 cannot interrupt the words of its item.
        let nests =
            last.is_none() && was_open && matches!(marker, Marker::Bullet | Marker::Number(1, _));
        let indent: usize = self.0[..depth].iter().map(|open| open.width).sum();
        let sign = match marker {
            Marker::Bullet => "- ".to_owned(),
            Marker::Number(number, sign) => format!("{number}{sign} "),
        };
        self.0.truncate(depth);
        self.0.push(Open { marker, width: sign.len() });
        let label =
            item.number.filter(|_| number.is_none()).map(|label| label_of(label, item.bracketed));
        let mark = format!("{}{sign}{}", " ".repeat(indent), label.unwrap_or_default());
        Opening { mark, new_list: !(continues || nests) }
    }
}

fn counted(number: &str) -> Option<u32> {
    let is_number = (1..=NUMBER_DIGITS).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        && (number == "0" || !number.starts_with('0'));
    if is_number { number.parse().ok() } else { None }
}

fn other(sign: char) -> char {
    if sign == '.' { ')' } else { '.' }
}

fn same_list(last: Marker, next: Marker) -> bool {
    match (last, next) {
        (Marker::Bullet, Marker::Bullet) => true,
        (Marker::Number(_, last), Marker::Number(_, next)) => last == next,
        (Marker::Bullet, Marker::Number(..)) | (Marker::Number(..), Marker::Bullet) => false,
    }
}

/// A label that Markdown cannot count, as text.
fn label_of(label: &str, bracketed: bool) -> String {
    let label: String = label.split_whitespace().collect::<Vec<_>>().join(" ");
    match label.as_str() {
        "" => String::new(),
        label if bracketed => format!("[{label}] "),
        label => format!("({label}) "),
    }
}
