//! The page: state, actions and the pure reducer; the session that runs a demo; components that draw what they are given.
//!
//! A click becomes an [`state::Action`]; `reduce` makes the next [`state::State`]; the session sees what is wanted and
//! does it; components are drawn from the state. Nothing flows back.

mod action;
pub mod compare;
mod components;
pub mod files;
pub mod highlight;
pub mod listing;
mod opening;
pub mod panes;
mod picture;
mod playback;
pub mod progress;
pub mod python;
mod python_live;
mod python_session;
mod record;
pub mod route;
mod saving;
pub mod session;
pub mod standing;
pub mod state;
pub mod waits;

pub use components::{App, DemoPage, Front, ReferencePage, Rehearsal};
