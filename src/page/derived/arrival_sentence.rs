//! The sentence that says where a step has gone, or why it has gone nowhere.

use crate::i18n::{self, Lang};
use crate::page::model::moving::{Arrival, StepKind, WaitLength};
use crate::page::model::state::{Phase, State};
use crate::trace::Seq;

/// The name of what steps of a kind go to: that of the task where there is one.
pub fn goal_name(state: &State, kind: StepKind) -> String {
    let lang = state.settings.lang;
    let name = match kind {
        StepKind::Task => match task_name(state) {
            Some(name) => return lang.pick(format!("Event of {name}"), format!("Событие задачи {name}")),
            None => lang.pick("Event of a task", "Событие задачи"),
        },
        StepKind::Line => lang.pick("Line with a stop", "Строка с точкой останова"),
        StepKind::Output => lang.pick("Output", "Вывод"),
        StepKind::Error => lang.pick("Error", "Ошибка"),
        StepKind::Wait => lang.pick("Wait", "Ожидание"),
    };
    name.into()
}

/// The name of the task of which steps go to an event.
fn task_name(state: &State) -> Option<String> {
    let (record, task) = (state.run.record.as_ref()?, state.stepped_task()?);
    Some(record.spans().names.task_alone(&record.trace.borrow(), task, Seq(u32::MAX)))
}

/// The words of a length of waits.
pub fn wait_length(length: WaitLength, lang: Lang) -> &'static str {
    match length {
        WaitLength::Tenth => lang.pick("of 0.1\u{a0}s or more", "от 0,1\u{a0}с"),
        WaitLength::Second => lang.pick("of 1\u{a0}s or more", "от 1\u{a0}с"),
        WaitLength::Longest => lang.pick("the longest", "самое долгое"),
    }
}

/// The sentence on the last step; `None` where the playhead has been moved in another way since.
pub fn arrival_sentence(state: &State) -> Option<String> {
    let lang = state.settings.lang;
    Some(match state.moving.arrived? {
        Arrival::At(kind, at) => {
            let (at, all) = (i18n::count(at, lang), i18n::count(state.len(), lang));
            let name = goal_name(state, kind);
            lang.pick(format!("{name}: event {at} of {all}"), format!("{name}: {at}-е событие из {all}"))
        }
        Arrival::Nothing(kind, forward) => nothing(state, kind, forward),
        Arrival::NoRecord => lang.pick("Nothing is recorded yet: run first.", "Ещё ничего не записано: сначала запустите.").into(),
        Arrival::NoTask => lang
            .pick("No task runs here. Click a lane to choose one.", "Здесь не выполняется ни одна задача. Щёлкните дорожку, чтобы выбрать её.")
            .into(),
        Arrival::NoStops => lang
            .pick(
                "No line has a stop. Click the number of a line to set one.",
                "Точек останова нет. Щёлкните номер строки, чтобы поставить её.",
            )
            .into(),
        Arrival::NothingAtStops => lang
            .pick(
                "No event of this record is at these lines. Events are where tasks wait, are created, yield or end.",
                "В этой записи на этих строках ничего не происходит. События есть там, где задачи ждут, создаются, отдают значение или завершаются.",
            )
            .into(),
        Arrival::NoteKept(at) => {
            let at = i18n::count(at, lang);
            lang.pick(
                format!("The note is kept at event {at}. The inspector lists all of them."),
                format!("Заметка к событию {at} сохранена. Все они — в инспекторе."),
            )
        }
        Arrival::NoteRemoved => lang
            .pick("The note is removed. The inspector has the undo.", "Заметка удалена. Вернуть её можно в инспекторе.")
            .into(),
        Arrival::NotesFull => lang
            .pick("A record has at most 200 notes. Remove one first.", "В записи не больше 200 заметок. Сначала удалите одну.")
            .into(),
        Arrival::OtherText => lang
            .pick(
                "The program has changed since this run. Run it again to go to its lines.",
                "Программа изменилась после этого запуска. Запустите её снова, чтобы переходить к её строкам.",
            )
            .into(),
    })
}

/// The sentence on a step that has found nothing.
fn nothing(state: &State, kind: StepKind, forward: bool) -> String {
    let lang = state.settings.lang;
    if kind == StepKind::Task {
        let name = task_name(state).unwrap_or_default();
        return match forward {
            true => lang.pick(format!("No later event of {name}."), format!("Дальше событий задачи {name} нет.")),
            false => lang.pick(format!("No earlier event of {name}."), format!("Раньше событий задачи {name} нет.")),
        };
    }
    let (en, ru) = match kind {
        StepKind::Task | StepKind::Line => ("event at a line with a stop", "событий на строках с точками останова"),
        StepKind::Output => ("output", "вывода"),
        StepKind::Error => ("error", "ошибок"),
        StepKind::Wait => match state.moving.wait {
            WaitLength::Tenth => ("wait of 0.1\u{a0}s or more", "ожиданий от 0,1\u{a0}с"),
            WaitLength::Second => ("wait of 1\u{a0}s or more", "ожиданий от 1\u{a0}с"),
            WaitLength::Longest => ("wait as long as the longest", "таких долгих ожиданий"),
        },
    };
    let goes_on = forward && state.run.phase == Phase::Running;
    match (forward, goes_on) {
        (true, true) => lang.pick(
            format!("No later {en} yet: the run goes on."),
            format!("Дальше {ru} пока нет: программа ещё выполняется."),
        ),
        (true, false) => lang.pick(format!("No later {en}."), format!("Дальше {ru} нет.")),
        (false, _) => lang.pick(format!("No earlier {en}."), format!("Раньше {ru} нет.")),
    }
}
