//! Sentences for the end of a run and for warnings.

use super::teller::{Phrase, Teller};
use super::wait_reasons::waits;
use crate::advice::Outdated;
use crate::i18n::{StoppedAt, limit_sentence, plural};
use crate::reading::TaskPhase;
use crate::trace::Limit;
use crate::trace::{Status, Text, WarningCode};

pub(super) fn ended(t: &Teller<'_>, status: Status) -> Phrase {
    match status {
        Status::Returned => t.say("The program is done.", "Программа завершилась.", []),
        // What ends a server has not failed.
        Status::Raised(error) if t.trace.text(error) == "KeyboardInterrupt" => {
            t.say("The program was ended by Ctrl+C.", "Программу завершили сочетанием Ctrl+C.", [])
        }
        Status::Raised(error) => {
            t.say("The program has failed: {}.", "Программа завершилась ошибкой: {}.", [t.text(error)])
        }
        Status::Deadlock => t.say(
            "Deadlock: nothing is scheduled, yet tasks wait.",
            "Взаимная блокировка: ничего не запланировано, а задачи ждут.",
            [],
        ),
        Status::Stopped => t.say("The run was stopped.", "Выполнение остановлено.", []),
        Status::Limit => t.say("The run has reached a limit.", "Выполнение дошло до предела.", []),
    }
}

pub(super) fn warning(t: &Teller<'_>, code: WarningCode, text: Text) -> Phrase {
    match code {
        WarningCode::NeverAwaited => {
            let name = t.trace.text(text).split('\'').nth(1).unwrap_or_default();
            t.say(
                "The coroutine {} was never awaited: it did nothing.",
                "Корутина {} осталась без await и ничего не сделала.",
                [t.code(name)],
            )
        }
        WarningCode::TaskDestroyed => match t.trace.text(text).split_once("! ") {
            Some((_, name)) => t.say(
                "Task {} was destroyed while it waited.",
                "Задача {} уничтожена, так и не дождавшись.",
                [t.code(name)],
            ),
            None => t.say("A task was destroyed while it waited.", "Задача уничтожена, так и не дождавшись.", []),
        },
        WarningCode::NeverRetrieved => {
            t.say("Nobody has read this error: {}.", "Эту ошибку никто не прочитал: {}.", [t.text(text)])
        }
        WarningCode::CallbackFailed => t.say(
            "A callback failed, and the loop goes on: {}.",
            "Обратный вызов завершился ошибкой, а цикл работает дальше: {}.",
            [t.text(text)],
        ),
        WarningCode::Deadlock => deadlock(t),
        WarningCode::Limit => match Limit::of(t.trace.text(text)).unwrap_or(Limit::Events) {
            Limit::Events => t.say(
                "The record is full: the run stops here, and all of it is kept.",
                "Запись заполнена: выполнение остановлено здесь, всё до этого места сохранено.",
                [],
            ),
            Limit::Resumptions => t.say(
                "{} of generators are recorded: the program goes on, and what its generators do from here on is not recorded.",
                "Записано {} генераторов: программа работает дальше, но что её генераторы делают после этого, не записывается.",
                [t.number(Limit::RESUMPTIONS, ["resumption", "resumptions"], ["возобновление", "возобновления", "возобновлений"])],
            ),
            // Where it was is told by the events before.
            limit => t.plain(limit_sentence(limit, t.trace.len(), &StoppedAt::default(), t.lang)),
        },
    }
}

pub(super) fn note(t: &Teller<'_>, text: Text) -> Phrase {
    match Outdated::read(t.trace.text(text)) {
        Some((outdated, line)) => {
            let (line, since) = (t.plain(line.to_string()), t.plain(format!("3.{}", outdated.since())));
            t.say(
                "Line {} is written for an older Python: since Python {} it is an error.",
                "Строка {} написана для старого Python: начиная с Python {} это ошибка.",
                [line, since],
            )
        }
        None => t.say("Noted: {}.", "Отмечено: {}.", [t.text(text)]),
    }
}

/// Most waiting tasks that a sentence lists; the others are counted.
const MAX_LISTED_TASKS: usize = 8;

/// Describes a deadlock: "Nothing is scheduled, and 2 tasks wait. worker-1 is held: ..."
fn deadlock(t: &Teller<'_>) -> Phrase {
    let state = t.index.state_at(t.trace, t.seq);
    let n = state.tasks.len();
    let wait = t.plain(plural(n, t.lang, ["waits", "wait"], ["ждёт", "ждут", "ждут"]));
    let mut pieces =
        t.say("Nothing is scheduled, and {} {}.", "Ничего не запланировано, а {} {}.", [tasks(t, n), wait]);
    let suspended = state.tasks.iter().filter_map(|(task, live)| match live.phase {
        TaskPhase::Suspended(on) => Some((*task, on)),
        TaskPhase::Created | TaskPhase::Ready | TaskPhase::Running => None,
    });
    for (task, on) in suspended.take(MAX_LISTED_TASKS) {
        pieces.extend(t.plain(" "));
        pieces.extend(waits(t, task, on));
    }
    if n > MAX_LISTED_TASKS {
        let more = t.number((n - MAX_LISTED_TASKS) as u32, ["other", "others"], ["задача", "задачи", "задач"]);
        let wait = t.plain(plural(n - MAX_LISTED_TASKS, t.lang, ["waits", "wait"], ["ждёт", "ждут", "ждут"]));
        pieces.extend(t.say(" And {} {}.", " И ещё {} {}.", [more, wait]));
    }
    pieces
}

fn tasks(t: &Teller<'_>, n: usize) -> Phrase {
    t.number(n as u32, ["task", "tasks"], ["задача", "задачи", "задач"])
}
