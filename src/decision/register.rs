//! A file of decisions.

use super::line::Line;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The lines of a file of decisions, by the file that they are about.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    lines: BTreeMap<String, Vec<Line>>,
}

/// A line that is no decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl Register {
    /// Reads the text of a file of decisions.
    ///
    /// # Errors
    /// A line is no decision: the first one that is none.
    pub fn read(text: &str) -> Result<Self, Wrong> {
        let mut register = Self::default();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            if !line.trim().is_empty() {
                let wrong = |error| Wrong { line: number, message: told(&error) };
                let line: Line = serde_json::from_str(line).map_err(wrong)?;
                register.lines.entry(line.sha256().to_owned()).or_default().push(line);
            }
        }
        Ok(register)
    }

    /// Whether there is no decision.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// All lines, by the hashes of their files.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.values().flatten()
    }

    /// The lines about the file with this hash, in their order.
    pub fn of(&self, sha256: &str) -> &[Line] {
        self.lines.get(sha256).map_or(&[], Vec::as_slice)
    }

    /// The text of a file that holds them.
    pub fn text(&self) -> String {
        self.lines().map(|line| line.written() + "\n").collect()
    }

    /// Hashes of the files about which the two do not say the same.
    pub fn differing(&self, other: &Self) -> BTreeSet<String> {
        let own = self.lines.keys().chain(other.lines.keys());
        own.filter(|sha256| self.of(sha256) != other.of(sha256)).cloned().collect()
    }

    /// The lines about these files alone.
    pub fn about(&self, files: &BTreeSet<String>) -> Self {
        let own = self.lines.iter().filter(|(sha256, _)| files.contains(*sha256));
        Self { lines: own.map(|(sha256, lines)| (sha256.clone(), lines.clone())).collect() }
    }

    /// How many lines are about files that are none of those that were met.
    pub fn count_beside(&self, is_met: impl Fn(&str) -> bool) -> usize {
        let beside = self.lines.iter().filter(|(sha256, _)| !is_met(sha256));
        beside.map(|(_, lines)| lines.len()).sum()
    }
}

/// What is wrong with a line, without its number, which is always 1 here.
fn told(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) if error.line() > 0 => {
            let no_json = if error.is_data() { "" } else { "no JSON: " };
            format!("{no_json}{message}, at column {}", error.column())
        }
        _ => message,
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; mend the line or remove it", self.line, self.message)
    }
}

impl std::error::Error for Wrong {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::line::{About, Decision, Verdict};
    use crate::decision::of_file::Decisions;

    fn line(digit: char, rest: &str) -> String {
        format!(r#"{{"sha256":"{}",{rest}}}"#, String::from(digit).repeat(64))
    }

    const REJECTED: &str = r#""edit":"00000000000000ff","decision":"rejected""#;
    const ACCEPTED: &str = r#""edit":"00000000000000ff","decision":"accepted""#;

    #[test]
    fn the_last_line_about_a_thing_counts() {
        let title = |value: &str| line('a', &format!(r#""field":"title","value":{value}"#));
        let text = [
            line('A', REJECTED),
            String::new(),
            line('b', REJECTED),
            title("\"One\""),
            line('a', ACCEPTED) + "\r",
            title("null"),
        ];
        let register = Register::read(&format!("\u{FEFF}{}\n", text.join("\n"))).unwrap();
        let hash = "a".repeat(64);
        let own = Decisions::of(register.of(&hash), &hash);
        assert_eq!(own.verdict("00000000000000ff".parse().unwrap()), Some(Verdict::Accepted));
        assert!(own.decides("title") && !own.decides("doi"));
        assert_eq!(own.values().count(), 1);
        assert_eq!(register.count_beside(|own| own == hash), 1);
        assert_eq!(register.count_beside(|_| false), 5);
        assert_eq!(own.edits_beside(|_| true), Vec::<String>::new());
        assert_eq!(own.edits_beside(|_| false), ["accepted edit 00000000000000ff"]);
        assert!(Decisions::of(register.of(&hash), "other").is_empty());
    }

    #[test]
    fn two_registers_differ_by_file() {
        let register = |lines: &[String]| Register::read(&lines.join("\n")).unwrap();
        let before = register(&[line('a', REJECTED), line('b', REJECTED)]);
        let after = register(&[line('b', REJECTED), line('c', ACCEPTED)]);
        let hash = |digit: char| String::from(digit).repeat(64);
        let differing = after.differing(&before);
        assert_eq!(differing, BTreeSet::from([hash('a'), hash('c')]));
        assert_eq!(after.about(&differing), register(&[line('c', ACCEPTED)]));
        assert_eq!(Register::read(&after.text()).unwrap(), after);
        assert!(after.differing(&after).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_texts_are_written_and_read(
            before in ".{0,20}", note in proptest::option::of(".{0,20}"), key in "[0-9a-f]{16}", garbage in ".{0,40}",
        ) {
            let about = About { before: Some(before), ..About::default() };
            let decision =
                Decision::Edit { key: key.parse().unwrap(), verdict: Verdict::Rejected, about };
            let mut line = Line::new(&"0".repeat(64), decision).unwrap();
            line.note = note;
            let register = Register::read(&format!("{}\n", line.written())).unwrap();
            proptest::prop_assert_eq!(register.of(&"0".repeat(64)), [line]);
            let _ = Register::read(&garbage);
        }
    }

    #[test]
    fn a_wrong_line_is_named_with_what_is_wrong() {
        let rows = [
            ("no JSON".to_owned(), "no JSON: expected ident, at column"),
            ("[]".to_owned(), "expected a decision as a JSON object"),
            (r#"{"sha256":"ab","field":"doi","value":null}"#.to_owned(), "`ab` is no SHA-256"),
            (line('a', r#""edit":"00ff","decision":"rejected""#), "`00ff` is no key of an edit"),
            (line('a', r#""edit":"00000000000000ff""#), "needs `decision`"),
            (line('a', r#""edit":"00000000000000ff","decision":"maybe""#), "`maybe`"),
            (line('a', r#""field":"titel","value":"x""#), "expected one of `title`"),
            (line('a', r#""field":"title""#), "`title` needs `value`"),
            (line('a', r#""field":"title","value":5"#), "`value` is a text"),
            (line('a', r#""field":"date","value":"spring""#), "2021-03-05"),
            (line('a', r#""field":"title","value":"x","page":3"#), "go with `edit`"),
            (line('a', &format!(r#"{REJECTED},"value":"x""#)), "goes with `field`"),
            (line('a', &format!(r#"{REJECTED},"field":"title""#)), "make two lines"),
            (line('a', r#""note":"x""#), "neither `edit`"),
            (line('a', &format!(r#"{REJECTED},"colour":"red""#)), "unknown field `colour`"),
        ];
        for (wrong, part) in rows {
            let text = format!("{}\n\n{wrong}\n", line('a', REJECTED));
            let error = Register::read(&text).unwrap_err();
            assert_eq!(error.line, 3, "{wrong}");
            let said = error.to_string();
            assert!(said.starts_with("line 3: ") && said.contains(part), "{said}");
        }
    }
}
