use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::effects::page_store::Store;
use crate::page::model::files::{FileAction, FileFormat};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::device_files::{Picked, choose};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The id of the menu's element.
const MENU_ID: &str = "file-menu";

/// The id of the field behind "Open".
const FIELD_ID: &str = "file-field";

/// The id of the field behind "Take files of a program".
const PROGRAM_FIELD_ID: &str = "program-field";

/// The menu of files: save what is shown, open what was saved. The browser opens and closes it, and gives the focus back.
#[component]
pub fn FileMenu(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let shows_runs = store.demo().is_some() || store.opened().is_some() || store.script().is_some();
    let label = lang.pick("File", "Файл");
    let open = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(file) = Picked::from_field(&event).pop() {
                store.dispatcher().open(file);
            }
        })
    };
    let take = {
        let dispatcher = store.dispatcher();
        Callback::from(move |event: Event| dispatcher.take_dropped(Picked::from_field(&event)))
    };
    html! {
        <>
            <button type="button" class="plain-button file-button" popovertarget={MENU_ID} aria-label={label}>
                <Icon shape={IconShape::File} /><span>{ label }</span>
            </button>
            <div id={MENU_ID} class="file-menu" popover="auto" role="group" aria-label={label}>
                if shows_runs { { saves(store) } }
                if store.script().is_some() {
                    { of_program(store) }
                }
                <button type="button" class="file-item" popovertarget={MENU_ID} popovertargetaction="hide"
                    onclick={Callback::from(|_: MouseEvent| choose(FIELD_ID))}>
                    <span>{ lang.pick("Open a record or a lesson…", "Открыть запись или урок…") }</span>
                    <small>{ lang.pick("JSON saved here, or Markdown; or drop the file on the page", "JSON, сохранённый здесь, или Markdown; файл можно и перетащить на страницу") }</small>
                </button>
            </div>
            <input id={FIELD_ID} type="file" accept=".json,.md,application/json,text/markdown" hidden=true onchange={open}
                aria-label={lang.pick("A trace file or a lesson", "Файл с записью или урок")} />
            if store.script().is_some() {
                <input id={PROGRAM_FIELD_ID} type="file" multiple=true hidden=true onchange={take}
                    aria-label={lang.pick("Files of the program", "Файлы программы")} />
            }
        </>
    }
}

/// The files of the program that is edited: all of them as an archive, and others that are taken into it.
fn of_program(store: &Store) -> Html {
    let lang = store.settings.lang;
    let save = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(FileAction::Save(FileFormat::Program)))
    };
    let (name, about) = words(FileFormat::Program, lang);
    html! {
        <>
            if !store.python.beside.is_empty() {
                <button type="button" class="file-item" onclick={save} popovertarget={MENU_ID} popovertargetaction="hide">
                    <span>{ name }</span><small>{ about }</small>
                </button>
            }
            <button type="button" class="file-item" popovertarget={MENU_ID} popovertargetaction="hide"
                disabled={store.python.text.is_none()} onclick={Callback::from(|_: MouseEvent| choose(PROGRAM_FIELD_ID))}>
                <span>{ lang.pick("Take files of a program…", "Взять файлы программы…") }</span>
                <small>{ lang.pick("Python, data, a zip archive; or drop them, or a folder, on the page", "Python, данные, архив zip; их, как и папку, можно перетащить на страницу") }</small>
            </button>
        </>
    }
}

/// The forms in which the record is saved, or why it is not.
fn saves(store: &Store) -> Html {
    let lang = store.settings.lang;
    let several = store.address.comparing;
    let none = store.is_empty();
    let reason = match (none, several) {
        (true, _) if store.script().is_some() => Some(lang.pick(
            "There is nothing to save yet. Run the program first.",
            "Сохранять пока нечего: сначала запустите программу.",
        )),
        (true, _) => Some(lang.pick(
            "There is nothing to save yet. Run the demo first.",
            "Сохранять пока нечего: сначала запустите демо.",
        )),
        (false, true) => Some(lang.pick(
            "Side by side, only the picture is saved. Choose one run for its record.",
            "При сравнении сохраняется только картинка. Чтобы сохранить запись, выберите один запуск.",
        )),
        (false, false) => None,
    };
    let items = FileFormat::OF_RECORD.into_iter().map(|form| {
        let (name, about) = words(form, lang);
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| store.dispatch(FileAction::Save(form)))
        };
        let off = none || (several && !form.is_picture());
        html! {
            <button type="button" key={name} class="file-item" disabled={off} {onclick}
                popovertarget={MENU_ID} popovertargetaction="hide">
                <span>{ name }</span><small>{ about }</small>
            </button>
        }
    });
    html! {
        <div class="file-saves" role="group" aria-labelledby="file-saves-title" aria-describedby="file-reason">
            <p id="file-saves-title" class="file-title">{ lang.pick("Save", "Сохранить") }</p>
            <p id="file-reason" class="file-reason">{ reason.unwrap_or_default() }</p>
            { for items }
        </div>
    }
}

/// The name of a form, and its use.
fn words(form: FileFormat, lang: Lang) -> (&'static str, &'static str) {
    match form {
        FileFormat::Record => (
            lang.pick("Record, JSON", "Запись, JSON"),
            lang.pick("every event; opens here again", "все события; снова открывается здесь"),
        ),
        FileFormat::Svg => {
            (lang.pick("Picture, SVG", "Картинка, SVG"), lang.pick("sharp at every size", "чёткая в любом размере"))
        }
        FileFormat::Moving => (
            lang.pick("Moving picture, SVG", "Анимация, SVG"),
            lang.pick("the run as it goes, for slides", "как шло выполнение, для слайдов"),
        ),
        FileFormat::Video => (
            lang.pick("Video, WebM", "Видео, WebM"),
            lang.pick("the same, for video players", "то же самое, для видеоплееров"),
        ),
        FileFormat::Png => {
            (lang.pick("Picture, PNG", "Картинка, PNG"), lang.pick("2400 pixels wide", "шириной 2400 пикселей"))
        }
        FileFormat::Output => {
            (lang.pick("Output, text", "Вывод, текст"), lang.pick("with times and tasks", "со временем и задачами"))
        }
        FileFormat::Explanation => (
            lang.pick("Explanation, Markdown", "Объяснение, Markdown"),
            lang.pick("why the run took so long", "почему выполнение заняло столько времени"),
        ),
        FileFormat::Events => {
            (lang.pick("Events, text", "События, текст"), lang.pick("a line each", "по строке на каждое"))
        }
        FileFormat::Program => {
            (lang.pick("Program, zip", "Программа, zip"), lang.pick("all files of the program", "все файлы программы"))
        }
        FileFormat::Chrome => (
            lang.pick("Chrome trace, JSON", "Трасса Chrome, JSON"),
            lang.pick("for Perfetto and chrome://tracing", "для Perfetto и chrome://tracing"),
        ),
    }
}
