//! Any text that another tool left is converted and written in every format.

#![cfg_attr(fuzzing, no_main)]

use offprint::Options;
use offprint::writer::WRITERS;

fn run(data: &[u8]) {
    let options = Options::default();
    let Ok(converted) = offprint::convert_text(data, &options) else { return };
    assert!(
        converted
            .document
            .body
            .iter()
            .flat_map(|node| node.texts())
            .all(|text| text.place().is_none())
    );
    for writer in WRITERS {
        let _ = (writer.write)(&converted.document, &converted.diagnostics, &options.writer);
    }
}

offprint_fuzz::target!(run);
