use std::collections::HashMap;
use std::rc::Rc;

use yew::prelude::*;

use crate::demos::Demo;
use crate::i18n;
use crate::page::derived::run_words::share_words;
use crate::page::derived::rust_highlight::pieces;
use crate::page::derived::standing::{Standing, standing};
use crate::page::effects::page_store::{Store, use_view_orders};
use crate::page::model::action::{ListingAction, MoveAction, WorkspaceAction};
use crate::page::model::effect::ViewOrder;
use crate::page::model::python::{Script, Twin};
use crate::page::model::state::{Highlight, Notice, State};
use crate::page::views::parts::missing_text::MissingText;
use crate::page::views::parts::named::Named;
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::reading::GeneratorPhase;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The line at which the generator that is pointed at is paused.
fn paused(state: &State, demo: &Demo) -> Option<u32> {
    let (Some(Highlight::Generator(place)), Some(record)) = (state.workspace.lit, &state.run.record) else {
        return None;
    };
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let moment = record.moment(state.playback.playhead);
    let (_, live) = moment.generators.iter().find(|(id, _)| spans.generator_place(**id) == Some(place))?;
    let GeneratorPhase::Yielded { stack, .. } = live.pause else { return None };
    let site = trace.site(trace.stack(stack).first()?.site);
    (trace.text(site.file) == demo.file).then(|| site.line.saturating_sub(demo.source.before()))
}

/// A line of a program with its number and the tasks that stand there. It is lit if one of them is, or if `lit` says so.
///
/// A press on the number sets a stop, unless runs are compared. `file` is the file's name in the record, with the number of its lines
/// that are not shown above the first.
pub(super) fn code_line(
    store: &Store,
    lights: &[Highlight],
    (file, before): (&Rc<str>, u32),
    (number, text): (u32, Html),
    standing: Option<&(Vec<Standing>, usize)>,
    lit: bool,
    shares: &[(u32, [u64; 2])],
) -> Html {
    let lang = store.settings.lang;
    let (here, all) = standing.map_or((&[][..], 0), |(here, all)| (here, *all));
    let pointed = here.iter().find(|standing| lights.contains(&Highlight::Task(standing.task)));
    let class = pointed.or(here.first()).map(|first| format!("code-line standing lane-{}", first.colour));
    let class = classes!(class.unwrap_or_else(|| "code-line".into()), (pointed.is_some() || lit).then_some("lit-line"));
    let tags = here.iter().map(|standing| {
        let what = Highlight::Task(standing.task);
        let to = lang.pick("to where it came to stand here", "к тому, как она здесь остановилась");
        html! { <Named dispatcher={store.dispatcher()} {what} lit={lights.contains(&what)} name={standing.name.clone()}
        class={classes!("code-tag", format!("lane-{}", standing.colour))}
        goes={(standing.since.0 as usize + 1, AttrValue::from(to))} /> }
    });
    let more = (all > here.len()).then(|| {
        let more = i18n::count(all - here.len(), lang);
        html! { <span class="code-tag code-more">{ lang.pick(format!("and {more} more"), format!("и ещё {more}")) }</span> }
    });
    html! {
        <div key={number} {class}>
            { line_number(store, file, (number, number + before), shares_of(number, shares)) }
            <code>{ text }</code>
            if all > 0 { <span class="code-tags">{ for tags }{ more.unwrap_or_default() }</span> }
        </div>
    }
}

/// The shares of a line, if it has any.
fn shares_of(number: u32, shares: &[(u32, [u64; 2])]) -> Option<[u64; 2]> {
    shares.iter().find(|(line, _)| *line == number).map(|(_, shares)| *shares)
}

/// The number of a line, which sets a stop there and takes it away. `line` is the number in the file that ran. Tab comes to the
/// first of them; up and down go on from there.
fn line_number(store: &Store, file: &Rc<str>, (number, line): (u32, u32), shares: Option<[u64; 2]>) -> Html {
    let lang = store.settings.lang;
    if store.address.comparing {
        return html! { <span class="code-number-of-line" aria-hidden="true">{ number }</span> };
    }
    let stops = store.moving.stops.has(file, line);
    let onclick = {
        let (dispatcher, file) = (store.dispatcher(), file.clone());
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(MoveAction::Stop(Some(file.clone()), line)))
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => number.saturating_sub(1),
            "ArrowDown" => number + 1,
            _ => return,
        };
        event.prevent_default();
        dom::focus(&format!("code-number-{to}"));
    });
    let words = shares.map(|shares| share_words(shares, lang));
    let label = lang.pick(format!("Line {number}: stop"), format!("Строка {number}: точка останова"));
    let label = words.iter().fold(label, |label, words| format!("{label}. {words}"));
    let bar = shares.filter(|[path, _]| *path > 0).map(|[path, _]| {
        html! {
            <svg class="line-share" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
                <rect width={path.max(4).to_string()} height="3" />
            </svg>
        }
    });
    html! {
        <button type="button" id={format!("code-number-{number}")} class={classes!("code-number-of-line", stops.then_some("stop"))}
            tabindex={(number > 1).then_some("-1")} aria-pressed={stops.to_string()}
            title={words} aria-label={label} {onclick} {onkeydown}>{ number }{ bar }</button>
    }
}

/// The pane of the program that runs, with the lines where its tasks stand.
#[component]
pub fn Code(props: &Props) -> Html {
    let store = use_throttled(&props.store, Pane::Program);
    html! { <CodePane {store} /> }
}

/// Scrolls to a line that is to be seen.
#[hook]
pub(super) fn use_line_in_sight(store: &Store) {
    use_view_orders(store, |order| {
        if let ViewOrder::ShowLine(line) = order {
            dom::reveal("code", &format!("code-number-{line}"));
        }
    });
}

/// The program's lines, with the tasks that stand at them.
#[component]
fn CodePane(props: &Props) -> Html {
    let store = &props.store;
    use_line_in_sight(store);
    let Some(demo) = store.program() else { return html! {} };
    let lang = store.settings.lang;
    let listing = store.listings.get(demo);
    let text = listing.and_then(|listing| listing.as_ref().ok());
    // Lines have their room, and tasks stand at them, before the text is there.
    let mut texts = text.map_or("", |text| text).lines();
    // The tasks of several runs stand in several places: none is shown.
    let standing =
        if store.address.comparing { HashMap::new() } else { standing(store, demo.file, demo.source.before()) };
    let (lights, paused) = (store.lights(), paused(store, demo));
    let (shares, part) =
        (store.line_shares(demo.file, demo.source.before()), store.path_line_in(demo.file, demo.source.before()));
    let file: Rc<str> = demo.file.into();
    let twin = store.address.args.as_ref().and_then(|args| Twin::near(demo, args));
    let lines = (1..=demo.source.lines()).map(|number| {
        let text = pieces(texts.next().unwrap_or_default()).into_iter().map(|(piece, text)| {
            html! { <span class={piece.class()}>{ text.to_string() }</span> }
        });
        let lit = [paused, part].contains(&Some(number));
        let place = (&file, demo.source.before());
        code_line(store, &lights, place, (number, html! { <>{ for text }</> }), standing.get(&number), lit, &shares)
    });
    let copy = {
        let (store, text) = (store.clone(), text.cloned());
        Callback::from(move |_: MouseEvent| {
            let Some(text) = text.clone() else { return };
            let store = store.clone();
            yew::platform::spawn_local(async move {
                if dom::copy(&text).await.is_err() {
                    store.dispatch(WorkspaceAction::Notice(Some(Notice::NotCopied)));
                }
            });
        })
    };
    let again = {
        let dispatcher = store.dispatcher();
        Callback::from(move |()| dispatcher.dispatch(ListingAction::FetchAgain))
    };
    html! {
        <section class={classes!("pane", "code-pane", twin.map(|_| "two-languages"))} aria-labelledby="code-title">
            <div class="pane-head">
                <h2 id="code-title" class={classes!(twin.map(|_| "tab current"))}>{ "Rust" }</h2>
                if let Some(twin) = twin {
                    <a class="tab" href={Script::Twin(twin).href()}
                        title={lang.pick("The same in Python, to be edited and run", "То же на Python: можно менять и запускать")}>
                        { "Python" }
                    </a>
                }
                <button type="button" class="quiet-button" aria-disabled={text.is_none().to_string()} onclick={copy}>{ lang.pick("Copy", "Копировать") }</button>
            </div>
            <div id="code" class="code" tabindex="0" role="region" aria-label={lang.pick("The program", "Программа")}
                aria-busy={listing.is_none().to_string()}>
                { match listing {
                    Some(Err(why)) => html! {
                        <MissingText why={*why} {again} {lang} unreachable={lang.pick(
                            "The program’s text did not load. The demo itself is here and runs.",
                            "Текст программы не загрузился. Само демо на месте и работает.",
                        )} outdated={lang.pick(
                            "Loopline has been updated since this page was opened, and the program with it.",
                            "С тех пор как эта страница открыта, Loopline обновился, и программа вместе с ним.",
                        )} />
                    },
                    Some(Ok(_)) | None => html! { <>{ for lines }</> },
                } }
            </div>
        </section>
    }
}
