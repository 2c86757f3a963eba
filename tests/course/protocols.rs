//! Chapter "Async protocols".
