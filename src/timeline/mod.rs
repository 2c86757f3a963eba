//! The timeline's picture as pure data, computed from a record, a view and a playhead. This module knows no browser, no
//! colours but the palette's, and no words but those it is given.
//!
//! [`layout::layout`] makes a [`scene::Scene`]; the canvas and the SVG export draw the same one.

#![warn(missing_docs)]

mod bars;
mod connection_bars;
mod datagram_bars;
pub mod lanes;
pub mod layout;
pub mod marks;
pub mod minimap;
pub mod palette;
pub mod path_line;
pub mod preview;
mod row_order;
pub mod scale;
pub mod scene;
pub mod stacked;
pub mod stamp;
pub mod sweep;
pub mod ticks;
pub mod way_places;
pub mod whole;

pub use bars::is_hatched;
