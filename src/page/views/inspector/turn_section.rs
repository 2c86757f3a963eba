use yew::prelude::*;

use super::moment::{Moment, aside, shape, spaced};
use crate::i18n;
use crate::page::derived::input_request::asks_for_a_line;
use crate::trace::{FIRST_PROCESS, HandleKind, Status};

/// The turn that is being run.
pub fn turn(m: &Moment) -> Html {
    let lang = m.lang;
    let number = m.state.turn.map(|turn| {
        let count = i18n::count(m.state.turns as usize, lang);
        m.goes(turn.since, count, lang.pick("to the beginning of the turn", "к началу хода"))
    });
    let running = m.state.running.iter().filter(|(_, running)| running.handle.is_some() || running.task.is_some());
    let rows: Vec<Html> = running
        .map(|(thread, running)| {
            let runs = match running.handle {
                Some((_, Some(what))) => what_runs(m, what),
                Some((_, None)) | None => running.task.map_or_else(Html::default, |task| m.task(task, None)),
            };
            let place = m.state.turn.filter(|turn| *thread == 0 && turn.handles > 0).map(|turn| {
                let (n, all) = (i18n::count(turn.begun as usize, lang), i18n::count(turn.handles as usize, lang));
                aside(lang.pick(format!("{n} of {all}"), format!("{n} из {all}")))
            });
            let beside = match *thread {
                0 => None,
                thread if thread >= FIRST_PROCESS => Some(lang.pick("process", "процесс").to_string()),
                thread => Some(lang.pick(format!("thread {thread}"), format!("поток {thread}"))),
            };
            let beside = beside.map(aside);
            html! { <p key={*thread} class="entry">{ shape("state-running") }{ spaced([Some(runs), place, beside]) }</p> }
        })
        .collect();
    let body = match (&m.state.ended, rows.is_empty()) {
        (_, false) => rows.into_iter().collect(),
        (Some(status), true) => m.nothing(match status {
            Status::Returned => {
                lang.pick("The loop has stopped: the program is done.", "Цикл остановлен: программа завершилась.")
            }
            Status::Raised(error) if m.trace.text(*error) == "KeyboardInterrupt" => {
                lang.pick("The loop has stopped: Ctrl+C.", "Цикл остановлен: Ctrl+C.")
            }
            Status::Raised(_) => lang.pick(
                "The loop has stopped: the program has failed.",
                "Цикл остановлен: программа завершилась ошибкой.",
            ),
            Status::Deadlock => lang.pick("The loop has stopped: a deadlock.", "Цикл остановлен: взаимная блокировка."),
            Status::Stopped if m.store.asked().is_some() => asks_for_a_line(lang),
            Status::Stopped => lang.pick("The run was stopped.", "Выполнение остановлено."),
            Status::Limit => lang.pick("The run has reached a limit.", "Выполнение дошло до предела."),
        }),
        (None, true) => m.nothing(match m.state.turn {
            None => lang.pick("The first one is still to come.", "Первый ещё впереди."),
            Some(turn) if turn.begun < turn.handles => lang.pick("Between two handles.", "Между двумя обработчиками."),
            Some(_) => lang.pick("It is over: all its handles have run.", "Окончен: все его обработчики выполнены."),
        }),
    };
    m.section("turn", lang.pick("Turn", "Ход цикла"), number.unwrap_or_default(), body)
}

/// The step, wake-up, callback or timer that a handle runs, with the task's name if it has one.
pub fn what_runs(m: &Moment, what: HandleKind) -> Html {
    let lang = m.lang;
    let (who, kind) = match what {
        HandleKind::Step(task) => (m.task(task, None), lang.pick("step", "шаг")),
        HandleKind::Wakeup(task) => (m.task(task, None), lang.pick("wake-up", "пробуждение")),
        HandleKind::Callback(name) => {
            (html! { <code>{ m.text(name) }</code> }, lang.pick("callback", "обратный вызов"))
        }
        HandleKind::Timer(_, name) => (html! { <code>{ m.text(name) }</code> }, lang.pick("timer", "таймер")),
    };
    spaced([Some(who), Some(aside(kind))])
}
