use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub struct Props {
    /// Text in which `**bold**` and `` `code` `` are the only marks.
    pub text: AttrValue,
}

/// A text of the course. It is never read as HTML.
#[component]
pub fn Marked(props: &Props) -> Html {
    let bold = props.text.split("**").enumerate().map(|(i, part)| {
        let code = part.split('`').enumerate().map(|(i, part)| {
            let part = part.to_string();
            if i % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { { part } }
            }
        });
        let code: Html = code.collect();
        if i % 2 == 1 {
            html! { <b>{ code }</b> }
        } else {
            code
        }
    });
    bold.collect()
}
