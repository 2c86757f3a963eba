//! The page of a demo or a record: program, output, events.

pub mod answer_pane;
pub mod code;
pub mod console;
pub mod console_input;
pub mod course_walk;
pub mod demo_head;
pub mod demo_page;
pub mod event_list;
pub mod explanation;
pub mod no_trace;
pub mod order_list;
pub mod outputs;
pub mod predict_pane;
pub mod print_sheet;
pub mod record_files;
pub mod trace_head;
