//! Parsers of values, with their names in the help.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use offprint::attachment::Formulas;
use offprint::batch::{Layout, Limits, Retry, Shard};
use offprint::chunk::Vocabulary;
use offprint::dump::Kind;
use offprint::ocr::Which;
use offprint::pdf::Choice;
use offprint::qr::Search;
use offprint::writer::{self, Citations, FrontMatter, Scripts, Tables, Writer};
use std::time::Duration;

/// A parser for names of stages.
pub(super) fn kind() -> impl TypedValueParser<Value = Kind> {
    let names = Kind::ALL.iter().map(|kind| PossibleValue::new(kind.name()).help(kind.about()));
    PossibleValuesParser::new(names).map(|name| {
        let found = Kind::ALL.iter().find(|kind| kind.name() == name);
        found.copied().unwrap_or(Kind::Layout)
    })
}

/// A parser for names of formats.
pub(super) fn format() -> impl TypedValueParser<Value = &'static Writer> {
    let names = writer::WRITERS
        .iter()
        .map(|writer| PossibleValue::new(writer.name).help(format!("NAME.{}", writer.extension)));
    PossibleValuesParser::new(names)
        .map(|name| writer::by_name(&name).unwrap_or(&writer::WRITERS[0]))
}

pub(super) fn rule_names() -> PossibleValuesParser {
    let rules = offprint::repair::RULES.iter();
    PossibleValuesParser::new(rules.map(|rule| PossibleValue::new(rule.name).help(rule.about)))
}

/// The rules of texts and those of sources.
pub(super) fn clean_rule_names() -> PossibleValuesParser {
    let of_texts = offprint::repair::RULES.iter().map(|rule| (rule.name, rule.about));
    let of_sources = offprint::clean::rules().map(|rule| (rule.name, rule.about));
    let names = of_texts.chain(of_sources);
    PossibleValuesParser::new(names.map(|(name, about)| PossibleValue::new(name).help(about)))
}

/// Pages; none at all is no choice.
pub(super) fn parse_pages(text: &str) -> Result<Choice, String> {
    if text.is_empty() { Err("no page is named".to_owned()) } else { text.parse() }
}

pub(super) fn parse_seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

/// Limits as arguments have them; zero is none.
pub(crate) fn limits(time: Duration, memory: u64) -> Limits {
    Limits { time: (!time.is_zero()).then_some(time), memory: (memory > 0).then_some(memory) }
}

/// Bytes, with a unit or without one: `1GiB`, `1.5 G`, `1048576`.
pub(super) fn parse_bytes(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, u32); 4] = [("k", 10), ("m", 20), ("g", 30), ("t", 40)];
    let wrong = || "not a size such as 512MiB or 2GiB".to_owned();
    let at = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(at);
    let number: f64 = number.trim().parse().map_err(|_| wrong())?;
    let unit = unit.to_ascii_lowercase();
    let shift = match unit.trim_end_matches("ib").trim_end_matches('b') {
        "" => Some(0),
        unit => UNITS.iter().find(|(name, _)| *name == unit).map(|(_, shift)| *shift),
    };
    let bytes = number * f64::from(shift.ok_or_else(wrong)?).exp2();
    // Whoever asks for parts of a byte, or for more than there are addresses, means something else.
    if (0.0..1e18).contains(&bytes) { Ok(bytes as u64) } else { Err(wrong()) }
}

pub(super) fn parse_shard(text: &str) -> Result<Shard, String> {
    text.parse()
}

pub(super) fn layout() -> impl TypedValueParser<Value = Layout> {
    const CHOICES: &[(&str, &str, Layout)] = &[
        ("mirror", "as the files lie below what was named", Layout::Mirror),
        ("flat", "all in one folder; files of one name get the hash of their path", Layout::Flat),
        ("sharded", "the same in 256 folders, by the hash of the path", Layout::Sharded),
    ];
    choice(CHOICES, Layout::default())
}

pub(super) fn retry() -> impl TypedValueParser<Value = Retry> {
    const CHOICES: &[(&str, &str, Retry)] = &[
        (
            "none",
            "those only of which the file, a limit that was too low, or a missing password changed",
            Retry::None,
        ),
        ("failed", "all that failed", Retry::Failed),
        ("partial", "all that failed or are partial", Retry::Partial),
    ];
    choice(CHOICES, Retry::default())
}

/// A parser for a closed list of names, each with its value and a line of help.
fn choice<T: Clone + Send + Sync + 'static>(
    choices: &'static [(&'static str, &'static str, T)],
    fallback: T,
) -> impl TypedValueParser<Value = T> {
    let names = choices.iter().map(|(name, help, _)| PossibleValue::new(*name).help(*help));
    PossibleValuesParser::new(names).map(move |name| {
        let found = choices.iter().find(|(known, ..)| *known == name);
        found.map_or_else(|| fallback.clone(), |(.., value)| value.clone())
    })
}

pub(super) fn scripts() -> impl TypedValueParser<Value = Scripts> {
    const CHOICES: &[(&str, &str, Scripts)] = &[
        ("html", "10<sup>9</sup>", Scripts::Html),
        ("unicode", "10⁹, as HTML where a character has no raised form", Scripts::Unicode),
        ("pandoc", "10^9^, H~2~O", Scripts::Pandoc),
        ("caret", "10^9, H_2O", Scripts::Caret),
        ("latex", "$10^{9}$", Scripts::Latex),
        ("plain", "109", Scripts::Plain),
    ];
    choice(CHOICES, Scripts::default())
}

pub(super) fn tables() -> impl TypedValueParser<Value = Tables> {
    const CHOICES: &[(&str, &str, Tables)] = &[
        ("auto", "GFM, as HTML where cells span", Tables::Auto),
        ("gfm", "GFM always", Tables::Gfm),
        ("html", "HTML always", Tables::Html),
    ];
    choice(CHOICES, Tables::default())
}

pub(super) fn vocabulary() -> impl TypedValueParser<Value = Vocabulary> {
    const CHOICES: &[(&str, &str, Vocabulary)] = &[
        ("o200k", "of GPT-4o and its successors", Vocabulary::O200k),
        ("cl100k", "of GPT-4 and embeddings of its time", Vocabulary::Cl100k),
    ];
    choice(CHOICES, Vocabulary::O200k)
}

pub(super) fn formulas() -> impl TypedValueParser<Value = Formulas> {
    const CHOICES: &[(&str, &str, Formulas)] = &[
        ("keep", "as they are printed, for programs", Formulas::Keep),
        (
            "escape",
            "behind an apostrophe, for spreadsheets; numbers stay as they are",
            Formulas::Escape,
        ),
    ];
    choice(CHOICES, Formulas::default())
}

pub(super) fn which_pages() -> impl TypedValueParser<Value = Which> {
    const CHOICES: &[(&str, &str, Which)] = &[
        ("auto", "pages that are images, or whose text is garbled or poor", Which::Auto),
        ("never", "none", Which::Never),
        ("always", "all", Which::Always),
    ];
    choice(CHOICES, Which::default())
}

pub(super) fn qr_search() -> impl TypedValueParser<Value = Search> {
    const CHOICES: &[(&str, &str, Search)] = &[
        ("auto", "on posters and on the first pages of scans that were read", Search::Auto),
        ("never", "nowhere", Search::Never),
    ];
    choice(CHOICES, Search::default())
}

/// A limit with a count: `glyphs=500000`.
pub(super) fn parse_limit(text: &str) -> Result<(String, u64), String> {
    let known = || {
        let names: Vec<_> = offprint::limit::Limits::NAMES.iter().map(|(name, _)| *name).collect();
        format!("not NAME=COUNT with one of the names {}", names.join(", "))
    };
    let (name, count) = text.split_once('=').ok_or_else(known)?;
    offprint::limit::Limits::default().named(name).ok_or_else(known)?;
    let count = count.parse().map_err(|_| format!("{count} is not a whole number"))?;
    Ok((name.to_owned(), count))
}

pub(super) fn citations() -> impl TypedValueParser<Value = Citations> {
    const CHOICES: &[(&str, &str, Citations)] = &[
        ("print", "as printed", Citations::Print),
        (
            "pandoc",
            "[@ref-1], with the references in the front matter, for pandoc --citeproc",
            Citations::Pandoc,
        ),
    ];
    choice(CHOICES, Citations::default())
}

pub(super) fn front_matter() -> impl TypedValueParser<Value = FrontMatter> {
    const CHOICES: &[(&str, &str, FrontMatter)] = &[
        ("none", "no front matter", FrontMatter::None),
        ("basic", "all but the references", FrontMatter::Basic),
        ("full", "all", FrontMatter::Full),
    ];
    choice(CHOICES, FrontMatter::default())
}

#[cfg(test)]
mod tests {
    use super::parse_bytes;

    #[test]
    fn sizes_have_units() {
        let cases = [
            ("0", Some(0)),
            ("4096", Some(4096)),
            ("512MiB", Some(512 << 20)),
            ("1.5g", Some(3 << 29)),
            ("2 GB", Some(2 << 30)),
            ("64kib", Some(64 << 10)),
            ("GiB", None),
            ("-1", None),
            ("1XB", None),
            ("nan", None),
            ("9999999T", None),
        ];
        for (text, bytes) in cases {
            assert_eq!(parse_bytes(text).ok(), bytes, "{text}");
        }
    }
}
