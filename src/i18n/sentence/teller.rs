//! How a sentence is put together, and what things are called in it.

use super::Piece;
use crate::clock::Micros;
use crate::i18n::{Lang, count, plural, seconds};
use crate::reading::Index;
use crate::reading::spans::Spans;
use crate::trace::{FutureId, GeneratorId, HandleId, Of, ResourceId, Seq, TaskId, Text, TimerId, Trace, What};

/// A part of a sentence, with its own pieces.
pub(super) type Part = Vec<Piece>;

/// Russian declines "task", "thread" and "future" before a name; the name itself stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Who or what.
    Nominative,
    /// Of whom or what.
    Genitive,
    /// Whom or what.
    Accusative,
}

impl Case {
    fn of(self, forms: [&'static str; 3]) -> &'static str {
        match self {
            Case::Nominative => forms[0],
            Case::Genitive => forms[1],
            Case::Accusative => forms[2],
        }
    }
}

/// Tells of one event, as things stood and were called then, whatever the record holds since.
pub(super) struct Teller<'a> {
    pub trace: &'a Trace,
    pub spans: &'a Spans,
    pub index: &'a Index,
    pub seq: Seq,
    pub lang: Lang,
}

impl Teller<'_> {
    /// Makes a sentence: `{}` stands for the next part. The full stop after an error that brings its own is left out.
    pub fn say<const N: usize>(&self, en: &str, ru: &str, parts: [Part; N]) -> Part {
        let mut parts = parts.into_iter();
        let mut pieces: Part = Vec::new();
        for (i, words) in self.lang.pick(en, ru).split("{}").enumerate() {
            if i > 0 {
                pieces.extend(parts.next().into_iter().flatten());
            }
            let stopped = matches!(pieces.last(), Some(Piece::Code(text)) if text.ends_with('.'));
            let words = if words == "." && stopped { "" } else { words };
            if !words.is_empty() {
                pieces.push(Piece::Plain(words.into()));
            }
        }
        pieces
    }

    pub fn plain(&self, text: impl Into<String>) -> Part {
        vec![Piece::Plain(text.into())]
    }

    pub fn code(&self, text: impl Into<String>) -> Part {
        vec![Piece::Code(text.into())]
    }

    pub fn text(&self, text: Text) -> Part {
        self.code(self.trace.text(text))
    }

    pub fn time(&self, time: Micros) -> Part {
        self.plain(seconds(time, self.lang))
    }

    /// A number with the word that goes with it.
    pub fn number(&self, n: u32, en: [&'static str; 2], ru: [&'static str; 3]) -> Part {
        let n = n as usize;
        self.plain(format!("{} {}", count(n, self.lang), plural(n, self.lang, en, ru)))
    }

    pub fn resource(&self, resource: ResourceId) -> Part {
        vec![Piece::Resource(self.spans.names.resource(self.trace, resource), resource)]
    }

    pub fn generator(&self, generator: GeneratorId) -> Part {
        vec![Piece::Generator(self.spans.names.generator(self.trace, generator), generator)]
    }

    /// Whether it runs on a thread of its own.
    pub fn is_thread(&self, task: TaskId) -> bool {
        self.spans.task(task).is_some_and(|task| task.thread != 0)
    }

    /// A task's name alone.
    pub fn name(&self, task: TaskId) -> Part {
        vec![Piece::Task(self.spans.names.task(self.trace, task, self.seq), task)]
    }

    /// A task in the middle of a sentence: `worker`, `задачи worker`, `потока thread 1`.
    pub fn task(&self, task: TaskId, case: Case) -> Part {
        let what = match self.is_thread(task) {
            true => case.of(["поток", "потока", "поток"]),
            false => case.of(["задача", "задачи", "задачу"]),
        };
        self.say("{}", &format!("{what} {{}}"), [self.name(task)])
    }

    /// A task as the subject that begins a sentence: `worker`, `Задача worker`.
    pub fn who(&self, task: TaskId) -> Part {
        self.say("{}", if self.is_thread(task) { "Поток {}" } else { "Задача {}" }, [self.name(task)])
    }

    /// A future in the middle of a sentence, as what it is: `task worker`, `future answer`, `the future of sleep`.
    pub fn future(&self, future: FutureId, case: Case) -> Part {
        let task = TaskId(future.0);
        if self.spans.task(task).is_some() {
            let en = if self.is_thread(task) { "{}" } else { "task {}" };
            return self.say(en, "{}", [self.task(task, case)]);
        }
        let names = &self.spans.names;
        let (of, name) = (names.future_of(future).unwrap_or(Of::Plain), names.future_text(future));
        let ru = format!("{} {{}}", case.of(["футура", "футуры", "футуру"]));
        let en = if of == Of::Plain { "future {}" } else { "the future of {}" };
        self.say(en, &ru, [self.future_name(future, of, name)])
    }

    /// The name of a future that is no task, or what it was made for; its number where it has neither.
    pub fn future_name(&self, future: FutureId, of: Of, name: Option<Text>) -> Part {
        let name = match (of, name) {
            (_, Some(name)) => self.trace.text(name).into(),
            (Of::Plain, None) => format!("#{}", future.0),
            (of, None) => call(of).into(),
        };
        vec![Piece::Future(name, future)]
    }

    pub fn what(&self, what: What) -> Part {
        match what {
            What::Step(task) => self.say("the next step of {}", "следующий шаг {}", [self.task(task, Case::Genitive)]),
            What::Wakeup(task) => self.say("the wake-up of {}", "пробуждение {}", [self.task(task, Case::Genitive)]),
            What::Callback(name) => self.say("the callback {}", "обратный вызов {}", [self.text(name)]),
            What::Timer(_, name) => {
                self.say("the callback of timer {}", "обратный вызов таймера {}", [self.text(name)])
            }
        }
    }

    /// What a handle was scheduled to do.
    pub fn handle(&self, handle: HandleId) -> Part {
        let what = self.spans.names.handle(handle);
        what.map_or_else(|| self.say("a callback", "обратный вызов", []), |what| self.what(what))
    }

    /// What a timer was set for.
    pub fn timer(&self, timer: TimerId) -> Part {
        match self.spans.names.timer(self.trace, timer) {
            "" => self.code(format!("#{}", timer.0)),
            what => self.code(what),
        }
    }

    /// Whether a value is nothing to speak of.
    pub fn nothing(&self, value: Text) -> bool {
        matches!(self.trace.text(value), "()" | "None" | "")
    }
}

/// What a program calls to get a future of this kind.
fn call(of: Of) -> &'static str {
    match of {
        Of::Plain => "Future",
        Of::Sleep => "sleep",
        Of::Gather => "gather",
        Of::Wait | Of::Event | Of::Condition | Of::Barrier => "wait",
        Of::Shield => "shield",
        Of::Lock | Of::Semaphore => "acquire",
        Of::QueueGet => "get",
        Of::QueuePut => "put",
        Of::QueueJoin => "join",
        Of::TaskGroup => "TaskGroup",
        Of::Io => "fetch",
        Of::Thread => "to_thread",
    }
}
