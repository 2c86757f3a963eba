//! Text and values computed from the model, for views and files.

pub mod answer_text;
pub mod arrival_sentence;
pub mod await_tree;
pub mod end_sentence;
pub mod event_search;
pub mod input_request;
pub mod kept_run_words;
pub mod lesson_html;
pub mod lesson_words;
pub mod markdown;
pub(crate) mod picture;
pub mod prediction_words;
pub mod run_search;
pub mod run_words;
pub mod rust_highlight;
pub mod standing;
pub mod traceback;
pub mod unseen_search;
pub mod value_changes;
