//! asyncio's model in Rust, faithful to CPython down to the turn in which a callback runs.
//!
//! The life of a task:
//!
//! ```text
//!              create_task           step (1)                 coroutine returns or raises (2)
//!   (none) ───────────────► ready ─────────────► running ──────────────────────────────────────► done
//!                             ▲                     │
//!                             │ future settled (4)  │ await of something not settled (3)
//!                             └───── suspended ◄────┘        a bare yield goes straight back to ready
//! ```
//!
//! 1. `step::step` takes the body out of the task, polls it with the task as the current one, and puts it back.
//! 2. `step::finish` settles the task's future; its done callbacks are *scheduled*, one handle each.
//! 3. [`leaf::Leaf`] registers what the task waits on; `step::suspended` adds the wake-up as a done callback.
//! 4. `slot::SharedState::settle` schedules the wake-up; the handle runs the step itself.
//!
//! Cancellation takes the same way: a request cancels what the task waits on, or is thrown at its next step. A task
//! cancelled before its first step is never polled.
//!
//! What is deliberately absent: wakers (a waker would have to be `Send`), wall clocks (the [`Host`] has the time),
//! the browser, and `unsafe`. No `RefCell` is borrowed while the program's code runs, is dropped or is woken.

#![warn(missing_docs)]

mod combinators;
mod core;
mod generators;
mod locks;
mod output;
mod scopes;
mod services;
mod sleep;
mod threads;

pub use self::core::context::{ContextVar, Token};
pub use self::core::error::{Error, Result};
pub use self::core::future::Future;
pub use self::core::handle::{CallbackResult, Handle};
pub use self::core::host::{Host, VirtualHost};
pub use self::core::leaf::Leaf;
pub use self::core::run::{
    DriveOutcome, EventLoop, all_tasks, close_loop, current_task, run, run_exact, set_exception_handler, set_turn_cost,
    turns,
};
pub use self::core::slot::CallbackId;
pub use self::core::task::{Task, TaskRef, create_task, create_task_named};
pub use self::core::turn::BLOCKED_AFTER;
pub use self::generators::async_generator::{AsyncGenerator, AsyncYielder, async_generator};
pub use self::generators::generator::{Generator, Resumed, Yield, Yielder, generator};
pub use self::threads::model::{Gil, blocking_io, compute, spawn_thread, to_thread};
pub use self::threads::workers::{WorkerCallback, WorkerStart, count_primes};
pub use combinators::{
    AsCompleted, Awaitable, ReturnWhen, Waited, as_completed, ensure_future, gather, gather_settled, shield, wait,
    wait_for,
};
pub use locks::queue::Queue;
pub use locks::{Barrier, Condition, Event, Lock, LockGuard, Permit, Semaphore};
pub use output::{Coroutine, coroutine, note, print_error, print_line};
pub use scopes::{TaskGroup, Timeout, timeout};
pub use services::{ModelServices, Response, ResponseCallback, Services, block_for, fetch};
pub use sleep::{call_at, call_later, call_later_named, call_soon, call_soon_named, sleep, time};
