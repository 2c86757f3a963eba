//! Work for another core: a worker counts primes, really where [`Services`](crate::runtime::Services) has one, else as
//! a model.
//!
//! A worker shares nothing with the program: it gets a message and sends one back. In the record it is a thread of its
//! own, with one step from the beginning of its work to its end.

use std::any::Any;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use super::model::{ThreadChange, busy_at, start};
use crate::changes::SetWaitKind;
use crate::clock::Micros;
use crate::runtime::core::event_loop::Core;
use crate::runtime::core::future::Future;
use crate::runtime::core::leaf::{Busy, SourceLine};
use crate::runtime::sleep::running;
use crate::runtime::{Error, Result};

/// Callback that receives a worker's answer. May be called once, at any time, from outside a turn.
pub type WorkerCallback = Box<dyn FnOnce(Result<u32>)>;

/// Start of work that was given to [`Services`](crate::runtime::Services).
pub enum WorkerStart {
    /// A model has done it at once: the answer, and how long a worker would have taken.
    Modelled(u32, Micros),
    /// A worker has begun. Dropping the content stops it.
    Begun(Box<dyn Any>),
}

/// Loop time that a modelled worker takes to start.
const WORKER_START_TIME: Micros = Micros::from_millis(30);
/// Trial divisions that a modelled worker does in a microsecond.
const DIVISIONS_PER_MICROSECOND: u64 = 500;

/// Counts the primes of a range in a worker that is started for it. Await the future for how many there are; a worker
/// that fails is an error.
#[track_caller]
pub fn count_primes(name: impl Into<String>, range: Range<u32>) -> Future<u32> {
    let line = std::panic::Location::caller();
    start(name.into(), counted(range, line), line)
}

async fn counted(range: Range<u32>, line: SourceLine) -> Result<u32> {
    let core = running()?;
    let answer = Rc::new(RefCell::new(None));
    let work = core.services().count_primes(range, answered(&core, answer.clone()));
    match work {
        WorkerStart::Modelled(count, takes) => {
            drop(core);
            busy_at(takes, SetWaitKind::Computing, line).await?;
            Ok(count)
        }
        WorkerStart::Begun(worker) => {
            core.external(1);
            drop(core);
            // The thread is busy until the worker answers.
            Busy { until: Micros::NEVER, began: false }.await?;
            drop(worker);
            answer.take().unwrap_or(Err(Error::Closed))
        }
    }
}

/// Passes the answer on to the thread that waits for it.
fn answered(core: &Rc<Core>, answer: Rc<RefCell<Option<Result<u32>>>>) -> WorkerCallback {
    let weak = Rc::downgrade(core);
    let thread = core.current_task().map_or(0, |task| task.thread);
    Box::new(move |outcome| {
        let Some(core) = weak.upgrade().filter(|core| !core.closed.get()) else { return };
        answer.replace(Some(outcome));
        core.external(-1);
        core.catch_up();
        core.threads.set(core.now(), thread, ThreadChange::Resume);
        core.host().request_turn();
    })
}

/// Counts the primes of a range, and says how long a worker that divides each number by all that might divide it would
/// take: 30 ms to start and 2 ns a division, which is about what browsers need.
pub(in crate::runtime) fn model(range: Range<u32>) -> WorkerStart {
    let (primes, divisions) = sieve(range);
    WorkerStart::Modelled(primes, WORKER_START_TIME + Micros(divisions / DIVISIONS_PER_MICROSECOND))
}

/// Numbers that are sieved at once. With more of them the sieve leaves a processor's nearest cache and takes longer.
const SIEVE_LENGTH: usize = 1 << 16;

/// Counts the primes of a range, and the divisions by 2, 3, 5, 7, ... up to the root that it takes to find them.
fn sieve(range: Range<u32>) -> (u32, u64) {
    let pieces =
        range.clone().step_by(SIEVE_LENGTH).map(|from| from..range.end.min(from.saturating_add(SIEVE_LENGTH as u32)));
    pieces.map(sieve_piece).fold((0, 0), |(primes, divisions), (more, by)| (primes + more, divisions + by))
}

fn sieve_piece(range: Range<u32>) -> (u32, u64) {
    let (start, end) = (u64::from(range.start.max(2)), u64::from(range.end));
    if start >= end {
        return (0, 0);
    }
    // Even numbers need no sieve: one division tells, but for 2 itself, which is not even tried.
    let evens = end.div_ceil(2) - start.div_ceil(2);
    let (mut primes, mut divisions) = if start == 2 { (1, evens - 1) } else { (0, evens) };
    let first_odd = start | 1;
    let mut divided = vec![false; (end.saturating_sub(first_odd)).div_ceil(2) as usize];
    for (tried, divisor) in (2..).zip(odd()).take_while(|(_, divisor)| divisor * divisor < end) {
        // Multiples of a composite are crossed out already, so it divides none that is left.
        if odd().take_while(|smaller| smaller * smaller <= divisor).any(|smaller| divisor % smaller == 0) {
            continue;
        }
        // Every number below the square of the prime is decided.
        let first = (start.div_ceil(divisor).max(divisor) | 1) * divisor;
        let place = (first - first_odd) / 2;
        for divided in divided.iter_mut().skip(place as usize).step_by(divisor as usize) {
            if !std::mem::replace(divided, true) {
                divisions += tried;
            }
        }
    }
    // The root is kept from one prime to the next: computing it for each would take as long as the sieve.
    let mut root = start.isqrt();
    for (number, _) in (first_odd..).step_by(2).zip(&divided).filter(|(_, divided)| !**divided) {
        while (root + 1) * (root + 1) <= number {
            root += 1;
        }
        primes += 1;
        divisions += if root < 2 { 0 } else { root.div_ceil(2) };
    }
    (primes, divisions)
}

/// Divisors that are tried after 2.
fn odd() -> impl Iterator<Item = u64> {
    (3..).step_by(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts the primes of a range by the same divisions as the worker in the browser, and the divisions.
    fn divide(range: Range<u32>) -> (u32, u64) {
        let (mut primes, mut divisions) = (0, 0);
        for number in range.filter(|number| *number >= 2) {
            let mut divisor = 2;
            let mut prime = true;
            while prime && divisor * divisor <= number {
                divisions += 1;
                prime = number % divisor != 0;
                divisor += if divisor == 2 { 1 } else { 2 };
            }
            primes += u32::from(prime);
        }
        (primes, divisions)
    }

    #[test]
    fn the_sieve_counts_primes_and_divisions_as_trial_division_does() {
        for range in [
            0..0,
            0..3,
            0..10,
            2..4,
            3..4,
            4..5,
            8..10,
            0..1000,
            990..1100,
            961..962,
            5000..5100,
            7..7,
            65_530..65_540,
            3..140_000,
        ] {
            assert_eq!(sieve(range.clone()), divide(range.clone()), "{range:?}");
        }
        assert_eq!(sieve(0..1_000_000).0, 78_498);
    }
}
