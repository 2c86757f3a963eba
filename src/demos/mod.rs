//! The demos: what each teaches, its parameters, and the program that runs. One file per demo.
//!
//! A demo is data ([`Demo`]) and an ordinary `async fn` over the runtime. It knows nothing of the page; the page
//! and the command line show every demo of [`CATALOGUE`] alike.

mod args;
mod demo;
mod python;
mod search;
mod source;

mod as_completed;
mod async_context;
mod async_generator;
mod async_iterator;
mod await_in_order;
mod await_vs_task;
mod barrier;
mod blocking;
mod bounded_queue;
mod busy_wait;
mod call_soon;
mod cancel;
mod channels;
mod condition;
mod cpu_in_async;
mod deadlock;
mod deferred;
mod delegation;
mod errands;
mod event;
mod forgotten;
mod future;
mod future_exception;
mod gather;
mod gather_errors;
mod generator;
mod hello;
mod http_gather;
mod http_sequential;
mod http_wait;
mod iterator;
mod livelock;
mod lock;
mod lost_task;
mod many;
mod models;
mod nested_await;
mod promise;
mod queue;
mod rate_limit;
mod resources;
mod scheduler;
mod semaphore;
mod send;
mod start;
mod task;
mod task_group;
mod threads_gil;
mod timeout;
mod to_thread;
mod turns;
mod under_the_hood;
mod wait;
mod workers;
mod workloads;

pub use args::{Args, Refused};
pub use demo::{Chapter, Demo, Live, Param, Program, Quantity, Variant, Words};
pub use python::python_names;
pub use search::{matches, search};
pub use source::Source;

/// Every demo, in the course's order.
pub static CATALOGUE: &[&Demo] = &[
    &errands::DEMO,
    &models::DEMO,
    &blocking::DEMO,
    &hello::DEMO,
    &nested_await::DEMO,
    &await_vs_task::DEMO,
    &task::DEMO,
    &turns::DEMO,
    &call_soon::DEMO,
    &under_the_hood::DEMO,
    &gather::DEMO,
    &await_in_order::DEMO,
    &future::DEMO,
    &future_exception::DEMO,
    &as_completed::DEMO,
    &wait::DEMO,
    &gather_errors::DEMO,
    &forgotten::DEMO,
    &lost_task::DEMO,
    &timeout::DEMO,
    &cancel::DEMO,
    &task_group::DEMO,
    &queue::DEMO,
    &bounded_queue::DEMO,
    &lock::DEMO,
    &event::DEMO,
    &semaphore::DEMO,
    &condition::DEMO,
    &barrier::DEMO,
    &rate_limit::DEMO,
    &deadlock::DEMO,
    &livelock::DEMO,
    &async_context::DEMO,
    &async_iterator::DEMO,
    &async_generator::DEMO,
    &iterator::DEMO,
    &generator::DEMO,
    &delegation::DEMO,
    &send::DEMO,
    &scheduler::DEMO,
    &busy_wait::DEMO,
    &workloads::DEMO,
    &cpu_in_async::DEMO,
    &threads_gil::DEMO,
    &workers::DEMO,
    &to_thread::DEMO,
    &resources::DEMO,
    &http_sequential::DEMO,
    &http_gather::DEMO,
    &http_wait::DEMO,
    &deferred::DEMO,
    &channels::DEMO,
    &promise::DEMO,
];

/// Demos that are not of the course: they show the page itself at its limits.
pub static BEYOND: &[&Demo] = &[&many::DEMO];

/// The demos of the course and those beyond it.
pub fn all() -> impl Iterator<Item = &'static Demo> {
    CATALOGUE.iter().chain(BEYOND).copied()
}

/// The demo of an id.
pub fn find(id: &str) -> Option<&'static Demo> {
    all().find(|demo| demo.id == id)
}

/// The demos before and after one in the course; neither for one beyond it.
pub fn neighbours(demo: &Demo) -> (Option<&'static Demo>, Option<&'static Demo>) {
    let Some(at) = CATALOGUE.iter().position(|other| other.id == demo.id) else { return (None, None) };
    let before = at.checked_sub(1).and_then(|before| CATALOGUE.get(before));
    (before.copied(), CATALOGUE.get(at + 1).copied())
}
