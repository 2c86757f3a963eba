//! Export of a record to formats that other programs read. Each is a function of the record alone.

#![warn(missing_docs)]

mod chrome;
mod record_file;
mod svg;
mod text;
mod writing;

pub use chrome::chrome;
pub use svg::{Drawing, escape_markup, svg, svg_element};
pub use text::{text, transcript};
pub use writing::SlicedExport;
