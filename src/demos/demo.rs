//! The description of a demo: texts, parameters, variants, and what is known of its twin in Python.

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

/// A chapter of the course, in the course's order; what is beyond the course comes last.
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
    /// Returns the title on the page.
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
    /// Name in URLs and on the command line (`variant=ID`).
    pub id: &'static str,
    /// Name on the page.
    pub title: Words,
}

/// The unit of a parameter.
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
    /// Name in URLs and on the command line.
    pub id: &'static str,
    /// Name on the page.
    pub label: Words,
    /// Unit of the values.
    pub quantity: Quantity,
    /// The smallest value that is accepted.
    pub min: f64,
    /// The largest value that is accepted.
    pub max: f64,
    /// The distance between neighbouring values of the slider.
    pub step: f64,
    /// Value until the visitor changes it.
    pub default: f64,
}

impl Param {
    /// Makes a time: between 0 and 10 s, in steps of half a second, unless [`Param::between`] and [`Param::step`] say
    /// otherwise.
    pub(super) const fn seconds(id: &'static str, label: Words, default: f64) -> Param {
        Param { id, label, quantity: Quantity::Seconds, min: 0.0, max: 10.0, step: 0.5, default }
    }

    /// Makes a whole number: between 1 and 10, unless [`Param::between`] says otherwise.
    pub(super) const fn count(id: &'static str, label: Words, default: f64) -> Param {
        Param { id, label, quantity: Quantity::Count, min: 1.0, max: 10.0, step: 1.0, default }
    }

    /// Sets the smallest and the largest value, both accepted.
    pub(super) const fn between(mut self, min: f64, max: f64) -> Param {
        self.min = min;
        self.max = max;
        self
    }

    /// Sets the distance between neighbouring values of the slider.
    pub(super) const fn step(mut self, step: f64) -> Param {
        self.step = step;
        self
    }
}

/// The way in which a live run differs from an exact one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveDifference {
    /// None: the same events at the same loop times.
    Nothing,
    /// The program really holds the thread, so a live run's times are the machine's.
    ThreadHeld,
    /// The program does real input and output, so a live run's times and order are the world's.
    RealIo,
}

/// The programs in Python that do the same as a demo: files beside the demo's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twins {
    /// `STEM.py`, or `STEM.VARIANT.py` for each variant.
    All,
    /// `STEM.VARIANT.py` for each variant but these; the sentence says why.
    AllBut(&'static [&'static str], Words),
    /// None, for the reason that the demo's page states.
    None(Words),
    /// The demo is these programs itself, and has none in Rust.
    Only(PythonPrograms),
}

/// The programs of a demo in Python: files beside the demo's own, as twins are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PythonPrograms {
    /// `STEM.py`, or `STEM.VARIANT.py` for each variant, in their order.
    pub programs: &'static [Source],
    /// `STEM.loopline.json`, the hosts and visits of all of them, which each finds beside it as `loopline.json`.
    pub hosts: Option<Source>,
}

/// Something that a twin in Python does differently from its demo, and that a reader of both would stumble over. That
/// the languages are written differently is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The variants whose twins show it; empty if all do.
    pub variants: &'static [&'static str],
    /// Explanation on the twin's page.
    pub words: Words,
}

impl Difference {
    /// Makes a difference that the twins of all variants show.
    pub(super) const fn everywhere(words: Words) -> Difference {
        Difference { variants: &[], words }
    }

    /// Makes a difference that only the twins of these variants show.
    pub(super) const fn of(variants: &'static [&'static str], words: Words) -> Difference {
        Difference { variants, words }
    }
}

/// A demo's program, ready to be given to a loop.
pub type Program = Pin<Box<dyn Future<Output = Result<()>>>>;

/// The function that makes a demo's program: the `make` of the demo's file.
pub type MakeProgram = fn(Args) -> Program;

/// The description of a demo. The program is not part of it: [`super::program`] finds that.
#[derive(Debug)]
pub struct Demo {
    /// Name in URLs and on the command line: the file's stem, with hyphens for underscores. Set by the catalogue.
    pub id: &'static str,
    /// Place in the course, by the file's folder. Set by the catalogue.
    pub chapter: Chapter,
    /// Title on the page.
    pub title: Words,
    /// Explanation of what the demo shows, in two or three sentences.
    pub about: Words,
    /// Something to try.
    pub try_this: Words,
    /// The ids of one or two demos to look at next, besides the course's own next one.
    pub see_also: &'static [&'static str],
    /// The ways to run the demo, the first by default; empty if there is one only.
    pub variants: &'static [Variant],
    /// The numbers that change the run.
    pub params: &'static [Param],
    /// Python's names for what the demo is about, so that a search for them finds it; but for what nearly every program
    /// has: `asyncio.run`, `asyncio.sleep`, `asyncio.create_task`. Empty for a demo beyond the course.
    pub python_names: &'static [&'static str],
    /// The twins in Python.
    pub twins: Twins,
    /// The differences between the demo and its twins.
    pub differences: &'static [Difference],
    /// The difference between a live run and an exact one.
    pub live_difference: LiveDifference,
    /// The text of the file that is compiled. Set by the catalogue.
    pub source: Source,
    /// The file's path in the repository, as the sites of a record have it. Set by the catalogue.
    pub file: &'static str,
}

impl Demo {
    /// The values of what a demo need not say. Titles and texts are empty, which `tests/demos/demos.rs` refuses.
    pub const DEFAULT: Demo = Demo {
        id: "",
        chapter: Chapter::Beyond,
        title: Words { en: "", ru: "" },
        about: Words { en: "", ru: "" },
        try_this: Words { en: "", ru: "" },
        see_also: &[],
        variants: &[],
        params: &[],
        python_names: &[],
        twins: Twins::All,
        differences: &[],
        live_difference: LiveDifference::Nothing,
        source: Source::of(""),
        file: "",
    };

    /// Returns the reason why a variant has no twin in Python, the demo itself if `variant` is `None`; `None` if there
    /// is one.
    pub fn without_twin(&self, variant: Option<&str>) -> Option<Words> {
        match self.twins {
            Twins::All | Twins::Only(_) => None,
            Twins::AllBut(variants, why) => variants.iter().any(|id| Some(*id) == variant).then_some(why),
            Twins::None(why) => Some(why),
        }
    }

    /// Returns the programs of a demo that is in Python; `None` for one in Rust.
    pub const fn in_python(&self) -> Option<&PythonPrograms> {
        match &self.twins {
            Twins::Only(programs) => Some(programs),
            Twins::All | Twins::AllBut(..) | Twins::None(_) => None,
        }
    }

    /// Returns the path of the file without its ending, relative to `src/`: `demos/inside/send`. The page is served
    /// with the files under the same path.
    pub fn stem(&self) -> &'static str {
        self.file.trim_start_matches("src/").trim_end_matches(".rs")
    }
}

/// Returns a module's name as an id: with hyphens for underscores.
pub(super) const fn hyphenated<const LEN: usize>(name: &str) -> [u8; LEN] {
    let (bytes, mut id, mut at) = (name.as_bytes(), [0; LEN], 0);
    while at < LEN {
        id[at] = if bytes[at] == b'_' { b'-' } else { bytes[at] };
        at += 1;
    }
    id
}

/// Returns the text of an id. Fails to compile unless it is UTF-8.
pub(super) const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("the name of a module is UTF-8"),
    }
}

/// Returns the number of demos before the first beyond the course.
pub(super) const fn count_in_course(all: &[&Demo]) -> usize {
    let mut count = 0;
    while count < all.len() && !matches!(all[count].chapter, Chapter::Beyond) {
        count += 1;
    }
    count
}
