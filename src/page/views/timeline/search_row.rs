//! The row with the search in the record, below the small picture of it.

use yew::prelude::*;

use crate::i18n::count;
use crate::page::effects::page_store::Store;
use crate::page::model::action::MoveAction;
use crate::page::model::moving::FindAction;
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

/// The id of the field.
pub const FIELD_ID: &str = "record-search";

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The field, the number found, the ways to the next and the previous one. Enter goes on, with Shift back; Escape closes.
#[component]
pub fn SearchRow(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    use_effect_with((), |()| dom::focus(FIELD_ID));
    let send = |action: FindAction| {
        let dispatcher = store.dispatcher();
        move || dispatcher.dispatch(MoveAction::Find(action.clone()))
    };
    let oninput = {
        let dispatcher = store.dispatcher();
        Callback::from(move |event: InputEvent| {
            dispatcher.dispatch(MoveAction::Find(FindAction::Type(dom::field_text(&event).into())));
        })
    };
    let (on, back, close) = (send(FindAction::Go(true)), send(FindAction::Go(false)), send(FindAction::Open(false)));
    let onkeydown = {
        let (on, back, close) = (on.clone(), back.clone(), close.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Enter" if event.shift_key() => back(),
                "Enter" => on(),
                "Escape" => {
                    close();
                    // The keyboard goes on with the record.
                    dom::focus("lanes");
                }
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let none = store.moving.finding.hits.is_empty();
    let button = |shape: IconShape, label: &'static str, off: bool, press: Box<dyn Fn()>| {
        let onclick = Callback::from(move |_: MouseEvent| press());
        html! {
            <button type="button" class="icon-button" aria-label={label} title={label} disabled={off} {onclick}><Icon {shape} /></button>
        }
    };
    let label = lang.pick("Search in the record", "Искать в записи");
    html! {
        <div class="search-row" role="search" aria-label={label}>
            <input id={FIELD_ID} type="search" value={store.moving.finding.text.to_string()} aria-label={label} {oninput} {onkeydown}
                autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
                placeholder={lang.pick("Name, output, event, line 12", "Имя, вывод, событие, строка 12")} />
            <span class="search-count" role="status">{ found(store) }</span>
            { button(IconShape::Back, lang.pick("Previous found", "Предыдущее найденное"), none, Box::new(back)) }
            { button(IconShape::Forward, lang.pick("Next found", "Следующее найденное"), none, Box::new(on)) }
            { button(IconShape::Close, lang.pick("Close the search", "Закрыть поиск"), false, Box::new(close)) }
        </div>
    }
}

/// The number of events found, with the position of the one at the playhead among them: `3 of 17`.
fn found(store: &Store) -> String {
    let (lang, finding) = (store.settings.lang, &store.moving.finding);
    if finding.text.trim().is_empty() {
        return String::new();
    }
    if store.is_empty() {
        return lang.pick("Nothing is recorded yet", "Ещё ничего не записано").into();
    }
    let all = finding.hits.len();
    let here = store.playback.playhead.checked_sub(1).and_then(|event| finding.position(event));
    let shown = count(all, lang);
    let words = match here {
        Some(at) => {
            let at = count(at, lang);
            lang.pick(format!("{at} of {shown}"), format!("{at} из {shown}"))
        }
        None if all == 0 && finding.looked > 0 => lang.pick("Not found", "Не найдено").into(),
        None => lang.pick(format!("{shown} found"), format!("Найдено: {shown}")),
    };
    // A search that goes on has a share of the record behind it.
    if finding.looked < store.len() && !store.moves() {
        let percent = finding.looked * 100 / store.len().max(1);
        return lang
            .pick(format!("{words}, {percent}\u{a0}% searched"), format!("{words}, просмотрено {percent}\u{a0}%"));
    }
    words
}
