//! The page's entry.

use yew::prelude::*;

/// Stands where the app will.
#[component]
fn Page() -> Html {
    html! {
        <main class="shell-main">
            <h1>{ "Loopline" }</h1>
            <p>{ "The demos come here." }</p>
        </main>
    }
}

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"))
        .expect("index.html has the element that the app is mounted in");
    yew::Renderer::<Page>::with_root(root).render();
}
