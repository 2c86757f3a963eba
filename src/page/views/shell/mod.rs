//! The frame around every page: header, notices, files, keys, printing.

pub mod app;
pub mod drop_zone;
pub mod embedded_page;
pub mod file_menu;
pub mod file_progress;
pub mod frame_section;
pub mod header;
pub mod keys_dialog;
pub mod notice_bar;
pub mod ready_mark;
pub mod scroll_place;
pub mod share_dialog;
