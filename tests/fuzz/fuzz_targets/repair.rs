//! Any text is mended, and what was mended is left alone the second time.

#![cfg_attr(fuzzing, no_main)]

use offprint::decision::Decisions;
use offprint::diagnostic::Sink;
use offprint::repair;
use offprint::role::{Passage, Passages, Role};
use offprint::text::Text;

fn mended(lines: &str) -> String {
    let text = Text::plain(lines);
    let passage = Passage { role: Role::Paragraph, mark: Text::default(), text };
    let passages = Passages { passages: vec![passage], ..Passages::default() };
    let options = repair::Options::default();
    let mended = repair::apply(passages, &options, &Decisions::default(), &mut Sink::default());
    mended.passages.iter().map(|passage| passage.text.as_str()).collect()
}

fn run(data: &[u8]) {
    let Ok(lines) = std::str::from_utf8(data) else { return };
    let once = mended(lines);
    assert_eq!(mended(&once), once);
}

offprint_fuzz::target!(run);
