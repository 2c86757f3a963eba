//! The analyses of a run, beside the inspector: plain functions that return what their tab shows.

mod compare_figures;
mod compare_outputs;
pub(in crate::page::views) mod compare_pane;
mod compare_sides;
mod compare_steps;
mod compare_tasks;
mod line_table;
mod run_report;
mod value_fields;
mod value_stacks;
pub(in crate::page::views) mod values_pane;
pub(in crate::page::views) mod what_if_pane;
pub(in crate::page::views) mod why_pane;
mod written_length;
