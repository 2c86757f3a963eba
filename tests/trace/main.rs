//! The record of a run: its laws, its file, its batches, its text, and what is derived of it at a moment.

mod batches;
mod dump;
mod file;
mod index;
mod kept_records;
mod properties;
mod rules;
