use yew::prelude::*;

use super::answer_pane::AnswerPane;
use super::console::Console;
use super::event_list::EventList;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::state::Tab;
use crate::page::views::inspector::Inspector;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The tab in front.
    pub shown: Tab,
    /// The inspector has a pane of its own, and no tab.
    pub beside: bool,
    /// A program is shown, which has a tab where there is no room for it.
    pub code: bool,
    /// The panes have come by now.
    pub filled: bool,
    /// The line between output and inspector.
    pub splitter: Html,
}

/// The panes below the timeline: console, events and inspector.
#[component]
pub fn Outputs(props: &Props) -> Html {
    let Props { store, shown, beside, code, filled, .. } = props;
    let lang = store.settings.lang;
    let tab = |tab: Tab, label: &'static str| {
        let store = store.clone();
        let class = match tab {
            Tab::Code => "tab tab-code",
            Tab::Answer => "tab tab-answer",
            Tab::Console | Tab::Events | Tab::Inspector => "tab",
        };
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(WorkspaceAction::Tab(tab)));
        html! { <button type="button" {class} aria-pressed={(*shown == tab).to_string()} {onclick}>{ label }</button> }
    };
    let inspector = || html! { <Inspector store={store.clone()} /> };
    html! {
        <div class="outputs">
            <section class="pane output-pane" aria-label={lang.pick("Output and events", "Вывод и события")}>
                <div class="pane-head">
                    if store.answered().is_some() { { tab(Tab::Answer, lang.pick("Answer", "Ответ")) } }
                    { tab(Tab::Console, lang.pick("Console", "Консоль")) }
                    { tab(Tab::Events, lang.pick("Events", "События")) }
                    if !beside { { tab(Tab::Inspector, lang.pick("Inspector", "Инспектор")) } }
                    if *code { { tab(Tab::Code, lang.pick("Code", "Код")) } }
                </div>
                { match shown {
                    _ if !filled => html! {},
                    Tab::Events => html! { <EventList store={store.clone()} /> },
                    Tab::Inspector => inspector(),
                    Tab::Answer => html! { <AnswerPane store={store.clone()} /> },
                    Tab::Console | Tab::Code => html! { <Console store={store.clone()} /> },
                } }
            </section>
            if *beside {
                { props.splitter.clone() }
                <section class="pane inspector-pane" aria-labelledby="inspector-title">
                    <div class="pane-head"><h2 id="inspector-title">{ lang.pick("Inspector", "Инспектор") }</h2></div>
                    if *filled { { inspector() } }
                </section>
            }
        </div>
    }
}
