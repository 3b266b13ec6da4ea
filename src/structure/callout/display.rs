//! Figures and tables that the text names: `Fig. 2A, C`, `Tables 1–3`, `Scheme S1`.

use super::part::{blanks, callout, dash_here};
use crate::document::Node;
use crate::document::callout::{Callout, CalloutForm, CalloutItem};
use crate::lexicon::WordSet;
use crate::lexicon::roman;
use crate::lexicon::series::{LIST_JOINTS, RANGE_JOINTS, SUPPLEMENT, Series, series_of};
use crate::structure::passage::{Passage, bytes};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// More figures than this are not named as one range.
const LONGEST_RANGE: u32 = 30;
/// Words between those and the label: `Supplementary Material, Table 1`.
const MATERIAL: WordSet =
    WordSet::new(&["appendix", "data", "file", "information", "material", "online"]);

/// What captions and texts call a figure or table beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    series: Series,
    /// Whether its number is one of a supplement.
    supplement: bool,
}

/// What a caption is called: its kind and its number.
type Label = (Kind, String);

/// What labels name.
#[derive(Debug, Default)]
struct Labels {
    /// The node of each label.
    nodes: FxHashMap<Label, u32>,
    /// The form of callouts to each kind.
    forms: FxHashMap<Kind, CalloutForm>,
}

/// The places that name figures and tables.
pub(super) fn find(nodes: &[Node], passages: &[Passage<'_>]) -> Vec<Callout> {
    let labels = labels(nodes);
    let mut found = Vec::new();
    if labels.nodes.is_empty() {
        return found;
    }
    for passage in passages {
        let mut end = 0;
        for word in words(passage.text) {
            if word.start < end {
                continue;
            }
            if let Some(own) = named(passage, &word, &labels) {
                end = own.at.range.end as usize;
                found.push(own);
            }
        }
    }
    found
}

fn labels(nodes: &[Node]) -> Labels {
    let mut labels = Labels::default();
    for (at, node) in (0..).zip(nodes) {
        let (caption, form) = match node {
            Node::Figure(figure) => (figure.caption.as_ref(), CalloutForm::Figure),
            Node::Table(table) => (table.caption.as_ref(), CalloutForm::Table),
            _ => continue,
        };
        if let Some(label) = caption.and_then(|caption| label(&caption.label)) {
            labels.forms.entry(label.0).or_insert(form);
            // The first of two that are called the same is meant as likely as the second.
            labels.nodes.entry(label).or_insert(at);
        }
    }
    labels
}

/// Kind and number of a caption's label.
fn label(printed: &str) -> Option<Label> {
    let (name, number) = printed.trim().rsplit_once(char::is_whitespace)?;
    let number = number.trim_end_matches(['.', ':']).to_uppercase();
    let is_number = number.contains(|c: char| c.is_ascii_digit()) || roman::is_ordinal(&number);
    let mut words = name.split_whitespace().map(|word| word.trim_end_matches('.'));
    let (series, _) = series_of(words.next_back()?)?;
    let before = words.clone().next().is_some();
    let supplement = words.any(|word| SUPPLEMENT.contains(word));
    // Nothing leads to what is called by other words.
    (is_number && before == supplement).then_some((Kind { series, supplement }, number))
}

/// Words that begin with a capital or may be a shortened label.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.find(char::is_alphabetic)?;
        let length = text[start..].find(|c: char| !c.is_alphabetic());
        let end = length.map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

/// The figures or tables that are named from a word on.
fn named(passage: &Passage<'_>, word: &Range<usize>, labels: &Labels) -> Option<Callout> {
    let text = passage.text;
    let printed = &text[word.clone()];
    let (series, form) = series_of(printed)?;
    if !form.leads(printed, &text[word.end..]) {
        return None;
    }
    let before = text[..word.start].trim_end();
    let mut near = before.rsplit(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let first = near.next().unwrap_or_default();
    let supplement = SUPPLEMENT.contains(first)
        || MATERIAL.contains(first) && near.next().is_some_and(|word| SUPPLEMENT.contains(word));
    let kind = Kind { series, supplement };
    let mut at = word.end;
    at += usize::from(text[at..].starts_with('.'));
    // `Figure-1` is one word.
    at += dash_here(&text[at..]).unwrap_or_else(|| blanks(&text[at..]));
    let (items, end, form) = list(text, at, kind, labels)?;
    Some(callout(passage, word.start..end, form, items))
}

/// The numbers from a place on.
fn list(
    text: &str,
    start: usize,
    kind: Kind,
    labels: &Labels,
) -> Option<(Vec<CalloutItem>, usize, CalloutForm)> {
    let form = *labels.forms.get(&kind)?;
    let mut items: Vec<CalloutItem> = Vec::new();
    let mut at = start;
    let mut end = start;
    while let Some((number, length)) = number_here(&text[at..]) {
        let target = labels.nodes.get(&(kind, number.clone()));
        let mut targets: Vec<u32> = target.copied().into_iter().collect();
        let mut stop = at + length;
        let letters = part_here(&text[stop..]);
        stop += letters;
        let part = text[at + length..stop].trim_matches(|c: char| !c.is_alphanumeric());
        if letters == 0
            && let Some((more, length)) = range_to(&text[stop..], &number, kind, labels)
        {
            targets.extend(more);
            stop += length;
        }
        if targets.is_empty() {
            break;
        }
        let part = (!part.is_empty()).then(|| part.to_owned());
        items.push(CalloutItem { range: bytes(at..stop), targets, note: None, part });
        end = stop;
        // Parts have ends of their own: `4(a)–4(d)`.
        let dash = || dash_here(&text[stop..]).filter(|_| letters > 0);
        match joint(&text[stop..]).or_else(dash) {
            Some(length) => at = stop + length,
            None => break,
        }
    }
    (!items.is_empty()).then_some((items, end, form))
}

/// The number at the start, `2`, `S1`, `IV`, and its length.
fn number_here(text: &str) -> Option<(String, usize)> {
    let prefix = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let digits = text[prefix..].bytes().take_while(u8::is_ascii_digit).count();
    let is_number = prefix <= 2 && (1..=3).contains(&digits);
    let is_roman = digits == 0
        && roman::is_ordinal(&text[..prefix])
        && !text[prefix..].starts_with(char::is_alphanumeric);
    let length = prefix + digits;
    (is_number || is_roman).then(|| (text[..length].to_owned(), length))
}

/// Length of the letters of panels behind a number: `A`, `a–c`, `A, C`, `(a)`, `A and B`.
fn part_here(text: &str) -> usize {
    let letter = |text: &str| {
        let mut chars = text.chars();
        let first = chars.next().filter(char::is_ascii_alphabetic);
        first.filter(|_| !chars.next().is_some_and(char::is_alphanumeric)).map(|_| 1)
    };
    let bracketed = |text: &str| {
        let inner = text.strip_prefix('(')?;
        letter(inner).filter(|_| inner[1..].starts_with(')')).map(|length| length + 2)
    };
    let one = |text: &str| letter(text).or_else(|| bracketed(text));
    // A letter behind a blank may be the next word.
    let gap = if bracketed(text.trim_start()).is_some() { blanks(text) } else { 0 };
    let Some(mut end) = one(&text[gap..]).map(|length| gap + length) else { return 0 };
    loop {
        let rest = &text[end..];
        let gap = dash_here(rest).or_else(|| joint(rest)).unwrap_or(0);
        // `a` behind a comma or a link word may be an article.
        let more = one(&rest[gap..])
            .filter(|_| gap > 0 && (text.starts_with('(') || !rest[gap..].starts_with("a ")));
        match more {
            Some(length) => end += gap + length,
            None => return end,
        }
    }
}

/// The nodes up to the other end of a range, and its length.
fn range_to(text: &str, from: &str, kind: Kind, labels: &Labels) -> Option<(Vec<u32>, usize)> {
    let word = || {
        let gap = blanks(text);
        word_here(&text[gap..], &RANGE_JOINTS).filter(|_| gap > 0).map(|length| gap + length)
    };
    let dash = dash_here(text).or_else(word)?;
    let (to, length) = number_here(&text[dash..])?;
    let parts = |number: &str| {
        let prefix = number.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        number[prefix.len()..].parse::<u32>().ok().map(|value| (prefix, value))
    };
    let ((prefix, low), (other, high)) = (parts(from)?, parts(&to)?);
    if (prefix != other && !other.is_empty()) || low >= high || high - low > LONGEST_RANGE {
        return None;
    }
    let node = |number: u32| labels.nodes.get(&(kind, format!("{prefix}{number}"))).copied();
    Some(((low + 1..=high).filter_map(node).collect(), dash + length))
}

/// Length of the word of a set at the start, in small letters, with the blanks behind it.
fn word_here(text: &str, set: &WordSet) -> Option<usize> {
    let (word, _) = text.split_once(char::is_whitespace)?;
    let is_joint = set.words().contains(&word);
    is_joint.then(|| word.len() + blanks(&text[word.len()..]))
}

/// Length of what stands between two numbers of a list.
fn joint(text: &str) -> Option<usize> {
    let start = blanks(text);
    let rest = &text[start..];
    let sign = rest.chars().next().filter(|c| matches!(c, ',' | ';' | '&'));
    let mut length = start + sign.map_or(0, char::len_utf8);
    length += blanks(&text[length..]);
    let word = word_here(&text[length..], &LIST_JOINTS).unwrap_or(0);
    (word > 0 || sign.is_some()).then_some(length + word)
}
