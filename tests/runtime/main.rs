//! The runtime: what its tasks, futures, timers, locks and threads do, turn by turn, and that CPython does the same.

mod cancellation;
mod changes;
mod combinators;
mod common;
mod ending;
mod futures;
mod generators;
mod oracle;
mod primitives;
mod scheduling;
mod scopes;
mod threads;
mod timers;
