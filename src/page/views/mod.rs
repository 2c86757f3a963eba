//! Views: one component a file, drawn from the state, sending actions up.
//!
//! Rooms import downwards only, which `tests/layering.rs` holds: `shell` shows `front`, `demo`, `lesson` and `reference`;
//! `lesson` embeds `demo`'s questions, `demo` embeds `python`, `timeline`, `inspector` and `analysis`; `front` embeds
//! `timeline`; `parts` serves all. No view runs a program, and none reaches the document but through [`web`](crate::web).

mod analysis;
mod demo;
mod front;
mod inspector;
mod lesson;
mod parts;
mod python;
mod reference;
mod shell;
mod timeline;

pub use demo::demo_page::DemoPage;
pub use front::front_page::Front;
pub use lesson::lesson_page::LessonPage;
pub use reference::reference_page::ReferencePage;
pub use shell::app::App;
