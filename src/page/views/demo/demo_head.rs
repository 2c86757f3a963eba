use yew::prelude::*;

use crate::demos::{Args, Demo, Param, Refused, Words};
use crate::i18n::{Lang, number, quantity, refused, sentence_case, unit};
use crate::page::effects::page_store::Store;
use crate::page::model::action::AddressAction;
use crate::page::model::comparing::comparable;
use crate::page::model::python::{Script, Twin};
use crate::page::model::state::Action;
use crate::page::views::parts::marked::Marked;
use crate::web::dom;

#[derive(Properties)]
pub struct Props {
    pub store: Store,
}

impl PartialEq for Props {
    /// True while the head says the same: drawn with every frame that plays, its fields would lose what is being typed.
    fn eq(&self, other: &Props) -> bool {
        self.store.settings == other.store.settings && self.store.address == other.store.address
    }
}

/// The head of a demo: its subject, its variants and its parameters.
#[component]
pub fn DemoHead(props: &Props) -> Html {
    let store = &props.store;
    let (Some(demo), Some(args)) = (store.demo(), &store.address.args) else { return html! {} };
    let lang = store.settings.lang;
    let pick = |words: Words| AttrValue::from(lang.pick(words.en, words.ru));
    let unknown = store
        .address
        .refused
        .iter()
        .filter(|refused| matches!(refused, Refused::Unknown(_) | Refused::UnknownVariant(_)));
    let unknown = unknown
        .map(|refused| html! { <p class="refusal" role="alert">{ refusal(refused, demo, refused.name(), lang) }</p> });
    html! {
        <div class="demo-head">
            <div class="demo-words">
                <h1>{ pick(demo.title) }</h1>
                <p><Marked text={pick(demo.about)} /></p>
                <p class="try-this"><Marked text={pick(demo.try_this)} /></p>
                if let Some(why) = without_twin(demo, args) {
                    <p class="no-twin"><Marked text={pick(why)} /></p>
                }
                { for unknown }
            </div>
            <div class="demo-controls">
                if let Some(twin) = Twin::near(demo, args) {
                    <a class="plain-button other-language" href={Script::Twin(twin).href()}>
                        { lang.pick("The same in Python", "То же на Python") }
                    </a>
                }
                { variants(store, demo, args) }
                <div class="params">{ for demo.params.iter().map(|param| slider(store, demo, param, args)) }</div>
            </div>
        </div>
    }
}

/// Returns why what is shown has no twin in Python, if it has none.
fn without_twin(demo: &Demo, args: &Args) -> Option<Words> {
    demo.without_twin(demo.variants.get(args.variant()).map(|variant| variant.id))
}

/// The ways to run it, and all of them side by side.
fn variants(store: &Store, demo: &'static Demo, args: &Args) -> Html {
    if demo.variants.is_empty() && !comparable(demo) {
        return html! {};
    }
    let lang = store.settings.lang;
    let button = |key: &'static str, pressed: bool, label: &'static str, action: Action| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(action.clone()));
        html! { <button {key} type="button" aria-pressed={pressed.to_string()} {onclick}>{ label }</button> }
    };
    let buttons = demo.variants.iter().enumerate().map(|(i, variant)| {
        let label = lang.pick(variant.title.en, variant.title.ru);
        button(
            variant.id,
            !store.address.comparing && args.variant() == i,
            label,
            Action::Address(AddressAction::Set("variant", variant.id.into())),
        )
    });
    let alone = demo.variants.is_empty().then(|| {
        button(
            "alone",
            !store.address.comparing,
            lang.pick("This demo", "Это демо"),
            Action::Address(AddressAction::Compare(false)),
        )
    });
    let compare = comparable(demo).then(|| {
        button(
            "compare",
            store.address.comparing,
            lang.pick("Side by side", "Сравнить"),
            Action::Address(AddressAction::Compare(true)),
        )
    });
    html! {
        <div class="segments variants" role="group" aria-label={lang.pick("Variant", "Вариант")}>
            { for alone }{ for buttons }{ for compare }
        </div>
    }
}

/// A parameter: its slider and its field.
fn slider(store: &Store, demo: &Demo, param: &'static Param, args: &Args) -> Html {
    let lang = store.settings.lang;
    let value = args.number(param.id);
    let id = format!("param-{}", param.id);
    let label = lang.pick(param.label.en, param.label.ru);
    let set = |text: String| Action::Address(AddressAction::Set(param.id, text));
    let slid = {
        let store = store.clone();
        Callback::from(move |event: InputEvent| store.dispatch(set(dom::field_text(&event))))
    };
    // The text is read when its field is left or entered, not at every letter: half a number is no number.
    let typed_in = {
        let store = store.clone();
        Callback::from(move |event: Event| store.dispatch(set(dom::field_text(&event))))
    };
    let refused = store.address.refused.iter().find(|refused| refused.name() == param.id);
    // A refused text stays in its field, so that it can be mended.
    let typed = match refused {
        Some(Refused::NotANumber(_, text)) => text.clone(),
        Some(Refused::OutOfRange(_, given, ..)) => number(*given, lang),
        Some(Refused::Unknown(_) | Refused::UnknownVariant(_)) | None => number(value, lang),
    };
    let message = format!("{id}-message");
    html! {
        <div class="param" key={param.id}>
            <label for={id.clone()}>{ label }</label>
            <input type="range" aria-label={label} min={param.min.to_string()} max={param.max.to_string()}
                step={param.step.to_string()} value={value.to_string()} oninput={slid}
                aria-valuetext={quantity(value, param.quantity, lang)} />
            <span class="param-number">
                <input {id} type="text" inputmode="decimal" autocomplete="off" value={typed} onchange={typed_in}
                    aria-invalid={refused.is_some().to_string()}
                    aria-describedby={refused.is_some().then(|| message.clone())} />
                <span class="unit" aria-hidden="true">{ unit(param.quantity, lang) }</span>
            </span>
            if let Some(refused) = refused {
                <p id={message} class="refusal" role="alert">{ refusal(refused, demo, label, lang) }</p>
            }
        </div>
    }
}

/// The refusal of a value: why, which values are taken, and what the page does instead.
fn refusal(why: &Refused, demo: &Demo, name: &str, lang: Lang) -> String {
    let reason = sentence_case(&refused(why, demo, name, lang));
    let instead = match why {
        Refused::Unknown(_) => lang.pick(" It is left out.", " Он пропущен."),
        Refused::UnknownVariant(_) => lang.pick(" The first one is shown.", " Показан первый."),
        Refused::NotANumber(..) | Refused::OutOfRange(..) => "",
    };
    reason + instead
}
