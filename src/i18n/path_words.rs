//! The critical path in words: its parts, the waits that they ended, and what would shorten it.

use std::cmp::Reverse;

use super::{Lang, seconds, wait_label};
use crate::clock::Micros;
use crate::reading::IdMap;
use crate::reading::critical_path::{CriticalPath, NetworkLeg, PathPart, PathReason, PathWait};
use crate::reading::spans::Spans;
use crate::trace::{ConnectionId, DatagramId, ResourceId, Site, TaskId, Trace, WaitKind, WaitReason};

/// Writer of the words for one record.
#[derive(Clone, Copy)]
pub struct PathWords<'a> {
    /// The record.
    pub trace: &'a Trace,
    /// The lanes of the record, which have the names.
    pub spans: &'a Spans,
    /// The program's own file: its lines stand without its name.
    pub file: &'a str,
    /// The number of that file's lines that are not shown above the first, and not counted.
    pub before: u32,
    /// The language.
    pub lang: Lang,
}

/// The parts of a path that have the same reason and line.
#[derive(Clone, Copy)]
struct Share {
    reason: PathReason,
    site: Option<Site>,
    /// The task, if it is one.
    task: Option<TaskId>,
    time: Micros,
    thread: u16,
    /// The lock or semaphore for which somebody waited meanwhile.
    held: Option<ResourceId>,
}

impl PathWords<'_> {
    /// A line of the program: `line 12`, or `helper.py:12` in another file.
    pub fn line(&self, site: Site) -> String {
        let site = self.trace.site(site);
        let (file, mut line) = (self.trace.text(site.file), site.line);
        if file == self.file {
            line = line.saturating_sub(self.before);
            self.lang.pick(format!("line {line}"), format!("строка {line}"))
        } else {
            format!("{file}:{line}")
        }
    }

    /// The name of the task behind a part; empty if none is.
    pub fn who(&self, part: &PathPart) -> String {
        part.task.map_or_else(String::new, |task| self.name(task))
    }

    /// The whole path in one line: `sleep 1.00 s, line 46 (main) · sleep 6.00 s, line 52 (medicine; main waits …)`.
    pub fn path(&self, path: &CriticalPath) -> String {
        path.parts.iter().map(|part| self.part(part)).collect::<Vec<_>>().join(" · ")
    }

    /// A part with its length, line and task, and the waits that it has ended.
    pub fn part(&self, part: &PathPart) -> String {
        let waits = part.waits.iter().map(|wait| self.wait(wait));
        let beside: Vec<String> = part.task.map(|task| self.name(task)).into_iter().chain(waits).collect();
        let beside = if beside.is_empty() { String::new() } else { format!(" ({})", beside.join("; ")) };
        let line = part.site.map_or_else(String::new, |site| format!(", {}", self.line(site)));
        format!("{} {}{line}{beside}", self.reason(part.reason), seconds(part.length(), self.lang))
    }

    /// The reason of a part in a few words: `sleep`, `running`, `connection 1: connecting to example.com:80`.
    pub fn reason(&self, reason: PathReason) -> String {
        let lang = self.lang;
        match reason {
            PathReason::Computing => lang.pick("running", "выполнение").into(),
            PathReason::Callback(name) => {
                let name = self.trace.text(name);
                lang.pick(format!("callback {name}"), format!("обратный вызов {name}"))
            }
            PathReason::Sleep => "sleep".into(),
            PathReason::Timer(what) => {
                let what = self.trace.text(what);
                lang.pick(format!("timer {what}"), format!("таймер {what}"))
            }
            PathReason::Waiting(on) => wait_label(self.trace, self.spans, on, lang),
            PathReason::Network(connection, leg) => self.network(connection, leg),
            PathReason::Lookup(name) => format!("DNS {}", self.trace.text(name)),
            PathReason::Datagram(_) => lang.pick("a datagram under way", "доставка датаграммы").into(),
            PathReason::Turn => lang.pick("waiting for a turn of the loop", "ожидание хода цикла").into(),
            PathReason::Outside => lang.pick("code outside the event loop", "код вне цикла событий").into(),
        }
    }

    fn network(&self, connection: ConnectionId, leg: NetworkLeg) -> String {
        let (peer, number) = (self.spans.names.peer(self.trace, connection), connection.0);
        let (en, ru) = match leg {
            NetworkLeg::Connecting => (format!("connecting to {peer}"), format!("установка соединения с {peer}")),
            NetworkLeg::UnderWay => (format!("transfer of bytes, {peer}"), format!("передача байтов, {peer}")),
            NetworkLeg::Answering => (format!("{peer} preparing its answer"), format!("подготовка ответа {peer}")),
            NetworkLeg::Asking => ("silence of the client".into(), "молчание клиента".into()),
        };
        self.lang.pick(format!("connection {number}: {en}"), format!("соединение {number}: {ru}"))
    }

    /// A wait that a part has ended: `main waits 1.00 s, line 83, until medicine ends`.
    pub fn wait(&self, wait: &PathWait) -> String {
        let (who, time) = (self.name(wait.task), seconds(wait.to - wait.from, self.lang));
        let line = wait.site.map_or_else(String::new, |site| format!(", {}", self.line(site)));
        let why = self.awaited(wait);
        self.lang.pick(format!("{who} waits {time}{line}: {why}"), format!("{who} ждёт {time}{line}: {why}"))
    }

    /// The thing that a wait was for, with the task that has ended it.
    fn awaited(&self, wait: &PathWait) -> String {
        let on = wait.on;
        let label = || wait_label(self.trace, self.spans, on, self.lang);
        let Some(by) = wait.by.filter(|by| *by != wait.task).map(|by| self.name(by)) else { return label() };
        let resource = || self.spans.resource_name(self.trace, ResourceId(on.id));
        let (en, ru) = match on.kind {
            WaitKind::Lock | WaitKind::Semaphore => {
                (format!("{} is held by {by}", resource()), format!("{} держит {by}", resource()))
            }
            WaitKind::QueueGet => (
                format!("{} is empty until {by} puts an item", resource()),
                format!("{} пуста, пока {by} не положит элемент", resource()),
            ),
            WaitKind::QueuePut => (
                format!("{} is full until {by} takes an item", resource()),
                format!("{} полна, пока {by} не возьмёт элемент", resource()),
            ),
            WaitKind::QueueJoin => (
                format!("the last item of {} is done by {by}", resource()),
                format!("последний элемент {} обрабатывает {by}", resource()),
            ),
            WaitKind::Event => (format!("{by} sets {}", resource()), format!("{} устанавливает {by}", resource())),
            WaitKind::Condition => {
                (format!("{by} notifies {}", resource()), format!("сигнал {} подаёт {by}", resource()))
            }
            WaitKind::Barrier => {
                (format!("{by} comes last to {}", resource()), format!("последней к {} приходит {by}", resource()))
            }
            WaitKind::Task if self.name(TaskId(on.id)) == by => {
                (format!("until {by} ends"), format!("пока не завершится {by}"))
            }
            WaitKind::Future if self.spans.awaits_group(on) => {
                (format!("{}, {by} decides", label()), format!("{}, решает {by}", label()))
            }
            WaitKind::Gather => (format!("gather, {by} decides"), format!("gather, решает {by}")),
            WaitKind::Wait => (format!("wait, {by} decides"), format!("wait, решает {by}")),
            WaitKind::Task | WaitKind::Future | WaitKind::Io | WaitKind::Thread | WaitKind::Sleep | WaitKind::Turn => {
                (format!("{}, by {by}", label()), format!("{}, завершает {by}", label()))
            }
        };
        self.lang.pick(en, ru)
    }

    /// One sentence: the largest part of the path, and what would shorten it.
    pub fn advice(&self, path: &CriticalPath) -> String {
        let Some(share) = largest(path) else {
            return self.lang.pick("It takes no time.", "Времени это не заняло.").into();
        };
        let (all, time) = (seconds(path.elapsed(), self.lang), seconds(share.time, self.lang));
        let percent = share.time.percent_of(path.elapsed());
        let line = share.site.map_or_else(String::new, |site| format!(", {}", self.line(site)));
        let task = share.task.map_or_else(String::new, |task| format!(" ({})", self.name(task)));
        let what = format!("{}{line}{task}", self.reason(share.reason));
        let cure = self.cure(&share);
        self.lang.pick(
            format!("Of {all} the largest part, {time} ({percent}%), is {what}: {cure} would bring the end forward."),
            format!(
                "Из {all} больше всего, {time} ({percent}\u{a0}%), занимает {what}; приблизить конец может {cure}."
            ),
        )
    }

    /// The change that would shorten a part, as the subject of a sentence.
    fn cure(&self, share: &Share) -> String {
        if let Some(held) = share.held {
            let held = self.spans.resource_name(self.trace, held);
            return self.lang.pick(
                format!("holding {held} for less time, or for less of the work,"),
                format!("более короткое удержание {held}"),
            );
        }
        let (en, ru) = match share.reason {
            PathReason::Sleep => (
                "a shorter sleep, or one that runs beside the rest,",
                "более короткий sleep или его выполнение одновременно с остальным",
            ),
            PathReason::Computing if share.thread == 0 => (
                "less work in that step, or a thread or process that does it,",
                "меньший объём работы на этом шаге или передача её потоку или процессу",
            ),
            PathReason::Computing => (
                "less work there, or more threads or processes that share it,",
                "меньший объём этой работы или её разделение между потоками или процессами",
            ),
            PathReason::Callback(_) => ("a shorter callback", "более короткий обратный вызов"),
            PathReason::Timer(_) => ("a timer that is due sooner", "более ранний срок этого таймера"),
            PathReason::Waiting(_) => ("an earlier end of that wait", "более раннее окончание этого ожидания"),
            PathReason::Network(_, NetworkLeg::Connecting) => (
                "a connection that is opened sooner, or used again,",
                "более раннее открытие соединения или его повторное использование",
            ),
            PathReason::Network(_, NetworkLeg::UnderWay) | PathReason::Datagram(_) => (
                "fewer round trips, or several of them at once,",
                "меньшее число обменов или выполнение нескольких одновременно",
            ),
            PathReason::Network(_, NetworkLeg::Answering) => (
                "asking sooner, or for several things at once,",
                "более ранний запрос или несколько запросов одновременно",
            ),
            PathReason::Network(_, NetworkLeg::Asking) => ("a client that asks sooner", "более ранний запрос клиента"),
            PathReason::Lookup(_) => ("an earlier lookup of the name", "более раннее разрешение имени"),
            PathReason::Turn => ("fewer turns of the loop", "меньшее число ходов цикла"),
            PathReason::Outside => ("less time outside the event loop", "меньшее время вне цикла событий"),
        };
        self.lang.pick(en, ru).into()
    }

    /// The latest name of a task.
    pub fn name(&self, task: TaskId) -> String {
        self.spans.task_name(self.trace, task)
    }
}

/// The reason and line that have the largest share of a path; of two that are equally large the earlier.
fn largest(path: &CriticalPath) -> Option<Share> {
    let mut shares: IdMap<Option<Site>, Vec<(usize, Share)>> = IdMap::default();
    for (place, part) in path.parts.iter().enumerate() {
        let held = part.waits.iter().find(|wait| matches!(wait.on.kind, WaitKind::Lock | WaitKind::Semaphore));
        let held = held.map(|wait| ResourceId(wait.on.id));
        let PathPart { site, task, thread, .. } = *part;
        let reason = without_id(part.reason);
        let of_line = shares.or_default(site);
        let known = of_line.iter_mut().find(|(_, share)| share.reason == reason);
        match known {
            Some((_, share)) => {
                share.time = share.time + part.length();
                share.task = share.task.filter(|_| share.task == task);
                share.held = share.held.or(held);
            }
            None => of_line.push((place, Share { reason, site, task, time: part.length(), thread, held })),
        }
    }
    let all = shares.values().flatten();
    all.max_by_key(|(place, share)| (share.time, Reverse(*place))).map(|(_, share)| *share)
}

/// A reason without the future that was waited for, which is another one each time.
fn without_id(reason: PathReason) -> PathReason {
    match reason {
        PathReason::Waiting(on) => PathReason::Waiting(WaitReason { id: 0, until: None, ..on }),
        PathReason::Datagram(_) => PathReason::Datagram(DatagramId(0)),
        other => other,
    }
}
