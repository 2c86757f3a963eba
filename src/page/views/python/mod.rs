//! The page of a program in Python.

pub mod before_and_after;
pub mod file_tabs;
pub mod hosts_panel;
pub mod python_editor;
pub mod python_head;
pub mod python_hints;
pub mod python_status;
pub mod visit_card;
pub mod visits_pane;
