//! The page: model, effects, derived values and views.
//!
//! A click becomes an [`Action`](model::action::Action); `reduce` makes the next [`State`](model::state::State); the
//! effects do what it wants; views are drawn from the state. Nothing flows back.

pub mod derived;
pub mod effects;
pub mod model;
mod views;

pub use views::{App, DemoPage, Front, LessonPage, ReferencePage};
