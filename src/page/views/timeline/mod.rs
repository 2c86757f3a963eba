//! The timeline with its transport, for one run or several.

pub mod comparison;
mod lane_grip;
mod latency_grips;
mod note_row;
pub mod search_row;
mod step_menu;
mod stretch_grips;
mod stretch_panel;
mod task_filter;
mod timeline_gestures;
pub mod timeline_pane;
mod timeline_view;
pub mod transport;
mod wait_grips;
