//! Building blocks of sentences: grammatical cases, and the names of things.

use super::SentencePart;
use crate::clock::Micros;
use crate::i18n::{Lang, count, plural, seconds};
use crate::reading::Index;
use crate::reading::spans::Spans;
use crate::trace::{
    ConnectionId, FIRST_PROCESS, FutureId, FutureOrigin, GeneratorId, HandleId, HandleKind, ResourceId, Seq, TaskId,
    Text, TimerId, Trace,
};

/// A phrase of a sentence, itself made of parts.
pub(super) type Phrase = Vec<SentencePart>;

/// Grammatical case. Russian declines "task", "thread" and "future" before a name; the name itself stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Answers "who" or "what".
    Nominative,
    /// Answers "of whom" or "of what".
    Genitive,
    /// Answers "whom" or "what".
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

/// Writer of the sentence of one event, with states and names of that moment, whatever was recorded later.
pub(super) struct Teller<'a> {
    pub trace: &'a Trace,
    pub spans: &'a Spans,
    pub index: &'a Index,
    pub seq: Seq,
    pub lang: Lang,
}

impl Teller<'_> {
    /// Makes a sentence: `{}` stands for the next part. No full stop follows an error that ends with one.
    pub fn say<const N: usize>(&self, en: &str, ru: &str, parts: [Phrase; N]) -> Phrase {
        let mut parts = parts.into_iter();
        let mut pieces: Phrase = Vec::new();
        for (i, words) in self.lang.pick(en, ru).split("{}").enumerate() {
            if i > 0 {
                pieces.extend(parts.next().into_iter().flatten());
            }
            let stopped = matches!(pieces.last(), Some(SentencePart::Code(text)) if text.ends_with('.'));
            let words = if words == "." && stopped { "" } else { words };
            if !words.is_empty() {
                pieces.push(SentencePart::Plain(words.into()));
            }
        }
        pieces
    }

    pub fn plain(&self, text: impl Into<String>) -> Phrase {
        vec![SentencePart::Plain(text.into())]
    }

    pub fn code(&self, text: impl Into<String>) -> Phrase {
        vec![SentencePart::Code(text.into())]
    }

    pub fn text(&self, text: Text) -> Phrase {
        self.code(self.trace.text(text))
    }

    pub fn time(&self, time: Micros) -> Phrase {
        self.plain(seconds(time, self.lang))
    }

    /// Writes a number with the form of the noun that goes with it.
    pub fn number(&self, n: u32, en: [&'static str; 2], ru: [&'static str; 3]) -> Phrase {
        let n = n as usize;
        self.plain(format!("{} {}", count(n, self.lang), plural(n, self.lang, en, ru)))
    }

    pub fn resource(&self, resource: ResourceId) -> Phrase {
        vec![SentencePart::Resource(self.spans.names.resource(self.trace, resource), resource)]
    }

    pub fn generator(&self, generator: GeneratorId) -> Phrase {
        vec![SentencePart::Generator(self.spans.names.generator(self.trace, generator), generator)]
    }

    /// The number of a connection.
    pub fn connection(&self, connection: ConnectionId) -> Phrase {
        self.plain(connection.0.to_string())
    }

    /// The host and port, or path, that a connection is with.
    pub fn peer(&self, connection: ConnectionId) -> Phrase {
        self.code(self.spans.names.peer(self.trace, connection))
    }

    /// True if the task runs on a thread of its own.
    pub fn is_thread(&self, task: TaskId) -> bool {
        self.spans.task(task).is_some_and(|task| task.thread != 0)
    }

    /// True if the task is a process.
    pub fn is_process(&self, task: TaskId) -> bool {
        self.spans.task(task).is_some_and(|task| task.thread >= FIRST_PROCESS)
    }

    /// A task's name alone.
    pub fn name(&self, task: TaskId) -> Phrase {
        vec![SentencePart::Task(self.spans.names.task(self.trace, task, self.seq), task)]
    }

    /// A task in the middle of a sentence: `worker`, `задачи worker`, `потока thread 1`.
    pub fn task(&self, task: TaskId, case: Case) -> Phrase {
        let what = match (self.is_process(task), self.is_thread(task)) {
            (true, _) => case.of(["процесс", "процесса", "процесс"]),
            (false, true) => case.of(["поток", "потока", "поток"]),
            (false, false) => case.of(["задача", "задачи", "задачу"]),
        };
        let en = if self.is_process(task) { "process {}" } else { "{}" };
        self.say(en, &format!("{what} {{}}"), [self.name(task)])
    }

    /// A task as the subject that begins a sentence: `worker`, `Задача worker`.
    pub fn who(&self, task: TaskId) -> Phrase {
        let (en, ru) = match (self.is_process(task), self.is_thread(task)) {
            (true, _) => ("Process {}", "Процесс {}"),
            (false, true) => ("{}", "Поток {}"),
            (false, false) => ("{}", "Задача {}"),
        };
        self.say(en, ru, [self.name(task)])
    }

    /// A future in the middle of a sentence, with its kind: `task worker`, `future answer`, `the future of sleep`.
    pub fn future(&self, future: FutureId, case: Case) -> Phrase {
        let task = TaskId(future.0);
        if self.spans.task(task).is_some() {
            let en = if self.is_thread(task) { "{}" } else { "task {}" };
            return self.say(en, "{}", [self.task(task, case)]);
        }
        let names = &self.spans.names;
        let (of, name) = (names.future_of(future).unwrap_or(FutureOrigin::Plain), names.future_text(future));
        let ru = format!("{} {{}}", case.of(["футура", "футуры", "футуру"]));
        let en = if of == FutureOrigin::Plain { "future {}" } else { "the future of {}" };
        self.say(en, &ru, [self.future_name(future, of, name)])
    }

    /// Name of a future that is no task; else the operation that it was made for, else its number.
    pub fn future_name(&self, future: FutureId, of: FutureOrigin, name: Option<Text>) -> Phrase {
        let name = match (of, name) {
            (_, Some(name)) => self.trace.text(name).into(),
            (FutureOrigin::Plain, None) => format!("#{}", future.0),
            (of, None) => call(of).into(),
        };
        vec![SentencePart::Future(name, future)]
    }

    pub fn what(&self, what: HandleKind) -> Phrase {
        match what {
            HandleKind::Step(task) => {
                self.say("the next step of {}", "следующий шаг {}", [self.task(task, Case::Genitive)])
            }
            HandleKind::Wakeup(task) => {
                self.say("the wake-up of {}", "пробуждение {}", [self.task(task, Case::Genitive)])
            }
            HandleKind::Callback(name) => self.say("the callback {}", "обратный вызов {}", [self.text(name)]),
            HandleKind::Timer(_, name) => {
                self.say("the callback of timer {}", "обратный вызов таймера {}", [self.text(name)])
            }
        }
    }

    /// Describes the job of a handle.
    pub fn handle(&self, handle: HandleId) -> Phrase {
        let what = self.spans.names.handle(handle);
        what.map_or_else(|| self.say("a callback", "обратный вызов", []), |what| self.what(what))
    }

    /// Describes the purpose of a timer.
    pub fn timer(&self, timer: TimerId) -> Phrase {
        match self.spans.names.timer(self.trace, timer) {
            "" => self.code(format!("#{}", timer.0)),
            what => self.code(what),
        }
    }

    /// True if a value is not worth a mention: `None` and the like.
    pub fn nothing(&self, value: Text) -> bool {
        matches!(self.trace.text(value), "()" | "None" | "")
    }
}

/// Call with which a program gets a future of this kind.
fn call(of: FutureOrigin) -> &'static str {
    match of {
        FutureOrigin::Plain => "Future",
        FutureOrigin::Sleep => "sleep",
        FutureOrigin::Gather => "gather",
        FutureOrigin::Wait | FutureOrigin::Event | FutureOrigin::Condition | FutureOrigin::Barrier => "wait",
        FutureOrigin::Shield => "shield",
        FutureOrigin::Lock | FutureOrigin::Semaphore => "acquire",
        FutureOrigin::QueueGet => "get",
        FutureOrigin::QueuePut => "put",
        FutureOrigin::QueueJoin => "join",
        FutureOrigin::TaskGroup => "TaskGroup",
        FutureOrigin::Io => "fetch",
        FutureOrigin::Thread => "to_thread",
    }
}
