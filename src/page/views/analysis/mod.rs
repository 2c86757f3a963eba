//! The analyses of a run, beside the inspector: plain functions that return what their tab shows.

mod line_table;
mod run_report;
pub(in crate::page::views) mod why_pane;
