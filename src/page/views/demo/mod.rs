//! The page of a demo or a record: program, output, events.

pub mod code;
pub mod console;
pub mod console_input;
pub mod course_walk;
pub mod demo_head;
pub mod demo_page;
pub mod event_list;
pub mod explanation;
pub mod no_trace;
pub mod outputs;
pub mod print_sheet;
pub mod record_files;
pub mod trace_head;
