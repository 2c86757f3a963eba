use yew::prelude::*;

use crate::demos::Words;
use crate::i18n::{Lang, quantity, seconds};
use crate::page::derived::picture::events;
use crate::page::model::files::OpenedRecord;
use crate::page::model::route;
use crate::trace::file::ClockKind;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub opened: std::rc::Rc<OpenedRecord>,
    pub lang: Lang,
}

/// The head of an opened record: its program, its facts and the way to its demo.
#[component]
pub fn TraceHead(props: &Props) -> Html {
    let Props { opened, lang } = props;
    let (trace, lang) = (opened.record.trace.borrow(), *lang);
    let clock = match opened.clock {
        ClockKind::Virtual => lang.pick("virtual clock", "виртуальные часы"),
        ClockKind::Real => lang.pick("real clock", "настоящие часы"),
    };
    let mut facts = vec![opened.name.clone(), events(trace.len(), lang), seconds(trace.end_time(), lang), clock.into()];
    facts.extend(settings(opened, lang));
    let demo = opened.demo().zip(opened.args());
    html! {
        <div class="demo-head trace-head">
            <div class="demo-words">
                <h1>{ opened.title(lang) }</h1>
                <p class="trace-facts">{ for facts.into_iter().map(|fact| html! { <span>{ fact }</span> }) }</p>
                if demo.is_none() {
                    <p>{ lang.pick(
                        "A record of a program that is no demo of this page, so its code is not shown.",
                        "Запись программы, которой нет среди демо этой страницы, поэтому кода здесь нет.",
                    ) }</p>
                }
            </div>
            if let Some((demo, args)) = demo {
                <a class="plain-button" href={route::write(demo, &args, false)}>
                    { lang.pick("Go to the demo", "Перейти к демо") }
                </a>
            }
        </div>
    }
}

/// The variant and the parameters that were not the demo's own, in the reader's words; as the file has them for another
/// program.
fn settings(opened: &OpenedRecord, lang: Lang) -> Vec<String> {
    let pick = |words: Words| lang.pick(words.en, words.ru);
    let (Some(demo), Some(args)) = (opened.demo(), opened.args()) else {
        return opened.program.args.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    };
    let variant = demo.variants.get(args.variant()).map(|variant| pick(variant.title).to_string());
    let changed = args.changed(demo);
    let params = demo.params.iter().filter(|param| changed.iter().any(|(name, _)| name == param.id));
    let params = params
        .map(|param| format!("{} = {}", pick(param.label), quantity(args.number(param.id), param.quantity, lang)));
    variant.into_iter().chain(params).collect()
}
