use std::rc::Rc;

use yew::prelude::*;

use crate::app::highlight::pieces;
use crate::app::session::Store;
use crate::app::state::{Action, State};
use crate::demos::Demo;
use crate::trace::{Kind, Outcome, TaskId};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// A task that stands at a line of the program.
#[derive(Clone, PartialEq)]
struct Standing {
    line: u32,
    name: Rc<str>,
    lane: usize,
}

/// Where the tasks stand at the playhead: the line of the last suspension of each that is not done.
fn standing(state: &State, demo: &Demo) -> Vec<Standing> {
    let Some(record) = &state.record else { return Vec::new() };
    let trace = record.trace.borrow();
    let (_, before) = demo.listing();
    let mut tasks: Vec<(TaskId, Rc<str>, Option<u32>)> = Vec::new();
    for kind in &trace.kinds()[..state.playhead] {
        match kind {
            Kind::TaskCreated { task, name, .. } => tasks.push((*task, trace.text(*name).into(), None)),
            Kind::StepEnded { task, stack, outcome } => {
                let Some(entry) = tasks.iter_mut().find(|(id, ..)| id == task) else { continue };
                entry.2 = match outcome {
                    Outcome::Suspended(_) => trace.stack(*stack).first().and_then(|frame| {
                        let site = trace.site(frame.site);
                        (trace.text(site.file) == demo.file).then(|| site.line.saturating_sub(before))
                    }),
                    Outcome::Returned(_) | Outcome::Raised(_) | Outcome::Cancelled => None,
                };
            }
            _ => {}
        }
    }
    let standing = tasks.into_iter().enumerate();
    standing.filter_map(|(lane, (_, name, line))| Some(Standing { line: line?, name, lane: lane % 8 })).collect()
}

/// The program that runs, with the lines where its tasks stand.
#[component]
pub fn Code(props: &Props) -> Html {
    let store = &props.store;
    let Some(demo) = store.demo() else { return html! {} };
    let lang = store.lang;
    let (listing, _) = demo.listing();
    // The tasks of several runs stand in several places: none is shown.
    let standing = if store.comparing { Vec::new() } else { standing(store, demo) };
    let lines = listing.lines().enumerate().map(|(i, line)| {
        let number = i as u32 + 1;
        let here: Vec<&Standing> = standing.iter().filter(|standing| standing.line == number).collect();
        let class = here.first().map(|first| format!("code-line standing lane-{}", first.lane));
        let tags = here.iter().map(|standing| {
            html! { <span class={format!("code-tag lane-{}", standing.lane)}>{ standing.name.to_string() }</span> }
        });
        html! {
            <div key={number} class={class.unwrap_or_else(|| "code-line".into())}>
                <span class="code-number-of-line" aria-hidden="true">{ number }</span>
                <code>{ for pieces(line).into_iter().map(|(piece, text)| html! {
                    <span class={piece.class()}>{ text.to_string() }</span>
                }) }</code>
                { for tags }
            </div>
        }
    });
    let copy = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            let store = store.clone();
            yew::platform::spawn_local(async move {
                if dom::copy(listing).await.is_err() {
                    store.dispatch(Action::Notice(Some(crate::app::state::Notice::NotCopied)));
                }
            });
        })
    };
    html! {
        <section class="pane code-pane" aria-labelledby="code-title">
            <div class="pane-head">
                <h2 id="code-title">{ "Rust" }</h2>
                <button type="button" class="quiet-button" onclick={copy}>{ lang.pick("Copy", "Копировать") }</button>
            </div>
            <div class="code" tabindex="0" role="region" aria-label={lang.pick("The program", "Программа")}>{ for lines }</div>
        </section>
    }
}
