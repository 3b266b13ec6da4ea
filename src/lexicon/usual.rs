//! The scripts and usual words of languages, by which a text tells its own.

use super::fold::Folded;
use super::language::LETTERS_OF_SIGN;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use unicode_script::{Script, UnicodeScript};

/// Words of a document that are looked at: more tell nothing more.
const ENOUGH: usize = 5_000;
/// Share of the usual words of a language among the words of a text in it, at least: it is a third in
/// English, and lists of names have few.
const SHARE: f32 = 0.12;
/// A language has more of them than any other by this factor.
const LEAD: f32 = 1.2;
/// Fewer words than this tell no language.
const FEWEST: u32 = 20;
/// Share of kana among the signs of a text in Japanese, at least: it is a half, and none in Chinese.
const KANA: f32 = 0.1;
/// Share of its own letters in a text in one of several languages of a script, at least.
const OWN_LETTERS: f32 = 0.005;

/// Usual words of languages in Latin letters, by their tags (BCP 47).
const WORDS: [(&str, &str); 11] = [
    ("en", "the of and in to with was were for that is are by on from this which at be have not"),
    (
        "de",
        "der die das und den von zu mit ist im für des nicht wurde wurden ein eine auf bei sich",
    ),
    ("fr", "le la les des et en du une dans par pour est sur que qui au aux avec sont ont été"),
    ("es", "el la los las de en y del que un una por con para se es fueron al como son"),
    ("pt", "o a os as de em e do da dos das que um uma para com por foi no na não ao"),
    ("it", "il di che e la le in un una per con del della dei nel sono è alla da delle"),
    ("nl", "de het een van en in is op te dat met voor zijn werd door bij aan deze niet"),
    ("pl", "i w z na do się nie jest oraz po od dla przez są o że"),
    ("da", "og i at af en til der med for på er det ikke som blev de fra"),
    ("sv", "och i att av en som för på är med det till inte var den från"),
    ("ca", "el la els les de en i del que un una per amb es dels al com són"),
];

/// The tag of a language (BCP 47) that texts are written in, where they tell one.
pub(crate) fn language_of<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut scripts: FxHashMap<Script, u32> = FxHashMap::default();
    let mut found = [0u32; WORDS.len()];
    let (mut words, mut own) = (0, Letters::default());
    for word in texts.flat_map(str::split_whitespace).take(ENOUGH) {
        let mut latin = 0;
        for c in word.chars().filter(|c| c.is_alphabetic()) {
            if c < '\u{250}' {
                latin += 1;
            } else {
                *scripts.entry(c.script()).or_default() += 1;
                own.count(c);
            }
        }
        if latin > 0 {
            *scripts.entry(Script::Latin).or_default() += latin;
            words += 1;
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            for language in Folded::of(word).iter().filter_map(usual).flatten() {
                found[usize::from(*language)] += 1;
            }
        }
    }
    let count = |script| scripts.get(&script).copied().unwrap_or_default();
    let kana = count(Script::Hiragana) + count(Script::Katakana);
    let sign = LETTERS_OF_SIGN as u32;
    let east = sign * (count(Script::Han) + kana);
    let (script, most) =
        scripts.iter().max_by_key(|(script, count)| (**count, script.short_name()))?;
    if east > *most && count(Script::Hangul) * sign < east {
        let signs = (count(Script::Han) + kana) as f32;
        return Some(if kana as f32 > KANA * signs { "ja" } else { "zh" });
    }
    match script {
        Script::Latin => most_usual(&found, words),
        script => own.tag(*script, *most),
    }
}

/// The languages that a word is usual in.
fn usual(word: &Folded) -> Option<&'static Vec<u8>> {
    static USUAL: LazyLock<FxHashMap<&'static [u8], Vec<u8>>> = LazyLock::new(|| {
        let mut usual: FxHashMap<&'static [u8], Vec<u8>> = FxHashMap::default();
        for (language, (_, words)) in (0..).zip(WORDS) {
            for word in words.split(' ') {
                let languages = usual.entry(word.as_bytes()).or_default();
                if !languages.contains(&language) {
                    languages.push(language);
                }
            }
        }
        usual
    });
    USUAL.get(word.as_bytes())
}

fn most_usual(found: &[u32; WORDS.len()], words: u32) -> Option<&'static str> {
    let best = (0..WORDS.len()).max_by_key(|at| found[*at])?;
    let others = (0..WORDS.len()).filter(|at| *at != best).map(|at| found[at]);
    let second = others.max().unwrap_or_default();
    let sure = words >= FEWEST
        && found[best] as f32 >= SHARE * words as f32
        && found[best] as f32 >= LEAD * second as f32;
    sure.then(|| WORDS[best].0)
}

/// Letters that only some languages of a script have.
#[derive(Debug, Default)]
struct Letters {
    ukrainian: u32,
    serbian: u32,
    belarusian: u32,
    persian: u32,
    urdu: u32,
}

impl Letters {
    fn count(&mut self, c: char) {
        match c {
            'і' | 'ї' | 'є' | 'ґ' | 'І' | 'Ї' | 'Є' | 'Ґ' => self.ukrainian += 1,
            'ј' | 'љ' | 'њ' | 'ђ' | 'ћ' | 'џ' | 'Ј' | 'Љ' | 'Њ' | 'Ђ' | 'Ћ' | 'Џ' => {
                self.serbian += 1;
            }
            'ў' | 'Ў' => self.belarusian += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' => self.urdu += 1,
            _ => {}
        }
    }

    /// The tag of a language of a script that has so many letters in a text.
    fn tag(&self, script: Script, letters: u32) -> Option<&'static str> {
        let has = |own: u32| own as f32 > OWN_LETTERS * letters as f32;
        Some(match script {
            Script::Cyrillic if has(self.belarusian) => "be",
            Script::Cyrillic if has(self.ukrainian) => "uk",
            Script::Cyrillic if has(self.serbian) => "sr",
            Script::Cyrillic => "ru",
            Script::Arabic if has(self.urdu) => "ur",
            Script::Arabic if has(self.persian) => "fa",
            Script::Arabic => "ar",
            Script::Greek => "el",
            Script::Hebrew => "he",
            Script::Hangul => "ko",
            Script::Thai => "th",
            Script::Armenian => "hy",
            Script::Georgian => "ka",
            Script::Devanagari => "hi",
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn texts_tell_their_language() {
        let rows = [
            (
                "The salt of the wells was measured in the village by the sea, and we asked where it \
                 came from and what it is that makes the water of the well taste of the sea.",
                Some("en"),
            ),
            (
                "Wir maßen das Salz der Brunnen an jedem Tag des Jahres, so genau wie es ging, und \
                 schrieben es auf; die Proben wurden im Dorf von den Leuten mit der Hand genommen.",
                Some("de"),
            ),
            (
                "La sal de los pozos se midió en el pueblo con la ayuda de los vecinos, y las muestras \
                 fueron tomadas por la mañana para que el agua no cambiara de lugar.",
                Some("es"),
            ),
            ("Соль в воде колодцев измеряли каждый день.", Some("ru")),
            ("Сіль у воді криниць вимірювали щодня.", Some("uk")),
            ("Το αλάτι του νερού μετρήθηκε.", Some("el")),
            ("قسنا الملح في ماء الآبار كل يوم.", Some("ar")),
            ("نمک آب چاه‌ها هر روز اندازه گیری شد.", Some("fa")),
            ("מדדנו את המלח במי הבארות.", Some("he")),
            ("我们测量了井水中的盐，用 salt meter 记录。", Some("zh")),
            ("井戸の水の塩を測った。", Some("ja")),
            ("우물의 소금을 측정했다.", Some("ko")),
            ("เราวัดเกลือในน้ำบ่อทุกวัน", Some("th")),
            ("Salt Wells", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(language_of([text].into_iter()), expected, "{text}");
        }
    }
}
