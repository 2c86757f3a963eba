//! Texts of the timeline, among them the reasons of waits, short enough for a bar.

use super::network_waits::{datagram_wait, network_wait, timed_out};
use super::{Lang, bytes, count, factor, plural, seconds};
use crate::clock::Micros;
use crate::reading::spans::Spans;
use crate::timeline::layout::TimelineLabels;
use crate::trace::{
    ConnectionId, ConnectionState, DatagramFate, FutureId, PROCESS, ResourceId, TaskId, Trace, WaitKind, WaitReason,
};

/// The timeline's words in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineWords(pub Lang);

impl TimelineLabels for TimelineWords {
    fn event_loop(&self) -> String {
        self.0.pick("event loop", "цикл событий").into()
    }

    fn process(&self) -> &'static str {
        self.0.pick("process", "процесс")
    }

    fn wait(&self, trace: &Trace, spans: &Spans, on: WaitReason) -> String {
        wait_label(trace, spans, on, self.0)
    }

    fn connection(&self, connection: ConnectionId) -> String {
        format!("{}\u{a0}{}", self.0.pick("connection", "соединение"), connection.0)
    }

    fn connections(&self, number: usize) -> String {
        let noun = plural(number, self.0, ["connection", "connections"], ["соединение", "соединения", "соединений"]);
        format!("{}\u{a0}{noun}", count(number, self.0))
    }

    fn exchange(&self, asked: &str, status: Option<&str>, size: Option<u32>) -> String {
        let size = size.map(|size| bytes(size, self.0));
        let parts = [Some(asked), status, size.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn lookup(&self) -> &'static str {
        "DNS"
    }

    fn held(&self, by: ConnectionId) -> [String; 2] {
        let by = by.0;
        self.0.pick(
            [format!("waits for the transaction of connection\u{a0}{by}"), format!("waits for connection\u{a0}{by}")],
            [format!("ждёт конца транзакции соединения\u{a0}{by}"), format!("ждёт соединение\u{a0}{by}")],
        )
    }

    fn datagram(&self, size: u32, fate: Option<DatagramFate>) -> String {
        let size = bytes(size, self.0);
        match fate {
            Some(DatagramFate::Lost) => self.0.pick(format!("{size} · lost"), format!("{size} · потеряно")),
            Some(DatagramFate::Refused) => {
                self.0.pick(format!("{size} · nobody there"), format!("{size} · там никого нет"))
            }
            Some(DatagramFate::Arrived) | None => size,
        }
    }

    fn connection_end(&self, state: ConnectionState) -> &'static str {
        match state {
            ConnectionState::Refused => self.0.pick("refused", "отклонено"),
            ConnectionState::TimedOut => self.0.pick("no answer", "нет ответа"),
            ConnectionState::Reset => self.0.pick("reset", "сброшено"),
            ConnectionState::Open
            | ConnectionState::Handshake
            | ConnectionState::Secured
            | ConnectionState::ClientEnded
            | ConnectionState::ServerEnded
            | ConnectionState::Closed => "",
        }
    }

    fn unit(&self, unit: usize) -> &'static str {
        let (en, ru) = [("s", "с"), ("ms", "мс"), ("µs", "мкс"), ("", "")][unit.min(3)];
        self.0.pick(en, ru)
    }

    fn moment(&self, t: Micros) -> String {
        seconds(t, self.0)
    }

    fn decimal(&self) -> char {
        self.0.pick('.', ',')
    }

    fn gain(&self, gain: f64) -> String {
        self.0.pick(format!("gain {}", factor(gain, self.0)), format!("выигрыш {}", factor(gain, self.0)))
    }

    fn earlier(&self, by: Micros) -> String {
        self.0.pick(format!("{} sooner", seconds(by, self.0)), format!("на {} раньше", seconds(by, self.0)))
    }

    fn more(&self, tasks: usize) -> String {
        let (all, lang) = (count(tasks, self.0), self.0);
        let tasks = plural(tasks, lang, ["task", "tasks"], ["задача", "задачи", "задач"]);
        lang.pick(format!("and {all} more {tasks}"), format!("и ещё {all} {tasks}"))
    }
}

/// Tells if a wait is for a call that a process makes.
pub(super) fn is_process(trace: &Trace, spans: &Spans, on: WaitReason) -> bool {
    let name = spans.names.future_text(FutureId(on.id));
    on.kind == WaitKind::Thread && name.is_some_and(|name| trace.text(name) == PROCESS)
}

/// The reason of a wait in a few words: `sleep`, `put · queue`, `await producer`.
pub fn wait_label(trace: &Trace, spans: &Spans, on: WaitReason, lang: Lang) -> String {
    let resource = || spans.resource_name(trace, ResourceId(on.id));
    if let Some(wait) = network_wait(trace, spans, on) {
        return wait.label(lang);
    }
    if let Some(from) = datagram_wait(trace, spans, on) {
        return lang.pick(format!("datagram {from}"), format!("датаграмма {from}")).trim_end().into();
    }
    if let Some(time) = timed_out(spans, on) {
        let what = match on.kind {
            WaitKind::Io => lang.pick("network", "сеть"),
            _ => lang.pick("future", "футура"),
        };
        let time = seconds(time, lang);
        return lang.pick(format!("{what} · time-out after {time}"), format!("{what} · тайм-аут через {time}"));
    }
    match on.kind {
        WaitKind::Sleep => "sleep".into(),
        WaitKind::Future if spans.awaits_group(on) => {
            spans.names.future_text(FutureId(on.id)).map_or("TaskGroup", |name| trace.text(name)).into()
        }
        WaitKind::Future => lang.pick("future", "футура").into(),
        WaitKind::Task => format!("await {}", spans.task_name(trace, TaskId(on.id))),
        WaitKind::QueueGet => format!("get · {}", resource()),
        WaitKind::QueuePut => format!("put · {}", resource()),
        WaitKind::QueueJoin => format!("join · {}", resource()),
        WaitKind::Lock | WaitKind::Event | WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier => resource(),
        WaitKind::Gather => "gather".into(),
        WaitKind::Wait => "wait".into(),
        WaitKind::Io => lang.pick("network", "сеть").into(),
        WaitKind::Thread if is_process(trace, spans, on) => lang.pick("process", "процесс").into(),
        WaitKind::Thread => lang.pick("thread", "поток").into(),
        WaitKind::Turn => lang.pick("next turn", "следующий ход").into(),
    }
}

/// The kind of a wait in a word or two, for sums over many: `sleep`, `queue get`.
pub fn wait_kind(kind: WaitKind, lang: Lang) -> &'static str {
    match kind {
        WaitKind::Sleep => "sleep",
        WaitKind::Future => lang.pick("future", "футура"),
        WaitKind::Task => lang.pick("task", "задача"),
        WaitKind::QueueGet => lang.pick("queue get", "get очереди"),
        WaitKind::QueuePut => lang.pick("queue put", "put очереди"),
        WaitKind::QueueJoin => lang.pick("queue join", "join очереди"),
        WaitKind::Lock => lang.pick("lock", "блокировка"),
        WaitKind::Event => "Event",
        WaitKind::Semaphore => lang.pick("semaphore", "семафор"),
        WaitKind::Condition => lang.pick("condition", "условие"),
        WaitKind::Barrier => lang.pick("barrier", "барьер"),
        WaitKind::Gather => "gather",
        WaitKind::Wait => "wait",
        WaitKind::Io => lang.pick("network", "сеть"),
        WaitKind::Thread => lang.pick("thread", "поток"),
        WaitKind::Turn => lang.pick("next turn", "следующий ход"),
    }
}
