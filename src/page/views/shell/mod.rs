//! The frame around every page: header, notices, files, keys, printing.

pub mod app;
pub mod drop_zone;
pub mod file_menu;
pub mod file_progress;
pub mod header;
pub mod keys_dialog;
pub mod notice_bar;
pub mod ready_mark;
pub mod scroll_place;
pub mod share_dialog;
