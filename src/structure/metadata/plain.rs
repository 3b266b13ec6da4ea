//! Texts as strings for programs, in which scripts do not change what is said.

use crate::document::script::ScriptKind;
use crate::script::kind_of;
use crate::text::Text;

/// What becomes of marks of citations and notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// They stay as printed.
    Keep,
    /// They are left out, and so is what is raised and may be one.
    Drop,
}

/// A text on one line. A caret stands before a power, so that 10⁹ does not become 109.
pub(super) fn plain(text: &Text, marks: Marks) -> String {
    let current = text.as_str();
    let mut out = String::with_capacity(current.len());
    let mut end = 0;
    for raised in text.raised() {
        out.push_str(current.get(end..raised.start).unwrap_or_default());
        end = raised.end;
        let script = current.get(raised.clone()).unwrap_or_default();
        match kind_of(current, raised, true) {
            Some(ScriptKind::Exponent) => {
                out.push('^');
                out.push_str(script);
            }
            Some(
                ScriptKind::Charge
                | ScriptKind::Isotope
                | ScriptKind::Index
                | ScriptKind::Ordinal
                | ScriptKind::TradeMark,
            ) => out.push_str(script),
            Some(ScriptKind::Citation | ScriptKind::Footnote | ScriptKind::Affiliation) | None => {
                if marks == Marks::Keep {
                    out.push_str(script);
                }
            }
        }
    }
    out.push_str(current.get(end..).unwrap_or_default());
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_keep_their_meaning_and_marks_go() {
        for (marked, kept, dropped) in [
            ("about 10|9| a litre", "about 10^9 a litre", "about 10^9 a litre"),
            ("Ca|2+| in leaves|∗|", "Ca2+ in leaves∗", "Ca2+ in leaves"),
            ("|18|F and more.|3|", "18F and more.3", "18F and more."),
            ("as before|[4]| said", "as before[4] said", "as before said"),
        ] {
            assert_eq!(plain(&Text::with_raised(marked), Marks::Keep), kept);
            assert_eq!(plain(&Text::with_raised(marked), Marks::Drop), dropped);
        }
    }
}
