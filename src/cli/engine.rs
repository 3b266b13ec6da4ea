//! Which engine reads images, by what was asked for and what is installed.

use clap::{Args, ValueEnum};
use offprint::ocr::{Engine, Models, Tesseract, Which, store};
use std::sync::Arc;
use std::time::Duration;

/// What may be asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Choice {
    /// The networks where they are installed, else none
    #[default]
    Auto,
    /// The networks of `offprint models`
    Models,
    /// The program tesseract on the PATH
    Tesseract,
}

/// What reads pages from their images.
#[derive(Debug, Args)]
pub(crate) struct EngineArgs {
    /// What reads pages from their images
    #[arg(long, value_name = "ENGINE", default_value = "auto", value_enum)]
    pub(crate) ocr_engine: Choice,

    /// Language that tesseract reads, by the name of its data, or several as eng+deu; may be repeated [default: eng]
    #[arg(long, value_name = "LANG")]
    pub(crate) ocr_lang: Vec<String>,
}

/// A page takes tesseract some seconds, a large poster a minute: what takes longer than this hangs.
const LONGEST_PAGE: Duration = Duration::from_secs(300);
/// Share of the time limit after which tesseract is given up, so that it fails before its file does.
const SHARE_OF_LIMIT: f32 = 0.9;

/// The engine to read pages with; nothing where none is installed and none was asked for. A
/// `time_limit` of zero is none.
///
/// # Errors
/// What was asked for is not installed, or does not go together.
pub(crate) fn choose(
    args: &EngineArgs,
    pages: Which,
    time_limit: Duration,
) -> Result<Option<Engine>, String> {
    let languages = languages(&args.ocr_lang)?;
    if !languages.is_empty() && args.ocr_engine != Choice::Tesseract {
        return Err(
            "--ocr-lang goes with --ocr-engine tesseract: the networks know no languages, \
                    they read Latin and Greek letters without being told"
                .to_owned(),
        );
    }
    if pages == Which::Never {
        return Ok(None);
    }
    let models = || {
        let folder = store::folder().filter(|folder| store::is_installed(folder))?;
        Some(Engine::Models(Arc::new(Models::of_folder(folder))))
    };
    match args.ocr_engine {
        Choice::Auto => Ok(models()),
        Choice::Models => {
            let missing = "the networks are not installed; run `offprint models install`";
            models().map(Some).ok_or_else(|| missing.to_owned())
        }
        Choice::Tesseract => {
            let of_limit = time_limit.mul_f32(SHARE_OF_LIMIT);
            let limit =
                if time_limit.is_zero() { LONGEST_PAGE } else { of_limit.min(LONGEST_PAGE) };
            let found = Tesseract::find(&languages, limit)?;
            Ok(Some(Engine::Tesseract(Arc::new(found))))
        }
    }
}

/// Names that are given one by one or as `eng+deu`, each once.
fn languages(given: &[String]) -> Result<Vec<String>, String> {
    let mut out: Vec<String> = Vec::new();
    for name in given.iter().flat_map(|given| given.split('+')).map(str::trim) {
        if name.is_empty() {
            return Err("--ocr-lang has an empty name: give names such as eng+deu".to_owned());
        }
        if !out.iter().any(|known| known == name) {
            out.push(name.to_owned());
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_given_in_two_ways() {
        let names = |given: &[&str]| {
            languages(&given.iter().map(|&name| name.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(names(&["eng+deu", "fra", "eng"]).unwrap(), ["eng", "deu", "fra"]);
        assert!(names(&[]).unwrap().is_empty());
        assert!(names(&["eng+"]).is_err());
    }
}
