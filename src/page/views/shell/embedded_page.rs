use yew::platform::spawn_local;
use yew::prelude::*;

use crate::page::effects::links;
use crate::page::effects::page_store::Store;
use crate::page::model::python::Script;
use crate::page::views::demo::demo_page::DemoPage;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The page of a program in a frame of another page: no header, no catalogue, and the way to the whole page.
#[component]
pub fn EmbeddedPage(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    // What the reader has changed in the frame goes along.
    let address = use_state_eq(|| None::<AttrValue>);
    {
        let (address, store) = (address.clone(), store.clone());
        use_effect_with((store.python.draft(), store.address.clone()), move |_| {
            let edited = store.python.changed() || store.script() == Some(Script::Own);
            spawn_local(async move {
                let made = if edited { links::address(&store, false, false).await.ok().flatten() } else { None };
                address.set(made.map(AttrValue::from));
            });
        });
    }
    let href = (*address).clone().unwrap_or_else(|| format!("{}{}", dom::base_address(), dom::hash()).into());
    html! {
        <div class="embedded">
            if store.is_shareable() {
                <DemoPage store={store.clone()} />
            } else {
                <main id="main" class="demo" tabindex="-1">
                    <p>{ lang.pick("This frame's address names no program.", "В адресе этой рамки нет программы.") }</p>
                </main>
            }
            <footer class="embed-bar">
                <a {href} target="_blank" rel="noopener">{ lang.pick("Open in Loopline", "Открыть в Loopline") }</a>
            </footer>
        </div>
    }
}
