//! Where the Markdown of a block can be cut.

use super::size::{stands_alone, tag};
use crate::lexicon::shortened::is_in_sentence;
use std::ops::Range;

/// A place to cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Where the first part ends.
    pub(super) end: usize,
    /// Where the rest begins.
    pub(super) start: usize,
    /// Whether it is between rows of a table.
    pub(super) in_grid: bool,
}

impl Cut {
    fn of_text(end: usize, start: usize) -> Self {
        Self { end, start, in_grid: false }
    }
}

/// The grid of a table in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    /// What opens it, with the rows of its head.
    pub(super) head: String,
    /// What opens it without them.
    pub(super) opening: &'static str,
    /// What closes it.
    pub(super) closing: &'static str,
}

/// Places between the paragraphs, rows and sentences of a range of a text, and the grid that it holds.
pub(super) fn whole(text: &str, range: &Range<usize>) -> (Vec<Cut>, Option<Grid>) {
    let mut cuts = Vec::new();
    let mut grid = None;
    let mut last: Option<usize> = None;
    for paragraph in paragraphs(text, range) {
        if let Some(last) = last {
            cuts.push(Cut::of_text(last, paragraph.start));
        }
        last = Some(paragraph.end);
        let own = &text[paragraph.clone()];
        if own.starts_with('|') {
            grid = Some(pipes(own, paragraph.start, &mut cuts));
        } else if own.starts_with("<table>") {
            grid = Some(html(own, paragraph.start, &mut cuts));
        } else {
            sentences(own, paragraph.start, &mut cuts);
        }
    }
    (cuts, grid)
}

/// Places between the words of a range of a text.
pub(super) fn words(text: &str, range: &Range<usize>) -> Vec<Cut> {
    let own = &text[range.clone()];
    let mut cuts = Vec::new();
    let mut at = 0;
    while let Some(c) = own[at..].chars().next() {
        if let Some(length) = tag(&own[at..]) {
            at += length;
            if own[..at].ends_with("</td>") || own[..at].ends_with("</th>") {
                cuts.push(Cut::of_text(range.start + at, range.start + at));
            }
            continue;
        }
        let behind = at + c.len_utf8();
        if c.is_whitespace() {
            cuts.push(Cut::of_text(range.start + at, range.start + behind));
        } else if stands_alone(c) {
            cuts.push(Cut::of_text(range.start + behind, range.start + behind));
        }
        at = behind;
    }
    cuts.retain(|cut| range.start < cut.end && cut.start < range.end);
    cuts
}

/// The parts of a range of a text between empty lines.
fn paragraphs(text: &str, range: &Range<usize>) -> Vec<Range<usize>> {
    let mut paragraphs = Vec::new();
    let mut at = range.start;
    for part in text[range.clone()].split("\n\n") {
        if !part.trim().is_empty() {
            paragraphs.push(at..at + part.len());
        }
        at += part.len() + 2;
    }
    paragraphs
}

/// Lines of a table's head in GFM.
const HEAD_LINES: usize = 2;

fn pipes(grid: &str, start: usize, cuts: &mut Vec<Cut>) -> Grid {
    let lines: Vec<usize> = grid.match_indices('\n').map(|(at, _)| at).collect();
    let head = lines.get(HEAD_LINES - 1).map_or(grid.len(), |at| at + 1);
    for at in lines.iter().skip(HEAD_LINES) {
        cuts.push(Cut { end: start + at, start: start + at + 1, in_grid: true });
    }
    Grid { head: grid[..head].to_owned(), opening: "", closing: "" }
}

fn html(grid: &str, start: usize, cuts: &mut Vec<Cut>) -> Grid {
    const BODY: &str = "<tbody>\n";
    const ROW: &str = "</tr>\n<tr>";
    let head = grid.find(BODY).map_or(0, |at| at + BODY.len());
    for (at, _) in grid[head..].match_indices(ROW) {
        let end = start + head + at + "</tr>".len();
        cuts.push(Cut { end, start: end + 1, in_grid: true });
    }
    Grid {
        head: grid[..head].to_owned(),
        opening: "<table>\n<tbody>\n",
        closing: "\n</tbody>\n</table>",
    }
}

fn sentences(own: &str, start: usize, cuts: &mut Vec<Cut>) {
    let mut at = 0;
    while let Some(c) = own[at..].chars().next() {
        if let Some(length) = tag(&own[at..]) {
            at += length;
            continue;
        }
        let behind = at + c.len_utf8();
        if matches!(c, '。' | '！' | '？') && behind < own.len() {
            cuts.push(Cut::of_text(start + behind, start + behind));
        } else if c.is_whitespace() && ends(&own[..at]) && begins(&own[behind..]) {
            cuts.push(Cut::of_text(start + at, start + behind));
        }
        at = behind;
    }
}

/// Whether a sentence ends with a text.
fn ends(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.ends_with(".**") {
        // A label, or a heading that runs in.
        return false;
    }
    // Citations, brackets and marks may stand behind the stop.
    let word = word.split('<').next().unwrap_or_default();
    let is_behind = |c: char| c.is_numeric() || "*)]}\"”’»,–-".contains(c);
    let word = word.trim_end_matches(is_behind);
    let Some(bare) = word.strip_suffix(['.', '?', '!', '؟', '۔', '।']) else { return false };
    let bare = bare.trim_start_matches(['(', '[', '*']);
    let is_initial = bare.chars().count() == 1 && bare.starts_with(char::is_uppercase);
    !is_initial && !is_in_sentence(bare)
}

fn begins(text: &str) -> bool {
    let first = text.trim_start_matches(['*', '(', '[', '"', '“', '\\', '_']).chars().next();
    first.is_some_and(|c| !c.is_lowercase() && c.is_alphanumeric() || c == '<')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, cuts: &[Cut]) -> Vec<String> {
        let ends = cuts.iter().map(|cut| cut.end).chain([text.len()]);
        let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut.start));
        starts.zip(ends).map(|(start, end)| text[start..end].to_owned()).collect()
    }

    #[test]
    fn sentences_end_behind_their_citations_and_not_behind_short_words() {
        let text =
            "Salt is old.<sup>1,2</sup> It was seen (e.g. by A. Muster et al. 2019). So? Yes.";
        let (cuts, _) = whole(text, &(0..text.len()));
        let expected = [
            "Salt is old.<sup>1,2</sup>",
            "It was seen (e.g. by A. Muster et al. 2019).",
            "So?",
            "Yes.",
        ];
        assert_eq!(parts(text, &cuts), expected);
    }

    #[test]
    fn tables_are_cut_between_rows_behind_their_heads() {
        let text =
            "**Table 1.** Salt.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n\nA note.";
        let (cuts, grid) = whole(text, &(0..text.len()));
        let found = parts(text, &cuts);
        assert_eq!(
            found,
            ["**Table 1.** Salt.", "| a | b |\n| --- | --- |\n| 1 | 2 |", "| 3 | 4 |", "A note."]
        );
        assert_eq!(grid.unwrap().head, "| a | b |\n| --- | --- |\n");
        let text = "<table>\n<thead>\n<tr><th>a</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td></tr>\n\
                    <tr><td>2</td></tr>\n</tbody>\n</table>";
        let (cuts, grid) = whole(text, &(0..text.len()));
        assert_eq!(parts(text, &cuts).len(), 2);
        assert!(grid.unwrap().head.ends_with("</thead>\n<tbody>\n"));
    }

    #[test]
    fn words_are_not_cut_inside_of_tags() {
        let text = "a <td rowspan=\"2\">b c</td><td>方法</td>";
        let found = parts(text, &words(text, &(0..text.len())));
        let expected = ["a", "<td rowspan=\"2\">b", "c</td>", "<td>方", "法", "</td>"];
        assert_eq!(found, expected);
    }
}
