use yew::prelude::*;

use crate::page::views::parts::icon::{Icon, IconShape};

/// A warm-up of the renderer: some of everything that a page is made of, rendered once where nobody sees it.
///
/// A browser compiles a function when it is first called, which takes far longer than the call: most of the first task of
/// a page would be that. Here it is done in a task of its own, while the words that are there from the beginning still
/// stand.
#[component]
pub fn WarmUp() -> Html {
    let (node, rows) = (use_node_ref(), use_state(|| 1));
    let looked = use_memo(*rows, |rows| rows % 2 == 0);
    let count = use_mut_ref(|| 0);
    {
        let rows = rows.clone();
        use_effect_with(*rows, move |now| {
            *count.borrow_mut() += 1;
            if *now < 2 {
                rows.set(*now + 1);
            }
            || ()
        });
    }
    let row = |number: usize| {
        html! {
            <li key={number} class={classes!("row", (number > 1).then_some("late"))}>
                <a href={format!("#/{number}")} title="row">{ number }</a>
                <button type="button" aria-pressed={(number > 1).to_string()} onclick={Callback::from(|_: MouseEvent| ())}>
                    <Icon shape={IconShape::Play} /><span>{ "row" }</span>
                </button>
            </li>
        }
    };
    html! {
        <>
            <header ref={node} tabindex="-1" onkeydown={Callback::from(|_: KeyboardEvent| ())}>
                <input type="search" value={rows.to_string()} oninput={Callback::from(|_: InputEvent| ())} />
                <select onchange={Callback::from(|_: Event| ())}>
                    { for (1..3).map(|value| html! { <option value={value.to_string()} selected={value == 1}>{ value }</option> }) }
                </select>
            </header>
            if *looked { <p>{ "even" }</p> } else { <section><h2>{ "odd" }</h2></section> }
            <ul>{ for (1..=*rows).map(row) }</ul>
        </>
    }
}
