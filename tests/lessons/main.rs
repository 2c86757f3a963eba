//! Lessons in Markdown: their grammar, whatever the text, and the rules that records are checked by.

mod grammar;
mod markup;
mod rules;
