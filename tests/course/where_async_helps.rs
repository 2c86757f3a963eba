//! Chapter "Where async helps, and where not".
