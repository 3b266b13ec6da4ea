//! Text strings of PDF objects.

/// Decodes a text string (ISO 32000-2, 7.9.2.2): UTF-16BE or UTF-8 with their marks, otherwise
/// PDFDocEncoding.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Not allowed, but written by some programs.
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| doc_char(*byte)).collect(),
    };
    without_language(&text)
}

fn utf16(bytes: &[u8], join: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| join(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Removes language codes, which stand between escape characters (7.9.2.2).
fn without_language(text: &str) -> String {
    if !text.contains('\u{1B}') {
        return text.to_owned();
    }
    text.split('\u{1B}').step_by(2).collect()
}

/// A character of PDFDocEncoding (ISO 32000-2, D.3).
fn doc_char(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte - 0x18)],
        0x80..=0xA0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::text_string;

    #[test]
    fn text_strings() {
        assert_eq!(text_string(b"plain \x85 \x80 \xE9"), "plain – • é");
        assert_eq!(text_string(b"\xFE\xFF\x03\xB1\xD8\x35\xDC\x00"), "α\u{1D400}");
        assert_eq!(text_string(b"\xFF\xFE\xB1\x03"), "α");
        assert_eq!(text_string(b"\xEF\xBB\xBF\xCE\xB1"), "α");
        assert_eq!(text_string(b"\xFE\xFF\0\x1B\0e\0n\0\x1B\0a"), "a");
    }
}
