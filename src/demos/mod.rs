//! The demos: a catalogue of lessons, each a program to run, with a twin in Python beside it.
//!
//! A demo is `CHAPTER/STEM.rs`, which describes the lesson as data ([`Demo`]) and holds its program, an ordinary
//! `async fn` over the runtime; `STEM.py` beside it is the same program in Python, or `STEM.VARIANT.py` for each variant.
//! One line in the `catalogue!` below adds a demo to the course; the id is the stem with hyphens for underscores.
//! A demo `in Python` has no program in Rust: its own file only describes it, and it is run by the Python engine.
//!
//! Data and programs are apart: nothing in a [`Demo`] leads to its program, only [`program`] does. A binary that never
//! calls it contains neither the programs nor, therefore, the runtime: the linker leaves out what nothing reaches.

mod args;
mod demo;
mod differences;
mod questions;
mod search;
mod source;
mod start;

pub use args::{Args, Refused};
pub use demo::{
    Chapter, Demo, Difference, LiveDifference, MakeProgram, Param, Program, PythonPrograms, Quantity, Twins, Variant,
    Words,
};
pub use questions::{QUESTIONS, Question, QuestionKind, questions_of};
pub use search::{matches, search};
pub use source::Source;
pub use start::{run_changed, run_program, run_to_end, run_up_to, start_up_to};

use demo::{count_in_course, hyphenated, text};

/// Declares the modules of all demos, and from their folders and names the catalogue and the lookup of programs.
///
/// `cargo fmt` does not see modules that a macro declares, so `tests/tools/test.sh` names the files to it.
macro_rules! catalogue {
    (@make $folder:ident $demo:ident) => { Some($folder::$demo::make) };
    (@make $folder:ident $demo:ident Python) => { None };
    ($($folder:ident = $chapter:ident { $($demo:ident $(in $language:ident)?,)* })*) => {
        $(mod $folder { $(pub mod $demo;)* })*

        static ALL: &[&Demo] = &[$($(
            &Demo {
                id: {
                    const ID: [u8; stringify!($demo).len()] = hyphenated(stringify!($demo));
                    text(&ID)
                },
                chapter: Chapter::$chapter,
                // A constant of its own: all texts at once would be more than the compiler reckons in one go.
                source: const { Source::of(include_str!(concat!(stringify!($folder), "/", stringify!($demo), ".rs"))) },
                file: concat!("src/demos/", stringify!($folder), "/", stringify!($demo), ".rs"),
                ..$folder::$demo::DEMO
            },
        )*)*];

        /// The makers of the programs, in the order of [`ALL`]; `None` for a demo in Python.
        static PROGRAMS: &[Option<MakeProgram>] = &[$($(catalogue!(@make $folder $demo $($language)?),)*)*];
    };
}

catalogue! {
    why_async = WhyAsync {
        errands,
        models,
        blocking,
    }
    event_loop = EventLoop {
        hello,
        nested_await,
        await_vs_task,
        task,
        turns,
        call_soon,
        under_the_hood,
    }
    tasks_and_futures = TasksAndFutures {
        gather,
        await_in_order,
        future,
        future_exception,
        as_completed,
        wait,
        gather_errors,
        forgotten,
        lost_task,
        timeout,
        cancel,
        task_group,
    }
    coordination = Coordination {
        queue,
        bounded_queue,
        lock,
        event,
        semaphore,
        condition,
        barrier,
        rate_limit,
        deadlock,
        livelock,
    }
    protocols = Protocols {
        async_context,
        async_iterator,
        async_generator,
    }
    inside = Inside {
        iterator,
        generator,
        delegation,
        send,
        scheduler,
        busy_wait,
    }
    where_async_helps = WhereAsyncHelps {
        workloads,
        cpu_in_async,
        threads_gil,
        workers,
        to_thread,
        resources,
    }
    network = Network {
        http_sequential,
        http_gather,
        http_wait,
        deferred,
        channels,
        promise,
        aiohttp_client in Python,
        requests_blocking in Python,
        slow_host in Python,
        aiohttp_server in Python,
        fastapi_add in Python,
        database in Python,
        streams_echo in Python,
        chat in Python,
        twisted_echo in Python,
        two_files in Python,
    }
    beyond = Beyond {
        many,
    }
}

/// The demos of the course, in its order.
pub static CATALOGUE: &[&Demo] = ALL.split_at(count_in_course(ALL)).0;

/// The demos outside the course, which show the page itself at its limits.
pub static BEYOND: &[&Demo] = ALL.split_at(count_in_course(ALL)).1;

/// Returns the demos of the course and then those beyond it.
pub fn all() -> impl Iterator<Item = &'static Demo> {
    ALL.iter().copied()
}

/// Returns the demos that have a program here, which [`program`] finds: all but those in Python.
pub fn all_in_rust() -> impl Iterator<Item = &'static Demo> {
    all().filter(|demo| demo.in_python().is_none())
}

/// Returns the demos that are run by the Python engine.
pub fn all_in_python() -> impl Iterator<Item = &'static Demo> {
    all().filter(|demo| demo.in_python().is_some())
}

/// Returns the demo of an id, of the course or beyond it.
pub fn find(id: &str) -> Option<&'static Demo> {
    all().find(|demo| demo.id == id)
}

/// Returns what makes the program of a demo, by the demo's id; `None` for a demo in Python, and for an id that is not in
/// the catalogue.
///
/// This is the only way from a demo to its program. Calling it anywhere links all programs and the runtime.
pub fn program(id: &str) -> Option<MakeProgram> {
    let place = all().position(|demo| demo.id == id)?;
    PROGRAMS.get(place).copied().flatten()
}

/// Returns the demos before and after one in the course; neither for one beyond it.
pub fn neighbours(demo: &Demo) -> (Option<&'static Demo>, Option<&'static Demo>) {
    let Some(at) = CATALOGUE.iter().position(|other| other.id == demo.id) else { return (None, None) };
    let before = at.checked_sub(1).and_then(|before| CATALOGUE.get(before));
    (before.copied(), CATALOGUE.get(at + 1).copied())
}
