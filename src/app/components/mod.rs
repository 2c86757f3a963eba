//! What the page is made of: one component a file, drawn from the state, sending actions up.

mod catalogue;
mod code;
mod comparison;
mod console;
mod demo_page;
mod events;
mod explanation;
mod field;
mod front;
mod glossary;
mod head;
mod header;
mod hero;
mod icon;
mod keys;
mod marked;
mod miniature;
mod miniatures;
mod notice;
mod page;
mod reading;
mod reference_page;
mod shown_by;
mod table;
mod timeline;
mod transport;

pub use demo_page::DemoPage;
pub use front::Front;
pub use page::App;
pub use reference_page::ReferencePage;
