//! Names of sections in which papers say by themselves what they found.

use super::word_set::WordSet;

/// Such names, by language.
const NAMES: &[WordSet] = &[
    // English.
    WordSet::new(&[
        "author summary",
        "clinical implications",
        "clinical significance",
        "contribution",
        "highlights",
        "in brief",
        "key findings",
        "key message",
        "key messages",
        "key point",
        "key points",
        "key results",
        "lay summary",
        "learning points",
        "main messages",
        "plain language summary",
        "plain summary",
        "significance",
        "significance statement",
        "take-home message",
        "take-home messages",
        "tl;dr",
        "what this paper adds",
        "what this study adds",
    ]),
    // German.
    WordSet::new(&["fazit für die praxis", "kernaussagen", "kernbotschaften"]),
    // French.
    WordSet::new(&["messages clés", "points clés", "points essentiels"]),
    // Spanish and Portuguese.
    WordSet::new(&["mensajes clave", "pontos-chave", "puntos clave"]),
    // Italian.
    WordSet::new(&["messaggi chiave", "punti chiave"]),
];

/// Whether a heading is the name of a section in which a paper says what it found.
pub(crate) fn heads_findings(heading: &str) -> bool {
    let name = heading.trim().trim_end_matches([':', '.', '?']);
    NAMES.iter().any(|names| names.contains(name))
}

#[cfg(test)]
mod tests {
    use super::heads_findings;

    #[test]
    fn names_of_findings() {
        for name in
            ["Key Findings", "HIGHLIGHTS:", "Plain language summary", "Kernaussagen", "Points clés"]
        {
            assert!(heads_findings(name), "{name}");
        }
        assert!(!heads_findings("Results") && !heads_findings("Key findings of others"));
    }
}
