//! Words that bodies are named by: institutions, groups, funders, boards.

use super::language::Language;
use super::phrases::Phrases;
use super::word_set::WordSet;
use std::sync::LazyLock;

/// The word, or its beginning, tells of an institution wherever it stands in a text.
const SITE: u8 = 1;
/// The whole word tells that a name is that of an institution or a group, and of no person.
const GROUP: u8 = 2;
/// The whole word tells of a group of people that signs as an author.
const TEAM: u8 = 4;
/// Words that begin so tell of a funder.
const FUNDER: u8 = 8;
/// The whole word belongs to the name of a board that approves, in small letters too.
const BOARD: u8 = 16;

/// Words of bodies by language, each with what it tells.
const WORDS: &[(Language, &[(&str, u8)])] = &[
    (Language::English, ENGLISH),
    (Language::German, GERMAN),
    (Language::French, FRENCH),
    (Language::Spanish, SPANISH),
    (Language::Portuguese, PORTUGUESE),
    (Language::Italian, ITALIAN),
];

/// English, and beginnings that other languages share.
const ENGLISH: &[(&str, u8)] = &[
    ("academ", FUNDER),
    ("academy", SITE | GROUP),
    ("administration", GROUP | FUNDER),
    ("agenc", FUNDER),
    ("agency", GROUP),
    ("alliance", GROUP | FUNDER),
    ("animal", BOARD),
    ("association", GROUP | TEAM | FUNDER),
    ("authorit", FUNDER),
    ("authority", GROUP),
    ("award", FUNDER),
    ("bank", GROUP | FUNDER),
    ("board", GROUP | FUNDER | BOARD),
    ("bureau", GROUP | FUNDER),
    ("care", BOARD),
    ("center", SITE | GROUP | FUNDER | BOARD),
    ("centers", GROUP),
    ("central", BOARD),
    ("centre", SITE | GROUP | FUNDER | BOARD),
    ("centres", GROUP),
    ("charit", FUNDER),
    ("clinic", SITE),
    ("clinical", BOARD),
    ("collaboration", GROUP | TEAM),
    ("collaborative", GROUP | TEAM),
    ("collaborators", GROUP | TEAM),
    ("college", SITE | GROUP | FUNDER | BOARD),
    ("commission", GROUP | FUNDER | BOARD),
    ("committee", GROUP | TEAM | FUNDER | BOARD),
    ("company", FUNDER),
    ("consortium", GROUP | TEAM | FUNDER),
    ("corporation", GROUP | FUNDER),
    ("council", GROUP | FUNDER),
    ("department", SITE | GROUP | FUNDER | BOARD),
    ("dept", SITE | GROUP),
    ("directorate", GROUP | FUNDER),
    ("division", SITE),
    ("enterprise", TEAM),
    ("ethical", BOARD),
    ("ethics", BOARD),
    ("facult", SITE),
    ("faculty", BOARD),
    ("federation", GROUP | FUNDER),
    ("fellowship", FUNDER),
    ("fond", FUNDER),
    ("force", TEAM),
    ("foundation", SITE | GROUP | FUNDER),
    ("fund", GROUP | FUNDER),
    ("government", GROUP | FUNDER),
    ("grant", FUNDER),
    ("group", GROUP | TEAM),
    ("hospital", SITE | FUNDER | BOARD),
    ("human", BOARD),
    ("human-research", BOARD),
    ("inc", GROUP | FUNDER),
    ("independent", BOARD),
    ("initiative", GROUP | TEAM | FUNDER),
    ("institut", SITE | FUNDER),
    ("institute", GROUP | BOARD),
    ("institutes", GROUP),
    ("institutional", BOARD),
    ("investigators", GROUP | TEAM),
    ("laborator", SITE | FUNDER),
    ("league", FUNDER),
    ("limited", FUNDER),
    ("llc", FUNDER),
    ("local", BOARD),
    ("ltd", FUNDER),
    ("medical", BOARD),
    ("members", GROUP),
    ("minist", FUNDER),
    ("ministry", SITE | GROUP | BOARD),
    ("national", BOARD),
    ("nations", GROUP),
    ("network", GROUP | TEAM | FUNDER),
    ("observator", SITE),
    ("office", GROUP | FUNDER),
    ("organisation", SITE | GROUP | FUNDER),
    ("organization", SITE | GROUP | FUNDER),
    ("panel", GROUP),
    ("pharma", FUNDER),
    ("plan", FUNDER),
    ("polytechnic", SITE),
    ("program", SITE | GROUP | FUNDER),
    ("programme", GROUP),
    ("project", FUNDER),
    ("regional", BOARD),
    ("research", SITE | BOARD),
    ("review", BOARD),
    ("scheme", FUNDER),
    ("scholarship", FUNDER),
    ("school", SITE),
    ("science and technology", FUNDER),
    ("secretariat", GROUP),
    ("service", GROUP | FUNDER),
    ("services", GROUP),
    ("societ", FUNDER),
    ("society", GROUP | TEAM),
    ("task", GROUP),
    ("taskforce", TEAM),
    ("team", GROUP | TEAM),
    ("trust", FUNDER),
    ("union", GROUP | FUNDER),
    ("unit of", SITE),
    ("universi", SITE | FUNDER),
    ("university", GROUP | BOARD),
    ("use", BOARD),
];

/// German.
const GERMAN: &[(&str, u8)] = &[
    ("förder", FUNDER),
    ("gmbh", FUNDER),
    ("klinik", SITE),
    ("stiftung", FUNDER),
    ("zentrum", SITE),
];

/// French.
const FRENCH: &[(&str, u8)] = &[("département", SITE), ("hôpital", SITE), ("école", SITE | FUNDER)];

/// Spanish.
const SPANISH: &[(&str, u8)] = &[("consejo", FUNDER), ("departament", SITE), ("escuela", SITE)];

/// Portuguese.
const PORTUGUESE: &[(&str, u8)] = &[("agência", FUNDER), ("conselho", FUNDER), ("escola", SITE)];

/// Italian.
const ITALIAN: &[(&str, u8)] =
    &[("associazione", FUNDER), ("dipartiment", SITE), ("istitut", SITE | FUNDER)];

/// Names and short names of single bodies, which no word above tells.
const NAMES: &[(&str, u8)] = &[
    ("cancer research", FUNDER),
    ("cnrs", SITE),
    ("conacyt", FUNDER),
    ("deutsche forschung", FUNDER),
    ("horizon", FUNDER),
    ("inserm", SITE),
    ("nserc", FUNDER),
    ("vetenskapsrådet", FUNDER),
    ("wellcome", FUNDER),
];

static BODIES: LazyLock<Phrases<u8>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(_, words)| words.iter());
    Phrases::new(words.chain(NAMES).copied())
});

/// What boards that approve are called, in English, French, Portuguese and Spanish.
static BOARDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    let nouns = ["board", "comissão", "comité", "commission", "committee", "council", "review"];
    Phrases::new(nouns.map(|noun| (noun, ())))
});

/// How many words of names and addresses of institutions a text has.
pub(crate) fn sites_in(text: &str) -> usize {
    BODIES.all_in(text).filter(|found| found.meaning & SITE != 0).count()
}

/// Whether a text has a word that names and addresses of institutions have.
pub(crate) fn names_site(text: &str) -> bool {
    BODIES.all_in(text).any(|found| found.meaning & SITE != 0)
}

/// Whether a text has a word that begins as words in names of funders do.
pub(crate) fn names_funder(text: &str) -> bool {
    BODIES.all_in(text).any(|found| {
        let begins = !text[..found.start].ends_with(char::is_alphanumeric);
        found.meaning & FUNDER != 0 && begins
    })
}

/// Whether a word is one that names of institutions and groups have, and those of people have not.
pub(crate) fn is_of_group(word: &str) -> bool {
    tells(word, GROUP)
}

/// Whether a word is one that groups of people have in the name by which they sign.
pub(crate) fn is_of_team(word: &str) -> bool {
    tells(word, TEAM)
}

/// Whether a text has a word that boards which approve are called by.
pub(crate) fn names_board(text: &str) -> bool {
    BOARDS.any_in(text)
}

/// Whether a word belongs to names of boards that approve.
pub(crate) fn is_of_board(word: &str) -> bool {
    tells(word, BOARD)
}

/// English nouns that names of funders end with in small letters too.
const LAST_OF_FUNDERS: WordSet = WordSet::new(&[
    "development",
    "foundation",
    "fund",
    "funds",
    "innovation",
    "medical",
    "plan",
    "program",
    "programme",
    "project",
    "projects",
    "research",
    "science",
    "technology",
]);

/// Whether names of funders end with a word, as it is written.
pub(crate) fn ends_funder(word: &str) -> bool {
    LAST_OF_FUNDERS.contains_as_written(word)
}

fn tells(word: &str, what: u8) -> bool {
    BODIES.whole(word).is_some_and(|told| told & what != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_told_by_their_words() {
        // Of a site, of a funder, whole word of a group, of a team, of a board.
        let rows = [
            ("University", [true, true, true, false, true]),
            ("Universität", [true, true, false, false, false]),
            ("Frauenklinik", [true, false, false, false, false]),
            ("Département", [true, false, false, false, false]),
            ("ÉCOLE", [true, true, false, false, false]),
            ("Consortium", [false, true, true, true, false]),
            ("Fundação", [false, true, false, false, false]),
            ("refund", [false, false, false, false, false]),
            ("ministero", [false, true, false, false, false]),
            ("ethics", [false, false, false, false, true]),
            ("INSERM", [true, false, false, false, false]),
            ("Salt", [false, false, false, false, false]),
        ];
        for (word, expected) in rows {
            let found = [
                names_site(word),
                names_funder(word),
                is_of_group(word),
                is_of_team(word),
                is_of_board(word),
            ];
            assert_eq!(found, expected, "{word}");
        }
        assert!(names_board("COMITÉ de Salt") && !names_board("Salt Group"));
        assert_eq!(sites_in("Department of Salt, University of the Sea"), 2);
    }
}
