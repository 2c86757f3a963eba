//! Sentences for a task's life: creation, steps, cancellation, end.

use super::SentencePart;
use super::teller::{Case, Phrase, Teller};
use super::wait_reasons::waits;
use crate::trace::{Outcome, Seq, TaskId, Text};

pub(super) fn created(t: &Teller<'_>, task: TaskId, parent: Option<TaskId>) -> Phrase {
    let name = t.name(task);
    if t.is_process(task) {
        return match parent {
            Some(parent) => {
                t.say("{} starts process {} beside the loop.", "{} запускает процесс {}.", [t.who(parent), name])
            }
            None => t.say("Process {} starts.", "Запущен процесс {}.", [name]),
        };
    }
    match (parent, t.is_thread(task)) {
        (Some(parent), false) => t.say("{} creates task {}.", "{} создаёт задачу {}.", [t.who(parent), name]),
        (Some(parent), true) => t.say("{} starts {} beside the loop.", "{} запускает поток {}.", [t.who(parent), name]),
        (None, false) => t.say("Task {} is created.", "Создана задача {}.", [name]),
        (None, true) => t.say("{} starts beside the loop.", "Запущен поток {}.", [name]),
    }
}

pub(super) fn renamed(t: &Teller<'_>, task: TaskId, name: Text) -> Phrase {
    let before = Seq(t.seq.0.saturating_sub(1));
    let old = vec![SentencePart::Task(t.spans.names.task(t.trace, task, before), task)];
    t.say("Task {} is now called {}.", "Задача {} теперь называется {}.", [old, t.text(name)])
}

pub(super) fn step_ended(t: &Teller<'_>, task: TaskId, outcome: Outcome) -> Phrase {
    let who = t.who(task);
    // "Задача завершилась", but "поток завершился".
    let thread = t.is_thread(task);
    let ru = |of_task: &'static str, of_thread: &'static str| if thread { of_thread } else { of_task };
    match outcome {
        Outcome::Suspended(on) => waits(t, task, on),
        Outcome::Returned(value) if t.nothing(value) => {
            t.say("{} is finished.", ru("{} завершилась.", "{} завершился."), [who])
        }
        Outcome::Returned(value) => t.say(
            "{} is finished and returns {}.",
            ru("{} завершилась и вернула {}.", "{} завершился и вернул {}."),
            [who, t.text(value)],
        ),
        Outcome::Raised(error) => t.say(
            "{} fails: {}.",
            ru("{} завершилась ошибкой: {}.", "{} завершился ошибкой: {}."),
            [who, t.text(error)],
        ),
        Outcome::Cancelled => t.say("{} is cancelled.", ru("{} отменена.", "{} отменён."), [who]),
    }
}

pub(super) fn cancel_requested(t: &Teller<'_>, task: TaskId, message: Option<Text>) -> Phrase {
    let whose = t.task(task, Case::Genitive);
    match message {
        Some(message) => t.say(
            "Cancellation of {} is requested, with the message {}.",
            "Запрошена отмена {} с сообщением {}.",
            [whose, t.text(message)],
        ),
        None => t.say("Cancellation of {} is requested.", "Запрошена отмена {}.", [whose]),
    }
}

pub(super) fn cancel_delivered(t: &Teller<'_>, task: TaskId) -> Phrase {
    t.say(
        "The cancellation reaches {}: its await raises {}.",
        "Отмена дошла до {}: await завершается ошибкой {}.",
        [t.task(task, Case::Genitive), t.code("CancelledError")],
    )
}

pub(super) fn uncancelled(t: &Teller<'_>, task: TaskId, left: u32) -> Phrase {
    let whose = t.task(task, Case::Genitive);
    match left {
        0 => t.say("The request to cancel {} is taken back.", "Запрос на отмену {} снят.", [whose]),
        left => t.say(
            "One request to cancel {} is taken back; {} left.",
            "Один запрос на отмену {} снят; остаётся ещё {}.",
            [whose, t.number(left, ["is", "are"], ["запрос", "запроса", "запросов"])],
        ),
    }
}
