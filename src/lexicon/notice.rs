//! How notes about a publication and its authors begin, and how notes on letters end an address.

use super::phrases::Phrases;
use super::word_set::WordSet;
use std::sync::LazyLock;

/// What a note is about, by the words that it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// How to cite the paper.
    Citation,
    /// Who edited or reviewed it.
    Editor,
    /// When it was received, or its whole history.
    History,
    /// When it was accepted or published.
    Appearance,
    /// Whose it is.
    Copyright,
    /// What may be done with it.
    Licence,
    /// How to reach the authors.
    Letters,
    /// The electronic address, which mostly goes on with one for letters.
    Mail,
    /// How to reach the authors, in words that other texts begin with, too.
    Address,
    /// Which interests of the authors conflict.
    Conflicts,
    /// That something goes on elsewhere.
    Continuation,
    /// That something went on, in words that other texts begin with, too.
    Continued,
    /// Where a list stands that is not here.
    List,
    /// Anything else that stands beside the text of the first page.
    Other,
}

/// How notes begin, in English.
const ENGLISH: &[(&str, Notice)] = &[
    ("citation", Notice::Citation),
    ("how to cite", Notice::Citation),
    ("cite this", Notice::Citation),
    ("to cite", Notice::Citation),
    ("this article is available", Notice::Citation),
    ("editor:", Notice::Editor),
    ("academic editor", Notice::Editor),
    ("edited by", Notice::Editor),
    ("reviewed by", Notice::Editor),
    ("communicated by", Notice::Editor),
    ("received", Notice::History),
    ("submitted:", Notice::History),
    ("history:", Notice::History),
    ("article history", Notice::History),
    ("accepted", Notice::Appearance),
    ("published", Notice::Appearance),
    ("copyright", Notice::Copyright),
    ("©", Notice::Copyright),
    ("this is an open access", Notice::Licence),
    ("this is an open-access", Notice::Licence),
    ("this article is licensed", Notice::Licence),
    ("the use, distribution", Notice::Licence),
    ("correspond", Notice::Letters),
    ("address for correspondence", Notice::Letters),
    ("address correspondence", Notice::Letters),
    ("author for correspondence", Notice::Letters),
    ("for correspondence", Notice::Letters),
    ("to whom correspondence", Notice::Letters),
    ("e-mail", Notice::Mail),
    ("email", Notice::Mail),
    ("address", Notice::Address),
    ("to whom", Notice::Address),
    ("author to whom", Notice::Address),
    ("reprint", Notice::Address),
    ("contact", Notice::Address),
    ("requests for", Notice::Address),
    ("competing interest", Notice::Conflicts),
    ("conflict of interest", Notice::Conflicts),
    ("conflicts of interest", Notice::Conflicts),
    ("(continued on", Notice::Continuation),
    ("(continued from", Notice::Continuation),
    ("continued on next", Notice::Continuation),
    ("(continued", Notice::Continued),
    ("continued", Notice::Continued),
    ("abbreviations", Notice::Other),
    ("article info", Notice::Other),
    ("article type", Notice::Other),
    ("categories:", Notice::Other),
    ("subject area", Notice::Other),
    ("subject categor", Notice::Other),
    ("supplementary information", Notice::Other),
    ("open access", Notice::Other),
    ("full list of author", Notice::List),
    ("author affiliations", Notice::Other),
    ("present address", Notice::Other),
    ("these authors contributed", Notice::Other),
    ("data availability statement", Notice::Other),
    ("orcid", Notice::Other),
    ("doi", Notice::Other),
    ("http", Notice::Other),
    ("tel", Notice::Other),
];

/// How notes begin, in German.
const GERMAN: &[(&str, Notice)] = &[
    ("zitierweise", Notice::Citation),
    ("eingegangen", Notice::History),
    ("eingereicht", Notice::History),
    ("manuskript eingegangen", Notice::History),
    ("angenommen", Notice::Appearance),
    ("online publiziert", Notice::Appearance),
    ("korrespond", Notice::Letters),
    ("anschrift für die verfasser", Notice::Letters),
    ("anschrift der verfasser", Notice::Letters),
    ("interessenkonflikt", Notice::Conflicts),
];

/// How notes begin, in French.
const FRENCH: &[(&str, Notice)] = &[
    ("pour citer cet article", Notice::Citation),
    ("comment citer cet article", Notice::Citation),
    ("reçu le", Notice::History),
    ("accepté le", Notice::Appearance),
    ("auteur correspondant", Notice::Letters),
    ("adresse pour correspondance", Notice::Letters),
    ("conflit d'intérêt", Notice::Conflicts),
    ("conflits d'intérêt", Notice::Conflicts),
];

/// How notes begin, in Spanish.
const SPANISH: &[(&str, Notice)] = &[
    ("cómo citar", Notice::Citation),
    ("recibido", Notice::History),
    ("historia del artículo", Notice::History),
    ("aceptado", Notice::Appearance),
    ("publicado", Notice::Appearance),
    ("autor para correspond", Notice::Letters),
    ("autor de correspond", Notice::Letters),
    ("dirección para correspond", Notice::Letters),
    ("correo electrónico", Notice::Letters),
    ("conflicto de inter", Notice::Conflicts),
    ("conflictos de inter", Notice::Conflicts),
];

/// How notes begin, in Portuguese.
const PORTUGUESE: &[(&str, Notice)] = &[
    ("como citar", Notice::Citation),
    ("recebido", Notice::History),
    ("submetido", Notice::History),
    ("aceito", Notice::Appearance),
    ("aprovado em", Notice::Appearance),
    ("autor correspondente", Notice::Letters),
    ("endereço para correspond", Notice::Letters),
    ("conflito de inter", Notice::Conflicts),
    ("conflitos de inter", Notice::Conflicts),
];

/// How notes begin, in Italian.
const ITALIAN: &[(&str, Notice)] = &[
    ("come citare", Notice::Citation),
    ("ricevuto il", Notice::History),
    ("pervenuto il", Notice::History),
    ("accettato il", Notice::Appearance),
    ("corrispondenza", Notice::Letters),
    ("autore corrispondente", Notice::Letters),
    ("indirizzo per la corrispond", Notice::Letters),
    ("conflitto di inter", Notice::Conflicts),
    ("conflitti di inter", Notice::Conflicts),
];

/// How notes begin, in Dutch.
const DUTCH: &[(&str, Notice)] = &[
    ("ontvangen op", Notice::History),
    ("geaccepteerd op", Notice::Appearance),
    ("belangenverstrengeling", Notice::Conflicts),
];

/// How notes begin, in Polish.
const POLISH: &[(&str, Notice)] = &[
    ("otrzymano", Notice::History),
    ("nadesłano", Notice::History),
    ("wpłynęło", Notice::History),
    ("przyjęto do druku", Notice::Appearance),
    ("zaakceptowano", Notice::Appearance),
    ("opublikowano", Notice::Appearance),
    ("adres do korespond", Notice::Letters),
    ("autor do korespond", Notice::Letters),
    ("korespondencja", Notice::Letters),
    ("konflikt interesów", Notice::Conflicts),
];

const LANGUAGES: &[&[(&str, Notice)]] =
    &[ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH, POLISH];

/// Whether a text begins as a note about the publication does: how to cite it, its editors, history, rights.
pub(crate) fn is_on_publication(text: &str) -> bool {
    matches!(
        notice_at_start(text),
        Some(
            Notice::Citation
                | Notice::Editor
                | Notice::History
                | Notice::Appearance
                | Notice::Copyright
                | Notice::Licence
        )
    )
}

/// What a text is about that begins like a note, be it with a part of a longer word.
pub(crate) fn notice_at_start(text: &str) -> Option<Notice> {
    static STARTS: LazyLock<Phrases<Notice>> =
        LazyLock::new(|| Phrases::new(LANGUAGES.iter().copied().flatten().copied()));
    STARTS.at_start(text).map(|(_, notice)| notice)
}

/// Words in English with which other notes begin than those that name the journal.
pub(crate) const OTHER_NOTES: WordSet = WordSet::new(&[
    "accepted",
    "available",
    "citation",
    "cite",
    "contents",
    "copyright",
    "correspondence",
    "dear",
    "doi",
    "doi:",
    "downloaded",
    "editor",
    "editors",
    "eissn",
    "fig",
    "figure",
    "how",
    "issn",
    "last",
    "modified",
    "page",
    "pages",
    "pissn",
    "posted",
    "pp",
    "printed",
    "published",
    "received",
    "revised",
    "see",
    "supplement",
    "supplementary",
    "table",
    "this",
    "to",
    "updated",
    "view",
]);

/// Words that tell how to reach authors, wherever they stand, by language. The English ones hold
/// those in French, Spanish and Portuguese.
const LETTERS: &[&str] = &[
    "correspond",
    "e-mail",
    "email",
    // German.
    "korrespond",
    // French.
    "courriel",
    // Spanish.
    "correo electrónico",
    // Italian.
    "corrispond",
    // Polish.
    "korespond",
];

/// Whether a text tells how to reach authors.
pub(crate) fn tells_of_letters(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(LETTERS));
    text.contains('@') || WORDS.any_in(text)
}

/// Words in English that end the name and address of an institution.
const ADDRESS_ENDS: &[&str] = &[
    "e-mail",
    "e-mails",
    "email",
    "emails",
    "full list of author",
    "tel",
    "fax",
    "phone",
    "correspondence",
    "http",
    "https",
    "received",
    "accepted",
    "submitted",
    "published",
];

/// Where the first whole words stand that end the name and address of an institution.
pub(crate) fn address_end(text: &str) -> Option<usize> {
    static ENDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(ADDRESS_ENDS));
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
    let is_whole = |start: usize, end: usize| {
        edge(text[..start].chars().next_back()) && edge(text[end..].chars().next())
    };
    let whole = ENDS.all_in(text).filter(|found| is_whole(found.start, found.end));
    whole.map(|found| found.start).min()
}

/// How notes of tables begin, in lower case.
const NOTES_OF_TABLES: &[&str] =
    &["note:", "notes:", "note.", "notes.", "abbreviation:", "abbreviations:"];

/// Whether a character marks notes.
pub(crate) fn is_note_mark(c: char) -> bool {
    matches!(c, '*' | '∗' | '†' | '‡' | '§' | '¶' | '#')
}

/// Whether a text begins as notes of tables do, which explain signs and short forms.
pub(crate) fn is_note_of_table(text: &str) -> bool {
    let begins =
        |note: &&str| text.get(..note.len()).is_some_and(|own| own.eq_ignore_ascii_case(note));
    NOTES_OF_TABLES.iter().any(begins)
}

/// Words in English that say that authors contributed equally.
const EQUALITY: &[&str] = &[
    "contributed equally",
    "contributed equal",
    "equal contribution",
    "equal contributor",
    "equally contribut",
    "equally to this",
    "equally to the",
    "joint first",
    "co-first",
    "shared first",
    "share first",
];

/// Where words stand that say that authors contributed equally.
pub(crate) fn equality_in(text: &str) -> impl Iterator<Item = usize> {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(EQUALITY));
    WORDS.all_in(text).map(|found| found.start)
}

/// Where the word stands that sentences on letters to the authors have.
pub(crate) fn letters_in(text: &str) -> impl Iterator<Item = usize> {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| unmeant(&["correspondence"]));
    WORDS.all_in(text).map(|found| found.start)
}

/// Phrases without a meaning of their own.
pub(super) fn unmeant(phrases: &'static [&'static str]) -> Phrases<()> {
    Phrases::new(phrases.iter().map(|phrase| (*phrase, ())))
}

#[cfg(test)]
mod tests {
    use super::{Notice, address_end, notice_at_start, tells_of_letters};

    #[test]
    fn notes_are_known_by_their_first_words() {
        let rows = [
            ("RECEIVED 1 May", Some(Notice::History)),
            ("Address for correspondence: A", Some(Notice::Letters)),
            ("Address: A", Some(Notice::Address)),
            ("(Continued on next page)", Some(Notice::Continuation)),
            ("Continued", Some(Notice::Continued)),
            ("© 2020", Some(Notice::Copyright)),
            ("Recebido em 1 de maio", Some(Notice::History)),
            ("KORRESPONDENZADRESSE: A", Some(Notice::Letters)),
            ("Sand was received", None),
        ];
        for (text, expected) in rows {
            assert_eq!(notice_at_start(text), expected, "{text}");
        }
    }

    #[test]
    fn addresses_end_before_whole_words() {
        let rows = [
            ("Salt House, Seaside, Tel 12", Some(21)),
            ("Salt Hotel, Seaside", None),
            ("Salt House; Received 1 May; Accepted 2 May", Some(12)),
        ];
        for (text, expected) in rows {
            assert_eq!(address_end(text), expected, "{text}");
        }
        assert!(tells_of_letters("CORRESPONDING author"));
        assert!(!tells_of_letters("A letter"));
    }
}
