//! A record as a picture, as a file for other programs and as sentences.

mod connections;
mod export;
mod files;
mod sentences;
mod timeline;
