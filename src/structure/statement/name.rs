//! Names under which statements stand, by the words that they consist of.

use crate::document::statement::StatementKind::{
    self, CodeAvailability, Conflicts, Consent, Contributions, DataAvailability, Ethics, Funding,
    Registration,
};

/// Names of statements have no more words than this.
const MOST_WORDS: usize = 9;

/// Bytes at the start of a text in which the name of another part stands.
const LONGEST_NOTICE_NAME: usize = 40;

/// Words that names of all kinds have.
const FILLERS: &[&str] = &[
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
];

/// A kind of statement, words one of which its name has, and the others that it may have.
type Row = (StatementKind, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    (
        Conflicts,
        &[
            "conflict",
            "conflicts",
            "conflicting",
            "competing",
            "interest",
            "interests",
            "disclosure",
            "disclosures",
            "duality",
        ],
        &[
            "author",
            "author's",
            "authors",
            "authors'",
            "financial",
            "potential",
            "any",
            "commercial",
            "disclosing",
            "no",
        ],
    ),
    (
        Contributions,
        &[
            "contribution",
            "contributions",
            "contributor",
            "contributors",
            "contributorship",
            "authorship",
        ],
        &["author", "author's", "authors", "authors'", "credit", "individual"],
    ),
    (Contributions, &["credit"], &["author", "authors", "authors'"]),
    (
        Funding,
        &["funding", "funder", "funders", "fundings"],
        &[
            "acknowledgement",
            "acknowledgements",
            "acknowledgment",
            "body",
            "disclosure",
            "external",
            "financial",
            "role",
            "source",
            "sources",
            "sponsor",
            "sponsors",
            "support",
            "grant",
            "grants",
            "study",
        ],
    ),
    (Funding, &["support"], &["financial", "grant", "source", "sources", "sponsorship", "funding"]),
    (Funding, &["sponsorship"], &["financial", "study", "source"]),
    (
        DataAvailability,
        &["availability", "available", "sharing", "accessibility", "access", "deposition"],
        &[
            "data",
            "dataset",
            "datasets",
            "material",
            "materials",
            "code",
            "software",
            "research",
            "supporting",
            "accession",
            "resource",
            "resources",
            "plan",
            "protocol",
        ],
    ),
    (
        Ethics,
        &["ethic", "ethics", "ethical"],
        &[
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
            "standards",
            "study",
            "trial",
            "welfare",
            "rights",
        ],
    ),
    (
        Ethics,
        &["irb", "board", "rights"],
        &["institutional", "review", "approval", "human", "animal", "participants", "number"],
    ),
    (
        Consent,
        &["consent"],
        &[
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
        ],
    ),
    (
        Registration,
        &["registration", "registry", "registered"],
        &[
            "clinical",
            "trial",
            "trials",
            "study",
            "protocol",
            "review",
            "systematic",
            "number",
            "prospero",
            "identifier",
            "details",
        ],
    ),
];

/// Names of other parts, before which a statement ends that runs in.
const OTHERS: &[&str] = &[
    "abbreviations",
    "academic editor",
    "acknowledgement",
    "acknowledgements",
    "acknowledgment",
    "acknowledgments",
    "address for correspondence",
    "author details",
    "authors' information",
    "citation",
    "copyright",
    "correspondence",
    "editor",
    "edited by",
    "how to cite this article",
    "keywords",
    "provenance and peer review",
    "publisher's note",
    "received",
    "reviewed by",
    "supplementary information",
    "supplementary material",
    "supplementary materials",
    "peer review",
];

/// What a name says about the text under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is a statement.
    Statement(StatementKind),
    /// It is thanks, among which funding is told.
    Thanks,
    /// It is something else.
    Other,
}

/// What a name means that may be one of many others; none where nothing is known of it.
pub(super) fn meaning(printed: &str) -> Option<Meaning> {
    let name = normal(printed);
    if name.starts_with("acknowledg") && !name.contains("funding") {
        return Some(Meaning::Thanks);
    }
    if let Some(kind) = kind(&name) {
        return Some(Meaning::Statement(kind));
    }
    OTHERS.contains(&name.as_str()).then_some(Meaning::Other)
}

/// Whether a text begins as one that stands behind all statements: a notice of the publisher, or
/// another part whose name runs in.
pub(super) fn is_notice(text: &str) -> bool {
    const BEGINNINGS: &[&str] =
        &["©", "copyright", "(continued", "continued", "the use, distribution"];
    let most = text.floor_char_boundary(LONGEST_NOTICE_NAME);
    let lower = text[..most].to_lowercase();
    let parts = OTHERS.iter().filter(|name| name.contains(' '));
    BEGINNINGS.iter().chain(parts).any(|name| lower.starts_with(name))
}

fn kind(name: &str) -> Option<StatementKind> {
    let split = |c: char| c.is_whitespace() || matches!(c, '/' | '&' | ',' | '-' | '–');
    let words: Vec<&str> = name.split(split).filter(|word| !word.is_empty()).collect();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let of_row = |(kind, needed, allowed): &Row| {
        let has = words.iter().any(|word| needed.contains(word));
        let fits =
            |word: &&str| needed.contains(word) || allowed.contains(word) || FILLERS.contains(word);
        (has && words.iter().all(fits)).then_some(*kind)
    };
    let found = ROWS.iter().find_map(of_row)?;
    let has = |all: &[&str]| words.iter().any(|word| all.contains(word));
    let data = ["data", "dataset", "datasets", "material", "materials"];
    match found {
        DataAvailability if has(&data) => Some(DataAvailability),
        DataAvailability => has(&["code", "software"]).then_some(CodeAvailability),
        // People register too.
        Registration => {
            let things = ["trial", "trials", "study", "protocol", "review", "prospero"];
            has(&things).then_some(Registration)
        }
        Ethics if has(&["board", "rights"]) && words.len() < 2 => None,
        // Of what: there is interest of many kinds.
        Conflicts if has(&["interest", "interests"]) => {
            let told = [
                "conflict",
                "conflicts",
                "conflicting",
                "competing",
                "declaration",
                "declarations",
                "disclosure",
                "disclosures",
                "duality",
                "statement",
            ];
            has(&told).then_some(Conflicts)
        }
        Conflicts => {
            has(&["disclosure", "disclosures", "conflict", "conflicts"]).then_some(Conflicts)
        }
        Funding if words == ["support"] => None,
        kind => Some(kind),
    }
}

/// A name without case, number and punctuation around it.
fn normal(printed: &str) -> String {
    let bare = printed.trim().trim_end_matches([':', '.', '—', '–', ' ', '|']);
    let begins = |c: char| c.is_alphabetic();
    let bare = bare.find(begins).map_or("", |at| {
        let number = bare[..at].chars().all(|c| c.is_ascii_digit() || " .)*†‡■▪".contains(c));
        if number { &bare[at..] } else { "" }
    });
    let words: Vec<String> = bare.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ").replace(['’', '‘', '`'], "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_statements() {
        let rows = [
            ("Funding:", Some(Funding)),
            ("5. FINANCIAL SUPPORT", Some(Funding)),
            ("Role of the funding source", Some(Funding)),
            ("Declaration of Competing Interest", Some(Conflicts)),
            ("Conflict of interest statement.", Some(Conflicts)),
            ("Disclosure", Some(Conflicts)),
            ("Interests", None),
            ("Authors’ contributions", Some(Contributions)),
            ("CRediT authorship contribution statement", Some(Contributions)),
            ("Contributions of sand", None),
            ("Availability of data and materials", Some(DataAvailability)),
            ("Code availability", Some(CodeAvailability)),
            ("Availability", None),
            ("Ethics approval and consent to participate", Some(Ethics)),
            ("Institutional Review Board Statement", Some(Ethics)),
            ("Ethics of sand", None),
            ("Informed consent", Some(Consent)),
            ("Clinical trial registration number", Some(Registration)),
            ("Registration", None),
            ("Support", None),
        ];
        for (name, expected) in rows {
            let expected = expected.map(Meaning::Statement);
            assert_eq!(meaning(name), expected, "{name}");
        }
        assert_eq!(meaning("ACKNOWLEDGMENTS"), Some(Meaning::Thanks));
        assert_eq!(meaning("Keywords"), Some(Meaning::Other));
    }
}
