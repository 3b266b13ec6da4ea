//! Parts of a paper by the words in the names of its sections.

use crate::lexicon::language::is_caseless;
use crate::lexicon::phrases::Phrases;
use std::sync::LazyLock;

/// A part of a paper that sections belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Why it was done.
    Introduction,
    /// How.
    Methods,
    /// What came out.
    Results,
    /// What it means.
    Discussion,
    /// What to remember.
    Conclusion,
    /// A case and its course.
    Case,
    /// Files beside the paper.
    Supplement,
    /// Text behind the paper.
    Appendix,
}

/// Names of sections in which single words tell have no more words than this.
const MOST_WORDS: usize = 7;

/// Words and phrases in the names of sections, by language.
const WORDS: &[(&str, Part)] = &[
    ("introduction", Part::Introduction),
    ("background", Part::Introduction),
    ("methods", Part::Methods),
    ("method", Part::Methods),
    ("methodology", Part::Methods),
    ("materials", Part::Methods),
    ("experimental", Part::Methods),
    ("experimental section", Part::Methods),
    ("experimental procedures", Part::Methods),
    ("study design", Part::Methods),
    ("statistical analysis", Part::Methods),
    ("results", Part::Results),
    ("result", Part::Results),
    ("findings", Part::Results),
    ("discussion", Part::Discussion),
    ("discussions", Part::Discussion),
    ("conclusion", Part::Conclusion),
    ("conclusions", Part::Conclusion),
    ("concluding remarks", Part::Conclusion),
    ("case report", Part::Case),
    ("case reports", Part::Case),
    ("case presentation", Part::Case),
    ("case presentations", Part::Case),
    ("case description", Part::Case),
    ("case history", Part::Case),
    ("case histories", Part::Case),
    ("presentation of case", Part::Case),
    ("presentation of the case", Part::Case),
    ("supplementary", Part::Supplement),
    ("supplemental", Part::Supplement),
    ("supporting information", Part::Supplement),
    ("additional files", Part::Supplement),
    ("additional file", Part::Supplement),
    ("appendix", Part::Appendix),
    ("appendices", Part::Appendix),
    // German.
    ("einleitung", Part::Introduction),
    ("einführung", Part::Introduction),
    ("hintergrund", Part::Introduction),
    ("methoden", Part::Methods),
    ("methode", Part::Methods),
    ("methodik", Part::Methods),
    ("ergebnisse", Part::Results),
    ("diskussion", Part::Discussion),
    ("schlussfolgerung", Part::Conclusion),
    ("schlussfolgerungen", Part::Conclusion),
    ("fazit", Part::Conclusion),
    ("fallbericht", Part::Case),
    ("falldarstellung", Part::Case),
    ("kasuistik", Part::Case),
    ("anhang", Part::Appendix),
    // French.
    ("contexte", Part::Introduction),
    ("méthodes", Part::Methods),
    ("méthode", Part::Methods),
    ("matériel", Part::Methods),
    ("résultats", Part::Results),
    ("cas clinique", Part::Case),
    ("observation", Part::Case),
    ("annexe", Part::Appendix),
    ("annexes", Part::Appendix),
    // Spanish and Portuguese.
    ("introducción", Part::Introduction),
    ("introdução", Part::Introduction),
    ("antecedentes", Part::Introduction),
    ("métodos", Part::Methods),
    ("metodología", Part::Methods),
    ("metodologia", Part::Methods),
    ("resultados", Part::Results),
    ("discusión", Part::Discussion),
    ("discussão", Part::Discussion),
    ("conclusión", Part::Conclusion),
    ("conclusiones", Part::Conclusion),
    ("conclusão", Part::Conclusion),
    ("conclusões", Part::Conclusion),
    ("caso clínico", Part::Case),
    ("relato de caso", Part::Case),
    ("anexo", Part::Appendix),
    // Italian.
    ("introduzione", Part::Introduction),
    ("metodi", Part::Methods),
    ("risultati", Part::Results),
    ("discussione", Part::Discussion),
    ("conclusioni", Part::Conclusion),
    ("caso clinico", Part::Case),
    // Dutch.
    ("inleiding", Part::Introduction),
    ("achtergrond", Part::Introduction),
    ("resultaten", Part::Results),
    ("discussie", Part::Discussion),
    ("conclusie", Part::Conclusion),
    ("conclusies", Part::Conclusion),
    ("bijlage", Part::Appendix),
    // Polish.
    ("wstęp", Part::Introduction),
    ("wprowadzenie", Part::Introduction),
    ("metody", Part::Methods),
    ("wyniki", Part::Results),
    ("omówienie", Part::Discussion),
    ("dyskusja", Part::Discussion),
    ("wnioski", Part::Conclusion),
    ("opis przypadku", Part::Case),
    // Russian and Ukrainian.
    ("введение", Part::Introduction),
    ("вступ", Part::Introduction),
    ("методы", Part::Methods),
    ("методи", Part::Methods),
    ("результаты", Part::Results),
    ("результати", Part::Results),
    ("обсуждение", Part::Discussion),
    ("обговорення", Part::Discussion),
    ("заключение", Part::Conclusion),
    ("выводы", Part::Conclusion),
    ("висновки", Part::Conclusion),
    ("клинический случай", Part::Case),
    ("клінічний випадок", Part::Case),
    // Greek.
    ("εισαγωγή", Part::Introduction),
    ("μέθοδοι", Part::Methods),
    ("αποτελέσματα", Part::Results),
    ("συζήτηση", Part::Discussion),
    ("συμπεράσματα", Part::Conclusion),
    // Chinese and Japanese.
    ("引言", Part::Introduction),
    ("前言", Part::Introduction),
    ("绪论", Part::Introduction),
    ("緒論", Part::Introduction),
    ("緒言", Part::Introduction),
    ("はじめに", Part::Introduction),
    ("方法", Part::Methods),
    ("结果", Part::Results),
    ("結果", Part::Results),
    ("讨论", Part::Discussion),
    ("討論", Part::Discussion),
    ("考察", Part::Discussion),
    ("结论", Part::Conclusion),
    ("結論", Part::Conclusion),
    ("病例报告", Part::Case),
    ("症例", Part::Case),
    ("附录", Part::Appendix),
    ("附錄", Part::Appendix),
    // Korean.
    ("서론", Part::Introduction),
    ("방법", Part::Methods),
    ("결과", Part::Results),
    ("고찰", Part::Discussion),
    ("결론", Part::Conclusion),
    ("증례", Part::Case),
    // Arabic, Persian and Hebrew.
    ("مقدمة", Part::Introduction),
    ("المقدمة", Part::Introduction),
    ("مقدمه", Part::Introduction),
    ("מבוא", Part::Introduction),
    ("الطرق", Part::Methods),
    ("المنهجية", Part::Methods),
    ("روش", Part::Methods),
    ("שיטות", Part::Methods),
    ("النتائج", Part::Results),
    ("یافته‌ها", Part::Results),
    ("תוצאות", Part::Results),
    ("المناقشة", Part::Discussion),
    ("بحث", Part::Discussion),
    ("דיון", Part::Discussion),
    ("الخاتمة", Part::Conclusion),
    ("نتیجه‌گیری", Part::Conclusion),
    ("מסקנות", Part::Conclusion),
];

/// The parts that the words in the name of a section tell, in their order.
pub(crate) fn parts_of(name: &str) -> Vec<Part> {
    static PHRASES: LazyLock<Phrases<Part>> = LazyLock::new(|| Phrases::new(WORDS.iter().copied()));
    let mut parts = Vec::new();
    if name.split_whitespace().count() > MOST_WORDS {
        return parts;
    }
    // Scripts without case set no blanks between words.
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic() || is_caseless(c));
    for found in PHRASES.all_in(name) {
        let whole =
            edge(name[..found.start].chars().next_back()) && edge(name[found.end..].chars().next());
        if whole && !parts.contains(&found.meaning) {
            parts.push(found.meaning);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_parts() {
        let rows: [(&str, &[Part]); 9] = [
            ("MATERIALS AND METHODS", &[Part::Methods]),
            ("Results and Discussion", &[Part::Results, Part::Discussion]),
            ("Methodische Vorarbeiten", &[]),
            ("Material und Methoden", &[Part::Methods]),
            ("Zusammenfassung", &[]),
            ("资料与方法", &[Part::Methods]),
            ("Casos e métodos", &[Part::Methods]),
            ("Case Presentation", &[Part::Case]),
            ("A comparison of the results of two methods in small rivers", &[]),
        ];
        for (name, parts) in rows {
            assert_eq!(parts_of(name), parts, "{name}");
        }
    }
}
