//! The things that are looked for, and the table that they are read from.

use super::case::Case;
use super::fold::Folded;
use super::index::{Form, Index, doubt};
use crate::digest;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use smol_str::SmolStr;
use std::fmt;
use std::sync::OnceLock;

/// Bytes of the largest table that is read. The symbols of all human genes with their synonyms have 5 MB. A search needs
/// some thirty times as much memory, and so does each process that converts files.
pub const LARGEST: usize = 16 << 20;

/// Characters of the longest name that is read: names of chemicals have 300.
pub const LONGEST_NAME: usize = 500;

/// The names of the columns, in their order where the table has no head.
const COLUMNS: [&str; 4] = ["term", "identifier", "type", "synonyms"];

/// What parts synonyms.
const BETWEEN_SYNONYMS: char = '|';

/// A thing of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Concept {
    pub(super) term: SmolStr,
    pub(super) identifier: SmolStr,
    pub(super) kind: SmolStr,
}

/// The things that are looked for, each with its term, its identifier, its type and its synonyms.
///
/// As JSON it is the text of its table, so that a worker gets it with its other choices.
pub struct Vocabulary {
    text: String,
    sha256: String,
    concepts: Vec<Concept>,
    /// Sorted by their small letters. Those of one spelling follow each other with terms before synonyms.
    forms: Vec<Form>,
    /// Made when it is asked for: who only hands a vocabulary on needs none.
    index: OnceLock<Index>,
}

/// A table that is no vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The number of the line, from 1; absent where all of the table is wrong.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It has more bytes than [`LARGEST`].
    TooLarge,
    /// It is not in UTF-8.
    NotUtf8,
    /// No line names a thing.
    Nothing,
    /// A line has this number of columns.
    Columns(usize),
    /// The head has no column of this name.
    NoColumn(&'static str),
    /// A line has nothing in the column of this name.
    Empty(&'static str),
    /// A name has more characters than [`LONGEST_NAME`].
    LongName,
    /// A name has neither letter nor figure.
    NoLetter(String),
}

impl Vocabulary {
    /// Reads the bytes of a table: on each line a term, its identifier, its type and its synonyms, with tabs between
    /// the columns and `|` between synonyms, which may be absent. A first line with the names of the columns may give them
    /// in another order, and others among them, which are passed over. So are empty lines, and those that begin with `#`.
    ///
    /// Of two lines with one identifier and type the first one gives the term. A name that stands on several lines is that of
    /// the first line of which it is the term, or else of the first of which it is a synonym. One of a single character is
    /// not looked for.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, Wrong> {
        let whole = |fault| Wrong { line: None, fault };
        if bytes.len() > LARGEST {
            return Err(whole(Fault::TooLarge));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n');
            Wrong { line: Some(before.count() + 1), fault: Fault::NotUtf8 }
        })?;
        let mut reader = Reader::default();
        let lines = text.strip_prefix('\u{FEFF}').unwrap_or(text).lines();
        for (number, line) in (1..).zip(lines) {
            if !line.trim().is_empty() && !line.starts_with('#') {
                reader.line(line).map_err(|fault| Wrong { line: Some(number), fault })?;
            }
        }
        if reader.concepts.is_empty() {
            return Err(whole(Fault::Nothing));
        }
        Ok(Self {
            text: text.to_owned(),
            sha256: digest::sha256(&[bytes]),
            concepts: reader.concepts,
            forms: sorted(reader.forms),
            index: OnceLock::new(),
        })
    }

    /// SHA-256 of the table, hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many things there are.
    pub fn len(&self) -> usize {
        self.concepts.len()
    }

    /// Whether there is none: never, of one that was read.
    pub fn is_empty(&self) -> bool {
        self.concepts.is_empty()
    }

    pub(super) fn concept(&self, at: u32) -> Option<&Concept> {
        self.concepts.get(at as usize)
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.forms))
    }

    pub(super) fn forms(&self) -> &[Form] {
        &self.forms
    }
}

/// The forms by their spelling, each spelling once.
fn sorted(mut forms: Vec<Form>) -> Vec<Form> {
    forms.sort_by(|a, b| (&a.small, a.is_synonym).cmp(&(&b.small, b.is_synonym)));
    // A stable sort leaves lines in their order, and the first of a spelling counts.
    let mut known: FxHashSet<Box<str>> = FxHashSet::default();
    forms.retain(|form| known.insert(form.cased.clone()));
    forms.shrink_to_fit();
    doubt(&mut forms);
    forms
}

/// What has been read.
#[derive(Default)]
struct Reader {
    /// The places of the columns; absent before the first line.
    columns: Option<[Option<usize>; COLUMNS.len()]>,
    has_head: bool,
    concepts: Vec<Concept>,
    forms: Vec<Form>,
    known: FxHashMap<(SmolStr, SmolStr), u32>,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let columns = match self.columns {
            Some(columns) => columns,
            None => {
                if let Some(columns) = head(&cells)? {
                    (self.columns, self.has_head) = (Some(columns), true);
                    return Ok(());
                }
                *self.columns.insert(std::array::from_fn(Some))
            }
        };
        // Behind the last column there may be nothing but tabs.
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        if !self.has_head && !(COLUMNS.len() - 1..=COLUMNS.len()).contains(&used) {
            return Err(Fault::Columns(used));
        }
        let cell =
            |at: usize| columns[at].and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let needed = |at: usize| Some(cell(at)).filter(|cell| !cell.is_empty());
        let [term, identifier, kind] =
            [0, 1, 2].map(|at| needed(at).ok_or(Fault::Empty(COLUMNS[at])));
        let (term, identifier, kind) = (term?, SmolStr::new(identifier?), SmolStr::new(kind?));
        let next = u32::try_from(self.concepts.len()).map_err(|_| Fault::TooLarge)?;
        let concept = *self.known.entry((identifier.clone(), kind.clone())).or_insert(next);
        if concept == next {
            self.concepts.push(Concept { term: SmolStr::new(term), identifier, kind });
        }
        self.name(term, concept, concept != next)?;
        let synonyms = cell(3).split(BETWEEN_SYNONYMS).map(str::trim);
        synonyms.filter(|name| !name.is_empty()).try_for_each(|name| self.name(name, concept, true))
    }

    fn name(&mut self, name: &str, concept: u32, is_synonym: bool) -> Result<(), Fault> {
        if name.chars().nth(LONGEST_NAME).is_some() {
            return Err(Fault::LongName);
        }
        let Folded { cased, small, .. } = Folded::of(name);
        if !cased.contains(char::is_alphanumeric) {
            return Err(Fault::NoLetter(name.to_owned()));
        }
        if name.chars().nth(1).is_some() {
            let case = Case::of(&cased);
            let (cased, small) = (cased.into_boxed_str(), small.into_boxed_str());
            self.forms.push(Form { cased, small, concept, case, is_synonym, is_doubtful: false });
        }
        Ok(())
    }
}

/// The places of the columns, if a first line names them.
fn head(cells: &[&str]) -> Result<Option<[Option<usize>; COLUMNS.len()]>, Fault> {
    let place = |name: &str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
    let places = COLUMNS.map(place);
    if places.iter().flatten().count() < 2 {
        return Ok(None);
    }
    for at in 0..COLUMNS.len() - 1 {
        places[at].ok_or(Fault::NoColumn(COLUMNS[at]))?;
    }
    Ok(Some(places))
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        self.fault.fmt(f)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => {
                write!(f, "the vocabulary has more than {} MiB; leave out what is not looked for", LARGEST >> 20)
            }
            Self::NotUtf8 => f.write_str("not in UTF-8; save the file as UTF-8"),
            Self::Nothing => f.write_str(
                "no line names a thing; write a term, its identifier and its type on a line, with tabs between them",
            ),
            Self::Columns(count) => write!(
                f,
                "{count} column{} instead of 3 or 4; write term, identifier, type and synonyms with tabs between them",
                if *count == 1 { "" } else { "s" }
            ),
            Self::NoColumn(name) => write!(f, "the head has no column `{name}`; add it"),
            Self::Empty(name) => write!(f, "nothing in the column `{name}`; fill it or remove the line"),
            Self::LongName => {
                write!(f, "a name has more than {LONGEST_NAME} characters; shorten or remove it")
            }
            Self::NoLetter(name) => {
                write!(f, "`{name}` has neither letter nor figure; remove it")
            }
        }
    }
}

impl std::error::Error for Wrong {}

/// Its table stands for it: what is found depends on nothing else.
impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Vocabulary").field(&self.sha256).finish()
    }
}

impl PartialEq for Vocabulary {
    fn eq(&self, other: &Self) -> bool {
        self.sha256 == other.sha256
    }
}

impl Serialize for Vocabulary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(text.as_bytes()).map_err(|wrong| de::Error::custom(format!("lexicon: {wrong}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(String, String)> {
        let vocabulary = Vocabulary::read(text.as_bytes()).unwrap();
        let term = |form: &Form| {
            let concept = vocabulary.concept(form.concept).unwrap();
            (form.cased.to_string(), concept.term.to_string())
        };
        vocabulary.forms().iter().map(term).collect()
    }

    #[test]
    fn a_table_has_comments_and_may_have_a_head() {
        let own = |form: &str, term: &str| (form.to_owned(), term.to_owned());
        let plain = "\u{FEFF}# genes\n\nCD19\t930\tgene\tB4|  \r\nIFN-γ\t3458\tgene\t\t\n";
        let expected = [own("B4", "CD19"), own("CD19", "CD19"), own("IFN-gamma", "IFN-γ")];
        assert_eq!(terms(plain), expected);
        let headed = "Type\tnote\tTerm\tIdentifier\ngene\tx\tCD19\t930\n";
        assert_eq!(terms(headed), [own("CD19", "CD19")]);
        // A word of the head may be a term.
        assert_eq!(terms("type\t1\tword\n"), [own("type", "type")]);
    }

    #[test]
    fn the_first_term_of_a_name_counts() {
        let own = |form: &str, term: &str| (form.to_owned(), term.to_owned());
        let table = "P1 one\t1\tgene\tshared name|CAT\nShared name\t2\tgene\ncat\t3\tspecies\nP1 again\t1\tgene\n\
                     P2\t4\tgene\tx|CAT\n";
        let expected = [
            own("cat", "cat"),
            own("CAT", "P1 one"),
            own("P1 again", "P1 one"),
            own("P1 one", "P1 one"),
            own("P2", "P2"),
            own("Shared name", "Shared name"),
            own("shared name", "P1 one"),
        ];
        assert_eq!(terms(table), expected);
    }

    #[test]
    fn a_wrong_line_is_named_with_what_is_wrong() {
        let long = format!("{}\t1\tgene", "x".repeat(LONGEST_NAME + 1));
        let rows: [(&[u8], &str); 11] = [
            (b"", "no line names a thing"),
            (b"# nothing\n\n", "no line names a thing"),
            (b"term\tidentifier\ttype\n", "no line names a thing"),
            (b"CD19\t930\tgene\n\nCD20\n", "line 3: 1 column instead of 3 or 4"),
            (b"CD19\t930\tgene\ta\tb\n", "line 1: 5 columns"),
            (b"CD19,930,gene\n", "line 1: 1 column"),
            (b"CD19\t\tgene\n", "line 1: nothing in the column `identifier`"),
            (b"term\ttype\nCD19\tgene\n", "line 1: the head has no column `identifier`"),
            (b"CD19\t930\tgene\n+-\t1\tsign\n", "line 2: `+-` has neither letter nor figure"),
            (b"CD19\t930\tgene\nCD\xFF\t1\tgene\n", "line 2: not in UTF-8"),
            (long.as_bytes(), "line 1: a name has more than 500 characters"),
        ];
        for (table, said) in rows {
            let wrong = Vocabulary::read(table).unwrap_err().to_string();
            assert!(wrong.starts_with(said) && wrong.contains(';'), "{wrong}");
        }
        let wrong = Vocabulary::read(&vec![b' '; LARGEST + 1]).unwrap_err();
        assert_eq!(wrong, Wrong { line: None, fault: Fault::TooLarge });
    }

    #[test]
    fn a_worker_reads_the_same_table() {
        let told = Vocabulary::read("# é\nCD19\t930\tgene\tB4".as_bytes()).unwrap();
        let heard: Vocabulary =
            serde_json::from_str(&serde_json::to_string(&told).unwrap()).unwrap();
        assert_eq!(told, heard);
        assert_eq!(format!("{told:?}"), format!("Vocabulary(\"{}\")", told.sha256()));
        let wrong = serde_json::from_str::<Vocabulary>("\"CD19\"").unwrap_err().to_string();
        assert!(wrong.contains("lexicon: line 1: 1 column"), "{wrong}");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..60)) {
            let _ = Vocabulary::read(&bytes);
        }
    }
}
