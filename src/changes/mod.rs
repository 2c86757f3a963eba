//! Changes of a run: waits that time or the world ends, by names that stay the same in the changed run, and their new lengths.
//!
//! A run under changes is a run of its own, not an estimate: an engine asks the [`WaitBook`] of the run for the length of each
//! wait where it is set, and everything that follows, the program's own clock included, is of the changed run.
//!
//! Knows nothing of records and engines. A name is made of what both runs have: a line of the program, a task's name, the
//! count of the waits there, or the name of a host. Ids and moments are none of it, since they move with the change.

mod wait_book;
mod wait_change;

pub use wait_book::{SetWait, SetWaitKind, WaitBook};
pub use wait_change::{LineWaits, NewLength, WaitChange, WaitPlace};
