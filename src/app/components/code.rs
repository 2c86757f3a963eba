use std::collections::HashMap;

use yew::prelude::*;

use crate::app::highlight::pieces;
use crate::app::session::Store;
use crate::app::state::{Action, State};
use crate::demos::Demo;
use crate::i18n;
use crate::trace::Seq;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// A task that stands at a line of the program.
#[derive(Clone, PartialEq)]
struct Standing {
    name: String,
    colour: u8,
}

/// So many tasks are named at a line; the others are counted.
const NAMED: usize = 3;

/// Where the tasks stand at the playhead: for each line, those whose last suspension is there, and how many there are.
fn standing(state: &State, demo: &Demo) -> HashMap<u32, (Vec<Standing>, usize)> {
    let mut lines: HashMap<u32, (Vec<Standing>, usize)> = HashMap::new();
    let Some(record) = &state.record else { return lines };
    let (trace, index) = (record.trace.borrow(), record.index.borrow());
    let (_, before) = demo.listing();
    let moment = record.moment(state.playhead);
    for (id, task) in &moment.tasks {
        let site = task.stack.and_then(|stack| trace.stack(stack).first()).map(|frame| trace.site(frame.site));
        let Some(site) = site.filter(|site| trace.text(site.file) == demo.file) else { continue };
        let (named, all) = lines.entry(site.line.saturating_sub(before)).or_default();
        *all += 1;
        if named.len() < NAMED {
            let name = index.names().task(&trace, *id, moment.at.unwrap_or(Seq(0)));
            named.push(Standing { name, colour: record.colour(*id) });
        }
    }
    lines
}

/// The program that runs, with the lines where its tasks stand.
#[component]
pub fn Code(props: &Props) -> Html {
    let store = &props.store;
    let Some(demo) = store.demo() else { return html! {} };
    let lang = store.lang;
    let (listing, _) = demo.listing();
    // The tasks of several runs stand in several places: none is shown.
    let standing = if store.comparing { HashMap::new() } else { standing(store, demo) };
    let lines = listing.lines().enumerate().map(|(i, line)| {
        let number = i as u32 + 1;
        let (here, all) = standing.get(&number).map_or((&[][..], 0), |(here, all)| (here, *all));
        let class = here.first().map(|first| format!("code-line standing lane-{}", first.colour));
        let tags = here.iter().map(|standing| {
            html! { <span class={format!("code-tag lane-{}", standing.colour)}>{ standing.name.clone() }</span> }
        });
        let more = (all > here.len()).then(|| {
            let more = i18n::count(all - here.len(), lang);
            html! { <span class="code-tag">{ lang.pick(format!("and {more} more"), format!("и ещё {more}")) }</span> }
        });
        html! {
            <div key={number} class={class.unwrap_or_else(|| "code-line".into())}>
                <span class="code-number-of-line" aria-hidden="true">{ number }</span>
                <code>{ for pieces(line).into_iter().map(|(piece, text)| html! {
                    <span class={piece.class()}>{ text.to_string() }</span>
                }) }</code>
                { for tags }
                { more.unwrap_or_default() }
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
