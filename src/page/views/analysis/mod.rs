//! The analyses of a run, beside the inspector: plain functions that return what their tab shows.

pub(in crate::page::views) mod why_pane;
