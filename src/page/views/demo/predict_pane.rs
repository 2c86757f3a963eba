use yew::platform::spawn_local;
use yew::prelude::*;

use super::explanation::pieces;
use super::order_list::OrderList;
use crate::page::derived::prediction_words::{answer, kind_label, question};
use crate::page::effects::page_store::Store;
use crate::page::model::action::PredictAction;
use crate::page::model::predict::{ChoiceQuestion, Prediction, RunQuestion};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::{dom, painted};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The question about a run that is not yet shown, in the place of its picture.
#[component]
pub fn PredictPane(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    // What is asked is read from its beginning.
    let asks = store.asking().is_some();
    use_effect_with(asks, |asks| {
        if *asks {
            dom::focus("predict-title");
        }
    });
    let Some(prediction) = store.asking() else {
        return html! {
            <div class="predict" role="status">
                <p class="muted">{ lang.pick("The program runs unseen…", "Программа выполняется, но пока не показана…") }</p>
            </div>
        };
    };
    let send = |action: PredictAction| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let show = send(PredictAction::Show);
    let Some(asked) = prediction.asked() else {
        return html! {
            <section class="predict" aria-labelledby="predict-title">
                <h2 id="predict-title" tabindex="-1">{ lang.pick("Nothing to predict here", "Предсказывать здесь нечего") }</h2>
                <p>{ lang.pick(
                    "The program prints fewer than three different lines, takes no time, and nothing in it fails.",
                    "Программа печатает меньше трёх разных строк, не занимает времени, и ошибок в ней нет.",
                ) }</p>
                <div class="predict-actions">
                    <button type="button" class="run-button" onclick={show}><Icon shape={IconShape::Play} />{ lang.pick("Show the run", "Показать запуск") }</button>
                </div>
            </section>
        };
    };
    let off = !prediction.is_answered();
    let check = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            store.dispatch(PredictAction::Check);
            // The answer can take the focus once it is shown.
            spawn_local(async {
                painted().await;
                dom::focus("answer-title");
            });
        })
    };
    html! {
        <section class="predict" aria-labelledby="predict-title">
            <div class="predict-head">
                <h2 id="predict-title" tabindex="-1">{ question(prediction, asked, lang) }</h2>
                if prediction.questions.len() > 1 { { kinds(store, prediction) } }
            </div>
            { match asked {
                RunQuestion::Order(question) => html! {
                    <OrderList question={question.clone()} order={prediction.order.clone()} moved={prediction.moved}
                        dispatcher={store.dispatcher()} {lang} />
                },
                RunQuestion::Choice(question) => choices(store, prediction, question),
            } }
            <div class="predict-actions">
                <button type="button" id="predict-check" class="run-button" aria-disabled={off.to_string()}
                    onclick={check}>{ lang.pick("Check", "Проверить") }</button>
                <button type="button" class="quiet-button" onclick={show}>{ lang.pick("Just show the run", "Просто показать запуск") }</button>
            </div>
        </section>
    }
}

/// The kinds of questions that there are of this run.
fn kinds(store: &Store, prediction: &Prediction) -> Html {
    let lang = store.settings.lang;
    let kinds = prediction.questions.iter().enumerate().map(|(at, asked)| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(PredictAction::Question(at)));
        html! {
            <button type="button" aria-pressed={(at == prediction.at).to_string()} {onclick}>
                { kind_label(asked.kind(), lang) }
            </button>
        }
    });
    html! { <div class="segments" role="group" aria-label={lang.pick("Question", "Вопрос")}>{ for kinds }</div> }
}

/// The answers, of which one is chosen.
fn choices(store: &Store, prediction: &Prediction, question: &ChoiceQuestion) -> Html {
    let lang = store.settings.lang;
    let answers = question.answers.iter().enumerate().map(|(place, choice)| {
        let dispatcher = store.dispatcher();
        let onchange = Callback::from(move |_: Event| dispatcher.dispatch(PredictAction::Choose(place)));
        html! {
            <label key={place} class="predict-choice">
                <input type="radio" name="predict-answer" data-arrows="" checked={prediction.choice == Some(place)} {onchange} />
                <span>{ pieces(store, &answer(prediction, choice, lang), false) }</span>
            </label>
        }
    });
    html! { <div class="predict-choices" role="radiogroup" aria-labelledby="predict-title">{ for answers }</div> }
}
