//! What people decided about documents: repairs that they accept or reject, bibliographic values that they correct.
//!
//! A file of decisions has one JSON object a line. What a line is about is named by the hash of the PDF's bytes, and
//! by the key of an edit or the name of a value:
//!
//! ```json
//! {"sha256":"9f2c...","file":"paper.pdf","edit":"3f9a1c0b7d2e4a55","decision":"rejected","page":3,"rule":"micro-as-u","before":"u","after":"µ"}
//! {"sha256":"9f2c...","file":"paper.pdf","field":"journal","value":"Journal of Salt","note":"as on its cover"}
//! ```
//!
//! `file`, `page`, `rule`, `before`, `after` and `note` are for people, and may be absent. Of several lines about one thing
//! the last one counts. Empty lines are passed over.

mod key;
mod line;
mod of_file;
mod register;
mod value;

pub use key::Key;
pub use line::{About, Decision, Line, Verdict};
pub use of_file::Decisions;
pub use register::{Register, Wrong};
pub use value::{Field, Value};
