//! Every range of the source map gives the words of its passage, and every box holds them.

use super::sample::{Sample, choices, samples};
use offprint::geometry::Rect;
use offprint::writer::source_map::{self, MappedRange};
use offprint::writer::{self, Options, Scripts};
use pulldown_cmark::{Event, Parser};
use regex::Regex;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// By how many points a box may be narrower than its glyphs: places are rounded.
const ROUNDING: f32 = 0.1;

/// Share of the letters of a document that must lie in their boxes: repairs bring letters that are not printed.
const HELD: f64 = 0.995;

/// The words of a stretch of Markdown, without its notation.
fn words(markdown: &str, options: &Options) -> String {
    let mut words = String::new();
    let mut mathematics = pulldown_cmark::Options::empty();
    mathematics.set(pulldown_cmark::Options::ENABLE_MATH, options.scripts == Scripts::Latex);
    // A letter before it keeps what opens a block from being read as such.
    let inline = format!("Z{markdown}");
    for event in Parser::new_ext(&inline, mathematics) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::InlineMath(text) => words.push_str(&text),
            _ => {}
        }
    }
    words.split_off(words.find('Z').map_or(0, |at| at + 1))
}

/// Letters and digits, composed.
fn letters(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).collect()
}

fn map(sample: &Sample, options: &Options) -> (String, Vec<MappedRange>) {
    let writer = writer::by_name("markdown").expect("a writer");
    let markdown = (writer.write)(&sample.document, &sample.diagnostics, options).text;
    let map =
        source_map::map(&sample.document, &writer::markdown::render(&sample.document, options));
    assert_eq!(map.markdown.bytes, markdown.len());
    (markdown, map.ranges)
}

#[test]
fn ranges_give_the_words_of_their_passages() {
    let note = Regex::new(r"\[\^[^\]]+\]").unwrap();
    let options = Options::default();
    let mut count = 0;
    for sample in samples() {
        let (markdown, ranges) = map(&sample, &options);
        let mut end = 0;
        for range in ranges {
            assert!(range.bytes.start >= end && range.bytes.end > range.bytes.start, "in order");
            end = range.bytes.end;
            let own = &markdown[range.bytes.clone()];
            let characters = range.characters.start as usize..range.characters.end as usize;
            let same: String =
                markdown.chars().skip(characters.start).take(characters.len()).collect();
            assert_eq!(own, same, "bytes and characters are the same stretch");
            // A mark that leads to a note has the name of the note in place of what is printed.
            let parts: Vec<String> = note
                .split(own)
                .map(|part| regex::escape(&letters(&words(part, &options))))
                .collect();
            let pattern = Regex::new(&format!("^{}$", parts.join(".{0,12}"))).unwrap();
            let exact = letters(&range.exact);
            assert!(pattern.is_match(&exact), "{}: {own:?} is {:?}", sample.name, range.exact);
            count += 1;
        }
    }
    assert!(count > 500, "{count} ranges");
}

#[test]
fn ranges_are_there_in_every_notation() {
    for sample in samples() {
        for options in choices() {
            let (markdown, ranges) = map(&sample, &options);
            for range in ranges {
                assert!(markdown.get(range.bytes.clone()).is_some());
                assert!(!range.exact.is_empty() || range.bytes.len() < 40, "{:?}", range);
            }
        }
    }
}

#[test]
fn boxes_hold_the_letters_of_their_ranges() {
    for sample in samples().iter().filter(|sample| !sample.glyphs.is_empty()) {
        let (_, ranges) = map(sample, &Options::default());
        let (mut held, mut all) = (0, 0);
        for range in &ranges {
            let mut inside: BTreeMap<char, i32> = BTreeMap::new();
            let area: Rect = range.bbox.grown(ROUNDING);
            let glyphs = sample.glyphs.get(&range.page).map(Vec::as_slice).unwrap_or_default();
            for (text, bbox) in glyphs.iter().filter(|own| area.contains(own.1.center())) {
                assert!(bbox.x0.is_finite());
                letters(text).chars().for_each(|c| *inside.entry(c).or_default() += 1);
            }
            for c in letters(&range.exact).chars() {
                all += 1;
                let left = inside.entry(c).or_default();
                held += i32::from(*left > 0);
                *left -= 1;
            }
        }
        let share = if all == 0 { 1.0 } else { f64::from(held) / f64::from(all) };
        assert!(share >= HELD, "{}: {held} of {all} letters lie in their boxes", sample.name);
    }
}

#[test]
fn quotes_stand_between_what_is_before_and_behind() {
    for sample in samples() {
        let (_, ranges) = map(&sample, &Options::default());
        for pair in ranges.windows(2) {
            let behind = pair[0].suffix.trim();
            let next = format!("{} {}", pair[1].exact, pair[1].suffix);
            let same = |a: &str, b: &str| {
                let (a, b) = (letters(a), letters(b));
                a.starts_with(&b) || b.starts_with(&a)
            };
            // Texts that are not in the map may stand between two that are.
            assert!(same(behind, &next) || pair[0].id != pair[1].id, "{:?} {:?}", pair[0], pair[1]);
        }
    }
}
