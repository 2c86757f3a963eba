//! Loopline runs asynchronous programs on the browser's event loop and draws what happens on a timeline.
//!
//! The modules in reading order: time, the record, the runtime that writes it, the programs it runs.

pub mod changes;
pub mod clock;
pub mod inspection;
pub mod trace;

pub mod reading;

pub mod advice;

pub mod network;

pub mod runtime;

pub mod demos;

pub mod reference;

pub mod timeline;

pub mod i18n;

pub mod lessons;

pub mod export;

pub mod engine;

#[cfg(feature = "python")]
pub mod python;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "page")]
pub mod web;
