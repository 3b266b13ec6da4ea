//! Files that come in frames: converted here, or by workers that are watched over.

use super::frame::{self, Answer, Request};
use super::guard::Guard;
use crate::batch::job::{Choices, SecondReading, Settings, Workers};
use crate::batch::paper::{self, Listener, Product, Task};
use crate::batch::record::Record;
use crate::batch::thread;
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Converts the files that come in frames, each with so many threads, and answers with frames, until no
/// further one comes. `second` gives the second reading for files with a password, or without one.
///
/// Whatever breaks the process, breaks it: this is for programs that are watched over.
///
/// # Errors
/// No thread can be started, what comes are no frames, or nobody reads the answers.
pub fn serve(
    from: &mut dyn Read,
    out: impl Write + Send + 'static,
    threads: usize,
    second: &dyn Fn(Option<&str>) -> Option<SecondReading>,
) -> io::Result<()> {
    let pool = thread::pool(threads)?;
    let out = Arc::new(Mutex::new(out));
    let told = Arc::clone(&out);
    // Nobody who reads the signs would be left to hear of a failure; the end of the file tells it.
    let listener: Listener = Arc::new(move |sign| drop(say(&told, &Answer::from(sign))));
    let settings_of = |choices: Choices| {
        let second = second(choices.options.pdf.password.as_deref());
        Settings::of_choices(choices, second)
    };
    let mut settings = None;
    let mut kept = None;
    let convert = &mut |mut request: Request| {
        match (request.choices.take(), &settings) {
            (Some(choices), _) => {
                settings = Some(settings_of(choices)?);
                kept = None;
            }
            (None, None) => settings = Some(settings_of(Choices::default())?),
            (None, Some(_)) => {}
        }
        let bytes = request.bytes.take().map(|base64| frame::decode(&base64)).transpose()?;
        let Some(settings) = &settings else { return Err("no choices".to_owned()) };
        let input = request.input();
        let decisions = &request.decisions;
        let task = Task { input: &input, bytes, is_followed: request.keep, decisions };
        Ok(Ok(pool.install(|| paper::convert(task, settings, &listener, &mut kept))))
    };
    answer_all(from, &out, convert)
}

/// The same in workers that are replaced when they are lost: one answer a file, in order, whatever
/// happens.
///
/// # Errors
/// No worker can be started, what comes are no frames, or nobody reads the answers.
pub fn oversee(
    from: &mut dyn Read,
    out: impl Write + Send + 'static,
    threads: usize,
    workers: Workers,
) -> io::Result<()> {
    let mut fingerprint = Settings::of_choices(Choices::default(), None).map(|own| own.fingerprint);
    let mut guard = Guard::new(workers, threads, Choices::default());
    let convert = &mut |mut request: Request| {
        if let Some(choices) = request.choices.take() {
            fingerprint = Settings::of_choices(choices.clone(), None).map(|own| own.fingerprint);
            guard.choose(choices);
        }
        Ok(guard.convert(request, fingerprint.as_ref().map_err(Clone::clone)?))
    };
    answer_all(from, &Arc::new(Mutex::new(out)), convert)
}

/// Answers each request with one end. What cannot be understood is a file that fails.
fn answer_all<W: Write>(
    from: &mut dyn Read,
    out: &Arc<Mutex<W>>,
    convert: &mut dyn FnMut(Request) -> Result<io::Result<Product>, String>,
) -> io::Result<()> {
    while let Some(bytes) = frame::read_bytes(from)? {
        let request = serde_json::from_slice(&bytes).map_err(|error| error.to_string());
        drop(bytes);
        let product = match request.and_then(&mut *convert) {
            Ok(product) => product?,
            Err(message) => {
                let mut record = Record::blank(Path::new(""), "");
                record.fail("bad-request", message);
                Product { record, outputs: Vec::new() }
            }
        };
        say(out, &product.into())?;
    }
    Ok(())
}

fn say<W: Write>(out: &Mutex<W>, answer: &Answer) -> io::Result<()> {
    frame::write_answer(&mut *out.lock().unwrap_or_else(PoisonError::into_inner), answer)
}
