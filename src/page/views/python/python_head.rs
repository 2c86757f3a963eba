use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::model::python::{Script, Twin};
use crate::page::views::parts::marked::Marked;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub script: Script,
    /// The program runs in real time.
    pub live: bool,
    pub lang: Lang,
    /// Keeps a program that came by a link as the reader's draft.
    pub on_keep: Callback<()>,
    /// Runs all variants side by side, where the demo has several in Python.
    pub on_compare: Option<Callback<()>>,
}

/// The head of a program in Python: its subject, the way to its variants, and of a twin to the demo in Rust.
#[component]
pub fn PythonHead(props: &Props) -> Html {
    let Props { script, live, lang, ref on_keep, ref on_compare } = *props;
    let title = script.title();
    let twin = match script {
        Script::Own | Script::Linked(_) => None,
        Script::Twin(twin) => twin.demo().map(|demo| (twin, demo)),
    };
    let words = match twin {
        None if script != script.page() => html! {
            <>
                <p>{ lang.pick(
                    "It came with the address and has not been run: read it, then press Run. Your own programs are as you left them.",
                    "Она пришла вместе с адресом и ещё не запускалась: прочитайте её, потом нажмите «Пуск». Ваши собственные программы не изменились.",
                ) }</p>
                <p class="linked-keep">
                    <button type="button" class="plain-button" onclick={on_keep.reform(|_: MouseEvent| ())}>
                        { lang.pick("Keep as my draft", "Сохранить как свой черновик") }
                    </button>
                    { origin(script.page(), lang) }
                </p>
            </>
        },
        None if live => html! {
            <p>{ lang.pick(
                "Paste or write a program that uses asyncio and run it. It runs here, in your browser, in real time: \
                 pause it whenever you like, and look at every moment that has passed.",
                "Вставьте или напишите программу с asyncio и запустите её. Она выполняется здесь, в браузере, в реальном \
                 времени: её можно приостановить когда угодно и рассмотреть каждый прошедший момент.",
            ) }</p>
        },
        None => html! {
            <p>{ lang.pick(
                "Paste or write a program that uses asyncio and run it. It runs here, in your browser, on a clock of its \
                 own: waiting takes no time, and afterwards you can look at every moment of it.",
                "Вставьте или напишите программу с asyncio и запустите её. Она выполняется здесь, в браузере, на \
                 собственных часах: ожидание не занимает времени, а потом можно рассмотреть каждый её момент.",
            ) }</p>
        },
        Some((twin, demo)) if twin.lesson().is_some() => html! {
            <>
                <p><Marked text={AttrValue::from(lang.pick(demo.about.en, demo.about.ru))} /></p>
                <p class="try-this"><Marked text={AttrValue::from(lang.pick(demo.try_this.en, demo.try_this.ru))} /></p>
            </>
        },
        Some((_, demo)) => html! {
            <>
                <p><Marked text={AttrValue::from(lang.pick(demo.about.en, demo.about.ru))} /></p>
                <p class="try-this">{ lang.pick(
                    "The same in Python. Change anything and run it again.",
                    "То же на Python. Меняйте что угодно и запускайте снова.",
                ) }</p>
            </>
        },
    };
    let differences = twin.map(|(twin, _)| twin.differences()).unwrap_or_default();
    let variants = twin.map(|(_, demo)| Twin::of(demo)).filter(|twins| twins.len() > 1).unwrap_or_default();
    html! {
        <div class="demo-head">
            <div class="demo-words">
                <h1>{ lang.pick(title.en, title.ru) }</h1>
                { words }
                if !differences.is_empty() {
                    <details class="differences">
                        <summary>{ lang.pick("What is different in Rust", "Что в Rust иначе") }</summary>
                        <ul>{ for differences.iter().map(|words| html! {
                            <li><Marked text={AttrValue::from(lang.pick(words.en, words.ru))} /></li>
                        }) }</ul>
                    </details>
                }
            </div>
            if let Some((twin, _)) = twin {
                <div class="demo-controls">
                    if twin.lesson().is_none() {
                        <a class="plain-button other-language" href={twin.demo_href()}>{ lang.pick("The demo in Rust", "Демо на Rust") }</a>
                    }
                    if !variants.is_empty() {
                        <nav class="segments variants twins" aria-label={lang.pick("Variant", "Вариант")}>
                            { for variants.iter().filter_map(|one| {
                                let title = one.variant_title()?;
                                let current = (*one == twin).then_some("page");
                                let href = if one.lesson().is_some() { one.demo_href() } else { Script::Twin(*one).href() };
                                Some(html! {
                                    <a key={one.name()} {href} aria-current={current}>
                                        { lang.pick(title.en, title.ru) }
                                    </a>
                                })
                            }) }
                            if let Some(on_compare) = on_compare {
                                <button type="button" onclick={on_compare.reform(|_: MouseEvent| ())}>
                                    { lang.pick("Side by side", "Сравнить") }
                                </button>
                            }
                        </nav>
                    }
                </div>
            }
        </div>
    }
}

/// The way to the demo whose twin was changed for a link.
fn origin(page: Script, lang: Lang) -> Html {
    let Script::Twin(twin) = page else { return Html::default() };
    let title = twin.title();
    html! {
        <span class="muted">
            { lang.pick("A changed version of ", "Изменённый вариант демо ") }
            <a href={page.href()}>{ lang.pick(title.en, title.ru) }</a>
        </span>
    }
}
