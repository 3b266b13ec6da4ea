//! Where a head ends whose rule stands above its last rows.

use super::band::is_number;
use super::entry::Entry;
use super::frame::Frame;
use std::collections::BTreeSet;

/// Rows below its rule that are of a head at most.
const MOST_ROWS: u32 = 3;
/// Fewer texts over columns of numbers name none.
const FEWEST_NAMES: usize = 2;
/// A column that needs no other evidence to be one of numbers has at least so many of them below.
const FEWEST_NUMBERS: u32 = 4;

/// How many rows a head has: `head` of them stand above its rule. The rows below are of it as long as they name what
/// the head leaves open, or name columns of numbers. `row_of` gives the row of each entry.
pub(super) fn rows(
    frame: &Frame,
    entries: &[Entry],
    row_of: &dyn Fn(usize) -> u32,
    head: u32,
    rows: u32,
) -> u32 {
    let mut end = head;
    while head > 0 && end + 1 < rows && end < head + MOST_ROWS {
        let own = Below::of(frame, entries, row_of, end);
        if !own.names_open_heads() && !own.names_numbers() {
            break;
        }
        end += 1;
    }
    end
}

/// The row below a head, and what is above and below it.
struct Below<'a> {
    frame: &'a Frame<'a>,
    /// Number of the row.
    row: u32,
    /// Entries of the head and of the row, with their rows.
    upper: Vec<(u32, &'a Entry)>,
    /// For each column how many of the entries further down are numbers, and how many there are.
    lower: Vec<(u32, u32)>,
}

impl<'a> Below<'a> {
    fn of(
        frame: &'a Frame<'a>,
        entries: &'a [Entry],
        row_of: &dyn Fn(usize) -> u32,
        row: u32,
    ) -> Self {
        let mut own = Self { frame, row, upper: Vec::new(), lower: vec![(0, 0); frame.columns()] };
        for (at, entry) in entries.iter().enumerate() {
            let place = row_of(at);
            if place <= row {
                own.upper.push((place, entry));
            } else if entry.is_single() {
                let (numbers, all) = &mut own.lower[entry.first as usize];
                *numbers += u32::from(is_number(frame, entry));
                *all += 1;
            }
        }
        own
    }

    fn entries(&self) -> impl Iterator<Item = &'a Entry> {
        self.upper.iter().filter(|(row, _)| *row == self.row).map(|(_, own)| *own)
    }

    /// Whether more than half of the texts further down a column are numbers.
    fn is_of_numbers(&self, column: usize) -> bool {
        let (numbers, all) = self.lower[column];
        2 * numbers > all
    }

    /// Whether a word of an entry begins with a letter.
    fn has_word(&self, entry: &Entry) -> bool {
        entry.tokens.iter().any(|&token| self.frame.scene.first_char(token).is_alphabetic())
    }

    /// Whether a cell of the head stands across several columns and nothing in the head names those: the texts of the row
    /// do, if they are no numbers as those below them are.
    fn names_open_heads(&self) -> bool {
        let named_by = |row: u32, over: &Entry| {
            let own = self.upper.iter().filter(move |(at, _)| *at == row).map(|(_, own)| *own);
            let below = own.filter(|own| over.first <= own.first && own.last <= over.last);
            below.map(|own| own.first).collect::<BTreeSet<u32>>().len()
        };
        let is_open = |(row, over): &&(u32, &Entry)| {
            *row < self.row
                && !over.is_single()
                && (row + 1..self.row).all(|at| named_by(at, over) == 0)
        };
        let mut open = self.upper.iter().filter(is_open).peekable();
        let named = open.peek().is_some() && open.all(|(_, over)| named_by(self.row, over) > 1);
        let is_word = |own: &Entry| !is_number(self.frame, own) || self.has_word(own);
        let over_numbers =
            |own: &Entry| !is_number(self.frame, own) && self.is_of_numbers(own.first as usize);
        named && self.entries().all(is_word) && self.entries().any(over_numbers)
    }

    /// Whether words, or units in brackets, stand over most of the columns of numbers and no number does. One word over and
    /// over beside a name is what a row has in place of numbers: `NA`, `Reference`.
    fn names_numbers(&self) -> bool {
        let of_many_numbers =
            |column: &usize| self.lower[*column].0 >= FEWEST_NUMBERS && self.is_of_numbers(*column);
        let columns = (1..self.lower.len()).filter(of_many_numbers).count();
        let over: Vec<&Entry> = self
            .entries()
            .filter(|own| own.first > 0 && own.is_single())
            .filter(|own| of_many_numbers(&(own.first as usize)))
            .collect();
        let scene = self.frame.scene;
        let first = |own: &Entry| own.tokens.first().map_or(' ', |&token| scene.first_char(token));
        let last = |own: &Entry| own.tokens.last().map_or(' ', |&token| scene.last_char(token));
        let is_unit = |own: &Entry| first(own) == '(' && last(own) == ')';
        let begins_with_word = |own: &Entry| first(own).is_alphabetic();
        let words = over.iter().filter(|own| begins_with_word(own)).count();
        let looks = |own: &&Entry| (first(own), last(own), own.tokens.len());
        let has_stub = self.entries().any(|own| own.first == 0);
        let differ = over.iter().map(looks).collect::<BTreeSet<_>>().len() > 1;
        over.len() >= FEWEST_NAMES
            && 2 * over.len() > columns
            && 2 * words >= over.len()
            && over.iter().all(|own| begins_with_word(own) || is_unit(own))
            && self.entries().all(|own| own.first == 0 || !first(own).is_ascii_digit())
            && (differ || !has_stub)
    }
}
