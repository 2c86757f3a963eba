use yew::prelude::*;

use crate::i18n::Lang;

/// The tick beside the title of a demo that has been seen. Its room is kept where it has not.
pub fn seen_tick(seen: bool, lang: Lang) -> Html {
    html! {
        <span class="tick">
            if seen {
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="m2.2 6.4 2.6 2.6 5-5.6" /></svg>
                <span class="unseen">{ lang.pick(", seen", ", просмотрено") }</span>
            }
        </span>
    }
}
