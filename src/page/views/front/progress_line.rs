use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::action::ProgressAction;
use crate::page::model::progress;
use crate::page::model::state::Action;

/// The progress in the course, and a button to forget it, which then takes that back: it stays in its place and keeps the
/// focus. Nothing as long as nothing has been seen.
pub fn progress_line(store: &Store) -> Html {
    let lang = store.settings.lang;
    let (any, recall) = (store.progress.any(), store.progress.can_recall());
    if !any && !recall {
        return html! {};
    }
    let send = {
        let store = store.clone();
        let action =
            if any { Action::Progress(ProgressAction::Forget) } else { Action::Progress(ProgressAction::Recall) };
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let (label, title) = match any {
        true => (
            lang.pick("Forget", "Забыть"),
            lang.pick(
                "Forget which demos you have seen and which questions you have answered",
                "Забыть, какие демо вы просмотрели и на какие вопросы ответили",
            ),
        ),
        false => (
            lang.pick("Undo", "Вернуть"),
            lang.pick(
                "Bring back which demos you have seen and which questions you have answered",
                "Вернуть отметки о просмотренных демо и отвеченных вопросах",
            ),
        ),
    };
    let text = match any {
        true => progress::told(store.progress.of_course(), lang),
        false => lang.pick("Forgotten on this device.", "Забыто на этом устройстве.").into(),
    };
    html! {
        <p class="progress-line">
            <span role="status">{ text }</span>
            <button type="button" class="quiet-button" {title} aria-label={format!("{label}: {title}")} onclick={send}>
                { label }
            </button>
        </p>
    }
}
