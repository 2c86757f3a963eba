//! Sentences for the end of a run and for warnings.

use super::teller::{Phrase, Teller};
use super::wait_reasons::waits;
use crate::advice::Outdated;
use crate::i18n::plural;
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
            Limit::Output => t.say(
                "The program has printed {}, which is the limit: it is stopped here.",
                "Программа напечатала {} — это предел: здесь она остановлена.",
                [t.plain(format!("{}\u{a0}{}", Limit::OUTPUT / 1024, t.lang.pick("KB", "КБ")))],
            ),
            Limit::Tasks => t.say(
                "More than {} are alive, which is the limit: the program is stopped here.",
                "Не завершено больше {} — это предел: здесь программа остановлена.",
                [t.number(Limit::TASKS as u32, ["task", "tasks"], ["задачи", "задач", "задач"])],
            ),
            Limit::Turns => t.say(
                "{} have passed in which the program has waited for nothing: it is stopped here. `sleep(0)` gives the others a turn and waits for nothing.",
                "Прошло {}, в которых программа ничего не ждала: здесь она остановлена. `sleep(0)` даёт ход другим, но ничего не ждёт.",
                [t.number(Limit::TURNS, ["turn", "turns"], ["ход цикла", "хода цикла", "ходов цикла"])],
            ),
            Limit::Looks => t.say(
                "The program has looked at the clock {} and waited for nothing: it is stopped here. `asyncio.sleep` and `time.sleep` wait for a moment to come.",
                "Программа посмотрела на часы {} и ничего не ждала: здесь она остановлена. Дождаться нужного момента умеют `asyncio.sleep` и `time.sleep`.",
                [t.number(Limit::LOOKS, ["time", "times"], ["раз", "раза", "раз"])],
            ),
            Limit::Waits => t.say(
                "The program has waited {} and nothing has happened that could be shown: it is stopped here.",
                "Программа ждала {}, и за это время не случилось ничего, что можно показать: здесь она остановлена.",
                [t.number(Limit::WAITS, ["time", "times"], ["раз", "раза", "раз"])],
            ),
            Limit::Stacks => t.say(
                "The threads or processes of this program have to take turns, for which a browser has to suspend their stacks, and this one cannot: the program is stopped here. Run it in a current Chrome, Edge or Firefox, or on the command line.",
                "Потоки или процессы этой программы должны сменять друг друга, а для этого браузер должен уметь приостанавливать их стеки, и этот не умеет: здесь программа остановлена. Запустите её в свежем Chrome, Edge или Firefox либо из командной строки.",
                [],
            ),
            Limit::Patience => t.say(
                "The run is stopped by hand: the program was here.",
                "Выполнение остановлено вручную: программа была здесь.",
                [],
            ),
            Limit::Resumptions => t.say(
                "{} of generators are recorded: the program goes on, and what its generators do from here on is not recorded.",
                "Записано {} генераторов: программа работает дальше, но что её генераторы делают после этого, не записывается.",
                [t.number(Limit::RESUMPTIONS, ["resumption", "resumptions"], ["возобновление", "возобновления", "возобновлений"])],
            ),
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
