//! The tab *Why*: the critical path of the run, which says why it took so long.

use yew::prelude::*;

use crate::i18n::PathWords;
use crate::page::effects::page_store::Store;
use crate::reading::critical_path::CriticalPath;

/// The tab's contents.
pub fn why_pane(store: &Store) -> Html {
    let lang = store.settings.lang;
    let Some(record) = &store.run.record else { return Html::default() };
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let words = PathWords { trace: &trace, spans: &spans, file: "", lang };
    html! {
        <div class="console why" tabindex="0" role="region" aria-label={lang.pick("Why the run took so long", "Почему запуск занял столько времени")}>
            <p>{ words.advice(&CriticalPath::of_record(&trace)) }</p>
        </div>
    }
}
