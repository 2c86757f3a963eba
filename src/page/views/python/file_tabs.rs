use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::effects::page_store::Store;
use crate::page::model::python::source_files::MAX_FILES;
use crate::page::model::python::{PathFault, PythonAction};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The name that is being written.
#[derive(Clone, Copy, PartialEq)]
enum Naming {
    /// The name of a new file.
    New,
    /// The name of the file that is shown.
    Renamed,
}

/// The id of the tab of the file that is shown.
const SHOWN_ID: &str = "shown-file";

/// The id of the field in which a name is written.
const FIELD_ID: &str = "file-name";

/// The files of a program, one of which the editor shows, and the way to add, rename and remove one.
#[component]
pub fn FileTabs(props: &Props) -> Html {
    let store = &props.store;
    let (lang, python) = (store.settings.lang, &store.python);
    let naming = use_state_eq(|| None::<Naming>);
    // What is typed must outlast whatever else is drawn meanwhile.
    let typed = use_state_eq(String::new);
    use_effect_with(*naming, |naming| {
        if naming.is_some() {
            dom::focus(FIELD_ID);
        }
    });
    // A name that was taken closes the field; one that cannot be leaves it, with the reason.
    {
        let naming = naming.clone();
        use_effect_with((python.beside.clone(), python.shown), move |_| {
            // A new file's text takes the focus by itself.
            if *naming == Some(Naming::Renamed) {
                dom::focus(SHOWN_ID);
            }
            naming.set(None);
        });
    }
    let Some(script) = store.script() else { return html! {} };
    let tabs = python.paths(script).into_iter().enumerate().map(|(at, path)| {
        let shown = at == python.shown;
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::ShowFile(at)));
        html! {
            <li key={&*path}>
                <button type="button" id={shown.then_some(SHOWN_ID)} class="tab" aria-pressed={shown.to_string()} {onclick}>{ path.to_string() }</button>
            </li>
        }
    });
    let remove = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::RemoveFile))
    };
    let path = python.shown_path(script);
    let begin = |what: Naming| {
        let (naming, typed, dispatcher) = (naming.setter(), typed.setter(), store.dispatcher());
        let first = if what == Naming::Renamed { path.to_string() } else { String::new() };
        Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(PythonAction::ForgetPathFault);
            typed.set(first.clone());
            naming.set(Some(what));
        })
    };
    let (add, rename, gone) = (
        lang.pick("Add a file".to_string(), "Добавить файл".to_string()),
        lang.pick(format!("Rename {path}"), format!("Переименовать {path}")),
        lang.pick(format!("Remove {path}"), format!("Удалить {path}")),
    );
    html! {
        <div class="file-tabs">
            <ul aria-label={lang.pick("Files of the program", "Файлы программы")}>{ for tabs }</ul>
            if let Some(what) = *naming {
                { name_field(store, what, &typed, naming.setter()) }
            } else {
                if python.shown > 0 {
                    <button type="button" class="icon-button" title={rename.clone()} aria-label={rename} onclick={begin(Naming::Renamed)}>
                        <Icon shape={IconShape::Rename} />
                    </button>
                    <button type="button" class="icon-button" title={gone.clone()} aria-label={gone} onclick={remove}>
                        <Icon shape={IconShape::Close} />
                    </button>
                }
                <button type="button" class="icon-button" title={add.clone()} aria-label={add}
                    disabled={python.text.is_none()} onclick={begin(Naming::New)}>
                    <Icon shape={IconShape::Add} />
                </button>
            }
            if let Some(fault) = python.path_fault {
                <p class="file-fault" role="alert">{ said_of(fault, lang) }</p>
            }
        </div>
    }
}

/// The field in which a name is written. Enter takes it, Escape and leaving the field give it up.
fn name_field(
    store: &Store,
    what: Naming,
    typed: &UseStateHandle<String>,
    naming: UseStateSetter<Option<Naming>>,
) -> Html {
    let lang = store.settings.lang;
    let label = match what {
        Naming::New => lang.pick("Name of the new file", "Имя нового файла"),
        Naming::Renamed => lang.pick("New name", "Новое имя"),
    };
    let (value, typing) = ((**typed).clone(), typed.setter());
    let oninput = Callback::from(move |event: InputEvent| typing.set(dom::field_text(&event)));
    let close = {
        let dispatcher = store.dispatcher();
        move || {
            dispatcher.dispatch(PythonAction::ForgetPathFault);
            naming.set(None);
        }
    };
    let left = {
        let close = close.clone();
        Callback::from(move |_: FocusEvent| close())
    };
    let dispatcher = store.dispatcher();
    let pressed = Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            let name = dom::field_text(&event).into();
            dispatcher.dispatch(match what {
                Naming::New => PythonAction::AddFile(name),
                Naming::Renamed => PythonAction::RenameFile(name),
            });
        }
        "Escape" => {
            event.stop_propagation();
            close();
            dom::focus(SHOWN_ID);
        }
        _ => {}
    });
    html! {
        <input id={FIELD_ID} class="file-name" type="text" aria-label={label} placeholder={lang.pick("util.py", "util.py")}
            autocomplete="off" autocapitalize="off" spellcheck="false" {value} {oninput} onkeydown={pressed} onblur={left} />
    }
}

/// The sentence of a fault.
fn said_of(fault: PathFault, lang: Lang) -> String {
    match fault {
        PathFault::Empty => lang.pick("A file needs a name.".into(), "Файлу нужно имя.".into()),
        PathFault::Taken => {
            lang.pick("There is a file or folder of this name.".into(), "Такой файл или папка уже есть.".into())
        }
        PathFault::Malformed => lang.pick(
            "Write a name such as util.py, or shop/orders.py for one in a folder.".into(),
            "Напишите имя вроде util.py или shop/orders.py, если файл лежит в папке.".into(),
        ),
        PathFault::Long => {
            lang.pick("The name is longer than 100 characters.".into(), "Имя длиннее 100 символов.".into())
        }
        PathFault::Many => lang.pick(
            format!("A program may have {MAX_FILES} files beside its own."),
            format!("Кроме главного файла в программе может быть не больше {MAX_FILES}."),
        ),
    }
}
