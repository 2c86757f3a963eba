//! The front page and the catalogue.

pub mod cards;
pub mod catalogue;
pub mod chapter_questions;
pub mod chapter_title;
pub mod chapters;
pub mod front_page;
pub mod hero;
pub mod miniature;
pub mod nothing_found;
pub mod progress_line;
pub mod reference_links;
pub mod search_field;
pub mod seen_tick;
