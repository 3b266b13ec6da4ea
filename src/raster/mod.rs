//! Side door: a page or a part of it as pixels.

mod draw;
mod grey;
mod palette;
mod picture;
mod view;

pub use draw::{Raster, render};
pub use grey::{Grey, grey};
pub use picture::jpeg;
pub use view::{View, view};
