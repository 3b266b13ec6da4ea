//! The reference list: its entries.

use super::chunk::{Chunk, LinePart};
use super::draft::Draft;
use super::list::number_of;
use super::model::Role;
use super::name::{is_end_matter, is_notice, is_reference_name, name_of};
use super::sentence::{is_terminal, leaves_open};
use crate::layout::Layout;
use crate::lexicon::language::is_caseless;
use crate::lexicon::month::is_recent_year;
use crate::reason::Reason;
use crate::tolerance::is_same_size;

/// A line further below the one before than this, in ems, is apart from it.
const APART: f32 = 1.45;
/// A line is indented by more than this, in ems.
const INDENT: f32 = 0.5;
/// A line ends early where it is shorter than its column by this much, in ems.
const SHORT: f32 = 2.0;
/// Fewer numbers at the beginning of lines than this count up by chance.
const FEWEST_NUMBERS: usize = 3;
/// Entries further apart in number than this are not neighbours in one list.
const NUMBER_GAP: u32 = 3;

/// Marks the entries of the reference list.
pub(super) fn assign(drafts: &mut Vec<Draft>, layout: &Layout) {
    let heading = drafts
        .iter()
        .rposition(|draft| is_heading(draft) && is_reference_name(name_of(&draft.chunk.text)));
    let start = heading.map(|heading| {
        let start = lift_statements(drafts, heading);
        lift_other_sections(drafts, start)
    });
    if let Some(start) = start
        && drafts[start + 1..next_heading(drafts, start + 1)].iter().any(Draft::is_open)
    {
        mark_entries(drafts, start, Reason::BelowNameOfReferences, layout);
    } else if let Some(first) = unnamed_list(drafts, layout) {
        // A heading that stands beside its list, turned, is read with what stands above.
        if let Some(start) = start.filter(|start| *start < first) {
            drafts[start..first].rotate_left(1);
        }
        mark_entries(drafts, first - 1, Reason::NumberedWorks, layout);
    }
}

fn is_heading(draft: &Draft) -> bool {
    matches!(draft.role, Some(Role::Heading(_)))
}

/// The next heading at or behind a draft, or the end.
fn next_heading(drafts: &[Draft], from: usize) -> usize {
    (from..drafts.len()).find(|&at| is_heading(&drafts[at])).unwrap_or(drafts.len())
}

/// Where the last list of numbered works begins that has no heading of its own: its numbers count up from
/// one, each at the beginning of an entry, and nearly all entries have a year. A draft stands before it.
fn unnamed_list(drafts: &[Draft], layout: &Layout) -> Option<usize> {
    /// Sections at the end among which it is looked for.
    const SECTIONS: usize = 6;
    /// Other lists with years are shorter.
    const FEWEST: usize = 5;
    /// Entries without a year are fewer than one in so many.
    const WITHOUT_YEAR: usize = 5;
    let headings = (0..drafts.len()).rev().filter(|&at| is_heading(&drafts[at]));
    let of_section = |heading: usize| {
        let end = next_heading(drafts, heading + 1);
        let lines = list_lines(drafts, heading + 1, end, layout);
        let starts = numbered_starts(&lines);
        let first = *starts.first()?;
        let ends = starts[1..].iter().copied().chain([lines.len()]);
        let has_year = |(start, end): (usize, usize)| {
            let words = lines[start..end]
                .iter()
                .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric()));
            words.skip(1).any(is_recent_year)
        };
        let dated = starts.iter().copied().zip(ends).filter(|pair| has_year(*pair)).count();
        let listed = starts.len() >= FEWEST && (starts.len() - dated) * WITHOUT_YEAR < starts.len();
        let opens = |draft: &Draft| {
            draft.is_open() && draft.chunk.lines.first() == Some(&lines[first].part)
        };
        let at = (heading + 1..end).find(|&at| opens(&drafts[at]))?;
        listed.then_some(at)
    };
    headings.take(SECTIONS).find_map(of_section)
}

/// Marks everything between the draft at `start` and the next heading as entries.
fn mark_entries(drafts: &mut Vec<Draft>, start: usize, reason: Reason, layout: &Layout) {
    let end = next_heading(drafts, start + 1);
    let lines = list_lines(drafts, start + 1, end, layout);
    if lines.is_empty() {
        return;
    }
    let (mut cuts, cut) = entry_starts(&lines);
    let last = cuts.len() - 2;
    let tail = tail_start(&lines, cuts[last]);
    cuts[last + 1] = tail;
    let mut entries: Vec<Draft> = Vec::new();
    for pair in cuts.windows(2) {
        let cut = if pair[0] == 0 { Reason::FirstEntry } else { cut };
        let mut draft = draft_of(&lines[pair[0]..pair[1]], cut);
        let (label, mark) = label_of(&draft.chunk.text);
        draft.mark = mark;
        draft.assign(Role::Reference { label }, reason);
        entries.push(draft);
    }
    let more = (tail + 1..lines.len()).filter(|&at| lines[at].first);
    let bounds: Vec<usize> =
        std::iter::once(tail).chain(more).chain(std::iter::once(lines.len())).collect();
    entries.extend(
        bounds
            .windows(2)
            .filter(|pair| pair[0] < pair[1])
            .map(|pair| draft_of(&lines[pair[0]..pair[1]], Reason::NoteBehindEntries)),
    );
    let rest: Vec<Draft> =
        drafts.splice(start + 1..end, entries).filter(|draft| !draft.is_open()).collect();
    // What stands between the entries without being one (furniture, figures) keeps its page order.
    drafts.splice(start..start, rest);
}

/// A draft of these lines, of which there is at least one, and what it begins apart by.
fn draft_of(lines: &[ListLine<'_>], cut: Reason) -> Draft {
    Draft::new(Chunk {
        lines: lines.iter().map(|line| line.part.clone()).collect(),
        text: lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n"),
        cut: Some(cut),
        ..lines[0].chunk.clone()
    })
}

/// Where notes after the last entry begin (an address, how to cite the paper, a word of the
/// publisher), which no heading parts from the list: in a block of their own after an entry that has
/// ended, below a drawn line, with a label, with the name of a notice, or in another type than the
/// entries.
fn tail_start(lines: &[ListLine<'_>], last: usize) -> usize {
    (last + 1..lines.len())
        .find(|&at| {
            let line = &lines[at];
            let other_type = || {
                let begins = line.text.starts_with(|c: char| c.is_uppercase() || is_caseless(c));
                begins && !lines[last].chunk.style.reads_on(&line.chunk.style)
            };
            let framed = line.chunk.cut == Some(Reason::DrawnLine);
            let named = || line.apart && is_labelled(&line.text) || begins_notice(&line.text);
            let marked = framed || named() || other_type();
            line.first && line.number.is_none() && lines[at - 1].ends && marked
        })
        .unwrap_or(lines.len())
}

/// Whether a text begins with the name of a notice: `Publisher's note`.
fn begins_notice(text: &str) -> bool {
    /// Names of notices have no more words than this.
    const MOST_WORDS: usize = 4;
    let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
    ends.take(MOST_WORDS).any(|end| is_notice(name_of(&text[..end])))
}

/// Whether a text begins with a label of some words or with the name of end matter: `Address for
/// correspondence: ...`, `Funding: ...`.
fn is_labelled(text: &str) -> bool {
    /// Labels have no more words than this.
    const MOST_WORDS: usize = 6;
    text.starts_with(char::is_uppercase)
        && text.split_once(": ").is_some_and(|(label, _)| {
            let words = label.split(' ').count();
            ((2..=MOST_WORDS).contains(&words) || is_end_matter(label))
                && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '*'))
        })
}

/// Statements with their labels right below the heading of the list go before it: the heading stands beside
/// them in the margin. Returns where it now stands.
fn lift_statements(drafts: &mut [Draft], mut start: usize) -> usize {
    let is_statement = |draft: &Draft| {
        let label = draft.chunk.text.split_once(':');
        draft.is_open() && label.is_some_and(|(label, _)| is_end_matter(label))
    };
    while drafts.get(start + 1).is_some_and(is_statement) {
        drafts.swap(start, start + 1);
        start += 1;
    }
    start
}

/// Sections that stand between the columns of the list go before it: the numbers of the entries
/// say that the list goes on after them. Returns where the list's heading now stands.
fn lift_other_sections(drafts: &mut [Draft], mut start: usize) -> usize {
    let mut expected: Option<u32> = None;
    let mut size = 0.0;
    let mut at = start + 1;
    while at < drafts.len() {
        if matches!(drafts[at].role, Some(Role::Heading(_))) {
            let Some(next) = expected.and_then(|number| goes_on(drafts, at, number, size)) else {
                return start;
            };
            let moved = next - at;
            drafts[start..next].rotate_right(moved);
            start += moved;
            at = next;
            continue;
        }
        if drafts[at].is_open() {
            for line in drafts[at].chunk.text.split('\n') {
                if let Some(number) = leading_number(line) {
                    let follows =
                        expected.is_none_or(|next| (next..next + NUMBER_GAP).contains(&number));
                    if follows && (expected.is_some() || number <= 2) {
                        expected = Some(number + 1);
                        size = drafts[at].chunk.style.size;
                    }
                }
            }
        }
        at += 1;
    }
    start
}

/// The draft after a heading with which a numbered list in type of this size goes on.
fn goes_on(drafts: &[Draft], heading: usize, expected: u32, size: f32) -> Option<usize> {
    /// A section between two columns of references has fewer drafts than this.
    const FARTHEST: usize = 40;
    (heading + 1..drafts.len().min(heading + FARTHEST)).find(|&at| {
        let draft = &drafts[at];
        draft.is_open()
            && is_same_size(draft.chunk.style.size, size)
            && leading_number(&draft.chunk.text)
                .is_some_and(|number| (expected..expected + NUMBER_GAP).contains(&number))
    })
}

/// The number that a line begins with, as entries are numbered.
fn leading_number(line: &str) -> Option<u32> {
    // Signs before the number say which works are of interest.
    let line = line.trim_start_matches(['*', '•', '●']);
    let first_word = line.split_whitespace().next().unwrap_or_default();
    let bare = line.split_whitespace().nth(1).is_some()
        && (1..=3).contains(&first_word.len())
        && first_word.bytes().all(|b| b.is_ascii_digit());
    number_of(first_word).or(bare.then_some(first_word))?.parse().ok()
}

/// A line of the list with the evidence whether it begins an entry.
struct ListLine<'a> {
    part: LinePart,
    text: String,
    chunk: &'a Chunk,
    /// Distance from the left edge of its column, in ems.
    indent: f32,
    /// Number it begins with.
    number: Option<u32>,
    /// Whether its chunk begins with it.
    first: bool,
    /// Whether it ends early or with a full stop.
    ends: bool,
    /// Whether the space above it is wider than between other lines.
    apart: bool,
}

fn list_lines<'a>(
    drafts: &'a [Draft],
    start: usize,
    end: usize,
    layout: &Layout,
) -> Vec<ListLine<'a>> {
    let mut lines: Vec<ListLine<'a>> = Vec::new();
    for draft in drafts[start..end].iter().filter(|draft| draft.is_open()) {
        for (index, part) in draft.chunk.lines.iter().enumerate() {
            let page = &layout.pages[part.page as usize];
            let line = &page.lines[part.line as usize];
            let text = page.line_text(line);
            let number = leading_number(&text);
            lines.push(ListLine {
                part: part.clone(),
                number,
                indent: line.bbox.x0,
                first: index == 0,
                ends: text.ends_with(is_terminal),
                apart: false,
                text,
                chunk: &draft.chunk,
            });
        }
    }
    let edges: Vec<(u32, f32, f32, f32)> = lines
        .iter()
        .map(|line| {
            let own = &layout.pages[line.part.page as usize].lines[line.part.line as usize];
            (line.part.page, own.bbox.x0, own.bbox.x1, own.baseline)
        })
        .collect();
    for (at, line) in lines.iter_mut().enumerate() {
        let (page, x0, x1, baseline) = edges[at];
        let em = line.chunk.style.size.max(1.0);
        // The column of a line: lines near it in the list that share its extent.
        let near = edges[at.saturating_sub(60)..(at + 60).min(edges.len())]
            .iter()
            .filter(|other| other.0 == page && other.1 < x1 && other.2 > x0);
        let (left, right) = near.fold((x0, x1), |(l, r), other| (l.min(other.1), r.max(other.2)));
        line.indent = (x0 - left) / em;
        line.ends |= x1 < right - SHORT * em;
        line.apart = at > 0 && {
            let (other_page, _, _, above) = edges[at - 1];
            other_page != page || baseline < above || baseline - above > APART * em
        };
    }
    lines
}

/// Where entries begin, and what tells so; the last place is the end.
fn entry_starts(lines: &[ListLine<'_>]) -> (Vec<usize>, Reason) {
    let mut starts = numbered_starts(lines);
    let mut reason = Reason::NumberOfEntry;
    let hanging = hanging_starts(lines);
    let behind_end = hanging.0.iter().filter(|&&at| at == 0 || lines[at - 1].ends).count();
    // Volumes and pages that begin lines of hanging entries may count up, too.
    let by_chance = hanging.1 == Reason::EntryOutOfIndentedLines
        && starts.len() * FEWEST_NUMBERS < behind_end
        && behind_end * 2 > hanging.0.len();
    if by_chance || starts.len() < FEWEST_NUMBERS {
        (starts, reason) = hanging;
    }
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    starts.push(lines.len());
    (starts, reason)
}

/// Lines whose numbers count up: the longest run, allowing for a few that are missing.
fn numbered_starts(lines: &[ListLine<'_>]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut expected: Option<u32> = None;
    for (at, line) in lines.iter().enumerate() {
        let Some(number) = line.number else { continue };
        let follows = match expected {
            None => number <= 2,
            Some(expected) => (expected..expected + NUMBER_GAP).contains(&number),
        };
        // A range of pages goes on behind its dash.
        let goes_on = |line: &str| leaves_open(line) || line.trim_end().ends_with(['–', '-']);
        let inside = at > 0 && goes_on(&lines[at - 1].text);
        if follows && !inside {
            starts.push(at);
            expected = Some(number + 1);
        }
    }
    starts
}

/// Lines that stand out to the left, where others are indented; else first lines of chunks.
fn hanging_starts(lines: &[ListLine<'_>]) -> (Vec<usize>, Reason) {
    let indented = lines.iter().filter(|line| line.indent > INDENT).count();
    let hanging = indented * 5 > lines.len();
    let starts = (0..lines.len())
        .filter(|&at| {
            let line = &lines[at];
            let before_ends = at == 0 || lines[at - 1].ends;
            if hanging {
                line.indent <= INDENT
            } else {
                let upper =
                    line.text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
                before_ends && upper && (line.first || line.apart)
            }
        })
        .collect();
    (starts, if hanging { Reason::EntryOutOfIndentedLines } else { Reason::EntryBehindEnd })
}

/// The number an entry begins with, and the bytes it takes.
fn label_of(text: &str) -> (Option<String>, usize) {
    let first = text.split_whitespace().next().unwrap_or_default();
    let bare = (1..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_digit());
    let Some(number) = number_of(first).or(bare.then_some(first)) else { return (None, 0) };
    let after = text.find(first).unwrap_or(0) + first.len();
    let rest = text[after..].trim_start();
    (Some(number.to_owned()), text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::{begins_notice, is_labelled, label_of};

    #[test]
    fn labels_of_entries() {
        assert_eq!(label_of("12. Smith J"), (Some("12".to_owned()), 4));
        assert_eq!(label_of("[3] Smith J"), (Some("3".to_owned()), 4));
        assert_eq!(label_of("Smith J, 2010"), (None, 0));
        assert_eq!(label_of("2010 was"), (None, 0));
    }

    #[test]
    fn labels_of_notes_after_the_list() {
        assert!(is_labelled("Address for correspondence: A. Writer, Town"));
        assert!(is_labelled("How to cite this article: Writer A. Title."));
        assert!(is_labelled("Funding: None."));
        assert!(!is_labelled("Town: Press; 2001."));
        assert!(!is_labelled("A long title with many words before the sign: more"));
        assert!(!is_labelled("and how to cite: more"));
        assert!(begins_notice("Publisher’s note The house stays neutral."));
        assert!(!begins_notice("Publisher A. Notes on salt."));
    }
}
