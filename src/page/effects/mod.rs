//! The only place of the page where things happen: runs, files, drafts.

pub mod lane_rows;
pub mod miniatures;
pub mod opening;
pub mod python_live;
pub mod python_session;
pub mod saving;
pub mod session;
