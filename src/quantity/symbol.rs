//! A text as the scanner reads it: one symbol a character, with its level and its place.

use std::ops::Range;

/// Where a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// On the line.
    Base,
    /// Above it.
    Raised,
    /// Below it.
    Lowered,
}

/// A character, folded where one thing has several codes.
#[derive(Debug, Clone, Copy)]
struct Symbol {
    c: char,
    start: usize,
    end: usize,
    level: Level,
}

/// A blank that keeps a number together.
pub(super) const FIXED_BLANK: char = '\u{A0}';

/// The symbols of a text.
#[derive(Debug)]
pub(super) struct Symbols(Vec<Symbol>);

impl Symbols {
    /// Reads a text. `scripts` are the bytes that are raised or lowered by their type, sorted.
    pub(super) fn of(text: &str, scripts: &[(Range<usize>, Level)]) -> Self {
        let mut list: Vec<Symbol> = Vec::with_capacity(text.len());
        let mut scripts = scripts.iter().peekable();
        let mut caret = None;
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            while scripts.next_if(|(range, _)| range.end <= start).is_some() {}
            let own = scripts.peek().filter(|(range, _)| range.start <= start);
            let (c, level) = match (fold(c), own) {
                ((c, Level::Base), Some((_, level))) => (c, *level),
                (folded, _) => folded,
            };
            let is_invisible =
                matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}');
            if is_invisible {
                continue;
            }
            // What follows a caret is raised; the caret and its braces are no symbols.
            let exponent = &text[end..];
            if c == '^' && level == Level::Base {
                match (caret.take(), list.last_mut()) {
                    (Some(_), Some(last)) => last.end = end,
                    (None, _) if opens_exponent(exponent) => caret = Some(start),
                    _ => list.push(Symbol { c, start, end, level }),
                }
                continue;
            }
            if let Some(at) = caret {
                if matches!(c, '{' | '(') && start == at + 1 {
                    continue;
                }
                if c.is_ascii_digit() || is_sign(c) && !ends_with_digit(&list, at) {
                    list.push(Symbol { c, start, end, level: Level::Raised });
                    continue;
                }
                caret = None;
                if matches!(c, '}' | ')') && text[at + 1..].starts_with(['{', '(']) {
                    if let Some(last) = list.last_mut() {
                        last.end = end;
                    }
                    continue;
                }
            }
            list.push(Symbol { c, start, end, level });
        }
        raise_degrees(&mut list);
        Self(list)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The symbol at a place, whatever its level.
    pub(super) fn any(&self, at: usize) -> Option<(char, Level)> {
        self.0.get(at).map(|symbol| (symbol.c, symbol.level))
    }

    /// The symbol at a place, if it stands on the line.
    pub(super) fn base(&self, at: usize) -> Option<char> {
        self.0.get(at).filter(|symbol| symbol.level == Level::Base).map(|symbol| symbol.c)
    }

    /// The symbol at a place, if it is raised.
    pub(super) fn raised(&self, at: usize) -> Option<char> {
        self.0.get(at).filter(|symbol| symbol.level == Level::Raised).map(|symbol| symbol.c)
    }

    /// The symbol at a place, if it is lowered.
    pub(super) fn lowered(&self, at: usize) -> Option<char> {
        self.0.get(at).filter(|symbol| symbol.level == Level::Lowered).map(|symbol| symbol.c)
    }

    /// Whether a digit stands on the line.
    pub(super) fn is_digit(&self, at: usize) -> bool {
        self.base(at).is_some_and(|c| c.is_ascii_digit())
    }

    /// The place after the blanks at a place.
    pub(super) fn skip_blanks(&self, mut at: usize) -> usize {
        while self.base(at).is_some_and(is_blank) {
            at += 1;
        }
        at
    }

    /// The place of the first of the blanks before a place.
    pub(super) fn skip_blanks_back(&self, mut at: usize) -> usize {
        while at > 0 && self.base(at - 1).is_some_and(is_blank) {
            at -= 1;
        }
        at
    }

    /// Whether these characters stand on the line at a place, and a word ends after them.
    pub(super) fn word_is(&self, at: usize, word: &str) -> Option<usize> {
        let end = self.starts_with(at, word)?;
        (!self.base(end).is_some_and(char::is_alphanumeric)).then_some(end)
    }

    /// Whether these characters stand on the line at a place.
    pub(super) fn starts_with(&self, at: usize, string: &str) -> Option<usize> {
        let mut end = at;
        for c in string.chars() {
            if self.base(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The characters of a stretch that stand on the line.
    pub(super) fn string(&self, range: Range<usize>) -> String {
        range.filter_map(|at| self.base(at)).collect()
    }

    /// The bytes of a stretch, which is not empty.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.0.get(range.start).map_or(0, |symbol| symbol.start);
        let last = range.end.checked_sub(1).and_then(|at| self.0.get(at));
        first..last.map_or(first, |symbol| symbol.end)
    }
}

fn ends_with_digit(list: &[Symbol], since: usize) -> bool {
    list.last().is_some_and(|last| last.start > since)
}

/// Whether a number, perhaps in braces, follows a caret.
fn opens_exponent(rest: &str) -> bool {
    let rest = rest.strip_prefix(['{', '(']).unwrap_or(rest);
    let rest = rest.strip_prefix(is_sign).unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// A raised `o` or zero before a C or an F is the sign of degrees.
fn raise_degrees(list: &mut [Symbol]) {
    for at in 1..list.len() {
        let (before, rest) = list.split_at_mut(at);
        let (Some(ring), Some(letter)) = (before.last_mut(), rest.first()) else { continue };
        let scale = letter.level == Level::Base && matches!(letter.c, 'C' | 'F');
        let raised = ring.level == Level::Raised && matches!(ring.c, 'o' | 'O' | '0' | '°');
        if scale && raised {
            (ring.c, ring.level) = ('°', Level::Base);
        }
    }
}

/// Whether a character parts words on a line.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | FIXED_BLANK)
}

/// Whether a character is a sign of a number.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '−' | '–')
}

/// Whether a character is a negative sign.
pub(super) fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–')
}

/// One code for each thing, and the level that the code itself says.
fn fold(c: char) -> (char, Level) {
    let plain = match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{A0}' => FIXED_BLANK,
        '\u{2010}' | '\u{2011}' => '-',
        '\u{FE63}' | '\u{FF0D}' => '−',
        '\u{3BC}' => 'µ',
        '\u{2126}' => 'Ω',
        '\u{212B}' => 'Å',
        '\u{22C5}' | '\u{2219}' | '\u{2022}' => '·',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2DA}' | '\u{BA}' => '°',
        '\u{223C}' | '\u{2248}' | '\u{2243}' => '~',
        '\u{2266}' | '\u{2A7D}' => '≤',
        '\u{2267}' | '\u{2A7E}' => '≥',
        '\u{2715}' | '\u{2A2F}' => '×',
        '¹' => return ('1', Level::Raised),
        '²' => return ('2', Level::Raised),
        '³' => return ('3', Level::Raised),
        '⁻' => return ('-', Level::Raised),
        '⁺' => return ('+', Level::Raised),
        '⁰' | '⁴'..='⁹' => return (digit(c, '⁰'), Level::Raised),
        '₀'..='₉' => return (digit(c, '₀'), Level::Lowered),
        c => c,
    };
    (plain, Level::Base)
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(c as u32 - zero as u32, 10).unwrap_or(c)
}
