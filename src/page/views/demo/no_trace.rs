use yew::prelude::*;

use crate::i18n::Lang;
use crate::web::device_files::choose;

/// The page of an opened file when none is open: after a reload, or by its bare address.
pub fn no_trace(lang: Lang) -> Html {
    html! {
        <main id="main" class="demo no-trace" tabindex="-1">
            <h1>{ lang.pick("No record is open", "Запись не открыта") }</h1>
            <p>{ lang.pick(
                "The page keeps no copy of a file, so after a reload it has to be opened again. Choose a record that was \
                 saved here as JSON, or drop it on the page.",
                "Страница не хранит копию файла, поэтому после перезагрузки его нужно открыть снова. Выберите запись, \
                 сохранённую здесь в JSON, или перетащите файл на страницу.",
            ) }</p>
            <button type="button" class="run-button" onclick={Callback::from(|_: MouseEvent| choose("file-field"))}>
                { lang.pick("Open a record…", "Открыть запись…") }
            </button>
        </main>
    }
}
