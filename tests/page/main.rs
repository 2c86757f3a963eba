//! The page without a browser: its state, what follows from it, and its components rendered to text on the host.
#![cfg(all(feature = "page", not(target_arch = "wasm32")))]

mod compare;
mod compare_runs;
mod components;
mod effects;
mod hand_visits;
mod hosts_panel;
mod inspector;
mod lesson_page;
mod links;
mod moving;
mod pages;
mod predict;
mod python_page;
mod reducer;
mod values;
mod waits;
mod what_if;
mod why;
