use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The dialog with the list of keys.
#[component]
pub fn KeysDialog(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    use_effect_with(store.workspace.keys, |open| dom::set_dialog("keys", *open));
    let close = {
        let store = store.clone();
        Callback::from(move |()| store.dispatch(WorkspaceAction::Keys(false)))
    };
    let rows: [(&[&str], &str); 27] = [
        (&["R"], lang.pick("Run from the beginning", "Запустить с начала")),
        (&["P"], lang.pick("Predict what the program will do", "Предсказать, что сделает программа")),
        (&["Space"], lang.pick("Play, pause", "Играть, пауза")),
        (&["←", "→"], lang.pick("One event back, forward", "На событие назад, вперёд")),
        (&["Shift ←", "Shift →"], lang.pick("Ten events back, forward", "На десять событий назад, вперёд")),
        (&["Home", "End"], lang.pick("To the start, to the end", "В начало, в конец")),
        (&["N"], lang.pick("Next event of the chosen task", "Следующее событие выбранной задачи")),
        (&["B"], lang.pick("Next event at a line with a stop", "Следующее событие на строке с точкой останова")),
        (&["F9"], lang.pick("In the editor: a stop at this line", "В редакторе: точка останова на этой строке")),
        (&["O"], lang.pick("Next output", "Следующий вывод")),
        (&["E"], lang.pick("Next error", "Следующая ошибка")),
        (&["W"], lang.pick("Next long wait", "Следующее долгое ожидание")),
        (&["D"], lang.pick("While comparing: next difference", "При сравнении: следующее различие")),
        (&["Shift"], lang.pick("With these letters: the previous one", "С этими буквами: предыдущее")),
        (&["[", "]"], lang.pick("A stretch begins, ends at the playhead", "Отрезок начинается, кончается у указателя")),
        (&["M"], lang.pick("Note at the playhead", "Заметка у указателя")),
        (&["F"], lang.pick("Search in the record", "Искать в записи")),
        (&["Y"], lang.pick("Why the run took so long", "Почему выполнение заняло столько времени")),
        (&["V"], lang.pick("Values of the variables", "Значения переменных")),
        (&["+", "−"], lang.pick("Zoom in, out", "Крупнее, мельче")),
        (&["0"], lang.pick("Show all of it", "Показать всё")),
        (&["L"], lang.pick("Live or exact", "Вживую или точно")),
        (&["T"], lang.pick("Time axis or steps", "Ось времени или шагов")),
        (&["{", "}"], lang.pick("Previous demo, next demo", "Предыдущее демо, следующее демо")),
        (&["/"], lang.pick("Search demos", "Искать демо")),
        (&["?"], lang.pick("This list", "Этот список")),
        (&["Esc"], lang.pick("Close", "Закрыть")),
    ];
    let rows = rows.into_iter().map(|(keys, what)| {
        let keys = keys.iter().map(|key| html! { <kbd>{ *key }</kbd> });
        html! { <><dt>{ for keys }</dt><dd>{ what }</dd></> }
    });
    html! {
        <dialog id="keys" class="keys" aria-labelledby="keys-title"
            oncancel={close.reform(|_: Event| ())} onclose={close.reform(|_: Event| ())}>
            <h2 id="keys-title">{ lang.pick("Keys", "Клавиши") }</h2>
            // Closed it is not drawn: a visit begins with what is in sight.
            if store.workspace.keys { <dl>{ for rows }</dl> }
            <button type="button" class="plain-button" onclick={close.reform(|_: MouseEvent| ())}>
                { lang.pick("Close", "Закрыть") }
            </button>
        </dialog>
    }
}
