//! What a worker and whoever gives it files say to each other.
//!
//! A frame is four bytes with a length, the most significant first, and as many bytes of JSON. The worker
//! reads [`Request`]s and writes [`Answer`]s. An answer that names outputs is followed by their bytes.

use crate::batch::input::Input;
use crate::batch::job::Choices;
use crate::batch::name;
use crate::batch::paper::{Product, Rendered, Sign};
use crate::batch::record::Record;
use crate::batch::timing::Timings;
use crate::decision::Line;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// No frame is longer, in bytes, nor the outputs that follow it together: the largest file that is read
/// has 1 GiB, and base64 makes four bytes of three.
const LONGEST: u32 = 1500 << 20;

/// A file to convert.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::batch) struct Request {
    /// Its path, or its name where its bytes are here.
    pub(super) path: String,
    /// Its bytes, in base64; where they are absent, it is read from its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bytes: Option<String>,
    /// The path of its outputs without their extension; where it is absent, the name of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) stem: Option<String>,
    /// Whether the next file has the same bytes, so that what is made of this one is kept for it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) keep: bool,
    /// What people decided about it, as lines of a file of decisions; those about other files are passed over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) decisions: Vec<Line>,
    /// What is made of it; where it is absent, what was made of the file before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) choices: Option<Choices>,
}

impl Request {
    /// To convert an input about which this was decided, and to keep what is made of it if it is followed by another one
    /// with its bytes.
    pub(in crate::batch) fn of(input: &Input, is_followed: bool, decisions: &[Line]) -> Self {
        let stem = Some(name::text_of(&input.stem));
        let bytes = input.bytes.as_ref().map(|bytes| BASE64_STANDARD.encode(bytes));
        let path = name::text_of(&input.path);
        let decisions = decisions.to_vec();
        Self { path, bytes, stem, keep: is_followed, decisions, choices: None }
    }

    /// The file and where its outputs go.
    pub(super) fn input(&self) -> Input {
        let path = name::path_of(&self.path);
        let stem = match &self.stem {
            Some(stem) => name::path_of(stem),
            None => PathBuf::from(path.file_stem().unwrap_or_default()),
        };
        Input::new(path, stem)
    }
}

/// What a worker says of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Answer {
    /// Its bytes are read.
    Read {
        /// SHA-256 of them, hexadecimal.
        sha256: String,
    },
    /// A page was read from its image.
    Alive {},
    /// It has ended: the last answer, of which there is one for each request.
    Ended(Box<Ended>),
}

/// How a file ended.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Ended {
    /// Its line of the manifest.
    record: Record,
    /// How long each room took.
    timings: Timings,
    /// What is to be written.
    outputs: Vec<Announced>,
    /// The bytes of each output. They follow the frame.
    #[serde(skip)]
    contents: Vec<Vec<u8>>,
}

/// An output as a frame names it.
#[derive(Debug, Serialize, Deserialize)]
struct Announced {
    /// Its path below the output folder.
    path: String,
    /// How many bytes it has.
    bytes: u64,
}

impl From<Product> for Answer {
    fn from(mut product: Product) -> Self {
        let timings = std::mem::take(&mut product.record.timings);
        let Product { record, outputs } = product;
        let announce = |output: Rendered| {
            let bytes = output.bytes.len() as u64;
            (Announced { path: name::text_of(&output.path), bytes }, output.bytes)
        };
        let (outputs, contents) = outputs.into_iter().map(announce).unzip();
        Self::Ended(Box::new(Ended { record, timings, outputs, contents }))
    }
}

impl From<Ended> for Product {
    fn from(ended: Ended) -> Self {
        let mut record = ended.record;
        record.timings = ended.timings;
        let outputs = ended.outputs.into_iter().zip(ended.contents);
        let render =
            |(own, bytes): (Announced, _)| Rendered { path: name::path_of(&own.path), bytes };
        Self { record, outputs: outputs.map(render).collect() }
    }
}

impl From<Sign> for Answer {
    fn from(sign: Sign) -> Self {
        match sign {
            Sign::Read(sha256) => Self::Read { sha256 },
            Sign::Alive => Self::Alive {},
        }
    }
}

/// The bytes that base64 stands for.
pub(super) fn decode(base64: &str) -> Result<Vec<u8>, String> {
    BASE64_STANDARD.decode(base64).map_err(|error| error.to_string())
}

/// Writes a frame.
pub(super) fn write(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    // One buffer, so that length and content leave in one go.
    let mut frame = vec![0; size_of::<u32>()];
    serde_json::to_writer(&mut frame, value)?;
    let length = u32::try_from(frame.len() - size_of::<u32>()).ok();
    let length = length.filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| too_long("the frame"))?;
    frame[..size_of::<u32>()].copy_from_slice(&length.to_be_bytes());
    out.write_all(&frame)?;
    out.flush()
}

/// Writes an answer, with the bytes of its outputs behind it.
pub(super) fn write_answer(out: &mut dyn Write, answer: &Answer) -> io::Result<()> {
    let ended = match answer {
        Answer::Ended(ended) => {
            check_lengths(&ended.outputs)?;
            Some(ended)
        }
        Answer::Read { .. } | Answer::Alive {} => None,
    };
    write(out, answer)?;
    for content in ended.into_iter().flat_map(|ended| &ended.contents) {
        out.write_all(content)?;
    }
    out.flush()
}

/// Whether outputs are no longer together than what follows a frame.
fn check_lengths(outputs: &[Announced]) -> io::Result<()> {
    let mut all = outputs.iter().map(|own| own.bytes);
    let sum = all.try_fold(0, |sum: u64, length| sum.checked_add(length));
    match sum {
        Some(sum) if sum <= u64::from(LONGEST) => Ok(()),
        _ => Err(too_long("what follows the frame")),
    }
}

fn too_long(what: &str) -> io::Error {
    let message = format!("{what} has more than {LONGEST} bytes");
    io::Error::new(io::ErrorKind::InvalidData, message)
}

/// Reads the content of a frame; nothing where there is no further one.
///
/// # Errors
/// The stream ends inside of a frame, or is none of frames.
pub(super) fn read_bytes(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; size_of::<u32>()];
    let mut filled = 0;
    while filled < head.len() {
        match from.read(&mut head[filled..]) {
            Ok(0) if filled == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(size) => filled += size,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let length = u32::from_be_bytes(head);
    if length > LONGEST {
        return Err(too_long("a frame"));
    }
    read_exactly(from, u64::from(length)).map(Some)
}

fn read_exactly(from: &mut dyn Read, length: u64) -> io::Result<Vec<u8>> {
    // The length may be made up: memory is taken as bytes come.
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

/// Reads an answer with what follows it; nothing where there is no further one.
///
/// # Errors
/// Like [`read_bytes`], the content is something else, or what follows is too long or cut off.
pub(super) fn read_answer(from: &mut dyn Read) -> io::Result<Option<Answer>> {
    let Some(bytes) = read_bytes(from)? else { return Ok(None) };
    let mut answer = serde_json::from_slice(&bytes)?;
    if let Answer::Ended(ended) = &mut answer {
        check_lengths(&ended.outputs)?;
        for output in &ended.outputs {
            ended.contents.push(read_exactly(from, output.bytes)?);
        }
    }
    Ok(Some(answer))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn what_is_written_is_read() {
        let outputs = vec![
            Rendered { path: PathBuf::from("a.md"), bytes: "µ \"quoted\"\n".into() },
            Rendered { path: PathBuf::from("a.png"), bytes: vec![0x89, 0xFF, 0] },
        ];
        let mut record = Record::blank(Path::new("a.pdf"), "o");
        record.fail("crashed", "why");
        let ended = Answer::from(Product { record: record.clone(), outputs });
        let mut bytes = Vec::new();
        write_answer(&mut bytes, &Answer::Alive {}).unwrap();
        write_answer(&mut bytes, &ended).unwrap();
        assert_eq!(&bytes[..4], [0, 0, 0, 12]);
        assert_eq!(&bytes[4..16], br#"{"alive":{}}"#);
        assert!(bytes.ends_with(b"\"quoted\"\n\x89\xFF\0"), "outputs follow as they are");
        let mut from = bytes.as_slice();
        assert!(matches!(read_answer(&mut from).unwrap(), Some(Answer::Alive {})));
        let Some(Answer::Ended(ended)) = read_answer(&mut from).unwrap() else {
            panic!("it has ended")
        };
        let product = Product::from(*ended);
        assert_eq!(product.record, record);
        assert_eq!(product.outputs[0].bytes, "µ \"quoted\"\n".as_bytes());
        assert_eq!(product.outputs[1].bytes, [0x89, 0xFF, 0]);
        assert!(read_answer(&mut from).unwrap().is_none());
    }

    #[test]
    fn outputs_that_are_cut_off_or_too_long_are_an_error() {
        let record = Record::blank(Path::new("a.pdf"), "o");
        let outputs = vec![Rendered { path: PathBuf::from("a.md"), bytes: b"text".to_vec() }];
        let ended = Answer::from(Product { record, outputs });
        let mut bytes = Vec::new();
        write_answer(&mut bytes, &ended).unwrap();
        let error = read_answer(&mut &bytes[..bytes.len() - 1]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        let Answer::Ended(mut ended) = ended else { panic!("it has ended") };
        for length in [u64::from(LONGEST) + 1, u64::MAX] {
            ended.outputs[0].bytes = length;
            ended.outputs.push(Announced { path: "b.md".to_owned(), bytes: 1 });
            let mut bytes = Vec::new();
            write(&mut bytes, &serde_json::json!({ "ended": ended })).unwrap();
            let error = read_answer(&mut bytes.as_slice()).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidData, "{length}");
        }
    }

    #[test]
    fn a_stream_that_is_cut_off_or_none_of_frames_is_an_error() {
        for bytes in [&[0, 0][..], &[0, 0, 0, 9, b'{'], b"Usage: offprint", &[0, 0, 0, 1, b'{']] {
            assert!(read_answer(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }
}
