//! The second reading of a PDF: another engine (pdf-extract) reads the plain text of its pages.
//!
//! That engine panics on many files, overflows its stack on some and hangs on a few, so it only
//! runs in a child process: [`serve`] is the child, [`read`] the parent. A second reading serves
//! to verify the first one and as the last resort for a page's plain text.

use pdf_extract::{Document, PlainTextOutput, output_doc_page};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Stack of the thread that reads, in bytes: the engine recurses on nested forms.
const STACK: usize = 256 << 20;

/// Variable that carries the password to the child: other users see arguments, not variables.
const PASSWORD: &str = "OFFPRINT_SECOND_PASSWORD";

/// How to run the second reading.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The program that calls [`serve`].
    pub program: PathBuf,
    /// Its arguments. The bytes of the file come on its stdin.
    pub arguments: Vec<OsString>,
    /// Password of encrypted files.
    pub password: Option<String>,
    /// The child is killed after this time.
    pub time_limit: Duration,
    /// The child is killed when it has written this many bytes.
    pub output_limit: u64,
}

/// What the second reading found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The pages it read, in order.
    pub pages: Vec<PageText>,
    /// Why it did not come to the end of the file, if it did not.
    pub failure: Option<String>,
}

/// The plain text of one page; one line of what the child writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// The page, counted from 1; 0 stands for the file, when it could not be opened.
    pub page: u32,
    /// Its text as the engine sets it: lines end with `\n`, paragraphs with an empty line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why it could not be read, if it could not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
}

/// Reads a file of these bytes and writes one JSON object a page. To be
/// called in a process of its own, whose panic hook is silent.
///
/// # Errors
/// `out` cannot be written or the thread cannot be started. That the file cannot be read is no
/// error but a line.
pub fn serve(bytes: &[u8], out: &mut (dyn Write + Send)) -> io::Result<()> {
    let password = std::env::var(PASSWORD).unwrap_or_default();
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        let reader = builder.spawn_scoped(scope, || serve_here(bytes, &password, out))?;
        reader.join().unwrap_or_else(|_| Err(io::Error::other("the reading panicked")))
    })
}

fn serve_here(bytes: &[u8], password: &str, out: &mut dyn Write) -> io::Result<()> {
    let opened = guarded(|| {
        let mut document = Document::load_mem(bytes).map_err(|error| error.to_string())?;
        if document.is_encrypted() {
            document.decrypt(password).map_err(|error| error.to_string())?;
        }
        Ok(document)
    });
    let document = match opened {
        Ok(document) => document,
        Err(failure) => return write_line(out, 0, Err(failure)),
    };
    let pages = guarded(|| Ok(document.get_pages().len())).unwrap_or_default();
    for page in (1..=pages).filter_map(|page| u32::try_from(page).ok()) {
        let text = guarded(|| {
            let mut text = String::new();
            let mut output = PlainTextOutput::new(&mut text);
            output_doc_page(&document, &mut output, page).map_err(|error| error.to_string())?;
            Ok(text)
        });
        write_line(out, page, text)?;
    }
    Ok(())
}

fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(crate::error::panic_message(payload.as_ref())))
}

fn write_line(out: &mut dyn Write, page: u32, text: Result<String, String>) -> io::Result<()> {
    let (text, failure) = match text {
        Ok(text) => (text, None),
        Err(failure) => (String::new(), Some(failure)),
    };
    serde_json::to_writer(&mut *out, &PageText { page, text, failure })?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Reads a file of these bytes in a child process. Whatever happens to the child, what it wrote until then is
/// returned.
pub fn read(reader: &Reader, bytes: Vec<u8>) -> Reading {
    let mut command = Command::new(&reader.program);
    command.args(&reader.arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    if let Some(password) = &reader.password {
        command.env(PASSWORD, password);
    }
    match command.spawn() {
        Ok(mut child) => {
            if let Some(mut stdin) = child.stdin.take() {
                // A child that reads no further has ended, and that is seen by what it wrote.
                std::thread::spawn(move || drop(stdin.write_all(&bytes)));
            }
            listen(child, reader)
        }
        Err(error) => {
            let failure = format!("the second reading could not be started: {error}");
            Reading { pages: Vec::new(), failure: Some(failure) }
        }
    }
}

fn listen(mut child: Child, reader: &Reader) -> Reading {
    let (sender, receiver) = channel();
    let limit = reader.output_limit;
    if let Some(stdout) = child.stdout.take() {
        std::thread::spawn(move || {
            let mut chunk = vec![0; 64 << 10];
            let mut stdout = stdout.take(limit + 1);
            while let Ok(size @ 1..) = stdout.read(&mut chunk) {
                if sender.send(chunk[..size].to_vec()).is_err() {
                    break;
                }
            }
        });
    }
    let start = std::time::Instant::now();
    let mut bytes = Vec::new();
    let mut failure = loop {
        match receiver.recv_timeout(reader.time_limit.saturating_sub(start.elapsed())) {
            Ok(chunk) => bytes.extend(chunk),
            Err(RecvTimeoutError::Disconnected) => break None,
            Err(RecvTimeoutError::Timeout) => {
                let seconds = reader.time_limit.as_secs_f32();
                break Some(format!("the second reading took more than {seconds} s"));
            }
        }
    };
    if bytes.len() as u64 > limit {
        failure = Some(format!("the second reading wrote more than {limit} bytes"));
    }
    if failure.is_some() {
        // It may have ended by itself in the meantime: then there is nothing to kill.
        let _ = child.kill();
    }
    let ending = child.wait();
    let failure = failure.or_else(|| match ending {
        Ok(status) if status.success() => None,
        Ok(status) => Some(format!("the second reading ended with {status}")),
        Err(error) => Some(format!("the second reading was lost: {error}")),
    });
    parse(&bytes, failure)
}

fn parse(bytes: &[u8], failure: Option<String>) -> Reading {
    // A line that is no object was cut off, or the engine wrote it.
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines = lines.filter_map(|line| serde_json::from_slice::<PageText>(line).ok());
    let (whole, pages): (Vec<_>, Vec<_>) = lines.partition(|line| line.page == 0);
    let unopened = whole.into_iter().find_map(|line| line.failure);
    Reading { pages, failure: unopened.or(failure) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn run(script: &str, time_limit: Duration, output_limit: u64) -> Reading {
        let reader = Reader {
            program: PathBuf::from("/bin/sh"),
            arguments: vec!["-c".into(), script.into()],
            password: None,
            time_limit,
            output_limit,
        };
        read(&reader, b"a file".to_vec())
    }

    #[test]
    fn pages_that_came_before_the_end_are_kept() {
        let page = r#"echo '{"page":1,"text":"one two"}'"#;
        let text = |reading: &Reading| reading.pages.first().map(|page| page.text.clone());
        let long = Duration::from_secs(60);
        let cases = [
            (page.to_owned(), long, 1000, None),
            (format!("{page}; echo '{{\"page\":2,'; kill -6 $$"), long, 1000, Some("signal: 6")),
            (format!("{page}; exec sleep 60"), Duration::from_millis(300), 1000, Some("0.3 s")),
            (format!("{page}; exec yes"), long, 1000, Some("1000 bytes")),
            (format!("[ \"$(cat)\" = 'a file' ] && {page}"), long, 1000, None),
            (format!("{page}; echo '{{\"page\":0,\"failure\":\"no\"}}'"), long, 1000, Some("no")),
        ];
        for (script, time, size, failure) in cases {
            let reading = run(&script, time, size);
            assert_eq!(text(&reading).as_deref(), Some("one two"), "{script}");
            match (failure, &reading.failure) {
                (None, None) => {}
                (Some(part), Some(whole)) => assert!(whole.contains(part), "{whole}"),
                other => panic!("{script}: {other:?}"),
            }
        }
    }
}
