//! The page's state in parts, each with its own actions, and the pure `reduce`.

pub mod action;
pub mod analyses;
pub mod comparing;
pub mod effect;
pub mod embed;
pub mod files;
pub mod lesson_file;
pub mod lines;
pub mod link;
pub mod listing;
pub mod moving;
pub mod panes;
pub mod playback;
pub mod predict;
pub mod progress;
pub mod python;
pub mod record;
pub mod reference_texts;
pub mod route;
pub mod run_state;
pub mod settings;
pub mod state;
pub mod what_if;
pub mod workspace;
