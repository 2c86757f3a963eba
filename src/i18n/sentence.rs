//! An event as one sentence in the reader's language.

use super::{Lang, count, plural, seconds};
use crate::clock::Micros;
use crate::trace::spans::Spans;
use crate::trace::{
    FutureId, GeneratorEnd, GeneratorId, HandleId, Index, Kind, On, Outcome, Phase, ResourceId, ResourceKind,
    Resumption, Seq, Settled, Status, TaskId, TimerId, Trace, WaitKind, WarningCode, What,
};

/// A part of a sentence. The page makes names bold and code fixed-width; nothing is ever read as HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Plain(String),
    /// A task's name.
    Task(String, TaskId),
    /// A resource's name.
    Resource(String, ResourceId),
    /// Something of the program: an error, a value.
    Code(String),
}

/// The pieces as one text.
pub fn plain(pieces: &[Piece]) -> String {
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Plain(text) | Piece::Task(text, _) | Piece::Resource(text, _) | Piece::Code(text) => text.as_str(),
    });
    texts.collect()
}

/// Makes a sentence: `{}` stands for the next piece.
struct Teller<'a> {
    trace: &'a Trace,
    spans: &'a Spans,
    index: &'a Index,
    /// The event that is told of: names and holders are those of its moment.
    seq: Seq,
    lang: Lang,
}

impl Teller<'_> {
    fn say(&self, en: &str, ru: &str, parts: &[Piece]) -> Vec<Piece> {
        let mut parts = parts.iter().cloned();
        let mut pieces = Vec::new();
        for (i, words) in self.lang.pick(en, ru).split("{}").enumerate() {
            if i > 0 {
                pieces.extend(parts.next());
            }
            if !words.is_empty() {
                pieces.push(Piece::Plain(words.into()));
            }
        }
        pieces
    }

    fn task(&self, task: TaskId) -> Piece {
        Piece::Task(self.index.names().task(self.trace, task, self.seq), task)
    }

    fn code(&self, text: impl Into<String>) -> Piece {
        Piece::Code(text.into())
    }

    fn text(&self, text: crate::trace::Text) -> Piece {
        Piece::Code(self.trace.text(text).into())
    }

    fn time(&self, time: Micros) -> Piece {
        Piece::Plain(seconds(time, self.lang))
    }

    fn number(&self, n: u32) -> Piece {
        Piece::Plain(count(n as usize, self.lang))
    }

    fn resource(&self, resource: ResourceId) -> Piece {
        Piece::Resource(self.index.names().resource(self.trace, resource), resource)
    }

    fn generator(&self, generator: GeneratorId) -> Piece {
        self.code(self.index.names().generator(self.trace, generator))
    }

    /// A future as what it is: a task by its name.
    fn future(&self, future: FutureId) -> Vec<Piece> {
        let task = TaskId(future.0);
        match self.spans.task(task) {
            Some(_) => self.say("task {}", "задача {}", &[self.task(task)]),
            None => self.say("future {}", "футура {}", &[self.code(format!("#{}", future.0))]),
        }
    }

    fn what(&self, what: What) -> Vec<Piece> {
        match what {
            What::Step(task) => self.say("the next step of {}", "следующий шаг задачи {}", &[self.task(task)]),
            What::Wakeup(task) => self.say("the wake-up of {}", "пробуждение задачи {}", &[self.task(task)]),
            What::Callback(name) => self.say("the callback {}", "обратный вызов {}", &[self.text(name)]),
            What::Timer(_, name) => self.say("the timer {}", "таймер {}", &[self.text(name)]),
        }
    }

    /// What a handle was scheduled to do.
    fn handle(&self, handle: HandleId) -> Vec<Piece> {
        let what = self.index.names().handle(handle);
        what.map_or_else(|| self.say("a callback", "обратный вызов", &[]), |what| self.what(what))
    }

    fn timer(&self, timer: TimerId) -> Piece {
        match self.index.names().timer(self.trace, timer) {
            "" => self.code(format!("#{}", timer.0)),
            what => self.code(what),
        }
    }

    fn join(&self, en: &str, ru: &str, inner: Vec<Piece>, more: &[Piece]) -> Vec<Piece> {
        let mut inner = Some(inner);
        let mut more = more.iter().cloned();
        let mut pieces = Vec::new();
        for (i, words) in self.lang.pick(en, ru).split("{}").enumerate() {
            match (i, inner.take()) {
                (0, kept) => inner = kept,
                (_, Some(inner)) => pieces.extend(inner),
                (_, None) => pieces.extend(more.next()),
            }
            if !words.is_empty() {
                pieces.push(Piece::Plain(words.into()));
            }
        }
        pieces
    }

    fn waits(&self, task: TaskId, on: On) -> Vec<Piece> {
        let task = self.task(task);
        let resource = || self.resource(ResourceId(on.id));
        match on.kind {
            WaitKind::Sleep => match on.until {
                Some(until) if until != Micros::NEVER => {
                    self.say("{} sleeps until {}.", "Задача {} спит до {}.", &[task, self.time(until)])
                }
                Some(_) | None => self.say("{} sleeps for ever.", "Задача {} уснула навсегда.", &[task]),
            },
            WaitKind::Future => self.say(
                "{} waits for a future, {}.",
                "Задача {} ждёт футуру {}.",
                &[task, self.code(format!("#{}", on.id))],
            ),
            WaitKind::Task => self.say(
                "{} waits for task {} to end.",
                "Задача {} ждёт завершения задачи {}.",
                &[task, self.task(TaskId(on.id))],
            ),
            WaitKind::QueueGet => self.say(
                "{} is held at get: {} is empty.",
                "Задача {} ждёт в get: очередь {} пуста.",
                &[task, resource()],
            ),
            WaitKind::QueuePut => self.say(
                "{} is held at put: {} is full.",
                "Задача {} ждёт в put: очередь {} заполнена.",
                &[task, resource()],
            ),
            WaitKind::QueueJoin => self.say(
                "{} waits in join until every item of {} is dealt with.",
                "Задача {} ждёт в join, пока не обработают все элементы очереди {}.",
                &[task, resource()],
            ),
            WaitKind::Lock => match self.holder(ResourceId(on.id)) {
                Some(holder) => self.say(
                    "{} is held: {} is taken by {}.",
                    "Задача {} ждёт: блокировку {} держит {}.",
                    &[task, resource(), self.task(holder)],
                ),
                None => self.say("{} waits for {}.", "Задача {} ждёт блокировку {}.", &[task, resource()]),
            },
            WaitKind::Event => self.say("{} waits until {} is set.", "Задача {} ждёт события {}.", &[task, resource()]),
            WaitKind::Semaphore => {
                self.say("{} waits for a permit of {}.", "Задача {} ждёт места у семафора {}.", &[task, resource()])
            }
            WaitKind::Condition => {
                self.say("{} waits to be notified by {}.", "Задача {} ждёт сигнала условия {}.", &[task, resource()])
            }
            WaitKind::Barrier => self.say(
                "{} waits at {} for the others.",
                "Задача {} ждёт остальных у барьера {}.",
                &[task, resource()],
            ),
            WaitKind::Gather => self.say(
                "{} waits until everything gathered is done.",
                "Задача {} ждёт, пока завершится всё, что собрано в gather.",
                &[task],
            ),
            WaitKind::Wait => self.say("{} waits for several at once.", "Задача {} ждёт сразу нескольких.", &[task]),
            WaitKind::Io => self.say("{} waits for the network.", "Задача {} ждёт ответа сети.", &[task]),
            WaitKind::Thread => self.say("{} waits for a thread.", "Задача {} ждёт поток.", &[task]),
            WaitKind::Turn => self.say(
                "{} gives the others a turn and goes to the end of the ready queue.",
                "Задача {} пропускает других и встаёт в конец очереди готовых.",
                &[task],
            ),
        }
    }

    /// Who holds a lock at this moment.
    fn holder(&self, resource: ResourceId) -> Option<TaskId> {
        let line = self.spans.resource(resource)?;
        let before = line.states.partition_point(|(at, _)| at.seq <= self.seq);
        let (_, state) = line.states[..before].last()?;
        self.trace.snapshot(*state).holder
    }
}

/// Says what happened at `seq`. `spans` and `index` must have taken in the record at least that far.
pub fn sentence(trace: &Trace, spans: &Spans, index: &Index, seq: Seq, lang: Lang) -> Vec<Piece> {
    let t = Teller { trace, spans, index, seq, lang };
    match trace.event(seq).kind {
        Kind::RunBegan { .. } => t.say("The loop begins.", "Цикл событий начинает работу.", &[]),
        Kind::RunEnded { status } => match status {
            Status::Returned => t.say("The program is done.", "Программа завершена.", &[]),
            Status::Raised(error) => {
                t.say("The program failed: {}.", "Программа завершилась ошибкой: {}.", &[t.text(error)])
            }
            Status::Deadlock => t.say(
                "Deadlock: nothing is scheduled, and tasks wait.",
                "Взаимная блокировка: ничего не запланировано, а задачи ждут.",
                &[],
            ),
            Status::Stopped => t.say("The run was stopped.", "Выполнение остановлено.", &[]),
            Status::Limit => t.say("The limit of events is reached.", "Достигнут предел числа событий.", &[]),
        },
        Kind::Turn { ready, timers } => {
            let handles = plural(ready as usize, lang, ["callback", "callbacks"], ["вызов", "вызова", "вызовов"]);
            let set = plural(timers as usize, lang, ["timer", "timers"], ["таймер", "таймера", "таймеров"]);
            let parts = [t.number(ready), Piece::Plain(handles.into()), t.number(timers), Piece::Plain(set.into())];
            t.say("A turn of the loop: {} {} to run, {} {} set.", "Ход цикла: к запуску {} {}, ждут {} {}.", &parts)
        }
        Kind::TaskCreated { task, parent, .. } => match parent {
            Some(parent) => {
                t.say("{} creates task {}.", "Задача {} создаёт задачу {}.", &[t.task(parent), t.task(task)])
            }
            None => t.say("Task {} is created.", "Создана задача {}.", &[t.task(task)]),
        },
        Kind::TaskRenamed { task, name } => {
            t.say("Task {} is now called {}.", "Задача {} теперь называется {}.", &[t.task(task), t.text(name)])
        }
        Kind::HandleScheduled { what, .. } => {
            t.join("Scheduled: {}.", "В очередь готовых встаёт {}.", t.what(what), &[])
        }
        Kind::HandleCancelled { handle } => t.join("Cancelled: {}.", "Отменено: {}.", t.handle(handle), &[]),
        Kind::HandleBegan { handle } => t.join("The loop runs {}.", "Цикл выполняет {}.", t.handle(handle), &[]),
        Kind::HandleEnded { handle } => t.join("The loop is done with {}.", "Цикл закончил {}.", t.handle(handle), &[]),
        Kind::StepBegan { task } => t.say("{} runs.", "Задача {} выполняется.", &[t.task(task)]),
        Kind::StepEnded { task, outcome, .. } => match outcome {
            Outcome::Suspended(on) => t.waits(task, on),
            Outcome::Returned(value) => match trace.text(value) {
                "()" | "" => t.say("{} is finished.", "Задача {} завершена.", &[t.task(task)]),
                _ => t.say(
                    "{} is finished and returns {}.",
                    "Задача {} завершена и возвращает {}.",
                    &[t.task(task), t.text(value)],
                ),
            },
            Outcome::Raised(error) => {
                t.say("{} fails: {}.", "Задача {} завершилась ошибкой: {}.", &[t.task(task), t.text(error)])
            }
            Outcome::Cancelled => t.say("{} is cancelled.", "Задача {} отменена.", &[t.task(task)]),
        },
        Kind::CancelRequested { task, message, .. } => match message {
            Some(message) => t.say(
                "Cancellation of {} is requested: {}.",
                "Запрошена отмена задачи {}: {}.",
                &[t.task(task), t.text(message)],
            ),
            None => t.say("Cancellation of {} is requested.", "Запрошена отмена задачи {}.", &[t.task(task)]),
        },
        Kind::CancelDelivered { task } => t.say(
            "The cancellation reaches {} as an error at its await.",
            "Отмена доходит до задачи {}: её await завершается ошибкой.",
            &[t.task(task)],
        ),
        Kind::Uncancelled { task, count } => t.say(
            "A request to cancel {} is taken back; {} left.",
            "Запрос на отмену задачи {} снят; осталось: {}.",
            &[t.task(task), t.number(count)],
        ),
        Kind::FutureCreated { future, name, .. } => match name {
            Some(name) => t.say("A future is made for {}.", "Создана футура для {}.", &[t.text(name)]),
            None => t.say("Future {} is made.", "Создана футура {}.", &[t.code(format!("#{}", future.0))]),
        },
        Kind::FutureSettled { future, how } => match how {
            Settled::Result(value) if matches!(trace.text(value), "()" | "") => {
                t.join("The result of {} is set.", "Есть результат: {}.", t.future(future), &[])
            }
            Settled::Result(value) => {
                t.join("The result of {} is set: {}.", "Есть результат, {}: {}.", t.future(future), &[t.text(value)])
            }
            Settled::Exception(error) => {
                t.join("An exception of {} is set: {}.", "Есть исключение, {}: {}.", t.future(future), &[t.text(error)])
            }
            Settled::Cancelled => t.join("Cancelled: {}.", "Отмена: {}.", t.future(future), &[]),
        },
        Kind::CallbackAdded { future, what } => {
            let mut pieces = t.join("When {} is settled, ", "Когда завершится {}, ", t.future(future), &[]);
            pieces.extend(t.join("{} will be scheduled.", "в очередь встанет {}.", t.what(what), &[]));
            pieces
        }
        Kind::CallbackRemoved { what, .. } => {
            t.join("No longer waiting: {}.", "Больше не ждёт: {}.", t.what(what), &[])
        }
        Kind::TimerSet { due, what, .. } => {
            t.say("A timer is set for {}: {}.", "Поставлен таймер на {}: {}.", &[t.time(due), t.text(what)])
        }
        Kind::TimerFired { timer, late } if late > Micros::ZERO => t.say(
            "The timer {} fires, {} late.",
            "Сработал таймер {}, с опозданием на {}.",
            &[t.timer(timer), t.time(late)],
        ),
        Kind::TimerFired { timer, .. } => t.say("The timer {} fires.", "Сработал таймер {}.", &[t.timer(timer)]),
        Kind::TimerCancelled { timer } => t.say("The timer {} is cancelled.", "Таймер {} отменён.", &[t.timer(timer)]),
        Kind::ResourceCreated { kind, name, .. } => {
            let (en, ru) = kind_of(kind);
            t.say("Made: {} {}.", "Создано: {} {}.", &[Piece::Plain(lang.pick(en, ru).into()), t.text(name)])
        }
        Kind::ResourceChanged { resource, state } => changed(&t, resource, state),
        Kind::ContextChanged { name, value } => t.say(
            "The context variable {} is now {}.",
            "Контекстная переменная {} теперь равна {}.",
            &[t.text(name), t.text(value)],
        ),
        Kind::Blocked { wall } => t.say("This step held the loop for {}.", "Этот шаг держал цикл {}.", &[t.time(wall)]),
        Kind::Output { text, .. } => t.say("Printed: {}", "Вывод: {}", &[t.text(text)]),
        Kind::Warning { code, text, .. } => warning(&t, code, text),
        Kind::Note { text } => t.say("{}", "{}", &[t.text(text)]),
        Kind::GeneratorCreated { generator, .. } => t.say(
            "Generator {} is created; none of its code has run yet.",
            "Создан генератор {}; его код ещё не выполнялся.",
            &[t.generator(generator)],
        ),
        Kind::GeneratorResumed { generator, how } => {
            let name = t.generator(generator);
            match how {
                Resumption::Next => t.say("Generator {} runs.", "Генератор {} выполняется.", &[name]),
                Resumption::Sent(value) => t.say(
                    "Generator {} goes on: its yield gives {}.",
                    "Генератор {} продолжает работу: его yield возвращает {}.",
                    &[name, t.text(value)],
                ),
                Resumption::Thrown(error) => t.say(
                    "Generator {} goes on with an error at its yield: {}.",
                    "Генератор {} продолжает работу с ошибкой в своём yield: {}.",
                    &[name, t.text(error)],
                ),
                Resumption::Closed => t.say(
                    "Generator {} is being closed: its yield fails with {}.",
                    "Генератор {} закрывают: его yield завершается ошибкой {}.",
                    &[name, t.code("GeneratorExit")],
                ),
            }
        }
        Kind::GeneratorYielded { generator, value, from, .. } => {
            let name = t.generator(generator);
            match (from, trace.text(value)) {
                (Some(from), _) => t.say(
                    "Generator {} passes on {} from {} and pauses.",
                    "Генератор {} передаёт дальше {} от {} и приостанавливается.",
                    &[name, t.text(value), t.generator(from)],
                ),
                (None, "()" | "None" | "") => {
                    t.say("Generator {} pauses at its yield.", "Генератор {} приостанавливается на yield.", &[name])
                }
                (None, _) => t.say(
                    "Generator {} yields {} and pauses.",
                    "Генератор {} отдаёт {} и приостанавливается.",
                    &[name, t.text(value)],
                ),
            }
        }
        Kind::GeneratorEnded { generator, outcome } => {
            let name = t.generator(generator);
            match outcome {
                GeneratorEnd::Returned(value) if matches!(trace.text(value), "()" | "None" | "") => t.say(
                    "Generator {} has ended: whoever resumed it gets {}.",
                    "Генератор {} завершился: тот, кто его возобновил, получает {}.",
                    &[name, t.code("StopIteration")],
                ),
                GeneratorEnd::Returned(value) => t.say(
                    "Generator {} has ended and returns {}, carried by {}.",
                    "Генератор {} завершился и возвращает {}: значение несёт {}.",
                    &[name, t.text(value), t.code("StopIteration")],
                ),
                GeneratorEnd::Raised(error) => t.say(
                    "Generator {} has failed: {}.",
                    "Генератор {} завершился ошибкой: {}.",
                    &[name, t.text(error)],
                ),
                GeneratorEnd::Closed => t.say("Generator {} is closed.", "Генератор {} закрыт.", &[name]),
            }
        }
    }
}

fn changed(t: &Teller<'_>, resource: ResourceId, state: crate::trace::Snapshot) -> Vec<Piece> {
    let state = t.trace.snapshot(state);
    let line = t.spans.resource(resource);
    let capacity = line.and_then(|line| line.capacity);
    let name = t.resource(resource);
    match line.map(|line| line.kind) {
        Some(ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue) => match capacity {
            Some(capacity) => t.say(
                "{} has {} of {}.",
                "В очереди {} занято {} из {}.",
                &[name, t.number(state.len), t.number(capacity)],
            ),
            None => t.say("{} has {}.", "В очереди {} элементов: {}.", &[name, t.number(state.len)]),
        },
        Some(ResourceKind::Lock) => match state.holder {
            Some(holder) => t.say("{} is taken by {}.", "Блокировку {} держит {}.", &[name, t.task(holder)]),
            None => t.say("{} is open.", "Блокировка {} открыта.", &[name]),
        },
        Some(ResourceKind::Event) if state.value == Some(1) => t.say("{} is set.", "Событие {} наступило.", &[name]),
        Some(ResourceKind::Event) => t.say("{} is not set.", "Событие {} не наступило.", &[name]),
        Some(ResourceKind::Semaphore | ResourceKind::BoundedSemaphore) => {
            t.say("{} has {} free.", "У семафора {} свободно: {}.", &[name, t.number(state.value.unwrap_or_default())])
        }
        Some(ResourceKind::Condition | ResourceKind::Barrier) | None => {
            t.say("{}: {} waiting.", "{}: ждут {}.", &[name, t.number(state.waiters.len() as u32)])
        }
    }
}

fn warning(t: &Teller<'_>, code: WarningCode, text: crate::trace::Text) -> Vec<Piece> {
    match code {
        WarningCode::NeverAwaited => {
            let name = t.trace.text(text).split('\'').nth(1).unwrap_or_default().to_string();
            t.say(
                "The coroutine {} was never awaited: it did nothing.",
                "Корутину {} так и не дождались: она ничего не сделала.",
                &[t.code(name)],
            )
        }
        WarningCode::TaskDestroyed => t.say("A task vanished while it waited.", "Задача исчезла, не дождавшись.", &[]),
        WarningCode::NeverRetrieved => {
            t.say("Nobody read this error: {}.", "Эту ошибку никто не прочитал: {}.", &[t.text(text)])
        }
        WarningCode::CallbackFailed => t.say(
            "A callback failed; the loop goes on: {}.",
            "Обратный вызов завершился ошибкой, цикл работает дальше: {}.",
            &[t.text(text)],
        ),
        WarningCode::Deadlock => deadlock(t),
        WarningCode::Limit => t.say(
            "The record is full: the run stops here, and all of it is kept.",
            "Запись заполнена: выполнение остановлено здесь, всё до этого места сохранено.",
            &[],
        ),
    }
}

/// So many waiting tasks are told of; the others are counted.
const TOLD: usize = 8;

/// "Nothing is scheduled; 2 tasks wait: ..."
fn deadlock(t: &Teller<'_>) -> Vec<Piece> {
    let state = t.index.state_at(t.trace, t.seq);
    let n = state.tasks.len();
    let tasks = plural(n, t.lang, ["task waits", "tasks wait"], ["задача ждёт", "задачи ждут", "задач ждут"]);
    let head = [Piece::Plain(count(n, t.lang)), Piece::Plain(tasks.into())];
    let mut pieces = t.say("Nothing is scheduled; {} {}.", "Ничего не запланировано; {} {}.", &head);
    for (task, live) in state.tasks.iter().take(TOLD) {
        pieces.push(Piece::Plain(" ".into()));
        match live.phase {
            Phase::Suspended(on) => pieces.extend(t.waits(*task, on)),
            Phase::Created | Phase::Ready | Phase::Running => pieces.push(t.task(*task)),
        }
    }
    if n > TOLD {
        let more = [Piece::Plain(count(n - TOLD, t.lang))];
        pieces.extend(t.say(" And {} more.", " И ещё {}.", &more));
    }
    pieces
}

fn kind_of(kind: ResourceKind) -> (&'static str, &'static str) {
    match kind {
        ResourceKind::Lock => ("lock", "блокировка"),
        ResourceKind::Event => ("event", "событие"),
        ResourceKind::Semaphore => ("semaphore", "семафор"),
        ResourceKind::BoundedSemaphore => ("bounded semaphore", "ограниченный семафор"),
        ResourceKind::Condition => ("condition", "условная переменная"),
        ResourceKind::Barrier => ("barrier", "барьер"),
        ResourceKind::Queue => ("queue", "очередь"),
        ResourceKind::LifoQueue => ("last-in-first-out queue", "очередь LIFO"),
        ResourceKind::PriorityQueue => ("priority queue", "очередь с приоритетами"),
    }
}

/// The sentence that matters at the playhead: that of the last event at or before it which concerns the program, not
/// the loop's book-keeping.
pub fn explanation(trace: &Trace, spans: &Spans, index: &Index, playhead: usize, lang: Lang) -> Vec<Piece> {
    let found = playhead.checked_sub(1).and_then(|last| index.matters(Seq(last as u32)));
    found.map_or_else(Vec::new, |seq| sentence(trace, spans, index, seq, lang))
}
