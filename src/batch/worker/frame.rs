//! What a worker and whoever gives it files say to each other.
//!
//! A frame is four bytes with a length, the most significant first, and as many bytes of JSON. The worker
//! reads [`Request`]s and writes [`Answer`]s.

use crate::batch::input::Input;
use crate::batch::job::Choices;
use crate::batch::name;
use crate::batch::paper::{Product, Rendered, Sign};
use crate::batch::record::Record;
use crate::batch::timing::Timings;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::ser::{Error as _, SerializeStruct};
use serde::{Deserialize, Serialize, Serializer, de::DeserializeOwned};
use std::io::{self, Read, Write};
use std::path::PathBuf;

/// No frame is longer, in bytes: the largest file that is read has 1 GiB, and base64 makes four bytes
/// of three.
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
    /// What is made of it; where it is absent, what was made of the file before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) choices: Option<Choices>,
}

impl Request {
    /// To convert the file that an input names.
    pub(in crate::batch) fn of(input: &Input) -> Self {
        let stem = Some(name::text_of(&input.stem));
        Self { path: name::text_of(&input.path), stem, ..Self::default() }
    }

    /// The file and where its outputs go.
    pub(super) fn input(&self) -> Input {
        let path = name::path_of(&self.path);
        let stem = match &self.stem {
            Some(stem) => name::path_of(stem),
            None => PathBuf::from(path.file_stem().unwrap_or_default()),
        };
        Input { path, stem }
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
    outputs: Vec<Rendered>,
}

impl From<Product> for Answer {
    fn from(mut product: Product) -> Self {
        let timings = std::mem::take(&mut product.record.timings);
        let Product { record, outputs } = product;
        Self::Ended(Box::new(Ended { record, timings, outputs }))
    }
}

impl From<Ended> for Product {
    fn from(ended: Ended) -> Self {
        let mut record = ended.record;
        record.timings = ended.timings;
        Self { record, outputs: ended.outputs }
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

/// An output in a frame: `{"path": ..., "text": ...}`, or `base64` where it is no text.
#[derive(Deserialize)]
struct Parts {
    path: String,
    text: Option<String>,
    base64: Option<String>,
}

impl Serialize for Rendered {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = serializer.serialize_struct("Rendered", 2)?;
        parts.serialize_field("path", &name::text_of(&self.path))?;
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => parts.serialize_field("text", text)?,
            Err(_) => parts.serialize_field("base64", &BASE64_STANDARD.encode(&self.bytes))?,
        }
        parts.end()
    }
}

impl<'de> Deserialize<'de> for Rendered {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let parts = Parts::deserialize(from)?;
        let bytes = match (parts.text, parts.base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(base64)) => decode(&base64).map_err(serde::de::Error::custom)?,
            _ => return Err(serde::de::Error::custom("an output has either text or base64")),
        };
        Ok(Self { path: name::path_of(&parts.path), bytes })
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
    let length = length.ok_or_else(|| serde_json::Error::custom("the frame is too long"))?;
    frame[..size_of::<u32>()].copy_from_slice(&length.to_be_bytes());
    out.write_all(&frame)?;
    out.flush()
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
        let message = format!("a frame of {length} bytes is too long");
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    // The length may be made up: memory is taken as bytes come.
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// Reads a frame; nothing where there is no further one.
///
/// # Errors
/// Like [`read_bytes`], and the content is something else.
pub(super) fn read<T: DeserializeOwned>(from: &mut dyn Read) -> io::Result<Option<T>> {
    let bytes = read_bytes(from)?;
    Ok(bytes.map(|bytes| serde_json::from_slice(&bytes)).transpose()?)
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
        write(&mut bytes, &Answer::Alive {}).unwrap();
        write(&mut bytes, &ended).unwrap();
        assert_eq!(&bytes[..4], [0, 0, 0, 12]);
        assert_eq!(&bytes[4..16], br#"{"alive":{}}"#);
        let mut from = bytes.as_slice();
        assert!(matches!(read(&mut from).unwrap(), Some(Answer::Alive {})));
        let Some(Answer::Ended(ended)) = read(&mut from).unwrap() else { panic!("it has ended") };
        let product = Product::from(*ended);
        assert_eq!(product.record, record);
        assert_eq!(product.outputs[0].bytes, "µ \"quoted\"\n".as_bytes());
        assert_eq!(product.outputs[1].bytes, [0x89, 0xFF, 0]);
        assert!(read::<Answer>(&mut from).unwrap().is_none());
    }

    #[test]
    fn a_stream_that_is_cut_off_or_none_of_frames_is_an_error() {
        for bytes in [&[0, 0][..], &[0, 0, 0, 9, b'{'], b"Usage: offprint", &[0, 0, 0, 1, b'{']] {
            assert!(read::<Answer>(&mut &bytes[..]).is_err(), "{bytes:?}");
        }
    }
}
