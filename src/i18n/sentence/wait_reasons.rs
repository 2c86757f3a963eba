//! Sentences for the reasons of a wait.

use super::SentencePart;
use super::teller::{Case, Phrase, Teller};
use crate::clock::Micros;
use crate::i18n::network_waits::{Awaited, NetworkWait, datagram_wait, network_wait, timed_out};
use crate::i18n::timeline_words::is_process;
use crate::trace::{ConnectionEnd, FutureId, FutureOrigin, ResourceId, TaskId, WaitKind, WaitReason};

pub(super) fn waits(t: &Teller<'_>, task: TaskId, on: WaitReason) -> Phrase {
    waits_of(t, t.who(task), on)
}

/// Names the reason with any subject: the task may be a pronoun or a name.
pub(super) fn waits_of(t: &Teller<'_>, who: Phrase, on: WaitReason) -> Phrase {
    let resource = || t.resource(ResourceId(on.id));
    if let Some(wait) = network_wait(t.trace, t.spans, on) {
        return waits_for_network(t, who, &wait);
    }
    match datagram_wait(t.trace, t.spans, on) {
        Some("") => return t.say("{} waits for a datagram.", "{} ждёт датаграмму.", [who]),
        Some(from) => {
            return t.say("{} waits for a datagram from {}.", "{} ждёт датаграмму от {}.", [who, t.code(from)]);
        }
        None => {}
    }
    if let Some(time) = timed_out(t.spans, on) {
        return match on.kind {
            WaitKind::Io => t.say(
                "{} waits for the network, until the time-out ends the wait after {}.",
                "{} ждёт ответа сети, пока ожидание не прервёт тайм-аут через {}.",
                [who, t.time(time)],
            ),
            _ => t.say(
                "{} waits for {}, until the time-out ends the wait after {}.",
                "{} ждёт {}, пока ожидание не прервёт тайм-аут через {}.",
                [who, t.future(FutureId(on.id), Case::Accusative), t.time(time)],
            ),
        };
    }
    match on.kind {
        WaitKind::Sleep => match on.until {
            Some(until) if until != Micros::NEVER => {
                t.say("{} sleeps until {}.", "{} спит до {}.", [who, t.time(until)])
            }
            Some(_) | None => t.say("{} sleeps for ever.", "{} спит бессрочно.", [who]),
        },
        WaitKind::Future => match t.spans.names.future_of(FutureId(on.id)) {
            Some(FutureOrigin::TaskGroup) => t.say(
                "{} waits until every task of its group is done.",
                "{} ждёт, пока завершатся все задачи её группы.",
                [who],
            ),
            Some(FutureOrigin::Shield) => t.say(
                "{} waits for what shield keeps from being cancelled.",
                "{} ждёт то, что shield защищает от отмены.",
                [who],
            ),
            _ => t.say("{} waits for {}.", "{} ждёт {}.", [who, t.future(FutureId(on.id), Case::Accusative)]),
        },
        WaitKind::Task => {
            let en =
                if t.is_thread(TaskId(on.id)) { "{} waits for {} to end." } else { "{} waits for task {} to end." };
            t.say(en, "{} ждёт завершения {}.", [who, t.task(TaskId(on.id), Case::Genitive)])
        }
        WaitKind::QueueGet => {
            t.say("{} is held at get: {} is empty.", "{} ждёт в get: очередь {} пуста.", [who, resource()])
        }
        WaitKind::QueuePut => {
            t.say("{} is held at put: {} is full.", "{} ждёт в put: очередь {} заполнена.", [who, resource()])
        }
        WaitKind::QueueJoin => t.say(
            "{} waits in join until every item of {} is dealt with.",
            "{} ждёт в join, пока не обработают все элементы очереди {}.",
            [who, resource()],
        ),
        WaitKind::Lock => match holder(t, ResourceId(on.id)) {
            Some(holder) => t.say(
                "{} is held: {} is taken by {}.",
                "{} ждёт: блокировку {} держит {}.",
                [who, resource(), t.task(holder, Case::Nominative)],
            ),
            None => t.say("{} waits for {}.", "{} ждёт блокировку {}.", [who, resource()]),
        },
        WaitKind::Event => t.say("{} waits until {} is set.", "{} ждёт события {}.", [who, resource()]),
        WaitKind::Semaphore => {
            t.say("{} waits for a permit of {}.", "{} ждёт, пока у семафора {} освободится место.", [who, resource()])
        }
        WaitKind::Condition => {
            t.say("{} waits to be notified by {}.", "{} ждёт сигнала условия {}.", [who, resource()])
        }
        WaitKind::Barrier => {
            t.say("{} waits at {} for the others.", "{} ждёт остальных у барьера {}.", [who, resource()])
        }
        WaitKind::Gather => t.say(
            "{} waits until everything gathered is done.",
            "{} ждёт, пока завершится всё, что собрано в gather.",
            [who],
        ),
        WaitKind::Wait => t.say("{} waits for several tasks at once.", "{} ждёт сразу нескольких задач.", [who]),
        WaitKind::Io => t.say("{} waits for the network.", "{} ждёт ответа сети.", [who]),
        WaitKind::Thread if is_process(t.trace, t.spans, on) => {
            t.say("{} waits for a process.", "{} ждёт, пока закончит работу процесс.", [who])
        }
        WaitKind::Thread => match t.spans.names.future_text(FutureId(on.id)) {
            Some(name) => {
                let name = vec![SentencePart::Future(t.trace.text(name).into(), FutureId(on.id))];
                t.say("{} waits for {} to end.", "{} ждёт, пока закончит работу {}.", [who, name])
            }
            None => t.say("{} waits for a thread.", "{} ждёт, пока закончит работу поток.", [who]),
        },
        WaitKind::Turn => t.say(
            "{} gives the others a turn and goes to the end of the ready queue.",
            "{} пропускает других и встаёт в конец очереди готовых.",
            [who],
        ),
    }
}

/// Names what comes over the network, and over which connection.
fn waits_for_network(t: &Teller<'_>, who: Phrase, wait: &NetworkWait) -> Phrase {
    let (peer, number) = (t.code(wait.peer.clone()), t.connection(wait.connection));
    match (wait.awaited, wait.at) {
        (Awaited::Response, _) => t.say(
            "{} waits for the response of {} on connection {}.",
            "{} ждёт ответа {} по соединению {}.",
            [who, peer, number],
        ),
        (Awaited::Request, _) => {
            t.say("{} waits for a request on connection {}.", "{} ждёт запроса по соединению {}.", [who, number])
        }
        (Awaited::Data, ConnectionEnd::Client) => t.say(
            "{} waits for data of {} on connection {}.",
            "{} ждёт данных от {} по соединению {}.",
            [who, peer, number],
        ),
        (Awaited::Data, ConnectionEnd::Server) => t.say(
            "{} waits for data of the client on connection {}.",
            "{} ждёт данных клиента по соединению {}.",
            [who, number],
        ),
        (Awaited::Connection, _) => {
            t.say("{} waits for connection {} to {}.", "{} ждёт соединения {} с {}.", [who, number, peer])
        }
        (Awaited::End, _) => t.say(
            "{} waits until the other end closes connection {}.",
            "{} ждёт, пока другая сторона закроет соединение {}.",
            [who, number],
        ),
    }
}

/// The task that holds a lock at this event.
fn holder(t: &Teller<'_>, resource: ResourceId) -> Option<TaskId> {
    let line = t.spans.resource(resource)?;
    let known = line.states.partition_point(|(at, _)| at.seq <= t.seq);
    let (_, state) = line.states[..known].last()?;
    t.trace.snapshot(*state).holder
}
