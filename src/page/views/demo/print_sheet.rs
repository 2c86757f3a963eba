use yew::prelude::*;

use crate::export;
use crate::page::derived::picture::{description, picture, title};
use crate::page::effects::page_store::Store;
use crate::timeline::palette::LIGHT;
use crate::web::printing::{on_print, put_svg, put_text};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    pub children: Html,
}

/// The picture's width on paper, in px.
const PAPER_WIDTH_PX: f64 = 720.0;

/// The height, in px, for which a sheet has room below the demo's words.
const MAX_PICTURE_HEIGHT_PX: f64 = 900.0;

/// The sheet of paper around the panes: before them the whole picture, light and as wide as the paper; after them all that
/// the program has printed. Both are there only while the page is printed.
#[component]
pub fn PrintSheet(props: &Props) -> Html {
    let lang = props.store.settings.lang;
    let (before, after) = (use_node_ref(), use_node_ref());
    let latest = use_mut_ref(|| props.store.clone());
    latest.replace(props.store.clone());
    {
        let (before, after) = (before.clone(), after.clone());
        use_effect_with((), move |()| {
            let listeners = on_print(move |begins| {
                let store = latest.borrow().clone();
                let scene = picture(&store, PAPER_WIDTH_PX, MAX_PICTURE_HEIGHT_PX).filter(|_| begins);
                let svg = scene.map(|scene| export::svg(&scene, &LIGHT, &title(&store), &description(&store)));
                match svg {
                    Some(svg) => put_svg(&before, &svg),
                    None => put_text(&before, ""),
                }
                let said = store.run.record.as_ref().filter(|_| begins && !store.address.comparing);
                let said = said.map(|record| export::transcript(&record.trace.borrow()));
                put_text(&after, &said.unwrap_or_default());
            });
            move || drop(listeners)
        });
    }
    html! {
        <>
            <div class="paper paper-picture" ref={before}></div>
            { props.children.clone() }
            <section class="paper paper-output">
                <h2>{ lang.pick("Output", "Вывод") }</h2>
                <pre ref={after}></pre>
            </section>
        </>
    }
}
