use yew::prelude::*;

use super::explanation::pieces;
use crate::demos::{Question, questions_of};
use crate::i18n::{Lang, visit_text};
use crate::page::derived::prediction_words::{answer, question, reason};
use crate::page::effects::page_store::Store;
use crate::page::model::action::{PlaybackAction, PredictAction};
use crate::page::model::predict::{ChoiceQuestion, OrderQuestion, Prediction, RunQuestion};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The reader's answer beside the run: what the run does, where the answer first differs from it, and why.
#[component]
pub fn AnswerPane(props: &Props) -> Html {
    let store = &props.store;
    let (Some(prediction), lang) = (store.answered(), store.settings.lang) else { return html! {} };
    let Some(asked) = prediction.asked() else { return html! {} };
    let right = prediction.is_right();
    let why = reason(store, prediction);
    let again = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(PredictAction::Again))
    };
    html! {
        <div id="answer" class="answer">
            <h3 id="answer-title" tabindex="-1" class={if right { "answer-right" } else { "answer-wrong" }}>
                <span aria-hidden="true">{ if right { "✓ " } else { "✗ " } }</span>{ verdict(prediction, asked, lang) }
            </h3>
            if !why.is_empty() { <p class="answer-reason">{ pieces(store, &why, true) }</p> }
            { match asked {
                RunQuestion::Order(question) => orders(store, prediction, question),
                RunQuestion::Choice(choice) => html! {
                    <>
                        <p class="muted">{ question(prediction, asked, lang) }</p>
                        { choices(store, prediction, choice) }
                    </>
                },
            } }
            <div class="predict-actions">
                <button type="button" class="plain-button" onclick={again}>{ lang.pick("Answer again", "Ответить ещё раз") }</button>
                { next(store) }
            </div>
        </div>
    }
}

fn verdict(prediction: &Prediction, asked: &RunQuestion, lang: Lang) -> String {
    let RunQuestion::Order(question) = asked else {
        return match prediction.is_right() {
            true => lang.pick("Right.", "Верно.").into(),
            false => lang.pick("Not this one: the right answer is marked.", "Нет: верный ответ отмечен.").into(),
        };
    };
    match question.fault(&prediction.order) {
        None if same_texts(question, &prediction.order) => {
            lang.pick("Right: the lines are printed in this order.", "Верно: строки напечатаны в этом порядке.").into()
        }
        None => lang
            .pick(
                "Right: the program allows this order as well as the one of this run.",
                "Верно: программа допускает и этот порядок, и порядок этого запуска.",
            )
            .into(),
        Some(fault) if fault.pair != (fault.expected, fault.put) => {
            let text = |line: usize| visit_text(question.text(line), lang);
            let (first, second) = (text(fault.pair.0), text(fault.pair.1));
            lang.pick(
                format!("Line {} differs first: nothing comes between “{first}” and “{second}”.", fault.at + 1),
                format!(
                    "Первое расхождение — в строке {}: между «{first}» и «{second}» ничего не встаёт.",
                    fault.at + 1
                ),
            )
        }
        Some(fault) => {
            let text = |line: usize| visit_text(question.text(line), lang);
            lang.pick(
                format!(
                    "Line {} differs first: “{}” comes before “{}”.",
                    fault.at + 1,
                    text(fault.expected),
                    text(fault.put)
                ),
                format!(
                    "Первое расхождение — в строке {}: «{}» идёт раньше, чем «{}».",
                    fault.at + 1,
                    text(fault.expected),
                    text(fault.put)
                ),
            )
        }
    }
}

/// Returns whether an order reads as the record does.
fn same_texts(question: &OrderQuestion, order: &[usize]) -> bool {
    order.iter().enumerate().all(|(place, line)| question.text(place) == question.text(*line))
}

/// The reader's order beside the run's. A line of the run leads to the moment at which it is printed.
fn orders(store: &Store, prediction: &Prediction, question: &OrderQuestion) -> Html {
    let lang = store.settings.lang;
    let fault = question.fault(&prediction.order);
    let yours = prediction.order.iter().enumerate().map(|(place, line)| {
        let differs = fault.is_some_and(|fault| fault.at == place);
        html! {
            <li class={differs.then_some("answer-differs")}>
                <code>{ visit_text(question.text(*line), lang) }</code>
                if differs { <span class="unseen">{ lang.pick(", the first that differs", ", первое расхождение") }</span> }
            </li>
        }
    });
    let printed = (0..question.len()).map(|line| {
        let dispatcher = store.dispatcher();
        let to = question.line(line).seq.0 as usize + 1;
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PlaybackAction::Seek(to)));
        let differs = fault.is_some_and(|fault| fault.expected == line);
        html! {
            <li class={differs.then_some("answer-expected")}>
                <button type="button" class="to-line" {onclick}
                    title={lang.pick("To the moment at which it is printed", "К моменту, когда она напечатана")}>
                    { visit_text(question.text(line), lang) }
                </button>
            </li>
        }
    });
    html! {
        <div class="answer-orders">
            <div>
                <h4 id="answer-yours">{ lang.pick("Your order", "Ваш порядок") }</h4>
                <ol aria-labelledby="answer-yours">{ for yours }</ol>
            </div>
            <div>
                <h4 id="answer-printed">{ lang.pick("This run", "Этот запуск") }</h4>
                <ol aria-labelledby="answer-printed">{ for printed }</ol>
            </div>
        </div>
    }
}

/// The three answers, with the right one and the reader's marked.
fn choices(store: &Store, prediction: &Prediction, question: &ChoiceQuestion) -> Html {
    let lang = store.settings.lang;
    let answers = question.answers.iter().enumerate().map(|(place, choice)| {
        let (right, chosen) = (place == question.right, prediction.choice == Some(place));
        let class = if right { Some("answer-expected") } else { chosen.then_some("answer-differs") };
        let words = match (right, chosen) {
            (true, true) => lang.pick("your answer, right", "ваш ответ, верный"),
            (true, false) => lang.pick("right", "верный"),
            (false, true) => lang.pick("your answer", "ваш ответ"),
            (false, false) => "",
        };
        html! {
            <li {class}>
                <span>{ pieces(store, &answer(prediction, choice, lang), false) }</span>
                if !words.is_empty() { <span class="muted">{ format!(" — {words}") }</span> }
            </li>
        }
    });
    html! { <ul class="answer-choices">{ for answers }</ul> }
}

/// The way to the chapter's next question that is not yet answered, and how many are.
fn next(store: &Store) -> Html {
    let lang = store.settings.lang;
    let Some(chapter) = store.lesson().map(|demo| demo.chapter).filter(|_| store.embed.is_none()) else {
        return html! {};
    };
    let (done, total) = store.progress.questions(chapter);
    let here: Vec<&Question> = store.course_questions().collect();
    let is_open = |question: &&Question| !store.progress.has_answered(&question.name()) && !here.contains(question);
    let mut after = questions_of(chapter).skip_while(|question| !here.contains(question));
    let open = after.find(&is_open).or_else(|| questions_of(chapter).find(is_open));
    html! {
        <>
            if total > 0 {
                <span class="muted">{ lang.pick(format!("Questions of this chapter: {done} of {total}"), format!("Вопросы этой главы: {done} из {total}")) }</span>
            }
            if let Some((question, demo)) = open.and_then(|question| Some((question, question.lesson()?))) {
                <a class="plain-button" href={question.href()}>
                    { lang.pick("Next question", "Следующий вопрос") }{ ": " }{ lang.pick(demo.title.en, demo.title.ru) }
                </a>
            }
        </>
    }
}
