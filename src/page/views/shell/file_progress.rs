use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::files::FileAction;
use crate::page::model::state::Action;

/// The progress of reading and writing files, where that takes time.
pub fn file_progress(store: &Store) -> Html {
    let lang = store.settings.lang;
    let line = |id: &'static str, label: String, percent: u8, stop: FileAction| {
        let store = store.clone();
        let stop = Callback::from(move |_: MouseEvent| store.dispatch(Action::File(stop.clone())));
        html! {
            <div class="notice under-way">
                <label for={id}>{ label }</label>
                <progress {id} max="100" value={percent.to_string()}></progress>
                <button type="button" class="plain-button" onclick={stop}>{ lang.pick("Cancel", "Отменить") }</button>
            </div>
        }
    };
    let opening = store.files.opening.as_ref().and_then(|opening| Some((opening.name.clone(), opening.percent?)));
    let opening = opening.map(|(name, percent)| {
        let label = lang.pick(format!("Reading “{name}”"), format!("Читаю «{name}»"));
        line("opening", label, percent, FileAction::StopOpening)
    });
    let saving = store.files.saving.as_ref().and_then(|saving| Some((&saving.name, saving.percent?)));
    let saving = saving.map(|(name, percent)| {
        let label = lang.pick(format!("Writing “{name}”"), format!("Записываю «{name}»"));
        line("saving", label, percent, FileAction::StopSaving)
    });
    if opening.is_none() && saving.is_none() {
        return html! {};
    }
    html! { <div class="notice-place">{ opening }{ saving }</div> }
}
