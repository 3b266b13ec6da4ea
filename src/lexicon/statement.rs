//! Words that names of statements consist of.

use super::word_set::WordSet;

/// What a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Statement {
    /// Interests that conflict.
    Conflicts,
    /// Who did what.
    Contributions,
    /// Who paid.
    Funding,
    /// Where the data are.
    Data,
    /// Where the code is.
    Code,
    /// What a board approved of.
    Ethics,
    /// What those taking part agreed to.
    Consent,
    /// Where the study is registered.
    Registration,
}

/// Names of statements have no more words than this.
const MOST_WORDS: usize = 9;

/// Words that names of all kinds have.
const FILLERS: WordSet = WordSet::new(&[
    "a",
    "and",
    "declaration",
    "declarations",
    "for",
    "information",
    "of",
    "or",
    "section",
    "statement",
    "statements",
    "the",
    "to",
    "with",
    "your",
]);

/// A kind of statement, words one of which its name has, and the others that it may have.
struct Row {
    kind: Statement,
    needed: WordSet,
    allowed: WordSet,
}

/// Names in English, by their words.
const ROWS: &[Row] = &[
    Row {
        kind: Statement::Conflicts,
        needed: WordSet::new(&[
            "competing",
            "conflict",
            "conflicting",
            "conflicts",
            "disclosure",
            "disclosures",
            "duality",
            "interest",
            "interests",
        ]),
        allowed: WordSet::new(&[
            "any",
            "author",
            "author's",
            "authors",
            "authors'",
            "commercial",
            "disclosing",
            "financial",
            "no",
            "potential",
        ]),
    },
    Row {
        kind: Statement::Contributions,
        needed: WordSet::new(&[
            "authorship",
            "contribution",
            "contributions",
            "contributor",
            "contributors",
            "contributorship",
        ]),
        allowed: WordSet::new(&[
            "author",
            "author's",
            "authors",
            "authors'",
            "credit",
            "individual",
        ]),
    },
    Row {
        kind: Statement::Contributions,
        needed: WordSet::new(&["credit"]),
        allowed: WordSet::new(&["author", "authors", "authors'"]),
    },
    Row {
        kind: Statement::Funding,
        needed: WordSet::new(&["funder", "funders", "funding", "fundings"]),
        allowed: WordSet::new(&[
            "acknowledgement",
            "acknowledgements",
            "acknowledgment",
            "body",
            "disclosure",
            "external",
            "financial",
            "grant",
            "grants",
            "role",
            "source",
            "sources",
            "sponsor",
            "sponsors",
            "study",
            "support",
        ]),
    },
    Row {
        kind: Statement::Funding,
        needed: WordSet::new(&["support"]),
        allowed: WordSet::new(&[
            "financial",
            "funding",
            "grant",
            "source",
            "sources",
            "sponsorship",
        ]),
    },
    Row {
        kind: Statement::Funding,
        needed: WordSet::new(&["sponsorship"]),
        allowed: WordSet::new(&["financial", "source", "study"]),
    },
    Row {
        kind: Statement::Data,
        needed: WordSet::new(&[
            "access",
            "accessibility",
            "availability",
            "available",
            "deposition",
            "sharing",
        ]),
        allowed: WordSet::new(&[
            "accession",
            "code",
            "data",
            "dataset",
            "datasets",
            "material",
            "materials",
            "plan",
            "protocol",
            "research",
            "resource",
            "resources",
            "software",
            "supporting",
        ]),
    },
    Row {
        kind: Statement::Ethics,
        needed: WordSet::new(&["ethic", "ethical", "ethics"]),
        allowed: WordSet::new(&[
            "animal",
            "animals",
            "approval",
            "approvals",
            "aspects",
            "clearance",
            "committee",
            "consent",
            "consideration",
            "considerations",
            "experiments",
            "human",
            "informed",
            "institutional",
            "irb",
            "issues",
            "number",
            "participants",
            "participate",
            "patient",
            "permission",
            "protocol",
            "publication",
            "registration",
            "research",
            "review",
            "rights",
            "standards",
            "study",
            "trial",
            "welfare",
        ]),
    },
    Row {
        kind: Statement::Ethics,
        needed: WordSet::new(&["board", "irb", "rights"]),
        allowed: WordSet::new(&[
            "animal",
            "approval",
            "human",
            "institutional",
            "number",
            "participants",
            "review",
        ]),
    },
    Row {
        kind: Statement::Consent,
        needed: WordSet::new(&["consent"]),
        allowed: WordSet::new(&[
            "informed",
            "participant",
            "participants",
            "participate",
            "patient",
            "patient's",
            "patients",
            "patients'",
            "publication",
            "publish",
            "written",
        ]),
    },
    Row {
        kind: Statement::Registration,
        needed: WordSet::new(&["registered", "registration", "registry"]),
        allowed: WordSet::new(&[
            "clinical",
            "details",
            "identifier",
            "number",
            "prospero",
            "protocol",
            "review",
            "study",
            "systematic",
            "trial",
            "trials",
        ]),
    },
];

/// What is made available.
const DATA: WordSet = WordSet::new(&["data", "dataset", "datasets", "material", "materials"]);

/// Programs that are made available.
const CODE: WordSet = WordSet::new(&["code", "software"]);

/// What is registered; people register, too.
const STUDIES: WordSet =
    WordSet::new(&["prospero", "protocol", "review", "study", "trial", "trials"]);

/// Words that tell of money among others only.
const SUPPORT: WordSet = WordSet::new(&["support"]);

/// Words that say no more than who approves.
const BOARDS: WordSet = WordSet::new(&["board", "rights"]);

/// There is interest of many kinds.
const INTEREST: WordSet = WordSet::new(&["interest", "interests"]);

/// Words that tell of conflicts by themselves.
const CONFLICT: WordSet = WordSet::new(&["conflict", "conflicts", "disclosure", "disclosures"]);

/// Words that tell that interest is one that conflicts, besides those that tell it by themselves.
const DECLARED: WordSet = WordSet::new(&[
    "competing",
    "conflicting",
    "declaration",
    "declarations",
    "duality",
    "statement",
]);

/// The kind of statement that a name in English heads.
pub(super) fn by_words(name: &str) -> Option<Statement> {
    let count = words(name).take(MOST_WORDS + 1).count();
    if count > MOST_WORDS {
        return None;
    }
    let has = |set: &WordSet| words(name).any(|word| set.contains(word));
    let fits = |row: &&Row| {
        let known = |word| row.needed.contains(word) || row.allowed.contains(word);
        has(&row.needed) && words(name).all(|word| known(word) || FILLERS.contains(word))
    };
    let kind = ROWS.iter().find(fits)?.kind;
    let is_told = match kind {
        Statement::Data if !has(&DATA) => return has(&CODE).then_some(Statement::Code),
        Statement::Registration => has(&STUDIES),
        Statement::Ethics => count > 1 || !has(&BOARDS),
        Statement::Conflicts => has(&CONFLICT) || has(&INTEREST) && has(&DECLARED),
        Statement::Funding => count > 1 || !has(&SUPPORT),
        _ => true,
    };
    is_told.then_some(kind)
}

/// Whether a name in English is that of thanks alone: `Acknowledgements`, not
/// `Acknowledgement of funding`.
pub(super) fn is_thanks(name: &str) -> bool {
    let begins = |word: &str, with: &str| {
        word.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
    };
    begins(name, "acknowledg") && !words(name).any(|word| begins(word, "funding"))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let divides = |c: char| c.is_whitespace() || matches!(c, '/' | '&' | ',' | '-' | '–');
    name.split(divides).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Statement, by_words, is_thanks};

    #[test]
    fn names_are_told_by_their_words() {
        let rows = [
            ("Role of the funding source", Some(Statement::Funding)),
            ("Support", None),
            ("Declaration of Competing Interest", Some(Statement::Conflicts)),
            ("Interests", None),
            ("AUTHORS’ CONTRIBUTIONS", Some(Statement::Contributions)),
            ("Availability of data and materials", Some(Statement::Data)),
            ("Code availability", Some(Statement::Code)),
            ("Availability", None),
            ("Institutional Review Board Statement", Some(Statement::Ethics)),
            ("Ethics of sand", None),
            ("Registration", None),
            ("", None),
        ];
        for (name, expected) in rows {
            assert_eq!(by_words(name), expected, "{name}");
        }
        assert!(is_thanks("ACKNOWLEDGMENTS"));
        assert!(!is_thanks("Acknowledgement of funding"));
    }
}
