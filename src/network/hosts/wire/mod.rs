//! The bytes on the wire between hosts, visitors and programs: messages of HTTP, frames of WebSocket, certificates.

pub mod base64;
pub mod certificates;
pub mod http_answer;
pub mod http_reply;
pub mod http_request;
pub mod sha1;
pub mod websocket_frames;
