//! What reads an image: the networks that the user installed, or tesseract.

use super::image::Gray;
use super::model::{Models, Reader};
use super::orientation::{self, Sight};
use super::recognise::Reading;
use super::tesseract::Tesseract;
use crate::raster::Raster;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names the networks and the way their output is read: another one reads anew.
const NETWORKS: &str = "ppocrv6-small-2";

/// What reads pages from their images.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Engine {
    /// Networks that find lines and read them.
    Models(Arc<Models>),
    /// The program tesseract.
    Tesseract(Arc<Tesseract>),
}

/// Pixels an inch that the models were trained on: letters of 10 points are as high as in their pictures.
const MODELS_DPI: f32 = 200.0;
/// Pixels an inch that tesseract asks for.
const TESSERACT_DPI: f32 = 300.0;

impl Engine {
    /// Pixels an inch at which it reads best.
    pub(super) fn dpi(&self) -> f32 {
        match self {
            // Recognition is best where lines are about 40 pixels high.
            Self::Models(_) => MODELS_DPI,
            // What its manual asks for.
            Self::Tesseract(_) => TESSERACT_DPI,
        }
    }

    /// The engine, ready to run.
    ///
    /// # Errors
    /// The networks cannot be loaded; the message names the file.
    pub(super) fn ready(&self) -> Result<Ready<'_>, &str> {
        Ok(match self {
            Self::Models(models) => Ready::Networks(models.reader()?),
            Self::Tesseract(program) => Ready::Tesseract(program),
        })
    }
}

/// An engine that is ready to run.
#[derive(Clone, Copy)]
pub(super) enum Ready<'a> {
    Networks(&'a Reader),
    Tesseract(&'a Tesseract),
}

impl Ready<'_> {
    /// Names all on which it depends what is read of an image.
    pub(super) fn name(self) -> String {
        match self {
            Self::Networks(_) => NETWORKS.to_owned(),
            Self::Tesseract(program) => program.name(),
        }
    }

    /// The lines of an image with the place of every character. `dpi` is the resolution of the image,
    /// in pixels an inch.
    ///
    /// # Errors
    /// The engine failed; the message says how.
    pub(super) fn read(self, gray: &Gray, dpi: f32) -> Result<Vec<Reading>, String> {
        match self {
            Self::Networks(reader) => orientation::read(gray, reader).ok_or_else(failed),
            Self::Tesseract(program) => program.read(gray, dpi),
        }
    }

    /// The same for the image `gray` of a raster that may lie turned; the networks tell how.
    ///
    /// # Errors
    /// The engine failed; the message says how.
    pub(super) fn see(self, raster: &Raster, gray: &Gray, dpi: f32) -> Result<Sight, String> {
        match self {
            Self::Networks(reader) => orientation::see(raster, gray, reader).ok_or_else(failed),
            Self::Tesseract(program) => program.read(gray, dpi).map(Sight::Upright),
        }
    }
}

fn failed() -> String {
    "the networks failed".to_owned()
}
