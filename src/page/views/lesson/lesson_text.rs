use yew::prelude::*;

use crate::lessons::{Block, Inline};

/// A block of a lesson's text. Nothing in it is read as HTML.
pub fn block(block: &Block) -> Html {
    match block {
        Block::Heading(1, words) => html! { <h1>{ inlines(words) }</h1> },
        Block::Heading(2, words) => html! { <h2>{ inlines(words) }</h2> },
        Block::Heading(_, words) => html! { <h3>{ inlines(words) }</h3> },
        Block::Paragraph(words) => html! { <p>{ inlines(words) }</p> },
        Block::List(first, items) => {
            let items = items.iter().map(|item| html! { <li>{ inlines(item) }</li> });
            match first {
                Some(first) => html! { <ol start={first.to_string()}>{ for items }</ol> },
                None => html! { <ul>{ for items }</ul> },
            }
        }
        Block::Fence(fence) => code(&fence.text),
    }
}

/// A text of code. It can be scrolled by keys.
pub fn code(text: &str) -> Html {
    html! { <pre class="lesson-code" tabindex="0"><code>{ text.trim_end().to_string() }</code></pre> }
}

fn inlines(words: &[Inline]) -> Html {
    let words = words.iter().map(|inline| match inline {
        Inline::Text(text) => html! { { text.clone() } },
        Inline::Code(text) => html! { <code>{ text.clone() }</code> },
        Inline::Strong(inner) => html! { <strong>{ inlines(inner) }</strong> },
        Inline::Emphasis(inner) => html! { <em>{ inlines(inner) }</em> },
        Inline::Link(to, inner) if to.starts_with('#') => html! { <a href={to.clone()}>{ inlines(inner) }</a> },
        Inline::Link(to, inner) => {
            html! { <a href={to.clone()} target="_blank" rel="noopener noreferrer">{ inlines(inner) }</a> }
        }
    });
    words.collect()
}
