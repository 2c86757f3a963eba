//! Handles at the ends of the waits that can be changed, while the tab *What if* is open: let go, the program runs again with the
//! new length.

use std::rc::Rc;

use yew::prelude::*;

use super::lane_grip::LaneGrip;
use crate::changes::{NewLength, WaitPlace};
use crate::clock::Micros;
use crate::i18n::{exact_length, wait_place};
use crate::page::effects::page_store::Store;
use crate::page::model::action::WhatIfAction;
use crate::page::model::record::Record;
use crate::page::model::state::Analysis;
use crate::reading::{ChangeableWait, changeable_waits};
use crate::timeline::grip_places::{GripPlace, wait_places};
use crate::timeline::lanes::Lanes;
use crate::timeline::layout::View;

/// The greatest length that a handle gives a wait, as a multiple of its own.
const MOST_TIMES: u64 = 10;

/// Waits that are found once for many drawings. Equal if they are the very same.
#[derive(Clone)]
pub struct FoundWaits(Rc<[ChangeableWait]>);

impl PartialEq for FoundWaits {
    fn eq(&self, other: &FoundWaits) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for FoundWaits {
    type Target = [ChangeableWait];

    fn deref(&self) -> &[ChangeableWait] {
        &self.0
    }
}

/// The waits of a record that can be changed now, found anew when these or the record are others and not for each drawing.
#[hook]
pub fn use_changeable_waits(store: &Store, record: Option<&Record>) -> FoundWaits {
    let is_open = store.analysis() == Analysis::WhatIf && store.can_set_waits();
    let waits = store.what_if.waits.clone();
    let record = record.filter(|_| is_open && !waits.is_empty()).cloned();
    let measured = store.unseen_is_measured();
    let found = use_memo((record, waits, measured), |(record, waits, measured)| {
        let found = |record: &Record| changeable_waits(&record.trace.borrow(), &record.spans(), waits, *measured);
        FoundWaits(record.as_ref().map(found).unwrap_or_default().into())
    });
    (*found).clone()
}

/// The place among these waits of the one that the reader has chosen.
pub fn chosen_among(store: &Store, waits: &FoundWaits) -> Option<usize> {
    let chosen = store.what_if.chosen.as_ref()?;
    waits.iter().position(|wait| wait.place == *chosen)
}

/// Handles for the waits in sight of one run.
#[hook]
pub fn use_wait_grips(store: &Store, waits: &FoundWaits, view: &View, lanes: &Lanes) -> Html {
    let rows = (lanes.rows().len(), lanes.height(), chosen_among(store, waits));
    let places = use_memo((waits.clone(), view.clone(), rows), |(waits, view, (.., chosen))| {
        wait_places(waits, *chosen, lanes, view)
    });
    wait_grips(store, waits, &places, view)
}

/// Handles for these waits at these places.
pub fn wait_grips(store: &Store, waits: &FoundWaits, places: &[(usize, GripPlace)], view: &View) -> Html {
    if places.is_empty() {
        return Html::default();
    }
    let lang = store.settings.lang;
    let (_, hidden) = store.program_file();
    let grip = |(wait, place): &(usize, GripPlace)| {
        let wait = &waits[*wait];
        let own = wait.length();
        let name = wait_place(&wait.place.below(hidden), lang);
        let key = wait.place.to_string();
        let new = store.what_if.new_length(&wait.place);
        let set = {
            let (dispatcher, place) = (store.dispatcher(), wait.place.clone());
            Callback::from(move |(to, is_let_go): (Micros, bool)| {
                if is_let_go {
                    dispatcher.dispatch(WhatIfAction::Set(place.clone(), length_of(&place, to, own)));
                }
            })
        };
        let words = Callback::from(move |time: Micros| exact_length(time, lang));
        let step = Micros(10_u64.pow(own.0.max(1).ilog10()) / 10).max(Micros(1));
        let page = Micros(step.0 * 10);
        html! {
            <LaneGrip {key} label={lang.pick(format!("Length of the wait: {name}"), format!("Длина ожидания: {name}"))}
                hint={lang.pick(format!("{name}: drag, and the program runs again with this length"),
                    format!("{name}: перетащите, и программа выполнится заново с этой длиной"))}
                length={new.map_or(own, |new| new.of(own))} most={Micros(own.0.saturating_mul(MOST_TIMES))}
                key_steps={[step, page, page]} place={*place} view={view.clone()} {words} {set}
                is_chosen={store.what_if.chosen.as_ref() == Some(&wait.place)} />
        }
    };
    html! { <div class="lane-grips">{ for places.iter().map(grip) }</div> }
}

/// The new length of a wait that takes this time now. The steps of a task are many, so theirs is a factor.
fn length_of(place: &WaitPlace, to: Micros, own: Micros) -> NewLength {
    match place {
        WaitPlace::Steps(_) => NewLength::Factor(to.0 as f64 / own.0.max(1) as f64),
        WaitPlace::Line { .. } | WaitPlace::Host(_) => NewLength::Exact(to),
    }
}
