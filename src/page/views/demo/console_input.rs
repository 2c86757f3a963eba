use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::python::PythonAction;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The beginning of the line.
    pub beginning: AttrValue,
}

/// A line of the console that the reader finishes: the program asks for it.
#[component]
pub fn ConsoleInput(props: &Props) -> Html {
    let lang = props.store.settings.lang;
    let line = use_state(String::new);
    use_effect_with((), |()| dom::focus("console-input"));
    let typed = {
        let line = line.clone();
        Callback::from(move |event: InputEvent| line.set(dom::field_text(&event)))
    };
    let give = {
        let dispatcher = props.store.dispatcher();
        Callback::from(move |line: Option<String>| {
            dispatcher.dispatch(PythonAction::Type(line.map(Into::into)));
        })
    };
    let entered = {
        let (give, line) = (give.clone(), line.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            give.emit(Some((*line).clone()));
        })
    };
    let pressed = {
        let give = give.clone();
        Callback::from(move |event: KeyboardEvent| {
            // As in a terminal.
            if event.ctrl_key() && event.key() == "d" {
                event.prevent_default();
                give.emit(None);
            }
        })
    };
    let label = match props.beginning.trim() {
        "" => AttrValue::from(lang.pick("The program asks for a line", "Программа ждёт строку")),
        _ => props.beginning.clone(),
    };
    html! {
        <form class="console-input" onsubmit={entered}>
            <span class="console-text" aria-hidden="true">{ &props.beginning }</span>
            <input id="console-input" type="text" aria-label={label} value={(*line).clone()} oninput={typed} onkeydown={pressed}
                autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="send" />
            <button type="submit" class="plain-button">{ lang.pick("Enter", "Ввести") }</button>
            <button type="button" class="quiet-button" title={lang.pick("No more lines (Ctrl+D)", "Строк больше не будет (Ctrl+D)")}
                onclick={give.reform(|_: MouseEvent| None)}>{ lang.pick("End of input", "Конец ввода") }</button>
        </form>
    }
}
