//! Passwords, and who can see them.

use super::cli::{code, folder, offprint, stderr, stdout};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const PASSWORD: &str = "offprint";

fn encrypted() -> TempDir {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/encrypted.pdf");
    let password = format!("{PASSWORD}\nand more");
    folder(&[("a.pdf", fs::read(sample).unwrap()), ("password", password.into_bytes())])
}

#[test]
fn a_password_may_stand_in_a_file() {
    let folder = encrypted();
    let commands: [&[&str]; 5] =
        [&["convert"], &["info"], &["quantities"], &["verify"], &["dump", "facts"]];
    for command in commands {
        let without = offprint(&folder, &[command, &["a.pdf"]].concat());
        assert_eq!(code(&without), 1, "{command:?}");
        let told = stderr(&without) + &stdout(&without);
        assert!(told.contains("--password-file"), "{command:?}: {told}");
        for given in [&["--password-file", "password"][..], &["--password", PASSWORD]] {
            let output = offprint(&folder, &[command, &["a.pdf"], given].concat());
            assert_eq!(stderr(&output), "", "{command:?} {given:?}");
            assert!(!stdout(&output).is_empty(), "{command:?} {given:?}");
            // The second reading does not open this file, so that the two differ.
            assert_eq!(code(&output), i32::from(command == ["verify"]), "{command:?} {given:?}");
        }
        let missing = offprint(&folder, &[command, &["a.pdf", "--password-file", "none"]].concat());
        assert_eq!(code(&missing), 2, "{command:?}");
        assert!(stderr(&missing).contains("none cannot be read"), "{}", stderr(&missing));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_password_is_in_no_list_of_processes() {
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    let folder = encrypted();
    // Who opens a pipe that nobody writes to waits for ever.
    let pipe = folder.path().join("waits.pdf");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for command in [&["info"][..], &["quantities"], &["verify"], &["convert"]] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_offprint"))
            .current_dir(folder.path())
            .args(command)
            .args(["waits.pdf", "--password", "secret-of-this-test"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let threads = format!("/proc/{0}/task", run.id());
        let start = Instant::now();
        let arguments = loop {
            assert!(start.elapsed() < Duration::from_secs(60), "no process was started");
            let threads = fs::read_dir(&threads).into_iter().flatten().flatten();
            let children: String = threads
                .filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok())
                .collect();
            let child = children.split_whitespace().next().unwrap_or_default();
            match fs::read_to_string(format!("/proc/{child}/cmdline")) {
                // Before it is another program, it has the arguments of this one.
                Ok(own) if own.contains("--contained") || own.contains("--unguarded") => break own,
                _ => std::thread::sleep(Duration::from_millis(1)),
            }
        };
        run.kill().unwrap();
        run.wait().unwrap();
        assert!(!arguments.contains("secret-of-this-test"), "{command:?}: {arguments}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn who_sits_at_a_terminal_is_asked() {
    if !Command::new("script").arg("--version").output().is_ok_and(|own| own.status.success()) {
        return;
    }
    let folder = encrypted();
    for (command, expected) in [("convert a.pdf", "# "), ("info a.pdf", "pages")] {
        let line = format!("{} {command}", env!("CARGO_BIN_EXE_offprint"));
        let typed = format!("(sleep 2; echo {PASSWORD}; sleep 2) | script -qec '{line}' /dev/null");
        let output =
            Command::new("sh").current_dir(folder.path()).args(["-c", &typed]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("Password of a.pdf: "), "{said}");
        assert!(said.contains(expected) && !said.contains("failed"), "{said}");
    }
}
