//! A record as a picture, as a file for other programs and as sentences.

mod connections;
mod differences;
mod export;
mod files;
mod grips;
mod line_order;
mod path;
mod sentences;
mod timeline;
mod watched_values;
