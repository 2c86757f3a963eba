use yew::prelude::*;

use super::code::Code;
use super::course_walk::CourseWalk;
use super::demo_head::DemoHead;
use super::explanation::Explanation;
use super::outputs::Outputs;
use super::predict_pane::PredictPane;
use super::print_sheet::PrintSheet;
use super::record_files::RecordFiles;
use super::trace_head::TraceHead;
use crate::engine::Timing;
use crate::page::derived::kept_run_words::stacked;
use crate::page::effects::page_store::Store;
use crate::page::model::comparing::CompareAction;
use crate::page::model::embed::Embed;
use crate::page::model::link::LinkAction;
use crate::page::model::panes::Split;
use crate::page::model::predict::Predict;
use crate::page::model::state::{Analysis, Tab};
use crate::page::views::parts::paint_scheduler::{PaintTurns, use_paint_turns, use_progressive};
use crate::page::views::parts::splitter::{Splitter, classes_of, use_panes};
use crate::page::views::python::python_editor::PythonEditor;
use crate::page::views::python::python_head::PythonHead;
use crate::page::views::python::visits_pane::VisitsPane;
use crate::page::views::timeline::comparison::Comparison;
use crate::page::views::timeline::timeline_pane::TimelinePane;
use crate::page::views::timeline::transport::Transport;
use crate::web::dom;

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The page of one demo, of a program in Python or of an opened record. Its panes of words take turns in being drawn.
#[component]
pub fn DemoPage(props: &Props) -> Html {
    let store = props.store.clone();
    let turns = use_paint_turns(&store);
    html! {
        <ContextProvider<PaintTurns> context={turns}><Panes {store} /></ContextProvider<PaintTurns>>
    }
}

/// The head, the program, the timeline and the output.
#[component]
fn Panes(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let (beside, wide) = use_room();
    // The head comes first, then what drives the run, then the picture, then the program, then what they put out.
    let parts = use_progressive("demo", 4);
    let (picture, program, filled) = (parts > 1, parts > 2, parts > 3);
    let kept = store.program().is_none() && store.opened().is_some_and(|opened| opened.program.source.is_some());
    let has_program = store.program().is_some() || store.script().is_some() || kept;
    let code = has_program && store.embed.is_none_or(Embed::has_code);
    // What stands beside the others, or nowhere, is no tab: the console is in front in its place.
    let shown = match store.workspace.tab {
        // In the one row of tabs a chosen analysis is in front, but of a program that a link has brought first the program.
        _ if !beside && store.analysis() != Analysis::Inspector && !(store.is_empty() && store.script().is_some()) => {
            Tab::Inspector
        }
        Tab::Inspector if beside => Tab::Console,
        Tab::Code if wide || !code => Tab::Console,
        Tab::Answer if store.answered().is_none() => Tab::Console,
        tab => tab,
    };
    let console = store.embed.is_none_or(Embed::has_console);
    let visited = store.script().is_some() && (store.serves() || !store.python.visits.all.is_empty());
    let container = use_node_ref();
    let (panes, on_panes) = use_panes(&container, (store.address.comparing, !code, parts > 0));
    let splitter = |split: Split| html! { <Splitter {split} {panes} on_change={on_panes.clone()} {lang} /> };
    let walk = store
        .lesson()
        .filter(|_| store.embed.is_none())
        .map_or_else(Html::default, |demo| html! { <CourseWalk {demo} {lang} /> });
    let head = match (store.opened(), store.script()) {
        (Some(opened), _) => html! { <TraceHead opened={opened.clone()} {lang} /> },
        (None, Some(script)) => {
            let dispatcher = store.dispatcher();
            let on_keep = Callback::from(move |()| dispatcher.dispatch(LinkAction::Keep));
            let dispatcher = store.dispatcher();
            let on_compare = Callback::from(move |()| dispatcher.dispatch(CompareAction::RunVariants));
            let on_compare = store.variants_in_python().map(|_| on_compare);
            html! { <PythonHead {script} live={store.python.timing == Timing::Live} {lang} {on_keep} {on_compare} /> }
        }
        (None, None) => html! { <DemoHead store={store.clone()} /> },
    };
    if parts == 0 {
        return html! { <main id="main" class="demo" tabindex="-1">{ head }</main> };
    }
    if store.address.comparing {
        return html! {
            <main id="main" class="demo" tabindex="-1">
                { head }
                <PrintSheet store={store.clone()}>
                <div ref={container} class={classes!("panes", "comparing", classes_of(panes))}>
                    if program { <Code store={store.clone()} /> } else { <section class="pane code-pane"></section> }
                    { splitter(Split::Code) }
                    <section class="pane timeline-pane" aria-labelledby="timeline-title">
                        <h2 id="timeline-title" class="unseen">{ lang.pick("Side by side", "Сравнение") }</h2>
                        <Transport store={store.clone()} />
                        if picture { <Comparison store={store.clone()} compared={store.run.compared.clone()} /> }
                    </section>
                </div>
                </PrintSheet>
                { walk }
            </main>
        };
    }
    html! {
        <main id="main" class="demo" tabindex="-1">
            { head }
            <PrintSheet store={store.clone()}>
            <div ref={container} class={classes!(tab_class(shown), (!code).then_some("no-code"),
                store.script().map(|_| "of-script"), visited.then_some("visited"), classes_of(panes))}>
                if !code {
                } else if !program {
                    <section class="pane code-pane"></section>
                } else if kept {
                    <RecordFiles store={store.clone()} />
                } else if let Some(script) = store.script() {
                    <PythonEditor key={format!("{script:?}")} store={store.clone()} />
                } else {
                    <Code store={store.clone()} />
                }
                if visited { <VisitsPane store={store.clone()} /> }
                if code { { splitter(Split::Code) } }
                <section class="pane timeline-pane" aria-labelledby="timeline-title">
                    <h2 id="timeline-title" class="unseen">{ lang.pick("Timeline", "Временная шкала") }</h2>
                    <Transport store={store.clone()} />
                    if matches!(store.predict, Predict::Running | Predict::Asking(_)) {
                        <PredictPane store={store.clone()} />
                    } else if let Some(compared) = stacked(store).filter(|_| picture) {
                        <Comparison store={store.clone()} {compared} />
                        <Explanation store={store.clone()} />
                    } else if picture {
                        <TimelinePane store={store.clone()} />
                        <Explanation store={store.clone()} />
                    }
                </section>
                // It would move when the picture comes.
                if picture && console {
                    { splitter(Split::Timeline) }
                    <Outputs store={store.clone()} {shown} {beside} {code} {filled}
                        splitter={splitter(Split::Console)} />
                }
            </div>
            </PrintSheet>
            { walk }
        </main>
    }
}

/// The class of the panes by the tab in front.
fn tab_class(shown: Tab) -> &'static str {
    match shown {
        Tab::Console | Tab::Answer => "panes tab-is-console",
        Tab::Events => "panes tab-is-events",
        Tab::Inspector => "panes tab-is-inspector",
        Tab::Code => "panes tab-is-code",
    }
}

/// Returns whether there is room for the analyses beside the console, and for the code beside the timeline, now and
/// whenever the window changes.
#[hook]
fn use_room() -> (bool, bool) {
    let room = || (dom::has_room(), dom::is_wide());
    let found = use_state_eq(room);
    {
        let found = found.clone();
        use_effect_with((), move |()| {
            let listeners = dom::on_look(move || found.set(room()));
            move || drop(listeners)
        });
    }
    *found
}
