use yew::platform::spawn_local;
use yew::prelude::*;

use super::drop_zone::DropZone;
use super::embedded_page::EmbeddedPage;
use super::file_progress::file_progress;
use super::header::Header;
use super::keys_dialog::KeysDialog;
use super::notice_bar::NoticeBar;
use super::ready_mark::ReadyMark;
use super::scroll_place::use_place;
use super::share_dialog::ShareDialog;
use crate::demos::neighbours;
use crate::engine::Timing;
use crate::i18n::Lang;
use crate::page::effects::frame_messages::use_frame_messages;
use crate::page::effects::page_store::{Store, use_store};
use crate::page::effects::session::use_pause_when_hidden;
use crate::page::model::action::{
    AddressAction, MoveAction, PlaybackAction, PredictAction, RunAction, WorkspaceAction,
};
use crate::page::model::comparing::CompareAction;
use crate::page::model::effect::{ViewOrder, Zoom};
use crate::page::model::embed::Embed;
use crate::page::model::moving::{FindAction, NoteAction, StepKind, StretchAction};
use crate::page::model::progress::Progress;
use crate::page::model::route;
use crate::page::model::route::Route;
use crate::page::model::state::{Action, Analysis, Axis, Notice, State, Theme};
use crate::page::model::workspace::Workspace;
use crate::page::views::demo::demo_page::DemoPage;
use crate::page::views::demo::no_trace::no_trace;
use crate::page::views::front::catalogue::Catalogue;
use crate::page::views::front::front_page::Front;
use crate::page::views::lesson::lesson_page::LessonPage;
use crate::page::views::reference::reference_page::ReferencePage;
use crate::page::views::timeline::search_row;
use crate::web::{self, dom};

/// The page.
#[component]
pub fn App() -> Html {
    let store = use_store(|| {
        let lang = if dom::root("lang").as_deref() == Some("ru") { Lang::Ru } else { Lang::En };
        let mut state = State::open(&dom::hash(), lang, Theme::of(&dom::root("data-theme").unwrap_or_default()));
        state.progress = remembered();
        state.workspace.catalogue = is_catalogue_unfolded();
        state.embed = dom::root("data-embed").map(|word| Embed::of(&word));
        state
    });
    use_pause_when_hidden(&store);
    // Before the address is followed: it reads the place of what is left.
    use_place(&store);
    use_address(&store);
    use_settings(&store);
    use_progress(&store);
    use_catalogue(&store);
    use_keys(&store);
    use_frame_messages(&store);
    let lang = store.settings.lang;
    if store.embed.is_some() {
        return html! {
            <>
                <EmbeddedPage store={store.clone()} />
                <KeysDialog store={store.clone()} />
                <NoticeBar store={store.clone()} />
                <ReadyMark />
            </>
        };
    }
    html! {
        <>
            <a class="skip" href="#main" onclick={Callback::from(|event: MouseEvent| {
                // The address is the demo's: only the focus moves.
                event.prevent_default();
                dom::focus("main");
            })}>{ lang.pick("Skip to the content", "К содержанию") }</a>
            <Header store={store.clone()} />
            if store.has_catalogue() {
                <div class={classes!("with-catalogue", store.folds_catalogue().then_some("folded"))}>
                    <Catalogue store={store.clone()} />
                    if let Route::Reference(page) = &store.address.route {
                        <ReferencePage page={page.clone()} store={store.clone()} />
                    } else if matches!(store.address.route, Route::Lesson(_)) {
                        <LessonPage store={store.clone()} />
                    } else if store.address.route == Route::Trace && store.opened().is_none() {
                        { no_trace(lang) }
                    } else {
                        <DemoPage store={store.clone()} />
                    }
                </div>
            } else {
                <Front store={store.clone()} />
            }
            <KeysDialog store={store.clone()} />
            if store.workspace.sharing { <ShareDialog store={store.clone()} /> }
            <NoticeBar store={store.clone()} />
            { file_progress(&store) }
            <DropZone store={store.clone()} />
            <ReadyMark />
        </>
    }
}

/// Follows the address, and keeps it and the title true to the state.
#[hook]
fn use_address(store: &Store) {
    let dispatcher = store.dispatcher();
    use_effect_with((), move |()| {
        let listener = dom::on_hash(move |hash| dispatcher.dispatch(AddressAction::Go(route::read(&hash))));
        move || drop(listener)
    });
    let (page, args, lang, comparing) =
        (store.address.route.clone(), store.address.args.clone(), store.settings.lang, store.address.comparing);
    let opened = store.files.opened.clone();
    let lesson = store.open_lesson().map(|open| open.title().to_string());
    let told = (page, args, lang, comparing, opened, lesson);
    use_effect_with(told, move |(page, args, lang, comparing, opened, lesson)| {
        match (page, args) {
            (Route::Demo(demo), Some(args)) => {
                dom::set_title(&format!("{} · Loopline", lang.pick(demo.title.en, demo.title.ru)));
                dom::replace_hash(&route::write(demo, args, *comparing));
            }
            (Route::Reference(page), _) => {
                dom::set_title(&format!("{} · Loopline", lang.pick(page.title().en, page.title().ru)));
            }
            (Route::Python(script), _) => {
                if script.page() == *script && dom::hash().contains("link=") {
                    // What the link has brought is kept, or was not to be had.
                    dom::replace_hash(&script.href());
                }
                let title = script.title();
                let language = if page.lesson().is_some() { "" } else { " · Python" };
                dom::set_title(&format!("{}{language} · Loopline", lang.pick(title.en, title.ru)));
            }
            (Route::Trace, _) => {
                let none = lang.pick("No record is open", "Запись не открыта");
                let title = opened.as_ref().map_or(none, |opened| opened.title(*lang));
                dom::set_title(&format!("{title} · Loopline"));
                dom::visit(route::TRACE);
            }
            (Route::Lesson(path), _) => {
                let none = lang.pick("Lesson", "Урок").to_string();
                dom::set_title(&format!("{} · Loopline", lesson.as_ref().unwrap_or(&none)));
                if path.is_none() {
                    dom::visit(route::LESSON);
                }
            }
            (Route::Front | Route::Unknown(_) | Route::Demo(_), _) => dom::set_title("Loopline"),
        }
    });
}

/// Language and colours reach the document and, where it is allowed, the next visit.
#[hook]
fn use_settings(store: &Store) {
    let first = use_mut_ref(|| true);
    let (dispatcher, embedded) = (store.dispatcher(), store.embed.is_some());
    use_effect_with((store.settings.lang, store.settings.theme), move |(lang, theme)| {
        let lang = lang.pick("en", "ru");
        dom::set_root("lang", lang);
        dom::set_root("data-lang", lang);
        dom::set_root("data-theme", theme.id());
        // What was only found on opening is not a choice to be kept.
        if !first.replace(false) && !embedded {
            let kept = web::save("loopline.lang", lang).and_then(|()| web::save("loopline.theme", theme.id()));
            if kept.is_err() {
                dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::Storage)));
            }
        }
    });
}

/// The progress that this device remembers; none where the browser forbids storage.
fn remembered() -> Progress {
    Progress::read(&web::load(Progress::KEY).ok().flatten().unwrap_or_default())
}

/// Keeps the reader's progress for the next visit. Where storage is forbidden it lasts for this one, without a word: it is
/// little to lose.
#[hook]
fn use_progress(store: &Store) {
    let known = use_mut_ref(|| store.progress.clone());
    use_effect_with(store.progress.clone(), move |progress| {
        let before = known.replace(progress.clone());
        if before != *progress
            && let Ok(stored) = web::load(Progress::KEY)
        {
            let _ = web::save(Progress::KEY, &progress.kept(&before, &stored.unwrap_or_default()));
        }
    });
}

/// Returns whether this device remembers an unfolded catalogue; not where the browser forbids storage.
fn is_catalogue_unfolded() -> bool {
    web::load(Workspace::CATALOGUE_KEY).ok().flatten().as_deref() == Some(Workspace::kept_catalogue(true))
}

/// Remembers whether the catalogue is unfolded. Where storage is forbidden it lasts for this visit, without a word.
#[hook]
fn use_catalogue(store: &Store) {
    let first = use_mut_ref(|| true);
    use_effect_with(store.workspace.catalogue, move |catalogue| {
        if !first.replace(false) {
            let _ = web::save(Workspace::CATALOGUE_KEY, Workspace::kept_catalogue(*catalogue));
        }
    });
}

/// Hears the keys of the whole page, which the dialog of keys lists.
#[hook]
fn use_keys(store: &Store) {
    let state = store.clone();
    // The listener is renewed with what it decides by, not with every frame.
    let demo = store.demo().is_some() || store.replays();
    let shown = store.demo().map(|demo| demo.id);
    let folded = store.folds_catalogue() && dom::is_wide();
    let facts = (
        demo,
        shown,
        store.workspace.keys || store.workspace.sharing,
        (store.workspace.drawer, folded),
        store.next_timing(),
        store.axis(),
        (store.moving.task.is_some(), store.moving.stretch.is_some()),
        store.analysis(),
    );
    use_effect_with(facts, move |(demo, _, keys, drawer, timing, axis, chosen, analysis)| {
        let (demo, keys, (drawer, folded), timing, axis, (chosen, selected)) =
            (*demo, *keys, *drawer, *timing, *axis, *chosen);
        let (analysis, compares) = (*analysis, *analysis == Analysis::Compare);
        let listener = dom::on_key(move |pressed| {
            let send = |action: Action| {
                state.dispatch(action);
                true
            };
            let zoom = |zoom: Zoom| {
                state.dispatcher().order(ViewOrder::ZoomTimeline(zoom));
                true
            };
            let step = |kind: StepKind, forward: bool| send(Action::Move(MoveAction::Step(kind, forward)));
            match pressed.key.as_str() {
                // An open dialog has the keys; it closes itself on Escape.
                _ if keys => false,
                "?" => send(Action::Workspace(WorkspaceAction::Keys(true))),
                "/" if folded => {
                    // The field can take the focus once it is shown.
                    spawn_local(async {
                        web::painted().await;
                        dom::focus("search");
                    });
                    send(Action::Workspace(WorkspaceAction::Catalogue(true)))
                }
                "/" => {
                    dom::focus("search");
                    true
                }
                "Escape" if drawer => send(Action::Workspace(WorkspaceAction::Drawer(false))),
                _ if !demo => false,
                "{" => walk(false),
                "}" => walk(true),
                "х" | "Х" if pressed.shift => walk(false),
                "ъ" | "Ъ" if pressed.shift => walk(true),
                "[" | "х" | "Х" => send(Action::Move(MoveAction::Stretch(StretchAction::From))),
                "]" | "ъ" | "Ъ" => send(Action::Move(MoveAction::Stretch(StretchAction::To))),
                "Escape" if selected => send(Action::Move(MoveAction::Stretch(StretchAction::Clear))),
                " " if !pressed.on_control => send(Action::Playback(PlaybackAction::Toggle)),
                "ArrowLeft" if !pressed.on_arrows => {
                    send(Action::Playback(PlaybackAction::Step(if pressed.shift { -10 } else { -1 })))
                }
                "ArrowRight" if !pressed.on_arrows => {
                    send(Action::Playback(PlaybackAction::Step(if pressed.shift { 10 } else { 1 })))
                }
                "Home" if !pressed.on_arrows => send(Action::Playback(PlaybackAction::Seek(0))),
                "End" if !pressed.on_arrows => send(Action::Playback(PlaybackAction::End)),
                "r" | "R" | "к" | "К" => send(Action::Run(RunAction::Run)),
                "l" | "L" | "д" | "Д" => send(Action::Run(RunAction::Timing(match timing {
                    Timing::Live => Timing::Exact,
                    Timing::Exact | Timing::Measured => Timing::Live,
                }))),
                "t" | "T" | "е" | "Е" => send(Action::Playback(PlaybackAction::Axis(match axis {
                    Axis::Time => Axis::Steps,
                    Axis::Steps => Axis::Time,
                }))),
                "n" | "N" | "т" | "Т" => step(StepKind::Task, !pressed.shift),
                "b" | "B" | "и" | "И" => step(StepKind::Line, !pressed.shift),
                "o" | "O" | "щ" | "Щ" => step(StepKind::Output, !pressed.shift),
                "e" | "E" | "у" | "У" => step(StepKind::Error, !pressed.shift),
                "w" | "W" | "ц" | "Ц" => step(StepKind::Wait, !pressed.shift),
                "d" | "D" | "в" | "В" if compares => {
                    state.dispatch(CompareAction::Step(!pressed.shift));
                    true
                }
                "f" | "F" | "а" | "А" => {
                    // It takes the focus when it comes, and again where it is.
                    dom::focus(search_row::FIELD_ID);
                    send(Action::Move(MoveAction::Find(FindAction::Open(true))))
                }
                "y" | "Y" | "н" | "Н" => send(Action::Workspace(WorkspaceAction::Analysis(match analysis {
                    Analysis::Why => Analysis::Inspector,
                    Analysis::Inspector | Analysis::WhatIf | Analysis::Values | Analysis::Compare => Analysis::Why,
                }))),
                "v" | "V" | "м" | "М" => send(Action::Workspace(WorkspaceAction::Analysis(match analysis {
                    Analysis::Values => Analysis::Inspector,
                    Analysis::Inspector | Analysis::WhatIf | Analysis::Why | Analysis::Compare => Analysis::Values,
                }))),
                "p" | "P" | "з" | "З" => send(Action::Predict(PredictAction::Ask)),
                "m" | "M" | "ь" | "Ь" => send(Action::Move(MoveAction::Note(NoteAction::Edit(None)))),
                "Escape" if chosen => send(Action::Move(MoveAction::Choose(None))),
                "+" | "=" => zoom(Zoom::In),
                "-" | "_" => zoom(Zoom::Out),
                "0" => zoom(Zoom::Fit),
                _ => false,
            }
        });
        move || drop(listener)
    });
}

/// Goes to the demo before or after the one of the address, if there is one. The state follows the address a moment later: a
/// key pressed in between goes on from where the last one led.
fn walk(forward: bool) -> bool {
    let Some(demo) = route::read(&dom::hash()).route.lesson() else { return false };
    let (previous, next) = neighbours(demo);
    let to = if forward { next } else { previous };
    if let Some(demo) = to {
        dom::go(&format!("#/demo/{}", demo.id));
    }
    to.is_some()
}
