//! Words of the history of a paper, by language.

use super::phrases::Phrases;
use super::word_set::WordSet;
use std::sync::LazyLock;

/// What happened to a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// It came in.
    Received,
    /// It was changed.
    Revised,
    /// It was taken.
    Accepted,
    /// It came out.
    Published,
}

/// Words behind which the date of an event stands, by language; those of one event in the order of
/// trust.
const LABELS: &[(&str, Event)] = &[
    ("received", Event::Received),
    ("submitted", Event::Received),
    ("revised", Event::Revised),
    ("revision received", Event::Revised),
    ("in revised form", Event::Revised),
    ("accepted", Event::Accepted),
    ("published", Event::Published),
    ("publication date", Event::Published),
    ("available online", Event::Published),
    ("epub", Event::Published),
    // German.
    ("eingegangen", Event::Received),
    ("eingereicht", Event::Received),
    ("überarbeitet", Event::Revised),
    ("angenommen", Event::Accepted),
    ("publiziert", Event::Published),
    ("veröffentlicht", Event::Published),
    // French.
    ("reçu", Event::Received),
    ("révisé", Event::Revised),
    ("accepté", Event::Accepted),
    ("publié", Event::Published),
    // Spanish.
    ("recibido", Event::Received),
    ("aceptado", Event::Accepted),
    // Spanish and Portuguese.
    ("revisado", Event::Revised),
    ("publicado", Event::Published),
    // Portuguese.
    ("recebido", Event::Received),
    ("submetido", Event::Received),
    ("aceito", Event::Accepted),
    ("aprovado", Event::Accepted),
    // Italian.
    ("ricevuto", Event::Received),
    ("accettato", Event::Accepted),
    ("pubblicato", Event::Published),
    // Dutch.
    ("ontvangen", Event::Received),
    ("geaccepteerd", Event::Accepted),
    ("gepubliceerd", Event::Published),
    // Polish.
    ("otrzymano", Event::Received),
    ("nadesłano", Event::Received),
    ("przyjęto", Event::Accepted),
    ("zaakceptowano", Event::Accepted),
    ("opublikowano", Event::Published),
];

/// The words behind which the date of an event stands, in lower case and in the order of trust.
pub(crate) fn labels(event: Event) -> impl Iterator<Item = &'static str> {
    LABELS.iter().filter(move |(_, own)| *own == event).map(|(label, _)| *label)
}

/// Words of all languages that may stand between a label and its date.
pub(crate) const LABEL_ENDS: WordSet = WordSet::new(&[
    "after",
    "ahead",
    "am",
    "article",
    "date",
    "early",
    "el",
    "electronically",
    "em",
    "en",
    "first",
    "for",
    "il",
    "le",
    "of",
    "on",
    "online",
    "op",
    "print",
    "publication",
    "review",
    "version",
    "view",
]);

/// Whether a text tells of what came before publication, or of a download.
pub(crate) fn tells_history(text: &str) -> bool {
    static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
        let before = LABELS.iter().filter(|(_, event)| *event != Event::Published);
        let words = before.map(|(label, _)| *label).chain(["downloaded"]);
        Phrases::new(words.map(|word| (word, ())))
    });
    WORDS.any_in(text)
}

#[cfg(test)]
mod tests {
    use super::{Event, labels, tells_history};

    #[test]
    fn events_have_labels() {
        assert_eq!(labels(Event::Accepted).next(), Some("accepted"));
        for (text, expected) in [
            ("RECEIVED: 1 May", true),
            ("Downloaded from the sea", true),
            ("Published 2 May", false),
            ("Recibido: 2020-05-01", true),
        ] {
            assert_eq!(tells_history(text), expected, "{text}");
        }
    }
}
