use yew::prelude::*;

use crate::app::session::Store;
use crate::app::state::{Action, Notice as Told};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// Something to tell, at the lower edge, until it is closed. Read out politely.
#[component]
pub fn Notice(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let text = store.notice.as_ref().map(|notice| match notice {
        Told::Hidden => lang.pick("Paused while this tab was hidden.", "Пауза: вкладка была скрыта."),
        Told::Storage => lang.pick(
            "This browser keeps no settings for this page; language and colours last until you leave.",
            "Браузер не хранит настройки этой страницы: язык и цвета действуют, пока вы здесь.",
        ),
        Told::Copied => lang.pick("The address is on the clipboard.", "Адрес скопирован."),
        Told::NotCopied => lang.pick(
            "The clipboard is not allowed here. The address bar has the link.",
            "Буфер обмена недоступен. Ссылка — в адресной строке.",
        ),
    });
    let close = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(Action::Notice(None)))
    };
    html! {
        <div class="notice-place" role="status">
            if let Some(text) = text {
                <p class="notice">
                    <span>{ text }</span>
                    <button type="button" class="plain-button" onclick={close}>{ lang.pick("Close", "Закрыть") }</button>
                </p>
            }
        </div>
    }
}
