//! The tab *Compare*: two runs beside each other, and what they differ in.

use std::rc::Rc;

use yew::prelude::*;

use super::compare_figures::figures;
use super::compare_outputs::outputs;
use super::compare_sides::sides;
use super::compare_steps::steps;
use super::compare_tasks::tasks;
use crate::i18n::Lang;
use crate::page::effects::page_store::{Dispatcher, Store};
use crate::page::model::comparing::{ComparedPair, KeptRun, RunFindings};
use crate::reading::critical_path::PathPart;

/// Everything that the tab shows. It does not follow the playhead, so that a run that is played draws nothing of it anew.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The runs that can be compared, the oldest first.
    pub runs: Vec<KeptRun>,
    /// The runs that are compared.
    pub pair: Option<ComparedPair>,
    /// The number of the run that is shown.
    pub shown: Option<u32>,
    /// The number of the pinned run.
    pub pinned: Option<u32>,
    /// The result of the search, once it is there.
    pub found: Option<Rc<RunFindings>>,
    /// The difference at which the reader is, by its place among those found.
    pub at: Option<usize>,
    /// The last parts of the paths to the events of that difference, once they are known.
    pub reasons: Option<Rc<[Option<PathPart>; 2]>>,
    pub lang: Lang,
    pub dispatcher: Dispatcher,
}

/// The tab's contents.
pub fn compare_pane(store: &Store) -> Html {
    let pinned = store.comparing.pinned.as_ref().map(|run| run.number);
    html! {
        <ComparePane runs={store.comparable_runs().into_iter().cloned().collect::<Vec<_>>()} pair={store.compared_pair()}
            shown={store.shown_run().map(|run| run.number)} {pinned} found={store.findings()} at={store.comparing.at}
            reasons={store.reasons()}
            lang={store.settings.lang} dispatcher={store.dispatcher()} />
    }
}

/// The choice of two runs, their figures, their differences, their tasks and their outputs.
#[component]
fn ComparePane(props: &Props) -> Html {
    let lang = props.lang;
    html! {
        <div class="console compare" tabindex="0" role="region" aria-label={lang.pick("Two runs compared", "Сравнение двух запусков")}>
            { sides(props) }
            if let Some(found) = &props.found {
                { figures(found, lang) }
                { steps(props, found) }
                { tasks(props, found) }
                { outputs(found, lang) }
            } else if props.pair.is_some() {
                <p class="muted" role="status">{ lang.pick("Comparing…", "Идёт сравнение…") }</p>
            }
        </div>
    }
}
