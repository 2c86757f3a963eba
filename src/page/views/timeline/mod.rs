//! The timeline with its transport, for one run or several.

pub mod comparison;
pub mod timeline_pane;
pub mod transport;
