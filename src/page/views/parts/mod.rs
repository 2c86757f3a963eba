//! Parts that several rooms of views share.

pub mod canvas_environment;
pub mod icon;
pub mod marked;
pub mod missing_text;
pub mod named;
pub mod paint_scheduler;
pub mod splitter;
