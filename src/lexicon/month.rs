//! Months by their names, and what a year is.

use super::language::Language;
use super::word_map::{Merged, WordMap};
use super::word_set::WordSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// Years in which a work that papers name was printed: where a date is expected, other numbers of
/// four digits are none.
const YEARS: RangeInclusive<u16> = 1700..=2100;

/// Years that a number of four digits means wherever it stands.
const RECENT_YEARS: RangeInclusive<u16> = 1900..=2099;

/// Names of months and their short forms. Short forms that are words of English (`ago`, `set`,
/// `out`) are left out.
const MONTHS: &[(Language, WordMap<u8>)] = &[
    (Language::English, ENGLISH),
    (Language::German, GERMAN),
    (Language::French, FRENCH),
    (Language::Spanish, SPANISH),
    (Language::Portuguese, PORTUGUESE),
    (Language::Italian, ITALIAN),
    (Language::Dutch, DUTCH),
    (Language::Polish, POLISH),
];

/// English.
const ENGLISH: WordMap<u8> = WordMap::new(&[
    ("apr", 4),
    ("april", 4),
    ("aug", 8),
    ("august", 8),
    ("dec", 12),
    ("december", 12),
    ("feb", 2),
    ("february", 2),
    ("jan", 1),
    ("january", 1),
    ("jul", 7),
    ("july", 7),
    ("jun", 6),
    ("june", 6),
    ("mar", 3),
    ("march", 3),
    ("may", 5),
    ("nov", 11),
    ("november", 11),
    ("oct", 10),
    ("october", 10),
    ("sep", 9),
    ("sept", 9),
    ("september", 9),
]);

/// German.
const GERMAN: WordMap<u8> = WordMap::new(&[
    ("april", 4),
    ("august", 8),
    ("dez", 12),
    ("dezember", 12),
    ("feber", 2),
    ("februar", 2),
    ("januar", 1),
    ("juli", 7),
    ("juni", 6),
    ("jänner", 1),
    ("mai", 5),
    ("mrz", 3),
    ("mär", 3),
    ("märz", 3),
    ("november", 11),
    ("okt", 10),
    ("oktober", 10),
    ("september", 9),
]);

/// French.
const FRENCH: WordMap<u8> = WordMap::new(&[
    ("août", 8),
    ("avr", 4),
    ("avril", 4),
    ("déc", 12),
    ("décembre", 12),
    ("févr", 2),
    ("février", 2),
    ("janv", 1),
    ("janvier", 1),
    ("juil", 7),
    ("juillet", 7),
    ("juin", 6),
    ("mai", 5),
    ("mars", 3),
    ("novembre", 11),
    ("octobre", 10),
    ("septembre", 9),
]);

/// Spanish.
const SPANISH: WordMap<u8> = WordMap::new(&[
    ("abr", 4),
    ("abril", 4),
    ("agosto", 8),
    ("dic", 12),
    ("diciembre", 12),
    ("ene", 1),
    ("enero", 1),
    ("febrero", 2),
    ("julio", 7),
    ("junio", 6),
    ("marzo", 3),
    ("mayo", 5),
    ("noviembre", 11),
    ("octubre", 10),
    ("septiembre", 9),
    ("setiembre", 9),
]);

/// Portuguese.
const PORTUGUESE: WordMap<u8> = WordMap::new(&[
    ("abr", 4),
    ("abril", 4),
    ("agosto", 8),
    ("dez", 12),
    ("dezembro", 12),
    ("fev", 2),
    ("fevereiro", 2),
    ("janeiro", 1),
    ("julho", 7),
    ("junho", 6),
    ("maio", 5),
    ("março", 3),
    ("novembro", 11),
    ("outubro", 10),
    ("setembro", 9),
]);

/// Italian.
const ITALIAN: WordMap<u8> = WordMap::new(&[
    ("agosto", 8),
    ("aprile", 4),
    ("dic", 12),
    ("dicembre", 12),
    ("febbraio", 2),
    ("gen", 1),
    ("gennaio", 1),
    ("giu", 6),
    ("giugno", 6),
    ("lug", 7),
    ("luglio", 7),
    ("mag", 5),
    ("maggio", 5),
    ("marzo", 3),
    ("novembre", 11),
    ("ott", 10),
    ("ottobre", 10),
    ("settembre", 9),
]);

/// Dutch.
const DUTCH: WordMap<u8> = WordMap::new(&[
    ("april", 4),
    ("augustus", 8),
    ("december", 12),
    ("februari", 2),
    ("januari", 1),
    ("juli", 7),
    ("juni", 6),
    ("maart", 3),
    ("mei", 5),
    ("mrt", 3),
    ("november", 11),
    ("oktober", 10),
    ("september", 9),
]);

/// Polish, also in the genitive that dates have.
const POLISH: WordMap<u8> = WordMap::new(&[
    ("czerwca", 6),
    ("czerwiec", 6),
    ("grudnia", 12),
    ("grudzień", 12),
    ("kwiecień", 4),
    ("kwietnia", 4),
    ("lipca", 7),
    ("lipiec", 7),
    ("listopad", 11),
    ("listopada", 11),
    ("lutego", 2),
    ("luty", 2),
    ("maj", 5),
    ("maja", 5),
    ("marca", 3),
    ("marzec", 3),
    ("październik", 10),
    ("października", 10),
    ("sierpień", 8),
    ("sierpnia", 8),
    ("styczeń", 1),
    ("stycznia", 1),
    ("wrzesień", 9),
    ("września", 9),
]);

/// English seasons, after which some journals name their issues.
const SEASONS: WordSet = WordSet::new(&["autumn", "fall", "spring", "summer", "winter"]);

/// The number of a month by its name or a short form of it, in whatever case, a full stop behind it
/// left out.
pub(crate) fn number(word: &str) -> Option<u8> {
    static ALL: LazyLock<Merged<u8>> =
        LazyLock::new(|| Merged::new(MONTHS.iter().map(|(_, names)| names)));
    ALL.get(word.trim_end_matches('.'))
}

/// Days of the week in the languages of the months.
const WEEKDAYS: WordSet = WordSet::new(&[
    "dienstag",
    "dimanche",
    "dinsdag",
    "domenica",
    "domingo",
    "donderdag",
    "donnerstag",
    "freitag",
    "friday",
    "giovedì",
    "jeudi",
    "jueves",
    "lundi",
    "lunedì",
    "lunes",
    "maandag",
    "mardi",
    "martedì",
    "martes",
    "mercoledì",
    "mercredi",
    "mittwoch",
    "miércoles",
    "monday",
    "montag",
    "niedziela",
    "piątek",
    "poniedziałek",
    "sabato",
    "samedi",
    "samstag",
    "saturday",
    "sexta-feira",
    "sobota",
    "sonntag",
    "sunday",
    "sábado",
    "thursday",
    "tuesday",
    "vendredi",
    "venerdì",
    "viernes",
    "vrijdag",
    "wednesday",
    "woensdag",
    "wtorek",
    "zaterdag",
    "zondag",
    "środa",
]);

/// Whether a word is a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(word)
}

/// Whether a word is a season.
pub(crate) fn is_season(word: &str) -> bool {
    SEASONS.contains(word)
}

/// The year that a text of four digits is.
pub(crate) fn year(text: &str) -> Option<u16> {
    four_digits(text).filter(|year| YEARS.contains(year))
}

/// Whether a text of four digits is a year even where nothing else tells of a date.
pub(crate) fn is_recent_year(text: &str) -> bool {
    four_digits(text).is_some_and(|year| RECENT_YEARS.contains(&year))
}

fn four_digits(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_in_all_languages() {
        let names = [
            "January February March April May June July August September October November December",
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
            "januari februari maart april mei juni juli augustus september oktober november december",
            "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
        ];
        for (names, (language, months)) in names.iter().zip(MONTHS) {
            for (name, number) in names.split(' ').zip(1..) {
                assert_eq!(months.get(name), Some(number), "{name} in {language:?}");
            }
        }
        let rows = [
            ("January", Some(1)),
            ("sept.", Some(9)),
            ("MÄRZ", Some(3)),
            ("août", Some(8)),
            ("października", Some(10)),
            ("out", None),
            ("month", None),
            ("", None),
        ];
        for (word, expected) in rows {
            assert_eq!(super::number(word), expected, "{word}");
        }
    }

    #[test]
    fn years_have_four_digits() {
        let rows = [
            ("2019", Some(2019), true),
            ("1742", Some(1742), false),
            ("1699", None, false),
            ("2100", Some(2100), false),
            ("+201", None, false),
            ("20190", None, false),
            ("201a", None, false),
        ];
        for (text, expected, recent) in rows {
            assert_eq!(year(text), expected, "{text}");
            assert_eq!(is_recent_year(text), recent, "{text}");
        }
    }
}
