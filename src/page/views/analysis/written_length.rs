//! The way from a changed wait into the program: a button that writes the length there, or a sentence that says why none can.

use yew::prelude::*;

use crate::advice::cures::{Unwritten, WrittenLength};
use crate::changes::WaitPlace;
use crate::clock::Micros;
use crate::i18n::exact_length;
use crate::page::effects::page_store::Store;
use crate::page::model::action::{Action, AddressAction, RunAction};
use crate::page::model::python::PythonAction;
use crate::page::model::what_if::ChangedRun;

/// The button or the sentence for a changed run.
pub fn written_length(store: &Store, run: &ChangedRun) -> Html {
    match &run.writing {
        Some(writing) => match &**writing {
            Ok(written) => into_program(store, run, written),
            Err(why) => sentence(refusal(store, run, *why)),
        },
        None if store.demo().is_some() => into_parameter(store),
        None => Html::default(),
    }
}

fn sentence(text: &'static str) -> Html {
    html! { if !text.is_empty() { <p class="what-if-note">{ text }</p> } }
}

fn button(store: &Store, text: String, actions: Vec<Action>) -> Html {
    let dispatcher = store.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| {
        actions.iter().for_each(|action| dispatcher.dispatch(action.clone()));
    });
    let off = (!store.may_run_unseen()).to_string();
    html! { <button type="button" class="plain-button" aria-disabled={off} {onclick}>{ text }</button> }
}

fn into_program(store: &Store, run: &ChangedRun, written: &WrittenLength) -> Html {
    let lang = store.settings.lang;
    let line = written.line;
    let text = lang.pick(format!("Write it into line {line} and run"), format!("Записать в строку {line} и запустить"));
    let follow = PythonAction::Follow(written.cure.source.as_str().into());
    let of_line = |place: &WaitPlace| match (place, &run.change.place) {
        (WaitPlace::Line { waits, file, line, .. }, WaitPlace::Line { waits: sort, file: of, line: at, .. }) => {
            waits == sort && file == of && line == at
        }
        _ => false,
    };
    let of_line = store.what_if.waits.iter().filter(|wait| of_line(&wait.place)).count();
    let meant = store.what_if.waits.iter().filter(|wait| run.change.place.covers(&wait.place)).count();
    html! {
        <div class="what-if-write">
            <code>{ &written.call }</code>
            { button(store, text, vec![follow.into()]) }
            if of_line > meant {
                { sentence(lang.pick(
                    "There it is the length of every wait of that line, not of this one alone.",
                    "Там это длина всех ожиданий этой строки, а не только этого.",
                )) }
            }
        </div>
    }
}

fn into_parameter(store: &Store) -> Html {
    let lang = store.settings.lang;
    let param = store.what_if.param.and_then(|(id, value)| {
        let param = store.demo()?.params.iter().find(|param| param.id == id)?;
        Some((param, value))
    });
    match param {
        Some((param, value)) => {
            let (label, length) = (lang.pick(param.label.en, param.label.ru), exact_length(time(value), lang));
            let text = lang
                .pick(format!("Set “{label}” to {length} and run"), format!("Задать «{label}»: {length} и запустить"));
            let set = AddressAction::Set(param.id, value.to_string());
            html! { <div class="what-if-write">{ button(store, text, vec![set.into(), RunAction::Run.into()]) }</div> }
        }
        None if store.what_if.ticket().is_some() => Html::default(),
        None => sentence(lang.pick(
            "No parameter of this demo sets that length; its program in Python can be edited.",
            "Эту длину не задаёт ни один параметр демо; его программу на Python можно изменить.",
        )),
    }
}

/// The sentence for a length that is not written; none where there is nothing to say.
fn refusal(store: &Store, run: &ChangedRun, why: Unwritten) -> &'static str {
    let lang = store.settings.lang;
    match why {
        Unwritten::Computed => lang.pick(
            "The program works this length out: there is no number on the line to write it in place of.",
            "Программа вычисляет эту длину: в строке нет числа, которое можно заменить.",
        ),
        Unwritten::Several => lang.pick(
            "Several waits stand on this line: change the one that you mean in the editor.",
            "В этой строке несколько ожиданий: измените нужное в редакторе.",
        ),
        Unwritten::OtherFile => lang
            .pick("The line is in another file: change it there.", "Строка находится в другом файле: измените её там."),
        Unwritten::NoCall => lang.pick(
            "The line has no number that says how long this wait is.",
            "В строке нет числа, задающего длину этого ожидания.",
        ),
        Unwritten::NoLine => match run.change.place {
            WaitPlace::Host(_) => {
                lang.pick("How fast a host answers is set under Hosts.", "Скорость ответа хоста задаётся в «Узлах».")
            }
            WaitPlace::Steps(_) | WaitPlace::Line { .. } => lang.pick(
                "Computing has no number in the program: it takes as long as its work.",
                "Для вычислений в программе нет числа: они длятся столько, сколько занимает работа.",
            ),
        },
        Unwritten::Unchanged => "",
    }
}

fn time(seconds: f64) -> Micros {
    Micros::from_delay(seconds).unwrap_or_default()
}
