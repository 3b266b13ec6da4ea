//! The program tesseract as the second engine: it reads an image in a child process, and its table of
//! words becomes lines of characters as the networks give them.

use super::child::{self, Limits};
use super::image::Gray;
use super::recognise::Reading;
use super::word;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// Name of the program, as it is looked for on the PATH.
const PROGRAM: &str = "tesseract";
/// The language that is read where none is asked for.
const DEFAULT_LANGUAGE: &str = "eng";
/// Names the way its output is read: another one reads anew.
const VERSION: &str = "tesseract-2";
/// Resolutions that the program accepts, in pixels an inch.
const RESOLUTIONS: [f32; 2] = [70.0, 2400.0];
/// Telling its version or languages takes it no longer than this.
const QUESTION_TIME: Duration = Duration::from_secs(20);
/// Bytes of its output at most: a page of 2,000 words has 150 kB.
const OUTPUT_LIMIT: u64 = 32 << 20;
/// Data that are no language but tell how a page lies or what is a formula.
const NO_LANGUAGES: [&str; 2] = ["osd", "equ"];

/// The program with the languages it reads.
#[derive(Serialize, Deserialize)]
pub struct Tesseract {
    program: PathBuf,
    /// First line of what it says of itself.
    version: String,
    /// As the program takes them, such as `eng+deu`.
    languages: String,
    time_limit: Duration,
}

/// Says what an output depends on, and nothing of this machine.
impl fmt::Debug for Tesseract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())
    }
}

impl Tesseract {
    /// The program on the PATH with languages by the names of their data (`eng`, `chi_sim`), the
    /// first one first; English where there is none. A page takes no longer than `time_limit`.
    ///
    /// # Errors
    /// The program or the data of a language is not installed; the message says what to install.
    pub fn find(languages: &[String], time_limit: Duration) -> Result<Self, String> {
        Self::of_program(PathBuf::from(PROGRAM), languages, time_limit)
    }

    /// Whether the program is on the PATH.
    pub fn is_installed() -> bool {
        ask(&PathBuf::from(PROGRAM), "--version").is_ok()
    }

    fn of_program(
        program: PathBuf,
        languages: &[String],
        time_limit: Duration,
    ) -> Result<Self, String> {
        let said = ask(&program, "--version")?;
        let version = said.lines().next().unwrap_or_default().trim().to_owned();
        let installed = languages_of(&ask(&program, "--list-langs")?);
        let wanted = match languages {
            [] => vec![DEFAULT_LANGUAGE.to_owned()],
            _ => languages.to_vec(),
        };
        if let Some(missing) = wanted.iter().find(|wanted| !installed.contains(wanted)) {
            return Err(not_installed(missing, &installed));
        }
        Ok(Self { program, version, languages: wanted.join("+"), time_limit })
    }

    /// Names all on which it depends what is read of an image.
    pub(super) fn name(&self) -> String {
        format!("{VERSION} {} {}", self.version, self.languages)
    }

    /// The lines of an image. `dpi` is its resolution, in pixels an inch.
    ///
    /// # Errors
    /// The program failed, took too long or wrote too much; the message has its last words.
    pub(super) fn read(&self, gray: &Gray, dpi: f32) -> Result<Vec<Reading>, String> {
        let mut command = Command::new(&self.program);
        let [lowest, highest] = RESOLUTIONS;
        let dpi = dpi.round().clamp(lowest, highest).to_string();
        command.args(["stdin", "stdout", "-l", &self.languages, "--psm", "3", "--dpi", &dpi]);
        command.args(["-c", "tessedit_create_tsv=1"]);
        let limits = Limits { time: self.time_limit, output: OUTPUT_LIMIT };
        let output = run(command, pgm(gray), limits)?;
        Ok(word::lines(&String::from_utf8_lossy(&output)))
    }
}

/// Threads of one process on one page hinder each other more than they help.
fn run(mut command: Command, input: Vec<u8>, limits: Limits) -> Result<Vec<u8>, String> {
    command.env("OMP_THREAD_LIMIT", "1");
    child::run(command, input, limits).map_err(|failure| format!("{PROGRAM}: {failure}"))
}

/// What the program answers to an option.
fn ask(program: &PathBuf, option: &str) -> Result<String, String> {
    let mut command = Command::new(program);
    command.arg(option);
    let limits = Limits { time: QUESTION_TIME, output: OUTPUT_LIMIT };
    let output = run(command, Vec::new(), limits).map_err(|failure| {
        format!(
            "{failure}. Install tesseract so that it is on the PATH \
             (apt install tesseract-ocr, brew install tesseract)"
        )
    })?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// The languages in what `--list-langs` says: a head with a colon, then a name a line.
fn languages_of(said: &str) -> Vec<String> {
    let names = said.lines().map(str::trim).filter(|line| !line.is_empty());
    names.filter(|line| !line.contains(':')).map(str::to_owned).collect()
}

fn not_installed(missing: &str, installed: &[String]) -> String {
    let readable = |name: &&str| !NO_LANGUAGES.contains(name);
    let known: Vec<&str> = installed.iter().map(String::as_str).filter(readable).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    let package = missing.replace('_', "-").to_lowercase();
    format!(
        "{PROGRAM} has no data for the language {missing}; installed: {known}. Languages have names \
         such as eng, deu, chi_sim; install their data (apt install tesseract-ocr-{package}, \
         brew install tesseract-lang)"
    )
}

/// An image as a portable graymap, which every build of the program reads.
fn pgm(gray: &Gray) -> Vec<u8> {
    let mut bytes = format!("P5\n{} {}\n255\n", gray.width, gray.height).into_bytes();
    bytes.extend_from_slice(&gray.pixels);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_listed_below_a_head() {
        let said =
            "List of available languages in \"/usr/share/tessdata/\" (2):\neng\nscript/Latin\n";
        assert_eq!(languages_of(said), ["eng", "script/Latin"]);
        assert_eq!(languages_of("List of available languages (1):\r\neng\r\n"), ["eng"]);
    }

    #[test]
    fn what_is_missing_is_named_with_what_to_install() {
        let message = not_installed("chi_sim", &["eng".to_owned(), "osd".to_owned()]);
        assert!(message.contains("chi_sim; installed: eng. "), "{message}");
        assert!(message.contains("tesseract-ocr-chi-sim"), "{message}");
        let gone = PathBuf::from("offprint-has-no-such-program");
        let message = Tesseract::of_program(gone, &[], Duration::from_secs(1)).unwrap_err();
        assert!(message.contains("apt install tesseract-ocr"), "{message}");
    }

    #[test]
    fn a_graymap_has_its_sides_and_levels() {
        let gray = Gray { width: 2, height: 1, pixels: vec![7, 255] };
        assert_eq!(pgm(&gray), b"P5\n2 1\n255\n\x07\xff");
    }

    #[cfg(unix)]
    #[test]
    fn the_program_is_asked_and_its_table_is_read() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("reader");
        let script = "#!/bin/sh\ncase $1 in\n--version) echo reader 9;;\n\
                      --list-langs) printf 'Languages (1):\\nxyz\\n';;\n\
                      *) cat > /dev/null; printf '5\\t1\\t1\\t1\\t1\\t1\\t9\\t9\\t40\\t20\\t90\\tYes\\n'\n\
                      test \"$OMP_THREAD_LIMIT $4\" = '1 xyz' || exit 3;;\nesac\n";
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let time = Duration::from_secs(60);
        let unknown = Tesseract::of_program(program.clone(), &[], time).unwrap_err();
        assert!(unknown.contains("installed: xyz"), "{unknown}");
        let own = Tesseract::of_program(program, &["xyz".to_owned()], time).unwrap();
        assert_eq!(own.name(), "tesseract-2 reader 9 xyz");
        let gray = Gray { width: 60, height: 40, pixels: vec![255; 2400] };
        let read = own.read(&gray, 300.0).unwrap();
        let text: String = read[0].characters.iter().map(|own| own.character).collect();
        assert_eq!(text, "Yes");
    }
}
