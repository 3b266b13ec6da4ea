//! Lines for people. What stands in them may come from a file or from its name, and must not steer the
//! terminal.

/// Prints a line on stderr.
pub(crate) fn say(line: &str) {
    eprintln!("{}", harmless(line));
}

/// The text with what would steer a terminal written out: control characters, line ends among them, and
/// those that turn the direction of what follows, which would let a name pass for another one.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_steering(character) {
            out.extend(character.escape_default());
        } else {
            out.push(character);
        }
    }
    out
}

fn is_steering(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_steers_the_terminal() {
        let name = "a\u{1b}]0;title\u{7}b\nerror: c\r\t\u{9b}2J\u{202E}fdp.d";
        let shown = r"a\u{1b}]0;title\u{7}b\nerror: c\r\t\u{9b}2J\u{202e}fdp.d";
        assert_eq!(harmless(name), shown);
        assert_eq!(harmless("Müller (2024) – β.pdf"), "Müller (2024) – β.pdf");
    }
}
