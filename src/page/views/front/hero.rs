use yew::prelude::*;

use crate::page::effects::page_store::Store;
use crate::page::model::action::PlaybackAction;
use crate::page::model::python::Script;
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::page::views::timeline::comparison::Comparison;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The runs are drawn by now: drawing them need not hold up the words. Until then their room is kept.
    pub drawn: bool,
}

/// The front page's first picture: Alice's errands in three ways, already drawn, played at a press.
#[component]
pub fn Hero(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let play = {
        let store = store.clone();
        // From the beginning when they stand at their end, else on from where they were stopped.
        Callback::from(move |_: MouseEvent| store.dispatch(PlaybackAction::Toggle))
    };
    let (shape, label) = match store.playback.playing {
        true => (IconShape::GeneratorPhase, lang.pick("Pause", "Пауза")),
        false => (IconShape::Play, lang.pick("Run all three", "Запустить все три")),
    };
    html! {
        <div class="hero">
            <div class="hero-words">
                <h1>{ lang.pick("See what async code does", "Увидеть, что делает асинхронный код") }</h1>
                <p>{ lang.pick(
                    "Run asynchronous programs and watch every task start, wait, wake and finish. Step back, slow down, find out why a task waits.",
                    "Запускайте асинхронные программы и смотрите, как каждая задача стартует, ждёт, просыпается и завершается. Шагайте назад, замедляйте, выясняйте, чего ждёт задача.",
                ) }</p>
                <div class="hero-buttons">
                    <button type="button" class="run-button" onclick={play}><Icon {shape} /><span>{ label }</span></button>
                    <a class="plain-button" href="#/demo/errands">{ lang.pick("Open Alice’s errands", "Открыть поручения Алисы") }</a>
                </div>
                <p class="own-program">
                    { lang.pick("Or see your own: ", "Или посмотрите на свою: ") }
                    <a class="plain-button" href={Script::Own.href()}>
                        { lang.pick("Write or paste a program in Python", "Написать или вставить программу на Python") }
                    </a>
                </p>
            </div>
            <section class="pane hero-runs" aria-label={lang.pick("Alice’s errands in three ways", "Поручения Алисы тремя способами")}>
                if props.drawn {
                    <Comparison store={store.clone()} compared={store.run.compared.clone()} />
                } else {
                    <div class="comparison"><div class="comparison-frame"></div></div>
                }
            </section>
        </div>
    }
}
