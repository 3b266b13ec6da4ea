//! What the fuzz targets share.
//!
//! `cargo +nightly fuzz run --fuzz-dir tests/fuzz convert` looks for inputs that break a target;
//! `cargo run -p offprint-fuzz --bin convert -- FILE...` runs it on files, such as those found before.
//! `seeds/` holds what targets begin with: `... fuzz run --fuzz-dir tests/fuzz structure CORPUS
//! tests/fuzz/seeds/structure`; `open`, `page` and `convert` begin with the PDFs of `corpus/`, and with the words
//! in `pdf.dict`: `... fuzz run --fuzz-dir tests/fuzz page CORPUS corpus -- -dict=tests/fuzz/pdf.dict`.

#[cfg(fuzzing)]
pub use libfuzzer_sys;

/// Makes a binary of a function that takes bytes.
#[macro_export]
#[cfg(fuzzing)]
macro_rules! target {
    ($run:path) => {
        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| $run(data));
    };
}

/// Makes a binary of a function that takes bytes.
#[macro_export]
#[cfg(not(fuzzing))]
macro_rules! target {
    ($run:path) => {
        fn main() -> std::io::Result<()> {
            $crate::replay($run)
        }
    };
}

/// Runs a target on each file that is given as an argument.
///
/// # Errors
/// A file cannot be read.
pub fn replay(run: fn(&[u8])) -> std::io::Result<()> {
    for path in std::env::args_os().skip(1) {
        println!("{}", path.display());
        run(&std::fs::read(path)?);
    }
    Ok(())
}
