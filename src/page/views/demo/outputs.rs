use yew::prelude::*;

use super::answer_pane::AnswerPane;
use super::console::Console;
use super::event_list::EventList;
use crate::i18n::Lang;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::state::{Analysis, Tab};
use crate::page::views::analysis::compare_pane::compare_pane;
use crate::page::views::analysis::values_pane::values_pane;
use crate::page::views::analysis::what_if_pane::what_if_pane;
use crate::page::views::analysis::why_pane::why_pane;
use crate::page::views::inspector::Inspector;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The tab in front.
    pub shown: Tab,
    /// The analyses have a pane of their own, and no tabs among the others.
    pub beside: bool,
    /// A program is shown, which has a tab where there is no room for it.
    pub code: bool,
    /// The panes have come by now.
    pub filled: bool,
    /// The line between output and analyses.
    pub splitter: Html,
}

/// The panes below the timeline: console and events, and the analyses beside them or among their tabs.
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
        let alone = !beside;
        let onclick = Callback::from(move |_: MouseEvent| {
            store.dispatch(WorkspaceAction::Tab(tab));
            if alone {
                store.dispatch(WorkspaceAction::Analysis(Analysis::Inspector));
            }
        });
        html! { <button type="button" {class} aria-pressed={(*shown == tab).to_string()} {onclick}>{ label }</button> }
    };
    let analyses = store.analyses();
    // In the one row of tabs an analysis is in front only where no other pane is.
    let chosen = (*beside || *shown == Tab::Inspector).then(|| store.analysis());
    let analysis_tab = |analysis: Analysis| {
        let store = store.clone();
        let (pressed, alone) = ((chosen == Some(analysis)).to_string(), !beside);
        let onclick = Callback::from(move |_: MouseEvent| {
            if alone {
                store.dispatch(WorkspaceAction::Tab(Tab::Inspector));
            }
            store.dispatch(WorkspaceAction::Analysis(analysis));
        });
        html! { <button type="button" class="tab" aria-pressed={pressed} {onclick}>{ title(analysis, lang) }</button> }
    };
    // It follows no playhead, and has hundreds of rows.
    let seen = (store.run.clone(), store.why.clone(), store.moving.task, store.moving.stretch);
    let why = use_memo((store.analysis(), seen, lang), |(analysis, ..)| match analysis {
        Analysis::Why => why_pane(store),
        Analysis::Inspector | Analysis::WhatIf | Analysis::Values | Analysis::Compare => Html::default(),
    });
    // It follows the playhead when that rests, and is not drawn anew with every frame.
    let at = if store.playback.playing { None } else { Some(store.playback.playhead) };
    let seen = (store.run.clone(), store.values.clone(), store.python.engine.clone(), store.lights(), at);
    let values = use_memo((store.analysis(), seen, lang), |(analysis, ..)| match analysis {
        Analysis::Values => values_pane(store),
        Analysis::Inspector | Analysis::WhatIf | Analysis::Why | Analysis::Compare => Html::default(),
    });
    let analysis = || match store.analysis() {
        Analysis::Inspector => html! { <Inspector store={store.clone()} /> },
        Analysis::Why => (*why).clone(),
        Analysis::Compare => compare_pane(store),
        Analysis::WhatIf => what_if_pane(store),
        Analysis::Values => (*values).clone(),
    };
    html! {
        <div class="outputs">
            <section class="pane output-pane" aria-label={lang.pick("Output and events", "Вывод и события")}>
                <div class="pane-head">
                    if store.answered().is_some() { { tab(Tab::Answer, lang.pick("Answer", "Ответ")) } }
                    { tab(Tab::Console, lang.pick("Console", "Консоль")) }
                    { tab(Tab::Events, lang.pick("Events", "События")) }
                    if !beside { { for analyses.iter().map(|analysis| analysis_tab(*analysis)) } }
                    if *code { { tab(Tab::Code, lang.pick("Code", "Код")) } }
                </div>
                { match shown {
                    _ if !filled => html! {},
                    Tab::Events => html! { <EventList store={store.clone()} /> },
                    Tab::Inspector => analysis(),
                    Tab::Answer => html! { <AnswerPane store={store.clone()} /> },
                    Tab::Console | Tab::Code => html! { <Console store={store.clone()} /> },
                } }
            </section>
            if *beside {
                { props.splitter.clone() }
                <section class="pane inspector-pane" aria-label={lang.pick("Analysis", "Анализ")}>
                    <div class="pane-head">
                        if analyses.len() > 1 {
                            { for analyses.iter().map(|analysis| analysis_tab(*analysis)) }
                        } else {
                            <h2>{ title(Analysis::Inspector, lang) }</h2>
                        }
                    </div>
                    if *filled { { analysis() } }
                </section>
            }
        </div>
    }
}

/// The name of an analysis' tab.
fn title(analysis: Analysis, lang: Lang) -> &'static str {
    match analysis {
        Analysis::Inspector => lang.pick("Inspector", "Инспектор"),
        Analysis::Why => lang.pick("Why", "Почему"),
        Analysis::Compare => lang.pick("Compare", "Сравнить"),
        Analysis::WhatIf => lang.pick("What if", "Что если"),
        Analysis::Values => lang.pick("Values", "Значения"),
    }
}
