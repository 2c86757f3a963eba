//! What several rooms of views share.

pub mod calm;
pub mod field;
pub mod growing;
pub mod icon;
pub mod marked;
pub mod named;
pub mod painting;
pub mod splitter;
