use yew::platform::spawn_local;
use yew::prelude::*;

use super::frame_section::FrameSection;
use crate::i18n::{Lang, count};
use crate::page::derived::markdown::markdown;
use crate::page::effects::links;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WorkspaceAction;
use crate::page::model::files::{FileAction, FileFormat};
use crate::page::model::link::{LONGEST, SAFE_LENGTH};
use crate::web::link_text::{Squares, has_share_dialog, share, squares};
use crate::web::{WebError, dom};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The id of the dialog's element.
const DIALOG_ID: &str = "share";

/// The id of the field with the link.
const FIELD_ID: &str = "share-link";

/// The answer to a button that was pressed.
#[derive(Clone, Copy, PartialEq)]
enum Answer {
    /// The link is on the clipboard.
    Copied,
    /// The Markdown is on the clipboard; its picture is saved, if there is one.
    CopiedMarkdown(bool),
    /// The clipboard is forbidden.
    Forbidden,
}

/// The link as far as it is made.
#[derive(Clone, PartialEq)]
enum Made {
    /// The link is on its way.
    Waiting,
    /// The link, and its squares unless it is too long for them.
    Link(AttrValue, Option<Squares>),
    /// The module that makes links could not be loaded.
    Missing,
}

/// The dialog that shares what is shown: as a link, which carries the program itself, as squares for a camera, as Markdown;
/// a record as a file.
#[component]
pub fn ShareDialog(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let (with_view, with_lang) = (use_state_eq(|| false), use_state_eq(|| false));
    let made = use_state_eq(|| Made::Waiting);
    let answer = use_state_eq(|| None::<Answer>);
    use_effect_with((), |()| dom::set_dialog(DIALOG_ID, true));
    {
        let (made, answer, store) = (made.clone(), answer.clone(), store.clone());
        use_effect_with((*with_view, *with_lang, lang), move |(with_view, with_lang, _)| {
            answer.set(None);
            let (with_view, with_lang) = (*with_view, *with_lang);
            spawn_local(async move { made.set(make(&store, with_view, with_lang).await.unwrap_or(Made::Missing)) });
        });
    }
    let close = {
        let store = store.clone();
        Callback::from(move |()| store.dispatch(WorkspaceAction::Sharing(false)))
    };
    let content = if store.opened().is_some() {
        of_record(store)
    } else {
        html! {
            <>
                { of_link(store, &made, &answer) }
                <div class="share-options">
                    { option(with_view, lang.pick("As it is shown: timing, axis, panes, lane and moment", "Как показано сейчас: режим времени, ось, панели, дорожка и момент")) }
                    { option(with_lang, lang.pick("In English", "На русском языке")) }
                </div>
                { squares_of(&made, lang) }
                if let Made::Link(address, _) = &*made { <FrameSection address={address.clone()} {lang} /> }
            </>
        }
    };
    html! {
        <dialog id={DIALOG_ID} class="keys share-dialog" aria-labelledby="share-title"
            oncancel={close.reform(|_: Event| ())} onclose={close.reform(|_: Event| ())}>
            <h2 id="share-title" tabindex="-1" autofocus=true>{ lang.pick("Share", "Поделиться") }</h2>
            { content }
            <button type="button" class="plain-button" onclick={close.reform(|_: MouseEvent| ())}>
                { lang.pick("Close", "Закрыть") }
            </button>
        </dialog>
    }
}

async fn make(store: &Store, with_view: bool, with_lang: bool) -> Result<Made, WebError> {
    Ok(match links::address(store, with_view, with_lang).await? {
        Some(address) => {
            let drawn = squares(&address).await?;
            Made::Link(address.into(), drawn)
        }
        None => Made::Waiting,
    })
}

fn option(chosen: UseStateHandle<bool>, words: &'static str) -> Html {
    let checked = *chosen;
    let onchange = Callback::from(move |_: Event| chosen.set(!checked));
    html! { <label class="share-option"><input type="checkbox" {checked} {onchange} />{ words }</label> }
}

/// The link, its length, and what can be done with it.
fn of_link(store: &Store, made: &UseStateHandle<Made>, answer: &UseStateHandle<Option<Answer>>) -> Html {
    let lang = store.settings.lang;
    let address = match &**made {
        Made::Link(address, _) => address.clone(),
        Made::Waiting => {
            return html! { <p class="muted">{ lang.pick("The link is being made…", "Ссылка готовится…") }</p> };
        }
        Made::Missing => {
            return html! {
                <p class="muted">{ lang.pick(
                    "The part of the page that makes links could not be loaded. Check the connection, then try again.",
                    "Не загрузилась часть страницы, которая делает ссылки. Проверьте соединение и попробуйте ещё раз.",
                ) }</p>
            };
        }
    };
    let length = address.chars().count();
    let has_program = store.link(false, false).is_some_and(|link| link.program.is_some());
    let copy = {
        let (address, answer) = (address.clone(), answer.clone());
        Callback::from(move |_: MouseEvent| {
            let (address, answer) = (address.clone(), answer.clone());
            spawn_local(async move {
                let copied = dom::copy(&address).await.is_ok();
                answer.set(Some(if copied { Answer::Copied } else { Answer::Forbidden }));
            });
        })
    };
    let copy_markdown = {
        let (store, address, answer) = (store.clone(), address.clone(), answer.clone());
        Callback::from(move |_: MouseEvent| {
            let (store, text, answer) = (store.clone(), markdown(&store, &address), answer.clone());
            spawn_local(async move {
                let copied = dom::copy(&text).await.is_ok();
                if copied && !store.is_empty() {
                    store.dispatch(FileAction::Save(FileFormat::Svg));
                }
                answer.set(Some(if copied { Answer::CopiedMarkdown(!store.is_empty()) } else { Answer::Forbidden }));
            });
        })
    };
    let hand_over = {
        let address = address.clone();
        Callback::from(move |_: MouseEvent| share("Loopline", &address))
    };
    let told = (**answer).map(|answer| match answer {
        Answer::Copied => lang.pick("The link is on the clipboard.", "Ссылка скопирована."),
        Answer::CopiedMarkdown(false) => lang.pick("The Markdown is on the clipboard.", "Текст в Markdown скопирован."),
        Answer::CopiedMarkdown(true) => lang.pick(
            "The Markdown is on the clipboard; the picture that it names is saved.",
            "Текст в Markdown скопирован; картинка, на которую он ссылается, сохранена.",
        ),
        Answer::Forbidden => lang.pick(
            "The clipboard is not allowed here: select the link and copy it.",
            "Буфер обмена недоступен: выделите ссылку и скопируйте её.",
        ),
    });
    html! {
        <>
            if has_program {
                <p class="share-about">{ lang.pick(
                    "The link carries the program itself, behind the #: no server sees it. Opening it runs nothing.",
                    "Ссылка несёт саму программу — после знака #, так что её не видит ни один сервер. При открытии ничего не запускается.",
                ) }</p>
            }
            if length > LONGEST {
                <p class="share-about">{ lang.pick(
                    format!("The link would have {} characters, more than most programs take. Share the program as a file instead.", count(length, lang)),
                    format!("В ссылке было бы {} знаков — больше, чем принимает большинство программ. Поделитесь программой как файлом.", count(length, lang)),
                ) }</p>
                { save_button(store, FileFormat::Program, lang.pick("Save the program", "Сохранить программу")) }
            } else {
                <div class="share-row">
                    <input id={FIELD_ID} class="share-field" readonly=true value={address} aria-label={lang.pick("The link", "Ссылка")}
                        onfocus={Callback::from(|_: FocusEvent| dom::select_all(FIELD_ID))} />
                    <button type="button" class="run-button share-copy" onclick={copy}>{ lang.pick("Copy", "Скопировать") }</button>
                </div>
                <p class="share-length muted">{ length_words(length, lang) }</p>
                <div class="share-row share-more">
                    <button type="button" class="plain-button" onclick={copy_markdown}>{ lang.pick("Copy as Markdown", "Скопировать как Markdown") }</button>
                    if has_share_dialog() {
                        <button type="button" class="plain-button" onclick={hand_over}>{ lang.pick("Send…", "Отправить…") }</button>
                    }
                </div>
            }
            <p class="share-answer" role="status">{ told.unwrap_or_default() }</p>
        </>
    }
}

/// The length of the link, and what may come of it.
fn length_words(length: usize, lang: Lang) -> String {
    let letters = count(length, lang);
    if length > SAFE_LENGTH {
        lang.pick(
            format!("{letters} characters: programs for chat may cut it."),
            format!("Знаков: {letters}. Программы для переписки могут её обрезать."),
        )
    } else {
        lang.pick(format!("{letters} characters"), format!("Знаков: {letters}"))
    }
}

/// The link as squares, which a lecture hall reads from the wall.
fn squares_of(made: &Made, lang: Lang) -> Html {
    let Made::Link(_, drawn) = made else { return Html::default() };
    html! {
        <details class="share-squares">
            <summary>{ lang.pick("QR code for a lecture hall", "QR-код для аудитории") }</summary>
            if let Some(Squares { edge, path }) = drawn {
                <svg viewBox={format!("0 0 {edge} {edge}")} role="img" aria-label={lang.pick("QR code of the link", "QR-код ссылки")}
                    shape-rendering="crispEdges">
                    <rect width="100%" height="100%" fill="#fff" />
                    <path d={path.clone()} fill="#000" />
                </svg>
            } else {
                <p class="muted">{ lang.pick(
                    "The link is too long for a QR code, which holds some 2,900 characters.",
                    "Ссылка слишком длинна для QR-кода: в него помещается около 2900 знаков.",
                ) }</p>
            }
        </details>
    }
}

/// A record of somebody's is shared as the file that it came as.
fn of_record(store: &Store) -> Html {
    let lang = store.settings.lang;
    html! {
        <>
            <p class="share-about">{ lang.pick(
                "A record is too large for a link. Share it as a file: whoever drops it on this page sees what you see.",
                "Запись слишком велика для ссылки. Поделитесь файлом: кто перетащит его на эту страницу, увидит то же, что и вы.",
            ) }</p>
            { save_button(store, FileFormat::Record, lang.pick("Save the record", "Сохранить запись")) }
        </>
    }
}

fn save_button(store: &Store, form: FileFormat, words: &'static str) -> Html {
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| store.dispatch(FileAction::Save(form)));
    html! { <p><button type="button" class="run-button" {onclick}>{ words }</button></p> }
}
