//! Workers: processes that convert files, and whoever gives them files and watches over them.
//!
//! [`serve()`] is a worker. It reads frames and writes frames, each four bytes with a length, the most
//! significant first, and as many bytes of JSON. A frame to it is a file:
//!
//! ```json
//! {"path": "in/a.pdf", "choices": {"formats": ["markdown"], "options": {"writer": {"scripts": "pandoc"}}}}
//! {"path": "b.pdf", "bytes": "JVBERi0xLjUK..."}
//! ```
//!
//! `path` is read, and may lead into an archive, unless `bytes` holds the file in base64. `stem` is the path of its outputs without
//! their extension, or else the name of the file. `decisions` is a list of lines of a file of decisions
//! ([`decision`](crate::decision)). `choices` hold until others come: `formats`, `beside`
//! (`figures`: pixels an inch, `tables`: a folder, `ocr_pdf`, `report`) and `options`, which has a field for each
//! room and one for `limits`, as [`Options`](crate::Options) has; what is absent is as in the command line without arguments.
//!
//! Frames from it are signs and, for each file, one end:
//!
//! ```json
//! {"read": {"sha256": "..."}}
//! {"alive": {}}
//! {"ended": {"record": {"input": "in/a.pdf", "status": "ok", ...}, "timings": [...],
//!            "outputs": [{"path": "a.md", "bytes": 1234}, {"path": "a.figures/fig-1.png", "bytes": 5678}]}}
//! ```
//!
//! Behind the frame follow the bytes of the outputs as they are, in their order: here 1,234 and 5,678 of
//! them. Then comes the next frame.
//!
//! `read` says that the bytes are there, `alive` that a page was read from its image, which takes long.
//! `record` is a line of the manifest. A worker writes no file.
//!
//! [`oversee`] speaks the same, but without signs, and is never lost: it has a worker convert each file,
//! kills it at its limits, and puts another one in its place.

mod contain;
mod frame;
mod guard;
mod limit;
mod process;
mod serve;

pub use contain::{Contained, contain};
pub(super) use frame::Request;
pub(super) use guard::Guard;
pub use limit::{confine, give_up};
pub use process::Lost;
pub use serve::{oversee, serve};
