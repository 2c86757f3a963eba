//! Sentences for locks, events, semaphores, conditions, barriers and queues: their creation and their contents.

use super::teller::{Case, Phrase, Teller};
use crate::i18n::Lang;
use crate::trace::{ResourceId, ResourceKind, Snapshot, Text};

pub(super) fn created(t: &Teller<'_>, kind: ResourceKind, name: Text) -> Phrase {
    let (en, ru) = match kind {
        ResourceKind::Lock => ("A lock is made: {}.", "Создана блокировка {}."),
        ResourceKind::Event => ("An event is made: {}.", "Создано событие {}."),
        ResourceKind::Semaphore => ("A semaphore is made: {}.", "Создан семафор {}."),
        ResourceKind::BoundedSemaphore => ("A bounded semaphore is made: {}.", "Создан ограниченный семафор {}."),
        ResourceKind::Condition => ("A condition is made: {}.", "Создано условие {}."),
        ResourceKind::Barrier => ("A barrier is made: {}.", "Создан барьер {}."),
        ResourceKind::Queue => ("A queue is made: {}.", "Создана очередь {}."),
        ResourceKind::LifoQueue => ("A last-in, first-out queue is made: {}.", "Создана очередь LIFO {}."),
        ResourceKind::PriorityQueue => ("A priority queue is made: {}.", "Создана очередь с приоритетами {}."),
    };
    t.say(en, ru, [t.text(name)])
}

pub(super) fn changed(t: &Teller<'_>, resource: ResourceId, state: Snapshot) -> Phrase {
    let state = t.trace.snapshot(state);
    let line = t.spans.resource(resource);
    let capacity = line.and_then(|line| line.capacity);
    let name = t.resource(resource);
    match line.map(|line| line.kind) {
        Some(ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue) => match capacity {
            Some(capacity) => {
                let places = t.number(capacity, ["place", "places"], ["места", "мест", "мест"]);
                let taken = t.plain(state.len.to_string());
                t.say("{} has {} of {} taken.", "В очереди {} занято {} из {}.", [name, taken, places])
            }
            None => {
                let items = t.number(state.len, ["item", "items"], ["элемент", "элемента", "элементов"]);
                t.say("{} has {}.", "В очереди {} {}.", [name, items])
            }
        },
        Some(ResourceKind::Lock) => match state.holder {
            Some(holder) => {
                t.say("{} is taken by {}.", "Блокировку {} держит {}.", [name, t.task(holder, Case::Nominative)])
            }
            None => t.say("{} is free.", "Блокировка {} свободна.", [name]),
        },
        Some(ResourceKind::Event) if state.value == Some(1) => t.say("{} is set.", "Событие {} наступило.", [name]),
        Some(ResourceKind::Event) => t.say("{} is not set.", "Событие {} не наступило.", [name]),
        Some(ResourceKind::Semaphore | ResourceKind::BoundedSemaphore) => {
            let permits = t.number(
                state.value.unwrap_or_default(),
                ["permit", "permits"],
                ["свободное место", "свободных места", "свободных мест"],
            );
            t.say("{} has {} free.", "У семафора {} {}.", [name, permits])
        }
        Some(ResourceKind::Condition) => match state.waiters.len() as u32 {
            0 => t.say("No task waits for {}.", "Сигнала условия {} никто не ждёт.", [name]),
            n => t.say("{} for {}.", "Сигнала условия {} {}.", by_name(t, waiting(t, n), name)),
        },
        Some(ResourceKind::Barrier) | None => match state.waiters.len() as u32 {
            0 => t.say("No task waits at {}.", "У барьера {} никто не ждёт.", [name]),
            n => t.say("{} at {}.", "У барьера {} {}.", by_name(t, waiting(t, n), name)),
        },
    }
}

/// Counts waiting tasks: "2 tasks wait", "ждут 2 задачи".
fn waiting(t: &Teller<'_>, n: u32) -> Phrase {
    let tasks = t.number(n, ["task waits", "tasks wait"], ["задача", "задачи", "задач"]);
    t.say("{}", if n % 10 == 1 && n % 100 != 11 { "ждёт {}" } else { "ждут {}" }, [tasks])
}

/// Puts words and a name into the order of the language: English has the name last, Russian first.
fn by_name(t: &Teller<'_>, words: Phrase, name: Phrase) -> [Phrase; 2] {
    match t.lang {
        Lang::En => [words, name],
        Lang::Ru => [name, words],
    }
}
