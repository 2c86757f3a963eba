use yew::prelude::*;

use crate::page::effects::page_store::Dispatcher;
use crate::page::model::action::{PlaybackAction, WorkspaceAction};
use crate::page::model::state::Highlight;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub dispatcher: Dispatcher,
    /// The task, resource, future or generator that the name stands for.
    pub what: Highlight,
    /// The thing is pointed at, here or elsewhere.
    pub lit: bool,
    pub name: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    /// The place to which a click goes, in events before the playhead, and its description.
    #[prop_or_default]
    pub goes: Option<(usize, AttrValue)>,
    /// The element's id, for what moves the focus to it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Tab passes the name by.
    #[prop_or_default]
    pub passed_by: bool,
}

/// The name of a task or resource. Pointing at it or focusing it lights up the same thing wherever it is shown.
#[component]
pub fn Named(props: &Props) -> Html {
    let light = |lit: Option<Highlight>| {
        let dispatcher = props.dispatcher.clone();
        move || dispatcher.dispatch(WorkspaceAction::Light(lit))
    };
    let (on, off) = (light(Some(props.what)), light(None));
    // Nothing tells that the pointer or the focus has left what is taken away.
    let here = use_mut_ref(|| false);
    use_effect_with((), {
        let (here, off) = (here.clone(), off.clone());
        move |()| {
            move || {
                if here.take() {
                    off();
                }
            }
        }
    });
    let on = {
        let here = here.clone();
        move || {
            here.replace(true);
            on();
        }
    };
    let off = move || {
        here.replace(false);
        off();
    };
    let onmouseenter = Callback::from({
        let on = on.clone();
        move |_: MouseEvent| on()
    });
    let onmouseleave = Callback::from({
        let off = off.clone();
        move |_: MouseEvent| off()
    });
    let class = classes!("named", props.lit.then_some("lit"), props.class.clone());
    let Some((to, label)) = props.goes.clone() else {
        return html! { <span {class} id={props.id.clone()} {onmouseenter} {onmouseleave}>{ props.name.clone() }</span> };
    };
    let onfocus = Callback::from(move |_: FocusEvent| on());
    let onblur = Callback::from(move |_: FocusEvent| off());
    let onclick = {
        let dispatcher = props.dispatcher.clone();
        Callback::from(move |event: MouseEvent| {
            // It may stand in a row that goes elsewhere.
            event.stop_propagation();
            dispatcher.dispatch(PlaybackAction::Seek(to));
        })
    };
    html! {
        <button type="button" {class} id={props.id.clone()} title={format!("{}: {label}", props.name)}
            aria-label={format!("{}: {label}", props.name)} tabindex={props.passed_by.then_some("-1")}
            {onmouseenter} {onmouseleave} {onfocus} {onblur} {onclick}>{ props.name.clone() }</button>
    }
}
