//! What figures, tables and the like are called, by language.

use super::phrases::Phrases;
use super::word_map::{Merged, WordMap};
use super::word_set::WordSet;
use std::sync::LazyLock;

/// Things of a kind, which a paper numbers by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Series {
    /// Figures.
    Figure,
    /// Figures of a supplement: `eFigure`.
    FigureOfSupplement,
    /// Schemes.
    Scheme,
    /// Charts.
    Chart,
    /// Plates.
    Plate,
    /// Graphs.
    Graph,
    /// Images.
    Image,
    /// Tables.
    Table,
    /// Tables of a supplement: `eTable`.
    TableOfSupplement,
    /// Tables of words, which some papers number beside those of figures: `Quadro`.
    Overview,
    /// Tables, and what else is shown.
    Exhibit,
    /// Boxes of text.
    Box,
    /// Videos.
    Video,
    /// Movies.
    Movie,
}

/// What a label names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Labelled {
    /// A figure, scheme, chart.
    Figure,
    /// A table.
    Table,
    /// A box of text, a film: it has a caption and is neither drawn nor ruled.
    Other,
}

impl Series {
    /// What the labels of the series name.
    pub(crate) fn labelled(self) -> Labelled {
        match self {
            Self::Figure | Self::FigureOfSupplement => Labelled::Figure,
            Self::Scheme | Self::Chart | Self::Plate | Self::Graph | Self::Image => {
                Labelled::Figure
            }
            Self::Table | Self::TableOfSupplement => Labelled::Table,
            Self::Overview | Self::Exhibit => Labelled::Table,
            Self::Box | Self::Video | Self::Movie => Labelled::Other,
        }
    }
}

/// How a word that names a series stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As captions begin with it.
    Whole,
    /// Shortened, as captions begin with it.
    Short,
    /// Shortened likewise, but only with a full stop or before a blank: `AFB1` is a poison.
    Stopped,
    /// In the plural or in another case, as sentences have it.
    Inflected,
}

impl Form {
    /// Whether a word of this form may name what the rest of the text behind it numbers.
    pub(crate) fn leads(self, word: &str, rest: &str) -> bool {
        let small = || word.contains(char::is_lowercase);
        self != Self::Stopped
            || rest.starts_with('.')
            || rest.starts_with(char::is_whitespace) && small()
    }
}

type Words = WordMap<(Series, Form)>;

/// Words in English.
const ENGLISH: Words = WordMap::new(&[
    ("box", (Series::Box, Form::Whole)),
    ("boxes", (Series::Box, Form::Inflected)),
    ("chart", (Series::Chart, Form::Whole)),
    ("charts", (Series::Chart, Form::Inflected)),
    ("efigure", (Series::FigureOfSupplement, Form::Whole)),
    ("efigures", (Series::FigureOfSupplement, Form::Inflected)),
    ("etable", (Series::TableOfSupplement, Form::Whole)),
    ("etables", (Series::TableOfSupplement, Form::Inflected)),
    ("exhibit", (Series::Exhibit, Form::Whole)),
    ("exhibits", (Series::Exhibit, Form::Inflected)),
    ("fig", (Series::Figure, Form::Short)),
    ("figs", (Series::Figure, Form::Inflected)),
    ("figure", (Series::Figure, Form::Whole)),
    ("figures", (Series::Figure, Form::Inflected)),
    ("graph", (Series::Graph, Form::Whole)),
    ("graphs", (Series::Graph, Form::Inflected)),
    ("image", (Series::Image, Form::Whole)),
    ("images", (Series::Image, Form::Inflected)),
    ("movie", (Series::Movie, Form::Whole)),
    ("movies", (Series::Movie, Form::Inflected)),
    ("plate", (Series::Plate, Form::Whole)),
    ("plates", (Series::Plate, Form::Inflected)),
    ("scheme", (Series::Scheme, Form::Whole)),
    ("schemes", (Series::Scheme, Form::Inflected)),
    ("tab", (Series::Table, Form::Short)),
    ("table", (Series::Table, Form::Whole)),
    ("tables", (Series::Table, Form::Inflected)),
    ("tabs", (Series::Table, Form::Inflected)),
    ("video", (Series::Video, Form::Whole)),
    ("videos", (Series::Video, Form::Inflected)),
]);

/// Words in German.
const GERMAN: Words = WordMap::new(&[
    ("abb", (Series::Figure, Form::Stopped)),
    ("abbildung", (Series::Figure, Form::Whole)),
    ("abbildungen", (Series::Figure, Form::Inflected)),
    ("diagramm", (Series::Chart, Form::Whole)),
    ("diagramme", (Series::Chart, Form::Inflected)),
    ("figur", (Series::Figure, Form::Whole)),
    ("figuren", (Series::Figure, Form::Inflected)),
    ("grafik", (Series::Graph, Form::Whole)),
    ("grafiken", (Series::Graph, Form::Inflected)),
    ("schema", (Series::Scheme, Form::Whole)),
    ("schemata", (Series::Scheme, Form::Inflected)),
    ("tabelle", (Series::Table, Form::Whole)),
    ("tabellen", (Series::Table, Form::Inflected)),
    ("übersicht", (Series::Overview, Form::Whole)),
]);

/// Words in French that are written otherwise than in English.
const FRENCH: Words = WordMap::new(&[
    ("encadré", (Series::Box, Form::Whole)),
    ("encadrés", (Series::Box, Form::Inflected)),
    ("graphique", (Series::Graph, Form::Whole)),
    ("graphiques", (Series::Graph, Form::Inflected)),
    ("schéma", (Series::Scheme, Form::Whole)),
    ("schémas", (Series::Scheme, Form::Inflected)),
    ("tableau", (Series::Table, Form::Whole)),
    ("tableaux", (Series::Table, Form::Inflected)),
]);

/// Words in Spanish.
const SPANISH: Words = WordMap::new(&[
    ("cuadro", (Series::Overview, Form::Whole)),
    ("cuadros", (Series::Overview, Form::Inflected)),
    ("esquema", (Series::Scheme, Form::Whole)),
    ("esquemas", (Series::Scheme, Form::Inflected)),
    ("figura", (Series::Figure, Form::Whole)),
    ("figuras", (Series::Figure, Form::Inflected)),
    ("gráfica", (Series::Graph, Form::Whole)),
    ("gráficas", (Series::Graph, Form::Inflected)),
    ("gráfico", (Series::Graph, Form::Whole)),
    ("gráficos", (Series::Graph, Form::Inflected)),
    ("imagen", (Series::Image, Form::Whole)),
    ("imágenes", (Series::Image, Form::Inflected)),
    ("recuadro", (Series::Box, Form::Whole)),
    ("recuadros", (Series::Box, Form::Inflected)),
    ("tabla", (Series::Table, Form::Whole)),
    ("tablas", (Series::Table, Form::Inflected)),
]);

/// Words in Portuguese.
const PORTUGUESE: Words = WordMap::new(&[
    ("esquema", (Series::Scheme, Form::Whole)),
    ("esquemas", (Series::Scheme, Form::Inflected)),
    ("figura", (Series::Figure, Form::Whole)),
    ("figuras", (Series::Figure, Form::Inflected)),
    ("gráfico", (Series::Graph, Form::Whole)),
    ("gráficos", (Series::Graph, Form::Inflected)),
    ("imagem", (Series::Image, Form::Whole)),
    ("imagens", (Series::Image, Form::Inflected)),
    ("quadro", (Series::Overview, Form::Whole)),
    ("quadros", (Series::Overview, Form::Inflected)),
    ("tabela", (Series::Table, Form::Whole)),
    ("tabelas", (Series::Table, Form::Inflected)),
]);

/// Words in Italian.
const ITALIAN: Words = WordMap::new(&[
    ("figg", (Series::Figure, Form::Inflected)),
    ("figura", (Series::Figure, Form::Whole)),
    ("grafici", (Series::Graph, Form::Inflected)),
    ("grafico", (Series::Graph, Form::Whole)),
    ("riquadri", (Series::Box, Form::Inflected)),
    ("riquadro", (Series::Box, Form::Whole)),
    ("schema", (Series::Scheme, Form::Whole)),
    ("schemi", (Series::Scheme, Form::Inflected)),
    ("tabb", (Series::Table, Form::Inflected)),
    ("tabella", (Series::Table, Form::Whole)),
]);

/// Words in Dutch.
const DUTCH: Words = WordMap::new(&[
    ("afb", (Series::Figure, Form::Stopped)),
    ("afbeelding", (Series::Figure, Form::Whole)),
    ("afbeeldingen", (Series::Figure, Form::Inflected)),
    ("figuren", (Series::Figure, Form::Inflected)),
    ("figuur", (Series::Figure, Form::Whole)),
    ("grafiek", (Series::Graph, Form::Whole)),
    ("grafieken", (Series::Graph, Form::Inflected)),
    ("kader", (Series::Box, Form::Whole)),
    ("kaders", (Series::Box, Form::Inflected)),
    ("tabel", (Series::Table, Form::Whole)),
    ("tabellen", (Series::Table, Form::Inflected)),
]);

/// Words in Polish.
const POLISH: Words = WordMap::new(&[
    ("ryc", (Series::Figure, Form::Stopped)),
    ("rycin", (Series::Figure, Form::Inflected)),
    ("rycina", (Series::Figure, Form::Whole)),
    ("rycinach", (Series::Figure, Form::Inflected)),
    ("rycinie", (Series::Figure, Form::Inflected)),
    ("ryciny", (Series::Figure, Form::Inflected)),
    ("rycinę", (Series::Figure, Form::Inflected)),
    ("rys", (Series::Figure, Form::Stopped)),
    ("rysunek", (Series::Figure, Form::Whole)),
    ("rysunkach", (Series::Figure, Form::Inflected)),
    ("rysunki", (Series::Figure, Form::Inflected)),
    ("rysunku", (Series::Figure, Form::Inflected)),
    ("schemat", (Series::Scheme, Form::Whole)),
    ("schematy", (Series::Scheme, Form::Inflected)),
    ("tabela", (Series::Table, Form::Whole)),
    ("tabelach", (Series::Table, Form::Inflected)),
    ("tabele", (Series::Table, Form::Inflected)),
    ("tabeli", (Series::Table, Form::Inflected)),
    ("tabelę", (Series::Table, Form::Inflected)),
    ("wykres", (Series::Graph, Form::Whole)),
    ("wykresie", (Series::Graph, Form::Inflected)),
    ("wykresy", (Series::Graph, Form::Inflected)),
]);

/// Words in Russian and Ukrainian.
const CYRILLIC: Words = WordMap::new(&[
    ("график", (Series::Graph, Form::Whole)),
    ("графике", (Series::Graph, Form::Inflected)),
    ("графики", (Series::Graph, Form::Inflected)),
    ("диаграмма", (Series::Chart, Form::Whole)),
    ("диаграммы", (Series::Chart, Form::Inflected)),
    ("діаграма", (Series::Chart, Form::Whole)),
    ("рис", (Series::Figure, Form::Stopped)),
    ("рисунка", (Series::Figure, Form::Inflected)),
    ("рисунках", (Series::Figure, Form::Inflected)),
    ("рисунке", (Series::Figure, Form::Inflected)),
    ("рисунки", (Series::Figure, Form::Inflected)),
    ("рисунку", (Series::Figure, Form::Inflected)),
    ("рисунок", (Series::Figure, Form::Whole)),
    ("схема", (Series::Scheme, Form::Whole)),
    ("схеме", (Series::Scheme, Form::Inflected)),
    ("схемы", (Series::Scheme, Form::Inflected)),
    ("табл", (Series::Table, Form::Stopped)),
    ("таблица", (Series::Table, Form::Whole)),
    ("таблицах", (Series::Table, Form::Inflected)),
    ("таблице", (Series::Table, Form::Inflected)),
    ("таблицу", (Series::Table, Form::Inflected)),
    ("таблицы", (Series::Table, Form::Inflected)),
    ("таблицю", (Series::Table, Form::Inflected)),
    ("таблиця", (Series::Table, Form::Whole)),
    ("таблиці", (Series::Table, Form::Inflected)),
]);

/// Words in Greek.
const GREEK: Words = WordMap::new(&[
    ("διάγραμμα", (Series::Chart, Form::Whole)),
    ("διαγράμματα", (Series::Chart, Form::Inflected)),
    ("εικ", (Series::Figure, Form::Stopped)),
    ("εικόνα", (Series::Figure, Form::Whole)),
    ("εικόνες", (Series::Figure, Form::Inflected)),
    ("πίνακα", (Series::Table, Form::Inflected)),
    ("πίνακας", (Series::Table, Form::Whole)),
    ("πίνακες", (Series::Table, Form::Inflected)),
    ("σχ", (Series::Figure, Form::Stopped)),
    ("σχήμα", (Series::Figure, Form::Whole)),
    ("σχήματα", (Series::Figure, Form::Inflected)),
]);

/// Words in Chinese, Japanese and Korean.
const EAST_ASIAN: Words = WordMap::new(&[
    ("写真", (Series::Image, Form::Whole)),
    ("図", (Series::Figure, Form::Whole)),
    ("图", (Series::Figure, Form::Whole)),
    ("圖", (Series::Figure, Form::Whole)),
    ("表", (Series::Table, Form::Whole)),
    ("그림", (Series::Figure, Form::Whole)),
    ("표", (Series::Table, Form::Whole)),
]);

/// Words in Arabic, Persian and Hebrew.
const SEMITIC: Words = WordMap::new(&[
    ("איור", (Series::Figure, Form::Whole)),
    ("טבלה", (Series::Table, Form::Whole)),
    ("לוח", (Series::Table, Form::Whole)),
    ("תרשים", (Series::Figure, Form::Whole)),
    ("الجدول", (Series::Table, Form::Whole)),
    ("الشكل", (Series::Figure, Form::Whole)),
    ("جدول", (Series::Table, Form::Whole)),
    ("شكل", (Series::Figure, Form::Whole)),
    ("شکل", (Series::Figure, Form::Whole)),
    ("صورة", (Series::Image, Form::Whole)),
    ("نمودار", (Series::Chart, Form::Whole)),
]);

const LANGUAGES: [&Words; 12] = [
    &ENGLISH,
    &GERMAN,
    &FRENCH,
    &SPANISH,
    &PORTUGUESE,
    &ITALIAN,
    &DUTCH,
    &POLISH,
    &CYRILLIC,
    &GREEK,
    &EAST_ASIAN,
    &SEMITIC,
];

/// Words in English that make the number behind them another one: those of a supplement.
pub(crate) const SUPPLEMENT: WordSet =
    WordSet::new(&["extended", "suppl", "supplemental", "supplementary", "supporting"]);

/// Words of all languages between the last two numbers of a list of figures or tables. What is a
/// common word of another kind in English (`of`, `a`) is none of them.
pub(crate) const LIST_JOINTS: WordSet = WordSet::new(&[
    "&", "and", "e", "en", "et", "i", "lub", "o", "oder", "or", "oraz", "ou", "u", "und", "y",
]);

/// Words of all languages between the first and the last number of a range.
pub(crate) const RANGE_JOINTS: WordSet = WordSet::new(&["bis", "to", "tot", "à"]);

/// The series that a word names in any form, without a full stop.
pub(crate) fn series_of(word: &str) -> Option<(Series, Form)> {
    static ALL: LazyLock<Merged<(Series, Form)>> = LazyLock::new(|| Merged::new(LANGUAGES));
    ALL.get(word)
}

/// Whether a word names a series in English.
pub(crate) fn names_series_in_english(word: &str) -> bool {
    ENGLISH.get(word).is_some()
}

/// The longest word for a series that a text begins with: its length, the series and the form.
pub(crate) fn series_at_start(text: &str) -> Option<(usize, Series, Form)> {
    static WORDS: LazyLock<Phrases<(Series, Form)>> =
        LazyLock::new(|| Phrases::new(LANGUAGES.iter().flat_map(|words| words.rows())));
    WORDS.at_start(text).map(|(length, (series, form))| (length, series, form))
}

#[cfg(test)]
mod tests {
    use super::{Form, Series, series_at_start, series_of};

    #[test]
    fn words_name_series() {
        let rows = [
            ("Figs", Some(Series::Figure)),
            ("TABLE", Some(Series::Table)),
            ("eFigure", Some(Series::FigureOfSupplement)),
            ("Cuadro", Some(Series::Overview)),
            ("Abb", Some(Series::Figure)),
            ("Tablas", Some(Series::Table)),
            ("Tableaux", Some(Series::Table)),
            ("Quadros", Some(Series::Overview)),
            ("Riquadro", Some(Series::Box)),
            ("Afbeelding", Some(Series::Figure)),
            ("rycinie", Some(Series::Figure)),
            ("figurative", None),
        ];
        for (word, expected) in rows {
            assert_eq!(series_of(word).map(|(series, _)| series), expected, "{word}");
        }
        for (word, rest, expected) in
            [("AFB", "1", false), ("AFB", " 1", false), ("Afb", ". 1", true), ("Abb", " 1", true)]
        {
            assert_eq!(Form::Stopped.leads(word, rest), expected, "{word}{rest}");
        }
        assert_eq!(series_at_start("Tabelle 3"), Some((7, Series::Table, Form::Whole)));
        assert_eq!(series_at_start("Tables"), Some((6, Series::Table, Form::Inflected)));
    }
}
