use yew::prelude::*;

use super::file_menu::FileMenu;
use crate::i18n::Lang;
use crate::page::effects::page_store::Store;
use crate::page::model::action::{SettingsAction, WorkspaceAction};
use crate::page::model::python::Script;
use crate::page::model::route::Route;
use crate::page::model::state::{Action, Theme};
use crate::page::views::parts::icon::{Icon, IconShape};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The bar on top: the way to the front page, the place of the page shown, and what concerns the whole page.
#[component]
pub fn Header(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let send = |action: Action| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let (theme, next, label) = match store.settings.theme {
        Theme::System => ("◐", Theme::Light, lang.pick("Colours: as the system", "Цвета: как в системе")),
        Theme::Light => ("☀", Theme::Dark, lang.pick("Colours: light", "Цвета: светлые")),
        Theme::Dark => ("☾", Theme::System, lang.pick("Colours: dark", "Цвета: тёмные")),
    };
    let language = |wanted: Lang, short: &'static str, name: &'static str, tag: &'static str| {
        html! {
            <button type="button" lang={tag} aria-label={format!("{short}, {name}")} aria-pressed={(lang == wanted).to_string()}
                onclick={send(Action::Settings(SettingsAction::Lang(wanted)))}>{ short }</button>
        }
    };
    html! {
        <header class="head">
            if store.has_catalogue() {
                <button type="button" class="icon-button drawer-button" aria-expanded={store.workspace.drawer.to_string()}
                    aria-controls="catalogue" aria-label={lang.pick("Catalogue", "Каталог")}
                    onclick={send(Action::Workspace(WorkspaceAction::Drawer(!store.workspace.drawer)))}><Icon shape={IconShape::Menu} /></button>
            }
            <a class="brand" href="#/" aria-label="Loopline">
                <svg class="logo" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
                    <path d="M3 14 h5 a4 4 0 1 0 -3.2 -6.4" />
                    <path d="M11 14 h8" stroke-dasharray="3.2 3.4" />
                </svg>
                <span>{ "Loopline" }</span>
            </a>
            if store.script().is_some_and(Script::is_readers) {
                <button type="button" class="icon-button fold-button" aria-expanded={store.workspace.catalogue.to_string()}
                    aria-controls="catalogue" aria-label={lang.pick("Catalogue", "Каталог")} title={lang.pick("Catalogue", "Каталог")}
                    onclick={send(Action::Workspace(WorkspaceAction::Catalogue(!store.workspace.catalogue)))}><Icon shape={IconShape::Menu} /></button>
            }
            { breadcrumb(store) }
            <span class="spring"></span>
            if store.is_shareable() {
                <button type="button" class="plain-button share" aria-haspopup="dialog"
                    onclick={send(Action::Workspace(WorkspaceAction::Sharing(true)))}
                    aria-label={lang.pick("Share", "Поделиться")}>
                    <Icon shape={IconShape::Share} /><span>{ lang.pick("Share", "Поделиться") }</span>
                </button>
            }
            <FileMenu store={store.clone()} />
            <div class="segments" role="group" aria-label={lang.pick("Language", "Язык")}>
                { language(Lang::En, "EN", "English", "en") }
                { language(Lang::Ru, "РУ", "Русский", "ru") }
            </div>
            <button type="button" class="plain-button square" aria-label={label} title={label}
                onclick={send(Action::Settings(SettingsAction::Theme(next)))}><span aria-hidden="true">{ theme }</span></button>
            <button type="button" class="plain-button square" aria-label={lang.pick("Keys", "Клавиши")}
                title={lang.pick("Keys", "Клавиши")} onclick={send(Action::Workspace(WorkspaceAction::Keys(true)))}>
                <span aria-hidden="true">{ "?" }</span>
            </button>
        </header>
    }
}

/// The chapter and the title of the page shown; nothing on the front page.
fn breadcrumb(store: &Store) -> Html {
    let lang = store.settings.lang;
    if let Some(demo) = store.lesson() {
        return html! {
            <p class="crumb">
                <span>{ lang.pick(demo.chapter.title().en, demo.chapter.title().ru) }</span>
                <span aria-hidden="true">{ " / " }</span>
                <b>{ lang.pick(demo.title.en, demo.title.ru) }</b>
            </p>
        };
    }
    match &store.address.route {
        Route::Reference(page) => html! {
            <p class="crumb">
                <span>{ lang.pick("Reference", "Справочник") }</span>
                <span aria-hidden="true">{ " / " }</span>
                <b>{ lang.pick(page.title().en, page.title().ru) }</b>
            </p>
        },
        Route::Trace => match store.opened() {
            Some(opened) => html! {
                <p class="crumb">
                    <span>{ lang.pick("Record", "Запись") }</span>
                    <span aria-hidden="true">{ " / " }</span>
                    <b>{ opened.title(lang) }</b>
                </p>
            },
            None => html! {},
        },
        Route::Python(script) => html! {
            <p class="crumb">
                { "Python" }
                <span aria-hidden="true">{ " / " }</span>
                <b>{ lang.pick(script.title().en, script.title().ru) }</b>
            </p>
        },
        Route::Lesson(_) => html! {
            <p class="crumb">
                <span>{ lang.pick("Lesson", "Урок") }</span>
                if let Some(open) = store.open_lesson() {
                    <span aria-hidden="true">{ " / " }</span>
                    <b>{ open.title().to_string() }</b>
                }
            </p>
        },
        Route::Front | Route::Demo(_) | Route::Unknown(_) => html! {},
    }
}
