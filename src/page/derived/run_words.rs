//! The words of a run's critical path, and the explanation of the run, as the page shows and saves them.

use crate::i18n::{Lang, PathWords, RunExplanation};
use crate::page::model::state::State;
use crate::reading::critical_path::RunPath;

/// Calls `say` with the words for the record that is shown, if there is one. Lines of the program's own file are named as
/// the page numbers them.
pub fn with_path_words<T>(state: &State, say: impl FnOnce(&PathWords) -> T) -> Option<T> {
    let record = state.run.record.as_ref()?;
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let (file, before) = state.program_file();
    Some(say(&PathWords { trace: &trace, spans: &spans, file: &file, before, lang: state.settings.lang }))
}

/// Calls `say` with the explanation of the run that is shown, whose path was found.
pub fn with_explanation<T>(state: &State, found: &RunPath, say: impl FnOnce(&RunExplanation) -> T) -> Option<T> {
    let record = state.run.record.as_ref()?;
    let program = state.program_info();
    let ran = state.python.ran.as_ref().filter(|_| state.script().is_some());
    let advice = ran.map(|ran| ran.advice.clone()).unwrap_or_default();
    with_path_words(state, |words| {
        say(&RunExplanation {
            words: *words,
            index: &record.index(),
            found,
            program: (&program.id, &program.args),
            advice: &advice,
            strange: RunExplanation::first_strange(words.trace),
        })
    })
}

/// The shares of a line in the critical path and in all waiting, in percent, in words.
pub fn share_words([path, waiting]: [u64; 2], lang: Lang) -> String {
    lang.pick(
        format!("{path}% of the critical path, {waiting}% of all waiting"),
        format!("{path}\u{a0}% критического пути, {waiting}\u{a0}% всех ожиданий"),
    )
}
