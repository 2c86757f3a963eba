//! The page of a lesson that anyone has written.

mod exercise_card;
pub mod lesson_page;
mod lesson_text;
