//! The sentence for how a run has ended.

use crate::engine::MOST_EVENTS;
use crate::i18n::{StoppedAt, limit_sentence};
use crate::page::model::state::{Phase, Record, State};
use crate::reading::LimitPlace;
use crate::trace::{Limit, Recorder, Status};

/// The sentence for the end of the run, unless it simply returned.
pub fn ended(state: &State) -> Option<String> {
    let Phase::Ended(status) = state.run.phase else { return None };
    let lang = state.settings.lang;
    match status {
        Status::Returned => None,
        Status::Raised(text) => {
            let record = state.run.record.as_ref()?;
            let error = record.trace.borrow().text(text).to_string();
            Some(lang.pick(format!("The program failed: {error}"), format!("Программа завершилась ошибкой: {error}")))
        }
        Status::Deadlock => Some(
            lang.pick("Deadlock: nothing can happen any more.", "Взаимная блокировка: больше ничего не произойдёт.")
                .into(),
        ),
        Status::Stopped => Some(stopped_by_hand(state)),
        // The rest of it is on its way.
        Status::Limit if state.python.growing => None,
        Status::Limit => Some(stopped_at_limit(state)),
    }
}

/// The sentence for a program that was stopped at a limit.
fn stopped_at_limit(state: &State) -> String {
    let limit = match state.script() {
        Some(_) => Some(state.python.limit),
        // A record that is full ends just below the limit of what made it.
        None => [MOST_EVENTS, Recorder::LIMIT].into_iter().find(|limit| state.len() <= *limit),
    };
    let (reached, at) = state.run.record.as_ref().map_or((Limit::Events, StoppedAt::default()), limit_of);
    limit_sentence(reached, limit.unwrap_or(state.len()), &at, state.settings.lang)
}

/// The sentence for a program that the reader has stopped, with the line where it was if that was found.
pub fn stopped_by_hand(state: &State) -> String {
    let lang = state.settings.lang;
    match state.run.record.as_ref().map(limit_of) {
        Some((Limit::Patience, at)) => limit_sentence(Limit::Patience, state.len(), &at, lang),
        _ => lang.pick("Stopped.", "Остановлено.").into(),
    }
}

/// The limit at which a record ends, and where that was.
fn limit_of(record: &Record) -> (Limit, StoppedAt) {
    let trace = record.trace.borrow();
    let place = LimitPlace::of(&trace);
    let task = place.task.zip(place.seq).map(|(task, seq)| record.spans().names.task(&trace, task, seq));
    let line = place.site.map(|site| trace.site(site)).map(|site| (trace.text(site.file).to_string(), site.line));
    (Limit::reached(&trace), StoppedAt { task, line })
}
