use yew::prelude::*;

use super::marked::Marked;
use crate::app::python::{Script, Twin};
use crate::i18n::Lang;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub script: Script,
    pub lang: Lang,
}

/// What a program in Python is about, and for a demo's twin the way to its variants and to the demo.
#[component]
pub fn PythonHead(props: &Props) -> Html {
    let Props { script, lang } = *props;
    let title = script.title();
    let twin = match script {
        Script::Own => None,
        Script::Twin(twin) => twin.demo().map(|demo| (twin, demo)),
    };
    let words = match twin {
        None => html! {
            <p>{ lang.pick(
                "Paste or write a program that uses asyncio and run it. It runs here, in your browser, on a clock of its \
                 own: waiting takes no time, and afterwards you can look at every moment of it.",
                "Вставьте или напишите программу с asyncio и запустите её. Она выполняется здесь, в браузере, на \
                 собственных часах: ожидание не занимает времени, а потом можно рассмотреть каждый её момент.",
            ) }</p>
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
    let variants = twin.map(|(_, demo)| Twin::of(demo)).filter(|twins| twins.len() > 1).unwrap_or_default();
    html! {
        <div class="demo-head">
            <div class="demo-words">
                <h1>{ lang.pick(title.en, title.ru) }</h1>
                { words }
            </div>
            if let Some((twin, demo)) = twin {
                <div class="demo-controls">
                    <a class="plain-button" href={to_demo(twin, demo.id)}>{ lang.pick("The demo in Rust", "Демо на Rust") }</a>
                    if !variants.is_empty() {
                        <nav class="segments variants twins" aria-label={lang.pick("Variant", "Вариант")}>
                            { for variants.iter().filter_map(|one| {
                                let title = one.variant_title()?;
                                let current = (*one == twin).then_some("page");
                                Some(html! {
                                    <a key={one.name} href={Script::Twin(*one).href()} aria-current={current}>
                                        { lang.pick(title.en, title.ru) }
                                    </a>
                                })
                            }) }
                        </nav>
                    }
                </div>
            }
        </div>
    }
}

/// The address of the demo that does the same.
fn to_demo(twin: Twin, id: &str) -> String {
    let first = twin.demo().and_then(|demo| demo.variants.first()).map(|variant| variant.id);
    match twin.variant() {
        Some(variant) if Some(variant) != first => format!("#/demo/{id}?variant={variant}"),
        Some(_) | None => format!("#/demo/{id}"),
    }
}
