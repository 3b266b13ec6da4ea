//! Passwords: where they come from, and how they reach another process.

use super::terminal::harmless;
use clap::Args;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::{Path, PathBuf};

/// The argument that tells a process that its password comes first on stdin.
pub(super) const ON_STDIN: &str = "--password-on-stdin";

/// Arguments that hold a password or the name of its file, which another process is not given.
const GIVEN: [&str; 2] = ["--password", "--password-file"];

/// No password is longer, in bytes: PDF takes 127 of them.
const LONGEST: u64 = 4096;

/// How the password of encrypted files is given.
#[derive(Debug, Clone, Args)]
pub(crate) struct PasswordArgs {
    /// Password of encrypted files; other users of this machine can see it, but not that of --password-file
    #[arg(long, value_name = "PASSWORD", conflicts_with = "password_file")]
    password: Option<String>,

    /// File whose first line is the password of encrypted files
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,

    /// Read the password from stdin, before what else is there
    #[arg(long, hide = true)]
    password_on_stdin: bool,
}

impl PasswordArgs {
    /// The password, where one is given.
    ///
    /// # Errors
    /// Its file cannot be read.
    pub(super) fn read(&self) -> Result<Option<String>, String> {
        if self.password_on_stdin {
            return received(&mut io::stdin().lock()).map(Some).map_err(|error| error.to_string());
        }
        let Some(path) = &self.password_file else { return Ok(self.password.clone()) };
        let mut line = String::new();
        let read = File::open(path)
            .and_then(|file| BufReader::new(file.take(LONGEST)).read_line(&mut line));
        read.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        line.truncate(line.trim_end_matches(['\r', '\n']).len());
        Ok(Some(line))
    }
}

/// A password as another process reads it: eight bytes with its length, and it.
pub(super) fn sent(password: &str) -> Vec<u8> {
    [&(password.len() as u64).to_be_bytes(), password.as_bytes()].concat()
}

fn received(from: &mut dyn Read) -> io::Result<String> {
    let mut length = [0; size_of::<u64>()];
    from.read_exact(&mut length)?;
    let mut password = String::new();
    from.take(u64::from_be_bytes(length).min(LONGEST)).read_to_string(&mut password)?;
    Ok(password)
}

/// Arguments without those that hold a password.
pub(super) fn without<T: AsRef<std::ffi::OsStr>>(arguments: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let text = argument.as_ref().to_string_lossy();
        if text == "--" {
            kept.push(argument);
            break;
        }
        if GIVEN.contains(&text.as_ref()) {
            arguments.next();
        } else if !GIVEN.iter().any(|name| text.starts_with(&format!("{name}="))) {
            kept.push(argument);
        }
    }
    kept.extend(arguments);
    kept
}

/// Asks for the password of a file, without showing it, where someone sits at a terminal.
pub(super) fn ask(file: &Path) -> Option<String> {
    if !io::stdin().is_terminal() {
        return None;
    }
    let prompt = harmless(&format!("Password of {}: ", file.display()));
    rpassword::prompt_password(prompt).ok().filter(|password| !password.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_left_among_arguments() {
        let given =
            "verify --password secret --password=secret --password-file f --json -- --password";
        let kept = without(given.split(' '));
        assert_eq!(kept.join(" "), "verify --json -- --password");
    }

    #[test]
    fn what_is_sent_is_received() {
        let all = [sent("pass\nwörd"), b"%PDF".to_vec()].concat();
        let mut from = all.as_slice();
        assert_eq!(received(&mut from).unwrap(), "pass\nwörd");
        assert_eq!(from, b"%PDF");
        assert!(received(&mut &b"\0"[..]).is_err());
    }
}
