//! What the page is made of: one component a file, drawn from the state, sending actions up.

mod demo;
mod front;
mod inspector;
mod parts;
mod python;
mod reference;
mod shell;
mod timeline;

pub use demo::demo_page::DemoPage;
pub use front::front_page::Front;
pub use reference::reference_page::ReferencePage;
pub use shell::app::App;
pub use shell::warm_up::WarmUp;
