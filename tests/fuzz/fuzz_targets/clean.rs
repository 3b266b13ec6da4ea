//! Any Markdown is cleaned, and its ledger gives back the text as it was.

#![cfg_attr(fuzzing, no_main)]

use offprint::clean::{self, Options};
use offprint::ledger;

fn run(data: &[u8]) {
    let Ok(source) = std::str::from_utf8(data) else { return };
    let cleaned = clean::clean(source, &Options::default());
    assert_eq!(ledger::revert(&cleaned.text, &cleaned.ledger).as_deref(), Ok(source));
}

offprint_fuzz::target!(run);
