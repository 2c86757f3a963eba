//! What a demo consists of.

use std::future::Future;
use std::pin::Pin;

use super::{Args, Source};
use crate::runtime::Result;

/// A text in both languages of the page. `**bold**` and `` `code` `` are the only marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: &'static str,
    /// Russian.
    pub ru: &'static str,
}

/// A chapter of the course, in its order; what is beyond it comes last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "titles are in `Chapter::title`")]
pub enum Chapter {
    WhyAsync,
    EventLoop,
    TasksAndFutures,
    Coordination,
    Protocols,
    Inside,
    WhereAsyncHelps,
    Network,
    Beyond,
}

impl Chapter {
    /// The chapter's title.
    pub fn title(self) -> Words {
        let (en, ru) = match self {
            Chapter::WhyAsync => ("Why async", "Зачем асинхронность"),
            Chapter::EventLoop => ("The event loop", "Цикл событий"),
            Chapter::TasksAndFutures => ("Tasks and futures", "Задачи и футуры"),
            Chapter::Coordination => ("Coordination", "Координация"),
            Chapter::Protocols => ("Async protocols", "Асинхронные протоколы"),
            Chapter::Inside => ("Inside: from iterators to coroutines", "Изнутри: от итераторов к корутинам"),
            Chapter::WhereAsyncHelps => ("Where async helps, and where not", "Где асинхронность помогает, а где нет"),
            Chapter::Network => ("Network and neighbours", "Сеть и соседи"),
            Chapter::Beyond => ("Beyond the course", "Вне курса"),
        };
        Words { en, ru }
    }
}

/// One way to run a demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its name in URLs and on the command line (`variant=ID`).
    pub id: &'static str,
    /// Its name on the page.
    pub title: Words,
}

/// What a parameter measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity {
    /// Seconds; whole milliseconds.
    Seconds,
    /// A whole number.
    Count,
}

/// A number that the visitor may change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Param {
    /// Its name in URLs and on the command line.
    pub id: &'static str,
    /// Its name on the page.
    pub label: Words,
    /// What it measures.
    pub quantity: Quantity,
    /// The smallest value that is accepted.
    pub min: f64,
    /// The largest value that is accepted.
    pub max: f64,
    /// The distance between neighbouring values of the slider.
    pub step: f64,
    /// The value at first.
    pub default: f64,
}

impl Param {
    /// A time: between 0 and 10 s, by half seconds, unless told.
    pub(super) const fn seconds(id: &'static str, label: Words, default: f64) -> Param {
        Param { id, label, quantity: Quantity::Seconds, min: 0.0, max: 10.0, step: 0.5, default }
    }

    /// A whole number: between 1 and 10 unless told.
    pub(super) const fn count(id: &'static str, label: Words, default: f64) -> Param {
        Param { id, label, quantity: Quantity::Count, min: 1.0, max: 10.0, step: 1.0, default }
    }

    /// Its limits, both accepted.
    pub(super) const fn between(mut self, min: f64, max: f64) -> Param {
        self.min = min;
        self.max = max;
        self
    }

    /// The distance between neighbouring values of the slider.
    pub(super) const fn step(mut self, step: f64) -> Param {
        self.step = step;
        self
    }
}

/// How a live run compares with an instant one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    /// The same events at the same loop times.
    Alike,
    /// It really holds the thread, so a live run's times are the machine's.
    Blocks,
    /// It does real input and output, so a live run's times and order are the world's.
    RealIo,
}

/// A demo's program, ready to be given to a loop.
pub type Program = Pin<Box<dyn Future<Output = Result<()>>>>;

/// One demo.
#[derive(Debug)]
pub struct Demo {
    /// Its name in URLs, on the command line and in the course.
    pub id: &'static str,
    /// Where in the course it stands.
    pub chapter: Chapter,
    /// Its title.
    pub title: Words,
    /// What it shows, in two or three sentences.
    pub about: Words,
    /// Something to try.
    pub try_this: Words,
    /// The ids of one or two demos to look at next, besides the course's own next one.
    pub see_also: &'static [&'static str],
    /// The ways to run it, the first by default; empty if there is one only.
    pub variants: &'static [Variant],
    /// The numbers that change the run.
    pub params: &'static [Param],
    /// The file that is compiled.
    pub source: Source,
    /// The file's name as sites of the trace have it: `file!()`.
    pub file: &'static str,
    /// Makes the program.
    pub run: fn(Args) -> Program,
    /// How a live run compares with an instant one.
    pub live: Live,
}
