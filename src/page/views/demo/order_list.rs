use std::rc::Rc;

use yew::prelude::*;

use crate::i18n::{Lang, visit_text};
use crate::page::effects::page_store::Dispatcher;
use crate::page::model::action::PredictAction;
use crate::page::model::predict::OrderQuestion;
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;
use crate::web::reorder::{Reorder, on_reorder};

/// The most lines that are shown before and after those that are asked.
const MOST_AROUND: usize = 3;

#[derive(Properties)]
pub struct Props {
    pub question: Rc<OrderQuestion>,
    pub order: Vec<usize>,
    /// The line that was moved last.
    pub moved: Option<usize>,
    pub dispatcher: Dispatcher,
    pub lang: Lang,
}

impl PartialEq for Props {
    fn eq(&self, other: &Props) -> bool {
        Rc::ptr_eq(&self.question, &other.question)
            && (&self.order, self.moved, self.lang) == (&other.order, other.moved, other.lang)
    }
}

/// The lines that are to be put in order: by dragging them, by the buttons beside them, and by the arrow keys at their
/// handles.
#[component]
pub fn OrderList(props: &Props) -> Html {
    let Props { question, order, moved, dispatcher, lang } = props;
    let lang = *lang;
    let list = use_node_ref();
    let dragged = use_state(|| None::<usize>);
    {
        let (list, dispatcher, dragged) = (list.clone(), dispatcher.clone(), dragged.setter());
        use_effect_with((), move |()| {
            let drags = on_reorder(&list, move |part| match part {
                Reorder::Taken(place) => dragged.set(Some(place)),
                Reorder::Moved(from, to) => {
                    dragged.set(Some(to));
                    dispatcher.dispatch(PredictAction::Move(from, to));
                }
                Reorder::Dropped => dragged.set(None),
            });
            move || drop(drags)
        });
    }
    // A line that changes its place in the document loses the focus.
    let held = use_mut_ref(|| None::<String>);
    {
        let held = held.clone();
        use_effect_with(order.clone(), move |_| {
            if let Some(id) = held.take() {
                dom::focus(&id);
            }
        });
    }
    let last = order.len().saturating_sub(1);
    let lines = order.iter().enumerate().map(|(place, &line)| {
        let text = visit_text(question.text(line), lang);
        let go = {
            let (dispatcher, held) = (dispatcher.clone(), held.clone());
            move |to: usize, focus: String| {
                if to != place {
                    held.replace(Some(focus));
                    dispatcher.dispatch(PredictAction::Move(place, to));
                }
            }
        };
        let id = format!("line-handle-{line}");
        let onkeydown = {
            let (go, id) = (go.clone(), id.clone());
            Callback::from(move |event: KeyboardEvent| {
                let to = match event.key().as_str() {
                    "ArrowUp" => place.saturating_sub(1),
                    "ArrowDown" => (place + 1).min(last),
                    "Home" => 0,
                    "End" => last,
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                go(to, id.clone());
            })
        };
        let button = |shape: IconShape, label: &'static str, to: Option<usize>, name: &'static str| {
            let (id, go) = (format!("line-{name}-{line}"), go.clone());
            let focus = id.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                if let Some(to) = to {
                    go(to, focus.clone());
                }
            });
            html! {
                <button type="button" {id} class="icon-button" tabindex="-1" aria-disabled={to.is_none().to_string()}
                    aria-label={format!("{label}: {text}")} title={label} {onclick}><Icon {shape} /></button>
            }
        };
        let place_of = lang.pick(
            format!("{text} — line {} of {}", place + 1, last + 1),
            format!("{text} — строка {} из {}", place + 1, last + 1),
        );
        let class = classes!("order-line", (*dragged == Some(place)).then_some("dragged"));
        html! {
            <li key={line} {class}>
                <button type="button" {id} class="line-handle" data-handle="" data-arrows="" aria-label={place_of}
                    aria-describedby="predict-keys" {onkeydown}><Icon shape={IconShape::Handle} /></button>
                <code>{ text.clone() }</code>
                <span class="buttons">
                    { button(IconShape::Up, lang.pick("Up", "Выше"), place.checked_sub(1), "up") }
                    { button(IconShape::Down, lang.pick("Down", "Ниже"), (place < last).then_some(place + 1), "down") }
                </span>
            </li>
        }
    });
    let told = moved.and_then(|line| Some((line, order.iter().position(|other| *other == line)?)));
    let told = told.map(|(line, place)| {
        let text = visit_text(question.text(line), lang);
        lang.pick(
            format!("{text}: now line {} of {}", place + 1, last + 1),
            format!("{text}: теперь строка {} из {}", place + 1, last + 1),
        )
    });
    let (before, after) = (question.before(), question.after());
    let hidden = before.len().saturating_sub(MOST_AROUND);
    html! {
        <>
            <p id="predict-keys" class="muted">{ lang.pick(
                "Drag the lines, use the buttons beside them, or the arrow keys at their handles.",
                "Перетаскивайте строки, нажимайте кнопки рядом с ними или стрелки на клавиатуре.",
            ) }</p>
            if !before.is_empty() { { around(&before[hidden..], (hidden, 0), lang) } }
            <ol ref={list} class="order-lines" role="list" aria-label={lang.pick("The lines, in your order", "Строки в вашем порядке")}>
                { for lines }
            </ol>
            if !after.is_empty() {
                { around(&after[..after.len().min(MOST_AROUND)], (0, after.len().saturating_sub(MOST_AROUND)), lang) }
            }
            <p class="unseen" role="status">{ told.unwrap_or_default() }</p>
        </>
    }
}

/// Lines that stand in their places, and how many more there are before and after them.
fn around(texts: &[Rc<str>], (before, after): (usize, usize), lang: Lang) -> Html {
    let more = |count: usize| {
        html! {
            if count > 0 { <li class="muted">{ lang.pick(format!("… {count} more"), format!("… ещё {count}")) }</li> }
        }
    };
    let lines = texts.iter().map(|text| html! { <li><code>{ visit_text(text, lang) }</code></li> });
    html! {
        <ul class="fixed-lines" role="list" aria-label={lang.pick("Lines that stand in their places", "Строки, которые уже на своих местах")}>
            { more(before) }{ for lines }{ more(after) }
        </ul>
    }
}
