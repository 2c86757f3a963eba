use std::rc::Rc;

use yew::prelude::*;

use crate::advice::Advice;
use crate::advice::cures::Cure;
use crate::i18n::{self, Lang};
use crate::page::effects::page_store::Dispatcher;
use crate::page::model::action::PlaybackAction;
use crate::page::model::python::PythonAction;
use crate::page::model::record::Record;
use crate::page::views::parts::marked::Marked;
use crate::page::views::python::before_and_after::BeforeAndAfter;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub advice: Rc<[Advice]>,
    /// The runs before the last hint was followed and after.
    pub runs: Option<[Record; 2]>,
    pub lang: Lang,
    pub dispatcher: Dispatcher,
}

/// The hints below a program, as a teacher would give them: what happened in the run, and the cure. A click leads to the
/// line and to the moment; where a hint can be followed by rule, its change is shown, and run on demand.
#[component]
pub fn PythonHints(props: &Props) -> Html {
    let Props { advice, runs, lang, dispatcher } = props;
    let lang = *lang;
    if advice.is_empty() && runs.is_none() {
        return Html::default();
    }
    let rows = advice.iter().enumerate().map(|(i, Advice { hint, cure: change })| {
        let [what, cure] = i18n::hint_words(&hint.what, lang);
        let onclick = {
            let (dispatcher, line, playhead) = (dispatcher.clone(), hint.line, hint.seq.0 as usize + 1);
            Callback::from(move |_: MouseEvent| {
                dispatcher.dispatch(PlaybackAction::Seek(playhead));
                if let Some(line) = line {
                    dispatcher.dispatch(PythonAction::Go("".into(), line));
                }
            })
        };
        let place = match hint.line {
            Some(line) => lang.pick(format!("Line {line}"), format!("Строка {line}")),
            None => lang.pick("Show".into(), "Показать".into()),
        };
        html! {
            <li key={i}>
                <button type="button" class="to-line" {onclick}>{ place }</button>
                <p><Marked text={what} />{ " " }<span class="cure"><Marked text={cure} /></span></p>
                if let Some(change) = change {
                    { changed_lines(change, lang, dispatcher) }
                }
            </li>
        }
    });
    let count = advice.len();
    let title = lang.pick("Worth knowing", "Стоит знать");
    html! {
        <section class="hints" aria-labelledby="hints-title">
            <h3 id="hints-title">
                { title }
                if count > 0 { { " " }<span class="muted">{ i18n::count(count, lang) }</span> }
            </h3>
            if let Some(runs) = runs {
                { outcome(runs, lang, dispatcher) }
            }
            <ul>{ for rows }</ul>
        </section>
    }
}

/// The changed lines of a program in which a hint is followed, and a button that runs it.
fn changed_lines(cure: &Cure, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let lines: Vec<&str> = cure.source.lines().collect();
    let changed = cure.lines.iter().filter_map(|line| lines.get((*line as usize).checked_sub(1)?).copied());
    let changed = changed.collect::<Vec<_>>().join("\n");
    // Numbered: each region of the page has a name of its own.
    let first = cure.lines.first().copied().unwrap_or(1);
    let label =
        lang.pick(format!("The changed lines, from line {first}"), format!("Изменённые строки, начиная с {first}-й"));
    let text: Rc<str> = cure.source.as_str().into();
    let dispatcher = dispatcher.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Follow(text.clone())));
    html! {
        <div class="change">
            <pre aria-label={label} tabindex="0" role="region">{ changed }</pre>
            <button type="button" class="plain-button" {onclick}>
                { lang.pick("Apply and run", "Применить и запустить") }
            </button>
        </div>
    }
}

/// The runs before and after a hint was followed, under each other, and the way back.
fn outcome(runs: &[Record; 2], lang: Lang, dispatcher: &Dispatcher) -> Html {
    let [before, after] = runs.each_ref().map(|run| i18n::seconds(run.trace.borrow().end_time(), lang));
    let text = lang.pick(
        format!("Before the change the program took **{before}**, now **{after}**."),
        format!("До изменения программа работала **{before}**, теперь **{after}**."),
    );
    let dispatcher = dispatcher.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Unfollow));
    html! {
        <div class="change outcome">
            <p><Marked {text} /></p>
            <button type="button" class="quiet-button" {onclick}>{ lang.pick("Undo the change", "Вернуть как было") }</button>
            <BeforeAndAfter runs={runs.clone()} {lang} />
        </div>
    }
}
